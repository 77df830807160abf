"""The six-month report on international migration (Dự thảo 2025, Điều 2 khoản 9 đ).

Several bodies send figures; the department puts them side by side, chooses one source for each
cell, and the People's Committee reports to the Ministry. What was sent is corrected by a new
version that says what it replaces.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from enum import StrEnum
from typing import Annotated, Any

from msgspec import Meta
from msgspec.structs import replace

from casework import (
    RECORD,
    Case,
    Consultation,
    Deadline,
    Disclosure,
    Dossier,
    DossierType,
    Import,
    Lookup,
    OnDay,
    Paper,
    Param,
    Rule,
    Transition,
    each,
    rule,
)
from casework.countries import is_country
from casework.vocabulary import Decision, WithReason, labels
from consular_border import migration
from consular_border.laws import MIGRATION_REPORTS, REPORTING
from consular_border.letters import migration_report as letters
from consular_border.migration import Figures, KindTotal, Row
from consular_border.refusals import is_dated_by_today
from consular_border.roles import DEPARTMENT, DESK, Role

REPORT = MIGRATION_REPORTS
CUT_OFF = REPORTING.form("thời gian chốt số liệu báo cáo định kỳ")


class State(StrEnum):
    COLLECTING = "collecting"
    PRESENTED = "presented"
    SENT = "sent"
    CANCELLED = "cancelled"


STATES = labels(
    State, collecting="thu thập số liệu", presented="trình UBND", sent="đã gửi Bộ Ngoại giao"
)


class MigrationReport(Figures, frozen=True, kw_only=True):
    """Báo cáo di cư quốc tế 06 tháng."""

    version: Annotated[int, Meta(ge=1, title="Phiên bản")] = 1
    reported: Annotated[tuple[KindTotal, ...], Meta(title="Số liệu đã báo cáo")] = ()
    cells: Annotated[tuple[Row, ...], Meta(title="Số liệu chi tiết đã báo cáo")] = ()
    document: Annotated[Decision | None, Meta(title="Báo cáo")] = None
    replaces: Annotated[Decision | None, Meta(title="Thay báo cáo")] = None
    because: Annotated[str, Meta(title="Lý do thay báo cáo")] = ""


def _send_by(half: int) -> Param:
    return Param(
        name=f"migration-report.send-by-{half}",
        title=f"Gửi báo cáo di cư 6 tháng {'đầu' if half == 1 else 'cuối'} năm",
        law=MIGRATION_REPORTS,
        default=None,
    )


ASKED = Param(
    name="migration-report.sources",
    title="Cơ quan cung cấp số liệu di cư (mã đơn vị)",
    law=REPORT,
    default=("cong-an-tinh", "so-noi-vu", "so-gddt", "so-tu-phap", "bien-phong"),
)


def _named(says: str, of: Callable[[Figures], list[str]]) -> Rule[MigrationReport, Any]:
    """A rule that names every cell in which it fails."""
    return Rule(
        REPORT, says, lambda case: not of(case.fields), "/rows", lambda case: of(case.fields)
    )


COUNTS_ARE_WHOLE = _named(
    "Số người phải là số nguyên, không âm",
    lambda f: [
        *migration.bad_counts(f.rows, "rows"), *migration.bad_counts(f.totals, "totals")
    ],
)  # fmt: skip
SEXES_ADD_UP = _named(
    "Tổng không bằng nam cộng nữ",
    lambda f: [*migration.bad_sums(f.rows, "rows"), *migration.bad_sums(f.totals, "totals")],
)
ONE_SOURCE_IS_CHOSEN = _named(
    "Nhiều nguồn cùng một ô số liệu: phải chọn đúng một nguồn",
    lambda f: migration.undecided(f.rows),
)
TOTALS_AGREE = _named("Tổng theo loại hình không bằng tổng các dòng", migration.bad_totals)


@each(RECORD, "Không có nước nào mang mã này", "rows", "destination")
def destination_is_known(case: Case[MigrationReport, Any], row: Row) -> bool:
    return is_country(row.destination)


@rule(CUT_OFF, "Kỳ báo cáo chưa bắt đầu", "/half")
def period_has_begun(case: Case[MigrationReport, Any]) -> bool:
    return migration.period(case.fields.year, case.fields.half)[0] <= case.today


@rule(CUT_OFF, "Kỳ báo cáo chưa kết thúc", "/half")
def period_is_over(case: Case[MigrationReport, Any]) -> bool:
    return migration.period(case.fields.year, case.fields.half)[1] < case.today


@rule(RECORD, "Kỳ này đã có báo cáo", "/half")
def is_the_only_one(case: Case[MigrationReport, Any]) -> bool:
    half = case.fields.half
    return not any(d.fields.half == half for d in case.found["same"])


@rule(RECORD, "Số liệu thuộc kỳ khác với báo cáo", "/half")
def is_of_this_period(case: Case[MigrationReport, Figures]) -> bool:
    f = case.fields
    return (case.data.year, case.data.half) == (f.year, f.half)


@rule(REPORT, "Chưa có số liệu", "/rows")
def has_rows(case: Case[MigrationReport, Any]) -> bool:
    return bool(case.fields.rows)


def the_same_period(dossier: Dossier[Any], data: Any) -> Sequence[Lookup]:
    where = {"fields.year": [dossier.fields.year]}
    live = [State.COLLECTING, State.PRESENTED, State.SENT]
    return [Lookup(name="same", type="migration-report", where=where, states=live)]


def sources(case: Case[MigrationReport, Any]) -> Sequence[str]:
    found: Sequence[str] = case.province.find(ASKED, case.dossier.lodged_on).value
    return found


def take_in(case: Case[MigrationReport, Figures]) -> MigrationReport:
    d = case.data
    return replace(case.fields, rows=d.rows, totals=d.totals, remarks=d.remarks)


def record_sending(case: Case[MigrationReport, Decision]) -> MigrationReport:
    rows = case.fields.rows
    cells = tuple(migration.counted(rows))
    return replace(case.fields, document=case.data, reported=migration.totals(rows), cells=cells)


def begin_a_new_version(case: Case[MigrationReport, WithReason]) -> MigrationReport:
    f = case.fields
    return replace(
        f, version=f.version + 1, replaces=f.document, document=None, because=case.data.reason
    )


def year_of(half: int) -> Callable[[Dossier[Any]], int | None]:
    """A report on the second half may be due in the year after."""

    def year(dossier: Dossier[Any]) -> int | None:
        f = dossier.fields
        return int(f.year) if f.half == half else None

    return year


def heading(fields: MigrationReport) -> str:
    again = f" (phiên bản {fields.version})" if fields.version > 1 else ""
    return f"Báo cáo di cư quốc tế {migration.period_title(fields.year, fields.half)}{again}"


SOUND = [COUNTS_ARE_WHOLE, SEXES_ADD_UP, destination_is_known]


def _send(half: int) -> Deadline:
    return Deadline(
        law=REPORT, name=f"send-{half}", id="D68", title="báo cáo di cư gửi Bộ Ngoại giao",
        owed_to="Bộ Ngoại giao", met_by={"send"},
        shape=OnDay(day=_send_by(half), year=year_of(half), strict=False),
    )  # fmt: skip


# fmt: off
MIGRATION_REPORT: DossierType[Any] = DossierType(
    name="migration-report", record="R20", tracked=False,
    prefix="DC", title="Báo cáo di cư quốc tế 06 tháng",
    since=date(2025, 7, 1), law=REPORT,
    fields=MigrationReport, heading=heading,
    states=STATES, final={State.SENT, State.CANCELLED}, invariants=SOUND, params=[ASKED],
    discloses=Disclosure(
        province=("year", "half", "version", "reported", "cells", "document", "replaces"),
        ministry=("year", "half", "version", "reported", "document", "replaces")),
    imports=Import(REPORT, "nhap-so-lieu", title="Bảng số liệu di cư (xlsx)",
                   reads=letters.read_sheet),

    opening=Transition(
        REPORT, "open", title="mở kỳ báo cáo", target=State.COLLECTING, by=DESK, data=Figures,
        needs=the_same_period, requires=[period_has_begun, is_the_only_one], emits="opened"),

    transitions=[
        Transition(
            REPORT, "ask", title="đề nghị cung cấp số liệu", source={State.COLLECTING},
            target=State.COLLECTING, by=DEPARTMENT, emits="figures-asked",
            consults=Consultation(
                law=REPORT, topic="Cung cấp số liệu di cư quốc tế", bodies=sources)),
        Transition(
            REPORT, "enter", title="nhập số liệu", source={State.COLLECTING},
            target=State.COLLECTING, by=DESK, data=Figures, requires=[is_of_this_period],
            then=take_in, emits="figures-entered"),
        Transition(
            REPORT, "present", title="trình UBND", source={State.COLLECTING},
            target=State.PRESENTED, by={Role.DIRECTOR}, not_by={"open", "enter"},
            requires=[period_is_over, has_rows, ONE_SOURCE_IS_CHOSEN, TOTALS_AGREE],
            emits="presented"),
        Transition(
            REPORT, "return", title="trả lại để rà soát", source={State.PRESENTED},
            target=State.COLLECTING, by={Role.CHAIR, Role.OFFICE}, data=WithReason,
            emits="returned"),
        Transition(
            REPORT, "send", not_by={"open", "enter"},
            title="gửi Bộ Ngoại giao", source={State.PRESENTED},
            target=State.SENT, by={Role.CHAIR, Role.OFFICE}, data=Decision,
            requires=[is_dated_by_today], then=record_sending, emits="sent"),
        Transition(
            REPORT, "correct", title="đính chính báo cáo đã gửi", source={State.SENT},
            target=State.COLLECTING, by={Role.DIRECTOR}, data=WithReason,
            then=begin_a_new_version, correction=True, emits="correction-begun"),
        Transition(
            REPORT, "cancel", title="hủy", source={State.COLLECTING}, target=State.CANCELLED,
            by=DEPARTMENT, data=WithReason, emits="cancelled"),
    ],

    deadlines=[_send(1), _send(2)],

    papers=[
        Paper(REPORT, "bao-cao", title="Báo cáo di cư quốc tế", makes=letters.report),
        Paper(REPORT, "so-lieu", title="Bảng số liệu di cư quốc tế", makes=letters.sheet,
              formats=("xlsx",)),
    ],
)
# fmt: on
