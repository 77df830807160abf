"""Settings come from the environment (`NGOAIVU_…`), are typed, and are read once, in main.py."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

import msgspec

SERVICES = ("delegations", "conferences-agreements", "ngos", "consular-border", "reporting")


class BadSetting(ValueError):
    """A variable of the environment that cannot be read: names it, its value and the reason."""


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """`peers` maps services to base URLs; `jwks` is a path or a URL; times are in seconds.

    `tick_every` is how often what falls due is looked at (0: never); `smtp` a smtp:// URL;
    `mail_to` maps «province/unit» and «province/unit/role» to addresses.
    """

    service: str
    level: Literal["province", "ministry"] = "province"
    host_provinces: tuple[str, ...] = ("12", "46", "79", "86")
    mongo_url: str = "mongodb://127.0.0.1:8088"
    database: str = ""
    driver: Literal["motor", "pymongo"] = "motor"
    kafka: str = "127.0.0.1:8087"
    kafka_idempotence: bool = True
    kafka_session: float = 30.0
    kafka_wait: int = 20
    provinces: Path = Path("provinces")
    demo: bool = False
    jwks: str = ""
    signing_key: Path | None = None
    issuer: str = "https://ngoaivu.local"
    audience: str = "ngoaivu"
    internal_secret: str = ""
    peers: dict[str, str] = {}
    feeds: dict[str, str] = {}
    max_body: int = 1_000_000
    max_attachment: int = 20_000_000
    relay_lease: float = 10.0
    tick_every: float = 300.0
    smtp: str = ""
    mail_from: str = ""
    mail_to: dict[str, str] = {}
    catch_up_every: float = 10.0
    feed_every: float = 2.5
    log_level: Literal["debug", "info", "warning", "error"] = "info"
    metrics: bool = True

    @property
    def database_name(self) -> str:
        return self.database or f"ngoaivu_{self.service.replace('-', '_')}"

    @classmethod
    def from_env(cls, service: str, env: Mapping[str, str] = os.environ) -> Settings:
        """Read `NGOAIVU_<FIELD>`; tuples are comma lists, tables are name=value comma lists."""
        found: dict[str, object] = {}
        for field in msgspec.structs.fields(cls):
            name = f"NGOAIVU_{field.name.upper()}"
            if name not in env or field.name == "service":
                continue
            try:
                found[field.name] = msgspec.convert(
                    _shape(env[name], field.type), field.type, strict=False, dec_hook=_path
                )
            except (msgspec.ValidationError, ValueError) as error:
                raise BadSetting(f"{name}={env[name]!r}: {error}") from None
        return cls(service=service, **found)  # type: ignore[arg-type]


def _shape(text: str, kind: object) -> object:
    told = str(kind)
    if told.startswith("tuple"):
        return [part for part in text.split(",") if part]
    if told.startswith("dict"):
        return dict(part.split("=", 1) for part in text.split(",") if part)
    return text


def _path(kind: type, value: object) -> object:
    return kind(value)
