"""Those who run the platform: all of it, or their own province's part, and never its dossiers.

Who belongs to no province runs everything; the operators of a province only what is that province's
alone, so that nobody reads or repairs another's.
"""

from __future__ import annotations

from collections.abc import Collection

from casework import Actor, Failure, NotYourRole

OPERATORS = frozenset({"ops", "admin"})
LAW = "Phân quyền vận hành"


def operator(actor: Actor) -> Actor:
    """Raises NotYourRole unless the person runs something here."""
    if not actor.roles & OPERATORS:
        raise NotYourRole(OPERATORS, Failure("Chỉ vận hành được làm việc này", LAW))
    return actor


def runs(actor: Actor) -> tuple[str, ...]:
    """The provinces whose part a person runs; none of them named: every one."""
    return actor.provinces if actor.province else ()


def operator_of_all(actor: Actor, provinces: Collection[str]) -> Actor:
    """For what touches every province kept here (none named: all). Raises NotYourRole."""
    mine = runs(operator(actor))
    if mine and not (provinces and set(provinces) <= set(mine)):
        says = "Việc này chạm đến mọi tỉnh ở đây: chỉ vận hành chung được làm"
        raise NotYourRole({"ops"}, Failure(says, LAW))
    return actor
