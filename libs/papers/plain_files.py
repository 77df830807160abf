"""Words in files that are no packages: texts of any encoding, pages, old Office, pictures."""

from __future__ import annotations

import html
import quopri
import re
import zlib
from collections.abc import Iterator

_BOMS = (b"\xff\xfe", b"\xfe\xff")
_TAG = re.compile(r"<[^<>]{0,2000}>")
_ESCAPE = re.compile(r"\\u(-?[0-9]{1,5}) ?\??|\\'([0-9a-fA-F]{2})")
_CONTROL = re.compile(r"\\[a-z]{1,32}(?:-?[0-9]{1,10})? ?|[{}]|\\.")
_MOST_UNPACKED = 1_000_000


def text_words(content: bytes, ending: str = "") -> Iterator[str]:
    """A text, read in each encoding that it may be in: one bad byte does not hide the rest."""
    for text in _decoded(content):
        if ending in (".htm", ".html", ".mht", ".mhtml", ".eml"):
            yield html.unescape(_TAG.sub("", text))
            yield html.unescape(
                _TAG.sub("\n", quopri.decodestring(text.encode()).decode(errors="ignore"))
            )
        elif ending == ".rtf":
            yield _CONTROL.sub("", _ESCAPE.sub(_escaped, text))
        else:
            yield text


def encoding_of(content: bytes) -> str:
    """utf-8, utf-16 (with its mark), or "" for anything else, which nobody can name for sure."""
    if content[:2] in _BOMS:
        try:
            content.decode("utf-16")
        except UnicodeDecodeError:
            return ""
        return "utf-16"
    try:
        content.decode()
    except UnicodeDecodeError:
        return ""
    return "utf-8"


def _decoded(content: bytes) -> Iterator[str]:
    if encoding := encoding_of(content):
        yield content.decode(encoding)
        return
    if content[:2] in _BOMS:
        yield content.decode("utf-16", errors="ignore")
    yield content.decode(errors="ignore")
    yield content.decode("cp1258", errors="replace")
    yield content.decode("latin-1")


def _escaped(found: re.Match[str]) -> str:
    if found[1]:
        return chr(int(found[1]) % 0x10000)
    return bytes.fromhex(found[2]).decode("cp1258", errors="replace")


def ole_words(content: bytes) -> Iterator[str]:
    """An old .doc or .xls, or what stands in one: its streams hold UTF-16 or one byte a letter."""
    yield content.decode("utf-16-le", errors="ignore")
    yield content[1:].decode("utf-16-le", errors="ignore")
    yield content.decode("latin-1")
    yield content.decode(errors="ignore")


def jpeg_words(content: bytes) -> Iterator[str]:
    """What a camera or a program wrote before the picture: comment, Exif, IPTC, XMP."""
    at = 2
    while content[at : at + 1] == b"\xff" and len(content) >= at + 4:
        kind, size = content[at + 1], int.from_bytes(content[at + 2 : at + 4], "big")
        if kind == 0xDA:  # the picture itself begins
            return
        if kind == 0xFE or 0xE0 <= kind <= 0xEF:
            yield from _of_any_encoding(content[at + 4 : at + 2 + size])
        at += 2 + max(size, 2)


def png_words(content: bytes) -> Iterator[str]:
    """Texts and Exif of a PNG, compressed ones too."""
    at = 8
    while len(content) >= at + 12:
        size, kind = int.from_bytes(content[at : at + 4], "big"), content[at + 4 : at + 8]
        data = content[at + 8 : at + 8 + size]
        if kind in (b"tEXt", b"iTXt", b"zTXt", b"eXIf"):
            yield from _of_any_encoding(data)
        if kind in (b"iTXt", b"zTXt"):
            yield from _of_any_encoding(_unpacked(data))
        at += 12 + size


def _unpacked(data: bytes) -> bytes:
    """The zlib stream somewhere behind the keyword of a chunk."""
    for start in (n for n in range(min(len(data), 300)) if data[n : n + 1] == b"\x78"):
        try:
            return zlib.decompressobj().decompress(data[start:], _MOST_UNPACKED)
        except zlib.error:
            continue
    return b""


def _of_any_encoding(data: bytes) -> Iterator[str]:
    yield from _decoded(data)
    for encoding in ("utf-16-le", "utf-16-be"):
        for start in (0, 1):
            yield data[start:].decode(encoding, errors="ignore")
