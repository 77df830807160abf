"""What this service does when a dossier, here or elsewhere, says something."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from reporting.document_reactions import DOCUMENT_REACTIONS
from reporting.report_reactions import REPORT_REACTIONS

if TYPE_CHECKING:
    from chassis.wire.reactions import Reaction


def together(*tables: Mapping[str, Sequence[Reaction]]) -> dict[str, list[Reaction]]:
    """One table; an event that several tables react to is reacted to by all of them, in order."""
    found: dict[str, list[Reaction]] = {}
    for table in tables:
        for name, reactions in table.items():
            found.setdefault(name, []).extend(reactions)
    return found


REACTIONS: dict[str, list[Reaction]] = together(REPORT_REACTIONS, DOCUMENT_REACTIONS)
