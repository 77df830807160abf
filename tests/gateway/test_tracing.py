"""One act can be followed from HTTP through journal and broker to the lists of the ministry."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest

from chassis import tracing
from chassis.settings import Settings
from support.province import House, eventually, house

TRACE, CALLER = "4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7"


class Collector:
    """An OTLP endpoint that keeps what it is sent."""

    def __init__(self) -> None:
        self.spans: list[dict[str, Any]] = []
        collector = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                assert self.path == "/v1/traces"
                body = json.loads(self.rfile.read(int(self.headers["content-length"])))
                for resource in body["resourceSpans"]:
                    (name,) = resource["resource"]["attributes"]
                    for scope in resource["scopeSpans"]:
                        for span in scope["spans"]:
                            service = name["value"]["stringValue"]
                            collector.spans.append({"service": service, **span})
                self.send_response(200)
                self.end_headers()

            def log_message(self, *arguments: object) -> None:
                pass

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def of(self, trace: str) -> set[tuple[str, str]]:
        return {(s["service"], s["name"]) for s in self.spans if s["traceId"] == trace}


@pytest.fixture(scope="module")
def collector() -> Iterator[Collector]:
    made = Collector()
    yield made
    made.server.shutdown()
    made.server.server_close()


@pytest.fixture(scope="module")
def traced(
    mongo_url: str,
    kafka_servers: str,
    kafka_idempotence: bool,
    collector: Collector,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[House]:
    room = tmp_path_factory.mktemp("traced")
    with house(
        mongo_url, kafka_servers, room, idempotence=kafka_idempotence, traces=collector.url
    ) as it:
        yield it


def test_an_act_is_followed_to_the_ministry(traced: House, collector: Collector) -> None:
    officer = traced.person("unit")
    answer = officer.send(
        "POST", "/api/delegations/letter", json={"subject": "Thư được theo dõi"},
        headers={"traceparent": f"00-{TRACE}-{CALLER}-01"},
    )  # fmt: skip
    assert answer.status_code == 201
    parts = {
        ("ngoaivu-gateway", "POST /api/{service}/{rest}"),
        ("ngoaivu-delegations", "POST /api/delegations/letter"),
        ("ngoaivu-delegations", "seal"),
        ("ngoaivu-delegations", "send ngoaivu.delegations.v1"),
        ("ngoaivu-gateway", "apply delegations"),
    }

    def arrived() -> bool:
        names = {name for _, name in collector.of(TRACE)}
        return {name for _, name in parts} - names <= {"POST /api/{service}/{rest}"}

    eventually(arrived)
    spans = {s["name"]: s for s in collector.spans if s["traceId"] == TRACE}
    command = spans["POST /api/delegations/letter"]
    assert spans["seal"]["parentSpanId"] == command["spanId"]
    assert spans["apply delegations"]["parentSpanId"] == command["spanId"]
    assert int(command["endTimeUnixNano"]) >= int(command["startTimeUnixNano"])
    callers = {s["parentSpanId"] for s in spans.values()}
    assert CALLER in callers
    shown = json.dumps(list(spans.values()))
    assert answer.json()["id"] not in shown
    assert "Thư" not in shown


def test_a_share_of_the_traces_can_be_kept() -> None:
    traces = tracing.Traces("x", 0.25)
    for trace in ("0" * 32, "3fffffff" + "0" * 24, "40000000" + "0" * 24, "f" * 32):
        traces.span("a", "server", f"00-{trace}-{CALLER}-01", 0.1)

    assert len(traces.waiting) == 2


async def test_nothing_is_kept_or_sent_where_no_collector_is_named() -> None:
    async with tracing.exporting(Settings(service="quiet")):
        tracing.of("quiet").span("a", "server", f"00-{TRACE}-{CALLER}-01", 0.1)
        assert not tracing.of("quiet").waiting


async def test_a_collector_that_is_away_holds_nothing_up() -> None:
    settings = Settings(service="away", traces="http://127.0.0.1:9")
    async with tracing.exporting(settings):
        for _ in range(tracing.WAITING + 10):
            tracing.of("away").span("a", "server", f"00-{TRACE}-{CALLER}-01", 0.1)
        assert len(tracing.of("away").waiting) == tracing.WAITING
    assert tracing.of("away").waiting is not None
