"""A token is good while all that made it good still holds."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import pytest
from joserfc import jwt
from joserfc.jwk import OctKey

from chassis import keys as reading
from chassis.ended import Ended
from chassis.errors import Unavailable
from chassis.issuers import verifier_of
from chassis.keyring import made
from chassis.keys import Keys
from chassis.settings import Settings
from chassis.tokens import Unauthorized, Verifier, check_internal
from support.people import token

ISSUER, AUDIENCE, SECRET = "https://ngoaivu.local", "ngoaivu", "s" * 40


def verifier(jwks: Path, **more: Any) -> Verifier:
    return Verifier(Keys(str(jwks)), ISSUER, AUDIENCE, **more)


@pytest.mark.parametrize(
    ("claims", "good"),
    [
        ({}, True),
        ({"exp": time.time() + 600.5}, True),
        ({"exp": time.time() - 3600}, False),
        ({"exp": 2**70}, False),
        ({"exp": time.time() + 40 * 3600}, False),
        ({"exp": "tomorrow"}, False),
        ({"exp": None}, False),
        ({"nbf": time.time() + 3600.5}, False),
        ({"iat": time.time() + 3600}, False),
        ({"aud": ["other", "ngoaivu"]}, True),
        ({"aud": "other"}, False),
        ({"iss": "https://elsewhere"}, False),
        ({"iss": 7}, False),
        ({"roles": "officer"}, False),
        ({"sub": None}, False),
    ],
)
async def test_what_a_token_says_of_itself(
    tmp_path: Path, claims: dict[str, Any], good: bool
) -> None:
    kept = made(tmp_path)
    told = token(kept.signing, "officer", **claims)
    try:
        assert (await verifier(kept.jwks).actor(told)).roles == {"officer"}
        found = True
    except Unauthorized:
        found = False
    assert found is good


@pytest.mark.parametrize("told", ["", "x", "a.b.c", "a.e30.c", "đ.ê.ô", "." * 5, "x" * 20_000])
async def test_what_is_no_token(tmp_path: Path, told: str) -> None:
    with pytest.raises(Unauthorized):
        await verifier(made(tmp_path).jwks).actor(told)


async def test_a_key_that_was_taken_out_is_trusted_no_longer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "FRESH", 0.0)
    old, new = made(tmp_path / "old"), made(tmp_path / "new")
    its = verifier(old.jwks)
    before = token(old.signing, "officer")
    assert await its.actor(before)

    old.jwks.write_bytes(new.jwks.read_bytes())

    assert await its.actor(token(new.signing, "officer"))
    with pytest.raises(Unauthorized):
        await its.actor(before)


async def test_a_new_key_is_asked_for_when_a_token_names_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "UNKNOWN", 0.0)
    old, new = made(tmp_path / "old"), made(tmp_path / "new")
    its = verifier(old.jwks)
    assert await its.actor(token(old.signing, "officer"))
    both = [json.loads(kept.jwks.read_text())["keys"][0] for kept in (old, new)]
    old.jwks.write_text(json.dumps({"keys": both}))

    assert await its.actor(token(new.signing, "head"))


async def test_one_bad_key_stops_no_other(tmp_path: Path) -> None:
    kept = made(tmp_path)
    (key,) = json.loads(kept.jwks.read_text())["keys"]
    bad = [{"kty": "?"}, {**key, "x": "!", "kid": "b"}, {**key, "use": "enc", "kid": "c"}, 7]
    kept.jwks.write_text(json.dumps({"keys": [*bad, key]}))

    assert await verifier(kept.jwks).actor(token(kept.signing, "officer"))


async def test_an_issuer_that_does_not_answer_is_unavailable() -> None:
    its = Verifier(Keys("http://127.0.0.1:9/keys"), ISSUER, AUDIENCE)
    with pytest.raises(Unavailable):
        await its.actor("e30.eyJpc3MiOiJodHRwczovL25nb2FpdnUubG9jYWwifQ.x")


async def test_while_the_issuer_is_away_its_last_keys_hold(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "FRESH", 0.0)
    kept = made(tmp_path)
    its = verifier(kept.jwks)
    assert await its.actor(token(kept.signing, "officer"))
    kept.jwks.unlink()

    assert await its.actor(token(kept.signing, "head"))
    monkeypatch.setattr(reading, "STALE", 0.0)
    with pytest.raises(Unavailable):
        await its.actor(token(kept.signing, "chair"))


async def test_a_token_ends_with_its_account(tmp_path: Path) -> None:
    kept, ended, now = made(tmp_path), Ended(), time.time()
    its = verifier(kept.jwks, over=ended.covers)
    before = token(kept.signing, "officer", iat=now - 5)
    assert await its.actor(before)

    async def told() -> dict[str, float]:
        return {"officer.86": now}

    async with ended.following(told):
        with pytest.raises(Unauthorized):
            await its.actor(before)
        assert await its.actor(token(kept.signing, "officer", iat=now + 1))
        assert await its.actor(token(kept.signing, "head", iat=now - 5))


async def test_a_demo_token_ends_with_the_demo(tmp_path: Path) -> None:
    kept = made(tmp_path)
    told = token(kept.signing, "officer", demo=True)

    assert await verifier(kept.jwks, demo=True).actor(told)
    with pytest.raises(Unauthorized):
        await verifier(kept.jwks, demo=False).actor(told)


async def test_a_key_of_the_ministry_makes_no_officer_of_a_province(tmp_path: Path) -> None:
    own, theirs = made(tmp_path / "own"), made(tmp_path / "theirs")
    ministry = f"{ISSUER}/bo"
    settings = Settings(service="ngos", jwks=str(own.jwks), trusted={ministry: str(theirs.jwks)})
    its = verifier_of(settings, Keys(settings.jwks), Ended())

    reader = await its.actor(token(theirs.signing, "ministry", "", iss=ministry))
    forged = await its.actor(token(theirs.signing, "officer", iss=ministry))

    assert reader.roles == {"ministry"}
    assert forged.roles == frozenset()
    with pytest.raises(Unauthorized):
        await its.actor(token(theirs.signing, "officer"))


@pytest.mark.parametrize(
    "claims",
    [
        {"aud": "internal"},
        {"aud": "internal", "exp": None},
        {"aud": "internal", "exp": "soon"},
        {"aud": "internal", "exp": 1},
        {"aud": "ngoaivu", "exp": time.time() + 60},
    ],
)
def test_a_token_between_services_is_whole(claims: dict[str, Any]) -> None:
    told = jwt.encode({"alg": "HS256"}, claims, OctKey.import_key(SECRET))
    with pytest.raises(Unauthorized):
        check_internal(SECRET, told)
