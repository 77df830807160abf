"""Reports over HTTP: the calendar opens by itself, once; what came is counted, late is told."""

from __future__ import annotations

from collections.abc import Iterator
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from icalendar import Calendar
from msgspec.structs import replace

from chassis.settings import Settings
from chassis.store.driver import connect
from chassis.tokens import internal_token
from reporting.mail import Mail
from reporting.main import create_app
from support import servers
from support.letterbox import Letterbox
from support.running import Service, running

DATABASE = f"ngoaivu_test_{uuid4().hex[:12]}"


@pytest.fixture(scope="module")
def letterbox() -> Iterator[Letterbox]:
    box = Letterbox()
    box.start()
    yield box
    box.socket.close()


@pytest.fixture(scope="module")
def service(
    mongo_url: str,
    kafka_servers: str,
    letterbox: Letterbox,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Service]:
    room: Path = tmp_path_factory.mktemp("reporting")
    told: dict[str, Any] = {
        "mongo_url": mongo_url, "kafka": kafka_servers, "database": DATABASE, "tick_every": 0,
        "smtp": letterbox.url, "mail_to": {"46/so-y-te": "dau-moi@soyte.example"},
    }  # fmt: skip
    with running(create_app, "reporting", room, **told) as made:
        yield made
    servers.drop(mongo_url, DATABASE)


def person(service: Service, role: str, day: str, province: str = "46", **claims: Any) -> Any:
    return service.person(role, province, **claims).on(day)


def tick(service: Service, day: str, province: str = "46") -> dict[str, int]:
    done: dict[str, int] = person(service, "officer", day, province).post(
        "/api/reporting/obligations/tick"
    )
    return done


def test_the_calendar_opens_by_itself_and_once(service: Service) -> None:
    first = tick(service, "2025-12-15")
    again = tick(service, "2025-12-15")

    assert first["opened"] > 50
    assert again["opened"] == 0
    asked = person(service, "unit", "2026-01-05").get("/api/reporting/unit-report")["items"]
    assert {r["unit"] for r in asked} == {"so-y-te"}
    assert "unit-half-year" in {r["fields"]["obligation"] for r in asked}


def test_only_the_office_looks_at_the_calendar(service: Service) -> None:
    unit = person(service, "unit", "2026-01-05")

    assert unit.send("POST", "/api/reporting/obligations/tick").status_code == 403


def test_every_hosted_province_is_looked_at_from_inside(service: Service) -> None:
    officer = person(service, "officer", "2026-01-05")
    assert officer.send("POST", "/internal/reporting/tick").status_code == 401

    inside = {
        "Authorization": f"Bearer {internal_token(service.internal_secret)}",
        "Ngoaivu-Date": "2026-01-05",
    }
    told = service.client.post("/internal/reporting/tick", headers=inside).json()
    assert set(told) == {"12", "46", "79", "86"}
    assert told["86"]["opened"] > 50


def test_the_calendar_of_a_province_is_readable(service: Service) -> None:
    told = person(service, "officer", "2026-03-02").get("/api/reporting/obligations")["items"]
    rows = {o["id"]: o for o in told}

    assert rows["unit-half-year"]["due"] == "2026-05-24"
    assert rows["unit-half-year"]["needs_estimate"]
    assert rows["half-year-report"]["no_day"]
    assert "unit-programme" not in rows


def half_year(service: Service, day: str, unit: str = "so-y-te") -> Any:
    """The part of one unit, as its person sees it."""
    found = person(service, "unit", day, unit=unit).get("/api/reporting/unit-report")["items"]
    row = next(r for r in found if r["fields"]["obligation"] == "unit-half-year")
    return {**row, "href": f"/api/reporting/unit-report/{row['id']}"}


PART = {
    "document": {"number": "45/BC-SYT", "date": "2026-05-20"}, "nothing": True,
    "is_estimate": True,
}  # fmt: skip


def test_completeness_and_timeliness_are_counted(service: Service) -> None:
    tick(service, "2025-12-15")
    early, late = (half_year(service, "2026-05-20", u) for u in ("so-y-te", "so-gddt"))
    person(service, "unit", "2026-05-20").do(early, "submit", PART)
    tardy = person(service, "unit", "2026-06-01", unit="so-gddt")
    assert tardy.refused(late, "submit", PART)["type"].endswith("reason-needed")
    tardy.do(late, "submit", {**PART, "late_reason": "Chờ trường báo cáo"})

    told = person(service, "officer", "2026-06-02").get(
        "/api/reporting/completeness", period="2026-H1", obligation="unit-half-year"
    )
    total = told["total"]
    assert (total["received"], total["on_time"], total["late"]) == (2, 1, 1)
    assert total["missing"] == total["expected"] - 2
    assert total["completeness"] == round(200 / total["expected"], 1)
    assert total["timeliness"] == round(100 / total["expected"], 1)
    by_unit = {r["key"]: r["rate"] for r in told["by_unit"]}
    assert by_unit["so-y-te"]["timeliness"] == 100
    assert by_unit["dai-hoc-hue"]["expected"] == 0


def test_behind_the_rates_stand_the_reports_late_with_a_reason_and_locked(
    service: Service,
) -> None:
    tick(service, "2025-12-15")
    part = half_year(service, "2026-06-01", "so-cong-thuong")
    tardy = person(service, "unit", "2026-06-01", unit="so-cong-thuong")
    tardy.do(part, "submit", {**PART, "late_reason": "Chờ doanh nghiệp"})
    person(service, "officer", "2026-06-02").do(part, "accept")

    def behind() -> Any:
        found = person(service, "officer", "2026-06-03").get(
            "/api/reporting/completeness/reports", period="2026-H1", obligation="unit-half-year"
        )["items"]
        assert [i for i in found if i["is_missing"]]
        return next(i for i in found if i["unit"] == "so-cong-thuong")

    line = behind()
    assert (line["due"], line["received"], line["late_by"]) == ("2026-05-24", "2026-06-01", 8)
    assert line["late_reason"] == "Chờ doanh nghiệp"
    assert (
        line["locked"] == "Khóa vì chuyên viên Sở Ngoại vụ đã chấp nhận để tổng hợp ngày 02/06/2026"
    )

    director = person(service, "director", "2026-06-03")
    assert director.refused(part, "reopen", {"reason": "Sai số liệu"})["status"] in (400, 422)
    why = {"reason": "Sai số liệu", "ground": "Công văn 9/SCT ngày 03/6/2026"}
    director.do(part, "reopen", why)
    line = behind()
    assert (line["locked"], line["version"]) == ("", 2)
    assert line["reopened"] == ["03/06/2026: Sai số liệu (Công văn 9/SCT ngày 03/6/2026)"]


def test_the_ministry_sees_counts_of_every_province_and_no_dossier(service: Service) -> None:
    ministry = person(service, "ministry", "2026-06-02", province="")
    told = ministry.get("/api/reporting/completeness", period="2026-H1")

    assert "46" in {r["key"] for r in told["by_province"]}
    assert ministry.get("/api/reporting/unit-report")["items"] == []


def test_a_duty_near_announces_itself_once_to_its_unit(
    service: Service, letterbox: Letterbox
) -> None:
    tick(service, "2025-12-15")
    day = "2026-10-20"
    done = tick(service, day)
    again = tick(service, day)
    assert done["reminded"] > 10
    assert done["letters"] == 1
    assert again["reminded"] == 0

    inbox = person(service, "unit", day).get("/api/reporting/inbox")["items"]
    yearly = next(
        i for i in inbox if i["title"].startswith("Báo cáo của đơn vị về công tác đối ngoại năm")
    )
    assert (yearly["level"], yearly["due"], yearly["days_left"]) == ("near", "2026-10-24", 4)
    to, body = letterbox.messages[-1]
    assert to == "dau-moi@soyte.example"
    assert "Subject" in body


def test_after_an_outage_each_duty_is_told_once_and_up_the_line(service: Service) -> None:
    tick(service, "2025-12-15")
    tick(service, "2026-11-05")
    inbox = person(service, "director", "2026-11-05").get("/api/reporting/inbox")["items"]
    late = [i for i in inbox if i["due"] == "2026-10-24"]

    assert {i["level"] for i in late} == {"escalated"}
    assert len({i["unit"] for i in late}) == len(late)
    assert not [i for i in late if i["unit"] == "dai-hoc-hue"]


async def test_a_letter_that_could_not_leave_goes_with_the_next_as_one(
    mongo_url: str, database_name: str, letterbox: Letterbox
) -> None:
    settings = Settings(
        service="reporting", mongo_url=mongo_url, database=database_name,
        smtp="smtp://127.0.0.1:9", mail_to={"46/so-y-te": "mot@soyte.example"},
    )  # fmt: skip
    store = connect(settings)
    try:
        closed, open_ = (Mail(settings, store), Mail(replace(settings, smtp=letterbox.url), store))
        before = len(letterbox.messages)

        async def remind(n: int, level: str = "near") -> None:
            row = {"_id": f"d{n}", "province": "46"}
            line = {
                "duty": "send", "level": level, "to": ["so-y-te"], "line": f"Báo cáo {n}",
                "due": f"2026-05-2{n}", "on": "2026-05-18",
            }  # fmt: skip
            await store.tx(lambda session: closed.keep(row, line, session))

        await remind(1)
        assert await closed.send() == 0
        await remind(1)
        await remind(2)
        assert await open_.send() == 1
        assert await open_.send() == 0
        sent = letterbox.messages[before:]
        assert [to for to, _ in sent] == ["mot@soyte.example"]
        message: Any = message_from_bytes(sent[0][1].encode("ascii"), policy=policy.default)
        assert "Báo cáo 2" in message.get_body().get_content()
        days: Any = Calendar.from_ical(next(message.iter_attachments()).get_content())
        found = {str(e["uid"]): str(e["dtstart"].dt) for e in days.events}
        assert found == {"d1-send@ngoaivu": "2026-05-21", "d2-send@ngoaivu": "2026-05-22"}
    finally:
        await store.close()


def test_figures_without_a_gateway_are_a_plain_refusal(service: Service) -> None:
    tick(service, "2025-12-15")
    part = half_year(service, "2026-05-20", "so-xay-dung")
    unit = person(service, "unit", "2026-05-20", unit="so-xay-dung")
    answer = unit.send(
        "POST", f"{part['href']}/figures", headers={"If-Match": f'"{part["version"]}"'}
    )

    assert answer.status_code == 503


def test_what_a_merged_province_owed_is_asked_of_its_heir(service: Service) -> None:
    """Bà Rịa – Vũng Tàu (77) became part of Hồ Chí Minh City (79) on 1 July 2025."""
    owed = tick(service, "2025-06-20", "77")["opened"]
    ended = tick(service, "2025-08-06", "77")
    reminded = tick(service, "2025-08-06", "79")["reminded"]

    officer = person(service, "officer", "2025-08-06", "79")
    open_ = officer.get("/api/reporting/periodic-report", limit=500)["items"]
    old = [r for r in open_ if r["province"] == "77"]

    assert owed > 0
    assert ended == {"opened": 0, "reminded": 0, "letters": 0}
    assert reminded > 0
    assert any(r["fields"]["reminders"] for r in old)
