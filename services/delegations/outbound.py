"""What a delegation going abroad is: its journey, its people, and what each act writes down.

The procedure itself (who, when, on what conditions) stands in dossiers/outbound_delegation.py, the
conditions of a journey in journey.py.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Annotated, Any, Literal

from msgspec import Meta, Struct
from msgspec.structs import replace

from casework import Case, Dossier, Lookup
from casework.vocabulary import (
    Country,
    Decision,
    DocumentNumber,
    FundingLine,
    Nature,
    Rank,
    Text,
)
from delegations.forms import DocumentToSign, Field, Section


class State(StrEnum):
    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    PERSONNEL_CHECK = "personnel-check"
    PRESENTED = "presented"
    APPROVED = "approved"
    MISSION_NOTIFIED = "mission-notified"
    DEPARTED = "departed"
    RETURNED_HOME = "returned-home"
    REPORTED = "reported"
    CLOSED = "closed"
    REJECTED = "rejected"
    CANCELLED = "cancelled"


class Level(StrEnum):
    PROVINCE = "province"
    UNIT = "unit"
    MASS_ORGANISATION = "mass-organisation"
    WITH_CENTRAL = "with-central"


LEVELS = {
    Level.PROVINCE: "cấp tỉnh",
    Level.UNIT: "cấp sở, ngành, địa phương",
    Level.MASS_ORGANISATION: "đoàn thể",
    Level.WITH_CENTRAL: "cá nhân trong đoàn của Trung ương",
}


class Managed(StrEnum):
    """Who manages the official: that body has a say in the journey (Điều 4 khoản 1)."""

    PARTY = "party"
    COMMITTEE = "committee"
    UNIT = "unit"


MANAGED = {
    Managed.PARTY: "diện Tỉnh ủy quản lý",
    Managed.COMMITTEE: "diện UBND quản lý",
    Managed.UNIT: "đơn vị quản lý",
}
Part = Literal["head", "member", "interpreter", "business"]
PARTS: dict[str, str] = {
    "head": "Trưởng đoàn",
    "member": "thành viên",
    "interpreter": "phiên dịch",
    "business": "doanh nghiệp đi cùng",
}


class Leg(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A country and city of the itinerary, in order, transit included."""

    country: Annotated[Country, Meta(title="Nước đến")]
    city: Annotated[str, Meta(max_length=200, title="Thành phố, địa điểm")] = ""
    arrive: Annotated[datetime.date, Meta(title="Ngày đến")]
    depart: Annotated[datetime.date, Meta(title="Ngày rời đi")]


class Member(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A person of the delegation. `trips` is counted by the register, not typed in."""

    person_id: Annotated[str, Meta(min_length=3, max_length=40, title="Số định danh, mã cán bộ")]
    name: Annotated[str, Meta(min_length=1, max_length=200, title="Họ và tên")]
    birth_date: Annotated[datetime.date | None, Meta(title="Ngày sinh")] = None
    post: Annotated[str, Meta(max_length=200, title="Chức vụ")] = ""
    unit: Annotated[str, Meta(max_length=200, title="Cơ quan, đơn vị")] = ""
    rank: Annotated[Rank, Meta(title="Cấp")] = Rank.STAFF
    role: Annotated[Part, Meta(title="Vai trò trong đoàn")] = "member"
    is_party_member: Annotated[bool, Meta(title="Đảng viên")] = False
    managed_by: Annotated[Managed, Meta(title="Diện quản lý")] = Managed.UNIT
    is_retired_leader: Annotated[bool, Meta(title="Lãnh đạo cấp tỉnh đã nghỉ hưu")] = False
    passport: Annotated[str, Meta(max_length=60, title="Hồ sơ hộ chiếu")] = ""
    passport_kind: Annotated[
        Literal["ordinary", "official", "diplomatic"],
        Meta(title="Loại hộ chiếu (phổ thông, công vụ, ngoại giao)"),
    ] = "ordinary"
    passport_expires_on: Annotated[datetime.date | None, Meta(title="Hộ chiếu hết hạn ngày")] = None
    trips: Annotated[int, Meta(ge=0, title="Số chuyến đã đi trong năm (hệ thống tính)")] = 0


class Journey(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who goes where and when: what the decision names and only an amending decision changes."""

    members: Annotated[tuple[Member, ...], Meta(max_length=300, title="Thành viên Đoàn")]
    legs: Annotated[tuple[Leg, ...], Meta(max_length=60, title="Lộ trình")]
    departs_on: Annotated[datetime.date, Meta(title="Ngày xuất cảnh")]
    returns_on: Annotated[datetime.date, Meta(title="Ngày nhập cảnh về nước")]
    days: Annotated[int, Meta(ge=1, le=366, title="Tổng số ngày, kể cả đi, về và quá cảnh")]


class Invitation(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    signed_by: Annotated[Text, Meta(title="Người ký thư mời")]
    date: Annotated[datetime.date, Meta(title="Ngày thư mời")]
    language: Annotated[str, Meta(pattern=r"^[a-z]{2}$(?!\n)", title="Ngôn ngữ (ISO 639-1)")] = "vi"
    is_translated: Annotated[bool, Meta(title="Có bản dịch tiếng Việt")] = False


class Trip(Journey, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The request to send a delegation: an item of the programme, an amendment, or arising."""

    title: Annotated[str, Meta(min_length=1, max_length=500, title="Danh nghĩa Đoàn")]
    nature: Annotated[Nature, Meta(title="Tính chất hoạt động")] = Nature.WORKING_VISIT
    field: Annotated[Field | None, Meta(title="Lĩnh vực")] = None
    level: Annotated[Level, Meta(title="Cấp đoàn")] = Level.UNIT
    sent_by: Annotated[
        Literal["committee", "council", "party"],
        Meta(title="Cơ quan cử đoàn (UBND, HĐND, Tỉnh ủy)"),
    ] = "committee"
    programme_item: Annotated[
        str, Meta(max_length=120, title="Mã hoạt động trong Chương trình")
    ] = ""
    amendment: Annotated[
        str, Meta(max_length=60, title="Mã hồ sơ sửa đổi, bổ sung Chương trình")
    ] = ""
    arising_reason: Annotated[str, Meta(max_length=2000, title="Lý do phát sinh")] = ""
    scheme: Annotated[str, Meta(max_length=60, title="Hồ sơ đề án (Mẫu 4)")] = ""
    hosts: Annotated[tuple[Text, ...], Meta(max_length=50, title="Đối tác mời, tiếp đoàn")] = ()
    purpose: Annotated[Section, Meta(title="Mục đích")] = ""
    content: Annotated[Section, Meta(title="Nội dung hoạt động")] = ""
    contact_level: Annotated[Section, Meta(title="Mức độ tiếp xúc")] = ""
    funding: Annotated[tuple[FundingLine, ...], Meta(title="Nguồn kinh phí")] = ()
    invitation: Annotated[Invitation | None, Meta(title="Thư mời")] = None
    request: Annotated[Decision | None, Meta(title="Văn bản xin phép")] = None
    documents: Annotated[tuple[DocumentToSign, ...], Meta(title="Văn kiện dự kiến ký")] = ()
    gifts: Annotated[str, Meta(max_length=2000, title="Tặng phẩm")] = ""
    is_sensitive: Annotated[bool, Meta(title="Có tính chất phức tạp, nhạy cảm")] = False


class MissionNotice(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    mission: Annotated[Text, Meta(title="Cơ quan đại diện Việt Nam")]
    countries: Annotated[tuple[Country, ...], Meta(min_length=1, max_length=250, title="Địa bàn")]
    number: DocumentNumber
    date: Annotated[datetime.date, Meta(title="Ngày thông báo")]


class Amended(Struct, frozen=True, kw_only=True):
    """A change of the decision: by one correction on it, or by a new document."""

    by: Literal["correction", "new-document"]
    reason: str
    on: datetime.date
    replaced: Decision | None = None


class Turn(Struct, frozen=True, kw_only=True):
    """One person's journey, without the person: which of the year's it was."""

    number: Annotated[int, Meta(title="Chuyến thứ mấy trong năm của người đi")]


class OutboundDelegation(Trip, frozen=True, kw_only=True):
    """Đoàn đi công tác nước ngoài."""

    head: Annotated[Rank, Meta(title="Cấp Trưởng đoàn")] = Rank.OTHER
    travellers: Annotated[int, Meta(title="Số thành viên")] = 0
    needs_notice: Annotated[bool, Meta(title="Phải thông báo cơ quan đại diện")] = False
    programme: Annotated[str, Meta(title="Chương trình của tỉnh")] = ""
    amendment_id: Annotated[str, Meta(title="Hồ sơ sửa đổi, bổ sung")] = ""
    party_consent: Annotated[Decision | None, Meta(title="Văn bản đồng ý của Tỉnh ủy")] = None
    note: Annotated[str, Meta(title="Giải trình khi trình")] = ""
    decision: Annotated[Decision | None, Meta(title="Quyết định cử đoàn")] = None
    amended: Annotated[tuple[Amended, ...], Meta(title="Các lần sửa đổi quyết định")] = ()
    notices: Annotated[tuple[MissionNotice, ...], Meta(title="Thông báo cơ quan đại diện")] = ()
    ministry_notice: Annotated[Decision | None, Meta(title="Thông báo Bộ Ngoại giao")] = None
    departed_on: Annotated[datetime.date | None, Meta(title="Ngày đi thực tế")] = None
    returned_on: Annotated[datetime.date | None, Meta(title="Ngày về thực tế")] = None
    turns: Annotated[tuple[Turn, ...], Meta(title="Các lượt đi, không ghi tên")] = ()
    agreements_reached: Annotated[tuple[Text, ...], Meta(title="Thỏa thuận đạt được")] = ()
    report: Annotated[str, Meta(title="Hồ sơ báo cáo kết quả")] = ""
    results_notice: Annotated[
        Decision | None, Meta(title="Thông báo kết quả cho Bộ Ngoại giao")
    ] = None
    passports_back: Annotated[tuple[str, ...], Meta(title="Hộ chiếu đã nộp lại")] = ()
    matters: Annotated[tuple[str, ...], Meta(title="Vấn đề nhạy cảm liên quan")] = ()


class Presentation(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    note: Annotated[
        str, Meta(max_length=5000, title="Giải trình khi thiếu ý kiến hoặc có ý kiến không đồng ý")
    ] = ""


class AmendedJourney(Journey, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The journey as it shall be, and by which document (04/2020/TT-BNG, Điều 4 khoản 1)."""

    reason: Annotated[str, Meta(min_length=5, max_length=2000, title="Lý do")]
    by: Annotated[
        Literal["correction", "new-document"], Meta(title="Đính chính hay văn bản mới")
    ] = "new-document"
    decision: Annotated[Decision | None, Meta(title="Văn bản mới")] = None
    party_consent: Annotated[Decision | None, Meta(title="Văn bản đồng ý của Tỉnh ủy")] = None


class Notices(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    missions: Annotated[tuple[MissionNotice, ...], Meta(min_length=1, title="Cơ quan đại diện")]
    ministry: Annotated[Decision, Meta(title="Văn bản đồng gửi Bộ Ngoại giao")]


class Departure(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    departed_on: Annotated[datetime.date, Meta(title="Ngày đi")]
    is_reminded: Annotated[
        bool, Meta(title="Đã phổ biến: không mang tài liệu mật ra nước ngoài")
    ] = False


class Return(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    returned_on: Annotated[datetime.date, Meta(title="Ngày về")]
    agreements_reached: Annotated[tuple[Text, ...], Meta(title="Thỏa thuận đạt được")] = ()


class PassportsBack(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Passports handed back to their keeper, by dossier of the passport or by person."""

    passports: Annotated[tuple[Text, ...], Meta(min_length=1, title="Hộ chiếu đã nộp lại")]


def head_of(members: Iterable[Member]) -> Member | None:
    heads = [m for m in members if m.role == "head"]
    return heads[0] if len(heads) == 1 else None


def changes(before: Journey, after: Journey) -> int:
    """How many items of a decision differ: each person, the dates, the itinerary."""
    old = {m.person_id: replace(m, trips=0) for m in before.members}
    new = {m.person_id: replace(m, trips=0) for m in after.members}
    swapped = max(len(old.keys() - new.keys()), len(new.keys() - old.keys()))
    changed = sum(old[p] != new[p] for p in old.keys() & new.keys())
    dates = (before.departs_on, before.returns_on) != (after.departs_on, after.returns_on)
    return swapped + changed + dates + (before.legs != after.legs)


def put_amended(case: Case[OutboundDelegation, AmendedJourney]) -> OutboundDelegation:
    """The journey as amended; a new document replaces the decision, a correction does not."""
    told, fields = case.data, case.fields
    replaced = fields.decision if told.by == "new-document" else None
    made = Amended(by=told.by, reason=told.reason, on=case.today, replaced=replaced)
    return replace(
        fields,
        **{n: getattr(told, n) for n in Journey.__struct_fields__},
        decision=told.decision or fields.decision,
        party_consent=told.party_consent or fields.party_consent,
        amended=(*fields.amended, made),
    )


def record_consent(case: Case[OutboundDelegation, Decision]) -> OutboundDelegation:
    return replace(case.fields, party_consent=case.data)


def record_note(case: Case[OutboundDelegation, Presentation]) -> OutboundDelegation:
    return replace(case.fields, note=case.data.note)


def record_decision(case: Case[OutboundDelegation, Decision]) -> OutboundDelegation:
    return replace(case.fields, decision=case.data)


def record_notices(case: Case[OutboundDelegation, Notices]) -> OutboundDelegation:
    notices = (*case.fields.notices, *case.data.missions)
    return replace(case.fields, notices=notices, ministry_notice=case.data.ministry)


def record_departure(case: Case[OutboundDelegation, Departure]) -> OutboundDelegation:
    return replace(case.fields, departed_on=case.data.departed_on)


def their_returns(dossier: Dossier[OutboundDelegation], data: Any) -> Sequence[Lookup]:
    """Delegations of the same people that have come home."""
    people = [m.person_id for m in dossier.fields.members]
    there = {State.RETURNED_HOME, State.REPORTED, State.CLOSED}
    where = {"fields.members.person_id": people}
    return [Lookup(name="home", type="outbound-delegation", where=where, states=there)]


def record_return(case: Case[OutboundDelegation, Return]) -> OutboundDelegation:
    """A person's first return of a year makes one traveller of that year, whoever it is."""
    told, f = case.data, case.fields
    before = Counter(
        m.person_id
        for d in case.found["home"]
        if d.fields.departs_on.year == f.departs_on.year
        for m in d.fields.members
    )
    return replace(
        f,
        returned_on=told.returned_on,
        agreements_reached=told.agreements_reached,
        turns=tuple(Turn(number=before[m.person_id] + 1) for m in f.members),
    )


def record_results(case: Case[OutboundDelegation, Decision]) -> OutboundDelegation:
    return replace(case.fields, results_notice=case.data)


def record_passports(case: Case[OutboundDelegation, PassportsBack]) -> OutboundDelegation:
    back = tuple(dict.fromkeys((*case.fields.passports_back, *case.data.passports)))
    return replace(case.fields, passports_back=back)


def note_report(case: Case[OutboundDelegation, Any]) -> OutboundDelegation:
    """A report that goes to the Prime Minister goes to the Ministry too (Điều 19 khoản 2)."""
    told = case.data.document if case.data.is_sent_to_ministry else None
    return replace(
        case.fields,
        report=case.data.report,
        results_notice=case.fields.results_notice or told,
    )
