"""The door: who may come in by name and password, and how often they may be wrong."""

from __future__ import annotations

import base64
import binascii
import time
from collections import OrderedDict, deque

from casework import Actor
from chassis.errors import Unavailable
from chassis.tokens import Unauthorized
from chassis.web.problems import TooMany
from gateway.identity.accounts import Accounts
from gateway.identity.attempts import Attempts


class Failures:
    """How often something failed lately, by name: at most `most` times in `seconds`."""

    def __init__(self, most: int, seconds: float, names: int = 10_000) -> None:
        self._most, self._seconds, self._names = most, seconds, names
        self._at: OrderedDict[str, deque[float]] = OrderedDict()

    def check(self, name: str) -> None:
        """Raises TooMany while there were too many failures."""
        failed = self._at.get(name)
        if failed is None:
            return
        now = time.monotonic()
        while failed and failed[0] < now - self._seconds:
            failed.popleft()
        if len(failed) >= self._most:
            wait = int(failed[0] + self._seconds - now) + 1
            raise TooMany(f"Quá nhiều lần không đúng; thử lại sau {wait} giây", wait)

    def add(self, name: str) -> None:
        self._at.setdefault(name, deque(maxlen=self._most)).append(time.monotonic())
        self._at.move_to_end(name)
        while len(self._at) > self._names:
            self._at.popitem(last=False)

    def clear(self, name: str) -> None:
        self._at.pop(name, None)


class Door:
    """Names and passwords: how often they may be wrong says `attempts.py`."""

    def __init__(self, accounts: Accounts, attempts: Attempts) -> None:
        self._accounts, self._attempts = accounts, attempts

    async def enter(self, name: str, password: str, address: str) -> Actor:
        """Raises Unauthorized, TooMany, Unavailable."""
        known = await self._attempts.begin(name, address)
        try:
            actor = await self._accounts.check(name, password, known)
        except Unavailable:
            await self._attempts.withdraw(name, address)
            raise
        if actor is None:
            raise Unauthorized("Sai tên đăng nhập hoặc mật khẩu")
        await self._attempts.succeed(name, address)
        return actor


def basic(header: str) -> tuple[str, str] | None:
    """Name and password of HTTP Basic (RFC 7617); None for any other scheme. For programs that
    know nothing else, like calendars. Raises Unauthorized."""
    scheme, _, told = header.partition(" ")
    if scheme.lower() != "basic":
        return None
    try:
        name, colon, password = base64.b64decode(told, validate=True).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError):
        colon = ""
    if not colon:
        raise Unauthorized("Authorization: Basic không đọc được")
    return name, password
