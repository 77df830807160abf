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
ASKING_ABOUT_TRAVELLERS = Provision(
    "asking-about-travellers", form="Lấy ý kiến về nhân sự đi công tác nước ngoài"
)
PLANNING_RECEPTIONS = Provision(
    "planning-receptions", form="Phương án, kế hoạch đón tiếp khách nước ngoài"
)
ECONOMIC_DIPLOMACY = Provision("economic-diplomacy", form="Hoạt động ngoại giao kinh tế")
URGENT_CONFERENCES = Provision("urgent-conferences", form="Hội nghị đột xuất")
INFORMATION_TO_MINISTRY = Provision(
    "information-to-ministry", form="Cung cấp thông tin phục vụ phỏng vấn, họp báo"
)
SENSITIVE_MATTERS = Provision("sensitive-matters", form="Xử lý vấn đề phức tạp, nhạy cảm")
REPORTS_TO_PRIME_MINISTER = Provision(
    "reports-to-prime-minister",
    form="Báo cáo Thủ tướng Chính phủ kết quả hoạt động của lãnh đạo tỉnh",
)
REPORTS_TO_COMMITTEE = Provision(
    "reports-to-committee", form="Đơn vị báo cáo Ủy ban nhân dân kết quả hoạt động"
)
INTEGRATION_STEERING = Provision(
    "integration-steering", form="Ban Chỉ đạo hội nhập quốc tế, chỉ đạo thực hiện"
)
TWINNING_FOLLOW_UP = Provision(
    "twinning-follow-up", form="Thực hiện, đánh giá quan hệ kết nghĩa, hợp tác"
)
CULTURAL_DIPLOMACY = Provision("cultural-diplomacy", form="Hoạt động ngoại giao văn hóa")
EXTERNAL_INFORMATION_CHANNELS = Provision(
    "external-information-channels", form="Kênh, ấn phẩm thông tin đối ngoại"
)
PARTNERS_AND_SUPPORT = Provision(
    "partners-and-support", form="Danh mục đối tác, đề án với từng đối tác"
)
JOINING_FORUMS = Provision("joining-forums", form="Tham gia diễn đàn, tổ chức quốc tế")
INTEGRATION_TASKS = Provision("integration-tasks", form="Giao nhiệm vụ hội nhập quốc tế")
VERIFYING_PARTNERS = Provision("verifying-partners", form="Thẩm tra đối tác, nhà đầu tư")
EXTERNAL_INFORMATION_DESK = Provision(
    "external-information-desk", form="Chủ trì công tác thông tin đối ngoại"
)
INFORMING_ABROAD = Provision("informing-abroad", form="Thông tin đối ngoại")
INFORMATION_PROGRAMME = Provision(
    "information-programme", form="Chương trình, kế hoạch thông tin đối ngoại"
)
ISSUING_INFORMATION = Provision(
    "issuing-information", form="Biên tập, duyệt, phát hành thông tin đối ngoại"
)
PLANNING_DELEGATIONS = Provision(
    "planning-delegations", form="Kế hoạch đoàn ra, đoàn vào và điều chỉnh giữa năm"
)
OPINIONS_ON_CONFERENCES = Provision(
    "opinions-on-conferences", form="Cho ý kiến hội nghị do cơ quan khác cho phép"
)
APPRAISING_CONFERENCES = Provision(
    "appraising-conferences", form="Tiếp nhận, thẩm định hồ sơ hội nghị"
)
OPINIONS_ON_AGREEMENTS = Provision(
    "opinions-on-agreements", form="Cho ý kiến về thỏa thuận quốc tế"
)
FOCAL_INTEGRATION = Provision("focal-integration", form="Hội nhập quốc tế")
TWINNING_SCHEMES = Provision(
    "twinning-schemes", form="Đề án thiết lập quan hệ kết nghĩa, hữu nghị, hợp tác"
)
HOLDING_UNESCO_TITLES = Provision(
    "holding-unesco-titles", form="Danh hiệu UNESCO và nghĩa vụ của danh hiệu"
)
