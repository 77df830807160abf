"""The docx of an administrative document: the draft that an office opens, corrects and numbers.

Sizes and places are those of Decree 30/2020/NĐ-CP, annex I; the reading order is the page's.
"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from papers.administrative import (
    CAPITAL,
    LANDSCAPE,
    MOTTO,
    NATION,
    PORTRAIT,
    Annex,
    Block,
    Document,
    Heading,
    NumberedItem,
    Paragraph,
    Table,
    ended,
    headed,
    lines,
    listed,
)
from papers.docx_parts import (
    CENTER,
    JUSTIFY,
    LEFT,
    Place,
    blank_document,
    frame,
    page_number_above,
    ruled_table,
    section,
    settled,
    short_rule,
    write,
)

if TYPE_CHECKING:
    from docx.document import Document as Docx

_LETTERHEAD = (69.0, 96.0)
_CLOSING = (74.0, 91.0)


def lay_out(document: Document) -> bytes:
    docx = blank_document(document.about, document.issuer)
    page_number_above(docx.sections[0])
    _letterhead(docx, document)
    _subject(docx, document)
    _addressed(docx, document)
    _blocks(docx, ended(document.body))
    _closing(docx, document)
    _notes(docx, document)
    for annex in document.annexes:
        _annex(docx, annex)
    out = BytesIO()
    docx.save(out)
    return settled(out.getvalue())


def _letterhead(docx: Docx, d: Document) -> None:
    left, right = frame(docx, _LETTERHEAD)
    for text in headed(d.superior):
        write(left, text, size=12, align=CENTER, after=0)
    issuer = headed(d.issuer)
    for text in issuer:
        write(left, text, size=12, bold=True, align=CENTER, after=0)
    width = max(len(text) for text in issuer) * CAPITAL
    short_rule(left, min(width * 0.45, 45), _LETTERHEAD[0])
    write(left, d.number_line, size=13, align=CENTER, before=4, after=0)
    if not d.kind:
        write(left, f"V/v {d.about}", size=12, align=CENTER, before=6, after=0)
    write(right, NATION, size=12, bold=True, align=CENTER, after=0, tight=True)
    write(right, MOTTO, size=13, bold=True, align=CENTER, after=0)
    short_rule(right, 57, _LETTERHEAD[1])
    write(right, d.date_line, size=13, italic=True, align=CENTER, before=4, after=0)


def _subject(docx: Docx, d: Document) -> None:
    if not d.kind:
        return
    write(docx, d.kind, bold=True, align=CENTER, before=18, after=0)
    for text in lines(d.about):
        write(docx, text, bold=True, align=CENTER, after=0)
    longest = max((len(text) for text in lines(d.about)), default=0)
    short_rule(docx, min(longest * 2.5, 150) * 0.35, PORTRAIT, before=4)


def _addressed(docx: Docx, d: Document) -> None:
    if len(d.addressed_to) == 1:
        write(docx, f"Kính gửi: {d.addressed_to[0]}", align=CENTER, before=12)
    elif d.addressed_to:
        write(docx, "Kính gửi:", align=LEFT, left=35, before=12, after=0)
        for text in listed(d.addressed_to):
            write(docx, text, align=LEFT, left=55, after=0)


def _blocks(docx: Docx, body: tuple[Block, ...], *, landscape: bool = False) -> None:
    turned = False
    for n, block in enumerate(body):
        turns = isinstance(block, Table) and block.landscape and not landscape
        if turns != turned:
            section(docx, landscape=turns)
            turned = turns
        if turns or n == 0:  # a section that starts with a table is not turned by LibreOffice
            write(docx, "", size=4, after=0)
        _block(docx, block, width=LANDSCAPE if turns or landscape else PORTRAIT)
    if turned:
        section(docx, landscape=False)


def _block(docx: Docx, block: Block, *, width: float) -> None:
    match block:
        case Heading():
            write(docx, block.text, bold=True, indent=True, keep=True)
        case Paragraph():
            align = {"justify": JUSTIFY, "center": CENTER, "left": LEFT}[block.align]
            for text in lines(block.text):
                style = {"bold": block.bold, "italic": block.italic}
                write(docx, text, align=align, indent=block.align != "center", **style)
        case NumberedItem():
            _item(docx, block)
        case Table():
            if block.caption:
                write(docx, block.caption, bold=True, align=CENTER, before=6, keep=True)
            ruled_table(docx, block, width)
            write(docx, "", size=6, after=0)


def _item(docx: Docx, item: NumberedItem) -> None:
    first, *others = lines(item.text) or [""]
    lead = " ".join(part for part in (item.number, item.title) if part)
    at = write(docx, "", indent=True)
    at.add_run(lead + (" " if first else "")).bold = bool(item.title)
    at.add_run(first)
    for text in others:
        write(docx, text, indent=True)


def _closing(docx: Docx, d: Document) -> None:
    if d.body and not isinstance(d.body[-1], Table):  # the signature never stands on a page alone
        docx.paragraphs[-1].paragraph_format.keep_with_next = True
    write(docx, "", size=8, after=0, keep=True)
    left, right = frame(docx, _CLOSING)
    if d.recipients:
        write(left, "Nơi nhận:", size=12, bold=True, italic=True, align=LEFT, after=0)
    for text in listed(d.recipients):
        write(left, text, size=11, align=LEFT, after=0)
    for text in (*d.signer.capacity, *lines(d.signer.title)):
        write(right, text, bold=True, align=CENTER, after=0, keep=True)
    if d.signer.note:
        write(right, d.signer.note, size=13, italic=True, align=CENTER, after=0, keep=True)
    for _ in range(4):
        write(right, "", align=CENTER, after=0, keep=True)
    write(right, d.signer.name, bold=True, align=CENTER, after=0)


def _notes(docx: Docx, d: Document) -> None:
    if not d.notes:
        return
    short_rule(docx, 50, 0, before=12)
    if d.notes_title:
        write(docx, d.notes_title, size=11, bold=True, align=LEFT, after=2)
    for text in d.notes:
        write(docx, text, size=11, after=2)


def _annex(docx: Docx, annex: Annex) -> None:
    section(docx, landscape=annex.landscape)
    at: Place = docx
    write(at, annex.title, bold=True, align=CENTER, after=0)
    for text in lines(annex.about):
        write(at, text, bold=True, align=CENTER, after=0)
    if annex.belongs_to:
        write(at, f"({annex.belongs_to})", size=13, italic=True, align=CENTER)
    _blocks(docx, annex.body, landscape=annex.landscape)
