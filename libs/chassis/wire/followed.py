"""What a follower follows: streams, marks on them, and the events and lines that come along."""

from __future__ import annotations

import msgspec

from casework import CloudEvent
from chassis.store.journal import GENESIS

Stream = tuple[str, str]  # the source service and the province


class Mark(msgspec.Struct, frozen=True, gc=False):
    """A place in a stream: a position, the hash of the line there, and the journal's name.

    An empty hash is one that is not known yet: positions of before they were kept with one.
    """

    position: int = 0
    hash: str = GENESIS
    journal: str = ""


class Followed(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One event as it arrived; `journal` names the one it is of, where the sender said so."""

    service: str
    province: str
    position: int
    event: CloudEvent
    journal: str = ""
    prev: str = ""
    hash: str = ""

    @property
    def mark(self) -> Mark:
        return Mark(self.position, self.hash, self.journal)


class BadLine(msgspec.Struct, frozen=True, kw_only=True):
    """A journal line that this version of the software cannot read; shaped like Followed."""

    service: str
    province: str
    position: int
    event: msgspec.Raw
    cause: str
    journal: str = ""
    prev: str = ""
    hash: str = ""

    @property
    def mark(self) -> Mark:
        return Mark(self.position, self.hash, self.journal)


class Overtaken(Exception):
    """The stored position is not where it was thought to be: another replica has moved it, or the
    database was put back. Nothing was written; positions are read again."""


class Forked(Exception):
    """A journal does not go on from what was followed: it was put back, or changed. Says how."""
