"""Local accounts: for a small office, and for the one-machine run. Passwords are kept as argon2id.

`python -m gateway.identity.accounts add lan.86 --roles officer --province 86 --unit so-ngoai-vu`
asks for a password and makes or changes an account; `disable` ends one.
"""

from __future__ import annotations

import argparse
import asyncio
import getpass
import re
import sys
from collections.abc import Mapping, Sequence
from typing import Any

import structlog

from casework import Actor, Province
from casework.vocabulary import NARROW, PEOPLE, ROLE_TITLES, WIDE
from chassis import clock
from chassis.provinces import load_provinces
from chassis.settings import Settings
from chassis.store.driver import Document, Store, connect
from gateway.identity.passwords import DEMO_PASSWORD, Passwords, weakness

INDEXES: Mapping[str, Sequence[tuple[Any, Document]]] = {
    "accounts": (([("ended_at", 1)], {"sparse": True}),),
    "account_acts": (([("account", 1), ("at", 1)], {}),),
}
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
log = structlog.get_logger()


class Accounts:
    """The people of this gateway's database. Demo accounts only count while the demo runs."""

    def __init__(self, store: Store, demo: bool) -> None:
        self._rows = store["accounts"]
        self._acts = store["account_acts"]
        self._demo = demo
        self._passwords = Passwords()
        self._nobody = ""

    async def open(self, provinces: Sequence[str]) -> None:
        """Make the hash nobody's password is compared with, and the demo's accounts."""
        self._nobody = await self._passwords.hash("nobody")
        if self._demo and not await self._rows.find_one({"_id": "ops", "demo": True}):
            hash_ = await self._passwords.hash(DEMO_PASSWORD)
            for row in _demo_accounts(provinces or ("12", "46", "79", "86")):
                made = {"$setOnInsert": {**row, "hash": hash_}}
                await self._rows.update_one({"_id": row["_id"]}, made, upsert=True)

    async def check(self, name: str, password: str, known: bool = False) -> Actor | None:
        """The person, if name and password are right; as slow for a name that nobody has.
        Raises Unavailable."""
        row = await self._rows.find_one({"_id": name})
        if row is not None and (row.get("disabled") or (row.get("demo") and not self._demo)):
            row = None
        hash_ = row["hash"] if row else self._nobody
        right = await self._passwords.verify(hash_, password, known)
        if row is None or not right:
            return None
        if row.get("break_glass"):
            log.warning("break-glass account used", account=name)
            await self.write_down(name, "sign-in", name, "break-glass")
        return _actor(row)

    async def kind(self, name: str) -> str:
        """«demo», «break-glass», or nothing: what is special about an account."""
        row = await self._rows.find_one({"_id": name}) or {}
        return "demo" if row.get("demo") else "break-glass" if row.get("break_glass") else ""

    async def demo_person(self, name: str) -> Actor | None:
        """A demo account by its name alone, where the demo is on."""
        row = await self._rows.find_one({"_id": name, "demo": True})
        return _actor(row) if row and self._demo else None

    async def keep(
        self, actor: Actor, password: str, *, by: str, break_glass: bool = False
    ) -> None:
        """Make an account, or change it whole; tokens that it had end. Raises BadAccount."""
        if why := weakness(password, actor.id):
            raise BadAccount("/password", why)
        row = {
            "roles": sorted(actor.roles),
            "province": actor.province,
            "unit": actor.unit,
            "name": actor.name,
            "hash": await self._passwords.hash(password),
            "demo": False,
            "disabled": False,
            "break_glass": break_glass,
            "ended_at": clock.seconds(),
        }
        await self._rows.update_one({"_id": actor.id}, {"$set": row}, upsert=True)
        await self.write_down(
            by, "keep", actor.id, f"{','.join(sorted(actor.roles))} {actor.province}"
        )

    async def disable(self, name: str, *, by: str) -> bool:
        """End an account, and every token that it has."""
        told = {"disabled": True, "ended_at": clock.seconds()}
        done = await self._rows.update_one({"_id": name}, {"$set": told})
        if done.matched_count:
            await self.write_down(by, "disable", name)
        return bool(done.matched_count)

    async def find(self, provinces: Sequence[str] = ()) -> list[Document]:
        """The accounts of these provinces (of all without any), without what is secret."""
        where = {"province": {"$in": list(provinces)}} if provinces else {}
        hidden = {"hash": 0, "ended_at": 0}
        rows: list[Document] = await self._rows.find(where, hidden).sort("_id", 1).to_list(None)
        return [{"id": row.pop("_id"), **row} for row in rows]

    async def ended(self, seconds: float) -> dict[str, float]:
        """Whose tokens ended, and when, as far back as a token may have been issued."""
        since = {"ended_at": {"$gt": clock.seconds() - seconds}}
        rows = await self._rows.find(since, {"ended_at": 1}).to_list(None)
        return {row["_id"]: row["ended_at"] for row in rows}

    async def write_down(self, by: str, act: str, account: str, note: str = "") -> None:
        """What was done with an account: lines that nobody changes."""
        line = {"at": clock.instant().isoformat(), "by": by, "act": act, "account": account}
        await self._acts.insert_one({**line, "note": note})

    async def acts(self, account: str) -> list[Document]:
        rows: list[Document] = await (
            self._acts.find({"account": account}, {"_id": 0}).sort("at", 1).to_list(None)
        )
        return rows


class BadAccount(ValueError):
    """An account that must not be: names the place and the reason."""

    def __init__(self, at: str, why: str) -> None:
        super().__init__(why)
        self.at = at


def checked(actor: Actor, provinces: Mapping[str, Province]) -> Actor:
    """An account as it may be: known roles of one kind, a known province, a known unit of it.
    Raises BadAccount."""
    if not re.fullmatch(r"[a-z0-9][a-z0-9._-]{1,62}", actor.id):
        raise BadAccount("/id", "tên đăng nhập gồm chữ thường không dấu, số, dấu . _ -")
    if not actor.roles or actor.roles - PEOPLE:
        raise BadAccount("/roles", f"vai trò phải trong: {', '.join(sorted(PEOPLE))}")
    if not any(actor.roles <= kind for kind in (WIDE, NARROW, {"admin"}, {"ops"}, {"ministry"})):
        raise BadAccount("/roles", "một tài khoản chỉ giữ vai trò cùng loại")
    if actor.roles & {"ops", "ministry"}:
        if actor.province or actor.unit:
            raise BadAccount("/province", "vai trò này không thuộc tỉnh nào")
        return actor
    province = provinces.get(actor.province)
    if province is None and not (actor.roles == {"admin"} and not actor.province):
        raise BadAccount("/province", f"không có đơn vị hành chính mã {actor.province!r}")
    needs = actor.roles & (WIDE | NARROW)
    units = province.units if province else {}
    if needs and (not actor.unit or (units and actor.unit not in units)):
        raise BadAccount("/unit", f"tỉnh không có đơn vị {actor.unit!r}")
    return actor


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
    parser.add_argument("--break-glass", action="store_true")
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
        by = f"shell:{getpass.getuser()}"
        if asked.what == "disable":
            return 0 if await kept.disable(asked.name, by=by) else 1
        piped = not sys.stdin.isatty()
        password = sys.stdin.readline().strip() if piped else getpass.getpass("Mật khẩu: ")
        actor = Actor(
            id=asked.name,
            roles=roles,
            province=asked.province,
            unit=asked.unit,
            name=asked.full_name,
        )
        provinces = load_provinces(settings.provinces, {})
        await kept.keep(checked(actor, provinces), password, by=by, break_glass=asked.break_glass)
        return 0
    except BadAccount as error:
        print(f"{error.at}: {error}", file=sys.stderr)
        return 1
    finally:
        await store.close()


if __name__ == "__main__":
    sys.exit(main())
