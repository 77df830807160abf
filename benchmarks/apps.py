"""The servers that are measured, each a factory for uvicorn: ours, and the bare ones beside."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import msgspec
from litestar import Litestar, MediaType, Response, get, post
from litestar.datastructures import State
from litestar.params import FromPath

from chassis.observability import Observed, configure
from chassis.service import create_service
from chassis.settings import Settings
from chassis.store.driver import connect
from support.sample import LETTER


def letters() -> Observed:
    """A whole service with the sample procedure."""
    return create_service(Settings.from_env("letters"), title="Thư", types=[LETTER])


class Note(msgspec.Struct):
    subject: str
    pages: int


@post("/notes", status_code=200)
async def keep(data: Note) -> Note:
    return data


def noop() -> Litestar:
    """A POST that does nothing, on Litestar alone."""
    return Litestar(route_handlers=[keep], openapi_config=None, logging_config=None)


def observed_noop() -> Observed:
    """The same with what the house adds to every request: log line, metrics, ids."""
    configure("noop")
    return Observed(noop(), "noop")


def bare_read() -> Litestar:
    """Litestar and the driver, returning a stored document as JSON."""
    settings = Settings.from_env("letters")

    @asynccontextmanager
    async def running(app: Litestar) -> AsyncIterator[None]:
        app.state.store = connect(settings)
        yield
        await app.state.store.close()

    @get("/letters/{id:str}")
    async def read(id: FromPath[str], state: State) -> Response[bytes]:
        row = await state.store["dossiers"].find_one({"_id": id})
        return Response(msgspec.json.encode(row), media_type=MediaType.JSON)

    return Litestar(
        route_handlers=[read], lifespan=[running], openapi_config=None, logging_config=None
    )


def gateway_alone() -> Observed:
    """A province's gateway that follows nobody: what is in its database is what it shows."""
    from gateway.main import create_app

    told = os.environ
    return create_app(
        Settings(
            service="gateway",
            mongo_url=told["NGOAIVU_MONGO_URL"],
            database=told["NGOAIVU_DATABASE"],
            jwks=told["NGOAIVU_JWKS"],
            internal_secret=told["NGOAIVU_INTERNAL_SECRET"],
            provinces=Path(told["NGOAIVU_PROVINCES"]),
        )
    )
