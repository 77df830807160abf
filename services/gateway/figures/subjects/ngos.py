"""Foreign non-governmental organisations, their aid, and people-to-people diplomacy."""

from __future__ import annotations

from typing import Any

from gateway.figures import parts, words
from gateway.figures.figure import Dimension, Figure, Measure, Membership, Subject
from gateway.figures.parts import COMMON

SERVICE = "ngos"
_ACTIVE = ("registered", "expiring", "suspended")
_VALID = Membership(
    "fields.registration.valid_from",
    "Tính các tổ chức có Giấy đăng ký còn hạn vào ngày cuối kỳ (hoặc ngày tính)",
    "standing",
    "fields.registration.expires_on",
)
_NGO = (
    *COMMON,
    parts.country("country", "Nước của tổ chức"),
    parts.region("country"),
    Dimension(
        "registration", "Loại đăng ký", "fields.registration.kind", labels=words.REGISTRATIONS
    ),
    Dimension("field", "Lĩnh vực", "fields.fields[]", labels=words.AID_FIELDS),
    Dimension("commune", "Xã, phường", "fields.communes[]", at_home=True),
)


def _organisations(name: str, title: str, measure: Measure, **more: Any) -> Figure:
    told: dict[str, Any] = {"where_says": "tổ chức có Giấy đăng ký còn giá trị", **more}
    return Figure(
        name=name,
        title=title,
        subject="ngos",
        record="R11",
        service=SERVICE,
        types=("foreign-ngo",),
        measure=measure,
        states=_ACTIVE,
        period=_VALID,
        by=_NGO,
        **told,
    )


_OPINION = (
    *COMMON,
    parts.country("country", "Nước của tổ chức"),
    Dimension("asked", "Việc được hỏi", "fields.asked", labels=words.NGO_QUESTIONS),
    Dimension(
        "answer",
        "Ý kiến",
        "fields.answer",
        labels={
            "agree": "đồng ý",
            "agree-with-comments": "đồng ý, có góp ý",
            "disagree": "không đồng ý",
        },
    ),
)
GROUNDS = {
    "after-expiry": "hoạt động khi Giấy đăng ký hết hạn",
    "outside-scope": "hoạt động ngoài phạm vi",
    "inactive": "không hoạt động liên tục",
    "not-remedied": "không khắc phục",
    "prohibited": "hoạt động bị cấm",
    "other": "khác",
}
NGOS = Subject(
    "ngos",
    "Tổ chức phi chính phủ nước ngoài",
    (
        _organisations("ngos", "Tổ chức PCPNN hoạt động trên địa bàn", Measure("tổ chức")),
        _organisations(
            "ngo-offices",
            "Văn phòng đại diện",
            Measure("văn phòng"),
            where={"fields.registration.kind": "representative-office"},
            where_says="tổ chức có Giấy đăng ký lập văn phòng đại diện còn giá trị",
        ),
        _organisations(
            "ngo-local-staff", "Nhân viên người Việt Nam", Measure("người", "fields.local_staff")
        ),
        _organisations(
            "ngo-foreign-staff",
            "Nhân viên người nước ngoài",
            Measure("người", "fields.foreign_staff"),
        ),
        Figure(
            name="ngo-projects",
            title="Dự án, khoản viện trợ của tổ chức PCPNN đang thực hiện",
            subject="ngos",
            record="R12",
            service=SERVICE,
            types=("aid",),
            states=("approved", "implementing"),
            where={"fields.provider_kind": "ngo"},
            where_says="khoản viện trợ của tổ chức PCPNN đã phê duyệt, chưa kết thúc",
            measure=Measure("dự án"),
            period=Membership(
                "fields.decision.date", "Tính các dự án đã phê duyệt đến ngày cuối kỳ", "standing"
            ),
            by=(
                *COMMON,
                parts.country("country", "Nước của bên viện trợ"),
                Dimension("field", "Lĩnh vực", "fields.field", labels=words.AID_FIELDS),
                Dimension("commune", "Xã, phường", "fields.communes[]", at_home=True),
            ),
        ),
        Figure(
            name="ngo-opinions",
            title="Ý kiến về tổ chức PCPNN đã trả lời",
            subject="ngos",
            record="R11",
            service=SERVICE,
            types=("ngo-opinion",),
            states=("answered",),
            where_says="ý kiến UBND đã trả lời",
            measure=Measure("ý kiến"),
            period=parts.within("reply.date", "ngày trả lời"),
            by=_OPINION,
        ),
        Figure(
            name="ngo-opinion-duties",
            title="Hạn trả lời ý kiến về tổ chức PCPNN",
            subject="ngos",
            record="R11",
            service=SERVICE,
            types=("ngo-opinion",),
            each="clocks",
            where={
                "clocks.name": {"$in": ["answer-committee", "answer-ministry"]},
                "clocks.due": {"$nin": [None, ""]},
            },
            where_says="mỗi hạn trả lời là một dòng",
            measure=Measure("hạn trả lời"),
            period=Membership("clocks.due", "Tính theo ngày đến hạn nằm trong kỳ"),
            by=(*_OPINION, parts.on_time),
        ),
        Figure(
            name="ngo-violations",
            title="Vi phạm của tổ chức PCPNN",
            subject="ngos",
            record="R11",
            service=SERVICE,
            types=("ngo-violation",),
            states=("verified", "proposed", "suspended", "remedied", "terminated", "fined"),
            where_says="vi phạm đã xác minh",
            measure=Measure("vụ việc"),
            period=parts.within("happened_on", "ngày xảy ra"),
            by=(*COMMON, Dimension("ground", "Căn cứ", "fields.ground", labels=GROUNDS)),
        ),
    ),
)

_APPROVED = ("approved", "implementing", "completed", "reported", "settled")
_DECIDED = parts.within("decision.date", "ngày quyết định phê duyệt")
_AID = (
    *COMMON,
    Dimension("provider", "Loại bên viện trợ", "fields.provider_kind", labels=words.PROVIDERS),
    parts.country("country", "Nước của bên viện trợ"),
    parts.region("country"),
    Dimension("mode", "Phương thức", "fields.mode", labels=words.AID_MODES),
    Dimension("field", "Lĩnh vực", "fields.field", labels=words.AID_FIELDS),
    Dimension("commune", "Xã, phường", "fields.communes[]", at_home=True),
    Dimension("owner", "Chủ khoản viện trợ", "fields.recipient", at_home=True),
    Dimension(
        "budget", "Thuộc nguồn thu ngân sách", "fields.is_budget_revenue", "switch", at_home=True
    ),
    Dimension("year", "Năm phê duyệt", "fields.decision.date", "year"),
)


def _aid(name: str, title: str, measure: Measure, **more: Any) -> Figure:
    told: dict[str, Any] = {
        "states": _APPROVED,
        "where_says": "khoản viện trợ đã phê duyệt, không bị thu hồi, hủy",
        "period": _DECIDED,
        **more,
    }
    return Figure(
        name=name,
        title=title,
        subject="aid",
        record="R12",
        service=SERVICE,
        types=("aid",),
        measure=measure,
        by=_AID,
        **told,
    )


_PAID = parts.within("disbursements.on", "ngày tiếp nhận, chi")
_FLOWS = {"each": "fields.disbursements", "states": (), "period": _PAID, "at_home": True}
_IN = {
    "where": {"fields.disbursements.flow": "received"},
    "where_says": "mỗi lần tiếp nhận là một dòng",
}
_OUT = {"where": {"fields.disbursements.flow": "spent"}, "where_says": "mỗi lần chi là một dòng"}
_IDEA = (
    *COMMON,
    Dimension(
        "provider",
        "Loại bên cam kết",
        "fields.commitment.provider_kind",
        labels=words.PROVIDERS,
        at_home=True,
    ),
    parts.country("commitment.country", "Nước của bên cam kết", at_home=True),
    Dimension("field", "Lĩnh vực", "fields.field", labels=words.AID_FIELDS),
)
AID = Subject(
    "aid",
    "Viện trợ không hoàn lại",
    (
        _aid("aid", "Khoản viện trợ được phê duyệt", Measure("khoản")),
        _aid(
            "aid-received-dossiers",
            "Hồ sơ viện trợ tiếp nhận",
            Measure("hồ sơ"),
            states=(),
            where_says="mọi hồ sơ viện trợ",
            period=parts.LODGED,
        ),
        _aid(
            "aid-approved-usd",
            "Giá trị viện trợ được phê duyệt (USD)",
            Measure("USD", "fields.usd"),
        ),
        _aid(
            "aid-approved-vnd",
            "Giá trị viện trợ được phê duyệt (VND)",
            Measure("VND", "fields.vnd"),
        ),
        _aid(
            "aid-disbursed-usd",
            "Viện trợ đã tiếp nhận (USD)",
            Measure("USD", "fields.disbursements.usd"),
            **_FLOWS,
            **_IN,
        ),
        _aid(
            "aid-disbursed-vnd",
            "Viện trợ đã tiếp nhận (VND)",
            Measure("VND", "fields.disbursements.vnd"),
            **_FLOWS,
            **_IN,
        ),
        _aid(
            "aid-spent-usd",
            "Viện trợ đã chi (USD)",
            Measure("USD", "fields.disbursements.usd"),
            **_FLOWS,
            **_OUT,
        ),
        _aid(
            "aid-spent-vnd",
            "Viện trợ đã chi (VND)",
            Measure("VND", "fields.disbursements.vnd"),
            **_FLOWS,
            **_OUT,
        ),
        Figure(
            name="aid-commitments",
            title="Cam kết viện trợ qua vận động",
            subject="aid",
            record="R13",
            service=SERVICE,
            types=("aid-idea",),
            states=("committed", "converted"),
            where_says="ý tưởng đã có cam kết",
            measure=Measure("cam kết"),
            period=parts.within("commitment.date", "ngày cam kết"),
            by=_IDEA,
            at_home=True,
        ),
        Figure(
            name="aid-committed",
            title="Giá trị cam kết viện trợ qua vận động",
            subject="aid",
            record="R13",
            service=SERVICE,
            types=("aid-idea",),
            states=("committed", "converted"),
            where_says="ý tưởng đã có cam kết",
            measure=Measure("", "fields.commitment.sum.amount", "fields.commitment.sum.currency"),
            period=parts.within("commitment.date", "ngày cam kết"),
            by=_IDEA,
            at_home=True,
        ),
    ),
)

_PEOPLE = (
    *COMMON,
    Dimension("kind", "Loại hoạt động", "fields.kind", labels=words.PEOPLE_KINDS),
    parts.country("country"),
    parts.region("country"),
    parts.month("starts_on"),
)
_DONE = ("done", "reported", "consolidated")


def _people(name: str, title: str, measure: Measure) -> Figure:
    return Figure(
        name=name,
        title=title,
        subject="people",
        record="R32",
        service=SERVICE,
        types=("people-activity",),
        measure=measure,
        states=_DONE,
        where_says="hoạt động đã thực hiện",
        period=parts.within("starts_on", "ngày bắt đầu"),
        by=_PEOPLE,
    )


def _associations(name: str, title: str, measure: Measure) -> Figure:
    return Figure(
        name=name,
        title=title,
        subject="people",
        record="R32",
        service=SERVICE,
        types=("friendship-associations",),
        measure=measure,
        states=("active",),
        where_says="hội đang hoạt động",
        period=parts.NOW,
        by=(*COMMON, parts.country("country"), parts.region("country")),
    )


PEOPLE = Subject(
    "people",
    "Đối ngoại nhân dân",
    (
        _people("people-activities", "Hoạt động đối ngoại nhân dân", Measure("hoạt động")),
        _people(
            "people-participants",
            "Số lượt người tham gia",
            Measure("lượt người", "fields.attended"),
        ),
        _associations("friendship-associations", "Hội hữu nghị", Measure("hội")),
        _associations(
            "friendship-members", "Hội viên hội hữu nghị", Measure("hội viên", "fields.members")
        ),
    ),
)
SUBJECTS = (NGOS, AID, PEOPLE)
