"""Parts of a Word page that python-docx has no word for: frames, short rules, page numbers."""

from __future__ import annotations

import datetime
from io import BytesIO
from typing import Any, TypeAlias
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document as new_document
from docx.document import Document as Docx
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Mm, Pt
from docx.table import Table as DocxTable
from docx.table import _Cell

from papers.administrative import PORTRAIT, Table, lines, widths

TYPEFACE = "Times New Roman"
CENTER, LEFT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.LEFT
JUSTIFY, RIGHT = WD_ALIGN_PARAGRAPH.JUSTIFY, WD_ALIGN_PARAGRAPH.RIGHT
_SIDES = {"left": LEFT, "center": CENTER, "right": RIGHT}
_BORN = datetime.datetime(2026, 1, 1)

Place: TypeAlias = Docx | _Cell


def blank_document(title: str, author: str) -> Docx:
    """An empty A4 page with the decree's margins, 14 pt Times New Roman, Vietnamese."""
    docx = new_document()
    style = docx.styles["Normal"]
    style.font.name, style.font.size = TYPEFACE, Pt(14)
    fonts = style.element.rPr.rFonts
    for name in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
        fonts.set(qn(name), TYPEFACE)
    language = _element("w:lang", val="vi-VN", eastAsia="vi-VN")
    style.element.rPr.append(language)
    _page(docx.sections[0], landscape=False)
    kept = docx.core_properties
    kept.title, kept.author, kept.comments = title[:250], author[:250], ""
    kept.created = kept.modified = _BORN
    kept.language = "vi-VN"
    return docx


def write(
    at: Place,
    text: str,
    *,
    size: float = 14,
    bold: bool = False,
    italic: bool = False,
    align: Any = JUSTIFY,
    indent: bool = False,
    left: float = 0,
    before: float = 0,
    after: float = 6,
    keep: bool = False,
    tight: bool = False,
) -> Any:
    """One paragraph; sizes in points, `left` in mm. A new cell's empty first one is used first."""
    first = at.paragraphs[0] if isinstance(at, _Cell) else None
    fresh = first is not None and len(at.paragraphs) == 1 and not first.runs and not _marked(first)
    paragraph = first if fresh else at.add_paragraph()
    assert paragraph is not None
    form = paragraph.paragraph_format
    form.alignment, form.keep_with_next = align, keep
    form.space_before, form.space_after = Pt(before), Pt(after)
    form.line_spacing = 1.0 if isinstance(at, _Cell) else 1.1
    form.first_line_indent = Cm(1.27) if indent else None
    form.left_indent = Mm(left) if left else None
    run = paragraph.add_run(text)
    if tight:
        run._r.get_or_add_rPr().append(_element("w:spacing", val="-6"))
    run.bold, run.italic, run.font.size = bold, italic, Pt(size)
    if not text:
        _mark_size(paragraph, size)
        paragraph._p.remove(run._r)
    return paragraph


def short_rule(at: Place, length: float, room: float, *, before: float = 2) -> None:
    """A centred line of `length` mm in `room` mm (0: from the left edge of the page's text)."""
    paragraph = write(at, "", size=3, align=LEFT, before=before, after=0)
    form = paragraph.paragraph_format
    form.line_spacing = Pt(4)
    aside = max((room - length) / 2, 0)
    form.left_indent = Mm(aside)
    form.right_indent = Mm(aside if room else PORTRAIT - length)
    borders = _element("w:pBdr")
    borders.append(_element("w:top", val="single", sz="6", space="1", color="000000"))
    paragraph._p.get_or_add_pPr().append(borders)
    _in_order(paragraph._p.pPr)


def frame(docx: Docx, widths: tuple[float, ...]) -> list[_Cell]:
    """Cells side by side without rules, that stay on one page; widths in mm."""
    table = docx.add_table(rows=1, cols=len(widths))
    table.rows[0]._tr.get_or_add_trPr().append(_element("w:cantSplit"))
    _shape(table, widths)
    return list(table.rows[0].cells)


def ruled_table(docx: Docx, table: Table, width: float) -> None:
    """A table with rules whose header repeats on each page; `width` in mm."""
    made = docx.add_table(rows=0, cols=len(table.columns))
    made.style = docx.styles["Table Grid"]
    heads = [[c.title for c in table.columns]]
    if table.numbered:
        heads.append([str(n) for n in range(1, len(table.columns) + 1)])
    for n, texts in enumerate(heads):
        row = made.add_row()
        row._tr.get_or_add_trPr().append(_element("w:tblHeader"))
        for cell, text in zip(row.cells, texts, strict=True):
            write(cell, text, size=12, bold=n == 0, italic=n > 0, align=CENTER, after=0)
    for texts in map(list, table.rows):
        row = made.add_row()
        row._tr.get_or_add_trPr().append(_element("w:cantSplit"))
        for cell, text, column in zip(row.cells, texts, table.columns, strict=True):
            for line in lines(text) or [""]:
                write(cell, line, size=12, align=_SIDES[column.align], after=0)
    _shape(made, widths(table, width))


def section(docx: Docx, *, landscape: bool) -> None:
    """A new page, turned or not, with the page number above it."""
    made = docx.add_section(WD_SECTION.NEW_PAGE)
    made.different_first_page_header_footer = False
    _page(made, landscape=landscape)


def page_number_above(section_: Any) -> None:
    """Arabic page numbers, centred in the top margin, none on page one (annex I, I.7)."""
    section_.different_first_page_header_footer = True
    paragraph = section_.header.paragraphs[0]
    paragraph.alignment = CENTER
    run = paragraph.add_run()
    run.font.size = Pt(13)
    for kind in ("begin", "", "end"):
        part = _element("w:fldChar", fldCharType=kind) if kind else OxmlElement("w:instrText")
        if not kind:
            part.text = "PAGE"
        run._r.append(part)


def settled(content: bytes) -> bytes:
    """The same archive with fixed times, so that equal documents are equal bytes."""
    out = BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(out, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            info = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type = ZIP_DEFLATED
            new.writestr(info, old.read(name))
    return out.getvalue()


def _page(section_: Any, *, landscape: bool) -> None:
    short, long = Mm(210), Mm(297)
    section_.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section_.page_width, section_.page_height = (long, short) if landscape else (short, long)
    margins = (30, 15, 20, 20) if landscape else (20, 20, 30, 15)
    section_.top_margin, section_.bottom_margin = Mm(margins[0]), Mm(margins[1])
    section_.left_margin, section_.right_margin = Mm(margins[2]), Mm(margins[3])
    section_.header_distance = Mm(18 if landscape else 10)


def _shape(table: DocxTable, widths: tuple[float, ...]) -> None:
    table.autofit = False
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Mm(width)


def _element(name: str, **attributes: str) -> Any:
    made = OxmlElement(name)
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    return made


def _marked(paragraph: Any) -> bool:
    """Whether an empty paragraph was put there on purpose (a rule, a blank line)."""
    return paragraph._p.pPr is not None


def _mark_size(paragraph: Any, size: float) -> None:
    properties = paragraph._p.get_or_add_pPr()
    mark = _element("w:rPr")
    mark.append(_element("w:sz", val=str(int(size * 2))))
    properties.append(mark)


def _in_order(properties: Any) -> None:
    """Put the border where the schema wants it: before spacing, indents and alignment."""
    border = properties.find(qn("w:pBdr"))
    properties.remove(border)
    later = ("spacing", "ind", "jc", "rPr", "sectPr")
    place = next((n for n, e in enumerate(properties) if e.tag in {qn(f"w:{x}") for x in later}), 0)
    properties.insert(place, border)
