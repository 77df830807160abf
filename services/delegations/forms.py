"""What Mẫu 3 and Mẫu 4 say, section by section (22/2012/QĐ-UBND, Phụ lục)."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Annotated, Any, Literal

from msgspec import Meta, Struct

from casework import Citation, Rule, rule
from casework.vocabulary import DocumentNumber, Funding, FundingLine, Money, SensitiveField
from delegations.items import Activity, Year

Section = Annotated[str, Meta(max_length=20_000)]
Field = Literal[
    "politics", "economy", "tourism", "agriculture", "environment", "science", "education",
    "health", "culture", "labour", "justice", "defence-security", "people", "other",
]  # fmt: skip
FIELDS: dict[Field, str] = {
    "politics": "chính trị, đối ngoại",
    "economy": "kinh tế, thương mại, đầu tư",
    "tourism": "du lịch",
    "agriculture": "nông nghiệp, nông thôn",
    "environment": "tài nguyên, môi trường, biến đổi khí hậu",
    "science": "khoa học, công nghệ, đổi mới sáng tạo",
    "education": "giáo dục, đào tạo",
    "health": "y tế",
    "culture": "văn hóa, thể thao",
    "labour": "lao động, việc làm, xã hội",
    "justice": "tư pháp, pháp luật",
    "defence-security": "quốc phòng, an ninh, biên giới",
    "people": "đối ngoại nhân dân",
    "other": "khác",
}


class WrittenOpinion(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The written opinion of a State body, attached to Mẫu 3 (its footnote 1)."""

    body: Annotated[str, Meta(min_length=1, max_length=200, title="Cơ quan cho ý kiến")]
    number: DocumentNumber
    date: Annotated[datetime.date, Meta(title="Ngày văn bản")]
    content: Annotated[str, Meta(max_length=5000, title="Nội dung ý kiến")] = ""


class Proposal(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The eight sections of Mẫu 3, what it changes, and by which path."""

    year: Year
    action: Annotated[
        Literal["add", "adjust", "modify", "cancel"],
        Meta(title="Bổ sung, điều chỉnh, sửa đổi hay hủy bỏ"),
    ]
    path: Annotated[Literal["A", "B"], Meta(title="Trình tự (A: trình trước; B: phát sinh)")] = "A"
    item: Annotated[str, Meta(max_length=120, title="Mã hoạt động trong Chương trình")] = ""
    change: Annotated[Activity | None, Meta(title="Hoạt động sau khi thay đổi")] = None
    name: Annotated[str, Meta(min_length=1, max_length=500, title="1. Tên hoạt động phát sinh")]
    reason: Annotated[Section, Meta(title="2. Lý do phát sinh hoạt động")] = ""
    purpose: Annotated[Section, Meta(title="3. Mục đích")] = ""
    scale: Annotated[Section, Meta(title="4. Quy mô")] = ""
    starts_on: Annotated[datetime.date, Meta(title="5. Thời gian: từ ngày")]
    ends_on: Annotated[datetime.date, Meta(title="5. Thời gian: đến ngày")]
    participants: Annotated[
        Section, Meta(title="6. Thành phần tham gia (nêu rõ thông tin về đối tác nước ngoài)")
    ] = ""
    plan: Annotated[Section, Meta(title="7. Kế hoạch triển khai")] = ""
    funding: Annotated[tuple[FundingLine, ...], Meta(title="8. Kinh phí")] = ()
    opinions: Annotated[
        tuple[WrittenOpinion, ...], Meta(title="Ý kiến bằng văn bản của cơ quan nhà nước liên quan")
    ] = ()
    is_complex: Annotated[bool, Meta(title="Có tính chất phức tạp, nhạy cảm")] = False
    sensitive_in: Annotated[tuple[SensitiveField, ...], Meta(title="Lĩnh vực nhạy cảm")] = ()


class DocumentToSign(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A document of section 10: signed only after its agreement (R09) has been decided."""

    title: Annotated[str, Meta(min_length=1, max_length=500, title="Văn kiện, thỏa thuận")]
    partner: Annotated[str, Meta(max_length=300, title="Bên ký kết nước ngoài")] = ""
    signing_on: Annotated[datetime.date, Meta(title="Ngày ký dự kiến")]
    agreement: Annotated[str, Meta(max_length=60, title="Hồ sơ thỏa thuận quốc tế")] = ""


class Cost(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A line of section 14. Without its source the scheme may be drafted, not sent."""

    title: Annotated[str, Meta(min_length=1, max_length=300, title="Khoản chi, tặng phẩm")]
    money: Annotated[Money, Meta(title="Số tiền")]
    source: Annotated[Funding | None, Meta(title="Nguồn kinh phí")] = None


class SchemeForm(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The fourteen sections of Mẫu 4, for a delegation out, a delegation in, or another activity.

    It carries out an item of the annual programme, or an amendment of it (R02).
    """

    direction: Annotated[
        Literal["outbound", "inbound", "other"], Meta(title="Đoàn ra, đoàn vào hay hoạt động khác")
    ]
    item: Annotated[str, Meta(max_length=120, title="Mã hoạt động trong Chương trình")] = ""
    amendment: Annotated[
        str, Meta(max_length=60, title="Mã hồ sơ sửa đổi, bổ sung Chương trình")
    ] = ""
    starts_on: Annotated[datetime.date, Meta(title="Thời gian: từ ngày")]
    ends_on: Annotated[datetime.date, Meta(title="Thời gian: đến ngày")]
    context: Annotated[Section, Meta(title="1. Bối cảnh")] = ""
    capacity: Annotated[Section, Meta(title="2. Danh nghĩa")] = ""
    purpose: Annotated[Section, Meta(title="3. Mục đích")] = ""
    requirements: Annotated[Section, Meta(title="4. Yêu cầu")] = ""
    content: Annotated[Section, Meta(title="5. Nội dung hoạt động")] = ""
    participants: Annotated[Section, Meta(title="6. Thành phần tham gia")] = ""
    contact_level: Annotated[Section, Meta(title="7. Mức độ tiếp xúc (đối với đoàn ra)")] = ""
    reception_level: Annotated[Section, Meta(title="8. Mức độ đón tiếp (đối với đoàn vào)")] = ""
    speech: Annotated[Section, Meta(title="9. Kiến nghị nội dung phát biểu của Trưởng đoàn")] = ""
    documents: Annotated[
        tuple[DocumentToSign, ...],
        Meta(title="10. Nội dung các văn kiện và thỏa thuận hợp tác (nếu có)"),
    ] = ()
    publicity: Annotated[Section, Meta(title="11. Mức độ và yêu cầu về thông tin tuyên truyền")] = (
        ""
    )
    lodging: Annotated[Section, Meta(title="12. Chế độ ăn nghỉ")] = ""
    transport: Annotated[Section, Meta(title="13. Phương tiện đi lại")] = ""
    costs: Annotated[tuple[Cost, ...], Meta(title="14. Tặng phẩm, kinh phí")] = ()


AMENDMENT_SECTIONS = {
    "name": "1. Tên hoạt động phát sinh",
    "reason": "2. Lý do phát sinh hoạt động",
    "purpose": "3. Mục đích",
    "scale": "4. Quy mô",
    "starts_on": "5. Thời gian",
    "participants": "6. Thành phần tham gia",
    "plan": "7. Kế hoạch triển khai",
    "funding": "8. Kinh phí",
}
SCHEME_SECTIONS = {
    "context": "1. Bối cảnh",
    "capacity": "2. Danh nghĩa",
    "purpose": "3. Mục đích",
    "requirements": "4. Yêu cầu",
    "content": "5. Nội dung hoạt động",
    "participants": "6. Thành phần tham gia",
    "contact_level": "7. Mức độ tiếp xúc (đối với đoàn ra)",
    "reception_level": "8. Mức độ đón tiếp (đối với đoàn vào)",
    "speech": "9. Kiến nghị nội dung phát biểu của Trưởng đoàn",
    "documents": "10. Nội dung các văn kiện và thoả thuận hợp tác (nếu có)",
    "publicity": "11. Mức độ và yêu cầu về thông tin tuyên truyền",
    "lodging": "12. Chế độ ăn nghỉ",
    "transport": "13. Phương tiện đi lại",
    "costs": "14. Tặng phẩm, kinh phí",
}


def filled(form: Citation, titles: dict[str, str], names: Sequence[str]) -> list[Rule[Any, Any]]:
    """One refusal per section that must not be left empty."""

    def one(name: str) -> Rule[Any, Any]:
        says = f"Chưa ghi mục «{titles[name]}»"
        return rule(form, says, f"/{name}")(lambda case: bool(getattr(case.fields, name)))

    return [one(name) for name in names]


def totals(costs: Sequence[Cost]) -> dict[str, int]:
    """The sum of section 14 in each currency; sums of different currencies are never added."""
    found: dict[str, int] = {}
    for cost in costs:
        found[cost.money.currency] = found.get(cost.money.currency, 0) + cost.money.amount
    return found
