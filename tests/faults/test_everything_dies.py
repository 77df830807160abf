"""Any process of the platform is killed at any moment, thirty times and more, under load.

What was acknowledged is in the journal, every line of the journal is in the projection once,
positions have no gap, hashes hold, and all is level within ten seconds of the last restart.
NGOAIVU_KILLS names another number of kills.
"""

from __future__ import annotations

import os
import random
import signal
import threading
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from time import monotonic, sleep
from typing import Any
from uuid import uuid4

import httpx
import pytest

from chassis.tokens import internal_token
from local import ports
from support.platform import Platform, platform

pytestmark = pytest.mark.faults
KILLS = max(30, int(os.environ.get("NGOAIVU_KILLS", "30")))
LEVEL_WITHIN = 10.0
KIND = "/api/delegations/budget-estimate"
PEOPLE = ("unit.86", "unit.12", "unit.46")


@pytest.fixture(scope="module")
def shaken() -> Iterator[Platform]:
    """A platform of its own: this one is hurt."""
    with platform(NGOAIVU_KAFKA="", NGOAIVU_MONGO="") as it:
        yield it


class Load(threading.Thread):
    """A unit that lodges and withdraws estimates, and never gives up on an act it has begun."""

    def __init__(self, it: Platform, name: str) -> None:
        super().__init__(daemon=True)
        self._client = httpx.Client(base_url=str(it.client.base_url), timeout=5)
        self._token = it.token(it.client, name, "ngoaivu-demo")
        self.acknowledged: dict[str, int] = {}
        self.ending = threading.Event()
        self.failure = ""

    def run(self) -> None:
        try:
            while not self.ending.is_set():
                found = self._insist(KIND, {"activity": f"Hoạt động {uuid4().hex[:8]}"})
                self.acknowledged[found["id"]] = 1
                withdrawn = {"reason": "không còn nhu cầu"}
                self._insist(f"{KIND}/{found['id']}/withdraw", withdrawn, **{"If-Match": '"1"'})
                self.acknowledged[found["id"]] = 2
        except Exception as error:
            self.failure = repr(error)
        finally:
            self._client.close()

    def _insist(self, path: str, body: Any, **head: str) -> Any:
        """Send the same request under the same key until it is answered."""
        head |= {"Idempotency-Key": uuid4().hex, "Authorization": f"Bearer {self._token}"}
        for _ in range(600):
            try:
                answer = self._client.post(path, json=body, headers=head)
                if answer.is_success:
                    return answer.json()
                assert answer.status_code in (409, 500, 502, 503, 504), answer.text
            except httpx.TransportError:
                pass
            sleep(0.1)
        raise AssertionError(f"{path}: no answer in a minute")


@pytest.mark.timeout(120 + 6 * KILLS)
def test_nothing_is_lost_or_doubled_whatever_dies(shaken: Platform) -> None:
    loads = [Load(shaken, name) for name in PEOPLE]
    for load in loads:
        load.start()

    killed = kill_at_random(shaken)
    until_restarted(shaken)
    restarted = monotonic()
    for load in loads:
        load.ending.set()
        load.join(70)
    told = Truth(shaken)
    acknowledged = {id: v for load in loads for id, v in load.acknowledged.items()}
    while (missing := told.missing(acknowledged)) and monotonic() < restarted + 60:
        sleep(0.2)
    level = monotonic() - restarted

    assert [load.failure for load in loads] == ["", "", ""]
    assert missing == []
    assert sum(killed.values()) == KILLS
    assert len(acknowledged) > KILLS
    assert level < LEVEL_WITHIN, f"level only {level:.1f} s after the last restart"
    assert told.verified() == {}


def kill_at_random(it: Platform) -> Counter[str]:
    """kill -9 of whatever holds a port, broker and database included."""
    names = list(it.machine.ports())
    killed: Counter[str] = Counter()
    while sum(killed.values()) < KILLS:
        name = random.choice(names)
        holder = ports.holder(it.machine.port(name))
        if holder is not None:
            os.kill(holder, signal.SIGKILL)
            killed[name] += 1
        sleep(random.uniform(0.1, 1.5))
    return killed


def until_restarted(it: Platform) -> None:
    """Every process answers again."""
    deadline = monotonic() + 60
    paths = {"broker": "", "database": ""}
    waiting = [n for n in it.machine.ports() if n not in paths]
    while waiting and monotonic() < deadline:
        sleep(0.1)
        try:
            if httpx.get(f"{it.machine.url(waiting[0])}/readyz", timeout=3).status_code == 200:
                waiting.pop(0)
        except httpx.TransportError:
            pass
    assert waiting == []


class Truth:
    """What the journals say, beside what the gateway shows."""

    def __init__(self, it: Platform) -> None:
        self._it = it
        secret = (Path(it.machine.data) / "keys" / "internal-secret").read_text().strip()
        self._head = {"Authorization": f"Bearer {internal_token(secret)}"}
        self._people = {p: it.person(f"officer.{p}") for p in ("12", "46", "86")}

    def ask(self, service: str, path: str, **params: Any) -> Any:
        url = f"{self._it.machine.url(service)}{path}"
        return httpx.get(url, params=params, headers=self._head, timeout=20).json()

    def verified(self) -> dict[str, Any]:
        """What does not hold in any journal; empty when all does."""
        found: dict[str, Any] = {}
        for service in self._it.machine.services():
            told = self.ask(service, "/internal/verify")
            found |= {f"{service}/{p}": broken for p, broken in told.items() if broken}
        return found

    def missing(self, acknowledged: dict[str, int]) -> list[str]:
        """What is acknowledged and not in the journal, or in the journal and not shown once."""
        versions: dict[str, list[int]] = {}
        for province, head in self.ask("delegations", "/internal/heads").items():
            at = 0
            while at < head["position"]:
                page = self.ask("delegations", "/internal/journal", province=province, after=at)
                for line in page["items"]:
                    at += 1
                    assert line["event"]["position"] == at, f"a gap at {province}/{at}"
                    subject = line["event"]["subject"]
                    versions.setdefault(subject, []).append(line["event"]["sequence"])
        wrong = [f"{i}: lines {v}" for i, v in versions.items() if v != list(range(1, len(v) + 1))]
        wrong += [
            f"{i}: version {v} acknowledged, {len(versions.get(i, []))} journaled"
            for i, v in acknowledged.items()
            if len(versions.get(i, [])) < v
        ]
        shown = self.shown()
        wrong += [
            f"{i}: {len(v)} journaled, {shown[i]} shown"
            for i, v in versions.items()
            if shown[i] != [len(v)]
        ]
        return wrong

    def shown(self) -> Any:
        """Versions of every row of the projection, by dossier: one each."""
        from collections import defaultdict

        rows: defaultdict[str, list[int]] = defaultdict(list)
        for person in self._people.values():
            cursor = ""
            while True:
                told = person.get("/api/dossiers", service="delegations", limit=500, cursor=cursor)
                for row in told["items"]:
                    rows[row["id"]].append(row["version"])
                if not (cursor := told["next"] or ""):
                    break
        return rows
