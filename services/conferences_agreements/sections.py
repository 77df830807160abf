"""Forms whose layout was not found (domain 8.3): section lists that each province may edit."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any

from msgspec import Meta, Struct

from casework import Case, Citation, Param, Province, Rule, rule


class Section(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One section of such a form, under the title that the province's list gives it."""

    title: Annotated[str, Meta(min_length=1, max_length=300, title="Mục")]
    text: Annotated[str, Meta(min_length=1, max_length=20_000, title="Nội dung")]


def form(name: str, title: str, law: Citation, sections: Sequence[str]) -> Param:
    """The list of sections as a provincial value: the default is a working list, not the law's."""
    return Param(name=name, title=title, law=law, default=tuple(sections))


def titles(of: Param, case: Case[Any, Any]) -> tuple[str, ...]:
    found: tuple[str, ...] = case.province.find(of, case.dossier.lodged_on).value
    return found


def filled(of: Param, law: Citation, on: str) -> Rule[Any, Any]:
    """Refuses while a section of the list is empty; `on` is where the sections stand."""
    says = f"Chưa ghi đủ các mục của «{of.title}»"

    def holds(case: Case[Any, Any]) -> bool:
        source = case.data if hasattr(case.data, on) else case.fields
        written = {s.title for s in getattr(source, on)}
        return written >= set(titles(of, case))

    return rule(law, says, f"/{on}")(holds)


def in_order(of: Param, province: Province, given: Sequence[Section], on: Any) -> list[Section]:
    """The sections in the order of the province's list, then those it does not name."""
    order = province.find(of, on).value
    return sorted(given, key=lambda s: order.index(s.title) if s.title in order else len(order))
