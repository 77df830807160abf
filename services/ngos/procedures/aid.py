"""Aid that is no official development assistance (313/2025/NĐ-CP; numbers of 80/2020/NĐ-CP).

The owner asks, the lead department asks others and appraises, the Chairman approves or the Prime
Minister does; relief to no one place goes to the Fatherland Front, and relief that repairs damage
needs no opinions. Nothing is received or spent before approval.
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
    After,
    Case,
    Consultation,
    Deadline,
    Disclosure,
    Dossier,
    DossierType,
    Link,
    Lookup,
    Paper,
    Transition,
    act_day,
    fill_in,
    opinion,
    rule,
    sensitive,
)
from casework.visibility import speaks_for_all
from casework.vocabulary import Decision, WithReason, labels
from casework.workdays import add_months
from ngos import aid
from ngos.aid import (
    CHAIRMAN,
    FRONT,
    PRIME_MINISTER,
    Adjustment,
    Aid,
    Appraisal,
    Ended,
    ProviderStanding,
    Rejection,
    Relief,
    Request,
)
from ngos.disbursement import PAYABLE
from ngos.eligibility import COMPLETE, ELIGIBLE, FROM_A_LAWFUL_PROVIDER
from ngos.laws import (
    AID,
    AID_IN_FORCE,
    FOREIGN_NGO_DESK,
    HANDLING_BORDER_INCIDENTS,
    OPINIONS_ON_AID,
)
from ngos.letters import aid as letters
from ngos.money import Disbursement
from ngos.refusals import is_dated_by_today, is_own
from ngos.roles import DESK, THE_PROVINCE, Role


class State(StrEnum):
    PROPOSED = "proposed"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    ACCEPTED = "accepted"
    CONSULTING = "consulting"
    APPRAISED = "appraised"
    PRESENTED = "presented"
    AT_PRIME_MINISTER = "at-prime-minister"
    APPROVED = "approved"
    IMPLEMENTING = "implementing"
    COMPLETED = "completed"
    REPORTED = "reported"
    SETTLED = "settled"
    REJECTED = "rejected"
    REVOKED = "revoked"
    HANDED_OVER = "handed-over"
    CANCELLED = "cancelled"


STATES = labels(
    State, proposed="đề xuất tiếp nhận", accepted="hồ sơ hợp lệ", appraised="đã thẩm định",
    at_prime_minister="trình Thủ tướng Chính phủ", implementing="đang thực hiện",
    reported="đã báo cáo kết thúc", settled="đã quyết toán", revoked="thu hồi phê duyệt",
    handed_over="chuyển Mặt trận Tổ quốc Việt Nam",
)  # fmt: skip
BEFORE_APPROVAL = frozenset({
    State.PROPOSED, State.SUBMITTED, State.RETURNED, State.ACCEPTED, State.CONSULTING,
    State.APPRAISED, State.PRESENTED, State.AT_PRIME_MINISTER,
})  # fmt: skip
RUNNING = frozenset({State.APPROVED, State.IMPLEMENTING})
OPEN = BEFORE_APPROVAL | RUNNING | {State.COMPLETED, State.REPORTED}
FINAL = frozenset(State) - OPEN


@rule(AID.art(10), "Còn cơ quan chưa trả lời trong hạn", "/opinions")
def bodies_have_answered(case: Case[Aid, Any]) -> bool:
    return not opinion.pending(case.dossier, case.today)


@rule(
    AID.art(10, 4),
    "Chưa lấy ý kiến: chỉ viện trợ khắc phục hậu quả, không liên quan vấn đề phức tạp, nhạy cảm, "
    "được thẩm định ngay",
    "/relief",
)
def needs_no_opinions(case: Case[Aid, Any]) -> bool:
    is_short = case.fields.relief is Relief.REMEDIAL and not case.fields.matters
    return bool(case.dossier.rounds) or is_short


@rule(AID.art(9, 3, mark="M"), "Đơn vị này không chủ trì thẩm định viện trợ", "/lead")
def is_the_lead(case: Case[Aid, Any]) -> bool:
    leads = case.province.find(aid.LEAD, case.dossier.lodged_on).value
    return speaks_for_all(case.actor) or case.actor.unit in leads


@rule(AID.art(10), "Thẩm định không đề nghị phê duyệt", "/agrees")
def is_recommended(case: Case[Aid, Any]) -> bool:
    return case.fields.agrees is True


@rule(RECORD, "Ngày quyết định không thể sau ngày bắt đầu", "/date")
def is_decided_before_the_start(case: Case[Aid, Decision]) -> bool:
    return case.fields.starts_on is None or case.data.date <= case.fields.starts_on


@rule(AID.art(12), "Điều chỉnh phải nêu nội dung thay đổi có đơn vị tiền tệ", "/grant")
def changes_something(case: Case[Aid, Adjustment]) -> bool:
    told = case.data
    named = told.grant is None or bool(told.grant.currency)
    return named and bool(told.grant or told.ends_on or told.goal)


@rule(AID.art(4, 7), "Chưa hết thời gian phải triển khai", "/decision")
def has_not_started_in_time(case: Case[Aid, Any]) -> bool:
    months, decided = case.number(aid.START_WITHIN), case.fields.decision
    if months is None or decided is None:
        return False
    return case.today > add_months(decided.date, months)


@rule(RECORD, "Ngày kết thúc chưa tới hoặc trước ngày bắt đầu", "/ended_on")
def has_ended(case: Case[Aid, Ended]) -> bool:
    starts = case.fields.starts_on
    return (starts is None or starts <= case.data.ended_on) and case.data.ended_on <= case.today


def the_provider(dossier: Dossier[Any], data: Any) -> Sequence[Lookup]:
    code = data.ngo if isinstance(data, Request) else dossier.fields.ngo
    return [Lookup(name="ngo", type="foreign-ngo", where={"code": [code]})]


def take_in(case: Case[Aid, Request]) -> Aid:
    ngo = next((d.id for d in case.found["ngo"]), "")
    return fill_in(case, ngo_id=ngo)


def record_appraisal(case: Case[Aid, Appraisal]) -> Aid:
    report = Decision(number=case.data.number, date=case.data.date)
    leads = case.province.find(aid.LEAD, case.dossier.lodged_on).value
    return replace(
        case.fields,
        lead=next(iter(leads), ""),
        report=report,
        agrees=case.data.agrees,
        grounds=case.data.grounds,
    )


def record_submission(case: Case[Aid, Decision]) -> Aid:
    return replace(case.fields, submission=case.data)


def record_decision(case: Case[Aid, Decision]) -> Aid:
    decision = Decision(number=case.data.number, date=case.data.date)
    return replace(case.fields, decision=decision, approved_by=aid.competence(case.dossier).who)


def record_notice(case: Case[Aid, Decision]) -> Aid:
    return replace(case.fields, notice=case.data)


def record_disbursement(case: Case[Aid, Disbursement]) -> Aid:
    return replace(case.fields, disbursements=(*case.fields.disbursements, case.data))


def apply_adjustment(case: Case[Aid, Adjustment]) -> Aid:
    f, told = case.fields, case.data
    return replace(
        f,
        adjustments=(*f.adjustments, told),
        ends_on=told.ends_on or f.ends_on,
        grant=told.grant or f.grant,
        goal=told.goal or f.goal,
    )


def record_end(case: Case[Aid, Ended]) -> Aid:
    return replace(case.fields, ended_on=case.data.ended_on)


def record_completion(case: Case[Aid, Decision]) -> Aid:
    return replace(case.fields, completion=case.data)


def record_settlement(case: Case[Aid, Decision]) -> Aid:
    return replace(case.fields, settlement=case.data)


def note_provider(case: Case[Aid, ProviderStanding]) -> Aid:
    return replace(case.fields, provider_standing=case.data.standing)


def decided_on(dossier: Dossier[Any]) -> date | None:
    decided = dossier.fields.decision
    return decided.date if decided else None


def heading(fields: Aid) -> str:
    return f"{aid.MODES[fields.mode].capitalize()}: {fields.title}"


def links(fields: Aid) -> list[Link]:
    found = [("provided-by", "foreign-ngo", fields.ngo_id), ("grew-from", "aid-idea", fields.idea)]
    return [
        *(Link(rel, "ngos", type_, id_) for rel, type_, id_ in found if id_),
        *(Link("touched-by", "reporting", "sensitive-matter", m) for m in fields.matters),
    ]


AS_OWNER = {Role.UNIT, Role.OFFICER}

# fmt: off
AID_DOSSIER = DossierType(
    name="aid", record="R12", prefix="VT",
    title="Khoản viện trợ không hoàn lại không thuộc hỗ trợ phát triển chính thức",
    since=date(2025, 12, 8), law=AID_IN_FORCE.form("thủ tục phê duyệt khoản viện trợ"),
    fields=Aid, heading=heading, links=links, competence=aid.competence, params=aid.PARAMS,
    states=STATES, final=FINAL,
    discloses=Disclosure(
        province=("title", "mode", "forms", "provider_kind", "country", "field", "ngo", "communes",
                  "recipient", "starts_on", "ends_on", "grant", "usd", "vnd", "is_budget_revenue",
                  "relief", "approved_by", "decision", "disbursements", "ended_on", "completion",
                  "provider_standing", "idea"),
        ministry=("title", "mode", "provider_kind", "country", "field", "starts_on", "ends_on",
                  "usd", "vnd", "approved_by", "decision", "ended_on")),

    opening=Transition(
        AID.art(8), "propose", title="đề xuất tiếp nhận viện trợ", target=State.PROPOSED,
        by={*AS_OWNER, Role.SYSTEM}, data=Request, needs=the_provider, then=take_in,
        requires=[is_own, *ELIGIBLE], emits="proposed"),

    transitions=[
        Transition(
            AID.art(8), "revise", title="sửa hồ sơ", emits="revised", by=AS_OWNER, data=Request,
            source={State.PROPOSED, State.RETURNED}, target=State.PROPOSED, needs=the_provider,
            requires=[is_own], then=take_in),
        Transition(
            AID.art(8), "submit", title="gửi hồ sơ", emits="submitted", by=AS_OWNER,
            source={State.PROPOSED, State.RETURNED}, target=State.SUBMITTED, needs=the_provider,
            requires=[is_own, *ELIGIBLE, *FROM_A_LAWFUL_PROVIDER, *COMPLETE]),
        Transition(
            AID.art(10), "return", title="trả bổ sung", emits="returned",
            source={State.SUBMITTED}, target=State.RETURNED, by=DESK, data=WithReason),
        Transition(
            AID.art(10, 6), "accept", title="tiếp nhận hồ sơ hợp lệ", emits="accepted",
            source={State.SUBMITTED}, target=State.ACCEPTED, by=DESK,
            not_by={"propose", "revise", "submit"}),
        Transition(
            AID.art(10), "consult", title="lấy ý kiến cơ quan liên quan", emits="consulted",
            source={State.ACCEPTED}, target=State.CONSULTING, by={*DESK, Role.DIRECTOR},
            consults=Consultation(
                law=AID.art(10), topic="Ý kiến về khoản viện trợ", within=aid.OPINION_WITHIN,
                bodies=lambda case: case.province.find(aid.BODIES, case.dossier.lodged_on).value)),
        Transition(
            AID.art(10, 6), "appraise", title="thẩm định", emits="appraised", data=Appraisal,
            source={State.ACCEPTED, State.CONSULTING}, target=State.APPRAISED,
            by={*DESK, Role.UNIT}, not_by={"propose", "revise", "submit"},
            requires=[is_the_lead, needs_no_opinions, bodies_have_answered, is_dated_by_today],
            then=record_appraisal),
        Transition(
            OPINIONS_ON_AID, "present", title="trình phê duyệt", emits="presented",
            source={State.APPRAISED}, target=State.PRESENTED, by={Role.DIRECTOR},
            not_by={"appraise"}),

        Transition(
            AID.art(7, 2), "approve", title="phê duyệt", emits="approved", by={Role.CHAIR},
            source={State.PRESENTED}, target=State.APPROVED, data=Decision,
            competent={CHAIRMAN}, not_by={"propose", "revise", "submit", "appraise", "present"},
            needs=the_provider, then=record_decision,
            requires=[is_recommended, *FROM_A_LAWFUL_PROVIDER, is_dated_by_today,
                      is_decided_before_the_start]),
        Transition(
            AID.art(7), "reject", title="không phê duyệt", emits="rejected", by={Role.CHAIR},
            source={State.PRESENTED}, target=State.REJECTED, data=Rejection,
            requires=[is_dated_by_today]),
        Transition(
            AID.art(7, 1), "send-to-prime-minister", title="trình Thủ tướng Chính phủ",
            source={State.PRESENTED}, target=State.AT_PRIME_MINISTER, data=Decision,
            by={Role.CHAIR, Role.OFFICE}, competent={PRIME_MINISTER},
            requires=[is_dated_by_today], then=record_submission, emits="sent-to-prime-minister"),
        Transition(
            AID.art(7, 1), "record-approval", title="ghi nhận Thủ tướng phê duyệt",
            source={State.AT_PRIME_MINISTER}, target=State.APPROVED, by=THE_PROVINCE,
            data=Decision, needs=the_provider, then=record_decision,
            requires=[*FROM_A_LAWFUL_PROVIDER, is_dated_by_today, is_decided_before_the_start],
            emits="prime-minister-approved"),
        Transition(
            AID.art(7, 1), "record-refusal", title="ghi nhận Thủ tướng không phê duyệt",
            source={State.AT_PRIME_MINISTER}, target=State.REJECTED, by=THE_PROVINCE,
            data=Rejection, requires=[is_dated_by_today], emits="prime-minister-rejected"),
        Transition(
            AID.art(7, 4), "hand-over", title="chuyển Mặt trận Tổ quốc Việt Nam tiếp nhận",
            source={State.ACCEPTED, State.APPRAISED, State.PRESENTED}, target=State.HANDED_OVER,
            by={Role.DIRECTOR, Role.CHAIR, Role.OFFICE}, competent={FRONT}, emits="handed-over"),

        Transition(
            AID.art(11, 2), "notify-decision", title="thông báo quyết định", emits="notified",
            source=RUNNING, target=STAYS, by=THE_PROVINCE, data=Decision, then=record_notice,
            requires=[is_dated_by_today]),
        Transition(
            AID.art(14), "start", title="bắt đầu thực hiện", emits="started", by=AS_OWNER,
            source={State.APPROVED}, target=State.IMPLEMENTING, needs=the_provider,
            requires=[is_own, *FROM_A_LAWFUL_PROVIDER]),
        Transition(
            AID.art(4), "disburse", title="ghi nhận tiếp nhận, chi", emits="disbursed",
            source=OPEN, target=STAYS, by=AS_OWNER, data=Disbursement, then=record_disbursement,
            requires=[is_own, *PAYABLE]),
        Transition(
            AID.art(12), "adjust", title="điều chỉnh", emits="adjusted", source=RUNNING,
            target=STAYS, by={Role.CHAIR, Role.OFFICE}, data=Adjustment, then=apply_adjustment,
            requires=[is_dated_by_today, changes_something]),
        Transition(
            AID.art(14, 4), "complete", title="kết thúc thực hiện", emits="completed",
            source={State.IMPLEMENTING}, target=State.COMPLETED, by=AS_OWNER, data=Ended,
            requires=[is_own, has_ended], then=record_end),
        Transition(
            AID.art(14, 4), "report-completion", title="báo cáo kết thúc", emits="reported",
            source={State.COMPLETED}, target=State.REPORTED, by=AS_OWNER, data=Decision,
            requires=[is_own, is_dated_by_today], then=record_completion),
        Transition(
            AID.art(14), "settle", title="quyết toán", emits="settled", by={*DESK, Role.OFFICE},
            source={State.REPORTED}, target=State.SETTLED, data=Decision,
            requires=[is_dated_by_today], then=record_settlement),
        Transition(
            AID.art(4, 7), "revoke", title="thu hồi văn bản phê duyệt", emits="revoked",
            source={State.APPROVED}, target=State.REVOKED, by={Role.CHAIR}, data=Rejection,
            requires=[is_dated_by_today, has_not_started_in_time]),
        Transition(
            AID.art(8), "withdraw", title="rút hồ sơ", emits="withdrawn", by=AS_OWNER,
            source=BEFORE_APPROVAL, target=State.CANCELLED, data=WithReason, requires=[is_own]),

        Transition(
            FOREIGN_NGO_DESK, "note-provider", emits="provider-noted",
            title="ghi nhận tư cách của tổ chức cung cấp", source=OPEN, target=STAYS,
            by={Role.SYSTEM, *DESK}, data=ProviderStanding, then=note_provider),
        *sensitive.steps(HANDLING_BORDER_INCIDENTS, OPEN),
    ],

    deadlines=[
        Deadline(
            law=AID.art(10, 6), name="appraise", id="D50", title="thẩm định khoản viện trợ",
            shape=After(amount=aid.APPRAISED_WITHIN, event=act_day("accept"),
                        of="ngày nhận hồ sơ hợp lệ"),
            met_by={"appraise", "hand-over"}),
        Deadline(
            law=AID.art(11, 2), name="notify-decision", id="D51", title="thông báo quyết định",
            owed_to="bên cung cấp viện trợ, Bộ Tài chính",
            shape=After(amount=aid.NOTIFIED_WITHIN, event=decided_on, of="ngày quyết định"),
            met_by={"notify-decision"}),
        Deadline(
            law=AID.art(13, 9), name="report-completion", id="D54", title="báo cáo kết thúc",
            owed_to="cơ quan chủ quản",
            shape=After(amount=aid.COMPLETION_WITHIN, event=lambda d: d.fields.ended_on,
                        of="ngày kết thúc"),
            met_by={"report-completion"}),
        Deadline(
            law=AID.art(4, 7), name="start", id="D55",
            title="triển khai, nếu không có thể bị thu hồi văn bản phê duyệt",
            shape=After(amount=aid.START_WITHIN, event=decided_on, of="ngày phê duyệt"),
            met_by={"start", "revoke"}),
    ],
    papers=[
        Paper(AID.art(7, 2), "quyet-dinh", title="Quyết định phê duyệt khoản viện trợ",
              makes=letters.decision),
        Paper(AID.art(11, 2), "thong-bao", title="Công văn thông báo quyết định",
              makes=letters.notice),
        Paper(AID.art(10), "lay-y-kien", title="Công văn lấy ý kiến", makes=letters.asking),
    ],
)
# fmt: on
