"""What a visit of foreign reporters is made of (88/2012/NĐ-CP; since 1/7/2026, 262/2026/NĐ-CP)."""

from __future__ import annotations

import datetime
from typing import Annotated, Literal

from msgspec import Meta, Struct

from casework import Law
from casework.vocabulary import Country, Decision, Prose, Text

PRESS = Law(
    "88/2012/NĐ-CP", "Hoạt động thông tin, báo chí của báo chí nước ngoài tại Việt Nam", mark="W"
)
PRESS_2026 = Law(
    "262/2026/NĐ-CP",
    "Hoạt động báo chí của cơ quan báo chí nước ngoài, cơ quan đại diện nước ngoài, tổ chức nước "
    "ngoài tại Việt Nam",
    mark="W",
)
Kind = Literal["resident", "non-resident", "accompanying"]
KINDS = {
    "resident": "phóng viên thường trú",
    "non-resident": "phóng viên không thường trú",
    "accompanying": "phóng viên đi theo đoàn",
}


class Reporter(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    name: Annotated[Text, Meta(title="Họ và tên")]
    nationality: Annotated[Country, Meta(title="Quốc tịch")]
    card: Annotated[str, Meta(max_length=60, title="Số thẻ, giấy phép")] = ""
    card_issued_on: Annotated[datetime.date | None, Meta(title="Ngày cấp thẻ")] = None
    card_expires_on: Annotated[datetime.date | None, Meta(title="Ngày hết hạn thẻ")] = None
    passport: Annotated[str, Meta(max_length=30, title="Số hộ chiếu")] = ""
    passport_expires_on: Annotated[datetime.date | None, Meta(title="Hộ chiếu có giá trị đến")] = (
        None
    )


class Place(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    name: Annotated[Text, Meta(title="Địa điểm")]
    is_restricted: Annotated[bool, Meta(title="Khu vực biên giới hoặc khu vực cấm")] = False


class Permit(Decision, frozen=True, kw_only=True):
    """Giấy phép hoạt động báo chí của Bộ Ngoại giao."""

    topics: Annotated[tuple[Text, ...], Meta(min_length=1, title="Nội dung được phép")]
    places: Annotated[tuple[Text, ...], Meta(min_length=1, title="Địa điểm được phép")]


class Change(Decision, frozen=True, kw_only=True):
    """Văn bản Ủy ban nhân dân đồng ý đổi chương trình, địa điểm."""

    topics: Annotated[tuple[Text, ...], Meta(title="Nội dung thêm")] = ()
    places: Annotated[tuple[Text, ...], Meta(title="Địa điểm thêm")] = ()


class PressForm(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Đơn đề nghị hoạt động báo chí của phóng viên nước ngoài."""

    media: Annotated[Text, Meta(title="Cơ quan báo chí")]
    country: Annotated[
        str, Meta(pattern=r"^([A-Z]{2})?$(?!\n)", title="Nước của cơ quan báo chí")
    ] = ""
    kind: Annotated[Kind, Meta(title="Loại phóng viên")]
    reporters: Annotated[tuple[Reporter, ...], Meta(title="Phóng viên")] = ()
    guide: Annotated[str, Meta(max_length=200, title="Cơ quan hướng dẫn")] = ""
    topics: Annotated[tuple[Text, ...], Meta(min_length=1, title="Nội dung")]
    places: Annotated[tuple[Place, ...], Meta(min_length=1, title="Địa điểm")]
    starts_at: Annotated[datetime.datetime, Meta(tz=True, title="Bắt đầu")]
    ends_on: Annotated[datetime.date, Meta(title="Ngày kết thúc")]
    permit: Annotated[Permit | None, Meta(title="Giấy phép của Bộ Ngoại giao")] = None
    border_entry: Annotated[str, Meta(max_length=60, title="Hồ sơ vào khu vực biên giới")] = ""
    equipment: Annotated[str, Meta(max_length=2000, title="Phương tiện")] = ""
    conference: Annotated[str, Meta(max_length=60, title="Hồ sơ hội nghị, hội thảo")] = ""


class PressVisit(PressForm, frozen=True, kw_only=True):
    """Hoạt động của phóng viên nước ngoài tại tỉnh."""

    matters: Annotated[tuple[str, ...], Meta(title="Vấn đề nhạy cảm liên quan")] = ()
    people: Annotated[int, Meta(title="Số phóng viên")] = 0
    approval: Annotated[Decision | None, Meta(title="Văn bản chấp thuận")] = None
    published: Annotated[str, Meta(title="Sản phẩm đã đăng, phát")] = ""
    articles: Annotated[int, Meta(title="Số tin, bài, phóng sự")] = 0
    violation: Annotated[str, Meta(title="Vi phạm")] = ""
    has_violation: Annotated[bool, Meta(title="Có vi phạm")] = False
    report: Annotated[Decision | None, Meta(title="Báo cáo Bộ Ngoại giao")] = None
    change: Annotated[Change | None, Meta(title="Thay đổi chương trình được đồng ý")] = None


class Ended(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    published: Annotated[Prose, Meta(title="Sản phẩm đã đăng, phát")]
    articles: Annotated[int, Meta(ge=0, title="Số tin, bài, phóng sự")]
    violation: Annotated[str, Meta(max_length=2000, title="Vi phạm")] = ""
