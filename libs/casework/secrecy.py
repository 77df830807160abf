"""State secrets stay outside: what a stamp looks like in a text (domain 6.4)."""

from __future__ import annotations

import re
import unicodedata

from casework.law import Law

SECRETS = Law("117/2025/QH15", "Luật Bảo vệ bí mật nhà nước", mark="W")
NOT_ON_A_NETWORK = SECRETS.art(5)

_STAMP = re.compile(
    r"(?:^|[\n\r\t.;:,(\[\"«])[ ]*(?:(?:ĐỘ|Độ) [Mm](?:ẬT|ật)\s*[:\-]?\s*)?"
    r"(TUYỆT MẬT|TỐI MẬT|MẬT)[ ]*(?=$|[\n\r\t.;:,)\]\"»])"
)


def stamps(text: str) -> list[str]:
    """The secrecy stamps that stand alone in `text`: a line or a clause of their own.

    Upper case only, because a stamp is; «bảo mật» or «bí mật nhà nước» in a sentence is a word,
    not a stamp.
    """
    return [m.group(1) for m in _STAMP.finditer(unicodedata.normalize("NFC", text))]
