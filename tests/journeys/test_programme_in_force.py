"""The yearly programme in force: what carries it out, changes it, waits for it (R01–R03)."""

from __future__ import annotations

from typing import Any, NamedTuple

import pytest

from conferences_agreements.agreement_forms import Level
from support.agreements import KIND, form
from support.people import Person
from support.platform import Platform, eventually
from support.trips import TRIP

pytestmark = pytest.mark.journey
PROVINCE, ITEM = "79", "2027/so-y-te/ra-1"
LOCAL = [{"source": "local", "money": {"amount": 150_000_000, "currency": "VND"}}]
ROW = {
    "title": "Đoàn khảo sát y tế biên giới", "head": "director", "content": "Khảo sát",
    "members": 6, "days": 3, "month": "2027-05", "funding": LOCAL,
    "stops": [{"country": "LA", "days": 3}],
}  # fmt: skip
SUBMISSION = {
    "year": 2027, "results": "đủ", "plan": "đủ", "nothing_inbound": True,
    "outbound": [ROW, {**ROW, "title": "Đoàn ký bản ghi nhớ"}],
    "travel": "có", "awards_received": "không", "awards_given": "không",
    "conferences": "không", "projects": "không",
}  # fmt: skip


class Year(NamedTuple):
    """The programme of 2027 as it was issued, and who works with it."""

    platform: Platform
    programme: dict[str, Any]

    def person(self, role: str, day: str) -> Person:
        return self.platform.person(f"{role}.{PROVINCE}", day)

    def now(self) -> dict[str, Any]:
        """The fields of the programme as they are now."""
        person = self.person("officer", "2027-01-04")
        return dict(person.again(self.programme)["fields"])

    def standing(self, item: str = ITEM) -> str:
        return next(str(i["standing"]) for i in self.now()["items"] if i["id"] == item)


def document(number: str, day: str) -> dict[str, str]:
    return {"number": number, "date": day}


@pytest.fixture(scope="module")
def year(everything: Platform) -> Year:
    day = "2026-11-10"

    def of(role: str) -> Person:
        return everything.person(f"{role}.{PROVINCE}", day)

    unit = of("unit").lodge("delegations/unit-programme", SUBMISSION)
    of("unit").do(unit, "submit")
    of("officer").do(unit, "accept")
    programme = of("officer").lodge("delegations/provincial-programme", {"year": 2027})
    of("officer").do(programme, "consolidate")
    of("director").do(programme, "present")
    of("chair").do(programme, "approve", document("15/QĐ-UBND", day))
    of("clerk").do(programme, "publish")
    eventually(lambda: of("unit").again(unit)["state"] == "issued")
    return Year(everything, programme)


def test_a_delegation_is_counted_against_the_item_it_carries_out(year: Year) -> None:
    planned = {**TRIP, "programme_item": ITEM, "arising_reason": ""}
    planned |= {"departs_on": "2027-05-11", "returns_on": "2027-05-13"}
    planned["legs"] = [{"country": "LA", "city": "Pakse", "arrive": "2027-05-11",
                        "depart": "2027-05-13"}]  # fmt: skip
    asked = "2027-03-01"
    officer = year.person("officer", asked)
    assert year.standing() == "planned"

    delegation = officer.lodge("delegations/outbound-delegation", planned)
    officer.do(delegation, "submit")
    year.person("head", asked).do(delegation, "check-personnel")
    for opinion in officer.get(f"{delegation['href']}/opinions")["items"]:
        for body in opinion["opinions"]:
            told = {"body": body["body"], "answer": "agree"}
            officer.post(f"{delegation['href']}/opinions", told)
    year.person("director", asked).do(delegation, "present")
    year.person("chair", asked).do(delegation, "approve", document("21/QĐ-UBND", asked))
    assert eventually(lambda: year.standing() == "executing")

    gone = {"departed_on": "2027-05-11", "is_reminded": True}
    year.person("officer", "2027-05-11").do(delegation, "depart", gone)
    back = {"returned_on": "2027-05-13"}
    year.person("officer", "2027-05-13").do(delegation, "return-home", back)

    assert eventually(lambda: year.standing() == "done")
    kept = next(i for i in year.now()["items"] if i["id"] == ITEM)
    assert [e["dossier"] for e in kept["executions"]] == [delegation["id"]]


def test_an_amendment_that_is_applied_makes_a_new_version(year: Year) -> None:
    day = "2027-02-01"
    change = {"kind": "inbound", "title": "Đoàn Okayama", "month": "2027-06", "funding": LOCAL}
    proposal = {
        "year": 2027, "action": "add", "path": "A", "change": change, "name": "Đón Đoàn Okayama",
        "reason": "bạn mời", "purpose": "hợp tác", "scale": "8 khách", "starts_on": "2027-06-21",
        "ends_on": "2027-06-23", "participants": "Bệnh viện Okayama", "plan": "làm việc",
        "funding": LOCAL,
        "opinions": [{"body": "Công an tỉnh", "content": "Nhất trí", **document("4/CAT", day)}],
    }  # fmt: skip
    unit, officer = year.person("unit", day), year.person("officer", day)
    before = year.now()["version"]

    amendment = unit.lodge("delegations/programme-amendment", proposal)
    year.person("director", day).do(amendment, "exchange")
    told = {"body": "Bộ Ngoại giao", "answer": "agree"}
    officer.post(f"{amendment['href']}/opinions", told)
    year.person("office", day).do(amendment, "present", document("8/TTr-UBND", day))
    year.person("office", day).do(amendment, "approve", document("9/VPCP-QHQT", day))
    officer.do(amendment, "apply")

    assert eventually(lambda: year.now()["version"] == before + 1)
    added = next(i for i in year.now()["items"] if i["title"] == "Đoàn Okayama")
    assert (added["id"], added["standing"]) == ("2027/so-y-te/vao-1", "planned")
    assert year.now()["versions"][-1]["amendment"] == amendment["id"]


def test_a_scheme_waits_for_the_agreement_that_is_signed_under_it(year: Year) -> None:
    day = "2027-03-01"
    unit, officer = year.person("unit", day), year.person("officer", day)
    director, chair = year.person("director", day), year.person("chair", day)
    agreement = unit.lodge(KIND, form(Level.DEPARTMENT, "Sở Y tế"))
    signing = {
        "title": "Bản ghi nhớ", "signing_on": "2027-05-12", "agreement": agreement["id"],
    }  # fmt: skip
    scheme = unit.lodge(
        "delegations/activity-scheme",
        {
            "direction": "outbound", "item": "2027/so-y-te/ra-2", "starts_on": "2027-05-11",
            "ends_on": "2027-05-13", "context": "Thực hiện Chương trình 2027",
            "capacity": "Đoàn Sở Y tế", "contact_level": "Cấp sở",
            "purpose": "Ký kết", "requirements": "Thiết thực",
            "content": "Ký bản ghi nhớ", "participants": "Sở Y tế", "publicity": "Đưa tin",
            "lodging": "Khách sạn", "transport": "Ô tô", "documents": [signing],
            "costs": [{"title": "Ăn, nghỉ", "source": "local",
                       "money": {"amount": 90_000_000, "currency": "VND"}}],
        },
    )  # fmt: skip
    unit.do(scheme, "submit")
    officer.do(scheme, "appraise", {"appraisal": "Phù hợp Chương trình"})
    director.do(scheme, "present")
    chair.do(scheme, "approve", document("30/QĐ-UBND", day))
    begun = year.person("unit", "2027-05-11")
    assert begun.refused(scheme, "start")["law"] == "70/2020/QH14, Điều 18"

    unit.do(agreement, "consult-own", {"bodies": []})
    officer.post(f"{agreement['href']}/opinions", {"body": "so-ngoai-vu", "answer": "agree"})
    unit.do(agreement, "submit", {})
    officer.do(agreement, "accept")
    director.do(agreement, "present", {})
    chair.do(agreement, "decide", document("88/QĐ-UBND", day))

    decided = eventually(lambda: unit.again(scheme)["fields"]["decided"])
    assert [d["agreement"] for d in decided] == [agreement["id"]]
    assert begun.do(scheme, "start")["state"] == "executing"
