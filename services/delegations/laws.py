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
PASSPORT_GUIDE = Law("04/2020/TT-BNG", "Cấp hộ chiếu ngoại giao, công vụ, công hàm")
CLERICAL = Law("30/2020/NĐ-CP", "Công tác văn thư")
CONFERENCES = Law("06/2020/QĐ-TTg", "Tổ chức và quản lý hội nghị, hội thảo quốc tế")
AGREEMENTS = Law("70/2020/QH14", "Luật Thỏa thuận quốc tế")
EMULATION = Law("06/2022/QH15", "Luật Thi đua, khen thưởng", mark="M")
PROTOCOL = Law("05/2017/TT-BNG", "Nghi lễ đón tiếp khách nước ngoài thăm địa phương", mark="W")
GUEST_SPENDING = Law("35/2026/TT-BTC", "Chế độ chi tiếp khách", mark="W")
CONDUCT = Law("38-CT/TW", "Chỉ thị về bảo vệ bí mật nhà nước", mark="W")

# The clauses of the field: each province states them in a text of its own
# (provinces/provisions.toml).
AWARDS_RECEIVED = Provision("awards-received")
AWARDS_GIVEN = Provision("awards-given")
ACTING_BY_PROGRAMME = Provision("acting-by-programme")
SENDING_ABROAD = Provision("sending-abroad")
INVITING_GUESTS = Provision("inviting-guests")
PERMITTING_AWARDS = Provision("permitting-awards")
DECIDING_AWARDS = Provision("deciding-awards")
ANNUAL_PROGRAMME = Provision("annual-programme")
UNIT_PROGRAMMES = Provision("unit-programmes")
UNIT_PROGRAMME_TABLES = Provision("unit-programme-tables")
UNIT_PROGRAMME_PARTS = Provision("unit-programme-parts")
CONSOLIDATING_PROGRAMMES = Provision("consolidating-programmes")
CHANGING_PROGRAMMES = Provision("changing-programmes")
ACTIVITY_SCHEMES = Provision("activity-schemes")
ARISING_ACTIVITIES = Provision("arising-activities")
PREPARING_JOURNEYS = Provision("preparing-journeys")
ASKING_ABOUT_TRAVELLERS = Provision("asking-about-travellers")
NOTICE_TO_MISSIONS = Provision("notice-to-missions")
RESULTS_TO_MISSIONS = Provision("results-to-missions")
PLANNING_RECEPTIONS = Provision("planning-receptions")
ASKING_TO_RECEIVE_GUESTS = Provision("asking-to-receive-guests")
RESULT_REPORTS = Provision("result-reports")
SENSITIVE_MATTERS = Provision("sensitive-matters")
REPORTS_TO_PRIME_MINISTER = Provision("reports-to-prime-minister")
REPORTS_TO_COMMITTEE = Provision("reports-to-committee")
PERIODIC_REPORTS = Provision("periodic-reports")
FORM_1 = Provision("form-1")
FORM_2 = Provision("form-2")
FORM_1_TITLE = Provision("form-1-title")
FORM_1_ROUTE = Provision("form-1-route")
FORM_1_MONTH = Provision("form-1-month")
FORM_1_FUNDING = Provision("form-1-funding")
FORM_2_SENDER = Provision("form-2-sender")
FORM_2_HOST = Provision("form-2-host")
FORM_2_DAYS = Provision("form-2-days")
FORM_2_FUNDING = Provision("form-2-funding")
FORM_3 = Provision("form-3")
FORM_3_NOTE = Provision("form-3-note")
FORM_4 = Provision("form-4")
FORM_4_COSTS = Provision("form-4-costs")
FORM_4_DOCUMENTS = Provision("form-4-documents")
FORM_4_CONTENT = Provision("form-4-content")
ARISING_BUDGETS = Provision("arising-budgets")
UNIT_PLANS_AND_REPORTS = Provision("unit-plans-and-reports")
PROTOCOL_WORK = Provision("protocol-work")
PLANNING_DELEGATIONS = Provision("planning-delegations")
APPRAISING_OUTBOUND = Provision("appraising-outbound")
APPRAISING_INBOUND = Provision("appraising-inbound")
RESULTS_TO_MINISTRY = Provision("results-to-ministry")
UNIT_PROGRAMME_DAY = Provision("unit-programme-day")
UNIT_PLAN_DAYS = Provision("unit-plan-days")
CHANGING_PROGRAMMES_DAYS = Provision("changing-programmes-days")
SENDING_PROGRAMMES_DAY = Provision("sending-programmes-day")
