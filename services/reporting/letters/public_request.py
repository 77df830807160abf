"""The slips of the one-stop desk: receipt, supplement, refusal, apology."""

from __future__ import annotations

from typing import Any

from casework import Dossier, Province
from papers import letterhead
from papers.administrative import Document, Paragraph
from reporting.public_procedures import CATALOGUE

CHANNELS = {"direct": "trực tiếp", "post": "bưu chính", "online": "trực tuyến"}


def receipt(dossier: Dossier[Any], province: Province) -> Document:
    """Giấy tiếp nhận hồ sơ và hẹn trả kết quả, with the code to follow the request by."""
    f = dossier.fields
    of = CATALOGUE[f.procedure]
    rows = [
        (str(n), c.title, "x" if c.code in f.given else "") for n, c in enumerate(of.components, 1)
    ]
    columns = (("STT", 0.5), ("Thành phần hồ sơ", 6.0), ("Đã nộp", 1.0))
    return _slip(
        dossier,
        province,
        "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ",
        (
            *letterhead.points(
                [
                    *_head(dossier),
                    ("Hình thức nộp", CHANNELS[f.channel]),
                    ("Ngày tiếp nhận", letterhead.day(dossier.lodged_on)),
                    ("Ngày hẹn trả kết quả", letterhead.day(f.due)),
                    ("Lệ phí", of.fee),
                ]
            ),
            letterhead.table(columns, rows),
            Paragraph(f"Tra cứu tình trạng hồ sơ bằng mã {dossier.code}."),
        ),
    )


def supplement(dossier: Dossier[Any], province: Province) -> Document:
    """Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ."""
    f = dossier.fields
    titles = {c.code: c.title for c in CATALOGUE[f.procedure].components}
    rows = [(str(n), titles.get(code, code)) for n, code in enumerate(f.asked, 1)]
    return _slip(
        dossier,
        province,
        "PHIẾU YÊU CẦU BỔ SUNG, HOÀN THIỆN HỒ SƠ",
        (
            *letterhead.points([*_head(dossier), ("Nội dung cần bổ sung", f.why)]),
            letterhead.table((("STT", 0.5), ("Thành phần cần bổ sung", 6.0)), rows),
            Paragraph("Hồ sơ chỉ được yêu cầu bổ sung một lần; trên đây là toàn bộ nội dung."),
        ),
    )


def refusal(dossier: Dossier[Any], province: Province) -> Document:
    """Phiếu từ chối giải quyết hồ sơ."""
    points = letterhead.points([*_head(dossier), ("Lý do từ chối", dossier.fields.why)])
    return _slip(dossier, province, "PHIẾU TỪ CHỐI GIẢI QUYẾT HỒ SƠ", points)


def apology(dossier: Dossier[Any], province: Province) -> Document:
    """Phiếu xin lỗi và hẹn lại ngày trả kết quả."""
    f = dossier.fields
    return _slip(
        dossier,
        province,
        "PHIẾU XIN LỖI VÀ HẸN LẠI NGÀY TRẢ KẾT QUẢ",
        (
            *letterhead.points(
                [
                    *_head(dossier),
                    ("Ngày hẹn trả kết quả", letterhead.day(f.appointment)),
                    ("Lý do trễ hẹn", f.apology),
                    ("Ngày hẹn lại", letterhead.day(f.promised)),
                ]
            ),
            Paragraph(f"{province.office} xin lỗi về sự chậm trễ này."),
        ),
    )


def _head(dossier: Dossier[Any]) -> list[tuple[str, str]]:
    f = dossier.fields
    return [("Thủ tục", CATALOGUE[f.procedure].name), ("Người nộp", f.applicant)]


def _slip(dossier: Dossier[Any], province: Province, kind: str, body: Any) -> Document:
    return letterhead.of_the_department(
        province,
        kind=kind,
        symbol=f"PG-{province.abbreviation}",
        about=f"Hồ sơ {dossier.code}",
        body=tuple(body),
        recipients=("Người nộp hồ sơ", "Lưu: VT"),
    )
