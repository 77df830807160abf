"""Forums and mechanisms of local cooperation that the province belongs to (S003 mục II.6e)."""

from __future__ import annotations

import datetime
from typing import Annotated, Literal

from msgspec import Meta, Struct

from casework import RECORD, Column, Disclosure, Register, Writing, entry_rule
from casework.vocabulary import Text
from conferences_agreements.laws import JOINING_FORUMS
from conferences_agreements.roles import DESK, Role

STANDINGS = {"member": "thành viên", "observer": "quan sát viên", "left": "đã rút"}


class Forum(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Diễn đàn, cơ chế hợp tác quốc tế cấp địa phương mà tỉnh tham gia."""

    name: Annotated[Text, Meta(title="Tên diễn đàn, cơ chế")]
    host: Annotated[str, Meta(max_length=300, title="Cơ quan điều phối")] = ""
    standing: Annotated[Literal["member", "observer", "left"], Meta(title="Tư cách")] = "member"
    joined_on: Annotated[datetime.date | None, Meta(title="Ngày tham gia")] = None
    basis: Annotated[str, Meta(max_length=300, title="Văn bản cho phép tham gia")] = ""
    focal: Annotated[str, Meta(max_length=60, title="Cơ quan đầu mối (mã)")] = ""
    benefit: Annotated[str, Meta(max_length=5000, title="Kết quả, lợi ích")] = ""


@entry_rule(JOINING_FORUMS, "Tham gia diễn đàn phải có văn bản cho phép", "/basis")
def joining_has_a_basis(asked: Writing[Forum]) -> bool:
    return asked.entry.standing == "left" or bool(asked.entry.basis.strip())


@entry_rule(JOINING_FORUMS, "Diễn đàn phải có cơ quan đầu mối", "/focal")
def has_a_focal_body(asked: Writing[Forum]) -> bool:
    return asked.entry.standing == "left" or bool(asked.entry.focal.strip())


@entry_rule(RECORD, "Ngày tham gia không thể sau hôm nay", "/joined_on")
def has_joined(asked: Writing[Forum]) -> bool:
    return asked.entry.joined_on is None or asked.entry.joined_on <= asked.today


FORUMS: Register[Forum] = Register(
    name="forums",
    record="R34",
    title="Sổ diễn đàn, cơ chế hợp tác quốc tế",
    prefix="DD",
    law=JOINING_FORUMS,
    entry=Forum,
    heading=lambda entry: entry.name,
    states=STANDINGS,
    final={"left"},
    status=lambda entry: entry.standing,
    by={*DESK, Role.SYSTEM},
    struck_by={Role.HEAD, Role.DIRECTOR},
    shown_to={"unit", "party"},
    key=lambda entry: entry.name,
    key_at="/name",
    rules=[joining_has_a_basis, has_a_focal_body, has_joined],
    columns=[
        Column("name", "Tên diễn đàn, cơ chế", width=40),
        Column("host", "Cơ quan điều phối", width=28),
        Column("standing", "Tư cách", "choice", 16, STANDINGS),
        Column("joined_on", "Ngày tham gia", "date", 14),
        Column("basis", "Văn bản cho phép", width=24),
        Column("focal", "Cơ quan đầu mối", width=20),
    ],
    discloses=Disclosure(
        province=("name", "standing", "joined_on", "focal"), ministry=("name", "standing")
    ),
)
