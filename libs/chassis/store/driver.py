"""The only import of a database driver: Motor, or its successor behind one setting.

`connect(settings) -> Store`. The rest of the house uses collections (`store["dossiers"]`), whose
find, find_one, insert, update, replace, delete and bulk_write are the same in both drivers; what
differs (sessions, aggregation, GridFS, closing) is here.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any, NamedTuple, Protocol, TypeVar
from urllib.parse import parse_qsl, urlsplit

import structlog
from bson.codec_options import TypeDecoder, TypeRegistry
from bson.int64 import Int64
from pymongo import DeleteMany, ReadPreference, ReplaceOne, WriteConcern
from pymongo.errors import (
    AutoReconnect,
    BulkWriteError,
    ConnectionFailure,
    DuplicateKeyError,
    ExecutionTimeout,
    OperationFailure,
    PyMongoError,
    WaitQueueTimeoutError,
)
from pymongo.read_concern import ReadConcern

from chassis.settings import Settings
from chassis.store.attached import Files

__all__ = [
    "AutoReconnect",
    "BulkWriteError",
    "ConnectionFailure",
    "Document",
    "DuplicateKeyError",
    "PyMongoError",
    "Session",
    "Store",
    "connect",
    "is_away",
]

Document = dict[str, Any]
Session = Any
T = TypeVar("T")
log = structlog.get_logger()
TRANSACTION_SECONDS = 10.0
THREADS = 4  # of Motor, in each process; its own default is five for each core of the machine
LONG = 2  # aggregations at once: however long, they leave threads to everything else
DUPLICATE = 11000
DIFFERENT = (85, 86)  # an index of these keys, or of this name, has other options
_LIMITS = {
    "waitQueueTimeoutMS": 5000,
    "serverSelectionTimeoutMS": 5000,
    "connectTimeoutMS": 3000,
    "socketTimeoutMS": 20000,
    "heartbeatFrequencyMS": 10000,
}
_MAJORITY = WriteConcern("majority", j=True)
_SNAPSHOT = ReadConcern("snapshot")


def is_away(error: BaseException) -> bool:
    """Whether the database did not answer, or not in time: the same may go well a moment later."""
    if isinstance(error, ConnectionFailure | WaitQueueTimeoutError | ExecutionTimeout):
        return True
    passing = ("TransientTransactionError", "RetryableWriteError")
    return isinstance(error, PyMongoError) and any(map(error.has_error_label, passing))


class _Whole(TypeDecoder):
    """Numbers beyond 32 bits (sums of đồng) as plain ints, which JSON knows."""

    bson_type = Int64

    def transform_bson(self, value: int) -> int:
        return int(value)


class _Driver(Protocol):
    def open(self, url: str, options: Document) -> Any: ...
    async def session(self, client: Any) -> Any: ...
    async def aggregate(self, collection: Any, pipeline: Sequence[Document]) -> list[Document]: ...
    def bucket(self, database: Any, name: str) -> Any: ...
    async def close(self, client: Any) -> None: ...


class _Motor:
    def open(self, url: str, options: Document) -> Any:
        os.environ.setdefault("MOTOR_MAX_WORKERS", str(THREADS))  # read by the first import
        from motor.motor_asyncio import AsyncIOMotorClient

        return AsyncIOMotorClient(url, **options)

    async def session(self, client: Any) -> Any:
        return await client.start_session()

    async def aggregate(self, collection: Any, pipeline: Sequence[Document]) -> list[Document]:
        found: list[Document] = await collection.aggregate(list(pipeline)).to_list(None)
        return found

    def bucket(self, database: Any, name: str) -> Any:
        from motor.motor_asyncio import AsyncIOMotorGridFSBucket

        return AsyncIOMotorGridFSBucket(database, bucket_name=name)

    async def close(self, client: Any) -> None:
        client.close()


class _PyMongo:
    def open(self, url: str, options: Document) -> Any:
        from pymongo import AsyncMongoClient

        return AsyncMongoClient(url, **options)

    async def session(self, client: Any) -> Any:
        return client.start_session()

    async def aggregate(self, collection: Any, pipeline: Sequence[Document]) -> list[Document]:
        cursor = await collection.aggregate(list(pipeline))
        found: list[Document] = await cursor.to_list(None)
        return found

    def bucket(self, database: Any, name: str) -> Any:
        from gridfs.asynchronous import AsyncGridFSBucket

        return AsyncGridFSBucket(database, bucket_name=name)

    async def close(self, client: Any) -> None:
        await client.close()


_DRIVERS: dict[str, Callable[[], _Driver]] = {"motor": _Motor, "pymongo": _PyMongo}


class Size(NamedTuple):
    """Bytes; `disk` is 0 where the server does not tell."""

    data: int
    disk_used: int
    disk: int


class Store:
    """One database of one service. Must be made on the event loop that uses it."""

    def __init__(self, driver: _Driver, client: Any, name: str) -> None:
        self._driver = driver
        self.client = client
        self.database = client[name]
        self._long = asyncio.Semaphore(LONG)
        self._files = Files(self.database)

    def __getitem__(self, collection: str) -> Any:
        return self.database[collection]

    def snapshot(self, collection: str) -> Any:
        """A collection whose reads each see one moment of it, also while others write."""
        return self.database[collection].with_options(read_concern=_SNAPSHOT)

    async def tx(self, work: Callable[[Session], Awaitable[T]]) -> T:
        """Run `work` in one transaction, again when the server asks for it; at most ten seconds.

        `work` may run more than once: it must only read and write through its session.
        """
        async with asyncio.timeout(TRANSACTION_SECONDS):
            session = await self._driver.session(self.client)
            async with session:
                result: T = await session.with_transaction(
                    work,
                    read_concern=_SNAPSHOT,
                    write_concern=_MAJORITY,
                    read_preference=ReadPreference.PRIMARY,
                )
                return result

    async def put_newer(self, collection: str, rows: Sequence[Document]) -> None:
        """Replace or insert rows, in bulk, where their `version` is above the one that is kept.

        A row whose guard fails is tried as an insert and collides: it is stale, and skipped.
        """
        writes = [
            ReplaceOne({"_id": row["_id"], "version": {"$lt": row["version"]}}, row, upsert=True)
            for row in rows
        ]
        try:
            await self.database[collection].bulk_write(writes, ordered=False)
        except BulkWriteError as error:
            told = error.details or {}
            failed = [e for e in told.get("writeErrors", ()) if e.get("code") != DUPLICATE]
            if failed or told.get("writeConcernErrors"):
                raise

    async def put_parts(
        self, collection: str, whole: Mapping[str, int], parts: Sequence[Document]
    ) -> None:
        """Replace all parts of each whole (id to version) by those of that version, in bulk.

        A part names its whole as `of` and has its version. A late writer may leave a part of an
        older version behind: readers compare the versions, and the next version takes it away.
        """
        if parts:
            await self.put_newer(collection, parts)
        gone = [DeleteMany({"of": id, "version": {"$lt": n}}) for id, n in whole.items() if n > 1]
        if gone:
            await self.database[collection].bulk_write(gone, ordered=False)

    async def aggregate(self, collection: str, pipeline: Sequence[Document]) -> list[Document]:
        """All that a pipeline gives; of many at once, some wait for others."""
        async with self._long:
            return await self._driver.aggregate(self.database[collection], pipeline)

    async def ensure(self, **indexes: Sequence[tuple[Any, Document]]) -> None:
        """Create collections and their indexes before first use (transactions need that)."""
        present = set(await self.database.list_collection_names())
        for name, wanted in indexes.items():
            if name not in present:
                try:
                    await self.database.create_collection(name)
                except PyMongoError as error:
                    if "exists" not in str(error):
                        raise
            for keys, options in wanted:
                await self._index(name, keys, options)

    async def _index(self, name: str, keys: Any, options: Document) -> None:
        """Make an index. One that is there with other options stays, and stops no start."""
        try:
            await self.database[name].create_index(keys, **options)
        except OperationFailure as error:
            if error.code not in DIFFERENT:
                raise
            remedy = "python -m chassis.migrate --apply"
            log.warning("index", collection=name, keys=str(keys), remedy=remedy)

    async def ping(self) -> bool:
        await self.client.admin.command("ping")
        return True

    async def size(self) -> Size:
        """What this database takes, and how full its disk is where the server says so."""
        told = await self.database.command({"dbStats": 1})
        data = told.get("storageSize", 0) + told.get("indexSize", 0)
        return Size(int(data), int(told.get("fsUsedSize", 0)), int(told.get("fsTotalSize", 0)))

    async def keep_file(self, name: str, content: bytes, about: Document) -> str:
        """Put a file into GridFS; its id as text. Raises Unavailable when too many come at once."""
        return await self._files.keep(name, content, about)

    async def read_file(self, id: str) -> bytes:
        from bson import ObjectId

        bucket = self._driver.bucket(self.database, "files")
        stream = await bucket.open_download_stream(ObjectId(id))
        content: bytes = await stream.read()
        return content

    async def drop_file(self, id: str) -> None:
        from bson import ObjectId

        await self._driver.bucket(self.database, "files").delete(ObjectId(id))

    async def close(self) -> None:
        await self._driver.close(self.client)


def connect(settings: Settings) -> Store:
    """Open the service's database; nothing is sent before first use. Limits that the URL names hold
    before ours; what makes a write safe does not."""
    driver = _DRIVERS[settings.driver]()
    options: Document = {
        "appName": f"ngoaivu-{settings.service}",
        "w": "majority",
        "journal": True,
        "retryWrites": True,
        "retryReads": True,
        "maxPoolSize": 32,
        "tz_aware": True,
        "type_registry": TypeRegistry([_Whole()]),
    }
    if settings.mongo_ca is not None:
        options |= {"tls": True, "tlsCAFile": str(settings.mongo_ca)}
    named = {name.casefold() for name, _ in parse_qsl(urlsplit(settings.mongo_url).query)}
    options |= {name: ms for name, ms in _LIMITS.items() if name.casefold() not in named}
    return Store(driver, driver.open(settings.mongo_url, options), settings.database_name)
