"""A house with its console, and people at browsers that run no scripts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import unescape
from typing import Any

import httpx
import pytest

from support import province
from support.province import House

PASSWORD = "ngoaivu-demo"


class Visitor:
    """A browser without scripts: it keeps cookies and sends forms with the page's own secret."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.client = httpx.Client(base_url=url, timeout=30)

    def sign_in(self, name: str, **more: Any) -> httpx.Response:
        form = {"username": name, "password": more.pop("password", PASSWORD), **more}
        return self.client.post("/sign-in", data=form)

    def get(self, path: str, **more: Any) -> httpx.Response:
        return self.client.get(path, **more)

    def csrf(self, path: str = "/me") -> str:
        return hidden(self.get(path).text, "_csrf")

    def send(self, path: str, form: dict[str, Any], **more: Any) -> httpx.Response:
        return self.client.post(path, data={"_csrf": self.csrf(), **form}, **more)


def hidden(html: str, name: str) -> str:
    """The value of a hidden input."""
    found = re.search(rf'name="{re.escape(name)}" value="([^"]*)"', html)
    assert found, f"no input {name}"
    return unescape(found[1])


@pytest.fixture(scope="module")
def house(
    mongo_url: str,
    kafka_servers: str,
    kafka_idempotence: bool,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[House]:
    room = tmp_path_factory.mktemp("keys")
    with province.house(mongo_url, kafka_servers, room, idempotence=kafka_idempotence) as made:
        yield made


@pytest.fixture
def visitor(house: House) -> Iterator[Callable[..., Visitor]]:
    """`visitor("officer.86")` is a browser in which this person is signed in."""
    opened: list[Visitor] = []

    def visit(name: str = "", at: str = "gateway") -> Visitor:
        browser = Visitor(house.urls[at])
        opened.append(browser)
        if name:
            assert browser.sign_in(name).status_code == 303
        return browser

    yield visit
    for browser in opened:
        browser.client.close()
