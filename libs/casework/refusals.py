"""Refusals that procedures of every service share: whose dossier it is, and dates of documents.

A service names the article and the sentence once, in its own `refusals`.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from casework.law import Citation
from casework.visibility import speaks_for_all
from casework.vocabulary import Decision
from casework.workflow import Case, Rule, rule


def own(law: Citation, says: str, but: Collection[str] = ()) -> Rule[Any, Any]:
    """A unit or body acts on its own dossiers only; who acts for the province is not bound, nor
    are the roles `but`, whose work is the dossiers of others (border guards at an entry)."""

    def is_own(case: Case[Any, Any]) -> bool:
        free = speaks_for_all(case.actor) or case.actor.roles & set(but)
        return bool(free) or case.actor.unit == case.dossier.unit

    return Rule(law, says, is_own, everywhere=True)


def dated_by_today(law: Citation) -> Rule[Any, Decision]:
    def is_dated_by_today(case: Case[Any, Decision]) -> bool:
        return case.data.date <= case.today

    return rule(law, "Ngày của văn bản không thể sau hôm nay", "/date")(is_dated_by_today)
