"""What the guide shows runs."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

GUIDE = Path(__file__).resolve().parents[2] / "docs/howto/papers.md"


def test_the_guides_letter_is_made() -> None:
    (code,) = re.findall(r"```python\n(.*?)```", GUIDE.read_text(), re.S)
    made: dict[str, Any] = {}

    exec(code, made)

    assert made["draft"].startswith(b"PK")
    assert made["archived"].startswith(b"%PDF-1.7")
