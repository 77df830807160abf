"""Registers that are no procedures: one file each, listed in REGISTERS."""

from typing import Any

REGISTERS: list[Any] = []
