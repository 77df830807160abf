"""The service of delegations: programmes, delegations out and in, guests, awards, protocol."""

from __future__ import annotations

from chassis.observability import Observed
from chassis.service import create_service
from chassis.settings import Settings
from delegations.procedures import DOSSIERS, LOOKED_UP
from delegations.reactions import REACTIONS


def create_app(settings: Settings | None = None) -> Observed:
    """The application; nothing is connected before its lifespan begins."""
    return create_service(
        settings or Settings.from_env("delegations"),
        title="Đoàn ra, đoàn vào",
        types=DOSSIERS,
        looked_up=LOOKED_UP,
        reactions=REACTIONS,
    )
