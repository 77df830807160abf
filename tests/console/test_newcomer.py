"""What a newcomer meets: a link that signs them in once, and three lines that say what to try."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import httpx

from chassis.tokens import internal_token
from support.province import House

Visit = Callable[..., Any]


def link(house: House, person: str = "officer.86") -> httpx.Response:
    headers = {"Authorization": f"Bearer {internal_token(house.kept.internal_secret)}"}
    return house.client.post("/internal/one-time-links", json={"person": person}, headers=headers)


def test_a_link_signs_in_once(house: House, visitor: Visit) -> None:
    path = link(house).json()["path"]
    first, second = visitor(), visitor()

    entered = first.get(path)
    assert (entered.status_code, entered.headers["location"]) == (303, "/inbox")
    assert first.get("/me").status_code == 200

    again = second.get(path)
    assert again.status_code == 410
    assert "Liên kết này đã dùng" in again.text
    assert second.get("/me").status_code == 303


def test_only_the_platform_makes_links_and_only_for_demo_accounts(house: House) -> None:
    stranger = house.client.post("/internal/one-time-links", json={"person": "officer.86"})

    assert stranger.status_code == 401
    assert link(house, "somebody.86").status_code == 404


def test_the_first_page_says_what_to_try_until_it_is_closed(house: House, visitor: Visit) -> None:
    newcomer = visitor()
    newcomer.get(link(house).json()["path"])
    html = newcomer.get("/inbox").text

    assert html.count("<li>") >= 3
    assert "Ba việc nên thử" in html
    newcomer.send("/me/welcome", {})
    assert "Ba việc nên thử" not in newcomer.get("/inbox").text


def test_who_signs_in_with_a_password_is_no_newcomer(visitor: Visit) -> None:
    assert "Ba việc nên thử" not in visitor("officer.86").get("/inbox").text
