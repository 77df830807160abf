"""Conditions of a journey abroad: its days and places, its people, its money, and the caps.

They hold for what is asked (the application), for what is revised and for what an amending
decision puts in its place: `journey` is whichever of them is before the desk.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any

from msgspec.structs import replace

from casework import RECORD, Case, Citation, Dossier, Lookup, Param, Rule, each, rule
from casework.countries import is_country
from casework.vocabulary import PROVINCIAL_LEADERS, Funding, FundingLine, Rank
from delegations import items
from delegations.laws import (
    ARISING_ACTIVITIES,
    ASKING_ABOUT_TRAVELLERS,
    CHANGING_PROGRAMMES,
    CLERICAL,
    FORM_1_FUNDING,
    FORM_1_ROUTE,
    PASSPORT_GUIDE,
    PASSPORTS,
    REGULATION,
)
from delegations.outbound import (
    Journey,
    Level,
    Managed,
    Member,
    OutboundDelegation,
    State,
    Trip,
    head_of,
)
from delegations.sensitive import is_ordinary

OWN_SIDE = (
    *(Rank.PARTY_SECRETARY, Rank.CHAIR, Rank.VICE_CHAIR),
    *(Rank.DIRECTOR, Rank.DEPUTY_DIRECTOR, Rank.STAFF),
)
LEADERS = frozenset(OWN_SIDE) - {Rank.STAFF}
TRAVELLING = frozenset(State) - {State.DRAFT, State.RETURNED, State.REJECTED, State.CANCELLED}
SETTLED = ["approved", "notified", "executed", "reported", "applied"]


def cap(name: str, title: str) -> Param:
    """A bound that a province may set; 0, no bound, until it does (seen for Hà Nội only)."""
    told = f"{title} (0: không giới hạn)"
    return Param(name=f"outbound.{name}", title=told, law=REGULATION, default=0, most=100)


MAX_TRIPS = cap("max-trips", "Số chuyến đi tối đa của một lãnh đạo trong năm")
MAX_MEMBERS = cap("max-members", "Số thành viên tối đa của một đoàn")
MAX_COUNTRIES = cap("max-countries", "Số nước tối đa của một chuyến đi")
MAX_DAYS = Param(
    name="outbound.max-days",
    title="Số ngày tối đa của một chuyến đi",
    law=REGULATION,
    default=None,
    unit="calendar-days",
    least=1,
)
CAPS = [MAX_TRIPS, MAX_MEMBERS, MAX_COUNTRIES, MAX_DAYS]
NOTICE_HEADS = Param(
    name="outbound.mission-notice-heads",
    title="Cấp Trưởng đoàn phải thông báo trước cho cơ quan đại diện Việt Nam",
    law=REGULATION,
    default=("party-secretary", "chair", "vice-chair"),
)
CONSENT_RANKS = Param(
    name="outbound.party-consent-ranks",
    title="Cấp cán bộ đi nước ngoài phải có văn bản đồng ý của Tỉnh ủy",
    law=REGULATION,
    default=("party-secretary", "chair", "vice-chair"),
)

MemberRule = Callable[[Case[Any, Any], Member], bool]


def journey(case: Case[Any, Any]) -> Journey:
    """The journey before the desk: in the data when it is new, otherwise in the dossier."""
    given: Journey = case.data if isinstance(case.data, Journey) else case.fields
    return given


def every_member(
    law: Citation, says: str, at: str
) -> Callable[[MemberRule], Rule[OutboundDelegation, Any]]:
    """A condition on every member, whichever journey is before the desk."""

    def named(holds: MemberRule) -> Rule[OutboundDelegation, Any]:
        def where(case: Case[Any, Any]) -> list[str]:
            members = enumerate(journey(case).members)
            return [f"/members/{n}/{at}" for n, m in members if not holds(case, m)]

        return Rule(law, says, lambda case: not where(case), "/members", where)

    return named


@rule(RECORD, "Đoàn phải có ít nhất một thành viên", "/members")
def has_members(case: Case[Any, Any]) -> bool:
    return bool(journey(case).members)


@rule(RECORD, "Đoàn phải có đúng một Trưởng đoàn", "/members")
def has_one_head(case: Case[Any, Any]) -> bool:
    members = journey(case).members
    return not members or head_of(members) is not None


@rule(RECORD, "Một người ghi hai lần trong Đoàn", "/members")
def names_each_once(case: Case[Any, Any]) -> bool:
    people = [m.person_id for m in journey(case).members]
    return len(people) == len(set(people))


@rule(RECORD, "Ngày về không thể trước ngày đi", "/returns_on")
def returns_after_it_departs(case: Case[Any, Any]) -> bool:
    return journey(case).returns_on >= journey(case).departs_on


@rule(
    RECORD,
    "Số ngày khác lộ trình: phải bằng tổng số ngày từ khi đi đến khi về, kể cả quá cảnh",
    "/days",
)
def days_equal_the_itinerary(case: Case[Any, Any]) -> bool:
    j = journey(case)
    return j.days == (j.returns_on - j.departs_on).days + 1


@rule(FORM_1_ROUTE, "Đoàn ra phải ghi nước đến theo lộ trình", "/legs")
def has_an_itinerary(case: Case[Any, Any]) -> bool:
    return bool(journey(case).legs)


@rule(
    RECORD,
    "Lộ trình phải theo thứ tự thời gian và nằm trong thời gian chuyến đi",
    "/legs",
)
def itinerary_is_in_order(case: Case[Any, Any]) -> bool:
    j = journey(case)
    days = [j.departs_on, *(d for leg in j.legs for d in (leg.arrive, leg.depart)), j.returns_on]
    return days == sorted(days)


@rule(RECORD, "Mã nước không có trong danh mục", "/legs")
def countries_are_known(case: Case[Any, Any]) -> bool:
    return all(is_country(leg.country) for leg in journey(case).legs)


@rule(ASKING_ABOUT_TRAVELLERS, "Chuyến đi đã bắt đầu trước khi hồ sơ được gửi", "/departs_on")
def is_ahead(case: Case[Any, Any]) -> bool:
    return journey(case).departs_on >= case.today


@every_member(
    ASKING_ABOUT_TRAVELLERS, "Người này có tên trong một đoàn khác trùng thời gian", at="person_id"
)
def travels_once_at_a_time(case: Case[Any, Any], member: Member) -> bool:
    j = journey(case)
    return not any(
        d.fields.departs_on <= j.returns_on and j.departs_on <= _back(d)
        for d in case.found["trips"]
        if _has(d, member)
    )


@every_member(
    PASSPORT_GUIDE.art(11, 3, "b"),
    "Hộ chiếu phải còn hạn ít nhất sáu tháng kể từ ngày xuất cảnh",
    at="passport_expires_on",
)
def passport_lasts_six_months(case: Case[Any, Any], member: Member) -> bool:
    expires = member.passport_expires_on
    return expires is None or expires >= _six_months_after(journey(case).departs_on)


@every_member(
    PASSPORTS.art(9),
    "Lãnh đạo đã nghỉ hưu không còn là cán bộ, công chức để dùng hộ chiếu công vụ",
    at="passport_kind",
)
def retired_leader_is_no_civil_servant(case: Case[Any, Any], member: Member) -> bool:
    return not (member.is_retired_leader and member.passport_kind == "official")


@rule(
    RECORD,
    "Cấp đoàn không khớp Trưởng đoàn: cấp tỉnh khi và chỉ khi Trưởng đoàn là lãnh đạo tỉnh",
    "/level",
)
def level_is_that_of_its_head(case: Case[OutboundDelegation, Any]) -> bool:
    head = head_of(case.fields.members)
    return head is None or (
        (head.rank in PROVINCIAL_LEADERS) is (case.fields.level is Level.PROVINCE)
    )


@each(
    FORM_1_FUNDING,
    "Kinh phí do nước ngoài đài thọ phải ghi bên đài thọ",
    of="funding",
    at="sponsor",
)
def foreign_host_is_named(case: Case[OutboundDelegation, Any], line: FundingLine) -> bool:
    return line.source is not Funding.FOREIGN_HOST or bool(line.sponsor.strip())


@rule(CLERICAL.art(8, 2), "Thư mời bằng tiếng nước ngoài phải có bản dịch", "/invitation")
def invitation_is_translated(case: Case[OutboundDelegation, Any]) -> bool:
    letter = case.fields.invitation
    return letter is None or letter.language == "vi" or letter.is_translated


@rule(
    CHANGING_PROGRAMMES,
    "Đoàn phải gắn với đúng một: hoạt động của Chương trình, sửa đổi Chương trình, hoặc lý do "
    "phát sinh",
    "/programme_item",
)
def says_where_it_comes_from(case: Case[OutboundDelegation, Any]) -> bool:
    f = case.fields
    if f.programme_item:
        return not f.arising_reason
    return bool(f.amendment) is not bool(f.arising_reason.strip())


@rule(
    CHANGING_PROGRAMMES,
    "Chương trình đã ban hành không có đoàn ra này đang chờ thực hiện",
    "/programme_item",
)
def item_is_open(case: Case[OutboundDelegation, Any]) -> bool:
    item = planned(case)
    if not case.fields.programme_item:
        return True
    return item is not None and item.kind is items.Kind.OUTBOUND and item.standing in items.OPEN


@rule(CHANGING_PROGRAMMES, "Hồ sơ sửa đổi, bổ sung chưa được đồng ý hoặc không có", "/amendment")
def amendment_is_agreed(case: Case[OutboundDelegation, Any]) -> bool:
    return not case.fields.amendment or bool(case.found["amendment"])


@rule(
    ARISING_ACTIVITIES,
    "Đoàn có tính chất phức tạp, nhạy cảm không đi theo diện phát sinh: phải sửa đổi Chương trình",
    "/amendment",
)
def arises_only_when_ordinary(case: Case[OutboundDelegation, Any]) -> bool:
    f = case.fields
    return bool(f.programme_item or f.amendment) or is_ordinary(f)


@rule(
    CHANGING_PROGRAMMES,
    "Cấp Trưởng đoàn thấp hơn Chương trình đã duyệt: phải sửa đổi Chương trình",
    "/members",
)
def head_is_as_planned(case: Case[OutboundDelegation, Any]) -> bool:
    item, head = planned(case), head_of(journey(case).members)
    if item is None or head is None or case.found["amendment"] or item.head not in OWN_SIDE:
        return True
    return head.rank in OWN_SIDE and OWN_SIDE.index(head.rank) <= OWN_SIDE.index(item.head)


@rule(REGULATION, "Đoàn vượt số thành viên mà tỉnh cho phép", "/members")
def is_not_too_large(case: Case[Any, Any]) -> bool:
    return _within(case, MAX_MEMBERS, len(journey(case).members))


@rule(REGULATION, "Chuyến đi vượt số nước mà tỉnh cho phép", "/legs")
def visits_not_too_many(case: Case[Any, Any]) -> bool:
    return _within(case, MAX_COUNTRIES, len({leg.country for leg in journey(case).legs}))


@rule(REGULATION, "Chuyến đi vượt số ngày mà tỉnh cho phép", "/days")
def is_not_too_long(case: Case[Any, Any]) -> bool:
    most = case.number(MAX_DAYS)
    return most is None or journey(case).days <= most


@every_member(REGULATION, "Lãnh đạo này vượt số chuyến đi trong năm mà tỉnh cho phép", at="trips")
def leader_travels_not_too_often(case: Case[Any, Any], member: Member) -> bool:
    if member.rank not in LEADERS:
        return True
    return _within(case, MAX_TRIPS, trips_of(case, member) + 1)


def planned(case: Case[OutboundDelegation, Any]) -> items.Item | None:
    found = [i for d in case.found["programme"] for i in d.fields.items]
    return next((i for i in found if i.id == case.fields.programme_item), None)


def trips_of(case: Case[Any, Any], member: Member) -> int:
    """Other delegations of the same person that leave in the same year."""
    year = journey(case).departs_on.year
    trips = [d for d in case.found["trips"] if d.fields.departs_on.year == year]
    return sum(_has(d, member) for d in trips)


def counted(case: Case[Any, Any], fields: OutboundDelegation) -> OutboundDelegation:
    """What the register adds to a journey: its head, its size, each person's trips this year."""
    head = head_of(fields.members)
    rank = head.rank if head else Rank.OTHER
    told = case.province.find(NOTICE_HEADS, case.dossier.lodged_on).value
    return replace(
        fields,
        members=tuple(replace(m, trips=trips_of(case, m)) for m in fields.members),
        head=rank,
        travellers=len(fields.members),
        needs_notice=rank in told,
    )


def need_consent(case: Case[Any, Any], members: Iterable[Member]) -> list[Member]:
    """Whose journey the Party committee must agree to (Điều 4 khoản 1)."""
    ranks = case.province.find(CONSENT_RANKS, case.dossier.lodged_on).value
    return [
        m
        for m in members
        if m.managed_by is Managed.PARTY or m.is_retired_leader or m.rank in ranks
    ]


def around(dossier: Dossier[Any], data: Any) -> Sequence[Lookup]:
    """The programme and amendment it carries out, and the other journeys of its people."""
    trip: Any = data if isinstance(data, Trip) else dossier.fields
    members = data.members if isinstance(data, Journey) else dossier.fields.members
    return [
        Lookup(
            name="programme",
            type="provincial-programme",
            where={"fields.items.id": [trip.programme_item]},
            states=["published", "in-execution"],
        ),
        Lookup(
            name="amendment",
            type="programme-amendment",
            where={"code": [trip.amendment]},
            states=SETTLED,
        ),
        Lookup(
            name="trips",
            type="outbound-delegation",
            where={"fields.members.person_id": [m.person_id for m in members]},
            states=TRAVELLING,
        ),
    ]


def _within(case: Case[Any, Any], param: Param, number: int) -> bool:
    most = case.number(param)
    return not most or number <= most


def _has(dossier: Dossier[OutboundDelegation], member: Member) -> bool:
    return any(m.person_id == member.person_id for m in dossier.fields.members)


def _back(dossier: Dossier[OutboundDelegation]) -> date:
    return dossier.fields.returned_on or dossier.fields.returns_on


def _six_months_after(day: date) -> date:
    months = day.month - 1 + 6
    year, month = day.year + months // 12, months % 12 + 1
    last = (date(year + month // 12, month % 12 + 1, 1) - date.resolution).day
    return date(year, month, min(day.day, last))


CONSISTENT = [
    *(has_members, has_one_head, names_each_once, returns_after_it_departs),
    *(days_equal_the_itinerary, has_an_itinerary, itinerary_is_in_order, countries_are_known),
    *(travels_once_at_a_time, passport_lasts_six_months, retired_leader_is_no_civil_servant),
    *(is_not_too_large, visits_not_too_many, is_not_too_long, leader_travels_not_too_often),
]
ADMISSIBLE = [
    *(is_ahead, level_is_that_of_its_head, foreign_host_is_named, invitation_is_translated),
    *(says_where_it_comes_from, item_is_open, amendment_is_agreed, arises_only_when_ordinary),
    head_is_as_planned,
]
