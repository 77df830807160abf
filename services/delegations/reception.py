"""What a request to receive foreign guests says, and how each act changes it: pure folds.

Who may do what, when and on what conditions stands in dossiers/guest_reception.py.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Annotated, Any

from msgspec import Meta, Struct
from msgspec.structs import replace

from casework import After, Case, Deadline, Dossier, Link, Param, Rule, fill_in, rule
from casework.vocabulary import Decision, Money, Nature, Prose, Rank
from delegations.laws import ASKING_TO_RECEIVE_GUESTS, REPORTS_TO_COMMITTEE
from delegations.reporting import UNIT_WITHIN

Section = Annotated[str, Meta(max_length=20_000)]
ASKING = ASKING_TO_RECEIVE_GUESTS
LEAD = Param(
    name="guest-reception.lead",
    title="Hồ sơ xin tiếp khách gửi UBND trước ít nhất (thẩm quyền UBND)",
    law=ASKING, default=5, unit="calendar-days", least=1, most=60,
)  # fmt: skip
PARTY_LEAD = Param(
    name="guest-reception.party-lead",
    title="Hồ sơ xin tiếp khách gửi UBND trước ít nhất (phải xin ý kiến Thường trực Tỉnh ủy)",
    law=ASKING, default=7, unit="calendar-days", least=1, most=60,
)  # fmt: skip
CONSULTED = Param(
    name="guest-reception.consulted",
    title="Cơ quan được lấy ý kiến khi thẩm định việc tiếp khách (mã đơn vị)",
    law=ASKING, default=("cong-an-tinh",),
)  # fmt: skip
STATEMENTS = {
    "purpose": "mục đích",
    "requirements": "yêu cầu",
    "content": "nội dung làm việc",
    "participants": "thành phần",
    "time": "thời gian",
    "venue": "địa điểm",
    "potential": "tiềm năng hợp tác",
    "programme": "chương trình làm việc của đoàn tại tỉnh",
}


class Guest(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One foreign guest. Names stay in the dossier: no event carries them."""

    name: Annotated[str, Meta(min_length=1, max_length=200, title="Họ và tên")]
    nationality: Annotated[str, Meta(pattern=r"^[A-Z]{2}$(?!\n)", title="Quốc tịch")]
    post: Annotated[str, Meta(max_length=200, title="Chức vụ")] = ""
    organisation: Annotated[str, Meta(max_length=300, title="Cơ quan, tổ chức")] = ""


class Request(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The request with its eight statements; an unscheduled reception says why it must be."""

    sender: Annotated[str, Meta(min_length=1, max_length=300, title="Cơ quan, tổ chức cử khách")]
    country: Annotated[str, Meta(pattern=r"^[A-Z]{2}$(?!\n)", title="Nước cử khách")]
    head_rank: Annotated[Rank, Meta(title="Cấp trưởng đoàn khách")] = Rank.OTHER
    nature: Annotated[Nature, Meta(title="Tính chất hoạt động")] = Nature.WORKING_VISIT
    guests: Annotated[tuple[Guest, ...], Meta(title="Danh sách khách", max_length=500)] = ()
    starts_on: Annotated[datetime.date, Meta(title="Ngày tiếp: từ ngày")]
    ends_on: Annotated[datetime.date, Meta(title="Ngày tiếp: đến ngày")]
    purpose: Annotated[Section, Meta(title="Mục đích")] = ""
    requirements: Annotated[Section, Meta(title="Yêu cầu")] = ""
    content: Annotated[Section, Meta(title="Nội dung làm việc")] = ""
    participants: Annotated[Section, Meta(title="Thành phần")] = ""
    time: Annotated[Section, Meta(title="Thời gian")] = ""
    venue: Annotated[Section, Meta(title="Địa điểm")] = ""
    potential: Annotated[Section, Meta(title="Tiềm năng hợp tác")] = ""
    programme: Annotated[Section, Meta(title="Chương trình làm việc của đoàn tại tỉnh")] = ""
    needs_party: Annotated[bool, Meta(title="Phải xin ý kiến Thường trực Tỉnh ủy")] = False
    party_ground: Annotated[
        str, Meta(max_length=300, title="Căn cứ phải xin ý kiến Thường trực Tỉnh ủy")
    ] = ""
    by_leaders: Annotated[bool, Meta(title="Đề nghị lãnh đạo tỉnh tiếp")] = False
    visits_border: Annotated[bool, Meta(title="Có đến khu vực biên giới")] = False
    cost: Annotated[Money | None, Meta(title="Kinh phí dự kiến")] = None
    inbound_delegation: Annotated[str, Meta(max_length=60, title="Hồ sơ đoàn vào")] = ""
    programme_item: Annotated[
        str, Meta(max_length=120, title="Mã hoạt động trong Chương trình")
    ] = ""
    is_unscheduled: Annotated[bool, Meta(title="Tiếp khách đột xuất")] = False
    unscheduled_reason: Annotated[Section, Meta(title="Lý do phải tiếp đột xuất")] = ""
    arose_on: Annotated[datetime.date | None, Meta(title="Ngày biết phải tiếp khách đột xuất")] = (
        None
    )
    is_not_a_repeat: Annotated[
        bool, Meta(title="Xác nhận không trùng với hồ sơ khác cùng khách, cùng thời gian")
    ] = False


class Notices(Struct, frozen=True, kw_only=True):
    """When each of the two bodies was told of an unscheduled reception, and how."""

    police_told_on: Annotated[datetime.date | None, Meta(title="Ngày thông tin Công an tỉnh")] = (
        None
    )
    office_told_on: Annotated[
        datetime.date | None, Meta(title="Ngày thông tin cơ quan ngoại vụ (Phòng Ngoại vụ)")
    ] = None
    channel: Annotated[str, Meta(max_length=300, title="Hình thức, người nhận thông tin")] = ""


class Notify(Notices, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the unit records of its two notices."""


class GuestReception(Request, frozen=True, kw_only=True):
    """Hồ sơ xin tiếp khách nước ngoài, hoặc tiếp khách đột xuất."""

    guest_count: Annotated[int, Meta(title="Số khách")] = 0
    submission: Annotated[Decision | None, Meta(title="Tờ trình xin tiếp khách")] = None
    appraisal: Annotated[str, Meta(title="Ý kiến thẩm định")] = ""
    decision: Annotated[Decision | None, Meta(title="Văn bản cho ý kiến của UBND")] = None
    notices: Annotated[Notices | None, Meta(title="Thông tin tiếp khách đột xuất")] = None
    ended_on: Annotated[datetime.date | None, Meta(title="Ngày kết thúc buổi làm việc")] = None
    results: Annotated[str, Meta(title="Kết quả làm việc")] = ""
    promises: Annotated[str, Meta(title="Nội dung đã hứa, thống nhất")] = ""
    report: Annotated[Decision | None, Meta(title="Báo cáo UBND")] = None
    result_report: Annotated[str, Meta(title="Hồ sơ báo cáo kết quả")] = ""


class Appraisal(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    appraisal: Annotated[Prose, Meta(title="Ý kiến thẩm định")]


class Received(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    ended_on: Annotated[datetime.date, Meta(title="Ngày kết thúc buổi làm việc")]
    promises: Annotated[str, Meta(max_length=5000, title="Nội dung đã hứa, thống nhất")] = ""


class Report(Decision, frozen=True, kw_only=True):
    """The report to the People's Committee: the reason (once more, if it changed) and results."""

    results: Annotated[Section, Meta(title="Kết quả làm việc")] = ""
    unscheduled_reason: Annotated[Section, Meta(title="Lý do phải tiếp đột xuất")] = ""


def stated() -> list[Rule[Any, Any]]:
    """One refusal per statement that a request leaves out."""

    def one(name: str, title: str) -> Rule[Any, Any]:
        says = f"Tờ trình xin tiếp khách chưa nêu rõ {title}"
        return rule(ASKING, says, f"/{name}")(lambda case: bool(getattr(case.fields, name).strip()))

    return [one(name, title) for name, title in STATEMENTS.items()]


def overlapping(ours: Request, others: Sequence[Dossier[Any]]) -> bool:
    """Whether another reception of the same guests falls on one of the same days."""
    return any(
        d.fields.starts_on <= ours.ends_on and ours.starts_on <= d.fields.ends_on for d in others
    )


def first_day(dossier: Dossier[GuestReception]) -> datetime.date:
    return dossier.fields.starts_on


def last_day(case: Case[GuestReception, Any]) -> datetime.date | None:
    """The last day for the request: the counting of D12 and D13. None where no number is set."""
    lead = PARTY_LEAD if case.fields.needs_party else LEAD
    if not case.province.is_set(lead, case.dossier.lodged_on):
        return None
    amount = case.province.amount(lead, case.dossier.lodged_on)
    due = case.province.calendar.before(case.fields.starts_on, amount.number, amount.unit).due
    return due.date() if isinstance(due, datetime.datetime) else due


def take_in(case: Case[GuestReception, Request]) -> GuestReception:
    return fill_in(case, guest_count=len(case.data.guests))


def record_submission(case: Case[GuestReception, Decision]) -> GuestReception:
    return replace(case.fields, submission=case.data)


def record_appraisal(case: Case[GuestReception, Appraisal]) -> GuestReception:
    return replace(case.fields, appraisal=case.data.appraisal)


def record_decision(case: Case[GuestReception, Decision]) -> GuestReception:
    return replace(case.fields, decision=case.data)


def record_notices(case: Case[GuestReception, Notify]) -> GuestReception:
    told = {n: getattr(case.data, n) for n in Notices.__struct_fields__}
    return replace(case.fields, notices=Notices(**told))


def record_end(case: Case[GuestReception, Received]) -> GuestReception:
    return replace(case.fields, ended_on=case.data.ended_on, promises=case.data.promises)


def record_report(case: Case[GuestReception, Report]) -> GuestReception:
    told, why = case.data, case.data.unscheduled_reason or case.fields.unscheduled_reason
    report = Decision(number=told.number, date=told.date)
    return replace(case.fields, report=report, results=told.results, unscheduled_reason=why)


def links(fields: GuestReception) -> list[Link]:
    found = [("part-of", "inbound-delegation", fields.inbound_delegation)]
    found += [("reported-by", "result-report", fields.result_report)]
    return [Link(rel, "delegations", type_, id) for rel, type_, id in found if id]


RESULT = Deadline(
    law=REPORTS_TO_COMMITTEE,
    name="report-result",
    id="D11",
    title="báo cáo kết quả tiếp khách về UBND",
    owed_to="UBND",
    shape=After(
        amount=UNIT_WITHIN, event=lambda d: d.fields.ended_on, of="kết thúc chương trình làm việc"
    ),
    met_by={"note-reported", "report"},
    applies=lambda d: not d.fields.is_unscheduled,
)
"""What the unit owes of a reception that was agreed; an unscheduled one is told at once (D15)."""
