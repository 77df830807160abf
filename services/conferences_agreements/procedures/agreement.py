"""An international agreement (70/2020/QH14; 64/2021/NĐ-CP amended by 177/2025/NĐ-CP).

Four levels sign: the province asks the Ministry and the bodies concerned, and the Prime Minister
when one of them disagrees; a department consults first and the Chairman decides; a border commune
asks the department, or the department asks others for it; a provincial body of an organisation is
decided by the body that manages it. What districts signed before 1/7/2025 is only registered.
Once in force an agreement keeps its yearly lines; a change of it is a dossier of its own. The
yearly plans and reports to the Ministry (D38, D39) stand in the calendar of the reporting service.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import Any

from msgspec.structs import replace

from casework import (
    STAYS,
    After,
    Amount,
    Case,
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
    sensitive,
)
from casework.vocabulary import Decision, WithReason, labels
from conferences_agreements import agreement_forms as forms
from conferences_agreements import agreement_rules as rules
from conferences_agreements import implementation
from conferences_agreements.agreement_forms import Agreement, AgreementForm, Explained, Level
from conferences_agreements.agreement_levels import consult, decide_within, report_within
from conferences_agreements.laws import (
    AGREEMENTS,
    OPINIONS_ON_AGREEMENTS,
    REARRANGED,
    SENSITIVE_MATTERS,
    SUBORDINATE,
)
from conferences_agreements.letters import agreement as letters
from conferences_agreements.refusals import is_dated_by_today, is_own
from conferences_agreements.roles import DESK, FILERS, RECORDERS, Role


class State(StrEnum):
    DRAFT = "draft"
    ASKED = "asked"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    ACCEPTED = "accepted"
    CONSULTING = "consulting"
    PM_ASKED = "pm-asked"
    PRESENTED = "presented"
    DECIDED = "decided"
    REFUSED = "refused"
    SIGNED = "signed"
    REPORTED = "reported"
    IN_FORCE = "in-force"
    SUSPENDED = "suspended"
    TERMINATED = "terminated"
    LEFT = "withdrawn"
    EXPIRED = "expired"
    REPLACED = "replaced"
    CANCELLED = "cancelled"


STATES = labels(
    State, asked="xã hỏi ý kiến Sở Ngoại vụ", pm_asked="xin ý kiến Thủ tướng Chính phủ",
    decided="đã quyết định ký", refused="không đồng ý ký", signed="đã ký", in_force="có hiệu lực",
    suspended="tạm đình chỉ hiệu lực", terminated="chấm dứt hiệu lực", withdrawn="đã rút khỏi",
    expired="hết hiệu lực", replaced="đã được thay thế",
)  # fmt: skip
FINAL = frozenset(
    {*(State.REFUSED, State.TERMINATED, State.LEFT, State.EXPIRED, State.REPLACED),
     State.CANCELLED}
)  # fmt: skip
OPEN = frozenset(State) - FINAL
BEFORE_DECISION = frozenset(
    {*(State.DRAFT, State.ASKED, State.SUBMITTED, State.RETURNED, State.ACCEPTED),
     State.CONSULTING, State.PRESENTED}
)  # fmt: skip
WROTE = {"draft", "revise", "submit", "accept"}
SEVEN, FIVE, THREE = (Amount(n, "working-days") for n in (7, 5, 3))


def department_gave_none(dossier: Dossier[Any]) -> bool:
    is_commune = dossier.fields.level is Level.COMMUNE
    return is_commune and rules.department_answered_at(dossier) is None


def the_successor(dossier: Dossier[Any], data: forms.Replaced) -> Sequence[Lookup]:
    where = {"code": [data.successor]}
    return [Lookup(name="successor", type="agreement", where=where, states=[State.IN_FORCE])]


def record_explanation(case: Case[Agreement, Explained]) -> Agreement:
    return replace(case.fields, explanation=case.data.explanation or case.fields.explanation)


def record_request(case: Case[Agreement, Decision]) -> Agreement:
    return replace(case.fields, pm_request=case.data)


def record_consent(case: Case[Agreement, Decision]) -> Agreement:
    return replace(case.fields, pm_consent=case.data)


def record_decision(case: Case[Agreement, Decision]) -> Agreement:
    return replace(case.fields, decision=case.data)


def record_signing(case: Case[Agreement, Any]) -> Agreement:
    given = {n: getattr(case.data, n) for n in forms.Signed.__struct_fields__}
    return replace(case.fields, **given)


def record_inherited(case: Case[Agreement, forms.Registered]) -> Agreement:
    signed = replace(record_signing(case), is_inherited=True, decision=case.data.decision)
    return replace(signed, years=implementation.opened(signed.years, case.today.year))


def record_report(case: Case[Agreement, Decision]) -> Agreement:
    return replace(case.fields, report=case.data)


def record_publication(case: Case[Agreement, forms.Published]) -> Agreement:
    return replace(case.fields, published_at=case.data.at)


def record_renewal(case: Case[Agreement, forms.Renewal]) -> Agreement:
    return replace(case.fields, expires_on=case.data.expires_on)


def record_successor(case: Case[Agreement, forms.Replaced]) -> Agreement:
    return replace(case.fields, successor=case.data.successor)


def take_change(case: Case[Agreement, forms.Applied]) -> Agreement:
    told, f = case.data, case.fields
    return replace(
        f, changes=(*f.changes, told), party=told.party or f.party,
        expires_on=told.expires_on or f.expires_on,
    )  # fmt: skip


def links(fields: Agreement) -> list[Link]:
    own = "conferences-agreements"
    changed = [Link("changed-by", own, "agreement-change", c.change) for c in fields.changes]
    return changed + [
        Link("touched-by", "reporting", "sensitive-matter", m) for m in fields.matters
    ]


# fmt: off
AGREEMENT = DossierType(
    name="agreement", record="R09", prefix="TT", title="Thỏa thuận quốc tế",
    since=date(2025, 7, 1), law=AGREEMENTS.art(18),
    fields=Agreement, heading=lambda fields: fields.name, links=links,
    states=STATES, final=FINAL, params=[rules.BORDER_COMMUNES],
    at_rest={State.IN_FORCE, State.SUSPENDED},
    discloses=Disclosure(
        province=("name", "name_type", "level", "party", "of_council", "commune", "partner",
                  "partner_kind", "country", "areas", "decision", "signed_on", "effective_on",
                  "expires_on", "renews", "report", "is_public", "published_at", "years", "changes",
                  "replaces", "successor", "is_inherited", "programme_item"),
        ministry=("name", "name_type", "level", "party", "of_council", "partner", "partner_kind",
                  "country", "areas", "decision", "signed_on", "effective_on", "expires_on",
                  "report", "is_public", "published_at", "years", "changes", "is_inherited")),

    opening=Transition(
        SUBORDINATE.art(11), "draft", title="lập đề xuất ký kết", emits="drafted",
        target=State.DRAFT, by=FILERS, data=AgreementForm, requires=rules.ADMISSIBLE),

    transitions=[
        Transition(
            SUBORDINATE.art(11), "revise", title="sửa đề xuất, dự thảo", emits="revised",
            main={State.RETURNED},
            source={State.DRAFT, State.RETURNED}, target=State.DRAFT, by=FILERS,
            data=AgreementForm, requires=[is_own], then=fill_in),
        consult("ask-department", Level.COMMUNE, "D28", SUBORDINATE.art(7, 2), SEVEN,
                {State.DRAFT}, FILERS, State.ASKED, also=[rules.asks_the_department_alone]),
        consult("consult-own", Level.DEPARTMENT, "D25", SUBORDINATE.art(5, 2), SEVEN,
                {State.DRAFT, State.RETURNED}, FILERS, also=rules.COMPLETE),
        consult("consult-organisation", Level.ORGANISATION, "D34", SUBORDINATE.art(8), SEVEN,
                {State.DRAFT, State.RETURNED}, FILERS, also=rules.COMPLETE),
        Transition(
            SUBORDINATE.art(12), "submit", title="gửi hồ sơ tới Sở Ngoại vụ", emits="submitted",
            source={State.DRAFT, State.RETURNED, State.ASKED, State.CONSULTING},
            target=State.SUBMITTED, by=FILERS, data=Explained, then=record_explanation,
            requires=[*rules.COMPLETE, rules.is_filed_here, rules.department_has_consulted,
                      rules.opinions_are_in, rules.differences_are_explained]),
        Transition(
            OPINIONS_ON_AGREEMENTS, "return", title="trả bổ sung", emits="returned",
            source={State.SUBMITTED}, target=State.RETURNED, by=DESK, data=WithReason),
        Transition(
            OPINIONS_ON_AGREEMENTS, "accept", title="tiếp nhận hồ sơ đầy đủ", emits="accepted",
            source={State.SUBMITTED}, target=State.ACCEPTED, by=DESK),
        consult("consult", Level.PROVINCE, "D21", AGREEMENTS.art(19, 2), SEVEN,
                {State.ACCEPTED, State.CONSULTING}, {Role.DIRECTOR}),
        consult("consult-short", Level.PROVINCE, "D24", AGREEMENTS.art(39, 2), THREE,
                {State.ACCEPTED}, {Role.DIRECTOR},
                also=[rules.short_path_is_proved, rules.short_path_is_calm]),
        consult("consult-commune", Level.COMMUNE, "D31", SUBORDINATE.art(7, 5), SEVEN,
                {State.ACCEPTED}, {Role.DIRECTOR}),
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
            source={State.PM_ASKED}, target=State.REFUSED, by=RECORDERS, data=WithReason,
            emits="prime-minister-refused"),
        Transition(
            SUBORDINATE.art(12), "present", title="trình người có thẩm quyền quyết định",
            main={State.CONSULTING},
            source={State.ACCEPTED, State.CONSULTING}, target=State.PRESENTED, by={Role.DIRECTOR},
            data=Explained, then=record_explanation, emits="presented",
            requires=[rules.is_filed_here, rules.was_accepted, rules.province_has_consulted,
                      rules.commune_was_considered, *rules.SETTLED]),
        Transition(
            SUBORDINATE.art(8), "present-own", title="trình cơ quan quản lý của tổ chức",
            source={State.CONSULTING}, target=State.PRESENTED, by=FILERS, data=Explained,
            requires=[rules.is_of(Level.ORGANISATION, SUBORDINATE.art(8)), is_own, *rules.SETTLED],
            then=record_explanation, emits="presented-own"),
        Transition(
            AGREEMENTS.art(18), "decide", title="quyết định ký", emits="decided",
            source={State.PRESENTED}, target=State.DECIDED, by={Role.CHAIR, *RECORDERS},
            data=Decision, not_by=WROTE, then=record_decision,
            requires=[rules.decider_is_competent, rules.disagreement_is_settled,
                      rules.decision_says_who_does_what, is_dated_by_today]),
        Transition(
            AGREEMENTS.art(18), "refuse", title="không đồng ý ký", emits="refused",
            source={State.PRESENTED}, target=State.REFUSED, by={Role.CHAIR, *RECORDERS},
            data=WithReason, requires=[rules.decider_is_competent]),
        Transition(
            AGREEMENTS.art(18), "sign", title="ghi nhận đã ký", emits="signed",
            source={State.DECIDED}, target=State.SIGNED, by={*FILERS, Role.CLERK},
            data=forms.Signed, then=record_signing,
            requires=[is_own, rules.is_signed_after_the_decision, rules.is_signed_by_today,
                      rules.term_ends_after_it_begins, rules.disagreement_is_settled]),
        Transition(
            AGREEMENTS.art(19, 5), "report", title="báo cáo sau khi ký", emits="reported",
            source={State.SIGNED}, target=State.REPORTED, by={*FILERS, *RECORDERS}, data=Decision,
            requires=[is_own, is_dated_by_today, rules.is_reported_after_signing],
            then=record_report),
        Transition(
            SUBORDINATE.art(3, 1, "d"), "enter-into-force", title="ghi nhận có hiệu lực",
            source={State.REPORTED}, target=State.IN_FORCE, by={*DESK, Role.SYSTEM},
            requires=[rules.has_taken_effect], then=implementation.open_the_year, emits="in-force"),
        Transition(
            REARRANGED.art(3, 4), "register", title="ghi sổ thỏa thuận đã ký, kế thừa",
            source={State.DRAFT}, target=State.IN_FORCE, by={*DESK, Role.DIRECTOR},
            data=forms.Registered, not_by={"draft", "revise"}, then=record_inherited,
            requires=[*rules.ADMISSIBLE, rules.was_signed_when_said, rules.is_signed_by_today,
                      rules.registered_was_decided, rules.term_ends_after_it_begins],
            emits="registered"),
        Transition(
            SUBORDINATE.art(17), "publish", title="công bố", emits="published", target=STAYS,
            source={State.SIGNED, State.REPORTED, State.IN_FORCE}, by=RECORDERS,
            data=forms.Published, then=record_publication,
            requires=[rules.is_to_be_published, rules.publication_is_calm]),
        Transition(
            AGREEMENTS.art(46, 1), "plan-year", title="ghi kế hoạch thực hiện năm", target=STAYS,
            source={State.IN_FORCE}, by=FILERS, data=implementation.Plan, emits="year-planned",
            requires=[is_own, implementation.is_a_year_of_the_term],
            then=implementation.plan_year),
        Transition(
            AGREEMENTS.art(46, 3), "record-progress", title="ghi tình hình thực hiện năm",
            source={State.IN_FORCE, State.SUSPENDED}, target=STAYS, by=FILERS,
            data=implementation.Progress, emits="progress-recorded",
            requires=[is_own, implementation.the_year_is_planned,
                      implementation.the_year_has_begun],
            then=implementation.record_progress),
        Transition(
            SUBORDINATE.art(3, 1, "d"), "note-renewal", title="ghi nhận tự động gia hạn",
            source={State.IN_FORCE}, target=STAYS, by=DESK, data=forms.Renewal,
            requires=[rules.renews_itself, rules.renewal_is_later], then=record_renewal,
            emits="renewed"),
        Transition(
            SUBORDINATE.art(3, 1, "d"), "expire", title="ghi nhận hết hiệu lực", emits="expired",
            source={State.IN_FORCE, State.SUSPENDED}, target=State.EXPIRED,
            by={*DESK, Role.SYSTEM}, requires=[rules.has_expired]),
        Transition(
            AGREEMENTS.art(34), "replace", title="ghi nhận được thay thế", emits="replaced",
            source={State.IN_FORCE}, target=State.REPLACED, by=DESK, data=forms.Replaced,
            needs=the_successor, requires=[rules.successor_is_in_force], then=record_successor),
        *(Transition(
            law, name, title=title, source=source, target=target, by={Role.SYSTEM},
            data=forms.Applied, then=take_change, emits=emits)
          for law, name, title, source, target, emits in (
            (AGREEMENTS.art(33), "amend", "áp dụng sửa đổi, gia hạn, đổi tên bên ký",
             {State.IN_FORCE, State.SUSPENDED}, STAYS, "amended"),
            (AGREEMENTS.art(34), "suspend", "tạm đình chỉ hiệu lực",
             {State.IN_FORCE}, State.SUSPENDED, "suspended"),
            (AGREEMENTS.art(34), "resume", "có hiệu lực trở lại",
             {State.SUSPENDED}, State.IN_FORCE, "resumed"),
            (AGREEMENTS.art(34), "terminate", "chấm dứt hiệu lực",
             {State.IN_FORCE, State.SUSPENDED}, State.TERMINATED, "terminated"),
            (AGREEMENTS.art(34), "leave", "rút khỏi thỏa thuận",
             {State.IN_FORCE, State.SUSPENDED}, State.LEFT, "withdrawn-from"))),
        Transition(
            SUBORDINATE.art(11), "withdraw", title="rút đề xuất", emits="withdrawn",
            source=BEFORE_DECISION, target=State.CANCELLED, by=FILERS, data=WithReason,
            requires=[is_own]),
        Transition(
            AGREEMENTS.art(18), "cancel", title="thôi ký", emits="cancelled",
            source={State.DECIDED, State.PM_ASKED}, target=State.CANCELLED,
            by={Role.CHAIR, *RECORDERS}, data=WithReason, requires=[rules.decider_is_competent]),
        *sensitive.steps(SENSITIVE_MATTERS, OPEN),
    ],

    deadlines=[
        Deadline(
            law=AGREEMENTS.art(19, 4), name="pm-opinion", id="D22", owed_to="Ủy ban nhân dân tỉnh",
            title="Thủ tướng Chính phủ cho ý kiến", met_by={"record-pm-consent",
                                                            "record-pm-refusal"},
            shape=After(amount=SEVEN, event=act_day("ask-prime-minister"),
                        of="gửi hồ sơ xin ý kiến")),
        Deadline(
            law=SUBORDINATE.art(7, 3), name="explain", id="D29", owed_to="Sở Ngoại vụ",
            title="xã giải trình, gửi đề xuất tới Sở Ngoại vụ", met_by={"submit"},
            shape=After(amount=FIVE, event=rules.department_answered_at,
                        of="nhận ý kiến của Sở Ngoại vụ")),
        Deadline(
            law=SUBORDINATE.art(7, 4), name="consult-for-commune", id="D30",
            title="Sở Ngoại vụ lấy ý kiến các cơ quan", met_by={"consult-commune"},
            shape=After(amount=THREE, event=act_day("accept"), of="nhận đủ hồ sơ"),
            applies=department_gave_none),
        decide_within(Level.DEPARTMENT, "D26", SUBORDINATE.art(5, 4), "sở trình ký"),
        decide_within(Level.COMMUNE, "D32", SUBORDINATE.art(7, 6), "UBND xã"),
        decide_within(Level.ORGANISATION, "D34", SUBORDINATE.art(8), "cơ quan cấp tỉnh"),
        report_within(Level.PROVINCE, "D23", AGREEMENTS.art(19, 5), "Thủ tướng; Bộ Ngoại giao"),
        report_within(Level.DEPARTMENT, "D27", SUBORDINATE.art(5, 6), "Chủ tịch; Sở Ngoại vụ"),
        report_within(Level.COMMUNE, "D33", SUBORDINATE.art(7, 8), "Chủ tịch; Sở Ngoại vụ"),
        report_within(Level.ORGANISATION, "D34", SUBORDINATE.art(8), "nơi quản lý; Sở Ngoại vụ"),
    ],

    papers=[
        Paper(SUBORDINATE.art(11), "de-xuat", title="Văn bản đề xuất ký kết",
              makes=letters.proposal),
        Paper(AGREEMENTS.art(19, 2), "lay-y-kien", title="Công văn lấy ý kiến",
              makes=letters.consultation),
        Paper(SUBORDINATE.art(12), "to-trinh", title="Tờ trình về việc ký kết",
              makes=letters.submission),
        Paper(SUBORDINATE.art(10), "quyet-dinh", title="Quyết định về việc ký kết",
              makes=letters.decision),
        Paper(AGREEMENTS.art(19, 5), "bao-cao", title="Báo cáo sau khi ký (15 ngày)",
              makes=letters.report),
    ],
)
# fmt: on
