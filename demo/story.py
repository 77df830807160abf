"""What is told: dossiers as their people would have handled them, day by day.

A story is a function of a `Setting` (a province, a first day, a source of chance) that says who
opened a dossier and who did what after how many days. `endings` stops it after each of its acts,
so that one story leaves a dossier in every state it passes through.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, TypeVar

T = TypeVar("T")
PROVINCES = ("12", "46", "79", "86")
LAST_DAY = 350
RECENT = 4  # days before the year's last


@dataclass
class Setting:
    """Where and when a story happens; `n` counts its tellings in the province."""

    province: str
    first: date
    chance: random.Random
    n: int = 0
    serial: int = 0

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
class Earlier:
    """In a body: the `field` of the dossier that the `nth` telling of a story of an earlier wave
    left in the same province; all of it when no field is named."""

    story: Callable[[Setting], Story]
    nth: int = 0
    field: str = "code"


@dataclass(frozen=True)
class Act:
    """`who` (a role) takes `step` on the day `after` days from the first; «opinion» answers a
    consultation, «attach» puts a text file named `body` into the dossier, «wait» waits until a
    reaction has brought the dossier into the state `body`.

    `on`: another dossier than the story's own, left by an earlier story or, named by its type
    («service/type»), opened about this one by a reaction.
    """

    who: str
    step: str
    after: int = 0
    body: Any = None
    on: Earlier | str | None = None


SPEAKERS = {"cong-an-tinh": "police", "bien-phong": "border", "tinh-uy": "party"}


def opinion(after: int, body: str, answer: str = "agree", *, by: str = "", **more: str) -> Act:
    """What a body that was asked answers: by its own people, or as the officer records it."""
    told = {"body": body, "answer": answer, **more}
    return Act(by or SPEAKERS.get(body, "officer"), "opinion", after, told)


@dataclass(frozen=True)
class Story:
    """A dossier of `kind` («service/type», or «service/register»): how it was opened, then what was
    done. `unit` is the unit it is opened for, when not the opener's own. Opened by «find», it is
    the one with the fields of the body, which the platform opened; a body may be a function of the
    dossier as it stands."""

    kind: str
    opened: Act
    acts: tuple[Act, ...] = ()
    unit: str = ""

    def until(self, count: int) -> Story:
        return replace(self, acts=self.acts[:count])


def and_then(story: Story, *acts: Act) -> Story:
    """The story, and what was done after its end."""
    return replace(story, acts=(*story.acts, *acts))


def up_to(story: Story, step: str) -> Story:
    """The story, left after its first `step`."""
    return story.until([act.step for act in story.acts].index(step) + 1)


Told = Callable[[Setting], Story]


def only(
    *,
    times: int = 0,
    provinces: Sequence[str] = PROVINCES,
    fully: Sequence[str] = PROVINCES,
    passing: Sequence[str] = (),
    first: int | None = None,
    early: bool = False,
) -> Callable[[Told], Told]:
    """Limits of a story: told `times` times to its end instead of to each ending; in `provinces`,
    to its endings only in those that are also `fully`, once to its end in the others; not left
    after the steps `passing`; beginning `first` days after 5 January instead of over the year;
    with what is left open spread over the year too (`early`), where the law wants room after it."""
    given = {
        "times": times, "provinces": provinces, "fully": fully, "passing": passing, "early": early,
    }  # fmt: skip

    def limited(told: Told) -> Told:
        told.__dict__.update(given, first=first)
        return told

    return limited


def name_of(told: Told) -> str:
    return str(getattr(told, "__name__", ""))


def endings(story: Story, passing: Sequence[str] = ()) -> Iterator[Story]:
    """The story stopped after its opening and after each act that moves the dossier."""
    for count in range(len(story.acts) + 1):
        last = story.acts[count - 1] if count else story.opened
        moves = last.on is None and last.step not in ("opinion", "attach", "wait", *passing)
        if moves or count == len(story.acts):
            yield story.until(count)


def tellings(
    told: Told, seed: str, year: int, only_in: Sequence[str] = PROVINCES
) -> Iterator[tuple[Story, Setting]]:
    """Every telling of a story, by its limits, on days that let it end within the year."""
    limits = told.__dict__
    provinces, fully = limits.get("provinces", PROVINCES), limits.get("fully", PROVINCES)
    for province in (p for p in provinces if p in only_in):
        probe = told(Setting(province, date(year, 1, 5), random.Random(seed)))
        whole = limits.get("times", 0) or province not in fully
        kinds = [probe] * max(1, limits.get("times", 0))
        if not whole:
            kinds = list(endings(probe, limits.get("passing", ())))
            if set(provinces) - set(fully):
                kinds.pop()  # Another province tells it to its end.
        for n, kind in enumerate(kinds):
            chance = random.Random(f"{seed}/{province}/{name_of(told)}/{n}")
            lasts = max((act.after for act in (kind.opened, *kind.acts)), default=0)
            room = max(0, LAST_DAY - lasts)
            after = room * n // len(kinds) + chance.randint(0, min(9, room // len(kinds)))
            if n and not whole and kind is not kinds[-1] and not limits.get("early"):
                # What is still open was touched lately; only the first has been left lying.
                after = max(0, room - chance.randint(0, RECENT))
            if (first := limits.get("first")) is not None:
                after = first
            setting = Setting(province, date(year, 1, 5) + timedelta(days=after), chance, n)
            story = told(setting)
            yield story if whole else story.until(len(kind.acts)), setting
