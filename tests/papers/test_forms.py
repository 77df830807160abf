"""The five forms stand word for word as Decision 22/2012/QĐ-UBND printed them."""

from __future__ import annotations

import io
from typing import Any

import docx
import pytest
from python_calamine import CalamineWorkbook

from casework.vocabulary import Funding, FundingLine, Money
from papers import forms
from papers.administrative import Document, render_docx, render_pdf

MONEY = Money(amount=500_000_000, currency="VND")
OUT = forms.OutboundRow(
    title="Đoàn khảo sát cảng biển, thăm làm việc",
    countries=("JP", "KR"),
    head="Phó Chủ tịch UBND tỉnh",
    content="- Khảo sát cảng biển",
    partner="Tỉnh Aichi",
    members=8,
    days=7,
    month="2027-05",
    funding=(FundingLine(source=Funding.LOCAL, money=MONEY),),
)
INTO = forms.InboundRow(
    title="Đoàn thăm chính thức",
    sender="Tỉnh Hủa Phăn",
    country="LA",
    head="Tỉnh trưởng",
    host="Sở Ngoại vụ",
    content="Trao đổi hợp tác",
    members=12,
    days=3,
    month="2027-03",
    funding=(FundingLine(source=Funding.FOREIGN_HOST, sponsor="Tỉnh Hủa Phăn"),),
)
SENDER = forms.Sender(superior="UBND TỈNH BẾN TRE", name="SỞ CÔNG THƯƠNG", place="Bến Tre")


def grid(content: bytes) -> list[list[Any]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return book.get_sheet_by_index(0).to_python(skip_empty_area=False)


def words(document: Document) -> str:
    opened = docx.Document(io.BytesIO(render_docx(document)))
    texts = [n.text or "" for n in opened.element.iter(docx.oxml.ns.qn("w:t"))]
    return " ".join(" ".join(texts).split())


def test_mau_1_stands_as_printed() -> None:
    rows = grid(forms.mau_1("Sở Công Thương", 2027, [OUT]))

    assert (rows[0][0], rows[0][8]) == ("Tên cơ quan/tổ chức: Sở Công Thương", "Mẫu 1")
    assert rows[1][0] == "BẢNG TỔNG HỢP KẾ HOẠCH ĐOÀN RA NĂM 2027"
    assert rows[3] == [
        "STT", "Danh nghĩa Đoàn và tính chất hoạt động", "Đến nước", "Cấp Trưởng đoàn",
        "Nội dung hoạt động và đối tác", "Số thành viên Đoàn", "Số ngày", "Thời gian thực hiện",
        "Nguồn kinh phí",
    ]  # fmt: skip
    assert rows[4] == [1, 2, 3, 4, 5, 6, 7, 8, 9]
    assert rows[5][2] == "Nhật Bản, Hàn Quốc"
    assert rows[5][4] == "–\u2060 Khảo sát cảng biển\nĐối tác: Tỉnh Aichi"
    assert rows[5][8] == "cơ quan, tổ chức, địa phương chi (500.000.000 VND)"
    assert [r[0] for r in rows[7:]] == ["Ghi chú:", *forms.MAU_1.notes]
    assert [str(n)[:2] for n in forms.MAU_1.notes] == [f"{n}." for n in range(1, 9)]


def test_mau_2_stands_as_printed() -> None:
    rows = grid(forms.mau_2("Sở Ngoại vụ", 2027, [INTO]))

    assert rows[1][0] == "BẢNG TỔNG HỢP KẾ HOẠCH ĐOÀN VÀO NĂM 2027"
    assert rows[3] == [
        "STT", "Danh nghĩa Đoàn và tính chất hoạt động", "Cơ quan, tổ chức, nước cử Đoàn",
        "Cấp Trưởng đoàn", "Cơ quan, tổ chức, chủ trì đón Đoàn, nội dung hoạt động chính",
        "Số thành viên Đoàn", "Số ngày", "Thời gian thực hiện", "Nguồn kinh phí đón Đoàn",
    ]  # fmt: skip
    assert rows[4] == [1, 2, 3, 4, 5, 6, 7, 8, 9]
    assert rows[5][2] == "Tỉnh Hủa Phăn, Lào"
    assert "ghi rõ nước đặt trụ sở" in str(rows[9][0])
    assert len(rows) == 16


def test_mau_3_has_its_eight_sections_and_its_footnote() -> None:
    text = words(forms.mau_3(SENDER, ["x"] * 5 + ["", "y", "z"]))

    assert "TỜ TRÌNH Về việc sửa đổi, bổ sung Chương trình hoạt động đối ngoại hàng năm¹" in text
    for n, title in enumerate(forms.MAU_3, 1):
        assert f"{n}. {title}:" in text
    assert "6. Thành phần tham gia: (nêu rõ thông tin về đối tác nước ngoài)" in text
    assert "¹ Cần gửi kèm theo ý kiến bằng văn bản của các cơ quan nhà nước có liên quan." in text
    assert "CƠ QUAN/ĐƠN VỊ CHỊU TRÁCH NHIỆM (Ký tên, đóng dấu)" in text
    assert "- Như trên; - Các cơ quan liên quan; - Lưu: VT." in text


def test_mau_4_has_its_fourteen_sections() -> None:
    text = words(forms.mau_4(SENDER, [f"Nội dung {n}" for n in range(1, 15)]))

    assert "ĐỀ ÁN Thực hiện hoạt động đối ngoại" in text
    for n, title in enumerate(forms.MAU_4, 1):
        assert f"{n}. {title}: Nội dung {n}" in text
    assert "CHỊU TRÁCH NHIỆM THỰC HIỆN" in text


def test_mau_5_has_its_two_parts() -> None:
    effect = {"Mặt được": "Tốt", "Khó khăn": "Ít kinh phí"}

    text = words(forms.mau_5(SENDER, 2026, regulation="Đúng quy chế", effect=effect))

    assert "BÁO CÁO Kết quả công tác đối ngoại địa phương năm 2026" in text
    assert "I. TÌNH HÌNH VÀ KẾT QUẢ TRIỂN KHAI TOÀN DIỆN CÔNG TÁC ĐỐI NGOẠI TRONG NĂM" in text
    assert "- Mặt được: Tốt" in text
    assert "- Các vấn đề đặt ra:" in text
    assert "II. PHƯƠNG HƯỚNG CÔNG TÁC ĐỐI NGOẠI NĂM SAU 1. Bối cảnh:" in text
    assert "Như trên" not in text


def test_a_missing_or_unknown_section_is_refused() -> None:
    with pytest.raises(ValueError, match="shorter"):
        forms.mau_4(SENDER, ["x"] * 13)
    with pytest.raises(ValueError, match="Mẫu 5 không có mục"):
        forms.mau_5(SENDER, 2026, effect={"Mặt tốt": ""})


def test_every_document_renders_as_pdf() -> None:
    for document in (
        forms.mau_3(SENDER, ["x"] * 8),
        forms.mau_4(SENDER, ["x"] * 14),
        forms.mau_5(SENDER, 2026),
    ):
        assert render_pdf(document).startswith(b"%PDF-1.7")
