"""A hostile file is refused with a sentence, and the process that was asked stays small."""

from __future__ import annotations

import io
import os
import re
import resource
import zipfile
from collections.abc import Callable, Iterator

import pytest
import xlsxwriter

from papers import confined, confinement
from papers.archives import BrokenFile, UnreadableSheet
from papers.grids import grids


def xlsx(changes: Callable[[str, bytes], tuple[str, bytes]]) -> bytes:
    """A small workbook, each of its parts changed."""
    made, out = io.BytesIO(), io.BytesIO()
    with xlsxwriter.Workbook(made) as book:
        book.add_worksheet("Danh sách").write(0, 0, "x")
    with zipfile.ZipFile(made) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as into:
        for name in source.namelist():
            into.writestr(*changes(name, source.read(name)))
    return out.getvalue()


def with_sheet(data: bytes, name: str = "xl/worksheets/sheet1.xml") -> bytes:
    """The workbook with these rows, in a part called `name`."""

    def change(part: str, content: bytes) -> tuple[str, bytes]:
        if part.startswith("xl/worksheets/"):
            data_ = re.sub(
                rb"<sheetData>.*</sheetData>", b"<sheetData>%s</sheetData>" % data, content
            )
            return name, re.sub(rb"<dimension[^>]*>", b"", data_)
        target = name.removeprefix("xl/").encode()
        return part, content.replace(b"worksheets/sheet1.xml", target)

    return xlsx(change)


def cell(at: str) -> bytes:
    return b'<row r="1"><c r="A1"><v>1</v></c></row><row><c r="%s"><v>1</v></c></row>' % at.encode()


ROW = b"<row>" + b"<c><v>1</v></c>" * 16_000 + b"</row>"
FAR = {
    "small letters": with_sheet(cell("zz60000")),
    "mixed letters": with_sheet(cell("zZ60000")),
    "nine digits": with_sheet(cell("A000060000")),
    "the last cell": with_sheet(cell("xfd1048576")),
    "a column too far": with_sheet(cell("GT2")),
    "another folder": with_sheet(cell("ZZ60000"), "xl/other/s.xml"),
    "a folder in capitals": with_sheet(cell("ZZ60000"), "xl/Worksheets/sheet1.xml"),
    "no ending": with_sheet(cell("ZZ60000"), "xl/sheet"),
    "cells without places": with_sheet(ROW),
    "rows without places": with_sheet(b"<row><c><v>1</v></c></row>" * 20_001),
    "a row too far": with_sheet(b'<row r="60000"><c><v>1</v></c></row>'),
    "merged too far": with_sheet(
        b"</sheetData><mergeCells><mergeCell ref='A1:XFD9'/></mergeCells>"
    ),
}


@pytest.mark.parametrize("which", FAR)
def test_a_sheet_with_far_cells_is_refused_before_it_unfolds(which: str) -> None:
    with pytest.raises((UnreadableSheet, BrokenFile)) as refusal:
        list(grids(FAR[which]))

    assert "quá lớn" in str(refusal.value) or which == "merged too far"


WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def docx(parts: Iterator[bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", f"<Types><Override ContentType='{WORD}'/></Types>")
        with archive.open("word/document.xml", "w") as stream:
            for part in parts:
                stream.write(part)
    return out.getvalue()


HEAVY = {
    "one text": lambda: docx(iter([b"<a>", *[b"x" * 1_000_000] * 94, b"</a>"])),
    "open tags": lambda: docx(b"<a>" * 100_000 for _ in range(50)),
    "empty elements": lambda: docx(iter([b"<a>", *[b"<b/>" * 100_000] * 150, b"</a>"])),
    "an attribute": lambda: docx(iter([b"<a b='", *[b"x" * 1_000_000] * 94, b"'/>"])),
}


@pytest.mark.parametrize("which", HEAVY)
def test_a_document_that_unfolds_is_refused(which: str) -> None:
    with pytest.raises(BrokenFile, match=r"quá lớn|nhiều phần tử"):
        confinement.call("attachment", "a.docx", HEAVY[which]())

    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss < 2_000_000


@pytest.mark.parametrize(
    ("dies", "says"),
    [
        (lambda *_: os._exit(3), "hỏng"),
        (lambda *_: [0] * 500_000_000, "quá lớn"),
        (lambda *_: (_ for _ in ()).throw(BaseException("panic")), "hỏng"),
        (lambda *_: (_ for _ in ()).throw(BrokenFile("Tệp lạ")), "Tệp lạ"),
    ],
)
def test_whatever_happens_to_a_reader_becomes_a_sentence(
    dies: Callable[..., object], says: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    import msgspec

    monkeypatch.setitem(confined._JOBS, "attachment", dies)
    answer = confined._in_a_child(msgspec.msgpack.encode(["attachment", ["a.txt", b""]]), os.dup(2))

    kind, sentence = msgspec.msgpack.decode(answer)
    assert kind == "BrokenFile"
    assert says in sentence


def test_a_reader_that_left_is_replaced() -> None:
    assert confinement.call("attachment", "a.txt", b"x") == []
    for reader in confinement._idle:
        reader._process.kill()
        reader._process.wait()

    assert confinement.call("attachment", "a.txt", "MẬT".encode()) == ["MẬT"]


def test_the_reader_sees_nothing_of_our_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NGOAIVU_INTERNAL_SECRET", "s3cret")
    reader = confinement._Reader()
    try:
        with open(f"/proc/{reader._process.pid}/environ", "rb") as stream:
            assert b"s3cret" not in stream.read()
    finally:
        reader.stop()
