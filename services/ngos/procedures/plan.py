"""A foreign NGO's notice of its plan of activities (58/2022/NĐ-CP, Điều 21 khoản 4).

Within forty-five working days of receiving a registration that is new, renewed or amended, the
organisation tells the People's Committee of every province it works in what it will do there. The
dossier opens when the registration is recorded, and waits for the notice.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import Annotated, Any, Literal

from msgspec import Meta, Struct
from msgspec.structs import replace

from casework import (
    RECORD,
    After,
    Amount,
    Case,
    Deadline,
    Disclosure,
    Dossier,
    DossierType,
    Link,
    Lookup,
    Paper,
    Transition,
    each,
    rule,
)
from casework.vocabulary import Decision, Text, WithReason, labels
from ngos import registration
from ngos.laws import NGO
from ngos.letters import plan as letters
from ngos.refusals import is_dated_by_today
from ngos.registration import Field, ProvinceCode, Registration
from ngos.roles import DESK, RECORDERS, Role


class State(StrEnum):
    AWAITED = "awaited"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    ACCEPTED = "accepted"
    CANCELLED = "cancelled"


STATES = labels(State, awaited="chờ tổ chức thông báo", submitted="đã thông báo")


class Expected(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    ngo: Annotated[str, Meta(min_length=1, max_length=60, title="Mã hồ sơ tổ chức")]
    occasion: Annotated[
        Literal["registered", "renewed", "amended"], Meta(title="Giấy đăng ký được cấp, gia hạn…")
    ]
    received_on: Annotated[datetime.date, Meta(title="Ngày tổ chức nhận Giấy đăng ký")]


class Activity(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One activity the organisation intends."""

    title: Text
    field: Annotated[Field, Meta(title="Lĩnh vực")]
    province: Annotated[ProvinceCode, Meta(title="Tỉnh (mã)")]
    place: Annotated[str, Meta(max_length=300, title="Địa điểm")] = ""
    starts_on: Annotated[datetime.date, Meta(title="Bắt đầu")]
    ends_on: Annotated[datetime.date, Meta(title="Kết thúc")]
    partner: Annotated[str, Meta(max_length=300, title="Đối tác")] = ""
    is_religious: Annotated[bool, Meta(title="Hoạt động tôn giáo")] = False
    is_for_profit: Annotated[bool, Meta(title="Vì lợi nhuận")] = False


class Plan(Expected, frozen=True, kw_only=True):
    """Thông báo kế hoạch hoạt động của tổ chức PCPNN trên địa bàn tỉnh."""

    ngo_id: str = ""
    organisation: Annotated[str, Meta(title="Tên tổ chức")] = ""
    registration: Annotated[Registration | None, Meta(title="Giấy đăng ký")] = None
    notice: Annotated[Decision | None, Meta(title="Văn bản thông báo")] = None
    activities: Annotated[tuple[Activity, ...], Meta(title="Hoạt động")] = ()


class Notice(Decision, frozen=True, kw_only=True):
    activities: Annotated[
        tuple[Activity, ...], Meta(min_length=1, max_length=500, title="Hoạt động")
    ]


@rule(RECORD, "Không có hồ sơ tổ chức đã đăng ký mang mã này", "/ngo")
def ngo_is_known(case: Case[Plan, Any]) -> bool:
    return any(d.fields.registration for d in case.found["ngo"])


@rule(RECORD, "Ngày nhận Giấy đăng ký không thể sau hôm nay", "/received_on")
def is_received(case: Case[Plan, Any]) -> bool:
    return case.fields.received_on <= case.today


@each(NGO.art(18, 1, "b"), "Tỉnh không có trong Giấy đăng ký", "activities", "province")
def is_in_a_listed_province(case: Case[Plan, Any], activity: Activity) -> bool:
    held = case.fields.registration
    return held is not None and registration.covers(held, activity.province)


@each(NGO.art(18, 1, "b"), "Lĩnh vực không có trong Giấy đăng ký", "activities", "field")
def is_in_a_listed_field(case: Case[Plan, Any], activity: Activity) -> bool:
    held = case.fields.registration
    return held is not None and activity.field in held.fields


@each(NGO.art(18, 1, "a"), "Ngoài thời hạn của Giấy đăng ký", "activities", "ends_on")
def is_within_the_term(case: Case[Plan, Any], activity: Activity) -> bool:
    held = case.fields.registration
    return (
        held is not None
        and held.valid_from <= activity.starts_on
        and (activity.ends_on <= held.expires_on)
    )


@each(RECORD, "Ngày kết thúc trước ngày bắt đầu", "activities", "ends_on")
def ends_after_it_starts(case: Case[Plan, Any], activity: Activity) -> bool:
    return activity.ends_on >= activity.starts_on


@each(NGO.art(5), "Không được hoạt động tôn giáo", "activities", "is_religious")
def is_not_religious(case: Case[Plan, Any], activity: Activity) -> bool:
    return not activity.is_religious


@each(NGO.art(5), "Không được hoạt động vì lợi nhuận", "activities", "is_for_profit")
def is_not_for_profit(case: Case[Plan, Any], activity: Activity) -> bool:
    return not activity.is_for_profit


def the_organisation(dossier: Dossier[Any], data: Any) -> Sequence[Lookup]:
    code = data.ngo if isinstance(data, Expected) else dossier.fields.ngo
    return [Lookup(name="ngo", type="foreign-ngo", where={"code": [code]})]


def bind(case: Case[Plan, Expected]) -> Plan:
    ngo = case.found["ngo"][0]
    return replace(
        case.fields,
        ngo_id=ngo.id,
        organisation=ngo.fields.name,
        registration=ngo.fields.registration,
    )


def record_notice(case: Case[Plan, Notice]) -> Plan:
    notice = Decision(number=case.data.number, date=case.data.date)
    return replace(case.fields, notice=notice, activities=case.data.activities)


def heading(fields: Plan) -> str:
    return f"Kế hoạch hoạt động: {fields.organisation or fields.ngo}"


def links(fields: Plan) -> list[Link]:
    return [Link("notified-by", "ngos", "foreign-ngo", fields.ngo_id)] if fields.ngo_id else []


# fmt: off
PLAN = DossierType(
    name="ngo-plan", record="R11", prefix="KHP",
    title="Thông báo kế hoạch hoạt động của tổ chức PCPNN",
    since=date(2022, 11, 1), law=NGO.art(21, 4),
    fields=Plan, heading=heading, links=links,
    states=STATES, final={State.ACCEPTED, State.CANCELLED},
    discloses=Disclosure(
        province=("ngo", "organisation", "occasion", "received_on", "notice", "activities"),
        ministry=("organisation", "notice", "activities")),

    opening=Transition(
        NGO.art(21, 4), "expect", title="chờ thông báo kế hoạch", target=State.AWAITED,
        by={Role.SYSTEM, *RECORDERS}, data=Expected, needs=the_organisation, then=bind,
        requires=[ngo_is_known, is_received], emits="expected"),

    transitions=[
        Transition(
            NGO.art(21, 4), "notify", title="ghi nhận thông báo kế hoạch", emits="notified",
            source={State.AWAITED, State.RETURNED}, target=State.SUBMITTED, by=RECORDERS,
            data=Notice, requires=[is_dated_by_today], then=record_notice),
        Transition(
            NGO.art(24), "return", title="đề nghị tổ chức điều chỉnh", emits="returned",
            source={State.SUBMITTED}, target=State.RETURNED, by=DESK, data=WithReason),
        Transition(
            NGO.art(24), "accept", title="tiếp nhận kế hoạch", emits="accepted",
            source={State.SUBMITTED}, target=State.ACCEPTED, by={Role.HEAD, Role.DIRECTOR},
            requires=[is_in_a_listed_province, is_in_a_listed_field, is_within_the_term,
                      ends_after_it_starts, is_not_religious, is_not_for_profit],
            not_by={"notify"}),
        Transition(
            NGO.art(24), "cancel", title="bỏ: tổ chức không còn phải thông báo",
            source={State.AWAITED, State.RETURNED}, target=State.CANCELLED,
            by={Role.HEAD, Role.DIRECTOR, Role.SYSTEM}, data=WithReason, emits="cancelled"),
    ],
    deadlines=[
        Deadline(
            law=NGO.art(21, 4), name="notify", id="D43", met_by={"notify"},
            title="thông báo kế hoạch hoạt động với UBND tỉnh", owed_to="UBND tỉnh",
            shape=After(amount=Amount(45, "working-days"),
                        event=lambda d: d.fields.received_on, of="ngày nhận Giấy đăng ký")),
    ],
    papers=[
        Paper(NGO.art(24), "phuc-dap", title="Công văn phúc đáp thông báo kế hoạch",
              makes=letters.answer),
    ],
)
# fmt: on
