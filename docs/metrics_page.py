"""docs/metrics.md, from the metrics that the processes register."""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module

from prometheus_client import REGISTRY

TELLING = (
    *("chassis.observability", "chassis.metrics", "chassis.wire.news", "gateway.main"),
    *("delegations.main", "conferences_agreements.main", "ngos.main", "consular_border.main"),
    "reporting.main",
)
ENDS = {"counter": "_total", "histogram": "_bucket, _sum, _count"}


def page() -> str:
    for module in TELLING:
        import_module(module)
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterable[str]:
    yield "# Metrics"
    yield ""
    yield "What each process tells at `/metrics`, made from the code by `make atlas`."
    yield "Labels are bounded: provinces, services, types and states, routes as they are written,"
    yield "never a dossier or a person. Prometheus adds `component` (the service) and `level`."
    yield "Counting happens when a process is asked, by its indexes; nothing is scanned."
    yield "Alerts on these: `charts/ngoaivu/files/rules`, each with its [runbook](runbooks/)."
    yield ""
    yield "| metric | kind | labels | what it tells |"
    yield "|---|---|---|---|"
    for name, kind, labels, meaning in sorted(_metrics()):
        shown = name + (f"{ENDS[kind]}" if kind == "counter" else "")
        yield f"| `{shown}` | {kind} | {', '.join(labels) or '·'} | {meaning} |"


def _metrics() -> Iterable[tuple[str, str, tuple[str, ...], str]]:
    seen = set()
    for collector in list(REGISTRY._collector_to_names):
        labels = tuple(getattr(collector, "_labelnames", ()))
        for metric in collector.describe() if hasattr(collector, "describe") else ():
            if metric.name not in seen and metric.name.startswith(
                ("ngoaivu", "litestar", "faststream")
            ):
                seen.add(metric.name)
                yield metric.name, metric.type, labels, metric.documentation
