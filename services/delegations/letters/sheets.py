"""Mẫu 1 and Mẫu 2 both ways: the sheets of a unit or a province, and the sheets a unit sends in.

A workbook with one of the two forms fills one table, with both forms both; it becomes one draft.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, Generic, TypeVar

from msgspec import Struct, ValidationError, convert, to_builtins

from casework import Actor, Dossier, Province
from casework.limits import place_and_reason
from casework.storable import NotStorable, stored
from casework.vocabulary import NATURES, PROVINCIAL_LEADERS, RANKS, Approval, Nature, Rank
from delegations.items import Inbound, Item, Kind, Outbound, Row, Stop
from papers import forms, reading
from papers.reading import BadCell, FormNotFound

Draft = TypeVar("Draft", bound=Struct)


class Imported(Struct, Generic[Draft], frozen=True):
    """What a file became: the drafts to lodge, and every cell that could not be read."""

    applications: tuple[Draft, ...]
    bad_cells: tuple[BadCell, ...]


def reader(draft: Callable[..., Draft]) -> Callable[[bytes, Actor, date], Imported[Draft]]:
    """Reads a unit's workbook into one `draft(year=, outbound=, inbound=)`.

    Raises papers.reading.UnreadableSheet when it holds neither form.
    """

    def reads(content: bytes, actor: Actor, today: date) -> Imported[Draft]:
        next_year = today.year + 1
        out = _if_there(lambda: reading.read_mau_1(content, year=next_year))
        into = _if_there(lambda: reading.read_mau_2(content, year=next_year))
        if out is None and into is None:
            raise FormNotFound("Tệp không có dòng nào của Mẫu 1 (đoàn ra) hay Mẫu 2 (đoàn vào)")
        years = {r.year or next_year for r in (out, into) if r}
        if len(years) > 1:
            raise reading.UnreadableSheet("Mẫu 1 và Mẫu 2 trong tệp ghi hai năm khác nhau")
        bad = [cell for r in (out, into) if r for cell in r.bad_cells]
        outbound = _within_limits(out, _outbound, bad) if out else ()
        inbound = _within_limits(into, _inbound, bad) if into else ()
        drafts = (draft(year=years.pop(), outbound=outbound, inbound=inbound),)
        return Imported(drafts if outbound or inbound else (), tuple(bad))

    return reads


Made = TypeVar("Made", Outbound, Inbound)
# The fields of the programme, where they are called otherwise than the sheet's.
_READ_FROM = {
    "stops": "countries", "head_post": "head", "approval": "head", "nature": "title",
    "partner": "sender",
}  # fmt: skip


def _within_limits(
    read: reading.Reading[Any], makes: Callable[[Any], Made], bad: list[BadCell]
) -> tuple[Made, ...]:
    """The rows that the programme can keep; what is beyond its limits is named in `bad`."""
    kept: list[Made] = []
    for row, cells in zip(read.rows, read.cells, strict=True):
        made = makes(row)
        try:
            kept.append(stored(convert(to_builtins(made), type(made))))
        except ValidationError as error:
            places = [place_and_reason(error)]
        except NotStorable as error:
            places = error.places
        else:
            continue
        for pointer, why in places:
            field = pointer.split("/")[1]
            first = next(iter(cells.values()))
            cell = cells.get(field) or cells.get(_READ_FROM.get(field, ""), first)
            bad.append(BadCell(read.sheet, cell, why))
    return tuple(kept)


Found = TypeVar("Found")


def _if_there(read: Callable[[], Found]) -> Found | None:
    try:
        return read()
    except FormNotFound:
        return None


def unit_mau_1(dossier: Dossier[Any], province: Province) -> bytes:
    f = dossier.fields
    return forms.mau_1(province.unit(dossier.unit), f.year, [_row_out(r) for r in f.outbound])


def unit_mau_2(dossier: Dossier[Any], province: Province) -> bytes:
    f = dossier.fields
    return forms.mau_2(province.unit(dossier.unit), f.year, [_row_in(r) for r in f.inbound])


def province_mau_1(dossier: Dossier[Any], province: Province) -> bytes:
    """All units' delegations going out: what the province sends to the Ministry."""
    rows = [_item_out(i) for i in _planned(dossier, Kind.OUTBOUND)]
    return forms.mau_1(province.committee or province.name, dossier.fields.year, rows)


def province_mau_2(dossier: Dossier[Any], province: Province) -> bytes:
    rows = [_item_in(i) for i in _planned(dossier, Kind.INBOUND)]
    return forms.mau_2(province.committee or province.name, dossier.fields.year, rows)


def named(row: Row) -> str:
    """Column 2 of both forms: the name of the delegation and the nature of its activity."""
    return row.title if row.nature is Nature.OTHER else f"{row.title} ({NATURES[row.nature]})"


def head(row: Row) -> str:
    return row.head_post or RANKS[row.head]


def _planned(dossier: Dossier[Any], kind: Kind) -> Iterable[Item]:
    gone = ("refused", "cancelled", "moved")
    return [i for i in dossier.fields.items if i.kind is kind and i.standing not in gone]


def _common(row: Row) -> dict[str, Any]:
    return {
        "title": named(row),
        "head": head(row),
        "content": row.content,
        "members": row.members,
        "days": row.days,
        "month": row.month,
        "funding": row.funding,
    }


def _row_out(row: Outbound) -> forms.OutboundRow:
    countries = tuple(s.country for s in row.stops)
    return forms.OutboundRow(countries=countries, partner=row.partner, **_common(row))


def _row_in(row: Inbound) -> forms.InboundRow:
    return forms.InboundRow(sender=row.partner, country=row.country, host=row.host, **_common(row))


def _item_out(item: Item) -> forms.OutboundRow:
    return forms.OutboundRow(countries=item.countries, partner=item.partner, **_common(item))


def _item_in(item: Item) -> forms.InboundRow:
    country = item.countries[0] if item.countries else ""
    return forms.InboundRow(sender=item.partner, country=country, host=item.host, **_common(item))


def _outbound(row: forms.OutboundRow) -> Outbound:
    stops = tuple(Stop(country=code) for code in row.countries)
    return Outbound(stops=stops, partner=row.partner, **_read(row, OUR_POSTS))


def _inbound(row: forms.InboundRow) -> Inbound:
    return Inbound(
        country=row.country, host=row.host, partner=row.sender, **_read(row, THEIR_POSTS)
    )


def _read(row: forms.OutboundRow | forms.InboundRow, posts: Posts) -> dict[str, Any]:
    title, nature = _nature(row.title)
    rank = rank_of(row.head, posts)
    above = rank in FOR_THE_PRIME_MINISTER
    return {
        "title": title,
        "nature": nature,
        "head": rank,
        "head_post": row.head,
        "content": row.content,
        "members": row.members,
        "days": row.days,
        "month": row.month,
        "funding": row.funding,
        "approval": Approval.PRIME_MINISTER if above else Approval.CHAIRMAN,
    }


def _nature(title: str) -> tuple[str, Nature]:
    """«Đoàn A (khảo sát)» is a survey by Đoàn A; a nature inside the name stays in the name."""
    bare, _, last = title.rstrip().removesuffix(")").rpartition(" (")
    for nature, words in NATURES.items():
        if bare and last.casefold() == words:
            return bare, nature
    told = title.casefold()
    found = [n for n, words in NATURES.items() if n is not Nature.OTHER and words in told]
    return title, found[0] if found else Nature.OTHER


Posts = tuple[tuple[str, Rank], ...]
OUR_POSTS: Posts = (
    (r"bí thư (tỉnh|thành) ủy", Rank.PARTY_SECRETARY),
    (r"phó chủ tịch (thường trực )?(ubnd|hđnd|ủy ban nhân dân|hội đồng nhân dân)", Rank.VICE_CHAIR),
    (r"chủ tịch (ubnd|hđnd|ủy ban nhân dân|hội đồng nhân dân)", Rank.CHAIR),
    (r"phó giám đốc sở", Rank.DEPUTY_DIRECTOR),
    (r"giám đốc sở", Rank.DIRECTOR),
    (r"chuyên viên|trưởng phòng", Rank.STAFF),
)
THEIR_POSTS: Posts = (
    (r"quốc vương|tổng thống|chủ tịch nước|nguyên thủ", Rank.HEAD_OF_STATE),
    (r"thủ tướng", Rank.PRIME_MINISTER),
    (r"thứ trưởng", Rank.VICE_MINISTER),
    (r"bộ trưởng", Rank.MINISTER),
    (r"phó tỉnh trưởng|phó thống đốc", Rank.VICE_GOVERNOR),
    (r"tỉnh trưởng|thống đốc", Rank.GOVERNOR),
    (r"tổng lãnh sự", Rank.CONSUL_GENERAL),
    (r"đại sứ", Rank.AMBASSADOR),
)
OF_A_COMMUNE = re.compile(r"\b(xã|phường|thị trấn|huyện|quận|đặc khu)\b")
FOR_THE_PRIME_MINISTER = PROVINCIAL_LEADERS | {
    *(Rank.HEAD_OF_STATE, Rank.PRIME_MINISTER, Rank.MINISTER, Rank.VICE_MINISTER),
    *(Rank.GOVERNOR, Rank.VICE_GOVERNOR),
}


def rank_of(post: str, posts: Posts) -> Rank:
    """The rank band of a post as people write it; `other` when it is not plain."""
    told = post.casefold()
    exact = next((r for r, title in RANKS.items() if told == title.casefold()), None)
    if exact or OF_A_COMMUNE.search(told):
        return exact or Rank.OTHER
    return next((r for words, r in posts if re.search(words, told)), Rank.OTHER)
