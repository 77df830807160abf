"""The registers of this service: what is listed and has no procedure of its own."""

from typing import Any

from casework import Register
from reporting.registers.answers import ANSWERS
from reporting.registers.incoming_documents import INCOMING_DOCUMENTS
from reporting.registers.outgoing_documents import OUTGOING_DOCUMENTS

REGISTERS: list[Register[Any]] = [
    OUTGOING_DOCUMENTS,
    INCOMING_DOCUMENTS,
    ANSWERS,
]
