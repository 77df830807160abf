"""A scheme of friendship or twinning with a foreign partner, and the relation it founds (R10).

S004 Điều 2.4a-c; S003 mục II.3b, II.6c. From the first contact the department studies the partner,
drafts the scheme, asks the Ministry of Foreign Affairs and the bodies concerned, and the Chairman
approves; only then is the relation established. An established relation is assessed every year and
is active or dormant until it ends; results are reported to the Ministry (no date in the texts).
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import Annotated, Any, Literal

from msgspec import Meta, Struct
from msgspec.structs import replace

from casework import (
    RECORD,
    STAYS,
    Case,
    Consultation,
    Disclosure,
    Dossier,
    DossierType,
    Link,
    Lookup,
    Paper,
    Param,
    Transition,
    disagreeing,
    pending,
    rule,
)
from casework.countries import is_country
from casework.vocabulary import Country, Decision, Text, WithReason, labels
from conferences_agreements.laws import (
    PARTNERS_AND_SUPPORT,
    TWINNING_FOLLOW_UP,
    TWINNING_SCHEMES,
)
from conferences_agreements.letters import twinning as letters
from conferences_agreements.refusals import is_dated_by_today
from conferences_agreements.registers.partners import RELATIONS, PartnerKind
from conferences_agreements.roles import DESK, Role
from conferences_agreements.spelling import spelled

MINISTRY = "Bộ Ngoại giao"
ANSWER_WITHIN = Param(
    name="twinning.answer-within", title="thời hạn cho ý kiến về đề án thiết lập quan hệ",
    law=TWINNING_SCHEMES, default=None, unit="working-days", most=60,
)  # fmt: skip
"""The texts set no number; a province may."""


class State(StrEnum):
    CONTACT = "contact"
    STUDYING = "studying"
    DRAFTED = "drafted"
    CONSULTING = "consulting"
    APPROVED = "approved"
    ESTABLISHED = "established"
    ACTIVE = "active"
    DORMANT = "dormant"
    ENDED = "ended"
    REJECTED = "rejected"
    CANCELLED = "cancelled"


STATES = labels(
    State, contact="tiếp xúc ban đầu", studying="nghiên cứu", drafted="đã lập đề án",
    established="đã thiết lập", active="đang hợp tác", dormant="gián đoạn", ended="đã chấm dứt",
)  # fmt: skip
BEFORE_APPROVAL = frozenset({State.CONTACT, State.STUDYING, State.DRAFTED, State.CONSULTING})
LIVE = frozenset({State.ESTABLISHED, State.ACTIVE, State.DORMANT})
OPEN = BEFORE_APPROVAL | LIVE | {State.APPROVED}


class Contact(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Đối tác nước ngoài mà tỉnh muốn thiết lập quan hệ."""

    partner: Annotated[Text, Meta(title="Tên đối tác")]
    country: Annotated[Country, Meta(title="Nước")]
    kind: Annotated[PartnerKind, Meta(title="Loại đối tác")] = PartnerKind.LOCAL_GOVERNMENT
    relation: Annotated[Literal["friendship", "twinning"], Meta(title="Hình thức quan hệ")] = (
        "twinning"
    )
    origin: Annotated[str, Meta(max_length=2000, title="Nguồn gốc, bối cảnh tiếp xúc")] = ""
    register_entry: Annotated[str, Meta(max_length=60, title="Mục trong sổ đối tác")] = ""


class Study(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Kết quả nghiên cứu đối tác."""

    findings: Annotated[str, Meta(min_length=10, max_length=20_000, title="Kết quả nghiên cứu")]
    potential: Annotated[str, Meta(max_length=5000, title="Tiềm năng hợp tác")] = ""


class SchemeText(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Nội dung đề án thiết lập quan hệ."""

    purpose: Annotated[str, Meta(max_length=20_000, title="Sự cần thiết, mục đích")] = ""
    content: Annotated[str, Meta(max_length=20_000, title="Nội dung, lĩnh vực hợp tác")] = ""
    roadmap: Annotated[str, Meta(max_length=20_000, title="Lộ trình thực hiện")] = ""
    resources: Annotated[str, Meta(max_length=20_000, title="Kinh phí, nguồn lực")] = ""


class Asked(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Ngoài Bộ Ngoại giao còn hỏi những cơ quan nào."""

    bodies: Annotated[tuple[Text, ...], Meta(title="Cơ quan khác được hỏi (mã)")] = ()


class Established(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Việc thiết lập quan hệ."""

    established_on: Annotated[datetime.date, Meta(title="Ngày thiết lập")]
    agreement: Annotated[str, Meta(max_length=60, title="Thỏa thuận đã ký (hồ sơ)")] = ""


class Exchange(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Một đoàn ra hoặc đoàn vào trong khuôn khổ quan hệ."""

    type: Annotated[Literal["outbound-delegation", "inbound-delegation"], Meta(title="Loại")]
    dossier: Annotated[str, Meta(min_length=1, max_length=60, title="Hồ sơ đoàn")]
    on: Annotated[datetime.date, Meta(title="Ngày")]


class Assessed(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Đánh giá quan hệ trong một năm."""

    year: Annotated[int, Meta(ge=1990, le=2100, title="Năm")]
    result: Annotated[str, Meta(min_length=5, max_length=5000, title="Kết quả, đánh giá")]


class Ended(Decision, frozen=True, kw_only=True):
    reason: Annotated[str, Meta(min_length=5, max_length=2000, title="Lý do")]


class Twinning(Contact, frozen=True, kw_only=True):
    """Đề án và quan hệ hữu nghị, kết nghĩa với một đối tác nước ngoài."""

    spelled: Annotated[str, Meta(title="Tên để so khớp")] = ""
    study: Annotated[Study | None, Meta(title="Nghiên cứu đối tác")] = None
    scheme: Annotated[SchemeText | None, Meta(title="Đề án")] = None
    decision: Annotated[Decision | None, Meta(title="Văn bản phê duyệt đề án")] = None
    established_on: Annotated[datetime.date | None, Meta(title="Ngày thiết lập")] = None
    agreement: Annotated[str, Meta(title="Thỏa thuận đã ký")] = ""
    exchanges: Annotated[tuple[Exchange, ...], Meta(title="Đoàn trao đổi")] = ()
    assessments: Annotated[tuple[Assessed, ...], Meta(title="Đánh giá hằng năm")] = ()
    reports: Annotated[tuple[Decision, ...], Meta(title="Báo cáo Bộ Ngoại giao")] = ()
    ended_on: Annotated[datetime.date | None, Meta(title="Ngày chấm dứt")] = None


@rule(RECORD, "Không có nước này trong danh mục", "/country")
def country_is_known(case: Case[Twinning, Any]) -> bool:
    return is_country(case.fields.country)


@rule(RECORD, "Đối tác này đã có hồ sơ quan hệ, dù viết tên khác", "/partner")
def is_the_only_one(case: Case[Twinning, Any]) -> bool:
    mine = spelled(case.fields.partner)
    return all(spelled(d.fields.partner) != mine for d in case.found["same-country"])


@rule(TWINNING_SCHEMES, "Đề án chưa ghi đủ mục đích, nội dung, lộ trình", "/scheme")
def scheme_is_whole(case: Case[Twinning, SchemeText]) -> bool:
    text = case.data
    return all(part.strip() for part in (text.purpose, text.content, text.roadmap))


@rule(TWINNING_SCHEMES, "Bộ Ngoại giao chưa có ý kiến về đề án")
def ministry_has_answered(case: Case[Twinning, Any]) -> bool:
    answers = [o for r in case.dossier.rounds for o in r.opinions if o.body == MINISTRY]
    return bool(answers) and answers[-1].answer is not None


@rule(TWINNING_SCHEMES, "Còn cơ quan được hỏi không đồng ý với đề án")
def nobody_disagrees(case: Case[Twinning, Any]) -> bool:
    return not disagreeing(case.dossier)


@rule(TWINNING_SCHEMES, "Còn cơ quan được hỏi chưa trả lời, chưa hết hạn")
def opinions_are_in(case: Case[Twinning, Any]) -> bool:
    waiting = pending(case.dossier, case.today)
    return all(body == MINISTRY for body in waiting)


@rule(TWINNING_SCHEMES, "Chỉ thiết lập quan hệ khi đề án đã được phê duyệt")
def scheme_is_approved(case: Case[Twinning, Any]) -> bool:
    return case.fields.decision is not None


@rule(
    RECORD, "Ngày thiết lập phải từ ngày phê duyệt đề án, không sau hôm nay",
    "/established_on",
)  # fmt: skip
def is_established_after_the_decision(case: Case[Twinning, Established]) -> bool:
    decision, day = case.fields.decision, case.data.established_on
    return day <= case.today and (decision is None or decision.date <= day)


@rule(RECORD, "Đoàn này đã ghi, hoặc ngày trước khi thiết lập hay sau hôm nay")
def exchange_is_new_and_past(case: Case[Twinning, Exchange]) -> bool:
    known = {(e.type, e.dossier) for e in case.fields.exchanges}
    begun = case.fields.established_on or date.min
    is_new = (case.data.type, case.data.dossier) not in known
    return is_new and begun <= case.data.on <= case.today


@rule(RECORD, "Năm này đã đánh giá, chưa tới hoặc trước khi thiết lập", "/year")
def year_is_due(case: Case[Twinning, Assessed]) -> bool:
    begun = case.fields.established_on
    years = {a.year for a in case.fields.assessments}
    known = begun is not None and begun.year <= case.data.year <= case.today.year
    return known and case.data.year not in years


@rule(RECORD, "Ngày của văn bản không thể sau hôm nay", "/date")
def ends_by_today(case: Case[Twinning, Ended]) -> bool:
    return case.data.date <= case.today


def other_relations(dossier: Dossier[Any], data: Any) -> Sequence[Lookup]:
    """A name is compared by the rule; the database narrows to the country."""
    where = {"fields.country": [dossier.fields.country]}
    return [Lookup(name="same-country", type="twinning", where=where, states=sorted(OPEN))]


def whom_to_ask(case: Case[Twinning, Asked]) -> Sequence[str]:
    return (MINISTRY, *case.data.bodies)


def spell(case: Case[Twinning, Any]) -> Twinning:
    return replace(case.fields, spelled=spelled(case.fields.partner))


def record_study(case: Case[Twinning, Study]) -> Twinning:
    return replace(case.fields, study=case.data)


def record_scheme(case: Case[Twinning, SchemeText]) -> Twinning:
    return replace(case.fields, scheme=case.data)


def record_decision(case: Case[Twinning, Decision]) -> Twinning:
    return replace(case.fields, decision=case.data)


def record_establishment(case: Case[Twinning, Established]) -> Twinning:
    day, agreement = case.data.established_on, case.data.agreement
    return replace(case.fields, established_on=day, agreement=agreement)


def record_exchange(case: Case[Twinning, Exchange]) -> Twinning:
    return replace(case.fields, exchanges=(*case.fields.exchanges, case.data))


def record_assessment(case: Case[Twinning, Assessed]) -> Twinning:
    return replace(case.fields, assessments=(*case.fields.assessments, case.data))


def record_report(case: Case[Twinning, Decision]) -> Twinning:
    return replace(case.fields, reports=(*case.fields.reports, case.data))


def record_end(case: Case[Twinning, Ended]) -> Twinning:
    return replace(case.fields, ended_on=case.data.date)


def links(fields: Twinning) -> list[Link]:
    here = "conferences-agreements"
    found = [Link("exchange", "delegations", e.type, e.dossier) for e in fields.exchanges]
    if fields.agreement:
        found.append(Link("agreement", here, "agreement", fields.agreement))
    if fields.register_entry:
        found.append(Link("partner", here, "partners", fields.register_entry))
    return found


WROTE = {"contact", "study", "draft-scheme"}

# fmt: off
TWINNING = DossierType(
    name="twinning", record="R10", prefix="KN",
    title="Đề án thiết lập quan hệ hữu nghị, kết nghĩa",
    since=date(2020, 1, 1), law=TWINNING_SCHEMES,
    fields=Twinning, links=links, states=STATES,
    heading=lambda f: f"Quan hệ {RELATIONS[f.relation]} với {f.partner}",
    final={State.ENDED, State.REJECTED, State.CANCELLED},
    at_rest={State.ACTIVE, State.DORMANT},
    discloses=Disclosure(
        province=("partner", "country", "kind", "relation", "decision", "established_on",
                  "agreement", "exchanges", "register_entry", "ended_on"),
        ministry=("partner", "country", "kind", "relation", "decision", "established_on",
                  "ended_on")),

    opening=Transition(
        PARTNERS_AND_SUPPORT, "contact", title="ghi nhận tiếp xúc ban đầu",
        target=State.CONTACT, by={*DESK, Role.SYSTEM}, data=Contact, needs=other_relations,
        requires=[country_is_known, is_the_only_one], then=spell, emits="contacted"),

    transitions=[
        Transition(
            PARTNERS_AND_SUPPORT, "study", title="nghiên cứu đối tác", emits="studied",
            source={State.CONTACT, State.STUDYING}, target=State.STUDYING, by=DESK, data=Study,
            then=record_study),
        Transition(
            TWINNING_SCHEMES, "draft-scheme", title="lập đề án", emits="drafted",
            source={State.STUDYING, State.DRAFTED, State.CONSULTING}, target=State.DRAFTED,
            by=DESK, data=SchemeText, requires=[scheme_is_whole], then=record_scheme),
        Transition(
            TWINNING_SCHEMES, "consult", title="lấy ý kiến Bộ Ngoại giao, các cơ quan",
            source={State.DRAFTED}, target=State.CONSULTING, by={Role.DIRECTOR, Role.OFFICE},
            data=Asked, emits="consulted",
            consults=Consultation(law=TWINNING_SCHEMES, topic="đề án thiết lập quan hệ",
                                  bodies=whom_to_ask, within=ANSWER_WITHIN)),
        Transition(
            TWINNING_SCHEMES, "approve", title="phê duyệt đề án", emits="approved",
            source={State.DRAFTED, State.CONSULTING}, target=State.APPROVED, by={Role.CHAIR},
            data=Decision, not_by=WROTE, then=record_decision,
            requires=[ministry_has_answered, opinions_are_in, nobody_disagrees,
                      is_dated_by_today]),
        Transition(
            TWINNING_SCHEMES, "reject", title="không phê duyệt đề án", emits="rejected",
            source={State.CONSULTING}, target=State.REJECTED, by={Role.CHAIR}, data=WithReason),
        Transition(
            TWINNING_SCHEMES, "establish", title="thiết lập quan hệ", emits="established",
            source={*BEFORE_APPROVAL, State.APPROVED}, target=State.ESTABLISHED, by=DESK,
            data=Established, requires=[scheme_is_approved, is_established_after_the_decision],
            then=record_establishment),

        Transition(
            TWINNING_FOLLOW_UP, "record-exchange", title="ghi nhận đoàn trao đổi",
            source=LIVE, target=State.ACTIVE, by={*DESK, Role.SYSTEM}, data=Exchange,
            requires=[exchange_is_new_and_past], then=record_exchange, emits="exchanged"),
        Transition(
            TWINNING_FOLLOW_UP, "assess", title="đánh giá hằng năm", emits="assessed",
            source=LIVE, target=STAYS, by=DESK, data=Assessed, requires=[year_is_due],
            then=record_assessment),
        Transition(
            TWINNING_FOLLOW_UP, "mark-dormant", title="ghi nhận gián đoạn",
            source={State.ESTABLISHED, State.ACTIVE}, target=State.DORMANT, by=DESK,
            data=WithReason, emits="became-dormant"),
        Transition(
            TWINNING_SCHEMES, "report-ministry", title="báo cáo Bộ Ngoại giao kết quả",
            source=LIVE, target=STAYS, by={*DESK, Role.OFFICE, Role.CLERK, Role.DIRECTOR},
            data=Decision, requires=[is_dated_by_today], then=record_report,
            emits="ministry-told"),
        Transition(
            TWINNING_SCHEMES, "end", title="chấm dứt quan hệ", emits="ended",
            source=LIVE, target=State.ENDED, by={Role.CHAIR}, data=Ended,
            requires=[ends_by_today], then=record_end),
        Transition(
            TWINNING_SCHEMES, "cancel", title="dừng việc thiết lập", emits="cancelled",
            source=BEFORE_APPROVAL, target=State.CANCELLED, by={*DESK, Role.DIRECTOR},
            data=WithReason),
        Transition(
            TWINNING_SCHEMES, "revoke", title="hủy đề án đã duyệt", emits="revoked",
            source={State.APPROVED}, target=State.CANCELLED, by={Role.CHAIR}, data=WithReason),
    ],

    no_deadline="Điều 2 khoản 4 không đặt số ngày cho đề án thiết lập quan hệ và báo cáo kết quả",
    papers=[
        Paper(TWINNING_SCHEMES, "de-an", title="Đề án thiết lập quan hệ",
              makes=letters.scheme),
        Paper(TWINNING_SCHEMES, "lay-y-kien", title="Công văn lấy ý kiến",
              makes=letters.consultation),
        Paper(TWINNING_SCHEMES, "phe-duyet", title="Quyết định phê duyệt đề án",
              makes=letters.decision),
        Paper(TWINNING_SCHEMES, "bao-cao", title="Báo cáo kết quả triển khai quan hệ",
              makes=letters.report),
    ],
)
# fmt: on
