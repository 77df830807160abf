"""The pages for operations lead where they say, and the values that they show install."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from support.chart import ROOT, Objects

PAGES = [*(ROOT / "docs/operations").glob("*.md"), *(ROOT / "docs/runbooks").glob("*.md")]
LINK = re.compile(r"\]\(([^)#:]+)(?:#[^)]*)?\)")


@pytest.mark.parametrize("page", PAGES, ids=[p.stem for p in PAGES])
def test_every_link_leads_to_a_page(page: Path) -> None:
    lost = [link for link in LINK.findall(page.read_text()) if not (page.parent / link).exists()]

    assert lost == []


@pytest.mark.parametrize("level", ["province", "ministry"])
def test_the_values_of_the_guide_install(
    objects: Callable[..., Objects], level: str, tmp_path: Path
) -> None:
    page = (ROOT / f"docs/operations/install-{level}.md").read_text()
    blocks = re.findall(r"^```yaml\n(.*?)^```$", page, re.M | re.S)
    ours = tmp_path / "ours.yaml"
    ours.write_text("\n".join(blocks))
    rendered = objects(level, f"--values={ours}")

    assert len(blocks) == 1
    (ingress,) = [o for o in rendered if o["kind"] == "Ingress"]
    assert ingress["spec"]["rules"][0]["host"].endswith("gov.vn")
