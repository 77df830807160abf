"""What goes to a service through the gateway arrives as it was sent, and comes back as it was."""

from __future__ import annotations

import socket
from collections.abc import AsyncIterator, Iterator
from typing import Any

import httpx
import pytest
from litestar import Litestar, Request, Response, get
from litestar.handlers import route
from litestar.params import FromPath
from litestar.response import Stream

from chassis.clock import Clock
from chassis.observability import Observed
from chassis.tokens import Keys, Verifier
from chassis.web import http
from gateway.routing import Routing
from local import keys
from support.people import token
from support.province import SERVICE, House
from support.sockets import serving

Req = Request[Any, Any, Any]
BIG = b"0123456789abcdef" * 200_000


@route(
    "/api/delegations/{rest:path}",
    http_method=["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"],
    request_max_body_size=None,
)
async def echo(request: Req) -> Response[bytes]:
    told = {
        "method": request.method,
        "path": request.scope["raw_path"].decode(),
        "query": request.scope["query_string"].decode(),
        "headers": dict(request.headers.items()),
        "body": (await request.body()).decode(),
    }
    headers = {"ETag": '"7"', "Location": "/api/delegations/letter/1", "X-Own": "ấ".encode().hex()}
    return http.json(told, 201, headers)


@get("/api/delegations/files/big")
async def big() -> Stream:
    async def parts() -> AsyncIterator[bytes]:
        for at in range(0, len(BIG), 100_000):
            yield BIG[at : at + 100_000]

    return Stream(parts(), media_type="application/pdf")


@get("/api/delegations/status/{code:int}")
async def status(code: FromPath[int]) -> Response[bytes]:
    return Response(b"" if code in (204, 304) else b"{}", status_code=code, headers={"ETag": '"3"'})


changes: list[int] = []


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    kept = keys.keep(tmp_path_factory.mktemp("keys"))
    verifier = Verifier(Keys(str(kept.jwks)), "https://ngoaivu.local", "ngoaivu")
    gate = http.Gate(verifier, Clock(demo=True), kept.internal_secret, {})
    signed = {"Authorization": f"Bearer {token(kept.signing, 'officer')}"}
    service = Litestar([echo, big, status], openapi_config=None)
    with serving(service) as url:
        routing = Routing(
            {"delegations": url, "ngos": "http://127.0.0.1:9"}, gate, lambda: changes.append(1)
        )
        app = http.build(
            "gateway", routing.routes(), title="Cổng", lifespan=[routing.running], max_body=1000
        )
        with (
            serving(Observed(app, "gateway"), proxy_headers=False) as gateway,
            httpx.Client(base_url=gateway, headers=signed, timeout=30) as made,
        ):
            yield made


PASSED_ON = {
    "If-Match": '"6"',
    "If-None-Match": '"5"',
    "Idempotency-Key": "k-1",
    "Ngoaivu-Date": "2026-03-02",
    "Accept-Language": "en",
    "Content-Type": "application/json",
}


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_a_request_arrives_as_it_was_sent(client: httpx.Client, method: str) -> None:
    path = "/api/delegations/letter/%C4%91o%C3%A0n%2F1?q=%C4%91%20x&q=2"
    answer = client.request(method, path, headers=PASSED_ON, content='{"a": "đoàn"}')

    assert answer.status_code == 201
    told = answer.json()
    assert (told["method"], told["body"]) == (method, '{"a": "đoàn"}')
    assert f"{told['path']}?{told['query']}" == path
    assert {n: told["headers"][n.lower()] for n in PASSED_ON} == PASSED_ON
    assert told["headers"]["authorization"] == client.headers["authorization"]


def test_a_header_of_other_letters_passes_byte_for_byte(client: httpx.Client) -> None:
    """Headers are bytes: what a caller writes there breaks nothing (RFC 9110, 5.5)."""
    answer = client.get("/api/delegations/letter", headers=[(b"X-Name", "Đoàn".encode())])

    assert answer.status_code == 201
    assert answer.json()["headers"]["x-name"] == "Đoàn".encode().decode("latin-1")


def test_who_accepts_no_compression_gets_none(client: httpx.Client) -> None:
    asked = client.build_request("GET", "/api/delegations/letter/1")
    del asked.headers["accept-encoding"]

    told = client.send(asked).json()
    assert told["headers"]["accept-encoding"] == "identity"


def test_nobody_says_for_the_gateway_who_they_are(client: httpx.Client) -> None:
    answer = client.get("/api/delegations/letter", headers={"X-Forwarded-For": "10.0.0.7"})

    assert answer.json()["headers"]["x-forwarded-for"] == "127.0.0.1"


def test_a_body_without_a_token_is_not_read(client: httpx.Client) -> None:
    """Of a body that never comes nothing is waited for: the refusal is there at once."""
    url = client.base_url
    with socket.create_connection((url.host, url.port or 0), 5) as raw:
        raw.sendall(
            b"POST /api/delegations/letter HTTP/1.1\r\nHost: x\r\nContent-Length: 5000\r\n\r\n{"
        )
        raw.settimeout(5)
        assert raw.recv(65536).split(b" ", 2)[1] == b"401"


def test_an_answer_comes_back_as_it_was(client: httpx.Client) -> None:
    answer = client.get("/api/delegations/letter")

    assert answer.headers["etag"] == '"7"'
    assert answer.headers["location"] == "/api/delegations/letter/1"
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers.get_list("x-request-id") == [answer.headers["x-request-id"]]


def test_the_service_hears_the_request_id_and_the_trace(client: httpx.Client) -> None:
    trace = "00-" + "a" * 32 + "-" + "b" * 16 + "-01"
    headers = {"X-Request-Id": "r-1", "traceparent": trace}
    answer = client.get("/api/delegations/letter", headers=headers)

    told = answer.json()["headers"]
    assert told["x-request-id"] == answer.headers["x-request-id"] == "r-1"
    assert told["traceparent"].split("-")[1] == "a" * 32
    assert told["x-forwarded-for"] == "127.0.0.1"


def test_what_may_have_changed_something_is_told(client: httpx.Client) -> None:
    changes.clear()
    client.get("/api/delegations/letter")
    client.post("/api/delegations/status/200")
    assert changes == []

    client.post("/api/delegations/letter")
    assert changes == [1]


@pytest.mark.parametrize("code", [200, 204, 304, 404, 412, 428, 500])
def test_every_status_is_passed_on(client: httpx.Client, code: int) -> None:
    answer = client.get(f"/api/delegations/status/{code}")

    assert (answer.status_code, answer.headers["etag"]) == (code, '"3"')


def test_a_head_has_no_body(client: httpx.Client) -> None:
    answer = client.head("/api/delegations/letter")

    assert (answer.status_code, answer.content) == (201, b"")


def test_big_bodies_pass_both_ways(client: httpx.Client) -> None:
    sent = client.post("/api/delegations/letter", content=BIG)

    assert sent.json()["body"].encode() == BIG
    assert client.get("/api/delegations/files/big").content == BIG


def test_a_body_without_a_length_passes(client: httpx.Client) -> None:
    answer = client.post("/api/delegations/letter", content=iter([b"a", b"b", b"c"]))

    assert answer.json()["body"] == "abc"


def test_a_service_that_is_away_is_unavailable(client: httpx.Client) -> None:
    answer = client.get("/api/ngos/foreign-ngo", headers={"Accept-Language": "en"})

    assert answer.status_code == 503
    assert int(answer.headers["retry-after"]) > 0
    assert answer.headers["content-type"] == "application/problem+json"
    told = answer.json()
    assert told["title"] == "Temporarily unavailable"
    assert told["instance"] == "/api/ngos/foreign-ngo"
    assert "127.0.0.1" not in answer.text


def test_what_nobody_has_is_not_found(client: httpx.Client) -> None:
    answer = client.get("/api/nobody/letter")

    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"


def test_nothing_internal_is_routed(house: House) -> None:
    unit = house.person("unit")

    assert unit.send("GET", "/internal/journal").status_code == 404
    assert unit.send("GET", f"/api/{SERVICE}/../../internal/heads").status_code == 404


@pytest.mark.parametrize(
    "path", ["/api/delegations/../../metrics", "/api/delegations/%2e%2E/x", "/api/delegations/."]
)
def test_no_path_climbs_out_of_its_service(client: httpx.Client, path: str) -> None:
    with socket.create_connection((client.base_url.host, client.base_url.port or 0), 5) as raw:
        raw.sendall(f"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())
        answer = b"".join(iter(lambda: raw.recv(65536), b""))

    assert answer.split(b" ", 2)[1] == b"404"


def test_a_dossier_is_lodged_and_moved_through_the_gateway(house: House) -> None:
    letter = house.letter("Thư qua cổng")
    officer = house.person("officer")
    missing = officer.send("POST", f"{letter['href']}/consider", json={})
    stale = officer.send("POST", f"{letter['href']}/consider", json={}, headers={"If-Match": '"9"'})

    assert (missing.status_code, stale.status_code) == (428, 412)
    assert officer.do(letter, "consider")["state"] == "considered"


def test_types_are_gathered_and_a_missing_service_is_named(house: House) -> None:
    told = house.client.get("/api/dossier-types").json()

    assert {(i["service"], i["name"]) for i in told["items"]} == {
        (SERVICE, "letter"),
        (SERVICE, "secret-letter"),
    }
    assert told["missing"] == ["ngos"]


def test_events_are_described(house: House) -> None:
    told = house.client.get("/asyncapi.json").json()

    assert told["asyncapi"] == "3.0.0"
    assert f"ngoaivu.{SERVICE}.v1" in told["channels"]
    assert f"{SERVICE}.letter" in told["components"]["messages"]


def test_deadlines_are_simulated(house: House) -> None:
    asked = {
        "province": "86",
        "shape": "within",
        "amount": 7,
        "unit": "calendar-days",
        "from": "2026-02-12",
        "pauses": [["2026-02-23", "2026-02-25"]],
    }
    answer = house.client.post("/api/deadlines/simulate", json=asked)

    assert answer.status_code == 200
    assert answer.json()["lines"]
