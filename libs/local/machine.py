"""What runs on the one machine, where, and with which settings.

Ports count from NGOAIVU_BASE_PORT (8080): the province gateway, the five services, the ministry
gateway, the broker, the database. NGOAIVU_DATA (`.local/`) holds all state. NGOAIVU_KAFKA and
NGOAIVU_MONGO name servers to use instead of the embedded ones.
"""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from chassis import clock
from chassis.keyring import made
from local import broker, database
from local.keys import Keys
from local.supervisor import Child

ROOT = Path(__file__).resolve().parents[2]
# The day on which a newcomer finds the office of the demo year: the day after its last story.
DEMO_DAY = date(2026, 12, 22)
SERVICES = ("delegations", "conferences-agreements", "ngos", "consular-border", "reporting")
PROVINCES = "12,46,79,86"
PROVINCE, MINISTRY = "https://ngoaivu.local", "https://ngoaivu.local/bo"  # issuers
INFRASTRUCTURE, SERVICE, GATEWAY = 0, 1, 2
# A heap for each of a hundred threads keeps a third more memory than one that they share.
ONE_HEAP = {"MALLOC_ARENA_MAX": "1", "MALLOC_TRIM_THRESHOLD_": "131072"}
# Seconds; after a kill, the next relay waits for the lease of the one before.
LEASE = "5"
# Seconds; joining a group takes the embedded broker that long; three heartbeats are sent in it.
SESSION = "4"
# Milliseconds of a fetch, half of which news may be late: with 100 the looking of all costs the
# broker an eighth of a core, with 800 a sixtieth.
WAIT = "800"
# Seconds between looks at the journals' heads while the broker brings news.
CATCH_UP = "30"
# Seconds between the ministry gateway's looks at the province's feed.
FEED = "5"


@dataclass(frozen=True)
class Machine:
    """The layout of a run; `kafka` and `mongo` are empty when the embedded parts are used.

    `demo` brings demo accounts and a clock that requests may set; `story` a year of demo data too.
    """

    base: int
    data: Path
    demo: bool
    story: bool = False
    host: str = "127.0.0.1"
    kafka: str = ""
    mongo: str = ""

    @classmethod
    def of(cls, env: Mapping[str, str] = os.environ) -> Machine:
        return cls(
            base=int(env.get("NGOAIVU_BASE_PORT") or 8080),
            data=Path(env.get("NGOAIVU_DATA") or ".local").absolute(),
            demo=env.get("DEMO") != "0",
            story=env.get("DEMO") not in ("0", "accounts"),
            host=env.get("NGOAIVU_HOST") or "127.0.0.1",
            kafka=env.get("NGOAIVU_KAFKA", ""),
            mongo=env.get("NGOAIVU_MONGO", ""),
        )

    def demo_days(self) -> int:
        """How far the demo's office lives from the real date: kept from the first start on."""
        if not self.story:
            return 0
        kept = self.data / "demo-days"
        if not kept.exists():
            self.data.mkdir(parents=True, exist_ok=True)
            kept.write_text(str((DEMO_DAY - clock.instant().date()).days))
        return int(kept.read_text())

    def port(self, name: str) -> int:
        order = ("gateway", *SERVICES, "ministry-gateway", "broker", "database")
        return self.base + order.index(name)

    def url(self, name: str) -> str:
        return f"http://127.0.0.1:{self.port(name)}"

    @property
    def broker(self) -> str:
        return self.kafka or f"127.0.0.1:{self.port('broker')}"

    def services(self) -> list[str]:
        """Those that are there: with a main.py to start."""
        return [service for service in SERVICES if startable(service)]

    def ports(self) -> dict[str, int]:
        """Every port this run listens on, by what for."""
        names = [child.name for child in (*self.infrastructure(), *self.applications(None))]
        return {name: self.port(name) for name in names}

    def infrastructure(self) -> list[Child]:
        """The embedded broker and database."""
        return [
            *([] if self.kafka else [self._broker()]),
            *([] if self.mongo else [self._database()]),
        ]

    def _broker(self) -> Child:
        port = self.port("broker")
        topics = [f"ngoaivu.{service}.v1" for service in SERVICES]
        topics += [f"{topic}.dlq" for topic in topics]
        return Child(
            "broker",
            broker.command(port),
            lambda: asyncio.to_thread(broker.answers, port),
            environment={"NGOAIVU_DATA": str(self.data), "NO_COLOR": "1"},
            afterwards=lambda: broker.declare(self.broker, topics),
            alive=lambda: asyncio.to_thread(broker.answers, port),
            stage=INFRASTRUCTURE,
        )

    def _database(self) -> Child:
        port = self.port("database")
        return Child(
            "database",
            database.command(port, self.data / "database"),
            lambda: asyncio.to_thread(database.answers, port),
            environment={
                "NGOAIVU_DATA": str(self.data),
                "PYTHONPATH": source_roots(),
                **ONE_HEAP,
            },
            alive=lambda: asyncio.to_thread(database.writes, port),
            stage=INFRASTRUCTURE,
        )

    def applications(self, keys: Keys | None) -> list[Child]:
        """The services and both gateways; without keys only to know their names."""
        common = self.environment(keys) if keys else {}
        found = [
            self._application(service, service, {**common}, SERVICE) for service in self.services()
        ]
        if startable("gateway"):
            signing = {"NGOAIVU_SIGNING_KEY": str(keys.signing)} if keys else {}
            own = self._of_the_ministry(keys) if keys else {}
            province = {**common, **signing, "NGOAIVU_LEVEL": "province"}
            ministry = {
                **common,
                **own,
                "NGOAIVU_LEVEL": "ministry",
                "NGOAIVU_DATABASE": "ngoaivu_ministry",
                "NGOAIVU_HOST_PROVINCES": "",
                "NGOAIVU_FEEDS": f"province={self.url('gateway')}",
            }
            found.append(self._application("gateway", "gateway", province, GATEWAY))
            found.append(self._application("ministry-gateway", "gateway", ministry, GATEWAY))
        return found

    def _of_the_ministry(self, keys: Keys) -> dict[str, str]:
        """An issuer and a key of its own. On one machine whoever signs in at the province's gateway
        as of the ministry is believed at the ministry's too, and nobody else."""
        its = made(self.data / "keys" / "ministry")
        return {
            "NGOAIVU_ISSUER": MINISTRY,
            "NGOAIVU_SIGNING_KEY": str(its.signing),
            "NGOAIVU_JWKS": str(its.jwks),
            "NGOAIVU_TRUSTED": f"{PROVINCE}={keys.jwks}",
            "NGOAIVU_TRUSTED_ROLES": "ministry,ops",
        }

    def _application(
        self, name: str, package: str, environment: Mapping[str, str], stage: int
    ) -> Child:
        port = self.port(name)
        host = self.host if stage == GATEWAY else "127.0.0.1"
        return Child(
            name,
            (
                *(sys.executable, "-m", "chassis.serve", package),
                *(f"--host={host}", f"--port={port}", "--drain=0"),
            ),
            lambda: answers(port, "/readyz"),
            environment=environment,
            alive=lambda: answers(port, "/livez"),
            stage=stage,
        )

    def environment(self, keys: Keys) -> dict[str, str]:
        """What every service is told; what the caller's environment says of the rest stays."""
        return {
            "PYTHONPATH": source_roots(),
            "PYTHONUNBUFFERED": "1",
            "NGOAIVU_HOST_PROVINCES": os.environ.get("NGOAIVU_HOST_PROVINCES") or PROVINCES,
            "NGOAIVU_LEVEL": "province",
            "NGOAIVU_MONGO_URL": self.mongo or f"mongodb://127.0.0.1:{self.port('database')}",
            "NGOAIVU_KAFKA": self.broker,
            "NGOAIVU_KAFKA_IDEMPOTENCE": "true" if self.kafka else "false",
            "NGOAIVU_KAFKA_SESSION": "30" if self.kafka else SESSION,
            "NGOAIVU_KAFKA_WAIT": os.environ.get("NGOAIVU_KAFKA_WAIT") or WAIT,
            "NGOAIVU_PROVINCES": str(ROOT / "provinces"),
            "NGOAIVU_DEMO": "true" if self.demo else "false",
            "NGOAIVU_DEMO_DAYS": str(self.demo_days()),
            "NGOAIVU_JWKS": str(keys.jwks),
            "NGOAIVU_TRUSTED": f"{MINISTRY}={self.data / 'keys' / 'ministry' / 'jwks.json'}",
            "NGOAIVU_INTERNAL_SECRET": keys.internal_secret,
            "NGOAIVU_PEERS": ",".join(
                f"{name}={self.url(name)}" for name in (*self.services(), "gateway")
            ),
            "NGOAIVU_CATCH_UP_EVERY": os.environ.get("NGOAIVU_CATCH_UP_EVERY") or CATCH_UP,
            "NGOAIVU_FEED_EVERY": os.environ.get("NGOAIVU_FEED_EVERY") or FEED,
            "NGOAIVU_ANCHORS": str(self.data / "anchors"),
            "NGOAIVU_RELAY_LEASE": os.environ.get("NGOAIVU_RELAY_LEASE") or LEASE,
            "NGOAIVU_DATA": str(self.data),
            "NGOAIVU_BASE_PORT": str(self.base),
        }


def startable(service: str) -> bool:
    return (ROOT / "services" / service.replace("-", "_") / "main.py").exists()


def source_roots() -> str:
    """PYTHONPATH of the house."""
    return os.pathsep.join(str(ROOT / root) for root in ("libs", "services", "."))


async def answers(port: int, path: str) -> bool:
    """Whether an HTTP server on this machine answers `path` with 200."""
    try:
        async with asyncio.timeout(3):
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            try:
                asked = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"
                writer.write(asked.encode())
                status = await reader.readline()
            finally:
                writer.close()
    except (OSError, TimeoutError):
        return False
    return b" 200 " in status
