"""Text as a paper can carry it."""

from __future__ import annotations

import re
import unicodedata

_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


def printable(text: str) -> str:
    """NFC, without the control characters and halves of characters that no file format takes."""
    return unicodedata.normalize("NFC", _UNPRINTABLE.sub("", text))
