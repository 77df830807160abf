"""An economic lead: an opportunity, a commitment, or an enterprise that needs protection (R25).

S004 Điều 2.6a-b; S003 mục II.3đ-e, III.5c; S002 Điều 11. A lead belongs to one unit. It is verified
with the help of a mission, introduced, negotiated; what a partner commits and what is realised are
two numbers, and the second needs a proof.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from enum import StrEnum
from typing import Annotated, Any

from msgspec import Meta, Struct
from msgspec.structs import replace

from casework import (
    RECORD,
    STAYS,
    Case,
    Citation,
    Disclosure,
    Dossier,
    DossierType,
    Link,
    Lookup,
    Paper,
    Rule,
    Transition,
    rule,
)
from casework.countries import is_country
from casework.vocabulary import Country, Text, WithReason, labels
from conferences_agreements.laws import (
    ECONOMIC_DIPLOMACY,
    VERIFYING_PARTNERS,
)
from conferences_agreements.letters import economic_lead as letters
from conferences_agreements.refusals import is_own
from conferences_agreements.roles import DESK, FILERS, Role
from conferences_agreements.spelling import spelled


class State(StrEnum):
    NEW = "new"
    VERIFIED = "verified"
    INTRODUCED = "introduced"
    NEGOTIATING = "negotiating"
    COMMITTED = "committed"
    REALISED = "realised"
    DROPPED = "dropped"


STATES = labels(
    State, new="mới ghi nhận", verified="đã thẩm tra năng lực", introduced="đã giới thiệu",
    negotiating="đang đàm phán", committed="đã cam kết", realised="đã thực hiện",
    dropped="không theo đuổi",
)  # fmt: skip
OPEN = frozenset(State) - {State.REALISED, State.DROPPED}


class Sector(StrEnum):
    INVESTMENT = "investment"
    TRADE = "trade"
    TOURISM = "tourism"
    SCIENCE = "science"
    LABOUR = "labour"
    PROTECTION = "protection"
    FREE_TRADE = "free-trade"


SECTORS = {
    "investment": "xúc tiến đầu tư",
    "trade": "xúc tiến thương mại",
    "tourism": "xúc tiến du lịch",
    "science": "khoa học, công nghệ, đổi mới sáng tạo",
    "labour": "lao động, việc làm",
    "protection": "bảo vệ doanh nghiệp, giải quyết tranh chấp ở nước ngoài",
    "free-trade": "tận dụng hiệp định thương mại tự do",
}


class Value(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Một số tiền với đơn vị tiền tệ của nó."""

    amount: Annotated[int, Meta(ge=0, title="Giá trị")]
    currency: Annotated[str, Meta(max_length=3, title="Đơn vị tiền tệ")] = ""


class Origin(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Cơ hội đến từ hoạt động nào."""

    service: Annotated[Text, Meta(title="Dịch vụ")]
    type: Annotated[Text, Meta(title="Loại hồ sơ")]
    dossier: Annotated[Text, Meta(title="Hồ sơ")]


class LeadForm(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Cơ hội, đầu mối hợp tác kinh tế."""

    partner: Annotated[Text, Meta(title="Đối tác")]
    country: Annotated[Country, Meta(title="Nước")]
    sector: Annotated[Sector, Meta(title="Lĩnh vực")]
    content: Annotated[str, Meta(min_length=5, max_length=10_000, title="Nội dung")]
    value: Annotated[Value | None, Meta(title="Giá trị dự kiến")] = None
    origin: Annotated[Origin | None, Meta(title="Xuất phát từ")] = None
    mission: Annotated[str, Meta(max_length=300, title="Cơ quan đại diện hỗ trợ")] = ""
    enterprise: Annotated[str, Meta(max_length=300, title="Doanh nghiệp của tỉnh")] = ""


class Corrected(LeadForm, frozen=True, kw_only=True):
    reason: Annotated[str, Meta(min_length=5, max_length=2000, title="Lý do")]


class Check(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Thẩm tra năng lực của đối tác."""

    source: Annotated[Text, Meta(title="Nguồn thẩm tra (cơ quan đại diện, cơ quan khác)")]
    findings: Annotated[str, Meta(min_length=5, max_length=10_000, title="Kết quả thẩm tra")]
    is_capable: Annotated[bool, Meta(title="Đối tác có năng lực")]


class Introduced(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Đã giới thiệu cho ai."""

    to: Annotated[
        tuple[Text, ...], Meta(min_length=1, title="Cơ quan, doanh nghiệp được giới thiệu")
    ]


class Committed(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Cam kết của đối tác."""

    value: Annotated[Value, Meta(title="Giá trị cam kết")]
    on: Annotated[datetime.date, Meta(title="Ngày cam kết")]
    document: Annotated[str, Meta(max_length=300, title="Văn bản cam kết")] = ""
    agreement: Annotated[str, Meta(max_length=60, title="Thỏa thuận đã ký (hồ sơ)")] = ""


class Realised(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Giá trị đã thực hiện, với bằng chứng."""

    value: Annotated[Value, Meta(title="Giá trị thực hiện")]
    on: Annotated[datetime.date, Meta(title="Ngày")]
    proof: Annotated[str, Meta(max_length=500, title="Bằng chứng (giấy chứng nhận, hợp đồng)")] = ""


class EconomicLead(LeadForm, frozen=True, kw_only=True):
    """Cơ hội hợp tác kinh tế và kết quả của nó."""

    check: Annotated[Check | None, Meta(title="Thẩm tra năng lực")] = None
    introduced_to: Annotated[tuple[Text, ...], Meta(title="Đã giới thiệu cho")] = ()
    commitments: Annotated[tuple[Committed, ...], Meta(title="Cam kết")] = ()
    realised: Annotated[tuple[Realised, ...], Meta(title="Đã thực hiện")] = ()


def _told(case: Case[Any, Any]) -> LeadForm:
    """What is being written, or else what stands."""
    told: LeadForm = case.data if isinstance(case.data, LeadForm) else case.fields
    return told


def _has_currency(law: Citation, of: str) -> Rule[Any, Any]:
    def holds(case: Case[Any, Any]) -> bool:
        value: Value | None = getattr(case.data, of, None) or getattr(case.fields, of, None)
        code = value.currency if value else "VND"
        return len(code) == 3 and code.isascii() and code.isupper()

    return rule(RECORD, "Giá trị phải ghi đơn vị tiền tệ (VND, USD …)", f"/{of}/currency")(holds)


value_has_a_currency = _has_currency(ECONOMIC_DIPLOMACY, "value")


@rule(RECORD, "Không có nước này trong danh mục", "/country")
def country_is_known(case: Case[EconomicLead, Any]) -> bool:
    return is_country(_told(case).country)


@rule(ECONOMIC_DIPLOMACY, "Cơ hội này với đối tác này đã do một đơn vị ghi nhận", "/partner")
def is_counted_once(case: Case[EconomicLead, Any]) -> bool:
    mine = spelled(_told(case).partner)
    return all(spelled(d.fields.partner) != mine for d in case.found["same-country-and-sector"])


@rule(VERIFYING_PARTNERS, "Thẩm tra cho thấy đối tác không đủ năng lực", "/is_capable")
def partner_is_capable(case: Case[EconomicLead, Check]) -> bool:
    return case.data.is_capable


@rule(RECORD, "Ngày cam kết không thể sau hôm nay", "/on")
def is_committed_by_today(case: Case[EconomicLead, Committed]) -> bool:
    return case.data.on <= case.today


@rule(ECONOMIC_DIPLOMACY, "Cam kết phải có văn bản hoặc thỏa thuận", "/document")
def commitment_has_a_document(case: Case[EconomicLead, Committed]) -> bool:
    return bool(case.data.document.strip() or case.data.agreement.strip())


@rule(ECONOMIC_DIPLOMACY, "Giá trị thực hiện phải có bằng chứng", "/proof")
def is_proved(case: Case[EconomicLead, Realised]) -> bool:
    return bool(case.data.proof.strip())


@rule(RECORD, "Ngày thực hiện không thể sau hôm nay", "/on")
def is_realised_by_today(case: Case[EconomicLead, Realised]) -> bool:
    return case.data.on <= case.today


def other_leads(dossier: Dossier[Any], data: Any) -> Sequence[Lookup]:
    """Also realised ones: what was counted once is not counted again."""
    f: LeadForm = data if isinstance(data, LeadForm) else dossier.fields
    where = {"fields.country": [f.country], "fields.sector": [str(f.sector)]}
    states = sorted(OPEN | {State.REALISED})
    name = "same-country-and-sector"
    return [Lookup(name=name, type="economic-lead", where=where, states=states)]


def correct(case: Case[EconomicLead, Corrected]) -> EconomicLead:
    given = {n: getattr(case.data, n) for n in LeadForm.__struct_fields__}
    return replace(case.fields, **given)


def record_check(case: Case[EconomicLead, Check]) -> EconomicLead:
    return replace(case.fields, check=case.data)


def record_introduction(case: Case[EconomicLead, Introduced]) -> EconomicLead:
    told = dict.fromkeys((*case.fields.introduced_to, *case.data.to))
    return replace(case.fields, introduced_to=tuple(told))


def record_commitment(case: Case[EconomicLead, Committed]) -> EconomicLead:
    return replace(case.fields, commitments=(*case.fields.commitments, case.data))


def record_realised(case: Case[EconomicLead, Realised]) -> EconomicLead:
    return replace(case.fields, realised=(*case.fields.realised, case.data))


def links(fields: EconomicLead) -> list[Link]:
    found = [
        Link("agreement", "conferences-agreements", "agreement", c.agreement)
        for c in fields.commitments
        if c.agreement
    ]
    if origin := fields.origin:
        found.append(Link("comes-from", origin.service, origin.type, origin.dossier))
    return found


CHECKS = [value_has_a_currency, country_is_known, is_counted_once]

# fmt: off
ECONOMIC_LEAD = DossierType(
    name="economic-lead", record="R25", prefix="CH", title="Cơ hội hợp tác kinh tế",
    since=datetime.date(2012, 8, 30), law=ECONOMIC_DIPLOMACY,
    fields=EconomicLead, links=links, states=STATES, final={State.REALISED, State.DROPPED},
    heading=lambda f: f"{SECTORS[f.sector].capitalize()}: {f.partner} ({f.country})",
    discloses=Disclosure(
        province=("partner", "country", "sector", "value", "origin", "mission", "commitments",
                  "realised"),
        ministry=("partner", "country", "sector", "value", "mission", "commitments",
                  "realised")),

    opening=Transition(
        ECONOMIC_DIPLOMACY, "note", title="ghi nhận cơ hội", target=State.NEW,
        by={*FILERS, Role.SYSTEM}, data=LeadForm, needs=other_leads, requires=CHECKS,
        emits="noted"),

    transitions=[
        Transition(
            ECONOMIC_DIPLOMACY, "correct", title="sửa thông tin", emits="corrected",
            source=OPEN, target=STAYS, by=FILERS, data=Corrected, needs=other_leads,
            requires=[is_own, *CHECKS], then=correct, correction=True),
        Transition(
            VERIFYING_PARTNERS, "verify", title="ghi kết quả thẩm tra năng lực",
            source={State.NEW}, target=State.VERIFIED, by=DESK, data=Check,
            requires=[partner_is_capable], then=record_check, emits="verified"),
        Transition(
            ECONOMIC_DIPLOMACY, "introduce", title="giới thiệu cơ hội", emits="introduced",
            source={State.VERIFIED, State.INTRODUCED, State.NEGOTIATING},
            target=State.INTRODUCED, by=DESK, data=Introduced, then=record_introduction),
        Transition(
            ECONOMIC_DIPLOMACY, "negotiate", title="ghi nhận đàm phán",
            source={State.INTRODUCED, State.COMMITTED}, target=State.NEGOTIATING, by=FILERS,
            requires=[is_own], emits="negotiated"),
        Transition(
            ECONOMIC_DIPLOMACY, "commit", title="ghi nhận cam kết", emits="committed",
            source={State.INTRODUCED, State.NEGOTIATING, State.COMMITTED},
            target=State.COMMITTED, by=FILERS, data=Committed,
            requires=[is_own, value_has_a_currency, is_committed_by_today,
                      commitment_has_a_document],
            then=record_commitment),
        Transition(
            ECONOMIC_DIPLOMACY, "record-part", title="ghi nhận một phần đã thực hiện",
            source={State.COMMITTED}, target=STAYS, by=FILERS, data=Realised,
            requires=[is_own, value_has_a_currency, is_proved, is_realised_by_today],
            then=record_realised, emits="part-realised"),
        Transition(
            ECONOMIC_DIPLOMACY, "realise", title="ghi nhận đã thực hiện", emits="realised",
            source={State.COMMITTED}, target=State.REALISED, by=FILERS, data=Realised,
            requires=[is_own, value_has_a_currency, is_proved, is_realised_by_today],
            then=record_realised),
        Transition(
            ECONOMIC_DIPLOMACY, "drop", title="không theo đuổi", emits="dropped",
            source=OPEN, target=State.DROPPED, by=FILERS, data=WithReason, requires=[is_own]),
    ],

    no_deadline="Điều 2 khoản 6 không đặt thời hạn cho việc theo dõi một cơ hội hợp tác",
    papers=[
        Paper(VERIFYING_PARTNERS, "tham-tra", title="Công văn đề nghị thẩm tra đối tác",
              makes=letters.verification),
        Paper(ECONOMIC_DIPLOMACY, "gioi-thieu", title="Công văn giới thiệu đối tác",
              makes=letters.introduction),
    ],
)
# fmt: on
