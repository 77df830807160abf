"""One canonical line per request: who, what, how it ended; never what was written."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from io import BytesIO
from types import SimpleNamespace
from typing import Any

import pytest
import structlog
from litestar import Request, Response, post
from litestar.params import FromPath
from litestar.testing import TestClient
from prometheus_client import REGISTRY

from casework import Failure, Refused
from chassis import observability
from chassis.observability import Observed, configure
from chassis.web import http

SECRET = "Nguyễn Văn An"
RUNNING = ("litestar_requests_in_progress", {"app_name": "gateway"})


@post("/api/letters/{id:str}", status_code=200)
async def letter(request: Request[Any, Any, Any], id: FromPath[str]) -> Response[bytes]:
    http.note(request, actor="officer.86", dossier=id, passed_to="letters")
    body = await request.body()
    if b"refused" in body:
        raise Refused(Failure(f"{SECRET} không được đi", "22/2012/QĐ-UBND, Điều 7"))
    if b"broken" in body:
        raise RuntimeError("broken")
    if b"how many" in body:
        return http.json({"now": REGISTRY.get_sample_value(*RUNNING)})
    return http.json({})


@pytest.fixture
def out(monkeypatch: pytest.MonkeyPatch) -> BytesIO:
    told = BytesIO()
    stdout = SimpleNamespace(buffer=told)
    monkeypatch.setattr(observability, "sys", SimpleNamespace(stdout=stdout))
    return told


@pytest.fixture
def client(out: BytesIO) -> Iterator[TestClient[Any]]:
    configure("gateway")
    with TestClient(
        Observed(http.build("gateway", [letter], title="Cổng"), "gateway"),
        raise_server_exceptions=False,
    ) as made:
        yield made
    structlog.reset_defaults()


def lines(out: BytesIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_a_request_leaves_one_line(client: TestClient[Any], out: BytesIO) -> None:
    told = {"X-Request-Id": "r-1", "traceparent": f"00-{'a' * 32}-{'b' * 16}-01"}
    answer = client.post("/api/letters/7?q=An", content=SECRET.encode(), headers=told)

    (line,) = lines(out)
    assert answer.headers["x-request-id"] == line["request_id"] == "r-1"
    assert (line["event"], line["service"], line["trace_id"]) == ("request", "gateway", "a" * 32)
    assert (line["method"], line["path"]) == ("POST", "/api/letters/{id}")
    assert (line["status"], line["outcome"], line["law"]) == (200, "ok", "")
    assert (line["actor"], line["dossier"], line["passed_to"]) == ("officer.86", "7", "letters")
    assert line["ms"] >= 0


def test_a_refusal_names_its_article_and_nobody(client: TestClient[Any], out: BytesIO) -> None:
    client.post("/api/letters/7", content=b"refused")

    (line,) = lines(out)
    assert (line["status"], line["outcome"]) == (422, "refused")
    assert line["law"] == "22/2012/QĐ-UBND, Điều 7"
    assert SECRET not in str(line)


def test_what_breaks_is_told_with_its_cause(client: TestClient[Any], out: BytesIO) -> None:
    answer = client.post("/api/letters/7", content=b"broken")

    cause, line = lines(out)
    assert (cause["event"], line["event"], line["status"]) == ("unexpected", "request", 500)
    assert cause["trace_id"] == line["trace_id"] == answer.json()["trace_id"]
    assert "broken" not in answer.text


def test_a_request_is_in_progress_until_it_ends(client: TestClient[Any]) -> None:
    assert client.post("/api/letters/7", content=b"how many").json() == {"now": 1.0}

    client.post("/api/letters/7", content=b"broken")
    assert REGISTRY.get_sample_value(*RUNNING) == 0.0


def test_a_line_says_when(client: TestClient[Any], out: BytesIO) -> None:
    client.post("/api/letters/7")

    (line,) = lines(out)
    assert abs(datetime.fromisoformat(line["timestamp"]) - datetime.now(UTC)) < timedelta(minutes=1)


def test_probes_leave_none(client: TestClient[Any], out: BytesIO) -> None:
    for path in ("/livez", "/readyz", "/healthz", "/metrics"):
        assert client.get(path).status_code == 200

    assert lines(out) == []
