"""Awards received from foreigners and given to them."""

from __future__ import annotations

from gateway.figures import parts, words
from gateway.figures.figure import Dimension, Figure, Measure, Membership, Subject
from gateway.figures.parts import COMMON

SERVICE = "delegations"
_MONTH_RECEIVED = (*COMMON, parts.country("country", "Nước tặng"), parts.region("country"))
_FORM = Dimension("form", "Hình thức", "fields.form", labels=words.AWARDS_RECEIVED)
_MANAGED = Dimension(
    "level", "Cấp quản lý người nhận", "fields.management", labels=words.MANAGED, at_home=True
)
_GIVEN = (
    *COMMON,
    Dimension("form", "Hình thức", "fields.form", labels=words.AWARDS_GIVEN),
    Dimension("level", "Cấp khen thưởng", "fields.level"),
    parts.country("nationalities[]", "Quốc tịch người nhận"),
    parts.region("nationalities[]"),
)


def _award(name: str, title: str, states: tuple[str, ...], says: str, rule: Membership) -> Figure:
    return Figure(
        name=name,
        title=title,
        subject="awards",
        record="R15",
        service=SERVICE,
        types=("award-given",),
        measure=Measure("hồ sơ"),
        states=states,
        where_says=says,
        period=rule,
        by=_GIVEN,
    )


AWARDS = Subject(
    "awards",
    "Khen thưởng",
    (
        Figure(
            name="awards-received",
            title="Khen thưởng của nước ngoài đã nhận",
            subject="awards",
            record="R14",
            service=SERVICE,
            types=("award-received",),
            measure=Measure("hồ sơ"),
            states=("received", "recorded"),
            where_says="khen thưởng đã nhận",
            period=parts.within("received_on", "ngày nhận"),
            by=(*_MONTH_RECEIVED, _FORM, _MANAGED),
        ),
        _award(
            "awards-proposed",
            "Khen thưởng cho người nước ngoài đã đề nghị",
            (
                "nominated",
                "verified",
                "consulting",
                "considered",
                "proposed",
                "decided",
                "awarded",
                "closed",
            ),
            "hồ sơ đã gửi đề nghị, không bị trả lại, hủy",
            parts.LODGED,
        ),
        _award(
            "awards-given",
            "Khen thưởng đã trao cho người nước ngoài",
            ("awarded", "closed"),
            "khen thưởng đã trao",
            parts.within("awarded_on", "ngày trao tặng"),
        ),
    ),
)
SUBJECTS = (AWARDS,)
