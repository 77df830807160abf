"""What a course keeps: needs, sessions, participants, attendance, tests and certificates."""

from __future__ import annotations

import datetime
from typing import Annotated, Literal

from msgspec import Meta, Struct

from casework.vocabulary import Decision, DocumentNumber, Money, Prose, Text, Whole

Topic = Literal[
    "external-affairs", "skills", "languages", "protocol", "border", "information", "integration"
]
TOPICS: dict[Topic, str] = {
    "external-affairs": "kiến thức đối ngoại",
    "skills": "kỹ năng, nghiệp vụ đối ngoại",
    "languages": "ngoại ngữ",
    "protocol": "lễ tân đối ngoại",
    "border": "biên giới, lãnh thổ",
    "information": "thông tin đối ngoại",
    "integration": "hội nhập quốc tế",
}
FORMS = {"in-person": "trực tiếp", "online": "trực tuyến", "mixed": "kết hợp"}
Form = Literal["in-person", "online", "mixed"]


class Survey(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Khóa đào tạo, bồi dưỡng được khảo sát nhu cầu."""

    title: Annotated[Text, Meta(title="Tên khóa")]
    topic: Annotated[Topic, Meta(title="Nội dung")]
    year: Annotated[int, Meta(ge=2000, le=2100, title="Năm kế hoạch")]
    form: Annotated[Form, Meta(title="Hình thức")] = "in-person"
    level: Annotated[str, Meta(max_length=200, title="Đối tượng, trình độ")] = ""


class Need(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How many people of which level a unit wants to send."""

    unit: Annotated[str, Meta(min_length=1, max_length=60, title="Cơ quan (mã)")]
    number: Annotated[Whole, Meta(title="Số người")]
    level: Annotated[str, Meta(max_length=200, title="Trình độ")] = ""


class Schedule(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """When and where a course is held, by whom and for how much."""

    starts_on: Annotated[datetime.date, Meta(title="Khai giảng")]
    ends_on: Annotated[datetime.date, Meta(title="Bế giảng")]
    sessions: Annotated[int, Meta(ge=1, le=500, title="Số buổi")]
    hours: Annotated[int, Meta(ge=0, le=5000, title="Số giờ")] = 0
    place: Annotated[Text, Meta(title="Địa điểm")]
    partner: Annotated[str, Meta(max_length=300, title="Đơn vị phối hợp")] = ""
    lecturers: Annotated[tuple[str, ...], Meta(max_length=100, title="Giảng viên")] = ()
    cost: Annotated[Money | None, Meta(title="Kinh phí")] = None


class Participant(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One person of the course; `person` is the number of the person's staff record."""

    person: Annotated[str, Meta(min_length=3, max_length=40, title="Mã cán bộ, công chức")]
    name: Annotated[Text, Meta(title="Họ và tên")]
    unit: Annotated[str, Meta(min_length=1, max_length=60, title="Cơ quan (mã)")]
    attended: Annotated[int, Meta(ge=0, title="Số buổi có mặt")] = 0
    score: Annotated[int, Meta(ge=0, le=100, title="Điểm kiểm tra")] | None = None
    certificate: Annotated[Decision | None, Meta(title="Chứng nhận")] = None


class Enrolment(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    person: Annotated[str, Meta(min_length=3, max_length=40, title="Mã cán bộ, công chức")]
    name: Annotated[Text, Meta(title="Họ và tên")]
    unit: Annotated[str, Meta(min_length=1, max_length=60, title="Cơ quan (mã)")]


class Attendance(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who was there on one session's day."""

    session: Annotated[int, Meta(ge=1, le=500, title="Buổi")]
    on: Annotated[datetime.date, Meta(title="Ngày")]
    present: Annotated[tuple[str, ...], Meta(max_length=2000, title="Người có mặt (mã)")] = ()


class Score(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    person: Annotated[str, Meta(min_length=3, max_length=40, title="Mã cán bộ, công chức")]
    score: Annotated[int, Meta(ge=0, le=100, title="Điểm kiểm tra")]


class Certificate(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    person: Annotated[str, Meta(min_length=3, max_length=40, title="Mã cán bộ, công chức")]
    number: Annotated[DocumentNumber, Meta(title="Số chứng nhận")]
    date: Annotated[datetime.date, Meta(title="Ngày cấp")]


class Evaluation(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    evaluation: Annotated[Prose, Meta(title="Đánh giá khóa học")]


class Review(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    review: Annotated[Prose, Meta(title="Đánh giá sau khóa học tại đơn vị")]


class Course(Survey, frozen=True, kw_only=True):
    needs: Annotated[tuple[Need, ...], Meta(title="Nhu cầu của các đơn vị")] = ()
    plan: Annotated[Decision | None, Meta(title="Kế hoạch đã phê duyệt")] = None
    starts_on: Annotated[datetime.date | None, Meta(title="Khai giảng")] = None
    ends_on: Annotated[datetime.date | None, Meta(title="Bế giảng")] = None
    sessions: Annotated[int, Meta(title="Số buổi")] = 0
    hours: Annotated[int, Meta(title="Số giờ")] = 0
    place: Annotated[str, Meta(title="Địa điểm")] = ""
    partner: Annotated[str, Meta(title="Đơn vị phối hợp")] = ""
    lecturers: Annotated[tuple[str, ...], Meta(title="Giảng viên")] = ()
    cost: Annotated[Money | None, Meta(title="Kinh phí")] = None
    participants: Annotated[tuple[Participant, ...], Meta(title="Học viên")] = ()
    attendance: Annotated[tuple[Attendance, ...], Meta(title="Điểm danh")] = ()
    wanted: Annotated[int, Meta(title="Số người có nhu cầu")] = 0
    enrolled: Annotated[int, Meta(title="Số học viên")] = 0
    certified: Annotated[int, Meta(title="Số người được cấp chứng nhận")] = 0
    units: Annotated[tuple[str, ...], Meta(title="Cơ quan có học viên (mã)")] = ()
    evaluation: Annotated[str, Meta(title="Đánh giá khóa học")] = ""
    review: Annotated[str, Meta(title="Đánh giá sau khóa học")] = ""
