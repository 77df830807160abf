"""`ngoaivu backup` and `restore`: all databases of an installation, as one consistent set.

Each database is one service: dossiers, journal, inbox and positions are copied together. Databases
follow one another, so a copy of one may have followed lines that the copy of another does not hold
yet; those that are behind are copied again until none is. What was put back is proven by the seals
of the journals.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import bson
import msgspec

from chassis import clock
from chassis.store.driver import Store, connect
from chassis.store.journal import Head, Journal
from chassis.store.verification import Anchors, Verification
from ngoaivu.site import GATEWAYS, Site

ROUNDS = 6
BATCH = 200
LEFT_OUT = ("system.",)
Say = Callable[[str], None]
Streams = dict[str, int]


class NotConsistent(Exception):
    """The copies do not fit one another, or do not hold: says which and why."""


class Copy(msgspec.Struct, frozen=True, kw_only=True):
    """The copy of one database: the heads of its journal, and how far it has followed others."""

    database: str
    rows: int
    heads: dict[str, Head] = {}
    followed: Streams = {}


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """What a backup holds."""

    at: str
    copies: dict[str, Copy]


async def backup(site: Site, into: Path, processes: Sequence[str], say: Say) -> Manifest:
    """Raises NotConsistent after `ROUNDS` rounds: then there is too much traffic for it."""
    into.mkdir(parents=True, exist_ok=False)
    copies: dict[str, Copy] = {}
    wanted = list(processes)
    for _ in range(ROUNDS):
        for process in wanted:
            copies[process] = await _copy(site, process, into / process)
            say(f"{process}: {copies[process].rows} rows")
        wanted = _behind(copies)
        if not wanted:
            break
        say(f"copied again, because others have followed further: {', '.join(wanted)}")
    if wanted:
        raise NotConsistent(f"too much traffic: {', '.join(wanted)} stayed behind their followers")
    manifest = Manifest(at=clock.instant().isoformat(), copies=copies)
    (into / "manifest.json").write_bytes(msgspec.json.format(msgspec.json.encode(manifest)))
    return manifest


def _behind(copies: dict[str, Copy]) -> list[str]:
    """The sources whose copied journal ends before what a copied follower has followed."""
    found: set[str] = set()
    for copy in copies.values():
        for stream, position in copy.followed.items():
            service, _, province = stream.partition("/")
            source = copies.get(service)
            if source and source.heads.get(province, Head()).position < position:
                found.add(service)
    return sorted(found)


async def _copy(site: Site, process: str, room: Path) -> Copy:
    """One database: followed positions first, then everything, then the head of the journal."""
    store = connect(site.settings(process))
    shutil.rmtree(room, ignore_errors=True)
    room.mkdir(parents=True)
    try:
        count = 0
        for name in sorted(await store.database.list_collection_names()):
            if not name.startswith(LEFT_OUT):
                count += await _dump(store, name, room / f"{name}.bson")
        return Copy(
            database=site.database(process),
            rows=count,
            heads=_heads(room),
            followed=_followed(room),
        )
    finally:
        await store.close()


async def _dump(store: Store, name: str, file: Path) -> int:
    """Every document of a collection, as it is stored, as concatenated BSON (mongodump's form)."""
    count = 0
    with file.open("wb") as sink:
        async for row in store.snapshot(name).find():
            sink.write(bson.encode(row))
            count += 1
    return count


def _heads(room: Path) -> dict[str, Head]:
    rows = {row["_id"]: row for row in _rows(room / "relay.bson")}
    return msgspec.convert(rows.get("lease", {}).get("heads", {}), dict[str, Head])


def _followed(room: Path) -> Streams:
    rows = _rows(room / "positions.bson")
    return {f"{row['service']}/{row['province']}": row["position"] for row in rows}


def _rows(file: Path) -> list[dict[str, Any]]:
    if not file.exists():
        return []
    with file.open("rb") as source:
        return list(bson.decode_file_iter(source))


async def restore(site: Site, kept: Path, say: Say, *, replace: bool) -> dict[str, Any]:
    """Put every database back, give the journals other names, and verify them.

    Raises NotConsistent for a database that is not empty (without `replace`), for one whose
    service still runs, and for a journal that does not hold.
    """
    manifest = msgspec.json.decode((kept / "manifest.json").read_bytes(), type=Manifest)
    done: dict[str, Any] = {}
    for process, copy in manifest.copies.items():
        store = connect(site.settings(process))
        try:
            present = await store.database.list_collection_names()
            if present and not replace:
                raise NotConsistent(f"{copy.database} is not empty: --replace puts the copy there")
            for name in present:
                await store[name].drop()
            for file in sorted((kept / process).glob("*.bson")):
                await _load(store, file)
            done[process] = await _prove(site, process, store)
        finally:
            await store.close()
        say(f"{process}: put back, {done[process]['says']}")
    return done


async def _load(store: Store, file: Path) -> None:
    batch: list[Any] = []
    name = file.name.removesuffix(".bson")
    with file.open("rb") as source:
        for row in bson.decode_file_iter(source):
            batch.append(row)
            if len(batch) == BATCH:
                await store[name].insert_many(batch)
                batch = []
    if batch:
        await store[name].insert_many(batch)


async def _prove(site: Site, process: str, store: Store) -> dict[str, Any]:
    """The journal holds, has another name, and its heads are anchored anew."""
    if process in GATEWAYS:
        return {"says": "no journal of its own"}
    anchors = Anchors(site.settings(process).anchor)
    aside = anchors.put_aside()
    verification = Verification(store, Journal(store), anchors)
    broken = {p: says for p, says in (await verification.all()).items() if says}
    if broken:
        raise NotConsistent(f"{process}: {broken}")
    renamed = await verification.restored()
    heads = await Journal(store).heads()
    positions = {p: head["position"] for p, head in heads.items()}
    return {"says": f"seals hold, heads {positions}", **renamed, "anchor": str(aside or "")}
