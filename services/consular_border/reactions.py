"""What this service does when a dossier, here or elsewhere, says something."""

from __future__ import annotations

from typing import TYPE_CHECKING

from casework import CloudEvent
from casework.vocabulary import WithReason
from consular_border.border_reactions import BORDER_REACTIONS, MATTER
from consular_border.dossiers import consular_case
from consular_border.passport_reactions import PASSPORT_REACTIONS

if TYPE_CHECKING:
    from chassis.reactions import Reaction, Work


async def take_cases_off_the_short_path(event: CloudEvent, work: Work) -> None:
    """R31: a consular case that a sensitive matter names is no longer simple."""
    for link in event.data.links:
        if (link.service, link.type) != ("consular-border", "consular-case"):
            continue
        _, case = await work.dossiers.get(link.type, link.id)
        if case.state in consular_case.OPEN and not case.fields.is_sensitive:
            why = WithReason(reason=f"Vấn đề phức tạp, nhạy cảm {event.data.code}")
            await work.perform(link.type, link.id, "note-sensitive", why)


REACTIONS: dict[str, list[Reaction]] = {
    **PASSPORT_REACTIONS,
    **BORDER_REACTIONS,
    f"{MATTER}.raised.v1": [
        take_cases_off_the_short_path,
        *BORDER_REACTIONS[f"{MATTER}.raised.v1"],
    ],
}
