"""Every refusal of the three services of the field over HTTP: a problem that cites its law."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any
from uuid import uuid4

import pytest
from refusals import conferences_agreements_table, consular_border_table, ngos_table

from conferences_agreements import main as conferences_agreements
from consular_border import main as consular_border
from ngos import main as ngos
from support import servers
from support.refusals import Refusal, meets
from support.running import Service, running

TABLES: dict[str, tuple[Callable[..., Any], Any]] = {
    "conferences-agreements": (conferences_agreements.create_app, conferences_agreements_table),
    "consular-border": (consular_border.create_app, consular_border_table),
    "ngos": (ngos.create_app, ngos_table),
}
ROWS = [(name, n, row) for name, (_, table) in TABLES.items() for n, row in enumerate(table.ROWS)]


@pytest.fixture(scope="module")
def services(
    mongo_url: str, kafka_servers: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[[str], Service]]:
    """Each service, running from the first time that it is asked for."""
    database = f"ngoaivu_test_{uuid4().hex[:12]}"
    told = {"mongo_url": mongo_url, "kafka": kafka_servers}
    made: dict[str, Service] = {}
    with ExitStack() as stack:

        def service(name: str) -> Service:
            if name not in made:
                kept = {**told, "database": f"{database}_{len(made)}"}
                stack.callback(servers.drop, mongo_url, kept["database"])
                room = tmp_path_factory.mktemp(name)
                made[name] = stack.enter_context(running(TABLES[name][0], name, room, **kept))
            return made[name]

        yield service


@pytest.mark.parametrize(("name", "n", "row"), [pytest.param(*row, id=str(row[2])) for row in ROWS])
def test_it_is_refused_by_its_article(
    services: Callable[[str], Service], name: str, n: int, row: Refusal
) -> None:
    service = services(name)
    answer = meets(row, service, n)
    problem = answer.json()

    assert answer.headers["content-type"].startswith("application/problem+json")
    assert (answer.status_code, problem["status"]) == (row.status, row.status), problem
    failures = problem.get("errors", [])
    assert {e["law"] for e in failures} == ({row.law} if row.law else set()), problem
    assert row.at in [e["pointer"] for e in failures] or not row.law
    assert problem.get("law", "") == row.law
    assert problem["type"].startswith("urn:ngoaivu:problem:")
    assert all(problem[name] for name in ("title", "detail", "instance", "trace_id"))


@pytest.mark.parametrize("table", [t for _, t in TABLES.values()], ids=list(TABLES))
def test_every_refusal_of_every_record_has_its_row(table: Any) -> None:
    assert Counter(row.record for row in table.ROWS) == table.COUNTS


def test_no_refusal_is_asked_for_twice() -> None:
    told = [str(row) for _, _, row in ROWS]

    assert len(told) == len(set(told))


def test_the_records_of_the_field_are_complete() -> None:
    """R08-R13, R16-R27, R29, R32, R34, R35: what these three services hold."""
    numbers = [*range(8, 14), *range(16, 28), 29, 32, 34, 35]

    assert {r for _, t in TABLES.values() for r in t.COUNTS} == {f"R{n:02}" for n in numbers}


def test_only_what_one_may_not_know_of_is_refused_without_a_law() -> None:
    assert [row.status for _, _, row in ROWS if not row.law] == [404]
