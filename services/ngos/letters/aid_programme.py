"""The programme of mobilising aid, issued by the People's Committee."""

from __future__ import annotations

from typing import Any

from casework import Dossier, Province
from casework.vocabulary import Money
from ngos.registration import FIELDS
from papers import letterhead
from papers.administrative import Document, Paragraph


def programme(dossier: Dossier[Any], province: Province) -> Document:
    f = dossier.fields
    rows = [
        (FIELDS[t.field], letterhead.money(Money(amount=t.usd, currency="USD"))) for t in f.targets
    ]
    return letterhead.of_the_committee(
        province,
        kind="CHƯƠNG TRÌNH",
        symbol="CTr-UBND",
        **letterhead.stamped(f.decision),
        about=f"{f.title}, giai đoạn {f.first_year}-{f.last_year}",
        body=(
            Paragraph(f.content or letterhead.BLANK),
            letterhead.table([("Lĩnh vực", 3.0), ("Mục tiêu vận động", 2.0)], rows),
        ),
    )
