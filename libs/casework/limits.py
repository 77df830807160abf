"""The limits of a field, as people read them: msgspec's messages as a place and a sentence."""

from __future__ import annotations

import re

import msgspec

_MOST_QUOTED = 200
_STEP = re.compile(r"\[(\d{1,9}|\.\.\.)\]|\.")


def clipped(text: str, most: int = _MOST_QUOTED) -> str:
    """At most `most` characters: what a caller wrote is quoted, never echoed whole."""
    return text if len(text) <= most else text[: most - 1] + "…"


def place_and_reason(error: msgspec.ValidationError) -> tuple[str, str]:
    """A JSON pointer, and why what stands there is not taken."""
    what, at, path = str(error).rpartition(" - at `")
    if not at:
        what, path = path, ""
    pointer = _STEP.sub(lambda m: f"/{m[1] or ''}", clipped(path.rstrip("`").removeprefix("$")))
    for about in (_MISSING, _UNKNOWN):
        if what.startswith(about):
            pointer += f"/{clipped(what.removeprefix(about).rstrip('`'))}"
    return pointer, _vietnamese(what)


# The message quotes what the caller wrote, as long as they like: each form is matched at its
# beginning, in the first characters only, and no part may run over a backtick.
_MISSING = "Object missing required field `"
_UNKNOWN = "Object contains unknown field `"
_PATTERN = "Expected `str` matching regex "
_NO_LINE_FEED = r"(?!\\n)"  # as a message quotes it: Python's $ lets one line feed through
_CHOICE = "Invalid enum value "
_SHAPE = r"Expected `([^`]{1,80})`"
_PHRASES = (
    (re.compile(_SHAPE + r", got `null`"), r"cần \1, đang để trống"),
    (re.compile(_SHAPE + r", got `([^`]{1,80})`"), r"cần \1, nhận được \2"),
    (re.compile(_SHAPE + r" of length >= (\d{1,9})"), r"cần ít nhất \2 ký tự hoặc phần tử"),
    (re.compile(_SHAPE + r" of length <= (\d{1,9})"), r"nhiều nhất \2 ký tự hoặc phần tử"),
    (re.compile(_SHAPE + r" (>=|<=|>|<) (\S{1,40})"), r"phải \2 \3"),
    (re.compile(r"Invalid RFC3339 encoded datetime"), "thời điểm phải viết theo RFC 3339"),
    (re.compile(r"Invalid RFC3339 encoded date"), "ngày phải viết dạng năm-tháng-ngày"),
)


def _vietnamese(what: str) -> str:
    if what.startswith(_MISSING):
        return f"thiếu «{clipped(what.removeprefix(_MISSING).rstrip('`'))}»"
    if what.startswith(_UNKNOWN):
        return f"không có trường «{clipped(what.removeprefix(_UNKNOWN).rstrip('`'))}»"
    if what.startswith(_CHOICE):
        return f"giá trị {clipped(what.removeprefix(_CHOICE))} không có trong danh mục"
    if what.startswith(_PATTERN):
        return f"không đúng dạng {what.removeprefix(_PATTERN)[1:-1].replace(_NO_LINE_FEED, '')}"
    for pattern, says in _PHRASES:
        if found := pattern.match(what[:_MOST_QUOTED]):
            return found.expand(says)
    return clipped(what)
