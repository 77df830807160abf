"""Agreements, over HTTP and the broker: a department, the province, a border commune."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec import to_builtins

from conferences_agreements.agreement_forms import Field, Level, Signed
from support.agreements import KIND, form
from support.platform import Platform, eventually

pytestmark = pytest.mark.journey
DAY = "2026-03-02"  # a Monday


def signed(day: str) -> dict[str, Any]:
    from datetime import date

    on = date.fromisoformat(day)
    told = Signed(
        signed_on=on, place="Pakse", kept_at="Sở Ngoại vụ", effective_on=on,
        expires_on=date(2031, 3, 31),
    )  # fmt: skip
    return dict(to_builtins(told))


def document(number: str, day: str) -> dict[str, str]:
    return {"number": number, "date": day}


def test_a_departments_agreement_from_proposal_to_its_yearly_line(everything: Platform) -> None:
    unit = everything.person("unit.86", DAY)
    officer = everything.person("officer.86", DAY)
    director, chair = everything.person("director.86"), everything.person("chair.86")
    agreement = unit.lodge(KIND, form(Level.DEPARTMENT, "Sở Y tế"))
    assert "Điều 5" in unit.refused(agreement, "submit", {})["law"]

    unit.do(agreement, "consult-own", {"bodies": ["so-tai-chinh"]})
    [round_] = unit.get(f"{agreement['href']}/opinions")["items"]
    assert {o["due"] for o in round_["opinions"]} == {"2026-03-11"}
    officer.post(f"{agreement['href']}/opinions", {"body": "so-ngoai-vu", "answer": "agree"})
    no = {"body": "so-tai-chinh", "answer": "disagree", "comment": "chưa có kinh phí đối ứng"}
    officer.post(f"{agreement['href']}/opinions", no)
    assert "Điều 12" in unit.refused(agreement, "submit", {})["law"]
    told = {"explanation": "Kinh phí do dự án bảo đảm, không dùng ngân sách"}
    unit.do(agreement, "submit", told)
    officer.do(agreement, "accept")
    director.on("2026-03-12").do(agreement, "present", told)
    assert director.due(agreement, "decide-department") == "2026-03-19"
    chair.on("2026-03-16").do(agreement, "decide", document("88/QĐ-UBND", "2026-03-16"))
    unit.on("2026-04-01").do(agreement, "sign", signed("2026-04-01"))
    assert unit.due(agreement, "report-department") == "2026-04-16"
    unit.on("2026-04-10").do(agreement, "report", document("9/BC-SYT", "2026-04-10"))
    officer.on("2026-04-10").do(agreement, "enter-into-force")
    unit.on("2026-04-10").do(agreement, "plan-year", {"year": 2026, "plan": "Trao đổi 5 bác sĩ"})
    done = {"year": 2026, "progress": "Đã trao đổi 5 bác sĩ", "is_carried_out": True}
    kept = unit.on("2026-12-01").do(agreement, "record-progress", done)

    assert kept["state"] == "in-force"
    assert [line["year"] for line in kept["fields"]["years"]] == [2026]
    row = eventually(lambda: officer.get("/api/dossiers", code=kept["code"])["items"])[0]
    assert row["type"] == "agreement"
    shown = eventually(
        lambda: [
            r
            for r in everything.at_the_ministry().get("/api/dossiers", type="agreement")["items"]
            if r["code"] == kept["code"] and r["state"] == "in-force"
        ]
    )
    assert "signatory" not in shown[0]["fields"]


def test_the_provinces_agreement_needs_the_prime_minister_when_one_disagrees(
    everything: Platform,
) -> None:
    unit, officer = everything.person("unit.86", DAY), everything.person("officer.86", DAY)
    director, office = everything.person("director.86", DAY), everything.person("office.86", DAY)
    agreement = unit.lodge(KIND, form(Level.PROVINCE, "Ủy ban nhân dân tỉnh Vĩnh Long"))
    unit.do(agreement, "submit", {})
    officer.do(agreement, "accept")
    director.do(agreement, "consult", {"bodies": ["so-cong-thuong"]})
    for body, answer in (("Bộ Ngoại giao", "agree"), ("so-cong-thuong", "disagree")):
        told = {"body": body, "answer": answer}
        officer.post(f"{agreement['href']}/opinions", told)

    explained = {"explanation": "Đã tiếp thu một phần"}
    problem = director.refused(agreement, "present", explained)
    assert problem["law"] == "70/2020/QH14, Điều 19 khoản 4"
    office.do(agreement, "ask-prime-minister", document("5/UBND-NV", DAY))
    assert office.due(agreement, "pm-opinion") == "2026-03-11"
    office.do(agreement, "record-pm-consent", document("812/TTg-QHQT", DAY))
    director.do(agreement, "present", explained)
    chair = everything.person("chair.86", DAY)
    assert chair.do(agreement, "decide", document("90/QĐ-UBND", DAY))["state"] == "decided"


def test_a_border_communes_agreement_takes_each_step_of_article_7(everything: Platform) -> None:
    unit, officer = everything.person("unit.12", DAY), everything.person("officer.12", DAY)
    director, chair = everything.person("director.12", DAY), everything.person("chair.12", DAY)
    told = form(
        Level.COMMUNE, "UBND xã Sin Suối Hồ", commune="xa-sin-suoi-ho", country="CN",
        equal_level=True, areas=(Field.TWINNING, Field.BORDER),
    )  # fmt: skip
    elsewhere = unit.cannot_lodge(KIND, {**told, "commune": "xa-khac"})
    assert elsewhere["law"] == "70/2020/QH14, Điều 3 khoản 6"

    agreement = unit.lodge(KIND, told)
    unit.do(agreement, "submit", {})
    officer.do(agreement, "accept")
    assert officer.due(agreement, "consult-for-commune") == "2026-03-05"
    director.do(agreement, "consult-commune", {"bodies": []})
    [round_] = officer.get(f"{agreement['href']}/opinions")["items"]
    assert {(o["body"], o["due"]) for o in round_["opinions"]} == {
        ("cong-an-tinh", "2026-03-11"),
        ("quan-su-tinh", "2026-03-11"),
    }
    police = everything.person("police.12", DAY)
    police.post(f"{agreement['href']}/opinions", {"body": "cong-an-tinh", "answer": "agree"})
    officer.post(f"{agreement['href']}/opinions", {"body": "quan-su-tinh", "answer": "agree"})
    director.do(agreement, "present", {})
    assert director.due(agreement, "decide-border-commune") == "2026-03-09"
    chair.do(agreement, "decide", document("17/QĐ-UBND", DAY))
    unit.do(agreement, "sign", signed(DAY))
    assert unit.due(agreement, "report-border-commune") == "2026-03-17"
    reported = unit.on("2026-03-10").do(agreement, "report", document("3/BC-UBND", "2026-03-10"))

    assert reported["state"] == "reported"
