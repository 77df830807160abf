"""The demo year: accepted by the law act by act, the same from the same seed, in every state."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest

from demo.__main__ import waves
from demo.story import PROVINCES, tellings
from support.platform import Platform, eventually, platform
from support.servers import LIBS

SECONDS = 420
pytestmark = [pytest.mark.journey, pytest.mark.timeout(SECONDS + 60)]
SEEN_BY = ("officer", "clerk")  # Complaints are shown to the team alone.
LEFT_OUT = {
    ("ngos/aid-idea", "committed"): "an aid dossier is lodged at once, and the idea converted",
    ("reporting/incoming-documents", "struck"): "nobody strikes an arrival",
}


@pytest.fixture(scope="module")
def told() -> Iterator[Platform]:
    """A platform into which the demo was loaded, by the command that `make run` uses."""
    with platform() as it:
        loaded = subprocess.run(
            [sys.executable, "-m", "demo"],
            env={
                **os.environ,
                "PYTHONPATH": f"{LIBS}{os.pathsep}{LIBS.parent}",
                "NGOAIVU_URL": it.machine.url("gateway"),
            },
            capture_output=True,
            text=True,
            timeout=SECONDS,
        )
        assert loaded.returncode == 0, loaded.stderr[-4000:]
        yield it


def test_every_state_of_every_type_is_reached(told: Platform) -> None:
    """Of dossiers and of registers; what a reaction still has to do is waited for, for as long as
    it takes to look at the journals again (30 s here)."""
    types = told.client.get("/api/dossier-types").json()["items"]
    states = {(f"{t['service']}/{t['name']}", s["name"]) for t in types for s in t["states"]}
    wanted = states - LEFT_OUT.keys()

    def all_are_there() -> bool:
        people = (told.person(f"{role}.{p}") for role in SEEN_BY for p in PROVINCES)
        rows = (row for person in people for row in every(person))
        left = wanted - {(f"{r['service']}/{r['type']}", r["state"]) for r in rows}
        assert not left, f"not reached: {sorted(left)}"
        return True

    assert eventually(all_are_there, 45)


def test_every_province_shows_something_of_every_service(told: Platform) -> None:
    seen = {
        (province, row["service"])
        for province in PROVINCES
        for row in every(told.person(f"officer.{province}"))
    }
    services = {t["service"] for t in told.client.get("/api/dossier-types").json()["items"]}

    assert seen == {(province, service) for province in PROVINCES for service in services}


def test_the_ministry_hears_of_every_service_in_every_province(told: Platform) -> None:
    def heard() -> bool:
        rows = told.at_the_ministry().get("/feeds/ministry/coverage")["items"]
        return len(rows) == 20 and all(row["received"] for row in rows)

    assert eventually(heard)


def test_some_duties_were_met_late_and_say_why(told: Platform) -> None:
    people = [told.person(f"officer.{province}") for province in PROVINCES]
    rows = [row for person in people for row in every(person)]
    met = [c for r in rows for c in r["clocks"] if c["met"] and c["due"]]
    late = [c for c in met if c["late_by"]]
    in_time = [c for c in met if not c["late_by"]]

    assert late
    assert in_time
    assert all(c["late_reason"] for c in late)


def test_the_same_seed_tells_the_same_stories() -> None:
    def year(seed: str) -> list[Any]:
        return [
            (story.kind, setting.first, story.opened.body)
            for wave in waves()
            for told in wave
            for story, setting in tellings(told, seed, 2026)
        ]

    assert year("ngoai-vu") == year("ngoai-vu")
    assert year("ngoai-vu") != year("khác")


def every(person: Any, **asked: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    cursor = ""
    while True:
        page = person.get("/api/dossiers", limit=500, cursor=cursor, **asked)
        rows += page["items"]
        if not (cursor := page["next"] or ""):
            return rows
