"""Awards to foreigners who served the province (22/2012/QĐ-UBND, Điều 2 khoản 4, Điều 4 khoản 4).

A unit nominates, the department verifies and asks the bodies concerned, the council on emulation
and awards is heard. The Chairman decides provincial forms; State forms are only proposed upward,
and what the President or the Prime Minister decided is recorded.
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
    Lookup,
    Paper,
    Param,
    Reason,
    Transition,
    each,
    fill_in,
    opinion,
    rule,
)
from casework.countries import is_country
from casework.vocabulary import Decision, WithReason, labels
from delegations import awards, reporting
from delegations.awards import (
    AwardGiven,
    Ceremony,
    Council,
    Nomination,
    StateDecision,
    Verification,
)
from delegations.laws import AWARDS_GIVEN, DECIDING_AWARDS, EMULATION, REPORTS_TO_COMMITTEE
from delegations.letters import award_given as letters
from delegations.refusals import is_dated_by_today, is_own
from delegations.roles import DESK, LEADERS, Role


class State(StrEnum):
    DRAFT = "draft"
    NOMINATED = "nominated"
    RETURNED = "returned"
    VERIFIED = "verified"
    CONSULTING = "consulting"
    CONSIDERED = "considered"
    PROPOSED = "proposed"
    DECIDED = "decided"
    AWARDED = "awarded"
    CLOSED = "closed"
    REJECTED = "rejected"
    CANCELLED = "cancelled"


STATES = labels(
    State, nominated="đã đề nghị", verified="đã xác minh", considered="Hội đồng đã xét",
    proposed="đã đề nghị cấp trên", decided="đã quyết định khen thưởng", awarded="đã trao tặng",
)  # fmt: skip
OPEN = frozenset(State) - {State.CLOSED, State.REJECTED, State.CANCELLED}
BEFORE_DECISION = OPEN - {State.DECIDED, State.AWARDED}
WROTE = {"draft", "revise", "nominate"}
DECIDING = DECIDING_AWARDS
MATTER = AWARDS_GIVEN
AWARDING = EMULATION.form("khen thưởng cá nhân, tập thể người nước ngoài")

CONSULTED = Param(
    name="award-given.consulted",
    title="Cơ quan được lấy ý kiến về việc tặng khen thưởng cấp tỉnh cho người nước ngoài",
    law=DECIDING,
    default=("cong-an-tinh", "so-noi-vu"),
)
CONSULTED_FOR_STATE = Param(
    name="award-given.consulted-for-state",
    title="Cơ quan được lấy ý kiến thêm khi đề nghị khen thưởng cấp Nhà nước",
    law=AWARDING,
    default=("Bộ Ngoại giao",),
)


@rule(MATTER, "Người được đề nghị chỉ có quốc tịch Việt Nam", "/nationalities")
def nominee_is_foreign(case: Case[AwardGiven, Any]) -> bool:
    return any(code != "VN" for code in case.fields.nationalities)


@each(RECORD, "Mã nước không có trong danh mục", of="nationalities")
def nationality_is_known(case: Case[AwardGiven, Any], code: str) -> bool:
    return is_country(code)


@rule(MATTER, "Chưa nêu thành tích", "/achievement")
def states_the_achievement(case: Case[AwardGiven, Any]) -> bool:
    return bool(case.fields.achievement.strip())


@rule(MATTER, "Thành tích chưa được địa phương công nhận", "/recognition")
def achievement_is_recognised(case: Case[AwardGiven, Any]) -> bool:
    return bool(case.fields.recognised_by.strip()) and case.fields.recognition is not None


@rule(DECIDING, "Chưa nêu thời gian làm việc tại địa phương", "/worked_from")
def has_worked_here(case: Case[AwardGiven, Any]) -> bool:
    start = case.fields.worked_from
    return start is not None and start <= case.today


@rule(RECORD, "Ngày kết thúc làm việc không thể trước ngày bắt đầu", "/worked_until")
def works_in_order(case: Case[AwardGiven, Any]) -> bool:
    start, end = case.fields.worked_from, case.fields.worked_until
    return start is None or end is None or end >= start


@rule(
    RECORD,
    "Người này đã được đề nghị hình thức này: xác nhận nếu không trùng",
    "/is_not_a_repeat",
)
def is_no_repeat(case: Case[AwardGiven, Any]) -> bool:
    others = [d for d in case.found["same"] if d.id != case.dossier.id]
    return case.fields.is_not_a_repeat or not others


@rule(DECIDING, "Còn cơ quan được hỏi chưa trả lời", "/opinions")
def all_have_answered(case: Case[AwardGiven, Any]) -> bool:
    return not opinion.pending(case.dossier, case.today)


@rule(AWARDING, "Hội đồng Thi đua - Khen thưởng không nhất trí", "/agrees")
def council_agrees(case: Case[AwardGiven, Council]) -> bool:
    return case.data.agrees


@rule(RECORD, "Quyết định không thể đề ngày trước khi Hội đồng xét", "/date")
def is_decided_after_the_council(case: Case[AwardGiven, Decision]) -> bool:
    council = case.fields.council
    return council is not None and case.data.date >= council.date


@rule(RECORD, "Không được trao tặng trước ngày quyết định, và không sau hôm nay", "/awarded_on")
def is_awarded_after_the_decision(case: Case[AwardGiven, Ceremony]) -> bool:
    decision = case.fields.decision
    return decision is not None and decision.date <= case.data.awarded_on <= case.today


def competence(dossier: Dossier[AwardGiven]) -> Competence:
    """Điều 4 khoản 4: the Chairman decides forms of the province; of the State he only proposes."""
    form = dossier.fields.form
    if form in awards.PROVINCIAL:
        why = Reason(f"«{awards.FORMS[form]}» là hình thức cấp tỉnh", DECIDING)
        return Competence("chairman", "Chủ tịch UBND", (why,))
    why = Reason(f"«{awards.FORMS[form]}» là hình thức cấp Nhà nước", DECIDING)
    return Competence("state", "Chủ tịch nước, Thủ tướng Chính phủ", (why,))


def of_the_same_nominee(dossier: Dossier[Any], data: Any) -> Sequence[Lookup]:
    asked: Nomination = data if isinstance(data, Nomination) else dossier.fields
    where = {"fields.nominee": [asked.nominee], "fields.form": [str(asked.form)]}
    live = [*OPEN, State.CLOSED]
    return [Lookup(name="same", type="award-given", where=where, states=sorted(live))]


def asked_bodies(case: Case[AwardGiven, Any]) -> Sequence[str]:
    on = case.dossier.lodged_on
    found: Sequence[str] = case.province.find(CONSULTED, on).value
    if case.fields.form in awards.PROVINCIAL:
        return found
    return (*found, *case.province.find(CONSULTED_FOR_STATE, on).value)


def take_in(case: Case[AwardGiven, Nomination]) -> AwardGiven:
    level = "province" if case.data.form in awards.PROVINCIAL else "state"
    return fill_in(case, level=level)


def record_nomination(case: Case[AwardGiven, Decision]) -> AwardGiven:
    return replace(case.fields, submission=case.data)


def record_verification(case: Case[AwardGiven, Verification]) -> AwardGiven:
    return replace(case.fields, verification=case.data.verification)


def record_council(case: Case[AwardGiven, Council]) -> AwardGiven:
    held = Decision(number=case.data.number, date=case.data.date)
    return replace(case.fields, council=held)


def record_proposal(case: Case[AwardGiven, Decision]) -> AwardGiven:
    return replace(case.fields, proposal=case.data)


def record_decision(case: Case[AwardGiven, Decision]) -> AwardGiven:
    decision = Decision(number=case.data.number, date=case.data.date)
    who = getattr(case.data, "decided_by", "chairman")
    return replace(case.fields, decision=decision, decided_by=who)


def record_ceremony(case: Case[AwardGiven, Ceremony]) -> AwardGiven:
    return replace(case.fields, awarded_on=case.data.awarded_on, place=case.data.place)


def heading(fields: AwardGiven) -> str:
    kind = "Tặng" if fields.form in awards.PROVINCIAL else "Đề nghị tặng"
    who = "người" if fields.nominee_kind == "person" else "tập thể"
    return f"{kind} {awards.FORMS[fields.form]} cho {who} nước ngoài"


COMPLETE = [
    *(nominee_is_foreign, nationality_is_known, states_the_achievement),
    *(achievement_is_recognised, has_worked_here, works_in_order, is_no_repeat),
]

# fmt: off
AWARD_GIVEN = DossierType(
    name="award-given", record="R15", prefix="TKT",
    title="Tặng, đề nghị tặng khen thưởng cho người nước ngoài",
    since=date(2012, 8, 30), law=DECIDING,
    fields=AwardGiven, heading=heading, links=reporting.links, competence=competence,
    states=STATES, final={State.CLOSED, State.REJECTED, State.CANCELLED},
    params=[CONSULTED, CONSULTED_FOR_STATE],
    discloses=Disclosure(
        province=("nominee_kind", "nationalities", "form", "level", "award", "occasion",
                  "programme_item", "proposal", "decision", "decided_by", "awarded_on",
                  "result_report"),
        ministry=("nominee_kind", "nationalities", "form", "level", "decision", "decided_by",
                  "awarded_on")),

    opening=Transition(
        MATTER, "draft", title="lập hồ sơ đề nghị khen thưởng", target=State.DRAFT,
        by={Role.UNIT, Role.OFFICER}, data=Nomination, needs=of_the_same_nominee,
        requires=[is_own, nominee_is_foreign, works_in_order], then=take_in, emits="drafted"),

    transitions=[
        Transition(
            MATTER, "revise", title="sửa hồ sơ", emits="revised",
            source={State.DRAFT, State.RETURNED}, target=State.DRAFT,
            by={Role.UNIT, Role.OFFICER}, data=Nomination, requires=[is_own], then=take_in),
        Transition(
            MATTER, "nominate", title="đề nghị khen thưởng", emits="nominated",
            source={State.DRAFT, State.RETURNED}, target=State.NOMINATED,
            by={Role.UNIT, Role.OFFICER}, data=Decision, needs=of_the_same_nominee,
            requires=[is_own, is_dated_by_today, *COMPLETE], then=record_nomination),
        Transition(
            DECIDING, "return", title="trả bổ sung", emits="returned",
            source={State.NOMINATED, State.VERIFIED, State.CONSULTING}, target=State.RETURNED,
            by=DESK, data=WithReason),
        Transition(
            DECIDING, "verify", title="xác minh thành tích, nhân thân", emits="verified",
            source={State.NOMINATED}, target=State.VERIFIED, by=DESK, data=Verification,
            not_by=WROTE, then=record_verification),
        Transition(
            DECIDING, "consult", title="lấy ý kiến", emits="consulted",
            source={State.VERIFIED}, target=State.CONSULTING, by=LEADERS,
            consults=Consultation(
                law=DECIDING, topic="Việc tặng khen thưởng cho người nước ngoài",
                bodies=asked_bodies)),
        Transition(
            AWARDING, "consider", title="ghi nhận Hội đồng Thi đua - Khen thưởng xét",
            source={State.CONSULTING}, target=State.CONSIDERED, by={*DESK, Role.DIRECTOR},
            data=Council, requires=[all_have_answered, council_agrees, is_dated_by_today],
            then=record_council, emits="considered"),
        Transition(
            DECIDING, "decide", title="quyết định khen thưởng cấp tỉnh", emits="decided",
            source={State.CONSIDERED}, target=State.DECIDED, by={Role.CHAIR}, data=Decision,
            competent={"chairman"}, not_by={*WROTE, "verify", "consider"},
            requires=[is_dated_by_today, is_decided_after_the_council], then=record_decision),
        Transition(
            MATTER, "propose", title="đề nghị khen thưởng cấp Nhà nước", emits="proposed",
            source={State.CONSIDERED}, target=State.PROPOSED, by={Role.CHAIR}, data=Decision,
            competent={"state"}, not_by={*WROTE, "verify", "consider"},
            requires=[is_dated_by_today, is_decided_after_the_council], then=record_proposal),
        Transition(
            AWARDING, "record-decision", title="ghi nhận quyết định khen thưởng cấp Nhà nước",
            source={State.PROPOSED}, target=State.DECIDED, by={Role.OFFICE, Role.DIRECTOR},
            data=StateDecision, competent={"state"}, then=record_decision,
            requires=[is_dated_by_today, is_decided_after_the_council],
            emits="decision-recorded"),
        Transition(
            DECIDING, "reject", title="không khen thưởng", emits="rejected",
            source={State.CONSULTING, State.CONSIDERED, State.PROPOSED}, target=State.REJECTED,
            by={Role.CHAIR, Role.DIRECTOR}, data=WithReason),
        Transition(
            DECIDING, "award", title="trao tặng", emits="awarded",
            source={State.DECIDED}, target=State.AWARDED, by={Role.UNIT, *DESK},
            data=Ceremony, requires=[is_own, is_awarded_after_the_decision],
            then=record_ceremony),
        Transition(
            REPORTS_TO_COMMITTEE, "note-reported", title="ghi nhận báo cáo kết quả",
            source={State.AWARDED}, target=STAYS, by={Role.SYSTEM, *DESK}, data=reporting.Reported,
            then=reporting.note_report, emits="report-noted"),
        Transition(
            DECIDING, "close", title="đóng, lưu hồ sơ", emits="closed",
            source={State.AWARDED}, target=State.CLOSED, by=DESK),
        Transition(
            MATTER, "withdraw", title="rút đề nghị", emits="withdrawn", source=BEFORE_DECISION,
            target=State.CANCELLED, by={Role.UNIT, Role.OFFICER}, data=WithReason,
            requires=[is_own]),
        Transition(
            DECIDING, "revoke", title="hủy quyết định khen thưởng", emits="revoked",
            source={State.DECIDED, State.AWARDED}, target=State.CANCELLED, by={Role.CHAIR},
            data=WithReason, competent={"chairman"}),
    ],

    no_deadline="Điều 4 khoản 4 không đặt số ngày; thời hạn của Luật Thi đua, khen thưởng và "
                "các nghị định chưa kiểm chứng",
    papers=[
        Paper(DECIDING, "to-trinh", title="Tờ trình về việc khen thưởng người nước ngoài",
              makes=letters.submission),
        Paper(DECIDING, "quyet-dinh", title="Quyết định khen thưởng cấp tỉnh",
              makes=letters.decision),
    ],
)
# fmt: on
