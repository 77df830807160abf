"""The legal texts this service applies. `mark` says how far each was verified (docs/law.md)."""

from __future__ import annotations

from casework import Law, Provision

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

# The clauses of the field: each province states them in a text of its own
# (provinces/provisions.toml).
JUDICIAL_WORK = Provision("judicial-work")
FOREIGN_CONTACTS = Provision("foreign-contacts")
OFFICES_OF_MISSIONS = Provision("offices-of-missions")
OVERSEAS_WORK = Provision("overseas-work")
PRESS_IN_THE_PROVINCE = Provision("press-in-the-province")
DIPLOMATIC_CORPS = Provision("diplomatic-corps")
SENSITIVE_MATTERS = Provision("sensitive-matters")
BORDER_GATES = Provision("border-gates")
COUNTING_FOREIGNERS = Provision("counting-foreigners")
BORDER_MATTERS = Provision("border-matters")
BORDER_TREATIES = Provision("border-treaties")
HANDLING_BORDER_INCIDENTS = Provision("handling-border-incidents")
KEEPING_BORDER_DOCUMENTS = Provision("keeping-border-documents")
KEEPING_BORDER_MARKERS = Provision("keeping-border-markers")
COOPERATING_AT_THE_BORDER = Provision("cooperating-at-the-border")
BORDER_OPINIONS = Provision("border-opinions")
PRIVILEGES_AND_IMMUNITIES = Provision("privileges-and-immunities")
SUPPORTING_OVERSEAS_VIETNAMESE = Provision("supporting-overseas-vietnamese")
OVERSEAS_DATABASE = Provision("overseas-database")
PROTECTING_CITIZENS = Provision("protecting-citizens")
CONSULAR_CASES_HERE = Provision("consular-cases-here")
MIGRATION_REPORTS = Provision("migration-reports")
