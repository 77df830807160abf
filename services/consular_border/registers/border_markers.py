"""National border markers and signs: good, damaged, proposed, repaired, accepted (R22c)."""

from __future__ import annotations

import datetime
from typing import Annotated, Literal

from msgspec import Meta, Struct

from casework import RECORD, Disclosure, Register, Writing, entry_rule
from casework.register import Column
from casework.text import exact
from casework.vocabulary import Decision, Role, Text
from consular_border import border
from consular_border.laws import KEEPING_BORDER_MARKERS
from consular_border.roles import DESK, LEADERS

MARKERS = KEEPING_BORDER_MARKERS
KINDS = {"marker": "mốc quốc giới", "sign": "vật đánh dấu", "board": "biển báo"}
STATES = {
    "good": "tốt",
    "damaged": "hư hỏng",
    "proposed": "đã đề xuất sửa chữa",
    "repaired": "đã sửa chữa",
    "accepted": "đã nghiệm thu",
}
NEXT = {
    "good": {"damaged"},
    "damaged": {"proposed"},
    "proposed": {"repaired"},
    "repaired": {"accepted"},
    "accepted": {"good", "damaged"},
}


class Marker(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Mốc quốc giới, vật đánh dấu."""

    number: Annotated[Text, Meta(title="Số hiệu")]
    kind: Annotated[Literal["marker", "sign", "board"], Meta(title="Loại")] = "marker"
    commune: Annotated[Text, Meta(title="Xã biên giới (mã)")]
    neighbour: Annotated[str, Meta(pattern=r"^(CN|LA|KH)?$(?!\n)", title="Nước láng giềng")] = ""
    segment: Annotated[str, Meta(max_length=300, title="Đoạn biên giới")] = ""
    state: Annotated[
        Literal["good", "damaged", "proposed", "repaired", "accepted"], Meta(title="Tình trạng")
    ] = "good"
    damage: Annotated[str, Meta(max_length=2000, title="Hư hỏng")] = ""
    patrolled_on: Annotated[datetime.date | None, Meta(title="Lần tuần tra gần nhất")] = None
    photo: Annotated[str, Meta(max_length=200, title="Ảnh (tên tệp)")] = ""
    proposal: Annotated[Decision | None, Meta(title="Văn bản đề xuất")] = None
    acceptance: Annotated[Decision | None, Meta(title="Biên bản nghiệm thu")] = None


@entry_rule(border.LISTED, border.NOT_LISTED, "/commune")
def is_on_the_border(asked: Writing[Marker]) -> bool:
    return border.is_border_commune(asked.province, asked.entry.commune, asked.today)


@entry_rule(border.LISTED, border.NOT_ACROSS, "/neighbour")
def neighbour_is_across(asked: Writing[Marker]) -> bool:
    across = border.neighbours(asked.province, [asked.entry.commune], asked.today)
    return not across or asked.entry.neighbour in across


@entry_rule(
    MARKERS, "Tình trạng đi theo thứ tự: tốt, hư hỏng, đề xuất, sửa chữa, nghiệm thu", "/state"
)
def goes_step_by_step(asked: Writing[Marker]) -> bool:
    now = asked.entry.state
    if asked.before is None:
        return now in ("good", "damaged")
    return now == asked.before.state or now in NEXT[asked.before.state]


@entry_rule(MARKERS, "Mốc hư hỏng phải ghi hư hỏng gì", "/damage")
def says_the_damage(asked: Writing[Marker]) -> bool:
    return asked.entry.state == "good" or bool(asked.entry.damage.strip())


@entry_rule(MARKERS, "Đề xuất sửa chữa phải có văn bản", "/proposal")
def is_proposed_in_writing(asked: Writing[Marker]) -> bool:
    return asked.entry.state in ("good", "damaged") or asked.entry.proposal is not None


@entry_rule(MARKERS, "Nghiệm thu phải có biên bản", "/acceptance")
def is_accepted_in_writing(asked: Writing[Marker]) -> bool:
    return asked.entry.state != "accepted" or asked.entry.acceptance is not None


@entry_rule(MARKERS, border.NO_COORDINATES, "/damage")
def tells_no_coordinates(asked: Writing[Marker]) -> bool:
    e = asked.entry
    return not border.has_coordinates(e.number, e.segment, e.damage, e.photo)


@entry_rule(RECORD, "Ngày ghi trong sổ không thể sau hôm nay", "/patrolled_on")
def is_dated_by_today(asked: Writing[Marker]) -> bool:
    e = asked.entry
    papers = [p.date for p in (e.proposal, e.acceptance) if p is not None]
    days = [*papers, *([e.patrolled_on] if e.patrolled_on else [])]
    return all(d <= asked.today for d in days)


BORDER_MARKERS: Register[Marker] = Register(
    name="border-markers",
    record="R22c",
    title="Sổ mốc quốc giới, vật đánh dấu",
    prefix="MQG",
    law=MARKERS,
    entry=Marker,
    heading=lambda e: f"{KINDS[e.kind].capitalize()} {e.number}",
    states=STATES,
    status=lambda e: e.state,
    by=DESK | {Role.BORDER},
    struck_by=LEADERS,
    key=lambda e: f"{e.kind} {e.number}",
    key_at="/number",
    same=exact,
    shown_to={Role.BORDER},
    params=[*border.COMMUNES.values()],
    rules=[
        *(
            is_on_the_border,
            neighbour_is_across,
            goes_step_by_step,
            says_the_damage,
            is_proposed_in_writing,
        ),
        *(is_accepted_in_writing, tells_no_coordinates, is_dated_by_today),
    ],
    columns=[
        Column("number", "Số hiệu", width=16),
        Column("kind", "Loại", "choice", 18, KINDS),
        Column("commune", "Xã biên giới", width=20),
        Column("neighbour", "Nước láng giềng", "country", 16),
        Column("segment", "Đoạn biên giới", width=30),
        Column("state", "Tình trạng", "choice", 20, STATES),
        Column("damage", "Hư hỏng", width=40),
        Column("patrolled_on", "Lần tuần tra gần nhất", "date", 16),
    ],
    discloses=Disclosure(
        province=("number", "kind", "commune", "neighbour", "segment", "state", "patrolled_on"),
        ministry=("kind", "commune", "neighbour", "state"),
    ),
)
