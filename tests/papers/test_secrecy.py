"""A stamp is found wherever it stands alone, and words of a sentence are left in peace."""

from __future__ import annotations

import io
import unicodedata
import zipfile

import docx
import pytest
import xlsxwriter

from papers.administrative import Document, Paragraph, Signer, render_docx, render_pdf
from papers.archives import BrokenFile
from papers.secrecy import find_in_text, find_stamps


@pytest.mark.parametrize(
    ("text", "stamps"),
    [
        ("MẬT", ["MẬT"]),
        ("SỞ NGOẠI VỤ\nTỐI MẬT\nBáo cáo", ["TỐI MẬT"]),
        ("  [TUYỆT MẬT]  ", ["TUYỆT MẬT"]),
        ("Độ mật: Tối mật", ["TỐI MẬT"]),
        ("ĐỘ MẬT: MẬT", ["MẬT"]),
        ("Dấu chỉ độ mật: Tuyệt mật", ["TUYỆT MẬT"]),
        ("T Ố I  M Ậ T", ["TỐI MẬT"]),
        ("TỐI\u00a0MẬT\r\n", ["TỐI MẬT"]),
        ("M\u200bẬT", ["MẬT"]),
        ("Công văn số 12 (MẬT)", ["MẬT"]),
        (unicodedata.normalize("NFD", "TUYỆT MẬT"), ["TUYỆT MẬT"]),
        ("MẬT\nTUYỆT MẬT\nMẬT", ["TUYỆT MẬT", "MẬT"]),
    ],
)
def test_a_stamp_is_found(text: str, stamps: list[str]) -> None:
    assert find_in_text(text) == stamps


@pytest.mark.parametrize(
    "text",
    [
        "Các cơ quan bảo mật thông tin theo quy định.",
        "LUẬT BẢO VỆ BÍ MẬT NHÀ NƯỚC",
        "Luật Bảo vệ bí mật nhà nước số 117/2025/QH15",
        "Không mang tài liệu mật khi đi công tác nước ngoài.",
        "hồ sơ có tài liệu mật lưu ngoài hệ thống",
        "Độ mật: Thường",
        "MẬT ONG RỪNG U MINH",
        "MẬT ĐỘ DÂN CƯ",
        "CÔNG TÁC BẢO MẬT",
        "Đoàn thăm thân mật, hữu nghị",
        "",
    ],
)
def test_words_of_a_sentence_are_no_stamp(text: str) -> None:
    assert find_in_text(text) == []


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


def test_long_runs_of_nothing_do_not_slow_the_search() -> None:
    for hay in (
        "\n" * 300_000,
        "." * 300_000,
        " \n" * 200_000,
        "độ mật " * 40_000,
        "M Ậ " * 80_000,
    ):
        assert find_in_text(hay) == []
