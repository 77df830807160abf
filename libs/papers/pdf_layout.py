"""The PDF of an administrative document, set by typst from `templates/administrative.typ`."""

from __future__ import annotations

import datetime
import json
import re
import unicodedata
from collections.abc import Collection
from pathlib import Path
from typing import Any

from msgspec import to_builtins

from papers import fonts
from papers.administrative import (
    LANDSCAPE,
    MOTTO,
    NATION,
    PORTRAIT,
    Block,
    Document,
    NumberedItem,
    Paragraph,
    Table,
    ended,
    headed,
    lines,
    listed,
    widths,
)

_TEMPLATE = Path(__file__).parent / "templates/administrative.typ"
_EPOCH = datetime.date(2026, 1, 1)


def lay_out(document: Document) -> bytes:
    """PDF/A-2b; its timestamp is the document's own date, so that equal values give equal bytes.

    PDF/A forbids a letter without a glyph: then the machine's fonts are asked, then the letters of
    that script show as boxes and a note says so, for a paper never has a blank where a word stands.
    """
    from typst import TypstError

    unshown: set[str] = set()
    for tries in range(_MOST_SCRIPTS):
        try:
            return _set(document, unshown, machine_fonts=tries > 0)
        except TypstError as error:
            found = _UNSHOWN.search(str(error))
            if found is None or (script := _script(found[1][0])) in unshown:
                raise
            if tries > 0:
                unshown.add(script)
    raise ValueError("Văn bản có quá nhiều loại chữ không in được: hãy dùng bản .docx")


_MOST_SCRIPTS = 20
_UNSHOWN = re.compile(r'the text `"(.{1,40}?)"` could not be displayed')
_NOT_SHOWN = "Phông chữ của bản in này không có chữ ở chỗ ghi □; bản .docx có đủ chữ."


def _script(letter: str) -> str:
    """The script a letter is of, by the first word of its name: CJK, HANGUL, THAI."""
    return unicodedata.name(letter, letter).partition(" ")[0]


def _boxed(value: Any, unshown: Collection[str]) -> Any:
    """The values with a box for each letter of the scripts that cannot be shown."""
    if isinstance(value, str) and not value.isascii():
        return "".join("□" if ord(c) > 0x2FF and _script(c) in unshown else c for c in value)
    if isinstance(value, dict):
        return {k: _boxed(v, unshown) for k, v in value.items()}
    return [_boxed(v, unshown) for v in value] if isinstance(value, list | tuple) else value


def _set(document: Document, unshown: Collection[str], *, machine_fonts: bool) -> bytes:
    import typst

    day = document.date or _EPOCH
    values = _values(document)
    if unshown:
        values = _boxed(values, unshown)
        values["notes"].append(_NOT_SHOWN)
    made: bytes = typst.compile(
        _TEMPLATE,
        font_paths=list(fonts.folders()),
        ignore_system_fonts=not machine_fonts,
        format="pdf",
        pdf_standards="a-2b",
        sys_inputs={"document": json.dumps(values, ensure_ascii=False)},
        timestamp=datetime.datetime(day.year, day.month, day.day, tzinfo=datetime.UTC),
    )
    return made


def _values(document: Document) -> dict[str, Any]:
    d = document
    return {
        "typeface": [fonts.TERMES, fonts.FALLBACK] if fonts.folders() else [fonts.FALLBACK],
        "nation": NATION,
        "motto": MOTTO,
        "author": d.issuer,
        "superior": "\n".join(headed(d.superior)),
        "issuer": "\n".join(headed(d.issuer)),
        "number": d.number_line,
        "date": d.date_line,
        "kind": d.kind,
        "about": d.about,
        "addressed": list(d.addressed_to) if len(d.addressed_to) < 2 else listed(d.addressed_to),
        "body": [_block(b) for b in ended(d.body)],
        "recipients": listed(d.recipients),
        "signer": to_builtins(d.signer),
        "notes": list(d.notes),
        "notes_title": d.notes_title,
        "annexes": [
            {**to_builtins(a), "body": [_block(b, flat=a.landscape) for b in a.body]}
            for a in d.annexes
        ],
    }


def _block(block: Block, *, flat: bool = False) -> dict[str, Any]:
    """`flat`: the page is landscape already, a table in it needs none of its own."""
    values: dict[str, Any] = to_builtins(block)
    if isinstance(block, Paragraph | NumberedItem):
        values["lines"] = lines(block.text)
    if isinstance(block, Table):
        wide = flat or block.landscape
        values["widths"] = widths(block, LANDSCAPE if wide else PORTRAIT)
        values["landscape"] = block.landscape and not flat
    return values
