"""State secrets stay outside: what a stamp looks like in a text (domain 6.4)."""

from __future__ import annotations

import re
import unicodedata

from casework.law import Law

SECRETS = Law("117/2025/QH15", "Luật Bảo vệ bí mật nhà nước", mark="W")
NOT_ON_A_NETWORK = SECRETS.art(5)

_STAMP = re.compile(r"(?<!\w)(?:(TUYỆT|TỐI)\s+)?MẬT(?!\w)")
_BEFORE = re.compile(r"(\w+)[ \t]+$")
_WORD = 60  # no word beside a stamp is longer
_AFTER = re.compile(r"[ \t]+(\w+)")


def stamps(text: str) -> list[str]:
    """The secrecy stamps in `text`, also in the middle of a sentence.

    Upper case only, because a stamp is; «bảo mật» or «bí mật nhà nước» is a word, not a stamp, and
    so is MẬT beside other words in capitals («BÍ MẬT NHÀ NƯỚC», «MẬT ONG»).
    """
    if "M" not in text:
        return []
    text = unicodedata.normalize("NFC", text)
    found = (m for m in _STAMP.finditer(text) if m[1] or not _is_a_word(text, m))
    return [" ".join(m[0].split()) for m in found]


def _is_a_word(text: str, mark: re.Match[str]) -> bool:
    around = (
        text[max(0, mark.start() - _WORD) : mark.start()],
        text[mark.end() : mark.end() + _WORD],
    )
    beside = (_BEFORE.search(around[0]), _AFTER.match(around[1]))
    return any(n and n[1].isupper() and n[1] != "MẬT" for n in beside)
