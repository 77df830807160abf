"""Tokens: what a bearer proves, issued by the gateway and verified by every service itself.

JWT (RFC 7519) signed with ES256 or EdDSA keys of a JWKS that may rotate; between services a short
HS256 token with the audience «internal».
"""

from __future__ import annotations

import time
from collections import OrderedDict
from pathlib import Path
from typing import Any

import httpx
import msgspec
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet, OctKey

from casework import Actor
from casework.vocabulary import PEOPLE
from chassis import clock

ALGORITHMS = ["ES256", "EdDSA", "Ed25519", "RS256"]
SKEW = 30
INTERNAL = "internal"
DISCOVERY = "/.well-known/openid-configuration"


class Unauthorized(Exception):
    """The token is missing, forged, expired, or meant for somebody else; says which."""


class Claims(msgspec.Struct, frozen=True, kw_only=True):
    """What the platform reads of a token. Of its `roles` only the field's own count (domain 1.1):
    an issuer names others too, and none may say that it is the system."""

    sub: str
    exp: int
    iss: str = ""
    aud: str | list[str] = ""
    nbf: int = 0
    roles: tuple[str, ...] = ()
    province: str = ""
    unit: str = ""
    name: str = ""

    def actor(self) -> Actor:
        return Actor(
            id=self.sub,
            roles=PEOPLE.intersection(self.roles),
            province=self.province,
            unit=self.unit,
            name=self.name,
        )


class Keys:
    """The public keys of the issuer: a file, a URL, or an OpenID Connect discovery document, which
    names the URL. An unknown key id is asked for once every ten seconds at most."""

    def __init__(self, where: str) -> None:
        self._where = where
        self._set: KeySet | None = None
        self._asked = -1e9

    async def get(self, refresh: bool = False) -> KeySet:
        if self._set is None or (refresh and time.monotonic() - self._asked > 10):
            self._asked = time.monotonic()
            self._set = KeySet.import_key_set(msgspec.json.decode(await self._read()))
        return self._set

    async def _read(self) -> bytes:
        if self._where.startswith(("http://", "https://")):
            async with httpx.AsyncClient(timeout=5) as client:
                where = self._where
                if where.endswith(DISCOVERY):
                    where = (await client.get(where)).raise_for_status().json()["jwks_uri"]
                return (await client.get(where)).raise_for_status().content
        return Path(self._where).read_bytes()


class Verifier:
    """Turns a bearer token into an Actor; verified tokens are remembered until they expire."""

    def __init__(self, keys: Keys, issuer: str, audience: str, remember: int = 4096) -> None:
        self._keys = keys
        self._issuer = issuer
        self._audience = audience
        self._known: OrderedDict[str, tuple[int, Actor]] = OrderedDict()
        self._remember = remember

    async def actor(self, token: str) -> Actor:
        """Raises Unauthorized."""
        now = int(clock.seconds())
        known = self._known.get(token)
        if known and known[0] > now:
            return known[1]
        claims = await self._verify(token, now)
        actor = claims.actor()
        self._known[token] = (claims.exp, actor)
        if len(self._known) > self._remember:
            self._known.popitem(last=False)
        return actor

    async def _verify(self, token: str, now: int) -> Claims:
        try:
            raw = await self._decode(token)
            claims = msgspec.convert(raw, Claims)
        except (JoseError, ValueError, msgspec.ValidationError) as error:
            raise Unauthorized(f"Mã truy cập không hợp lệ: {error}") from None
        audience = [claims.aud] if isinstance(claims.aud, str) else claims.aud
        if claims.iss != self._issuer or self._audience not in audience:
            raise Unauthorized("Mã truy cập không dành cho hệ thống này")
        if claims.exp + SKEW < now:
            raise Unauthorized("Mã truy cập đã hết hạn")
        if claims.nbf - SKEW > now:
            raise Unauthorized("Mã truy cập chưa có hiệu lực")
        return claims

    async def _decode(self, token: str) -> dict[str, Any]:
        try:
            keys = await self._keys.get()
            return dict(jwt.decode(token, keys, algorithms=ALGORITHMS).claims)
        except (JoseError, ValueError):
            keys = await self._keys.get(refresh=True)
            return dict(jwt.decode(token, keys, algorithms=ALGORITHMS).claims)


def internal_token(secret: str, seconds: int = 300) -> str:
    """A token for calls between services; the same one for most of its life."""
    now = int(clock.seconds())
    slot = now // (seconds // 2)
    if (found := _internal.get((secret, slot))) is None:
        claims = {"sub": "service", "aud": INTERNAL, "exp": now + seconds}
        found = jwt.encode({"alg": "HS256"}, claims, OctKey.import_key(secret))
        _internal.clear()
        _internal[secret, slot] = found
    return found


def check_internal(secret: str, token: str) -> None:
    """Raises Unauthorized unless `token` was made with the shared secret and is alive."""
    if not secret:
        raise Unauthorized("Chưa đặt NGOAIVU_INTERNAL_SECRET")
    try:
        claims = jwt.decode(token, OctKey.import_key(secret), algorithms=["HS256"]).claims
    except (JoseError, ValueError) as error:
        raise Unauthorized(f"Mã nội bộ không hợp lệ: {error}") from None
    if claims.get("aud") != INTERNAL or claims.get("exp", 0) < clock.seconds():
        raise Unauthorized("Mã nội bộ đã hết hạn hoặc sai đối tượng")


_internal: dict[tuple[str, int], str] = {}
