"""Papers of certification: the receipt for the applicant, and the schedule that goes with the
documents to the Ministry."""

from __future__ import annotations

from typing import Any

from casework import Dossier, Province
from casework.countries import country
from papers import letterhead, sheets
from papers.administrative import Column, Document, Table
from papers.sheets import SheetColumn, TitleRow

WHAT = {
    "certification": "chứng nhận lãnh sự",
    "legalisation": "hợp pháp hóa lãnh sự",
    "apostille": "chứng nhận Apostille",
}
COLUMNS = (Column("STT", 0.5, "center"), Column("Giấy tờ", 4), Column("Cơ quan cấp", 3))
CHANNELS = {"direct": "trực tiếp", "post": "bưu chính", "online": "trực tuyến"}


def receipt(dossier: Dossier[Any], province: Province) -> Document:
    """Giấy tiếp nhận hồ sơ và hẹn trả kết quả, with the day the result is due."""
    f = dossier.fields
    clock = dossier.clock("deliver") or dossier.clock("deliver-many")
    due = clock.due if clock else None
    return letterhead.of_the_department(
        province,
        kind="GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ",
        symbol=f"PG-{province.abbreviation}",
        about=f"Hồ sơ {dossier.code}",
        body=(
            *letterhead.points([
                ("Người đề nghị", f.applicant),
                ("Loại việc", WHAT[f.kind]),
                ("Nước", country(f.country)),
                ("Hình thức", CHANNELS[f.channel]),
                ("Ngày tiếp nhận", letterhead.day(dossier.lodged_on)),
                ("Ngày hẹn trả kết quả", f"{due:%d/%m/%Y}" if due else ""),
            ]),
            Table(
                columns=COLUMNS,
                rows=tuple((str(n), i.title, i.issuer) for n, i in enumerate(f.items, 1)),
            ),
        ),
        recipients=("Người đề nghị", "Lưu: VT"),
    )  # fmt: skip


def schedule(dossier: Dossier[Any], province: Province) -> bytes:
    """Bảng kê giấy tờ."""
    f = dossier.fields
    columns = [
        SheetColumn("STT", 6, "integer"),
        SheetColumn("Giấy tờ, tài liệu", 40),
        SheetColumn("Cơ quan cấp", 30),
        SheetColumn("Người ký", 24),
        SheetColumn("Ngày cấp", 14, "date"),
        SheetColumn("Ngôn ngữ", 10),
        SheetColumn("Bản dịch", 10),
    ]
    rows = [
        (n, i.title, i.issuer, i.signatory, i.issued_on, i.language, i.translation)
        for n, i in enumerate(f.items, 1)
    ]
    title = f"BẢNG KÊ GIẤY TỜ ĐỀ NGHỊ {WHAT[f.kind].upper()} — {dossier.code}"
    return sheets.write_sheet(
        columns,
        rows,
        title_rows=[TitleRow(text=title, bold=True, align="center"), country(f.country)],
        name="Bảng kê",
    )
