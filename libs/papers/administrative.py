"""The administrative document of Decree 30/2020/NĐ-CP, annex I: its nine parts as plain values.

`render_docx` gives the editable draft, `render_pdf` the archived copy (PDF/A-2b). Both lay out the
same `Document`; both come out byte for byte the same for the same values.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from typing import Literal, TypeAlias

from msgspec import Struct, convert, to_builtins
from msgspec.structs import replace

from papers.text import printable

NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
END = "./."
PORTRAIT, LANDSCAPE = 165.0, 255.0  # mm between the margins
CAPITAL, SMALL, PADDING = 2.9, 2.3, 4.0  # mm: letters of 12 pt bold; beside the words of a cell
_WIDE = 25  # such capitals fit beside the nation's name
_BREAKS = re.compile(r" (?=(?:TỈNH|THÀNH PHỐ|ỦY BAN NHÂN DÂN) )")


class Heading(Struct, frozen=True, tag="heading"):
    """A bold title: level 1 a part («I. …») in upper case by its author, level 2 one inside it."""

    text: str
    level: Literal[1, 2] = 1


class Paragraph(Struct, frozen=True, tag="paragraph"):
    """Running text, justified, first line indented. Each line of `text` is a paragraph."""

    text: str
    bold: bool = False
    italic: bool = False
    align: Literal["justify", "center", "left"] = "justify"


class NumberedItem(Struct, frozen=True, tag="item"):
    """A clause, point or dash: `number` («1.», «a)», «-»), a bold `title`, then its text."""

    number: str
    text: str = ""
    title: str = ""


class Column(Struct, frozen=True):
    """A column of a table; widths are shares of the width of the text."""

    title: str
    width: float = 1
    align: Literal["left", "center", "right"] = "left"


class Table(Struct, frozen=True, tag="table"):
    """A ruled table whose header repeats on every page; `numbered` adds the row 1, 2, 3 ….

    A landscape table stands on pages of its own.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str = ""
    numbered: bool = False
    landscape: bool = False


Block: TypeAlias = Heading | Paragraph | NumberedItem | Table


class Signer(Struct, frozen=True, kw_only=True):
    """Who signs: capacity lines («TM. ỦY BAN NHÂN DÂN», «KT. CHỦ TỊCH»), post, note, name."""

    title: str
    capacity: tuple[str, ...] = ()
    name: str = ""
    note: str = ""


class Annex(Struct, frozen=True, kw_only=True):
    """What is sent along, from a new page: «PHỤ LỤC», its subject, and the paper it belongs to."""

    about: str
    body: tuple[Block, ...]
    title: str = "PHỤ LỤC"
    belongs_to: str = ""
    landscape: bool = False


class Document(Struct, frozen=True, kw_only=True):
    """An administrative document.

    `kind` is the type name («TỜ TRÌNH»); "" makes an official letter (công văn), whose subject
    stands under its number. `number` is complete («07/BC-SNgV») once the clerk has given it; before
    that `symbol` («BC-SNgV») follows a blank. `date` None leaves day, month and year open.
    """

    issuer: str
    place: str
    about: str
    signer: Signer
    body: tuple[Block, ...]
    superior: str = ""
    number: str | None = None
    symbol: str = ""
    date: datetime.date | None = None
    kind: str = ""
    addressed_to: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ("Như trên", "Lưu: VT")
    notes: tuple[str, ...] = ()
    notes_title: str = "Ghi chú:"
    annexes: tuple[Annex, ...] = ()

    @property
    def number_line(self) -> str:
        """«Số: 07/BC-SNgV», or the blank a clerk fills in by hand."""
        return f"Số: {self.number}" if self.number else f"Số:          /{self.symbol}"

    @property
    def date_line(self) -> str:
        """Place and date; a day below 10 and a month below 3 bear a 0 (annex I, II.4.b)."""
        if self.date is None:
            return f"{self.place}, ngày      tháng      năm"
        month = f"{self.date.month:02}" if self.date.month < 3 else str(self.date.month)
        return f"{self.place}, ngày {self.date.day:02} tháng {month} năm {self.date.year}"


def render_docx(document: Document) -> bytes:
    """The document as docx, in Times New Roman."""
    from papers.docx_layout import lay_out

    return lay_out(_printable(document))


def render_pdf(document: Document) -> bytes:
    """The document as PDF/A-2b with its typeface embedded.

    Letters that the typeface lacks (Chinese, Korean, Khmer …) are set in a font of the machine;
    where it has none, the file is plain PDF 1.7 and shows boxes for them.
    """
    from papers.pdf_layout import lay_out

    return lay_out(_printable(document))


def _printable(document: Document) -> Document:
    def of(value: object) -> object:
        match value:
            case str():
                return printable(value)
            case dict():
                return {k: of(v) for k, v in value.items()}
            case list() | tuple():
                return [of(v) for v in value]
        return value

    return convert(of(to_builtins(document)), Document)


def lines(text: str) -> list[str]:
    """The paragraphs of a text that was typed with line breaks; blank lines are dropped."""
    return [line for line in (part.strip() for part in text.splitlines()) if line]


def headed(name: str) -> list[str]:
    """A body's name in the lines of a letterhead: «ỦY BAN NHÂN DÂN», «TỈNH VĨNH LONG»."""
    parted = (_BREAKS.split(line) if len(line) > _WIDE else [line] for line in lines(name))
    return [part for parts in parted for part in parts]


def listed(entries: Sequence[str]) -> list[str]:
    """Entries as the decree lists them: a dash, a semicolon after each, a full stop at the end."""
    bare = [e.strip().removeprefix("-").rstrip(";.,").strip() for e in entries]
    return [f"- {e}{'.' if n == len(bare) else ';'}" for n, e in enumerate(bare, 1)]


def ended(body: Sequence[Block]) -> tuple[Block, ...]:
    """The body with «./.» after its last words; a body that ends in a table or a blank stays."""
    if not body or isinstance(body[-1], Heading | Table):
        return tuple(body)
    last = body[-1]
    text = last.text.rstrip()
    if not text or text.endswith(END):
        return tuple(body)
    return (*body[:-1], replace(last, text=text.rstrip(".;") + END))


def widths(table: Table, width: float) -> tuple[float, ...]:
    """Shares of `width`, in mm, where there is room none too narrow for a word of its head."""
    needs = [max(map(_long, c.title.split()), default=0.0) + PADDING for c in table.columns]
    shares = [c.width for c in table.columns]
    if sum(needs) > width:
        needs = [0.0] * len(needs)
    narrow = [n for n, share in enumerate(shares) if width * share / sum(shares) < needs[n]]
    left = width - sum(needs[n] for n in narrow)
    wide = sum(share for n, share in enumerate(shares) if n not in narrow)
    return tuple(needs[n] if n in narrow else left * share / wide for n, share in enumerate(shares))


def _long(word: str) -> float:
    return sum(CAPITAL if letter.isupper() else SMALL for letter in word)
