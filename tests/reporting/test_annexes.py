"""The annexes of a report: what was done beside what was planned, in the columns of Mẫu 1 and 2."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

from python_calamine import CalamineWorkbook

from casework import Province
from gateway.figures.subjects import SUBJECTS
from papers import tables
from reporting.annexes import LISTS, against_plan
from reporting.obligations.calendar import OBLIGATIONS
from support.desk import office_calendar

HUE = Province(code="46", name="TP Huế", calendar=office_calendar())
ITEM = {
    "id": "2026/so-y-te/doan-ra-1", "title": "Đoàn y tế", "countries": ["LA"], "head": "director",
    "content": "Khảo sát", "partner": "Sở Y tế Pakse", "members": 5, "days": 4,
    "month": "2026-04", "unit": "so-y-te", "standing": "done",
    "funding": [{"source": "local", "money": {"amount": 90_000_000, "currency": "VND"}}],
}  # fmt: skip
MISSED = {**ITEM, "id": "2026/so-y-te/doan-ra-2", "title": "Đoàn giáo dục", "standing": "not-done"}


def delegation(code: str, item: str = "", **fields: Any) -> dict[str, Any]:
    return {
        "code": code, "title": "Đoàn đi", "state_title": "đã về", "on": "2026-04-13",
        "unit": "so-y-te",
        "fields": {"programme_item": item, "travellers": 6, "days": 5, "head": "director",
                   "legs": [{"country": "LA"}], "funding": [], "content": "Hội đàm", **fields},
    }  # fmt: skip


def sheet(name: str, planned: list[Any], done: list[Any]) -> list[list[Any]]:
    of = next(x for x in LISTS if x.name == name)
    content = against_plan(of, planned, done, HUE)
    return CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0).to_python()


def test_mau_1_shows_the_plan_what_came_of_it_and_what_was_added() -> None:
    told = sheet(
        "mau-1",
        [ITEM, MISSED],
        [delegation("DR-1", item=str(ITEM["id"])), delegation("DR-2", title="Đoàn đột xuất")],
    )
    head = next(row for row in told if row[0] == "STT")
    rows = [row for row in told if isinstance(row[0], float)]

    assert tuple(head[:9]) == tables.MAU_1.heads
    assert [row[1] for row in rows] == ["Đoàn y tế", "Đoàn giáo dục", "Đoàn đột xuất"]
    assert [row[-1] for row in rows] == ["DR-1", "", "DR-2"]
    assert rows[0][5:7] == [5.0, 4.0]
    assert rows[0][10:12] == [6.0, 5.0]
    assert rows[0][12] == date(2026, 4, 13)
    assert "trong Chương trình" in rows[0][13]
    assert rows[1][13] == "không thực hiện"
    assert "ngoài Chương trình" in rows[2][13]


def test_mau_2_names_who_sent_the_delegation() -> None:
    came = delegation(
        "DV-1", sender="Tỉnh Salavan", country="LA", guest_count=8, travellers=None
    )  # fmt: skip
    rows = [row for row in sheet("mau-2", [], [came]) if isinstance(row[0], float)]

    assert rows[0][2] == "Tỉnh Salavan, Lào"
    assert rows[0][10] == 8.0


def test_every_list_that_is_done_stands_once_in_its_sheet() -> None:
    done = [delegation(f"DR-{n}", item=str(ITEM["id"]) if n % 2 else "") for n in range(9)]
    rows = [row for row in sheet("mau-1", [ITEM], done) if isinstance(row[0], float)]

    assert sorted(row[-1] for row in rows) == sorted(d["code"] for d in done)


def test_every_annex_belongs_to_a_subject_of_the_yearly_report() -> None:
    assert {x.subject for x in LISTS} <= set(OBLIGATIONS["year-report"].subjects)


def test_the_subjects_are_those_that_the_gateway_counts() -> None:
    known = {s.name for s in SUBJECTS}
    assert {s for o in OBLIGATIONS.values() for s in o.subjects} <= known
    of_subject = {f.name: s.name for s in SUBJECTS for f in s.figures}
    assert all(of_subject[x.figure] == x.subject for x in LISTS)
    assert {x.plan for x in LISTS if x.plan} <= set(of_subject)
    assert len({x.name for x in LISTS}) == len(LISTS)


def test_every_annex_that_a_report_needs_is_made() -> None:
    """Đoàn ra, đoàn vào, hội nghị, thỏa thuận, PCPNN, viện trợ, khen thưởng, hộ chiếu, di cư,
    biên giới, báo chí, đào tạo, đối ngoại nhân dân."""
    assert {x.subject for x in LISTS} == {
        *("outbound", "inbound", "conferences", "agreements", "ngos", "aid", "awards"),
        *("passports", "migration", "border", "press", "training", "people"),
    }


def test_the_guide_names_every_annex() -> None:
    told = (Path(__file__).parents[2] / "docs" / "howto" / "reports.md").read_text("utf-8")
    assert not [x.name for x in LISTS if f"`{x.name}`" not in told]
