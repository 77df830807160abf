"""The slip of a trip: which passports went out and which came back, by the codes of dossiers."""

from __future__ import annotations

from typing import Any

from casework import Dossier, Province
from papers import letterhead
from papers.administrative import Column, Document, Table
from papers.letterhead import day

COLUMNS = (
    Column("STT", 0.5, "center"),
    Column("Hồ sơ hộ chiếu", 3),
    Column("Ngày giao", 1.5, "center"),
    Column("Ngày nộp lại", 1.5, "center"),
    Column("Ký nhận", 2),
)


def slip(dossier: Dossier[Any], province: Province) -> Document:
    """Phiếu giao, nhận hộ chiếu của chuyến đi."""
    f = dossier.fields
    decided = f.decision
    told = f"số {decided.number} ngày {day(decided.date)}" if decided else ""
    rows = tuple(
        (str(n), g.code or g.passport, day(g.out_on),
         day(g.back_on) if g.back_on else "mất, hỏng" if g.is_gone else "", "")
        for n, g in enumerate(f.given, 1)
    )  # fmt: skip
    return letterhead.of_the_department(
        province,
        kind="PHIẾU GIAO, NHẬN HỘ CHIẾU",
        symbol=f"PG-{province.abbreviation}",
        about=f"Chuyến đi {f.trip}",
        body=(
            *letterhead.points(
                [
                    ("Quyết định", told),
                    ("Số thành viên", str(f.members or "")),
                    ("Thời gian", f"{day(f.leaves_on)} – {day(f.returns_on)}"),
                ]
            ),
            Table(columns=COLUMNS, rows=rows),
        ),
        recipients=(province.unit(dossier.unit), "Lưu: VT"),
    )
