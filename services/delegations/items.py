"""Items of the annual programme: rows of Mẫu 1 and Mẫu 2, and activities of the other kinds.

A unit plans Outbound, Inbound and Activity rows; the province's programme holds them as Items, each
with an identifier that lasts (`2027/so-tai-chinh/ra-1`), a standing and what was executed of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Annotated, Any, Literal

from msgspec import Meta, Struct

from casework.vocabulary import (
    ABOVE_THE_CHAIRMAN,
    PROVINCIAL_LEADERS,
    Approval,
    Country,
    FundingLine,
    Nature,
    Rank,
)


class Kind(StrEnum):
    OUTBOUND = "outbound"
    INBOUND = "inbound"
    CONFERENCE = "conference"
    AGREEMENT = "agreement"
    AWARD_RECEIVED = "award-received"
    AWARD_GIVEN = "award-given"
    FUNDED_PROJECT = "funded-project"
    EVENT = "event"
    PEOPLE = "people-to-people"
    TRAINING = "training"
    OTHER = "other"


KINDS = {
    Kind.OUTBOUND: "đoàn ra",
    Kind.INBOUND: "đoàn vào",
    Kind.CONFERENCE: "hội nghị, hội thảo quốc tế",
    Kind.AGREEMENT: "thỏa thuận quốc tế",
    Kind.AWARD_RECEIVED: "nhận khen thưởng của nước ngoài",
    Kind.AWARD_GIVEN: "tặng khen thưởng cho người nước ngoài",
    Kind.FUNDED_PROJECT: "chương trình, dự án do nước ngoài tài trợ",
    Kind.EVENT: "sự kiện kinh tế, văn hóa, thông tin đối ngoại",
    Kind.PEOPLE: "đối ngoại nhân dân",
    Kind.TRAINING: "đào tạo, bồi dưỡng",
    Kind.OTHER: "khác",
}
_LETTERS = {Kind.OUTBOUND: "ra", Kind.INBOUND: "vao"}


class Standing(StrEnum):
    """Where an item stands: before the decision, after it, and in execution."""

    PROPOSED = "proposed"
    REFUSED = "refused"
    PLANNED = "planned"
    SCHEME_APPROVED = "scheme-approved"
    EXECUTING = "executing"
    DONE = "done"
    NOT_DONE = "not-done"
    CANCELLED = "cancelled"
    MOVED = "moved"


STANDINGS = {
    Standing.PROPOSED: "đề xuất",
    Standing.REFUSED: "không được duyệt",
    Standing.PLANNED: "đã duyệt, theo kế hoạch",
    Standing.SCHEME_APPROVED: "đã duyệt đề án",
    Standing.EXECUTING: "đang thực hiện",
    Standing.DONE: "đã thực hiện",
    Standing.NOT_DONE: "không thực hiện",
    Standing.CANCELLED: "hủy bỏ",
    Standing.MOVED: "chuyển sang năm sau",
}
OPEN = frozenset({Standing.PLANNED, Standing.SCHEME_APPROVED, Standing.EXECUTING})
SETTLED = frozenset(
    {Standing.DONE, Standing.NOT_DONE, Standing.CANCELLED, Standing.MOVED, Standing.REFUSED}
)

Year = Annotated[int, Meta(ge=2020, le=2100, title="Năm của Chương trình")]
Month = Annotated[
    str,
    Meta(pattern=r"^([0-9]{4}-(0[1-9]|1[0-2]))?$(?!\n)", title="Thời gian thực hiện (năm-tháng)"),
]
ItemId = Annotated[str, Meta(min_length=1, max_length=120, title="Mã hoạt động")]


class Row(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What every row of the programme says."""

    title: Annotated[str, Meta(max_length=500, title="Danh nghĩa Đoàn, tên hoạt động")] = ""
    nature: Annotated[Nature, Meta(title="Tính chất hoạt động")] = Nature.OTHER
    head: Annotated[Rank, Meta(title="Cấp Trưởng đoàn")] = Rank.OTHER
    head_post: Annotated[str, Meta(max_length=200, title="Chức vụ Trưởng đoàn dự kiến")] = ""
    content: Annotated[str, Meta(max_length=5000, title="Nội dung hoạt động chính")] = ""
    partner: Annotated[str, Meta(max_length=500, title="Đối tác chủ yếu; bên cử Đoàn")] = ""
    members: Annotated[int, Meta(ge=0, le=10_000, title="Số thành viên Đoàn dự kiến")] = 0
    days: Annotated[int, Meta(ge=0, le=366, title="Số ngày")] = 0
    month: Month = ""
    funding: Annotated[tuple[FundingLine, ...], Meta(title="Nguồn kinh phí")] = ()
    approval: Annotated[Approval, Meta(title="Cấp phê duyệt")] = Approval.CHAIRMAN


class Stop(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A country of the itinerary, in order, with the days there when they are known."""

    country: Annotated[Country, Meta(title="Đến nước")]
    days: Annotated[int, Meta(ge=0, le=366, title="Số ngày ở nước đến")] = 0


class Outbound(Row, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A row of Mẫu 1. `days` is all the time abroad, travel and transit included (note 6)."""

    stops: Annotated[tuple[Stop, ...], Meta(title="Đến nước (theo lộ trình)")] = ()


class Inbound(Row, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A row of Mẫu 2. `country` of an international organisation is that of its seat (note 2)."""

    country: Annotated[str, Meta(pattern=r"^([A-Z]{2})?$(?!\n)", title="Nước cử Đoàn")] = ""
    host: Annotated[str, Meta(max_length=300, title="Cơ quan, tổ chức chủ trì đón Đoàn")] = ""


class Activity(Row, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An activity of any kind; also what an amendment puts into the programme."""

    kind: Annotated[Kind, Meta(title="Loại hoạt động")] = Kind.OTHER
    countries: Annotated[tuple[Country, ...], Meta(max_length=250, title="Nước liên quan")] = ()
    host: Annotated[str, Meta(max_length=300, title="Cơ quan, tổ chức chủ trì")] = ""


class Execution(Struct, frozen=True, kw_only=True):
    """A dossier that carries an item out, and how far it has come."""

    service: str
    type: str
    dossier: str
    stage: Literal["approved", "ended", "cancelled"]


class Item(Activity, frozen=True, kw_only=True):
    """An item of the province's programme. `version` is the one that last changed it."""

    id: ItemId
    unit: Annotated[str, Meta(title="Đơn vị chủ trì")]
    standing: Annotated[Standing, Meta(title="Tình trạng")] = Standing.PROPOSED
    reason: Annotated[str, Meta(title="Lý do")] = ""
    has_scheme: Annotated[bool, Meta(title="Đã có đề án được duyệt")] = False
    executions: Annotated[tuple[Execution, ...], Meta(title="Hồ sơ thực hiện")] = ()
    version: Annotated[int, Meta(title="Phiên bản thay đổi gần nhất")] = 1


def planned_by(
    unit: str, year: int, out: Sequence[Outbound], into: Sequence[Inbound], more: Sequence[Activity]
) -> tuple[Item, ...]:
    """The rows of one unit as items of the province's programme, in the order of its tables."""
    items: list[Item] = []
    for row in (*map(_of_outbound, out), *map(_of_inbound, into), *more):
        items.append(item(f"{year}/{unit}", unit, row, items))
    return tuple(items)


def item(prefix: str, unit: str, row: Activity, others: Iterable[Item]) -> Item:
    """`row` as an item with the next free identifier of its kind."""
    letters = f"{prefix}/{_LETTERS.get(row.kind, 'khac')}-"
    taken = [int(o.id.rpartition("-")[2]) for o in others if o.id.startswith(letters)]
    id = f"{letters}{max(taken, default=0) + 1}"
    return Item(id=id, unit=unit, **{n: getattr(row, n) for n in Activity.__struct_fields__})


def kind_of(row: Row) -> Kind:
    if isinstance(row, Activity):
        return row.kind
    return Kind.OUTBOUND if isinstance(row, Outbound) else Kind.INBOUND


def needs_prime_minister(row: Row, ranks: Iterable[str]) -> bool:
    """Whether the Prime Minister approves a planned activity: a delegation by its head's rank.

    `ranks` is the province's list; guests above what the Chairman may invite are always on it.
    """
    kind = kind_of(row)
    if kind is Kind.OUTBOUND:
        return row.head in PROVINCIAL_LEADERS & {*ranks}
    if kind is Kind.INBOUND:
        return row.head in ABOVE_THE_CHAIRMAN | ({*ranks} - PROVINCIAL_LEADERS)
    return row.approval is Approval.PRIME_MINISTER


def is_below_its_level(row: Row, ranks: Iterable[str]) -> bool:
    """Marked for the province to approve although the Prime Minister must."""
    local = (Approval.CHAIRMAN, Approval.DIRECTOR, Approval.COUNCIL, Approval.OTHER)
    return row.approval in local and needs_prime_minister(row, ranks)


def countries_of(row: Row) -> tuple[str, ...]:
    """The countries a row speaks of, each once, in the order of its itinerary."""
    if isinstance(row, Outbound):
        return tuple(dict.fromkeys(s.country for s in row.stops))
    if isinstance(row, Inbound):
        return (row.country,) if row.country else ()
    return row.countries if isinstance(row, Activity) else ()


def _of_outbound(row: Outbound) -> Activity:
    return Activity(kind=Kind.OUTBOUND, countries=countries_of(row), **_common(row))


def _of_inbound(row: Inbound) -> Activity:
    countries = countries_of(row)
    return Activity(kind=Kind.INBOUND, countries=countries, host=row.host, **_common(row))


def _common(row: Row) -> dict[str, Any]:
    return {n: getattr(row, n) for n in Row.__struct_fields__}
