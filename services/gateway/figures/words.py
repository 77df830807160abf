"""The words of the services' closed lists, as reports print them.

The gateway imports no service, so they stand here again; a test holds them equal to their owners'.
"""

from __future__ import annotations

SECTORS = {
    "investment": "xúc tiến đầu tư",
    "trade": "xúc tiến thương mại",
    "tourism": "xúc tiến du lịch",
    "science": "khoa học, công nghệ, đổi mới sáng tạo",
    "labour": "lao động, việc làm",
    "protection": "bảo vệ doanh nghiệp, giải quyết tranh chấp ở nước ngoài",
    "free-trade": "tận dụng hiệp định thương mại tự do",
}
EVENT_FORMS = {
    "festival": "lễ hội, festival",
    "exhibition": "triển lãm",
    "performance": "biểu diễn nghệ thuật",
    "culture-week": "tuần văn hóa, ngày văn hóa",
    "heritage": "quảng bá di sản",
    "anniversary": "kỷ niệm quan hệ",
    "other": "khác",
}
COURSE_TOPICS = {
    "external-affairs": "kiến thức đối ngoại",
    "skills": "kỹ năng, nghiệp vụ đối ngoại",
    "languages": "ngoại ngữ",
    "protocol": "lễ tân đối ngoại",
    "border": "biên giới, lãnh thổ",
    "information": "thông tin đối ngoại",
    "integration": "hội nhập quốc tế",
}
COURSE_FORMS = {
    "in-person": "trực tiếp",
    "online": "trực tuyến",
    "mixed": "kết hợp",
}
INFORMATION_KINDS = {
    "plan": "chương trình, kế hoạch thông tin đối ngoại",
    "interview": "thông tin phục vụ trả lời phỏng vấn",
    "press-conference": "thông tin phục vụ họp báo quốc tế",
    "supply": "thông tin định kỳ cung cấp Bộ Ngoại giao",
    "publication": "ấn phẩm",
    "portal-article": "bài trên trang thông tin điện tử",
    "pictures": "tư liệu ảnh",
    "monitoring": "theo dõi xuất, nhập khẩu xuất bản phẩm",
}
ITEM_KINDS = {
    "outbound": "đoàn ra",
    "inbound": "đoàn vào",
    "conference": "hội nghị, hội thảo quốc tế",
    "agreement": "thỏa thuận quốc tế",
    "award-received": "nhận khen thưởng của nước ngoài",
    "award-given": "tặng khen thưởng cho người nước ngoài",
    "funded-project": "chương trình, dự án do nước ngoài tài trợ",
    "event": "sự kiện kinh tế, văn hóa, thông tin đối ngoại",
    "people-to-people": "đối ngoại nhân dân",
    "training": "đào tạo, bồi dưỡng",
    "other": "khác",
}
STANDINGS = {
    "proposed": "đề xuất",
    "refused": "không được duyệt",
    "planned": "đã duyệt, theo kế hoạch",
    "scheme-approved": "đã duyệt đề án",
    "executing": "đang thực hiện",
    "done": "đã thực hiện",
    "not-done": "không thực hiện",
    "cancelled": "hủy bỏ",
    "moved": "chuyển sang năm sau",
}
PROVIDERS = {
    "ngo": "tổ chức PCPNN, quỹ",
    "person": "cá nhân nước ngoài, người Việt Nam ở nước ngoài",
    "enterprise": "doanh nghiệp nước ngoài",
    "institute": "tổ chức nghiên cứu, đào tạo nước ngoài",
    "government": "cơ quan thuộc Chính phủ, chính quyền địa phương nước ngoài",
}
AID_MODES = {
    "programme": "chương trình",
    "project": "dự án",
    "non-project": "phi dự án",
}
PEOPLE_KINDS = {
    "peace": "hòa bình",
    "solidarity": "đoàn kết",
    "friendship": "hữu nghị",
    "exchange": "giao lưu",
    "commemoration": "kỷ niệm",
    "greeting": "chúc mừng Tổng Lãnh sự quán",
    "mobilisation": "vận động viện trợ",
    "publicity": "tuyên truyền, quảng bá",
    "education": "giáo dục",
    "health": "y tế",
    "social": "xã hội",
    "environment": "môi trường",
}
REGISTRATIONS = {
    "activity": "Giấy đăng ký hoạt động",
    "representative-office": "Giấy đăng ký lập Văn phòng đại diện",
}
AID_FIELDS = {
    "health": "y tế",
    "education": "giáo dục, đào tạo",
    "vocational": "đào tạo nghề",
    "agriculture": "nông nghiệp, phát triển nông thôn",
    "environment": "tài nguyên, môi trường",
    "disaster": "phòng chống, khắc phục hậu quả thiên tai",
    "social": "giải quyết các vấn đề xã hội",
    "culture": "văn hóa, thể thao",
    "science": "khoa học, công nghệ",
    "economy": "phát triển kinh tế - xã hội",
    "other": "khác",
}
NGO_QUESTIONS = {
    "grant": "cấp Giấy đăng ký",
    "renew": "gia hạn Giấy đăng ký",
    "amend": "sửa đổi, bổ sung Giấy đăng ký",
    "reissue": "cấp lại Giấy đăng ký",
    "suspend": "đình chỉ hoạt động",
    "terminate": "chấm dứt hoạt động",
    "revoke": "thu hồi Giấy đăng ký",
    "project-office": "lập Văn phòng dự án",
}
ENTERPRISES = {
    "private": "doanh nghiệp tư nhân",
    "foreign-invested": "doanh nghiệp có vốn đầu tư nước ngoài",
    "state-owned": "doanh nghiệp nhà nước",
    "cooperative": "hợp tác xã",
    "none": "cơ quan, đơn vị khu vực nhà nước",
}
CONSULAR_EVENTS = {
    "accident": "tai nạn",
    "death": "tử vong",
    "arrest": "bị bắt, tạm giữ",
    "lost-passport": "mất hộ chiếu, giấy tờ",
    "dispute": "tranh chấp",
    "offence": "vi phạm pháp luật",
    "marriage": "hôn nhân, gia đình",
    "stranded": "gặp khó khăn, mắc kẹt",
    "trafficking": "nạn nhân mua bán người",
    "other": "khác",
}
MIGRATION_KINDS = {
    "contract-labour": "lao động theo hợp đồng",
    "study": "du học",
    "marriage": "kết hôn",
    "adoption": "con nuôi",
    "settlement": "định cư",
    "irregular": "di cư trái phép",
    "trafficked": "nạn nhân mua bán người",
    "return": "hồi hương",
}
AGES = {
    "under-16": "dưới 16",
    "16-17": "16–17",
    "18-34": "18–34",
    "35-59": "35–59",
    "60-plus": "từ 60",
    "unknown": "không rõ",
}
PASSPORT_KINDS = {
    "diplomatic": "ngoại giao",
    "official": "công vụ",
}
PASSPORT_HOLDERS = {
    "leader": "Bí thư, Phó Bí thư Tỉnh ủy; Chủ tịch, Phó Chủ tịch HĐND, UBND tỉnh",
    "cadre": "cán bộ",
    "civil-servant": "công chức",
    "listed-employee": "viên chức thuộc diện được cấp",
    "retired-leader": "nguyên lãnh đạo đã nghỉ hưu",
    "other": "đối tượng khác",
}
SIGNING_LEVELS = {
    "province": "HĐND, UBND tỉnh",
    "department": "cơ quan chuyên môn thuộc UBND tỉnh",
    "border-commune": "UBND cấp xã ở khu vực biên giới",
    "organisation": "cơ quan cấp tỉnh của tổ chức",
    "district": "UBND cấp huyện (ký trước 01/7/2025)",
}
AGREEMENT_NAMES = {
    "agreement": "thỏa thuận",
    "communique": "thông cáo",
    "declaration": "tuyên bố",
    "letter-of-intent": "ý định thư",
    "memorandum": "bản ghi nhớ",
    "minutes": "biên bản thỏa thuận",
    "record-of-exchange": "biên bản trao đổi",
    "programme": "chương trình hợp tác",
    "plan": "kế hoạch hợp tác",
    "other": "tên khác",
}
CONFERENCE_CLASSES = {
    "prime-minister": "Thủ tướng Chính phủ",
    "chairman": "Chủ tịch UBND tỉnh",
    "decentralised": "Chủ tịch UBND tỉnh (được phân cấp)",
    "other": "người có thẩm quyền khác",
}
CONFERENCE_TOPICS = {
    "sovereignty": "chủ quyền",
    "security": "an ninh",
    "defence": "quốc phòng",
    "ethnicity": "dân tộc",
    "religion": "tôn giáo",
    "human-rights": "quyền con người",
    "state-secret": "thuộc phạm vi bí mật nhà nước",
    "economy": "kinh tế",
    "culture": "văn hóa, thể thao, du lịch",
    "science": "khoa học, công nghệ",
    "education": "giáo dục, đào tạo",
    "health": "y tế",
    "other": "khác",
}
ORGANISERS = {
    "provincial-body": "cơ quan, đơn vị của tỉnh",
    "licensed-here": "tổ chức do UBND tỉnh cấp phép",
    "foreign": "tổ chức nước ngoài được cấp phép tại Việt Nam",
    "association": "hội, quỹ xã hội, quỹ từ thiện",
    "central": "cơ quan Trung ương, tổ chức do nơi khác cấp phép",
    "mass-organisation": "Mặt trận Tổ quốc và năm đoàn thể",
}
CONFERENCE_MODES = {
    "in-person": "trực tiếp",
    "online": "trực tuyến",
    "hybrid": "trực tiếp và trực tuyến",
}
PARTNERS = {
    "local-government": "chính quyền địa phương nước ngoài",
    "international-organisation": "tổ chức quốc tế",
    "ingo": "tổ chức phi chính phủ nước ngoài",
    "university": "trường đại học, viện nghiên cứu",
    "enterprise": "doanh nghiệp",
    "association": "hiệp hội, hội",
}
RELATIONS = {
    "first-contact": "tiếp xúc ban đầu",
    "memorandum": "ghi nhớ hợp tác",
    "friendship": "hữu nghị hợp tác",
    "twinning": "kết nghĩa",
}
PUBLICATIONS = {
    "book": "sách, tập gấp",
    "film": "phim, video",
    "portal-article": "bài trên trang thông tin điện tử",
    "pictures": "bộ ảnh tư liệu",
    "other": "khác",
}
TITLES = {
    "world-heritage": "di sản thế giới",
    "intangible": "di sản văn hóa phi vật thể",
    "memory-of-the-world": "di sản tư liệu",
    "geopark": "công viên địa chất toàn cầu",
    "biosphere": "khu dự trữ sinh quyển",
    "creative-city": "thành phố sáng tạo",
    "asean": "danh hiệu của ASEAN",
    "other": "khác",
}
TITLE_STANDINGS = {
    "nominated": "đang đề cử",
    "inscribed": "đã ghi danh",
    "in-danger": "có nguy cơ bị thu hồi",
    "withdrawn": "đã bị thu hồi",
}
AWARDS_RECEIVED = {
    "certificate": "bằng khen, giấy khen",
    "order": "huân chương",
    "medal": "huy chương",
    "title": "danh hiệu",
    "other": "hình thức khác",
}
AWARDS_GIVEN = {
    "chairman-certificate": "Bằng khen của Chủ tịch UBND tỉnh",
    "provincial-badge": "kỷ niệm chương, huy hiệu của tỉnh",
    "provincial-title": "danh hiệu của tỉnh",
    "prime-minister-certificate": "Bằng khen của Thủ tướng Chính phủ",
    "order": "huân chương",
    "medal": "huy chương",
    "state-title": "danh hiệu vinh dự Nhà nước",
}
BORDER_INCIDENTS = {
    "encroachment": "xâm canh, xâm cư",
    "crossing": "vượt biên trái phép",
    "marker": "mốc quốc giới, vật đánh dấu",
    "dispute": "tranh chấp",
    "accident": "tai nạn",
    "smuggling": "buôn lậu",
    "epidemic": "dịch bệnh",
}
BORDER_COOPERATION = {
    "patrol": "tuần tra song phương",
    "talks": "gặp gỡ, hội đàm",
    "twinning": "kết nghĩa",
    "diplomacy": "đối ngoại biên phòng",
    "training": "tập huấn, đào tạo",
    "relief": "hỗ trợ, cứu trợ",
}
BORDER_PATHS = {
    "ordinary": "người nước ngoài do cơ quan, tổ chức Việt Nam đưa vào",
    "delegation": "đoàn đại biểu, khách cấp cao",
    "resident": "người nước ngoài thường trú, tạm trú tại Việt Nam",
}
MARKERS = {"marker": "mốc quốc giới", "sign": "vật đánh dấu", "board": "biển báo"}
REPORTERS = {
    "resident": "phóng viên thường trú",
    "non-resident": "phóng viên không thường trú",
    "accompanying": "phóng viên đi theo đoàn",
}
DELEGATION_FIELDS = {
    "politics": "chính trị, đối ngoại",
    "economy": "kinh tế, thương mại, đầu tư",
    "tourism": "du lịch",
    "agriculture": "nông nghiệp, nông thôn",
    "environment": "tài nguyên, môi trường, biến đổi khí hậu",
    "science": "khoa học, công nghệ, đổi mới sáng tạo",
    "education": "giáo dục, đào tạo",
    "health": "y tế",
    "culture": "văn hóa, thể thao",
    "labour": "lao động, việc làm, xã hội",
    "justice": "tư pháp, pháp luật",
    "defence-security": "quốc phòng, an ninh, biên giới",
    "people": "đối ngoại nhân dân",
    "other": "khác",
}
MANAGED = {"province": "cấp tỉnh", "party": "Tỉnh ủy", "central": "Trung ương", "other": "khác"}
CONTRIBUTIONS = {
    "investment": "đầu tư",
    "charity": "từ thiện",
    "technology": "chuyển giao công nghệ",
    "knowledge": "tri thức",
    "other": "khác",
}
