"""Identifiers: journal lines in an order that keeps each dossier's acts, and codes for people."""

from __future__ import annotations

import secrets

from chassis.clock import microseconds

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford: no I, L, O, U


def line_id(after: str = "") -> str:
    """32 hex characters: 16 of microseconds, always above those of `after`, and 16 at random.

    A hybrid logical clock: sorting by id keeps the order of one dossier's acts although several
    processes with different clocks write them.
    """
    now = microseconds()
    if after:
        now = max(now, int(after[:16], 16) + 1)
    return f"{now:016x}{secrets.token_hex(8)}"


def line_ids(after: str, count: int) -> list[str]:
    """As many in a row, each above the one before."""
    ids: list[str] = []
    for _ in range(count):
        ids.append(line_id(ids[-1] if ids else after))
    return ids


def dossier_id() -> str:
    """32 hex characters in the order of time, so that lists by id are lists by age."""
    return line_id()


def code(prefix: str, year: int) -> str:
    """What people quote: `DR-2026-7K3F9Q`. Random, so that it cannot be guessed by counting."""
    return f"{prefix}-{year}-" + "".join(_ALPHABET[b % 32] for b in secrets.token_bytes(6))
