"""Refusals common to the procedures of this service: whose dossier, and deciding documents."""

from __future__ import annotations

from casework.refusals import dated_by_today, own
from consular_border.laws import CLERICAL, DEPARTMENT_TASKS

is_own = own(
    DEPARTMENT_TASKS.form("nhiệm vụ, quyền hạn"), "Đơn vị chỉ lập và sửa hồ sơ của chính mình"
)
is_dated_by_today = dated_by_today(CLERICAL.art(8, 2))
