"""An agreement as its party proposes it: a memorandum with a Lao province."""

from __future__ import annotations

from typing import Any

from msgspec import to_builtins

from conferences_agreements.agreement_forms import (
    PROPOSAL,
    PROPOSAL_OF_PROVINCE,
    AgreementForm,
    Field,
    Level,
    NameType,
    PartnerKind,
)
from conferences_agreements.sections import Section

KIND = "conferences-agreements/agreement"


def form(level: Level, party: str, **more: Any) -> dict[str, Any]:
    """A proposal to sign with the province of Champasak."""
    titles = PROPOSAL_OF_PROVINCE if level is Level.PROVINCE else PROPOSAL
    told: dict[str, Any] = {
        "name": f"Bản ghi nhớ hợp tác giữa {party} và đối tác tỉnh Champasak",
        "name_type": NameType.MEMORANDUM,
        "level": level,
        "party": party,
        "partner": "Chính quyền tỉnh Champasak",
        "partner_kind": PartnerKind.LOCAL,
        "country": "LA",
        "areas": (Field.HEALTH,),
        "content": "Trao đổi bác sĩ, đào tạo",
        "method": "Trao đổi đoàn",
        "effect": "Có hiệu lực từ ngày ký, thời hạn 05 năm",
        "signing_plan": "Tháng 4/2026, tại Pakse",
        "languages": ("vi", "lo"),
        "signatory": "Người được ủy quyền",
        "signatory_title": "Thủ trưởng",
        "responsibilities": "Bên Việt Nam chủ trì",
        "has_vietnamese": True,
        "is_non_binding": level is not Level.PROVINCE,
        "proposal": tuple(Section(title=t, text="đã ghi") for t in titles),
        **more,
    }
    return dict(to_builtins(AgreementForm(**told)))
