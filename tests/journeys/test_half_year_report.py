"""Huế's report of the first half: a unit's part before 25/5, then the province's, on counted
figures, with annexes whose rows are the figures (342/KH-UBND mục V; 09/2019/NĐ-CP)."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO
from typing import Any
from urllib.parse import parse_qsl, urlsplit
from zipfile import ZipFile

import pytest
from python_calamine import CalamineWorkbook

from reporting.annexes import LISTS
from reporting.letters import figures as tables
from support.people import Person
from support.platform import Platform, eventually

UNIT, PERIOD = "so-y-te", "2026-H1"
SECTIONS = {"achieved": "Một đoàn ra", "shortcomings": "Không", "proposals": "Không"}
LEADER = {
    "name": "Lê Văn A", "post": "Giám đốc Sở", "rank": "director", "role": "head",
    "managed_by": "unit",
}  # fmt: skip
TRIP = {
    "title": "Đoàn y tế sang Pakse", "level": "unit",
    "arising_reason": "Đối tác mời sang bàn kế hoạch hợp tác năm sau",
    "legs": [
        {"country": "LA", "city": "Pakse", "arrive": "2026-04-13", "depart": "2026-04-17"},
    ],
    "departs_on": "2026-04-13", "returns_on": "2026-04-17", "days": 5, "hosts": ["Sở Y tế Pakse"],
    "purpose": "Hợp tác y tế", "content": "Khảo sát bệnh viện",
    "funding": [{"source": "local", "money": {"amount": 90_000_000, "currency": "VND"}}],
    "request": {"number": "21/TTr-SYT", "date": "2026-03-02"},
}  # fmt: skip


DEPARTURE = {"departed_on": "2026-04-13", "is_reminded": True}


class Hue:
    """The people of a province, Huế unless another is named, on a day."""

    def __init__(self, platform: Platform, code: str = "46") -> None:
        self._platform, self._code = platform, code

    def __call__(self, role: str, day: str) -> Person:
        return self._platform.person(f"{role}.{self._code}", day)


@pytest.fixture(scope="module")
def hue(everything: Platform) -> Hue:
    return Hue(everything)


def opinion(person: Person, dossier: dict[str, Any], body: str) -> None:
    match = {"If-Match": f'"{person.again(dossier)["version"]}"'}
    answer = person.send(
        "POST", f"{dossier['href']}/opinions", json={"body": body, "answer": "agree"},
        headers=match,
    )  # fmt: skip
    assert answer.is_success, answer.text


def a_delegation_is_approved(hue: Hue, who: str = "cb-46-1") -> dict[str, Any]:
    """A delegation of the unit, by its legal steps."""
    members = [{**LEADER, "person_id": who}]
    asked = {**TRIP, "members": members}
    trip = hue("unit", "2026-03-02").lodge("delegations/outbound-delegation", asked)
    hue("unit", "2026-03-02").do(trip, "submit")
    hue("head", "2026-03-03").do(trip, "check-personnel")
    opinion(hue("police", "2026-03-05"), trip, "cong-an-tinh")
    opinion(hue("officer", "2026-03-05"), trip, "so-noi-vu")
    hue("director", "2026-03-09").do(trip, "present")
    return hue("chair", "2026-03-16").do(
        trip, "approve", {"number": "88/QĐ-UBND", "date": "2026-03-16"}
    )


def report(person: Person, type_: str, obligation: str) -> dict[str, Any]:
    found = person.get(f"/api/reporting/{type_}", limit=500)["items"]
    row: dict[str, Any] = next(
        r for r in found
        if (r["fields"]["obligation"], r["fields"]["period"]) == (obligation, PERIOD)
    )  # fmt: skip
    return {**row, "href": f"/api/reporting/{type_}/{row['id']}"}


def count(person: Person, dossier: dict[str, Any]) -> dict[str, Any]:
    """Have the figures of a report counted anew."""
    match = {"If-Match": f'"{person.again(dossier)["version"]}"'}
    answer = person.send("POST", f"{dossier['href']}/figures", headers=match)
    assert answer.is_success, answer.text
    return {**answer.json(), "href": dossier["href"]}


def value(dossier: dict[str, Any], figure: str) -> int:
    lines = dossier["fields"]["figures"]["lines"]
    return next((line["value"] for line in lines if line["figure"] == figure), -1)


def estimates(dossier: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        {"figure": line["figure"], "value": line["value"], "basis": "không phát sinh thêm"}
        for line in dossier["fields"]["figures"]["lines"]
    ]


def rows_of(content: bytes) -> list[tuple[Any, ...]]:
    """The rows of an annex, without titles, heads and notes."""
    sheet = CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0)
    rows = sheet.to_python()
    return [tuple(r) for r in rows if isinstance(r[0], float) and len(r) > 9]


def listed(person: Person, rows: str) -> list[dict[str, Any]]:
    """The rows behind a line of the report, as its reader asks the gateway for them."""
    parts = urlsplit(rows)
    asked = {k: v for k, v in parse_qsl(parts.query) if k != "province"}
    found: list[dict[str, Any]] = []
    cursor = ""
    while True:
        more = {"cursor": cursor} if cursor else {}
        path = parts.path.replace("/internal/", "/api/")
        page = person.get(path, limit=500, **asked, **more)
        found += page["items"]
        if not (cursor := page["next"] or ""):
            return found


def assert_on_paper(person: Person, dossier: dict[str, Any]) -> None:
    """The docx tells every figure as it was counted, and names every annex."""
    told = person.again(dossier)["fields"]["figures"]
    content = person.download(f"{dossier['href']}/papers/bao-cao.docx").content
    with ZipFile(BytesIO(content)) as docx:
        xml = docx.read("word/document.xml").decode()
    rows = [re.sub(r"<[^>]+>", "|", row) for row in re.findall(r"<w:tr[ >].*?</w:tr>", xml, re.S)]
    cells = [[c for c in row.split("|") if c.strip()] for row in rows]
    for line in told["lines"]:
        number = tables.number(line["value"])
        assert any(line["title"] in row and number in row for row in cells), line["figure"]
    text = re.sub(r"<[^>]+>", "", xml)
    for annex in told["annexes"]:
        assert f"{annex['title']}, {annex['rows']} dòng" in text


def values_of(content: bytes) -> list[float]:
    """The last column of a figure's own sheet."""
    sheet = CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0)
    rows: list[list[Any]] = [list(row) for row in sheet.to_python()]
    head = next(n for n, row in enumerate(rows) if row[0] == "Mã")
    return [float(row[-1]) for row in rows[head + 1 :] if row[-1] != ""]


def test_hue_reports_its_first_half(hue: Hue) -> None:
    hue("officer", "2025-12-15").post("/api/reporting/obligations/tick")
    trip = a_delegation_is_approved(hue)

    # The unit, before 25/5 and before the cut-off of 14/6: actual figures and an estimate.
    unit = hue("unit", "2026-05-20")
    part = report(unit, "unit-report", "unit-half-year")
    assert unit.due(part, "submit-unit-half-year") == "2026-05-24"

    def counted() -> dict[str, Any]:
        made = count(unit, part)
        assert value(made, "outbound-delegations") >= 1
        return made

    part = eventually(counted)
    document = {"number": "45/BC-SYT", "date": "2026-05-20"}
    body: dict[str, Any] = {"document": document, "sections": SECTIONS}
    refused = unit.refused(part, "submit", body)
    assert "09/2019/NĐ-CP, Điều 12" in str(refused)
    body |= {"is_estimate": True, "estimates": estimates(part)}
    typed = {"figure": "outbound-delegations", "value": 7}
    assert unit.refused(part, "submit", {**body, "stated": [typed]})["status"] == 422
    unit.do(part, "submit", body)
    officer = hue("officer", "2026-05-22")
    officer.do(part, "accept")

    # Its list is its figure.
    annexes = {a["name"]: a for a in part["fields"]["figures"]["annexes"]}
    sheet = unit.download(f"{part['href']}/annexes/mau-1.xlsx").content
    done = [r for r in rows_of(sheet) if r[-1]]
    assert len(done) == annexes["mau-1"]["rows"] == value(part, "outbound-delegations")
    assert trip["code"] in {r[-1] for r in done}
    assert_on_paper(unit, part)

    # The province: parts, figures, both approvals, number, dispatch.
    whole = report(officer, "periodic-report", "half-year-report")
    eventually(lambda: officer.again(whole)["fields"]["parts"])
    officer.do(whole, "consolidate", {"without": "Đã đôn đốc các đơn vị còn lại"})
    whole = count(officer, whole)
    assert value(whole, "outbound-delegations") >= 1
    draft = {"sections": SECTIONS, "is_estimate": True, "estimates": estimates(whole)}
    officer.do(whole, "draft", draft)
    hue("head", "2026-05-25").do(whole, "review")
    hue("director", "2026-05-26").do(whole, "present")
    chair = hue("chair", "2026-05-28")
    assert chair.refused(whole, "sign")["errors"][0]["pointer"] == "/party"
    hue("party", "2026-05-27").do(whole, "note-party", {"number": "77-CV/TU", "date": "2026-05-27"})
    chair.do(whole, "sign")
    sent = hue("clerk", "2026-05-29").do(
        whole, "send", {"number": "120/BC-UBND", "date": "2026-05-29"}
    )
    assert sent["fields"]["reported"] == whole["fields"]["figures"]["lines"]
    locked = officer.refused(whole, "draft", draft)
    assert locked["status"] == 409
    assert_on_paper(officer, whole)
    assert officer.download(f"{whole['href']}/papers/bao-cao.pdf").content[:4] == b"%PDF"

    # Every annex is the list of its figure, and adds up to what the report says.
    lines = {line["figure"]: line for line in sent["fields"]["figures"]["lines"]}
    kept = {a["name"]: a for a in sent["fields"]["figures"]["annexes"]}
    assert set(kept) == {x.name for x in LISTS}
    for of in LISTS:
        line, items = lines[of.figure], listed(officer, lines[of.figure]["rows"])
        content = officer.download(f"{whole['href']}/annexes/{of.name}.xlsx").content
        assert kept[of.name]["rows"] == len(items), of.name
        assert sum(i["value"] for i in items) == line["value"], of.name
        if of.plan:
            codes = [r[-1] for r in rows_of(content) if r[-1]]
            assert sorted(codes) == sorted(i["code"] for i in items)
        else:
            values = values_of(content)
            assert (len(values), sum(values)) == (len(items), line["value"]), of.name


def test_a_correction_is_a_new_version_that_says_what_changed(hue: Hue) -> None:
    """What was sent is opened again on a reasoned, cited exception, and replaced."""
    day = "2026-06-02"
    officer, director = hue("officer", day), hue("director", day)
    whole = officer.again(report(officer, "periodic-report", "half-year-report"))
    assert whole["fields"]["lock"]["by"] == "Chủ tịch UBND"
    assert director.refused(whole, "reopen", {"reason": "Sai số đoàn ra"})["status"] in (400, 422)
    ground = {"reason": "Sai số đoàn ra", "ground": "Công văn 99/UBND ngày 01/6/2026"}
    director.do(whole, "reopen", ground)

    whole = count(officer, whole)
    content = {"sections": SECTIONS, "is_estimate": True, "estimates": estimates(whole)}
    officer.do(whole, "draft", content)
    head = hue("head", day)
    assert "/content/changes" in [e["pointer"] for e in head.refused(whole, "review")["errors"]]
    officer.do(whole, "draft", {**content, "changes": "Rà soát lại số đoàn ra."})
    head.do(whole, "review")
    director.do(whole, "present")
    hue("party", day).do(whole, "note-party", {"number": "80-CV/TU", "date": day})
    hue("chair", day).do(whole, "sign")
    clerk = hue("clerk", day)
    same = clerk.refused(whole, "send", {"number": "120/BC-UBND", "date": "2026-05-29"})
    assert {"/number", "/date"} & {e["pointer"] for e in same["errors"]}
    sent = clerk.do(whole, "send", {"number": "131/BC-UBND", "date": day})

    assert (sent["state"], sent["fields"]["version"]) == ("sent", 2)
    assert sent["fields"]["replaced"][0]["document"]["number"] == "120/BC-UBND"
    behind = officer.get(
        "/api/reporting/completeness/reports", period=PERIOD, obligation="half-year-report"
    )["items"]
    assert behind[0]["reopened"] == [f"02/06/2026: Sai số đoàn ra ({ground['ground']})"]
    assert "Chủ tịch UBND tỉnh" in behind[0]["locked"]


def test_what_came_is_counted_by_unit(hue: Hue) -> None:
    told = hue("officer", "2026-06-20").get(
        "/api/reporting/completeness", period=PERIOD, obligation="unit-half-year"
    )
    rates = {r["key"]: r["rate"] for r in told["by_unit"]}

    assert rates[UNIT]["timeliness"] == 100
    assert told["total"]["missing"] == told["total"]["expected"] - told["total"]["received"]


def test_a_duty_of_another_service_announces_itself_in_the_inbox_until_it_is_met(
    everything: Platform,
) -> None:
    """In Vĩnh Long, whose regulation names the days; Huế's plan names none."""
    office = Hue(everything, "86")
    trip = a_delegation_is_approved(office, "cb-86-2")
    office("unit", "2026-04-13").do(trip, "depart", DEPARTURE)
    office("unit", "2026-04-17").do(trip, "return-home", {"returned_on": "2026-04-17"})

    def told() -> dict[str, Any]:
        office("officer", "2026-04-24").post("/api/reporting/obligations/tick")
        items = office("unit", "2026-04-24").get("/api/reporting/inbox")["items"]
        found: dict[str, Any] = next(i for i in items if i["code"] == trip["code"])
        return found

    near = eventually(lambda: _found(told))
    assert near["level"] == "near"
    assert near["law"].startswith("22/2012/QĐ-UBND")
    assert near["href"] == trip["href"]


def _found(ask: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    try:
        return ask()
    except StopIteration:
        raise LookupError("not announced yet") from None
