"""Office files are zip archives of XML from outside: opened with a budget, never trusted.

What an archive says of its own sizes is not believed; bytes, elements and depth are counted as they
come out.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator, Mapping
from io import BytesIO
from xml.parsers import expat
from zipfile import BadZipFile, ZipFile

# A report of 300 pages has 10 MB of XML and 200,000 elements; a sheet of 20,000 rows a million.
_BUDGET = 60_000_000
_ENTRIES, _ELEMENTS, _DEPTH = 5_000, 2_000_000, 200
_CHUNK = 1 << 16


class BrokenFile(ValueError):
    """A file that cannot be read, or that unpacks to more than any honest one. Says why."""


class UnreadableSheet(ValueError):
    """Not the sheet that was asked for: not an xlsx, too large, another form, or empty."""


class NotGenuine(ValueError):
    """A file that is not what its name says, or that holds what may run."""


def parts(
    content: bytes, wanted: Callable[[str], bool], *, budget: int = _BUDGET
) -> Iterator[tuple[str, bytes]]:
    """Name and bytes of the wanted entries, in order. Raises BrokenFile past `budget` bytes."""
    try:
        with ZipFile(BytesIO(content)) as archive:
            entries = archive.infolist()
            if len(entries) > _ENTRIES:
                raise BrokenFile(f"Tệp nén chứa quá nhiều mục ({len(entries)})")
            for entry in entries:
                if not wanted(entry.filename):
                    continue
                if entry.flag_bits & 1:
                    raise BrokenFile("Tệp đặt mật khẩu: hãy bỏ mật khẩu rồi gửi lại")
                with archive.open(entry) as stream:
                    data = _read(stream.read, budget)
                budget -= len(data)
                yield entry.filename, data
    except (BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError) as error:
        raise BrokenFile("Tệp hỏng: không mở được nội dung nén") from error


def _read(take: Callable[[int], bytes], budget: int) -> bytes:
    found = bytearray()
    while chunk := take(_CHUNK):
        found += chunk
        if len(found) > budget:
            raise BrokenFile("Tệp giải nén ra quá lớn so với một văn bản bình thường")
    return bytes(found)


class Walk:
    """Walks the XML parts of one file, which share a budget of elements.

    A subclass says what it wants to see; names come without their namespace. Entities are not
    expanded, a DTD is refused.
    """

    def __init__(self) -> None:
        self._left = _ELEMENTS
        self._depth = 0

    def start(self, name: str, attributes: Mapping[str, str]) -> None: ...

    def end(self, name: str) -> None: ...

    def data(self, text: str) -> None: ...

    def walk(self, part: bytes) -> None:
        """Raises BrokenFile for what is no XML, or too much of it."""
        parser = expat.ParserCreate(namespace_separator="}")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self.data
        parser.StartDoctypeDeclHandler = _refuse_doctype
        self._depth = 0
        try:
            for at in range(0, len(part), _CHUNK):
                parser.Parse(part[at : at + _CHUNK], False)
            parser.Parse(b"", True)
        except (expat.ExpatError, LookupError, UnicodeError) as error:
            raise BrokenFile("Tệp hỏng: không đọc được nội dung XML") from error

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._left -= 1
        self._depth += 1
        if self._left < 0 or self._depth > _DEPTH:
            raise BrokenFile("Tệp chứa nhiều phần tử hơn một văn bản bình thường")
        self.start(
            name.rpartition("}")[2], {k.rpartition("}")[2]: v for k, v in attributes.items()}
        )

    def _end(self, name: str) -> None:
        self._depth -= 1
        self.end(name.rpartition("}")[2])


def _refuse_doctype(*_: object) -> None:
    raise BrokenFile("Tệp chứa khai báo DTD, không nhận")
