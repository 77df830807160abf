"""Refusals common to the procedures of this service: whose dossier, and dates of documents."""

from __future__ import annotations

from typing import Any

from casework import Case, rule
from casework.vocabulary import Decision
from ngos.laws import BA_RIA, CLERICAL, LAI_CHAU
from ngos.roles import Role


def of_its_own(case: Case[Any, Any]) -> bool:
    return Role.UNIT not in case.actor.roles or case.actor.unit == case.dossier.unit


is_own = rule(LAI_CHAU.art(2, 16, "b"), "Đơn vị chỉ lập, sửa và gửi hồ sơ của chính mình")(
    of_its_own
)
reports_for_itself = rule(
    BA_RIA.form("mục III"), "Đơn vị chỉ lập kế hoạch và báo cáo hoạt động của chính mình"
)(of_its_own)


@rule(CLERICAL.art(8, 2), "Ngày của văn bản không thể sau hôm nay", "/date")
def is_dated_by_today(case: Case[Any, Decision]) -> bool:
    return case.data.date <= case.today
