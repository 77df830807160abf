"""A dossier type is data; performing a transition is one pure function.

Reading order: Rule, Transition and DossierType say what a regulation says; Case is a dossier with
a person asking for something; lodge and perform are the only ways a dossier moves, reply and
attach the only ways it gathers opinions and files; available answers what a person may try now.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any, Generic, TypeVar

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from casework import deadline as deadlines_of
from casework import opinion, secrecy
from casework.deadline import Clock, Deadline
from casework.dossier import Act, Actor, Attachment, Dossier, F
from casework.event import Link
from casework.law import Citation
from casework.opinion import Consultation, Reply
from casework.province import Param, Province

D = TypeVar("D", bound=Struct)  # the data supplied with one transition
SYSTEM = "system"  # the role of reactions: what the platform does when another event says so
STAYS = ""  # the target of a transition that records a fact in whatever state the dossier is


class Failure(Struct, frozen=True):
    """One reason of a refusal: the sentence, its article, and where in the body (JSON pointer)."""

    says: str
    law: str
    at: str = ""


class Refused(Exception):
    """The law does not allow this. Carries every reason with its citation.

    Refused
    + NotYourRole      the person lacks a role that may do this
    + WrongState       the dossier's state does not allow this now
    + ReasonNeeded     a duty is met late and no reason is given
    """

    def __init__(self, *failures: Failure) -> None:
        super().__init__("; ".join(f"{f.says} ({f.law})" for f in failures))
        self.failures = failures

    @property
    def reason(self) -> str:
        return self.failures[0].says

    @property
    def law(self) -> str:
        return self.failures[0].law


class NotYourRole(Refused):
    """Only another role may do this; `roles` names them."""

    def __init__(self, roles: Collection[str], failure: Failure) -> None:
        super().__init__(failure)
        self.roles = tuple(sorted(roles))


class WrongState(Refused):
    """The dossier is not in a state from which this may be done."""


class ReasonNeeded(Refused):
    """The duty is met late: the law accepts that, with a reason."""


class Nothing(Struct, frozen=True, forbid_unknown_fields=True):
    """The data of a transition that needs none."""


class Rule(Struct, Generic[F, D], frozen=True):
    """A condition, named by the sentence an official quotes when it fails.

    `where` names the failing rows when the condition is on every row of a list.
    """

    law: Citation
    says: str
    holds: Callable[[Case[F, D]], bool]
    at: str = ""
    where: Callable[[Case[F, D]], Sequence[str]] | None = None

    def failures(self, case: Case[F, D]) -> list[Failure]:
        if self.holds(case):
            return []
        places = self.where(case) if self.where else (self.at,)
        return [Failure(self.says, str(self.law), at) for at in places]


def rule(
    law: Citation, says: str, at: str = ""
) -> Callable[[Callable[[Case[F, D]], bool]], Rule[F, D]]:
    """Name a condition by the sentence quoted on refusal; `at` points into the body or fields."""
    return lambda holds: Rule(law, says, holds, at)


def each(
    law: Citation, says: str, of: str, at: str = ""
) -> Callable[[Callable[[Case[F, Any], Any], bool]], Rule[F, Any]]:
    """A condition on every row of the list field `of`: `/of/3/at` points at a row that fails."""

    def named(holds: Callable[[Case[F, Any], Any], bool]) -> Rule[F, Any]:
        def where(case: Case[F, Any]) -> list[str]:
            rows = enumerate(getattr(case.fields, of))
            return [f"/{of}/{n}" + (f"/{at}" if at else "") for n, r in rows if not holds(case, r)]

        return Rule(law, says, lambda case: not where(case), f"/{of}", where)

    return named


class Lookup(Struct, frozen=True, kw_only=True):
    """Other dossiers of the same service and province that a rule must see.

    `where` maps a path ("fields.members.person_id") to the values one of which it must hold.
    """

    name: str
    type: str
    where: Mapping[str, Collection[Any]] = {}
    states: Collection[str] = ()


class Competence(Struct, frozen=True):
    """Who decides, and why: each reason with its article."""

    who: str
    title: str
    because: tuple[Failure, ...] = ()


class Clause(Struct, frozen=True):
    """A provision of the procedure: the article it comes from, and the name we give it."""

    law: Citation
    name: str


class Transition(Clause, Generic[F, D], frozen=True, kw_only=True):
    """Who may take the dossier from where to where, on what conditions, announcing what.

    `target=STAYS` records a fact and leaves the dossier in the state it is in.
    `not_by`: transitions whose actor may not perform this one (four eyes).
    `competent`: the values of the type's competence for which this decision is the right one.
    `consults`: opens a round of opinions. `needs`: other dossiers its rules look at.
    `correction`: changes recorded facts, with a reason in its data.
    """

    title: str
    source: Collection[str] = ()
    target: str
    by: Collection[str]
    emits: str
    data: type[D] = Nothing  # type: ignore[assignment]
    requires: Sequence[Rule[F, D]] = ()
    then: Callable[[Case[F, D]], F] | None = None
    not_by: Collection[str] = ()
    competent: Collection[str] = ()
    consults: Consultation | None = None
    needs: Callable[[Dossier[F], D], Sequence[Lookup]] | None = None
    correction: bool = False


class Paper(Clause, frozen=True, kw_only=True):
    """A form or letter of the dossier: `makes` turns it into what the papers library renders."""

    title: str
    makes: Callable[[Dossier[Any], Province], Any]
    formats: Collection[str] = ("docx", "pdf")


class Import(Clause, frozen=True, kw_only=True):
    """A sheet that comes in: `reads` turns the bytes into applications, naming every bad cell."""

    title: str
    reads: Callable[[bytes, Actor, date], Any]


class Disclosure(Struct, frozen=True, kw_only=True):
    """Which fields an event carries to the province's services, and which of them upward."""

    province: Sequence[str] = ()
    ministry: Sequence[str] = ()


class DossierType(Struct, Generic[F], frozen=True, kw_only=True):
    """One procedure. `record` is its number in the field's catalogue ("R04").

    `states` maps each state to the official label that users see. `heading` makes the dossier's
    title (trích yếu) from its fields. `invariants` hold after every transition that changes fields.
    `team_only` shows a dossier to its team alone (personal and sensitive records); `shown_to` names
    roles that act on every dossier of the type although they otherwise see only their own unit's.
    """

    name: str
    record: str
    title: str
    prefix: str
    since: date
    law: Citation
    fields: type[F]
    states: Mapping[str, str]
    final: Collection[str]
    opening: Transition[F, Any]
    transitions: Sequence[Transition[F, Any]]
    heading: Callable[[F], str]
    deadlines: Sequence[Deadline] = ()
    no_deadline: str = ""
    invariants: Sequence[Rule[F, Any]] = ()
    competence: Callable[[Dossier[F]], Competence] | None = None
    papers: Sequence[Paper] = ()
    imports: Import | None = None
    discloses: Disclosure = Disclosure()
    links: Callable[[F], Sequence[Link]] | None = None
    params: Sequence[Param] = ()
    team_only: bool = False
    shown_to: Collection[str] = ()
    replies_by: Collection[str] = ("officer", "head", "director", "office")

    def __post_init__(self) -> None:
        from casework.contradictions import contradictions

        if problems := list(contradictions(self)):
            raise SpecError(f"{self.name}: " + "; ".join(problems))

    def transition(self, name: str) -> Transition[F, Any] | None:
        return next((t for t in self.transitions if t.name == name), None)


class SpecError(ValueError):
    """A dossier type contradicts itself. Raised when its module is imported."""


class Case(Struct, Generic[F, D], frozen=True, kw_only=True):
    """All that a rule may look at: dossier, actor, moment, province, data, and what was found."""

    dossier: Dossier[F]
    actor: Actor
    at: datetime
    province: Province
    data: D
    late_reason: str = ""
    found: Mapping[str, Sequence[Dossier[Any]]] = {}

    @property
    def fields(self) -> F:
        return self.dossier.fields

    @property
    def today(self) -> date:
        return self.province.calendar.day(self.at)

    def number(self, param: Param) -> int | None:
        """The number in force on the day of lodging, or None when it is not set."""
        value: int | None = self.province.find(param, self.dossier.lodged_on).value
        return value

    def is_on(self, param: Param) -> bool:
        return bool(self.province.find(param, self.dossier.lodged_on).value)


class Outcome(Struct, Generic[F], frozen=True):
    """The dossier after an act, with what to announce."""

    dossier: Dossier[F]
    emits: str
    act: Act


MAP_OF_UNITS = Citation("19/2025/QĐ-TTg", article="1", mark="W")


def lodge(
    type_: DossierType[F],
    blank: Dossier[Any],
    application: Struct,
    case_of: Callable[[Dossier[F]], Case[F, Any]],
) -> Outcome[F]:
    """Open a dossier. The applicant fills in the application; every other field starts empty.

    `blank` carries id, code, unit and date of lodging; `case_of` puts a dossier before the actor.
    """
    given = {n: getattr(application, n) for n in type_.opening.data.__struct_fields__}
    fields = type_.fields(**given)
    dossier: Dossier[F] = replace(
        blank, type=type_.name, regime=type_.since, fields=fields, title=type_.heading(fields)
    )
    case = case_of(dossier)
    refuse_ended(case.province, case.today)
    return perform(type_, type_.opening, case)


def refuse_ended(province: Province, today: date) -> None:
    """Nothing new is opened in a province that is not on the map; names its successor."""
    if not province.exists(today):
        says = f"{province.name} đã kết thúc hoạt động; nơi tiếp nhận: mã đơn vị "
        says += province.successor
        if today < province.since:
            says = f"{province.name} thành lập từ ngày {province.since:%d/%m/%Y}"
        raise Refused(Failure(says, str(MAP_OF_UNITS)))


def perform(type_: DossierType[F], transition: Transition[F, D], case: Case[F, D]) -> Outcome[F]:
    """Apply one transition or raise Refused. No I/O, no clock of its own, no randomness."""
    _check_who(transition, case)
    _check_state(type_, transition, case)
    _check_conditions(type_, transition, case)

    dossier = case.dossier
    fields = transition.then(case) if transition.then else dossier.fields
    rounds = dossier.rounds
    if transition.consults:
        rounds = (*rounds, opinion.open_round(case, transition.consults))
    changed = replace(
        dossier,
        state=str(transition.target) or dossier.state,
        fields=fields,
        rounds=rounds,
        title=type_.heading(fields),
        links=tuple(type_.links(fields)) if type_.links else dossier.links,
    )
    return _finish(type_, changed, transition, case)


def reply(type_: DossierType[F], case: Case[F, Reply]) -> Outcome[F]:
    """Record the opinion of one body that was asked in a round of this dossier."""
    answer, dossier = case.data, case.dossier
    law = Citation(dossier.rounds[-1].law) if dossier.rounds else type_.law
    asked = [r for r in dossier.rounds if not answer.round or r.number == answer.round]
    asked = [r for r in asked if any(o.body == answer.body for o in r.opinions)]
    if not asked:
        raise Refused(Failure(f"Không hỏi ý kiến «{answer.body}»", str(law), "/body"))
    own = case.actor.unit == answer.body
    if not own and not case.actor.roles & set(type_.replies_by):
        says = f"Chỉ {answer.body} hoặc {', '.join(sorted(type_.replies_by))} ghi ý kiến này"
        raise NotYourRole(type_.replies_by, Failure(says, str(law)))
    refuse_secrets(answer)
    round_ = asked[-1]
    due = next(o.due for o in round_.opinions if o.body == answer.body)
    late = 0
    if due is not None:
        met = case.at if isinstance(due, datetime) else case.today
        unit = "hours" if isinstance(due, datetime) else "working-days"
        late = case.province.calendar.lateness(due, met, unit)
    answered = opinion.record(round_, answer, case.actor.id, case.at, late)
    rounds = tuple(answered if r.number == round_.number else r for r in dossier.rounds)
    step: Transition[Any, Any] = Transition(
        law, "reply", title="ghi ý kiến", target=dossier.state, by=type_.replies_by,
        emits="opinion-recorded",
    )  # fmt: skip
    return _finish(type_, replace(dossier, rounds=rounds), step, case)


FILES = Citation("30/2020/NĐ-CP", article="29")


def attach(type_: DossierType[F], attachment: Attachment, case: Case[F, Any]) -> Outcome[F]:
    """Put a file into the dossier; a closed dossier takes none (NĐ 30/2020 art. 29-30)."""
    dossier = case.dossier
    if dossier.state in type_.final:
        raise WrongState(Failure("Hồ sơ đã đóng, không bổ sung tài liệu", str(FILES)))
    changed = replace(dossier, attachments=(*dossier.attachments, attachment))
    step: Transition[Any, Any] = Transition(
        FILES, "attach", title="bổ sung tài liệu", target=dossier.state, by=case.actor.roles,
        emits="document-attached",
    )  # fmt: skip
    return _finish(type_, changed, step, case)


def available(type_: DossierType[F], dossier: Dossier[F], actor: Actor) -> list[Transition[F, Any]]:
    """The transitions this actor could attempt now: the buttons of the console."""
    if actor.province != dossier.province:
        return []
    return [t for t in type_.transitions if dossier.state in t.source and actor.roles & set(t.by)]


def is_visible(type_: DossierType[Any], dossier: Dossier[Any], actor: Actor) -> bool:
    """Whether the person may know of this dossier at all.

    A unit sees its own; a consulted body what it was asked about; personal and sensitive records
    only those who act on them and the heads of their unit; administrators none (domain 1.1).
    """
    if SYSTEM in actor.roles:
        return True
    if actor.province != dossier.province or actor.roles <= {"admin", "ops", "ministry"}:
        return False
    asked = any(o.body == actor.unit for r in dossier.rounds for o in r.opinions)
    if type_.team_only:
        leads = actor.unit == dossier.unit and bool(actor.roles & {"head", "director"})
        return asked or leads or actor.id in dossier.team
    if actor.roles <= {"unit", "police", "border", "party"} - set(type_.shown_to):
        return asked or actor.unit == dossier.unit
    return True


def _check_who(transition: Transition[Any, Any], case: Case[Any, Any]) -> None:
    law, actor, dossier = str(transition.law), case.actor, case.dossier
    if not actor.roles & set(transition.by):
        says = f"Chỉ {', '.join(sorted(transition.by))} được {transition.title}"
        raise NotYourRole(transition.by, Failure(says, law))
    for done in dossier.acts:
        if done.transition in transition.not_by and done.actor == actor.id:
            says = f"Người đã «{done.title}» không được {transition.title} cùng hồ sơ"
            raise Refused(Failure(says, law))


def _check_state(
    type_: DossierType[Any], transition: Transition[Any, Any], case: Case[Any, Any]
) -> None:
    if case.dossier.state not in (transition.source or {""}):
        label = type_.states.get(case.dossier.state, case.dossier.state)
        says = f"Hồ sơ đang «{label}», không thể {transition.title}"
        raise WrongState(Failure(says, str(transition.law)))


def _check_conditions(
    type_: DossierType[F], transition: Transition[F, D], case: Case[F, D]
) -> None:
    """Every rule is tried, so that one answer names all that is missing."""
    failures = [f for r in transition.requires for f in r.failures(case)]
    if transition.competent and type_.competence:
        competence = type_.competence(case.dossier)
        if competence.who not in transition.competent:
            why = "; ".join(b.says for b in competence.because)
            law = competence.because[0].law if competence.because else str(transition.law)
            says = f"Thẩm quyền thuộc {competence.title}" + (f": {why}" if why else "")
            failures.append(Failure(says, law))
    if failures:
        raise Refused(*failures)
    refuse_secrets(case.data)
    refuse_secrets({"late_reason": case.late_reason})


def refuse_secrets(data: Any) -> None:
    """Only «thường» is handled here; a stamp in any text is refused (Law 117/2025)."""
    found = [
        Failure(f"Nội dung mang dấu «{stamp}» không được đưa lên mạng", law, pointer)
        for pointer, text in _texts(msgspec.to_builtins(data), "")
        if len(text) > 2
        for stamp in secrecy.stamps(text)
        for law in [str(secrecy.NOT_ON_A_NETWORK)]
    ]
    if found:
        raise Refused(*found)


def _texts(value: Any, at: str) -> list[tuple[str, str]]:
    if isinstance(value, str):
        return [(at, value)]
    if isinstance(value, dict):
        return [t for k, v in value.items() for t in _texts(v, f"{at}/{k}")]
    if isinstance(value, list | tuple):
        return [t for n, v in enumerate(value) for t in _texts(v, f"{at}/{n}")]
    return []


def _finish(
    type_: DossierType[F], changed: Dossier[F], step: Transition[F, Any], case: Case[F, Any]
) -> Outcome[F]:
    """Write the act, wind the clocks, and ask for a reason when a duty is met late."""
    before = case.dossier
    act = Act(
        version=before.version + 1,
        transition=step.name,
        title=step.title,
        source=before.state,
        to=str(changed.state),
        actor=case.actor.id,
        role=next(iter(sorted(case.actor.roles & set(step.by))), ""),
        at=case.at,
        law=str(step.law),
        note=getattr(case.data, "reason", ""),
        late_reason=case.late_reason,
    )
    team = before.team if case.actor.id in before.team else (*before.team, case.actor.id)
    changed = replace(changed, version=act.version, acts=(*before.acts, act), team=team)
    failures = [f for r in type_.invariants for f in r.failures(_now(case, changed))]
    if failures:
        raise Refused(*failures)
    clocks = deadlines_of.clocks(type_.deadlines, changed, case.province)
    _ask_reason(before.clocks, clocks, case)
    return Outcome(replace(changed, clocks=clocks), step.emits, act)


def _now(case: Case[F, Any], changed: Dossier[F]) -> Case[F, Any]:
    return replace(case, dossier=changed)


def _ask_reason(before: Sequence[Clock], after: Sequence[Clock], case: Case[Any, Any]) -> None:
    met = {c.name for c in before if c.met}
    late = [c for c in after if c.met and c.late_by and c.name not in met]
    if late and not case.late_reason and SYSTEM not in case.actor.roles:
        raise ReasonNeeded(
            *(
                Failure(f"«{c.title}» trễ hạn ({c.due}): phải nêu lý do", c.law, "/late_reason")
                for c in late
            )
        )
