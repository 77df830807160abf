"""Consent to host an international conference (06/2020/QĐ-TTg, Điều 6).

Whoever wants to bid for a conference says why, on what, for whom and at whose cost, before it
commits itself; the authority that would permit the conference agrees or refuses. The consent is
named in the application for the permit (Điều 4 khoản 1).
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated, Any

from msgspec import Meta
from msgspec.structs import replace

from casework import (
    Case,
    Consultation,
    Disclosure,
    DossierType,
    Paper,
    Param,
    Transition,
    fill_in,
    rule,
)
from casework.vocabulary import Decision, WithReason, labels
from conferences_agreements import conference_grounds as grounds
from conferences_agreements import conference_rules as rules
from conferences_agreements.conference_forms import Asked, Authority, Classify, OrganiserKind, Plan
from conferences_agreements.laws import (
    APPRAISING_CONFERENCES,
    CONFERENCES,
    OPINIONS_ON_CONFERENCES,
)
from conferences_agreements.letters import conference_hosting as letters
from conferences_agreements.refusals import is_dated_by_today, is_own
from conferences_agreements.roles import DESK, FILERS, RECORDERS, Role


class State(StrEnum):
    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    CLASSIFIED = "classified"
    CONSULTING = "consulting"
    PRESENTED = "presented"
    AGREED = "agreed"
    REFUSED = "refused"
    CANCELLED = "cancelled"


STATES = labels(
    State, classified="đã xác định thẩm quyền", presented="trình Thủ tướng Chính phủ",
    agreed="đã đồng ý chủ trương đăng cai", refused="không đồng ý đăng cai",
)  # fmt: skip
PRIME_MINISTER, OTHER = str(Authority.PRIME_MINISTER), str(Authority.OTHER)
THE_CHAIRMAN_S = {str(Authority.CHAIRMAN), str(Authority.DECENTRALISED)}
MINISTRIES = ("Bộ Ngoại giao", "Bộ Công an")
WROTE = {"draft", "revise", "submit", "classify"}


class HostingForm(Plan, frozen=True, kw_only=True):
    """Hồ sơ xin chủ trương đăng cai (06/2020/QĐ-TTg, Điều 6 khoản 2)."""

    reason: Annotated[str, Meta(max_length=20_000, title="Lý do đăng cai")] = ""
    purpose: Annotated[str, Meta(max_length=20_000, title="Mục đích")] = ""
    awarded_by: Annotated[str, Meta(max_length=300, title="Tổ chức quyết định nơi đăng cai")] = ""
    request: Annotated[Decision | None, Meta(title="Công văn xin chủ trương")] = None


class Hosting(HostingForm, frozen=True, kw_only=True):
    """Chủ trương đăng cai tổ chức hội nghị, hội thảo quốc tế."""

    classified: Annotated[Authority | None, Meta(title="Thẩm quyền đồng ý")] = None
    submission: Annotated[Decision | None, Meta(title="Tờ trình Thủ tướng")] = None
    consent: Annotated[Decision | None, Meta(title="Văn bản đồng ý đăng cai")] = None


OPINION_WITHIN = Param(
    name="conference-hosting.opinion-within",
    title="Cơ quan được hỏi trả lời về chủ trương đăng cai",
    law=CONFERENCES.art(6),
    default=None,
    unit="calendar-days",
    least=1,
    most=60,
)


@rule(CONFERENCES.art(6, 2), "Chưa nêu lý do đăng cai", "/reason")
def says_why(case: Case[Hosting, Any]) -> bool:
    return bool(case.fields.reason.strip())


@rule(CONFERENCES.art(6, 2), "Chưa nêu mục đích đăng cai", "/purpose")
def says_what_for(case: Case[Hosting, Any]) -> bool:
    return bool(case.fields.purpose.strip())


@rule(CONFERENCES.art(6, 2), "Chưa nêu chủ đề, nội dung", "/content")
def says_on_what(case: Case[Hosting, Any]) -> bool:
    return bool(case.fields.content.strip())


@rule(CONFERENCES.art(6, 2), "Chưa nêu dự kiến thành phần tham dự", "/foreign")
def says_for_whom(case: Case[Hosting, Any]) -> bool:
    return bool(case.fields.foreign) and case.fields.vietnamese_participants >= 1


@rule(CONFERENCES.art(6, 2), "Chưa nêu dự kiến kinh phí và nguồn", "/funding")
def says_at_whose_cost(case: Case[Hosting, Any]) -> bool:
    return bool(case.fields.funding)


@rule(CONFERENCES.art(6, 2), "Chưa có công văn xin chủ trương đăng cai", "/request")
def has_a_request(case: Case[Hosting, Any]) -> bool:
    return case.fields.request is not None


@rule(
    CONFERENCES.art(1, 2, "b"),
    "Mặt trận Tổ quốc và năm đoàn thể thực hiện theo quy định của Đảng",
    "/organiser_kind",
)
def is_not_of_a_mass_organisation(case: Case[Hosting, Any]) -> bool:
    return case.fields.organiser_kind is not OrganiserKind.MASS


@rule(
    OPINIONS_ON_CONFERENCES,
    "Chủ trương đăng cai này do người có thẩm quyền khác quyết định",
    "/organiser_kind",
)
def is_of_the_province(case: Case[Hosting, Any]) -> bool:
    return not grounds.is_elsewhere(case.fields)


def whom_to_ask(case: Case[Hosting, Asked]) -> tuple[str, ...]:
    goes_up = case.fields.classified is Authority.PRIME_MINISTER
    return (*(MINISTRIES if goes_up else ()), *case.data.bodies)


def set_class(case: Case[Hosting, Classify]) -> Hosting:
    return replace(case.fields, classified=case.data.authority)


def record_submission(case: Case[Hosting, Decision]) -> Hosting:
    return replace(case.fields, submission=case.data)


def record_consent(case: Case[Hosting, Decision]) -> Hosting:
    return replace(case.fields, consent=case.data)


COMPLETE = [
    *(is_own, is_of_the_province, says_why, says_what_for, says_on_what, says_for_whom),
    *(says_at_whose_cost, has_a_request, rules.comes_from_a_country),
    *(rules.ends_after_it_starts, rules.is_ahead),
]

# fmt: off
CONFERENCE_HOSTING = DossierType(
    name="conference-hosting", record="R08", prefix="DC",
    title="Chủ trương đăng cai hội nghị, hội thảo quốc tế",
    since=date(2020, 4, 15), law=CONFERENCES.art(6),
    fields=Hosting, heading=lambda fields: f"Đăng cai: {fields.name}",
    states=STATES, final={State.AGREED, State.REFUSED, State.CANCELLED},
    competence=lambda d: grounds.authority(d.fields, d.fields.classified),
    params=[grounds.DECENTRALISED_GROUNDS],
    discloses=Disclosure(
        province=("name", "organiser", "organiser_kind", "topics", "starts_on", "ends_on",
                  "vietnamese_participants", "foreign", "foreign_sponsor", "programme_item",
                  "classified", "consent"),
        ministry=("name", "organiser", "organiser_kind", "topics", "starts_on", "ends_on",
                  "vietnamese_participants", "foreign", "foreign_sponsor", "classified",
                  "consent")),

    opening=Transition(
        CONFERENCES.art(6, 2), "draft", title="lập hồ sơ xin chủ trương đăng cai", emits="drafted",
        target=State.DRAFT, by=FILERS, data=HostingForm,
        requires=[is_own, is_not_of_a_mass_organisation, rules.ends_after_it_starts]),

    transitions=[
        Transition(
            CONFERENCES.art(6, 2), "revise", title="sửa, bổ sung hồ sơ", emits="revised",
            source={State.DRAFT, State.RETURNED}, target=State.DRAFT, by=FILERS,
            data=HostingForm, requires=[is_own], then=fill_in),
        Transition(
            CONFERENCES.art(6, 2), "submit", title="gửi hồ sơ", emits="submitted",
            source={State.DRAFT, State.RETURNED}, target=State.SUBMITTED, by=FILERS,
            requires=COMPLETE),
        Transition(
            APPRAISING_CONFERENCES, "return", title="trả bổ sung", emits="returned",
            source={State.SUBMITTED}, target=State.RETURNED, by=DESK, data=WithReason),
        Transition(
            CONFERENCES.art(3), "classify", title="xác định thẩm quyền", emits="classified",
            source={State.SUBMITTED, State.CLASSIFIED}, target=State.CLASSIFIED, by=DESK,
            data=Classify, requires=rules.RIGHT_CLASS, then=set_class),
        Transition(
            CONFERENCES.art(6), "consult", title="lấy ý kiến các cơ quan", emits="consulted",
            source={State.CLASSIFIED}, target=State.CONSULTING, by={Role.DIRECTOR, Role.OFFICE},
            data=Asked, consults=Consultation(
                law=CONFERENCES.art(6), topic="Chủ trương đăng cai hội nghị, hội thảo quốc tế",
                bodies=whom_to_ask, within=OPINION_WITHIN)),
        Transition(
            CONFERENCES.art(6), "present", title="trình Thủ tướng Chính phủ", emits="presented",
            source={State.CONSULTING}, target=State.PRESENTED, by={Role.CHAIR, Role.OFFICE},
            data=Decision, competent={PRIME_MINISTER}, not_by=WROTE, then=record_submission,
            requires=[rules.opinions_are_in, is_dated_by_today]),
        Transition(
            CONFERENCES.art(6), "record-consent", title="ghi nhận Thủ tướng đồng ý đăng cai",
            source={State.PRESENTED}, target=State.AGREED, by=RECORDERS, data=Decision,
            requires=[is_dated_by_today], then=record_consent, emits="agreed-above"),
        Transition(
            CONFERENCES.art(6), "record-refusal", title="ghi nhận Thủ tướng không đồng ý",
            source={State.PRESENTED}, target=State.REFUSED, by=RECORDERS, data=WithReason,
            emits="refused-above"),
        Transition(
            CONFERENCES.art(6), "agree", title="đồng ý chủ trương đăng cai", emits="agreed",
            source={State.CONSULTING}, target=State.AGREED, by={Role.CHAIR}, data=Decision,
            competent=THE_CHAIRMAN_S, not_by=WROTE, then=record_consent,
            requires=[rules.opinions_are_in, is_dated_by_today]),
        Transition(
            CONFERENCES.art(6), "refuse", title="không đồng ý đăng cai", emits="refused",
            source={State.CLASSIFIED, State.CONSULTING}, target=State.REFUSED, by={Role.CHAIR},
            data=WithReason, competent=THE_CHAIRMAN_S),
        Transition(
            CONFERENCES.art(6, 2), "withdraw", title="rút hồ sơ", emits="withdrawn",
            source={State.DRAFT, State.SUBMITTED, State.RETURNED, State.CLASSIFIED,
                    State.CONSULTING},
            target=State.CANCELLED, by=FILERS, data=WithReason, requires=[is_own]),
    ],

    no_deadline="Điều 6 không nêu số ngày xin chủ trương đăng cai; hạn trả lời ý kiến do tỉnh đặt",
    papers=[
        Paper(CONFERENCES.art(6, 2), "cong-van-xin-chu-truong",
              title="Công văn xin chủ trương đăng cai", makes=letters.request),
        Paper(CONFERENCES.art(6), "lay-y-kien", title="Công văn lấy ý kiến",
              makes=letters.consultation),
        Paper(CONFERENCES.art(6), "to-trinh", title="Tờ trình Thủ tướng Chính phủ",
              makes=letters.submission),
        Paper(CONFERENCES.art(6), "dong-y", title="Văn bản đồng ý chủ trương đăng cai",
              makes=letters.consent),
    ],
)
# fmt: on
