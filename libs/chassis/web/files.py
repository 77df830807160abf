"""Attachments: what may come in, how it is kept, and how it goes out.

Bytes lie in GridFS; the dossier keeps name, size and SHA-256. A file that bears a secrecy stamp is
refused with the article (Law 117/2025/QH15): such a file belongs off every network.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import PurePath
from urllib.parse import quote

from casework import Attachment, Failure, Refused
from casework.acts import refuse_secrets
from casework.secrecy import NOT_ON_A_NETWORK
from casework.text import without_accents
from chassis.store.driver import Store
from chassis.store.retention import ATTACHMENT
from chassis.web import untrusted
from chassis.web.problems import BadFields, Unreadable
from papers import confinement
from papers.archives import BrokenFile, NotGenuine
from papers.plain_files import encoding_of

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
KINDS: Mapping[str, tuple[str, Callable[[bytes], bool]]] = {
    ".pdf": ("application/pdf", lambda c: c[:1024].find(b"%PDF-") >= 0),
    ".docx": (
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        lambda c: c.startswith(_ZIP) and b"word" in c,
    ),
    ".xlsx": (
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        lambda c: c.startswith(_ZIP) and b"xl" in c,
    ),
    ".odt": ("application/vnd.oasis.opendocument.text", lambda c: c.startswith(_ZIP)),
    ".jpg": ("image/jpeg", lambda c: c.startswith(b"\xff\xd8\xff")),
    ".jpeg": ("image/jpeg", lambda c: c.startswith(b"\xff\xd8\xff")),
    ".png": ("image/png", lambda c: c.startswith(b"\x89PNG\r\n\x1a\n")),
    ".txt": ("text/plain", lambda c: b"\x00" not in c or encoding_of(c) == "utf-16"),
    ".csv": ("text/csv", lambda c: b"\x00" not in c or encoding_of(c) == "utf-16"),
}


async def keep(
    store: Store,
    name: str,
    content: bytes,
    *,
    limit: int,
    by: str,
    at: datetime,
    about: Mapping[str, str],
) -> Attachment:
    """Check a file and put it away. Raises Unreadable (413, 415, 400) or Refused (a stamp)."""
    name = clean_name(name)
    about = check_about(about)
    media_type = await untrusted.read(check, name, content, limit)
    stamps = await untrusted.read(_stamps, name, content)
    if stamps:
        says = f"Tệp «{name}» mang dấu «{stamps[0]}»: không được lưu trên hệ thống nối mạng"
        raise Refused(Failure(says, str(NOT_ON_A_NETWORK), "/file"))
    digest = hashlib.sha256(content).hexdigest()
    id = await store.keep_file(name, content, {"is": ATTACHMENT, "sha256": digest, "by": by})
    return Attachment(
        id=id,
        name=name,
        size=len(content),
        sha256=digest,
        media_type=media_type,
        kind=about["kind"],
        copy=about["copy"],
        language=about["language"],
        added_by=by,
        added_at=at,
    )


def check(name: str, content: bytes, limit: int) -> str:
    """The media type of a file whose name and content agree."""
    if not content:
        raise Unreadable(f"Tệp «{name}» rỗng", 400, [{"pointer": "/file", "detail": "tệp rỗng"}])
    if len(content) > limit:
        raise Unreadable(f"Tệp «{name}» lớn hơn {limit // 1_000_000} MB", 413)
    ending = PurePath(name).suffix.lower()
    if ending not in KINDS:
        raise Unreadable(
            f"Không nhận tệp {ending or 'không có đuôi'}; nhận {', '.join(KINDS)}", 415
        )
    media_type, agrees = KINDS[ending]
    if not agrees(content):
        raise Unreadable(f"Nội dung tệp «{name}» không phải {ending}", 415)
    # A text is called what it can be read as; what nobody can name for sure gets no name.
    encoding = encoding_of(content) if media_type.startswith("text/") else ""
    return f"{media_type}; charset={encoding}" if encoding else media_type


ABOUT: Mapping[str, str] = {"kind": "", "copy": "bản gốc", "language": "vi"}
_MOST_ABOUT = 60


def check_about(about: Mapping[str, str]) -> dict[str, str]:
    """What is said of a file: short, printable, and itself without a stamp."""
    said = {name: about.get(name, usual) for name, usual in ABOUT.items()}
    for name, text in said.items():
        if len(text) > _MOST_ABOUT or not text.isprintable():
            says = f"nhiều nhất {_MOST_ABOUT} ký tự, trên một dòng"
            raise BadFields([{"pointer": f"/{name}", "detail": says}])
    refuse_secrets(said)
    return said


def clean_name(name: str) -> str:
    """The last part of a name, NFC, without control characters, at most 200 characters."""
    last = PurePath(name.replace("\\", "/")).name
    kept = "".join(c for c in unicodedata.normalize("NFC", last) if c.isprintable())
    return kept[-200:] or "tep"


def disposition(name: str) -> str:
    """RFC 6266: a plain name for old clients, the Vietnamese one for the rest (RFC 5987)."""
    plain = without_accents(name)
    ascii_ = "".join(c for c in plain if 32 <= ord(c) < 127 and c not in '"\\')
    return f"attachment; filename=\"{ascii_}\"; filename*=UTF-8''{quote(name)}"


def _stamps(name: str, content: bytes) -> list[str]:
    try:
        found: list[str] = confinement.call("attachment", name, content)
        return found
    except NotGenuine as error:
        raise Unreadable(str(error), 415, [{"pointer": "/file", "detail": str(error)}]) from None
    except BrokenFile as error:
        raise Unreadable(str(error), 400, [{"pointer": "/file", "detail": str(error)}]) from None
