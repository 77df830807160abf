"""What the one-machine run refuses, keeps and tells, before anything is started."""

from __future__ import annotations

import json
import os
import socket
import stat
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

from joserfc import jwt
from joserfc.jwk import ECKey, KeySet

from chassis import clock
from local import keys, ports
from local.__main__ import welcome
from local.machine import DEMO_DAY, Machine
from support.servers import LIBS


def test_ports_follow_the_base_in_the_agreed_order() -> None:
    machine = Machine.of({"NGOAIVU_BASE_PORT": "9000", "NGOAIVU_DATA": "/nowhere"})

    names = ["gateway", "delegations", "conferences-agreements", "ngos", "consular-border"]
    names += ["reporting", "ministry-gateway", "broker", "database"]
    assert [machine.port(name) for name in names] == list(range(9000, 9009))


def test_given_servers_replace_the_embedded_ones(tmp_path: Path) -> None:
    given = {"NGOAIVU_KAFKA": "k:9092", "NGOAIVU_MONGO": "mongodb://m", "NGOAIVU_DATA": "/nowhere"}
    machine = Machine.of(given)
    told = machine.environment(keys.keep(tmp_path))

    assert machine.infrastructure() == []
    assert told["NGOAIVU_KAFKA"] == "k:9092"
    assert told["NGOAIVU_KAFKA_IDEMPOTENCE"] == "true"
    assert told["NGOAIVU_MONGO_URL"] == "mongodb://m"


def test_keys_are_made_once_private_and_fit_each_other(tmp_path: Path) -> None:
    kept = keys.keep(tmp_path)
    signing = json.loads(kept.signing.read_text())
    token = jwt.encode(
        {"alg": keys.ALGORITHM, "kid": signing["kid"]},
        {"sub": "officer.86"},
        ECKey.import_key(signing),
    )
    public = KeySet.import_key_set(json.loads(kept.jwks.read_text()))

    assert keys.keep(tmp_path) == kept
    assert jwt.decode(token, public, algorithms=[keys.ALGORITHM]).claims == {"sub": "officer.86"}
    assert "d" not in json.loads(kept.jwks.read_text())["keys"][0]
    assert len(kept.internal_secret) >= 32
    for path in (kept.signing, kept.jwks, tmp_path / "keys" / "internal-secret"):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_taken_port_is_named_with_its_holder(tmp_path: Path) -> None:
    port = ports.free_port(row=9) + 8
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", port))
        taken.listen()
        ended = run(tmp_path, NGOAIVU_BASE_PORT=str(port - 8))

    assert ended.returncode == 1
    assert f"port {port}, needed for database, is taken by process {os.getpid()}" in ended.stderr
    assert "NGOAIVU_BASE_PORT" in ended.stderr
    assert ports.is_free(port)


def test_a_second_run_on_the_same_data_is_refused(tmp_path: Path) -> None:
    import fcntl

    with (tmp_path / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        lock.write("4711")
        lock.flush()
        ended = run(tmp_path)

    assert ended.returncode == 1
    assert "is in use by process 4711" in ended.stderr


def test_the_welcome_names_accounts_only_with_demo_data(tmp_path: Path) -> None:
    with_demo = Machine.of({"NGOAIVU_DATA": str(tmp_path)})
    without = Machine.of({"NGOAIVU_DATA": str(tmp_path), "DEMO": "0"})

    assert "officer.86 with ngoaivu-demo" in welcome(with_demo)
    assert "ngoaivu-demo" not in welcome(without)


def run(data: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """`python -m local`, expected to end by itself."""
    return subprocess.run(
        [sys.executable, "-m", "local"],
        env={**os.environ, "PYTHONPATH": str(LIBS), "NGOAIVU_DATA": str(data), **environment},
        capture_output=True,
        text=True,
        timeout=20,
        check=False,
    )


def test_the_demo_office_lives_on_the_day_its_year_ends(tmp_path: Path) -> None:
    machine = Machine(base=18080, data=tmp_path, demo=True, story=True)
    days = machine.demo_days()

    assert clock.instant().date() + timedelta(days=days) == DEMO_DAY
    assert machine.environment(keys.keep(tmp_path))["NGOAIVU_DEMO_DAYS"] == str(days)
    (tmp_path / "demo-days").write_text("-3")
    assert machine.demo_days() == -3


def test_an_office_without_a_story_lives_today(tmp_path: Path) -> None:
    machine = Machine(base=18080, data=tmp_path, demo=True)

    assert machine.demo_days() == 0
    assert not (tmp_path / "demo-days").exists()
