"""A service as a process of its own: what it refuses to start with, and how it leaves."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep

import httpx
import pytest

from chassis.settings import BadSetting, Settings
from local import keys, ports
from local.machine import source_roots
from support.running import PROVINCES

NOBODY = "127.0.0.1:9"
GIVEN = {
    "NGOAIVU_MONGO_URL": f"mongodb://{NOBODY}",
    "NGOAIVU_JWKS": "/keys/jwks.json",
    "NGOAIVU_INTERNAL_SECRET": "s" * 40,
    "NGOAIVU_KAFKA": NOBODY,
    "NGOAIVU_HOST_PROVINCES": "86",
    "NGOAIVU_PEERS": "ngos=http://ngos:8080",
}


@contextmanager
def process(port: int, room: Path, **more: str) -> Iterator[subprocess.Popen[str]]:
    kept = keys.keep(room)
    given = {**GIVEN, "NGOAIVU_JWKS": str(kept.jwks), "NGOAIVU_PROVINCES": str(PROVINCES), **more}
    running = subprocess.Popen(
        (sys.executable, "-m", "chassis.serve", "ngos", f"--port={port}", "--host=127.0.0.1"),
        env={**os.environ, "PYTHONPATH": source_roots(), **given},
        stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True,
    )  # fmt: skip
    try:
        yield running
    finally:
        running.kill()
        running.communicate()


@pytest.mark.parametrize("name", GIVEN)
def test_what_production_must_say_is_asked_for_by_name(name: str) -> None:
    given = {n: value for n, value in GIVEN.items() if n != name}

    with pytest.raises(BadSetting, match=f"^{name} is needed: "):
        Settings.from_env("ngos", given)


def test_every_missing_variable_is_named_at_once_and_nothing_starts() -> None:
    clean = {name: v for name, v in os.environ.items() if not name.startswith("NGOAIVU_")}
    ended = subprocess.run(
        (sys.executable, "-m", "chassis.serve", "ngos"),
        env={**clean, "PYTHONPATH": source_roots()}, capture_output=True, text=True, timeout=60,
    )  # fmt: skip

    assert ended.returncode == 78
    assert [line.split()[1] for line in ended.stderr.splitlines()] == [
        *("NGOAIVU_MONGO_URL", "NGOAIVU_JWKS", "NGOAIVU_INTERNAL_SECRET"),
        *("NGOAIVU_KAFKA", "NGOAIVU_HOST_PROVINCES", "NGOAIVU_PEERS"),
    ]


def test_the_ministry_needs_neither_broker_nor_provinces() -> None:
    given = {**GIVEN, "NGOAIVU_LEVEL": "ministry"}
    for name in ("KAFKA", "HOST_PROVINCES", "PEERS"):
        del given[f"NGOAIVU_{name}"]

    assert Settings.from_env("gateway", given).level == "ministry"


def test_a_broker_with_accounts_needs_one() -> None:
    with pytest.raises(BadSetting, match="NGOAIVU_KAFKA_USERNAME is needed"):
        Settings.from_env("ngos", {**GIVEN, "NGOAIVU_KAFKA_SECURITY": "sasl-ssl"})


def test_a_secret_may_stand_in_a_file_and_is_never_shown(tmp_path: Path) -> None:
    given = {**GIVEN, "NGOAIVU_KAFKA_PASSWORD_FILE": str(tmp_path / "password")}

    with pytest.raises(BadSetting, match=r"NGOAIVU_KAFKA_PASSWORD_FILE=.*No such file"):
        Settings.from_env("ngos", given)
    (tmp_path / "password").write_text("opensesame\n")
    assert Settings.from_env("ngos", given).kafka_password == "opensesame"


def test_told_to_end_while_it_starts_it_ends_at_once(tmp_path: Path) -> None:
    with process(ports.free_port(), tmp_path) as running:
        _until(lambda: _catches(running.pid))
        began = monotonic()
        running.send_signal(signal.SIGTERM)

        assert running.wait(timeout=10) == 143
        assert monotonic() - began < 4


def test_a_leaving_service_says_so_and_answers_what_still_comes(
    mongo_url: str, kafka_servers: str, database_name: str, tmp_path: Path
) -> None:
    port = ports.free_port()
    given = {
        "NGOAIVU_MONGO_URL": mongo_url,
        "NGOAIVU_KAFKA": kafka_servers,
        "NGOAIVU_KAFKA_IDEMPOTENCE": "false",
        "NGOAIVU_DATABASE": database_name,
        "NGOAIVU_PEERS": f"ngos=http://127.0.0.1:{port}",
    }
    with (
        process(port, tmp_path, **given) as running,
        httpx.Client(base_url=f"http://127.0.0.1:{port}") as client,
    ):
        _until(lambda: _status(client, "/readyz") == 200)
        running.send_signal(signal.SIGTERM)
        _until(lambda: _status(client, "/readyz") == 503)
        answer = client.get("/api/dossier-types")

        assert answer.status_code == 200
        assert answer.headers["connection"] == "close"
        assert running.wait(timeout=15) == 0


def _status(client: httpx.Client, path: str) -> int:
    try:
        return client.get(path).status_code
    except httpx.TransportError:
        return 0


def _catches(pid: int) -> bool:
    """Whether the process has its own handler for SIGTERM: from then on it is starting."""
    status = Path(f"/proc/{pid}/status").read_text()
    caught = next(line for line in status.splitlines() if line.startswith("SigCgt"))
    return bool(int(caught.split()[1], 16) & (1 << (signal.SIGTERM - 1)))


def _until(holds: object, seconds: float = 40.0) -> None:
    assert callable(holds)
    deadline = monotonic() + seconds
    while not holds():
        assert monotonic() < deadline
        sleep(0.05)
