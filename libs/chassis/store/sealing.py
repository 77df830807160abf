"""Sealing: pending lines become blocks of the journal, by the one process that holds the lease."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from chassis.store.driver import Document, Session, Store
from chassis.store.journal import BLOCK_BYTES, BLOCK_LINES, GENESIS, SEAL, Line, seal_of
from chassis.store.lease import LEASE, Lease


class Fenced(Exception):
    """Another relay holds the lease; what this one was about to write is not written."""


class Sealer:
    """Turns pending lines into sealed blocks.

    The heads lie in the lease's document, so that one guarded write moves them: it fits only while
    the lease is held and the heads are those that were written last. They are kept in memory for
    as long as the lease is not taken anew: others may have sealed between.
    """

    def __init__(self, store: Store, lease: Lease) -> None:
        self._store = store
        self._lease = lease
        self._kept: tuple[int, Document] | None = None  # the lease's token, and the heads
        self.has_more = False

    async def seal(self) -> list[Line]:
        """Seal the next lines; empty when nothing waits. Raises Fenced.

        They are read in one snapshot: a plain read may see a dossier's second line and not the
        first, which was committed behind its cursor.
        """
        pending = self._store.snapshot("journal_pending")
        waiting = await pending.find().sort("_id", 1).limit(BLOCK_LINES).to_list(None)
        self.has_more = False
        if not waiting:
            return []
        rows = _first_bytes(waiting, BLOCK_BYTES)
        sealed: list[Line] = []

        kept, token = self._kept, self._lease.token
        known = kept[1] if kept and kept[0] == token else None
        self._kept = None

        async def write(session: Session) -> Document:
            sealed.clear()
            before = known or await self._read(session)
            lines, heads = await self._write(rows, before, session)
            sealed.extend(lines)
            return heads

        self._kept = token, await self._store.tx(write)
        self.has_more = len(rows) < len(waiting) or len(waiting) == BLOCK_LINES
        return sealed

    async def _read(self, session: Session) -> Document:
        mine = {"_id": LEASE, "token": self._lease.token}
        kept: Document | None = await self._store["relay"].find_one(mine, session=session)
        if kept is None:
            raise Fenced(f"token {self._lease.token}")
        return {"heads": kept.get("heads", {}), "blocks": kept.get("blocks")}

    async def _write(
        self, rows: Sequence[Document], before: Document, session: Session
    ) -> tuple[list[Line], Document]:
        token, heads = self._lease.token, dict(before["heads"])
        lines = _chain(rows, heads)
        after = {"heads": heads, "blocks": (before["blocks"] or 0) + 1}
        same = {"_id": LEASE, "token": token, "blocks": before["blocks"]}
        moved = await self._store["relay"].update_one(same, {"$set": after}, session=session)
        if not moved.matched_count:
            raise Fenced(f"token {token}, block {after['blocks']}")
        await self._store["journal"].insert_many(_blocks(lines, token), session=session)
        ids = [row["_id"] for row in rows]
        gone = await self._store["journal_pending"].delete_many(
            {"_id": {"$in": ids}}, session=session
        )
        if gone.deleted_count != len(ids):
            raise Fenced("lines were sealed by someone else")
        return lines, after


def _first_bytes(rows: Sequence[Document], most: int) -> list[Document]:
    """The first rows whose data together stay under `most` bytes, and always the first one."""
    taken, size = [rows[0]], len(rows[0]["data"])
    for row in rows[1:]:
        size += len(row["data"])
        if size > most:
            break
        taken.append(row)
    return taken


def _chain(rows: Sequence[Document], heads: dict[str, Document]) -> list[Line]:
    """Give each row its position and hash; `heads` moves along."""
    lines = []
    for row in rows:
        province = row["province"]
        head = heads.get(province, {"position": 0, "hash": GENESIS})
        fields = {name: value for name, value in row.items() if name != "_id"}
        position, prev = head["position"] + 1, head["hash"]
        line = Line(id=row["_id"], position=position, prev=prev, hash="", seal=SEAL, **fields)
        line = msgspec.structs.replace(line, hash=seal_of(line, prev))
        heads[province] = {"position": position, "hash": line.hash, "at": line.at}
        lines.append(line)
    return lines


def _blocks(lines: Sequence[Line], token: int) -> list[Document]:
    blocks: dict[str, Document] = {}
    for line in lines:
        raw = msgspec.structs.asdict(line)
        del raw["province"]
        block = blocks.setdefault(
            line.province,
            {
                "_id": f"{line.province}:{line.position:016d}",
                "province": line.province,
                "first": line.position,
                "token": token,
                "lines": [],
            },
        )
        block["lines"].append(raw)
        block["last"] = line.position
    return list(blocks.values())
