"""The registration of a foreign NGO: its two kinds, and what neither may say.

The Ministry of Foreign Affairs issues it (58/2022/NĐ-CP Điều 7); the province gives its opinion
before and manages afterwards. The «văn phòng dự án» of 12/2012/NĐ-CP is no kind any more.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from datetime import date
from enum import StrEnum
from typing import Annotated, Any

from msgspec import Meta, Struct

from casework import RECORD, Case, Rule, rule
from casework.vocabulary import DocumentNumber
from ngos.laws import NGO

THE_COMMITTEE = "Ủy ban công tác về các tổ chức phi chính phủ nước ngoài"
MINISTRY = "Bộ Ngoại giao"


class Kind(StrEnum):
    ACTIVITY = "activity"
    OFFICE = "representative-office"


KINDS = {
    Kind.ACTIVITY: "Giấy đăng ký hoạt động",
    Kind.OFFICE: "Giấy đăng ký lập Văn phòng đại diện",
}
TERM_YEARS = {Kind.ACTIVITY: 3, Kind.OFFICE: 5}
OFFICE_CITIES = {"01": "Hà Nội", "48": "Đà Nẵng", "79": "Thành phố Hồ Chí Minh"}


class Field(StrEnum):
    """What an organisation works in and aid is given for."""

    HEALTH = "health"
    EDUCATION = "education"
    VOCATIONAL = "vocational"
    AGRICULTURE = "agriculture"
    ENVIRONMENT = "environment"
    DISASTER = "disaster"
    SOCIAL = "social"
    CULTURE = "culture"
    SCIENCE = "science"
    ECONOMY = "economy"
    OTHER = "other"


FIELDS = {
    Field.HEALTH: "y tế",
    Field.EDUCATION: "giáo dục, đào tạo",
    Field.VOCATIONAL: "đào tạo nghề",
    Field.AGRICULTURE: "nông nghiệp, phát triển nông thôn",
    Field.ENVIRONMENT: "tài nguyên, môi trường",
    Field.DISASTER: "phòng chống, khắc phục hậu quả thiên tai",
    Field.SOCIAL: "giải quyết các vấn đề xã hội",
    Field.CULTURE: "văn hóa, thể thao",
    Field.SCIENCE: "khoa học, công nghệ",
    Field.ECONOMY: "phát triển kinh tế - xã hội",
    Field.OTHER: "khác",
}


class Asked(StrEnum):
    """What the opinion is asked on."""

    GRANT = "grant"
    RENEW = "renew"
    AMEND = "amend"
    REISSUE = "reissue"
    SUSPEND = "suspend"
    TERMINATE = "terminate"
    REVOKE = "revoke"
    PROJECT_OFFICE = "project-office"


ASKED = {
    Asked.GRANT: "cấp Giấy đăng ký",
    Asked.RENEW: "gia hạn Giấy đăng ký",
    Asked.AMEND: "sửa đổi, bổ sung Giấy đăng ký",
    Asked.REISSUE: "cấp lại Giấy đăng ký",
    Asked.SUSPEND: "đình chỉ hoạt động",
    Asked.TERMINATE: "chấm dứt hoạt động",
    Asked.REVOKE: "thu hồi Giấy đăng ký",
    Asked.PROJECT_OFFICE: "lập Văn phòng dự án",
}
ProvinceCode = Annotated[str, Meta(pattern=r"^[0-9]{2}$(?!\n)", title="Mã tỉnh, thành phố")]


class Terms(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a registration allows, asked for or given."""

    kind: Annotated[Kind, Meta(title="Loại đăng ký")]
    valid_from: Annotated[datetime.date, Meta(title="Có hiệu lực từ")]
    expires_on: Annotated[datetime.date, Meta(title="Hết hiệu lực")]
    home_expires_on: Annotated[
        datetime.date | None, Meta(title="Đăng ký tại nước nguyên xứ hết hạn")
    ] = None
    provinces: Annotated[tuple[ProvinceCode, ...], Meta(title="Địa bàn", max_length=34)] = ()
    fields: Annotated[tuple[Field, ...], Meta(title="Lĩnh vực", max_length=11)] = ()
    office_city: Annotated[str, Meta(max_length=2, title="Thành phố đặt văn phòng (mã)")] = ""
    office_address: Annotated[str, Meta(max_length=300, title="Địa chỉ văn phòng")] = ""
    in_public_premises: Annotated[
        bool, Meta(title="Đặt trong trụ sở cơ quan Đảng, Nhà nước, đoàn thể")
    ] = False


class Registration(Terms, frozen=True, kw_only=True):
    """One registration as the Ministry issued it."""

    number: DocumentNumber


def covers(terms: Terms, province: str, field: Field | None = None) -> bool:
    return province in terms.provinces and (field is None or field in terms.fields)


def is_valid(terms: Terms, on: date) -> bool:
    return terms.valid_from <= on <= terms.expires_on


def last_day(terms: Terms) -> date:
    """The last day that a term from `valid_from` may reach."""
    start, years = terms.valid_from, TERM_YEARS[terms.kind]
    leap = start.month == 2 and start.day == 29
    return start.replace(year=start.year + years, day=28 if leap else start.day)


def conditions(
    of: Callable[[Case[Any, Any]], Terms | None], at: str = ""
) -> Sequence[Rule[Any, Any]]:
    """What 58/2022/NĐ-CP asks of any registration that `of` finds in a case."""

    def holds(test: Callable[[Terms], bool]) -> Callable[[Case[Any, Any]], bool]:
        def on(case: Case[Any, Any]) -> bool:
            terms = of(case)
            return terms is None or test(terms)

        return on

    is_office = Kind.OFFICE
    return [
        rule(RECORD, "Ngày hết hiệu lực phải sau ngày có hiệu lực", f"{at}/expires_on")(
            holds(lambda t: t.expires_on > t.valid_from)
        ),
        rule(
            NGO.art(9),
            "Thời hạn quá 03 năm (Giấy đăng ký hoạt động) hoặc 05 năm (Văn phòng đại diện)",
            f"{at}/expires_on",
        )(holds(lambda t: t.expires_on <= last_day(t))),
        rule(
            NGO.art(9),
            "Thời hạn không được vượt thời hạn đăng ký tại nước nguyên xứ",
            f"{at}/home_expires_on",
        )(holds(lambda t: t.home_expires_on is None or t.expires_on <= t.home_expires_on)),
        rule(
            NGO.art(9),
            "Văn phòng đại diện chỉ đặt tại Hà Nội, Đà Nẵng hoặc Thành phố Hồ Chí Minh",
            f"{at}/office_city",
        )(holds(lambda t: t.kind is not is_office or t.office_city in OFFICE_CITIES)),
        rule(
            NGO.art(9),
            "Văn phòng đại diện không đặt trong trụ sở cơ quan Đảng, Nhà nước, đoàn thể",
            f"{at}/in_public_premises",
        )(holds(lambda t: t.kind is not is_office or not t.in_public_premises)),
        rule(NGO.art(9), "Phải ghi lĩnh vực hoạt động", f"{at}/fields")(
            holds(lambda t: bool(t.fields))
        ),
    ]
