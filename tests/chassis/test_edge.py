"""What every answer has in common, and what a connection may not do, on a real server."""

from __future__ import annotations

import asyncio
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import httpx
import pytest
from litestar import Request, Response, get, post
from litestar.params import FromPath

from chassis.observability import Observed
from chassis.store.driver import PyMongoError
from chassis.web import connection, http
from chassis.web.connection import Bounded
from chassis.web.languages import preferred
from support.sockets import serving

Req = Request[Any, Any, Any]
MOST = 4


@get("/thing")
async def thing() -> Response[bytes]:
    return http.reply(b'{"thing":1}', 200, {"ETag": '"3"'})


@post("/thing")
async def change(request: Req) -> Response[bytes]:
    return http.json({"length": len(await request.body())}, 201)


@get("/slow")
async def slow() -> Response[bytes]:
    await asyncio.sleep(2)
    return http.json({})


@get("/broken/{kind:str}")
async def broken(kind: FromPath[str]) -> Response[bytes]:
    kinds: dict[str, Exception] = {
        "file": FileNotFoundError("font.ttf"),
        "query": PyMongoError("bad hint provided"),
        "time": TimeoutError(),
    }
    raise kinds[kind]


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    app = http.build("edge", [thing, change, slow, broken], title="Rìa", max_body=2_000_000)
    with serving(Observed(app, "edge", most=MOST), http=Bounded, server_header=False) as made:
        yield made


def raw(url: str, sent: bytes, seconds: float = 10) -> bytes:
    """What a client that speaks for itself gets until the server hangs up."""
    host, port = url.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), 5) as made:
        made.settimeout(seconds)
        made.sendall(sent)
        return b"".join(iter(lambda: made.recv(65536), b""))


def test_what_is_read_is_read_without_its_body_too(url: str) -> None:
    whole, head = httpx.get(f"{url}/thing"), httpx.head(f"{url}/thing")

    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["content-length"] == str(len(whole.content))
    assert head.headers["etag"] == whole.headers["etag"]


def test_every_method_of_a_path_is_named(url: str) -> None:
    allowed = {"GET", "HEAD", "OPTIONS", "POST"}

    assert set(httpx.options(f"{url}/thing").headers["allow"].split(", ")) == allowed
    refused = httpx.put(f"{url}/thing")
    assert refused.status_code == 405
    assert set(refused.headers["allow"].split(", ")) == allowed


@pytest.mark.parametrize("path", ["/thing", "/nothing", "/schema/openapi.json", "/livez"])
def test_browsers_are_told_what_they_may_not_do(url: str, path: str) -> None:
    headers = httpx.get(f"{url}{path}").headers

    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert "server" not in headers


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        (b"NONSENSE\r\n\r\n", 400),
        (b"GET /thing HTTP/1.1\r\n\r\n", 400),
        (b"GET /thing HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400),
        (b"GET /thing HTTP/1.1\r\nHost: a\r\nX: " + b"a" * 40_000 + b"\r\n\r\n", 431),
        (b"GET /thing HTTP/1.1\r\nHost: a\r\n" + b"X: 1\r\n" * 200 + b"\r\n", 431),
        (b"GET /thing?q=" + b"a" * 9_000 + b" HTTP/1.1\r\nHost: a\r\n\r\n", 414),
    ],
)
def test_what_is_wrong_at_the_wire_is_a_problem_too(url: str, sent: bytes, status: int) -> None:
    sent = sent.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n")
    answer = raw(url, sent)

    assert answer.split(b" ", 2)[1] == str(status).encode()
    assert b"application/problem+json" in answer.lower()


@pytest.mark.parametrize("path", ["/schema/swagger", "/schema/redoc", "/nothing"])
def test_what_is_not_there_is_a_problem(url: str, path: str) -> None:
    answer = httpx.get(f"{url}{path}")

    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"


def test_a_header_without_end_is_cut_off(url: str) -> None:
    with suppress(ConnectionError):
        answer = raw(url, b"GET /thing HTTP/1.1\r\nHost: a\r\nX: " + b"a" * 3_000_000)
        assert answer.split(b" ", 2)[1] == b"431"


def test_a_big_body_in_one_piece_with_its_header_passes(url: str) -> None:
    assert httpx.post(f"{url}/thing", content=b"x" * 900_000).json() == {"length": 900_000}


@pytest.mark.parametrize(
    "sent",
    [
        b"",
        b"GET /thing HTTP/1.1\r\nHost: a\r\nX-Half",
        b"POST /thing HTTP/1.1\r\nHost: a\r\nContent-Length: 5000\r\n\r\n{",
    ],
)
def test_who_keeps_us_waiting_is_let_go(
    url: str, sent: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "HEADER_SECONDS", 0.3)
    monkeypatch.setattr(connection, "BODY_SECONDS", 0.3)
    began = time.monotonic()
    answer = raw(url, sent)

    assert time.monotonic() - began < 5
    assert answer[:12] in (b"", b"HTTP/1.1 408")


def test_a_client_that_hangs_up_is_no_error_of_ours(
    url: str, capfd: pytest.CaptureFixture[str]
) -> None:
    host, port = url.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), 5) as made:
        made.sendall(b"POST /thing HTTP/1.1\r\nHost: a\r\nContent-Length: 900\r\n\r\n{")
        time.sleep(0.2)
    time.sleep(0.3)

    said = capfd.readouterr()
    assert "Traceback" not in said.out + said.err
    assert httpx.get(f"{url}/thing").status_code == 200


def test_more_at_once_than_are_answered_well_are_told_to_come_again(url: str) -> None:
    answers: list[httpx.Response] = []

    def ask() -> None:
        answers.append(httpx.get(f"{url}/slow", timeout=20))

    threads = [threading.Thread(target=ask) for _ in range(3 * MOST)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    statuses = sorted(a.status_code for a in answers)
    assert statuses.count(200) >= MOST
    assert statuses.count(503) >= MOST
    shed = next(a for a in answers if a.status_code == 503)
    assert int(shed.headers["retry-after"]) > 0
    assert shed.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize(("kind", "status"), [("file", 500), ("query", 500), ("time", 503)])
def test_only_what_passes_by_itself_is_called_unavailable(url: str, kind: str, status: int) -> None:
    answer = httpx.get(f"{url}/broken/{kind}")

    assert answer.status_code == status
    assert ("retry-after" in answer.headers) is (status == 503)
    assert "font.ttf" not in answer.text


def test_metrics_are_not_for_those_outside(url: str) -> None:
    assert httpx.get(f"{url}/metrics").status_code == 200
    outside = httpx.get(f"{url}/metrics", headers={"X-Forwarded-For": "203.0.113.7"})
    assert outside.status_code == 404


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("", "vi"),
        ("en", "en"),
        ("en-GB", "en"),
        ("fr, en;q=0.8", "en"),
        ("vi;q=0.5, en;q=0.8", "en"),
        ("en;q=0.4, vi;q=0.6", "vi"),
        ("vi, en", "vi"),
        ("en;q=0", "vi"),
        ("fr, de", "vi"),
        ("english", "vi"),
        ("EN-us;q=1.0", "en"),
        ("en;q=x, vi;q=0.1", "vi"),
        ("*", "vi"),
    ],
)
def test_the_language_is_the_one_that_is_preferred(header: str, language: str) -> None:
    assert preferred(header) == language
