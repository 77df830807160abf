"""Closed lists of the field: roles, ranks, funding, natures, answers, countries and money.

English values go on the wire; the Vietnamese titles are what users see (domain 6.6).
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Annotated

from msgspec import Meta, Struct


class Rank(StrEnum):
    """Rank bands of the head of a delegation, highest first within its own side."""

    HEAD_OF_STATE = "head-of-state"
    PRIME_MINISTER = "prime-minister"
    MINISTER = "minister"
    VICE_MINISTER = "vice-minister"
    GOVERNOR = "governor"
    VICE_GOVERNOR = "vice-governor"
    AMBASSADOR = "ambassador"
    CONSUL_GENERAL = "consul-general"
    PARTY_SECRETARY = "party-secretary"
    CHAIR = "chair"
    VICE_CHAIR = "vice-chair"
    DIRECTOR = "director"
    DEPUTY_DIRECTOR = "deputy-director"
    STAFF = "staff"
    BUSINESS = "business"
    NGO = "ngo"
    OTHER = "other"


RANKS: Mapping[Rank, str] = {
    Rank.HEAD_OF_STATE: "nguyên thủ",
    Rank.PRIME_MINISTER: "thủ tướng",
    Rank.MINISTER: "bộ trưởng và tương đương",
    Rank.VICE_MINISTER: "thứ trưởng và tương đương",
    Rank.GOVERNOR: "tỉnh trưởng",
    Rank.VICE_GOVERNOR: "phó tỉnh trưởng",
    Rank.AMBASSADOR: "đại sứ",
    Rank.CONSUL_GENERAL: "tổng lãnh sự",
    Rank.PARTY_SECRETARY: "Bí thư, Phó Bí thư Tỉnh ủy",
    Rank.CHAIR: "Chủ tịch UBND/HĐND",
    Rank.VICE_CHAIR: "Phó Chủ tịch UBND/HĐND",
    Rank.DIRECTOR: "Giám đốc sở và tương đương",
    Rank.DEPUTY_DIRECTOR: "Phó Giám đốc sở và tương đương",
    Rank.STAFF: "cấp phòng, chuyên viên",
    Rank.BUSINESS: "doanh nghiệp",
    Rank.NGO: "tổ chức phi chính phủ",
    Rank.OTHER: "khác",
}

PROVINCIAL_LEADERS = frozenset({Rank.PARTY_SECRETARY, Rank.CHAIR, Rank.VICE_CHAIR})
ABOVE_THE_CHAIRMAN = frozenset({Rank.HEAD_OF_STATE, Rank.PRIME_MINISTER, Rank.MINISTER})


class Nature(StrEnum):
    """The nature of a delegation (Mẫu 1, note 1)."""

    OFFICIAL_VISIT = "official-visit"
    WORKING_VISIT = "working-visit"
    RESEARCH = "research"
    SURVEY = "survey"
    TRAINING = "training"
    PROJECT = "project"
    FRIENDSHIP = "friendship"
    PROMOTION = "promotion"
    CONFERENCE = "conference"
    OTHER = "other"


NATURES: Mapping[Nature, str] = {
    Nature.OFFICIAL_VISIT: "thăm chính thức",
    Nature.WORKING_VISIT: "thăm làm việc",
    Nature.RESEARCH: "nghiên cứu",
    Nature.SURVEY: "khảo sát",
    Nature.TRAINING: "đào tạo, bồi dưỡng",
    Nature.PROJECT: "thực hiện chương trình, đề tài, dự án",
    Nature.FRIENDSHIP: "giao lưu hữu nghị",
    Nature.PROMOTION: "xúc tiến",
    Nature.CONFERENCE: "dự hội nghị",
    Nature.OTHER: "khác",
}


class Funding(StrEnum):
    """Who pays (Mẫu 1, note 8; self-funded is not in the form)."""

    CENTRAL = "central"
    LOCAL = "local"
    FOREIGN_HOST = "foreign-host"
    PERSON = "person"
    ORGANISATION = "organisation"
    DOMESTIC_ENTERPRISE = "domestic-enterprise"
    FOREIGN_ENTERPRISE = "foreign-enterprise"
    SELF = "self"


FUNDINGS: Mapping[Funding, str] = {
    Funding.CENTRAL: "Trung ương chi",
    Funding.LOCAL: "cơ quan, tổ chức, địa phương chi",
    Funding.FOREIGN_HOST: "nước ngoài đài thọ",
    Funding.PERSON: "cá nhân tài trợ",
    Funding.ORGANISATION: "tổ chức tài trợ",
    Funding.DOMESTIC_ENTERPRISE: "doanh nghiệp trong nước tài trợ",
    Funding.FOREIGN_ENTERPRISE: "doanh nghiệp nước ngoài tài trợ",
    Funding.SELF: "tự túc",
}


class Approval(StrEnum):
    """The level that approves."""

    PRIME_MINISTER = "prime-minister"
    PARTY = "party"
    CHAIRMAN = "chairman"
    COUNCIL = "council"
    DIRECTOR = "director"
    OTHER = "other"


APPROVALS: Mapping[Approval, str] = {
    Approval.PRIME_MINISTER: "Thủ tướng Chính phủ",
    Approval.PARTY: "Tỉnh ủy",
    Approval.CHAIRMAN: "Chủ tịch UBND",
    Approval.COUNCIL: "Thường trực HĐND",
    Approval.DIRECTOR: "Giám đốc Sở (ủy quyền)",
    Approval.OTHER: "cơ quan khác",
}


class SensitiveField(StrEnum):
    """Fields of complex or sensitive matters (22/2012/QĐ-UBND, Điều 19 khoản 1)."""

    SOVEREIGNTY = "sovereignty"
    SECURITY = "security"
    ETHNICITY = "ethnicity"
    HUMAN_RIGHTS = "human-rights"
    RELIGION = "religion"
    OTHER = "other"


STATE_LABELS: Mapping[str, str] = {
    "draft": "nháp",
    "submitted": "đã gửi",
    "returned": "trả bổ sung",
    "accepted": "đã tiếp nhận",
    "reviewing": "thẩm định",
    "consulting": "lấy ý kiến",
    "presented": "trình",
    "approved": "phê duyệt",
    "rejected": "không đồng ý",
    "executing": "thực hiện",
    "completed": "kết thúc",
    "reported": "đã báo cáo",
    "closed": "đóng, lưu hồ sơ",
    "cancelled": "hủy",
}


def labels(states: Iterable[str], **own: str) -> dict[str, str]:
    """The official label of each state: the type's own words first, then the common ones."""
    return {str(s): own.get(str(s).replace("-", "_")) or STATE_LABELS[str(s)] for s in states}


class Role(StrEnum):
    """Who acts (domain 1.1); a service names the sets of them that it needs in its `roles`."""

    UNIT = "unit"
    OFFICER = "officer"
    HEAD = "head"
    DIRECTOR = "director"
    CLERK = "clerk"
    OFFICE = "office"
    CHAIR = "chair"
    PARTY = "party"
    POLICE = "police"
    BORDER = "border"
    INSPECTOR = "inspector"
    ADMIN = "admin"
    MINISTRY = "ministry"
    OPS = "ops"
    SYSTEM = "system"


# Who sees what (visibility.py): every open record of the province; their own and what they are
# asked; no dossier at all. Plain texts, as tokens and rows carry them.
WIDE = frozenset({"officer", "head", "director", "clerk", "office", "chair", "inspector"})
NARROW = frozenset({"unit", "police", "border", "party"})
OUTSIDE = frozenset({"admin", "ops", "ministry"})
PEOPLE = WIDE | NARROW | OUTSIDE  # whom a sign-in may name: never the system

ROLE_TITLES: Mapping[str, str] = {
    Role.UNIT: "đầu mối cơ quan, đơn vị",
    Role.OFFICER: "chuyên viên Sở Ngoại vụ",
    Role.HEAD: "Trưởng phòng",
    Role.DIRECTOR: "Giám đốc Sở Ngoại vụ",
    Role.CLERK: "văn thư",
    Role.OFFICE: "Văn phòng UBND tỉnh",
    Role.CHAIR: "Chủ tịch UBND tỉnh",
    Role.PARTY: "Tỉnh ủy",
    Role.POLICE: "Công an tỉnh",
    Role.BORDER: "Bộ đội Biên phòng",
    Role.INSPECTOR: "thanh tra",
    Role.ADMIN: "quản trị hệ thống",
    Role.MINISTRY: "Bộ Ngoại giao",
    Role.OPS: "vận hành",
    Role.SYSTEM: "hệ thống (tự động)",
}


def role_titles(roles: Iterable[str]) -> str:
    """«chuyên viên, Trưởng phòng»: who may, in the order of this list; the system only alone."""
    named = [title for role, title in ROLE_TITLES.items() if role in set(roles) - {Role.SYSTEM}]
    return ", ".join(named) or ROLE_TITLES[Role.SYSTEM]


Text = Annotated[str, Meta(min_length=1, max_length=500)]
Prose = Annotated[str, Meta(min_length=1, max_length=20_000)]
Country = Annotated[str, Meta(pattern=r"^[A-Z]{2}$(?!\n)", title="Mã nước ISO 3166-1")]
DocumentNumber = Annotated[str, Meta(min_length=3, max_length=60, title="Số, ký hiệu văn bản")]
Whole = Annotated[int, Meta(ge=1)]


class Money(Struct, frozen=True, kw_only=True):
    """An amount in whole units of its currency (VND has no fraction; cents are rounded)."""

    amount: Annotated[int, Meta(ge=0, title="Số tiền")]
    currency: Annotated[str, Meta(pattern=r"^[A-Z]{3}$(?!\n)", title="Đơn vị tiền tệ")]


class FundingLine(Struct, frozen=True, kw_only=True):
    """One source of money of an activity."""

    source: Annotated[Funding, Meta(title="Nguồn kinh phí")]
    money: Annotated[Money | None, Meta(title="Số tiền")] = None
    sponsor: Annotated[str, Meta(max_length=200, title="Bên tài trợ, đài thọ")] = ""


class Decision(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A deciding document: its number and date are mandatory (domain 2.0, state 7)."""

    number: DocumentNumber
    date: Annotated[datetime.date, Meta(title="Ngày văn bản")]


class WithReason(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A return, refusal, cancellation or correction says why."""

    reason: Annotated[str, Meta(min_length=5, max_length=2000, title="Lý do")]
