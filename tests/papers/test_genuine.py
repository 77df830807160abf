"""An attachment is what its name says, and holds nothing that may run."""

from __future__ import annotations

import io
import zipfile

import pytest

from papers.administrative import Document, Paragraph, Signer, render_docx, render_pdf
from papers.archives import NotGenuine
from papers.genuine import check
from papers.sheets import SheetColumn, write_sheet

LETTER = Document(
    issuer="SỞ NGOẠI VỤ", place="Bến Tre", about="phối hợp", signer=Signer(title="GIÁM ĐỐC"),
    body=(Paragraph("x"),),
)  # fmt: skip
DOCX, XLSX = render_docx(LETTER), write_sheet([SheetColumn("A")], [["x"]])
EXE = b"MZ\x90\x00" + b"\0" * 74 + b"This program cannot be run in DOS mode"
ODT = "application/vnd.oasis.opendocument.text"
PNG = (
    b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + b"\0" * 17 + b"\0\0\0\x01IDATx" + b"\0" * 4
    + b"\0\0\0\0IEND\xaeB`\x82"
)  # fmt: skip
JPEG = b"\xff\xd8\xff\xe0\x00\x04ab\xff\xc0\x00\x04ab\xff\xda\x00\x02xx\xff\xd9"


def with_parts(content: bytes, **more: str | bytes) -> bytes:
    """The same archive with more parts, named by words: `word__vbaProject_bin`."""
    out = io.BytesIO(content)
    with zipfile.ZipFile(out, "a") as archive:
        for name, part in more.items():
            *folders, last = name.split("__")
            archive.writestr("/".join([*folders, ".".join(last.rsplit("_", 1))]), part)
    return out.getvalue()


def archive(**parts: str | bytes) -> bytes:
    empty = io.BytesIO()
    with zipfile.ZipFile(empty, "w"):
        pass
    return with_parts(empty.getvalue(), **parts)


def link(kind: str, target: str) -> bytes:
    rels = f"""<Relationships><Relationship Type="urn:x/{kind}" TargetMode="External"
        Target="{target}"/></Relationships>"""
    return with_parts(DOCX, word___rels__settings_xml__rels=rels, **{"word___rels__s_rels": rels})


FALSE = {
    "a program in an odt": ("a.odt", archive(mimetype=ODT, Pictures__a_exe=EXE)),
    "a zip without a kind": ("a.odt", archive(a_exe=EXE)),
    "another kind of document": ("a.odt", archive(mimetype="application/epub+zip")),
    "a program among the parts of Word": ("a.docx", with_parts(DOCX, word__media__a_png=EXE)),
    "a script among the parts of Word": ("a.docx", with_parts(DOCX, word__a_js="x")),
    "an archive that says word/": ("a.docx", archive(word__a_txt="word/")),
    "macros in Word": ("a.docx", with_parts(DOCX, word__vbaProject_bin=b"x")),
    "macros in Excel": ("a.xlsx", with_parts(XLSX, xl__VBAPROJECT_BIN=b"x")),
    "a renamed docm": ("a.docx", archive(**{"[Content__Types]_xml".replace("__", "_"): "<T/>"})),
    "a sheet called a letter": ("a.docx", XLSX),
    "a letter called a sheet": ("a.xlsx", DOCX),
    "a template from elsewhere": ("a.docx", link("attachedTemplate", "http://evil.example/a.dotm")),
    "a template from a share": ("a.docx", link("attachedTemplate", "\\\\evil\\a.dotm")),
    "a template from a file server": ("a.docx", link("attachedTemplate", "file://evil/a.dotm")),
    "an object from elsewhere": ("a.docx", link("oleObject", "https://evil.example/a")),
    "a page with the head of a picture": ("a.png", b"\x89PNG\r\n\x1a\n<html><script>"),
    "a page with the head of a photograph": ("a.jpg", b"\xff\xd8\xff<html><script>"),
    "half a picture": ("a.png", PNG[:-12]),
    "a program called a text": ("a.txt", EXE),
    "a program called a pdf": ("a.pdf", EXE + b"%PDF-1.7"),
    "zeros in a text": ("a.txt", b"a\0b"),
}


@pytest.mark.parametrize("what", FALSE)
def test_what_is_not_what_it_says_is_refused(what: str) -> None:
    with pytest.raises(NotGenuine):
        check(*FALSE[what])


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.docx", DOCX),
        ("a.docx", link("hyperlink", "https://vietnam.vn")),
        ("a.docx", link("attachedTemplate", "file:///C:/Users/a/Normal.dotm")),
        ("a.xlsx", XLSX),
        ("a.odt", archive(mimetype=ODT, content_xml="<a/>")),
        ("a.pdf", render_pdf(LETTER)),
        ("a.png", PNG),
        ("A.JPG", JPEG),
        ("a.txt", "Báo cáo".encode()),
        ("a.txt", "Báo cáo".encode("utf-16")),
        ("a.csv", "tµi liÖu".encode("latin-1")),
    ],
)
def test_what_is_what_it_says_passes(name: str, content: bytes) -> None:
    check(name, content)
