"""JSON laid out for people who read differences: what fits on a line stands on one.

One name a line, as `indent=1` writes it, made 180,000 lines of the contracts, most of them a
bracket or one short word.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

WIDTH = 160
SHORT = 56  # members that are longer stand alone, so that a difference shows one of them


def lay_out(value: Any) -> str:
    """JSON text with sorted names and a line feed at its end; lines keep within `WIDTH` where the
    words allow it."""
    return "\n".join(_lines(value, "", "", 0)) + "\n"


def _lines(value: Any, before: str, after: str, depth: int) -> Iterator[str]:
    """`value` with what stands before it on its first line and after it on its last."""
    whole = f"{before}{_on_one_line(value)}{after}"
    if len(whole) <= WIDTH or not value or not isinstance(value, dict | list):
        yield whole
        return
    pad = " " * (depth + 1)
    opening, closing = "{}" if isinstance(value, dict) else "[]"
    yield before + opening
    yield from _filled(list(_parts(value, pad, depth)), pad)
    yield f"{' ' * depth}{closing}{after}"


def _parts(value: dict[str, Any] | list[Any], pad: str, depth: int) -> Iterator[list[str]]:
    """The lines of each member, with the comma that follows it."""
    if isinstance(value, dict):
        members = [(f"{_on_one_line(name)}: ", value[name]) for name in sorted(value)]
    else:
        members = [("", item) for item in value]
    for n, (name, member) in enumerate(members, 1):
        yield list(_lines(member, pad + name, "," if n < len(members) else "", depth + 1))


def _filled(parts: Sequence[list[str]], pad: str) -> Iterator[str]:
    """Members of one line each share lines, like words in a paragraph; others stand alone."""
    line = ""
    for part in parts:
        if len(part) > 1 or len(part[0]) - len(pad) > SHORT:
            if line:
                yield line
            yield from part
            line = ""
        elif line and len(line) + len(part[0]) - len(pad) < WIDTH:
            line += " " + part[0].removeprefix(pad)
        else:
            if line:
                yield line
            line = part[0]
    if line:
        yield line


def _on_one_line(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
