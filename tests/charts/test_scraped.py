"""A real Prometheus reads the running platform, evaluates the rules, and sees what is down."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
import yaml

from local import ports, tools
from local.processes import with_parent
from support.chart import CHART
from support.platform import Platform, eventually

pytestmark = pytest.mark.journey
ABSENT = "127.0.0.1:9"


@pytest.fixture(scope="module")
def prometheus(
    everything: Platform, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[httpx.Client]:
    try:
        program = tools.promtool().with_name("prometheus")
    except tools.ToolsMissing as error:
        pytest.skip(str(error))
    room, port = tmp_path_factory.mktemp("prometheus"), ports.free_port()
    machine = everything.machine
    names = [*machine.services(), "gateway", "ministry-gateway"]
    targets = {name: f"127.0.0.1:{machine.port(name)}" for name in names} | {"absent": ABSENT}
    rules = yaml.safe_load((CHART / "files/rules/ngoaivu.yaml").read_text())
    for group in rules["groups"]:
        for rule in group["rules"]:
            rule["for"] = "0s"
    (room / "rules.yaml").write_text(yaml.safe_dump(rules))
    scrape = {
        "job_name": "ngoaivu",
        "static_configs": [
            {"targets": [address], "labels": {"component": name}}
            for name, address in targets.items()
        ],
    }
    config = {
        "global": {"scrape_interval": "1s", "evaluation_interval": "1s", "scrape_timeout": "1s"},
        "rule_files": [str(room / "rules.yaml")],
        "scrape_configs": [scrape],
    }
    (room / "prometheus.yaml").write_text(yaml.safe_dump(config))
    with (room / "log").open("wb") as log:
        process = subprocess.Popen(
            (program, f"--config.file={room}/prometheus.yaml", f"--storage.tsdb.path={room}/data",
             f"--web.listen-address=127.0.0.1:{port}"),
            stdout=log, stderr=log, preexec_fn=with_parent(),
        )  # fmt: skip
    try:
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=10) as client:
            yield client
    finally:
        process.kill()
        process.wait()


def ask(prometheus: httpx.Client, query: str) -> list[dict[str, Any]]:
    answer = prometheus.get("/api/v1/query", params={"query": query}).raise_for_status()
    found: list[dict[str, Any]] = answer.json()["data"]["result"]
    return found


def test_every_process_is_read_and_only_what_is_down_is_told(
    everything: Platform, prometheus: httpx.Client
) -> None:
    def up() -> bool:
        found = {r["metric"]["component"]: r["value"][1] for r in ask(prometheus, "up")}
        return len(found) == 8 and {n for n, value in found.items() if value == "0"} == {"absent"}

    eventually(up, 60)
    down = 'ALERTS{alertname="NgoaivuDown",alertstate="firing"}'
    (alert,) = eventually(lambda: ask(prometheus, down), 30)
    assert alert["metric"]["component"] == "absent"
    rules = prometheus.get("/api/v1/rules").json()["data"]["groups"]
    assert {r["health"] for g in rules for r in g["rules"]} == {"ok"}
    pages = ask(prometheus, 'ALERTS{alertstate="firing",severity="page"}')
    assert {p["metric"]["alertname"] for p in pages} == {"NgoaivuDown"}


def test_what_the_dashboards_ask_for_has_an_answer(
    everything: Platform, prometheus: httpx.Client
) -> None:
    for query in (
        "sum by (component) (rate(litestar_requests_total[1m]))",
        "max(ngoaivu_outbox_oldest_seconds)",
        "min(ngoaivu_calendar_ends_timestamp_seconds) - time()",
        "max by (component) (ngoaivu_database_bytes)",
        "count by (component, service, version) (ngoaivu_build_info)",
        "sum(max by (province, type, state) (ngoaivu_dossiers))",
    ):
        assert eventually(lambda query=query: ask(prometheus, query), 30), query  # type: ignore[misc]
