"""The missions this service knows of, as a sheet that the register of missions takes in (R27).

`python -m consular_border.known_missions co-quan-dai-dien.xlsx` writes it; whoever imports it looks
it through first, because the data are from memory (data/places.toml says so of each).
"""

from __future__ import annotations

import datetime
import sys
from collections.abc import Sequence
from pathlib import Path

from msgspec import to_builtins

from chassis.clock import Clock
from consular_border.places import NATIONAL_DAYS, ORGANISATIONS, POSTS
from consular_border.registers.missions import MISSIONS, Mission
from papers.register_sheets import write_register


def known() -> list[Mission]:
    """Embassies and consular posts, then offices of international organisations."""
    posts = [
        Mission(
            kind=p.rank, country=p.country, city=p.city,
            national_day=NATIONAL_DAYS.get(p.country, ""),
        )
        for p in POSTS
    ]  # fmt: skip
    offices = [
        Mission(kind="organisation", country=o.seat, organisation=o.name, city=o.office)
        for o in ORGANISATIONS
        if o.office
    ]
    return [*posts, *offices]


def sheet(as_of: datetime.datetime) -> bytes:
    rows = [{"code": "", "state": "active", "fields": to_builtins(m)} for m in known()]
    source = "dữ liệu tham khảo của phần mềm, ghi theo trí nhớ [M]: rà soát trước khi nhập"
    return write_register(MISSIONS, rows, asked={"Nguồn": source}, as_of=as_of)


def main(arguments: Sequence[str]) -> int:
    if len(arguments) != 1:
        print("python -m consular_border.known_missions <tệp.xlsx>", file=sys.stderr)
        return 2
    Path(arguments[0]).write_bytes(sheet(Clock().now()))
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
