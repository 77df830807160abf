"""What the dossiers of this service do when another service says what happened."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from chassis.reactions import Reaction

REACTIONS: dict[str, list[Reaction]] = {}
