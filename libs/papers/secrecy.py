"""Secrecy stamps in what people upload: such a file stays off networks (117/2025/QH15).

What a stamp is says `casework.secrecy`. Here is where one may stand in a file: body, headers and
footers, notes, text boxes, cells, alternative texts, properties, names, what is shown in capitals,
what is embedded, annotations and fields of a PDF, what a camera or a program wrote into a picture.
The pixels of pictures are not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import PurePath

from casework.secrecy import LEVELS, stamps
from papers import genuine, plain_files
from papers.archives import BrokenFile, Walk, parts
from papers.pdf_words import pdf_words

_BREAKS = frozenset({"p", "br", "cr", "tab", "tr", "tc", "h", "si", "is", "c", "row", "line-break"})
_HEADERS = frozenset(
    {"oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter"}
)
_CODES = re.compile(r'&"[^"\n]{0,100}"|&K[0-9A-Fa-f+-]{1,9}|&[0-9]{1,3}|&[A-Za-z]')
_DEEPEST = 3
_TEXTS = (".htm", ".html", ".mht", ".mhtml", ".rtf", ".txt", ".csv", ".eml")


def look_through(name: str, content: bytes) -> list[str]:
    """The stamps of an attachment that is what it says it is. Raises NotGenuine, BrokenFile."""
    genuine.check(name, content)
    return find_stamps(name, content)


def find_stamps(name: str, content: bytes) -> list[str]:
    """The levels of the stamps in a file and in its own name, the highest first.

    Raises BrokenFile when a document cannot be opened, needs a password, or unpacks too large.
    """
    found = {level for text in words(name, content) for level in stamps(text)}
    return [level for level in LEVELS if level in found]


def words(name: str, content: bytes, depth: int = 0) -> Iterator[str]:
    """Every text of a file, by its ending and by what it is; embedded files included."""
    yield re.sub(r"[._\-]+", " ", PurePath(name.replace("\\", "/")).stem)
    if depth > _DEEPEST:
        raise BrokenFile("Tệp lồng trong tệp quá nhiều lớp")
    ending = PurePath(name).suffix.lower()
    if content[:4] == b"PK\x03\x04" or ending in (".docx", ".xlsx", ".odt"):
        yield from _package(content, depth)
    elif content[:1024].find(b"%PDF-") >= 0 or ending == ".pdf":
        yield from pdf_words(content, lambda name, data: words(name, data, depth + 1))
    elif content[:4] == b"\xd0\xcf\x11\xe0":
        yield from plain_files.ole_words(content)
    elif content[:3] == b"\xff\xd8\xff":
        yield from plain_files.jpeg_words(content)
    elif content[:8] == b"\x89PNG\r\n\x1a\n":
        yield from plain_files.png_words(content)
    elif ending in _TEXTS or not ending:
        yield from plain_files.text_words(content, ending)


def _package(content: bytes, depth: int) -> Iterator[str]:
    """An office file: the words of its XML, the names of its parts, and the files inside it."""
    walk = _Words()
    found = [*parts(content, lambda _: True)]
    styles = [(name, part) for name, part in found if "styles" in name.lower()]
    # Styles say what is shown in capitals; twice, because one may rest on a later one.
    for name, part in [*styles, *styles, *found]:
        yield re.sub(r"[._\-/\\]+", " ", name)
        if part.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n\0")[:1] == b"<" and not _is_text(name):
            walk.found.clear()
            try:
                walk.walk(part)
            except BrokenFile:
                if name.lower().endswith((".xml", ".rels")):
                    raise
                yield from plain_files.text_words(part, ".html")  # a drawing that is no XML
            yield "".join(walk.found)
            if walk.has_capital_font:
                yield "".join(walk.found).upper()
        else:
            yield from words(name, part, depth + 1)


def _is_text(name: str) -> bool:
    return name.lower().endswith(_TEXTS)


class _Words(Walk):
    """Collects words as they are shown; elements that end a line or a cell break it.

    The parts of one file are walked one after the other, styles first: a style that shows its text
    in capitals is remembered by its name.
    """

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._capital_styles: set[str] = set()
        self._style = ""
        self._marks: list[bool] = []  # per open element: what is in it is shown in capitals
        self._in_header = False
        self.has_capital_font = False  # of a sheet, whose cells name their font by a number

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name in _BREAKS:
            self.found.append("\n")
        # Names, alternative texts, prompts, formats: a stamp needs one letter beyond ASCII.
        self.found += [f"\n{v}\n" for v in attributes.values() if not v.isascii()]
        if name == "style":
            self._style = attributes.get("styleId", attributes.get("name", ""))
            if (
                attributes.get("basedOn", attributes.get("parent-style-name"))
                in self._capital_styles
            ):
                self._capital_styles.add(self._style)
        elif name == "basedOn" and attributes.get("val") in self._capital_styles:
            self._capital_styles.add(self._style)
        self._in_header = self._in_header or name in _HEADERS
        if name in ("name", "rFont") and _is_capital_font(attributes.get("val", "")):
            self.has_capital_font = True
        self._marks.append(bool(self._marks and self._marks[-1]) or self._is_capital(attributes))
        if self._shows_capitals(name, attributes):
            self._mark_around(name)

    def _is_capital(self, attributes: Mapping[str, str]) -> bool:
        return attributes.get("style-name", "") in self._capital_styles

    def _shows_capitals(self, name: str, attributes: Mapping[str, str]) -> bool:
        if name in ("caps", "smallCaps"):
            return attributes.get("val", "1") not in ("0", "false", "off")
        if name == "rFonts":
            return any(map(_is_capital_font, attributes.values()))
        if name in ("pStyle", "rStyle"):
            return attributes.get("val", "") in self._capital_styles
        if name == "text-properties":
            shown = (attributes.get("text-transform"), attributes.get("font-variant"))
            return "uppercase" in shown or "small-caps" in shown
        return attributes.get("cap", "") in ("all", "small")  # DrawingML

    def _mark_around(self, name: str) -> None:
        """The properties stand in the run or the paragraph that they are about, or in a style."""
        if self._style:
            self._capital_styles.add(self._style)
        up = 3 if name in ("caps", "smallCaps", "rFonts", "pStyle", "rStyle") else 2
        for n in range(max(0, len(self._marks) - up), len(self._marks)):
            self._marks[n] = True

    def end(self, name: str) -> None:
        self._marks.pop()
        if name == "style":
            self._style = ""
        if name in _HEADERS:
            self._in_header = False
        if name in _BREAKS:
            self.found.append("\n")

    def data(self, text: str) -> None:
        if self._in_header:
            text = _CODES.sub("\n", text.replace("&&", " "))
        if self._marks and self._marks[-1]:
            text = text.upper()
        self.found.append(text)


def _is_capital_font(name: str) -> bool:
    """.VnTimeH and its kin: the capitals of TCVN3."""
    return name.startswith(".Vn") and name.endswith("H")
