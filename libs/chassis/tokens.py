"""Tokens: what a bearer proves, issued by the gateway and verified by every service itself.

JWT (RFC 7519) signed with a key of its issuer's JWKS; between services a short HS256 token with the
audience «internal».
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import Any

import msgspec
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import OctKey

from casework import Actor
from casework.vocabulary import PEOPLE
from chassis import clock
from chassis.keys import DISCOVERY, Keys

__all__ = [
    "ALGORITHMS", "DISCOVERY", "Claims", "Issuer", "Keys", "Unauthorized", "Verifier",
    "check_internal", "internal_token",
]  # fmt: skip
ALGORITHMS = ["ES256", "EdDSA", "Ed25519", "RS256"]
SKEW = 30
LONGEST = 24 * 3600  # seconds for which any token may be good from now on
MOST = 16_384  # characters of a token
INTERNAL = "internal"
Over = Callable[[str, float], bool]


class Unauthorized(Exception):
    """The token is missing, forged, expired, or meant for somebody else; says which."""


class Claims(msgspec.Struct, frozen=True, kw_only=True):
    """What the platform reads of a token. Of its `roles` only the field's own count (domain 1.1):
    an issuer names others too, and none may say that it is the system. Times may have fractions."""

    sub: str
    exp: float
    iss: str = ""
    iat: float = 0.0
    roles: tuple[str, ...] = ()
    province: str = ""
    unit: str = ""
    name: str = ""
    demo: bool = False

    def actor(self, allowed: frozenset[str] = PEOPLE) -> Actor:
        return Actor(
            id=self.sub,
            roles=PEOPLE.intersection(self.roles) & allowed,
            province=self.province,
            unit=self.unit,
            name=self.name,
        )


class Issuer(msgspec.Struct, frozen=True):
    """Somebody whose tokens are taken, and the roles that they may name: a key of the ministry
    makes no officer of a province, and one of a province none of the ministry."""

    name: str
    keys: Keys
    roles: frozenset[str] = PEOPLE
    read: Callable[[dict[str, Any]], dict[str, Any]] = dict


class Verifier:
    """Turns a bearer token into an Actor; verified tokens are remembered while all that made them
    good still holds: their time, their key, and that nobody has ended them."""

    def __init__(
        self,
        keys: Keys,
        issuer: str,
        audience: str,
        *,
        trusted: Sequence[Issuer] = (),
        over: Over = lambda person, issued: False,
        demo: bool = True,
        remember: int = 4096,
    ) -> None:
        self._issuers = {i.name: i for i in (Issuer(issuer, keys), *trusted)}
        self._audience = audience
        self._over = over
        self._demo = demo
        self._known: OrderedDict[str, tuple[Claims, Issuer, int, Actor]] = OrderedDict()
        self._remember = remember

    async def actor(self, token: str) -> Actor:
        """Raises Unauthorized, Unavailable."""
        found = self._known.get(token)
        if found is not None:
            claims, issuer, version, actor = found
            await issuer.keys.get()
            if claims.exp > clock.seconds() and version == issuer.keys.version:
                self._check_standing(claims)
                return actor
            del self._known[token]
        claims, issuer = await self._verify(token)
        self._check_standing(claims)
        actor = claims.actor(issuer.roles)
        self._known[token] = (claims, issuer, issuer.keys.version, actor)
        if len(self._known) > self._remember:
            self._known.popitem(last=False)
        return actor

    def _check_standing(self, claims: Claims) -> None:
        if self._over(claims.sub, claims.iat):
            raise Unauthorized("Tài khoản đã khóa hoặc đã thay đổi: xin đăng nhập lại")
        if claims.demo and not self._demo:
            raise Unauthorized("Mã truy cập của dữ liệu thử không dùng ở đây")

    async def _verify(self, token: str) -> tuple[Claims, Issuer]:
        if len(token) > MOST:
            raise Unauthorized("Mã truy cập quá dài")
        issuer = self._issuer(token)
        now = clock.seconds()
        registry = jwt.JWTClaimsRegistry(
            now=int(now),
            leeway=SKEW,
            iss={"essential": True, "value": issuer.name},
            aud={"essential": True, "value": self._audience},
            sub={"essential": True},
            exp={"essential": True},
        )
        try:
            raw = dict(await self._decode(token, issuer.keys))
            registry.validate(raw)
            claims = msgspec.convert(issuer.read(raw), Claims)
        except (JoseError, ValueError, TypeError, msgspec.ValidationError) as error:
            raise Unauthorized(f"Mã truy cập không hợp lệ: {error}") from None
        if claims.exp > now + LONGEST + SKEW:
            raise Unauthorized("Mã truy cập có thời hạn quá dài")
        return claims, issuer

    def _issuer(self, token: str) -> Issuer:
        """Whose token this says it is: its keys then prove it."""
        try:
            _, payload, _ = token.encode("ascii").split(b".")
            named = msgspec.json.decode(_unpadded(payload), type=_Named).iss
        except (ValueError, msgspec.DecodeError):
            raise Unauthorized("Mã truy cập không đọc được") from None
        if named not in self._issuers:
            raise Unauthorized("Mã truy cập không dành cho hệ thống này")
        return self._issuers[named]

    async def _decode(self, token: str, of: Keys) -> dict[str, Any]:
        keys = await of.get()
        try:
            return dict(jwt.decode(token, keys, algorithms=ALGORITHMS).claims)
        except (JoseError, ValueError):
            again = await of.get(refresh=True)
            if again is keys:
                raise
            return dict(jwt.decode(token, again, algorithms=ALGORITHMS).claims)


class _Named(msgspec.Struct):
    iss: str = ""


def _unpadded(text: bytes) -> bytes:
    from base64 import urlsafe_b64decode

    return urlsafe_b64decode(text + b"=" * (-len(text) % 4))


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
    registry = jwt.JWTClaimsRegistry(
        now=int(clock.seconds()),
        aud={"essential": True, "value": INTERNAL},
        exp={"essential": True},
    )
    try:
        claims = jwt.decode(token, OctKey.import_key(secret), algorithms=["HS256"]).claims
        registry.validate(claims)
    except (JoseError, ValueError, TypeError) as error:
        raise Unauthorized(f"Mã nội bộ không hợp lệ: {error}") from None


_internal: dict[tuple[str, int], str] = {}
