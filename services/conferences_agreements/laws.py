"""The legal texts this service applies. `mark` says how far each was verified (docs/law.md)."""

from __future__ import annotations

from casework import Law, Provision

CONFERENCES = Law("06/2020/QĐ-TTg", "Tổ chức và quản lý hội nghị, hội thảo quốc tế tại Việt Nam")
AGREEMENTS = Law("70/2020/QH14", "Luật Thỏa thuận quốc tế")
SUBORDINATE = Law(
    "64/2021/NĐ-CP",
    "Ký kết và thực hiện thỏa thuận quốc tế nhân danh cơ quan chuyên môn, UBND xã biên giới, "
    "cơ quan cấp tỉnh của tổ chức",
)
REARRANGED = Law("177/2025/NĐ-CP", "Sửa đổi Nghị định 64/2021/NĐ-CP; sắp xếp đơn vị hành chính")
DECENTRALISATION = Law("134/2025/NĐ-CP", "Phân cấp, phân quyền trong lĩnh vực ngoại giao", mark="W")
DEPARTMENT = Law("09/2025/TT-BNG", "Nhiệm vụ, quyền hạn của Sở Ngoại vụ", mark="W")
CLERICAL = Law("30/2020/NĐ-CP", "Công tác văn thư")
SECRETS = Law("117/2025/QH15", "Luật Bảo vệ bí mật nhà nước", mark="W")

# The clauses of the field: each province states them in a text of its own
# (provinces/provisions.toml).
ASKING_ABOUT_TRAVELLERS = Provision("asking-about-travellers")
PLANNING_RECEPTIONS = Provision("planning-receptions")
ECONOMIC_DIPLOMACY = Provision("economic-diplomacy")
URGENT_CONFERENCES = Provision("urgent-conferences")
INFORMATION_TO_MINISTRY = Provision("information-to-ministry")
SENSITIVE_MATTERS = Provision("sensitive-matters")
REPORTS_TO_PRIME_MINISTER = Provision("reports-to-prime-minister")
REPORTS_TO_COMMITTEE = Provision("reports-to-committee")
INTEGRATION_STEERING = Provision("integration-steering")
TWINNING_FOLLOW_UP = Provision("twinning-follow-up")
CULTURAL_DIPLOMACY = Provision("cultural-diplomacy")
EXTERNAL_INFORMATION_CHANNELS = Provision("external-information-channels")
PARTNERS_AND_SUPPORT = Provision("partners-and-support")
JOINING_FORUMS = Provision("joining-forums")
INTEGRATION_TASKS = Provision("integration-tasks")
VERIFYING_PARTNERS = Provision("verifying-partners")
EXTERNAL_INFORMATION_DESK = Provision("external-information-desk")
INFORMING_ABROAD = Provision("informing-abroad")
INFORMATION_PROGRAMME = Provision("information-programme")
ISSUING_INFORMATION = Provision("issuing-information")
PLANNING_DELEGATIONS = Provision("planning-delegations")
OPINIONS_ON_CONFERENCES = Provision("opinions-on-conferences")
APPRAISING_CONFERENCES = Provision("appraising-conferences")
OPINIONS_ON_AGREEMENTS = Provision("opinions-on-agreements")
FOCAL_INTEGRATION = Provision("focal-integration")
TWINNING_SCHEMES = Provision("twinning-schemes")
HOLDING_UNESCO_TITLES = Provision("holding-unesco-titles")
