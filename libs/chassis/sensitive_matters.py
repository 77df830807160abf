"""What every service does when a complex or sensitive matter is raised, reopened or settled (R31).

While the matter is open, the short paths of what it names are closed (22/2012/QĐ-UBND, Điều 19
khoản 1; Dự thảo 2025, Điều 2 khoản 10 c). A type that may be touched says so by having the steps
of `casework.sensitive`; one that has none, or is closed, is left alone. A service that has such
types puts `REACTIONS` into its own table.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from casework import CloudEvent
from casework.sensitive import LIFT, NOTE, Matter

if TYPE_CHECKING:
    from chassis.wire.reactions import Reaction, Work

MATTER = "vn.ngoaivu.reporting.sensitive-matter"


async def close_the_short_paths(event: CloudEvent, work: Work) -> None:
    await _tell(NOTE, event, work)


async def open_the_short_paths_again(event: CloudEvent, work: Work) -> None:
    await _tell(LIFT, event, work)


async def _tell(name: str, event: CloudEvent, work: Work) -> None:
    """Take the step once on every open dossier here that the matter names by its id or code."""
    registry = work.dossiers.registry
    for link in event.data.links:
        if link.service != registry.service:
            continue
        by_id_or_code = {"$or": [{"_id": link.id}, {"code": link.id}]}
        for touched in await work.find(link.type, **by_id_or_code):
            step = registry.regime(touched.type, touched.regime).transition(name)
            if step is None or touched.state not in step.source:
                continue
            is_told = (event.subject in touched.fields.matters) is (name == NOTE)
            if not is_told:
                await work.perform(touched.type, touched.id, name, Matter(matter=event.subject))


REACTIONS: dict[str, list[Reaction]] = {
    f"{MATTER}.raised.v1": [close_the_short_paths],
    f"{MATTER}.reopened.v1": [close_the_short_paths],
    f"{MATTER}.closed.v1": [open_the_short_paths_again],
}
