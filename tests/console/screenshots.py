"""`make screenshots OUT=…`: every page in both languages, wide and narrow, from a running demo.

It looks at the platform of `make run` (NGOAIVU_BASE_PORT), or at NGOAIVU_URL.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import httpx

from support.browser import CHROMIUM, Tab, chromium

WIDTHS = (1366, 390)
LANGUAGES = ("vi", "en")
PAGES = {
    "inbox": "/inbox", "dossiers": "/dossiers?late=true&sort=due", "new": "/new",
    "form": "/new/delegations/outbound-delegation", "drafts": "/drafts", "me": "/me",
    "import": "/import/delegations/unit-programme", "programme": "/programme",
    "calendar": "/calendar", "reports": "/reports", "reports-units": "/reports?tab=units",
    "registers": "/registers", "register": "/registers/reporting/outgoing-documents",
    "figures": "/figures", "figure": "/figures/outbound-delegations?by=country",
    "figure-rows": "/figures/outbound-delegations/rows", "help": "/help", "docs": "/docs",
    "simulate": "/simulate?from=12/02/2026&amount=7", "tracking": "/tra-cuu",
}  # fmt: skip
ADMIN = {"admin": "/admin", "ops": "/ops"}


def main(out: str) -> int:
    url = os.environ.get("NGOAIVU_URL") or (
        f"http://127.0.0.1:{os.environ.get('NGOAIVU_BASE_PORT') or 8080}"
    )
    if not CHROMIUM:
        print("no Chromium here: apt-get install -y chromium", file=sys.stderr)
        return 1
    try:
        httpx.get(f"{url}/readyz").raise_for_status()
    except httpx.HTTPError:
        print(f"nothing runs at {url}: start it with `make run`", file=sys.stderr)
        return 1
    folder = Path(out)
    folder.mkdir(parents=True, exist_ok=True)
    with chromium() as browser:
        for width in WIDTHS:
            for name, pages in (("officer.86", PAGES), ("admin.86", ADMIN)):
                tab = Tab(browser, url, width=width)
                if name == "officer.86":
                    tab.go("/sign-in")
                    tab.page.screenshot(path=str(folder / f"sign-in-vi-{width}.png"))
                tab.sign_in(name)
                for language in LANGUAGES:
                    tab.go(f"/language/{language}?next=/inbox")
                    for page, path in {**pages, **dossier_pages(tab, name)}.items():
                        tab.go(path)
                        there = folder / f"{page}-{language}-{width}.png"
                        tab.page.screenshot(path=str(there), full_page=width < 1000)
                for line in tab.trouble:
                    print(line, file=sys.stderr)
                tab.close()
    print(f"{len(list(folder.glob('*.png')))} pictures in {folder}")
    return 0


def dossier_pages(tab: Tab, name: str) -> dict[str, str]:
    """A dossier that is late, with its explanation open, and a form of one of its steps."""
    if name != "officer.86":
        return {}
    page = tab.go("/dossiers?type=outbound-delegation&late=true&sort=due")
    link = page.locator("[data-row] a.title").first
    if not link.count():
        return {}
    here = str(link.get_attribute("href"))
    return {"dossier": here, "step": f"{here}/reply"}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "screenshots"))
