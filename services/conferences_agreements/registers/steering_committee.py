"""The steering committee of international integration (S003 mục II.2b, III.19b-c)."""

from __future__ import annotations

import datetime
from typing import Annotated, Literal

from msgspec import Meta, Struct

from casework import RECORD, Column, Disclosure, Register, Writing, entry_rule
from casework.vocabulary import Text
from conferences_agreements.laws import INTEGRATION_STEERING, INTEGRATION_TASKS
from conferences_agreements.roles import DESK, Role

SEATS = {
    "head": "Trưởng ban",
    "deputy": "Phó Trưởng ban",
    "standing": "Ủy viên thường trực",
    "member": "Ủy viên",
    "secretary": "Thư ký",
}


class Seat(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Thành viên Ban Chỉ đạo Hội nhập quốc tế của tỉnh."""

    post: Annotated[Text, Meta(title="Chức vụ, đơn vị")]
    unit: Annotated[str, Meta(min_length=1, max_length=60, title="Cơ quan (mã)")]
    seat: Annotated[
        Literal["head", "deputy", "standing", "member", "secretary"], Meta(title="Vai trò")
    ]
    decision: Annotated[str, Meta(max_length=100, title="Quyết định thành lập, kiện toàn")] = ""
    member: Annotated[str, Meta(max_length=100, title="Họ tên")] = ""
    tasks: Annotated[tuple[Text, ...], Meta(title="Nhiệm vụ được phân công")] = ()
    since: Annotated[datetime.date | None, Meta(title="Từ ngày")] = None
    until: Annotated[datetime.date | None, Meta(title="Đến ngày")] = None


@entry_rule(INTEGRATION_STEERING, "Thành viên Ban Chỉ đạo phải theo quyết định", "/decision")
def sits_by_a_decision(asked: Writing[Seat]) -> bool:
    return bool(asked.entry.decision.strip())


@entry_rule(INTEGRATION_TASKS, "Mỗi thành viên phải được phân công nhiệm vụ", "/tasks")
def has_a_task(asked: Writing[Seat]) -> bool:
    return asked.entry.seat in ("head", "deputy") or bool(asked.entry.tasks)


@entry_rule(RECORD, "Ngày kết thúc không thể trước ngày bắt đầu", "/until")
def leaves_after_joining(asked: Writing[Seat]) -> bool:
    entry = asked.entry
    return not (entry.since and entry.until) or entry.until >= entry.since


STEERING_COMMITTEE: Register[Seat] = Register(
    name="steering-committee",
    record="R34",
    title="Ban Chỉ đạo Hội nhập quốc tế",
    prefix="BCD",
    law=INTEGRATION_STEERING,
    entry=Seat,
    heading=lambda entry: f"{SEATS[entry.seat]}: {entry.post}",
    states={"sitting": "đương nhiệm", "left": "đã thôi"},
    final={"left"},
    status=lambda entry: "left" if entry.until else "sitting",
    by=DESK,
    struck_by={Role.HEAD, Role.DIRECTOR},
    shown_to={"unit", "party"},
    # One head at a time: a head who has left is another entry, known by the post and the day.
    key=lambda e: "head" if e.seat == "head" and not e.until else f"{e.post} {e.unit} {e.since}",
    key_at="/post",
    rules=[sits_by_a_decision, has_a_task, leaves_after_joining],
    columns=[
        Column("post", "Chức vụ, đơn vị", width=36),
        Column("unit", "Cơ quan", width=18),
        Column("seat", "Vai trò", "choice", 20, SEATS),
        Column("decision", "Quyết định", width=20),
        Column("tasks", "Nhiệm vụ được phân công", "texts", 40),
        Column("since", "Từ ngày", "date", 14),
        Column("until", "Đến ngày", "date", 14),
    ],
    discloses=Disclosure(province=("unit", "seat")),
)
