"""Training, and the discipline of reporting: what was due, on time, late, and missing."""

from __future__ import annotations

from typing import Any

from gateway.figures import parts, words
from gateway.figures.figure import Dimension, Figure, Measure, Membership, Subject
from gateway.figures.parts import COMMON

_DUE = Membership("clocks.due", "Tính theo ngày đến hạn nằm trong kỳ")
_KIND = Dimension("kind", "Loại báo cáo", "clocks.title")
_OWED = (*COMMON, _KIND, Dimension("to", "Nơi nhận", "clocks.owed_to"), parts.on_time)
_TO_BE_DONE = {"clocks.due": {"$nin": [None, ""]}}


def _owed(
    name: str, title: str, service: str, types: tuple[str, ...], record: str, **more: Any
) -> Figure:
    return Figure(
        name=name,
        title=title,
        subject="discipline",
        record=record,
        service=service,
        types=types,
        each="clocks",
        where=_TO_BE_DONE,
        where_says="mỗi hạn báo cáo của một hồ sơ là một dòng",
        measure=Measure("báo cáo"),
        period=_DUE,
        by=_OWED,
        **more,
    )


DISCIPLINE = Subject(
    "discipline",
    "Chấp hành chế độ báo cáo",
    (
        _owed("reports-due", "Báo cáo định kỳ đến hạn", "reporting", ("periodic-report",), "R37"),
        _owed(
            "unit-reports-due", "Báo cáo của đơn vị đến hạn", "reporting", ("unit-report",), "R37"
        ),
        _owed(
            "result-reports-due",
            "Báo cáo kết quả hoạt động đến hạn",
            "delegations",
            ("result-report",),
            "R07",
        ),
        _owed(
            "ngo-reports-due",
            "Báo cáo về tổ chức PCPNN, viện trợ đến hạn",
            "ngos",
            ("ngo-filing",),
            "R11",
        ),
    ),
)
_HELD = ("running", "finished", "evaluated", "reviewed")
_COURSE = (
    *COMMON,
    Dimension("topic", "Nội dung", "fields.topic", labels=words.COURSE_TOPICS),
    Dimension("form", "Hình thức", "fields.form", labels=words.COURSE_FORMS, at_home=True),
    Dimension("partner", "Đơn vị phối hợp", "fields.partner", at_home=True),
    parts.month("starts_on"),
)


def _courses(name: str, title: str, measure: Measure, **more: Any) -> Figure:
    told: dict[str, Any] = {"states": _HELD, "where_says": "khóa đã khai giảng", **more}
    return Figure(
        name=name,
        title=title,
        subject="training",
        record="R36",
        service="reporting",
        types=("training-course",),
        measure=measure,
        period=parts.within("starts_on", "ngày khai giảng"),
        by=_COURSE,
        **told,
    )


TRAINING = Subject(
    "training",
    "Đào tạo, bồi dưỡng",
    (
        _courses("training-courses", "Khóa đào tạo, bồi dưỡng", Measure("khóa")),
        _courses("training-learners", "Lượt học viên", Measure("lượt người", "fields.enrolled")),
        _courses(
            "training-sessions",
            "Số buổi học",
            Measure("buổi", "fields.sessions"),
            at_home=True,
        ),
        _courses("training-hours", "Số giờ học", Measure("giờ", "fields.hours"), at_home=True),
        _courses(
            "training-certified",
            "Học viên được cấp chứng nhận",
            Measure("người", "fields.certified"),
            whole="training-learners",
        ),
    ),
)
SUBJECTS = (TRAINING, DISCIPLINE)
