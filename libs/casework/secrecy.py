"""State secrets stay outside: one rule for what a stamp is, in bodies and in files (domain 6.4).

A stamp is MẬT, TỐI MẬT or TUYỆT MẬT in capitals, wherever it stands: alone, beside other words in
capitals («CÔNG VĂN MẬT», «MẬT HỎA TỐC»), spread out («M Ậ T»), disguised by letters that only look
so. In small letters it is one when a line or a cell says nothing else, and after «Độ mật:».
Words of the language are no stamp: «bí mật», «BẢO MẬT», «MẬT ONG», «MẬT ĐỘ DÂN CƯ», a name.
A list of the levels in capitals inside a sentence is refused too: better to ask an office to write
it small than to let a secret document pass.
"""

from __future__ import annotations

import re
import unicodedata

from casework.law import Law
from casework.legacy import readings

SECRETS = Law("117/2025/QH15", "Luật Bảo vệ bí mật nhà nước", mark="W")
NOT_ON_A_NETWORK = SECRETS.art(5)
LEVELS = ("TUYỆT MẬT", "TỐI MẬT", "MẬT")

# Words that MẬT makes with the one before it or behind it; a next word that ends the second kind.
_BEFORE = re.compile("BÍ|BẢO|THÂN|CƠ|CẨN|ĐỘ|TÚI|SỎI|ỐNG|ĐƯỜNG|TRĂNG|DỊCH|NGỌT|CHÂN")
_AFTER = {
    "ONG": "", "ĐỘ": "KHẨN MẬT TUYỆT TỐI", "MÃ": "SỐ HỒ", "KHẨU": "LỆNH", "THIẾT": "BỊ KẾ",
    "GẤU": "", "MÍA": "", "ƯỚC": "", "TÔNG": "", "THÁM": "", "NGỌT": "",
}  # fmt: skip
_SURNAMES = re.compile(
    "NGUYỄN|TRẦN|LÊ|PHẠM|HOÀNG|HUỲNH|PHAN|VŨ|VÕ|ĐẶNG|BÙI|ĐỖ|HỒ|NGÔ|DƯƠNG|LÝ|ĐINH|TRỊNH|ÔNG|BÀ"
)
_MIDDLE_NAMES = re.compile(
    "VĂN|THỊ|ĐỨC|HỮU|XUÂN|NGỌC|QUANG|MINH|ĐÌNH|THANH|QUỐC|BÁ|DUY|TRỌNG|HUY|KIM|THẾ|NHƯ"
)
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff"
    # Marks that no Vietnamese letter bears: strokes, underlines, frames.
    "\u0304\u0305\u0307\u0308\u030a-\u031a\u031c-\u0322\u0324-\u036f\u20d0-\u20ff]"
)
_LOOKS_LIKE = str.maketrans("МмТтАаОоІіУуЕеΜΤΑΟΙΥΕοιυΜ_", "MmTtAaOoIiYyEeMTAOIYEoiyM ", "\u200d")
_LETTERS = re.compile(
    r"(?:(T\W{0,4}U\W{0,4}Y\W{0,4}Ệ\W{0,4}T|T\W{0,4}Ố\W{0,4}I)\W{0,6})?M(\W{0,8})Ậ(\W{0,8})T", re.I
)
_LABELLED = re.compile(
    r"(?:độ (?:bảo )?mật|dấu (?:chỉ )?(?:độ )?mật)(?: ?\([^()\n]{0,40}\))? ?[:=–-] ?"
    r"(tuyệt mật|tối mật|mật)\b",
    re.I,
)
_URGENT = r"(?:(?:thượng )?khẩn|hỏa tốc|hoả tốc|hẹn giờ)"
_ALONE = re.compile(rf"(?:{_URGENT} )*(?:độ (?=t))?((?:tuyệt |tối )?mật)(?: {_URGENT})*", re.I)
_WORD = re.compile(r"[^\W\d]+")
_NEAR = 40  # characters: no two words beside a stamp are longer


def stamps(text: str) -> list[str]:
    """The levels of the secrecy stamps in a text, each once, the highest first."""
    if text.isascii():
        return []
    texts = [text, *readings(text)]
    if "\u202e" in text or "\u202d" in text:  # what is shown from right to left
        texts += [unicodedata.normalize("NFC", text)[::-1]]
    found = {level for t in texts for level in _found(_plain(t))}
    return [level for level in LEVELS if level in found]


def _plain(text: str) -> str:
    """The letters a reader sees: look-alikes made Latin, what cannot be seen taken away."""
    text = _INVISIBLE.sub("", unicodedata.normalize("NFKD", text)).translate(_LOOKS_LIKE)
    text = re.sub(r"[\r\v\f\x1c-\x1e\x85\u2028\u2029|]", "\n", unicodedata.normalize("NFC", text))
    return re.sub(r"[^\S\n]+", " ", text)


def _found(text: str) -> set[str]:
    found = {level for m in _LETTERS.finditer(text) if (level := _level(text, m))}
    if "mật" not in (low := text.lower()):
        return found
    found |= {m[1].upper() for m in _LABELLED.finditer(low)}
    lines = (" ".join(_WORD.findall(line)) for line in low.split("\n") if "mật" in line)
    return found | {m[1].upper() for line in lines if (m := _ALONE.fullmatch(line))}


def _level(text: str, mark: re.Match[str]) -> str:
    """The level of a stamp, "" when these letters are a word of the language."""
    at = mark.start(2) - 1
    height = re.sub(r"\W", "", mark[1] or "").upper()
    before, after = text[max(0, at - _NEAR) : at], text[mark.end() : mark.end() + _NEAR]
    if mark[2] or mark[3]:  # spread out: no word of a sentence is written so
        beside = mark.start()
        stands_alone = not (text[:beside][-1:].isalpha() or after[:1].isalpha())
        is_word = re.sub(r"\W", "", before).upper().endswith(("BẢO", "BÍ"))
        return f"{height} MẬT".strip() if stands_alone and not is_word else ""
    if not text[at : mark.end()].isupper() or after[:1].islower():
        return ""
    left, right = _words_left(before), _words_right(after)
    if height == "TUYỆT" or (height == "TỐI" and left[1:2] != ["BUỔI"]):
        return f"{height} MẬT"
    return "" if _is_a_word(left, right) else "MẬT"


def _is_a_word(left: list[str], right: list[str]) -> bool:
    if left and (_BEFORE.fullmatch(left[0]) or left[0].endswith(("BẢO", "BÍ"))):
        return True
    if right and right[0] in _AFTER:
        return not (right[1:] and right[1] in _AFTER[right[0]].split())
    is_name = len(left) > 1 and _SURNAMES.fullmatch(left[1]) and _MIDDLE_NAMES.fullmatch(left[0])
    return bool(is_name)


def _words_left(text: str) -> list[str]:
    """Up to three words before the stamp, nearest first, as far as only blanks part them."""
    found: list[str] = []
    for part in reversed(re.findall(r"[^\W\d]+|\s|\S", text)):
        if part.isalpha():
            found.append(part.upper())
        elif not part.isspace():
            break
    return found


def _words_right(text: str) -> list[str]:
    found: list[str] = []
    for part in re.findall(r"[^\W\d]+|\s|\S", text):
        if part.isalpha():
            found.append(part.upper())
        elif not part.isspace():
            break
    return found
