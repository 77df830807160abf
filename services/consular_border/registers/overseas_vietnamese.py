"""Overseas Vietnamese of local origin (22/2012/QĐ-UBND Điều 13; Dự thảo 2025 Điều 2 khoản 8 d).

A row is collected, verified with the police, and sent to the national database that the Ministry
runs. A person is kept with their consent, once, and counts as of local origin only with proof.
"""

from __future__ import annotations

import datetime
from typing import Annotated, Any, Literal

from msgspec import Meta, Struct

from casework import RECORD, Disclosure, Register, Writing, entry_rule
from casework.countries import country, is_country
from casework.register import Column
from casework.vocabulary import Country, Decision, Money
from consular_border.laws import OVERSEAS_DATABASE, PERSONAL_DATA
from consular_border.roles import DESK, LEADERS

DATABASE = OVERSEAS_DATABASE
CONSENT = PERSONAL_DATA.form("sự đồng ý của chủ thể dữ liệu")
SEXES = {"male": "nam", "female": "nữ", "unknown": "không rõ"}
CONTRIBUTIONS = {
    "investment": "đầu tư",
    "charity": "từ thiện",
    "technology": "chuyển giao công nghệ",
    "knowledge": "tri thức",
    "other": "khác",
}
Word = Annotated[str, Meta(max_length=200)]


class Contribution(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the person gave to the province; money they gave as aid is a dossier of its own."""

    kind: Annotated[
        Literal["investment", "charity", "technology", "knowledge", "other"],
        Meta(title="Loại đóng góp"),
    ]
    year: Annotated[int, Meta(ge=1975, le=2100, title="Năm")]
    value: Annotated[Money | None, Meta(title="Giá trị")] = None
    aid: Annotated[str, Meta(max_length=60, title="Hồ sơ viện trợ")] = ""


class Overseas(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Người Việt Nam ở nước ngoài."""

    name: Annotated[str, Meta(min_length=1, max_length=200, title="Họ và tên")]
    birth_year: Annotated[int, Meta(ge=1900, le=2100, title="Năm sinh")]
    sex: Annotated[Literal["male", "female", "unknown"], Meta(title="Giới tính")] = "unknown"
    country: Annotated[Country, Meta(title="Nước cư trú")]
    city: Annotated[Word, Meta(title="Thành phố")] = ""
    occupation: Annotated[Word, Meta(title="Nghề nghiệp")] = ""
    degree: Annotated[Word, Meta(title="Học vị")] = ""
    field: Annotated[Word, Meta(title="Lĩnh vực")] = ""
    is_expert: Annotated[bool, Meta(title="Chuyên gia, trí thức")] = False
    is_of_local_origin: Annotated[bool, Meta(title="Gốc địa phương")] = False
    origin_commune: Annotated[Word, Meta(title="Xã, phường gốc")] = ""
    origin_proof: Annotated[
        str, Meta(max_length=500, title="Giấy tờ, xác nhận nguồn gốc địa phương")
    ] = ""
    contact: Annotated[str, Meta(max_length=300, title="Liên hệ")] = ""
    relatives: Annotated[str, Meta(max_length=1000, title="Thân nhân trong nước")] = ""
    has_consent: Annotated[bool, Meta(title="Đồng ý lưu trữ dữ liệu")] = False
    may_share: Annotated[bool, Meta(title="Đồng ý cung cấp, xuất dữ liệu")] = False
    contributions: Annotated[tuple[Contribution, ...], Meta(max_length=200, title="Đóng góp")] = ()
    contributed: Annotated[str, Meta(max_length=20_000, title="Nội dung các lần đóng góp")] = ""
    visited_on: Annotated[datetime.date | None, Meta(title="Lần về quê gần nhất")] = None
    verified: Annotated[Decision | None, Meta(title="Văn bản xác minh của Công an tỉnh")] = None
    sent: Annotated[Decision | None, Meta(title="Văn bản gửi Cơ sở dữ liệu của Bộ Ngoại giao")] = (
        None
    )


@entry_rule(CONSENT, "Chỉ lưu dữ liệu cá nhân khi người đó đồng ý", "/has_consent")
def person_consents(asked: Writing[Overseas]) -> bool:
    return asked.entry.has_consent


@entry_rule(
    DATABASE,
    "Không tính là «gốc địa phương» khi chưa có giấy tờ, xác nhận nguồn gốc",
    "/origin_proof",
)
def origin_is_proven(asked: Writing[Overseas]) -> bool:
    e = asked.entry
    return not e.is_of_local_origin or bool(e.origin_proof.strip() and e.origin_commune.strip())


@entry_rule(DATABASE, "Nước cư trú phải là một nước khác Việt Nam", "/country")
def lives_abroad(asked: Writing[Overseas]) -> bool:
    return is_country(asked.entry.country) and asked.entry.country != "VN"


@entry_rule(RECORD, "Năm sinh không thể sau năm nay", "/birth_year")
def is_born(asked: Writing[Overseas]) -> bool:
    return asked.entry.birth_year <= asked.today.year


@entry_rule(DATABASE, "Chỉ gửi Cơ sở dữ liệu dòng đã được Công an tỉnh xác minh", "/verified")
def is_verified_before_sending(asked: Writing[Overseas]) -> bool:
    e = asked.entry
    return e.sent is None or (e.verified is not None and e.verified.date <= e.sent.date)


@entry_rule(CONSENT, "Không gửi dữ liệu cá nhân khi người đó chưa đồng ý cung cấp", "/may_share")
def is_shared_with_consent(asked: Writing[Overseas]) -> bool:
    return asked.entry.sent is None or asked.entry.may_share


@entry_rule(
    DATABASE, "Thông tin về người này thay đổi: phải xác minh lại trước khi gửi", "/verified"
)
def what_changed_is_verified_again(asked: Writing[Overseas]) -> bool:
    """A verification vouches for what it saw: name, birth, country and origin."""
    before, now = asked.before, asked.entry
    if before is None or now.sent is None or now.sent == before.sent:
        return True
    return _seen(before) == _seen(now) or now.verified != before.verified


@entry_rule(RECORD, "Ngày của văn bản không thể sau hôm nay", "/verified/date")
def papers_are_dated_by_today(asked: Writing[Overseas]) -> bool:
    papers = (asked.entry.verified, asked.entry.sent)
    return all(p is None or p.date <= asked.today for p in papers)


def _seen(e: Overseas) -> tuple[Any, ...]:
    return (e.name, e.birth_year, e.country, e.is_of_local_origin, e.origin_commune)


def status(e: Overseas) -> str:
    return "sent" if e.sent else "verified" if e.verified else "collected"


def key(e: Overseas) -> str:
    """Name, year of birth and country: what makes two rows one person."""
    return f"{e.name} {e.birth_year} {e.country}"


def heading(e: Overseas) -> str:
    """No name: the title travels with every event."""
    return f"Người Việt Nam ở nước ngoài ({country(e.country)})"


OVERSEAS_VIETNAMESE: Register[Overseas] = Register(
    name="overseas-vietnamese",
    record="R21",
    title="Sổ người Việt Nam ở nước ngoài",
    prefix="NVN",
    law=DATABASE,
    entry=Overseas,
    heading=heading,
    states={
        "collected": "đã thu thập",
        "verified": "đã xác minh",
        "sent": "đã gửi Cơ sở dữ liệu",
    },
    status=status,
    by=DESK,
    struck_by=LEADERS,
    key=key,
    key_at="/name",
    personal=True,
    consent=("may_share",),
    rules=[
        *(person_consents, origin_is_proven, lives_abroad, is_born, is_verified_before_sending),
        *(is_shared_with_consent, what_changed_is_verified_again, papers_are_dated_by_today),
    ],
    columns=[
        Column("name", "Họ và tên", width=28),
        Column("birth_year", "Năm sinh", "integer", 10),
        Column("sex", "Giới tính", "choice", 10, SEXES),
        Column("country", "Nước cư trú", "country", 18),
        Column("city", "Thành phố", width=18),
        Column("occupation", "Nghề nghiệp", width=20),
        Column("degree", "Học vị", width=14),
        Column("field", "Lĩnh vực", width=20),
        Column("is_expert", "Chuyên gia, trí thức", "switch", 12),
        Column("is_of_local_origin", "Gốc địa phương", "switch", 12),
        Column("origin_commune", "Xã, phường gốc", width=20),
        Column("origin_proof", "Xác nhận nguồn gốc", width=24),
        Column("contact", "Liên hệ", width=24),
        Column("has_consent", "Đồng ý lưu trữ", "switch", 12),
        Column("may_share", "Đồng ý cung cấp", "switch", 12),
    ],
    discloses=Disclosure(
        province=(
            "sex",
            "country",
            "field",
            "is_expert",
            "is_of_local_origin",
            "origin_commune",
            "contributions",
        ),
        ministry=("sex", "country", "is_expert", "is_of_local_origin"),
    ),
)
