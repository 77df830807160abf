"""The public keys of an issuer: a file, a URL, or an OpenID Connect discovery document, which names
the URL. They are read again by time, so that a key that was taken out is trusted no longer, and
when a token names a key that is not known."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path
from typing import Any

import httpx
import msgspec
import structlog
from joserfc.errors import JoseError
from joserfc.jwk import KeySet, KeySetSerialization

from chassis.errors import Unavailable

log = structlog.get_logger()
DISCOVERY = "/.well-known/openid-configuration"
FRESH = 30.0  # seconds for which a set is used without being read again
UNKNOWN = 10.0  # seconds between looks for a key that is not known
STALE = 600.0  # seconds for which the last set is used while the issuer does not answer
MOST = 1_000_000  # bytes of an answer


class Keys:
    """`version` counts the sets that differed: what was verified with an earlier one is not now."""

    def __init__(self, where: str) -> None:
        self._where = where
        self._set: KeySet | None = None
        self._bytes = b""
        self._read_at = self._asked = -1e9
        self._lock = asyncio.Lock()
        self.version = 0

    async def get(self, refresh: bool = False) -> KeySet:
        """`refresh`: a token names a key that is not in the set. Raises Unavailable."""
        if not self._is_due(refresh):
            assert self._set is not None
            return self._set
        async with self._lock:
            if self._is_due(refresh):
                await self._renew()
            assert self._set is not None
            return self._set

    def _is_due(self, refresh: bool) -> bool:
        since = time.monotonic() - self._asked
        return self._set is None or since > FRESH or (refresh and since > UNKNOWN)

    async def _renew(self) -> None:
        self._asked = now = time.monotonic()
        try:
            found = await self._read()
            keys = _usable(msgspec.json.decode(found))
        except (httpx.HTTPError, OSError, ValueError, KeyError, TypeError) as error:
            log.warning("keys", where=self._where, cause=repr(error)[:200])
            if self._set is None or now - self._read_at > STALE:
                self._set = None
                raise Unavailable(f"keys of the issuer: {type(error).__name__}") from error
            return
        self._read_at = now
        if found != self._bytes:
            self._set, self._bytes = keys, found
            self.version += 1

    async def _read(self) -> bytes:
        if not self._where.startswith(("http://", "https://")):
            return await asyncio.to_thread(Path(self._where).read_bytes)
        async with httpx.AsyncClient(timeout=5) as client:
            where = self._where
            if where.endswith(DISCOVERY):
                where = str(msgspec.json.decode(await _get(client, where))["jwks_uri"])
            return await _get(client, where)


async def _get(client: httpx.AsyncClient, url: str) -> bytes:
    content = (await client.get(url)).raise_for_status().content
    if len(content) > MOST:
        raise ValueError(f"{url}: more than {MOST} bytes")
    return content


def _usable(told: Any) -> KeySet:
    """The keys that sign. One that cannot be read, or is for something else, stops no other."""
    kept = []
    for key in told["keys"]:
        if not isinstance(key, dict) or key.get("use", "sig") != "sig":
            continue
        try:
            one: KeySetSerialization = {"keys": [key]}
            kept += KeySet.import_key_set(one).keys
        except (JoseError, ValueError, TypeError, KeyError) as error:
            log.warning("key", kid=str(key.get("kid"))[:80], cause=repr(error)[:200])
    if not kept:
        raise ValueError("no key that signs")
    return KeySet(kept)
