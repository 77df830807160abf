"""Receiving foreign guests, planned or at once (22/2012/QĐ-UBND, Điều 8 khoản 2).

A body of the province that meets foreigners asks the People's Committee first, with eight
statements, five days ahead, or seven when the Standing Board of the Party Committee must be heard.
Guests who could not be foreseen are received all the same: the police and the foreign-affairs body
are told at once, and the reason and the results are reported right after the working session.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import Any

from casework import (
    RECORD,
    STAYS,
    Before,
    Case,
    Competence,
    Consultation,
    Deadline,
    Disclosure,
    Dossier,
    DossierType,
    Immediate,
    Lookup,
    Paper,
    Reason,
    Transition,
    each,
    opinion,
    rule,
)
from casework.countries import is_country
from casework.vocabulary import ABOVE_THE_CHAIRMAN, RANKS, Decision, WithReason, labels
from delegations import reception, reporting
from delegations.laws import APPRAISING_INBOUND, CLERICAL, INVITING_GUESTS, REPORTS_TO_COMMITTEE
from delegations.letters import guest_reception as letters
from delegations.reception import (
    ASKING,
    Appraisal,
    Guest,
    GuestReception,
    Notify,
    Received,
    Report,
    Request,
)
from delegations.refusals import is_dated_by_today, is_own
from delegations.roles import DESK, LEADERS, Role


class State(StrEnum):
    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    CONSULTING = "consulting"
    APPRAISED = "appraised"
    PRESENTED = "presented"
    APPROVED = "approved"
    REJECTED = "rejected"
    NOTIFIED = "notified"
    RECEIVED = "received"
    REPORTED = "reported"
    CLOSED = "closed"
    CANCELLED = "cancelled"


STATES = labels(
    State, appraised="đã thẩm định", approved="UBND đồng ý", received="đã tiếp khách",
    notified="tiếp đột xuất, đã thông tin Công an tỉnh và cơ quan ngoại vụ",
)  # fmt: skip
FINAL = frozenset({State.CLOSED, State.REJECTED, State.CANCELLED})
BEFORE_APPROVAL = frozenset(State) - {State.APPROVED, State.RECEIVED, State.REPORTED, *FINAL}
POLICE, PARTY, OFFICE = "cong-an-tinh", "tinh-uy", "so-ngoai-vu"


@rule(RECORD, "Ngày kết thúc không thể trước ngày bắt đầu", "/ends_on")
def ends_after_it_starts(case: Case[GuestReception, Any]) -> bool:
    return case.fields.ends_on >= case.fields.starts_on


@rule(RECORD, "Mã nước không có trong danh mục", "/country")
def country_is_known(case: Case[GuestReception, Any]) -> bool:
    return is_country(case.fields.country)


@each(RECORD, "Mã nước không có trong danh mục", of="guests", at="nationality")
def nationality_is_known(case: Case[GuestReception, Any], guest: Guest) -> bool:
    return is_country(guest.nationality)


@rule(ASKING, "Chưa có danh sách khách", "/guests")
def names_its_guests(case: Case[GuestReception, Any]) -> bool:
    return bool(case.fields.guests)


@rule(ASKING, "Phải nêu căn cứ phải xin ý kiến Thường trực Tỉnh ủy", "/party_ground")
def says_why_the_party(case: Case[GuestReception, Any]) -> bool:
    return not case.fields.needs_party or bool(case.fields.party_ground.strip())


@rule(
    RECORD,
    "Đơn vị đã có hồ sơ tiếp cùng khách trong cùng thời gian: xác nhận nếu không trùng",
    "/is_not_a_repeat",
)
def is_no_repeat(case: Case[GuestReception, Any]) -> bool:
    if case.fields.is_not_a_repeat:
        return True
    return not reception.overlapping(
        case.fields, [d for d in case.found["same"] if d.id != case.dossier.id]
    )


@rule(ASKING, "Hồ sơ tiếp khách đột xuất không theo trình tự xin ý kiến trước", "/is_unscheduled")
def is_scheduled(case: Case[GuestReception, Any]) -> bool:
    return not case.fields.is_unscheduled


@rule(RECORD, "Ngày tiếp khách đã qua", "/starts_on")
def is_ahead(case: Case[GuestReception, Any]) -> bool:
    return case.fields.starts_on >= case.today


@rule(
    ASKING,
    "Không còn đủ số ngày phải gửi trước: dời ngày tiếp, hoặc tiếp khách đột xuất có nêu lý do",
    "/starts_on",
)
def leaves_the_lead(case: Case[GuestReception, Any]) -> bool:
    first = next((a for a in case.dossier.acts if a.transition == "submit"), None)
    sent = case.province.calendar.day(first.at) if first else case.today
    last = reception.last_day(case)
    return last is None or sent <= last


@rule(ASKING, "Hồ sơ không phải tiếp khách đột xuất", "/is_unscheduled")
def is_unscheduled(case: Case[GuestReception, Any]) -> bool:
    return case.fields.is_unscheduled


@rule(ASKING, "Còn đủ thời gian xin ý kiến UBND: không phải tiếp khách đột xuất", "/is_unscheduled")
def could_not_be_foreseen(case: Case[GuestReception, Any]) -> bool:
    last = reception.last_day(case)
    known = case.fields.arose_on or case.today
    return not case.fields.is_unscheduled or last is None or known > last


@rule(ASKING, "Chưa nêu lý do phải tiếp khách đột xuất", "/unscheduled_reason")
def says_why_at_once(case: Case[GuestReception, Any]) -> bool:
    return not case.fields.is_unscheduled or bool(case.fields.unscheduled_reason.strip())


@rule(RECORD, "Ngày biết phải tiếp khách không thể sau hôm nay", "/arose_on")
def arose_by_today(case: Case[GuestReception, Any]) -> bool:
    return case.fields.arose_on is None or case.fields.arose_on <= case.today


@rule(ASKING, "Tiếp khách đột xuất phải thông tin ngay cho Công an tỉnh", "/police_told_on")
def police_are_told(case: Case[GuestReception, Notify]) -> bool:
    told = case.data.police_told_on
    return told is not None and told <= case.today


@rule(
    ASKING,
    "Tiếp khách đột xuất phải thông tin ngay cho cơ quan ngoại vụ (Phòng Ngoại vụ)",
    "/office_told_on",
)
def office_is_told(case: Case[GuestReception, Notify]) -> bool:
    told = case.data.office_told_on
    return told is not None and told <= case.today


@rule(ASKING, "Chưa có ý kiến của Thường trực Tỉnh ủy, hoặc ý kiến không đồng ý", "/needs_party")
def party_agrees(case: Case[GuestReception, Any]) -> bool:
    if not case.fields.needs_party:
        return True
    said = [o.answer for r in case.dossier.rounds for o in r.opinions if o.body == PARTY]
    return bool(said) and said[-1] in ("agree", "agree-with-comments")


@rule(ASKING, "Còn cơ quan được hỏi chưa trả lời", "/opinions")
def all_have_answered(case: Case[GuestReception, Any]) -> bool:
    return not opinion.pending(case.dossier, case.today)


@rule(RECORD, "Ngày văn bản cho ý kiến không thể sau ngày tiếp khách", "/date")
def is_decided_before_the_guests(case: Case[GuestReception, Decision]) -> bool:
    return case.data.date <= case.fields.starts_on


@rule(RECORD, "Ngày kết thúc chưa tới hoặc trước ngày tiếp khách", "/ended_on")
def has_ended(case: Case[GuestReception, Received]) -> bool:
    return case.fields.starts_on <= case.data.ended_on <= case.today


@rule(RECORD, "Báo cáo không thể đề ngày trước khi buổi làm việc kết thúc", "/date")
def is_reported_after_the_end(case: Case[GuestReception, Report]) -> bool:
    return case.fields.ended_on is not None and case.data.date >= case.fields.ended_on


@rule(ASKING, "Báo cáo chưa nêu kết quả làm việc với khách", "/results")
def tells_the_results(case: Case[GuestReception, Report]) -> bool:
    return bool(case.data.results.strip())


@rule(ASKING, "Báo cáo chưa nêu lý do phải tiếp khách đột xuất", "/unscheduled_reason")
def tells_the_reason(case: Case[GuestReception, Report]) -> bool:
    if not case.fields.is_unscheduled:
        return True
    return bool((case.data.unscheduled_reason or case.fields.unscheduled_reason).strip())


@rule(REPORTS_TO_COMMITTEE, "Chưa có báo cáo kết quả tiếp khách", "/report")
def is_reported(case: Case[GuestReception, Any]) -> bool:
    return bool(case.fields.report or case.fields.result_report)


def competence(dossier: Dossier[GuestReception]) -> Competence:
    """Điều 4 khoản 2 leaves governors, vice-ministers and their equals to the Chairman."""
    rank = dossier.fields.head_rank
    if rank in ABOVE_THE_CHAIRMAN:
        says = f"trưởng đoàn khách là {RANKS[rank]}; lập hồ sơ đoàn vào trình qua Bộ Ngoại giao"
        why = Reason(says, INVITING_GUESTS)
        return Competence("prime-minister", "Thủ tướng Chính phủ", (why,))
    return Competence("chairman", "Chủ tịch UBND", (Reason("tiếp khách", ASKING),))


def of_the_same_guests(dossier: Dossier[Any], data: Any) -> Sequence[Lookup]:
    asked: Request = data if isinstance(data, Request) else dossier.fields
    where = {
        "unit": [dossier.unit],
        "fields.sender": [asked.sender],
        "fields.country": [asked.country],
    }
    live = [s for s in State if s not in (State.REJECTED, State.CANCELLED)]
    return [Lookup(name="same", type="guest-reception", where=where, states=live)]


def asked_bodies(case: Case[GuestReception, Any]) -> Sequence[str]:
    found: Sequence[str] = case.province.find(reception.CONSULTED, case.dossier.lodged_on).value
    return (*found, PARTY) if case.fields.needs_party else found


def heading(fields: GuestReception) -> str:
    kind = "Tiếp khách đột xuất" if fields.is_unscheduled else "Xin tiếp khách nước ngoài"
    return f"{kind}: {fields.sender} ({fields.country}), {fields.starts_on:%d/%m/%Y}"


ADMISSIBLE = [ends_after_it_starts, country_is_known, nationality_is_known, is_no_repeat]
UNFORESEEN = [could_not_be_foreseen, arose_by_today]
COMPLETE = [names_its_guests, *reception.stated(), says_why_the_party]
WROTE = {"draft", "revise", "submit"}

# fmt: off
GUEST_RECEPTION = DossierType(
    name="guest-reception", record="R06", prefix="TK",
    title="Tiếp khách nước ngoài (xin ý kiến trước; đột xuất)",
    since=date(2012, 8, 30), law=ASKING,
    fields=GuestReception, heading=heading, links=reception.links, competence=competence,
    states=STATES, final=FINAL, params=[reception.CONSULTED],
    discloses=Disclosure(
        province=("sender", "country", "head_rank", "nature", "guest_count", "starts_on",
                  "ends_on", "needs_party", "by_leaders", "visits_border", "cost",
                  "inbound_delegation", "programme_item", "is_unscheduled", "unscheduled_reason",
                  "submission", "decision", "ended_on", "report", "result_report"),
        ministry=("sender", "country", "head_rank", "nature", "guest_count", "starts_on",
                  "ends_on", "visits_border", "is_unscheduled", "ended_on")),

    opening=Transition(
        ASKING, "draft", title="lập hồ sơ tiếp khách", target=State.DRAFT, emits="drafted",
        by={Role.UNIT, Role.OFFICER}, data=Request, needs=of_the_same_guests,
        requires=[is_own, *ADMISSIBLE, *UNFORESEEN], then=reception.take_in),

    transitions=[
        Transition(
            ASKING, "revise", title="sửa hồ sơ", emits="revised",
            source={State.DRAFT, State.RETURNED}, target=State.DRAFT,
            by={Role.UNIT, Role.OFFICER}, data=Request, requires=[is_own], then=reception.take_in),
        Transition(
            ASKING, "submit", title="gửi tờ trình xin tiếp khách", emits="submitted",
            source={State.DRAFT, State.RETURNED}, target=State.SUBMITTED,
            by={Role.UNIT, Role.OFFICER}, data=Decision, needs=of_the_same_guests,
            requires=[is_own, is_scheduled, is_ahead, leaves_the_lead, is_dated_by_today,
                      *ADMISSIBLE, *COMPLETE],
            then=reception.record_submission),
        Transition(
            APPRAISING_INBOUND, "return", title="trả bổ sung", emits="returned",
            source={State.SUBMITTED, State.CONSULTING}, target=State.RETURNED, by=DESK,
            data=WithReason),
        Transition(
            ASKING, "consult", title="lấy ý kiến", emits="consulted",
            source={State.SUBMITTED}, target=State.CONSULTING, by=LEADERS,
            consults=Consultation(
                law=ASKING, topic="Việc tiếp khách nước ngoài của đơn vị", bodies=asked_bodies)),
        Transition(
            APPRAISING_INBOUND, "appraise", title="thẩm định", emits="appraised",
            source={State.SUBMITTED, State.CONSULTING}, target=State.APPRAISED, by=DESK,
            data=Appraisal, requires=[all_have_answered, party_agrees], not_by=WROTE,
            then=reception.record_appraisal),
        Transition(
            ASKING, "present", title="trình UBND", emits="presented",
            source={State.APPRAISED}, target=State.PRESENTED, by={Role.DIRECTOR},
            not_by={"appraise"}),
        Transition(
            ASKING, "approve", title="đồng ý cho tiếp khách", emits="approved",
            source={State.PRESENTED}, target=State.APPROVED, by={Role.CHAIR}, data=Decision,
            competent={"chairman"}, not_by={*WROTE, "appraise", "present"},
            requires=[party_agrees, is_dated_by_today, is_decided_before_the_guests],
            then=reception.record_decision),
        Transition(
            ASKING, "reject", title="không đồng ý cho tiếp khách", emits="rejected",
            source={State.PRESENTED}, target=State.REJECTED, by={Role.CHAIR}, data=WithReason),

        Transition(
            ASKING, "notify", title="thông tin Công an tỉnh và cơ quan ngoại vụ",
            source={State.DRAFT}, target=State.NOTIFIED, by={Role.UNIT, Role.OFFICER},
            data=Notify, needs=of_the_same_guests, emits="notified", then=reception.record_notices,
            requires=[is_own, is_unscheduled, *ADMISSIBLE, *UNFORESEEN, says_why_at_once,
                      names_its_guests, police_are_told, office_is_told],
            consults=Consultation(
                law=ASKING, topic="Phối hợp theo dõi việc tiếp khách đột xuất",
                bodies=lambda case: (POLICE, OFFICE))),

        Transition(
            ASKING, "receive", title="ghi nhận đã tiếp khách", emits="received",
            source={State.APPROVED, State.NOTIFIED}, target=State.RECEIVED,
            by={Role.UNIT, Role.OFFICER}, data=Received, requires=[is_own, has_ended],
            then=reception.record_end),
        Transition(
            ASKING, "report", title="báo cáo UBND lý do, kết quả", emits="reported",
            source={State.RECEIVED}, target=State.REPORTED, by={Role.UNIT, Role.OFFICER},
            data=Report, then=reception.record_report,
            requires=[is_own, is_dated_by_today, is_reported_after_the_end, tells_the_results,
                      tells_the_reason]),
        Transition(
            REPORTS_TO_COMMITTEE, "note-reported", title="ghi nhận báo cáo kết quả hoạt động",
            source={State.RECEIVED, State.REPORTED}, target=STAYS, by={Role.SYSTEM, *DESK},
            data=reporting.Reported, requires=[reporting.is_reported_after_the_end],
            then=reporting.note_report, emits="report-noted"),
        Transition(
            CLERICAL.art(29), "close", title="đóng, lưu hồ sơ", emits="closed",
            source={State.RECEIVED, State.REPORTED}, target=State.CLOSED, by=DESK,
            requires=[is_reported]),
        Transition(
            ASKING, "withdraw", title="rút hồ sơ", emits="withdrawn", source=BEFORE_APPROVAL,
            target=State.CANCELLED, by={Role.UNIT, Role.OFFICER}, data=WithReason,
            requires=[is_own]),
        Transition(
            ASKING, "cancel", title="hủy việc tiếp khách", emits="cancelled",
            source={State.APPROVED}, target=State.CANCELLED, by={Role.CHAIR}, data=WithReason),
    ],

    deadlines=[
        Deadline(
            law=ASKING, name="submit", id="D12", owed_to="UBND",
            title="gửi hồ sơ xin tiếp khách (thẩm quyền UBND)",
            shape=Before(
                amount=reception.LEAD, event=reception.first_day, of="ngày tiếp khách"),
            met_by={"submit"},
            applies=lambda d: not (d.fields.is_unscheduled or d.fields.needs_party)),
        Deadline(
            law=ASKING, name="submit-for-party", id="D13", owed_to="UBND",
            title="gửi hồ sơ xin tiếp khách (xin ý kiến Thường trực Tỉnh ủy)",
            shape=Before(
                amount=reception.PARTY_LEAD, event=reception.first_day, of="ngày tiếp khách"),
            met_by={"submit"},
            applies=lambda d: d.fields.needs_party and not d.fields.is_unscheduled),
        Deadline(
            law=ASKING, name="notify", id="D14", owed_to="Công an tỉnh, cơ quan ngoại vụ",
            title="thông tin việc tiếp khách đột xuất",
            shape=Immediate(
                event=lambda d: d.fields.arose_on or d.lodged_on, of="phải tiếp khách đột xuất"),
            met_by={"notify"}, applies=lambda d: d.fields.is_unscheduled),
        Deadline(
            law=ASKING, name="report", id="D15", owed_to="UBND",
            title="báo cáo lý do, kết quả tiếp khách đột xuất",
            shape=Immediate(
                event=lambda d: d.fields.ended_on, of="kết thúc chương trình làm việc"),
            met_by={"report"}, applies=lambda d: d.fields.is_unscheduled),
        reception.RESULT,
    ],

    papers=[
        Paper(ASKING, "to-trinh", title="Tờ trình xin tiếp khách nước ngoài",
              makes=letters.request),
        Paper(ASKING, "van-ban-dong-y", title="Văn bản của UBND về việc tiếp khách",
              makes=letters.answer),
        Paper(ASKING, "thong-tin-dot-xuat", title="Thông tin tiếp khách đột xuất",
              makes=letters.notice),
        Paper(ASKING, "bao-cao-dot-xuat", title="Báo cáo kết quả tiếp khách đột xuất",
              makes=letters.report),
    ],
)
# fmt: on
