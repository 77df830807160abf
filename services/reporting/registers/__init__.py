"""The registers of this service: what is listed and has no procedure of its own."""

from typing import Any

from casework import Register

REGISTERS: list[Register[Any]] = []
