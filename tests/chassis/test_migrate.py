"""Databases follow the program: indexes, numbered steps, records under today's revision."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import Any

import pytest

from chassis.migrate import STEPS, apply, older, pending
from chassis.store.dossiers import Dossiers
from chassis.store.indexes import Plan
from chassis.store.registry import Registry
from support.revised import BROKEN, FIRST, Notice
from support.servers import LIBS
from support.store import PROVINCES, Office, asks, office

WANTED: dict[str, Any] = {
    "idempotency": (([("at", 1)], {"expireAfterSeconds": 500}),),
    "dossiers": (([("code", 1)], {"unique": True}), ([("type", 1), ("revision", 1)], {})),
    "registers": (),
}


@pytest.fixture(params=["motor", "pymongo"])
async def notices(request: pytest.FixtureRequest, mongo_url: str, database_name: str) -> Any:
    async with office(mongo_url, database_name, FIRST, driver=request.param) as made:
        yield made


async def test_indexes_with_other_options_stop_no_start_and_are_made_again(notices: Office) -> None:
    plan = Plan(notices.registry, WANTED)

    await notices.store.ensure(**WANTED)
    told = await pending(notices.store, plan)
    done = await apply(notices.store, plan)
    dropped = await apply(notices.store, plan, finish=True)

    assert "replace index idempotency.at_1" in told
    assert [line for line in told if line.startswith("drop")]
    assert "replace index idempotency.at_1" in done
    assert not [line for line in done if line.startswith("drop")]
    assert [line for line in dropped if line.startswith("drop")]
    made = await notices.store["idempotency"].index_information()
    assert made["at_1"]["expireAfterSeconds"] == 500
    assert await pending(notices.store, plan) == []
    assert await apply(notices.store, plan, finish=True) == []


async def test_records_of_older_revisions_are_counted_and_left_to_their_next_act(
    notices: Office,
) -> None:
    store = notices.store
    told = Notice(subject="Thư ngắn", pages=4)
    lodged = await notices.dossiers.lodge(FIRST, told, asks("unit"))
    before = await notices.dossiers.lodge(FIRST, Notice(subject="Thư khác"), asks("unit"))
    gone = {"$unset": {"revision": 1, "oldest_writer": 1}}
    await store["dossiers"].update_one({"_id": before.id}, gone)
    plan = Plan(Registry("letters", [BROKEN]), WANTED)

    await apply(store, plan, finish=True)

    assert await older(store, plan.registry) == ["2 records of notice are of older revisions"]
    row = await store["dossiers"].find_one({"_id": lodged.id})
    assert (row["revision"], row["fields"]["pages"]) == (1, 4)
    marked = await store["dossiers"].find_one({"_id": before.id})
    assert marked["revision"] == 1
    assert await store["migrations"].count_documents({}) == len(STEPS)
    new = Dossiers(store, plan.registry, PROVINCES)
    assert (await new.get("notice", before.id))[1].fields.origin == "chưa rõ"


def test_the_command_says_what_there_is_to_do_and_does_it(
    mongo_url: str, database_name: str
) -> None:
    told = {
        "PYTHONPATH": f"{LIBS}:{LIBS.parent / 'services'}", "NGOAIVU_MONGO_URL": mongo_url,
        "NGOAIVU_DATABASE": database_name, "NGOAIVU_KAFKA": "127.0.0.1:1", "NGOAIVU_JWKS": "none",
        "NGOAIVU_INTERNAL_SECRET": "s" * 32, "NGOAIVU_HOST_PROVINCES": "86",
        "NGOAIVU_PROVINCES": str(LIBS.parent / "provinces"),
        "NGOAIVU_PEERS": "ngos=http://127.0.0.1:1",
    }  # fmt: skip

    def run(*given: str) -> subprocess.CompletedProcess[str]:
        command = (sys.executable, "-m", "chassis.migrate", *given, "ngos")
        env = {**os.environ, **told}
        return subprocess.run(command, env=env, capture_output=True, text=True, timeout=100)

    before, done, after = run("--check"), run("--apply", "--finish"), run("--check")

    assert before.returncode == 1, before.stderr
    assert "ngos: step 0001-rows-say-their-revision" in before.stdout
    assert done.returncode == 0, done.stderr
    assert "ngos: make index dossiers.province_1_type_1__id_1" in done.stdout
    assert (after.returncode, after.stdout) == (0, "")
