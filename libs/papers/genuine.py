"""Whether a file is what its name says, and whether it holds what may run.

An attachment is opened by somebody at another office: no macros, no programs, no template that is
fetched from elsewhere, no page that calls itself a picture.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import PurePath

from papers.archives import NotGenuine, Walk, parts
from papers.plain_files import encoding_of

_OFFICE = "application/vnd.openxmlformats-officedocument."
_MAIN = {
    ".docx": f"{_OFFICE}wordprocessingml.document.main+xml",
    ".xlsx": f"{_OFFICE}spreadsheetml.sheet.main+xml",
}
_RUNS = (
    *(
        ".exe",
        ".dll",
        ".com",
        ".scr",
        ".msi",
        ".bat",
        ".cmd",
        ".ps1",
        ".vbs",
        ".vbe",
        ".js",
        ".jse",
    ),
    *(".wsf", ".hta", ".jar", ".lnk", ".cpl", ".pif", ".reg", ".sh", ".apk"),
)
_PROGRAM = (b"MZ", b"\x7fELF", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe", b"#!")
_DOS = b"This program cannot be run in DOS mode"
_FETCHED = ("attachedTemplate", "oleObject", "frame", "subDocument", "aFChunk", "control")
_REMOTE = re.compile(r"(?:[a-z][a-z0-9+.-]{1,20}:)?(?://|\\\\)(?!/)", re.I)


def check(name: str, content: bytes) -> None:
    """Raises NotGenuine, or BrokenFile for an archive that cannot be opened."""
    ending = PurePath(name).suffix.lower()
    if content.startswith(_PROGRAM[:4]) or _DOS in content[:4096]:
        raise NotGenuine(f"Tệp «{name}» là chương trình, không nhận")
    if ending in _CHECKS:
        _CHECKS[ending](content, ending)


def _office(content: bytes, ending: str) -> None:
    kept = _kept(content, ending)
    kinds = _Attributes()
    kinds.walk(kept.get("[content_types].xml", b"<none/>"))
    declared = {a.get("ContentType", "") for a in kinds.found}
    if any("macroenabled" in kind.lower() for kind in declared):
        raise NotGenuine("Tệp chứa macro: hãy lưu lại dạng không có macro")
    if _MAIN[ending] not in declared:
        raise NotGenuine(f"Nội dung tệp không phải {ending}")
    for name, part in kept.items():
        if name.endswith(".rels"):
            _check_links(part)


def _opendocument(content: bytes, ending: str) -> None:
    kept = _kept(content, ending)
    if kept.get("mimetype", b"").strip() != b"application/vnd.oasis.opendocument.text":
        raise NotGenuine(f"Nội dung tệp không phải {ending}")
    if any(name.startswith(("basic/", "scripts/")) for name in kept):
        raise NotGenuine("Tệp chứa macro: hãy lưu lại dạng không có macro")


def _kept(content: bytes, ending: str) -> dict[str, bytes]:
    """The parts by their names in small letters; none of them may run."""
    if not content.startswith(b"PK\x03\x04"):
        raise NotGenuine(f"Nội dung tệp không phải {ending}")
    kept = {name.replace("\\", "/").lower(): part for name, part in parts(content, lambda _: True)}
    for name, part in kept.items():
        if PurePath(name).name in ("vbaproject.bin", "vbadata.xml"):
            raise NotGenuine("Tệp chứa macro: hãy lưu lại dạng không có macro")
        if name.endswith(_RUNS) or part.startswith(_PROGRAM[:2]) or _DOS in part:
            raise NotGenuine(f"Tệp chứa chương trình «{PurePath(name).name}», không nhận")
    return kept


def _check_links(part: bytes) -> None:
    links = _Attributes()
    links.walk(part)
    for link in links.found:
        kind, target = link.get("Type", "").rpartition("/")[2], link.get("Target", "")
        is_outside = link.get("TargetMode") == "External" and _REMOTE.match(target)
        if is_outside and kind in _FETCHED and not target.lower().startswith("file:///"):
            raise NotGenuine("Tệp gọi mẫu hoặc nội dung từ nơi khác: hãy bỏ liên kết rồi gửi lại")


class _Attributes(Walk):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[Mapping[str, str]] = []

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        self.found.append(attributes)


def _png(content: bytes, ending: str) -> None:
    """Chunk after chunk, from the header to the end of the picture."""
    at, kinds = 8, []
    while content.startswith(b"\x89PNG\r\n\x1a\n") and len(content) >= at + 12:
        size, kind = int.from_bytes(content[at : at + 4], "big"), content[at + 4 : at + 8]
        kinds.append(kind)
        at += 12 + size
        if kind == b"IEND":
            break
    if kinds[:1] != [b"IHDR"] or kinds[-1:] != [b"IEND"] or b"IDAT" not in kinds:
        raise NotGenuine(f"Nội dung tệp không phải {ending}")


def _jpeg(content: bytes, ending: str) -> None:
    """Marker after marker, from the start of the file to the start of the picture."""
    at, has_frame = 2, False
    while (
        content[:3] == b"\xff\xd8\xff" and content[at : at + 1] == b"\xff" and len(content) > at + 4
    ):
        kind = content[at + 1]
        if kind == 0xDA and has_frame:
            return
        if kind == 0xFF:
            at += 1
            continue
        has_frame = has_frame or (0xC0 <= kind <= 0xCF and kind not in (0xC4, 0xC8, 0xCC))
        at += 2 + max(int.from_bytes(content[at + 2 : at + 4], "big"), 2)
    raise NotGenuine(f"Nội dung tệp không phải {ending}")


def _text(content: bytes, ending: str) -> None:
    if b"\x00" in content and encoding_of(content) != "utf-16":
        raise NotGenuine(f"Nội dung tệp không phải {ending}")


_CHECKS: Mapping[str, Callable[[bytes, str], None]] = {
    ".docx": _office, ".xlsx": _office, ".odt": _opendocument,
    ".png": _png, ".jpg": _jpeg, ".jpeg": _jpeg, ".txt": _text, ".csv": _text,
}  # fmt: skip
