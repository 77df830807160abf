"""The service of foreign NGOs, aid and people-to-people relations."""

from __future__ import annotations

from chassis.observability import Observed
from chassis.service import create_service
from chassis.settings import Settings
from ngos.procedures import DOSSIERS, LOOKED_UP
from ngos.reactions import REACTIONS
from ngos.registers import REGISTERS


def create_app(settings: Settings | None = None) -> Observed:
    """The application; nothing is connected before its lifespan begins."""
    return create_service(
        settings or Settings.from_env("ngos"),
        title="Tổ chức phi chính phủ nước ngoài, viện trợ, đối ngoại nhân dân",
        types=DOSSIERS,
        looked_up=LOOKED_UP,
        registers=REGISTERS,
        reactions=REACTIONS,
    )
