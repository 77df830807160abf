"""A unit's part on paper."""

from __future__ import annotations

from typing import Any

from casework import Dossier, Province
from papers import letterhead
from papers.administrative import Block, Document, Paragraph
from reporting.letters import figures as tables
from reporting.letters.periodic_report import preface, sections
from reporting.obligations.calendar import OBLIGATIONS


def report(dossier: Dossier[Any], province: Province) -> Document:
    f = dossier.fields
    known = OBLIGATIONS.get(f.obligation)
    names = known.sections if known else ("achieved", "shortcomings", "proposals")
    nothing: Block = Paragraph("Trong kỳ không phát sinh hoạt động đối ngoại.")
    told = (nothing,) if f.nothing else sections(f.content.sections, tuple(names))
    about = f"Công tác đối ngoại {tables.period_title(f)}"
    return letterhead.of_the_unit(
        province,
        dossier.unit,
        kind="BÁO CÁO",
        symbol="BC",
        **letterhead.stamped(f.document),
        about=about,
        addressed_to=f.recipients,
        body=(*preface(f), *told, *tables.table(f)),
    )


def figures(dossier: Dossier[Any], province: Province) -> bytes:
    f = dossier.fields
    return tables.sheet(f, tables.Cover(dossier.title, tables.span(f)))
