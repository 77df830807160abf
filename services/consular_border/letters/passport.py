"""Papers of a passport: what goes to the issuer, what comes back, and the log of hand-outs.

Forms 05, 07 and 08/2020/NG-XNC are known by name; their layout was not found, so these letters
carry the form's title and what the articles ask for.
"""

from __future__ import annotations

from typing import Any

from casework import Dossier, Province
from consular_border.passports import CATEGORIES, KINDS
from papers import letterhead, sheets
from papers.administrative import Document, Paragraph
from papers.sheets import SheetColumn, TitleRow

ISSUER = "Cục Lãnh sự, Bộ Ngoại giao"
IMMIGRATION = "Cục Quản lý xuất nhập cảnh, Bộ Công an"


def forwarding(dossier: Dossier[Any], province: Province) -> Document:
    """The department forwards a valid dossier to the issuer."""
    f = dossier.fields
    decided = f.decision
    told = f"số {decided.number} ngày {letterhead.day(decided.date)}" if decided else ""
    return letterhead.of_the_department(
        province,
        symbol=f"{province.abbreviation}-LS",
        about=f"đề nghị cấp hộ chiếu {KINDS[f.kind]}",
        addressed_to=(ISSUER,),
        body=(
            Paragraph(f"{province.office or 'Sở Ngoại vụ'} chuyển hồ sơ đề nghị cấp hộ chiếu "
                      f"{KINDS[f.kind]} của:"),
            *letterhead.points([
                ("Họ và tên", f.holder), ("Chức vụ, cơ quan công tác", f.post),
                ("Diện", CATEGORIES[f.category]), ("Văn bản cử, cho phép đi nước ngoài", told),
                ("Người ký", f.signer),
            ]),
        ),
        recipients=("Như trên", province.unit(dossier.unit), "Lưu: VT"),
    )  # fmt: skip


def loss(dossier: Dossier[Any], province: Province) -> Document:
    """Thông báo mất hộ chiếu, to the issuer and to immigration at once."""
    f = dossier.fields
    b = f.booklet
    return letterhead.of_the_department(
        province,
        kind="THÔNG BÁO",
        symbol=f"TB-{province.abbreviation}",
        **letterhead.stamped(f.told),
        about=f"Mất hộ chiếu {KINDS[f.kind]}",
        addressed_to=(ISSUER, IMMIGRATION),
        body=(
            Paragraph("Đề nghị hủy giá trị sử dụng hộ chiếu bị mất sau đây:"),
            *letterhead.points([
                ("Họ và tên", f.holder), ("Chức vụ, cơ quan công tác", f.post),
                ("Số hộ chiếu", b.number if b else ""),
                ("Ngày cấp", letterhead.day(b.issued_on if b else None)),
                ("Ngày phát hiện mất", letterhead.day(f.lost_on)),
                ("Hoàn cảnh mất", _note(dossier, "report-loss")),
            ]),
        ),
        recipients=("Như trên", province.unit(dossier.unit), "Lưu: VT"),
    )  # fmt: skip


def supplement(dossier: Dossier[Any], province: Province) -> Document:
    """Yêu cầu bổ sung hồ sơ: one complete list of what is missing."""
    words = "Hồ sơ chưa hợp lệ. Đề nghị bổ sung, hoàn thiện:"
    return _answer(dossier, province, "yêu cầu bổ sung", words, _note(dossier, "return"))


def refusal(dossier: Dossier[Any], province: Province) -> Document:
    words = "Hồ sơ không đủ điều kiện giải quyết vì lý do sau:"
    return _answer(dossier, province, "từ chối", words, _note(dossier, "refuse"))


def _answer(dossier: Dossier[Any], province: Province, what: str, words: str, why: str) -> Document:
    return letterhead.of_the_department(
        province,
        symbol=f"{province.abbreviation}-LS",
        about=f"{what} hồ sơ cấp hộ chiếu {dossier.code}",
        addressed_to=(province.unit(dossier.unit),),
        body=(Paragraph(words), Paragraph(why or letterhead.BLANK)),
    )


def log(dossier: Dossier[Any], province: Province) -> bytes:
    """Sổ giao, nhận: a row per trip, with the decision behind each hand-out."""
    f = dossier.fields
    columns = [
        SheetColumn("STT", 6, "integer"),
        SheetColumn("Chuyến đi", 28),
        SheetColumn("Quyết định", 22),
        SheetColumn("Ngày quyết định", 14, "date"),
        SheetColumn("Ngày đi", 14, "date"),
        SheetColumn("Ngày về", 14, "date"),
        SheetColumn("Ngày giao", 14, "date"),
        SheetColumn("Ngày nộp lại", 14, "date"),
    ]
    rows = [
        (n, t.trip, t.decision.number, t.decision.date, t.leaves_on, t.returns_on,
         t.handed_out_on, t.handed_back_on)
        for n, t in enumerate(f.trips, 1)
    ]  # fmt: skip
    title = f"SỔ GIAO, NHẬN HỘ CHIẾU {KINDS[f.kind].upper()} — {dossier.code}"
    return sheets.write_sheet(
        columns,
        rows,
        title_rows=[TitleRow(text=title, bold=True, align="center")],
        name="Sổ giao nhận",
    )


def _note(dossier: Dossier[Any], transition: str) -> str:
    act = dossier.act(transition)
    return act.note if act else ""
