"""Conditions of a visit: its days, its guests, its host, and what else falls on the same days.

The procedure itself stands in dossiers/inbound_delegation.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from casework import RECORD, Case, Dossier, Lookup, each, rule
from casework.countries import is_country
from casework.vocabulary import Funding, FundingLine, Rank
from delegations import items
from delegations.inbound import OPEN, Guest, InboundDelegation, State, Visit
from delegations.laws import (
    CHANGING_PROGRAMMES,
    FORM_2_FUNDING,
    INVITING_GUESTS,
    PLANNING_RECEPTIONS,
)
from delegations.reporting import is_filled

INVITING = INVITING_GUESTS
RECEIVING = PLANNING_RECEPTIONS


@rule(INVITING, "Đoàn cấp tỉnh trưởng phải ghi có quan hệ truyền thống hay không", "/has_ties")
def says_whether_it_has_ties(case: Case[InboundDelegation, Any]) -> bool:
    return case.fields.head is not Rank.GOVERNOR or case.fields.has_ties is not None


@rule(RECEIVING, "Chưa ghi cơ quan chủ trì đón Đoàn", "/host")
def has_a_host(case: Case[InboundDelegation, Any]) -> bool:
    return bool(case.fields.host.strip())


@rule(RECEIVING, "Tỉnh không có đơn vị này", "/host")
def host_is_a_body(case: Case[InboundDelegation, Any]) -> bool:
    units = case.province.units
    return not (units and case.fields.host.strip()) or case.fields.host in units


@rule(RECORD, "Mã nước không có trong danh mục", "/country")
def country_is_known(case: Case[InboundDelegation, Any]) -> bool:
    return is_country(case.fields.country)


@rule(
    RECORD,
    "Thời gian ở tỉnh phải nằm trong thời gian ở Việt Nam, ngày đi không trước ngày đến",
    "/leaves_on",
)
def stay_is_in_order(case: Case[InboundDelegation, Any]) -> bool:
    f = case.fields
    return f.arrives_on <= f.comes_on <= f.goes_on <= f.leaves_on


@each(RECEIVING, "Thời gian ở Việt Nam ngoài thời hạn của thị thực", "guests", "visa_until")
def stay_is_within_the_visa(case: Case[InboundDelegation, Any], guest: Guest) -> bool:
    f = case.fields
    begins = guest.visa_from is None or guest.visa_from <= f.arrives_on
    return begins and (guest.visa_until is None or f.leaves_on <= guest.visa_until)


@each(RECEIVING, "Mã quốc tịch không có trong danh mục", "guests", "nationality")
def nationality_is_known(case: Case[InboundDelegation, Any], guest: Guest) -> bool:
    return is_country(guest.nationality)


@each(FORM_2_FUNDING, "Phải ghi bên tài trợ, đài thọ", "funding", "sponsor")
def foreign_payer_is_named(case: Case[InboundDelegation, Any], line: FundingLine) -> bool:
    return line.source is not Funding.FOREIGN_HOST or bool(line.sponsor.strip())


@rule(RECORD, "Đoàn phải có ít nhất một thành viên", "/guests")
def has_guests(case: Case[InboundDelegation, Any]) -> bool:
    return bool(case.fields.guests)


@rule(RECEIVING, "Đoàn đã đến trước khi hồ sơ được gửi: phải ghi đột xuất", "/comes_on")
def is_ahead(case: Case[InboundDelegation, Any]) -> bool:
    return case.fields.comes_on >= case.today or case.fields.is_unscheduled


@rule(
    CHANGING_PROGRAMMES,
    "Đoàn phải gắn với một hoạt động của Chương trình, hoặc nêu lý do phát sinh",
    "/programme_item",
)
def says_where_it_comes_from(case: Case[InboundDelegation, Any]) -> bool:
    return bool(case.fields.programme_item) is not bool(case.fields.arising_reason.strip())


@rule(
    CHANGING_PROGRAMMES,
    "Chương trình đã ban hành không có đoàn vào này đang chờ thực hiện",
    "/programme_item",
)
def item_is_open(case: Case[InboundDelegation, Any]) -> bool:
    if not (wanted := case.fields.programme_item):
        return True
    found = [i for d in case.found["programme"] for i in d.fields.items if i.id == wanted]
    return any(i.kind is items.Kind.INBOUND and i.standing in items.OPEN for i in found)


@rule(
    RECORD,
    "Đã có hồ sơ đoàn cùng bên cử, trùng thời gian: phải xác nhận không trùng",
    "/is_not_a_repeat",
)
def is_no_repeat(case: Case[InboundDelegation, Any]) -> bool:
    f = case.fields
    same = [d.fields for d in case.found["same"]]
    repeated = any(o.arrives_on <= f.leaves_on and f.arrives_on <= o.leaves_on for o in same)
    return f.is_not_a_repeat or not repeated


def around(dossier: Dossier[Any], data: Any) -> Sequence[Lookup]:
    visit: Visit = data if isinstance(data, Visit) else dossier.fields
    live = [s for s in State if s in OPEN and s is not State.DRAFT]
    return [
        Lookup(
            name="programme", type="provincial-programme",
            where={"fields.items.id": [visit.programme_item]},
            states=["published", "in-execution"],
        ),
        Lookup(
            name="same", type="inbound-delegation", where={"fields.sender": [visit.sender]},
            states=live,
        ),
    ]  # fmt: skip


ADMISSIBLE = [
    *(stay_is_in_order, country_is_known, nationality_is_known, stay_is_within_the_visa),
    says_whether_it_has_ties,
]
COMPLETE = [
    *(has_a_host, host_is_a_body, has_guests, is_ahead, says_where_it_comes_from, item_is_open),
    *(is_no_repeat, foreign_payer_is_named, *ADMISSIBLE),
    *(is_filled(RECEIVING, n, t) for n, t in (("purpose", "Mục đích"), ("content", "Nội dung"))),
]
