"""Texts compared: for searching, for lists, and for what must be exactly itself.

Vietnamese tones and marks are typed in many ways and left out in haste, so names are compared
without them. Marks of other scripts are vowels and consonants: they always count.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

# Đ of Vietnamese, and Ð of Icelandic, which old fonts and keyboards give for it.
_D = str.maketrans("đĐðÐ", "dDdD")
_ACCENTED = re.compile("([A-Za-z])[\u0300-\u036f]+")


def without_accents(text: str) -> str:
    """Latin letters bare of their marks, case kept; letters of other scripts whole (NFC)."""
    bare = _ACCENTED.sub(r"\1", unicodedata.normalize("NFD", text.translate(_D)))
    return unicodedata.normalize("NFC", bare)


def bare(text: str) -> str:
    """Small letters without accents; blanks and punctuation stay."""
    return without_accents(text.casefold())


def unaccented(text: str) -> str:
    """Small letters without accents and punctuation, one blank between words."""
    return " ".join(_words().findall(bare(text)))


def exact(text: str) -> str:
    """As it is written, one blank between words: numbers and signs differ by case and accents."""
    return " ".join(unicodedata.normalize("NFC", text).replace("Ð", "Đ").split())


@cache
def _words() -> re.Pattern[str]:
    r"""Letters, digits and the marks that stand on them, which \w leaves out."""
    marks = (chr(c) for c in range(0x300, 0x10000) if unicodedata.category(chr(c))[0] == "M")
    return re.compile(f"(?:[^\\W_]|[{''.join(marks)}])+")
