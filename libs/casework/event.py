"""CloudEvents 1.0: what happened to a dossier, said so that others can follow."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
from msgspec import Struct
from msgspec.structs import force_setattr, replace

from casework.titles import told_by
from casework.workdays import Moment, moment

if TYPE_CHECKING:
    from casework.register import Register
    from casework.workflow import DossierType, Outcome


class Link(Struct, frozen=True):
    """One dossier pointing at another, also of another service."""

    rel: str
    service: str
    type: str
    id: str


class Wait(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A step that may come next and whom it waits for: a line of somebody's inbox.

    `by`: the roles that may take it, `units` whose people of them where they see their own unit's
    dossiers alone; `body` owes the opinion instead of any role. `not_by`: persons whom four eyes
    exclude. `duty`, `law`, `mark`, `due` and `unit` (of time) are those of the duty that it meets
    or leads to, otherwise of the step itself. `main`: the ordinary step of the state.
    """

    step: str
    title: str
    duty: str
    law: str
    mark: str = "V"
    by: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    body: str = ""
    not_by: tuple[str, ...] = ()
    due: Moment | None = None
    unit: str = ""
    main: bool = False

    def __post_init__(self) -> None:
        force_setattr(self, "due", moment(self.due))


class News(Struct, frozen=True, kw_only=True):
    """The data of an event: the state after the act and what the type discloses.

    `fields` holds what the province's own services may know; `ministry` names those of them
    that the feed to the ministry repeats. Personal data stays home unless named here.
    `told` names the fields that the title is made of. `personal`: each reading is written down;
    `tracked`: whoever has the code may ask where it stands.
    `asked` are the bodies that were consulted, `team` who may see a `team_only` dossier. `waits`
    are the steps that may come next and the people they wait for, `holder` is the officer in
    charge, `people` hashed words of names that are not disclosed, for searches inside the
    province; no feed repeats these. `beside`: other versions in which the act is announced, too.
    """

    service: str
    type: str
    record: str
    code: str
    title: str
    state: str
    state_title: str
    final: bool
    unit: str
    law: str
    transition: str
    actor_role: str
    lodged: str
    fields: dict[str, Any] = {}
    ministry: tuple[str, ...] = ()
    team_only: bool = False
    personal: bool = False
    tracked: bool = True
    told: tuple[str, ...] | None = None
    team: tuple[str, ...] = ()
    shown_to: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    clocks: tuple[dict[str, Any], ...] = ()
    waits: tuple[Wait, ...] = ()
    holder: str = ""
    holder_name: str = ""
    people: tuple[str, ...] = ()
    beside: tuple[int, ...] = ()


class CloudEvent(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An event with its attributes (CloudEvents 1.0, Kafka binary mode: attributes as ce_ headers).

    `position` is given by the relay: gapless from 1 per source service and province.
    `sequence` is the dossier's version. `time` is RFC 3339 with +07:00.
    """

    id: str
    source: str
    type: str
    subject: str
    time: str
    province: str
    sequence: int
    data: News
    position: int = 0
    traceparent: str = ""
    datacontenttype: str = "application/json"
    specversion: str = "1.0"


def event_type(service: str, type_: str, emits: str, version: int = 1) -> str:
    """`vn.ngoaivu.<service>.<dossier-type>.<past-participle>.v1`."""
    return f"vn.ngoaivu.{service}.{type_}.{emits}.v{version}"


def topic(service: str) -> str:
    """The Kafka topic of a service's events."""
    return f"ngoaivu.{service}.v1"


def source(province: str, service: str) -> str:
    return f"/provinces/{province}/{service}"


def announce(
    service: str,
    type_: DossierType[Any] | Register[Any],
    outcome: Outcome[Any],
    traceparent: str = "",
) -> CloudEvent:
    """The event of an outcome: id is the journal line's, position is still unknown (0)."""
    dossier, act = outcome.dossier, outcome.act
    shown = {n: getattr(dossier.fields, n) for n in type_.discloses.province}
    news = News(
        service=service,
        type=type_.name,
        record=type_.record,
        code=dossier.code,
        title=dossier.title,
        state=dossier.state,
        state_title=type_.states[dossier.state],
        final=dossier.state in type_.final,
        unit=dossier.unit,
        law=act.law,
        transition=act.transition,
        actor_role=act.role,
        lodged=dossier.lodged_on.isoformat(),
        fields=msgspec.to_builtins(shown),
        ministry=tuple(type_.discloses.ministry),
        team_only=type_.team_only,
        personal=type_.personal,
        tracked=type_.is_tracked,
        told=told_by(type_.heading, dossier.fields),
        team=dossier.team if type_.team_only else (),
        shown_to=tuple(sorted(type_.shown_to)),
        asked=tuple(dict.fromkeys(o.body for r in dossier.rounds for o in r.opinions)),
        links=dossier.links,
        clocks=tuple(msgspec.to_builtins(dossier.clocks)),
        waits=dossier.waits,
        holder=dossier.holder,
        holder_name=dossier.holder_name,
        beside=tuple(sorted(type_.formerly)),
    )
    return CloudEvent(
        id=dossier.line,
        source=source(dossier.province, service),
        type=event_type(service, type_.name, outcome.emits, type_.announces),
        subject=dossier.id,
        time=act.at.isoformat(),
        province=dossier.province,
        sequence=dossier.version,
        data=news,
        traceparent=traceparent,
    )


def announce_formerly(
    type_: DossierType[Any] | Register[Any], event: CloudEvent, version: int
) -> CloudEvent:
    """The same act as an older version of its event says it, for those who still listen to that."""
    fields = type_.formerly[version](event.data.fields)
    every = {type_.announces, *type_.formerly}
    data = replace(
        event.data,
        fields=fields,
        ministry=tuple(name for name in event.data.ministry if name in fields),
        beside=tuple(sorted(every - {version})),
    )
    name = event.type.rpartition(".v")[0]
    return replace(event, type=f"{name}.v{version}", data=data)
