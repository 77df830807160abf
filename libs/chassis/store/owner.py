"""The unit that a new record belongs to."""

from __future__ import annotations

from datetime import date

from casework import RECORD, SYSTEM, Actor, NotYourRole, Province, Refused
from casework.workflow import failure

FILE_FOR_OTHERS = ("officer", "head", "office")


def owner(province: Province, actor: Actor, unit: str, day: date) -> str:
    """The unit a dossier belongs to: the person's own, or one named by those who file for others.
    Every other body (a unit, the police, the border guard, the Party, …) lodges for itself alone.
    """
    law = RECORD
    own = not unit or unit == actor.unit
    if not own and not actor.roles & {*FILE_FOR_OTHERS, SYSTEM}:
        says = "Cơ quan, đơn vị chỉ lập hồ sơ của chính mình"
        raise NotYourRole(FILE_FOR_OTHERS, failure(says, law, "/unit", province, day))
    unit = unit or actor.unit
    body = province.units.get(unit)
    if body is None and province.units and not own:
        raise Refused(failure(f"Tỉnh không có đơn vị {unit!r}", law, "/unit", province, day))
    if body and body.until is not None and body.until < day:
        says = f"{body.name} đã kết thúc hoạt động ngày {body.until:%d/%m/%Y}"
        says += f"; nơi tiếp nhận: {province.unit(body.successor)}" if body.successor else ""
        raise Refused(failure(says, law, "/unit", province, day))
    return unit
