"""The legal texts this service applies. `mark` says how far each was verified (docs/law.md)."""

from __future__ import annotations

from casework import Law

LAI_CHAU = Law("Dự thảo 2025", "Chức năng, nhiệm vụ của Sở Ngoại vụ tỉnh Lai Châu (dự thảo)")
BEN_TRE = Law(
    "22/2012/QĐ-UBND",
    "Quy chế quản lý thống nhất các hoạt động đối ngoại trên địa bàn tỉnh Bến Tre",
)
HUE_PLAN = Law("342/KH-UBND", "Kế hoạch công tác đối ngoại tỉnh Thừa Thiên Huế (19/9/2022)")
DEPARTMENT_TASKS = Law("09/2025/TT-BNG", "Nhiệm vụ, quyền hạn của Sở Ngoại vụ", mark="W")
CLERICAL = Law("30/2020/NĐ-CP", "Công tác văn thư")
REPORTING = Law("09/2019/NĐ-CP", "Chế độ báo cáo của cơ quan hành chính nhà nước", mark="W")
PERSONAL_DATA = Law("91/2025/QH15", "Luật Bảo vệ dữ liệu cá nhân", mark="M")

PASSPORTS = Law("49/2019/QH14", "Luật Xuất cảnh, nhập cảnh của công dân Việt Nam")
PASSPORT_GUIDE = Law("04/2020/TT-BNG", "Cấp hộ chiếu ngoại giao, công vụ, công hàm")
APEC_CARD = Law("09/2023/QĐ-TTg", "Cấp và quản lý thẻ đi lại doanh nhân APEC")
LEGALISATION = Law("111/2011/NĐ-CP", "Chứng nhận lãnh sự, hợp pháp hóa lãnh sự", mark="W")
LEGALISATION_ONLINE = Law("196/2025/NĐ-CP", "Sửa đổi, bổ sung Nghị định 111/2011/NĐ-CP", mark="W")
APOSTILLE = Law(
    "Công ước Apostille 1961", "Công ước miễn yêu cầu hợp pháp hóa giấy tờ công nước ngoài",
    mark="W",
)  # fmt: skip
CONSULAR_RELATIONS = Law("Công ước Viên 1963", "Công ước Viên về quan hệ lãnh sự", mark="M")

BORDER_AREA = Law("34/2014/NĐ-CP", "Quy chế khu vực biên giới đất liền nước CHXHCN Việt Nam")
BORDER = Law("06/2003/QH11", "Luật Biên giới quốc gia", mark="W")
PRIVILEGES = Law("Công ước Viên 1961", "Công ước Viên về quan hệ ngoại giao", mark="M")
FOREIGN_OFFICES = Law(
    "06/2005/NĐ-CP", "Văn phòng đại diện của tổ chức hợp tác, nghiên cứu nước ngoài"
)
