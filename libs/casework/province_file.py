"""A province's file: TOML to values, bodies and articles, refusing what the law does not allow."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from typing import Any

import msgspec
from msgspec import Struct

from casework.province import (
    Article,
    Body,
    Delegated,
    Lead,
    Param,
    Province,
    Recipient,
    Value,
    setting_of,
)


class BadProvince(ValueError):
    """A province's file says what the law does not allow: names file, line, key and law."""


class _File(Struct, frozen=True, forbid_unknown_fields=True):
    code: str
    office: str = ""
    office_type: str = "department"
    levels: tuple[str, ...] = ("tỉnh", "xã")
    place: str = ""
    abbreviation: str = "SNgV"
    committee: str = ""
    chair_title: str = "Chủ tịch"
    unit: tuple[Body, ...] = ()
    lead: tuple[Lead, ...] = ()
    recipient: tuple[Recipient, ...] = ()
    delegated: tuple[Delegated, ...] = ()
    value: tuple[Value, ...] = ()
    article: tuple[Article, ...] = ()


def read_province(
    base: Province, text: str, file: str, params: Mapping[str, Iterable[Param]]
) -> Province:
    """`base` with what its file adds. `params` are the known Params by service.

    Rows of services that are not in `params` are left to those services; a service that is, is
    checked whole: unknown names, missing citations and values out of bounds raise BadProvince.
    """
    known = {(service, p.name): p for service, ps in params.items() for p in ps}
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadProvince(f"{file}: {error}") from None
    _check_citations(raw, text, file)
    try:
        found = msgspec.convert(raw, _File)
    except msgspec.ValidationError as error:
        at = _ROW.search(str(error))
        where = f"{file}:{_line(text, at[1], int(at[2]))}" if at else file
        raise BadProvince(f"{where}: {error}") from None
    if found.code != base.code:
        raise BadProvince(f"{file}: tệp của mã {found.code}, không phải {base.code}")
    values: dict[str, list[Value]] = {}
    for n, row in enumerate(found.value):
        if row.service not in params:
            continue
        where = f"{file}:{_line(text, 'value', n)}"
        if (row.service, row.name) not in known:
            raise BadProvince(f"{where}: không có tham số {row.service}/{row.name}")
        _check(row, known[row.service, row.name], where)
        values.setdefault(row.name, []).append(row)
    return msgspec.structs.replace(
        base,
        **{f: getattr(found, f) or getattr(base, f) for f in _PLAIN},
        units={u.code: u for u in found.unit},
        leads=found.lead,
        recipients=found.recipient,
        delegated=found.delegated,
        articles=_articles(found, base, text, file),
        values={n: tuple(sorted(rows, key=lambda r: r.since)) for n, rows in values.items()},
    )


def _articles(found: _File, base: Province, text: str, file: str) -> dict[str, tuple[Article, ...]]:
    """The concordance, by provision, oldest first; a name that nobody knows is refused."""
    for n, row in enumerate(found.article):
        if row.provision not in base.provisions:
            where = f"{file}:{_line(text, 'article', n)}"
            raise BadProvince(f"{where}: không có quy định «{row.provision}» (provisions.toml)")
    rows = sorted(found.article, key=lambda r: r.since)
    names = dict.fromkeys(r.provision for r in rows)
    return {name: tuple(r for r in rows if r.provision == name) for name in names}


_PLAIN = (
    "office",
    "office_type",
    "levels",
    "place",
    "abbreviation",
    "committee",
    "chair_title",
)


_ROW = re.compile(r"`\$\.(\w+)\[(\d+)\]")


def _check_citations(raw: dict[str, Any], text: str, file: str) -> None:
    for table in ("value", "lead", "recipient", "delegated", "article"):
        for n, row in enumerate(raw.get(table, [])):
            for key in ("law", "since"):
                if not row.get(key):
                    where = f"{file}:{_line(text, table, n)}"
                    raise BadProvince(f"{where}: [[{table}]] thiếu {key} (căn cứ, ngày hiệu lực)")
            if str(row.get("until", "9999")) < str(row["since"]):
                where = f"{file}:{_line(text, table, n)}"
                raise BadProvince(f"{where}: [[{table}]] hết hiệu lực (until) trước since")


def _check(row: Value, param: Param, where: str) -> None:
    try:
        setting = setting_of(row)
    except ValueError:
        says = f"{row.name} = {row.day}: không phải ngày trong năm (tháng-ngày)"
        raise BadProvince(f"{where}: {says} ({param.law})") from None
    kinds: dict[str, Any] = {
        "amount": param.unit is not None or type(param.default) is int,
        "day": param.unit is None and not param.choices and _is_day(param.default),
        "switch": isinstance(param.default, bool),
        "choice": bool(param.choices),
        "list": isinstance(param.default, tuple) and not _is_day(param.default),
    }
    given = [k for k in kinds if getattr(row, k) is not None]
    if len(given) != 1 or not kinds[given[0]]:
        wanted = next((k for k, on in kinds.items() if on), "amount")
        raise BadProvince(f"{where}: {row.name} cần đúng một «{wanted}» ({param.law})")
    number = setting if type(setting) is int else None
    if number is not None and not param.least <= number <= param.most:
        bounds = f"{param.least}..{param.most}"
        raise BadProvince(f"{where}: {row.name} = {number} ngoài khoảng {bounds} ({param.law})")
    if param.choices and setting not in param.choices:
        raise BadProvince(f"{where}: {row.name} = {setting}: chỉ nhận {', '.join(param.choices)}")


def _is_day(value: Any) -> bool:
    """A day of the year, or one that the law leaves open (None)."""
    if value is None:
        return True
    is_pair = isinstance(value, tuple) and len(value) == 2
    return is_pair and all(isinstance(v, int) for v in value)


def _line(text: str, table: str, n: int) -> int:
    """The line on which the n-th [[table]] of a TOML text begins."""
    lines = [i for i, line in enumerate(text.splitlines(), 1) if line.strip() == f"[[{table}]]"]
    return lines[n] if n < len(lines) else 1
