"""What every border procedure looks at: which communes lie in the border area and across from whom,
what is told of a place, and who keeps the border.

The communes of the border area are values of the province, dated and cited, one list for each
neighbour (34/2014/NĐ-CP, Điều 3 khoản 1). A dossier keeps the list of the day on which it was
opened; every procedure refuses a commune that it does not name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Annotated, Any

from msgspec import Meta, to_builtins

from casework import Case, Citation, Param, Province, Rule, rule
from consular_border.laws import BORDER_AREA

GUARDS = ("cong-an-tinh", "bien-phong")
LISTED = BORDER_AREA.art(3, 1)
NOT_LISTED = "Xã không thuộc danh sách xã biên giới"
NOT_ACROSS = "Nước láng giềng không phải nước mà xã giáp"
NO_COORDINATES = "Không ghi tọa độ: chỉ ghi xã và số hiệu mốc"
COORDINATES = re.compile(
    r"""\d{1,3}\s*[°º](?!\s*C\b)           # 22°30', but not 39°C
    |\d{1,3}\s*độ\s*\d{1,2}\s*phút     # 22 độ 30 phút
    |\b\d{1,3}[.,]\d{4,}                   # 22.76543, with or without N, E
    |\b[XYNE]\s*[=:]\s*\d{5,8}\b           # X = 2487654 of VN-2000
    |\b\d{1,2}[C-X]\s+\d{6}\s+\d{7}\b      # 48Q 345678 2487654 of UTM
    """,
    re.VERBOSE | re.IGNORECASE,
)

Commune = Annotated[str, Meta(min_length=3, max_length=60, title="Xã biên giới (mã)")]
Neighbour = Annotated[str, Meta(pattern=r"^(CN|LA|KH)$(?!\n)", title="Nước láng giềng")]


def _facing(country: str, name: str) -> Param:
    return Param(
        name=f"border.communes-{country.lower()}", default=(), law=LISTED,
        title=f"Các xã, phường ở khu vực biên giới giáp {name} (mã)",
    )  # fmt: skip


COMMUNES = {"CN": _facing("CN", "Trung Quốc"), "LA": _facing("LA", "Lào"),
            "KH": _facing("KH", "Campuchia")}  # fmt: skip


def neighbours(province: Province, codes: Iterable[str], on: date) -> tuple[str, ...]:
    """The countries that these communes border, as the province's lists of that day say."""
    told = set(codes)
    return tuple(c for c, param in COMMUNES.items() if told & _listed(province, param, on))


def is_border_commune(province: Province, code: str, on: date) -> bool:
    return bool(neighbours(province, [code], on))


def names_a_border_commune(province: Province, text: str, on: date) -> bool:
    """Whether a text names a commune of the border area by its name: «chợ phiên xã Dào San»."""
    codes = {code for param in COMMUNES.values() for code in _listed(province, param, on)}
    names = {province.units[code].name.casefold() for code in codes & set(province.units)}
    return any(re.search(rf"\b{re.escape(name)}\b", text.casefold()) for name in names)


@rule(LISTED, NOT_LISTED, "/commune")
def commune_is_listed(case: Case[Any, Any]) -> bool:
    return is_border_commune(case.province, case.fields.commune, case.dossier.lodged_on)


@rule(LISTED, NOT_LISTED, "/communes")
def communes_are_listed(case: Case[Any, Any]) -> bool:
    on = case.dossier.lodged_on
    return all(is_border_commune(case.province, c, on) for c in case.fields.communes)


@rule(LISTED, NOT_ACROSS, "/neighbour")
def neighbour_is_across(case: Case[Any, Any]) -> bool:
    """Of dossiers that name communes and the country across from them."""
    f = case.fields
    codes = f.communes if hasattr(f, "communes") else [f.commune]
    across = neighbours(case.province, codes, case.dossier.lodged_on)
    return not across or f.neighbour in across


def has_coordinates(*texts: str) -> bool:
    return any(COORDINATES.search(text) for text in texts)


def without_coordinates(law: Citation, *names: str) -> Rule[Any, Any]:
    """None of these fields tells coordinates, however deep inside it; each that does is named."""

    def telling(case: Case[Any, Any]) -> list[str]:
        told = {name: str(to_builtins(getattr(case.fields, name))) for name in names}
        return [f"/{name}" for name, text in told.items() if has_coordinates(text)]

    return Rule(law, NO_COORDINATES, lambda case: not telling(case), f"/{names[0]}", telling)


def _listed(province: Province, param: Param, on: date) -> set[str]:
    return set(province.find(param, on).value)
