"""A request for support by an overseas Vietnamese or their relatives (R21).

The department guides, or forwards to the body that decides; what is forwarded carries a person's
data, so it needs that person's consent.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated, Any

from msgspec import Meta, Struct
from msgspec.structs import replace

from casework import (
    Case,
    Consultation,
    Disclosure,
    DossierType,
    Link,
    Paper,
    Transition,
    rule,
)
from casework.countries import country, is_country
from casework.vocabulary import Country, Decision, Prose, Text, WithReason, labels
from consular_border.laws import (
    OVERSEAS_WORK,
    PERSONAL_DATA,
    SUPPORTING_OVERSEAS_VIETNAMESE,
)
from consular_border.letters import overseas_request as letters
from consular_border.refusals import is_dated_by_today
from consular_border.roles import DEPARTMENT, DESK

SUPPORT = SUPPORTING_OVERSEAS_VIETNAMESE
GUIDANCE = OVERSEAS_WORK


class Topic(StrEnum):
    PROCEDURE = "procedure"
    INVESTMENT = "investment"
    STUDY = "study"
    RESIDENCE = "residence"
    VIETNAMESE = "vietnamese"
    OTHER = "other"


class State(StrEnum):
    RECEIVED = "received"
    GUIDED = "guided"
    FORWARDED = "forwarded"
    RESOLVED = "resolved"
    CLOSED = "closed"


STATES = labels(
    State, received="đã tiếp nhận", guided="đã hướng dẫn", forwarded="đã chuyển cơ quan giải quyết",
    resolved="đã giải quyết",
)  # fmt: skip


class Asked(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Đề nghị hỗ trợ của người Việt Nam ở nước ngoài, thân nhân."""

    topic: Annotated[Topic, Meta(title="Lĩnh vực")]
    country: Annotated[Country, Meta(title="Nước cư trú")]
    person: Annotated[str, Meta(min_length=1, max_length=200, title="Người đề nghị")]
    contact: Annotated[str, Meta(max_length=300, title="Liên hệ")] = ""
    register_entry: Annotated[
        str, Meta(max_length=60, title="Bản ghi trong sổ người Việt Nam ở nước ngoài")
    ] = ""
    content: Annotated[Prose, Meta(title="Nội dung đề nghị")]
    has_consent: Annotated[
        bool, Meta(title="Đồng ý cung cấp dữ liệu cá nhân cho cơ quan giải quyết")
    ] = False


class OverseasRequest(Asked, frozen=True, kw_only=True):
    """Đề nghị hỗ trợ của người Việt Nam ở nước ngoài, thân nhân."""

    guidance: Annotated[str, Meta(title="Nội dung hướng dẫn")] = ""
    forwarded_to: Annotated[str, Meta(title="Cơ quan giải quyết")] = ""
    forwarding: Annotated[Decision | None, Meta(title="Văn bản chuyển")] = None
    result: Annotated[str, Meta(title="Kết quả")] = ""


class Guided(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    guidance: Annotated[str, Meta(min_length=5, max_length=5000, title="Nội dung hướng dẫn")]


class Forwarded(Decision, frozen=True, kw_only=True):
    body: Annotated[Text, Meta(title="Cơ quan giải quyết (mã hoặc tên)")]


class Answered(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    result: Annotated[str, Meta(max_length=5000, title="Kết quả")] = ""


@rule(SUPPORT, "Nước cư trú phải là một nước khác Việt Nam", "/country")
def lives_abroad(case: Case[OverseasRequest, Any]) -> bool:
    return is_country(case.fields.country) and case.fields.country != "VN"


@rule(
    PERSONAL_DATA.form("sự đồng ý của chủ thể dữ liệu"),
    "Không cung cấp dữ liệu cá nhân khi người đề nghị chưa đồng ý",
    "/has_consent",
)
def person_consents(case: Case[OverseasRequest, Any]) -> bool:
    return case.fields.has_consent


@rule(SUPPORT, "Phải ghi kết quả giải quyết", "/result")
def says_the_result(case: Case[OverseasRequest, Answered]) -> bool:
    return bool(case.data.result.strip())


def record_consent(case: Case[OverseasRequest, Any]) -> OverseasRequest:
    return replace(case.fields, has_consent=True)


def record_guidance(case: Case[OverseasRequest, Guided]) -> OverseasRequest:
    return replace(case.fields, guidance=case.data.guidance)


def record_forwarding(case: Case[OverseasRequest, Forwarded]) -> OverseasRequest:
    d = case.data
    sent = Decision(number=d.number, date=d.date)
    return replace(case.fields, forwarded_to=d.body, forwarding=sent)


def record_result(case: Case[OverseasRequest, Answered]) -> OverseasRequest:
    return replace(case.fields, result=case.data.result)


def heading(fields: OverseasRequest) -> str:
    return (
        f"Hỗ trợ người Việt Nam ở nước ngoài ({country(fields.country)}): "
        + letters.TOPICS[fields.topic]
    )


def links(fields: OverseasRequest) -> list[Link]:
    if not fields.register_entry:
        return []
    return [Link("asked-by", "consular-border", "overseas-vietnamese", fields.register_entry)]


# fmt: off
OVERSEAS_REQUEST: DossierType[Any] = DossierType(
    name="overseas-request", record="R21", prefix="KB",
    title="Đề nghị hỗ trợ của người Việt Nam ở nước ngoài",
    since=date(2012, 8, 30), law=SUPPORT, team_only=True,
    fields=OverseasRequest, heading=heading, links=links,
    states=STATES, final={State.CLOSED},
    discloses=Disclosure(province=("topic", "country", "forwarded_to"),
                         ministry=("topic", "country")),

    opening=Transition(
        SUPPORT, "receive", title="tiếp nhận đề nghị", target=State.RECEIVED, by=DESK,
        data=Asked, requires=[lives_abroad], emits="received"),

    transitions=[
        Transition(
            PERSONAL_DATA.form("sự đồng ý của chủ thể dữ liệu"), "consent", emits="consented",
            title="ghi nhận người đề nghị đồng ý cung cấp dữ liệu", source={State.RECEIVED},
            target=State.RECEIVED, by=DESK, then=record_consent),
        Transition(
            GUIDANCE, "guide", title="hướng dẫn", source={State.RECEIVED}, target=State.GUIDED,
            by=DESK, data=Guided, then=record_guidance, emits="guided"),
        Transition(
            SUPPORT, "forward", title="chuyển cơ quan giải quyết",
            source={State.RECEIVED, State.GUIDED}, target=State.FORWARDED, by=DEPARTMENT,
            data=Forwarded, requires=[person_consents, is_dated_by_today],
            then=record_forwarding, emits="forwarded",
            consults=Consultation(
                law=SUPPORT, topic="Giải quyết đề nghị của người Việt Nam ở nước ngoài",
                bodies=lambda case: (case.data.body,))),
        Transition(
            SUPPORT, "resolve", title="ghi nhận đã giải quyết",
            source={State.GUIDED, State.FORWARDED}, target=State.RESOLVED, by=DESK,
            data=Answered, requires=[says_the_result], then=record_result, emits="resolved"),
        Transition(
            SUPPORT, "reopen", title="mở lại", source={State.RESOLVED}, target=State.RECEIVED,
            by=DESK, data=WithReason, emits="reopened"),
        Transition(
            SUPPORT, "close", title="đóng, lưu hồ sơ", source={State.RESOLVED},
            target=State.CLOSED, by=DESK, emits="closed"),
    ],

    no_deadline="Các văn bản nguồn không đặt số ngày cho việc hỗ trợ người Việt Nam ở nước ngoài",
    papers=[
        Paper(GUIDANCE, "huong-dan", title="Công văn hướng dẫn", makes=letters.guidance),
        Paper(SUPPORT, "chuyen-giai-quyet", title="Công văn chuyển giải quyết",
              makes=letters.forwarding),
    ],
)
# fmt: on
