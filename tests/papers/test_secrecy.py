"""A stamp is found wherever it stands alone, and words of a sentence are left in peace."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable

import docx
import pytest
import xlsxwriter
from pypdf import PdfWriter
from pypdf.annotations import FreeText
from pypdf.generic import NameObject, TextStringObject

from papers.administrative import Document, Paragraph, Signer, render_docx, render_pdf
from papers.archives import BrokenFile
from papers.secrecy import find_stamps


def letter(*texts: str) -> Document:
    return Document(
        issuer="SỞ NGOẠI VỤ",
        place="Bến Tre",
        about="về việc phối hợp",
        signer=Signer(title="GIÁM ĐỐC"),
        body=tuple(Paragraph(t) for t in texts),
    )


def sheet(text: str) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        book.add_worksheet().write_string(6, 2, text)
    return out.getvalue()


def odt(text: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("content.xml", f"<d xmlns:t='urn:t'><t:p>a</t:p><t:p>{text}</t:p></d>")
    return out.getvalue()


def in_header(text: str) -> bytes:
    out, made = io.BytesIO(), docx.Document()
    made.sections[0].header.paragraphs[0].text = text
    made.save(out)
    return out.getvalue()


@pytest.mark.parametrize("level", ["MẬT", "TỐI MẬT", "TUYỆT MẬT"])
def test_a_stamp_is_found_in_every_kind_of_file(level: str) -> None:
    for name, content in [
        ("a.docx", render_docx(letter("Kính gửi", level))),
        ("a.docx", in_header(level)),
        ("a.pdf", render_pdf(letter("Kính gửi", level))),
        ("a.xlsx", sheet(level)),
        ("a.odt", odt(level)),
        ("a.txt", f"Báo cáo\n{level}\n".encode("utf-16")),
        ("a.csv", f"1,{level},x".encode()),
        (f"Ke hoach {level}.png".replace(" hoach ", "_"), b"\x89PNG"),
    ]:
        assert find_stamps(name, content) == [level], name


def test_an_honest_letter_passes_in_every_kind() -> None:
    honest = letter("Thực hiện Luật Bảo vệ bí mật nhà nước; không mang tài liệu mật.")

    assert find_stamps("a.docx", render_docx(honest)) == []
    assert find_stamps("a.pdf", render_pdf(honest)) == []
    assert find_stamps("anh.jpg", b"\xff\xd8\xff") == []


def test_a_watermark_in_word_is_a_stamp() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/header1.xml", '<h xmlns:v="v"><v:textpath string="MẬT"/></h>')

    assert find_stamps("a.docx", out.getvalue()) == ["MẬT"]


def test_a_broken_file_is_an_error_not_a_pass() -> None:
    bomb, entities = io.BytesIO(), io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * 150_000_000)
    with zipfile.ZipFile(entities, "w") as archive:
        archive.writestr("word/document.xml", '<!DOCTYPE a [<!ENTITY b "MẬT">]><a>&b;</a>')

    for name, content, says in [
        ("a.docx", b"PK\x03\x04 broken", "hỏng"),
        ("a.docx", render_docx(letter("x"))[:3000], "hỏng"),
        ("a.pdf", b"%PDF-1.7 broken", "PDF hỏng"),
        ("a.pdf", render_pdf(letter("x"))[:500], "PDF hỏng"),
        ("a.xlsx", bomb.getvalue(), "quá lớn"),
        ("a.docx", entities.getvalue(), "DTD"),
    ]:
        with pytest.raises(BrokenFile, match=says):
            find_stamps(name, content)


def package(**parts: str | bytes) -> bytes:
    """A zip whose parts are named by words: `word__document_xml`."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, part in parts.items():
            *folders, last = name.split("__")
            archive.writestr("/".join([*folders, ".".join(last.rsplit("_", 1))]), part)
    return out.getvalue()


def word(body: str, **more: str | bytes) -> bytes:
    return package(word__document_xml=f"<w:document xmlns:w='w'>{body}</w:document>", **more)


def run(properties: str, text: str) -> str:
    return f"<w:p><w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r></w:p>"


def style(name: str, properties: str, based_on: str = "") -> str:
    base = f"<w:basedOn w:val='{based_on}'/>" if based_on else ""
    return f"<w:style w:styleId='{name}'>{base}<w:rPr>{properties}</w:rPr></w:style>"


STYLES = (
    "<w:styles xmlns:w='w'>"
    + style("Dau2", "", "Dau")
    + style("Dau", "<w:caps/>")
    + style("Thuong", "<w:caps w:val='0'/>")
    + "</w:styles>"
)


def printed(codes: str, where: str = "header") -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        page = book.add_worksheet()
        page.set_header(codes) if where == "header" else page.set_footer(codes)
    return out.getvalue()


def cells(*row: str, number_format: str = "", font: str = "Times New Roman") -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        look = book.add_format({"font_name": font, "num_format": number_format or "General"})
        page = book.add_worksheet()
        for n, text in enumerate(row):
            page.write(0, n, text, look)
        if number_format:
            page.write(1, 0, 5, look)
    return out.getvalue()


def pdf(change: Callable[[PdfWriter], object]) -> bytes:
    writer, out = PdfWriter(), io.BytesIO()
    writer.add_blank_page(200, 200)
    change(writer)
    writer.write(out)
    return out.getvalue()


def annotated(**parts: object) -> bytes:
    def add(writer: PdfWriter) -> None:
        annotation = FreeText(text=str(parts.get("text", "")), rect=(0, 0, 9, 9))
        for name, value in parts.items():
            if name != "text":
                annotation[NameObject(f"/{name}")] = TextStringObject(str(value))
        writer.add_annotation(page_number=0, annotation=annotation)

    return pdf(add)


def carrying(name: str, content: bytes) -> bytes:
    return pdf(lambda w: w.add_attachment(filename=name, data=content))


def png(*chunks: tuple[bytes, bytes]) -> bytes:
    made = b"\x89PNG\r\n\x1a\n"
    for kind, data in chunks:
        made += len(data).to_bytes(4, "big") + kind + data + b"crc!"
    return made


def jpeg(*segments: tuple[int, bytes]) -> bytes:
    made = b"\xff\xd8"
    for kind, data in segments:
        made += bytes([0xFF, kind]) + (len(data) + 2).to_bytes(2, "big") + data
    return made + b"\xff\xda\x00\x02"


MAT = "MẬT".encode()
FILES: dict[str, tuple[str, bytes]] = {
    "header of a sheet": ("a.xlsx", printed("&CMẬT")),
    "header with a font": ("a.xlsx", printed('&C&"Times New Roman,Bold"&14MẬT')),
    "header at the right": ("a.xlsx", printed("&RTUYỆT MẬT")),
    "bold footer": ("a.xlsx", printed("&C&BTỐI MẬT", "footer")),
    "coloured header": ("a.xlsx", printed("&L&KFF0000MẬT&R&P/&N")),
    "letters in cells": ("a.xlsx", cells("M", "Ậ", "T")),
    "number format": ("a.xlsx", cells("x", number_format='"MẬT" 0')),
    "font of TCVN3 capitals": ("a.xlsx", cells("tµi liÖu mËt", font=".VnTimeH")),
    "caps": ("a.docx", word(run("<w:caps/>", "Mật"))),
    "caps in a word": ("a.docx", word(run("<w:caps/>", "công văn mật"))),
    "small caps": ("a.docx", word(run("<w:smallCaps/>", "công văn tối mật"))),
    "style in capitals": ("a.docx", word(
        "<w:p><w:pPr><w:pStyle w:val='Dau'/></w:pPr><w:r><w:t>văn bản mật</w:t></w:r></w:p>",
        word__styles_xml=STYLES)),
    "style on a style": ("a.docx", word(
        run("<w:rStyle w:val='Dau2'/>", "văn bản mật"), word__styles_xml=STYLES)),
    "font of capitals in Word": ("a.docx", word(
        run("<w:rFonts w:ascii='.VnTimeH'/>", "tµi liÖu mËt"))),
    "capitals in a drawing": ("a.docx", word(
        "<p><r><rPr cap='all'/><t>hồ sơ mật</t></r></p>")),
    "split runs": ("a.docx", word(run("", "M").replace("</w:p>", "") + run("", "ẬT")[5:])),
    "tabs between letters": ("a.docx", word(
        "<w:p><w:t>M</w:t><w:tab/><w:t>Ậ</w:t><w:tab/><w:t>T</w:t></w:p>")),
    "alternative text": ("a.docx", word("<w:docPr descr='MẬT'/>")),
    "title of a picture": ("a.docx", word("<w:docPr title='Dấu TỐI MẬT'/>")),
    "property": ("a.docx", word("", docProps__custom_xml="<p><v>MẬT</v></p>")),
    "embedded sheet": ("a.docx", word("", word__embeddings__a_xlsx=cells("MẬT"))),
    "embedded document": ("a.xlsx", package(xl__embeddings__a_docx=word(run("", "MẬT")))),
    "embedded twice": ("a.docx", word("", a_docx=word("", b_docx=word(run("", "MẬT"))))),
    "embedded old file": ("a.docx", word("", word__embeddings__ole_bin=
        b"\xd0\xcf\x11\xe0" + b"x" * 509 + "Báo cáo MẬT".encode("utf-16-le"))),
    "altChunk html": ("a.docx", word("", word__chunk_htm="<p>M<b>&#7852;</b>T</p>")),
    "altChunk rtf": ("a.docx", word("", word__chunk_rtf=r"{\rtf1 {\b M\u7852?T}}")),
    "altChunk text": ("a.docx", word("", word__chunk_txt="MẬT")),
    "altChunk mht": ("a.docx", word("", word__chunk_mht="<p>M=E1=BA=ACT</p>")),
    "name of a part": ("a.docx", word("", word__media__MẬT_png=b"x")),
    "capitals in odt": ("a.odt", package(content_xml=
        "<d><style name='T1'><text-properties text-transform='uppercase'/></style>"
        "<p><span style-name='T1'>văn bản mật</span></p></d>")),
    "note in a pdf": ("a.pdf", annotated(text="MẬT")),
    "subject of a note": ("a.pdf", annotated(Subj="TUYỆT MẬT")),
    "properties of a pdf": ("a.pdf", pdf(lambda w: w.add_metadata({"/Title": "Báo cáo MẬT"}))),
    "outline of a pdf": ("a.pdf", pdf(
        lambda w: w.add_outline_item(title="Phần MẬT", page_number=0))),
    "file in a pdf": ("a.pdf", carrying("a.txt", MAT)),
    "name of a file in a pdf": ("a.pdf", carrying("CV MẬT.txt", b"x")),
    "sheet in a pdf": ("a.pdf", carrying("a.xlsx", printed("&CMẬT"))),
    "name": ("CV MẬT.txt", b"x"),
    "name with a number": ("01MẬT.txt", b"x"),
    "name with dots": ("a.M.Ậ.T.pdf.txt", b"x"),
    "one bad byte": ("a.txt", b"\xff " + MAT),
    "a file of TCVN3": ("a.txt", "tµi liÖu\nMËT".encode("latin-1")),
    "a file of VNI": ("a.txt", "TUYEÄT MAÄT".encode("latin-1")),
    "utf-16 without a bad byte": ("a.csv", "Số,1\nMẬT".encode("utf-16")),
    "text of a png": ("a.png", png((b"tEXt", b"Comment\0" + MAT))),
    "packed text of a png": ("a.png", png((b"zTXt", b"Comment\0\0" + zlib.compress(MAT)))),
    "comment of a jpeg": ("a.jpg", jpeg((0xFE, MAT))),
    "title that Windows wrote": ("a.jpg", jpeg((0xE1, b"Exif\0\0" + "MẬT".encode("utf-16-le")))),
}  # fmt: skip


@pytest.mark.parametrize("where", FILES)
def test_a_stamp_is_found_where_it_stands(where: str) -> None:
    assert find_stamps(*FILES[where]) != []


@pytest.mark.parametrize(
    "content",
    [
        word(run("", "Luật Bảo vệ bí mật nhà nước; hồ sơ có tài liệu mật lưu ngoài hệ thống")),
        word(run("<w:caps/>", "Bảo vệ bí mật nhà nước, mật độ dân cư"), word__styles_xml=STYLES),
        word(run("<w:caps w:val='0'/>", "văn bản mật"), word__styles_xml=STYLES),
        word(run("<w:rStyle w:val='Thuong'/>", "tài liệu mật"), word__styles_xml=STYLES),
        word(run("<w:caps/>", "Kế hoạch") + run("", "không mang tài liệu mật ra nước ngoài")),
    ],
)
def test_words_of_the_language_pass_in_a_document(content: bytes) -> None:
    assert find_stamps("Quy chế bảo vệ bí_mật.docx", content) == []


def test_files_in_files_end_somewhere() -> None:
    inner = word("x")
    for _ in range(6):
        inner = word("", a_docx=inner)

    with pytest.raises(BrokenFile, match="quá nhiều lớp"):
        find_stamps("a.docx", inner)
