"""Who holds a dossier: a head assigns it, its holder hands it over, an officer takes a free one.

The holder is the officer in charge; whoever else may act still may. Each change is an act.
"""

from __future__ import annotations

from typing import Annotated, Any

from msgspec import Meta, Struct

from casework.law import Citation
from casework.vocabulary import ROLE_TITLES, Role, role_titles
from casework.workflow import Case, Failure, Transition

LAW = Citation("30/2020/NĐ-CP", article="24", mark="M")
ASSIGNS = (Role.HEAD, Role.DIRECTOR)
Person = Annotated[str, Meta(min_length=1, max_length=120, pattern=r"^\S+$(?!\n)")]


class Holding(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who is to hold the dossier, as told through the API."""

    to: Annotated[Person, Meta(title="Người giữ hồ sơ (tên tài khoản)")]
    name: Annotated[str, Meta(max_length=200, title="Họ và tên người giữ hồ sơ")] = ""
    reason: Annotated[str, Meta(max_length=2000, title="Lý do bàn giao")] = ""


def hindrance(case: Case[Any, Any]) -> Failure | None:
    """Why this person may not say who holds the dossier, if they may not."""
    if may_give(case) or may_take(case):
        return None
    who = role_titles(ASSIGNS)
    holder = case.dossier.holder_name or case.dossier.holder or ROLE_TITLES[Role.OFFICER]
    return case.refusal(f"Chỉ {who} giao hồ sơ, hoặc {holder} bàn giao", LAW)


def is_holder(case: Case[Any, Any]) -> bool:
    return bool(case.dossier.holder) and case.dossier.holder == case.actor.id


def may_give(case: Case[Any, Any]) -> bool:
    """Whether this person may give the dossier to anybody."""
    return bool(case.actor.roles & set(ASSIGNS)) or is_holder(case)


def may_take(case: Case[Any, Any]) -> bool:
    """Whether this person may take the dossier, which nobody holds, for themselves."""
    return not case.dossier.holder and Role.OFFICER in case.actor.roles


def step(case: Case[Any, Holding]) -> Transition[Any, Any]:
    """The act by which this person says who holds the dossier."""
    whom = case.data.name or case.data.to
    word = "bàn giao" if is_holder(case) else "nhận" if case.data.to == case.actor.id else "giao"
    title = f"{word} hồ sơ" if word == "nhận" else f"{word} hồ sơ cho {whom}"
    return Transition(
        LAW, "set-holder", title=title, target=case.dossier.state, by=(*ASSIGNS, Role.OFFICER),
        emits="holder-changed",
    )  # fmt: skip
