"""What this service does when a dossier, here or elsewhere, says something."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chassis import sensitive_matters
from consular_border.border_reactions import BORDER_REACTIONS
from consular_border.passport_reactions import PASSPORT_REACTIONS

if TYPE_CHECKING:
    from chassis.wire.reactions import Reaction

REACTIONS: dict[str, list[Reaction]] = {
    **PASSPORT_REACTIONS,
    **BORDER_REACTIONS,
    **sensitive_matters.REACTIONS,
}
