"""Whether a journal still is what was sealed: hash by hash, row by row, against its anchors.

`verify` reads the head first and then the lines up to it, so that what is sealed meanwhile is no
alarm. What a chain cannot show of itself, that its end was cut off and its head set back, is
shown by an anchor: the head as it was a while ago, kept in a file outside the database
(`Anchors`), by every follower (`wire/follower.py`), and by whoever reads the feeds.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

import msgspec
import structlog

from chassis import clock, metrics
from chassis.background import background
from chassis.store.driver import Store
from chassis.store.journal import Head, Journal, Line, digest, seal_of

log = structlog.get_logger()
RESTS = 0.05  # seconds between two pages: the check must not be felt
FIRST_LOOK = 20.0
ANCHOR_EVERY = 60.0


class Anchor(msgspec.Struct, frozen=True):
    """The heads of a journal as they were at a moment."""

    journal: str
    at: str
    heads: dict[str, Head] = {}


class Anchors:
    """The heads kept in a file, so that a database alone cannot forget its end."""

    def __init__(self, path: Path | None) -> None:
        self._path = path

    def read(self) -> Anchor | None:
        if self._path is None or not self._path.exists():
            return None
        return msgspec.json.decode(self._path.read_bytes(), type=Anchor)

    def write(self, anchor: Anchor) -> None:
        """Replace the file in one step; it is on the disk when this returns."""
        if self._path is None:
            return
        self._path.parent.mkdir(parents=True, exist_ok=True)
        beside = self._path.with_suffix(f".{os.getpid()}.new")
        with beside.open("wb") as sink:
            sink.write(msgspec.json.encode(anchor))
            sink.flush()
            os.fsync(sink.fileno())
        beside.replace(self._path)

    def put_aside(self) -> Path | None:
        """Keep the anchor of a journal that was put back under another name; where."""
        if self._path is None or not self._path.exists():
            return None
        aside = self._path.with_suffix(f".{clock.instant():%Y%m%dT%H%M%S}.json")
        self._path.replace(aside)
        return aside


class Verification:
    """Verifies the journal of one service. `broken` maps provinces to the first break, in words."""

    def __init__(self, store: Store, journal: Journal, anchors: Anchors) -> None:
        self._store = store
        self._journal = journal
        self._anchors = anchors
        self.broken: dict[str, str] = {}

    async def all(self, rests: float = 0.0) -> dict[str, str | None]:
        """Every province, also one whose head is gone while an anchor knows it."""
        anchor = await asyncio.to_thread(self._anchors.read)
        heads = await self._journal.heads()
        anchored = anchor.heads if anchor else {}
        return {
            province: await self.verify(province, anchored.get(province), rests)
            for province in sorted({*heads, *anchored})
        }

    async def verify(
        self, province: str, anchored: Head | None = None, rests: float = 0.0
    ) -> str | None:
        """None when everything holds; otherwise the first break, in words."""
        head = msgspec.convert((await self._journal.heads()).get(province, {}), Head)
        newest: dict[str, Line] = {}
        at, passed = Head(), anchored is None or anchored.position == 0
        async for line in self._lines(province, head, rests):
            if line.position != at.position + 1:
                return f"{province}: thiếu vị trí {at.position + 1}"
            if line.prev != at.hash or line.hash != seal_of(line, at.hash):
                return f"{province}: niêm phong sai tại vị trí {line.position}"
            at = Head(line.position, line.hash)
            passed = passed or at == anchored
            newest[line.dossier] = msgspec.structs.replace(line, head=b"", data=b"")
        if at != head:
            return f"{province}: đầu chuỗi là {head.position}, dòng cuối là {at.position}"
        if not passed and anchored:
            return (
                f"{province}: chuỗi không còn đi qua vị trí {anchored.position} đã ghi ngoài "
                f"cơ sở dữ liệu; dòng cuối là {at.position}"
            )
        return await self._rows(province, newest, rests) or await self._blocks(province)

    async def _lines(self, province: str, head: Head, rests: float) -> AsyncIterator[Line]:
        """The lines up to the head that was read before them."""
        after = 0
        while after < head.position:
            lines = await self._journal.read(province, after)
            for line in lines:
                if line.position > head.position:
                    return
                yield line
            if not lines or lines[-1].position <= after:
                return
            after = lines[-1].position
            await asyncio.sleep(rests)

    async def _blocks(self, province: str) -> str | None:
        """What a block says of its lines is what they are: pages are found by it."""
        shown = {"_id": 1, "first": 1, "last": 1, "lines.position": 1}
        async for block in self._store["journal"].find({"province": province}, shown):
            positions = [line["position"] for line in block["lines"]]
            named = f"{province}:{block['first']:016d}"
            true = (positions[0], positions[-1], named)
            if (block["first"], block["last"], block["_id"]) != true:
                return f"{province}: khối {block['_id']} ghi sai phạm vi tại vị trí {positions[0]}"
        return None

    async def _rows(self, province: str, newest: Mapping[str, Line], rests: float) -> str | None:
        """Every stored dossier is the one that its newest line was sealed with; one that was
        written since is looked at next time."""
        count = 0
        async for row in self._store["dossiers"].find({"province": province}):
            line = newest.get(row["_id"])
            if line and line.content and line.version == row["version"]:
                if digest(row) != line.content:
                    return f"{province}: hồ sơ {row['_id']} khác dòng {line.position} của sổ"
            elif line and row["version"] < line.version:
                return f"{province}: hồ sơ {row['_id']} cũ hơn dòng {line.position} của sổ"
            count += 1
            if count % 500 == 0:
                await asyncio.sleep(rests)
        return None

    async def restored(self) -> dict[str, str | None]:
        """This database was put back from a copy: its journal gets another name, and its anchor is
        put aside, because what it keeps is not there any more."""
        aside = await asyncio.to_thread(self._anchors.put_aside)
        name = await self._journal.rename()
        await self.anchor()
        log.warning("journal renamed", journal=name, anchor=str(aside) if aside else None)
        return {"journal": name, "anchor": str(aside) if aside else None}

    async def look(self) -> None:
        """Verify everything once; what is broken goes to the log and the gauge."""
        found = await self.all(RESTS)
        self.broken = {province: says for province, says in found.items() if says}
        for province in found:
            metrics.JOURNAL_BROKEN.labels(province).set(province in self.broken)
        for province, says in self.broken.items():
            log.error("journal broken", province=province, cause=says)
        metrics.JOURNAL_VERIFIED.set(clock.seconds())

    async def anchor(self) -> None:
        """Keep the heads outside the database; never while they are behind what is kept."""
        name, heads = await self._journal.identify(), await self._journal.heads()
        now = {p: msgspec.convert(head, Head) for p, head in heads.items()}
        kept = await asyncio.to_thread(self._anchors.read)
        if kept and any(now.get(p, Head()).position < h.position for p, h in kept.heads.items()):
            log.error("journal behind its anchor", anchor=msgspec.to_builtins(kept))
            return
        if kept is None or kept.heads != now:
            at = clock.instant().isoformat()
            await asyncio.to_thread(self._anchors.write, Anchor(name, at, now))


@asynccontextmanager
async def verifying(verification: Verification, every: float) -> AsyncIterator[None]:
    """Verify now and then, and anchor the heads often, as tasks of the service's lifespan."""
    if not every:
        yield
        return
    first = min(FIRST_LOOK, every)
    looking = _again(verification.look, first, every, "verify")
    anchoring = _again(verification.anchor, 1.0, min(ANCHOR_EVERY, every), "anchor")
    async with background(looking, "verify"), background(anchoring, "anchor"):
        yield


async def _again(
    step: Callable[[], Awaitable[None]], first: float, every: float, name: str
) -> None:
    await asyncio.sleep(first)
    while True:
        try:
            await step()
        except Exception as error:
            log.warning(name, outcome="later", cause=repr(error)[:300])
        await asyncio.sleep(every)
