"""International migration, and Vietnamese overseas."""

from __future__ import annotations

from typing import Any

from gateway.figures import parts, words
from gateway.figures.figure import Dimension, Figure, Measure, Membership, Subject
from gateway.figures.parts import COMMON

SERVICE = "consular-border"
_HALF = Membership(
    "fields.year",
    "Tính theo kỳ 06 tháng của báo cáo có ngày chốt (14/6, 14/12) nằm trong kỳ",
    "half",
    "fields.half",
)
_KIND = Dimension("kind", "Loại hình di cư", "fields.reported.kind", labels=words.MIGRATION_KINDS)
_CELL = (
    COMMON[0],
    Dimension("kind", "Loại hình di cư", "fields.cells.kind", labels=words.MIGRATION_KINDS),
    Dimension("age", "Nhóm tuổi", "fields.cells.age", labels=words.AGES),
    Dimension("country", "Nước đến", "fields.cells.destination", "country"),
    Dimension("region", "Khu vực", "fields.cells.destination", "region"),
    Dimension("commune", "Xã, phường gốc", "fields.cells.commune"),
)
SEXES = {"total": ("", "tổng số"), "male": ("-men", "nam"), "female": ("-women", "nữ")}


def _migrants(
    each: str, prefix: str, title: str, by: tuple[Dimension, ...], **more: Any
) -> list[Figure]:
    return [
        Figure(
            name=f"{prefix}{suffix}",
            title=f"{title} ({sex})",
            subject="migration",
            record="R20",
            service=SERVICE,
            types=("migration-report",),
            measure=Measure("người", f"{each}.{column}"),
            each=each,
            states=("sent",),
            where_says="số liệu trong báo cáo đã gửi Bộ Ngoại giao",
            period=_HALF,
            by=by,
            **more,
        )
        for column, (suffix, sex) in SEXES.items()
    ]


MIGRATION = Subject(
    "migration",
    "Di cư quốc tế",
    (
        *_migrants(
            "fields.reported", "migration", "Người di cư theo loại hình", (COMMON[0], _KIND)
        ),
        *_migrants(
            "fields.cells",
            "migration-cells",
            "Người di cư theo tuổi, nước đến, xã gốc",
            _CELL,
            at_home=True,
        ),
    ),
)

_PERSON = (
    COMMON[0],
    COMMON[3],
    parts.country("country", "Nước cư trú"),
    parts.region("country"),
    Dimension(
        "sex",
        "Giới tính",
        "fields.sex",
        labels={"male": "nam", "female": "nữ", "unknown": "không rõ"},
    ),
    Dimension("field", "Lĩnh vực", "fields.field", at_home=True),
    Dimension("commune", "Xã, phường gốc", "fields.origin_commune", at_home=True),
)


def _persons(name: str, title: str, says: str, where: dict[str, Any]) -> Figure:
    return Figure(
        name=name,
        title=title,
        subject="overseas",
        record="R21",
        service=SERVICE,
        types=("overseas-vietnamese",),
        measure=Measure("người"),
        where=where,
        where_says=says,
        states=("collected", "verified", "sent"),
        period=parts.NOW,
        by=_PERSON,
    )


TOPICS = {
    "procedure": "thủ tục hành chính",
    "investment": "đầu tư, kinh doanh",
    "study": "học tập",
    "residence": "cư trú, quốc tịch",
    "vietnamese": "tiếng Việt, văn hóa",
    "other": "khác",
}
OVERSEAS = Subject(
    "overseas",
    "Người Việt Nam ở nước ngoài",
    (
        _persons(
            "overseas-local",
            "Người gốc địa phương",
            "người gốc địa phương còn trong sổ",
            {"fields.is_of_local_origin": True},
        ),
        _persons(
            "overseas-experts",
            "Chuyên gia, trí thức",
            "chuyên gia, trí thức còn trong sổ",
            {"fields.is_expert": True},
        ),
        Figure(
            name="overseas-contributions",
            title="Lượt đóng góp của người Việt Nam ở nước ngoài",
            subject="overseas",
            record="R21",
            service=SERVICE,
            types=("overseas-vietnamese",),
            measure=Measure("lượt"),
            states=("collected", "verified", "sent"),
            each="fields.contributions",
            where_says="mỗi lần đóng góp là một dòng",
            period=Membership("fields.contributions.year", "Tính cho cả năm đóng góp", "year"),
            at_home=True,
            by=(
                *_PERSON,
                Dimension(
                    "kind",
                    "Loại đóng góp",
                    "fields.contributions.kind",
                    labels=words.CONTRIBUTIONS,
                ),
            ),
        ),
        Figure(
            name="overseas-meetings",
            title="Gặp mặt, hoạt động với người Việt Nam ở nước ngoài",
            subject="overseas",
            record="R21",
            service=SERVICE,
            types=("overseas-activities",),
            states=("recorded",),
            where={"fields.kind": "meeting"},
            where_says="cuộc gặp mặt",
            measure=Measure("cuộc"),
            period=parts.within("starts_on", "ngày bắt đầu"),
            by=(*COMMON, parts.country("country"), parts.month("starts_on")),
        ),
        Figure(
            name="overseas-requests",
            title="Yêu cầu của người Việt Nam ở nước ngoài",
            subject="overseas",
            record="R21",
            service=SERVICE,
            types=("overseas-request",),
            measure=Measure("yêu cầu"),
            period=parts.LODGED,
            counts_team_only=True,
            at_home=True,
            by=(
                *COMMON,
                parts.country("country"),
                Dimension("topic", "Nội dung", "fields.topic", labels=TOPICS),
                parts.lodged_month,
            ),
        ),
    ),
)
SUBJECTS = (MIGRATION, OVERSEAS)
