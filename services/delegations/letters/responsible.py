"""The body that is responsible for an activity: it sends and signs Mẫu 3, Mẫu 4 and its papers."""

from __future__ import annotations

from casework import Province
from casework.vocabulary import Decision
from papers import letterhead
from papers.forms import Sender

SIGNS = "CƠ QUAN/ĐƠN VỊ CHỊU TRÁCH NHIỆM"


def sender(province: Province, unit: str, symbol: str, document: Decision | None) -> Sender:
    """The head of Mẫu 3 and Mẫu 4."""
    name, place = province.unit(unit).upper(), letterhead.place(province)
    return Sender(name=name, place=place, symbol=symbol, **letterhead.stamped(document))
