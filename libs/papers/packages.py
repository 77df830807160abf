"""An xlsx as a package (ECMA-376, part 2): parts by name, and the sheets its workbook names.

Programs name parts in many ways: backslashes, capitals, a workbook that lies elsewhere or is called
otherwise. Names are brought to one form, so that each sheet's part is found.
"""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from io import BytesIO
from zipfile import ZipFile

from msgspec import Struct

from papers.archives import UnreadableSheet, Walk, parts

_WORKBOOK = "xl/workbook.xml"
_NO_WORKBOOK = "Tệp nén này không phải .xlsx"


class Package(Struct, frozen=True):
    """Parts by name in small letters, the part of each sheet by the sheet's name, and the zip."""

    parts: dict[str, bytes]
    sheets: dict[str, str]
    content: bytes


def opened(content: bytes) -> Package:
    """Raises BrokenFile, or UnreadableSheet when there is no workbook."""
    by_name = {_plain(name).lower(): part for name, part in parts(content, lambda _: True)}
    book = _book(by_name)
    links = f"{posixpath.dirname(book)}/_rels/{posixpath.basename(book)}.rels"
    targets = _links(by_name.get(links, b""), posixpath.dirname(book))
    sheets = _found("sheet", by_name[book])
    named = {s.get("name", ""): targets.get(s.get("id", ""), "") for s in sheets}
    if posixpath.basename(book) != "workbook.xml":
        content = _renamed(by_name, book, links)
    return Package(by_name, named, content)


def _plain(name: str) -> str:
    return posixpath.normpath(name.replace("\\", "/")).lstrip("/")


def _book(by_name: Mapping[str, bytes]) -> str:
    """The package's own links say where the workbook lies."""
    for link in _found("Relationship", by_name.get("_rels/.rels", b"")):
        if link.get("Type", "").endswith("/officeDocument"):
            book = _plain(link.get("Target", "")).lower()
            if book in by_name:
                return book
    if _WORKBOOK in by_name:
        return _WORKBOOK
    raise UnreadableSheet(_NO_WORKBOOK)


def _links(part: bytes, folder: str) -> dict[str, str]:
    """Part names by link id; a target is relative to the workbook's folder, or absolute."""
    return {
        link.get("Id", ""): _plain(posixpath.join("/", folder, link.get("Target", ""))).lower()
        for link in _found("Relationship", part)
        if link.get("TargetMode") != "External"
    }


def _renamed(by_name: Mapping[str, bytes], book: str, links: str) -> bytes:
    """The same package with its workbook under the only name that the library looks for."""
    folder = posixpath.dirname(book)
    called = {book: f"{folder}/workbook.xml", links: f"{folder}/_rels/workbook.xml.rels"}
    changed = {called.get(name, name): part for name, part in by_name.items()}
    changed["_rels/.rels"] = _LINK_TO_BOOK % called[book].encode()
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        for name, part in changed.items():
            archive.writestr(name, part)
    return out.getvalue()


_LINK_TO_BOOK = b"""<Relationships
 xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1"
 Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
 Target="%s"/></Relationships>"""


def _found(name: str, part: bytes) -> list[Mapping[str, str]]:
    """The attributes of every element of that name."""
    if not part:
        return []
    walk = _Elements(name)
    walk.walk(part)
    return walk.found


class _Elements(Walk):
    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name
        self.found: list[Mapping[str, str]] = []

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == self.name:
            self.found.append(attributes)
