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

    `demo_days` is how far the office of a demo lives from the real date (chassis.clock).
    `tick_every` is how often what falls due is looked at (0: never); `smtp` a smtp:// URL;
    `keep_…_days` is how long marks of events and reads of records stay (0: for ever);
    `mail_to` maps «province/unit» and «province/unit/role» to addresses; `kafka_declare` is off
    where an operator declares the topics; `public_url` is how people reach this gateway;
    `trusted` maps other issuers to their keys, which give nobody more than `trusted_roles`;
    `most_requests` are answered at once; `count_every` is how old the gauges of /metrics may be;
    `verify_every` is how often the journal is verified (0: only when asked), `anchors` the folder
    of the files that keep its heads outside the database; `mongo_ca`, `kafka_ca`,
    `kafka_certificate` and `kafka_key` are PEM files; `traces` the base URL of an OTLP/HTTP
    collector (empty: no traces).
    """

    service: str
    level: Literal["province", "ministry"] = "province"
    host_provinces: tuple[str, ...] = ()
    mongo_url: str = ""
    mongo_ca: Path | None = None
    database: str = ""
    driver: Literal["motor", "pymongo"] = "motor"
    kafka: str = ""
    kafka_security: Literal["plaintext", "ssl", "sasl-plaintext", "sasl-ssl"] = "plaintext"
    kafka_mechanism: Literal["SCRAM-SHA-512", "SCRAM-SHA-256", "PLAIN"] = "SCRAM-SHA-512"
    kafka_username: str = ""
    kafka_password: str = ""
    kafka_ca: Path | None = None
    kafka_certificate: Path | None = None
    kafka_key: Path | None = None
    kafka_declare: bool = True
    kafka_idempotence: bool = True
    kafka_session: float = 30.0
    kafka_wait: int = 500
    provinces: Path = Path("provinces")
    demo: bool = False
    demo_days: int = 0
    jwks: str = ""
    signing_key: Path | None = None
    issuer: str = "https://ngoaivu.local"
    audience: str = "ngoaivu"
    trusted: dict[str, str] = {}
    trusted_roles: tuple[str, ...] = ("ministry",)
    internal_secret: str = ""
    peers: dict[str, str] = {}
    feeds: dict[str, str] = {}
    public_url: str = ""
    most_requests: int = 64
    count_every: float = 60.0
    max_body: int = 1_000_000
    max_attachment: int = 20_000_000
    relay_lease: float = 10.0
    verify_every: float = 3600.0
    anchors: Path | None = None
    keep_inbox_days: int = 400
    keep_reads_days: int = 0
    tick_every: float = 300.0
    smtp: str = ""
    mail_from: str = ""
    mail_to: dict[str, str] = {}
    catch_up_every: float = 10.0
    feed_every: float = 2.5
    log_level: Literal["debug", "info", "warning", "error"] = "info"
    traces: str = ""
    traces_share: float = 1.0

    @property
    def database_name(self) -> str:
        return self.database or f"ngoaivu_{self.service.replace('-', '_')}"

    @property
    def anchor(self) -> Path | None:
        """The file that keeps the heads of this service's journal outside its database."""
        return self.anchors / f"{self.service}.json" if self.anchors else None

    @classmethod
    def from_env(cls, service: str, env: Mapping[str, str] = os.environ) -> Settings:
        """Read `NGOAIVU_<FIELD>`, or the file that `NGOAIVU_<FIELD>_FILE` names; tuples are comma
        lists, tables are name=value comma lists. Raises BadSetting, also for what is missing."""
        given: dict[str, object] = {}
        for field in msgspec.structs.fields(cls):
            name = f"NGOAIVU_{field.name.upper()}"
            text = _text(name, env)
            if text is None or field.name == "service":
                continue
            try:
                given[field.name] = msgspec.convert(
                    _shape(text, field.type), field.type, strict=False, dec_hook=_path
                )
            except (msgspec.ValidationError, ValueError) as error:
                shown = "(a secret)" if field.name in SECRETS else repr(text)
                raise BadSetting(f"{name}={shown}: {error}") from None
        settings = cls(service=service, **given)  # type: ignore[arg-type]
        if missing := settings.missing():
            raise BadSetting("\n".join(missing))
        return settings

    def missing(self) -> list[str]:
        """What this process cannot do without and was not given: a line for each variable."""
        needed = dict(NEEDED)
        if self.level == "province":
            needed |= NEEDED_IN_A_PROVINCE
        if "sasl" in self.kafka_security:
            needed |= {"kafka_username": "the broker's account", "kafka_password": "its password"}
        return [
            f"NGOAIVU_{name.upper()} is needed: {meaning}"
            for name, meaning in needed.items()
            if not getattr(self, name)
        ]


NEEDED = {
    "mongo_url": "where the database is, mongodb://…/?replicaSet=…",
    "jwks": "path or URL of the keys that tokens are verified with",
    "internal_secret": "what the services of this site know one another by, 32 characters or more",
}
NEEDED_IN_A_PROVINCE = {
    "kafka": "the brokers, host:port,host:port",
    "host_provinces": "the codes of the provinces whose files are kept here, 86 or 12,46",
    "peers": "the services of this site, delegations=http://delegations:8080,…",
}
SECRETS = frozenset({"internal_secret", "kafka_password", "mongo_url", "smtp"})


def _text(name: str, env: Mapping[str, str]) -> str | None:
    """The value of a variable, or what stands in the file that its `_FILE` twin names."""
    if name in env or f"{name}_FILE" not in env:
        return env.get(name)
    try:
        return Path(env[f"{name}_FILE"]).read_text().strip()
    except OSError as error:
        raise BadSetting(f"{name}_FILE={env[f'{name}_FILE']!r}: {error.strerror}") from None


def _shape(text: str, kind: object) -> object:
    name = str(kind)
    if name.startswith("tuple"):
        return [part for part in text.split(",") if part]
    if name.startswith("dict"):
        return dict(part.split("=", 1) for part in text.split(",") if part)
    if "Path" in name:
        return Path(text) if text else None
    return text


def _path(kind: type, value: object) -> object:
    return kind(value)
