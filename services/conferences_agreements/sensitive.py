"""Complex or sensitive matters (R31) to which a dossier of this service is linked."""

from __future__ import annotations

from typing import Annotated, Any

from msgspec import Meta, Struct
from msgspec.structs import replace

from casework import Case, Citation, Rule, rule


class Matter(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The matter by its identifier alone: what it is about stays with its team."""

    matter: Annotated[str, Meta(min_length=1, max_length=60, title="Vấn đề phức tạp, nhạy cảm")]


def noted(fields: Any, matter: str) -> tuple[str, ...]:
    """The matters of a dossier with one more, once."""
    return tuple(dict.fromkeys((*fields.matters, matter)))


def lifted(fields: Any, matter: str) -> tuple[str, ...]:
    return tuple(m for m in fields.matters if m != matter)


def note(case: Case[Any, Matter]) -> Any:
    return replace(case.fields, matters=noted(case.fields, case.data.matter))


def lift(case: Case[Any, Matter]) -> Any:
    return replace(case.fields, matters=lifted(case.fields, case.data.matter))


def is_calm(law: Citation, says: str) -> Rule[Any, Any]:
    """A short path is closed while a matter is open (22/2012/QĐ-UBND, Điều 14, 19)."""

    def holds(case: Case[Any, Any]) -> bool:
        return not case.fields.matters

    return rule(law, says)(holds)
