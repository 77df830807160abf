"""What the guide to procedures shows are files that run."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
GUIDE = ROOT / "docs/howto/write-a-procedure.md"


def test_the_guide_s_code_is_the_worked_example_and_its_test() -> None:
    blocks = re.findall(r"```python\n(.*?)```", GUIDE.read_text(), re.S)

    assert blocks == [
        (ROOT / "tests/support/flag_loan.py").read_text(),
        (ROOT / "tests/house/test_flag_loan.py").read_text(),
    ]


def test_the_files_the_guide_names_exist() -> None:
    named = re.findall(
        r"`((?:libs|services|tests|docs|provinces)/[\w./-]+\.\w+)`", GUIDE.read_text()
    )

    assert [n for n in dict.fromkeys(named) if not (ROOT / n).exists()] == []
