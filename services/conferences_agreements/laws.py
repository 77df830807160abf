"""The legal texts this service applies. `mark` says how far each was verified (docs/law.md)."""

from __future__ import annotations

from casework import Law

CONFERENCES = Law("06/2020/QĐ-TTg", "Tổ chức và quản lý hội nghị, hội thảo quốc tế tại Việt Nam")
AGREEMENTS = Law("70/2020/QH14", "Luật Thỏa thuận quốc tế")
SUBORDINATE = Law(
    "64/2021/NĐ-CP",
    "Ký kết và thực hiện thỏa thuận quốc tế nhân danh cơ quan chuyên môn, UBND xã biên giới, "
    "cơ quan cấp tỉnh của tổ chức",
)
REARRANGED = Law("177/2025/NĐ-CP", "Sửa đổi Nghị định 64/2021/NĐ-CP; sắp xếp đơn vị hành chính")
DECENTRALISATION = Law("134/2025/NĐ-CP", "Phân cấp, phân quyền trong lĩnh vực ngoại giao", mark="W")
BEN_TRE = Law(
    "22/2012/QĐ-UBND",
    "Quy chế quản lý thống nhất các hoạt động đối ngoại trên địa bàn tỉnh Bến Tre",
)
HUE_PLAN = Law("342/KH-UBND", "Kế hoạch công tác đối ngoại tỉnh Thừa Thiên Huế (19/9/2022)")
LAI_CHAU = Law("Dự thảo 2025", "Chức năng, nhiệm vụ của Sở Ngoại vụ tỉnh Lai Châu (dự thảo)")
DEPARTMENT = Law("09/2025/TT-BNG", "Nhiệm vụ, quyền hạn của Sở Ngoại vụ", mark="W")
CLERICAL = Law("30/2020/NĐ-CP", "Công tác văn thư")
SECRETS = Law("117/2025/QH15", "Luật Bảo vệ bí mật nhà nước", mark="W")
