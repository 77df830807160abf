"""Refusals common to the procedures of this service: whose dossier, and dates of documents."""

from __future__ import annotations

from casework.refusals import dated_by_today, own
from ngos.laws import BA_RIA, CLERICAL, LAI_CHAU

is_own = own(LAI_CHAU.art(2, 16, "b"), "Đơn vị chỉ lập, sửa và gửi hồ sơ của chính mình")
reports_for_itself = own(
    BA_RIA.form("mục III"), "Đơn vị chỉ lập kế hoạch và báo cáo hoạt động của chính mình"
)
is_dated_by_today = dated_by_today(CLERICAL.art(8, 2))
