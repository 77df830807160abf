"""Vietnamese of the years before Unicode: TCVN3 (.VnTime) and VNI, as their letters look today.

Old files were pasted into new ones with their bytes: «MËT» and «MAÄT» are both «MẬT».
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

_TCVN3 = str.maketrans(
    "¸µ¶·¹¨¾»¼½Æ©ÊÇÈÉË®ÐÌÎÏÑªÕÒÓÔÖÝ×ØÜÞãßáâä«èåæçé¬íêëìîóïñòô­øõö÷ùýúûüþ¡¢§£¤¥¦",
    "áàảãạăắằẳẵặâấầẩẫậđéèẻẽẹêếềểễệíìỉĩịóòỏõọôốồổỗộơớờởỡợúùủũụưứừửữựýỳỷỹỵĂÂĐÊÔƠƯ",
)
_ACUTE, _GRAVE, _HOOK, _TILDE, _DOT = "\u0301", "\u0300", "\u0309", "\u0303", "\u0323"
_ROOF, _BOWL, _HORN = "\u0302", "\u0306", "\u031b"
_PLAIN_MARKS = {"ù": _ACUTE, "ø": _GRAVE, "û": _HOOK, "õ": _TILDE, "ï": _DOT}
_MARKS = _PLAIN_MARKS | {
    "â": _ROOF, "á": _ROOF + _ACUTE, "à": _ROOF + _GRAVE, "å": _ROOF + _HOOK,
    "ã": _ROOF + _TILDE, "ä": _ROOF + _DOT, "ê": _BOWL, "é": _BOWL + _ACUTE,
    "è": _BOWL + _GRAVE, "ú": _BOWL + _HOOK, "ü": _BOWL + _TILDE, "ë": _BOWL + _DOT,
}  # fmt: skip
_VNI = re.compile(
    f"([aeouy])([{''.join(_MARKS)}])|([ôö])([{''.join(_PLAIN_MARKS)}])?|[ñæóòî]", re.I
)
_ALONE = {"ñ": "đ", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}


def readings(text: str) -> Iterator[str]:
    """The text as TCVN3 and as VNI read it, where it may be either."""
    if "Ë" in text or "ë" in text:
        yield _case_of(text, text.replace("ë", "Ë").translate(_TCVN3))
    if "Ä" in text or "ä" in text:
        yield unicodedata.normalize("NFC", _VNI.sub(_vni, text))


def _case_of(text: str, read: str) -> str:
    """TCVN3 has no capitals with marks: a letter is one between capitals, «MËT»."""
    return re.sub(
        r"[^\W\d_]+",
        lambda m: m[0].upper() if _is_capital(text[m.start() : m.end()]) else m[0],
        read,
    )


def _is_capital(word: str) -> bool:
    plain = [c for c in word if c.isascii()]
    return bool(plain) and all(c.isupper() for c in plain)


def _vni(found: re.Match[str]) -> str:
    if found[1]:
        return found[1] + _MARKS[found[2].lower()]
    if found[3]:
        letter = {"ô": "ơ", "ö": "ư"}[found[3].lower()]
        marked = letter + _PLAIN_MARKS.get((found[4] or "").lower(), "")
        return marked.upper() if found[3].isupper() else marked
    read = _ALONE[found[0].lower()]
    return read.upper() if found[0].isupper() else read
