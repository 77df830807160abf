"""Refusals common to the procedures of this service: whose dossier, and the dates of documents."""

from __future__ import annotations

from casework import RECORD
from casework.refusals import dated_by_today, own

is_own = own(RECORD, "Đơn vị chỉ lập, sửa và gửi hồ sơ của chính mình")
is_dated_by_today = dated_by_today(RECORD)
