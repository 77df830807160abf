"""Refusals that procedures of every service share: whose dossier it is, and dates of documents.

A service names the article and the sentence once, in its own `refusals`.
"""

from __future__ import annotations

from typing import Any

from casework.law import Citation
from casework.vocabulary import Decision, Role
from casework.workflow import Case, Rule, rule


def own(law: Citation, says: str) -> Rule[Any, Any]:
    """A unit acts on its own dossiers only; whoever has no such role is not bound by it."""

    def is_own(case: Case[Any, Any]) -> bool:
        return Role.UNIT not in case.actor.roles or case.actor.unit == case.dossier.unit

    return rule(law, says)(is_own)


def dated_by_today(law: Citation) -> Rule[Any, Decision]:
    def is_dated_by_today(case: Case[Any, Decision]) -> bool:
        return case.data.date <= case.today

    return rule(law, "Ngày của văn bản không thể sau hôm nay", "/date")(is_dated_by_today)
