"""What runs out is told before it does: certificates, holidays, the database's disk."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from prometheus_client import REGISTRY

from chassis import running_out
from chassis.provinces import load_provinces
from chassis.settings import Settings
from chassis.store.driver import connect
from local.kafka.secured import certify
from support.running import PROVINCES


def gauge(name: str, **labels: str) -> float | None:
    return REGISTRY.get_sample_value(f"ngoaivu_{name}", labels)


async def test_the_gauges_say_when_and_how_much(
    mongo_url: str, database_name: str, tmp_path: Path
) -> None:
    certify(tmp_path, "localhost", "broker")
    settings = Settings(
        service="letters", mongo_url=mongo_url, database=database_name,
        kafka_ca=tmp_path / "ca.crt", kafka_certificate=tmp_path / "absent.crt",
    )  # fmt: skip
    provinces = load_provinces(PROVINCES, {}, None)
    years = [max(p.calendar.years) for p in provinces.values()]
    store = connect(settings)
    try:
        await store["letters"].insert_one({"_id": 1, "subject": "x" * 1000})
        await running_out.refresh(settings, provinces, store)
    finally:
        await store.close()

    ends = gauge("certificate_expires_timestamp_seconds", certificate="kafka-ca")
    assert ends is not None
    days = datetime.fromtimestamp(ends, UTC) - datetime.now(UTC)
    assert timedelta(days=29) < days <= timedelta(days=30)
    assert gauge("certificate_expires_timestamp_seconds", certificate="kafka-certificate") is None
    after = datetime(min(years) + 1, 1, 1, tzinfo=UTC).timestamp()
    assert gauge("calendar_ends_timestamp_seconds") == after
    assert (gauge("database_bytes") or 0) > 0


async def test_the_first_certificate_of_a_bundle_to_end_counts(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        certify(tmp_path / name, "localhost", "broker")
    bundle = tmp_path / "bundle.pem"
    bundle.write_text("".join((tmp_path / n / "ca.crt").read_text() for n in ("a", "b")))

    first = min(running_out.ends(tmp_path / n / "ca.crt") for n in ("a", "b"))
    assert running_out.ends(bundle) == first
