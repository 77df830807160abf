"""All places of a body that do not fit its shape, each in the words of people, in one answer.

msgspec stops at the first place. Where it has refused a body, each field is tried by itself, down
to the value that does not fit; what is said of it names the field as its form does.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from enum import Enum
from typing import Any, NamedTuple

import msgspec

from casework.limits import clipped
from published import wording

MOST = 100  # places that one answer names
QUOTED = 40  # characters of a value that are repeated


class Misfit(NamedTuple):
    """One place: its JSON pointer, and what is wrong there in both languages."""

    pointer: str
    vi: str
    en: str

    @property
    def told(self) -> dict[str, str]:
        return {"pointer": self.pointer, "detail": self.vi, "detail_en": self.en}


def misfits(value: Any, shape: Any) -> list[Misfit]:
    """What does not fit, at most MOST places; empty where everything does."""
    found: list[Misfit] = []
    for misfit in _inside(value, shape, "", ""):
        found.append(misfit)
        if len(found) == MOST:
            break
    return found


def _inside(value: Any, shape: Any, at: str, name: str) -> Iterator[Misfit]:
    error = _error(value, shape)
    if error is None:
        return
    parts = list(_parts(value, shape, at, name))
    yield from parts or [_said(value, shape, at, name, error)]


def _error(value: Any, shape: Any) -> str | None:
    """What msgspec says of a value of its own, or None; the same reading as that of a body."""
    try:
        msgspec.json.decode(msgspec.json.encode(value), type=shape)
    except msgspec.ValidationError as error:
        return clipped(str(error))
    except (RecursionError, OverflowError, msgspec.MsgspecError):
        return "out of range"
    return None


def _parts(value: Any, shape: Any, at: str, name: str) -> Iterator[Misfit]:
    """The places inside a value that do not fit, where it is of a kind that has parts."""
    bare, origin, inner = _bare(shape)
    if isinstance(bare, type) and issubclass(bare, msgspec.Struct):
        if isinstance(value, dict):
            yield from _fields(value, bare, at)
    elif origin in (tuple, list) and isinstance(value, list):
        single = inner[0] if origin is list or inner[-1:] == (Ellipsis,) else None
        for n, part in enumerate(value):
            of = single if single is not None else inner[n] if n < len(inner) else None
            if of is not None:
                yield from _inside(part, of, f"{at}/{n}", name)
    elif origin is dict and isinstance(value, dict) and len(inner) == 2:
        for key, part in value.items():
            yield from _inside(part, inner[1], f"{at}/{_token(key)}", name)


def _fields(value: Mapping[str, Any], shape: type[msgspec.Struct], at: str) -> Iterator[Misfit]:
    fields = {f.encode_name: f for f in msgspec.structs.fields(shape)}
    if shape.__struct_config__.forbid_unknown_fields:
        for key in value:
            if key not in fields:
                shown = clipped(key)
                vi, en = f"Không có trường «{shown}»", f"There is no field «{shown}»"
                yield Misfit(f"{at}/{_token(shown)}", vi, en)
    for key, field in fields.items():
        if key in value:
            yield from _inside(value[key], field.type, f"{at}/{_token(key)}", key)
        elif field.required:
            vi, en = _titles(field.type, key, shape.__name__)
            yield Misfit(f"{at}/{_token(key)}", f"Chưa điền «{vi}»", f"«{en}» is missing")


def _bare(shape: Any) -> tuple[Any, Any, tuple[Any, ...]]:
    """A shape without annotations and «or nothing», its origin and what it holds."""
    while typing.get_origin(shape) is typing.Annotated:
        shape = typing.get_args(shape)[0]
    if typing.get_origin(shape) in (typing.Union, types.UnionType):
        some = [option for option in typing.get_args(shape) if option is not type(None)]
        if len(some) == 1:
            return _bare(some[0])
    return shape, typing.get_origin(shape), typing.get_args(shape)


def _titles(shape: Any, name: str, struct: str) -> tuple[str, str]:
    """What a form calls a field."""
    described = wording.field(msgspec.json.schema(shape) if shape else {}, name, struct)
    return described or name, wording.english(name, struct)


def _token(key: str) -> str:
    """A part of a JSON pointer (RFC 6901)."""
    return key.replace("~", "~0").replace("/", "~1")


def _said(value: Any, shape: Any, at: str, name: str, error: str) -> Misfit:
    bare, origin, inner = _bare(shape)
    vi, en = _sentence(value, bare, origin, inner, name, error)
    return Misfit(at, vi, en)


def _sentence(
    value: Any, bare: Any, origin: Any, inner: tuple[Any, ...], name: str, error: str
) -> tuple[str, str]:
    if value is None:
        return "Chưa điền", "Nothing is filled in"
    shown = f"«{clipped(str(value))[:QUOTED]}»"
    if "length" in error or ">=" in error or "<=" in error or "regex" in error:
        return _bounds(value, shown, error)
    if origin is typing.Literal or (isinstance(bare, type) and issubclass(bare, Enum)):
        return _choices(shown, bare, origin, inner, name)
    vi, en = _KINDS.get(bare, _KINDS.get(origin, _ANY))(shown)
    return vi, en


def _choices(
    shown: str, bare: Any, origin: Any, inner: tuple[Any, ...], name: str
) -> tuple[str, str]:
    values = inner if origin is typing.Literal else tuple(member.value for member in bare)
    found = wording.labels([str(v) for v in values], name)
    vi, en = "; ".join(x.vi for x in found), "; ".join(x.en for x in found)
    return (
        f"{shown} không có trong danh mục. Chọn một trong: {vi}",
        f"{shown} is not in the list. Choose one of: {en}",
    )


def _bounds(value: Any, shown: str, error: str) -> tuple[str, str]:
    """A value of the right kind that is too long, too small, or of the wrong form."""
    number = error.rpartition(" - at")[0] or error
    bound = number.rpartition(" ")[2].strip("`")
    is_list = isinstance(value, list | dict)
    what, english = ("dòng", "rows") if is_list else ("ký tự", "characters")
    if "length >=" in number:
        if not value:
            return "Chưa điền", "Nothing is filled in"
        return f"Cần ít nhất {bound} {what}", f"At least {bound} {english}"
    if "length <=" in number:
        return f"Nhiều nhất {bound} {what}", f"At most {bound} {english}"
    if ">=" in number:
        return (
            f"{shown} nhỏ quá: phải từ {bound} trở lên",
            f"{shown} is too small: at least {bound}",
        )
    if "<=" in number:
        return f"{shown} lớn quá: nhiều nhất là {bound}", f"{shown} is too large: at most {bound}"
    for pattern, told in _FORMS.items():
        if pattern in number:
            return tuple(part.format(shown) for part in told)  # type: ignore[return-value]
    return f"{shown} viết không đúng dạng", f"{shown} does not have the right form"


_FORMS = {
    "^[A-Z]{2}$": ("{} không phải mã nước: hai chữ cái in hoa, ví dụ LA",
                   "{} is not the code of a country: two capital letters, such as LA"),
    "^[A-Z]{3}$": ("{} không phải mã tiền tệ: ba chữ cái in hoa, ví dụ VND",
                   "{} is not the code of a currency: three capital letters, such as VND"),
}  # fmt: skip


def _number(shown: str) -> tuple[str, str]:
    return (
        f"{shown} không phải số. Chỉ viết chữ số, ví dụ 5",
        f"{shown} is not a number. Write digits only, for example 5",
    )


def _any(shown: str) -> tuple[str, str]:
    return f"{shown} không đúng kiểu", f"{shown} is not of the right kind"


_ANY = _any
_KINDS: Mapping[Any, Any] = {
    int: _number,
    float: _number,
    str: lambda shown: (f"{shown} không phải chữ", f"{shown} is not text"),
    bool: lambda shown: (f"{shown}: chỉ nhận có (true) hoặc không (false)",
                         f"{shown}: only yes (true) or no (false)"),
    date: lambda shown: (f"{shown} không phải ngày. Viết năm-tháng-ngày, ví dụ 2026-03-05",
                         f"{shown} is not a date. Write year-month-day, for example 2026-03-05"),
    datetime: lambda shown: (
        f"{shown} không phải thời điểm. Viết như 2026-03-05T09:00:00+07:00",
        f"{shown} is not a moment. Write it as 2026-03-05T09:00:00+07:00"),
    tuple: lambda shown: (f"{shown} không phải danh sách", f"{shown} is not a list"),
    list: lambda shown: (f"{shown} không phải danh sách", f"{shown} is not a list"),
}  # fmt: skip
