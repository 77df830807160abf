"""External information: plans, what the Ministry is told, what is published (R24).

S004 Điều 2.12a-b; S002 Điều 16 khoản 1; S003 mục II.5b, III.8. A text is written in Vietnamese
first, approved by somebody who did not write it, issued, and its reach is measured. What leaders'
interviews and press conferences need is supplied at once.
"""

from __future__ import annotations

import datetime
from enum import StrEnum
from typing import Annotated, Any

from msgspec import Meta, Struct
from msgspec.structs import replace

from casework import (
    RECORD,
    Case,
    Deadline,
    Disclosure,
    DossierType,
    Immediate,
    Link,
    Paper,
    Transition,
    each,
    fill_in,
    rule,
    sensitive,
)
from casework.vocabulary import Decision, Text, WithReason, labels
from conferences_agreements.laws import (
    EXTERNAL_INFORMATION_CHANNELS,
    EXTERNAL_INFORMATION_DESK,
    INFORMATION_PROGRAMME,
    INFORMATION_TO_MINISTRY,
    INFORMING_ABROAD,
    ISSUING_INFORMATION,
    SECRETS,
    SENSITIVE_MATTERS,
)
from conferences_agreements.letters import external_information as letters
from conferences_agreements.refusals import is_dated_by_today, is_own
from conferences_agreements.roles import DESK, FILERS, Role


class State(StrEnum):
    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    APPROVED = "approved"
    ISSUED = "issued"
    MEASURED = "measured"
    CANCELLED = "cancelled"


STATES = labels(State, issued="đã phát hành, cung cấp", measured="đã đánh giá hiệu quả")
BEFORE_ISSUE = frozenset({State.DRAFT, State.SUBMITTED, State.RETURNED, State.APPROVED})
OPEN = BEFORE_ISSUE | {State.ISSUED}


class InformationKind(StrEnum):
    PLAN = "plan"
    INTERVIEW = "interview"
    PRESS_CONFERENCE = "press-conference"
    SUPPLY = "supply"
    PUBLICATION = "publication"
    ARTICLE = "portal-article"
    PICTURES = "pictures"
    MONITORING = "monitoring"


KINDS = {
    "plan": "chương trình, kế hoạch thông tin đối ngoại",
    "interview": "thông tin phục vụ trả lời phỏng vấn",
    "press-conference": "thông tin phục vụ họp báo quốc tế",
    "supply": "thông tin định kỳ cung cấp Bộ Ngoại giao",
    "publication": "ấn phẩm",
    "portal-article": "bài trên trang thông tin điện tử",
    "pictures": "tư liệu ảnh",
    "monitoring": "theo dõi xuất, nhập khẩu xuất bản phẩm",
}
AT_ONCE = frozenset({InformationKind.INTERVIEW, InformationKind.PRESS_CONFERENCE})
Language = Annotated[str, Meta(pattern=r"^[a-z]{2,3}$(?!\n)", title="Ngôn ngữ (ISO 639)")]


class Version(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Một bản bằng tiếng nước ngoài."""

    language: Language
    text: Annotated[str, Meta(min_length=1, max_length=50_000, title="Nội dung")]


class InformationForm(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Thông tin, ấn phẩm phục vụ thông tin đối ngoại."""

    kind: Annotated[InformationKind, Meta(title="Loại")]
    topic: Annotated[Text, Meta(title="Chủ đề, tên")]
    question: Annotated[str, Meta(max_length=5000, title="Câu hỏi, yêu cầu cung cấp")] = ""
    text: Annotated[str, Meta(max_length=50_000, title="Nội dung tiếng Việt")] = ""
    versions: Annotated[tuple[Version, ...], Meta(title="Bản tiếng nước ngoài")] = ()
    audience: Annotated[str, Meta(max_length=500, title="Đối tượng")] = ""
    target: Annotated[str, Meta(max_length=300, title="Nơi nhận")] = ""
    copies: Annotated[int, Meta(ge=0, title="Số bản")] = 0
    asked_on: Annotated[datetime.date | None, Meta(title="Ngày có yêu cầu")] = None
    secrecy_checked: Annotated[bool, Meta(title="Đã rà soát bí mật nhà nước")] = False


class Issued(Decision, frozen=True, kw_only=True):
    """Văn bản cung cấp, phát hành."""

    url: Annotated[str, Meta(max_length=500, title="Địa chỉ trên mạng")] = ""


class Reach(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Hiệu quả sau khi phát hành."""

    views: Annotated[int, Meta(ge=0, title="Lượt xem")] = 0
    handed_out: Annotated[int, Meta(ge=0, title="Số bản đã phát")] = 0
    reprints: Annotated[int, Meta(ge=0, title="Số báo, đài dẫn lại")] = 0
    assessment: Annotated[str, Meta(min_length=5, max_length=5000, title="Đánh giá")]


class ExternalInformation(InformationForm, frozen=True, kw_only=True):
    """Hồ sơ thông tin đối ngoại."""

    approver: Annotated[str, Meta(title="Người duyệt")] = ""
    approval: Annotated[Decision | None, Meta(title="Văn bản duyệt")] = None
    issued: Annotated[Issued | None, Meta(title="Phát hành")] = None
    reach: Annotated[Reach | None, Meta(title="Hiệu quả")] = None
    matters: Annotated[tuple[str, ...], Meta(title="Vấn đề phức tạp, nhạy cảm")] = ()


@rule(ISSUING_INFORMATION, "Thông tin chưa có nội dung tiếng Việt", "/text")
def has_a_text(case: Case[ExternalInformation, Any]) -> bool:
    return bool(case.fields.text.strip()) or bool(case.fields.versions)


@each(EXTERNAL_INFORMATION_DESK, "Bản tiếng nước ngoài phải có bản gốc tiếng Việt", of="versions")
def has_a_vietnamese_original(case: Case[ExternalInformation, Any], version: Version) -> bool:
    return version.language == "vi" or bool(case.fields.text.strip())


@rule(SECRETS.art(5), "Chưa rà soát bí mật nhà nước, thông tin nhạy cảm", "/secrecy_checked")
def is_checked_for_secrets(case: Case[ExternalInformation, Any]) -> bool:
    return case.fields.secrecy_checked


@rule(
    INFORMATION_TO_MINISTRY,
    "Thông tin phục vụ phỏng vấn, họp báo phải ghi ngày có yêu cầu",
    "/asked_on",
)
def says_when_it_was_asked(case: Case[ExternalInformation, Any]) -> bool:
    asked = case.fields.asked_on
    if asked is None:
        return case.fields.kind not in AT_ONCE
    return asked <= case.today


@rule(ISSUING_INFORMATION, "Thông tin chưa có người duyệt, không được phát hành")
def has_an_approver(case: Case[ExternalInformation, Any]) -> bool:
    return bool(case.fields.approver)


@rule(INFORMATION_PROGRAMME, "Bài trên trang điện tử phải ghi địa chỉ", "/url")
def article_has_an_address(case: Case[ExternalInformation, Issued]) -> bool:
    return case.fields.kind is not InformationKind.ARTICLE or bool(case.data.url.strip())


@rule(RECORD, "Ngày phát hành không thể trước ngày duyệt", "/date")
def is_issued_after_approval(case: Case[ExternalInformation, Issued]) -> bool:
    approval = case.fields.approval
    return approval is None or approval.date <= case.data.date


is_calm = sensitive.is_calm(
    SENSITIVE_MATTERS, "Hồ sơ gắn với vấn đề phức tạp, nhạy cảm đang xử lý, chưa được phát hành"
)
COMPLETE = [has_a_text, has_a_vietnamese_original, is_checked_for_secrets, says_when_it_was_asked]


def record_approval(case: Case[ExternalInformation, Decision]) -> ExternalInformation:
    return replace(case.fields, approver=case.actor.id, approval=case.data)


def record_issue(case: Case[ExternalInformation, Issued]) -> ExternalInformation:
    return replace(case.fields, issued=case.data)


def record_reach(case: Case[ExternalInformation, Reach]) -> ExternalInformation:
    return replace(case.fields, reach=case.data)


def links(fields: ExternalInformation) -> list[Link]:
    return [Link("touched-by", "reporting", "sensitive-matter", m) for m in fields.matters]


# fmt: off
EXTERNAL_INFORMATION = DossierType(
    name="external-information", record="R24", prefix="TT", title="Thông tin đối ngoại",
    since=datetime.date(2012, 8, 30), law=INFORMING_ABROAD,
    fields=ExternalInformation, links=links, states=STATES,
    heading=lambda f: f"{KINDS[f.kind].capitalize()}: {f.topic}",
    final={State.MEASURED, State.CANCELLED},
    discloses=Disclosure(
        province=("kind", "topic", "audience", "target", "copies", "asked_on", "issued", "reach"),
        ministry=("kind", "topic", "target", "copies", "issued", "reach")),

    opening=Transition(
        ISSUING_INFORMATION, "draft", title="soạn thông tin", target=State.DRAFT,
        by=FILERS, data=InformationForm, emits="drafted"),

    transitions=[
        Transition(
            ISSUING_INFORMATION, "revise", title="sửa", emits="revised",
            source={State.DRAFT, State.RETURNED}, target=State.DRAFT, by=FILERS,
            data=InformationForm, requires=[is_own], then=fill_in),
        Transition(
            ISSUING_INFORMATION, "submit", title="trình duyệt", emits="submitted",
            source={State.DRAFT, State.RETURNED}, target=State.SUBMITTED, by=FILERS,
            requires=[is_own, *COMPLETE]),
        Transition(
            ISSUING_INFORMATION, "return", title="trả lại sửa", emits="returned",
            source={State.SUBMITTED}, target=State.RETURNED,
            by={Role.HEAD, Role.DIRECTOR, Role.OFFICE, Role.CHAIR}, data=WithReason),
        Transition(
            ISSUING_INFORMATION, "approve", title="duyệt nội dung", emits="approved",
            source={State.SUBMITTED}, target=State.APPROVED,
            by={Role.DIRECTOR, Role.OFFICE, Role.CHAIR}, data=Decision, then=record_approval,
            not_by={"draft", "revise", "submit"},
            requires=[*COMPLETE, is_calm, is_dated_by_today]),
        Transition(
            ISSUING_INFORMATION, "issue", title="phát hành, cung cấp", emits="issued",
            source={State.DRAFT, State.SUBMITTED, State.APPROVED}, target=State.ISSUED,
            by={*DESK, Role.CLERK}, data=Issued, then=record_issue,
            requires=[has_an_approver, is_calm, is_dated_by_today, article_has_an_address,
                      is_issued_after_approval]),
        Transition(
            EXTERNAL_INFORMATION_CHANNELS, "measure", title="đánh giá hiệu quả", emits="measured",
            source={State.ISSUED}, target=State.MEASURED, by=FILERS, data=Reach,
            requires=[is_own], then=record_reach),
        Transition(
            ISSUING_INFORMATION, "cancel", title="hủy", emits="cancelled",
            source=BEFORE_ISSUE, target=State.CANCELLED, by=FILERS | DESK, data=WithReason,
            requires=[is_own]),
        *sensitive.steps(SENSITIVE_MATTERS, OPEN),
    ],

    deadlines=[
        Deadline(
            law=INFORMATION_TO_MINISTRY, name="supply", met_by={"issue"}, owed_to="Bộ Ngoại giao",
            title="cung cấp kịp thời thông tin phục vụ phỏng vấn, họp báo",
            shape=Immediate(event=lambda d: d.fields.asked_on, of="có yêu cầu"),
            applies=lambda d: d.fields.kind in AT_ONCE),
    ],
    papers=[
        Paper(ISSUING_INFORMATION, "cung-cap", title="Công văn cung cấp thông tin",
              makes=letters.supply),
        Paper(INFORMATION_PROGRAMME, "ke-hoach", title="Kế hoạch thông tin đối ngoại",
              makes=letters.plan),
    ],
)
# fmt: on
