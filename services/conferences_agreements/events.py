"""What promotion events and cultural events have in common: their data, conditions and duties.

Each is a procedure of its own (dossiers/economic_event.py, dossiers/cultural_event.py).
"""

from __future__ import annotations

import datetime
from typing import Annotated, Any, Literal

from msgspec import Meta, Struct
from msgspec.structs import replace

from casework import RECORD, After, Case, Deadline, Dossier, Link, Param, rule
from casework.countries import is_country
from casework.vocabulary import Decision, FundingLine, Text
from conferences_agreements.laws import (
    ASKING_ABOUT_TRAVELLERS,
    CLERICAL,
    PLANNING_DELEGATIONS,
    REPORTS_TO_COMMITTEE,
    REPORTS_TO_PRIME_MINISTER,
)

UNIT_WITHIN = Param(
    name="event.report-unit-within", title="Đơn vị báo cáo UBND kết quả sự kiện",
    law=REPORTS_TO_COMMITTEE, default=7, unit="working-days", least=1, most=90,
)  # fmt: skip
PROVINCE_WITHIN = Param(
    name="event.report-province-within", title="Báo cáo Thủ tướng Chính phủ kết quả sự kiện",
    law=REPORTS_TO_PRIME_MINISTER, default=10, unit="working-days", least=1, most=90,
)  # fmt: skip
HOME = "VN"


class EventForm(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Kế hoạch tổ chức một sự kiện đối ngoại."""

    name: Annotated[Text, Meta(title="Tên sự kiện")]
    level: Annotated[Literal["province", "unit"], Meta(title="Cấp tỉnh hay của đơn vị")] = "unit"
    country: Annotated[str, Meta(pattern=r"^[A-Z]{2}$(?!\n)", title="Nước tổ chức")] = HOME
    place: Annotated[Text, Meta(title="Địa điểm")]
    starts_on: Annotated[datetime.date, Meta(title="Ngày bắt đầu")]
    ends_on: Annotated[datetime.date, Meta(title="Ngày kết thúc")]
    content: Annotated[str, Meta(min_length=5, max_length=20_000, title="Mục đích, nội dung")]
    partners: Annotated[tuple[Text, ...], Meta(title="Đối tác nước ngoài")] = ()
    audience: Annotated[str, Meta(max_length=500, title="Đối tượng")] = ""
    funding: Annotated[tuple[FundingLine, ...], Meta(title="Kinh phí")] = ()
    programme_item: Annotated[str, Meta(max_length=100, title="Hoạt động của Chương trình năm")] = (
        ""
    )
    outbound: Annotated[str, Meta(max_length=60, title="Hồ sơ đoàn ra")] = ""
    conference: Annotated[str, Meta(max_length=60, title="Hồ sơ hội nghị, hội thảo")] = ""


class Reported(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a filed result report (R07) tells the dossier of its event."""

    report: Annotated[Text, Meta(title="Hồ sơ báo cáo kết quả")]
    document: Annotated[Decision, Meta(title="Văn bản báo cáo")]


@rule(RECORD, "Không có nước này trong danh mục", "/country")
def country_is_known(case: Case[Any, Any]) -> bool:
    return is_country(case.fields.country)


@rule(RECORD, "Ngày kết thúc không thể trước ngày bắt đầu", "/ends_on")
def ends_after_it_starts(case: Case[Any, Any]) -> bool:
    return bool(case.fields.ends_on >= case.fields.starts_on)


@rule(PLANNING_DELEGATIONS, "Sự kiện đã diễn ra trước khi hồ sơ được gửi", "/starts_on")
def is_ahead(case: Case[Any, Any]) -> bool:
    return bool(case.fields.starts_on >= case.today)


@rule(ASKING_ABOUT_TRAVELLERS, "Sự kiện ở nước ngoài phải có hồ sơ đoàn ra", "/outbound")
def abroad_goes_with_a_delegation(case: Case[Any, Any]) -> bool:
    return case.fields.country == HOME or bool(case.fields.outbound.strip())


@rule(RECORD, "Ngày phê duyệt không thể sau ngày bắt đầu sự kiện", "/date")
def is_approved_before_the_start(case: Case[Any, Decision]) -> bool:
    return bool(case.data.date <= case.fields.starts_on)


@rule(RECORD, "Ngày kết thúc chưa tới hoặc trước ngày bắt đầu", "/ended_on")
def has_ended(case: Case[Any, Any]) -> bool:
    return bool(case.fields.starts_on <= case.data.ended_on <= case.today)


@rule(RECORD, "Báo cáo không thể đề ngày trước khi sự kiện kết thúc", "/document/date")
def is_reported_after_the_end(case: Case[Any, Reported]) -> bool:
    end = case.fields.ended_on
    return end is not None and bool(end <= case.data.document.date <= case.today)


@rule(CLERICAL.art(30, 2), "Chưa báo cáo kết quả: không đóng hồ sơ")
def result_is_reported(case: Case[Any, Any]) -> bool:
    return all(c.met for c in case.dossier.clocks)


def record_decision(case: Case[Any, Decision]) -> Any:
    return replace(case.fields, decision=case.data)


def record_report(case: Case[Any, Reported]) -> Any:
    return replace(case.fields, result_report=case.data.report, report=case.data.document)


def links(fields: Any) -> list[Link]:
    found = [
        ("travels-with", "delegations", "outbound-delegation", fields.outbound),
        ("within", "conferences-agreements", "conference", fields.conference),
        ("reported-in", "delegations", "result-report", fields.result_report),
    ]
    return [Link(*link) for link in found if link[3]]


def _is_provincial(dossier: Dossier[Any]) -> bool:
    return bool(dossier.fields.level == "province")


def _end(dossier: Dossier[Any]) -> datetime.date | None:
    day: datetime.date | None = dossier.fields.ended_on
    return day


DUTIES = (
    Deadline(
        law=REPORTS_TO_COMMITTEE, name="report-to-committee", id="D11", met_by={"note-reported"},
        title="báo cáo kết quả về UBND tỉnh", owed_to="UBND tỉnh",
        shape=After(amount=UNIT_WITHIN, event=_end, of="ngày kết thúc sự kiện"),
        applies=lambda d: not _is_provincial(d),
    ),
    Deadline(
        law=REPORTS_TO_PRIME_MINISTER, name="report-to-prime-minister", id="D10",
        met_by={"note-reported"}, title="báo cáo kết quả lên Thủ tướng Chính phủ",
        owed_to="Thủ tướng Chính phủ, Bộ Ngoại giao",
        shape=After(amount=PROVINCE_WITHIN, event=_end, of="ngày kết thúc sự kiện"),
        applies=_is_provincial,
    ),
)  # fmt: skip
COMPLETE = [country_is_known, ends_after_it_starts, is_ahead, abroad_goes_with_a_delegation]
