"""Due dates follow the calendar: over HTTP, a service is started again with other holidays."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from chassis.service import create_service
from chassis.settings import Settings
from chassis.tokens import internal_token
from support.platform import eventually
from support.running import PROVINCES, Service, running
from support.sample import LETTER

MONDAY, LETTERS = "2026-03-02", "letters/letter"
MORE = {
    "day": "2026-03-05",
    "kind": "holiday",
    "name": "Ngày nghỉ bổ sung",
    "decision": "1/QĐ-TTg",
}
Start = Callable[[], Any]


@pytest.fixture
def calendar(tmp_path: Path) -> Path:
    """The calendar of a copy of the provinces that the test may change."""
    shutil.copytree(PROVINCES, tmp_path / "provinces")
    return tmp_path / "provinces" / "calendar.toml"


@pytest.fixture
def start(calendar: Path, mongo_url: str, kafka_servers: str, database_name: str) -> Start:
    def create(settings: Settings) -> Any:
        return create_service(settings, title="Thư", types=[LETTER])

    @contextmanager
    def started() -> Iterator[Service]:
        told: dict[str, Any] = {"mongo_url": mongo_url, "kafka": kafka_servers}
        told |= {"database": database_name, "provinces": calendar.parent}
        with running(create, "letters", calendar.parent.parent, **told) as service:
            yield service
            eventually(lambda: _outbox(service) == "0.0")

    return started


def _outbox(service: Service) -> str:
    text: str = service.client.get("/metrics").text
    (line,) = [x for x in text.splitlines() if x.startswith("ngoaivu_outbox_depth ")]
    return line.split()[1]


def _holiday(calendar: Path) -> None:
    rows = "\n".join(f'{name} = "{told}"' for name, told in MORE.items() if name != "day")
    told = calendar.read_text() + f"\n[[day]]\nday = {MORE['day']}\n{rows}\n"
    calendar.write_text(told)


def test_a_day_that_becomes_a_holiday_moves_what_is_open(start: Start, calendar: Path) -> None:
    with start() as service:
        unit, officer = service.person("unit").on(MONDAY), service.person("officer").on(MONDAY)
        letter, closed = (unit.lodge(LETTERS, {"subject": s}) for s in ("Thư mở", "Thư rút"))
        unit.do(closed, "withdraw", {"reason": "không cần"})
        before = unit.due(letter, "answer")
        planned = {"day": MORE["day"], "kind": "holiday"}
        preview = officer.post("/api/calendar/preview", {"day": [planned]})
        refused = unit.send("POST", "/api/calendar/preview", json={"day": [MORE]})
        assert unit.again(letter)["version"] == 1

    _holiday(calendar)
    with start() as service:
        unit = service.person("unit").on(MONDAY)
        moved = eventually(lambda: _at(unit, letter, 2))
        assert unit.again(closed)["version"] == 2

        act = moved["acts"][-1]
        (line,) = [i for i in preview["items"] if i["duty"]["name"] == "answer"]
        assert (before, unit.due(letter, "answer")) == ("2026-03-09", "2026-03-10")
        assert (line["code"], line["due"], line["would_be"]) == (
            letter["code"], "2026-03-09", "2026-03-10",
        )  # fmt: skip
        assert refused.status_code == 403
        assert (act["transition"], act["title"], act["actor"]) == (
            "recount", "tính lại thời hạn", "system",
        )  # fmt: skip
        assert "«trả lời thư»: 09/03/2026 → 10/03/2026" in act["note"]
        told = eventually(lambda: _announced(service, letter["id"]))
        assert told[-1].endswith(".letter.deadlines-recounted.v1")

    with start() as service:
        eventually(lambda: _outbox(service) == "0.0")
        assert service.person("unit").get(letter["href"])["version"] == 2


def test_a_duty_of_a_year_that_is_not_entered_gets_its_date_when_it_is(
    start: Start, calendar: Path
) -> None:
    with start() as service:
        unit, officer = service.person("unit").on(MONDAY), service.person("officer").on(MONDAY)
        letter = unit.lodge(LETTERS, {"subject": "Thư hẹn xa", "visit": "2031-06-02"})
        clock = _clock(unit.again(letter), "report")
        listed = officer.post("/api/calendar/preview")["undated"]
        entered = officer.post("/api/calendar/preview", {"years": [2029, 2030, 2031]})

    assert clock["due"] is None
    assert clock["undated"] == "chưa có lịch nghỉ của năm 2031 (provinces/calendar.toml)"
    assert "report" in {line["duty"]["name"] for line in listed}
    assert "report" in {i["duty"]["name"] for i in entered["items"]}
    assert entered["total_undated"] == 0

    text = calendar.read_text()
    years = next(line for line in text.splitlines() if line.startswith("years"))
    calendar.write_text(text.replace(years, years.replace("]", ", 2029, 2030, 2031]")))
    with start() as service:
        unit = service.person("unit").on(MONDAY)
        found = eventually(lambda: _at(unit, letter, 2))
        clock = _clock(found, "report")
        assert (clock["due"], clock["undated"]) == ("2031-06-16", "")


def _at(person: Any, dossier: dict[str, Any], version: int) -> dict[str, Any]:
    """The dossier once it has come to a version; nothing before."""
    now: dict[str, Any] = person.again(dossier)
    return now if now["version"] == version else {}


def _clock(dossier: dict[str, Any], name: str) -> dict[str, Any]:
    return next(c for c in dossier["clocks"] if c["name"] == name)


def _announced(service: Service, id: str) -> list[str]:
    """The types of what the journal holds of one dossier, once the recount is in it."""
    secret = {"Authorization": f"Bearer {internal_token(service.internal_secret)}"}
    page = service.client.get("/internal/journal", params={"province": "86"}, headers=secret)
    types = [i["event"]["type"] for i in page.json()["items"] if i["event"]["subject"] == id]
    return types if any("recounted" in name for name in types) else []
