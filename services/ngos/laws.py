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
SENDING_ABROAD = Provision("sending-abroad", form="Thẩm quyền cử, cho phép đi công tác nước ngoài")
SUPERVISING_AID = Provision("supervising-aid", form="Vận động, giám sát viện trợ")
HANDLING_BORDER_INCIDENTS = Provision(
    "handling-border-incidents", form="Xử lý vụ việc phát sinh trên biên giới"
)
FOREIGN_NGO_DESK = Provision("foreign-ngo-desk", form="Đầu mối về tổ chức phi chính phủ nước ngoài")
MOBILISING_AID = Provision("mobilising-aid", form="Vận động viện trợ phi chính phủ nước ngoài")
OPINIONS_ON_AID = Provision("opinions-on-aid", form="Cho ý kiến về khoản viện trợ")
NGO_DATABASE = Provision("ngo-database", form="Cơ sở dữ liệu về tổ chức phi chính phủ nước ngoài")
PEOPLE_DIPLOMACY_UNION = Provision(
    "people-diplomacy-union",
    form="Nhiệm vụ của Liên hiệp các tổ chức hữu nghị về đối ngoại Nhân dân",
)
PEOPLE_DIPLOMACY = Provision("people-diplomacy", form="Hoạt động đối ngoại Nhân dân")
ASSESSING_PEOPLE_DIPLOMACY = Provision(
    "assessing-people-diplomacy", form="Đánh giá hằng năm công tác đối ngoại Nhân dân"
)
NGO_ROOM = Provision("ngo-room", form="Công tác phi chính phủ nước ngoài của phòng chuyên môn")
