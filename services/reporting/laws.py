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
UNIT_PROGRAMMES = Provision("unit-programmes")
CONSOLIDATING_PROGRAMMES = Provision("consolidating-programmes")
DIPLOMATIC_CORPS = Provision("diplomatic-corps")
SITUATION = Provision("situation")
SENSITIVE_MATTERS = Provision("sensitive-matters")
PERIODIC_REPORTS = Provision("periodic-reports")
GUIDANCE_AND_INSPECTION = Provision("guidance-and-inspection")
FORM_5 = Provision("form-5")
PARTY_RULES_FOLLOWED = Provision("party-rules-followed")
PUBLIC_SERVICES_REFORM = Provision("public-services-reform")
FOLLOWING_INSPECTIONS = Provision("following-inspections")
FOREIGN_AFFAIRS_STAFF = Provision("foreign-affairs-staff")
INVITED_BODIES = Provision("invited-bodies")
ASSIGNED_TASKS = Provision("assigned-tasks")
SITUATION_CONSOLIDATED = Provision("situation-consolidated")
PROGRESS_OF_TASKS = Provision("progress-of-tasks")
UNIT_PLANS_AND_REPORTS = Provision("unit-plans-and-reports")
BORDER_TREATIES = Provision("border-treaties")
PLANNING_DELEGATIONS = Provision("planning-delegations")
TRAINING = Provision("training")
TRAINING_NEEDS = Provision("training-needs")
REPORTS_ON_DEMAND = Provision("reports-on-demand")
TWINNING_SCHEMES = Provision("twinning-schemes")
OVERSEAS_REPORTS = Provision("overseas-reports")
MIGRATION_REPORTS = Provision("migration-reports")
DRAFTING_DOCUMENTS = Provision("drafting-documents")
OFFERED_PROCEDURES = Provision("offered-procedures")
GUIDING_COMMUNES = Provision("guiding-communes")
INSPECTIONS = Provision("inspections")
PARTY_RELATIONS = Provision("party-relations")
PEOPLE_DIPLOMACY_UNION = Provision("people-diplomacy-union")
PEOPLE_DIPLOMACY_REPORTS = Provision("people-diplomacy-reports")
COMMITTEES_AND_PEOPLE_DIPLOMACY = Provision("committees-and-people-diplomacy")
ASSESSING_PEOPLE_DIPLOMACY = Provision("assessing-people-diplomacy")
UNIT_PROGRAMME_DAY = Provision("unit-programme-day")
UNIT_PLAN_DAYS = Provision("unit-plan-days")
