"""A register that is no procedure: what an office keeps a list of, entry by entry.

Reading order: Column, EntryRule and Register say what is kept and on what conditions; Writing is a
person who enters or changes something, the only argument of rules; enter, amend and strike are the
only ways an entry changes. An entry is a Dossier whose fields are the Struct that the register
keeps, so that news, links, visibility and history are those of every other record. Nothing is
edited in place: whoever amends gives the whole new entry and a reason, the old one stays readable.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, Generic, Literal, TypeVar, get_type_hints

import msgspec
from msgspec import Struct
from msgspec.structs import force_setattr, replace

from casework.acts import refuse_ended, refuse_secrets
from casework.dossier import Act, Actor, Dossier
from casework.event import Link
from casework.law import RECORD, Citation
from casework.province import Param, Province
from casework.revision import Former, Upgrade, contradictions
from casework.text import unaccented
from casework.vocabulary import WithReason, role_titles
from casework.workflow import (
    Disclosure,
    Failure,
    NotYourRole,
    Outcome,
    Refused,
    SpecError,
    WrongState,
    advice,
    failure,
    refusal,
)

E = TypeVar("E", bound=Struct)  # one entry of a register, as people fill it in
STRUCK = "struck"
ACTS = {"enter": "entered", "amend": "amended", "strike": "struck"}
ACT_TITLES = {"enter": "ghi vào sổ", "amend": "sửa", "strike": "xóa khỏi sổ"}
Kind = Literal["text", "texts", "number", "integer", "money", "date", "choice", "country", "switch"]


class Column(Struct, frozen=True):
    """A column of the register as a sheet, both ways. `path` leads to the field («place.commune»).

    `choices` gives the label of each value of a choice; `texts` is a list, one item a line;
    `switch` is «có» or «không»; a country is written by its name and read by any usual name.
    """

    path: str
    title: str
    kind: Kind = "text"
    width: float = 20
    choices: Mapping[str, str] = {}


class Writing(Struct, Generic[E], frozen=True, kw_only=True):
    """All that a rule may look at. `before` is the entry that is being amended, or None."""

    entry: E
    actor: Actor
    at: datetime
    province: Province
    before: E | None = None

    @property
    def today(self) -> date:
        return self.province.calendar.day(self.at)

    def failure(self, says: str, law: Citation, at: str = "") -> Failure:
        """A reason with the text of this province; advice where nobody states it."""
        return failure(says, law, at, self.province, self.today)

    def refusal(self, says: str, law: Citation, at: str = "") -> Failure:
        """A reason that holds in every province."""
        return refusal(says, law, at, self.province, self.today)

    def number(self, param: Param) -> int | None:
        """The number in force today, or None when it is not set."""
        value: int | None = self.province.find(param, self.today).value
        return value


class EntryRule(Struct, Generic[E], frozen=True):
    """A condition on an entry, named by the sentence quoted when it fails; `at` points into it."""

    law: Citation
    says: str
    holds: Callable[[Writing[E]], bool]
    at: str = ""
    everywhere: bool = False


def entry_rule(
    law: Citation, says: str, at: str = "", *, everywhere: bool = False
) -> Callable[[Callable[[Writing[E]], bool]], EntryRule[E]]:
    """`everywhere`: it says who may write, and so refuses also where no text states it."""
    return lambda holds: EntryRule(law, says, holds, at, everywhere)


class Register(Struct, Generic[E], frozen=True, kw_only=True):
    """One register. `status` gives each entry one of `states`; struck entries are `STRUCK`.

    `key` says what makes two entries the same: one text or several, empty ones do not count;
    they are compared by `same`: names without accents and case, numbers and signs exactly.
    `key_at` points at the field it comes from. `by` may enter and amend, `struck_by` (otherwise
    `by`) strike. `shown_to`: roles that see the whole register although they otherwise see only
    their own unit's records. `team_only`: only those who wrote an entry and the heads of their unit
    see it, and every reading is written down. `personal`: every reading is written down, and a row
    leaves the office in a sheet only when each field named in `consent` is filled in.
    """

    name: str
    record: str
    title: str
    prefix: str
    law: Citation
    entry: type[E]
    heading: Callable[[E], str]
    states: Mapping[str, str]
    status: Callable[[E], str]
    by: Collection[str]
    key: Callable[[E], str | Sequence[str]]
    key_at: str = ""
    same: Callable[[str], str] = unaccented
    struck_by: Collection[str] = ()
    rules: Sequence[EntryRule[E]] = ()
    columns: Sequence[Column] = ()
    discloses: Disclosure = Disclosure()
    links: Callable[[E], Sequence[Link]] | None = None
    params: Sequence[Param] = ()
    shown_to: Collection[str] = ()
    team_only: bool = False
    personal: bool = False
    consent: Sequence[str] = ()
    final: Collection[str] = ()
    revision: int = 1
    upgrades: Mapping[int, Upgrade] = {}
    announces: int = 1
    formerly: Mapping[int, Former] = {}

    def __post_init__(self) -> None:
        force_setattr(self, "final", {*self.final, STRUCK})
        force_setattr(self, "states", {**self.states, STRUCK: "đã xóa khỏi sổ"})
        if problems := list(_contradictions(self)):
            raise SpecError(f"{self.name}: " + "; ".join(problems))

    @property
    def fields(self) -> type[E]:
        return self.entry

    @property
    def is_watched(self) -> bool:
        """Whether every reading of an entry is written down."""
        return self.personal or self.team_only

    @property
    def is_tracked(self) -> bool:
        """A register is the office's own: nobody outside follows its entries."""
        return False

    def who(self, act: str) -> Collection[str]:
        return self.struck_by or self.by if act == "strike" else self.by

    def keys(self, entry: E) -> list[str]:
        """What no other entry of the province may have too."""
        told = self.key(entry)
        plain = [self.same(k) for k in ([told] if isinstance(told, str) else told)]
        return list(dict.fromkeys(k for k in plain if k))

    def may_leave(self, entry: E) -> bool:
        """Whether this entry may go out in a sheet."""
        return all(getattr(entry, name) for name in self.consent)


def enter(
    register: Register[E], blank: Dossier[Any], asked: Writing[E], twins: Sequence[str] = ()
) -> Outcome[E]:
    """Write a new entry. `blank` carries id, code and unit; `twins` are the codes of entries with
    the same key. Raises Refused."""
    _check_role(register, "enter", asked.actor, asked.province, asked.today)
    refuse_ended(asked.province, asked.today)
    return _write(register, "enter", blank, asked, twins)


def amend(
    register: Register[E], kept: Dossier[E], asked: Writing[E], reason: str,
    twins: Sequence[str] = (),
) -> Outcome[E]:  # fmt: skip
    """Put a whole new entry in the place of the one that is kept. Raises Refused."""
    _check_role(register, "amend", asked.actor, asked.province, asked.today)
    _check_kept(register, kept)
    refuse_secrets({"reason": reason})
    return _write(register, "amend", kept, asked, twins, reason)


def strike(
    register: Register[E], kept: Dossier[E], actor: Actor, at: datetime, province: Province,
    reason: str,
) -> Outcome[E]:  # fmt: skip
    """Take an entry out of the register; it stays readable as struck. Raises Refused."""
    asked = Writing(entry=kept.fields, actor=actor, at=at, province=province)
    _check_role(register, "strike", actor, province, asked.today)
    _check_kept(register, kept)
    refuse_secrets({"reason": reason})
    return _finish(register, "strike", kept, replace(kept, state=STRUCK), asked, reason)


def shape(register: Register[E], act: str) -> type[Struct]:
    """The body of an act: an entry, an entry with a reason, or a reason."""
    if act == "enter":
        return register.entry
    if act == "strike":
        return WithReason
    made: type[Struct] = msgspec.defstruct(
        f"{register.entry.__name__}Amendment",
        [("reason", get_type_hints(WithReason, include_extras=True)["reason"])],
        bases=(register.entry,),
        module=register.entry.__module__,
        frozen=True,
        kw_only=True,
        forbid_unknown_fields=True,
    )
    return made


def entry_of(register: Register[E], body: Any) -> E:
    """The entry inside the body of an amendment."""
    return register.entry(**{n: getattr(body, n) for n in register.entry.__struct_fields__})


def role_missing(
    register: Register[Any], act: str, actor: Actor, province: Province, on: date
) -> Failure | None:
    """Why this person may not do this to any entry, if they may not; names those who may."""
    allowed = register.who(act)
    if actor.roles & set(allowed):
        return None
    says = f"Chỉ {role_titles(allowed)} được {ACT_TITLES[act]} «{register.title}»"
    return refusal(says, register.law, "", province, on)


def _check_role(
    register: Register[Any], act: str, actor: Actor, province: Province, on: date
) -> None:
    if failure := role_missing(register, act, actor, province, on):
        raise NotYourRole(register.who(act), failure)


def _check_kept(register: Register[Any], kept: Dossier[Any]) -> None:
    if kept.state == STRUCK:
        raise WrongState(Failure(f"{kept.code} đã xóa khỏi sổ", str(RECORD), "", "record"))


def _write(
    register: Register[E], act: str, kept: Dossier[Any], asked: Writing[E], twins: Sequence[str],
    reason: str = "",
) -> Outcome[E]:  # fmt: skip
    """Every rule is tried, so that one answer names all that is wrong."""
    entry = asked.entry
    broken = [r for r in register.rules if not r.holds(asked)]
    failures = [
        (asked.refusal if r.everywhere else asked.failure)(r.says, r.law, r.at) for r in broken
    ]
    twin = f"Đã có trong «{register.title}»: "
    failures += [asked.failure(twin + code, RECORD, register.key_at) for code in twins]
    if binding := [f for f in failures if f.binds]:
        raise Refused(*binding)
    refuse_secrets(entry)
    changed: Dossier[E] = replace(
        kept,
        type=register.name,
        fields=entry,
        title=register.heading(entry),
        state=str(register.status(entry)),
        links=tuple(register.links(entry)) if register.links else (),
    )
    return _finish(register, act, kept, changed, asked, reason, failures)


def _finish(
    register: Register[E], act: str, before: Dossier[Any], changed: Dossier[E], asked: Writing[E],
    reason: str, advised: Sequence[Failure] = (),
) -> Outcome[E]:  # fmt: skip
    actor, law = asked.actor, asked.province.cite(register.law, asked.today)
    line = Act(
        version=before.version + 1,
        transition=act,
        title=ACT_TITLES[act],
        source=before.state,
        to=changed.state,
        actor=actor.id,
        role=next(iter(sorted(actor.roles & {str(r) for r in register.who(act)})), ""),
        at=asked.at,
        law=law.text,
        mark=law.mark,
        note=reason,
        advice=advice(advised),
    )
    team = before.team if actor.id in before.team else (*before.team, actor.id)
    changed = replace(changed, version=line.version, acts=(*before.acts, line), team=team)
    return Outcome(changed, ACTS[act], line)


def _contradictions(register: Register[Any]) -> Iterable[str]:
    known = set(register.entry.__struct_fields__)
    if not re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", register.name):
        yield "its name is not a name for a URL"
    if "reason" in known:
        yield "an entry has no field «reason»: amending asks for one"
    if not register.by:
        yield "nobody may enter anything"
    named = {
        "columns": [c.path.split(".")[0] for c in register.columns],
        "consent": register.consent,
        "the province's disclosure": register.discloses.province,
    }
    for what, names in named.items():
        yield from (f"{what}: unknown field {n!r}" for n in names if n not in known)
    upward = set(register.discloses.ministry) - set(register.discloses.province)
    yield from (f"discloses {n!r} upward but not in the province" for n in sorted(upward))
    yield from contradictions(register)
