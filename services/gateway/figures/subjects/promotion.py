"""Information abroad, culture and economic diplomacy."""

from __future__ import annotations

from typing import Any

from gateway.figures import parts, words
from gateway.figures.figure import Dimension, Figure, Measure, Subject
from gateway.figures.parts import COMMON

SERVICE = "conferences-agreements"
_LEAD = (
    *COMMON,
    parts.country("country"),
    parts.region("country"),
    Dimension("sector", "Lĩnh vực", "fields.sector", labels=words.SECTORS),
    Dimension("partner", "Đối tác", "fields.partner"),
)


def _lead(name: str, title: str, **more: Any) -> Figure:
    return Figure(
        name=name,
        title=title,
        subject="information",
        record="R25",
        service=SERVICE,
        types=("economic-lead",),
        by=_LEAD,
        **more,
    )


_EVENT = (
    *COMMON,
    Dimension(
        "level", "Cấp", "fields.level", labels={"province": "cấp tỉnh", "unit": "của đơn vị"}
    ),
    parts.country("country", "Nước tổ chức"),
    parts.region("country"),
    Dimension("partner", "Đối tác", "fields.partners[]", at_home=True),
)
_CULTURAL = (*_EVENT, Dimension("form", "Hình thức", "fields.form", labels=words.EVENT_FORMS))
_ECONOMIC = (*_EVENT, Dimension("sector", "Lĩnh vực", "fields.sector", labels=words.SECTORS))


def _event(name: str, title: str, type_: str, record: str, **more: Any) -> Figure:
    return Figure(
        name=name,
        title=title,
        subject="information",
        record=record,
        service=SERVICE,
        types=(type_,),
        states=("held", "reported", "closed"),
        where_says="sự kiện đã tổ chức",
        period=parts.within("ended_on", "ngày kết thúc sự kiện"),
        **more,
    )


EVENTS = (
    _event(
        "cultural-events",
        "Sự kiện ngoại giao văn hóa",
        "cultural-event",
        "R26",
        measure=Measure("sự kiện"),
        by=_CULTURAL,
    ),
    _event(
        "cultural-event-visitors",
        "Khách dự sự kiện ngoại giao văn hóa",
        "cultural-event",
        "R26",
        measure=Measure("lượt người", "fields.held.visitors"),
        by=_CULTURAL,
    ),
    _event(
        "economic-events",
        "Sự kiện xúc tiến đầu tư, thương mại, du lịch",
        "economic-event",
        "R25",
        measure=Measure("sự kiện"),
        by=_ECONOMIC,
    ),
    _event(
        "economic-event-documents",
        "Biên bản, thỏa thuận ký tại sự kiện xúc tiến",
        "economic-event",
        "R25",
        measure=Measure("văn bản", "fields.held.documents"),
        by=_ECONOMIC,
    ),
)
INFORMATION = Subject(
    "information",
    "Thông tin đối ngoại, văn hóa, kinh tế",
    (
        *EVENTS,
        Figure(
            name="information-items",
            title="Hoạt động thông tin đối ngoại đã phát hành",
            subject="information",
            record="R24",
            service=SERVICE,
            types=("external-information",),
            states=("issued", "measured"),
            where_says="thông tin đã phát hành, cung cấp",
            measure=Measure("hoạt động"),
            period=parts.within("issued.date", "ngày phát hành"),
            by=(
                *COMMON,
                Dimension("kind", "Loại", "fields.kind", labels=words.INFORMATION_KINDS),
                Dimension("target", "Địa bàn, đối tượng", "fields.target"),
                Dimension("month", "Tháng", "fields.issued.date", "month"),
            ),
        ),
        Figure(
            name="publications",
            title="Ấn phẩm, phim, tin bài đối ngoại",
            subject="information",
            record="R24",
            service=SERVICE,
            types=("publications",),
            states=("issued",),
            where_says="ấn phẩm còn trong sổ",
            measure=Measure("ấn phẩm"),
            period=parts.within("issued_on", "ngày phát hành"),
            by=(
                *COMMON,
                Dimension("kind", "Loại", "fields.kind", labels=words.PUBLICATIONS),
                Dimension("language", "Ngôn ngữ", "fields.language"),
                parts.month("issued_on"),
            ),
        ),
        Figure(
            name="publication-copies",
            title="Số bản ấn phẩm phát hành",
            subject="information",
            record="R24",
            service=SERVICE,
            types=("publications",),
            states=("issued",),
            where_says="ấn phẩm còn trong sổ",
            measure=Measure("bản", "fields.copies"),
            period=parts.within("issued_on", "ngày phát hành"),
            by=(
                *COMMON,
                Dimension("kind", "Loại", "fields.kind", labels=words.PUBLICATIONS),
                Dimension("language", "Ngôn ngữ", "fields.language"),
                parts.month("issued_on"),
            ),
        ),
        Figure(
            name="unesco-titles",
            title="Danh hiệu UNESCO và tương đương",
            subject="information",
            record="R26",
            service=SERVICE,
            types=("unesco-titles",),
            states=("nominated", "inscribed", "in-danger"),
            where_says="danh hiệu còn theo dõi",
            measure=Measure("danh hiệu"),
            period=parts.NOW,
            by=(
                *COMMON,
                Dimension("kind", "Loại danh hiệu", "fields.kind", labels=words.TITLES),
                Dimension(
                    "standing", "Tình trạng", "fields.standing", labels=words.TITLE_STANDINGS
                ),
            ),
        ),
        _lead(
            "economic-leads",
            "Đầu mối hợp tác kinh tế",
            measure=Measure("đầu mối"),
            period=parts.LODGED,
        ),
        _lead(
            "economic-commitments",
            "Giá trị cam kết hợp tác kinh tế",
            each="fields.commitments",
            where_says="mỗi lần cam kết là một dòng",
            period=parts.within("commitments.on", "ngày cam kết"),
            measure=Measure(
                "", "fields.commitments.value.amount", "fields.commitments.value.currency"
            ),
        ),
        _lead(
            "economic-realised",
            "Giá trị hợp tác kinh tế đã thực hiện",
            each="fields.realised",
            where_says="mỗi lần thực hiện là một dòng",
            period=parts.within("realised.on", "ngày thực hiện"),
            measure=Measure("", "fields.realised.value.amount", "fields.realised.value.currency"),
        ),
    ),
)
SUBJECTS = (INFORMATION,)
