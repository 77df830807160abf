"""One periodic obligation: its source, who owes it, to whom, for which period, until when."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Literal

from msgspec import Struct

from casework import Amount, Citation, Param, Province
from casework.workdays import NoCalendar
from reporting.laws import PERIODIC_REPORTS, REPORTS, UNIT_PROGRAMMES
from reporting.obligations import period as periods
from reporting.obligations.period import Cuts, Every, Period

Signs = Literal["committee", "department", "council"]
Stop = Literal["by", "before"]

STRICT = Param(
    name="obligation.before-is-strict",
    title="«Trước ngày» hiểu chặt: ngày cuối cùng là ngày liền trước",
    law=UNIT_PROGRAMMES,
    default=True,
)
OWN = Param(
    name="obligation.own",
    title="Nghĩa vụ báo cáo theo quy định riêng của tỉnh",
    law=REPORTS.form("chế độ báo cáo định kỳ do HĐND, UBND cấp tỉnh ban hành"),
    default=(),
)
NOT_ASKED = Param(
    name="obligation.units-not-asked",
    title="Cơ quan không phải gửi báo cáo của đơn vị (mã đơn vị)",
    law=PERIODIC_REPORTS,
    default=("so-ngoai-vu", "ubnd", "hdnd", "tinh-uy", "van-phong-ubnd"),
)


class Obligation(Struct, frozen=True, kw_only=True):
    """A row of the calendar.

    `owed_by` are bodies by code; empty: every unit of the province, for its own part. `day` is a
    fixed day of the year of the period plus `years`; `after` counts from the end of the period;
    without either no text names a day, and `no_day` says so. `to` is used where the province
    names no recipients for `report`. `own`: owed where the province says so. `elsewhere`: reported
    outside this system, here only followed. `fed_by` are the events that fulfil it.
    """

    id: str
    title: str
    law: Citation
    every: Every
    report: str
    to: Sequence[str]
    catalogue: str = ""
    of: Literal["periodic-report", "unit-report"] = "periodic-report"
    owed_by: Sequence[str] = ("so-ngoai-vu",)
    cuts: Cuts = "report"
    day: Param | None = None
    stop: Stop = "by"
    after: Amount | None = None
    years: int = 0
    no_day: str = ""
    signs: Signs = "committee"
    ahead: bool = False
    own: bool = False
    elsewhere: bool = False
    parts: Sequence[str] = ()
    subjects: Sequence[str] = ()
    sections: Sequence[str] = ("achieved", "shortcomings", "proposals")
    form: str = ""
    fed_by: Sequence[str] = ()
    note: str = ""

    def period(self, key: str) -> Period:
        """Raises BadPeriod when the obligation has no such period."""
        if key not in periods.keys(self.every, periods.read(key).year):
            raise periods.BadPeriod(f"{self.id} không có kỳ {key!r}")
        return periods.read(key, self.cuts)

    def opens_on(self, period: Period) -> date:
        """The first day of the period; a plan opens with the year in which it is due."""
        if not self.ahead:
            return period.first
        return periods.read(f"{period.year - 1}").first

    def due(self, period: Period, province: Province, on: date) -> date | None:
        """The last day, as the clock of its dossier says; None where no text names one."""
        calendar = province.calendar
        try:
            if self.after is not None:
                found = calendar.within(period.last, self.after.number, self.after.unit).due
                return found
            named = province.find(self.day, on).value if self.day else None
            if named is None:
                return None
            strict = self.stop == "before" and bool(province.find(STRICT, on).value)
            month, day = named
            found = calendar.on_day(period.year + self.years, month, day, strict).due
            return found
        except NoCalendar:
            return None

    def closes_on(self, period: Period, province: Province, on: date) -> date:
        """The last day on which it is opened by itself."""
        due = self.due(period, province, on)
        if due is None and self.ahead:
            return periods.read(f"{period.year - 1}").last
        return due or period.last

    def is_owed_in(self, province: Province, on: date) -> bool:
        return not self.own or self.id in province.find(OWN, on).value

    def owers(self, province: Province, on: date) -> list[str]:
        """The bodies that owe it on a day, by code."""
        if self.owed_by:
            return [u for u in self.owed_by if not province.units or u in province.units]
        spared = set(province.find(NOT_ASKED, on).value)
        return [
            body.code
            for body in province.units.values()
            if body.code not in spared and body.since <= on and not (body.until and body.until < on)
        ]

    def recipients(self, province: Province, on: date) -> tuple[str, ...]:
        """Who receives it: what the province's file says on that day, otherwise the text."""
        return province.addressees(self.report, on) or tuple(self.to)
