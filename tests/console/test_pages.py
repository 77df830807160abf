"""Every page, by role and language: accessible, quiet, small, and asking nobody else."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from support.browser import Tab, chromium
from support.platform import Platform, eventually

pytestmark = [pytest.mark.journey, pytest.mark.timeout(600)]
NASTY = "Đoàn <script>alert(1)</script><img src=x onerror=alert(2)> \"'&{{7*7}}"
OFFICE = (
    "/inbox", "/dossiers", "/dossiers?q=doan&sort=due", "/new", "/drafts", "/me", "/help", "/docs",
    "/new/delegations/outbound-delegation", "/new/reporting/outgoing-documents",
    "/import/delegations/unit-programme", "/programme", "/calendar", "/reports",
    "/reports?tab=units",
    "/reports?tab=calendar", "/registers", "/registers/reporting/outgoing-documents", "/figures",
    "/figures/outbound-delegations?by=country&and=month", "/figures/outbound-delegations/rows",
    "/simulate?from=12/02/2026&amount=7", "/tra-cuu", "/dossiers/nowhere/at/all",
)  # fmt: skip
PAGES = {
    "officer.86": OFFICE,
    "unit.86": ("/inbox", "/dossiers", "/new", "/reports"),
    "police.86": ("/inbox", "/dossiers", "/calendar"),
    "chair.86": ("/inbox", "/figures"),
    "admin.86": ("/inbox", "/admin", "/ops"),
}
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
MOST = 100_000  # bytes of a page


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as it:
        yield it


@pytest.fixture(scope="module")
def delegation(everything: Platform) -> dict[str, Any]:
    """A dossier with a hostile name, as soon as the lists show it."""
    officer = everything.person("officer.86", "2026-05-11")
    made = officer.lodge(
        "delegations/outbound-delegation",
        {
            "title": NASTY, "level": "province", "arising_reason": NASTY, "purpose": NASTY,
            "content": NASTY, "hosts": [NASTY], "gifts": NASTY,
            "members": [{"person_id": "cb-901", "name": NASTY[:150], "post": NASTY[:150],
                         "rank": "vice-chair", "role": "head", "managed_by": "party"}],
            "legs": [{"country": "LA", "city": NASTY[:150], "arrive": "2026-07-22",
                      "depart": "2026-07-26"}],
            "departs_on": "2026-07-22", "returns_on": "2026-07-26", "days": 5,
        },
    )  # fmt: skip
    eventually(lambda: officer.get("/api/dossiers", code=made["code"])["items"])
    return made


def open_(tab: Tab, path: str) -> list[str]:
    """Go to a page and say what is wrong with it."""
    page, wrong = tab.go(path), []
    html = page.content()
    if len(html.encode()) > MOST:
        wrong.append(f"{len(html.encode())} bytes")
    if page.locator("h1").count() != 1:
        wrong.append(f"{page.locator('h1').count()} main headings")
    if "alert(1)</script>" in html.replace("&lt;script&gt;alert(1)&lt;/script&gt;", ""):
        wrong.append("a text became a script")
    wrong += tab.trouble
    tab.trouble.clear()
    # Last: it leaves marks on the page.
    found = Axe().run(page, options=RULES).response["violations"]
    wrong += [f"{v['id']}: {n['html'][:160]}" for v in found for n in v["nodes"][:2]]
    tab.trouble.clear()
    return wrong


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("name", PAGES)
def test_pages_of_a_role(
    browser: Browser, everything: Platform, delegation: dict[str, Any], name: str, language: str
) -> None:
    tab = Tab(browser, everything.machine.url("gateway"))
    tab.sign_in(name)
    tab.go(f"/language/{language}?next=/inbox")
    pages = PAGES[name]
    if name == "officer.86":
        here = delegation["href"].replace("/api/", "/dossiers/")
        pages = (*pages, here, f"{here}/submit", f"{here}/revise", f"/d/{delegation['code']}")
    wrong = {path: found for path in pages if (found := open_(tab, path))}
    titles = {tab.page.title()}
    tab.close()

    assert wrong == {}
    assert titles


def test_pages_of_nobody(browser: Browser, everything: Platform, delegation: Any) -> None:
    tab = Tab(browser, everything.machine.url("gateway"))
    pages = ("/sign-in", "/tra-cuu", f"/tra-cuu?code={delegation['code']}", "/tra-cuu?code=X-1")
    wrong = {path: found for path in pages if (found := open_(tab, path))}
    tab.close()

    assert wrong == {}


@pytest.mark.parametrize("path", ["/inbox", "/dossiers", "/new/delegations/outbound-delegation"])
def test_nothing_scrolls_sideways_at_320_pixels(
    browser: Browser, everything: Platform, path: str
) -> None:
    tab = Tab(browser, everything.machine.url("gateway"), width=320)
    tab.sign_in("officer.86")
    over = tab.go(path).evaluate("document.documentElement.scrollWidth - innerWidth")
    tab.close()

    assert over <= 0


def test_the_ministry_signs_in_at_its_own_gateway(browser: Browser, everything: Platform) -> None:
    tab = Tab(browser, everything.machine.url("ministry-gateway"))
    page = tab.sign_in("ministry")
    wrong = open_(tab, "/inbox")
    tab.close()

    assert page.url.endswith("/inbox")
    assert wrong == []
