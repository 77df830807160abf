"""A letter to a foreign mission, in Vietnamese; a translation stands below it."""

from __future__ import annotations

from typing import Any

from casework import Dossier, Province
from casework.countries import country
from papers import letterhead
from papers.administrative import Document, Heading, Paragraph


def letter(dossier: Dossier[Any], province: Province) -> Document:
    f = dossier.fields
    own = (Heading("Bản dịch tiếng Việt", 2), Paragraph(f.translation)) if f.translation else ()
    return letterhead.of_the_department(
        province,
        symbol=f"{province.abbreviation}-LT",
        **letterhead.stamped(f.sent),
        about=f"trao đổi với {f.mission} ({country(f.country)})",
        addressed_to=(f.mission,),
        body=(Paragraph(f.content), *own),
        recipients=("Như trên", "Bộ Ngoại giao (b/c)", "Lưu: VT"),
    )
