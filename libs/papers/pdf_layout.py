"""The PDF of an administrative document, set by typst from `templates/administrative.typ`."""

from __future__ import annotations

import datetime
import json
from pathlib import Path
from typing import Any, Literal

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

    PDF/A forbids a letter without a glyph: then the machine's fonts are asked, then the standard is
    given up and the letter shows as a box, for a paper with a box is better than none.
    """
    from typst import TypstError

    try:
        return _set(document, "a-2b")
    except TypstError as error:
        if "could not be displayed" not in str(error):
            raise
    try:
        return _set(document, "a-2b", machine_fonts=True)
    except TypstError:
        return _set(document, "1.7", machine_fonts=True)


def _set(
    document: Document, standard: Literal["a-2b", "1.7"], *, machine_fonts: bool = False
) -> bytes:
    import typst

    day = document.date or _EPOCH
    made: bytes = typst.compile(
        _TEMPLATE,
        font_paths=list(fonts.folders()),
        ignore_system_fonts=not machine_fonts,
        format="pdf",
        pdf_standards=standard,
        sys_inputs={"document": json.dumps(_values(document), ensure_ascii=False)},
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
