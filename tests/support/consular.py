"""What several tests of consular procedures stand on: a decision, and a signature that is known."""

from __future__ import annotations

from datetime import date

from casework import Dossier
from casework.vocabulary import Decision
from consular_border.procedures.signature_sample import SignatureSample

TODAY = date(2026, 3, 2)  # a Monday
SENT = Decision(number="15/QĐ-UBND", date=date(2026, 2, 26))
SIGNATURE: Dossier[SignatureSample] = Dossier(
    id="s1", code="CK-2026-000001", type="signature-sample", regime=date(2020, 11, 10),
    province="86", unit="so-ngoai-vu", title="", lodged_on=date(2026, 1, 5), state="introduced",
    fields=SignatureSample(
        body="UBND tỉnh", signer="Trần Văn B", post="Chủ tịch",
        introduction=Decision(number="3/SNgV-LS", date=date(2026, 1, 6)),
    ),
)  # fmt: skip
