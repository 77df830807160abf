"""Who signs in gets a token that every service verifies itself; nobody else gets one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import httpx
import pytest
from joserfc import jwt
from joserfc.jwk import KeySet
from litestar import Litestar, get

from chassis.settings import Settings
from chassis.store.driver import connect
from chassis.tokens import Keys, Unauthorized, Verifier
from chassis.web.problems import TooMany
from gateway.identity.accounts import Accounts
from gateway.identity.door import Failures, basic
from gateway.identity.signing import Signer
from local import keys
from support.province import House
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
    from casework import Actor

    store = connect(Settings(service="gateway", mongo_url=mongo_url, database=database_name))
    try:
        accounts = Accounts(store, demo=False)
        await accounts.open([])
        lan = Actor(id="lan", roles=frozenset({"officer"}), province="86", unit="so-ngoai-vu")
        await accounts.keep(lan, "mật khẩu dài")

        assert await accounts.check("lan", "mật khẩu dài") == lan
        assert await accounts.check("lan", "mat khau dai") is None
        kept = await store["accounts"].find_one({"_id": "lan"})
        assert kept["hash"].startswith("$argon2id$")
        assert await accounts.disable("lan")
        assert await accounts.check("lan", "mật khẩu dài") is None
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
