"""Refusals common to the procedures of this service: whose dossier, and the dates of documents."""

from __future__ import annotations

from casework.refusals import dated_by_today, own
from conferences_agreements.laws import CLERICAL, DEPARTMENT

is_own = own(DEPARTMENT.form("nhiệm vụ"), "Đơn vị chỉ lập, sửa và gửi hồ sơ của chính mình")
is_dated_by_today = dated_by_today(CLERICAL.art(8, 2))
