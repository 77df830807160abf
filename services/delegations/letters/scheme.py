"""The scheme of an activity on paper: Mẫu 4, its fourteen sections in their order."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from casework import Dossier, Province
from delegations.forms import DocumentToSign, totals
from delegations.letters import budget, responsible
from papers import forms, letterhead
from papers.administrative import Document


def mau_4(dossier: Dossier[Any], province: Province) -> Document:
    """Đề án thực hiện hoạt động đối ngoại (Mẫu 4); section 14 is followed by its table."""
    f = dossier.fields
    sections = (
        *(f.context, f.capacity, f.purpose, f.requirements, f.content, f.participants),
        *(f.contact_level, f.reception_level, f.speech),
        "\n".join(map(_to_sign, f.documents)) or "Không có",
        *(f.publicity, f.lodging, f.transport),
        f"Tổng: {letterhead.amounts(totals(f.costs))}" if f.costs else "",
    )
    made = forms.mau_4(responsible.sender(province, dossier.unit, "ĐA", None), sections)
    return replace(made, body=(*made.body, budget.table(f.costs))) if f.costs else made


def _to_sign(document: DocumentToSign) -> str:
    partner = f", ký với {document.partner}" if document.partner else ""
    when = letterhead.day(document.signing_on)
    return f"{document.title}{partner}, dự kiến ký ngày {when} (hồ sơ {document.agreement})"
