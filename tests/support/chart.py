"""Where the chart is, and what its rendering gives."""

from __future__ import annotations

from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
CHART = ROOT / "charts/ngoaivu"
Objects = list[dict[str, Any]]
