"""The service of conferences and agreements."""

from __future__ import annotations

from chassis.observability import Observed
from chassis.service import create_service
from chassis.settings import Settings
from conferences_agreements.procedures import DOSSIERS, LOOKED_UP
from conferences_agreements.reactions import REACTIONS
from conferences_agreements.registers import REGISTERS


def create_app(settings: Settings | None = None) -> Observed:
    """The application; nothing is connected before its lifespan begins."""
    return create_service(
        settings or Settings.from_env("conferences-agreements"),
        title="Hội nghị, thỏa thuận quốc tế",
        types=DOSSIERS,
        looked_up=LOOKED_UP,
        registers=REGISTERS,
        reactions=REACTIONS,
    )
