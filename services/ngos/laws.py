"""The legal texts this service applies. `mark` says how far each was verified (docs/law.md)."""

from __future__ import annotations

from casework import Law, Provision

NGO = Law(
    "58/2022/NĐ-CP",
    "Đăng ký và quản lý hoạt động của tổ chức phi chính phủ nước ngoài tại Việt Nam",
)
AID = Law(
    "80/2020/NĐ-CP",
    "Quản lý và sử dụng viện trợ không hoàn lại không thuộc hỗ trợ phát triển chính thức",
    mark="superseded",
)
"""Replaced by 313/2025/NĐ-CP on 8/12/2025, whose text was not seen: its numbers are Params."""

AID_IN_FORCE = Law(
    "313/2025/NĐ-CP",
    "Quản lý và sử dụng viện trợ không hoàn lại không thuộc hỗ trợ phát triển chính thức",
    mark="X",
)
CLERICAL = Law("30/2020/NĐ-CP", "Công tác văn thư")

# The clauses of the field: each province states them in a text of its own
# (provinces/provisions.toml).
SENDING_ABROAD = Provision("sending-abroad")
SUPERVISING_AID = Provision("supervising-aid")
HANDLING_BORDER_INCIDENTS = Provision("handling-border-incidents")
FOREIGN_NGO_DESK = Provision("foreign-ngo-desk")
MOBILISING_AID = Provision("mobilising-aid")
OPINIONS_ON_AID = Provision("opinions-on-aid")
NGO_DATABASE = Provision("ngo-database")
PEOPLE_DIPLOMACY_UNION = Provision("people-diplomacy-union")
PEOPLE_DIPLOMACY = Provision("people-diplomacy")
ASSESSING_PEOPLE_DIPLOMACY = Provision("assessing-people-diplomacy")
NGO_ROOM = Provision("ngo-room")
