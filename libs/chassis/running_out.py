"""What runs out unless somebody acts: certificates, the table of holidays, the database's disk.

Each is a gauge that an alert looks at weeks before; nothing here is worth failing a request for.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

import structlog
from cryptography import x509

from casework import Province
from chassis import metrics
from chassis.settings import Settings
from chassis.store.driver import Store

log = structlog.get_logger()


async def refresh(settings: Settings, provinces: Mapping[str, Province], store: Store) -> None:
    """Set the gauges."""
    for name, path in _certificates(settings):
        try:
            end = ends(path).timestamp()
        except (OSError, ValueError) as error:
            log.warning("certificate", certificate=name, cause=repr(error)[:200])
        else:
            metrics.CERTIFICATE_ENDS.labels(name).set(end)
    years = [max(p.calendar.years) for p in provinces.values() if p.calendar.years]
    if years:
        metrics.CALENDAR_ENDS.set(datetime(min(years) + 1, 1, 1, tzinfo=UTC).timestamp())
    size = await store.size()
    metrics.DATABASE_BYTES.set(size.data)
    if size.disk:
        metrics.DATABASE_DISK.labels("used").set(size.disk_used)
        metrics.DATABASE_DISK.labels("total").set(size.disk)


def ends(path: Path) -> datetime:
    """When the first of a file's certificates ends. Raises OSError, ValueError."""
    return min(c.not_valid_after_utc for c in x509.load_pem_x509_certificates(path.read_bytes()))


def _certificates(settings: Settings) -> Iterator[tuple[str, Path]]:
    for name in ("kafka_ca", "kafka_certificate", "mongo_ca"):
        if path := getattr(settings, name):
            yield name.replace("_", "-"), path
