"""Whose tokens a process takes: its own issuer's, and within bounds those of others it names."""

from __future__ import annotations

from chassis.ended import Ended
from chassis.settings import Settings
from chassis.tokens import Issuer, Keys, Verifier


def verifier_of(settings: Settings, keys: Keys, ended: Ended) -> Verifier:
    """`NGOAIVU_TRUSTED` names other issuers and their keys; they give no more than the roles of
    `NGOAIVU_TRUSTED_ROLES`."""
    roles = frozenset(settings.trusted_roles)
    trusted = [Issuer(name, Keys(where), roles) for name, where in settings.trusted.items()]
    return Verifier(
        keys,
        settings.issuer,
        settings.audience,
        trusted=trusted,
        over=ended.covers,
        demo=settings.demo,
    )
