"""Figures of international migration: the cells of the six-month report, and how they must agree.

A cell is one kind, age group, destination and commune; several bodies may report the same cell,
and then exactly one of them is chosen. Men and women add up to the total of each row, and the
chosen rows of a kind to the total that is declared for that kind.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Annotated, Any

from msgspec import Meta, Struct

from casework.vocabulary import Country

Number = int | float
"""Whatever a body sent; that it is whole and not negative is a rule with its article."""


class Kind(StrEnum):
    CONTRACT_LABOUR = "contract-labour"
    STUDY = "study"
    MARRIAGE = "marriage"
    ADOPTION = "adoption"
    SETTLEMENT = "settlement"
    IRREGULAR = "irregular"
    TRAFFICKED = "trafficked"
    RETURN = "return"


KINDS: dict[Kind, str] = {
    Kind.CONTRACT_LABOUR: "lao động theo hợp đồng",
    Kind.STUDY: "du học",
    Kind.MARRIAGE: "kết hôn",
    Kind.ADOPTION: "con nuôi",
    Kind.SETTLEMENT: "định cư",
    Kind.IRREGULAR: "di cư trái phép",
    Kind.TRAFFICKED: "nạn nhân mua bán người",
    Kind.RETURN: "hồi hương",
}


class Age(StrEnum):
    UNDER_16 = "under-16"
    FROM_16 = "16-17"
    FROM_18 = "18-34"
    FROM_35 = "35-59"
    FROM_60 = "60-plus"
    UNKNOWN = "unknown"


AGES: dict[Age, str] = {
    Age.UNDER_16: "dưới 16",
    Age.FROM_16: "16–17",
    Age.FROM_18: "18–34",
    Age.FROM_35: "35–59",
    Age.FROM_60: "từ 60",
    Age.UNKNOWN: "không rõ",
}


class Source(StrEnum):
    POLICE = "police"
    HOME_AFFAIRS = "home-affairs"
    EDUCATION = "education"
    JUSTICE = "justice"
    BORDER = "border"
    OTHER = "other"


SOURCES: dict[Source, str] = {
    Source.POLICE: "Công an tỉnh",
    Source.HOME_AFFAIRS: "Sở Nội vụ",
    Source.EDUCATION: "Sở Giáo dục và Đào tạo",
    Source.JUSTICE: "Sở Tư pháp",
    Source.BORDER: "Bộ đội Biên phòng",
    Source.OTHER: "nguồn khác",
}


class Row(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What one body reports for one cell."""

    kind: Annotated[Kind, Meta(title="Loại hình di cư")]
    age: Annotated[Age, Meta(title="Nhóm tuổi")] = Age.UNKNOWN
    destination: Annotated[Country, Meta(title="Nước đến")]
    commune: Annotated[str, Meta(max_length=60, title="Xã, phường gốc")] = ""
    source: Annotated[Source, Meta(title="Nguồn số liệu")]
    male: Annotated[Number, Meta(title="Nam")] = 0
    female: Annotated[Number, Meta(title="Nữ")] = 0
    total: Annotated[Number, Meta(title="Tổng")] = 0
    is_chosen: Annotated[bool, Meta(title="Chọn khi nhiều nguồn")] = False

    @property
    def cell(self) -> tuple[str, ...]:
        return (self.kind, self.age, self.destination, self.commune)


class KindTotal(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The declared total of one kind."""

    kind: Annotated[Kind, Meta(title="Loại hình di cư")]
    male: Annotated[Number, Meta(title="Nam")] = 0
    female: Annotated[Number, Meta(title="Nữ")] = 0
    total: Annotated[Number, Meta(title="Tổng")] = 0


Year = Annotated[int, Meta(ge=2000, le=2100, title="Năm")]
Half = Annotated[int, Meta(ge=1, le=2, title="Kỳ: 1 = 6 tháng đầu năm, 2 = 6 tháng cuối năm")]


class Figures(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Số liệu di cư quốc tế của một kỳ 06 tháng."""

    year: Year
    half: Half
    rows: Annotated[tuple[Row, ...], Meta(max_length=5000, title="Số liệu")] = ()
    totals: Annotated[tuple[KindTotal, ...], Meta(max_length=8, title="Tổng theo loại hình")] = ()
    remarks: Annotated[str, Meta(max_length=20_000, title="Nhận xét, kiến nghị chính sách")] = ""


def period(year: int, half: int) -> tuple[datetime.date, datetime.date]:
    """First and last day: 15/12–14/6 and 15/6–14/12 (NĐ 09/2019/NĐ-CP)."""
    if half == 1:
        return datetime.date(year - 1, 12, 15), datetime.date(year, 6, 14)
    return datetime.date(year, 6, 15), datetime.date(year, 12, 14)


def period_title(year: int, half: int) -> str:
    return f"6 tháng {'đầu' if half == 1 else 'cuối'} năm {year}"


def is_count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def bad_counts(rows: Sequence[Row | KindTotal], of: str) -> list[str]:
    """Places whose number is negative or no whole number."""
    names = ("male", "female", "total")
    return [
        f"/{of}/{n}/{name}"
        for n, row in enumerate(rows)
        for name in names
        if not is_count(getattr(row, name))
    ]


def bad_sums(rows: Sequence[Row | KindTotal], of: str) -> list[str]:
    """Totals that men and women do not add up to."""
    return [f"/{of}/{n}/total" for n, r in enumerate(rows) if r.male + r.female != r.total]


def undecided(rows: Sequence[Row]) -> list[str]:
    """Rows of a cell that several bodies report without exactly one being chosen, and rows that
    the same body reports twice."""
    reported = Counter(row.cell for row in rows)
    chosen = Counter(row.cell for row in rows if row.is_chosen)
    return [
        f"/rows/{n}/is_chosen"
        for n, row in enumerate(rows)
        if reported[row.cell] > 1 and chosen[row.cell] != 1
    ]


def counted(rows: Iterable[Row]) -> list[Row]:
    """The rows that count: those that stand alone in their cell, and the chosen ones."""
    kept: dict[tuple[str, ...], Row] = {}
    for row in rows:
        if row.is_chosen or row.cell not in kept:
            kept[row.cell] = row
    return list(kept.values())


def totals(rows: Iterable[Row]) -> tuple[KindTotal, ...]:
    """The sums of what counts, by kind."""
    found: dict[Kind, KindTotal] = {}
    for row in counted(rows):
        before = found.get(row.kind, KindTotal(kind=row.kind))
        found[row.kind] = KindTotal(
            kind=row.kind,
            male=before.male + row.male,
            female=before.female + row.female,
            total=before.total + row.total,
        )
    return tuple(found[k] for k in Kind if k in found)


def bad_totals(figures: Figures) -> list[str]:
    """Declared totals of a kind that are not the sum of what counts; kinds without a total."""
    sums = {t.kind: t for t in totals(figures.rows)}
    declared = [t.kind for t in figures.totals]
    wrong = [
        f"/totals/{n}/{name}"
        for n, t in enumerate(figures.totals)
        for name in ("male", "female", "total")
        if getattr(t, name) != getattr(sums.get(t.kind, KindTotal(kind=t.kind)), name)
    ]
    wrong += [f"/totals/{n}/kind" for n, k in enumerate(declared) if k in declared[:n]]
    return wrong + (["/totals"] if set(sums) - set(declared) else [])
