"""The legal texts this service applies. `mark` says how far each was verified (docs/law.md)."""

from __future__ import annotations

from casework import Law, Provision

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

# The clauses of the field: each province states them in a text of its own
# (provinces/provisions.toml).
UNIT_PROGRAMMES = Provision("unit-programmes", form="Hồ sơ Chương trình của cơ quan, đơn vị")
CONSOLIDATING_PROGRAMMES = Provision(
    "consolidating-programmes", form="Tổng hợp, trình, ban hành Chương trình của tỉnh"
)
DIPLOMATIC_CORPS = Provision("diplomatic-corps", form="Quan hệ với đoàn ngoại giao")
SITUATION = Provision("situation", form="Theo dõi, thông tin tình hình quốc tế, khu vực")
SENSITIVE_MATTERS = Provision("sensitive-matters", form="Xử lý vấn đề phức tạp, nhạy cảm")
PERIODIC_REPORTS = Provision("periodic-reports", form="Báo cáo công tác đối ngoại 6 tháng, năm")
GUIDANCE_AND_INSPECTION = Provision(
    "guidance-and-inspection", form="Hướng dẫn, đôn đốc, kiểm tra hoạt động đối ngoại"
)
FORM_5 = Provision("form-5", form="Mẫu 5: Báo cáo công tác đối ngoại")
PARTY_RULES_FOLLOWED = Provision(
    "party-rules-followed", form="Triển khai quy định, nhiệm vụ đối ngoại Đảng"
)
PUBLIC_SERVICES_REFORM = Provision(
    "public-services-reform", form="Cải cách thủ tục hành chính, dịch vụ công"
)
FOLLOWING_INSPECTIONS = Provision(
    "following-inspections", form="Theo dõi việc thực hiện kết luận kiểm tra"
)
FOREIGN_AFFAIRS_STAFF = Provision("foreign-affairs-staff", form="Nguồn nhân lực đối ngoại")
INVITED_BODIES = Provision("invited-bodies", form="Cơ quan được đề nghị phối hợp")
ASSIGNED_TASKS = Provision("assigned-tasks", form="Giao, thực hiện nhiệm vụ của kế hoạch")
SITUATION_CONSOLIDATED = Provision("situation-consolidated", form="Tổng hợp thông tin tình hình")
PROGRESS_OF_TASKS = Provision(
    "progress-of-tasks", form="Theo dõi, báo cáo tiến độ nhiệm vụ được giao"
)
UNIT_PLANS_AND_REPORTS = Provision(
    "unit-plans-and-reports", form="Kế hoạch triển khai và báo cáo của cơ quan, đơn vị"
)
BORDER_TREATIES = Provision("border-treaties", form="Thực hiện điều ước, thỏa thuận về biên giới")
PLANNING_DELEGATIONS = Provision(
    "planning-delegations", form="Kế hoạch đoàn ra, đoàn vào và điều chỉnh giữa năm"
)
TRAINING = Provision("training", form="Đào tạo, bồi dưỡng công tác đối ngoại")
TRAINING_NEEDS = Provision("training-needs", form="Khảo sát nhu cầu, kết quả đào tạo, bồi dưỡng")
REPORTS_ON_DEMAND = Provision("reports-on-demand", form="Báo cáo định kỳ, đột xuất theo yêu cầu")
TWINNING_SCHEMES = Provision(
    "twinning-schemes", form="Đề án thiết lập quan hệ kết nghĩa, hữu nghị, hợp tác"
)
OVERSEAS_REPORTS = Provision(
    "overseas-reports", form="Báo cáo công tác người Việt Nam ở nước ngoài"
)
MIGRATION_REPORTS = Provision("migration-reports", form="Báo cáo di cư quốc tế 6 tháng")
DRAFTING_DOCUMENTS = Provision("drafting-documents", form="Xây dựng văn bản, kế hoạch")
OFFERED_PROCEDURES = Provision(
    "offered-procedures", form="Thủ tục hành chính cung cấp cho tổ chức, cá nhân"
)
GUIDING_COMMUNES = Provision("guiding-communes", form="Hướng dẫn nghiệp vụ đối ngoại cho cấp xã")
INSPECTIONS = Provision(
    "inspections", form="Thanh tra, kiểm tra, tiếp công dân, giải quyết khiếu nại"
)
PARTY_RELATIONS = Provision("party-relations", form="Đối ngoại Đảng")
PEOPLE_DIPLOMACY_UNION = Provision(
    "people-diplomacy-union",
    form="Nhiệm vụ của Liên hiệp các tổ chức hữu nghị về đối ngoại Nhân dân",
)
PEOPLE_DIPLOMACY_REPORTS = Provision(
    "people-diplomacy-reports", form="Báo cáo công tác đối ngoại Nhân dân"
)
COMMITTEES_AND_PEOPLE_DIPLOMACY = Provision(
    "committees-and-people-diplomacy", form="Địa phương hướng dẫn, phối hợp đối ngoại Nhân dân"
)
ASSESSING_PEOPLE_DIPLOMACY = Provision(
    "assessing-people-diplomacy", form="Đánh giá hằng năm công tác đối ngoại Nhân dân"
)
UNIT_PROGRAMME_DAY = Provision(
    "unit-programme-day", form="Ngày đơn vị gửi hồ sơ Chương trình năm sau"
)
UNIT_PLAN_DAYS = Provision("unit-plan-days", form="Số ngày đơn vị gửi kế hoạch triển khai")
