"""Words of the closed lists that the whole house shares, for schemas that carry no `x-labels`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from casework import vocabulary


@cache
def words() -> Mapping[str, str]:
    """Value to words, the more common list last so that it wins."""
    lists = (vocabulary.APPROVALS, vocabulary.FUNDINGS, vocabulary.NATURES, vocabulary.RANKS)
    return {str(value): text for one in lists for value, text in one.items()}
