"""When two names mean the same: spelling, accents, blanks and words like «tỉnh» aside."""

from __future__ import annotations

from casework.text import unaccented

_GENERIC = frozenset(
    (
        *("tinh", "thanh", "pho", "tp", "bang", "vung", "do", "si", "ken", "shi"),
        *("province", "prefecture", "city", "state", "region", "of", "the"),
    )
)


def spelled(name: str) -> str:
    """«Tỉnh Gangwon», «GANG-WON province» and «Gangwon-do» are all «gangwon»."""
    words = unaccented(name).split()
    telling = [w for w in words if w not in _GENERIC] or words
    return "".join(telling)
