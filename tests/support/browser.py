"""A real browser: Debian's Chromium, driven by Playwright, watched for errors and outside requests.

Locators in tests are roles and labels, so a test walks as a screen reader does.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

CHROMIUM = os.environ.get("NGOAIVU_CHROMIUM") or shutil.which("chromium") or ""
ARGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip
PASSWORD = "ngoaivu-demo"
PATIENCE = 20_000  # milliseconds


def needed() -> None:
    """Skip with one line when there is no browser; where CI demands one, fail with that line."""
    if CHROMIUM:
        return
    reason = "no Chromium here: apt-get install -y chromium (or name one in NGOAIVU_CHROMIUM)"
    if os.environ.get("NGOAIVU_BROWSER") == "required":
        pytest.fail(reason)
    pytest.skip(reason)


@contextmanager
def chromium() -> Iterator[Browser]:
    needed()
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=list(ARGS))
        yield browser
        browser.close()


class Tab:
    """A person at a browser. `trouble` collects what no page may cause."""

    def __init__(
        self, browser: Browser, url: str, *, scripts: bool = True, width: int = 1366
    ) -> None:
        self.url = url
        self._context = browser.new_context(
            viewport={"width": width, "height": 900}, java_script_enabled=scripts, locale="vi-VN"
        )
        self._context.set_default_timeout(PATIENCE)
        self.page: Page = self._context.new_page()
        self.trouble: list[str] = []
        self._watch(self.page)

    def _watch(self, page: Page) -> None:
        here = urlsplit(self.url).netloc

        def console(message: Any) -> None:
            # A refused form is answered with its status, which Chromium reports like a lost file.
            if (
                message.type == "error"
                and "the server responded with a status of 4" not in message.text
            ):
                self.trouble.append(f"console: {message.text}")

        def request(sent: Any) -> None:
            parts = urlsplit(sent.url)
            if parts.netloc not in (here, "") or parts.scheme not in ("http", "data", "blob"):
                self.trouble.append(f"request to {sent.url}")

        page.on("console", console)
        page.on("pageerror", lambda error: self.trouble.append(f"script: {error}"))
        page.on("request", request)

    def another(self) -> Page:
        """A second tab of the same person."""
        page = self._context.new_page()
        self._watch(page)
        return page

    def go(self, path: str) -> Page:
        self.page.goto(self.url + path)
        return self.page

    def sign_in(self, name: str, day: str = "") -> Page:
        page = self.go("/sign-in")
        page.get_by_label("Tên đăng nhập").fill(name)
        page.get_by_label("Mật khẩu").fill(PASSWORD)
        page.get_by_role("button", name="Đăng nhập").click()
        page.wait_for_url("**/inbox")
        if day:
            page.get_by_label("Hôm nay là").fill(day)
            page.get_by_role("button", name="Đổi ngày").click()
        return page

    def close(self) -> None:
        self._context.close()
