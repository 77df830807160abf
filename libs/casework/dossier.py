"""A dossier: one file on a desk, with everything that was done to it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Generic, TypeVar

from msgspec import Struct

from casework.deadline import Clock
from casework.event import Link, Wait
from casework.opinion import Round

F = TypeVar("F", bound=Struct)  # the fields of a dossier type: its application, and what is added


class Actor(Struct, frozen=True, kw_only=True):
    """A person, or the system itself, asking for something.

    `predecessors`: the ended provinces whose files this person's province has taken over.
    """

    id: str
    roles: frozenset[str]
    province: str
    unit: str = ""
    name: str = ""
    predecessors: tuple[str, ...] = ()

    @property
    def provinces(self) -> tuple[str, ...]:
        """The codes under which the files of this person's province lie."""
        return (self.province, *self.predecessors)


class Advice(Struct, frozen=True, kw_only=True):
    """What an official should know although no text of the province demands it."""

    says: str
    law: str
    at: str = ""
    mark: str = ""


class Act(Struct, frozen=True, kw_only=True):
    """One thing that was done: a line of the dossier's history. `at` is when it took effect, in
    the order of the acts; `recorded` when it was written, where that was later (a reaction to an
    event that had to wait); `name` what the person was called then."""

    version: int
    transition: str
    title: str
    source: str
    to: str
    actor: str
    role: str
    at: datetime
    law: str
    note: str = ""
    late_reason: str = ""
    mark: str = ""
    advice: tuple[Advice, ...] = ()
    name: str = ""
    recorded: datetime | None = None


class Attachment(Struct, frozen=True, kw_only=True):
    """A file of the dossier; its bytes lie in the service's file store under `id`."""

    id: str
    name: str
    size: int
    sha256: str
    media_type: str
    kind: str = ""
    copy: str = "bản gốc"
    language: str = "vi"
    added_by: str = ""
    added_at: datetime | None = None


class Dossier(Struct, Generic[F], frozen=True, kw_only=True):
    """`regime` is the day from which its procedure is in force; `line` its last journal line;
    `holder` the officer in charge."""

    id: str
    code: str
    type: str
    regime: date
    province: str
    unit: str
    title: str
    fields: F
    lodged_on: date
    state: str = ""
    version: int = 0
    team: tuple[str, ...] = ()
    acts: tuple[Act, ...] = ()
    clocks: tuple[Clock, ...] = ()
    rounds: tuple[Round, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    links: tuple[Link, ...] = ()
    waits: tuple[Wait, ...] = ()
    holder: str = ""
    holder_name: str = ""
    line: str = ""

    def clock(self, name: str) -> Clock | None:
        return next((c for c in self.clocks if c.name == name), None)

    def act(self, *transitions: str) -> Act | None:
        """The last act among `transitions`."""
        return next((a for a in reversed(self.acts) if a.transition in transitions), None)
