"""The sheet of one foreign NGO: who it is, what it may do, until when."""

from __future__ import annotations

from typing import Any

from casework import Dossier, Province
from casework.countries import country
from ngos.registration import FIELDS, KINDS
from papers import letterhead
from papers.administrative import Document


def profile(dossier: Dossier[Any], province: Province) -> Document:
    f = dossier.fields
    held = f.registration
    rows = [
        ("Tên tổ chức", f.name),
        ("Nước nguyên xứ", country(f.country)),
        ("Tư cách pháp nhân", f.legal_form),
        ("Tôn chỉ, mục đích", f.mission),
        ("Lĩnh vực", ", ".join(FIELDS[x] for x in f.fields)),
        ("Giấy đăng ký", f"{KINDS[held.kind]} số {held.number}" if held else ""),
        (
            "Thời hạn",
            f"{letterhead.day(held.valid_from)} - {letterhead.day(held.expires_on)}"
            if held
            else "",
        ),
        ("Địa bàn (mã tỉnh)", ", ".join(held.provinces) if held else ""),
        ("Xã, phường", ", ".join(f.communes)),
        ("Đối tác Việt Nam", ", ".join(f.partners)),
        ("Lao động Việt Nam", str(f.local_staff)),
        ("Nhân viên nước ngoài", str(f.foreign_staff)),
    ]
    return letterhead.of_the_department(
        province,
        kind="PHIẾU THÔNG TIN",
        symbol=province.abbreviation,
        about="Tổ chức phi chính phủ nước ngoài",
        body=letterhead.points(rows),
        recipients=("Lưu: VT",),
    )
