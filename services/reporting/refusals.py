"""Refusals common to the procedures of this service: whose dossier, and deciding documents."""

from __future__ import annotations

from typing import Any

from casework import Case, rule
from casework.vocabulary import Decision
from reporting.laws import BEN_TRE, CLERICAL
from reporting.roles import Role


@rule(BEN_TRE.art(5, 1), "Đơn vị chỉ lập và gửi báo cáo, hồ sơ của chính mình")
def is_own(case: Case[Any, Any]) -> bool:
    return Role.UNIT not in case.actor.roles or case.actor.unit == case.dossier.unit


@rule(CLERICAL.art(8, 2), "Ngày của văn bản không thể sau hôm nay", "/date")
def is_dated_by_today(case: Case[Any, Decision]) -> bool:
    return case.data.date <= case.today
