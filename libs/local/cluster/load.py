"""Walkers on the golden path, one trip after another, until a file appears; then what came of it.

Runs in the cluster's network, with Python alone. Every act carries a key, so a request that met a
pod on its way out may be sent again; in the end each trip must have the history, the report and
the hand-outs of one that was walked in quiet, in the province and at the ministry: nothing lost,
nothing twice. Answers with one line of JSON.
"""

import argparse
import json
import sys
import threading
import time
import urllib.request
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[3] / "charts/ngoaivu/files"))

import golden_path as golden

DAY = "2026-07-06"


class Walkers:
    """What several people did at once; `trips` were carried to their end, `broken` not."""

    def __init__(self, gateway, province, stop):
        self.gateway, self.province, self.stop = gateway, province, stop
        self.trips, self.broken, self.asked, self.retried = [], [], 0, 0
        self._lock = threading.Lock()

    def walk(self, number):
        people = Counting(self.gateway, self.province, say=lambda line: None)
        turn = 0
        while not self.stop.exists():
            turn += 1
            try:
                trip = golden.walk(people, f"Đoàn {number}-{turn}-{time.time_ns()}")[0]
                with self._lock:
                    self.trips.append(trip)
            except golden.Refused as error:
                with self._lock:
                    self.broken.append(str(error))
        with self._lock:
            self.asked += people.asked
            self.retried += people.retried


class Counting(golden.People):
    asked = 0

    def _send(self, method, path, body, headers):
        self.asked += 1
        return super()._send(method, path, body, headers)


def came_of(people, trip):
    """What a trip left behind: its acts in order, and the dossiers that others opened for it."""
    history = people.ask("officer", DAY, "GET", f"{golden.OUTBOUND}/{trip}/history")
    names = [act["transition"] for act in history["items"]]
    rows = everything(people)
    linked = sorted(r["type"] for r in rows if any(k["id"] == trip for k in r.get("links", ())))
    shown = [r["state"] for r in rows if r["id"] == trip]
    return {"acts": names, "linked": linked, "shown": shown}


def everything(people):
    rows, cursor = [], ""
    while True:
        page = people.ask("officer", DAY, "GET", f"/api/dossiers?limit=500{cursor}")
        rows += page["items"]
        if not page.get("next"):
            return rows
        cursor = f"&cursor={page['next']}"


def at_the_ministry(address, trips):
    """The trips that the ministry does not show as closed, after waiting for its feed."""
    people = golden.People(address, "", say=lambda line: None)
    people._token = lambda who: people._tokens.setdefault("ministry", _signed_in(people))

    def missing():
        rows = everything(people)
        closed = [r["id"] for r in rows if r["state"] == "closed"]
        return [t for t in trips if closed.count(t) != 1]

    deadline = time.monotonic() + 120
    while (left := missing()) and time.monotonic() < deadline:
        time.sleep(2)
    return left


def _signed_in(people):
    body = b"username=ministry&password=ngoaivu-demo"
    return json.loads(people._send("POST", "/api/token", body, {}))["access_token"]


def broken_seals(services, token):
    """What each service's own look at its journal finds."""
    found = {}
    for service in services:
        headers = {"Authorization": f"Bearer {token}"}
        request = urllib.request.Request(f"{service}/internal/verify", headers=headers)
        with urllib.request.urlopen(request, timeout=60) as answer:
            said = json.loads(answer.read())
        found |= {f"{service} {p}": why for p, why in said.items() if why}
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gateway", required=True)
    parser.add_argument("--ministry", required=True)
    parser.add_argument("--service", action="append", default=[])
    parser.add_argument("--token", required=True)
    parser.add_argument("--province", default="86")
    parser.add_argument("--walkers", type=int, default=2)
    parser.add_argument("--until", type=Path, required=True)
    given = parser.parse_args()
    people = golden.People(given.gateway, given.province, say=lambda line: None)
    quiet = golden.walk(people, f"Đoàn lúc yên {time.time_ns()}")[0]
    walkers = Walkers(given.gateway, given.province, given.until)
    threads = [threading.Thread(target=walkers.walk, args=(n,)) for n in range(given.walkers)]
    for thread in threads:
        thread.start()
    given.until.with_suffix(".walking").touch()
    for thread in threads:
        thread.join()
    time.sleep(5)
    wanted = came_of(people, quiet)
    odd = {t: came for t in walkers.trips if (came := came_of(people, t)) != wanted}
    answer = {
        "trips": len(walkers.trips),
        "requests": walkers.asked,
        "retried": walkers.retried,
        "failed": walkers.broken,
        "a quiet trip": wanted,
        "trips that differ": odd,
        "not at the ministry": at_the_ministry(given.ministry, [quiet, *walkers.trips]),
        "broken seals": broken_seals(given.service, given.token),
    }
    print(json.dumps(answer, ensure_ascii=False))


if __name__ == "__main__":
    main()
