"""Local accounts: for a small office, and for the one-machine run. Passwords are kept as argon2id.

`python -m gateway.identity.accounts add lan.86 --roles officer --province 86 --unit so-ngoai-vu`
asks for a password and makes or changes an account; `disable` ends one.
"""

from __future__ import annotations

import argparse
import asyncio
import getpass
import sys
from collections.abc import Mapping, Sequence
from typing import Any

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError

from casework import Actor
from casework.vocabulary import PEOPLE, ROLE_TITLES
from chassis.settings import Settings
from chassis.store.driver import Document, Store, connect

INDEXES: Mapping[str, Sequence[tuple[Any, Document]]] = {"accounts": ()}
DEMO_PASSWORD = "ngoaivu-demo"
EVERYWHERE = ("ministry", "ops")  # demo accounts that belong to no province
UNITS = {
    "unit": "so-y-te",
    "office": "van-phong-ubnd",
    "chair": "ubnd",
    "party": "tinh-uy",
    "police": "cong-an-tinh",
    "border": "bien-phong",
    "inspector": "thanh-tra-tinh",
    "ministry": "",
    "ops": "",
}
CHECKS = 2  # at once: each costs 64 MB and a moment of a core


class Accounts:
    """The people of this gateway's database. Demo accounts only count while the demo runs."""

    def __init__(self, store: Store, demo: bool) -> None:
        self._rows = store["accounts"]
        self._demo = demo
        self._hasher = PasswordHasher()
        self._nobody = ""
        self._turns = asyncio.Semaphore(CHECKS)

    async def open(self, provinces: Sequence[str]) -> None:
        """Make the hash nobody's password is compared with, and the demo's accounts."""
        self._nobody = await asyncio.to_thread(self._hasher.hash, "nobody")
        if self._demo and not await self._rows.find_one({"_id": "ops", "demo": True}):
            hash_ = await asyncio.to_thread(self._hasher.hash, DEMO_PASSWORD)
            for row in _demo_accounts(provinces or ("12", "46", "79", "86")):
                made = {"$setOnInsert": {**row, "hash": hash_}}
                await self._rows.update_one({"_id": row["_id"]}, made, upsert=True)

    async def check(self, name: str, password: str) -> Actor | None:
        """The person, if name and password are right; as slow for a name that nobody has."""
        row = await self._rows.find_one({"_id": name})
        if row is not None and (row.get("disabled") or (row.get("demo") and not self._demo)):
            row = None
        hash_ = row["hash"] if row else self._nobody
        async with self._turns:
            right = await asyncio.to_thread(self._verify, hash_, password)
        if row is None or not right:
            return None
        return _actor(row)

    async def demo_person(self, name: str) -> Actor | None:
        """A demo account by its name alone, where the demo is on."""
        row = await self._rows.find_one({"_id": name, "demo": True})
        return _actor(row) if row and self._demo else None

    async def keep(self, actor: Actor, password: str) -> None:
        """Make an account, or change it whole."""
        row = {
            "roles": sorted(actor.roles),
            "province": actor.province,
            "unit": actor.unit,
            "name": actor.name,
            "hash": await asyncio.to_thread(self._hasher.hash, password),
            "demo": False,
            "disabled": False,
        }
        await self._rows.update_one({"_id": actor.id}, {"$set": row}, upsert=True)

    async def disable(self, name: str) -> bool:
        done = await self._rows.update_one({"_id": name}, {"$set": {"disabled": True}})
        return bool(done.matched_count)

    def _verify(self, hash_: str, password: str) -> bool:
        try:
            return self._hasher.verify(hash_, password)
        except (Argon2Error, InvalidHashError):
            return False


def _actor(row: Document) -> Actor:
    return Actor(
        id=row["_id"],
        roles=PEOPLE.intersection(row["roles"]),
        province=row["province"],
        unit=row["unit"],
        name=row["name"],
    )


def _demo_accounts(provinces: Sequence[str]) -> list[Document]:
    named = [(f"{role}.{p}", role, p) for p in provinces for role in ROLE_TITLES]
    named += [(role, role, "") for role in EVERYWHERE]
    return [
        {
            "_id": name,
            "roles": [role],
            "province": province,
            "unit": UNITS.get(role, "so-ngoai-vu"),
            "name": f"{ROLE_TITLES[role]} ({province})" if province else ROLE_TITLES[role],
            "demo": True,
        }
        for name, role, province in named
        if role != "system" and (province or role in EVERYWHERE)
        if not (province and role in EVERYWHERE)
    ]


def main(arguments: Sequence[str] | None = None) -> int:
    """Add, change or disable an account from a shell on the gateway's machine."""
    parser = argparse.ArgumentParser(prog="python -m gateway.identity.accounts")
    parser.add_argument("what", choices=("add", "disable"))
    parser.add_argument("name")
    parser.add_argument("--roles", default="")
    parser.add_argument("--province", default="")
    parser.add_argument("--unit", default="")
    parser.add_argument("--full-name", default="")
    asked = parser.parse_args(arguments)
    roles = frozenset(filter(None, asked.roles.split(",")))
    if asked.what == "add" and (not roles or roles - PEOPLE):
        parser.error(f"--roles: {', '.join(r for r in ROLE_TITLES if r in PEOPLE)}")
    return asyncio.run(_command(asked, roles))


async def _command(asked: argparse.Namespace, roles: frozenset[str]) -> int:
    settings = Settings.from_env("gateway")
    store = connect(settings)
    try:
        await store.ensure(**INDEXES)
        kept = Accounts(store, settings.demo)
        if asked.what == "disable":
            return 0 if await kept.disable(asked.name) else 1
        piped = not sys.stdin.isatty()
        password = sys.stdin.readline().strip() if piped else getpass.getpass("Mật khẩu: ")
        if len(password) < 10:
            print("Mật khẩu phải có ít nhất 10 ký tự", file=sys.stderr)
            return 1
        actor = Actor(
            id=asked.name,
            roles=roles,
            province=asked.province,
            unit=asked.unit,
            name=asked.full_name,
        )
        await kept.keep(actor, password)
        return 0
    finally:
        await store.close()


if __name__ == "__main__":
    sys.exit(main())
