"""Refusals common to the procedures of this service: whose dossier, and deciding documents."""

from __future__ import annotations

from casework.refusals import dated_by_today, own
from delegations.laws import BEN_TRE, CLERICAL

is_own = own(BEN_TRE.art(5, 1), "Đơn vị chỉ lập, sửa và gửi hồ sơ của chính mình")
is_dated_by_today = dated_by_today(CLERICAL.art(8, 2))
