"""The golden path: `helm test`, a journey test and the cluster's load walk it. Python alone, no library.

Without --demo every address must be ready and the gateway must know the procedures of all services.
With --demo a delegation goes from its request to its closed file, in the steps and on the days that
docs/tutorial.md tells; what an answer says is checked at each.
"""

import argparse
import hashlib
import json
import sys
import time
import urllib.error
import urllib.parse
import urllib.request

PATIENCE = 60.0  # seconds for what other services do about an act
OUTBOUND, REPORT = "/api/delegations/outbound-delegation", "/api/delegations/result-report"
TRIP = {
    "title": "Đoàn công tác y tế tại Champasak", "level": "province",
    "arising_reason": "Đối tác mời sang bàn việc trao đổi bác sĩ",
    "members": [
        {"person_id": "cb-001", "name": "Nguyễn Văn An", "post": "Phó Chủ tịch UBND tỉnh",
         "rank": "vice-chair", "role": "head", "managed_by": "party"},
        {"person_id": "cb-002", "name": "Trần Thị Bình", "post": "Trưởng khoa", "unit": "Sở Y tế"},
    ],
    "legs": [{"country": "LA", "city": "Pakse", "arrive": "2026-06-22", "depart": "2026-06-26"}],
    "departs_on": "2026-06-22", "returns_on": "2026-06-26", "days": 5,
    "hosts": ["Sở Y tế Champasak"], "purpose": "Hợp tác đào tạo bác sĩ",
    "content": "Làm việc với Bệnh viện tỉnh Champasak",
    "funding": [{"source": "local", "money": {"amount": 180000000, "currency": "VND"}}],
    "request": {"number": "12/SNgV-HTQT", "date": "2026-05-11"},
}  # fmt: skip
MISSIONS = {
    "missions": [{"mission": "Tổng Lãnh sự quán Việt Nam tại Pakse", "countries": ["LA"],
                  "number": "55/UBND-NV", "date": "2026-06-08"}],
    "ministry": {"number": "57/UBND-NV", "date": "2026-06-08"},
}  # fmt: skip
# who · on which day · does what · with which data · and what state that leads to
DELEGATION = [
    ("officer", "2026-05-11", "submit", {}, "submitted"),
    ("head", "2026-05-12", "check-personnel", {}, "personnel-check"),
    ("police", "2026-05-14", "opinions",
     {"body": "cong-an-tinh", "answer": "agree", "document": "88/CAT-PA01"}, ""),
    ("officer", "2026-05-14", "opinions",
     {"body": "so-noi-vu", "answer": "agree", "document": "301/SNV-TCBC"}, ""),
    ("party", "2026-05-18", "record-consent",
     {"number": "120-CV/TU", "date": "2026-05-18"}, "personnel-check"),
    ("director", "2026-05-20", "present", {}, "presented"),
    ("chair", "2026-06-01", "approve", {"number": "77/QĐ-UBND", "date": "2026-06-01"}, "approved"),
    ("office", "2026-06-08", "notify-missions", MISSIONS, "mission-notified"),
    ("officer", "2026-06-22", "depart",
     {"departed_on": "2026-06-22", "is_reminded": True}, "departed"),
    ("officer", "2026-06-26", "return-home", {"returned_on": "2026-06-26"}, "returned-home"),
]  # fmt: skip
RESULTS = [
    ("officer", "2026-07-01", "write", {
        "achieved": "Thống nhất trao đổi năm bác sĩ mỗi năm",
        "shortcomings": "Thiếu phiên dịch tiếng Lào",
        "commitments": [{"what": "Trao đổi năm bác sĩ", "unit": "Sở Y tế", "due": "2026-12-31"}],
    }, "drafted"),
    ("officer", "2026-07-01", "file", {"number": "31/BC-SNgV", "date": "2026-07-01"}, "filed"),
    ("head", "2026-07-02", "confirm", {}, "confirmed"),
    ("office", "2026-07-03", "report-prime-minister",
     {"number": "90/BC-UBND", "date": "2026-07-03"}, "confirmed"),
    ("officer", "2026-07-03", "close", {}, "closed"),
]  # fmt: skip
CLOSING = [
    ("office", "2026-07-03", "notify-results",
     {"number": "91/UBND-NV", "date": "2026-07-03"}, "reported"),
    ("officer", "2026-07-06", "close", {}, "closed"),
]  # fmt: skip


class Refused(Exception):
    """An answer that was not expected: says what was asked, the status and the answer."""


class People:
    """Those of one province, signed in at a gateway when first needed.

    A request that met a process on its way out is sent again: a 503 asks for that, and a connection
    that broke before an answer may be tried again, because every act carries its key.
    """

    def __init__(self, gateway, province, tries=20, say=print):
        self.gateway, self.province, self.say, self._tries = gateway, province, say, tries
        self._tokens = {}
        self.retried = 0

    def ask(self, who, day, method, path, data=None, version=None, key=""):
        headers = {"Authorization": f"Bearer {self._token(who)}", "Ngoaivu-Date": day}
        if version is not None:
            headers["If-Match"] = f'"{version}"'
        if key:
            headers["Idempotency-Key"] = key
        body = None
        if data is not None:
            headers["Content-Type"], body = "application/json", json.dumps(data).encode()
        return json.loads(self._send(method, path, body, headers))

    def _token(self, who):
        if who not in self._tokens:
            form = {"username": f"{who}.{self.province}", "password": "ngoaivu-demo"}
            body = urllib.parse.urlencode(form).encode()
            answer = json.loads(self._send("POST", "/api/token", body, {}))
            self._tokens[who] = answer["access_token"]
        return self._tokens[who]

    def _send(self, method, path, body, headers):
        for left in range(self._tries, 0, -1):
            request = urllib.request.Request(
                self.gateway + path, data=body, headers=headers, method=method
            )
            try:
                with urllib.request.urlopen(request, timeout=30) as answer:
                    return answer.read()
            except urllib.error.HTTPError as error:
                said = error.read().decode(errors="replace")
                if error.code not in (429, 503) or left == 1:
                    raise Refused(f"{method} {path}: {error.code} {said[:800]}") from None
            except OSError as error:
                if left == 1:
                    raise Refused(f"{method} {path}: {error!r}") from None
            self.retried += 1
            time.sleep(0.5)
        raise AssertionError


def ready(addresses, patience=120.0):
    """Every address says that it is ready."""
    deadline = time.monotonic() + patience
    for address in addresses:
        while True:
            try:
                with urllib.request.urlopen(f"{address}/readyz", timeout=5) as answer:
                    answer.read()
                print(f"ready: {address}")
                break
            except OSError as error:
                if time.monotonic() > deadline:
                    raise Refused(f"{address}/readyz: {error}") from None
                time.sleep(1)


def walk(people, title):
    """A delegation to its closed file, and its report; the ids of both."""
    key = hashlib.sha256(title.encode()).hexdigest()
    # People of its own: nobody is abroad twice at a time.
    members = [{**m, "person_id": f"{m['person_id']}-{key[:8]}"} for m in TRIP["members"]]
    asked = {**TRIP, "title": title, "members": members}
    trip = people.ask("officer", "2026-05-11", "POST", OUTBOUND, asked, key=key)
    here = f"{OUTBOUND}/{trip['id']}"
    people.say(f"{trip['code']}: {title}")
    _steps(people, here, DELEGATION)
    report = eventually(lambda: _report_of(people, trip["id"]), "the result report opens by itself")
    _steps(people, f"{REPORT}/{report}", RESULTS)
    told = lambda: _state(people, here, "2026-07-03") == "reported"  # noqa: E731
    eventually(told, "the delegation hears that its report is closed")
    _steps(people, here, CLOSING)
    eventually(lambda: _shown(people, trip["id"]) == "closed", "the list shows the closed file")
    return trip["id"], report


def _steps(people, here, steps):
    for who, day, name, data, state in steps:
        if name == "opinions":
            people.ask(who, day, "POST", f"{here}/opinions", data, key=f"{here}/{name}/{who}")
            continue
        version = people.ask(who, day, "GET", here)["version"]
        after = people.ask(who, day, "POST", f"{here}/{name}", data, version, f"{here}/{name}")
        people.say(f"  {day} {who:9} {name:22} {after['state']}")
        if after["state"] != state:
            raise Refused(f"{here}/{name}: {after['state']}, expected {state}")


def _report_of(people, trip):
    path = "/api/dossiers?type=result-report&limit=500"
    rows = people.ask("officer", "2026-06-26", "GET", path)["items"]
    return next((r["id"] for r in rows if any(k["id"] == trip for k in r["links"])), "")


def _state(people, here, day):
    return people.ask("officer", day, "GET", here)["state"]


def _shown(people, trip):
    path = "/api/dossiers?type=outbound-delegation&limit=500"
    rows = people.ask("officer", "2026-07-06", "GET", path)["items"]
    return next((r["state"] for r in rows if r["id"] == trip), "")


def eventually(holds, what):
    """What happens over the broker takes a moment."""
    deadline = time.monotonic() + PATIENCE
    while not (value := holds()):
        if time.monotonic() > deadline:
            raise Refused(f"not within {PATIENCE:.0f} s: {what}")
        time.sleep(0.3)
    return value


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gateway", required=True)
    parser.add_argument("--ready", action="append", default=[])
    parser.add_argument("--province", default="86")
    parser.add_argument("--demo", action="store_true")
    given = parser.parse_args()
    try:
        ready(given.ready)
        with urllib.request.urlopen(f"{given.gateway}/livez", timeout=10) as answer:
            answer.read()
        if given.demo:
            title = f"Đoàn công tác y tế tại Champasak {time.time_ns()}"
            walk(People(given.gateway, given.province), title)
    except Refused as error:
        sys.exit(f"refused: {error}")
    print("the golden path holds")


if __name__ == "__main__":
    main()
