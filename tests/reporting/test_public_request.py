"""Procedures offered to the public: dự thảo Lai Châu khoản 19, 342/KH-UBND mục II.6g-h."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from casework import ReasonNeeded, Refused, announce
from casework.province import Value
from casework.vocabulary import Decision, WithReason
from papers.administrative import render_docx
from reporting.letters import public_request as letters
from reporting.procedures.public_request import (
    PUBLIC_REQUEST,
    Apology,
    Application,
    Appointment,
    Handled,
    Missing,
    Supplement,
)
from reporting.public_procedures import CATALOGUE
from support.desk import Desk

TODAY = date(2026, 5, 4)  # a Monday
FIFTH = date(2026, 5, 11)
WHOLE = ("form", "identity", "document")
ASKED = Application(
    procedure="legalisation", applicant="Phạm Văn Đức", contact="duc@example.vn", given=WHOLE
)
RESULT = Decision(number="55/SNgV-LS", date=date(2026, 5, 11))


def received(application: Application = ASKED, **more: Any) -> Desk:
    return Desk(PUBLIC_REQUEST, TODAY, **more).lodge(application, by="clerk", unit="so-ngoai-vu")


def accepted(day: date = FIFTH) -> Desk:
    return received().do("accept", Appointment(appointment=day), by="clerk")


def test_a_request_is_received_accepted_resolved_and_delivered() -> None:
    desk = accepted().do("note-dossier", Handled(dossier="l1"), by="officer")
    desk.on(FIFTH).do("resolve", RESULT, by="head").do("deliver", by="clerk")

    assert desk.state == "delivered"
    assert [(k.service, k.type, k.id) for k in desk.dossier.links] == [
        ("consular-border", "legalisation", "l1")
    ]


def test_the_appointment_is_within_the_days_of_the_procedure() -> None:
    assert accepted(FIFTH).due("resolve") == FIFTH
    with pytest.raises(Refused, match="vượt quá thời hạn"):
        accepted(date(2026, 5, 14))
    with pytest.raises(Refused, match="trước hôm nay"):
        accepted(date(2026, 4, 29))


@pytest.mark.parametrize("off", [date(2026, 5, 9), date(2026, 5, 10)])
def test_an_appointment_on_a_day_off_is_refused(off: date) -> None:
    with pytest.raises(Refused, match="ngày nghỉ") as refusal:
        accepted(off)
    assert refusal.value.failures[0].at == "/appointment"


def test_an_appointment_never_falls_on_a_day_off_in_a_whole_year() -> None:
    for n in range(365):
        day = TODAY + timedelta(days=n)
        fresh = received(replace(ASKED, procedure="conference", given=("request", "scheme")))
        if fresh.province.calendar.is_working(day):
            fresh.do("accept", Appointment(appointment=day), by="clerk")
        else:
            with pytest.raises(Refused, match="ngày nghỉ"):
                fresh.do("accept", Appointment(appointment=day), by="clerk")


def lacking() -> Desk:
    return received(replace(ASKED, given=("form",)))


def test_what_is_missing_is_asked_for_once_and_completely() -> None:
    desk = lacking()
    with pytest.raises(Refused, match="thành phần bắt buộc"):
        desk.do("accept", Appointment(appointment=FIFTH), by="clerk")
    with pytest.raises(Refused, match="phải đầy đủ"):
        desk.do("request-supplement", Missing(items=("identity",), reason="thiếu"), by="clerk")
    asked = Missing(items=("identity", "document"), reason="thiếu giấy tờ")
    desk.do("request-supplement", asked, by="clerk")
    desk.do("supplement", Supplement(given=("identity",)), by="clerk")

    with pytest.raises(Refused, match="một lần"):
        desk.do("request-supplement", Missing(items=("document",), reason="thiếu"), by="clerk")
    assert desk.state == "received"


def test_a_supplement_completes_the_request() -> None:
    desk = lacking()
    asked = Missing(items=("identity", "document"), reason="thiếu giấy tờ")
    desk.do("request-supplement", asked, by="clerk")
    desk.do("supplement", Supplement(given=("identity", "document")), by="clerk")

    assert desk.do("accept", Appointment(appointment=FIFTH), by="clerk").state == "processing"


def test_only_what_the_catalogue_lists_is_asked_for_or_given() -> None:
    asked = Missing(items=("identity", "document", "diploma"), reason="thêm bằng")
    with pytest.raises(Refused, match="Chỉ yêu cầu thành phần"):
        lacking().do("request-supplement", asked, by="clerk")
    with pytest.raises(Refused, match="không thuộc hồ sơ"):
        received(replace(ASKED, given=("diploma",)))
    with pytest.raises(Refused, match="Không có thủ tục"):
        received(replace(ASKED, procedure="visa"))
    with pytest.raises(Refused, match="hình thức này"):
        received(replace(ASKED, procedure="passport", given=("form",), channel="post"))


def test_who_is_late_apologises_before_the_result() -> None:
    desk = accepted().on(date(2026, 5, 15))
    late = replace(RESULT, date=desk.today)
    with pytest.raises(Refused, match="xin lỗi"):
        desk.do("resolve", late, by="head", late_reason="Bộ trả chậm")
    sorry = Apology(reason="Bộ Ngoại giao trả chậm", appointment=date(2026, 5, 16))
    with pytest.raises(Refused, match="ngày nghỉ"):
        desk.do("apologise", sorry, by="head")
    desk.do("apologise", replace(sorry, appointment=date(2026, 5, 18)), by="head")
    with pytest.raises(ReasonNeeded):
        desk.do("resolve", late, by="head")
    desk.do("resolve", late, by="head", late_reason="Bộ trả chậm")

    made = letters.apology(desk.dossier, desk.province)
    assert "18/05/2026" in str(made.body)
    assert "xin lỗi" in str(made.body)


def test_nobody_apologises_in_time() -> None:
    with pytest.raises(Refused, match="Chưa quá hẹn"):
        accepted().do("apologise", Apology(reason="xin lỗi trước", appointment=FIFTH), by="head")


def test_a_result_is_dated_by_today() -> None:
    with pytest.raises(Refused, match="sau hôm nay"):
        accepted().do("resolve", RESULT, by="head")


def test_a_refusal_and_a_withdrawal_say_why() -> None:
    refused = accepted().do("refuse", WithReason(reason="giấy tờ bị tẩy xóa"), by="head")
    slip = letters.refusal(refused.dossier, refused.province)

    assert refused.state == "refused"
    assert "tẩy xóa" in str(slip.body)
    assert received().do("withdraw", WithReason(reason="tự rút"), by="clerk").state == "withdrawn"


def test_a_procedure_without_days_takes_the_provinces() -> None:
    ten = Value(
        service="reporting",
        name="public-request.conference-within",
        law="1/2026/QĐ-UBND",
        since=date(2026, 1, 1),
        amount=10,
        unit="working-days",
    )
    held = replace(ASKED, procedure="conference", given=("request", "scheme"))
    far = Appointment(appointment=date(2026, 6, 30))

    assert received(held).do("accept", far, by="clerk").state == "processing"
    with pytest.raises(Refused, match="vượt quá"):
        received(held, values=[ten]).do("accept", far, by="clerk")


def test_the_applicant_stays_unknown_outside() -> None:
    told = announce("reporting", PUBLIC_REQUEST, accepted().outcomes[-1])

    assert "Phạm Văn Đức" not in str(told)
    assert "duc@example.vn" not in str(told)


def test_the_slips() -> None:
    desk = lacking()
    asked = Missing(items=("identity", "document"), reason="thiếu giấy tờ")
    desk.do("request-supplement", asked, by="clerk")
    supplement = letters.supplement(desk.dossier, desk.province)
    whole = accepted()
    receipt = letters.receipt(whole.dossier, whole.province)

    assert "Giấy tờ tùy thân" in str(supplement.body)
    assert "11/05/2026" in str(receipt.body)
    assert whole.dossier.code in str(receipt)
    assert render_docx(receipt)


def test_every_procedure_of_the_catalogue_names_its_papers_and_its_type() -> None:
    assert len(CATALOGUE) == 9
    assert all(p.required and p.handled_by and str(p.law) for p in CATALOGUE.values())
