"""Conferences, agreements and partners."""

from __future__ import annotations

from typing import Any

from gateway.figures import parts, words
from gateway.figures.figure import Dimension, Figure, Measure, Membership, Subject
from gateway.figures.parts import COMMON

SERVICE = "conferences-agreements"
EXPIRING_DAYS = 90

_CONFERENCE = (
    *COMMON,
    Dimension("class", "Thẩm quyền cho phép", "fields.classified", labels=words.CONFERENCE_CLASSES),
    Dimension("form", "Hình thức", "fields.mode", labels=words.CONFERENCE_MODES),
    Dimension("field", "Nội dung", "fields.topics[]", labels=words.CONFERENCE_TOPICS),
    Dimension("organiser", "Loại đơn vị tổ chức", "fields.organiser_kind", labels=words.ORGANISERS),
    Dimension("foreign-funding", "Nước ngoài tài trợ", "fields.foreign_sponsor", "switch"),
    parts.country("foreign[].country", "Nước có khách dự"),
    parts.region("foreign[].country"),
)
_STARTS = parts.within("starts_on", "ngày khai mạc dự kiến")
_HELD = parts.within("ended_on", "ngày kết thúc hội nghị, hội thảo")


def _conference(name: str, title: str, states: tuple[str, ...], says: str, **more: Any) -> Figure:
    told: dict[str, Any] = {
        "measure": Measure("hội nghị, hội thảo"),
        "period": _STARTS,
        "by": _CONFERENCE,
        **more,
    }
    return Figure(
        name=name,
        title=title,
        subject="conferences",
        record="R08",
        service=SERVICE,
        types=("conference",),
        states=states,
        where_says=says,
        **told,
    )


_MET = ("held", "reported", "closed")
CONFERENCES = Subject(
    "conferences",
    "Hội nghị, hội thảo quốc tế",
    (
        _conference(
            "conferences-permitted",
            "Hội nghị, hội thảo được cho phép",
            ("permitted", *_MET),
            "được cho phép",
            plan="planned-conferences",
        ),
        _conference(
            "conferences-refused",
            "Hội nghị, hội thảo không được cho phép",
            ("refused",),
            "không được cho phép",
        ),
        _conference(
            "conferences-held", "Hội nghị, hội thảo đã tổ chức", _MET, "đã tổ chức", period=_HELD
        ),
        _conference(
            "conferences-cancelled",
            "Hội nghị, hội thảo bị hủy, đình chỉ",
            ("cancelled", "suspended"),
            "hủy hoặc đình chỉ",
        ),
        _conference(
            "conferences-foreign-attendance",
            "Số đại biểu nước ngoài đã dự",
            _MET,
            "hội nghị, hội thảo đã tổ chức",
            period=_HELD,
            measure=Measure("đại biểu", "fields.held.foreign_attended"),
        ),
        _conference(
            "conferences-foreign-invited",
            "Số đại biểu nước ngoài đăng ký theo nước",
            ("permitted", *_MET),
            "hội nghị, hội thảo được cho phép",
            measure=Measure("đại biểu", "fields.foreign.number"),
            each="fields.foreign",
            by=(
                *_CONFERENCE[:-2],
                parts.country("foreign.country", "Nước có khách dự"),
                parts.region("foreign.country"),
            ),
        ),
        Figure(
            name="conference-hostings",
            title="Chủ trương đăng cai được đồng ý",
            subject="conferences",
            record="R08",
            service=SERVICE,
            types=("conference-hosting",),
            states=("agreed",),
            where_says="được đồng ý đăng cai",
            measure=Measure("hội nghị, hội thảo"),
            period=_STARTS,
            by=tuple(d for d in _CONFERENCE if d.name != "form"),
        ),
    ),
)

AREAS = {
    "exchange": "giao lưu, trao đổi đoàn",
    "information": "thông tin",
    "twinning": "kết nghĩa",
    "border-management": "quản lý biên giới",
    "economy": "kinh tế, thương mại, đầu tư",
    "culture": "văn hóa, thể thao, du lịch",
    "education": "giáo dục, đào tạo",
    "health": "y tế",
    "science": "khoa học, công nghệ",
    "environment": "môi trường",
    "other": "lĩnh vực khác",
}
_AGREEMENT = (
    *COMMON,
    Dimension("level", "Cấp ký", "fields.level", labels=words.SIGNING_LEVELS),
    parts.country("country", "Nước đối tác"),
    parts.region("country"),
    Dimension("name-type", "Tên gọi", "fields.name_type", labels=words.AGREEMENT_NAMES),
    Dimension("field", "Lĩnh vực", "fields.areas[]", labels=AREAS),
    Dimension("year", "Năm ký", "fields.signed_on", "year"),
)
_IN_FORCE = ("signed", "reported", "in-force")
_VALID = Membership(
    "fields.effective_on",
    "Tính các thỏa thuận có hiệu lực vào ngày cuối kỳ (hoặc ngày tính, nếu kỳ chưa hết)",
    "standing",
    "fields.expires_on",
)


def _agreement(name: str, title: str, says: str, period: Membership, **more: Any) -> Figure:
    told: dict[str, Any] = {"measure": Measure("thỏa thuận"), "by": _AGREEMENT, **more}
    return Figure(
        name=name,
        title=title,
        subject="agreements",
        record="R09",
        service=SERVICE,
        types=("agreement",),
        where_says=says,
        period=period,
        **told,
    )


AGREEMENTS = Subject(
    "agreements",
    "Thỏa thuận quốc tế",
    (
        _agreement(
            "agreements-new",
            "Thỏa thuận ký mới",
            "thỏa thuận đã ký, không phải kế thừa",
            parts.within("signed_on", "ngày ký"),
            where={"fields.is_inherited": False},
            plan="planned-agreements",
        ),
        _agreement(
            "agreements-in-force",
            "Thỏa thuận đang có hiệu lực",
            "thỏa thuận có hiệu lực",
            _VALID,
            states=_IN_FORCE,
        ),
        _agreement(
            "agreements-expiring",
            f"Thỏa thuận hết hạn trong {EXPIRING_DAYS} ngày tới",
            "thỏa thuận có hiệu lực, sắp hết hạn",
            Membership(
                "fields.expires_on",
                f"Tính {EXPIRING_DAYS} ngày kể từ ngày cuối kỳ hoặc ngày tính",
                "expiring",
                ahead=EXPIRING_DAYS,
            ),
            states=_IN_FORCE,
        ),
        _agreement(
            "agreements-expired",
            "Thỏa thuận hết hiệu lực",
            "thỏa thuận hết hiệu lực",
            parts.within("expires_on", "ngày hết hiệu lực"),
            states=("expired",),
        ),
        _agreement(
            "agreements-inherited",
            "Thỏa thuận kế thừa của cấp huyện, tỉnh cũ",
            "thỏa thuận kế thừa, còn theo dõi",
            _VALID,
            where={"fields.is_inherited": True},
        ),
        _agreement(
            "agreements-implementation",
            "Thỏa thuận theo kết quả thực hiện từng năm",
            "mỗi năm thực hiện của một thỏa thuận là một dòng",
            Membership("fields.years.year", "Tính theo năm thực hiện", "year"),
            each="fields.years",
            measure=Measure("lượt thỏa thuận, năm"),
            at_home=False,
            by=(
                *_AGREEMENT,
                Dimension("implemented", "Đã triển khai", "fields.years.is_carried_out", "switch"),
            ),
        ),
        Figure(
            name="agreements-ended",
            title="Thỏa thuận chấm dứt, rút khỏi",
            subject="agreements",
            record="R09",
            service=SERVICE,
            types=("agreement-change",),
            states=("effective", "notified"),
            where={"fields.kind": {"$in": ["terminate", "leave"]}},
            where_says="việc chấm dứt hiệu lực, rút khỏi đã có hiệu lực",
            measure=Measure("thỏa thuận"),
            period=parts.within("effective_on", "ngày có hiệu lực"),
            by=(*COMMON, *_AGREEMENT[4:7]),
        ),
    ),
)

BONDS = {"friendship": "hữu nghị, hợp tác", "twinning": "kết nghĩa"}
_PARTNER = (
    *COMMON,
    parts.country("country"),
    parts.region("country"),
    Dimension("kind", "Loại đối tác", "fields.kind", labels=words.PARTNERS),
    Dimension("relation", "Mức độ quan hệ", "fields.relation", labels=words.RELATIONS),
)


def _partners(
    name: str, title: str, says: str, period: Membership = parts.NOW, **more: Any
) -> Figure:
    return Figure(
        name=name,
        title=title,
        subject="partners",
        record="R10",
        service=SERVICE,
        types=("partners",),
        measure=Measure("đối tác"),
        where_says=says,
        period=period,
        by=_PARTNER,
        **more,
    )


PARTNERS = Subject(
    "partners",
    "Đối tác, quan hệ hữu nghị, kết nghĩa",
    (
        _partners(
            "partners-active", "Đối tác đang hợp tác", "đối tác đang hợp tác", states=("active",)
        ),
        _partners(
            "partners-dormant", "Đối tác gián đoạn", "đối tác gián đoạn", states=("dormant",)
        ),
        _partners(
            "partners-new",
            "Đối tác mới",
            "đối tác còn trong sổ",
            parts.within("since", "ngày bắt đầu quan hệ"),
            states=("contact", "active", "dormant", "ended"),
        ),
        Figure(
            name="twinnings",
            title="Quan hệ hữu nghị, kết nghĩa được thiết lập",
            subject="partners",
            record="R10",
            service=SERVICE,
            types=("twinning",),
            states=("established", "active", "dormant", "ended"),
            where_says="quan hệ đã thiết lập",
            measure=Measure("quan hệ"),
            period=parts.within("established_on", "ngày thiết lập"),
            by=(
                *_PARTNER[:-1],
                Dimension("relation", "Loại quan hệ", "fields.relation", labels=BONDS),
            ),
        ),
    ),
)

SUBJECTS = (CONFERENCES, AGREEMENTS, PARTNERS)
