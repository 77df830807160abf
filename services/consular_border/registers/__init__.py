"""Registers that are no procedures: one file each, listed in REGISTERS."""

from typing import Any

from casework import Register
from consular_border.registers.border_documents import BORDER_DOCUMENTS
from consular_border.registers.border_markers import BORDER_MARKERS
from consular_border.registers.foreigners import FOREIGNERS
from consular_border.registers.judicial import JUDICIAL_MATTERS
from consular_border.registers.missions import MISSIONS
from consular_border.registers.overseas_activities import OVERSEAS_ACTIVITIES
from consular_border.registers.overseas_vietnamese import OVERSEAS_VIETNAMESE

REGISTERS: list[Register[Any]] = [
    OVERSEAS_VIETNAMESE,
    OVERSEAS_ACTIVITIES,
    BORDER_MARKERS,
    BORDER_DOCUMENTS,
    MISSIONS,
    JUDICIAL_MATTERS,
    FOREIGNERS,
]
