"""Over HTTP and the broker: a foreign NGO, its aid, a silent body, a citizen in distress."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from msgspec import to_builtins

from chassis.clock import HANOI
from consular_border.consular import Event, Person, Report
from ngos.aid import Good, Mode, Piece, Provider, Request
from ngos.money import Sum
from ngos.procedures.foreign_ngo import Granted, Profile
from ngos.procedures.opinion import Appraisal
from ngos.procedures.opinion import Request as OpinionRequest
from ngos.procedures.violation import Ground, Proposal, Sign
from ngos.registration import Asked, Field, Kind, Terms
from support.platform import Platform, eventually

pytestmark = pytest.mark.journey
DAY = date(2026, 3, 2)


def told(of: Any) -> dict[str, Any]:
    return dict(to_builtins(of))


def document(number: str, day: str = "2026-03-02") -> dict[str, str]:
    return {"number": number, "date": day}


def registered(everything: Platform, name: str) -> dict[str, Any]:
    officer = everything.person("officer.86", DAY)
    ngo = officer.lodge(
        "ngos/foreign-ngo", told(Profile(name=name, country="US", fields=(Field.HEALTH,)))
    )
    granted = Granted(
        number="12/BNG-HĐ", kind=Kind.ACTIVITY, valid_from=date(2026, 1, 1),
        expires_on=date(2028, 12, 31), home_expires_on=date(2030, 1, 1), provinces=("86",),
        fields=(Field.HEALTH,), received_on=date(2026, 2, 2),
    )  # fmt: skip
    return officer.do(ngo, "register", told(granted))


def test_an_ngo_from_the_provinces_opinion_to_a_violation(everything: Platform) -> None:
    officer = everything.person("officer.86", DAY)
    terms = Terms(
        kind=Kind.ACTIVITY, valid_from=date(2026, 5, 1), expires_on=date(2029, 5, 1),
        provinces=("86",), fields=(Field.HEALTH,),
    )  # fmt: skip
    asked = OpinionRequest(
        asked=Asked.GRANT, asker="committee", number="31/UB-PCP", received_on=DAY,
        organisation="Bàn tay Xanh", country="US", terms=terms, bodies=("cong-an-tinh",),
    )  # fmt: skip
    opinion = officer.lodge("ngos/ngo-opinion", told(asked))
    assert officer.due(opinion, "answer-committee") == "2026-03-16"
    officer.do(opinion, "consult")
    police = everything.person("police.86", DAY)
    police.post(f"{opinion['href']}/opinions", {"body": "cong-an-tinh", "answer": "agree"})
    agreed = Appraisal(answer="agree", grounds="Phù hợp quy hoạch, nhu cầu của tỉnh")
    officer.do(opinion, "appraise", told(agreed))
    everything.person("director.86", DAY).do(opinion, "present")
    everything.person("office.86", DAY).do(opinion, "answer", document("88/UBND-NV"))

    ngo = registered(everything, "Bàn tay Xanh")
    sign = Sign(
        ngo=ngo["code"], ground=Ground.OUTSIDE_SCOPE, happened_on=DAY,
        facts="Tổ chức hội thảo ngoài địa bàn", place="tỉnh khác",
    )  # fmt: skip
    violation = everything.person("inspector.86", DAY).lodge("ngos/ngo-violation", told(sign))
    officer.do(violation, "verify", {"verification": "đúng sự việc"})
    proposal = {**document("7/UBND-NV"), "proposes": Proposal.SUSPEND.value}
    everything.person("director.86", DAY).do(violation, "propose", proposal)
    officer.do(violation, "note-suspension", document("9/BNG"))

    assert officer.due(violation, "remedy") == "2026-04-13"
    eventually(lambda: officer.again(ngo)["state"] == "suspended")


def project(ngo: str, provider: str) -> Request:
    """A health station that an organisation gives."""
    return Request(
        title="Trạm y tế Bình An", mode=Mode.PROJECT, provider_kind=Provider.NGO,
        provider=provider, country="US", field=Field.HEALTH, ngo=ngo,
        recipient="Sở Y tế", goal="Xây trạm y tế", communes=("Bình An",),
        starts_on=date(2026, 6, 1), ends_on=date(2027, 6, 1),
        grant=Sum(amount=100_000, currency="USD"), usd=100_000, vnd=2_600_000_000,
        goods=(Good(name="máy siêu âm", quantity=1, value=Sum(amount=20_000, currency="USD")),),
        experts=1, pieces=tuple(Piece), commitment="17/NCX",
    )  # fmt: skip


def test_aid_with_goods_and_an_expert_is_approved_then_spent(everything: Platform) -> None:
    unit, officer = everything.person("unit.86", DAY), everything.person("officer.86", DAY)
    ngo = registered(everything, "Nụ cười Xanh")
    request = project(ngo["code"], "Nụ cười Xanh")
    aid = unit.lodge("ngos/aid", told(request))
    money = {
        "flow": "received", "on": "2026-03-02", "voucher": "PT-001",
        "sum": {"amount": 60_000, "currency": "USD"},
    }  # fmt: skip
    assert unit.refused(aid, "disburse", money)["status"] == 422
    unit.do(aid, "submit")
    officer.do(aid, "accept")
    assert officer.due(aid, "appraise") == "2026-03-23"
    officer.do(aid, "consult")
    [round_] = officer.get(f"{aid['href']}/opinions")["items"]
    for opinion in round_["opinions"]:
        answer = {"body": opinion["body"], "answer": "agree"}
        officer.post(f"{aid['href']}/opinions", answer)
    appraisal = {**document("30/BC-STC"), "agrees": True, "grounds": "Phù hợp quy hoạch"}
    officer.do(aid, "appraise", appraisal)
    everything.person("director.86", DAY).do(aid, "present")
    everything.person("chair.86", DAY).do(aid, "approve", document("45/QĐ-UBND"))
    everything.person("office.86", DAY).do(aid, "notify-decision", document("46/UBND-NV"))
    unit.on("2026-06-01").do(aid, "start")
    spent = unit.on("2026-06-02").do(aid, "disburse", {**money, "on": "2026-06-02"})

    assert spent["state"] == "implementing"
    assert any(link["id"] == ngo["id"] for link in spent["links"])


def test_a_registration_that_lapses_flags_the_projects(everything: Platform) -> None:
    unit, officer = everything.person("unit.86", DAY), everything.person("officer.86", DAY)
    ngo = registered(everything, "Mầm Xanh")
    aid = unit.lodge("ngos/aid", told(project(ngo["code"], "Mầm Xanh")))

    officer.on("2029-01-02").do(ngo, "note-expired")

    eventually(lambda: unit.again(aid)["fields"]["provider_standing"] == "expired")


def test_aid_that_a_sensitive_matter_touches_waits_until_it_is_settled(
    everything: Platform,
) -> None:
    """The matter names it by its code; the notice to three bodies comes before it is closed."""
    unit, officer = everything.person("unit.86", DAY), everything.person("officer.86", DAY)
    ngo = registered(everything, "Trái tim Xanh")
    aid = unit.lodge("ngos/aid", told(project(ngo["code"], "Trái tim Xanh")))
    touched = {"service": "ngos", "type": "aid", "id": aid["code"]}
    matter = officer.lodge(
        "reporting/sensitive-matter",
        {"sensitive_in": ["religion"], "description": "Cần theo dõi thêm", "concerns": [touched]},
    )
    eventually(lambda: unit.again(aid)["fields"]["matters"] == [matter["id"]])

    for body in ("police", "department", "committee"):
        officer.do(matter, "notify", {"to": body, "at": f"{DAY}T08:00:00+07:00"})
    everything.person("head.86", DAY).do(matter, "close", {"result": "Đã trao đổi xong"})

    eventually(lambda: unit.again(aid)["fields"]["matters"] == [])


def test_silence_is_consent_for_the_apec_card_alone(everything: Platform) -> None:
    officer = everything.person("officer.86", DAY)
    card = {
        "sector": "enterprise", "enterprise": "Công ty TNHH Dừa Xanh", "active_since": "2025-03-02",
        "person": "Phạm D", "born_on": "1990-05-01",
        "post": "Giám đốc", "in_post_since": "2025-03-02", "economies": ["JP", "KR"],
        "contract_on": "2024-03-02", "has_tax_paper": True, "has_insurance_paper": True,
        "has_finance_statement": True,
    }  # fmt: skip
    young = officer.cannot_lodge("consular-border/abtc", {**card, "in_post_since": "2025-12-01"})
    assert young["law"].startswith("09/2023/QĐ-TTg")
    request = officer.lodge("consular-border/abtc", card)
    officer.do(request, "consult")
    for body in ("Thuế tỉnh", "Hải quan", "cong-an-tinh"):
        officer.post(f"{request['href']}/opinions", {"body": body, "answer": "agree"})
    director = everything.person("director.86", "2026-03-20")
    early = director.refused(request, "present", document("8/TTr-SNgV", "2026-03-20"))
    assert early["status"] == 422

    director.on("2026-03-24").do(request, "present", document("8/TTr-SNgV", "2026-03-24"))
    [round_] = director.on("2026-03-24").get(f"{request['href']}/opinions")["items"]
    silent = {o["body"]: o["standing"] for o in round_["opinions"]}["Bảo hiểm xã hội tỉnh"]
    assert (silent, round_["silence_is_consent"]) == ("agree", True)
    permit = document("12/QĐ-UBND", "2026-03-26")
    chair = everything.person("chair.86", "2026-03-26")
    assert chair.do(request, "permit", permit)["state"] == "permitted"


def test_a_citizen_in_distress_is_helped_by_a_team_alone(everything: Platform) -> None:
    officer, head = everything.person("officer.86", DAY), everything.person("head.86", DAY)
    report = Report(
        kind="A", event=Event.STRANDED, country="KH", place="Poipet", commune="xa-long-ho",
        happened_on=DAY, first_reported_at=datetime(2026, 3, 2, 7, 30, tzinfo=HANOI),
        source="Gia đình", account="Bị giữ giấy tờ",
        persons=(Person(name="Trần Thị F", nationality="VN", is_minor=True),), is_simple=True,
    )  # fmt: skip
    case = officer.lodge("consular-border/consular-case", told(report))
    chair = everything.person("chair.86", DAY)
    assert chair.send("GET", case["href"]).status_code == 404
    officer.do(case, "verify")
    officer.do(case, "handle")
    officer.do(case, "resolve", {})
    assert head.refused(case, "close")["law"]
    officer.do(case, "record-result", {"result": "Đã về nước an toàn"})
    closed = head.do(case, "close")

    assert closed["state"] == "closed"
    eventually(lambda: officer.get("/api/dossiers", code=case["code"])["items"])
    assert chair.get("/api/dossiers", code=case["code"])["items"] == []
    seen = everything.at_the_ministry().get("/api/dossiers", type="consular-case")["items"]
    assert seen == []
