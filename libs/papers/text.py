"""Text as a paper can carry it."""

from __future__ import annotations

import re
import unicodedata

_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


def printable(text: str) -> str:
    """NFC, without the control characters and halves of characters that no file format takes."""
    return unicodedata.normalize("NFC", _UNPRINTABLE.sub("", text))


_WIDE = 25  # capitals of 12 pt bold that fit beside the nation's name
_BREAKS = re.compile(r" (?=(?:TỈNH|THÀNH PHỐ|ỦY BAN NHÂN DÂN) )")


def headed(name: str) -> list[str]:
    """A body's name in the lines of a letterhead: «ỦY BAN NHÂN DÂN», «TỈNH VĨNH LONG»."""
    return [
        part
        for line in name.split("\n")
        for part in (_BREAKS.split(line) if len(line) > _WIDE else [line])
    ]
