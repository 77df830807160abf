"""Whether the lines of the feeds say what the journals say: the chain of each, and line by line.

What a line tells may differ from what today's software would tell of the same event; who it is
about, which act and which version may not.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from chassis.store.driver import Document
from chassis.store.journal import GENESIS
from chassis.wire.followed import Followed, Stream
from gateway.feeds.audiences import AUDIENCES
from gateway.feeds.lines import Lines, seal, was_unreadable

_SAME = ("id", "type", "subject", "sequence", "position", "time")


class FeedCheck:
    """Compares the lines of every feed with events as they are replayed, stream by stream.

    `broken` names the first line of each chain that does not hold; `withheld` counts lines that an
    older version could not read and this one can.
    """

    def __init__(self, lines: Lines) -> None:
        self._lines = lines
        self._ends: dict[tuple[str, Stream], tuple[int, str]] = {}
        self.broken: dict[str, str] = {}
        self.withheld: dict[Stream, list[int]] = {}

    async def take(self, events: Sequence[Followed]) -> None:
        """The next events of one stream."""
        if not events:
            return
        stream = events[0].service, events[0].province
        for audience in AUDIENCES:
            name = f"{audience}:{stream[0]}/{stream[1]}"
            if name not in self.broken and (says := await self._compare(audience, stream, events)):
                self.broken[name] = says

    async def _compare(
        self, audience: str, stream: Stream, events: Sequence[Followed]
    ) -> str | None:
        at, prev = self._ends.get((audience, stream), (0, GENESIS))
        true = {event.position: event for event in events}
        last = events[-1].position
        while at < last:
            rows = await self._lines.after(audience, *stream, at, last - at)
            if not rows:
                break
            for row in rows:
                if says := _differs(row, at + 1, prev, audience, true.get(row["position"])):
                    return says
                at, prev = row["position"], row["hash"]
                if audience == "ministry" and at in true and was_unreadable(row):
                    self.withheld.setdefault(stream, []).append(at)
        self._ends[audience, stream] = at, prev
        return None


def _differs(
    row: Document, position: int, prev: str, audience: str, true: Followed | None
) -> str | None:
    """What is wrong with a stored line, in words."""
    event = bytes(row["event"])
    if row["position"] != position:
        return f"thiếu dòng {position}"
    if row["prev"] != prev or row["hash"] != seal(prev, position, event):
        return f"niêm phong sai tại dòng {position}"
    said = msgspec.json.decode(event)
    if said["data"].get("withheld"):
        return None
    if true is None:
        return None
    wanted = AUDIENCES[audience](true)
    wrong = [name for name in _SAME if said.get(name) != wanted.get(name)]
    if said["data"].get("state") != true.event.data.state:
        wrong.append("state")
    return f"dòng {position} khác sổ: {', '.join(wrong)}" if wrong else None
