"""Office files are zip archives from outside: opened with a budget, never trusted.

What an archive says of its own sizes is not believed; bytes are counted as they come out.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator
from io import BytesIO
from zipfile import BadZipFile, ZipFile

_BUDGET = 100_000_000
_ENTRIES = 5_000
_CHUNK = 1 << 20


class BrokenFile(ValueError):
    """A file that cannot be read, or that unpacks to more than any honest one. Says why."""


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
