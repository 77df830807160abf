"""Activities in the border area suspended for hours (34/2014/NĐ-CP Điều 10 khoản 3-4; D74).

The head of a border post suspends them for at most 12 hours, the commander in the province for at
most 24; the People's Committee may extend that by at most 24 more. Where it is needed the Ministry
is told in writing.
"""

from __future__ import annotations

import datetime
from datetime import date, timedelta
from enum import StrEnum
from typing import Annotated, Any, Literal

from msgspec import Meta, Struct
from msgspec.structs import replace

from casework import (
    RECORD,
    STAYS,
    After,
    Amount,
    Case,
    Consultation,
    Deadline,
    Disclosure,
    Dossier,
    DossierType,
    Immediate,
    Link,
    Paper,
    Transition,
    rule,
)
from casework.vocabulary import Decision, Prose, Role, labels
from consular_border import border
from consular_border.border import Commune, communes_are_listed
from consular_border.laws import BORDER_AREA
from consular_border.letters import border_suspension as letters
from consular_border.refusals import is_dated_by_today
from consular_border.roles import DESK

SUSPENDING = BORDER_AREA.art(10, 3)
EXTENDING = BORDER_AREA.art(10, 4)
POST, COMMAND, EXTENSION = 12, 24, 24
MOST = {"post": POST, "command": COMMAND}
TELLERS = frozenset({*DESK, Role.OFFICE, Role.DIRECTOR, Role.BORDER})


class State(StrEnum):
    SUSPENDED = "suspended"
    EXTENDED = "extended"
    LIFTED = "lifted"


STATES = labels(
    State, suspended="đang tạm dừng", extended="đã gia hạn", lifted="đã hết tạm dừng",
)  # fmt: skip


class Ordered(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Quyết định tạm dừng hoạt động trong khu vực biên giới."""

    by: Annotated[
        Literal["post", "command"], Meta(title="Đồn trưởng hoặc Chỉ huy trưởng cấp tỉnh quyết định")
    ]
    communes: Annotated[tuple[Commune, ...], Meta(min_length=1, max_length=30, title="Xã")]
    activities: Annotated[Prose, Meta(title="Hoạt động bị hạn chế, tạm dừng")]
    reason_for: Annotated[Prose, Meta(title="Lý do")]
    starts_at: Annotated[datetime.datetime, Meta(tz=True, title="Từ giờ")]
    hours: Annotated[int, Meta(ge=1, title="Số giờ")]
    tell_ministry: Annotated[bool, Meta(title="Cần thông báo Bộ Ngoại giao")] = False
    incident: Annotated[str, Meta(max_length=60, title="Hồ sơ vụ việc biên giới")] = ""


class Extension(Decision, frozen=True, kw_only=True):
    """Quyết định gia hạn của Ủy ban nhân dân tỉnh."""

    hours: Annotated[int, Meta(ge=1, title="Số giờ gia hạn")]


class Lifted(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    lifted_at: Annotated[datetime.datetime, Meta(tz=True, title="Hết tạm dừng lúc")]


class BorderSuspension(Ordered, frozen=True, kw_only=True):
    """Hạn chế, tạm dừng hoạt động trong khu vực biên giới."""

    ends_at: Annotated[datetime.datetime | None, Meta(title="Đến giờ")] = None
    extension: Annotated[Extension | None, Meta(title="Gia hạn")] = None
    ministry: Annotated[Decision | None, Meta(title="Thông báo Bộ Ngoại giao")] = None
    lifted_at: Annotated[datetime.datetime | None, Meta(title="Hết tạm dừng lúc")] = None


Suspension = Case[BorderSuspension, Any]


@rule(
    SUSPENDING,
    "Đồn trưởng tạm dừng không quá 12 giờ, Chỉ huy trưởng cấp tỉnh không quá 24 giờ",
    "/hours",
)
def is_within_the_hours(case: Suspension) -> bool:
    return case.fields.hours <= MOST[case.fields.by]


@rule(RECORD, "Giờ bắt đầu không thể sau lúc này", "/starts_at")
def has_begun(case: Suspension) -> bool:
    return case.fields.starts_at <= case.at


@rule(EXTENDING, "Ủy ban nhân dân tỉnh gia hạn không quá 24 giờ", "/hours")
def extension_is_within_the_hours(case: Case[BorderSuspension, Extension]) -> bool:
    return case.data.hours <= EXTENSION


@rule(EXTENDING, "Phải gia hạn trước khi hết giờ tạm dừng", "/hours")
def is_extended_in_time(case: Suspension) -> bool:
    ends = case.fields.ends_at
    return ends is not None and case.at <= ends


@rule(RECORD, "Giờ hết tạm dừng phải sau giờ bắt đầu, không sau lúc này", "/lifted_at")
def is_lifted_afterwards(case: Case[BorderSuspension, Lifted]) -> bool:
    return case.fields.starts_at <= case.data.lifted_at <= case.at


@rule(EXTENDING, "Chưa thông báo Bộ Ngoại giao bằng văn bản", "/ministry")
def ministry_is_told(case: Suspension) -> bool:
    return not case.fields.tell_ministry or case.fields.ministry is not None


def start(case: Case[BorderSuspension, Ordered]) -> BorderSuspension:
    return replace(case.fields, ends_at=case.data.starts_at + timedelta(hours=case.data.hours))


def extend(case: Case[BorderSuspension, Extension]) -> BorderSuspension:
    f = case.fields
    assert f.ends_at is not None
    ends_at = f.ends_at + timedelta(hours=case.data.hours)
    return replace(f, extension=case.data, ends_at=ends_at)


def record_ministry(case: Case[BorderSuspension, Decision]) -> BorderSuspension:
    return replace(case.fields, ministry=case.data)


def lift(case: Case[BorderSuspension, Lifted]) -> BorderSuspension:
    return replace(case.fields, lifted_at=case.data.lifted_at)


def starts(dossier: Dossier[Any]) -> datetime.datetime:
    at: datetime.datetime = dossier.fields.starts_at
    return at


def first_end(dossier: Dossier[Any]) -> datetime.datetime:
    return starts(dossier) + timedelta(hours=dossier.fields.hours)


def is_by(who: str) -> Any:
    return lambda d: d.fields.by == who and d.fields.extension is None


def heading(fields: BorderSuspension) -> str:
    return f"Tạm dừng hoạt động khu vực biên giới từ {fields.starts_at:%H:%M %d/%m/%Y}"


def links(fields: BorderSuspension) -> list[Link]:
    if not fields.incident:
        return []
    return [Link("because-of", "consular-border", "border-incident", fields.incident)]


TOLD = ("by", "communes", "starts_at", "hours", "ends_at", "lifted_at")

# fmt: off
BORDER_SUSPENSION: DossierType[Any] = DossierType(
    name="border-suspension", record="R22b", tracked=False, prefix="TDG",
    title="Hạn chế, tạm dừng hoạt động trong khu vực biên giới",
    since=date(2014, 6, 15), law=SUSPENDING, shown_to={Role.BORDER, Role.POLICE},
    fields=BorderSuspension, heading=heading, links=links,
    states=STATES, final={State.LIFTED},
    invariants=[communes_are_listed, is_within_the_hours, has_begun,
                border.without_coordinates(SUSPENDING, "activities", "reason_for")],
    params=[*border.COMMUNES.values()],
    discloses=Disclosure(province=TOLD, ministry=TOLD),

    opening=Transition(
        SUSPENDING, "suspend", title="báo quyết định tạm dừng", target=State.SUSPENDED,
        by={Role.BORDER, Role.OFFICER, Role.HEAD}, data=Ordered, then=start, emits="suspended",
        consults=Consultation(
            law=SUSPENDING, topic="Tạm dừng hoạt động trong khu vực biên giới",
            bodies=lambda case: ("cong-an-tinh", "so-ngoai-vu", *case.fields.communes))),

    transitions=[
        Transition(
            EXTENDING, "extend", not_by={"suspend"},
            title="gia hạn tạm dừng", source={State.SUSPENDED},
            target=State.EXTENDED, by={Role.CHAIR, Role.OFFICE}, data=Extension, emits="extended",
            requires=[extension_is_within_the_hours, is_extended_in_time, is_dated_by_today],
            then=extend),
        Transition(
            EXTENDING, "tell-ministry", title="thông báo Bộ Ngoại giao",
            source={State.SUSPENDED, State.EXTENDED}, target=STAYS, by=TELLERS, data=Decision,
            requires=[is_dated_by_today], then=record_ministry, emits="ministry-told"),
        Transition(
            SUSPENDING, "lift", title="ghi nhận hết tạm dừng",
            main=True,
            source={State.SUSPENDED, State.EXTENDED}, target=State.LIFTED, by=TELLERS,
            data=Lifted, requires=[is_lifted_afterwards, ministry_is_told], then=lift,
            emits="lifted"),
    ],

    deadlines=[
        Deadline(
            law=SUSPENDING, name="end-of-post", id="D74", met_by={"lift"},
            title="Đồn trưởng tạm dừng không quá 12 giờ", applies=is_by("post"),
            shape=After(amount=Amount(POST, "hours"), event=starts, of="giờ tạm dừng")),
        Deadline(
            law=SUSPENDING, name="end-of-command", id="D74", met_by={"lift"},
            title="Chỉ huy trưởng cấp tỉnh tạm dừng không quá 24 giờ", applies=is_by("command"),
            shape=After(amount=Amount(COMMAND, "hours"), event=starts, of="giờ tạm dừng")),
        Deadline(
            law=EXTENDING, name="end-of-extension", id="D74", met_by={"lift"},
            title="Ủy ban nhân dân tỉnh gia hạn không quá 24 giờ",
            applies=lambda d: d.fields.extension is not None,
            shape=After(amount=Amount(EXTENSION, "hours"), event=first_end, of="giờ hết lần đầu")),
        Deadline(
            law=EXTENDING, name="tell-ministry", id="D74", met_by={"tell-ministry"},
            title="thông báo Bộ Ngoại giao bằng văn bản", owed_to="Bộ Ngoại giao",
            applies=lambda d: d.fields.tell_ministry,
            shape=Immediate(event=starts, of="giờ tạm dừng")),
    ],

    papers=[
        Paper(EXTENDING, "thong-bao-bng", title="Thông báo Bộ Ngoại giao",
              makes=letters.to_the_ministry),
    ],
)
# fmt: on
