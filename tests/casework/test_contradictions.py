"""A type that contradicts itself cannot be imported; it says every contradiction at once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from casework import (
    STAYS,
    Amount,
    Deadline,
    Disclosure,
    DossierType,
    Immediate,
    Paper,
    SpecError,
    Transition,
    Within,
    act_day,
)
from support.sample import LAW, LETTER, Answer

STEP: Transition[Any, Any] = Transition(
    LAW.art(9), "file", title="lưu", source={"answered"}, target="withdrawn", by={"officer"},
    emits="filed",
)  # fmt: skip
DUTY = Deadline(
    law=LAW.art(9), name="duty", title="việc", met_by={"answer"},
    shape=Immediate(event=act_day("lodge"), of="nhận"),
)  # fmt: skip
PAPER = Paper(LAW.art(9), "slip", title="Phiếu", makes=lambda dossier, province: None)


def with_step(**changes: Any) -> Any:
    return replace(LETTER, transitions=[*LETTER.transitions, replace(STEP, **changes)])


def with_duty(**changes: Any) -> Any:
    return replace(LETTER, deadlines=[*LETTER.deadlines, replace(DUTY, **changes)])


def opened(**changes: Any) -> Any:
    return replace(LETTER, opening=replace(LETTER.opening, **changes))


WRONG: list[tuple[Callable[[], Any], str]] = [
    (lambda: with_step(name="answer"), "transition 'answer' is declared twice"),
    (lambda: with_step(emits="answered"), "event 'answered' is declared twice"),
    (lambda: with_step(name="File It"), "transition 'File It' is not a name for a URL"),
    (lambda: with_step(emits="đã-lưu"), "event 'đã-lưu' is not a name for a URL"),
    (lambda: with_step(name="reply"), "'reply' is reserved"),
    (lambda: with_step(name="attach"), "'attach' is reserved"),
    (lambda: with_step(target="lost"), "file: unknown state 'lost'"),
    (lambda: with_step(source={"lost"}), "file: unknown state 'lost'"),
    (lambda: with_step(source={"withdrawn"}), "file: leaves the final state 'withdrawn'"),
    (lambda: with_step(by=()), "file: nobody may perform it"),
    (lambda: with_step(not_by={"fly"}), "file: unknown transition 'fly'"),
    (lambda: with_step(competent={"chair"}), "file: names a competence, the type has none"),
    (lambda: with_duty(name="answer"), "deadline 'answer' is declared twice"),
    (lambda: with_duty(met_by={"fly"}), "duty: unknown transition 'fly'"),
    (
        lambda: with_duty(shape=Within(amount=Amount(1, "hours"), runs_in={"lost"})),
        "duty: unknown state 'lost'",
    ),
    (lambda: replace(LETTER, papers=[PAPER, PAPER]), "paper 'slip' is declared twice"),
    (lambda: replace(LETTER, deadlines=[]), "it has no deadline and does not say why"),
    (
        lambda: replace(LETTER, states={**LETTER.states, "lost": "lạc"}),
        "state 'lost' cannot be reached",
    ),
    (lambda: replace(LETTER, final=()), "state 'withdrawn' has no way out"),
    (lambda: opened(target=STAYS), "lodge: an opening goes to a state"),
    (lambda: opened(source={"lodged"}), "lodge: an opening has no source"),
    (lambda: opened(data=Answer), "the fields must extend the application"),
    (
        lambda: replace(LETTER, discloses=Disclosure(province=("colour",))),
        "discloses an unknown field 'colour' to the province",
    ),
    (
        lambda: replace(LETTER, discloses=Disclosure(ministry=("pages",))),
        "discloses 'pages' upward but not in the province",
    ),
]


@pytest.mark.parametrize(("make", "told"), WRONG, ids=[told for _, told in WRONG])
def test_a_contradiction_is_told_in_words(make: Callable[[], Any], told: str) -> None:
    with pytest.raises(SpecError) as error:
        make()

    assert told in str(error.value)
    assert str(error.value).startswith("letter: ")


def test_all_contradictions_are_told_at_once() -> None:
    with pytest.raises(SpecError) as error:
        with_step(target="lost", by=())

    assert "unknown state 'lost'" in str(error.value)
    assert "nobody may perform it" in str(error.value)


def test_a_correction_may_leave_a_final_state() -> None:
    assert with_step(source={"withdrawn"}, target="answered", correction=True)


def test_a_type_without_a_deadline_says_why() -> None:
    type_: DossierType[Any] = replace(LETTER, deadlines=[], no_deadline="văn bản không đặt")

    assert type_.transition("consider") is not None
    assert type_.transition("fly") is None
    assert type_.since == date(2020, 1, 1)
