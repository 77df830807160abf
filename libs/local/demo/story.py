"""What is told: dossiers as their people would have handled them, day by day.

A story is a function of a `Setting` (a province, a first day, a source of chance) that says who
opened a dossier and who did what after how many days. `endings` stops it after each of its acts,
so that one story leaves a dossier in every state it passes through.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any, TypeVar

T = TypeVar("T")
PROVINCES = ("12", "46", "79", "86")


@dataclass
class Setting:
    """Where and when a story happens. `at` is the day of the act that is told next."""

    province: str
    first: date
    chance: random.Random
    serial: int = 0
    at: date = field(default=date.min)

    def __post_init__(self) -> None:
        self.at = self.first

    def day(self, after: int = 0) -> str:
        """The date `after` days from the story's first day."""
        return (self.first + timedelta(days=after)).isoformat()

    def pick(self, of: Sequence[T]) -> T:
        return self.chance.choice(of)

    def number(self, symbol: str) -> str:
        """A document number of this province: «17/QĐ-UBND»."""
        self.serial += 1
        return f"{self.chance.randint(10, 999)}{self.serial}/{symbol}"

    def document(self, symbol: str, after: int) -> dict[str, str]:
        """A numbered document of a day."""
        return {"number": self.number(symbol), "date": self.day(after)}


@dataclass(frozen=True)
class Act:
    """`who` (a role) takes `step` on the day `after` days from the first; «opinion» answers a
    consultation, «attach» puts a text file into the dossier."""

    who: str
    step: str
    after: int = 0
    body: Any = None


@dataclass(frozen=True)
class Story:
    """A dossier of `kind` («service/type»): how it was opened, then what was done."""

    kind: str
    opened: Act
    acts: tuple[Act, ...] = ()

    def until(self, count: int) -> Story:
        return replace(self, acts=self.acts[:count])


Told = Callable[[Setting], Story]


def endings(story: Story) -> Iterator[Story]:
    """The story stopped after its opening and after each act that moves the dossier."""
    for count in range(len(story.acts) + 1):
        if count == 0 or story.acts[count - 1].step not in ("opinion", "attach"):
            yield story.until(count)


def settings(seed: str, province: str, name: str, year: int, count: int) -> Iterator[Setting]:
    """`count` settings of one story, spread over the year."""
    for n in range(count):
        chance = random.Random(f"{seed}/{province}/{name}/{n}")
        first = date(year, 1, 5) + timedelta(days=(n * 300) // max(count, 1) + chance.randint(0, 9))
        yield Setting(province, first, chance)
