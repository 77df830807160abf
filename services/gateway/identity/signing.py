"""Tokens that this gateway issues (ES256), for people and for its own reading of feeds."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from uuid import uuid4

import msgspec
from joserfc import jwt
from joserfc.jwk import ECKey

from casework import Actor
from chassis import clock
from chassis.settings import Settings

LIFETIME = 12 * 3600  # seconds: a working day; an account that ends takes its tokens with it
BREAK_GLASS = 3600  # seconds for an account that is there for emergencies
READER = Actor(id="ministry-gateway", roles=frozenset({"ministry"}), province="")


class Signer:
    """Holds the private key; `public` is what others verify with."""

    def __init__(self, key: ECKey, issuer: str, audience: str) -> None:
        self._key = key
        self._issuer = issuer
        self._audience = audience
        self._own: tuple[float, str] = (0.0, "")

    @classmethod
    def of(cls, settings: Settings) -> Signer | None:
        """The key in `settings.signing_key`; None where only an outside issuer signs."""
        if settings.signing_key is None:
            return None
        told = msgspec.json.decode(Path(settings.signing_key).read_bytes())
        return cls(ECKey.import_key(told), settings.issuer, settings.audience)

    @property
    def public(self) -> dict[str, Any]:
        return dict(self._key.as_dict(private=False))

    def issue(self, actor: Actor, seconds: int = LIFETIME, *, demo: bool = False) -> str:
        now = clock.seconds()
        claims = {
            "iss": self._issuer,
            "aud": self._audience,
            "sub": actor.id,
            "iat": round(now, 3),
            "exp": int(now) + seconds,
            "jti": uuid4().hex,
            "roles": sorted(actor.roles),
            "province": actor.province,
            "unit": actor.unit,
            "name": actor.name,
            **({"demo": True} if demo else {}),
        }
        head = {"alg": "ES256", "kid": str(self._key.kid), "typ": "JWT"}
        return jwt.encode(head, claims, self._key)

    def of_reader(self) -> str:
        """The token with which this gateway reads the feeds of others; renewed in time."""
        until, token = self._own
        if until < clock.seconds() + 60:
            token = self.issue(READER, 600)
            self._own = (clock.seconds() + 600, token)
        return token
