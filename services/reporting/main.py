"""The service of reports: what is owed and what came, tasks, inspection, documents, the public."""

from __future__ import annotations

from chassis.observability import Observed
from chassis.service import create_service
from chassis.settings import Settings
from reporting import duties, mail
from reporting.books.book import INDEXES
from reporting.books.routes import book_routes
from reporting.catalogue import procedure_routes
from reporting.obligations import keeping
from reporting.office import Office
from reporting.procedures import DOSSIERS, LOOKED_UP
from reporting.reactions import REACTIONS
from reporting.registers import REGISTERS


def create_app(settings: Settings | None = None) -> Observed:
    """The application; nothing is connected before its lifespan begins."""
    settings = settings or Settings.from_env("reporting")
    office = Office(settings)
    return create_service(
        settings,
        title="Báo cáo, nhiệm vụ, văn bản",
        types=DOSSIERS,
        looked_up=LOOKED_UP,
        registers=REGISTERS,
        reactions=REACTIONS,
        rooms=lambda desk: [
            *book_routes(desk),
            *procedure_routes(desk),
            *office.rooms(desk),
        ],
        beside=[office.running],
        indexes={**INDEXES, **keeping.INDEXES, **mail.INDEXES, **duties.INDEXES},
    )
