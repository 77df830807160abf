"""Secrecy stamps in what people upload or type: such a text stays off networks (117/2025/QH15).

A stamp is one of three words in capitals, MẬT, TỐI MẬT, TUYỆT MẬT, standing by itself: on its own
line or cell, between punctuation, after «Độ mật:» or «Dấu … mật:» in any case. Words in a sentence
are no stamp: «bảo mật», «bí mật nhà nước», «BẢO VỆ BÍ MẬT NHÀ NƯỚC», «văn bản mật». A list of the
levels in capitals inside a sentence («các mức TUYỆT MẬT, TỐI MẬT») is refused too: better to ask
an office to write it small than to let a secret document pass. The pixels of pictures are not read.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from io import BytesIO
from pathlib import PurePath

from casework.secrecy import stamps
from papers.archives import BrokenFile, Walk, parts

_LEVELS = ("TUYỆT MẬT", "TỐI MẬT", "MẬT")
_LABELLED = re.compile(
    r"\b(?:(?:mức\s+)?độ\s+mật|dấu\s+(?:chỉ\s+)?(?:độ\s+)?mật)\s*:\s*(tuyệt\s+mật|tối\s+mật|mật)\b",
    re.IGNORECASE,
)
_SPACED = re.compile(
    r"^[^\w\n]*((?:T ?U ?Y ?Ệ ?T|T ?Ố ?I)? ?M ?Ậ ?T)[^\w\n]*$",
    re.MULTILINE,
)
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_BREAKS = frozenset({"p", "br", "cr", "tab", "tr", "tc", "h", "si", "is", "c", "row", "line-break"})
_MAX_PAGES = 2_000


def find_in_text(text: str) -> list[str]:
    """The stamps in a text, each once, the highest level first."""
    plain = _INVISIBLE.sub("", unicodedata.normalize("NFC", text))
    plain = re.sub(r"[^\S\n]+", " ", re.sub(r"[\r\v\f\u2028\u2029]", "\n", plain))
    plain = re.sub(r"\|", "\n", plain)
    found = set(stamps(plain))
    found |= {" ".join(m[1].upper().split()) for m in _LABELLED.finditer(plain)}
    found |= {_closed_up(m[1]) for m in _SPACED.finditer(plain)}
    return [level for level in _LEVELS if level in found]


def find_stamps(name: str, content: bytes) -> list[str]:
    """The stamps in a file by its ending: docx, xlsx, odt, pdf, txt, csv; and in its own name.

    Raises BrokenFile when a document cannot be opened, needs a password, or unpacks too large.
    """
    reads = _READERS.get(PurePath(name).suffix.lower())
    texts = [re.sub(r"[._\-]", "\n", PurePath(name).stem)]
    if reads:
        texts += reads(content)
    found = {stamp for text in texts for stamp in find_in_text(text)}
    return [level for level in _LEVELS if level in found]


def _closed_up(text: str) -> str:
    """«T Ố I  M Ậ T» as «TỐI MẬT»."""
    letters = "".join(text.split())
    return letters if letters == "MẬT" else f"{letters[:-3]} MẬT"


def _plain(content: bytes) -> Iterator[str]:
    for encoding in ("utf-8-sig", "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else ""):
        try:
            if encoding:
                yield content.decode(encoding)
                return
        except UnicodeDecodeError:
            continue
    yield content.decode("cp1258", errors="replace")


def _office(content: bytes) -> Iterator[str]:
    """Text of every XML part: body, headers, footers, notes, text boxes, cells, properties."""
    words = _Words()
    for _, part in parts(content, lambda name: name.lower().endswith((".xml", ".vml"))):
        words.found.clear()
        words.walk(part)
        yield "".join(words.found)


class _Words(Walk):
    """Collects words; elements that end a line or a cell break it."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name in _BREAKS:
            self.found.append("\n")
        self.found += [f"\n{v}\n" for k, v in attributes.items() if k in ("string", "name")]

    def end(self, name: str) -> None:
        if name in _BREAKS:
            self.found.append("\n")

    def data(self, text: str) -> None:
        self.found.append(text)


def _pdf(content: bytes) -> Iterator[str]:
    from pypdf import PdfReader

    try:
        reader = PdfReader(BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise BrokenFile("Tệp PDF đặt mật khẩu: hãy bỏ mật khẩu rồi gửi lại")
        pages = len(reader.pages)
        if pages > _MAX_PAGES:
            raise BrokenFile(f"Tệp PDF có {pages} trang, tối đa {_MAX_PAGES}")
        yield "\n".join(str(v) for v in (reader.metadata or {}).values())
        for page in reader.pages:
            yield page.extract_text()
    except BrokenFile:
        raise
    except Exception as error:  # a hostile file makes a parser raise anything
        raise BrokenFile("Tệp PDF hỏng: không đọc được") from error


_READERS: dict[str, Callable[[bytes], Iterator[str]]] = {
    ".txt": _plain,
    ".csv": _plain,
    ".docx": _office,
    ".xlsx": _office,
    ".odt": _office,
    ".pdf": _pdf,
}
