"""What every border procedure looks at: which communes lie in the border area, and who keeps it.

A commune is of the border area when the province's list of units says so («Xã biên giới, giáp …»,
provinces/*.toml); every border procedure refuses a commune that the list does not name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Annotated, Any

from msgspec import Meta

from casework import Case, Province, rule
from consular_border.laws import BORDER_AREA

GUARDS = ("cong-an-tinh", "bien-phong")
ON_THE_LIST = ("xã biên giới", "phường biên giới")
NOT_LISTED = "Xã không thuộc danh sách xã biên giới"
ACROSS = {"Trung Quốc": "CN", "Lào": "LA", "Campuchia": "KH"}
COORDINATES = re.compile(r"\d{1,3}\s*°|\b\d{1,3}[.,]\d{4,}\b")

Commune = Annotated[str, Meta(min_length=3, max_length=60, title="Xã biên giới (mã)")]
Neighbour = Annotated[str, Meta(pattern="^(CN|LA|KH)$", title="Nước láng giềng")]


def is_border_commune(province: Province, code: str) -> bool:
    unit = province.units.get(code)
    return unit is not None and unit.note.casefold().startswith(ON_THE_LIST)


def are_border_communes(province: Province, codes: Iterable[str]) -> bool:
    return all(is_border_commune(province, c) for c in codes)


def neighbours(province: Province, codes: Iterable[str]) -> tuple[str, ...]:
    """The countries that these communes border, as the province's list of units says."""
    notes = [province.units[c].note.partition("giáp ")[2] for c in codes if c in province.units]
    return tuple(code for name, code in ACROSS.items() if any(name in note for note in notes))


@rule(BORDER_AREA.art(3, 1), NOT_LISTED, "/commune")
def commune_is_listed(case: Case[Any, Any]) -> bool:
    return is_border_commune(case.province, case.fields.commune)


@rule(BORDER_AREA.art(3, 1), NOT_LISTED, "/communes")
def communes_are_listed(case: Case[Any, Any]) -> bool:
    return are_border_communes(case.province, case.fields.communes)


def has_coordinates(*texts: str) -> bool:
    return any(COORDINATES.search(text) for text in texts)
