"""Introducing a signature: TT 04/2020/TT-BNG, form 03/2020/NG-XNC."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from casework import Attachment, Case, Dossier, Nothing, Refused, attach
from casework.vocabulary import Decision
from consular_border.procedures.signature_sample import SIGNATURE_SAMPLE, Sample, Withdrawal
from support.desk import Desk

TODAY = date(2026, 3, 2)
SAMPLE = Sample(body="UBND tỉnh Vĩnh Long", signer="Nguyễn Văn A", post="Chủ tịch")
LETTER = Decision(number="12/SNgV-LS", date=TODAY)


def drafted() -> Desk:
    return Desk(SIGNATURE_SAMPLE, TODAY).lodge(SAMPLE, by="officer")


def with_sample(desk: Desk) -> Desk:
    file = Attachment(id="f1", name="chu-ky.pdf", size=9, sha256="0" * 64, media_type="x/y")
    case: Case[Any, Any] = desk._case(desk.dossier, Nothing(), "officer", None)
    desk.outcomes.append(attach(SIGNATURE_SAMPLE, file, case))
    return desk


def introduced() -> Dossier[Any]:
    return with_sample(drafted()).do("introduce", LETTER, by="director").dossier


def test_a_signature_is_introduced_with_its_sample() -> None:
    with pytest.raises(Refused, match="mẫu chữ ký, con dấu"):
        drafted().do("introduce", LETTER, by="director")

    assert introduced().state == "introduced"


def test_a_letter_is_not_dated_ahead() -> None:
    desk = with_sample(drafted())

    with pytest.raises(Refused, match="sau hôm nay"):
        desk.do("introduce", replace(LETTER, date=date(2026, 3, 3)), by="director")


def test_a_signer_is_withdrawn_from_a_day_on() -> None:
    desk = with_sample(drafted()).do("introduce", LETTER, by="director")
    early = Withdrawal(withdrawn_on=date(2026, 3, 1), reason="chuyển công tác")
    with pytest.raises(Refused, match="trước ngày giới thiệu"):
        desk.do("withdraw", early, by="officer")

    desk.do("withdraw", Withdrawal(withdrawn_on=TODAY, reason="chuyển công tác"), by="officer")
    assert desk.state == "withdrawn"


def test_the_title_names_no_person() -> None:
    assert "Nguyễn" not in drafted().dossier.title
    assert "signer" not in SIGNATURE_SAMPLE.discloses.province
