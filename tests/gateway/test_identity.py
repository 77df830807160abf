"""Who signs in gets a token that every service verifies itself; nobody else gets one."""

from __future__ import annotations

import asyncio
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import pytest
from joserfc import jwt
from joserfc.jwk import KeySet
from litestar import Litestar, get
from msgspec.structs import replace

from casework import Actor
from chassis.errors import Unavailable
from chassis.provinces import load_provinces
from chassis.settings import Settings
from chassis.store.driver import connect
from chassis.tokens import Keys, Unauthorized, Verifier
from chassis.web.problems import TooMany
from gateway.identity.accounts import Accounts, BadAccount, checked
from gateway.identity.attempts import Attempts
from gateway.identity.door import Failures, basic
from gateway.identity.passwords import Passwords, weakness
from gateway.identity.signing import Signer
from local import keys
from support.province import House, eventually
from support.running import PROVINCES
from support.sockets import serving

FORM = {"username": "officer.86", "password": "ngoaivu-demo"}


def test_a_demo_account_signs_in(house: House) -> None:
    answer = house.client.post("/api/token", data=FORM)

    assert answer.status_code == 200
    told = answer.json()
    assert (told["token_type"], told["roles"], told["province"]) == ("Bearer", ["officer"], "86")
    assert answer.headers["cache-control"] == "no-store"
    headers = {"Authorization": f"Bearer {told['access_token']}"}
    assert house.client.get("/api/delegations/letter", headers=headers).status_code == 200


@pytest.mark.parametrize(
    ("name", "roles", "unit"),
    [
        ("unit.12", ["unit"], "so-y-te"),
        ("chair.46", ["chair"], "ubnd"),
        ("border.79", ["border"], "bien-phong"),
        ("ministry", ["ministry"], ""),
        ("ops", ["ops"], ""),
    ],
)
def test_demo_accounts_are_of_every_role(
    house: House, name: str, roles: list[str], unit: str
) -> None:
    answer = house.client.post("/api/token", data={**FORM, "username": name}).json()

    assert (answer["roles"], answer["unit"]) == (roles, unit)


def test_the_token_is_proved_by_the_published_keys(house: House) -> None:
    token = house.client.post("/api/token", data=FORM).json()["access_token"]
    published = KeySet.import_key_set(house.client.get("/.well-known/jwks.json").json())

    claims = jwt.decode(token, published, algorithms=["ES256"]).claims
    assert (claims["sub"], claims["aud"]) == ("officer.86", "ngoaivu")
    assert all("d" not in key for key in published.as_dict()["keys"])


@pytest.mark.parametrize(
    ("form", "status"),
    [
        ({**FORM, "password": "sai"}, 401),
        ({**FORM, "username": "nobody.86"}, 401),
        ({**FORM, "username": "system.86"}, 401),
        ({"username": "officer.86"}, 422),
        ({}, 415),
    ],
)
def test_nobody_else_gets_a_token(house: House, form: dict[str, str], status: int) -> None:
    answer = house.client.post("/api/token", data=form)

    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert "access_token" not in answer.text


def test_a_password_may_be_tried_ten_times(house: House) -> None:
    form = {"username": "head.12", "password": "sai"}
    answers = [house.client.post("/api/token", data=form) for _ in range(11)]

    assert [a.status_code for a in answers] == [401] * 10 + [429]
    assert int(answers[-1].headers["retry-after"]) > 0
    assert house.client.post("/api/token", data=FORM).status_code == 200


def test_tries_at_once_are_counted_as_many(house: House) -> None:
    """Ten of forty are looked at; the others are refused before, whatever their password."""
    form = {"username": "clerk.12", "password": "sai"}
    with ThreadPoolExecutor(20) as pool:
        send = lambda _: house.client.post("/api/token", data=form).status_code  # noqa: E731
        statuses = list(pool.map(send, range(40)))

    assert statuses.count(401) + statuses.count(503) <= 10
    assert statuses.count(429) >= 30


def test_one_address_tries_few_names(house: House) -> None:
    """With a word that everybody knows, name after name; who was here before goes on."""
    attempts = house.database("gateway")["sign_ins"]
    attempts.delete_many({"_id": {"$regex": "^(try|address|name):"}})
    assert house.client.post("/api/token", data=FORM).status_code == 200
    names = [f"person-{n}.86" for n in range(25)]
    form = [{"username": name, "password": "Mùa xuân 2026"} for name in names]
    statuses = [house.client.post("/api/token", data=f).status_code for f in form]

    assert statuses == [401] * 20 + [429] * 5
    assert house.client.post("/api/token", data=FORM).status_code == 200
    attempts.delete_many({"_id": {"$regex": "^(try|address|name):"}})


async def test_a_restart_forgets_no_try(mongo_url: str, database_name: str) -> None:
    store = connect(Settings(service="gateway", mongo_url=mongo_url, database=database_name))
    try:
        for _ in range(10):
            await Attempts(store).begin("lan", "10.0.0.1")
        with pytest.raises(TooMany):
            await Attempts(store).begin("lan", "10.0.0.1")
        assert await Attempts(store).begin("lan", "10.0.0.2") is False
        await Attempts(store).succeed("lan", "10.0.0.2")
        assert await Attempts(store).begin("lan", "10.0.0.2") is True
    finally:
        await store.close()


async def test_the_line_before_the_door_has_an_end() -> None:
    passwords = Passwords()
    hash_ = await passwords.hash("nobody")
    tries = [passwords.verify(hash_, "sai", known=False) for _ in range(30)]
    answers = await asyncio.gather(*tries, return_exceptions=True)

    assert sum(isinstance(a, Unavailable) for a in answers) == 18
    assert await passwords.verify(hash_, "nobody", known=True)


@pytest.mark.parametrize(
    ("password", "good"),
    [
        ("1234567890", False),
        ("1234567890123456", False),
        ("aaaaaaaaaaaaaaaa", False),
        ("ngoaivu-demo", False),
        ("abcdefghijklmnop", False),
        ("password12345678", False),
        ("lan.86-lan.86-x!", False),
        ("ngắn quá", False),
        ("bốn con gà vàng ngoài sân", True),
        ("kT7#vR2!qZ9mWx", True),
    ],
)
def test_a_password_is_one_that_nobody_guesses(password: str, good: bool) -> None:
    assert (weakness(password, "lan.86") == "") is good


@pytest.mark.parametrize(
    ("changed", "at"),
    [
        ({}, ""),
        ({"province": "99"}, "/province"),
        ({"province": ""}, "/province"),
        ({"unit": ""}, "/unit"),
        ({"unit": "so-khong-co"}, "/unit"),
        ({"roles": frozenset({"system"})}, "/roles"),
        ({"roles": frozenset()}, "/roles"),
        ({"roles": frozenset({"officer", "police"})}, "/roles"),
        ({"roles": frozenset({"admin", "officer"})}, "/roles"),
        ({"roles": frozenset({"ops"})}, "/province"),
        ({"roles": frozenset({"ops"}), "province": "", "unit": ""}, ""),
        ({"roles": frozenset({"officer", "head"})}, ""),
        ({"id": "Lan 86"}, "/id"),
    ],
)
def test_an_account_is_of_a_known_place(changed: dict[str, Any], at: str) -> None:
    lan = Actor(id="lan.86", roles=frozenset({"officer"}), province="86", unit="so-ngoai-vu")
    try:
        checked(replace(lan, **changed), load_provinces(PROVINCES, {}))
        found = ""
    except BadAccount as error:
        found = error.at
    assert found == at


def test_a_disabled_account_is_refused_everywhere_at_once(house: House) -> None:
    admin, password = house.person("admin", "86"), "bốn con gà vàng ngoài sân"
    made = admin.send(
        "PUT", "/api/accounts/minh.86",
        json={"roles": ["officer"], "province": "86", "unit": "so-ngoai-vu", "password": password},
    )  # fmt: skip
    assert made.status_code == 200, made.text
    assert "hash" not in made.text
    time.sleep(0.05)
    form = {"username": "minh.86", "password": password}
    token = house.client.post("/api/token", data=form).json()["access_token"]
    headers = {"Authorization": f"Bearer {token}"}
    path = "/api/delegations/letter"
    assert httpx.get(f"{house.urls['delegations']}{path}", headers=headers).status_code == 200

    admin.post("/api/accounts/minh.86/disable")

    assert house.client.get("/api/me", headers=headers).status_code == 401
    assert house.client.post("/api/token", data=form).status_code == 401

    def is_refused_at_the_service() -> bool:
        answer = httpx.get(f"{house.urls['delegations']}{path}", headers=headers)
        return answer.status_code == 401

    eventually(is_refused_at_the_service, 30)
    acts = admin.get("/api/accounts/minh.86/history")["items"]
    assert [(a["by"], a["act"]) for a in acts] == [("admin.86", "keep"), ("admin.86", "disable")]


def test_an_administrator_keeps_the_accounts_of_one_province(house: House) -> None:
    admin = house.person("admin", "12")
    account = {"roles": ["officer"], "unit": "so-ngoai-vu", "password": "bốn con gà vàng ngoài sân"}

    def keeps(id: str, **more: Any) -> int:
        body = {**account, "province": "12", **more}
        return admin.send("PUT", f"/api/accounts/{id}", json=body).status_code

    assert {a["province"] for a in admin.get("/api/accounts")["items"]} == {"12"}
    assert keeps("of.86", province="86") == 403
    assert keeps("officer.86") == 403
    assert keeps("me.ops", roles=["ops"], province="", unit="") == 403
    assert keeps("admin.12", roles=["admin"]) == 403
    assert keeps("short.12", password="1234567890") == 422
    assert admin.send("POST", "/api/accounts/officer.86/disable").status_code == 404
    assert house.person("officer", "12").send("GET", "/api/accounts").status_code == 403


def test_failures_are_forgotten_after_a_success() -> None:
    failures = Failures(most=2, seconds=60)
    failures.add("a")
    failures.clear("a")
    failures.add("a")
    failures.check("a")
    failures.add("a")

    with pytest.raises(TooMany):
        failures.check("a")


async def test_demo_accounts_end_with_the_demo(mongo_url: str, database_name: str) -> None:
    store = connect(Settings(service="gateway", mongo_url=mongo_url, database=database_name))
    try:
        with_demo, without = Accounts(store, demo=True), Accounts(store, demo=False)
        await with_demo.open(["86"])
        await without.open(["86"])

        assert await with_demo.check("officer.86", "ngoaivu-demo")
        assert await without.check("officer.86", "ngoaivu-demo") is None
    finally:
        await store.close()


async def test_an_office_makes_and_ends_accounts(mongo_url: str, database_name: str) -> None:
    store = connect(Settings(service="gateway", mongo_url=mongo_url, database=database_name))
    try:
        accounts = Accounts(store, demo=False)
        await accounts.open([])
        lan = Actor(id="lan", roles=frozenset({"officer"}), province="86", unit="so-ngoai-vu")
        await accounts.keep(lan, "bảy sắc cầu vồng", by="admin")

        assert await accounts.check("lan", "bảy sắc cầu vồng") == lan
        assert await accounts.check("lan", "bay sac cau vong") is None
        kept = await store["accounts"].find_one({"_id": "lan"})
        assert kept["hash"].startswith("$argon2id$")
        assert await accounts.disable("lan", by="admin")
        assert await accounts.check("lan", "bảy sắc cầu vồng") is None
    finally:
        await store.close()


async def test_keys_are_discovered_at_the_issuer(tmp_path: Path) -> None:
    kept = keys.keep(tmp_path)
    where: dict[str, str] = {}

    @get("/.well-known/openid-configuration")
    async def discovery() -> dict[str, str]:
        return {"issuer": where["url"], "jwks_uri": f"{where['url']}/keys"}

    @get("/keys")
    async def published() -> bytes:
        return kept.jwks.read_bytes()

    with serving(Litestar([discovery, published], openapi_config=None)) as url:
        where["url"] = url
        told = Settings(service="gateway", signing_key=kept.signing, issuer=url)
        signer = Signer.of(told)
        assert signer is not None
        found = Keys(f"{url}/.well-known/openid-configuration")
        verifier = Verifier(found, issuer=url, audience="ngoaivu")

        actor = await verifier.actor(signer.of_reader())
    assert actor.roles == {"ministry"}


def test_without_a_key_people_sign_in_elsewhere() -> None:
    assert Signer.of(Settings(service="gateway")) is None


def test_everybody_may_ask_who_they_are(house: House) -> None:
    told: Any = house.person("police").get("/api/me")

    assert (told["id"], told["unit"]) == ("police.86", "cong-an-tinh")
    assert httpx.get(f"{house.urls['gateway']}/api/me").status_code == 401


def test_calendar_programs_sign_in_with_name_and_password() -> None:
    assert basic("Bearer t") is None
    assert basic("Basic b2ZmaWNlci44Njptw6N0Og==") == ("officer.86", "mãt:")
    for wrong in ("Basic !", "Basic b2ZmaWNlcg==", "Basic /w=="):
        with pytest.raises(Unauthorized):
            basic(wrong)
