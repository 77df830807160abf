"""What is written down of foreigners who enter the border area."""

from __future__ import annotations

import datetime
from typing import Annotated, Any, Literal

from msgspec import Meta, Struct

from casework.vocabulary import Country, Decision, Text
from consular_border.border import Commune

Path = Literal["ordinary", "delegation", "resident"]
PATHS = {
    "ordinary": "người nước ngoài do cơ quan, tổ chức Việt Nam đưa vào",
    "delegation": "đoàn đại biểu, khách cấp cao",
    "resident": "người nước ngoài thường trú, tạm trú tại Việt Nam",
}
Reason = Literal["delegation", "conference", "press", "project", "visit", "other"]


class Guest(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A foreigner who enters: told to nobody by events."""

    name: Annotated[Text, Meta(title="Họ và tên")]
    nationality: Annotated[Country, Meta(title="Quốc tịch")]
    passport: Annotated[str, Meta(max_length=40, title="Số hộ chiếu")] = ""


class Plan(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Kế hoạch đưa người nước ngoài vào khu vực biên giới."""

    path: Annotated[Path, Meta(title="Diện vào khu vực biên giới")]
    occasion: Annotated[Reason, Meta(title="Nhân dịp, mục đích")] = "visit"
    purpose: Annotated[Text, Meta(title="Mục đích, nội dung")]
    host: Annotated[str, Meta(max_length=120, title="Cơ quan đưa vào (mã đơn vị)")]
    communes: Annotated[tuple[Commune, ...], Meta(max_length=30, title="Xã biên giới")] = ()
    enters_at: Annotated[datetime.datetime, Meta(tz=True, title="Giờ vào")]
    leaves_at: Annotated[datetime.datetime, Meta(tz=True, title="Giờ ra")]
    expected: Annotated[int, Meta(ge=0, title="Số người dự kiến")] = 0
    guests: Annotated[tuple[Guest, ...], Meta(max_length=500, title="Người nước ngoài")] = ()
    escort: Annotated[str, Meta(max_length=300, title="Cán bộ đi cùng")] = ""
    permit: Annotated[Decision | None, Meta(title="Giấy phép của Công an tỉnh")] = None


class Opened(Plan, frozen=True, kw_only=True):
    """As planned; `of` is the dossier because of which they enter, for who opens it from there."""

    of_service: Annotated[str, Meta(max_length=40, title="Dịch vụ của hồ sơ gốc")] = ""
    of_type: Annotated[str, Meta(max_length=60, title="Loại hồ sơ gốc")] = ""
    of: Annotated[str, Meta(max_length=60, title="Hồ sơ gốc")] = ""


class BorderEntry(Opened, frozen=True, kw_only=True):
    """Người nước ngoài vào khu vực biên giới."""

    people: Annotated[int, Meta(title="Số người")] = 0
    nationalities: Annotated[tuple[str, ...], Meta(title="Quốc tịch")] = ()
    notice: Annotated[Decision | None, Meta(title="Văn bản thông báo")] = None
    entered_at: Annotated[datetime.datetime | None, Meta(title="Đã vào lúc")] = None
    left_at: Annotated[datetime.datetime | None, Meta(title="Đã ra lúc")] = None
    remarks: Annotated[str, Meta(title="Ghi nhận")] = ""
    matters: Annotated[tuple[str, ...], Meta(title="Vấn đề nhạy cảm liên quan")] = ()


class Entered(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    entered_at: Annotated[datetime.datetime, Meta(tz=True, title="Đã vào lúc")]


class Left(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    left_at: Annotated[datetime.datetime, Meta(tz=True, title="Đã ra lúc")]
    remarks: Annotated[str, Meta(max_length=2000, title="Ghi nhận")] = ""


def nationalities(plan: Any) -> tuple[str, ...]:
    return tuple(sorted({g.nationality for g in plan.guests}))
