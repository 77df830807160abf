"""People at work over HTTP: what a test says they do is what a browser or a script would send."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import httpx
from joserfc import jwt
from joserfc.jwk import ECKey

from chassis.clock import seconds

UNITS = {
    "unit": "so-y-te",
    "office": "van-phong-ubnd",
    "chair": "ubnd",
    "party": "tinh-uy",
    "police": "cong-an-tinh",
    "border": "bien-phong",
    "inspector": "thanh-tra-tinh",
}


class Person:
    """Somebody with a token, at a date: `officer.on("2026-03-02").lodge("letters/letter", {…})`."""

    def __init__(self, client: httpx.Client, token: str, day: date | str = "") -> None:
        self._client = client
        self._token = token
        self._day = str(day)

    def on(self, day: date | str) -> Person:
        """The same person on another day (the platform must run with its demo clock)."""
        return Person(self._client, self._token, day)

    def send(self, method: str, path: str, **more: Any) -> httpx.Response:
        headers = {"Authorization": f"Bearer {self._token}", **more.pop("headers", {})}
        if self._day:
            headers["Ngoaivu-Date"] = self._day
        return self._client.request(method, path, headers=headers, **more)

    def get(self, path: str, **params: Any) -> Any:
        return _done(self.send("GET", path, params=params)).json()

    def download(self, path: str) -> httpx.Response:
        return _done(self.send("GET", path))

    def post(self, path: str, body: Any = None, **params: Any) -> Any:
        return _done(self.send("POST", path, json=body or {}, params=params)).json()

    def lodge(self, kind: str, body: Any, **params: Any) -> dict[str, Any]:
        """Open a dossier or enter a row: `kind` is «service/type»."""
        answer = _done(self.send("POST", f"/api/{kind}", json=body, params=params))
        assert answer.status_code == 201, answer.text
        return {**answer.json(), "href": answer.headers["location"]}

    def do(self, dossier: dict[str, Any], step: str, body: Any = None) -> dict[str, Any]:
        """Take one step on the dossier as it is now; the dossier after it.

        One that a reaction changed between the look and the step is looked at again.
        """
        for _ in range(5):
            answer = self.take(dossier, step, body)
            if answer.status_code != 412:
                break
        return {**_done(answer).json(), "href": dossier["href"]}

    def take(self, dossier: dict[str, Any], step: str, body: Any = None) -> httpx.Response:
        """The bare answer to a step."""
        now = self.again(dossier)
        match = {"If-Match": f'"{now["version"]}"'}
        return self.send("POST", f"{dossier['href']}/{step}", json=body or {}, headers=match)

    def refused(self, dossier: dict[str, Any], step: str, body: Any = None) -> dict[str, Any]:
        """The problem that a step meets."""
        answer = self.take(dossier, step, body)
        assert answer.status_code >= 400, f"{step} was not refused: {answer.text[:500]}"
        return dict(answer.json())

    def cannot_lodge(self, kind: str, body: Any) -> dict[str, Any]:
        answer = self.send("POST", f"/api/{kind}", json=body)
        assert answer.status_code >= 400, f"{kind} was not refused: {answer.text[:500]}"
        return dict(answer.json())

    def again(self, dossier: dict[str, Any]) -> dict[str, Any]:
        """The dossier as it is now."""
        return {**self.get(dossier["href"]), "href": dossier["href"]}

    def due(self, dossier: dict[str, Any], name: str) -> str:
        """The due date of one duty of the dossier."""
        clocks = {c["name"]: c for c in self.again(dossier)["clocks"]}
        return str(clocks[name]["due"])


def _done(answer: httpx.Response) -> httpx.Response:
    request = answer.request
    assert answer.is_success, (
        f"{request.method} {request.url} → {answer.status_code}\n{answer.text[:3000]}\n"
        f"body: {request.content[:2000].decode(errors='replace')}"
    )
    return answer


def token(signing: Path, role: str, province: str = "86", **claims: Any) -> str:
    """What the gateway would issue to `<role>.<province>`."""
    key = ECKey.import_key(json.loads(signing.read_text()))
    now = int(seconds())
    told = {
        "sub": f"{role}.{province}",
        "iss": "https://ngoaivu.local",
        "aud": "ngoaivu",
        "exp": now + 3600,
        "roles": [role],
        "province": province,
        "unit": UNITS.get(role, "so-ngoai-vu"),
        **claims,
    }
    return jwt.encode({"alg": "ES256", "kid": str(key.kid)}, told, key)
