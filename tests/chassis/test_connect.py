"""What a database URL may say of its own: limits of patience, and nothing about safety."""

from __future__ import annotations

import pytest

from chassis.settings import Settings
from chassis.store.driver import connect


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
