"""The legal texts this service applies. `mark` says how far each was verified (docs/law.md)."""

from __future__ import annotations

from casework import Law

UNIFIED = Law(
    "67/2011/QĐ-TTg",
    "Quy chế quản lý thống nhất các hoạt động đối ngoại của địa phương",
    mark="W",
)
"""National regime; only its head was seen, so its numbers are provincial values with a label."""

REGULATION = UNIFIED.form("Quy chế ban hành kèm theo")

BEN_TRE = Law(
    "22/2012/QĐ-UBND",
    "Quy chế quản lý thống nhất các hoạt động đối ngoại trên địa bàn tỉnh Bến Tre",
)
HUE_PLAN = Law("342/KH-UBND", "Kế hoạch công tác đối ngoại tỉnh Thừa Thiên Huế (19/9/2022)")
LAI_CHAU = Law("Dự thảo 2025", "Chức năng, nhiệm vụ của Sở Ngoại vụ tỉnh Lai Châu (dự thảo)")
DEPARTMENT = Law("09/2025/TT-BNG", "Nhiệm vụ, quyền hạn của Sở Ngoại vụ", mark="W")
DELEGATION_TASKS = DEPARTMENT.form("nhiệm vụ về đoàn ra, đoàn vào")
PASSPORTS = Law("49/2019/QH14", "Luật Xuất cảnh, nhập cảnh của công dân Việt Nam")
PASSPORT_GUIDE = Law("04/2020/TT-BNG", "Cấp hộ chiếu ngoại giao, công vụ, công hàm")
CLERICAL = Law("30/2020/NĐ-CP", "Công tác văn thư")
CONFERENCES = Law("06/2020/QĐ-TTg", "Tổ chức và quản lý hội nghị, hội thảo quốc tế")
AGREEMENTS = Law("70/2020/QH14", "Luật Thỏa thuận quốc tế")
EMULATION = Law("06/2022/QH15", "Luật Thi đua, khen thưởng", mark="M")
PROTOCOL = Law("05/2017/TT-BNG", "Nghi lễ đón tiếp khách nước ngoài thăm địa phương", mark="W")
GUEST_SPENDING = Law("35/2026/TT-BTC", "Chế độ chi tiếp khách", mark="W")
CONDUCT = Law("38-CT/TW", "Chỉ thị về bảo vệ bí mật nhà nước", mark="W")
