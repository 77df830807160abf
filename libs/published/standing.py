"""Whose law a province's people find: each clause of the field, and who states it there.

`standing(province, on)` is what the atlas page «Căn cứ của tỉnh», the console and the command
`provinces check` show; `still_open` is what a province has to state before the clause binds.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from msgspec import Struct

from casework.law import Cited, Provision
from casework.province import Province

GROUNDS = {"text": "văn bản của tỉnh", "law": "văn bản trung ương", "open": "tỉnh chưa quy định"}
MARKS = {
    "V": "đã kiểm chứng",
    "W": "chưa kiểm chứng toàn văn",
    "M": "theo trí nhớ, chưa kiểm chứng",
    "X": "chưa tìm thấy văn bản",
    "superseded": "văn bản đã bị thay thế",
}
"""How far a text was verified, in the words that a reader sees."""


class Clause(Struct, frozen=True):
    """One clause in one province: `ground` is text, law or open."""

    name: str
    title: str
    ground: str
    law: str
    mark: str


def standing(province: Province, on: date) -> list[Clause]:
    """Every clause as it stands in this province on a day, in the order of provisions.toml."""
    clauses = []
    for name, nation in province.provisions.items():
        cited = province.cite(Provision(name, form=nation.title), on)
        clauses.append(Clause(name, nation.title, _ground(cited), cited.text, cited.mark))
    return clauses


def still_open(province: Province, on: date) -> list[Clause]:
    """What nobody states here: advice, until the province's file says which article states it."""
    return [clause for clause in standing(province, on) if clause.ground == "open"]


def page(province: Province, on: date) -> str:
    """The atlas page of a province, in Markdown."""
    clauses = standing(province, on)
    count = {g: sum(c.ground == g for c in clauses) for g in GROUNDS}
    lines = [f"# Căn cứ của tỉnh: {province.name} ({province.code})\n"]
    lines.append("Sinh từ `provinces/`; không sửa bằng tay.\n")
    lines.append(
        f"{len(clauses)} quy định của lĩnh vực: {count['text']} theo văn bản của tỉnh, "
        f"{count['law']} theo văn bản trung ương, {count['open']} tỉnh chưa quy định. "
        "Nội dung chưa ai quy định chỉ là khuyến nghị: không từ chối hồ sơ, không tính trễ hạn.\n"
    )
    for ground, title in GROUNDS.items():
        rows = [c for c in clauses if c.ground == ground]
        if rows:
            lines += [f"## {title.capitalize()}\n", *_table(rows), ""]
    return "\n".join(lines)


def _table(rows: Sequence[Clause]) -> list[str]:
    head = ["| Quy định | Căn cứ | Mức kiểm chứng |", "|---|---|---|"]
    return [*head, *(f"| {c.title} | {c.law} | {MARKS.get(c.mark, '')} |" for c in rows)]


def _ground(cited: Cited) -> str:
    return cited.ground if cited.binds else "open"
