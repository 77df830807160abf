"""Borders and territory, and foreign press."""

from __future__ import annotations

from typing import Any

from gateway.figures import parts, words
from gateway.figures.figure import Dimension, Figure, Measure, Membership, Subject
from gateway.figures.parts import COMMON

SERVICE = "consular-border"
_COMMUNES = Dimension("commune", "Xã biên giới", "fields.communes[]")
_ACROSS = Dimension("neighbour", "Nước láng giềng", "fields.neighbours[]", "country")


def _border(name: str, title: str, record: str, type_: str, **more: Any) -> Figure:
    return Figure(
        name=name,
        title=title,
        subject="border",
        record=record,
        service=SERVICE,
        types=(type_,),
        **more,
    )


_TOGETHER = (
    *COMMON,
    Dimension("kind", "Loại hoạt động", "fields.kind", labels=words.BORDER_COOPERATION),
    _COMMUNES,
    Dimension("neighbour", "Nước láng giềng", "fields.neighbour", "country"),
    parts.month("done_on"),
)


def _together(name: str, title: str, measure: Measure, kind: str = "", says: str = "") -> Figure:
    return _border(
        name,
        title,
        "R22f",
        "border-cooperation",
        measure=measure,
        states=("done", "reported"),
        where={"fields.kind": kind} if kind else {},
        where_says=says or "hoạt động đã thực hiện",
        period=parts.within("done_on", "ngày thực hiện"),
        by=_TOGETHER,
    )


_OPINION = (
    *COMMON,
    _COMMUNES,
    _ACROSS,
    Dimension("belt", "Trong vành đai biên giới", "fields.is_in_belt", "switch"),
    parts.country("investor_country", "Nước của chủ đầu tư"),
)
_ENTRY = (
    *COMMON,
    Dimension("basis", "Diện vào", "fields.path", labels=words.BORDER_PATHS),
    _COMMUNES,
    Dimension("nationality", "Quốc tịch", "fields.nationalities[]", "country"),
    parts.month("enters_at"),
)


def _entries(name: str, title: str, measure: Measure) -> Figure:
    return _border(
        name,
        title,
        "R22g",
        "border-entry",
        measure=measure,
        states=("entered", "left"),
        where_says="đã vào khu vực biên giới",
        period=parts.within("enters_at", "giờ vào"),
        by=_ENTRY,
    )


BORDER = Subject(
    "border",
    "Biên giới, lãnh thổ quốc gia",
    (
        _border(
            "border-incidents",
            "Vụ việc nảy sinh trên biên giới",
            "R22",
            "border-incident",
            measure=Measure("vụ việc"),
            period=parts.within("happened_on", "ngày xảy ra"),
            by=(
                *COMMON,
                Dimension("kind", "Loại vụ việc", "fields.kind", labels=words.BORDER_INCIDENTS),
                Dimension("commune", "Xã biên giới", "fields.commune"),
                _ACROSS,
                parts.month("happened_on"),
            ),
        ),
        _border(
            "border-markers",
            "Mốc quốc giới, vật đánh dấu",
            "R22",
            "border-markers",
            measure=Measure("mốc"),
            states=("good", "damaged", "proposed", "repaired", "accepted"),
            where_says="mốc, vật đánh dấu còn trong sổ",
            period=parts.NOW,
            by=(
                *COMMON,
                Dimension("kind", "Loại", "fields.kind", labels=words.MARKERS),
                Dimension("segment", "Đoạn biên giới", "fields.segment", at_home=True),
                Dimension("commune", "Xã biên giới", "fields.commune"),
                Dimension("neighbour", "Nước láng giềng", "fields.neighbour", "country"),
            ),
        ),
        _border(
            "border-opinions",
            "Ý kiến về dự án, công trình trong khu vực biên giới",
            "R22d",
            "border-opinion",
            measure=Measure("ý kiến"),
            states=("answered", "closed"),
            where_says="ý kiến đã trả lời",
            period=parts.within("answer.date", "ngày trả lời"),
            by=(*_OPINION, Dimension("agrees", "Nhất trí", "fields.answer.agrees", "switch")),
        ),
        _border(
            "border-opinion-duties",
            "Hạn cho ý kiến về dự án trong khu vực biên giới",
            "R22d",
            "border-opinion",
            each="clocks",
            where={"clocks.name": "answer", "clocks.due": {"$nin": [None, ""]}},
            where_says="mỗi hạn trả lời là một dòng",
            measure=Measure("hạn trả lời"),
            period=Membership("clocks.due", "Tính theo ngày đến hạn nằm trong kỳ"),
            by=(*_OPINION, parts.on_time),
        ),
        _together(
            "border-patrols",
            "Tuần tra song phương",
            Measure("lần"),
            "patrol",
            "cuộc tuần tra đã thực hiện",
        ),
        _together(
            "border-talks",
            "Gặp gỡ, hội đàm biên giới",
            Measure("cuộc"),
            "talks",
            "cuộc gặp đã thực hiện",
        ),
        _together(
            "border-cooperation", "Hoạt động hợp tác quốc tế về biên phòng", Measure("hoạt động")
        ),
        _together(
            "border-cooperation-people",
            "Lượt người phía Việt Nam trong hợp tác biên phòng",
            Measure("lượt người", "fields.people"),
        ),
        _entries(
            "border-entries", "Lượt đoàn, người nước ngoài vào khu vực biên giới", Measure("lượt")
        ),
        _entries(
            "border-entry-people",
            "Người nước ngoài vào khu vực biên giới",
            Measure("lượt người", "fields.people"),
        ),
    ),
)

_VISIT = (
    *COMMON,
    Dimension("medium", "Cơ quan báo chí", "fields.media"),
    parts.country("country", "Nước của cơ quan báo chí"),
    parts.region("country"),
    Dimension("topic", "Nội dung", "fields.topics[]"),
    Dimension("kind", "Loại phóng viên", "fields.kind", labels=words.REPORTERS),
    parts.month("starts_at"),
)


def _visits(name: str, title: str, measure: Measure, **more: Any) -> Figure:
    told: dict[str, Any] = {
        "states": ("active", "ended", "reported"),
        "where_says": "đoàn đã hoạt động tại tỉnh",
        **more,
    }
    return Figure(
        name=name,
        title=title,
        subject="press",
        record="R23",
        service=SERVICE,
        types=("press-visit",),
        measure=measure,
        period=parts.within("starts_at", "ngày bắt đầu hoạt động"),
        by=_VISIT,
        **told,
    )


_ENDED = ("ended", "reported")
PRESS = Subject(
    "press",
    "Báo chí nước ngoài",
    (
        _visits("press-visits", "Đoàn phóng viên nước ngoài", Measure("đoàn")),
        _visits("press-reporters", "Lượt phóng viên", Measure("lượt người", "fields.people")),
        _visits(
            "press-articles",
            "Tin, bài, phóng sự đã đăng, phát",
            Measure("tin, bài", "fields.articles"),
            states=_ENDED,
            where_says="đoàn đã kết thúc hoạt động",
        ),
        _visits(
            "press-violations",
            "Đoàn phóng viên có vi phạm",
            Measure("đoàn"),
            states=_ENDED,
            where={"fields.has_violation": True},
            where_says="đoàn có vi phạm",
            whole="press-visits",
        ),
        Figure(
            name="press-interviews",
            title="Trả lời phỏng vấn báo chí nước ngoài",
            subject="press",
            record="R23",
            service=SERVICE,
            types=("interview",),
            measure=Measure("cuộc"),
            states=("given", "published"),
            where_says="cuộc phỏng vấn đã trả lời",
            period=parts.within("given_on", "ngày trả lời"),
            by=(
                *COMMON,
                Dimension("medium", "Cơ quan báo chí", "fields.media"),
                parts.country("country", "Nước của cơ quan báo chí"),
                parts.region("country"),
                Dimension("topic", "Chủ đề", "fields.topic"),
                parts.month("given_on"),
            ),
        ),
    ),
)
SUBJECTS = (BORDER, PRESS)
