"""The registers of this service: what is listed and has no procedure of its own."""

from typing import Any

from casework import Register
from conferences_agreements.registers.forums import FORUMS
from conferences_agreements.registers.partners import PARTNERS
from conferences_agreements.registers.publications import PUBLICATIONS
from conferences_agreements.registers.steering_committee import STEERING_COMMITTEE
from conferences_agreements.registers.unesco_titles import UNESCO_TITLES

REGISTERS: list[Register[Any]] = [
    PARTNERS,
    PUBLICATIONS,
    UNESCO_TITLES,
    FORUMS,
    STEERING_COMMITTEE,
]
