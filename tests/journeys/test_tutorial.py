"""docs/tutorial.md works as it stands: its blocks are run, in order, by a shell."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path
from zipfile import ZipFile

import pytest

from support.platform import Platform

pytestmark = pytest.mark.journey
TUTORIAL = Path(__file__).resolve().parents[2] / "docs" / "tutorial.md"
BLOCKS = re.findall(r"^```bash\n(.*?)^```$", TUTORIAL.read_text(), re.M | re.S)


def test_the_tutorial_carries_a_delegation_to_its_closed_file(
    everything: Platform, tmp_path: Path
) -> None:
    script = tmp_path / "tutorial.sh"
    script.write_text("set -euo pipefail\n" + "\n".join(BLOCKS))
    told = {
        **os.environ,
        "NGOAIVU": everything.machine.url("gateway"),
        "MINISTRY": everything.machine.url("ministry-gateway"),
    }

    ran = subprocess.run(
        ["bash", script], cwd=tmp_path, env=told, capture_output=True, text=True, timeout=110
    )

    assert ran.returncode == 0, f"{ran.stdout[-3000:]}\n{ran.stderr[-3000:]}"
    said = ran.stdout.splitlines()
    states = [line for line in said if re.fullmatch(r"[a-z-]+", line)]
    assert states == [
        *("submitted", "personnel-check", "personnel-check", "presented", "approved"),
        *("mission-notified", "departed", "returned-home"),
        *("drafted", "filed", "confirmed", "confirmed", "closed"),
        *("reported", "closed", "closed", "closed"),
    ]
    assert '"law": "22/2012/QĐ-UBND' in ran.stdout or '"law":"22/2012/QĐ-UBND' in ran.stdout
    assert "2026-06-11" in ran.stdout
    assert "2026-07-10" in said
    assert "word/document.xml" in ZipFile(tmp_path / "quyet-dinh.docx").namelist()
    assert (tmp_path / "thong-bao.pdf").read_bytes().startswith(b"%PDF-")
    assert "Nguyễn Văn An" not in ran.stdout.split("champasak")[-1]
