"""Citations: every state change, deadline and refusal points at the text that allows it."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

Mark = Literal["V", "W", "M", "X", "superseded"]
"""How far a text was verified: word by word, in an excerpt, from memory, not found, replaced."""


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
