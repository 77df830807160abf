"""Over HTTP and the broker: a damaged border marker, and a foreign reporter in a border commune."""

from __future__ import annotations

from typing import Any

import pytest

from support.people import Person
from support.platform import Platform, eventually

pytestmark = pytest.mark.journey
MARKER = {"number": "70 (2)", "commune": "xa-dao-san", "neighbour": "CN", "segment": "Dào San"}
NOTICE_LAW = "34/2014/NĐ-CP, Điều 6 khoản 2 điểm b"
VISIT, ENTRY = "consular-border/press-visit", "consular-border/border-entry"


def paper(number: str, day: str) -> dict[str, str]:
    return {"number": number, "date": day}


def test_a_damaged_marker_is_told_agreed_repaired_and_accepted(everything: Platform) -> None:
    guard, officer = (everything.person(f"{r}.12", "2026-08-03") for r in ("border", "officer"))
    police, head = (everything.person(f"{r}.12", "2026-08-03") for r in ("police", "head"))
    marker = guard.lodge("consular-border/border-markers", MARKER)
    book = marker["fields"] | {"state": "damaged", "patrolled_on": "2026-08-03"}

    def amend(person: Person, reason: str, **changed: Any) -> str:
        book.update(changed)
        return str(person.do(marker, "amend", book | {"reason": reason})["state"])

    silent = guard.refused(marker, "amend", book | {"reason": "Tuần tra"})
    assert silent["errors"][0]["pointer"] == "/damage"
    assert silent["law"] == "09/2025/TT-BNG, nhiệm vụ, quyền hạn của Sở Ngoại vụ"
    assert amend(guard, "Tuần tra", damage="Sạt chân mốc sau mưa lũ") == "damaged"

    told = {
        "kind": "marker", "happened_on": "2026-08-02", "commune": "xa-dao-san",
        "marker": MARKER["number"], "account": "Chân mốc bị sạt ở 22.7654321, 103.1234567",
        "handling": "Đã che chắn, cắm biển báo",
    }  # fmt: skip
    exact = guard.cannot_lodge("consular-border/border-incident", told)
    assert "tọa độ" in exact["detail"]
    told |= {"account": "Chân mốc bị sạt lở sau mưa lũ"}
    incident = guard.lodge("consular-border/border-incident", told)
    for person, body in ((guard, "bien-phong"), (police, "cong-an-tinh")):
        person.post(f"{incident['href']}/opinions", {"body": body, "answer": "agree"})
    officer.do(incident, "assess", {"proposal": "Gia cố chân mốc cùng phía bên kia"})
    letter = paper("31/SNgV-BG", "2026-08-04")
    head.on("2026-08-04").do(incident, "advise", letter)
    assert amend(officer.on("2026-08-04"), "Đã đề xuất", state="proposed", proposal=letter)
    head.on("2026-08-10").do(incident, "exchange", paper("9/CH-SNgV", "2026-08-10"))

    repair = {
        "treaty": "Hiệp định về quy chế quản lý biên giới Việt - Trung", "neighbour": "CN",
        "task": f"Gia cố mốc {MARKER['number']}", "body": "bien-phong",
        "communes": ["xa-dao-san"], "starts_on": "2026-08-11", "due_on": "2026-09-15",
    }  # fmt: skip
    task = officer.on("2026-08-11").lodge("consular-border/border-treaty-task", repair)
    assert officer.due(task, "complete") == "2026-09-15"
    unit = everything.person("unit.12", "2026-08-20")
    assert unit.send("GET", task["href"]).status_code == 404
    half = {"on": "2026-08-20", "percent": 50, "text": "Đã kè đá chân mốc"}
    guard.on("2026-08-20").do(task, "note-progress", half)
    assert guard.on("2026-09-10").do(task, "complete", {"result": "Mốc đã gia cố xong"})

    early = guard.on("2026-09-10").refused(
        marker, "amend", book | {"state": "accepted", "reason": "Đã xong việc"}
    )
    assert {e["pointer"] for e in early["errors"]} == {"/state", "/acceptance"}
    assert amend(guard.on("2026-09-10"), "Đã sửa", state="repaired") == "repaired"
    minutes = paper("5/BB-BG", "2026-09-12")
    assert amend(guard.on("2026-09-12"), "Hai bên đã nghiệm thu", state="accepted",
                 acceptance=minutes) == "accepted"  # fmt: skip
    officer.on("2026-09-14").do(incident, "resolve", {"result": "Hai bên đã nghiệm thu mốc"})
    told_upward = paper("40/BC-SNgV", "2026-09-15")
    head.on("2026-09-15").do(incident, "tell-ministry", told_upward)
    for href, name in ((incident["href"], "bao-cao"), (task["href"], "bao-cao")):
        assert officer.download(f"{href}/papers/{name}.docx").content[:2] == b"PK"
    history = [a["state"] for a in officer.get(f"{marker['href']}/history")["items"]]
    assert history == ["good", "damaged", "proposed", "repaired", "accepted"]

    ministry = everything.at_the_ministry()

    def closed() -> list[Any]:
        rows = ministry.get("/api/dossiers", type="border-incident", province="12")["items"]
        return [r for r in rows if r["id"] == incident["id"] and r["state"] == "closed"]

    assert MARKER["number"] not in str(eventually(closed))


def reporter_at(place: str, **more: Any) -> dict[str, Any]:
    return {
        "media": "AFP", "country": "FR", "kind": "non-resident", "topics": ["chợ phiên"],
        "reporters": [
            {"name": "Jean P", "nationality": "FR", "passport": "20FV1",
             "passport_expires_on": "2027-07-31"},
        ],
        "places": [{"name": place, "is_restricted": True}],
        "starts_at": "2026-10-13T08:00:00+07:00", "ends_on": "2026-10-14",
        "permit": {"number": "70/BNG-BC", "date": "2026-08-31", "topics": ["chợ phiên"],
                   "places": ["Xã Dào San"]},
        **more,
    }  # fmt: skip


def entry_of(reporter: str, day: str) -> dict[str, Any]:
    return {
        "path": "ordinary", "occasion": "press", "purpose": "Phóng sự chợ phiên",
        "host": "so-ngoai-vu", "communes": ["xa-dao-san"],
        "enters_at": f"{day}T08:00:00+07:00", "leaves_at": "2026-10-14T17:00:00+07:00",
        "guests": [{"name": reporter, "nationality": "FR"}],
    }  # fmt: skip


def test_a_reporter_enters_a_border_commune_a_day_after_the_notice(everything: Platform) -> None:
    officer, chair = (everything.person(f"{r}.12", "2026-09-10") for r in ("officer", "chair"))
    police = everything.person("police.12", "2026-09-10")
    outside = officer.cannot_lodge(VISIT, reporter_at("Xã Pa Ủ"))
    assert outside["errors"][0]["pointer"] == "/places/0/name"
    assert outside["law"].startswith("262/2026/NĐ-CP")
    plan = entry_of("Jean P", "2026-10-12")
    entry = officer.lodge(ENTRY, plan)
    visit = officer.lodge(VISIT, reporter_at("Xã Dào San", border_entry=entry["code"]))
    assert officer.due(visit, "file") == "2026-10-02"
    officer.do(visit, "consult")
    police.post(f"{visit['href']}/opinions", {"body": "cong-an-tinh", "answer": "agree"})

    answer = paper("60/UBND-NV", "2026-10-08")
    unnoticed = chair.on("2026-10-08").refused(visit, "approve", answer)
    assert (unnoticed["status"], unnoticed["law"]) == (422, NOTICE_LAW)
    assert unnoticed["errors"][0]["pointer"] == "/border_entry"
    letter = paper("33/TB-SNgV", "2026-10-11")
    late = officer.on("2026-10-11T08:00:01+07:00").refused(entry, "notify", letter)
    assert (late["status"], late["law"]) == (422, NOTICE_LAW)
    assert "24 giờ" in late["detail"]

    later = plan | {"enters_at": "2026-10-13T08:00:00+07:00"}
    officer.on("2026-10-11").do(entry, "revise", later)
    officer.on("2026-10-11").do(entry, "notify", letter)
    guard = everything.person("border.12", "2026-10-11")
    assert guard.again(entry)["state"] == "notified"
    guard.post(f"{entry['href']}/opinions", {"body": "bien-phong", "answer": "agree"})
    chair.on("2026-10-11").do(visit, "approve", paper("60/UBND-NV", "2026-10-11"))
    officer.on("2026-10-13").do(visit, "start")
    guard.on("2026-10-13").do(entry, "enter", {"entered_at": "2026-10-13T08:10:00+07:00"})
    ended = {"published": "Phóng sự chợ phiên Dào San", "articles": 1}
    officer.on("2026-10-15").do(visit, "end", ended)
    reported = paper("41/UBND-NV", "2026-10-16")
    assert officer.on("2026-10-16").do(visit, "report", reported)["state"] == "reported"

    rows = officer.get("/api/dossiers", type="press-visit", province="12")["items"]
    assert "Jean" not in str(rows)


def test_a_notice_of_less_than_24_hours_does_not_let_reporters_in(everything: Platform) -> None:
    """The notice was given for a later hour than the one at which they come."""
    officer, chair = (everything.person(f"{r}.12", "2026-09-10") for r in ("officer", "chair"))
    plan = entry_of("Marie D", "2026-10-14")
    entry = officer.lodge(ENTRY, plan)
    visit = officer.lodge(VISIT, reporter_at("Xã Dào San", border_entry=entry["code"]))
    officer.do(visit, "consult")
    officer.on("2026-10-12").do(entry, "notify", paper("34/TB-SNgV", "2026-10-12"))

    refused = chair.on("2026-10-12").refused(visit, "approve", paper("61/UBND-NV", "2026-10-12"))

    assert (refused["status"], refused["law"]) == (422, NOTICE_LAW)
    assert "trước ít nhất 24 giờ" in refused["detail"]
