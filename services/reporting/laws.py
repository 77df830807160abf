"""The legal texts this service applies. `mark` says how far each was verified (docs/law.md)."""

from __future__ import annotations

from casework import Law

ROOM = Law("Phòng Hợp tác quốc tế", "Chức năng, nhiệm vụ Phòng Hợp tác quốc tế thuộc Sở Ngoại vụ")
BA_RIA = Law(
    "164/KH-UBND",
    "Kế hoạch thực hiện Đề án về công tác đối ngoại Nhân dân tỉnh Bà Rịa - Vũng Tàu (25/11/2019)",
)
BEN_TRE = Law(
    "22/2012/QĐ-UBND",
    "Quy chế quản lý thống nhất các hoạt động đối ngoại trên địa bàn tỉnh Bến Tre",
)
HUE_PLAN = Law("342/KH-UBND", "Kế hoạch công tác đối ngoại tỉnh Thừa Thiên Huế (19/9/2022)")
LAI_CHAU = Law("Dự thảo 2025", "Chức năng, nhiệm vụ của Sở Ngoại vụ tỉnh Lai Châu (dự thảo)")
DEPARTMENT_TASKS = Law("09/2025/TT-BNG", "Nhiệm vụ, quyền hạn của Sở Ngoại vụ", mark="W")
CLERICAL = Law("30/2020/NĐ-CP", "Công tác văn thư")

REPORTS = Law("09/2019/NĐ-CP", "Chế độ báo cáo của cơ quan hành chính nhà nước", mark="W")
MINISTRY_REPORTS = Law("01/2019/TT-BNG", "Chế độ báo cáo định kỳ của ngành Ngoại giao", mark="W")
"""Its annex, the list of periodic reports, was not found: those days are provincial values."""

AGREEMENTS = Law("70/2020/QH14", "Luật Thỏa thuận quốc tế")
AGREEMENTS_GUIDE = Law("64/2021/NĐ-CP", "Ký kết và thực hiện thỏa thuận quốc tế")
CONFERENCES = Law("06/2020/QĐ-TTg", "Tổ chức và quản lý hội nghị, hội thảo quốc tế")
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

AID_MONEY = Law("23/2022/TT-BTC", "Quản lý tài chính nhà nước đối với viện trợ không hoàn lại")

SECRETS = Law("117/2025/QH15", "Luật Bảo vệ bí mật nhà nước", mark="W")
ONE_STOP = Law(
    "118/2025/NĐ-CP",
    "Thực hiện thủ tục hành chính theo cơ chế một cửa, một cửa liên thông",
    mark="M",
)
"""Not retrieved; the refusals drawn from it are those of the field's catalogue (R41)."""

COMPLAINTS = Law("02/2011/QH13", "Luật Khiếu nại", mark="M")
DENUNCIATIONS = Law("25/2018/QH14", "Luật Tố cáo", mark="M")
LEGAL_TEXTS = Law("64/2025/QH15", "Luật Ban hành văn bản quy phạm pháp luật", mark="M")
