"""The legal texts this service applies. `mark` says how far each was verified (docs/law.md)."""

from __future__ import annotations

from casework import Law, Provision

UNIFIED = Law(
    "67/2011/QĐ-TTg",
    "Quy chế quản lý thống nhất các hoạt động đối ngoại của địa phương",
    mark="W",
)
"""National regime; only its head was seen, so its numbers are provincial values with a label."""

REGULATION = UNIFIED.form("Quy chế ban hành kèm theo")

DEPARTMENT = Law("09/2025/TT-BNG", "Nhiệm vụ, quyền hạn của Sở Ngoại vụ", mark="W")
DELEGATION_TASKS = DEPARTMENT.form("nhiệm vụ về đoàn ra, đoàn vào")
PASSPORTS = Law("49/2019/QH14", "Luật Xuất cảnh, nhập cảnh của công dân Việt Nam")
PASSPORT_GUIDE = Law(
    "04/2020/TT-BNG", "Cấp hộ chiếu ngoại giao, công vụ, công hàm", mark="superseded"
)
"""Replaced by 08/2025/TT-BNG, whose articles were not seen."""

CLERICAL = Law("30/2020/NĐ-CP", "Công tác văn thư")
CONFERENCES = Law("06/2020/QĐ-TTg", "Tổ chức và quản lý hội nghị, hội thảo quốc tế")
AGREEMENTS = Law("70/2020/QH14", "Luật Thỏa thuận quốc tế")
EMULATION = Law("06/2022/QH15", "Luật Thi đua, khen thưởng", mark="M")
PROTOCOL = Law("05/2017/TT-BNG", "Nghi lễ đón tiếp khách nước ngoài thăm địa phương", mark="W")
GUEST_SPENDING = Law("35/2026/TT-BTC", "Chế độ chi tiếp khách", mark="W")
CONDUCT = Law("38-CT/TW", "Chỉ thị về bảo vệ bí mật nhà nước", mark="W")

# The clauses of the field: each province states them in a text of its own
# (provinces/provisions.toml).
AWARDS_RECEIVED = Provision(
    "awards-received", form="Việc nhận hình thức khen thưởng, danh hiệu của nước ngoài"
)
AWARDS_GIVEN = Provision(
    "awards-given", form="Việc tặng, đề nghị tặng khen thưởng cho tổ chức, cá nhân nước ngoài"
)
ACTING_BY_PROGRAMME = Provision(
    "acting-by-programme", form="Chỉ hoạt động đối ngoại theo Chương trình đã duyệt; chế độ báo cáo"
)
SENDING_ABROAD = Provision("sending-abroad", form="Thẩm quyền cử, cho phép đi công tác nước ngoài")
INVITING_GUESTS = Provision("inviting-guests", form="Thẩm quyền mời, cho phép đón đoàn nước ngoài")
PERMITTING_AWARDS = Provision(
    "permitting-awards", form="Thẩm quyền cho phép nhận khen thưởng của nước ngoài"
)
DECIDING_AWARDS = Provision(
    "deciding-awards", form="Thẩm quyền tặng khen thưởng cho người nước ngoài"
)
ANNUAL_PROGRAMME = Provision("annual-programme", form="Chương trình hoạt động đối ngoại hằng năm")
UNIT_PROGRAMMES = Provision("unit-programmes", form="Hồ sơ Chương trình của cơ quan, đơn vị")
UNIT_PROGRAMME_TABLES = Provision(
    "unit-programme-tables", form="Các biểu của hồ sơ Chương trình (Mẫu 1, Mẫu 2)"
)
UNIT_PROGRAMME_PARTS = Provision(
    "unit-programme-parts", form="Các phần thuyết minh của hồ sơ Chương trình"
)
CONSOLIDATING_PROGRAMMES = Provision(
    "consolidating-programmes", form="Tổng hợp, trình, ban hành Chương trình của tỉnh"
)
CHANGING_PROGRAMMES = Provision(
    "changing-programmes", form="Sửa đổi, bổ sung, điều chỉnh, hủy bỏ Chương trình"
)
ACTIVITY_SCHEMES = Provision("activity-schemes", form="Đề án thực hiện hoạt động đối ngoại")
ARISING_ACTIVITIES = Provision("arising-activities", form="Hoạt động phát sinh ngoài Chương trình")
PREPARING_JOURNEYS = Provision(
    "preparing-journeys", form="Chuẩn bị, phối hợp cho cán bộ đi công tác nước ngoài"
)
ASKING_ABOUT_TRAVELLERS = Provision(
    "asking-about-travellers", form="Lấy ý kiến về nhân sự đi công tác nước ngoài"
)
NOTICE_TO_MISSIONS = Provision(
    "notice-to-missions", form="Thông báo trước cho cơ quan đại diện Việt Nam ở nước ngoài"
)
RESULTS_TO_MISSIONS = Provision(
    "results-to-missions", form="Trao đổi với cơ quan đại diện, thông báo kết quả cho Bộ Ngoại giao"
)
PLANNING_RECEPTIONS = Provision(
    "planning-receptions", form="Phương án, kế hoạch đón tiếp khách nước ngoài"
)
ASKING_TO_RECEIVE_GUESTS = Provision(
    "asking-to-receive-guests", form="Đơn vị xin phép trước khi tiếp khách nước ngoài"
)
RESULT_REPORTS = Provision("result-reports", form="Báo cáo kết quả hoạt động đối ngoại")
SENSITIVE_MATTERS = Provision("sensitive-matters", form="Xử lý vấn đề phức tạp, nhạy cảm")
REPORTS_TO_PRIME_MINISTER = Provision(
    "reports-to-prime-minister",
    form="Báo cáo Thủ tướng Chính phủ kết quả hoạt động của lãnh đạo tỉnh",
)
REPORTS_TO_COMMITTEE = Provision(
    "reports-to-committee", form="Đơn vị báo cáo Ủy ban nhân dân kết quả hoạt động"
)
PERIODIC_REPORTS = Provision("periodic-reports", form="Báo cáo công tác đối ngoại 6 tháng, năm")
FORM_1 = Provision("form-1", form="Mẫu 1: biểu đoàn ra của Chương trình")
FORM_2 = Provision("form-2", form="Mẫu 2: biểu đoàn vào của Chương trình")
FORM_1_TITLE = Provision("form-1-title", form="Mẫu 1: tên hoạt động")
FORM_1_ROUTE = Provision("form-1-route", form="Mẫu 1: lộ trình, nước đến")
FORM_1_MONTH = Provision("form-1-month", form="Mẫu 1: thời gian thực hiện")
FORM_1_FUNDING = Provision("form-1-funding", form="Mẫu 1: nguồn kinh phí")
FORM_2_SENDER = Provision("form-2-sender", form="Mẫu 2: nước cử Đoàn")
FORM_2_HOST = Provision("form-2-host", form="Mẫu 2: cơ quan chủ trì đón Đoàn")
FORM_2_DAYS = Provision("form-2-days", form="Mẫu 2: số ngày ở Việt Nam")
FORM_2_FUNDING = Provision("form-2-funding", form="Mẫu 2: nguồn kinh phí")
FORM_3 = Provision("form-3", form="Mẫu 3: Tờ trình về hoạt động đối ngoại")
FORM_3_NOTE = Provision("form-3-note", form="Mẫu 3: cơ quan trình")
FORM_4 = Provision("form-4", form="Mẫu 4: Đề án thực hiện hoạt động đối ngoại")
FORM_4_COSTS = Provision("form-4-costs", form="Mẫu 4: kinh phí")
FORM_4_DOCUMENTS = Provision("form-4-documents", form="Mẫu 4: văn bản ký kết")
FORM_4_CONTENT = Provision("form-4-content", form="Mẫu 4: nội dung")
ARISING_BUDGETS = Provision("arising-budgets", form="Dự toán kinh phí hoạt động phát sinh")
UNIT_PLANS_AND_REPORTS = Provision(
    "unit-plans-and-reports", form="Kế hoạch triển khai và báo cáo của cơ quan, đơn vị"
)
PROTOCOL_WORK = Provision("protocol-work", form="Công tác lễ tân")
PLANNING_DELEGATIONS = Provision(
    "planning-delegations", form="Kế hoạch đoàn ra, đoàn vào và điều chỉnh giữa năm"
)
APPRAISING_OUTBOUND = Provision("appraising-outbound", form="Tổ chức, thẩm định đề án đoàn ra")
APPRAISING_INBOUND = Provision(
    "appraising-inbound", form="Thẩm định đề nghị tiếp, kế hoạch đón đoàn vào"
)
RESULTS_TO_MINISTRY = Provision(
    "results-to-ministry", form="Báo cáo Bộ Ngoại giao kết quả hoạt động đối ngoại"
)
UNIT_PROGRAMME_DAY = Provision(
    "unit-programme-day", form="Ngày đơn vị gửi hồ sơ Chương trình năm sau"
)
UNIT_PLAN_DAYS = Provision("unit-plan-days", form="Số ngày đơn vị gửi kế hoạch triển khai")
CHANGING_PROGRAMMES_DAYS = Provision(
    "changing-programmes-days", form="Số ngày trình trước khi thay đổi Chương trình"
)
SENDING_PROGRAMMES_DAY = Provision(
    "sending-programmes-day", form="Ngày gửi Bộ Ngoại giao báo cáo năm và Chương trình năm sau"
)
