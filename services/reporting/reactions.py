"""What this service does when a dossier, here or elsewhere, says something."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from chassis.reactions import Reaction

REACTIONS: dict[str, list[Reaction]] = {}
