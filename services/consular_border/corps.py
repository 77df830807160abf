"""Who answers the diplomatic corps: the body that the province's own text makes its focal point."""

from __future__ import annotations

from datetime import date
from typing import Any

from casework import Case, Citation, Province, Rule, rule

DEPARTMENT, OFFICE = "so-ngoai-vu", "van-phong-ubnd"


def focal_bodies(province: Province, on: date) -> frozenset[str]:
    """The body that leads relations with the corps; without such a text, the department. Where the
    Committee's office is the foreign-affairs body, its desk and the office are one."""
    lead = province.lead("diplomatic-corps", on)
    bodies = {lead.unit if lead else DEPARTMENT}
    is_one = province.office_type == "office" and bodies & {DEPARTMENT, OFFICE}
    return frozenset(bodies | {DEPARTMENT, OFFICE} if is_one else bodies)


def of_the_focal_body(law: Citation, says: str) -> Rule[Any, Any]:
    def is_the_focal_body(case: Case[Any, Any]) -> bool:
        return case.actor.unit in focal_bodies(case.province, case.today)

    return rule(law, says, everywhere=True)(is_the_focal_body)
