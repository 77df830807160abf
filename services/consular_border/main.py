"""The service of consular and border matters: passports, consular papers and cases, the border,
foreign press, missions and foreign bodies in the province."""

from __future__ import annotations

from chassis.observability import Observed
from chassis.service import create_service
from chassis.settings import Settings
from consular_border.procedures import DOSSIERS, LOOKED_UP
from consular_border.reactions import REACTIONS
from consular_border.registers import REGISTERS


def create_app(settings: Settings | None = None) -> Observed:
    """The application; nothing is connected before its lifespan begins."""
    return create_service(
        settings or Settings.from_env("consular-border"),
        title="Lãnh sự, biên giới",
        types=DOSSIERS,
        looked_up=LOOKED_UP,
        registers=REGISTERS,
        reactions=REACTIONS,
    )
