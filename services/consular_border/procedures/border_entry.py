"""Foreigners or a delegation entering the land border area (R22g; 34/2014/NĐ-CP Điều 6).

A Vietnamese body that brings foreigners in tells the provincial police and border guard at least 24
hours before (khoản 2 điểm b, D69). Delegations and high-level guests enter on a written notice to
the same bodies, with an officer of the host beside them, for which no number of hours is set (điểm
c, D70). A foreigner who lives in Viet Nam needs a permit of the provincial police (điểm a).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from msgspec.structs import replace

from casework import (
    RECORD,
    STAYS,
    Amount,
    Before,
    Case,
    Consultation,
    Deadline,
    Disclosure,
    Dossier,
    DossierType,
    Link,
    Paper,
    Param,
    Transition,
    each,
    fill_in,
    rule,
    sensitive,
)
from casework.countries import is_country
from casework.refusals import own
from casework.vocabulary import Decision, Role, WithReason, labels
from consular_border import border, matters
from consular_border.border import GUARDS, communes_are_listed
from consular_border.entries import BorderEntry, Entered, Guest, Left, Opened, Plan, nationalities
from consular_border.laws import BORDER_AREA, SENSITIVE_MATTERS
from consular_border.letters import border_entry as letters
from consular_border.refusals import is_dated_by_today, is_own
from consular_border.roles import DESK

RESIDENTS = BORDER_AREA.art(6, 2, "a")
FOREIGNERS = BORDER_AREA.art(6, 2, "b")
DELEGATIONS = BORDER_AREA.art(6, 2, "c")
HOURS = Amount(24, "hours")

is_own_or_guarded = own(RECORD, "Đơn vị chỉ lập và sửa hồ sơ của chính mình", but={Role.BORDER})


class State(StrEnum):
    PLANNED = "planned"
    NOTIFIED = "notified"
    ENTERED = "entered"
    LEFT = "left"
    CANCELLED = "cancelled"


STATES = labels(
    State, planned="dự kiến", notified="đã thông báo", entered="đã vào khu vực biên giới",
    left="đã rời khu vực biên giới",
)  # fmt: skip
OPEN = frozenset({State.PLANNED, State.NOTIFIED, State.ENTERED})
FILERS = frozenset({Role.UNIT, Role.OFFICER, Role.HEAD})
WATCHERS = frozenset({*FILERS, Role.BORDER})
Entry = Case[BorderEntry, Any]

DELEGATION_NOTICE = Param(
    name="border-entry.delegation-notice",
    title="Thông báo đoàn đại biểu, khách cấp cao vào khu vực biên giới (văn bản không nêu số giờ)",
    law=DELEGATIONS, default=None, unit="hours",
)  # fmt: skip


@rule(RECORD, "Giờ ra phải sau giờ vào", "/leaves_at")
def leaves_after_entering(case: Entry) -> bool:
    return case.fields.enters_at < case.fields.leaves_at


@each(RECORD, "Không có nước nào mang mã này", "guests", "nationality")
def nationality_is_known(case: Entry, guest: Guest) -> bool:
    return is_country(guest.nationality)


@each(FOREIGNERS, "Công dân Việt Nam không thuộc diện này", "guests", "nationality")
def guest_is_foreign(case: Entry, guest: Guest) -> bool:
    return guest.nationality != "VN"


@rule(RECORD, "Không lập hồ sơ cho lượt vào đã qua", "/enters_at")
def is_ahead(case: Entry) -> bool:
    """What another dossier says of today is opened all the same, and notified at once."""
    data: Plan = case.data
    return case.at < data.enters_at or Role.SYSTEM in case.actor.roles


@rule(FOREIGNERS, "Chưa ghi xã biên giới sẽ đến", "/communes")
def communes_are_named(case: Entry) -> bool:
    return bool(case.fields.communes)


@rule(FOREIGNERS, "Chưa có danh sách người nước ngoài", "/guests")
def guests_are_named(case: Entry) -> bool:
    return bool(case.fields.guests)


@rule(
    FOREIGNERS,
    "Phải thông báo cho Công an tỉnh và Bộ đội Biên phòng trước ít nhất 24 giờ",
    "/enters_at",
)
def is_told_a_day_before(case: Entry) -> bool:
    """Only delegations and high-level guests enter on a shorter notice (điểm c)."""
    notice = timedelta(hours=HOURS.number)
    return case.fields.path == "delegation" or case.at + notice <= case.fields.enters_at


@rule(DELEGATIONS, "Phải thông báo bằng văn bản trước khi Đoàn vào", "/enters_at")
def is_told_before(case: Entry) -> bool:
    return case.at < case.fields.enters_at


@rule(DELEGATIONS, "Đoàn đại biểu, khách cấp cao phải có cán bộ đi cùng", "/escort")
def has_an_escort(case: Entry) -> bool:
    return case.fields.path != "delegation" or bool(case.fields.escort.strip())


@rule(
    DELEGATIONS,
    "Hồ sơ liên quan vấn đề nhạy cảm không đi theo diện đoàn: phải thông báo trước 24 giờ",
    "/path",
)
def short_path_is_calm(case: Entry) -> bool:
    is_early = case.at + timedelta(hours=HOURS.number) <= case.fields.enters_at
    return case.fields.path != "delegation" or is_early or not case.fields.matters


@rule(
    RESIDENTS,
    "Người nước ngoài thường trú, tạm trú tại Việt Nam phải có giấy phép của Công an tỉnh",
    "/permit",
)
def resident_has_a_permit(case: Entry) -> bool:
    return case.fields.path != "resident" or case.fields.permit is not None


@rule(RECORD, "Giờ vào phải sau khi thông báo và không thể sau lúc này", "/entered_at")
def enters_after_the_notice(case: Case[BorderEntry, Entered]) -> bool:
    told = case.dossier.act("notify")
    return told is not None and told.at <= case.data.entered_at <= case.at


@rule(RECORD, "Giờ ra phải sau giờ vào và không thể sau lúc này", "/left_at")
def left_after_entering(case: Case[BorderEntry, Left]) -> bool:
    came = case.fields.entered_at
    return came is not None and came <= case.data.left_at <= case.at


def those_who_keep_the_border(case: Entry) -> Sequence[str]:
    """The police, the border guard, and the communes that are entered."""
    return (*GUARDS, *case.fields.communes)


def take_in(case: Case[BorderEntry, Plan]) -> BorderEntry:
    told = fill_in(case)
    people = len(told.guests) or told.expected
    enters_at = told.enters_at.astimezone(case.at.tzinfo)
    return replace(told, people=people, nationalities=nationalities(told), enters_at=enters_at)


def record_notice(case: Case[BorderEntry, Decision]) -> BorderEntry:
    return replace(case.fields, notice=case.data)


def record_entry(case: Case[BorderEntry, Entered]) -> BorderEntry:
    return replace(case.fields, entered_at=case.data.entered_at)


def record_leaving(case: Case[BorderEntry, Left]) -> BorderEntry:
    return replace(case.fields, left_at=case.data.left_at, remarks=case.data.remarks)


def enters(dossier: Dossier[Any]) -> Any:
    return dossier.fields.enters_at


def is_on(*paths: str) -> Any:
    return lambda dossier: dossier.fields.path in paths


def heading(fields: BorderEntry) -> str:
    return f"Vào khu vực biên giới: {fields.purpose}"


def links(fields: BorderEntry) -> list[Link]:
    found = matters.links(fields)
    if fields.of:
        found.append(Link("entry-of", fields.of_service, fields.of_type, fields.of))
    return found


TOLD = ("path", "occasion", "host", "communes", "enters_at", "leaves_at", "people")

# fmt: off
BORDER_ENTRY: DossierType[Any] = DossierType(
    name="border-entry", record="R22g", tracked=False, prefix="VB",
    title="Người nước ngoài, đoàn vào khu vực biên giới",
    since=date(2014, 6, 15), law=FOREIGNERS, shown_to={Role.POLICE, Role.BORDER},
    fields=BorderEntry, heading=heading, links=links,
    states=STATES, final={State.LEFT, State.CANCELLED},
    params=[DELEGATION_NOTICE, *border.COMMUNES.values()],
    invariants=[communes_are_listed, leaves_after_entering, nationality_is_known, guest_is_foreign],
    discloses=Disclosure(province=(*TOLD, "purpose", "nationalities", "entered_at", "left_at"),
                         ministry=(*TOLD, "nationalities")),

    opening=Transition(
        FOREIGNERS, "plan", title="lập kế hoạch vào khu vực biên giới", target=State.PLANNED,
        by={*FILERS, Role.SYSTEM}, data=Opened, requires=[is_own, is_ahead], then=take_in,
        emits="planned"),

    transitions=[
        Transition(
            FOREIGNERS, "revise", title="sửa kế hoạch", source={State.PLANNED, State.NOTIFIED},
            target=State.PLANNED, by=FILERS, data=Plan, requires=[is_own, is_ahead],
            then=take_in, emits="revised"),
        Transition(
            FOREIGNERS, "ask", title="hỏi ý kiến Công an, Bộ đội Biên phòng", emits="asked",
            source={State.PLANNED}, target=STAYS, by={*DESK, Role.SYSTEM},
            consults=Consultation(
                law=FOREIGNERS, topic="Người nước ngoài vào khu vực biên giới",
                bodies=those_who_keep_the_border)),
        Transition(
            FOREIGNERS, "notify", title="thông báo Công an, Bộ đội Biên phòng", emits="notified",
            source={State.PLANNED}, target=State.NOTIFIED, by=FILERS, data=Decision,
            requires=[is_own, is_dated_by_today, communes_are_named, guests_are_named,
                      resident_has_a_permit, has_an_escort, is_told_a_day_before, is_told_before,
                      short_path_is_calm],
            then=record_notice,
            consults=Consultation(
                law=FOREIGNERS, topic="Thông báo người nước ngoài vào khu vực biên giới",
                bodies=those_who_keep_the_border)),
        Transition(
            FOREIGNERS, "enter", title="ghi nhận đã vào", source={State.NOTIFIED},
            target=State.ENTERED, by=WATCHERS, data=Entered,
            requires=[is_own_or_guarded, enters_after_the_notice], then=record_entry,
            emits="entered"),
        Transition(
            FOREIGNERS, "leave", title="ghi nhận đã ra", source={State.ENTERED},
            target=State.LEFT, by=WATCHERS, data=Left,
            requires=[is_own_or_guarded, left_after_entering], then=record_leaving, emits="left"),
        Transition(
            FOREIGNERS, "cancel", title="hủy kế hoạch", source={State.PLANNED, State.NOTIFIED},
            target=State.CANCELLED, by={*FILERS, Role.SYSTEM}, data=WithReason,
            requires=[is_own], emits="cancelled"),
        *sensitive.steps(SENSITIVE_MATTERS, OPEN),
    ],

    deadlines=[
        Deadline(
            law=FOREIGNERS, name="notify", id="D69", met_by={"notify"},
            title="thông báo trước khi người nước ngoài vào khu vực biên giới",
            owed_to="Công an tỉnh, Bộ đội Biên phòng", applies=is_on("ordinary", "resident"),
            shape=Before(amount=HOURS, event=enters, of="giờ vào")),
        Deadline(
            law=DELEGATIONS, name="notify-delegation", id="D70", met_by={"notify"},
            title="thông báo bằng văn bản đoàn đại biểu, khách cấp cao",
            owed_to="Công an tỉnh, Bộ đội Biên phòng", applies=is_on("delegation"),
            shape=Before(amount=DELEGATION_NOTICE, event=enters, of="giờ vào")),
    ],

    papers=[
        Paper(FOREIGNERS, "thong-bao", title="Thông báo người nước ngoài vào khu vực biên giới",
              makes=letters.notice),
    ],
)
# fmt: on
