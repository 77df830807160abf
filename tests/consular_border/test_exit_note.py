"""The note verbale for a visa: TT 04/2020/TT-BNG, Điều 11 and 12."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from casework import Dossier, Refused
from casework.vocabulary import Decision, WithReason
from consular_border.passports import Booklet, Category, Passport
from consular_border.procedures.exit_note import EXIT_NOTE, NoteRequest
from papers import administrative
from support.consular import SENT, SIGNATURE, TODAY
from support.desk import Desk

PASSPORT: Dossier[Passport] = Dossier(
    id="p1", code="HC-2026-000001", type="passport", regime=date(2020, 7, 1), province="86",
    unit="so-y-te", title="", lodged_on=date(2026, 1, 5), state="kept",
    fields=Passport(
        kind="official", category=Category.CIVIL_SERVANT, holder="Lê Thị C", post="Chuyên viên",
        booklet=Booklet(
            number="P1234567", issued_on=date(2022, 1, 5), expires_on=date(2026, 10, 6)
        ),
    ),
)  # fmt: skip
REQUEST = NoteRequest(
    passport="HC-2026-000001", countries=("JP", "KR"), exits_on=date(2026, 4, 6),
    returns_on=date(2026, 4, 10), purpose="Dự hội nghị", delegation="d1", decision=SENT,
    signer="Trần Văn B",
)  # fmt: skip


def requested(request: NoteRequest = REQUEST) -> Desk:
    desk = Desk(EXIT_NOTE, TODAY, others=[SIGNATURE, PASSPORT])
    return desk.lodge(request, by="unit", unit="so-y-te")


def refused(**changed: Any) -> list[str]:
    with pytest.raises(Refused) as refusal:
        requested(replace(REQUEST, **changed))
    return [f.at for f in refusal.value.failures]


def test_a_note_is_asked_forwarded_and_issued() -> None:
    desk = requested().do("forward", by="officer").on(date(2026, 3, 4))
    desk.do("issue", Decision(number="45/LS-CH", date=date(2026, 3, 4)), by="officer")

    assert desk.state == "issued"
    assert {(k.rel, k.id) for k in desk.dossier.links} == {("for-passport", "p1"),
                                                           ("for-trip", "d1")}  # fmt: skip


def test_d56_d57_two_working_days_each() -> None:
    desk = requested()
    assert desk.due("forward") == date(2026, 3, 4)

    assert desk.do("forward", by="officer").due("issue") == date(2026, 3, 4)


def test_art_11_3_b_six_months_are_left_from_the_exit() -> None:
    assert refused(exits_on=date(2026, 4, 7)) == ["/exits_on"]
    assert requested().state == "requested"


def test_the_passport_is_one_we_know() -> None:
    assert "/passport" in refused(passport="HC-2026-999999")


def test_form_03_the_signature_is_introduced_and_the_decision_named() -> None:
    for changed, at in (({"signer": "Người Lạ"}, "/signer"), ({"decision": None}, "/decision")):
        desk = requested(replace(REQUEST, **changed))
        with pytest.raises(Refused) as refusal:
            desk.do("forward", by="officer")
        assert [f.at for f in refusal.value.failures] == [at]


def test_dates_and_countries() -> None:
    assert refused(exits_on=date(2026, 3, 1)) == ["/exits_on"]
    assert refused(returns_on=date(2026, 4, 5)) == ["/exits_on"]
    assert refused(countries=("JP", "QQ")) == ["/countries/1"]


def test_a_dossier_may_be_supplemented_refused_withdrawn() -> None:
    why = WithReason(reason="thiếu thư mời")
    desk = requested().do("return", why, by="officer").do("supplement", REQUEST, by="unit")

    assert desk.do("refuse", why, by="officer").state == "refused"
    assert requested().do("withdraw", why, by="unit").state == "withdrawn"


def test_the_letter() -> None:
    desk = requested()
    made = EXIT_NOTE.papers[0].makes(desk.dossier, desk.province)

    assert administrative.render_docx(made).startswith(b"PK")
