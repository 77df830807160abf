"""A desk: drives one dossier through its procedure in memory. No database, no clock, no mocks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta, timezone
from functools import cache
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from casework import (
    Actor,
    Calendar,
    Case,
    Dossier,
    DossierType,
    Explained,
    Failure,
    Holding,
    Lookup,
    Nothing,
    NotYourRole,
    Offer,
    Outcome,
    Province,
    ReasonNeeded,
    Refused,
    Reply,
    Transition,
    WrongState,
    available,
    explain,
    hold,
    lodge,
    offers,
    perform,
    reply,
)
from casework.province import Value
from chassis.provinces import load_provinces

ROOT = Path(__file__).resolve().parents[2]
HANOI = timezone(timedelta(hours=7))
TET_2026 = [date(2026, 2, d) for d in range(16, 21)]


def office_calendar() -> Calendar:
    """Working days of 2024-2028 with Tết 2026 and the fixed holidays off; the rest of the rules
    of the real calendar is tested beside it."""
    from casework.workdays import DayRow

    days = {d: "Tết Nguyên đán" for d in TET_2026}
    for year in range(2024, 2029):
        fixed = {(1, 1): "Tết Dương lịch", (4, 30): "30/4", (5, 1): "1/5", (9, 2): "Quốc khánh"}
        days |= {date(year, m, d): name for (m, d), name in fixed.items()}
    days[date(2026, 11, 24)] = "Ngày Văn hóa Việt Nam"
    rows = {
        d: DayRow(day=d, kind="holiday", name=n, decision="45/2019/QH14, Điều 112")
        for d, n in days.items()
    }
    return Calendar(rows=rows, years=frozenset(range(2024, 2029)))


@cache
def stated(code: str = "86") -> Province:
    """A real province with its concordance: what its own texts and the nation's state."""
    return load_provinces(ROOT / "provinces", {})[code]


def real_office(code: str) -> Province:
    """A real province under the calendar of tests, without values or bodies of its own."""
    own = stated(code)
    return Province(
        code=code, name=own.name, calendar=office_calendar(), provisions=own.provisions,
        articles=own.articles,
    )  # fmt: skip


BODIES = {"party": "tinh-uy", "police": "cong-an-tinh", "border": "bien-phong"}


class Desk:
    """One dossier of `type_`, in a province whose values may be given by keyword.

    `Desk(TYPE, date(2026, 3, 2)).lodge(application, by="unit").do("submit", by="unit")`
    """

    def __init__(
        self,
        type_: DossierType[Any],
        today: date,
        *,
        values: Sequence[Value] = (),
        province: Province | None = None,
        others: Sequence[Dossier[Any]] = (),
    ) -> None:
        self.type = type_
        self.today = today
        grouped: dict[str, tuple[Value, ...]] = {}
        for row in values:
            grouped[row.name] = (*grouped.get(row.name, ()), row)
        self.province = province or Province(
            code="86",
            name="Vĩnh Long",
            calendar=office_calendar(),
            committee="Ủy ban nhân dân tỉnh Vĩnh Long",
            office="Sở Ngoại vụ tỉnh Vĩnh Long",
            place="Vĩnh Long",
            values=grouped,
            provisions=stated().provisions,
            articles=stated().articles,
        )
        self.others = others
        self.outcomes: list[Outcome[Any]] = []

    def lodge(
        self, application: Any, by: str, *, unit: str = "so-tai-chinh", late_reason: str = ""
    ) -> Desk:
        blank: Dossier[Any] = Dossier(
            id="d1",
            code=f"{self.type.prefix}-{self.today.year}-000001",
            type=self.type.name,
            regime=self.type.since,
            province=self.province.code,
            unit=unit,
            title="",
            fields=application,
            lodged_on=self.today,
        )

        def case_of(dossier: Dossier[Any]) -> Case[Any, Any]:
            return self._case(dossier, application, by, self.type.opening.needs, late_reason)

        return self._take(lodge(self.type, blank, application, case_of))

    def do(
        self, transition: str, data: Any = None, *, by: str, as_: str = "", late_reason: str = ""
    ) -> Desk:
        """Take a transition as the role `by`; `as_` names another person of that role."""
        step = self.type.transition(transition)
        assert step is not None, f"{self.type.name} has no transition {transition!r}"
        data = Nothing() if data is None else data
        case = self._case(self.dossier, data, by, step.needs, late_reason, as_)
        hindered = self._hindrances(step, case)
        try:
            outcome = perform(self.type, step, case)
        except (NotYourRole, Refused) as refusal:
            is_sure = isinstance(refusal, NotYourRole) or step.data is Nothing
            late = isinstance(refusal, ReasonNeeded | WrongState)
            assert hindered or late or not is_sure, f"{transition} was offered, then refused"
            raise
        assert not hindered, f"{transition} was not offered, then done: {hindered}"
        return self._take(outcome)

    def _hindrances(self, step: Transition[Any, Any], case: Case[Any, Any]) -> list[Failure]:
        """What `available` says before the step is sent: every test of a procedure compares it
        with what happens then."""
        if self.dossier.state not in step.source:
            return []
        before = offers.beforehand(step, case, case.found)
        return [f for f in offers.hindrances(self.type, step, before) if f.binds]

    def reply(self, body: str, answer: Any = "agree", *, by: str = "officer", **more: Any) -> Desk:
        data = Reply(body=body, answer=answer, **more)
        return self._take(reply(self.type, self._case(self.dossier, data, by, None)))

    def hold(self, data: Holding, *, by: str, as_: str = "") -> Desk:
        return self._take(hold(self.type, self._case(self.dossier, data, by, None, as_=as_)))

    def offers(self, by: str, *, as_: str = "", unit: str = "") -> list[Offer]:
        """What a person may do now, and why not what they may not."""
        case = self._case(self.dossier, Nothing(), by, None, as_=as_)
        if unit:
            case = replace(case, actor=replace(case.actor, unit=unit))
        found = {}
        for step in self.type.transitions:
            if step.needs and step.data is Nothing and self.dossier.state in step.source:
                found[step.name] = self._case(self.dossier, case.data, by, step.needs).found
        return available(self.type, case, found)

    def offered(self, by: str, **more: str) -> list[str]:
        """The names of what a person may do now: the buttons of the console."""
        return [o.step.name for o in self.offers(by, **more) if o.may]

    def on(self, today: date) -> Desk:
        self.today = today
        return self

    def due(self, name: str) -> date | datetime | None:
        clock = self.dossier.clock(name)
        assert clock is not None, f"no clock {name!r} runs; {[c.name for c in self.dossier.clocks]}"
        return clock.due

    def explained(self, name: str) -> Explained:
        found = explain(self.type.deadlines, self.dossier, self.province)
        return next(e for e in found if e.clock.name == name)

    @property
    def dossier(self) -> Dossier[Any]:
        return self.outcomes[-1].dossier

    @property
    def state(self) -> str:
        return self.dossier.state

    @property
    def fields(self) -> Any:
        return self.dossier.fields

    def _take(self, outcome: Outcome[Any]) -> Desk:
        self.outcomes.append(outcome)
        return self

    def _case(
        self, dossier: Dossier[Any], data: Any, by: str, needs: Any,
        late_reason: str = "", as_: str = "",
    ) -> Case[Any, Any]:  # fmt: skip
        unit = dossier.unit if by == "unit" else BODIES.get(by, "so-ngoai-vu")
        actor = Actor(id=as_ or f"{by}.86", roles=frozenset({by}), province="86", unit=unit)
        lookups = needs(dossier, data) if needs else ()
        return Case(
            dossier=dossier,
            actor=actor,
            at=datetime.combine(self.today, time(9), HANOI).astimezone(UTC).astimezone(HANOI),
            province=self.province,
            data=data,
            late_reason=late_reason,
            found={k.name: [d for d in self.others if _matches(k, d)] for k in lookups},
        )


def _matches(lookup: Lookup, dossier: Dossier[Any]) -> bool:
    """The same meaning as the database's: one of the values at the path, in one of the states."""
    from msgspec import to_builtins

    if dossier.type != lookup.type:
        return False
    if lookup.states and dossier.state not in lookup.states:
        return False
    row = to_builtins(dossier)
    return all(
        {*map(str, values)} & {*map(str, _at(row, path.split(".")))}
        for path, values in lookup.where.items()
    )


def _at(value: Any, path: list[str]) -> list[Any]:
    if isinstance(value, list | tuple):
        return [found for v in value for found in _at(v, path)]
    if not path:
        return [value]
    return _at(value.get(path[0]), path[1:]) if isinstance(value, dict) else []
