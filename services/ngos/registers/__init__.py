"""Registers that are no procedures: one file each, listed in REGISTERS."""

from typing import Any

from casework import Register
from ngos.registers.friendship_associations import FRIENDSHIP_ASSOCIATIONS

REGISTERS: list[Register[Any]] = [FRIENDSHIP_ASSOCIATIONS]
