"""What a delegation coming in is: its guests, its stay, its reception, and what each act records.

The procedure itself (who, when, on what conditions) stands in dossiers/inbound_delegation.py.
"""

from __future__ import annotations

import datetime
from enum import StrEnum
from typing import Annotated, Any, Literal

from msgspec import Meta, Struct
from msgspec.structs import replace

from casework import Case, fill_in
from casework.vocabulary import (
    Approval,
    Country,
    Decision,
    FundingLine,
    Nature,
    Rank,
    Text,
)
from delegations.forms import Field, Section


class State(StrEnum):
    DRAFT = "draft"
    INVITED = "invited"
    ACCEPTED = "accepted"
    PLANNED = "planned"
    CONSULTING = "consulting"
    PRESENTED = "presented"
    APPROVED = "approved"
    HOSTING = "hosting"
    LEFT = "left"
    REPORTED = "reported"
    CLOSED = "closed"
    REJECTED = "rejected"
    CANCELLED = "cancelled"


OPEN = frozenset(State) - {State.CLOSED, State.REJECTED, State.CANCELLED}
Line = Annotated[str, Meta(max_length=500)]
ORIGINS = {
    "invited": "do tỉnh mời",
    "self-proposed": "phía bạn đề nghị",
    "ministry": "do Bộ Ngoại giao giới thiệu",
}


class Guest(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A foreign guest; what is known of the visa is checked against the stay."""

    name: Annotated[str, Meta(min_length=1, max_length=200, title="Họ và tên")]
    nationality: Annotated[Country, Meta(title="Quốc tịch")]
    passport: Annotated[str, Meta(max_length=40, title="Số hộ chiếu")] = ""
    post: Annotated[str, Meta(max_length=200, title="Chức vụ")] = ""
    visa_from: Annotated[datetime.date | None, Meta(title="Thị thực có giá trị từ")] = None
    visa_until: Annotated[datetime.date | None, Meta(title="Thị thực có giá trị đến")] = None


class Visit(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who comes, sent by whom, when, to do what, hosted by which body."""

    title: Annotated[str, Meta(min_length=1, max_length=500, title="Danh nghĩa Đoàn")]
    nature: Annotated[Nature, Meta(title="Tính chất hoạt động")] = Nature.WORKING_VISIT
    field: Annotated[Field | None, Meta(title="Lĩnh vực")] = None
    origin: Annotated[
        Literal["invited", "self-proposed", "ministry"],
        Meta(title="Đoàn do tỉnh mời, phía bạn đề nghị hay Bộ Ngoại giao giới thiệu"),
    ] = "invited"
    level: Annotated[
        Literal["province", "unit"], Meta(title="Đón đoàn cấp tỉnh hay cấp đơn vị")
    ] = "unit"
    programme_item: Annotated[
        str, Meta(max_length=120, title="Mã hoạt động trong Chương trình")
    ] = ""
    arising_reason: Annotated[str, Meta(max_length=2000, title="Lý do phát sinh")] = ""
    sender: Annotated[str, Meta(min_length=1, max_length=300, title="Cơ quan, tổ chức cử Đoàn")]
    country: Annotated[Country, Meta(title="Nước cử Đoàn (tổ chức quốc tế: nước đặt trụ sở)")]
    head_name: Annotated[str, Meta(min_length=1, max_length=200, title="Trưởng đoàn")]
    head_post: Annotated[str, Meta(max_length=200, title="Chức vụ Trưởng đoàn")] = ""
    head: Annotated[Rank, Meta(title="Cấp Trưởng đoàn")]
    has_ties: Annotated[
        bool | None, Meta(title="Địa phương có quan hệ hợp tác, hữu nghị truyền thống với tỉnh")
    ] = None
    guests: Annotated[tuple[Guest, ...], Meta(max_length=500, title="Thành viên Đoàn")] = ()
    arrives_on: Annotated[datetime.date, Meta(title="Ngày đến Việt Nam")]
    leaves_on: Annotated[datetime.date, Meta(title="Ngày rời Việt Nam")]
    comes_on: Annotated[datetime.date, Meta(title="Ngày đến tỉnh")]
    goes_on: Annotated[datetime.date, Meta(title="Ngày rời tỉnh")]
    host: Annotated[str, Meta(max_length=120, title="Cơ quan chủ trì đón (mã đơn vị)")] = ""
    purpose: Annotated[Section, Meta(title="Mục đích")] = ""
    content: Annotated[Section, Meta(title="Nội dung làm việc")] = ""
    funding: Annotated[tuple[FundingLine, ...], Meta(title="Nguồn kinh phí đón Đoàn")] = ()
    request: Annotated[Decision | None, Meta(title="Văn bản xin phép")] = None
    visits_border: Annotated[bool, Meta(title="Có đến khu vực biên giới")] = False
    border_entry: Annotated[str, Meta(max_length=60, title="Hồ sơ vào khu vực biên giới")] = ""
    is_unscheduled: Annotated[bool, Meta(title="Đột xuất")] = False
    reception: Annotated[str, Meta(max_length=60, title="Hồ sơ tiếp khách")] = ""
    is_not_a_repeat: Annotated[
        bool, Meta(title="Xác nhận không trùng với đoàn khác cùng bên cử, cùng thời gian")
    ] = False
    is_sensitive: Annotated[bool, Meta(title="Có tính chất phức tạp, nhạy cảm")] = False


class ReceptionPlan(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How the guests are received: what the province prepares (Điều 8 khoản 1)."""

    reception_level: Annotated[Line, Meta(title="Mức độ đón tiếp")] = ""
    received_by: Annotated[Line, Meta(title="Người đón, tiếp")] = ""
    schedule: Annotated[Section, Meta(title="Chương trình làm việc tại tỉnh")] = ""
    sites: Annotated[tuple[Text, ...], Meta(title="Nơi đến thăm", max_length=50)] = ()
    venue: Annotated[Line, Meta(title="Địa điểm làm việc")] = ""
    interpreter: Annotated[Line, Meta(title="Phiên dịch")] = ""
    cars: Annotated[Line, Meta(title="Phương tiện đi lại")] = ""
    meals: Annotated[Line, Meta(title="Chế độ ăn")] = ""
    lodging: Annotated[Line, Meta(title="Nơi nghỉ")] = ""
    gifts: Annotated[Line, Meta(title="Tặng phẩm")] = ""
    press: Annotated[Line, Meta(title="Thông tin, báo chí")] = ""
    visa_support: Annotated[Line, Meta(title="Hỗ trợ thị thực")] = ""


class InboundDelegation(Visit, frozen=True, kw_only=True):
    """Đoàn nước ngoài đến thăm, làm việc với tỉnh."""

    guest_count: Annotated[int, Meta(title="Số khách")] = 0
    days: Annotated[int, Meta(title="Số ngày ở Việt Nam")] = 0
    programme: Annotated[str, Meta(title="Chương trình của tỉnh")] = ""
    invitation: Annotated[Decision | None, Meta(title="Thư mời")] = None
    plan: Annotated[ReceptionPlan, Meta(title="Kế hoạch đón tiếp")] = ReceptionPlan()
    note: Annotated[str, Meta(title="Giải trình khi trình")] = ""
    approved_by: Annotated[str, Meta(title="Cấp phê duyệt")] = ""
    decision: Annotated[Decision | None, Meta(title="Văn bản cho phép")] = None
    hosted_on: Annotated[datetime.date | None, Meta(title="Ngày đến thực tế")] = None
    left_on: Annotated[datetime.date | None, Meta(title="Ngày kết thúc")] = None
    results: Annotated[str, Meta(title="Kết quả")] = ""
    promises: Annotated[tuple[Text, ...], Meta(title="Cam kết, thỏa thuận")] = ()
    report: Annotated[str, Meta(title="Hồ sơ báo cáo kết quả")] = ""
    matters: Annotated[tuple[str, ...], Meta(title="Vấn đề nhạy cảm liên quan")] = ()


class Presentation(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    note: Annotated[
        str, Meta(max_length=5000, title="Giải trình khi thiếu ý kiến hoặc có ý kiến không đồng ý")
    ] = ""


class Approve(Decision, frozen=True, kw_only=True):
    approved_by: Annotated[Approval, Meta(title="Cấp phê duyệt")] = Approval.CHAIRMAN


class Arrival(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    hosted_on: Annotated[datetime.date, Meta(title="Ngày đến tỉnh")]


class Leaving(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    left_on: Annotated[datetime.date, Meta(title="Ngày kết thúc")]
    results: Annotated[str, Meta(max_length=20_000, title="Kết quả")] = ""
    promises: Annotated[tuple[Text, ...], Meta(title="Cam kết, thỏa thuận", max_length=100)] = ()


def take_in(case: Case[InboundDelegation, Visit]) -> InboundDelegation:
    """What is asked, bound to its programme and counted."""
    told = case.data
    return fill_in(
        case,
        guest_count=len(told.guests),
        days=(told.leaves_on - told.arrives_on).days + 1,
        programme=next((d.id for d in case.found["programme"]), ""),
    )


def record_invitation(case: Case[InboundDelegation, Decision]) -> InboundDelegation:
    return replace(case.fields, invitation=case.data)


def record_plan(case: Case[InboundDelegation, ReceptionPlan]) -> InboundDelegation:
    return replace(case.fields, plan=case.data)


def record_note(case: Case[InboundDelegation, Presentation]) -> InboundDelegation:
    return replace(case.fields, note=case.data.note)


def record_decision(case: Case[InboundDelegation, Approve]) -> InboundDelegation:
    decision = Decision(number=case.data.number, date=case.data.date)
    return replace(case.fields, decision=decision, approved_by=case.data.approved_by)


def record_arrival(case: Case[InboundDelegation, Arrival]) -> InboundDelegation:
    return replace(case.fields, hosted_on=case.data.hosted_on)


def record_leaving(case: Case[InboundDelegation, Leaving]) -> InboundDelegation:
    told = case.data
    return replace(case.fields, left_on=told.left_on, results=told.results, promises=told.promises)


def note_report(case: Case[InboundDelegation, Any]) -> InboundDelegation:
    return replace(case.fields, report=case.data.report)
