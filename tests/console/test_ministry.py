"""The ministry's picture of every province: right for those that answer, exact about the others."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from html import unescape
from io import BytesIO
from uuid import uuid4

import httpx
import pytest
import uvicorn
from axe_playwright_python.sync_playwright import Axe
from python_calamine import CalamineWorkbook

from chassis.provinces import load_provinces
from chassis.settings import Settings
from gateway.feeds import reader
from gateway.main import create_app
from local import keys, ports
from support.browser import Tab, chromium
from support.province import eventually
from support.running import PROVINCES
from support.simulated import Feed, Provinces, line
from support.sockets import serving

CODES = sorted(c for c, p in load_provinces(PROVINCES, {}).items() if p.until is None)
DEAD, SLOW, GARBAGE, TAMPERED, NONSENSE = CODES[3], CODES[8], CODES[13], CODES[21], CODES[30]
WELL = [c for c in CODES if c not in (DEAD, SLOW, GARBAGE, TAMPERED, NONSENSE)]
LINES, CHANGED = 30, 21


def abroad(code: str) -> int:
    """How many delegations of a province are abroad; how many dossiers are late is one more."""
    return 1 + CODES.index(code) % 4


def feed(code: str) -> Feed:
    made = Feed(code, "delegations")
    for n in range(LINES):
        away = n < abroad(code)
        fields = {"departs_on": "2026-01-10", "returns_on": "2099-01-01" if away else "2026-01-20"}
        clock = {"name": "report", "title": "báo cáo", "due": "2026-02-02", "met": None}
        made.add(
            line(
                code, "delegations", "outbound-delegation", n, state="departed", fields=fields,
                ministry=list(fields), clocks=[clock] if n <= abroad(code) else [],
            )
        )  # fmt: skip
    return made


def _with(row: str, words: str) -> str:
    return row if words in row else ""


class Ministry:
    """The ministry's gateway in a browser without scripts, and what it follows."""

    def __init__(self, url: str, provinces: Provinces, dead_port: int) -> None:
        self.url, self.provinces, self.dead_port = url, provinces, dead_port
        self.client = httpx.Client(base_url=url, timeout=30)
        form = {"username": "ministry", "password": "ngoaivu-demo"}
        self.entered = self.client.post("/sign-in", data=form)

    def rows(self, path: str = "/provinces", language: str = "vi") -> dict[str, str]:
        """Each row of the page's table as text, by its first link's last part."""
        answer = self.client.get(path, params={"lang": language})
        assert answer.status_code == 200, answer.text
        found = re.findall(r"<tr data-row>(.*?)</tr>", answer.text, re.S)
        return {
            (re.search(r'href="/provinces/(\w+)"', row) or [row, "?"])[1]: " ".join(
                unescape(re.sub(r"<[^>]+>", " ", row)).split()
            )
            for row in found
        }

    def settled(self) -> bool:
        rows = self.rows()
        return len(rows) == len(CODES) and all(f"{LINES}/{LINES}" in rows[c] for c in WELL)


@pytest.fixture(scope="module")
def ministry(mongo_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ministry]:
    kept = keys.keep(tmp_path_factory.mktemp("keys"))
    feeds = {code: feed(code) for code in CODES}
    feeds[SLOW].trick, feeds[GARBAGE].trick = "slow", "garbage"
    feeds[NONSENSE].trick = "nonsense"
    feeds[TAMPERED].tampered(CHANGED)
    provinces, dead_port = Provinces(feeds), ports.free_port()
    with pytest.MonkeyPatch.context() as patch, serving(provinces) as url:
        patch.setattr(reader, "HEAL_AGAIN", 1.0)
        patch.setattr(reader, "HEAL_LAST", 1.0)
        patch.setattr(reader, "ASK_AGAIN", 1.0)
        urls = {code: f"{url}/{code}" for code in CODES}
        urls[DEAD] = f"http://127.0.0.1:{dead_port}/{DEAD}"
        settings = Settings(
            service="gateway", level="ministry", database=f"ngoaivu_test_{uuid4().hex[:10]}",
            mongo_url=mongo_url, provinces=PROVINCES, demo=True, jwks=str(kept.jwks),
            internal_secret=kept.internal_secret, signing_key=kept.signing, feeds=urls,
            feed_every=1.0, count_every=0, log_level="error",
        )  # fmt: skip
        with serving(create_app(settings)) as there:
            made = Ministry(there, provinces, dead_port)
            yield made
            made.client.close()


def test_the_ministry_begins_with_the_provinces(ministry: Ministry) -> None:
    assert ministry.entered.headers["location"] == "/"
    assert ministry.client.get("/").headers["location"] == "/inbox"
    assert ministry.client.get("/inbox").text.count("<h1") == 1
    assert set(ministry.rows("/inbox")) == set(ministry.rows())
    for path in ("/dossiers", "/figures", "/feeds", "/me", "/help"):
        assert ministry.client.get(path).status_code == 200, path


def test_every_province_that_answers_is_right_and_each_other_says_what_is_wrong(
    ministry: Ministry,
) -> None:
    assert len(CODES) == 34
    eventually(ministry.settled, 60)
    eventually(lambda: f"{LINES}/{LINES}" in ministry.rows()[SLOW], 30)
    rows = ministry.rows()

    for code in WELL:
        well = rf"bình thường \S+ \S+ {LINES}/{LINES} 0 đúng {abroad(code) + 1} 0 {abroad(code)} 0$"
        assert re.search(well, rows[code]), rows[code]
    assert "không nhận kết nối" in rows[DEAD]
    assert "không liên lạc" in rows[DEAD]
    assert "trả lời chậm" in rows[SLOW]
    for code in (GARBAGE, NONSENSE):
        assert "không phải luồng tin; chưa nhận được gì sai dữ liệu" in rows[code]
    assert f"chương trình: niêm phong sai tại vị trí {CHANGED}" in rows[TAMPERED]
    assert f"{CHANGED - 1}/{LINES} {LINES - CHANGED + 1} sai" in rows[TAMPERED]
    assert "seal broken" in ministry.rows(language="en")[TAMPERED]


def test_a_number_leads_to_exactly_its_rows(ministry: Ministry) -> None:
    eventually(ministry.settled, 60)
    page, code = ministry.client.get("/provinces").text, WELL[5]
    (row,) = [r for r in page.split("<tr ") if f'href="/provinces/{code}"' in r]
    links = dict(re.findall(r'<td class="r"><a href="(/[^"]+)">(\d+)</a>', row))

    late, away = (h for h in map(unescape, links) if h.startswith(("/dossiers", "/figures")))
    for href, number in ((late, abroad(code) + 1), (away, abroad(code))):
        shown = ministry.client.get(href).text
        assert shown.count("<tr data-row>") == number
        assert f"{code}-outbound-delegation-0" in shown


def test_the_table_is_a_sheet_of_the_same_rows(ministry: Ministry) -> None:
    eventually(ministry.settled, 60)
    answer = ministry.client.get("/provinces.xlsx?sort=missing")
    book = CalamineWorkbook.from_filelike(BytesIO(answer.content))
    rows = [[*row, *[""] * 11][:11] for row in book.get_sheet_by_index(0).to_python()]
    (tampered,) = [r for r in rows if r[2] and f"tại vị trí {CHANGED}" in str(r[2])]
    (dead,) = [r for r in rows if r[1] == "không liên lạc"]

    assert "attachment" in answer.headers["content-disposition"]
    assert tampered[4:7] == [LINES, CHANGED - 1, LINES - CHANGED + 1]
    assert tampered[9] == abroad(TAMPERED)
    assert dead[4:] == [""] * 7
    first = next(r for r in rows if r[1] in ("bình thường", "sai niêm phong", "chậm"))
    assert first == tampered


def test_one_province_and_its_streams(ministry: Ministry) -> None:
    eventually(ministry.settled, 60)
    page = ministry.client.get(f"/provinces/{TAMPERED}").text

    assert f"niêm phong sai tại vị trí {CHANGED}" in page
    assert ministry.client.get("/provinces/99").status_code == 404


def test_the_feeds_say_what_was_acknowledged_and_the_error_itself(ministry: Ministry) -> None:
    eventually(ministry.settled, 60)
    page = ministry.client.get("/feeds").text

    assert page.count("<tr data-row>") == len(CODES)
    assert "ConnectError" in page
    assert ministry.provinces.feeds[WELL[0]].receipts > 0


def test_nobody_else_sees_the_ministry_s_pages(ministry: Ministry) -> None:
    with httpx.Client(base_url=ministry.url, timeout=30) as other:
        other.post("/sign-in", data={"username": "ops", "password": "ngoaivu-demo"})
        assert other.get("/").headers["location"] == "/ops"
        assert other.get("/provinces").status_code == 403


def test_its_pages_have_no_finding_of_accessibility(ministry: Ministry) -> None:
    eventually(ministry.settled, 60)
    rules = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
    with chromium() as browser:
        tab = Tab(browser, ministry.url, width=390)
        page = tab.go("/sign-in?next=/provinces")
        page.get_by_label("Tên đăng nhập").fill("ministry")
        page.get_by_label("Mật khẩu").fill("ngoaivu-demo")
        page.get_by_role("button", name="Đăng nhập").click()
        page.wait_for_url("**/provinces")
        for path in ("/provinces?lang=en", f"/provinces/{TAMPERED}", "/feeds"):
            tab.go(path)
            violations = Axe().run(page, options=rules).response["violations"]
            assert [v["id"] for v in violations] == [], path
            assert page.evaluate("document.documentElement.scrollWidth") <= 390, path
        assert tab.trouble == []
        tab.close()


def test_what_is_mended_is_caught_up_with(ministry: Ministry) -> None:
    """The last test: afterwards nothing is wrong, until a feed that was well begins to fail."""
    feeds = ministry.provinces.feeds
    for code in (SLOW, GARBAGE, NONSENSE):
        feeds[code].trick = ""
    feeds[TAMPERED].lines = feed(TAMPERED).lines
    config = uvicorn.Config(ministry.provinces, port=ministry.dead_port, log_level="critical")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        whole = f"bình thường .* {LINES}/{LINES} 0 đúng"
        eventually(lambda: all(re.search(whole, row) for row in ministry.rows().values()), 60)
        feeds[WELL[0]].trick = "garbage"
        row = eventually(lambda: _with(ministry.rows()[WELL[0]], "sai dữ liệu"), 30)
        assert "giữ số liệu lúc" in row
        assert row.endswith(f"{LINES}/{LINES} 0 đúng {abroad(WELL[0]) + 1} 0 {abroad(WELL[0])} 0")
    finally:
        server.should_exit = True
        thread.join(30)
