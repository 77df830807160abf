"""Passports, cards, consular papers and cases."""

from __future__ import annotations

from typing import Any

from gateway.figures import parts, words
from gateway.figures.figure import Dimension, Figure, Measure, Membership, Subject
from gateway.figures.parts import COMMON

SERVICE = "consular-border"
_PASSPORT = (
    *COMMON,
    Dimension("kind", "Loại hộ chiếu", "fields.kind", labels=words.PASSPORT_KINDS),
    Dimension("category", "Đối tượng", "fields.category", labels=words.PASSPORT_HOLDERS),
)


def _passports(name: str, title: str, states: tuple[str, ...], says: str, **more: Any) -> Figure:
    told: dict[str, Any] = {"period": parts.NOW, **more}
    return Figure(
        name=name,
        title=title,
        subject="passports",
        record="R16",
        service=SERVICE,
        types=("passport",),
        measure=Measure("hộ chiếu"),
        states=states,
        where_says=says,
        by=_PASSPORT,
        **told,
    )


_ISSUED = (
    "issued",
    "kept",
    "out",
    "extending",
    "lost",
    "reported-lost",
    "damaged",
    "cancelling",
    "cancelled",
    "expired",
)
PASSPORTS = Subject(
    "passports",
    "Hộ chiếu ngoại giao, công vụ; công hàm",
    (
        _passports(
            "passports-issued",
            "Hộ chiếu được cấp",
            _ISSUED,
            "hồ sơ đã được cấp hộ chiếu",
            period=parts.LODGED,
        ),
        _passports(
            "passports-extended",
            "Hộ chiếu được gia hạn",
            _ISSUED,
            "hộ chiếu đã gia hạn",
            where={"fields.extended_to": {"$nin": [None, ""]}},
            period=parts.LODGED,
            at_home=True,
        ),
        _passports("passports-kept", "Hộ chiếu đang lưu giữ", ("kept",), "đang lưu giữ"),
        _passports(
            "passports-out", "Hộ chiếu đã giao cho chuyến đi", ("out",), "đã giao, chưa nộp lại"
        ),
        _passports(
            "passports-lost", "Hộ chiếu bị mất", ("lost", "reported-lost"), "bị mất, đã báo mất"
        ),
        Figure(
            name="passport-returns",
            title="Hạn nộp lại hộ chiếu sau chuyến đi",
            subject="passports",
            record="R16",
            service=SERVICE,
            types=("passport-handout",),
            each="clocks",
            where={"clocks.name": "hand-back", "clocks.due": {"$nin": [None, ""]}},
            states=("awaited", "collected"),
            where_says="mỗi đoàn phải nộp lại hộ chiếu là một dòng",
            measure=Measure("lượt đoàn"),
            period=Membership("clocks.due", "Tính theo ngày đến hạn nằm trong kỳ"),
            by=(*COMMON, parts.on_time),
        ),
        Figure(
            name="exit-notes",
            title="Công hàm được cấp",
            subject="passports",
            record="R16",
            service=SERVICE,
            types=("exit-note",),
            states=("issued",),
            where_says="công hàm đã cấp",
            measure=Measure("công hàm"),
            period=parts.LODGED,
            by=(
                *COMMON,
                parts.country("countries[]", "Nước đến"),
                parts.region("countries[]"),
                parts.lodged_month,
            ),
        ),
    ),
)

_CARD = (
    *COMMON,
    Dimension(
        "sector",
        "Khu vực",
        "fields.sector",
        labels={"enterprise": "doanh nghiệp", "state": "nhà nước"},
    ),
    Dimension(
        "enterprise", "Loại doanh nghiệp", "fields.enterprise_kind", labels=words.ENTERPRISES
    ),
    parts.country("economies[]", "Nền kinh tế có nhu cầu"),
    parts.lodged_month,
)


def _cards(name: str, title: str, states: tuple[str, ...], says: str, period: Membership) -> Figure:
    return Figure(
        name=name,
        title=title,
        subject="abtc",
        record="R17",
        service=SERVICE,
        types=("abtc",),
        measure=Measure("hồ sơ"),
        states=states,
        where_says=says,
        period=period,
        by=_CARD,
    )


_PERMITTED = ("permitted", "recalled", "given-back", "expired")
ABTC = Subject(
    "abtc",
    "Thẻ đi lại doanh nhân APEC",
    (
        _cards("abtc-requests", "Đề nghị cho phép sử dụng thẻ ABTC", (), "", parts.LODGED),
        _cards(
            "abtc-permitted",
            "Được cho phép sử dụng thẻ ABTC",
            _PERMITTED,
            "đã được cho phép",
            parts.LODGED,
        ),
        _cards(
            "abtc-refused",
            "Không được cho phép sử dụng thẻ ABTC",
            ("refused",),
            "không được cho phép",
            parts.LODGED,
        ),
        _cards("abtc-valid", "Thẻ ABTC còn giá trị", ("permitted",), "thẻ còn giá trị", parts.NOW),
        _cards(
            "abtc-revoked",
            "Thẻ ABTC yêu cầu nộp lại",
            ("recalled", "given-back"),
            "thẻ phải nộp lại",
            parts.LODGED,
        ),
    ),
)

_PAPER = (
    *COMMON,
    Dimension(
        "kind",
        "Loại",
        "fields.kind",
        labels={
            "certification": "chứng nhận lãnh sự",
            "legalisation": "hợp pháp hóa lãnh sự",
            "apostille": "Apostille",
        },
    ),
    Dimension(
        "channel",
        "Cách nộp",
        "fields.channel",
        labels={"direct": "trực tiếp", "post": "bưu chính", "online": "trực tuyến"},
    ),
    parts.country("country", "Nước sử dụng giấy tờ"),
    parts.lodged_month,
)


def _papers(name: str, title: str, measure: Measure, **more: Any) -> Figure:
    told: dict[str, Any] = {"by": _PAPER, "period": parts.LODGED, **more}
    return Figure(
        name=name,
        title=title,
        subject="legalisation",
        record="R18",
        service=SERVICE,
        types=("legalisation",),
        measure=measure,
        **told,
    )


LEGALISATION = Subject(
    "legalisation",
    "Chứng nhận lãnh sự, hợp pháp hóa lãnh sự, Apostille",
    (
        _papers("legalisation-dossiers", "Hồ sơ đã tiếp nhận", Measure("hồ sơ")),
        _papers("legalisation-documents", "Số giấy tờ", Measure("giấy tờ", "fields.documents")),
        _papers(
            "legalisation-deliveries",
            "Hạn chuyển hồ sơ, trả kết quả",
            Measure("hồ sơ"),
            each="clocks",
            where={
                "clocks.name": {"$in": ["forward", "deliver"]},
                "clocks.due": {"$nin": [None, ""]},
            },
            where_says="mỗi hạn chuyển hồ sơ, trả kết quả là một dòng",
            period=Membership("clocks.due", "Tính theo ngày đến hạn nằm trong kỳ"),
            by=(*_PAPER, parts.on_time),
        ),
    ),
)

_CASE = (
    *COMMON,
    Dimension(
        "kind",
        "Loại vụ việc",
        "fields.kind",
        labels={"A": "công dân Việt Nam ở nước ngoài", "B": "người nước ngoài tại địa phương"},
    ),
    Dimension("event", "Sự việc", "fields.event", labels=words.CONSULAR_EVENTS),
    parts.country("country", "Nước xảy ra, nước liên quan"),
    Dimension("nationality", "Quốc tịch", "fields.nationalities[]", "country"),
    Dimension("commune", "Xã, phường", "fields.commune", at_home=True),
    parts.lodged_month,
)


def _cases(
    name: str, title: str, measure: Measure, states: tuple[str, ...] = (), says: str = ""
) -> Figure:
    return Figure(
        name=name,
        title=title,
        subject="consular",
        record="R19",
        service=SERVICE,
        types=("consular-case",),
        measure=measure,
        states=states,
        where_says=says,
        period=parts.LODGED,
        by=_CASE,
        counts_team_only=True,
        at_home=True,
    )


CONSULAR = Subject(
    "consular",
    "Vụ việc lãnh sự",
    (
        _cases("consular-cases", "Vụ việc lãnh sự, bảo hộ công dân", Measure("vụ việc")),
        _cases("consular-persons", "Số người trong các vụ việc", Measure("người", "fields.people")),
        _cases(
            "consular-resolved",
            "Vụ việc đã giải quyết",
            Measure("vụ việc"),
            ("resolved", "closed"),
            "đã giải quyết",
        ),
    ),
)

SUBJECTS = (PASSPORTS, ABTC, LEGALISATION, CONSULAR)
