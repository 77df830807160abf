"""What is said of a conference: the application, and what the organiser tells afterwards."""

from __future__ import annotations

import datetime
from enum import StrEnum
from typing import Annotated, Literal

from msgspec import Meta, Struct

from casework import Citation
from casework.vocabulary import Country, Decision, DocumentNumber, FundingLine, Rank, Text
from conferences_agreements import sections
from conferences_agreements.laws import CONFERENCES
from conferences_agreements.sections import Section

Count = Annotated[int, Meta(ge=0, le=1_000_000)]


class Authority(StrEnum):
    """Who permits (06/2020/QĐ-TTg, Điều 3; 134/2025/NĐ-CP)."""

    PRIME_MINISTER = "prime-minister"
    CHAIRMAN = "chairman"
    DECENTRALISED = "decentralised"
    OTHER = "other"


AUTHORITIES = {
    Authority.PRIME_MINISTER: "Thủ tướng Chính phủ",
    Authority.CHAIRMAN: "Chủ tịch UBND tỉnh",
    Authority.DECENTRALISED: "Chủ tịch UBND tỉnh (được phân cấp)",
    Authority.OTHER: "người có thẩm quyền khác",
}


class Topic(StrEnum):
    """The fields of Điều 3 khoản 1 first, then those that any conference may have."""

    SOVEREIGNTY = "sovereignty"
    SECURITY = "security"
    DEFENCE = "defence"
    ETHNICITY = "ethnicity"
    RELIGION = "religion"
    HUMAN_RIGHTS = "human-rights"
    STATE_SECRET = "state-secret"
    ECONOMY = "economy"
    CULTURE = "culture"
    SCIENCE = "science"
    EDUCATION = "education"
    HEALTH = "health"
    OTHER = "other"


TOPICS = {
    Topic.SOVEREIGNTY: "chủ quyền",
    Topic.SECURITY: "an ninh",
    Topic.DEFENCE: "quốc phòng",
    Topic.ETHNICITY: "dân tộc",
    Topic.RELIGION: "tôn giáo",
    Topic.HUMAN_RIGHTS: "quyền con người",
    Topic.STATE_SECRET: "thuộc phạm vi bí mật nhà nước",
    Topic.ECONOMY: "kinh tế",
    Topic.CULTURE: "văn hóa, thể thao, du lịch",
    Topic.SCIENCE: "khoa học, công nghệ",
    Topic.EDUCATION: "giáo dục, đào tạo",
    Topic.HEALTH: "y tế",
    Topic.OTHER: "khác",
}


class OrganiserKind(StrEnum):
    PROVINCIAL = "provincial-body"
    LICENSED = "licensed-here"
    FOREIGN = "foreign"
    ASSOCIATION = "association"
    CENTRAL = "central"
    MASS = "mass-organisation"


ORGANISERS = {
    OrganiserKind.PROVINCIAL: "cơ quan, đơn vị của tỉnh",
    OrganiserKind.LICENSED: "tổ chức do UBND tỉnh cấp phép",
    OrganiserKind.FOREIGN: "tổ chức nước ngoài được cấp phép tại Việt Nam",
    OrganiserKind.ASSOCIATION: "hội, quỹ xã hội, quỹ từ thiện",
    OrganiserKind.CENTRAL: "cơ quan Trung ương, tổ chức do nơi khác cấp phép",
    OrganiserKind.MASS: "Mặt trận Tổ quốc và năm đoàn thể",
}
MODES = {"in-person": "trực tiếp", "online": "trực tuyến", "hybrid": "trực tiếp và trực tuyến"}

MAU_01 = Citation(CONFERENCES.number, form="Mẫu 01", mark="X")
MAU_02 = Citation(CONFERENCES.number, form="Mẫu 02", mark="X")
SCHEME = sections.form(
    "conference.mau-01",
    "Mẫu 01 - Đề án tổ chức hội nghị, hội thảo quốc tế",
    MAU_01,
    (
        "Lý do, danh nghĩa, mục đích",
        "Thời gian, địa điểm, tham quan",
        "Hình thức tổ chức và công nghệ sử dụng",
        "Nội dung, chương trình, hoạt động bên lề",
        "Thành phần tổ chức (Việt Nam, nước ngoài, tài trợ)",
        "Thành phần tham dự",
        "Nguồn kinh phí",
    ),
)
REPORT = sections.form(
    "conference.mau-02",
    "Mẫu 02 - Báo cáo kết quả hội nghị, hội thảo quốc tế",
    MAU_02,
    (
        "Tình hình tổ chức",
        "Thành phần tham dự",
        "Nội dung, kết quả",
        "Mặt được, chưa được",
        "Vấn đề phát sinh",
        "Đề xuất, kiến nghị",
    ),
)


class Guests(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Foreign participants of one nationality, and the highest of them; no names."""

    country: Country
    number: Annotated[int, Meta(ge=1, le=100_000, title="Số người")]
    highest: Annotated[Rank, Meta(title="Cấp cao nhất")] = Rank.OTHER
    organisation: Annotated[str, Meta(max_length=200, title="Tổ chức quốc tế")] = ""


class Contribution(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A speech or paper that will be read."""

    title: Text
    language: Annotated[str, Meta(min_length=2, max_length=10, title="Ngôn ngữ")] = "vi"
    is_translated: Annotated[bool, Meta(title="Có bản dịch tiếng Việt")] = False


class Plan(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What permission and consent to host are both asked for."""

    name: Annotated[str, Meta(min_length=1, max_length=500, title="Tên hội nghị, hội thảo")]
    organiser: Annotated[str, Meta(min_length=1, max_length=300, title="Đơn vị tổ chức")]
    organiser_kind: Annotated[OrganiserKind, Meta(title="Loại đơn vị tổ chức")]
    co_organisers: Annotated[tuple[Text, ...], Meta(title="Đơn vị phối hợp")] = ()
    topics: Annotated[tuple[Topic, ...], Meta(min_length=1, title="Lĩnh vực")]
    content: Annotated[str, Meta(max_length=20_000, title="Chủ đề, nội dung")] = ""
    starts_on: Annotated[datetime.date, Meta(title="Từ ngày")]
    ends_on: Annotated[datetime.date, Meta(title="Đến ngày")]
    vietnamese_participants: Annotated[Count, Meta(title="Số đại biểu Việt Nam")] = 0
    foreign: Annotated[tuple[Guests, ...], Meta(title="Đại biểu nước ngoài", max_length=300)] = ()
    foreign_sponsor: Annotated[bool, Meta(title="Có tài trợ của nước ngoài")] = False
    funding: Annotated[tuple[FundingLine, ...], Meta(title="Kinh phí theo nguồn")] = ()
    authority: Annotated[Authority, Meta(title="Cấp được xin phép")] = Authority.CHAIRMAN
    programme_item: Annotated[
        str, Meta(max_length=120, title="Mã hoạt động trong Chương trình năm")
    ] = ""


class ConferenceForm(Plan, frozen=True, kw_only=True):
    """Hồ sơ xin phép (06/2020/QĐ-TTg, Điều 4 khoản 1)."""

    kind: Annotated[
        Literal["conference", "press-conference"], Meta(title="Hội nghị, hội thảo hay họp báo")
    ] = "conference"
    licence: Annotated[Decision | None, Meta(title="Giấy phép của tổ chức nước ngoài")] = None
    mode: Annotated[Literal["in-person", "online", "hybrid"], Meta(title="Hình thức")] = "in-person"
    platform: Annotated[str, Meta(max_length=200, title="Nền tảng trực tuyến")] = ""
    vietnamese_ends: Annotated[Count, Meta(title="Số điểm cầu tại Việt Nam")] = 0
    venue: Annotated[str, Meta(max_length=300, title="Địa điểm")] = ""
    border_commune: Annotated[bool, Meta(title="Tổ chức hoặc tham quan tại xã biên giới")] = False
    field_trip: Annotated[str, Meta(max_length=2000, title="Tham quan, khảo sát")] = ""
    foreign_press: Annotated[bool, Meta(title="Có phóng viên nước ngoài")] = False
    press_plan: Annotated[str, Meta(max_length=5000, title="Kế hoạch thông tin, báo chí")] = ""
    contributions: Annotated[
        tuple[Contribution, ...], Meta(title="Bài phát biểu, tham luận", max_length=300)
    ] = ()
    request: Annotated[Decision | None, Meta(title="Công văn xin phép")] = None
    scheme: Annotated[tuple[Section, ...], Meta(title="Đề án (Mẫu 01)")] = ()
    hosting: Annotated[str, Meta(max_length=60, title="Hồ sơ đăng cai đã được đồng ý")] = ""
    project: Annotated[str, Meta(max_length=300, title="Chương trình, dự án đã duyệt")] = ""
    secrecy_checked: Annotated[bool, Meta(title="Đã kiểm tra: không có bí mật nhà nước")] = False
    is_distinct: Annotated[bool, Meta(title="Xác nhận không trùng với hồ sơ khác")] = False


class Classify(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    authority: Annotated[Authority, Meta(title="Thẩm quyền cho phép")]


class Asked(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    bodies: Annotated[tuple[Text, ...], Meta(min_length=1, title="Cơ quan được lấy ý kiến")]


class WithDecision(Decision, frozen=True, kw_only=True):
    reason: Annotated[str, Meta(min_length=5, max_length=2000, title="Lý do")]


class Stated(Decision, frozen=True, kw_only=True):
    content: Annotated[str, Meta(min_length=5, max_length=20_000, title="Ý kiến của tỉnh")]


class Held(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What took place."""

    started_on: Annotated[datetime.date, Meta(title="Ngày bắt đầu thực tế")]
    ended_on: Annotated[datetime.date, Meta(title="Ngày kết thúc thực tế")]
    organiser: Annotated[str, Meta(min_length=1, max_length=300, title="Đơn vị đã tổ chức")]
    vietnamese_attended: Annotated[Count, Meta(title="Đại biểu Việt Nam đã dự")] = 0
    foreign_attended: Annotated[Count, Meta(title="Đại biểu nước ngoài đã dự")] = 0


class Suspension(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    asked_by: Annotated[Text, Meta(title="Cơ quan đề nghị đình chỉ")]
    reason: Annotated[str, Meta(min_length=5, max_length=2000, title="Lý do")]


class FiledReport(Decision, frozen=True, kw_only=True):
    """A result report (R07) that was filed as a dossier of its own."""

    result_report: Annotated[Text, Meta(title="Hồ sơ báo cáo kết quả")]


class ResultReport(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    number: DocumentNumber
    date: Annotated[datetime.date, Meta(title="Ngày báo cáo")]
    sections: Annotated[tuple[Section, ...], Meta(title="Nội dung (Mẫu 02)")] = ()
    told_ministry: Annotated[bool, Meta(title="Đồng gửi Bộ Ngoại giao")] = False


class Conference(ConferenceForm, frozen=True, kw_only=True):
    """Hội nghị, hội thảo quốc tế: hồ sơ, thẩm quyền, cho phép, kết quả."""

    hosting_id: Annotated[str, Meta(title="Hồ sơ đăng cai")] = ""
    classified: Annotated[Authority | None, Meta(title="Thẩm quyền cho phép")] = None
    is_arising: Annotated[bool, Meta(title="Phát sinh đột xuất, chưa kịp lấy ý kiến")] = False
    submission: Annotated[Decision | None, Meta(title="Tờ trình Thủ tướng")] = None
    permit: Annotated[Decision | None, Meta(title="Văn bản cho phép")] = None
    stated: Annotated[Stated | None, Meta(title="Văn bản cho ý kiến")] = None
    held: Annotated[Held | None, Meta(title="Kết quả tổ chức")] = None
    ended_on: Annotated[datetime.date | None, Meta(title="Ngày kết thúc thực tế")] = None
    suspension: Annotated[Suspension | None, Meta(title="Đình chỉ")] = None
    report: Annotated[ResultReport | None, Meta(title="Báo cáo kết quả")] = None
    result_report: Annotated[str, Meta(title="Hồ sơ báo cáo kết quả")] = ""
    ministry_report: Annotated[Decision | None, Meta(title="Báo cáo Bộ Ngoại giao")] = None
    matters: Annotated[tuple[str, ...], Meta(title="Vấn đề phức tạp, nhạy cảm")] = ()
