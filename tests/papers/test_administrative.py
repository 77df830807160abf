"""Documents of Decree 30/2020/NĐ-CP: the same words and places in docx and PDF."""

from __future__ import annotations

import datetime
import io
import subprocess
import sys
import unicodedata
from typing import Any

import docx
import pypdf
import pytest
from docx.shared import Pt
from msgspec.structs import replace

from papers import fonts
from papers.administrative import (
    Annex,
    Column,
    Document,
    Heading,
    NumberedItem,
    Paragraph,
    Signer,
    Table,
    render_docx,
    render_pdf,
)
from papers.letterhead import articles

TONES = "\u0300\u0309\u0303\u0301\u0323"
VOWELS = "aăâeêioôơuưy"
LETTERS = (
    "".join(unicodedata.normalize("NFC", v + t) for v in VOWELS for t in ("", *TONES))
    + "bcdđghklmnpqrstvxfjwz"
)
ALPHABET = LETTERS + LETTERS.upper()
TABLE = Table(
    (Column("STT", 1, "center"), Column("Tên đoàn", 5), Column("Số người", 2, "right")),
    (("1", "Đoàn thăm làm việc tại Nhật Bản", "12"), ("2", "Đoàn xúc tiến\ntại Lào", "7")),
    caption="Bảng 1. Đoàn ra",
    numbered=True,
)
REPORT = Document(
    superior="UBND TỈNH BẾN TRE",
    issuer="SỞ NGOẠI VỤ",
    place="Bến Tre",
    kind="BÁO CÁO",
    about="Kết quả công tác đối ngoại tháng 01 năm 2027",
    number="07/BC-SNgV",
    date=datetime.date(2027, 2, 5),
    addressed_to=("Ủy ban nhân dân tỉnh", "Bộ Ngoại giao"),
    body=(
        Heading("I. TÌNH HÌNH"),
        NumberedItem("1.", "Đã cử mười hai đoàn.\nĐều đúng Chương trình.", "Đoàn ra:"),
        TABLE,
        Paragraph("Sở Ngoại vụ kính báo cáo."),
    ),
    recipients=("- Như trên;", "Bộ Ngoại giao (b/c)", "Lưu: VT, HTQT."),
    signer=Signer(capacity=("KT. GIÁM ĐỐC",), title="PHÓ GIÁM ĐỐC", name="Nguyễn Thị Ánh Nguyệt"),
    notes=("1. Số liệu tính đến ngày 31 tháng 01.",),
)


def changed(**values: Any) -> Document:
    return replace(REPORT, **values)


def pdf_text(document: Document) -> str:
    pages = pypdf.PdfReader(io.BytesIO(render_pdf(document))).pages
    return unicodedata.normalize("NFC", "\n".join(p.extract_text() for p in pages))


def docx_text(document: Document) -> str:
    opened = docx.Document(io.BytesIO(render_docx(document)))
    texts = [node.text or "" for node in opened.element.iter(docx.oxml.ns.qn("w:t"))]
    return "\n".join(texts)


@pytest.mark.parametrize("text_of", [pdf_text, docx_text])
def test_all_nine_parts_stand_in_both_formats(text_of) -> None:  # type: ignore[no-untyped-def]
    text = " ".join(text_of(REPORT).split())

    for part in (
        *("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"),
        *("UBND TỈNH BẾN TRE", "SỞ NGOẠI VỤ", "Số: 07/BC-SNgV"),
        *("Bến Tre, ngày 05 tháng 02 năm 2027", "BÁO CÁO", "Kết quả công tác đối ngoại"),
        *("Kính gửi:", "- Ủy ban nhân dân tỉnh;", "- Bộ Ngoại giao.", "Bảng 1. Đoàn ra"),
        *("kính báo cáo./.", "Nơi nhận:", "- Như trên;", "- Lưu: VT, HTQT."),
        *("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Nguyễn Thị Ánh Nguyệt", "Ghi chú:"),
    ):
        assert part in text


def test_the_pdf_shows_every_vietnamese_letter_in_each_style() -> None:
    body = (
        Paragraph(ALPHABET),
        Paragraph(ALPHABET, bold=True),
        Paragraph(ALPHABET, italic=True),
    )

    shown = "".join(pdf_text(changed(body=body)).split())

    assert len(set(LETTERS)) == 93
    assert shown.count(ALPHABET) == 3


def test_the_pdf_embeds_a_typeface_with_the_widths_of_times_and_no_other() -> None:
    reader = pypdf.PdfReader(io.BytesIO(render_pdf(changed(body=(Paragraph(ALPHABET),)))))
    found = set()
    pages: Any = reader.pages
    for page in pages:
        for font in page["/Resources"]["/Font"].values():
            below = font.get_object()["/DescendantFonts"][0].get_object()
            assert "/FontFile3" in below["/FontDescriptor"].get_object()
            found.add(below["/BaseFont"].split("+")[1].split("-")[0])

    assert fonts.folders(), "make setup installs requirements/fonts.txt"
    assert found == {"TeXGyreTermes"}


def test_no_glyph_is_missing_from_the_typeface() -> None:
    """Glyph 0 is the box that stands for a letter the font lacks: it is never drawn."""
    reader = pypdf.PdfReader(io.BytesIO(render_pdf(changed(body=(Paragraph(ALPHABET),)))))

    drawn = [
        operand.original_bytes
        for page in reader.pages
        for operands, operator in pypdf.generic.ContentStream(
            page.get_contents(), reader
        ).operations
        if operator in (b"TJ", b"Tj")
        for operand in (operands[0] if isinstance(operands[0], list) else operands)
        if hasattr(operand, "original_bytes")
    ]
    glyphs = {b[n : n + 2] for b in drawn for n in range(0, len(b), 2)}

    assert len(glyphs) > len(set(ALPHABET)) - 5
    assert b"\x00\x00" not in glyphs


def test_without_the_wheel_the_typeface_inside_typst_takes_over(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(fonts, "folders", lambda: ())

    assert ALPHABET in "".join(pdf_text(changed(body=(Paragraph(ALPHABET),))).split())


def test_the_pdf_says_that_it_is_pdf_a_2b() -> None:
    content = render_pdf(REPORT)

    assert b"<pdfaid:part>2</pdfaid:part>" in content
    assert b"<pdfaid:conformance>B</pdfaid:conformance>" in content


@pytest.mark.parametrize("render", [render_docx, render_pdf])
def test_equal_documents_are_equal_bytes(render) -> None:  # type: ignore[no-untyped-def]
    assert render(REPORT) == render(REPORT)


def test_what_a_user_wrote_is_never_code() -> None:
    wrote = '#import "x" $x^2$ *đậm* {{ 7*7 }} <w:p/> & "]] \\u{41}'

    document = changed(body=(Paragraph(wrote),), about=wrote)

    assert wrote in " ".join(pdf_text(document).split())
    assert wrote in docx_text(document)


@pytest.mark.parametrize("told", ["中文 老挝", "ສະບາຍດີ", "한국", "Привет", "ខ្មែរ", "☐ € → ½"])
def test_foreign_letters_never_stop_a_paper(told: str) -> None:
    document = changed(body=(Paragraph(f"Đối tác: {told}"),))

    assert "Đối tác:" in pdf_text(document)
    assert told in docx_text(document)


def test_what_no_format_can_carry_is_left_out() -> None:
    document = changed(body=(Paragraph("Đối\x07 ta\u0301c\ud800"),), about="x\x00y\ufffe")

    for text in (pdf_text(document), docx_text(document)):
        assert "Đối tác" in text
        assert "xy" in text


def test_the_page_is_the_decrees() -> None:
    section: Any = docx.Document(io.BytesIO(render_docx(REPORT))).sections[0]
    lengths = (section.page_width, section.page_height, section.top_margin, section.bottom_margin)

    found = [round(n.mm) for n in (*lengths, section.left_margin, section.right_margin)]

    assert found == [210, 297, 20, 20, 30, 15]


def test_docx_is_set_in_times_new_roman_14() -> None:
    opened = docx.Document(io.BytesIO(render_docx(REPORT)))
    normal = opened.styles["Normal"].font

    assert (normal.name, normal.size) == ("Times New Roman", Pt(14))
    assert "PAGE" in opened.sections[0].header._element.xml
    assert opened.sections[0].different_first_page_header_footer


def test_a_letter_has_its_subject_under_its_number_and_a_blank_number() -> None:
    letter = changed(kind="", number=None, symbol="SNgV-HTQT", date=None, about="mời tiếp đoàn")

    text = pdf_text(letter)

    assert "V/v mời tiếp đoàn" in text
    assert "/SNgV-HTQT" in text
    assert "tháng" in text
    assert "BÁO CÁO" not in text


@pytest.mark.parametrize(
    ("day", "line"),
    [
        (datetime.date(2027, 2, 5), "Bến Tre, ngày 05 tháng 02 năm 2027"),
        (datetime.date(2027, 3, 12), "Bến Tre, ngày 12 tháng 3 năm 2027"),
        (None, "Bến Tre, ngày      tháng      năm"),
    ],
)
def test_dates_bear_a_zero_as_the_decree_says(day: datetime.date | None, line: str) -> None:
    assert changed(date=day).date_line == line


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("SỞ NGOẠI VỤ", ["SỞ NGOẠI VỤ"]),
        ("SỞ NGOẠI VỤ TỈNH LAI CHÂU", ["SỞ NGOẠI VỤ TỈNH LAI CHÂU"]),
        ("ỦY BAN NHÂN DÂN TỈNH VĨNH LONG", ["ỦY BAN NHÂN DÂN", "TỈNH VĨNH LONG"]),
        (
            "VĂN PHÒNG ỦY BAN NHÂN DÂN THÀNH PHỐ HUẾ",
            ["VĂN PHÒNG", "ỦY BAN NHÂN DÂN", "THÀNH PHỐ HUẾ"],
        ),
    ],
)
def test_a_letterhead_breaks_a_name_where_offices_do(name: str, shown: list[str]) -> None:
    document = changed(superior=name, issuer=name)

    told = docx_text(document).split("\n")
    assert told[: 2 * len(shown)] == [*shown, *shown]
    assert "\n".join(shown) in pdf_text(document)


def test_only_the_last_words_end_the_text() -> None:
    assert docx_text(REPORT).count("./.") == 1
    assert docx_text(changed(body=(Paragraph("Hết./."),))).count("./.") == 1
    assert "./." not in docx_text(changed(body=(TABLE,)))


def test_an_article_of_a_decision_is_a_sentence() -> None:
    told = articles(["Cho phép", "Có hiệu lực từ ngày ký.", "Gồm:"])
    assert [a.text for a in told if isinstance(a, NumberedItem)] == [
        "Cho phép.", "Có hiệu lực từ ngày ký.", "Gồm:"
    ]  # fmt: skip


def test_no_column_of_a_word_table_breaks_a_word_of_its_head() -> None:
    columns = (Column("STT", 0.5), Column("Họ và tên", 6), Column("Chức vụ, đơn vị", 6))
    document = changed(body=(Table(columns=columns, rows=(("1", "An", "Giám đốc"),)),))
    opened: Any = docx.Document(io.BytesIO(render_docx(document)))
    widths = [
        cell.width.mm
        for t in opened.tables
        for cell in t.rows[0].cells
        if t.style.name == "Table Grid"
    ]

    assert widths[0] > 12
    assert sum(widths) == pytest.approx(165, abs=0.1)
    assert widths[1] == widths[2]


def test_a_landscape_table_and_annex_turn_their_own_pages() -> None:
    wide = Table(TABLE.columns, TABLE.rows, landscape=True)
    annex = Annex(about="Danh sách", body=(wide,), landscape=True, belongs_to="Kèm theo Báo cáo")
    document = changed(body=(Paragraph("Trước"), wide, Paragraph("Sau")), annexes=(annex,))

    pages = pypdf.PdfReader(io.BytesIO(render_pdf(document))).pages
    sections: Any = docx.Document(io.BytesIO(render_docx(document))).sections

    assert [p.mediabox.width > p.mediabox.height for p in pages] == [False, True, False, True]
    assert [s.page_width > s.page_height for s in sections] == [False, True, False, True]


def test_importing_papers_brings_no_heavy_library() -> None:
    heavy = ("typst", "docx", "xlsxwriter", "python_calamine", "pypdf", "icalendar", "lxml")
    rooms = "administrative, calendar_file, forms, reading, secrecy, sheets"
    code = (
        f"import sys; from papers import {rooms}; print([m for m in {heavy} if m in sys.modules])"
    )

    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": "libs"},
    )

    assert done.stdout.strip() == "[]"


def test_a_letter_that_cannot_be_printed_shows_as_a_box_and_a_note_says_so() -> None:
    from io import BytesIO

    from pypdf import PdfReader

    content = render_pdf(
        Document(
            issuer="SỞ NGOẠI VỤ", place="Bến Tre", about="phối hợp",
            signer=Signer(title="GIÁM ĐỐC"),
            body=(Paragraph("Đoàn Quảng Tây (广西), Hàn Quốc 한국 và Lào ສະຫວັນ."),),
        )
    )  # fmt: skip

    text = "".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages)
    for letters in ("广西", "한국"):
        assert letters in text or ("□" * len(letters) in text and ".docx có đủ chữ" in text)
    assert "Đoàn Quảng Tây" in text
