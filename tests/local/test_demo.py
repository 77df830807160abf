"""The demo year: accepted by the law act by act, the same from the same seed, in every state."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import pytest

from local.demo.__main__ import waves
from local.demo.story import PROVINCES, tellings
from support.platform import Platform, platform
from support.servers import LIBS

pytestmark = pytest.mark.journey
SECONDS = 240


@pytest.fixture(scope="module")
def told() -> Iterator[Platform]:
    """A platform into which the demo was loaded, by the command that `make run` uses."""
    with platform() as it:
        loaded = subprocess.run(
            [sys.executable, "-m", "local.demo"],
            env={
                **os.environ,
                "PYTHONPATH": str(LIBS),
                "NGOAIVU_URL": it.machine.url("gateway"),
            },
            capture_output=True,
            text=True,
            timeout=SECONDS,
        )
        assert loaded.returncode == 0, loaded.stderr[-4000:]
        yield it


@pytest.mark.timeout(SECONDS + 60)
def test_delegations_stand_in_every_state(told: Platform) -> None:
    seen: defaultdict[str, set[str]] = defaultdict(set)
    for province in PROVINCES:
        person = told.person(f"officer.{province}")
        for row in every(person, service="delegations", type="outbound-delegation"):
            seen[province].add(row["state"])

    types = told.client.get("/api/dossier-types").json()["items"]
    states = {s["name"] for t in types if t["name"] == "outbound-delegation" for s in t["states"]}
    assert dict(seen) == {province: states for province in PROVINCES}


def test_some_duties_were_met_late_and_say_why(told: Platform) -> None:
    rows = every(told.person("officer.86"), service="delegations", type="outbound-delegation")
    notices = [c for r in rows for c in r["clocks"] if c["name"] == "notify-missions" and c["met"]]
    late = [c for c in notices if c["late_by"]]
    in_time = [c for c in notices if not c["late_by"]]

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
