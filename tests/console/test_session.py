"""Sessions of the console: who gets in, for how long, and that no other site acts for them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from chassis import clock
from gateway.console.session import digest, local_path, written
from support.province import House

Visit = Callable[..., Any]


def test_a_stranger_is_led_to_the_form_and_back(visitor: Visit) -> None:
    stranger = visitor()

    assert stranger.get("/").headers["location"] == "/sign-in"
    led = stranger.get("/dossiers?type=letter")
    assert (led.status_code, led.headers["location"]) == (
        303, "/sign-in?next=/dossiers%3Ftype%3Dletter",
    )  # fmt: skip
    entered = stranger.sign_in("officer.86", next="/dossiers?type=letter")
    assert entered.headers["location"] == "/dossiers?type=letter"
    assert stranger.get("/").headers["location"] == "/inbox"


def test_the_cookie_is_closed_to_scripts_and_other_sites(visitor: Visit) -> None:
    cookie = visitor().sign_in("officer.86").headers["set-cookie"]

    assert {"HttpOnly", "SameSite=lax", "Path=/"} <= set(cookie.split("; "))
    assert "Domain" not in cookie


def test_over_tls_the_cookie_is_bound_to_the_host(visitor: Visit) -> None:
    browser = visitor()
    form = {"username": "officer.86", "password": "ngoaivu-demo"}
    answer = browser.client.post("/sign-in", data=form, headers={"x-forwarded-proto": "https"})

    assert answer.headers["set-cookie"].startswith("__Host-ngoaivu=")
    assert "Secure" in answer.headers["set-cookie"]


def test_the_token_stays_on_the_server(visitor: Visit, house: House) -> None:
    browser = visitor("officer.86")
    row = house.database("gateway")["sessions"].find_one({"person": "officer.86"})

    assert row["token"] not in browser.get("/me").text
    assert browser.client.cookies["ngoaivu"] not in str(row)


def test_a_wrong_password_says_so_at_the_form(visitor: Visit) -> None:
    answer = visitor().sign_in("officer.86", password="sai")

    assert answer.status_code == 422
    assert "Sai tên đăng nhập hoặc mật khẩu" in answer.text
    assert 'value="officer.86"' in answer.text


def test_too_many_wrong_passwords_close_the_door_for_the_name(visitor: Visit) -> None:
    browser = visitor()
    for _ in range(10):
        browser.sign_in("clerk.46", password="sai")
    answer = browser.sign_in("clerk.46")

    assert answer.status_code == 429
    assert "giây" in answer.text


def test_signing_out_works_at_once_for_a_copied_cookie(visitor: Visit) -> None:
    browser, copy = visitor("officer.86"), visitor()
    copy.client.cookies.set("ngoaivu", browser.client.cookies["ngoaivu"])
    assert copy.get("/me").status_code == 200

    browser.send("/sign-out", {})

    assert copy.get("/me").status_code == 303


def test_signing_in_draws_a_new_id(visitor: Visit, house: House) -> None:
    browser = visitor()
    browser.client.cookies.set("ngoaivu", "planted-by-somebody-else")
    browser.sign_in("officer.86")
    first = browser.client.cookies.get("ngoaivu", domain=browser.client.base_url.host)
    browser.client.cookies.clear()
    browser.client.cookies.set("ngoaivu", first or "")
    browser.sign_in("head.86")

    assert first != "planted-by-somebody-else"
    assert house.database("gateway")["sessions"].find_one({"_id": digest(first or "")}) is None


@pytest.mark.parametrize(
    "age", [{"seen_at": timedelta(minutes=61)}, {"ends_at": timedelta(seconds=1)}]
)
def test_a_session_ends_idle_and_after_half_a_day(
    visitor: Visit, house: House, age: dict[str, timedelta]
) -> None:
    browser = visitor("officer.86")
    rows = house.database("gateway")["sessions"]
    times = {name: written(clock.instant() - by) for name, by in age.items()}
    rows.update_one({"_id": digest(browser.client.cookies["ngoaivu"])}, {"$set": times})

    assert browser.get("/me").headers["location"] == "/sign-in?next=/me"
    assert rows.find_one({"_id": digest(browser.client.cookies["ngoaivu"])}) is None


@pytest.mark.parametrize(
    "headers",
    [{"sec-fetch-site": "cross-site"}, {"sec-fetch-site": "same-site"},
     {"origin": "https://elsewhere.example"}, {"origin": "null"}],
)  # fmt: skip
def test_a_form_of_another_site_is_refused(visitor: Visit, headers: dict[str, str]) -> None:
    browser = visitor("officer.86")
    answer = browser.send("/me", {"language": "en"}, headers=headers)

    assert answer.status_code == 403
    assert '<html lang="vi">' in browser.get("/me").text


def test_another_site_cannot_sign_somebody_in(visitor: Visit) -> None:
    browser = visitor()
    form = {"username": "officer.86", "password": "ngoaivu-demo"}
    elsewhere = {"origin": "https://elsewhere.example"}
    answer = browser.client.post("/sign-in", data=form, headers=elsewhere)

    assert answer.status_code == 403
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize("secret", ["", "guessed"])
def test_a_form_without_the_sessions_secret_is_refused(visitor: Visit, secret: str) -> None:
    browser = visitor("officer.86")
    answer = browser.client.post("/me", data={"_csrf": secret, "language": "en"})

    assert answer.status_code == 403


@pytest.mark.parametrize(
    "wanted",
    ["//elsewhere.example", "https://elsewhere.example/", "/\\elsewhere.example", "javascript:1",
     "/sign-out", "", "/a\nSet-Cookie: x=1"],
)  # fmt: skip
def test_signing_in_leads_nowhere_else(wanted: str) -> None:
    assert local_path(wanted) == "/inbox"


def test_a_local_place_is_led_to_with_its_query() -> None:
    assert local_path("/dossiers?q=lào&late=true") == "/dossiers?q=lào&late=true"


def test_every_page_comes_under_a_strict_policy(visitor: Visit) -> None:
    for answer in (visitor().get("/sign-in"), visitor("officer.86").get("/inbox")):
        policy = answer.headers["content-security-policy"]

        assert {"default-src 'none'", "frame-ancestors 'none'"} <= set(policy.split("; "))
        assert "unsafe" not in policy
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["cache-control"] == "no-store"
        assert "<script>" not in answer.text
        assert "style=" not in answer.text


def test_the_language_is_remembered(visitor: Visit) -> None:
    browser = visitor("officer.86")
    browser.get("/language/en?next=/me")

    assert '<html lang="en">' in browser.get("/me").text
    assert '<html lang="en">' in browser.get("/inbox").text


def test_the_demo_day_moves_only_this_browser(visitor: Visit) -> None:
    browser, other = visitor("officer.86"), visitor("officer.86")
    browser.send("/me/day", {"day": "12/02/2026", "next": "/me"})

    assert 'value="12/02/2026"' in browser.get("/me").text
    assert 'value="12/02/2026"' not in other.get("/me").text
