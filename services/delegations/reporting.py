"""What every activity owes after its end: the numbers, the note of its report, common conditions.

The report itself is a dossier of its own (dossiers/result_report.py).
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection
from typing import Annotated, Any

from msgspec import Meta, Struct
from msgspec.structs import replace

from casework import RECORD, After, Case, Citation, Deadline, Dossier, Link, Param, Rule, rule
from casework.vocabulary import Decision, Text
from delegations.laws import (
    CLERICAL,
    REPORTS_TO_COMMITTEE,
    REPORTS_TO_PRIME_MINISTER,
)

PROVINCE_WITHIN = Param(
    name="report.province-within",
    title="Báo cáo Thủ tướng Chính phủ kết quả hoạt động cấp tỉnh",
    law=REPORTS_TO_PRIME_MINISTER,
    default=10,
    unit="working-days",
    least=1,
    most=90,
)
UNIT_WITHIN = Param(
    name="report.unit-within",
    title="Đơn vị báo cáo UBND kết quả hoạt động",
    law=REPORTS_TO_COMMITTEE,
    default=7,
    unit="working-days",
    least=1,
    most=90,
)


class Reported(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a filed report tells the dossier of its activity."""

    report: Annotated[Text, Meta(title="Hồ sơ báo cáo kết quả")]
    document: Annotated[Decision, Meta(title="Văn bản báo cáo")]
    is_sent_to_ministry: Annotated[bool, Meta(title="Đồng gửi Bộ Ngoại giao")] = False


def ended_on(fields: Any) -> datetime.date | None:
    """The day an activity of this service ended."""
    names = ("returned_on", "left_on", "ended_on")
    return next((day for n in names if (day := getattr(fields, n, None))), None)


def note_report(case: Case[Any, Reported]) -> Any:
    return replace(case.fields, result_report=case.data.report)


def links(fields: Any) -> list[Link]:
    """To the result report that was filed of the activity."""
    told = fields.result_report
    return [Link("reported-by", "delegations", "result-report", told)] if told else []


@rule(RECORD, "Báo cáo không thể đề ngày trước khi hoạt động kết thúc", "/document")
def is_reported_after_the_end(case: Case[Any, Reported]) -> bool:
    end = ended_on(case.fields)
    return end is not None and end <= case.data.document.date <= case.today


@rule(CLERICAL.art(30, 2), "Còn nghĩa vụ chưa hoàn thành: không đóng hồ sơ")
def every_duty_is_met(case: Case[Any, Any]) -> bool:
    return all(c.met for c in case.dossier.clocks)


def is_filled(law: Citation, name: str, title: str) -> Rule[Any, Any]:
    """A statement that must not be left empty."""
    return rule(law, f"Chưa ghi «{title}»", f"/{name}")(
        lambda case: bool(getattr(case.fields, name))
    )


def duties(
    is_provincial: Callable[[Dossier[Any]], bool], met_by: Collection[str]
) -> tuple[Deadline, ...]:
    """D11 for an activity of a unit, D10 for one of the province: the days after its end."""
    return (
        Deadline(
            law=REPORTS_TO_COMMITTEE,
            name="report-result-to-committee",
            id="D11",
            title="báo cáo kết quả về UBND",
            owed_to="UBND",
            shape=After(amount=UNIT_WITHIN, event=lambda d: ended_on(d.fields), of="ngày kết thúc"),
            met_by=met_by,
            applies=lambda d: not is_provincial(d),
        ),
        Deadline(
            law=REPORTS_TO_PRIME_MINISTER,
            name="report-result-to-prime-minister",
            id="D10",
            title="báo cáo kết quả lên Thủ tướng Chính phủ, đồng gửi Bộ Ngoại giao",
            owed_to="Thủ tướng Chính phủ, Bộ Ngoại giao",
            shape=After(
                amount=PROVINCE_WITHIN, event=lambda d: ended_on(d.fields), of="ngày kết thúc"
            ),
            met_by=met_by,
            applies=is_provincial,
        ),
    )
