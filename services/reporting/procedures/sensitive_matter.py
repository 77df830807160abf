"""A complex or sensitive matter (22/2012/QĐ-UBND, Điều 19 khoản 1; Điều 7 khoản 3; Điều 17).

Whoever meets it raises it and tells three bodies: the provincial police, the foreign-affairs body
and the People's Committee; each notice is written down with its time, and the Ministry's too where
the matter reaches it. Only a short neutral text is kept here, for the team alone. While the matter
is open, the short paths of the dossiers it names are closed in their own services.
"""

from __future__ import annotations

import datetime
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
    Deadline,
    Disclosure,
    DossierType,
    Immediate,
    Link,
    Paper,
    Param,
    Transition,
    act_day,
    rule,
)
from casework.vocabulary import SensitiveField, WithReason, labels
from reporting.laws import DIPLOMATIC_CORPS, SECRETS, SENSITIVE_MATTERS
from reporting.letters import sensitive_matter as letters
from reporting.roles import DEPARTMENT, LEADERS, Role


class State(StrEnum):
    RAISED = "raised"
    NOTIFIED = "notified"
    HANDLING = "handling"
    CLOSED = "closed"


STATES = labels(
    State, raised="đã nêu, đang thông báo", notified="đã thông báo đủ ba nơi", handling="đang xử lý"
)
OPEN = frozenset({State.RAISED, State.NOTIFIED, State.HANDLING})
To = Literal["police", "department", "committee", "ministry"]
THREE: tuple[To, ...] = ("police", "department", "committee")
NAMES: dict[To, str] = {
    "police": "Công an tỉnh",
    "department": "Sở (Phòng) Ngoại vụ",
    "committee": "Ủy ban nhân dân tỉnh",
    "ministry": "Bộ Ngoại giao",
}


class Concerned(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A dossier that the matter touches, in whatever service it lies."""

    service: Literal["delegations", "conferences-agreements", "ngos", "consular-border"]
    type: Annotated[
        str, Meta(pattern=r"^[a-z][a-z0-9-]*$(?!\n)", max_length=60, title="Loại hồ sơ")
    ]
    id: Annotated[str, Meta(min_length=1, max_length=60, title="Mã định danh hồ sơ")]


class Raised(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Vấn đề phức tạp, nhạy cảm: lĩnh vực và mô tả ngắn, trung tính."""

    sensitive_in: Annotated[tuple[SensitiveField, ...], Meta(min_length=1, title="Lĩnh vực")]
    description: Annotated[str, Meta(min_length=5, max_length=2000, title="Mô tả trung tính")]
    concerns: Annotated[tuple[Concerned, ...], Meta(max_length=20, title="Hồ sơ liên quan")] = ()
    bodies: Annotated[
        tuple[str, ...], Meta(max_length=10, title="Cơ quan trong nhóm xử lý (mã)")
    ] = ()


class Notice(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    to: Annotated[To, Meta(title="Nơi nhận thông báo")]
    at: Annotated[datetime.datetime, Meta(tz=True, title="Thời điểm thông báo")]
    how: Annotated[str, Meta(max_length=200, title="Hình thức, người nhận")] = ""


class SensitiveMatter(Raised, frozen=True, kw_only=True):
    notices: Annotated[tuple[Notice, ...], Meta(title="Các thông báo")] = ()
    handled_by: Annotated[str, Meta(title="Cơ quan xử lý (mã)")] = ""
    result: Annotated[str, Meta(title="Kết quả")] = ""


class Shared(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    body: Annotated[str, Meta(min_length=1, max_length=60, title="Cơ quan được xem (mã)")]


class Handling(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    handled_by: Annotated[str, Meta(min_length=1, max_length=60, title="Cơ quan xử lý (mã)")]


class Result(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    result: Annotated[str, Meta(min_length=5, max_length=2000, title="Kết quả (trung tính)")]


LONGEST = Param(
    name="sensitive-matter.longest-text",
    title="Số ký tự nhiều nhất của mô tả, kết quả vấn đề phức tạp, nhạy cảm",
    law=SECRETS.art(5),
    default=300,
    least=50,
    most=1000,
)


def _is_short(case: Case[Any, Any], text: str) -> bool:
    return len(text) <= (case.number(LONGEST) or 0)


@rule(SECRETS.art(5), "Chỉ ghi mô tả ngắn, trung tính; nội dung để ngoài hệ thống", "/description")
def description_is_short(case: Case[SensitiveMatter, Raised]) -> bool:
    return _is_short(case, case.data.description)


@rule(SECRETS.art(5), "Chỉ ghi kết quả ngắn, trung tính; nội dung để ngoài hệ thống", "/result")
def result_is_short(case: Case[SensitiveMatter, Result]) -> bool:
    return _is_short(case, case.data.result)


@rule(RECORD, "Thời điểm thông báo không thể sau lúc ghi", "/at")
def is_told_by_now(case: Case[SensitiveMatter, Notice]) -> bool:
    return case.data.at <= case.at


@rule(
    SENSITIVE_MATTERS,
    "Còn thiếu thông báo: Công an tỉnh, Sở (Phòng) Ngoại vụ, Ủy ban nhân dân tỉnh",
    "/notices",
)
def three_are_told(case: Case[SensitiveMatter, Any]) -> bool:
    return not missing(case.fields)


@rule(SECRETS.art(5), "Chỉ chia sẻ với cơ quan trong nhóm xử lý đã nêu tên", "/body")
def is_of_the_team(case: Case[SensitiveMatter, Shared]) -> bool:
    return case.data.body in case.fields.bodies


@rule(SENSITIVE_MATTERS, "Cơ quan xử lý phải thuộc nhóm xử lý đã nêu tên", "/handled_by")
def handler_is_of_the_team(case: Case[SensitiveMatter, Handling]) -> bool:
    return case.data.handled_by in {*case.fields.bodies, case.dossier.unit}


@rule(SENSITIVE_MATTERS, "Chưa có kết quả xử lý", "/result")
def has_a_result(case: Case[SensitiveMatter, Result]) -> bool:
    return bool(case.data.result.strip())


def missing(fields: Any) -> list[To]:
    """The notices of the three that nobody has given yet."""
    told = {n.to for n in fields.notices}
    return [to for to in THREE if to not in told]


def write_down(case: Case[SensitiveMatter, Notice]) -> SensitiveMatter:
    return replace(case.fields, notices=(*case.fields.notices, case.data))


def record_handler(case: Case[SensitiveMatter, Handling]) -> SensitiveMatter:
    return replace(case.fields, handled_by=case.data.handled_by)


def record_result(case: Case[SensitiveMatter, Result]) -> SensitiveMatter:
    return replace(case.fields, result=case.data.result)


def heading(fields: SensitiveMatter) -> str:
    """The title says nothing: it stands in lists."""
    return "Vấn đề phức tạp, nhạy cảm"


def links(fields: SensitiveMatter) -> list[Link]:
    return [Link("concerns", c.service, c.type, c.id) for c in fields.concerns]


RAISERS = {*DEPARTMENT, Role.UNIT, Role.OFFICE, Role.POLICE, Role.BORDER, Role.PARTY}

# fmt: off
SENSITIVE_MATTER = DossierType(
    name="sensitive-matter", record="R31", prefix="NC",
    title="Vấn đề phức tạp, nhạy cảm",
    since=date(2012, 8, 30), law=SENSITIVE_MATTERS,
    fields=SensitiveMatter, heading=heading, links=links, team_only=True,
    states=STATES, final={State.CLOSED}, params=[LONGEST],
    discloses=Disclosure(province=("sensitive_in",)),

    opening=Transition(
        SENSITIVE_MATTERS, "raise", title="nêu vấn đề phức tạp, nhạy cảm", target=State.RAISED,
        by=RAISERS, data=Raised, requires=[description_is_short], emits="raised"),

    transitions=[
        Transition(
            SENSITIVE_MATTERS, "notify", title="ghi thông báo", emits="notice-recorded",
            source={State.RAISED}, target=STAYS, by=RAISERS, data=Notice,
            requires=[is_told_by_now], then=write_down),
        Transition(
            DIPLOMATIC_CORPS, "notify-again", title="thông báo thêm", emits="notice-added",
            source={State.NOTIFIED, State.HANDLING}, target=STAYS, by=RAISERS, data=Notice,
            requires=[is_told_by_now], then=write_down),
        Transition(
            SENSITIVE_MATTERS, "confirm-notices", title="xác nhận đã thông báo đủ ba nơi",
            source={State.RAISED}, target=State.NOTIFIED, by=RAISERS,
            requires=[three_are_told], emits="notified"),
        Transition(
            SECRETS.art(5), "share", title="chia sẻ trong nhóm xử lý", emits="shared",
            source=OPEN, target=STAYS, by=DEPARTMENT, data=Shared, requires=[is_of_the_team],
            consults=Consultation(
                law=SENSITIVE_MATTERS, topic="Phối hợp xử lý vấn đề",
                bodies=lambda case: (case.data.body,))),
        Transition(
            SENSITIVE_MATTERS, "handle", title="giao cơ quan xử lý", emits="handed-over",
            source={State.NOTIFIED}, target=State.HANDLING, by=LEADERS, data=Handling,
            requires=[three_are_told, handler_is_of_the_team], then=record_handler),
        Transition(
            SENSITIVE_MATTERS, "close", title="kết thúc vấn đề", emits="closed",
            source=OPEN, target=State.CLOSED, by=LEADERS, data=Result,
            requires=[three_are_told, result_is_short, has_a_result], then=record_result),
        Transition(
            SENSITIVE_MATTERS, "reopen", title="mở lại vấn đề", emits="reopened",
            source={State.CLOSED}, target=State.HANDLING, by=LEADERS, data=WithReason,
            correction=True),
    ],

    deadlines=[
        Deadline(
            law=SENSITIVE_MATTERS, name="notify", owed_to="Công an tỉnh, Sở Ngoại vụ, UBND tỉnh",
            title="thông báo kịp thời cho ba nơi",
            shape=Immediate(event=act_day("raise"), of="nêu vấn đề"), met_by={"confirm-notices"}),
    ],

    papers=[
        Paper(SENSITIVE_MATTERS, "phieu-thong-bao", title="Phiếu thông báo vấn đề",
              makes=letters.slip),
    ],
)
# fmt: on
