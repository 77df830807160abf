"""Refusals common to the procedures of this service: whose dossier, and the dates of documents."""

from __future__ import annotations

from typing import Any

from casework import Case, rule
from casework.vocabulary import Decision
from conferences_agreements.laws import CLERICAL, DEPARTMENT
from conferences_agreements.roles import Role


@rule(DEPARTMENT.form("nhiệm vụ"), "Đơn vị chỉ lập, sửa và gửi hồ sơ của chính mình")
def is_own(case: Case[Any, Any]) -> bool:
    return Role.UNIT not in case.actor.roles or case.actor.unit == case.dossier.unit


@rule(CLERICAL.art(8, 2), "Ngày của văn bản không thể sau hôm nay", "/date")
def is_dated_by_today(case: Case[Any, Decision]) -> bool:
    return case.data.date <= case.today
