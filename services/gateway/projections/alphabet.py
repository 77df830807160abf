"""The order of Vietnamese dictionaries, as text that sorts: letters first, tones where they tie.

a ă â b c d đ e ê … o ô ơ … u ư …; then level, huyền, hỏi, ngã, sắc, nặng (the order of the
dictionaries of Viện Ngôn ngữ học).
"""

from __future__ import annotations

import unicodedata

_SHAPES = {"\u0306": "1", "\u0302": "2", "\u031b": "3"}  # ă, â ê ô, ơ ư
_TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}
_LONGEST = 60  # letters: what ties further on is told apart by the dossier's id


def sort_key(text: str) -> str:
    """Two characters for each letter, then the tones; other signs count as a blank. What stands
    between them sorts before a blank, so that a title comes before those that it begins."""
    letters: list[str] = []
    tones: list[str] = []
    for sign in unicodedata.normalize("NFD", " ".join(text.casefold().split())):
        if sign in _SHAPES and letters:
            letters[-1] = letters[-1][0] + _SHAPES[sign]
        elif sign in _TONES and tones:
            tones[-1] = _TONES[sign]
        elif not unicodedata.combining(sign):
            if len(letters) == _LONGEST:
                break
            letters.append("d1" if sign == "đ" else f"{sign}0" if sign.isalnum() else "  ")
            tones.append("0")
    return f"{''.join(letters)}\t{''.join(tones)}"
