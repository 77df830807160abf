"""Consular certification, legalisation and Apostille received here for the Ministry of Foreign
Affairs (NĐ 111/2011/NĐ-CP, NĐ 196/2025/NĐ-CP, the Apostille Convention from 11/9/2026)."""

from __future__ import annotations

import datetime
from datetime import date
from enum import StrEnum
from typing import Annotated, Any, Literal

from msgspec import Meta, Struct
from msgspec.structs import replace

from casework import (
    RECORD,
    Case,
    Consultation,
    Deadline,
    Disclosure,
    Dossier,
    DossierType,
    Former,
    Paper,
    Param,
    Transition,
    Within,
    each,
    fill_in,
    opinion,
    rule,
)
from casework.countries import country, is_country
from casework.vocabulary import Country, Decision, Text, WithReason, labels
from casework.workdays import latest_day
from consular_border.laws import APOSTILLE, LEGALISATION, LEGALISATION_ONLINE, LEGALISATION_POWER
from consular_border.letters import legalisation as letters
from consular_border.places import takes_apostille
from consular_border.refusals import is_dated_by_today, is_own
from consular_border.roles import APPLICANTS, DEPARTMENT, DESK

RECEIVES = LEGALISATION.art(5)
TIME_BEFORE = LEGALISATION.art(11, 5, mark="M")
TIME = LEGALISATION_ONLINE.form("sửa đổi 111/2011/NĐ-CP, Điều 11 khoản 5")
FORWARDING = LEGALISATION_POWER.art(3, 3, "b")
THROUGH_HERE = LEGALISATION_POWER.art(3, 3)
CHAIN = LEGALISATION.art(14, mark="M")
TRANSLATED = LEGALISATION.art(14, mark="M")
NOT_CERTIFIED = LEGALISATION.art(10, mark="M")
VERIFYING = LEGALISATION.form("xác minh chữ ký, con dấu")
SOME, MANY = 5, 10
Kind = Literal["certification", "legalisation", "apostille"]


class State(StrEnum):
    RECEIVED = "received"
    RETURNED = "returned"
    FORWARDED = "forwarded"
    VERIFYING = "verifying"
    CERTIFIED = "certified"
    DELIVERED = "delivered"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


STATES = labels(
    State, received="đã tiếp nhận", forwarded="đã chuyển Bộ Ngoại giao",
    verifying="xác minh chữ ký, con dấu", certified="Bộ Ngoại giao đã chứng nhận",
    delivered="đã trả kết quả", refused="từ chối", withdrawn="đã rút",
)  # fmt: skip


class Item(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One paper or document to certify."""

    title: Annotated[Text, Meta(title="Giấy tờ, tài liệu")]
    issuer: Annotated[Text, Meta(title="Cơ quan cấp")]
    signatory: Annotated[str, Meta(max_length=200, title="Người ký")] = ""
    issued_on: Annotated[datetime.date, Meta(title="Ngày cấp")]
    language: Annotated[str, Meta(pattern=r"^[a-z]{2}$(?!\n)", title="Ngôn ngữ")] = "vi"
    translation: Annotated[
        Literal["", "vi", "en"], Meta(title="Bản dịch (tiếng Việt hoặc tiếng Anh)")
    ] = ""
    has_chain: Annotated[bool, Meta(title="Đã được cơ quan có thẩm quyền chứng nhận trước đó")] = (
        False
    )
    is_altered: Annotated[bool, Meta(title="Bị sửa chữa, tẩy xóa hoặc mâu thuẫn")] = False


class Papers(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Hồ sơ chứng nhận lãnh sự, hợp pháp hóa lãnh sự, chứng nhận Apostille."""

    kind: Annotated[Kind, Meta(title="Loại việc")]
    applicant: Annotated[str, Meta(min_length=1, max_length=200, title="Người đề nghị")]
    applicant_id: Annotated[str, Meta(max_length=60, title="Giấy tờ tùy thân")] = ""
    channel: Annotated[
        Literal["direct", "post", "online"], Meta(title="Trực tiếp, bưu chính hay trực tuyến")
    ] = "direct"
    country: Annotated[Country, Meta(title="Nước sử dụng hoặc nước cấp giấy tờ")]
    items: Annotated[tuple[Item, ...], Meta(min_length=1, max_length=200, title="Giấy tờ")]
    why_not_apostille: Annotated[
        str, Meta(max_length=1000, title="Lý do không dùng Apostille (nước là thành viên)")
    ] = ""
    fee: Annotated[int, Meta(ge=0, title="Lệ phí (VND)")] = 0


class LegalisationCase(Papers, frozen=True, kw_only=True):
    """Hồ sơ chứng nhận lãnh sự, hợp pháp hóa lãnh sự, chứng nhận Apostille."""

    result: Annotated[Decision | None, Meta(title="Kết quả của Bộ Ngoại giao")] = None
    documents: Annotated[int, Meta(ge=0, title="Số giấy tờ")] = 0


class Doubt(WithReason, frozen=True, kw_only=True):
    bodies: Annotated[tuple[Text, ...], Meta(min_length=1, title="Cơ quan được đề nghị xác minh")]


def _days(name: str, title: str, law: Any, default: int | None, before: int = 0) -> Param:
    formerly = (Former(before, date(2025, 8, 2), TIME_BEFORE),) if before else ()
    return Param(
        name=f"legalisation.{name}", title=title, law=law, default=default, unit="working-days",
        least=1, most=60, formerly=formerly,
    )  # fmt: skip


MAY_RECEIVE = Param(
    name="legalisation.may-receive",
    title="Tỉnh được phân cấp hoặc được Bộ Ngoại giao ủy quyền tiếp nhận và trả kết quả",
    law=LEGALISATION_POWER.art(3, 1),
    default=False,
)
FORWARD = _days("forward", "Sở chuyển hồ sơ cho Bộ Ngoại giao", FORWARDING, 1)
DECIDE_FEW = _days("decide-few", "Bộ Ngoại giao giải quyết từ 1 đến 4 giấy tờ", TIME, 1, before=1)
DECIDE_SOME = _days("decide-some", "Bộ Ngoại giao giải quyết từ 5 đến 9 giấy tờ", TIME, 2, before=1)
DECIDE_MANY = _days("decide-many", "Bộ Ngoại giao giải quyết từ 10 giấy tờ", TIME, 4, before=5)
DELIVER = _days("deliver", "Trả kết quả qua Sở (văn bản không nêu số ngày)", THROUGH_HERE, None)
VERIFY = _days("verify", "Cơ quan được đề nghị xác minh trả lời",
               VERIFYING, 5)  # fmt: skip


@rule(LEGALISATION_POWER.art(3, 1), "Sở chưa được Bộ Ngoại giao ủy quyền tiếp nhận hồ sơ này")
def is_received_here(case: Case[LegalisationCase, Any]) -> bool:
    return case.is_on(MAY_RECEIVE)


@rule(RECORD, "Không có nước nào mang mã này", "/country")
def country_is_known(case: Case[LegalisationCase, Any]) -> bool:
    return is_country(case.fields.country)


@rule(
    APOSTILLE.art(2),
    "Nước này là thành viên Công ước Apostille: chỉ cần chứng nhận Apostille; nếu vẫn hợp pháp "
    "hóa phải nêu lý do",
    "/why_not_apostille",
)
def is_no_matter_of_apostille(case: Case[LegalisationCase, Any]) -> bool:
    f = _asked(case)
    if f.kind == "apostille" or f.why_not_apostille.strip():
        return True
    return not takes_apostille(f.country, case.today)


@rule(
    APOSTILLE.art(1),
    "Nước này chưa áp dụng Công ước Apostille với Việt Nam: phải hợp pháp hóa lãnh sự",
    "/kind",
)
def apostille_works_there(case: Case[LegalisationCase, Any]) -> bool:
    asked = _asked(case)
    return asked.kind != "apostille" or takes_apostille(asked.country, case.today)


@each(
    CHAIN,
    "Giấy tờ chưa được chứng nhận theo trình tự trước khi đề nghị",
    "items",
    "has_chain",
)
def chain_is_complete(case: Case[LegalisationCase, Any], item: Item) -> bool:
    return item.has_chain or case.fields.kind == "apostille"


@each(
    TRANSLATED,
    "Giấy tờ nước ngoài phải kèm bản dịch tiếng Việt hoặc tiếng Anh",
    "items",
    "translation",
)
def is_translated(case: Case[LegalisationCase, Any], item: Item) -> bool:
    return item.language in ("vi", "en") or item.translation != ""


@each(
    NOT_CERTIFIED,
    "Giấy tờ bị sửa chữa, tẩy xóa hoặc có nội dung mâu thuẫn không được chứng nhận",
    "items",
    "is_altered",
)
def is_unaltered(case: Case[LegalisationCase, Any], item: Item) -> bool:
    return not item.is_altered


@each(RECORD, "Ngày cấp giấy tờ không thể sau hôm nay", "items", "issued_on")
def is_issued_by_today(case: Case[LegalisationCase, Any], item: Item) -> bool:
    return item.issued_on <= latest_day(case.at)


@rule(VERIFYING, "Cơ quan được đề nghị xác minh chưa trả lời", "/opinions")
def is_verified(case: Case[LegalisationCase, Any]) -> bool:
    return not opinion.pending(case.dossier, case.today)


@rule(NOT_CERTIFIED, "Chữ ký, con dấu không được xác nhận: không chứng nhận", "/opinions")
def nobody_denies(case: Case[LegalisationCase, Any]) -> bool:
    return not opinion.disagreeing(case.dossier)


def _asked(case: Case[LegalisationCase, Any]) -> Papers:
    """What is asked now, or what stands in the dossier."""
    return case.data if isinstance(case.data, Papers) else case.fields


def take_in(case: Case[LegalisationCase, Papers]) -> LegalisationCase:
    return fill_in(case, documents=len(case.data.items))


def record_result(case: Case[LegalisationCase, Decision]) -> LegalisationCase:
    return replace(case.fields, result=case.data)


def are_few(dossier: Dossier[Any]) -> bool:
    return len(dossier.fields.items) < SOME


def are_some(dossier: Dossier[Any]) -> bool:
    return SOME <= len(dossier.fields.items) < MANY


def are_many(dossier: Dossier[Any]) -> bool:
    return len(dossier.fields.items) >= MANY


def heading(fields: LegalisationCase) -> str:
    what = letters.WHAT[fields.kind].capitalize()
    return f"{what}: {country(fields.country)}, {len(fields.items)} giấy tờ"


ADMISSIBLE = [is_received_here, is_no_matter_of_apostille, apostille_works_there]
ACCEPTABLE = [country_is_known, chain_is_complete, is_translated, is_unaltered, is_issued_by_today]
IN_HAND = frozenset({State.RECEIVED, State.FORWARDED, State.CERTIFIED})


def _decide(name: str, amount: Param, applies: Any) -> Deadline:
    return Deadline(
        law=TIME, name=name, id="D65", title="Bộ Ngoại giao giải quyết",
        shape=Within(amount=amount, runs_in={State.FORWARDED}),
        met_by={"certify", "refuse"}, applies=applies,
    )  # fmt: skip


# fmt: off
LEGALISATION_TYPE: DossierType[Any] = DossierType(
    name="legalisation", record="R18", personal=True, tracked=True, prefix="LS",
    title="Chứng nhận lãnh sự, hợp pháp hóa lãnh sự, chứng nhận Apostille",
    since=date(2012, 2, 1), law=RECEIVES,
    fields=LegalisationCase, heading=heading,
    states=STATES, final={State.DELIVERED, State.REFUSED, State.WITHDRAWN},
    invariants=ACCEPTABLE,
    params=[MAY_RECEIVE, FORWARD, DECIDE_FEW, DECIDE_SOME, DECIDE_MANY, DELIVER],
    discloses=Disclosure(province=("kind", "channel", "country", "documents"),
                         ministry=("kind", "channel", "country", "documents")),

    opening=Transition(
        RECEIVES, "receive", title="tiếp nhận hồ sơ", target=State.RECEIVED, by=APPLICANTS,
        data=Papers, requires=ADMISSIBLE, then=take_in, emits="received"),

    transitions=[
        Transition(
            RECEIVES, "return", title="trả bổ sung", source={State.RECEIVED},
            target=State.RETURNED, by=DESK, data=WithReason, emits="returned"),
        Transition(
            RECEIVES, "supplement", title="bổ sung hồ sơ", source={State.RETURNED},
            target=State.RECEIVED, by=APPLICANTS, data=Papers, requires=[is_own, *ADMISSIBLE],
            then=take_in, emits="supplemented"),
        Transition(
            LEGALISATION_ONLINE.form("quy trình điện tử"), "forward", emits="forwarded",
            title="chuyển Bộ Ngoại giao", source={State.RECEIVED}, target=State.FORWARDED,
            by=DEPARTMENT, requires=ADMISSIBLE),
        Transition(
            VERIFYING, "verify", title="đề nghị xác minh chữ ký, con dấu",
            source={State.FORWARDED}, target=State.VERIFYING, by=DEPARTMENT, data=Doubt,
            emits="verification-asked",
            consults=Consultation(
                law=VERIFYING, topic="Xác minh chữ ký, con dấu",
                bodies=lambda case: case.data.bodies, within=VERIFY, id="D67")),
        Transition(
            VERIFYING, "resume", title="tiếp tục sau xác minh",
            source={State.VERIFYING}, target=State.FORWARDED, by=DEPARTMENT,
            requires=[is_verified], emits="verified"),
        Transition(
            TIME, "certify", title="ghi nhận Bộ Ngoại giao đã chứng nhận",
            source={State.FORWARDED}, target=State.CERTIFIED, by=DEPARTMENT, data=Decision,
            requires=[nobody_denies, is_dated_by_today], then=record_result, emits="certified"),
        Transition(
            RECEIVES, "deliver", title="trả kết quả", source={State.CERTIFIED},
            target=State.DELIVERED, by=DESK, emits="delivered"),
        Transition(
            NOT_CERTIFIED, "refuse", title="từ chối chứng nhận",
            source={State.RECEIVED, State.RETURNED, State.FORWARDED, State.VERIFYING},
            target=State.REFUSED, by=DEPARTMENT, data=WithReason, emits="refused"),
        Transition(
            RECEIVES, "withdraw", title="rút hồ sơ", source={State.RECEIVED, State.RETURNED},
            target=State.WITHDRAWN, by=APPLICANTS, data=WithReason, requires=[is_own],
            emits="withdrawn"),
    ],

    deadlines=[
        Deadline(
            law=FORWARDING, name="forward", id="D66", title="chuyển hồ sơ cho Bộ Ngoại giao",
            owed_to="Bộ Ngoại giao", shape=Within(amount=FORWARD, runs_in={State.RECEIVED}),
            met_by={"forward", "return", "refuse", "withdraw"}),
        _decide("decide", DECIDE_FEW, are_few),
        _decide("decide-some", DECIDE_SOME, are_some),
        _decide("decide-many", DECIDE_MANY, are_many),
        Deadline(
            law=THROUGH_HERE, name="deliver", title="trả kết quả cho người đề nghị",
            owed_to="người đề nghị", shape=Within(amount=DELIVER, runs_in=IN_HAND),
            met_by={"deliver", "refuse"}),
    ],

    papers=[
        Paper(RECEIVES, "bien-nhan", title="Giấy tiếp nhận hồ sơ và hẹn trả kết quả",
              makes=letters.receipt),
        Paper(RECEIVES, "bang-ke", title="Bảng kê giấy tờ chuyển Bộ Ngoại giao",
              makes=letters.schedule, formats=("xlsx",)),
    ],
)
# fmt: on
