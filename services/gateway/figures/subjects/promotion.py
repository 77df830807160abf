"""Information abroad, culture and economic diplomacy."""

from __future__ import annotations

from typing import Any

from gateway.figures import parts, words
from gateway.figures.figure import Dimension, Figure, Measure, Subject
from gateway.figures.parts import COMMON

SERVICE = "conferences-agreements"
SECTORS = {
    "investment": "thu hút đầu tư",
    "trade": "xúc tiến thương mại",
    "tourism": "xúc tiến du lịch",
    "science": "khoa học, công nghệ, đổi mới sáng tạo",
    "labour": "lao động, việc làm",
    "protection": "bảo vệ doanh nghiệp, giải quyết tranh chấp ở nước ngoài",
    "free-trade": "tận dụng hiệp định thương mại tự do",
}
INFORMATION_KINDS = {
    "plan": "kế hoạch",
    "interview": "trả lời phỏng vấn",
    "press-conference": "họp báo",
    "supply": "cung cấp thông tin",
    "publication": "ấn phẩm",
    "portal-article": "tin, bài trên cổng",
    "pictures": "ảnh, phim",
    "monitoring": "theo dõi dư luận",
}
_LEAD = (
    *COMMON,
    parts.country("country"),
    parts.region("country"),
    Dimension("sector", "Lĩnh vực", "fields.sector", labels=SECTORS),
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


INFORMATION = Subject(
    "information",
    "Thông tin đối ngoại, văn hóa, kinh tế",
    (
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
                Dimension("kind", "Loại", "fields.kind", labels=INFORMATION_KINDS),
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
