"""An economic lead: S004 Điều 2.6b; S003 mục III.5c; S002 Điều 11 khoản 2."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from casework import Refused, WrongState
from casework.vocabulary import WithReason
from conferences_agreements.procedures.economic_lead import (
    ECONOMIC_LEAD,
    Check,
    Committed,
    Corrected,
    Introduced,
    LeadForm,
    Origin,
    Realised,
    Sector,
    Value,
)
from papers.administrative import render_docx
from support.desk import Desk, real_office

MARCH = date(2026, 3, 2)
USD = Value(amount=2_000_000, currency="USD")
LEAD = LeadForm(
    partner="Samho Shipyard", country="KR", sector=Sector.INVESTMENT, content="Nhà máy đóng tàu",
    value=USD, mission="Tổng lãnh sự quán tại Busan",
    origin=Origin(service="delegations", type="outbound-delegation", dossier="d7"),
)  # fmt: skip
GOOD = Check(source="Thương vụ tại Hàn Quốc", findings="Có năng lực tài chính", is_capable=True)
COMMITTED = Committed(value=USD, on=MARCH, document="Biên bản ghi nhớ 02/3/2026")
REALISED = Realised(value=USD, on=MARCH, proof="GCN đầu tư 123")
RECORD = "Quy tắc lập hồ sơ"
LAW = "22/2012/QĐ-UBND, Điều 11 khoản 2"


def noted(
    form: LeadForm = LEAD, *others: Any, unit: str = "so-tai-chinh", code: str = "86"
) -> Desk:
    desk = Desk(ECONOMIC_LEAD, MARCH, province=real_office(code), others=others)
    return desk.lodge(form, by="unit", unit=unit)


def introduced() -> Desk:
    desk = noted().do("verify", GOOD, by="officer")
    return desk.do("introduce", Introduced(to=("Sở Công Thương",)), by="officer")


def committed() -> Desk:
    return introduced().do("negotiate", by="unit").do("commit", COMMITTED, by="unit")


def corrected(**changes: Any) -> Corrected:
    told = {n: getattr(LEAD, n) for n in LeadForm.__struct_fields__}
    return Corrected(**{**told, **changes}, reason="theo công văn mới")


def refusal(desk: Desk, step: str, data: Any, by: str = "unit") -> list[tuple[str, str]]:
    with pytest.raises(Refused) as refused:
        desk.do(step, data, by=by)
    return [(f.at, f.law) for f in refused.value.failures]


def test_a_lead_is_verified_introduced_committed_and_realised() -> None:
    desk = committed().do("record-part", replace(REALISED, value=Value(amount=1, currency="USD")),
                          by="unit")  # fmt: skip
    desk.do("realise", REALISED, by="unit")

    assert desk.state == "realised"
    assert [r.value.amount for r in desk.fields.realised] == [1, 2_000_000]
    assert [(k.rel, k.id) for k in desk.dossier.links] == [("comes-from", "d7")]


@pytest.mark.parametrize("currency", ["", "US", "usd", "đồn"])
def test_refuse_a_value_without_currency(currency: str) -> None:
    with pytest.raises(Refused) as refused:
        noted(replace(LEAD, value=Value(amount=5, currency=currency)))
    assert [(f.at, f.law) for f in refused.value.failures] == [("/value/currency", RECORD)]

    bare = Value(amount=5, currency=currency)
    assert refusal(introduced(), "commit", replace(COMMITTED, value=bare)) == [
        ("/value/currency", RECORD)
    ]
    assert refusal(committed(), "realise", replace(REALISED, value=bare)) == [
        ("/value/currency", RECORD)
    ]
    assert refusal(noted(), "correct", corrected(value=bare)) == [("/value/currency", RECORD)]


def test_a_correction_has_a_reason_and_meets_the_same_rules() -> None:
    desk = noted().do("correct", corrected(partner="Samho Heavy"), by="unit")

    assert (desk.fields.partner, desk.dossier.acts[-1].note) == ("Samho Heavy", "theo công văn mới")
    first = replace(noted().dossier, id="d0")
    desk = noted(replace(LEAD, partner="Khác"), first)
    assert refusal(desk, "correct", corrected())[0][0] == "/partner"
    assert refusal(noted(), "correct", corrected(country="XX"))[0][0] == "/country"


def test_refuse_a_realised_value_without_proof() -> None:
    assert refusal(committed(), "realise", replace(REALISED, proof=" ")) == [("/proof", LAW)]
    assert refusal(committed(), "record-part", replace(REALISED, proof="")) == [("/proof", LAW)]


@pytest.mark.parametrize("state", ["new", "committed", "realised"])
def test_refuse_the_same_lead_counted_by_two_units(state: str) -> None:
    first = replace(noted().dossier, id="d0", state=state)

    with pytest.raises(Refused) as refused:
        noted(replace(LEAD, partner="SAMHO shipyard"), first, unit="so-cong-thuong")
    assert [(f.at, f.law) for f in refused.value.failures] == [
        ("/partner", "22/2012/QĐ-UBND, Điều 11 khoản 2")
    ]
    noted(replace(LEAD, sector=Sector.TRADE), first)
    noted(LEAD, replace(first, state="dropped"))


def test_a_partner_without_capacity_is_not_verified() -> None:
    assert refusal(noted(code="46"), "verify", replace(GOOD, is_capable=False), "officer") == [
        ("/is_capable", "342/KH-UBND, mục III.5c")
    ]


def test_nobody_is_introduced_before_verification() -> None:
    with pytest.raises(WrongState):
        noted().do("introduce", Introduced(to=("Sở Công Thương",)), by="officer")


def test_a_commitment_has_a_document_and_a_past_day() -> None:
    assert refusal(introduced(), "commit", replace(COMMITTED, document="")) == [("/document", LAW)]
    ahead = date(2026, 3, 3)
    assert refusal(introduced(), "commit", replace(COMMITTED, on=ahead)) == [("/on", RECORD)]
    assert refusal(committed(), "realise", replace(REALISED, on=ahead)) == [("/on", RECORD)]


def test_an_agreement_is_a_document_too_and_is_linked() -> None:
    desk = introduced().do("commit", replace(COMMITTED, document="", agreement="a1"), by="unit")

    assert ("agreement", "a1") in [(k.rel, k.id) for k in desk.dossier.links]


def test_an_unknown_country_is_refused() -> None:
    with pytest.raises(Refused, match="danh mục"):
        noted(replace(LEAD, country="XX"))


def test_what_is_dropped_says_why() -> None:
    desk = committed().do("drop", WithReason(reason="đối tác rút"), by="unit")

    assert (desk.state, desk.dossier.acts[-1].note) == ("dropped", "đối tác rút")


@pytest.mark.parametrize("paper", ECONOMIC_LEAD.papers, ids=lambda p: p.name)
@pytest.mark.parametrize("stage", [noted, committed])
def test_its_papers_are_made_at_any_stage(paper: Any, stage: Any) -> None:
    desk = stage()

    made = paper.makes(desk.dossier, desk.province)
    assert "Samho" in str(made)
    assert render_docx(made).startswith(b"PK")
