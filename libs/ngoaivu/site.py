"""Where the processes of this installation are, and how they are asked.

In a pod the variables of its service say so (`NGOAIVU_PEERS`, `NGOAIVU_INTERNAL_SECRET`,
`NGOAIVU_MONGO_URL`); on one machine the layout of `make run` does (`NGOAIVU_BASE_PORT`,
`NGOAIVU_DATA`).
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from time import sleep
from typing import TYPE_CHECKING, Any

import httpx

from chassis import clock
from chassis.settings import SERVICES, Settings
from chassis.tokens import internal_token

if TYPE_CHECKING:
    from local.machine import Machine

PATIENCE = 30.0
LONG = 900.0
GATEWAYS = ("gateway", "ministry-gateway")


class Unreachable(Exception):
    """A process did not answer, or refused: names it and says what it answered."""


@dataclass(frozen=True)
class Site:
    """`urls` maps processes to their addresses, `databases` to the names of theirs where those are
    not the usual ones; `machine` is set where all of it is one machine's."""

    urls: Mapping[str, str]
    secret: str
    mongo_url: str
    kafka: str
    provinces: Path
    anchors: Path | None
    driver: str = "motor"
    databases: Mapping[str, str] = field(default_factory=dict)
    machine: Machine | None = None

    @classmethod
    def of(cls, env: Mapping[str, str] = os.environ) -> Site:
        if env.get("NGOAIVU_PEERS"):
            return cls._of_pod(env)
        from local.machine import Machine

        machine = Machine.of(env)
        secret = machine.data / "keys" / "internal-secret"
        return cls(
            urls={name: machine.url(name) for name in (*SERVICES, *GATEWAYS)},
            secret=secret.read_text().strip() if secret.exists() else "",
            mongo_url=machine.mongo or f"mongodb://127.0.0.1:{machine.port('database')}",
            kafka=machine.broker,
            provinces=Path(env.get("NGOAIVU_PROVINCES") or "provinces"),
            anchors=machine.data / "anchors",
            machine=machine,
        )

    @classmethod
    def _of_pod(cls, env: Mapping[str, str]) -> Site:
        pairs = [part.split("=", 1) for part in env["NGOAIVU_PEERS"].split(",") if part]
        anchors = env.get("NGOAIVU_ANCHORS")
        return cls(
            urls={name: url.rstrip("/") for name, url in pairs},
            secret=_secret(env, "NGOAIVU_INTERNAL_SECRET"),
            mongo_url=_secret(env, "NGOAIVU_MONGO_URL"),
            kafka=env.get("NGOAIVU_KAFKA", ""),
            provinces=Path(env.get("NGOAIVU_PROVINCES") or "provinces"),
            anchors=Path(anchors) if anchors else None,
            driver=env.get("NGOAIVU_DRIVER") or "motor",
        )

    def database(self, process: str) -> str:
        service = "ministry" if process == "ministry-gateway" else process
        return self.databases.get(process) or f"ngoaivu_{service.replace('-', '_')}"

    @contextmanager
    def database_running(self) -> Iterator[None]:
        """The database answers: that of one machine is started for as long as it is needed."""
        machine = self.machine
        if machine is None or machine.mongo:
            yield
            return
        from local import database  # a pod has no such room

        if database.answers(machine.port("database")):
            yield
            return
        (child,) = (c for c in machine.infrastructure() if c.name == "database")
        environment = {**os.environ, **child.environment}
        with subprocess.Popen(child.command, env=environment) as process:
            try:
                deadline = clock.monotonic() + PATIENCE
                while not database.answers(machine.port("database")):
                    if process.poll() is not None or clock.monotonic() > deadline:
                        raise Unreachable("the database did not start")
                    sleep(0.1)
                yield
            finally:
                process.terminate()

    def settings(self, process: str) -> Settings:
        """What is needed to open the database of a process."""
        return Settings(
            service=process,
            mongo_url=self.mongo_url,
            database=self.database(process),
            driver="pymongo" if self.driver == "pymongo" else "motor",
            anchors=self.anchors,
        )

    async def ask(
        self, process: str, method: str, path: str, *, long: bool = False, **more: Any
    ) -> Any:
        """The JSON that a process answers, also with 503. Raises Unreachable."""
        headers = {"Authorization": f"Bearer {internal_token(self.secret)}"}
        patience = LONG if long else PATIENCE
        try:
            async with httpx.AsyncClient(timeout=httpx.Timeout(patience, connect=3.0)) as client:
                url = self.urls[process] + path
                answer = await client.request(method, url, headers=headers, **more)
        except httpx.HTTPError as error:
            raise Unreachable(f"{process}: {type(error).__name__} at {path}") from None
        if answer.status_code >= 400 and answer.status_code != 503:
            raise Unreachable(f"{process}: {answer.status_code} at {path}: {answer.text[:300]}")
        return answer.json()


def _secret(env: Mapping[str, str], name: str) -> str:
    """A variable, or what stands in the file that its `_FILE` twin names."""
    if name in env or f"{name}_FILE" not in env:
        return env.get(name, "")
    return Path(env[f"{name}_FILE"]).read_text().strip()
