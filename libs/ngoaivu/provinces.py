"""`ngoaivu provinces check CODE`: what a province states, and what it has still to state.

Reads `provinces/` alone; the platform need not run. Ends with 0 when the files can be read, with 2
and the reason when one of them says what the law does not allow.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from casework import BadProvince
from chassis.clock import Clock
from chassis.provinces import load_provinces
from ngoaivu.site import Site
from published.standing import GROUNDS, MARKS, standing


def main(arguments: Sequence[str] | None = None) -> int:
    asked = parser().parse_args(arguments)
    try:
        said = check(Site.of().provinces, asked.code, Clock().now().date())
    except (BadProvince, KeyError) as error:
        print(f"{asked.code}: {error}", file=sys.stderr)
        return 2
    print(msgspec.json.format(msgspec.json.encode(said)).decode() if asked.json else written(said))
    return 0


def parser() -> argparse.ArgumentParser:
    made = argparse.ArgumentParser(prog="ngoaivu provinces", description=__doc__)
    made.add_argument("act", choices=("check",))
    made.add_argument("code", help="the province's code of today, as 20")
    made.add_argument("--json", action="store_true", help="print JSON")
    return made


def check(folder: Path, code: str, on: date) -> dict[str, Any]:
    """How the province stands on a day. Raises BadProvince, KeyError of a code nobody has."""
    province = load_provinces(folder, {})[code]
    return {
        "code": code,
        "name": province.name,
        "on": on,
        "has_a_file": (folder / f"{code}.toml").exists(),
        "bodies": len(province.units),
        "clauses": standing(province, on),
    }


def written(said: dict[str, Any]) -> str:
    """For people: what is open first, then what rests on a text that nobody verified whole."""
    clauses = said["clauses"]
    lines = [f"{said['name']} ({said['code']}), {said['on']:%d/%m/%Y}"]
    if not said["has_a_file"]:
        lines.append(f"provinces/{said['code']}.toml chưa có: chỉ có văn bản trung ương")
    if not said["bodies"]:
        lines.append("chưa khai cơ quan, đơn vị nào ([[unit]])")
    for ground, title in GROUNDS.items():
        lines.append(f"{title}: {sum(c.ground == ground for c in clauses)}")
    lines += ["", "Còn phải khai (đến khi đó chỉ là khuyến nghị):"]
    lines += [f"  {c.name}: {c.title}" for c in clauses if c.ground == "open"]
    weak = [c for c in clauses if c.ground != "open" and c.mark != "V"]
    lines += ["", "Căn cứ chưa kiểm chứng toàn văn:"]
    lines += [f"  {c.name}: {c.law} ({MARKS.get(c.mark, c.mark)})" for c in weak]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
