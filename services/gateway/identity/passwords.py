"""Passwords: what is refused, and the check, which costs memory and time and so has two lanes.

Whoever has been in from their address before does not stand in line behind strangers; each line has
an end, and who finds it full is told to come again.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError

from casework.text import unaccented
from chassis.errors import Unavailable

LEAST = 12
DEMO_PASSWORD = "ngoaivu-demo"
# Found in every list of guesses, and words that people here would think of first.
COMMON = ("password", "matkhau", "ngoaivu", "sonngoaivu", "songoaivu", "vietnam", "qwerty", "admin",
          "abcdef", "iloveyou", "welcome")  # fmt: skip
ROWS = ("01234567890123456789", "abcdefghijklmnopqrstuvwxyz", "qwertyuiopasdfghjklzxcvbnm")
MOST_WAITING = 12


def weakness(password: str, name: str) -> str:
    """Why a password is refused; empty when it is not."""
    plain = unaccented(password).replace(" ", "")
    if len(password) < LEAST:
        return f"Mật khẩu phải có ít nhất {LEAST} ký tự"
    if len(set(password)) < 6:
        return "Mật khẩu lặp lại quá ít ký tự khác nhau"
    if any(len(part) > 2 and part in plain for part in unaccented(name).split()):
        return "Mật khẩu không được chứa tên đăng nhập"
    rest = plain
    for word in (*COMMON, *_runs(plain)):
        rest = rest.replace(word, "")
    if len(rest) < 5:
        return "Mật khẩu dễ đoán: dãy liền nhau hoặc từ ai cũng nghĩ tới"
    return ""


def _runs(text: str) -> list[str]:
    """Pieces of four and more that follow one another on a keyboard or in the alphabet."""
    found = []
    for row in (*ROWS, *(r[::-1] for r in ROWS)):
        for size in range(len(row), 3, -1):
            found += [row[i : i + size] for i in range(len(row) - size + 1)]
    return sorted({run for run in found if run in text}, key=len, reverse=True)


class Passwords:
    """Hashes and checks, argon2id: each costs 64 MB and a moment of a core."""

    def __init__(self) -> None:
        self._hasher = PasswordHasher()
        self._known, self._strangers = asyncio.Semaphore(2), asyncio.Semaphore(1)
        self._waiting = {True: 0, False: 0}

    async def hash(self, password: str) -> str:
        return await asyncio.to_thread(self._hasher.hash, password)

    async def verify(self, hash_: str, password: str, known: bool) -> bool:
        """Raises Unavailable when too many wait already."""
        async with self._turn(known):
            return await asyncio.to_thread(self._verify, hash_, password)

    @asynccontextmanager
    async def _turn(self, known: bool) -> AsyncIterator[None]:
        if self._waiting[known] >= MOST_WAITING:
            raise Unavailable("too many wait to sign in")
        self._waiting[known] += 1
        try:
            async with self._known if known else self._strangers:
                yield
        finally:
            self._waiting[known] -= 1

    def _verify(self, hash_: str, password: str) -> bool:
        try:
            return self._hasher.verify(hash_, password)
        except (Argon2Error, InvalidHashError):
            return False
