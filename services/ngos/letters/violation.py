"""What the province proposes to the Ministry about an NGO that broke the rules."""

from __future__ import annotations

from typing import Any

from casework import Dossier, Province
from ngos.registration import MINISTRY, THE_COMMITTEE
from papers import letterhead
from papers.administrative import Document, Paragraph

PROPOSALS = {
    "suspend": "đình chỉ hoạt động",
    "terminate": "chấm dứt hoạt động",
    "revoke": "thu hồi Giấy đăng ký",
    "fine": "xử phạt vi phạm hành chính",
    None: letterhead.BLANK,
}


def proposal(dossier: Dossier[Any], province: Province) -> Document:
    f = dossier.fields
    return letterhead.of_the_committee(
        province,
        symbol=f"UBND-{province.abbreviation}",
        **letterhead.stamped(f.proposal),
        about=f"kiến nghị {PROPOSALS[f.proposes]} đối với tổ chức {f.organisation}",
        addressed_to=(MINISTRY, THE_COMMITTEE),
        body=(
            Paragraph(f"Ngày {letterhead.day(f.happened_on)}, {dossier.title}."),
            Paragraph(f.facts),
            *([Paragraph(f"Kết quả xác minh: {f.verification}")] if f.verification else []),
            Paragraph(
                f"{letterhead.committee(province)} kiến nghị {PROPOSALS[f.proposes]} đối với tổ "
                f"chức {f.organisation}."
            ),
        ),
    )
