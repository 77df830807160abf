"""A dossier type is data: what a regulation says.

Reading order: Rule, Transition and DossierType say what a regulation says; Case is a dossier with
a person asking for something, the only argument of rules. How a dossier moves stands in acts.py.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, Generic, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from casework.deadline import Deadline
from casework.dossier import Act, Actor, Advice, Dossier, F
from casework.event import Link
from casework.law import RECORD, Citation, Cited, Ground
from casework.opinion import Consultation
from casework.province import Param, Province
from casework.revision import Former, Upgrade
from casework.vocabulary import WithReason

D = TypeVar("D", bound=Struct)  # the data supplied with one transition
SYSTEM = "system"  # the role of reactions: what the platform does when another event says so
STAYS = ""  # the target of a transition that records a fact in whatever state the dossier is


class Failure(Struct, frozen=True):
    """One reason of a refusal: the sentence, its article, and where in the body (JSON pointer).

    `ground` and `mark` say what kind of text it is and how far that was verified; of what does not
    bind this province (`binds`) a refusal is never made: it is said as advice.
    """

    says: str
    law: str
    at: str = ""
    ground: Ground = "law"
    mark: str = ""
    binds: bool = True


def failure(says: str, law: Citation, at: str, province: Province, on: date) -> Failure:
    """A reason with the text that binds a province on a day; advice where nobody states it."""
    text = province.cite(law, on)
    return Failure(says, text.text, at, text.ground, text.mark, text.binds)


def refusal(says: str, law: Citation, at: str, province: Province, on: date) -> Failure:
    """A reason that holds everywhere, as who may act: where nobody states it, the record's."""
    reason = failure(says, law, at, province, on)
    return reason if reason.binds else failure(says, RECORD, at, province, on)


def advice(failures: Iterable[Failure]) -> tuple[Advice, ...]:
    """Those that bind nobody here."""
    return tuple(
        Advice(says=f.says, law=f.law, at=f.at, mark=f.mark) for f in failures if not f.binds
    )


class Reason(Struct, frozen=True):
    """Why somebody is competent: the sentence, its article, and where in the fields."""

    says: str
    law: Citation
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

    `where` names the failing rows when the condition is on every row of a list. `everywhere`: it
    says who may act, and so refuses also where no text states it.
    """

    law: Citation
    says: str
    holds: Callable[[Case[F, D]], bool]
    at: str = ""
    where: Callable[[Case[F, D]], Sequence[str]] | None = None
    everywhere: bool = False

    def failures(self, case: Case[F, D]) -> list[Failure]:
        if self.holds(case):
            return []
        places = self.where(case) if self.where else (self.at,)
        reason = case.refusal if self.everywhere else case.failure
        return [reason(self.says, self.law, at) for at in places]


def rule(
    law: Citation, says: str, at: str = "", *, everywhere: bool = False
) -> Callable[[Callable[[Case[F, D]], bool]], Rule[F, D]]:
    """Name a condition by the sentence quoted on refusal; `at` points into the body or fields."""
    return lambda holds: Rule(law, says, holds, at, everywhere=everywhere)


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
    """Other dossiers of the same service and desk that a rule must see.

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
    because: tuple[Reason, ...] = ()


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
    `main`: whether it is the ordinary step of the states it leaves, or of which of them; where
    nothing is said, the first step that leads onwards is (`DossierType.main_steps`).
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
    main: bool | Collection[str] | None = None


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
    `at_rest`: states in which a dossier waits for its duties alone (an agreement in force).
    `personal`: it is about a person, so every reading is written down; `tracked`: whoever has its
    code may ask where it stands (if nothing is said: unless it is about a person or its team's).
    `team_only` shows a dossier to its team alone (personal and sensitive records); `shown_to` names
    roles that act on every dossier of the type although they otherwise see only their own unit's.
    `revision` counts the shapes that its stored dossiers have had, `upgrades` lead to the next one.
    `announces` is the version of its events; `formerly` makes what older versions disclosed of what
    is disclosed today, for as long as they are announced beside it.
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
    personal: bool = False
    tracked: bool | None = None
    at_rest: Collection[str] = ()
    shown_to: Collection[str] = ()
    replies_by: Collection[str] = ("officer", "head", "director", "office")
    revision: int = 1
    upgrades: Mapping[int, Upgrade] = {}
    announces: int = 1
    formerly: Mapping[int, Former] = {}

    def __post_init__(self) -> None:
        from casework.contradictions import contradictions

        if problems := list(contradictions(self)):
            raise SpecError(f"{self.name}: " + "; ".join(problems))

    @property
    def is_watched(self) -> bool:
        """Whether every reading of a dossier is written down."""
        return self.personal or self.team_only

    @property
    def is_tracked(self) -> bool:
        return not self.is_watched if self.tracked is None else self.tracked

    def transition(self, name: str) -> Transition[F, Any] | None:
        return next((t for t in self.transitions if t.name == name), None)

    def main_steps(self, state: str) -> list[Transition[F, Any]]:
        """The ordinary steps of a state: those that say so, otherwise the first that leads to a
        later state, to another state, or anywhere. Returns, refusals and cancellations, which
        give a reason, are never ordinary of themselves."""
        here = [t for t in self.transitions if state in t.source]
        if state in self.at_rest:
            return []
        if said := [t for t in here if t.main is True or (t.main and state in t.main)]:
            return said
        order = {str(s): n for n, s in enumerate(self.states)}
        ordinary = [t for t in here if t.main is not False and set(t.by) != {SYSTEM}]
        ordinary = [t for t in ordinary if not issubclass(t.data, WithReason)]
        away = [t for t in ordinary if str(t.target) not in (STAYS, state)]
        onwards = [t for t in away if order[str(t.target)] > order[state]]
        return (onwards or away or ordinary)[:1]


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

    def cite(self, law: Citation) -> Cited:
        """The text that binds this province, as it was on the day of lodging."""
        return self.province.cite(law, self.dossier.lodged_on)

    def failure(self, says: str, law: Citation, at: str = "") -> Failure:
        """A reason with the text of this province; advice where nobody states it."""
        return failure(says, law, at, self.province, self.dossier.lodged_on)

    def refusal(self, says: str, law: Citation, at: str = "") -> Failure:
        """A reason that holds in every province."""
        return refusal(says, law, at, self.province, self.dossier.lodged_on)

    def number(self, param: Param) -> int | None:
        """The number in force on the day of lodging, or None when it is not set."""
        value: int | None = self.province.find(param, self.dossier.lodged_on).value
        return value

    def is_on(self, param: Param) -> bool:
        return bool(self.province.find(param, self.dossier.lodged_on).value)


def fill_in(case: Case[F, Any], **more: Any) -> F:
    """The fields with all that the transition was given, by name, and with `more`."""
    given = {n: getattr(case.data, n) for n in case.data.__struct_fields__}
    return replace(case.fields, **given | more)


class Outcome(Struct, Generic[F], frozen=True):
    """The dossier after an act, with what to announce."""

    dossier: Dossier[F]
    emits: str
    act: Act
