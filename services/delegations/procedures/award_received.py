"""Receiving an award from foreigners (22/2012/QĐ-UBND, Điều 2 khoản 3, Điều 4 khoản 3).

Whoever serves in a body, organisation or State enterprise of the province asks before accepting.
The Chairman permits it for those under his management; for those whom the Party Committee manages
its permission is recorded; others ask the body that manages them, not the province.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import Any

from msgspec.structs import replace

from casework import (
    RECORD,
    STAYS,
    Case,
    Competence,
    Consultation,
    Disclosure,
    Dossier,
    DossierType,
    Paper,
    Param,
    Reason,
    Transition,
    fill_in,
    opinion,
    rule,
)
from casework.countries import is_country
from casework.vocabulary import Decision, WithReason, labels
from casework.workdays import latest_day
from delegations import reporting
from delegations.awards import (
    Appraisal,
    AwardReceived,
    Entry,
    OthersPermission,
    Receipt,
    ReceiptRequest,
)
from delegations.laws import AWARDS_RECEIVED, PERMITTING_AWARDS, REPORTS_TO_COMMITTEE
from delegations.letters import award_received as letters
from delegations.refusals import is_dated_by_today, is_own
from delegations.roles import DESK, LEADERS, Role


class State(StrEnum):
    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    REVIEWING = "reviewing"
    PRESENTED = "presented"
    PERMITTED = "permitted"
    REFUSED = "refused"
    RECEIVED = "received"
    RECORDED = "recorded"
    CANCELLED = "cancelled"


STATES = labels(
    State, permitted="cho phép nhận", refused="không cho phép nhận", received="đã nhận",
    recorded="đã vào sổ theo dõi",
)  # fmt: skip
BEFORE_PERMISSION = frozenset(
    {State.DRAFT, State.SUBMITTED, State.RETURNED, State.REVIEWING, State.PRESENTED}
)
WROTE = {"draft", "revise", "submit"}
PERMITTING = PERMITTING_AWARDS
MATTER = AWARDS_RECEIVED

CONSULTED = Param(
    name="award-received.consulted",
    title="Cơ quan được lấy ý kiến về việc nhận khen thưởng của nước ngoài",
    law=PERMITTING,
    default=("cong-an-tinh", "so-noi-vu", "Bộ Ngoại giao"),
)


@rule(
    PERMITTING,
    "Người nhận không thuộc tỉnh quản lý: xin phép cơ quan quản lý người đó",
    "/management",
)
def is_managed_by_the_province(case: Case[AwardReceived, Any]) -> bool:
    return case.fields.management in ("province", "party")


@rule(MATTER, "Chưa rõ Nhà nước, tổ chức, cá nhân nước ngoài tặng khen thưởng", "/giver")
def giver_is_known(case: Case[AwardReceived, Any]) -> bool:
    return bool(case.fields.giver.strip())


@rule(RECORD, "Mã nước không có trong danh mục, hoặc không phải nước ngoài", "/country")
def giver_is_foreign(case: Case[AwardReceived, Any]) -> bool:
    return is_country(case.fields.country) and case.fields.country != "VN"


@rule(PERMITTING, "Chưa nêu thành tích được khen thưởng", "/achievement")
def states_the_achievement(case: Case[AwardReceived, Any]) -> bool:
    return bool(case.fields.achievement.strip())


@rule(PERMITTING, "Ngày trao dự kiến đã qua: phải xin phép trước khi nhận", "/ceremony_on")
def ceremony_is_ahead(case: Case[AwardReceived, Any]) -> bool:
    return case.fields.ceremony_on is None or case.fields.ceremony_on >= case.today


@rule(PERMITTING, "Còn cơ quan được hỏi chưa trả lời", "/opinions")
def all_have_answered(case: Case[AwardReceived, Any]) -> bool:
    return not opinion.pending(case.dossier, case.today)


@rule(RECORD, "Ngày văn bản cho phép không thể sau ngày trao dự kiến", "/date")
def is_permitted_before_the_ceremony(case: Case[AwardReceived, Decision]) -> bool:
    planned = case.fields.ceremony_on
    return planned is None or case.data.date <= planned


@rule(PERMITTING, "Không được nhận trước ngày văn bản cho phép", "/received_on")
def is_received_after_the_permission(case: Case[AwardReceived, Receipt]) -> bool:
    given = case.fields.permission
    return given is not None and case.data.received_on >= given.date


@rule(RECORD, "Ngày nhận không thể sau hôm nay", "/received_on")
def is_received_by_today(case: Case[AwardReceived, Receipt]) -> bool:
    return case.data.received_on <= latest_day(case.at)


def competence(dossier: Dossier[AwardReceived]) -> Competence:
    if dossier.fields.management == "party":
        why = Reason("người nhận thuộc diện Tỉnh ủy quản lý", PERMITTING)
        return Competence("party", "Tỉnh ủy", (why,))
    why = Reason("người nhận thuộc thẩm quyền quản lý của UBND tỉnh", PERMITTING)
    return Competence("chairman", "Chủ tịch UBND", (why,))


def asked_bodies(case: Case[AwardReceived, Any]) -> Sequence[str]:
    found: Sequence[str] = case.province.find(CONSULTED, case.dossier.lodged_on).value
    return found


def record_appraisal(case: Case[AwardReceived, Appraisal]) -> AwardReceived:
    return replace(case.fields, appraisal=case.data.appraisal)


def record_permission(case: Case[AwardReceived, Decision]) -> AwardReceived:
    given = Decision(number=case.data.number, date=case.data.date)
    who = getattr(case.data, "permitted_by", "Chủ tịch UBND")
    return replace(case.fields, permission=given, permitted_by=who)


def record_receipt(case: Case[AwardReceived, Receipt]) -> AwardReceived:
    return replace(case.fields, received_on=case.data.received_on, place=case.data.place)


def record_entry(case: Case[AwardReceived, Entry]) -> AwardReceived:
    return replace(case.fields, entry=case.data.entry)


def heading(fields: AwardReceived) -> str:
    return f"Nhận {fields.award} của {fields.giver or 'nước ngoài'} ({fields.country})"


COMPLETE = [
    *(is_managed_by_the_province, giver_is_known, giver_is_foreign),
    *(states_the_achievement, ceremony_is_ahead),
]

# fmt: off
AWARD_RECEIVED = DossierType(
    name="award-received", record="R14", prefix="NKT",
    title="Nhận danh hiệu, hình thức khen thưởng của nước ngoài",
    since=date(2012, 8, 30), law=PERMITTING,
    fields=AwardReceived, heading=heading, links=reporting.links, competence=competence,
    states=STATES, final={State.RECORDED, State.REFUSED, State.CANCELLED}, params=[CONSULTED],
    discloses=Disclosure(
        province=("recipient_kind", "management", "giver_kind", "giver", "country", "form",
                  "award", "ceremony_on", "programme_item", "permission", "permitted_by",
                  "received_on", "result_report"),
        ministry=("recipient_kind", "giver_kind", "country", "form", "award", "permission",
                  "received_on")),

    opening=Transition(
        MATTER, "draft", title="lập hồ sơ xin nhận khen thưởng", target=State.DRAFT,
        by={Role.UNIT, Role.OFFICER}, data=ReceiptRequest, emits="drafted",
        requires=[is_own, is_managed_by_the_province]),

    transitions=[
        Transition(
            MATTER, "revise", title="sửa hồ sơ", emits="revised",
            source={State.DRAFT, State.RETURNED}, target=State.DRAFT,
            by={Role.UNIT, Role.OFFICER}, data=ReceiptRequest, requires=[is_own], then=fill_in),
        Transition(
            MATTER, "submit", title="gửi hồ sơ", emits="submitted",
            source={State.DRAFT, State.RETURNED}, target=State.SUBMITTED,
            by={Role.UNIT, Role.OFFICER}, requires=[is_own, *COMPLETE]),
        Transition(
            PERMITTING, "return", title="trả bổ sung", emits="returned",
            source={State.SUBMITTED, State.REVIEWING}, target=State.RETURNED, by=DESK,
            data=WithReason),
        Transition(
            PERMITTING, "review", title="thẩm định, lấy ý kiến", emits="reviewed",
            source={State.SUBMITTED}, target=State.REVIEWING, by=LEADERS,
            consults=Consultation(
                law=PERMITTING, topic="Việc nhận khen thưởng của nước ngoài",
                bodies=asked_bodies)),
        Transition(
            PERMITTING, "present", title="trình Chủ tịch UBND", emits="presented",
            source={State.REVIEWING}, target=State.PRESENTED, by={Role.OFFICER, Role.DIRECTOR},
            data=Appraisal, requires=[all_have_answered], not_by=WROTE, then=record_appraisal),
        Transition(
            PERMITTING, "permit", title="cho phép nhận", emits="permitted",
            source={State.PRESENTED}, target=State.PERMITTED, by={Role.CHAIR}, data=Decision,
            competent={"chairman"}, not_by={*WROTE, "present"},
            requires=[is_dated_by_today, is_permitted_before_the_ceremony],
            then=record_permission),
        Transition(
            PERMITTING, "record-permission", title="ghi nhận cơ quan khác cho phép",
            source={State.PRESENTED}, target=State.PERMITTED, by={Role.DIRECTOR, Role.OFFICE},
            data=OthersPermission, competent={"party"}, emits="permission-recorded",
            requires=[is_dated_by_today, is_permitted_before_the_ceremony],
            then=record_permission),
        Transition(
            PERMITTING, "refuse", title="không cho phép nhận", emits="refused",
            source={State.PRESENTED}, target=State.REFUSED,
            by={Role.CHAIR, Role.DIRECTOR}, data=WithReason),
        Transition(
            PERMITTING, "receive", title="ghi nhận đã nhận", emits="received",
            source={State.PERMITTED}, target=State.RECEIVED, by={Role.UNIT, Role.OFFICER},
            data=Receipt, then=record_receipt,
            requires=[is_own, is_received_after_the_permission, is_received_by_today]),
        Transition(
            PERMITTING, "record", title="vào sổ theo dõi khen thưởng", emits="recorded",
            source={State.RECEIVED}, target=State.RECORDED, by={*DESK, Role.CLERK}, data=Entry,
            then=record_entry),
        Transition(
            REPORTS_TO_COMMITTEE, "note-reported", title="ghi nhận báo cáo kết quả",
            source={State.RECEIVED}, target=STAYS, by={Role.SYSTEM, *DESK}, data=reporting.Reported,
            then=reporting.note_report, emits="report-noted"),
        Transition(
            MATTER, "withdraw", title="rút hồ sơ", emits="withdrawn", source=BEFORE_PERMISSION,
            target=State.CANCELLED, by={Role.UNIT, Role.OFFICER}, data=WithReason,
            requires=[is_own]),
        Transition(
            PERMITTING, "revoke", title="thu hồi văn bản cho phép", emits="revoked",
            source={State.PERMITTED}, target=State.CANCELLED, by={Role.CHAIR}, data=WithReason),
    ],

    no_deadline="Điều 4 khoản 3 không đặt số ngày; Luật Thi đua, khen thưởng chưa kiểm chứng",
    papers=[
        Paper(PERMITTING, "to-trinh", title="Tờ trình về việc nhận khen thưởng của nước ngoài",
              makes=letters.submission),
        Paper(PERMITTING, "van-ban-cho-phep", title="Văn bản cho phép nhận khen thưởng",
              makes=letters.permission),
    ],
)
# fmt: on
