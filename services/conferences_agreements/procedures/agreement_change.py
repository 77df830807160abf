"""A change of an agreement in force (70/2020/QH14, Điều 33-34; 64/2021/NĐ-CP, Điều 13-14).

To amend, extend, suspend, resume, terminate or leave an agreement takes the procedure that signed
it, and a notice within fifteen days of taking effect. What districts signed is changed by the
Chairman after the department has consulted (177/2025/NĐ-CP, Điều 3 khoản 4). When only the name of
the Vietnamese party changes after a rearrangement nobody is consulted; for the province this short
way lapses after 28/02/2027 (Điều 5, 6, 10).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import Any

from msgspec.structs import replace

from casework import (
    RECORD,
    After,
    Amount,
    Case,
    Citation,
    Consultation,
    Deadline,
    Disclosure,
    Dossier,
    DossierType,
    Link,
    Lookup,
    Paper,
    Transition,
    Within,
    act_day,
    fill_in,
    rule,
)
from casework.visibility import speaks_for_all
from casework.vocabulary import Decision, WithReason, labels
from conferences_agreements import agreement_rules as rules
from conferences_agreements.agreement_change_forms import KINDS, AgreementChange, ChangeForm, Effect
from conferences_agreements.agreement_forms import Agreement, Asked, Explained, Level
from conferences_agreements.laws import AGREEMENTS, REARRANGED, SUBORDINATE
from conferences_agreements.letters import agreement_change as letters
from conferences_agreements.refusals import is_dated_by_today, is_own
from conferences_agreements.roles import DESK, FILERS, RECORDERS, Role


class State(StrEnum):
    DRAFT = "draft"
    CONSULTING = "consulting"
    PM_ASKED = "pm-asked"
    PRESENTED = "presented"
    DECIDED = "decided"
    EFFECTIVE = "effective"
    NOTIFIED = "notified"
    REJECTED = "rejected"
    CANCELLED = "cancelled"


STATES = labels(
    State, pm_asked="xin ý kiến Thủ tướng Chính phủ", decided="đã quyết định",
    effective="đã có hiệu lực", notified="đã thông báo",
)  # fmt: skip
SHORTCUT_ENDS = date(2027, 2, 28)
SEVEN, FIVE = Amount(7, "working-days"), Amount(5, "working-days")
FIFTEEN = Amount(15, "calendar-days")
WROTE = {"draft", "revise"}


TAKEN_OVER = (
    *("level", "of_council", "country", "party", "partner", "on_defence", "on_security"),
    "on_investment",
)


@rule(RECORD, "Không có thỏa thuận đang có hiệu lực mang mã này", "/agreement")
def agreement_is_in_force(case: Case[AgreementChange, Any]) -> bool:
    return bool(case.found["agreement"])


@rule(AGREEMENTS.art(33), "Chỉ khôi phục thỏa thuận đang tạm đình chỉ, và ngược lại", "/kind")
def kind_fits_the_state(case: Case[AgreementChange, Any]) -> bool:
    wanted = {"suspend": "in-force", "resume": "suspended"}.get(case.fields.kind)
    return wanted is None or all(d.state == wanted for d in case.found["agreement"])


@rule(AGREEMENTS.art(33), "Chưa ghi nội dung sửa đổi, bổ sung", "/content")
def amendment_says_what(case: Case[AgreementChange, Any]) -> bool:
    return case.fields.kind != "amend" or bool(case.fields.content.strip())


@rule(SUBORDINATE.art(11), "Thiếu bản tiếng Việt hoặc bản dịch tiếng Việt", "/has_vietnamese")
def amendment_is_in_vietnamese(case: Case[AgreementChange, Any]) -> bool:
    return case.fields.kind not in ("amend", "extend") or case.fields.has_vietnamese


@rule(AGREEMENTS.art(33), "Gia hạn phải ghi thời hạn mới sau thời hạn cũ", "/new_expiry")
def extension_is_later(case: Case[AgreementChange, Any]) -> bool:
    f = case.fields
    if f.kind != "extend":
        return True
    return f.new_expiry is not None and (f.old_expiry is None or f.new_expiry > f.old_expiry)


@rule(AGREEMENTS.art(34, 2), "Vi phạm nguyên tắc ký kết thì phải chấm dứt hiệu lực", "/kind")
def violation_ends_it(case: Case[AgreementChange, Any]) -> bool:
    return not case.fields.violates_principle or case.fields.kind == "terminate"


@rule(REARRANGED.art(5, 4), "Chưa ghi tên mới, hoặc tên mới không khác tên cũ", "/new_party")
def new_name_is_new(case: Case[AgreementChange, Any]) -> bool:
    f = case.fields
    return f.kind != "rename" or f.new_party.strip() not in ("", f.party)


@rule(
    REARRANGED.art(3, 4),
    "Thỏa thuận của cấp huyện chỉ được sửa đổi, chấm dứt, tạm đình chỉ, đổi tên",
    "/kind",
)
def inherited_is_not_prolonged(case: Case[AgreementChange, Any]) -> bool:
    allowed = ("amend", "suspend", "resume", "terminate", "leave", "rename")
    return case.fields.level is not Level.DISTRICT or case.fields.kind in allowed


@rule(
    REARRANGED.art(5, 4), "Không chỉ thay đổi tên: phải theo trình tự như khi ký", "/only_the_name"
)
def only_the_name_changes(case: Case[AgreementChange, Any]) -> bool:
    f = case.fields
    return f.kind == "rename" and f.only_the_name and not f.content.strip()


@rule(
    REARRANGED.art(10, 2),
    "Sau 28/02/2027 cấp tỉnh không còn được tự đổi tên: phải theo trình tự như khi ký",
    "/kind",
)
def shortcut_is_open(case: Case[AgreementChange, Any]) -> bool:
    return case.fields.level is not Level.PROVINCE or case.today <= SHORTCUT_ENDS


@rule(AGREEMENTS.art(33), "Thay đổi không thể có hiệu lực trước quyết định", "/effective_on")
def takes_effect_after_the_decision(case: Case[AgreementChange, Effect]) -> bool:
    decision = case.fields.decision
    return decision is not None and decision.date <= case.data.effective_on <= case.today


@rule(RECORD, "Thông báo không thể đề ngày trước khi có hiệu lực", "/date")
def is_notified_after_effect(case: Case[AgreementChange, Decision]) -> bool:
    effective = case.fields.effective_on
    return effective is not None and effective <= case.data.date


@rule(REARRANGED.art(3, 4), "Thỏa thuận của cấp huyện có trình tự lấy ý kiến riêng", "/level")
def is_not_of_a_district(case: Case[AgreementChange, Any]) -> bool:
    return case.fields.level is not Level.DISTRICT


@rule(SUBORDINATE.art(8), "Chỉ cơ quan cấp tỉnh của tổ chức tự trình cơ quan quản lý", "/level")
def presenter_is_right(case: Case[AgreementChange, Any]) -> bool:
    is_own_body = case.fields.level is Level.ORGANISATION
    return speaks_for_all(case.actor) or is_own_body


def the_agreement(dossier: Dossier[Any], data: Any) -> Sequence[Lookup]:
    form: ChangeForm = data if isinstance(data, ChangeForm) else dossier.fields
    where = {"code": [form.agreement]}
    states = ["in-force", "suspended"]
    return [Lookup(name="agreement", type="agreement", where=where, states=states)]


def take_in(case: Case[AgreementChange, ChangeForm]) -> AgreementChange:
    """What is proposed, with what it must know of the agreement it changes."""
    found: Dossier[Agreement] = case.found["agreement"][0]
    taken = {n: getattr(found.fields, n) for n in TAKEN_OVER}
    return fill_in(
        case, **taken, agreement_id=found.id, agreement_name=found.fields.name,
        old_expiry=found.fields.expires_on,
    )  # fmt: skip


def record_explanation(case: Case[AgreementChange, Explained]) -> AgreementChange:
    return replace(case.fields, explanation=case.data.explanation or case.fields.explanation)


def record_request(case: Case[AgreementChange, Decision]) -> AgreementChange:
    return replace(case.fields, pm_request=case.data)


def record_consent(case: Case[AgreementChange, Decision]) -> AgreementChange:
    return replace(case.fields, pm_consent=case.data)


def record_decision(case: Case[AgreementChange, Decision]) -> AgreementChange:
    return replace(case.fields, decision=case.data)


def record_effect(case: Case[AgreementChange, Effect]) -> AgreementChange:
    document = Decision(number=case.data.number, date=case.data.date)
    return replace(case.fields, document=document, effective_on=case.data.effective_on)


def record_notice(case: Case[AgreementChange, Decision]) -> AgreementChange:
    return replace(case.fields, notice=case.data)


def heading(fields: AgreementChange) -> str:
    return f"{KINDS[fields.kind]}: {fields.agreement_name or fields.agreement}"


def links(fields: AgreementChange) -> list[Link]:
    if not fields.agreement_id:
        return []
    return [Link("changes", "conferences-agreements", "agreement", fields.agreement_id)]


def notify_within(levels: Sequence[Level], law: Citation, owed_to: str) -> Deadline:
    return Deadline(
        law=law, name=f"notify-{levels[0]}", id="D35", title="thông báo thay đổi", owed_to=owed_to,
        shape=After(amount=FIFTEEN, event=lambda d: d.fields.effective_on, of="có hiệu lực"),
        met_by={"notify"}, applies=lambda d: d.fields.level in levels,
    )  # fmt: skip


ADMISSIBLE = [is_own, agreement_is_in_force, kind_fits_the_state]
CONSISTENT = [
    *(amendment_says_what, amendment_is_in_vietnamese, extension_is_later, violation_ends_it),
    *(new_name_is_new, inherited_is_not_prolonged),
]
SAME_AS_SIGNING = "Thay đổi thỏa thuận quốc tế"

# fmt: off
AGREEMENT_CHANGE = DossierType(
    name="agreement-change", record="R09", prefix="TD",
    title="Sửa đổi, gia hạn, tạm đình chỉ, chấm dứt, rút khỏi thỏa thuận quốc tế",
    since=date(2025, 7, 1), law=AGREEMENTS.art(33),
    fields=AgreementChange, heading=heading, links=links,
    states=STATES, final={State.NOTIFIED, State.REJECTED, State.CANCELLED},
    discloses=Disclosure(
        province=("agreement", "agreement_id", "kind", "level", "country", "new_expiry",
                  "new_party", "decision", "effective_on", "notice"),
        ministry=("agreement", "kind", "level", "country", "new_expiry", "new_party", "decision",
                  "effective_on", "notice")),

    opening=Transition(
        AGREEMENTS.art(33), "draft", title="lập đề xuất thay đổi", target=State.DRAFT, by=FILERS,
        data=ChangeForm, needs=the_agreement, requires=ADMISSIBLE, then=take_in, emits="drafted"),

    transitions=[
        Transition(
            AGREEMENTS.art(33), "revise", title="sửa đề xuất", emits="revised",
            source={State.DRAFT}, target=State.DRAFT, by=FILERS, data=ChangeForm,
            needs=the_agreement, requires=ADMISSIBLE, then=take_in),
        Transition(
            AGREEMENTS.art(33), "consult", title="lấy ý kiến như khi ký", emits="consulted",
            source={State.DRAFT}, target=State.CONSULTING, by={*FILERS, Role.DIRECTOR}, data=Asked,
            requires=[is_own, is_not_of_a_district, *CONSISTENT],
            consults=Consultation(law=AGREEMENTS.art(33), id="D35", topic=SAME_AS_SIGNING,
                                  bodies=rules.whom_to_ask, within=SEVEN)),
        Transition(
            REARRANGED.art(3, 4), "consult-inherited", emits="inherited-consulted",
            title="lấy ý kiến về thỏa thuận của cấp huyện", source={State.DRAFT},
            target=State.CONSULTING, by={Role.DIRECTOR}, data=Asked,
            requires=[rules.is_of(Level.DISTRICT, REARRANGED.art(3, 4)), *CONSISTENT,
                      rules.somebody_is_asked],
            consults=Consultation(law=REARRANGED.art(3, 4), id="D36", topic=SAME_AS_SIGNING,
                                  bodies=lambda case: case.data.bodies, within=SEVEN)),
        Transition(
            AGREEMENTS.art(19, 4), "ask-prime-minister", title="xin ý kiến Thủ tướng Chính phủ",
            source={State.CONSULTING}, target=State.PM_ASKED, by={Role.CHAIR, Role.OFFICE},
            data=Decision, then=record_request, emits="prime-minister-asked",
            requires=[rules.is_of(Level.PROVINCE, AGREEMENTS.art(19, 4)),
                      rules.somebody_disagrees, is_dated_by_today]),
        Transition(
            AGREEMENTS.art(19, 4), "record-pm-consent", title="ghi nhận Thủ tướng đồng ý",
            source={State.PM_ASKED}, target=State.CONSULTING, by=RECORDERS, data=Decision,
            requires=[is_dated_by_today], then=record_consent, emits="prime-minister-consented"),
        Transition(
            AGREEMENTS.art(19, 4), "record-pm-refusal", title="ghi nhận Thủ tướng không đồng ý",
            source={State.PM_ASKED}, target=State.REJECTED, by=RECORDERS, data=WithReason,
            emits="prime-minister-refused"),
        Transition(
            SUBORDINATE.art(12), "present", title="trình người có thẩm quyền quyết định",
            main={State.CONSULTING},
            source={State.CONSULTING}, target=State.PRESENTED, by={Role.DIRECTOR, Role.UNIT},
            data=Explained, requires=[is_own, presenter_is_right, *rules.SETTLED],
            then=record_explanation, emits="presented"),
        Transition(
            AGREEMENTS.art(33), "decide", title="quyết định thay đổi", emits="decided",
            source={State.PRESENTED}, target=State.DECIDED, by={Role.CHAIR, *RECORDERS},
            data=Decision, not_by=WROTE, then=record_decision,
            requires=[rules.decider_is_competent, rules.disagreement_is_settled,
                      is_dated_by_today]),
        Transition(
            REARRANGED.art(5, 4), "rename", title="quyết định chỉ đổi tên bên Việt Nam",
            source={State.DRAFT}, target=State.DECIDED, by={Role.CHAIR, *RECORDERS},
            data=Decision, not_by=WROTE, then=record_decision, emits="renamed",
            requires=[only_the_name_changes, shortcut_is_open, new_name_is_new,
                      rules.decider_is_competent, is_dated_by_today]),
        Transition(
            AGREEMENTS.art(33), "reject", title="không đồng ý thay đổi", emits="rejected",
            source={State.PRESENTED}, target=State.REJECTED, by={Role.CHAIR, *RECORDERS},
            data=WithReason, requires=[rules.decider_is_competent]),
        Transition(
            AGREEMENTS.art(33), "take-effect", title="ghi nhận thay đổi có hiệu lực",
            source={State.DECIDED}, target=State.EFFECTIVE, by={*DESK, Role.UNIT}, data=Effect,
            requires=[is_own, takes_effect_after_the_decision], then=record_effect,
            emits="took-effect"),
        Transition(
            AGREEMENTS.art(33, 3), "notify", title="thông báo thay đổi", emits="notified",
            source={State.EFFECTIVE}, target=State.NOTIFIED, by={*FILERS, *RECORDERS},
            data=Decision, requires=[is_own, is_dated_by_today, is_notified_after_effect],
            then=record_notice),
        Transition(
            AGREEMENTS.art(33), "withdraw", title="rút đề xuất", emits="withdrawn",
            source={State.DRAFT, State.CONSULTING, State.PRESENTED}, target=State.CANCELLED,
            by=FILERS, data=WithReason, requires=[is_own]),
        Transition(
            AGREEMENTS.art(33), "cancel", title="thôi thay đổi", emits="cancelled",
            source={State.DECIDED, State.PM_ASKED}, target=State.CANCELLED,
            by={Role.CHAIR, *RECORDERS}, data=WithReason, requires=[rules.decider_is_competent]),
    ],

    deadlines=[
        Deadline(
            law=AGREEMENTS.art(19, 4), name="pm-opinion", id="D22", owed_to="Ủy ban nhân dân tỉnh",
            title="Thủ tướng Chính phủ cho ý kiến",
            met_by={"record-pm-consent", "record-pm-refusal"},
            shape=After(amount=SEVEN, event=act_day("ask-prime-minister"),
                        of="gửi hồ sơ xin ý kiến")),
        Deadline(
            law=REARRANGED.art(3, 4), name="decide-inherited", id="D36", owed_to="Sở Ngoại vụ",
            title="Chủ tịch UBND tỉnh quyết định đối với thỏa thuận của cấp huyện",
            shape=Within(amount=FIVE, runs_in={State.PRESENTED}), met_by={"decide", "reject"},
            applies=lambda d: d.fields.level is Level.DISTRICT),
        notify_within([Level.PROVINCE], AGREEMENTS.art(33, 3), "Bộ Ngoại giao"),
        notify_within([Level.DEPARTMENT, Level.ORGANISATION, Level.DISTRICT], SUBORDINATE.art(13),
                      "Sở Ngoại vụ"),
        notify_within([Level.COMMUNE], SUBORDINATE.art(14), "Chủ tịch UBND tỉnh; Sở Ngoại vụ"),
    ],

    papers=[
        Paper(AGREEMENTS.art(33), "lay-y-kien", title="Công văn lấy ý kiến về thay đổi",
              makes=letters.consultation),
        Paper(SUBORDINATE.art(12), "to-trinh", title="Tờ trình về thay đổi",
              makes=letters.submission),
        Paper(AGREEMENTS.art(33), "quyet-dinh", title="Quyết định về thay đổi",
              makes=letters.decision),
        Paper(AGREEMENTS.art(33, 3), "thong-bao", title="Thông báo thay đổi (15 ngày)",
              makes=letters.notice),
    ],
)
# fmt: on
