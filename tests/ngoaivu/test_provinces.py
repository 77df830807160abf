"""`ngoaivu provinces check`: what a province has still to state before its clauses bind."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from shutil import copytree

import pytest

ROOT = Path(__file__).resolve().parents[2]


def run(*arguments: str, folder: Path = ROOT / "provinces") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "ngoaivu", "provinces", *arguments],
        capture_output=True,
        text=True,
        env={
            **os.environ,
            "PYTHONPATH": os.pathsep.join(str(ROOT / room) for room in ("libs", "services")),
            "NGOAIVU_PROVINCES": str(folder),
        },
    )


def test_a_province_without_a_file_has_everything_of_its_own_to_state() -> None:
    done = run("check", "20")

    assert done.returncode == 0, done.stderr
    assert "provinces/20.toml chưa có" in done.stdout
    assert "asking-to-receive-guests" in done.stdout


@pytest.mark.parametrize(("code", "is_open"), [("86", False), ("12", True)])
def test_what_one_province_states_is_open_in_another(code: str, is_open: bool) -> None:
    clauses = json.loads(run("check", code, "--json").stdout)["clauses"]
    grounds = {c["name"]: c["ground"] for c in clauses}

    assert (grounds["asking-to-receive-guests"] == "open") is is_open


def test_a_file_that_cannot_be_read_says_where(tmp_path: Path) -> None:
    folder = Path(copytree(ROOT / "provinces", tmp_path / "provinces"))
    (folder / "20.toml").write_text('code = "20"\n[[article]]\nprovision = "không có"\n')

    done = run("check", "20", folder=folder)
    assert (done.returncode, "20.toml:2" in done.stderr) == (2, True), done.stderr


def test_a_code_that_no_province_has_is_refused() -> None:
    assert run("check", "99").returncode == 2
