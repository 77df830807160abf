"""State secrets stay outside: what a stamp looks like in a text (domain 6.4)."""

from __future__ import annotations

import re
import unicodedata

from casework.law import Law

SECRETS = Law("117/2025/QH15", "Luật Bảo vệ bí mật nhà nước", mark="W")
NOT_ON_A_NETWORK = SECRETS.art(5)

_STAMP = re.compile(r"(?<!\w)(?:(TUYỆT|TỐI)\s+)?MẬT(?!\w)")
_WORD = 60  # no word beside a stamp is longer
_WORDS = re.compile(r"\w+|\W")


def stamps(text: str) -> list[str]:
    """The secrecy stamps in `text`, also in the middle of a sentence.

    Upper case only, because a stamp is; «bảo mật» or «bí mật nhà nước» is a word, not a stamp, and
    so is MẬT beside other words in capitals («BÍ MẬT NHÀ NƯỚC», «MẬT ONG»).
    """
    if "M" not in text:
        return []
    text = re.sub(r"[ \t]+", " ", unicodedata.normalize("NFC", text))
    found = (m for m in _STAMP.finditer(text) if m[1] or not _is_a_word(text, m))
    return [" ".join(m[0].split()) for m in found]


def _is_a_word(text: str, mark: re.Match[str]) -> bool:
    first, last = mark.span()
    before = _WORDS.findall(text[max(0, first - _WORD) : first])
    after = _WORDS.findall(text[last : last + _WORD])
    beside = [*(before[-2:-1] if before[-1:] == [" "] else ()), *after[1:2]]
    return any(word.isupper() and word != "MẬT" for word in beside)
