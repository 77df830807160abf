"""The letter that introduces a signature; of form 03/2020/NG-XNC only the name is known."""

from __future__ import annotations

from typing import Any

from casework import Dossier, Province
from papers import letterhead
from papers.administrative import Document, Paragraph


def introduction(dossier: Dossier[Any], province: Province) -> Document:
    """Giới thiệu mẫu con dấu, chữ ký và chức danh, to the issuers of passports."""
    f = dossier.fields
    return letterhead.of_the_department(
        province,
        symbol=f"{province.abbreviation}-LS",
        **letterhead.stamped(f.introduction),
        about=f"giới thiệu mẫu con dấu, chữ ký và chức danh của {f.body}",
        addressed_to=("Cục Lãnh sự, Bộ Ngoại giao",),
        body=(
            Paragraph("Đề nghị Quý Cục ghi nhận người có thẩm quyền ký văn bản cử, cho phép đi "
                      "nước ngoài:"),
            *letterhead.points([
                ("Cơ quan", f.body), ("Họ và tên", f.signer), ("Chức danh", f.post),
                ("Mẫu chữ ký, con dấu", "gửi kèm"),
            ]),
        ),
        recipients=("Như trên", f.body, "Lưu: VT"),
    )  # fmt: skip
