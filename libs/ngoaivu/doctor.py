"""`ngoaivu doctor`: what is not well, why, and who must act. It changes nothing."""

from __future__ import annotations

import asyncio
import ssl
import tomllib
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urlsplit

import httpx
import msgspec

from chassis import clock
from ngoaivu.site import GATEWAYS, Site, Unreachable

SKEW = 2.0  # seconds
SOON = 30  # days until a certificate expires
OPERATIONS, DATABASE, BROKER = "operations", "who runs the database", "who runs the broker"
NETWORK, LAW, PROVINCE = "who runs the network", "who keeps provinces/", "the province's operations"


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that was looked at: `state` is ok, warning or bad; `who` must act on it."""

    what: str
    state: str
    cause: str = ""
    who: str = ""


Check = Callable[[Site], Awaitable[list[Finding]]]


async def examine(site: Site) -> list[Finding]:
    """Every check at once; one that cannot be made is a finding itself."""
    done = await asyncio.gather(*(check(site) for check in CHECKS), return_exceptions=True)
    found: list[Finding] = []
    for check, result in zip(CHECKS, done, strict=True):
        if isinstance(result, BaseException):
            name = check.__name__.strip("_").replace("_", " ")
            result = [bad(name, repr(result)[:300], OPERATIONS)]
        found += result
    return found


def ok(what: str, says: str = "") -> Finding:
    return Finding(what=what, state="ok", cause=says)


def bad(what: str, cause: str, who: str, state: str = "bad") -> Finding:
    return Finding(what=what, state=state, cause=cause, who=who)


async def _processes(site: Site) -> list[Finding]:
    """Ready, and what needs somebody's eye although requests can be served."""

    async def look(name: str) -> list[Finding]:
        try:
            said = await site.ask(name, "GET", "/readyz", params={"verbose": "1"})
        except Unreachable as error:
            return [bad(f"{name} answers", str(error), OPERATIONS)]
        wrong = {n: s for n, s in said["checks"].items() if s != "ok"}
        who = DATABASE if "database" in wrong else OPERATIONS
        found = [bad(f"{name} is ready", str(wrong), who)] if wrong else [ok(f"{name} is ready")]
        notes = said.get("notes", {})
        for stream, cause in notes.get("forked", {}).items():
            told = f"{cause}: docs/runbooks/restore.md"
            found.append(bad(f"{name} follows {stream}", told, OPERATIONS))
        for what, cause in notes.get("broken", {}).items():
            found.append(bad(f"{name}: seals of {what}", str(cause), OPERATIONS))
        return found

    return [f for found in await asyncio.gather(*map(look, site.urls)) for f in found]


async def _versions_and_clocks(site: Site) -> list[Finding]:
    """The same software everywhere, and clocks that agree with this one."""
    versions: dict[str, str] = {}
    found: list[Finding] = []
    async with httpx.AsyncClient(timeout=30.0) as client:
        for name, url in site.urls.items():
            try:
                asked = clock.instant()
                answer = await client.get(f"{url}/livez")
                schema = await client.get(f"{url}/schema/openapi.json")
            except httpx.HTTPError:
                continue  # said by the check of the processes
            versions[name] = str(schema.json()["info"]["version"])
            if date := answer.headers.get("date"):
                skew = abs((parsedate_to_datetime(date) - asked).total_seconds())
                if skew > SKEW:
                    says = f"its clock is {skew:.0f} s away from this one"
                    found.append(bad(f"clock of {name}", says, OPERATIONS, "warning"))
    if len(set(versions.values())) > 1:
        found.append(bad("versions", str(versions), OPERATIONS, "warning"))
    return found or [ok("versions and clocks", ", ".join(sorted(set(versions.values()))))]


async def _positions(site: Site) -> list[Finding]:
    """Nobody is far behind a journal, and nothing waits on the desk of dead letters."""
    found: list[Finding] = []
    for name in (n for n in GATEWAYS if n in site.urls):
        items = (await site.ask(name, "GET", "/internal/standing"))["items"]
        behind = {f"{i['service']}/{i['province']}": i["lag"] for i in items if i["lag"] > 100}
        away = [f"{i['service']}/{i['province']}" for i in items if i["head"] is None]
        if behind:
            found.append(bad(f"{name} is behind", str(behind), OPERATIONS, "warning"))
        if away:
            found.append(bad(f"{name} hears nothing of", ", ".join(away), OPERATIONS, "warning"))
    return found or [ok("positions")]


async def _letters(site: Site) -> list[Finding]:
    found: list[Finding] = []
    for name in site.urls:
        items = (await site.ask(name, "GET", "/internal/dead-letters"))["items"]
        if items:
            says = f"{len(items)}, the first: {items[0]['cause'][:160]}"
            found.append(bad(f"dead letters of {name}", says, OPERATIONS, "warning"))
    return found or [ok("dead letters")]


async def _broker(site: Site) -> list[Finding]:
    for server in filter(None, site.kafka.split(",")):
        host, _, port = server.strip().rpartition(":")
        try:
            _, writer = await asyncio.wait_for(asyncio.open_connection(host, int(port)), 3)
            writer.close()
        except (OSError, TimeoutError, ValueError) as error:
            return [bad(f"broker {server}", repr(error), BROKER)]
    return [ok("broker", site.kafka)]


async def _ministry(site: Site) -> list[Finding]:
    """What the ministry took, as the province's gateway knows it."""
    if "gateway" not in site.urls:
        return []
    said = await site.ask("gateway", "GET", "/internal/coverage")
    never = [f"{i['service']}/{i['province']}" for i in said["items"] if not i["acknowledged"]]
    drift = [f"{i['service']}/{i['province']}" for i in said["items"] if i["drift"]]
    if drift:
        return [bad("the ministry has other lines", ", ".join(drift), OPERATIONS)]
    if said["items"] and len(never) == len(said["items"]):
        return [bad("the ministry", "has taken nothing yet", NETWORK, "warning")]
    missing = said["missing"]
    return [ok("the ministry", f"{said['received']} lines taken, {missing} to come")]


async def _certificates(site: Site) -> list[Finding]:
    found: list[Finding] = []
    for name, url in site.urls.items():
        address = urlsplit(url)
        if address.scheme != "https":
            continue
        until = await asyncio.to_thread(_expires, address.hostname or "", address.port or 443)
        days = (until - clock.instant()).days
        if days < SOON:
            found.append(bad(f"certificate of {name}", f"ends in {days} days", NETWORK, "warning"))
    return found or [ok("certificates")]


def _expires(host: str, port: int) -> datetime:
    from cryptography import x509

    pem = ssl.get_server_certificate((host, port), timeout=5)
    return x509.load_pem_x509_certificate(pem.encode()).not_valid_after_utc.astimezone(UTC)


async def _holidays(site: Site) -> list[Finding]:
    """The table of holidays holds this year and, from October on, the next one."""
    table = site.provinces / "calendar.toml"
    if not table.exists():
        return [bad("holidays", f"{table} is missing", LAW)]
    years = tomllib.loads(table.read_text()).get("years") or _years(table.read_text())
    today = clock.Clock().now()
    if today.year not in years:
        return [bad("holidays", f"{today.year} is not in {table}", LAW)]
    if today.month >= 10 and today.year + 1 not in years:
        says = f"{today.year + 1} is not in {table}: due dates end with this year"
        return [bad("holidays", says, LAW, "warning")]
    return [ok("holidays", f"until {max(years)}")]


def _years(text: str) -> set[int]:
    """The years of every date in a table."""
    found: set[int] = set()

    def walk(value: Any) -> None:
        if isinstance(value, dict):
            for name, part in value.items():
                if name.isdigit() and len(name) == 4:
                    found.add(int(name))
                walk(part)
        elif isinstance(value, list):
            for part in value:
                walk(part)
        elif hasattr(value, "year"):
            found.add(value.year)

    walk(tomllib.loads(text))
    return found


CHECKS: Sequence[Check] = (
    _processes, _versions_and_clocks, _positions, _letters, _broker, _ministry, _certificates,
    _holidays,
)  # fmt: skip
