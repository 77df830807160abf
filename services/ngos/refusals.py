"""Refusals common to the procedures of this service: whose dossier, and dates of documents."""

from __future__ import annotations

from casework import RECORD
from casework.refusals import dated_by_today, own

is_own = own(RECORD, "Đơn vị chỉ lập, sửa và gửi hồ sơ của chính mình")
reports_for_itself = own(RECORD, "Đơn vị chỉ lập kế hoạch và báo cáo hoạt động của chính mình")
is_dated_by_today = dated_by_today(RECORD)
