"""A complex or sensitive matter that touches a dossier, told by its identifier alone.

What the matter is about stays with its team. While it is open the short paths of whatever it
touches are closed; when it is settled they open again. A type that may be touched has a field
`matters` (a tuple of identifiers) and both `steps`.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Annotated, Any

from msgspec import Meta, Struct
from msgspec.structs import replace

from casework.law import Citation
from casework.vocabulary import Role
from casework.workflow import STAYS, Case, Rule, Transition, rule

NOTE, LIFT = "note-sensitive", "lift-sensitive"


class Matter(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The matter by its identifier alone: what it is about stays with its team."""

    matter: Annotated[str, Meta(min_length=1, max_length=60, title="Vấn đề phức tạp, nhạy cảm")]


def steps(law: Citation, source: Collection[str]) -> tuple[Transition[Any, Matter], ...]:
    """A matter is noted on a dossier once, and lifted from it when it is settled."""
    by = {Role.SYSTEM, Role.DIRECTOR}
    return (
        Transition(
            law, NOTE, title="ghi nhận vấn đề phức tạp, nhạy cảm", source=source,
            target=STAYS, by=by, data=Matter, then=note, emits="became-sensitive"),
        Transition(
            law, LIFT, title="ghi nhận vấn đề nhạy cảm đã xử lý xong", source=source,
            target=STAYS, by=by, data=Matter, then=lift, emits="became-calm"),
    )  # fmt: skip


def note(case: Case[Any, Matter]) -> Any:
    matters = dict.fromkeys((*case.fields.matters, case.data.matter))
    return replace(case.fields, matters=tuple(matters))


def lift(case: Case[Any, Matter]) -> Any:
    matters = (m for m in case.fields.matters if m != case.data.matter)
    return replace(case.fields, matters=tuple(matters))


def is_calm(law: Citation, says: str) -> Rule[Any, Any]:
    """A short path is closed while a matter is open."""

    def holds(case: Case[Any, Any]) -> bool:
        return not case.fields.matters

    return rule(law, says)(holds)
