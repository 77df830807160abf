"""What a database URL may say of its own: limits of patience, and nothing about safety."""

from __future__ import annotations

import ssl
from pathlib import Path

import pytest

from chassis.settings import Settings
from chassis.store.driver import connect
from local.kafka.secured import certify


@pytest.mark.parametrize(
    ("query", "seconds"), [("", 20.0), ("/?socketTimeoutMS=900000", 900.0), ("/?w=1", 20.0)]
)
async def test_limits_of_the_url_hold_before_ours(query: str, seconds: float) -> None:
    store = connect(Settings(service="t", mongo_url=f"mongodb://127.0.0.1:9{query}", database="t"))
    try:
        options = store.client.options
        assert options.pool_options.socket_timeout == seconds
        assert options.pool_options.connect_timeout == 3.0
        assert options.write_concern.document == {"w": "majority", "j": True}
    finally:
        await store.close()


async def test_a_named_authority_makes_the_connection_one_of_tls(tmp_path: Path) -> None:
    certify(tmp_path, "localhost", "database")
    url, ca = "mongodb://127.0.0.1:9/?tlsAllowInvalidHostnames=false", tmp_path / "ca.crt"
    store = connect(Settings(service="t", mongo_url=url, database="t", mongo_ca=ca))
    try:
        context = store.client.options.pool_options._ssl_context
        assert context is not None
        assert context.verify_mode == ssl.CERT_REQUIRED
    finally:
        await store.close()


async def test_without_an_authority_nothing_is_asked_of_the_connection() -> None:
    store = connect(Settings(service="t", mongo_url="mongodb://127.0.0.1:9", database="t"))
    try:
        assert store.client.options.pool_options._ssl_context is None
    finally:
        await store.close()
