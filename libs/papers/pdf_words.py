"""Words in a PDF: pages, annotations and their looks, fields, outlines, properties, files."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any

from papers.archives import BrokenFile

_MAX_PAGES, _MAX_OBJECTS, _MAX_STREAM = 2_000, 200_000, 20_000_000


def pdf_words(content: bytes, embedded: Callable[[str, bytes], Iterator[str]]) -> Iterator[str]:
    """`embedded` reads a file that lies inside. Raises BrokenFile."""
    from pypdf import PdfReader

    try:
        reader = PdfReader(BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise BrokenFile("Tệp PDF đặt mật khẩu: hãy bỏ mật khẩu rồi gửi lại")
        pages = len(reader.pages)
        if pages > _MAX_PAGES:
            raise BrokenFile(f"Tệp PDF có {pages} trang, tối đa {_MAX_PAGES}")
        yield "\n".join(str(v) for v in (reader.metadata or {}).values())
        for page in reader.pages:
            yield page.extract_text()
            yield from _looks(page)
        yield from _objects(reader, embedded)
    except BrokenFile:
        raise
    except Exception as error:  # a hostile file makes a parser raise anything
        raise BrokenFile("Tệp PDF hỏng: không đọc được") from error


def _looks(page: Any) -> Iterator[str]:
    """What a stamp annotation or a field shows, drawn by its own stream."""
    for annotation in page.get("/Annots") or ():
        looks: Any = (annotation.get_object().get("/AP") or {}).get("/N")
        looks = None if looks is None else looks.get_object()
        states = [looks] if hasattr(looks, "get_data") else list((looks or {}).values())
        for state in states:
            drawn: Any = state.get_object()
            if hasattr(drawn, "get_data"):
                yield page.extract_xform_text(drawn)


def _objects(reader: Any, embedded: Callable[[str, bytes], Iterator[str]]) -> Iterator[str]:
    """The texts of every object: contents of annotations, values of fields, titles, file names."""
    from pypdf.generic import IndirectObject

    numbers = [(n, g) for g, table in reader.xref.items() for n in table]
    numbers += [(n, 0) for n in reader.xref_objStm]
    if len(numbers) > _MAX_OBJECTS:
        raise BrokenFile(f"Tệp PDF có {len(numbers)} đối tượng, tối đa {_MAX_OBJECTS}")
    for number, generation in numbers:
        found: Any = IndirectObject(number, generation, reader).get_object()
        yield from _texts(found)
        if not isinstance(found, dict):
            continue
        if found.get("/Type") == "/Metadata":
            yield from embedded("a.html", _unpacked(found))
        for file in (found.get("/EF") or {}).values():
            name = str(found.get("/UF") or found.get("/F") or "")
            yield from embedded(name, _unpacked(file.get_object()))


def _unpacked(stream: Any) -> bytes:
    data: bytes = stream.get_data()
    if len(data) > _MAX_STREAM:
        raise BrokenFile("Tệp PDF chứa tệp đính kèm quá lớn")
    return data


def _texts(value: Any, depth: int = 0) -> Iterator[str]:
    """Texts inside one object; what it refers to is another object and has its own turn."""
    from pypdf.generic import ByteStringObject, TextStringObject

    if isinstance(value, TextStringObject):
        yield str(value)
    elif isinstance(value, ByteStringObject):
        yield bytes(value).decode("utf-16-be", errors="ignore")
        yield bytes(value).decode(errors="ignore")
    elif depth < 20 and isinstance(value, dict):
        for part in value.values():
            yield from _texts(part, depth + 1)
    elif depth < 20 and isinstance(value, list):
        for part in value:
            yield from _texts(part, depth + 1)
