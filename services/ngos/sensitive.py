"""A complex or sensitive matter that touches a dossier here, told without its content."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, Struct


class Sensitive(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`matter` names the record of the matter (R31), never what it is about."""

    matter: Annotated[str, Meta(min_length=1, max_length=60, title="Hồ sơ vấn đề")]
