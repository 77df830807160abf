"""Every alert fires on its fault and is quiet otherwise; every query names a metric that exists."""

from __future__ import annotations

import json
import re
import subprocess
from importlib import import_module
from pathlib import Path
from typing import Any

import promql_parser
import pytest
import yaml
from prometheus_client import REGISTRY

from local import tools
from support.chart import CHART, ROOT

RULES = CHART / "files/rules/ngoaivu.yaml"
ALERTS = [r for g in yaml.safe_load(RULES.read_text())["groups"] for r in g["rules"]]
DASHBOARDS = sorted((CHART / "files/dashboards").glob("*.json"))
RUNBOOKS = ROOT / "docs/runbooks"
OF_PROMETHEUS = {"up", "ALERTS"}
OF_A_PROCESS = {"process_resident_memory_bytes", "process_start_time_seconds",
                "process_cpu_seconds_total", "process_open_fds"}  # fmt: skip
HERE = 'component="ngos"'
# alert: the fault as series, and the minute at which it must have fired
FAULTS: dict[str, tuple[dict[str, str], int]] = {
    "NgoaivuDown": ({f'up{{job="ngoaivu",{HERE}}}': "0x10"}, 5),
    "NgoaivuRestarting": ({f"process_start_time_seconds{{{HERE}}}": "1 2 3 4 5 6 6x20"}, 15),
    "NgoaivuBackgroundTaskDead": ({f'ngoaivu_background_down{{{HERE},task="seal"}}': "1x10"}, 5),
    "NgoaivuMixedVersions": (
        {'ngoaivu_build_info{version="1"}': "1x80", 'ngoaivu_build_info{version="2"}': "1x80"},
        70,
    ),
    "NgoaivuOutboxAgeing": ({f"ngoaivu_outbox_oldest_seconds{{{HERE}}}": "61x10"}, 5),
    "NgoaivuNewsUnsent": (
        {
            f'ngoaivu_relay_position{{{HERE},province="86"}}': "9x20",
            f'ngoaivu_relay_published_position{{{HERE},province="86"}}': "8x20",
        },
        12,
    ),
    "NgoaivuConsumerStalled": (
        {
            f'ngoaivu_consumer_lag{{{HERE},source="reporting",province="86"}}': "3x40",
            f'ngoaivu_follower_position{{{HERE},source="reporting",province="86"}}': "7x40",
        },
        20,
    ),
    "NgoaivuSourceSilent": (
        {f'ngoaivu_source_seconds_since_heads{{{HERE},source="reporting"}}': "301x20"},
        10,
    ),
    "NgoaivuDeadLetters": ({f"ngoaivu_dead_letters{{{HERE}}}": "1x20"}, 10),
    "NgoaivuRecordsRefused": (
        {f'ngoaivu_records_refused_total{{{HERE},reason="seal"}}': "0 0 4x20"},
        5,
    ),
    "NgoaivuStreamForked": (
        {f'ngoaivu_stream_forked{{{HERE},source="reporting",province="86"}}': "1x10"},
        5,
    ),
    "NgoaivuSealBroken": ({f'ngoaivu_journal_broken{{{HERE},province="86"}}': "1x10"}, 5),
    "NgoaivuSealsUnverified": (
        {f"ngoaivu_journal_verified_timestamp_seconds{{{HERE}}}": "1x3000"},
        2960,
    ),
    "NgoaivuUnreadableRows": (
        {f'ngoaivu_unreadable_rows_total{{{HERE},type="passport"}}': "0 0 1x20"},
        10,
    ),
    "NgoaivuFeedLate": ({'ngoaivu_feed_age_seconds{feed="vinh-long"}': "901x20"}, 10),
    "NgoaivuFeedBroken": ({'ngoaivu_feed_broken_streams{feed="vinh-long"}': "1x20"}, 10),
    "NgoaivuReportOverdue": (
        {'ngoaivu_late_duties{province="86",type="periodic-report"}': "2x90"},
        70,
    ),
    "NgoaivuCalendarEnds": ({"ngoaivu_calendar_ends_timestamp_seconds": "5000000x90"}, 70),
    "NgoaivuErrorRate": (
        {
            f"litestar_requests_error_total{{{HERE}}}": "0+3x20",
            f"litestar_requests_total{{{HERE}}}": "0+100x20",
        },
        15,
    ),
    "NgoaivuLatency": (
        {
            f'litestar_request_duration_seconds_bucket{{{HERE},le="2.5"}}': "0+10x40",
            f'litestar_request_duration_seconds_bucket{{{HERE},le="5"}}': "0+100x40",
            f'litestar_request_duration_seconds_bucket{{{HERE},le="+Inf"}}': "0+100x40",
        },
        25,
    ),
    "NgoaivuMemory": ({f"process_resident_memory_bytes{{{HERE}}}": "460000000x40"}, 20),
    "NgoaivuDatabaseFilling": (
        {
            'ngoaivu_database_disk_bytes{part="used"}': "81x30",
            'ngoaivu_database_disk_bytes{part="total"}': "100x30",
        },
        20,
    ),
    "NgoaivuDatabaseGrowing": (
        {
            f'ngoaivu_database_disk_bytes{{{HERE},instance="a",part="used"}}': "0+1x500",
            f'ngoaivu_database_disk_bytes{{{HERE},instance="a",part="total"}}': "5000x500",
        },
        480,
    ),
    "NgoaivuCertificateEnds": (
        {'ngoaivu_certificate_expires_timestamp_seconds{certificate="kafka-ca"}': "86400x90"},
        70,
    ),
}  # fmt: skip
QUIET = {
    f'up{{job="ngoaivu",{HERE}}}': "1x100",
    f"process_start_time_seconds{{{HERE}}}": "1x100",
    f'ngoaivu_background_down{{{HERE},task="seal"}}': "0x100",
    'ngoaivu_build_info{version="1"}': "1x100",
    f"ngoaivu_outbox_oldest_seconds{{{HERE}}}": "1x100",
    f'ngoaivu_relay_position{{{HERE},province="86"}}': "1+1x100",
    f'ngoaivu_relay_published_position{{{HERE},province="86"}}': "1+1x100",
    f'ngoaivu_consumer_lag{{{HERE},source="reporting",province="86"}}': "3x100",
    f'ngoaivu_follower_position{{{HERE},source="reporting",province="86"}}': "1+1x100",
    f"ngoaivu_dead_letters{{{HERE}}}": "0x100",
    f'ngoaivu_stream_forked{{{HERE},source="reporting",province="86"}}': "0x100",
    f'ngoaivu_journal_broken{{{HERE},province="86"}}': "0x100",
    'ngoaivu_feed_age_seconds{feed="vinh-long"}': "5x100",
    "ngoaivu_calendar_ends_timestamp_seconds": "9000000x100",
    f"litestar_requests_error_total{{{HERE}}}": "0x100",
    f"litestar_requests_total{{{HERE}}}": "0+100x100",
    'ngoaivu_database_disk_bytes{part="used"}': "50x100",
    'ngoaivu_database_disk_bytes{part="total"}': "100x100",
    'ngoaivu_certificate_expires_timestamp_seconds{certificate="kafka-ca"}': "9000000x100",
}


def series(values: dict[str, str]) -> list[dict[str, str]]:
    return [{"series": name, "values": numbers} for name, numbers in values.items()]


def firing(alert: str, minute: int, count: int) -> dict[str, Any]:
    query = f'count(ALERTS{{alertname="{alert}",alertstate="firing"}}) or vector(0)'
    expected = [{"labels": "{}", "value": count}]
    return {"expr": query, "eval_time": f"{minute}m", "exp_samples": expected}


def test_each_alert_fires_on_its_fault_and_only_then(tmp_path: Path) -> None:
    names = [rule["alert"] for rule in ALERTS]
    assert sorted(FAULTS) == sorted(names)
    tests = [
        {
            "interval": "1m",
            "input_series": series(fault),
            "promql_expr_test": [firing(name, minute, 1)],
        }
        for name, (fault, minute) in FAULTS.items()
    ]
    quiet = [firing(name, 90, 0) for name in names]
    tests.append({"interval": "1m", "input_series": series(QUIET), "promql_expr_test": quiet})
    file = tmp_path / "alerts.yaml"
    file.write_text(yaml.safe_dump({"rule_files": [str(RULES)], "tests": tests}))
    try:
        program = tools.promtool()
    except tools.ToolsMissing as error:
        pytest.skip(str(error))
    done = subprocess.run(
        (program, "test", "rules", file), capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stdout + done.stderr


def known_metrics() -> set[str]:
    """Every sample name that our processes can tell."""
    for module in (
        *("chassis.observability", "chassis.metrics", "chassis.wire.news", "chassis.service"),
        *("gateway.main", "reporting.main"),
    ):
        import_module(module)
    names = set(OF_PROMETHEUS | OF_A_PROCESS)
    ends = {"counter": ("_total",), "histogram": ("_bucket", "_sum", "_count"), "gauge": ("",)}
    for metric in REGISTRY.collect():
        names |= {metric.name + end for end in ends.get(metric.type, ("",))}
    return names


def metrics_of(query: str) -> set[str]:
    """The metrics that a query names. Raises ValueError when it is no PromQL."""
    promql_parser.parse(query)
    bare = re.sub(r'"(?:[^"\\]|\\.)*"|\{[^}]*\}|\[[^\]]*\]', " ", query)
    bare = re.sub(r"\b(by|without|on|ignoring|group_left|group_right)\s*\([^)]*\)", " ", bare)
    return set(re.findall(r"\b(?:ngoaivu|litestar|faststream|process)_\w+|\bup\b|\bALERTS\b", bare))


@pytest.mark.parametrize("rule", ALERTS, ids=[r["alert"] for r in ALERTS])
def test_an_alert_names_metrics_that_exist_and_leads_to_its_runbook(rule: dict[str, Any]) -> None:
    used = metrics_of(rule["expr"])
    runbook = (RUNBOOKS / f"{rule['alert']}.md").read_text()

    assert used
    assert used <= known_metrics()
    assert rule["annotations"]["runbook_url"].endswith(f"/{rule['alert']}")
    assert rule["labels"]["severity"] in ("page", "ticket", "office")
    for heading in ("## What it means", "## Look", "## Mend", "## Who acts"):
        assert heading in runbook, heading


def test_no_runbook_is_left_over() -> None:
    assert {p.stem for p in RUNBOOKS.glob("Ngoaivu*.md")} == {r["alert"] for r in ALERTS}


def queries(dashboard: dict[str, Any]) -> list[str]:
    panels = [p for panel in dashboard["panels"] for p in (panel, *panel.get("panels", ()))]
    found = [target["expr"] for panel in panels for target in panel.get("targets", ())]
    for variable in dashboard["templating"]["list"]:
        if inner := re.search(r"label_values\(([^,]+),", str(variable.get("query", ""))):
            found.append(inner[1])
    return found


@pytest.mark.parametrize("path", DASHBOARDS, ids=[p.stem for p in DASHBOARDS])
def test_a_dashboard_asks_for_metrics_that_exist(path: Path) -> None:
    dashboard = json.loads(path.read_text())
    asked = queries(dashboard)

    assert len(asked) >= 4
    for query in asked:
        used = metrics_of(query.replace("$__rate_interval", "5m").replace("$component", "ngos"))
        assert used, query
        assert used <= known_metrics(), query
    assert dashboard["uid"] == path.stem
    for panel in dashboard["panels"]:
        if panel["type"] != "row":
            assert panel["datasource"]["uid"] == "${datasource}", panel["title"]
            assert panel["description"], panel["title"]


def test_there_is_a_dashboard_of_the_platform_of_a_service_and_of_the_business() -> None:
    assert {p.stem for p in DASHBOARDS} == {
        "ngoaivu-platform", "ngoaivu-service", "ngoaivu-business",
    }  # fmt: skip
