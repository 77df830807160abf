"""The command asks a running platform, and says what it is told, for people and for machines."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import Any

import pytest

from support.platform import Platform
from support.servers import LIBS

pytestmark = pytest.mark.journey


def run(it: Platform, *arguments: str) -> tuple[int, str, str]:
    machine = it.machine
    told = {
        **os.environ, "PYTHONPATH": f"{LIBS}:{LIBS.parent / 'services'}",
        "NGOAIVU_BASE_PORT": str(machine.base), "NGOAIVU_DATA": str(machine.data),
    }  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-m", "ngoaivu", *arguments],
        env=told, capture_output=True, text=True, timeout=110, cwd=LIBS.parent,
    )  # fmt: skip
    return done.returncode, done.stdout, done.stderr


def answer(it: Platform, *arguments: str) -> Any:
    _, said, trouble = run(it, *arguments, "--json")
    assert said, trouble
    return json.loads(said)


def test_the_doctor_says_what_is_well_and_who_must_act(everything: Platform) -> None:
    found = {finding["what"]: finding for finding in answer(everything, "doctor")}

    for service in everything.machine.services():
        assert found[f"{service} is ready"]["state"] == "ok", found
    assert found["broker"]["state"] == "ok"
    assert {f["state"] for f in found.values()} <= {"ok", "warning"}, found
    code, said, _ = run(everything, "doctor")
    assert code == 0
    assert "ok      broker" in said


def test_where_every_stream_stands(everything: Platform) -> None:
    person = everything.person("officer.86")
    person.lodge("consular-border/signature-sample", SAMPLE)
    said = answer(everything, "streams")

    assert "gateway" in said
    assert all(item["forked"] is None for items in said.values() for item in items)
    assert answer(everything, "settle", "delegations", "86") == {}, "nothing is stopped"


SAMPLE = {"body": "UBND tỉnh", "signer": "Trần Văn B", "post": "Chủ tịch"}


def test_a_letter_is_dropped_with_a_reason_only(everything: Platform) -> None:
    assert run(everything, "dlq", "drop", "gateway", "x")[0] == 2
    code, _, trouble = run(everything, "dlq", "drop", "gateway", "x", "--reason", "tin thử")
    assert code == 2
    assert "404" in trouble
    assert answer(everything, "dlq", "list") == {}


def test_a_running_platform_is_not_overwritten(everything: Platform, tmp_path: Any) -> None:
    (tmp_path / "manifest.json").write_text('{"at": "", "copies": {}}')
    code, _, trouble = run(everything, "restore", str(tmp_path))

    assert code == 2
    assert "runs: end the platform" in trouble


def test_lists_are_reconciled(everything: Platform) -> None:
    said = answer(everything, "reconcile")

    assert set(said) == {"gateway", "ministry-gateway"}
    assert said["gateway"]["drift"]["lines"] == {}
