"""What is said of a change of an agreement."""

from __future__ import annotations

import datetime
from typing import Annotated, Literal

from msgspec import Meta, Struct

from casework.vocabulary import Country, Decision, Text
from conferences_agreements.agreement_forms import Level

Kind = Literal["amend", "extend", "suspend", "resume", "terminate", "leave", "rename"]
KINDS = {
    "amend": "Sửa đổi, bổ sung",
    "extend": "Gia hạn",
    "suspend": "Tạm đình chỉ hiệu lực",
    "resume": "Khôi phục hiệu lực",
    "terminate": "Chấm dứt hiệu lực",
    "leave": "Rút khỏi",
    "rename": "Đổi tên bên Việt Nam",
}


class ChangeForm(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Đề xuất thay đổi một thỏa thuận đang có hiệu lực."""

    agreement: Annotated[Text, Meta(title="Mã hồ sơ thỏa thuận")]
    kind: Annotated[Kind, Meta(title="Loại thay đổi")]
    reason: Annotated[str, Meta(min_length=5, max_length=5000, title="Lý do")]
    content: Annotated[str, Meta(max_length=20_000, title="Nội dung thay đổi")] = ""
    has_vietnamese: Annotated[bool, Meta(title="Có bản tiếng Việt hoặc bản dịch")] = False
    new_expiry: Annotated[datetime.date | None, Meta(title="Ngày hết hiệu lực mới")] = None
    new_party: Annotated[str, Meta(max_length=300, title="Tên mới của bên Việt Nam")] = ""
    only_the_name: Annotated[bool, Meta(title="Chỉ thay đổi tên sau sắp xếp")] = False
    violates_principle: Annotated[
        bool, Meta(title="Vi phạm nguyên tắc ký kết, bắt buộc chấm dứt")
    ] = False


class Effect(Decision, frozen=True, kw_only=True):
    """The document by which both sides made it effective."""

    effective_on: Annotated[datetime.date, Meta(title="Ngày có hiệu lực của thay đổi")]


class AgreementChange(ChangeForm, frozen=True, kw_only=True):
    """Thay đổi hiệu lực, nội dung hoặc tên bên ký của thỏa thuận quốc tế."""

    agreement_id: Annotated[str, Meta(title="Thỏa thuận")] = ""
    agreement_name: Annotated[str, Meta(title="Tên thỏa thuận")] = ""
    level: Annotated[Level, Meta(title="Cấp ký")] = Level.PROVINCE
    of_council: Annotated[bool, Meta(title="Nhân danh Hội đồng nhân dân tỉnh")] = False
    country: Annotated[Country, Meta(title="Nước")] = "VN"
    party: Annotated[str, Meta(title="Bên Việt Nam")] = ""
    partner: Annotated[str, Meta(title="Bên nước ngoài")] = ""
    on_defence: Annotated[bool, Meta(title="Liên quan quốc phòng")] = False
    on_security: Annotated[bool, Meta(title="Liên quan an ninh")] = False
    on_investment: Annotated[bool, Meta(title="Liên quan đầu tư")] = False
    old_expiry: Annotated[datetime.date | None, Meta(title="Ngày hết hiệu lực cũ")] = None
    explanation: Annotated[str, Meta(title="Giải trình, tiếp thu ý kiến")] = ""
    pm_request: Annotated[Decision | None, Meta(title="Văn bản xin ý kiến Thủ tướng")] = None
    pm_consent: Annotated[Decision | None, Meta(title="Thủ tướng đồng ý bằng văn bản")] = None
    decision: Annotated[Decision | None, Meta(title="Văn bản quyết định")] = None
    document: Annotated[Decision | None, Meta(title="Văn kiện thay đổi")] = None
    effective_on: Annotated[datetime.date | None, Meta(title="Ngày có hiệu lực")] = None
    notice: Annotated[Decision | None, Meta(title="Thông báo")] = None
