"""A sealed line as a Kafka record, and back: nothing that a broker brings is believed unproven.

A record is CloudEvents in binary mode: every attribute as a `ce_` header, the data as the value.
Beside them it carries what its seal is computed over, and a proof: a keyed hash that only the
services of this installation can make. A follower applies a record only when the seal continues
the chain that it has followed and the proof is right (`Record.fits`); any other news is read from
the journal of its owner.
"""

from __future__ import annotations

import hmac
from typing import Any

import msgspec

from casework import CloudEvent, News
from chassis.store.journal import Line, about, seal
from chassis.wire.followed import Followed

_news = msgspec.json.Decoder(News)


class _Attributes(msgspec.Struct, frozen=True, kw_only=True):
    """The CloudEvent attributes as the journal keeps them."""

    id: str
    source: str
    type: str
    subject: str
    time: str
    province: str
    sequence: int
    traceparent: str = ""
    datacontenttype: str = "application/json"


_attributes = msgspec.json.Decoder(_Attributes)


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """What a record says, and what proves it. Without `head` it cannot be proven at all."""

    followed: Followed
    raw: Any
    seal: int = 0
    about: str = ""
    head: bytes = b""
    proof: str = ""

    def fits(self, prev: str, secret: str) -> bool:
        """Whether it is the line that its service has sealed behind `prev`."""
        said = self.followed
        if not (self.head and prev and self.is_keyed(secret)):
            return False
        sealed = seal(self.seal, prev, said.position, self.about, self.head, self.raw.value)
        return sealed == said.hash

    def is_keyed(self, secret: str) -> bool:
        """Whether a service of this installation has made it, wherever it belongs."""
        said = self.followed
        wanted = proof(secret, said.service, said.province, said.position, said.hash)
        return hmac.compare_digest(wanted.encode(), self.proof.encode())


def proof(secret: str, service: str, province: str, position: int, hash_: str) -> str:
    """A keyed hash of a line's place and seal. Reading a topic is not enough to make one."""
    said = "\n".join(("ngoaivu-record", service, province, str(position), hash_))
    return hmac.digest(secret.encode(), said.encode(), "sha256").hex()


def headers(line: Line, journal: str = "", secret: str = "") -> list[tuple[str, bytes]]:
    """Every attribute as a `ce_` header; the seal, its parts and the journal's name beside."""
    attributes: dict[str, Any] = msgspec.json.decode(line.head)
    media_type = attributes.pop("datacontenttype", "application/json")
    found = [(f"ce_{name}", str(value).encode()) for name, value in attributes.items()]
    found.append(("ce_position", str(line.position).encode()))
    found.append(("ce_seal", line.hash.encode()))
    if journal:
        found.append(("ce_journal", journal.encode()))
    service = str(attributes["source"]).rsplit("/", 1)[1]
    keyed = proof(secret, service, line.province, line.position, line.hash)
    found += [
        ("content-type", media_type.encode()),
        ("ngoaivu-head", line.head),
        ("ngoaivu-about", about(line).encode()),
        ("ngoaivu-seal", str(line.seal).encode()),
        ("ngoaivu-proof", keyed.encode()),
    ]
    return found


def decode(message: Any) -> Record:
    """What a record says. Raises ValueError, KeyError, MsgspecError for what is no event."""
    named = {name: value for name, value in message.headers if value is not None}
    head = named.get("ngoaivu-head", b"")
    said = _attributes.decode(head) if head else _of_headers(named)
    position = int(named["ce_position"])
    event = CloudEvent(
        **{name: getattr(said, name) for name in _COPIED},
        position=position,
        data=_news.decode(message.value),
    )
    followed = Followed(
        service=said.source.rsplit("/", 1)[1],
        province=said.province,
        position=position,
        event=event,
        journal=named.get("ce_journal", b"").decode(),
        hash=named.get("ce_seal", b"").decode(),
    )
    return Record(
        followed=followed,
        raw=message,
        seal=int(named.get("ngoaivu-seal", b"0")),
        about=named.get("ngoaivu-about", b"").decode(),
        head=head,
        proof=named.get("ngoaivu-proof", b"").decode(),
    )


_COPIED = ("id", "source", "type", "subject", "time", "province", "sequence", "traceparent")


def _of_headers(named: dict[str, bytes]) -> _Attributes:
    """From a sender that does not seal its attributes: an older one, or a stranger."""
    text = {name.removeprefix("ce_"): value.decode() for name, value in named.items()}
    return _Attributes(
        id=text["id"],
        source=text["source"],
        type=text["type"],
        subject=text["subject"],
        time=text["time"],
        province=text["province"],
        sequence=int(text["sequence"]),
        traceparent=text.get("traceparent", ""),
    )
