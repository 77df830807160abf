"""The legal texts this service applies. `mark` says how far each was verified (docs/law.md)."""

from __future__ import annotations

from casework import Law, Provision

DEPARTMENT_TASKS = Law("09/2025/TT-BNG", "Nhiệm vụ, quyền hạn của Sở Ngoại vụ", mark="W")
CLERICAL = Law("30/2020/NĐ-CP", "Công tác văn thư")
REPORTING = Law("09/2019/NĐ-CP", "Chế độ báo cáo của cơ quan hành chính nhà nước", mark="W")
PERSONAL_DATA = Law("91/2025/QH15", "Luật Bảo vệ dữ liệu cá nhân", mark="M")

PASSPORTS = Law("49/2019/QH14", "Luật Xuất cảnh, nhập cảnh của công dân Việt Nam")
PASSPORT_GUIDE = Law(
    "04/2020/TT-BNG", "Cấp hộ chiếu ngoại giao, công vụ, công hàm", mark="superseded"
)
"""Replaced by 08/2025/TT-BNG, whose articles and days were not seen: its numbers are Params."""

PASSPORT_GUIDE_IN_FORCE = Law(
    "08/2025/TT-BNG", "Cấp hộ chiếu ngoại giao, hộ chiếu công vụ, công hàm", mark="W"
)
APEC_CARD = Law("09/2023/QĐ-TTg", "Cấp và quản lý thẻ đi lại doanh nhân APEC")
LEGALISATION = Law("111/2011/NĐ-CP", "Chứng nhận lãnh sự, hợp pháp hóa lãnh sự", mark="W")
LEGALISATION_ONLINE = Law("196/2025/NĐ-CP", "Sửa đổi, bổ sung Nghị định 111/2011/NĐ-CP", mark="W")
LEGALISATION_POWER = Law(
    "03/2026/TT-BNG", "Phân cấp chứng nhận lãnh sự, hợp pháp hóa lãnh sự", mark="W"
)
"""In force 9/5/2026: nine provinces receive and return, three decide; others by authorisation."""

APOSTILLE = Law(
    "Công ước Apostille 1961", "Công ước miễn yêu cầu hợp pháp hóa giấy tờ công nước ngoài",
    mark="W",
)  # fmt: skip
CONSULAR_RELATIONS = Law("Công ước Viên 1963", "Công ước Viên về quan hệ lãnh sự", mark="M")

BORDER_AREA = Law("34/2014/NĐ-CP", "Quy chế khu vực biên giới đất liền nước CHXHCN Việt Nam")
BORDER_AMENDED = Law("299/2025/NĐ-CP", "Sửa đổi các nghị định về biên phòng, biên giới", mark="W")
"""In force 17/11/2025; excerpts seen: the opinions within 20 days, the investor's notice."""

BORDER = Law("06/2003/QH11", "Luật Biên giới quốc gia", mark="W")
PRIVILEGES = Law("Công ước Viên 1961", "Công ước Viên về quan hệ ngoại giao", mark="M")
FOREIGN_OFFICES_AMENDED = Law(
    "62/2026/NĐ-CP", "Sửa đổi quy định về văn phòng đại diện của tổ chức nước ngoài", mark="W"
)
FOREIGN_OFFICES = Law(
    "06/2005/NĐ-CP", "Văn phòng đại diện của tổ chức hợp tác, nghiên cứu nước ngoài"
)

# The clauses of the field: each province states them in a text of its own
# (provinces/provisions.toml).
JUDICIAL_WORK = Provision("judicial-work", form="Hoạt động đối ngoại trong lĩnh vực tư pháp")
FOREIGN_CONTACTS = Provision(
    "foreign-contacts", form="Tiếp xúc, làm việc với tổ chức, cá nhân nước ngoài"
)
OFFICES_OF_MISSIONS = Provision(
    "offices-of-missions", form="Đầu mối với cơ quan lãnh sự, văn phòng tổ chức quốc tế"
)
OVERSEAS_WORK = Provision("overseas-work", form="Công tác người Việt Nam ở nước ngoài")
PRESS_IN_THE_PROVINCE = Provision(
    "press-in-the-province", form="Hoạt động của phóng viên nước ngoài; trả lời phỏng vấn"
)
DIPLOMATIC_CORPS = Provision("diplomatic-corps", form="Quan hệ với đoàn ngoại giao")
SENSITIVE_MATTERS = Provision("sensitive-matters", form="Xử lý vấn đề phức tạp, nhạy cảm")
BORDER_GATES = Provision("border-gates", form="Mở, nâng cấp, hoạt động cửa khẩu")
COUNTING_FOREIGNERS = Provision("counting-foreigners", form="Số liệu người nước ngoài trên địa bàn")
BORDER_MATTERS = Provision("border-matters", form="Vấn đề phát sinh về biên giới, lãnh thổ")
BORDER_TREATIES = Provision("border-treaties", form="Thực hiện điều ước, thỏa thuận về biên giới")
HANDLING_BORDER_INCIDENTS = Provision(
    "handling-border-incidents", form="Xử lý vụ việc phát sinh trên biên giới"
)
KEEPING_BORDER_DOCUMENTS = Provision(
    "keeping-border-documents", form="Tài liệu, bản đồ, hồ sơ biên giới"
)
KEEPING_BORDER_MARKERS = Provision(
    "keeping-border-markers", form="Mốc quốc giới, công trình biên giới"
)
COOPERATING_AT_THE_BORDER = Provision("cooperating-at-the-border", form="Hợp tác biên giới")
BORDER_OPINIONS = Provision("border-opinions", form="Cho ý kiến dự án ở khu vực biên giới")
PRIVILEGES_AND_IMMUNITIES = Provision(
    "privileges-and-immunities", form="Ưu đãi, miễn trừ ngoại giao, lãnh sự"
)
SUPPORTING_OVERSEAS_VIETNAMESE = Provision(
    "supporting-overseas-vietnamese",
    form="Hỗ trợ, giải quyết đề nghị của người Việt Nam ở nước ngoài",
)
OVERSEAS_DATABASE = Provision(
    "overseas-database", form="Số liệu, cơ sở dữ liệu người Việt Nam ở nước ngoài"
)
PROTECTING_CITIZENS = Provision("protecting-citizens", form="Bảo hộ công dân")
CONSULAR_CASES_HERE = Provision("consular-cases-here", form="Vụ việc lãnh sự của người nước ngoài")
MIGRATION_REPORTS = Provision("migration-reports", form="Báo cáo di cư quốc tế 6 tháng")
