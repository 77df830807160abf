"""A small register for tests of the kernel and the chassis: friends of the office.

It has one column of every kind, a rule on an entry and one on a change, consent, and states.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from msgspec import Meta, Struct

from casework import Column, Disclosure, Law, Register, Writing, entry_rule
from casework.vocabulary import Country, Text

LAW = Law("99/2026/TEST", "Sổ thử")
KINDS = {"town": "chính quyền", "school": "trường"}


class Place(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    city: Annotated[str, Meta(max_length=50, title="Thành phố")] = ""


class Friend(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Một người bạn."""

    name: Annotated[Text, Meta(title="Tên")]
    country: Annotated[Country, Meta(title="Nước")]
    kind: Annotated[Literal["town", "school"], Meta(title="Loại")] = "town"
    also: Annotated[tuple[Text, ...], Meta(title="Tên khác")] = ()
    since: Annotated[date | None, Meta(title="Từ ngày")] = None
    people: Annotated[int, Meta(ge=0, title="Số người")] = 0
    share: Annotated[float | None, Meta(title="Tỷ lệ")] = None
    place: Annotated[Place, Meta(title="Nơi")] = Place()
    consents: Annotated[bool, Meta(title="Đồng ý")] = True


@entry_rule(LAW.art(2), "Ngày bắt đầu không thể sau hôm nay", "/since")
def has_begun(asked: Writing[Friend]) -> bool:
    return asked.entry.since is None or asked.entry.since <= asked.today


@entry_rule(LAW.art(3), "Nước của một mục không đổi", "/country")
def keeps_country(asked: Writing[Friend]) -> bool:
    return asked.before is None or asked.before.country == asked.entry.country


FRIENDS: Register[Friend] = Register(
    name="friends",
    record="R98",
    title="Sổ bạn bè",
    prefix="BB",
    law=LAW.art(1),
    entry=Friend,
    heading=lambda e: f"{e.name} ({e.country})",
    states={"known": "đã quen", "new": "mới"},
    status=lambda e: "known" if e.since else "new",
    by={"officer", "unit", "system"},
    struck_by={"head"},
    key=lambda e: [f"{n} {e.country}" for n in (e.name, *e.also)],
    key_at="/name",
    rules=[has_begun, keeps_country],
    columns=[
        Column("name", "Tên", width=30),
        Column("country", "Nước", "country"),
        Column("kind", "Loại", "choice", choices=KINDS),
        Column("also", "Tên khác", "texts"),
        Column("since", "Từ ngày", "date"),
        Column("people", "Số người", "integer"),
        Column("share", "Tỷ lệ", "number"),
        Column("place.city", "Thành phố"),
        Column("consents", "Đồng ý", "switch"),
    ],
    discloses=Disclosure(province=("country", "kind"), ministry=("country",)),
)
