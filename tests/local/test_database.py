"""What the platform needs of the embedded database, shown on a running one."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from time import monotonic
from typing import Any

import pytest
from motor.motor_asyncio import AsyncIOMotorClient, AsyncIOMotorGridFSBucket
from pymongo import MongoClient, UpdateOne, WriteConcern
from pymongo.errors import DuplicateKeyError, OperationFailure
from pymongo.read_concern import ReadConcern

from local import database, ports
from support import servers

BLOCK = [{"position": n, "event": b"e" * 2000, "hash": "0" * 64} for n in range(200)]
LEAVES_A_TRANSACTION_OPEN = """
import sys
from pymongo import MongoClient
client = MongoClient(sys.argv[1])
session = client.start_session()
session.start_transaction()
client[sys.argv[2]].held.update_one({"_id": 1}, {"$set": {"by": "killed"}}, session=session)
print("held", flush=True)
sys.stdin.read()
"""

LOOKS_FOR_WHAT_EXPIRED = """
import sys
from datetime import datetime
from threading import Thread
from time import sleep
from local import database
database.change_defaults()
from secantus import server, storage
opens = storage.wt.wiredtiger_open
storage.wt.wiredtiger_open = lambda home, config: opens(home, config + ",statistics=(fast)")
store = server.Storage(sys.argv[1])
store.create_index("d", "c", "at_1", {"at": 1}, {"expireAfterSeconds": 60})
store.release_thread_snapshot()
store.prune_ttl_all_collections()
def write(since):
    for n in range(since, since + 100):
        store.insert("d", "c", [{"_id": n, "at": datetime.now()}])
    store.release_thread_snapshot()
for since in range(0, 500, 100):
    writer = Thread(target=write, args=[since])
    writer.start()
    writer.join()
    sleep(0.2)
told = store._conn.open_session().open_cursor("statistics:", None, "statistics=(fast)")
while told.next() == 0:
    name, _, value = told.get_value()
    if name == "transaction: transaction range of IDs currently pinned":
        print(value)
"""

MAKES_MANY_TRANSACTIONS = """
import gc, sys
from local import database
database.change_defaults()
from secantus import server
store = server.Storage(sys.argv[1])
def transaction(n, end):
    handle = store.begin_user_transaction()
    with store.use_user_transaction(handle):
        store.insert("d", "c", [{"_id": n}])
    end(handle)
def opened():
    gc.collect()
    return sum(type(o).__name__ in ("Session", "Cursor") for o in gc.get_objects())
def many(first):
    for n in range(first, first + 100):
        transaction(n, store.commit_user_transaction)
        transaction(-n, store.abort_user_transaction)
many(100)
before = opened()
many(200)
print(opened() - before, len(store.find_matching("d", "c", {})))
"""

SEEKS_AN_INDEX = """
import sys
from local import database
database.change_defaults()
from secantus import server
store = server.Storage(sys.argv[1])
store.create_index("d", "c", "code_1", {"code": 1}, {})
store.insert("d", "c", [{"_id": n, "code": n % 10, "open": n < 50} for n in range(100)])
asked = {"$and": [{"$or": [{"open": True}, {"team": "a"}]}, {"code": 3}]}
print(len(store._try_index_lookup("d", "c", asked)), len(store.find_matching("d", "c", asked)))
"""


@pytest.fixture
async def mongo(mongo_url: str, database_name: str) -> Any:
    client: Any = AsyncIOMotorClient(mongo_url, w="majority", journal=True)
    yield client[database_name]
    client.close()


async def transaction(mongo: Any, work: Callable[[Any], Awaitable[None]]) -> None:
    async with await mongo.client.start_session() as session:
        await session.with_transaction(
            work,
            read_concern=ReadConcern("snapshot"),
            write_concern=WriteConcern("majority", j=True),
        )


async def test_a_block_is_sealed_in_one_transaction(mongo: Any) -> None:
    waiting = [{"_id": f"{n:04d}", "event": b"e" * 2000} for n in range(250)]
    await mongo.pending.insert_many(waiting)
    await mongo.relay.insert_one({"_id": "relay", "token": 7, "head": 0})

    async def seal(session: Any) -> None:
        head = {"_id": "relay", "token": 7, "head": 200}
        found = await mongo.relay.replace_one({"_id": "relay", "token": 7}, head, session=session)
        assert found.matched_count == 1
        await mongo.journal.insert_one({"_id": "86:1", "lines": BLOCK}, session=session)
        taken = [row["_id"] for row in waiting[:200]]
        gone = await mongo.pending.delete_many({"_id": {"$in": taken}}, session=session)
        assert gone.deleted_count == 200

    await transaction(mongo, seal)

    assert await mongo.pending.count_documents({}) == 50
    assert len((await mongo.journal.find_one({"_id": "86:1"}))["lines"]) == 200


async def test_a_duplicate_key_undoes_the_whole_transaction(mongo: Any) -> None:
    await mongo.dossiers.create_index([("province", 1), ("number", 1)], unique=True)
    await mongo.dossiers.insert_one({"province": "86", "number": 1})

    async def twice(session: Any) -> None:
        await mongo.journal.insert_one({"_id": "line"}, session=session)
        await mongo.dossiers.insert_one({"province": "86", "number": 1}, session=session)

    with pytest.raises(DuplicateKeyError):
        await transaction(mongo, twice)
    assert await mongo.journal.find_one({"_id": "line"}) is None


async def test_concurrent_transactions_on_one_document_all_count(mongo: Any) -> None:
    await mongo.hot.insert_one({"_id": 1, "n": 0})

    async def add(session: Any) -> None:
        await mongo.hot.update_one({"_id": 1}, {"$inc": {"n": 1}}, session=session)

    await asyncio.gather(*[transaction(mongo, add) for _ in range(12)])

    assert (await mongo.hot.find_one({"_id": 1}))["n"] == 12


async def test_queries_bulk_writes_and_files(mongo: Any) -> None:
    await mongo.rows.create_index([("province", 1), ("due", 1)])
    rows = [{"_id": n, "province": "86", "due": n % 50, "state": n % 3} for n in range(300)]
    await mongo.rows.insert_many(rows)
    newer = [UpdateOne({"_id": n, "due": {"$lt": 60}}, {"$set": {"due": 60}}) for n in range(100)]
    done = await mongo.rows.bulk_write(newer, ordered=False)
    due = (
        await mongo.rows.find({"province": "86", "due": {"$gte": 10, "$lt": 12}})
        .sort("due", 1)
        .to_list(None)
    )
    facets = await mongo.rows.aggregate(
        [
            {"$match": {"province": "86"}},
            {
                "$facet": {
                    "by": [{"$group": {"_id": "$state", "n": {"$sum": 1}}}],
                    "all": [{"$count": "n"}],
                }
            },
        ]
    ).to_list(None)
    bucket = AsyncIOMotorGridFSBucket(mongo)
    kept = await bucket.upload_from_stream("a.docx", b"x" * 600_000)
    content: bytes = await (await bucket.open_download_stream(kept)).read()

    assert done.matched_count == 100
    assert [row["due"] for row in due] == [10] * 4 + [11] * 4
    assert sorted(row["n"] for row in facets[0]["by"]) == [100, 100, 100]
    assert facets[0]["all"] == [{"n": 300}]
    assert len(content) == 600_000


async def test_what_a_killed_client_held_is_free_in_seconds(
    mongo: Any, mongo_url: str, database_name: str
) -> None:
    if "NGOAIVU_MONGO" in os.environ:
        pytest.skip("mongod waits transactionLifetimeLimitSeconds, 60 by default")
    await mongo.held.insert_one({"_id": 1})
    client = subprocess.Popen(
        [sys.executable, "-c", LEAVES_A_TRANSACTION_OPEN, mongo_url, database_name],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    with client:
        assert client.stdout is not None
        assert client.stdout.readline() == b"held\n"
        client.kill()
    began = monotonic()

    async def take(session: Any) -> None:
        await mongo.held.update_one({"_id": 1}, {"$set": {"by": "next"}}, session=session)

    await transaction(mongo, take)

    assert monotonic() - began < database.ABANDONED_AFTER + 3
    assert (await mongo.held.find_one({"_id": 1}))["by"] == "next"


def test_no_acknowledged_write_is_lost_by_kill_9(tmp_path: Path) -> None:
    port = ports.free_port()
    url = f"mongodb://127.0.0.1:{port}"
    command = database.command(port, tmp_path / "data")

    with servers.running(command, tmp_path / "log", lambda: database.answers(port)) as process:
        client: MongoClient[Any] = MongoClient(
            url, w="majority", journal=True, serverSelectionTimeoutMS=1000
        )
        for n in range(200):
            client.test.rows.insert_one({"_id": n})
        process.kill()
        process.wait()
        client.close()
    with servers.running(command, tmp_path / "log", lambda: database.answers(port)):
        client = MongoClient(url)
        found = client.test.rows.count_documents({})
        client.close()

    assert found == 200


async def test_text_indexes_are_refused(mongo: Any) -> None:
    """Kept so that the day this fails, search may use them."""
    if "NGOAIVU_MONGO" in os.environ:
        pytest.skip("mongod has text indexes")
    with pytest.raises(OperationFailure, match="text indexes"):
        await mongo.rows.create_index([("words", "text")])


async def test_a_transaction_of_half_the_cache_is_committed(mongo: Any) -> None:
    """By default it would wait for room that only its own end makes."""

    async def work(session: Any) -> None:
        for n in range(100):
            await mongo.large.insert_one({"_id": n, "of": "x" * 80_000}, session=session)

    await transaction(mongo, work)

    assert await mongo.large.count_documents({}) == 100


async def test_a_transaction_larger_than_the_cache_ends_and_leaves_room(mongo: Any) -> None:
    async def work(session: Any) -> None:
        for n in range(200):
            await mongo.large.insert_one({"_id": n, "of": "x" * 400_000}, session=session)

    async with await mongo.client.start_session() as session:
        session.start_transaction()
        with pytest.raises(OperationFailure):
            await work(session)

    await mongo.large.insert_one({"_id": 0})

    assert await mongo.large.count_documents({}) == 1


def test_who_looks_for_expired_documents_keeps_no_history(tmp_path: Path) -> None:
    """It looks once a minute; the writes of the minute after would all be kept for it."""
    told = in_a_process_of_its_own(LOOKS_FOR_WHAT_EXPIRED, tmp_path)

    assert int(told) < 300


def test_a_transaction_leaves_nothing_open(tmp_path: Path) -> None:
    """It would be a thousand: sessions and cursors are never given back altogether."""
    told = in_a_process_of_its_own(MAKES_MANY_TRANSACTIONS, tmp_path)

    assert told == "0 200"


def test_a_condition_beside_an_or_finds_its_index(tmp_path: Path) -> None:
    told = in_a_process_of_its_own(SEEKS_AN_INDEX, tmp_path)

    assert told == "10 5"  # ten of a hundred are read, five of them are asked for


def in_a_process_of_its_own(code: str, room: Path) -> str:
    """What it printed; the changes of the launcher must not reach the other tests."""
    told = subprocess.run(
        [sys.executable, "-c", code, str(room)],
        env={**os.environ, "PYTHONPATH": str(servers.LIBS)},
        capture_output=True,
        text=True,
        check=True,
    )
    return told.stdout.strip()
