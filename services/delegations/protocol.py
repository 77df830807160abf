"""What a protocol plan holds: posts, gifts and their stock, expenses and caps, the checklist.

The procedure itself (who, when, on what conditions) stands in dossiers/protocol_plan.py.
"""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Annotated, Any, Literal

from msgspec import Meta, Struct
from msgspec.structs import replace

from casework import Case, Dossier, Param
from casework.vocabulary import Decision, Money, Rank, Text, Whole
from delegations.laws import GUEST_SPENDING

Section = Annotated[str, Meta(max_length=20_000)]
Clock = Annotated[str, Meta(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$(?!\n)", title="Giờ")]
Kind = Literal["lodging", "meals", "gifts", "transport", "interpretation", "other"]
KINDS: dict[str, str] = {
    "lodging": "thuê chỗ ở",
    "meals": "ăn, tiếp xã giao, chiêu đãi",
    "gifts": "tặng phẩm",
    "transport": "phương tiện đi lại",
    "interpretation": "phiên dịch",
    "other": "khoản khác",
}
GuestClass = Literal["special", "a", "b", "c", "other"]
GUEST_CLASSES: dict[str, str] = {
    "special": "hạng đặc biệt",
    "a": "hạng A",
    "b": "hạng B",
    "c": "hạng C",
    "other": "khách khác",
}
SERVICES = {
    "inbound-delegation": "delegations",
    "outbound-delegation": "delegations",
    "guest-reception": "delegations",
    "conference": "conferences-agreements",
    "agreement": "conferences-agreements",
}

CAPS = Param(
    name="protocol-plan.caps",
    title="Mức chi tối đa cho một người một lần, ghi «hạng khách:khoản chi=số đồng», "
    "ví dụ «a:meals=500000»",
    law=GUEST_SPENDING.form("mức chi theo hạng khách"),
    default=(),
)
_CAP = re.compile(rf"({'|'.join(GUEST_CLASSES)}):({'|'.join(KINDS)})=(\d{{1,12}})")


class Post(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A person at a place of the protocol, from an hour to an hour of one day."""

    person: Annotated[Text, Meta(title="Người được phân công")]
    role: Annotated[Text, Meta(title="Vị trí (đón, tiễn, phiên dịch, lễ tân …)")]
    on: Annotated[datetime.date, Meta(title="Ngày")]
    begins: Annotated[Clock, Meta(title="Từ giờ")]
    ends: Annotated[Clock, Meta(title="Đến giờ")]


class Gift(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A gift planned, given, received or bought. `value` is that of one piece."""

    item: Annotated[Text, Meta(title="Tặng phẩm")]
    quantity: Annotated[Whole, Meta(title="Số lượng")]
    value: Annotated[Money | None, Meta(title="Giá trị một tặng phẩm")] = None
    giver: Annotated[str, Meta(max_length=200, title="Người tặng, nơi cung cấp")] = ""
    receiver: Annotated[str, Meta(max_length=200, title="Người nhận")] = ""


class Move(Gift, frozen=True, kw_only=True):
    """A gift that came into the stock or left it."""

    direction: Literal["in", "out"]
    on: datetime.date


class Expense(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    kind: Annotated[Kind, Meta(title="Khoản chi")]
    title: Annotated[str, Meta(max_length=300, title="Nội dung chi")] = ""
    money: Annotated[Money, Meta(title="Số tiền")]
    people: Annotated[Whole, Meta(title="Số người")] = 1
    times: Annotated[Whole, Meta(title="Số ngày, số lần")] = 1


class Task(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A line of the checklist: what, who answers for it, by when."""

    code: Annotated[str, Meta(min_length=1, max_length=30, title="Mã việc")]
    title: Annotated[Text, Meta(title="Việc")]
    owner: Annotated[str, Meta(max_length=200, title="Người chịu trách nhiệm")] = ""
    on: Annotated[datetime.date | None, Meta(title="Ngày phải xong")] = None
    at: Annotated[
        str, Meta(pattern=r"^(([01][0-9]|2[0-3]):[0-5][0-9])?$(?!\n)", title="Giờ phải xong")
    ] = ""


class Tick(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What became of a line of the checklist."""

    code: Annotated[str, Meta(min_length=1, max_length=30, title="Mã việc")]
    outcome: Annotated[Literal["done", "dropped"], Meta(title="Đã xong hay bỏ")] = "done"
    note: Annotated[str, Meta(max_length=500, title="Ghi chú, lý do bỏ")] = ""


class Plan(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The plan of receiving a delegation, or of a visit or event."""

    subject: Annotated[Text, Meta(title="Đoàn, sự kiện")]
    occasion: Annotated[
        Literal[
            "inbound-delegation",
            "outbound-delegation",
            "guest-reception",
            "conference",
            "agreement",
            "other",
        ],
        Meta(title="Loại hồ sơ"),
    ] = "other"
    dossier: Annotated[str, Meta(max_length=60, title="Hồ sơ của đoàn, sự kiện")] = ""
    country: Annotated[str, Meta(pattern=r"^([A-Z]{2})?$(?!\n)", title="Nước")] = ""
    starts_on: Annotated[datetime.date, Meta(title="Từ ngày")]
    ends_on: Annotated[datetime.date, Meta(title="Đến ngày")]
    guest_count: Annotated[int, Meta(ge=0, le=10_000, title="Số khách")] = 0
    guest_class: Annotated[GuestClass, Meta(title="Hạng khách (35/2026/TT-BTC)")] = "other"
    head_rank: Annotated[Rank, Meta(title="Cấp trưởng đoàn khách")] = Rank.OTHER
    our_rank: Annotated[Rank, Meta(title="Cấp người chủ trì đón tiếp")] = Rank.OTHER
    equivalence: Annotated[Section, Meta(title="Đối đẳng")] = ""
    posts: Annotated[tuple[Post, ...], Meta(title="Phân công", max_length=500)] = ()
    flags: Annotated[Section, Meta(title="Quốc kỳ, trang trí")] = ""
    seating: Annotated[Section, Meta(title="Sơ đồ chỗ ngồi")] = ""
    precedence: Annotated[tuple[Text, ...], Meta(title="Thứ tự lễ tân", max_length=200)] = ()
    menu: Annotated[Section, Meta(title="Thực đơn")] = ""
    vehicles: Annotated[Section, Meta(title="Phương tiện đi lại")] = ""
    hotel: Annotated[Section, Meta(title="Nơi ở")] = ""
    interpreter: Annotated[Section, Meta(title="Phiên dịch")] = ""
    security: Annotated[Section, Meta(title="An ninh, y tế")] = ""
    press: Annotated[Section, Meta(title="Báo chí, tuyên truyền")] = ""
    gifts: Annotated[tuple[Gift, ...], Meta(title="Tặng phẩm dự kiến", max_length=200)] = ()
    expenses: Annotated[tuple[Expense, ...], Meta(title="Dự toán", max_length=200)] = ()
    checklist: Annotated[tuple[Task, ...], Meta(title="Bảng kiểm việc", max_length=300)] = ()


class ProtocolPlan(Plan, frozen=True, kw_only=True):
    """Kế hoạch lễ tân đối ngoại."""

    version: Annotated[int, Meta(title="Lần điều chỉnh")] = 1
    decision: Annotated[Decision | None, Meta(title="Văn bản phê duyệt")] = None
    ticks: Annotated[tuple[Tick, ...], Meta(title="Việc đã xong, đã bỏ")] = ()
    moves: Annotated[tuple[Move, ...], Meta(title="Nhập, xuất tặng phẩm")] = ()
    spent: Annotated[tuple[Expense, ...], Meta(title="Đã chi")] = ()
    settlement: Annotated[Decision | None, Meta(title="Văn bản quyết toán")] = None


class Amended(Plan, frozen=True, kw_only=True):
    """A new version of an approved plan, with its reason."""

    reason: Annotated[str, Meta(min_length=5, max_length=2000, title="Lý do điều chỉnh")]


class Gifts(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    gifts: Annotated[tuple[Gift, ...], Meta(min_length=1, max_length=200, title="Tặng phẩm")]
    note: Annotated[str, Meta(max_length=500, title="Chứng từ, ghi chú")] = ""


class Settlement(Decision, frozen=True, kw_only=True):
    spent: Annotated[tuple[Expense, ...], Meta(max_length=200, title="Đã chi")] = ()


def caps_of(case: Case[ProtocolPlan, Any]) -> dict[tuple[str, str], int]:
    """The caps that the province has set, by class of guest and kind of expense."""
    rows = case.province.find(CAPS, case.dossier.lodged_on).value
    found = [m for m in map(_CAP.fullmatch, rows) if m]
    return {(m[1], m[2]): int(m[3]) for m in found}


def unreadable_caps(case: Case[ProtocolPlan, Any]) -> list[str]:
    rows = case.province.find(CAPS, case.dossier.lodged_on).value
    return [row for row in rows if not _CAP.fullmatch(row)]


def above_cap(case: Case[ProtocolPlan, Any], expenses: Sequence[Expense]) -> list[int]:
    """The expenses above their cap; a capped expense in a foreign currency cannot be compared."""
    caps, found = caps_of(case), []
    for n, e in enumerate(expenses):
        cap = caps.get((case_class(case), e.kind))
        if cap is None:
            continue
        if e.money.currency != "VND" or e.money.amount > cap * e.people * e.times:
            found.append(n)
    return found


def case_class(case: Case[ProtocolPlan, Any]) -> str:
    return case.data.guest_class if isinstance(case.data, Plan) else case.fields.guest_class


def clashes(posts: Sequence[Post], elsewhere: Iterable[Post] = ()) -> list[int]:
    """The posts whose person stands at another post at the same time."""
    others = list(elsewhere)
    return [
        n
        for n, p in enumerate(posts)
        if any(_at_once(p, q) for q in (*posts[:n], *posts[n + 1 :], *others))
    ]


def in_stock(ours: Dossier[Any], others: Sequence[Dossier[Any]]) -> Counter[str]:
    """Pieces of each gift that lie in the stock: all that came in, less all that went out."""
    found: Counter[str] = Counter()
    for dossier in (ours, *(d for d in others if d.id != ours.id)):
        for m in dossier.fields.moves:
            found[m.item] += m.quantity if m.direction == "in" else -m.quantity
    return found


def out_of_stock(gifts: Sequence[Gift], stock: Counter[str]) -> list[int]:
    """The gifts that the stock does not hold; lines of one gift are taken one after another."""
    left, found = Counter(stock), []
    for n, gift in enumerate(gifts):
        left[gift.item] -= gift.quantity
        if left[gift.item] < 0:
            found.append(n)
    return found


def unticked(fields: ProtocolPlan) -> list[str]:
    done = {t.code for t in fields.ticks}
    return [t.code for t in fields.checklist if t.code not in done]


def amend(case: Case[ProtocolPlan, Amended]) -> ProtocolPlan:
    given = {n: getattr(case.data, n) for n in Plan.__struct_fields__}
    return replace(case.fields, **given, version=case.fields.version + 1)


def record_decision(case: Case[ProtocolPlan, Decision]) -> ProtocolPlan:
    return replace(case.fields, decision=case.data)


def tick(case: Case[ProtocolPlan, Tick]) -> ProtocolPlan:
    others = tuple(t for t in case.fields.ticks if t.code != case.data.code)
    return replace(case.fields, ticks=(*others, case.data))


def stock(case: Case[ProtocolPlan, Gifts]) -> ProtocolPlan:
    return replace(case.fields, moves=(*case.fields.moves, *_moves(case, "in")))


def give(case: Case[ProtocolPlan, Gifts]) -> ProtocolPlan:
    return replace(case.fields, moves=(*case.fields.moves, *_moves(case, "out")))


def settle(case: Case[ProtocolPlan, Settlement]) -> ProtocolPlan:
    settled = Decision(number=case.data.number, date=case.data.date)
    return replace(case.fields, spent=case.data.spent, settlement=settled)


def without_owner(plan: Plan) -> list[int]:
    return [n for n, t in enumerate(plan.checklist) if not t.owner.strip()]


def without_time(plan: Plan) -> list[int]:
    return [n for n, t in enumerate(plan.checklist) if t.on is None or not t.at]


def _moves(case: Case[ProtocolPlan, Gifts], direction: Literal["in", "out"]) -> list[Move]:
    def move(gift: Gift) -> Move:
        given = {n: getattr(gift, n) for n in Gift.__struct_fields__}
        return Move(direction=direction, on=case.today, **given)

    return [move(gift) for gift in case.data.gifts]


def _at_once(a: Post, b: Post) -> bool:
    is_same = a.person.strip().casefold() == b.person.strip().casefold() and a.on == b.on
    return is_same and a.begins < b.ends and b.begins < a.ends
