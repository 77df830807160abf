"""Citations: every state change, deadline and refusal points at the text that allows it.

A Citation is a place in a text that binds everywhere. A Provision is a named clause of the field
(«đơn vị xin phép trước khi tiếp khách»): which article states it is each province's own matter,
and where neither a province nor the nation states it, it is advice. RECORD is no law at all: what
must be true of any record, such as dates in order.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

Mark = Literal["V", "W", "M", "X", "superseded"]
"""How far a text was verified: word by word, in an excerpt, from memory, not found, replaced."""

Ground = Literal["law", "text", "record"]
"""What a refusal stands on: a law of the nation, a province's own text, or the record itself."""


class Law(Struct, frozen=True):
    """A legal text. `number` is how officials quote it; `title` is how people know it."""

    number: str
    title: str
    mark: Mark = "V"

    def art(
        self, article: int | str, clause: int | str = "", point: str = "", mark: Mark | None = None
    ) -> Citation:
        """A place in this text, as «Điều 7 khoản 2 điểm a»."""
        return Citation(self.number, str(article), str(clause), point, mark or self.mark)

    def form(self, name: str) -> Citation:
        """An annexed form, as «Mẫu 3»."""
        return Citation(self.number, form=name, mark=self.mark)


class Citation(Struct, frozen=True):
    """A place in a legal text; prints as officials write it."""

    law: str
    article: str = ""
    clause: str = ""
    point: str = ""
    mark: Mark = "V"
    form: str = ""

    def __str__(self) -> str:
        place = f"Điều {self.article}" if self.article else self.form
        place += f" khoản {self.clause}" if self.clause else ""
        place += f" điểm {self.point}" if self.point else ""
        return f"{self.law}, {place}" if place else self.law


class Provision(Citation, frozen=True):
    """A clause of the field by its name, wherever it is stated; `form` is its title.

    `provinces/provisions.toml` keeps its national text, if there is one; a province's file says
    which article of its own texts states it. `Province.cite` puts the two together.
    """

    @property
    def name(self) -> str:
        return self.law

    def __str__(self) -> str:
        return self.form or self.law


RECORD = Citation("Quy tắc lập hồ sơ")
"""The house: a record that contradicts itself is refused whatever the law says."""


class Cited(Struct, frozen=True):
    """What a reader of one province is shown. `binds` is false where nobody states the clause."""

    text: str
    ground: Ground = "law"
    mark: str = "V"
    binds: bool = True


def cited(law: Citation) -> Cited:
    """A text that binds everywhere, or the house."""
    if law == RECORD:
        return Cited(str(law), "record", "")
    return Cited(str(law), "law", law.mark)
