"""One activity of people-to-people diplomacy (164/KH-UBND, mục III; S003 III.11).

The Union of Friendship Organisations or another body plans it, approves it itself, carries it out
and reports it; the department takes it into its consolidation. An activity abroad rests on an
outbound delegation (R04), foreign money on aid that was approved (R12).
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import Annotated, Any

from msgspec import Meta, Struct
from msgspec.structs import replace

from casework import (
    RECORD,
    STAYS,
    Case,
    Disclosure,
    Dossier,
    DossierType,
    Link,
    Lookup,
    Paper,
    Transition,
    each,
    fill_in,
    rule,
)
from casework.countries import is_country
from casework.vocabulary import Decision, Funding, FundingLine, Prose, Text, WithReason, labels
from ngos.laws import AID, PEOPLE_DIPLOMACY, SENDING_ABROAD
from ngos.letters import people as letters
from ngos.people import KINDS, Kind
from ngos.refusals import is_dated_by_today, reports_for_itself
from ngos.roles import DESK, Role

SCHEME = PEOPLE_DIPLOMACY
FOREIGN = {Funding.FOREIGN_HOST, Funding.FOREIGN_ENTERPRISE}
RUNNING_AID = ["approved", "implementing", "completed", "reported", "settled"]


class State(StrEnum):
    PLANNED = "planned"
    APPROVED = "approved"
    DONE = "done"
    REPORTED = "reported"
    CONSOLIDATED = "consolidated"
    CANCELLED = "cancelled"


STATES = labels(
    State, planned="trong kế hoạch", done="đã thực hiện", consolidated="Sở đã tổng hợp",
)  # fmt: skip


class Plan(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    kind: Annotated[Kind, Meta(title="Loại hoạt động")]
    title: Annotated[Text, Meta(title="Tên hoạt động")]
    starts_on: Annotated[datetime.date, Meta(title="Bắt đầu")]
    ends_on: Annotated[datetime.date, Meta(title="Kết thúc")]
    partner: Annotated[str, Meta(max_length=300, title="Đối tác")] = ""
    country: Annotated[str, Meta(pattern=r"^([A-Z]{2})?$(?!\n)", title="Nước")] = ""
    participants: Annotated[int, Meta(ge=1, title="Số người tham gia")]
    is_abroad: Annotated[bool, Meta(title="Tổ chức ở nước ngoài")] = False
    delegation: Annotated[str, Meta(max_length=60, title="Hồ sơ đoàn ra (mã hoặc số hồ sơ)")] = ""
    funding: Annotated[tuple[FundingLine, ...], Meta(title="Kinh phí", max_length=20)] = ()
    has_foreign_funding: Annotated[bool, Meta(title="Có nguồn nước ngoài")] = False
    aid: Annotated[str, Meta(max_length=60, title="Mã hồ sơ viện trợ")] = ""
    plan: Annotated[str, Meta(max_length=60, title="Kế hoạch năm (mã)")] = ""


class Activity(Plan, frozen=True, kw_only=True):
    """Hoạt động đối ngoại nhân dân."""

    aid_id: str = ""
    decision: Annotated[Decision | None, Meta(title="Văn bản phê duyệt của cơ quan chủ trì")] = None
    permitted: Annotated[str, Meta(title="Đoàn ra đã được cho phép")] = ""
    ended_on: Annotated[datetime.date | None, Meta(title="Ngày kết thúc thực tế")] = None
    attended: Annotated[int, Meta(title="Số người tham gia thực tế")] = 0
    result: Annotated[str, Meta(title="Kết quả")] = ""
    report: Annotated[Decision | None, Meta(title="Báo cáo")] = None
    difficulties: Annotated[str, Meta(title="Khó khăn, kiến nghị")] = ""
    award: Annotated[str, Meta(title="Đề nghị khen thưởng")] = ""


class Held(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    ended_on: Annotated[datetime.date, Meta(title="Ngày kết thúc thực tế")]
    attended: Annotated[int, Meta(ge=1, title="Số người tham gia thực tế")]


class Report(Decision, frozen=True, kw_only=True):
    result: Annotated[Prose, Meta(title="Kết quả")]
    difficulties: Annotated[str, Meta(max_length=5000, title="Khó khăn, kiến nghị")] = ""
    award: Annotated[str, Meta(max_length=1000, title="Đề nghị khen thưởng")] = ""


class Permitted(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    delegation: Annotated[str, Meta(min_length=1, max_length=60, title="Hồ sơ đoàn ra")]


@rule(RECORD, "Ngày kết thúc trước ngày bắt đầu", "/ends_on")
def ends_after_it_starts(case: Case[Activity, Any]) -> bool:
    return case.fields.ends_on >= case.fields.starts_on


@rule(SCHEME, "Hoạt động đã diễn ra trước khi phê duyệt", "/starts_on")
def is_ahead(case: Case[Activity, Any]) -> bool:
    return case.fields.starts_on >= case.today


@rule(SCHEME, "Hoạt động ở nước ngoài, có đối tác nước ngoài phải ghi nước", "/country")
def names_its_country(case: Case[Activity, Any]) -> bool:
    f = case.fields
    if not f.country:
        return not (f.is_abroad or f.partner)
    return is_country(f.country)


@rule(SENDING_ABROAD, "Hoạt động ở nước ngoài phải có hồ sơ đoàn ra", "/delegation")
def abroad_has_a_delegation(case: Case[Activity, Any]) -> bool:
    return not case.fields.is_abroad or bool(case.fields.delegation.strip())


@rule(SENDING_ABROAD, "Đoàn ra của hoạt động này chưa được cho phép", "/delegation")
def delegation_is_permitted(case: Case[Activity, Any]) -> bool:
    return not case.fields.is_abroad or bool(case.fields.permitted)


@rule(AID.art(4), "Nguồn nước ngoài phải có khoản viện trợ đã được phê duyệt", "/aid")
def foreign_money_is_approved_aid(case: Case[Activity, Any]) -> bool:
    f = case.fields
    foreign = f.has_foreign_funding or any(line.source in FOREIGN for line in f.funding)
    return not foreign or bool(case.found["aid"])


@each(SCHEME, "Mỗi khoản kinh phí phải lớn hơn 0", of="funding", at="money")
def costs_something(case: Case[Activity, Any], line: FundingLine) -> bool:
    return line.money is None or line.money.amount > 0


@rule(RECORD, "Ngày kết thúc thực tế chưa tới hoặc trước ngày bắt đầu", "/ended_on")
def has_ended(case: Case[Activity, Held]) -> bool:
    return case.fields.starts_on <= case.data.ended_on <= case.today


def its_aid(dossier: Dossier[Any], data: Any) -> Sequence[Lookup]:
    told: Plan = data if isinstance(data, Plan) else dossier.fields
    return [Lookup(name="aid", type="aid", where={"code": [told.aid]}, states=RUNNING_AID)]


def take_in(case: Case[Activity, Plan]) -> Activity:
    kept = case.fields.permitted if case.fields.delegation == case.data.delegation else ""
    aid = next((d.id for d in case.found["aid"]), "")
    return fill_in(case, permitted=kept, aid_id=aid)


def record_decision(case: Case[Activity, Decision]) -> Activity:
    return replace(case.fields, decision=case.data)


def note_permission(case: Case[Activity, Permitted]) -> Activity:
    return replace(case.fields, permitted=case.data.delegation)


def record_end(case: Case[Activity, Held]) -> Activity:
    return replace(case.fields, ended_on=case.data.ended_on, attended=case.data.attended)


def record_report(case: Case[Activity, Report]) -> Activity:
    told = case.data
    return replace(
        case.fields,
        report=Decision(number=told.number, date=told.date),
        result=told.result,
        difficulties=told.difficulties,
        award=told.award,
    )


def links(fields: Activity) -> list[Link]:
    found = [("carried-by", "delegations", "outbound-delegation", fields.permitted)]
    found += [("paid-by", "ngos", "aid", fields.aid_id)]
    return [Link(*link) for link in found if link[3]]


# fmt: off
PEOPLE_ACTIVITY = DossierType(
    name="people-activity", record="R32", prefix="DNND",
    title="Hoạt động đối ngoại nhân dân",
    since=date(2019, 11, 25), law=SCHEME,
    fields=Activity, heading=lambda f: f"{f.title} ({KINDS[f.kind]})", links=links,
    states=STATES, final={State.CONSOLIDATED, State.CANCELLED},
    no_deadline="Báo cáo 6 tháng, năm (mục III) là kỳ báo cáo chung, không phải hạn của từng việc",
    discloses=Disclosure(
        province=("kind", "title", "starts_on", "ends_on", "country", "participants", "is_abroad",
                  "delegation", "aid", "plan", "ended_on", "attended", "result", "award"),
        ministry=("kind", "title", "starts_on", "country", "attended", "result")),

    opening=Transition(
        SCHEME, "plan", title="đưa vào kế hoạch", target=State.PLANNED,
        by={Role.UNIT, Role.OFFICER}, data=Plan, needs=its_aid, then=take_in, emits="planned",
        requires=[reports_for_itself, ends_after_it_starts]),
    transitions=[
        Transition(
            SCHEME, "revise", title="sửa kế hoạch hoạt động", emits="revised",
            source={State.PLANNED}, target=State.PLANNED, by={Role.UNIT, Role.OFFICER}, data=Plan,
            needs=its_aid, requires=[reports_for_itself, ends_after_it_starts], then=take_in),
        Transition(
            SCHEME, "approve", not_by={"plan", "revise"},
            title="phê duyệt của cơ quan chủ trì", emits="approved",
            source={State.PLANNED}, target=State.APPROVED, by={Role.UNIT, Role.OFFICER},
            data=Decision, needs=its_aid, then=record_decision,
            requires=[reports_for_itself, is_dated_by_today, is_ahead, names_its_country,
                      abroad_has_a_delegation, foreign_money_is_approved_aid, costs_something]),
        Transition(
            SENDING_ABROAD, "note-permission", title="ghi nhận đoàn ra được cho phép",
            source={State.PLANNED, State.APPROVED}, target=STAYS, by={Role.SYSTEM, Role.OFFICER},
            data=Permitted, then=note_permission, emits="permission-noted"),
        Transition(
            SCHEME, "hold", title="ghi nhận đã thực hiện", emits="held",
            source={State.APPROVED}, target=State.DONE, by={Role.UNIT, Role.OFFICER}, data=Held,
            needs=its_aid, then=record_end,
            requires=[reports_for_itself, has_ended, delegation_is_permitted,
                      foreign_money_is_approved_aid]),
        Transition(
            SCHEME, "report", title="báo cáo kết quả", emits="reported",
            source={State.DONE}, target=State.REPORTED, by={Role.UNIT, Role.OFFICER}, data=Report,
            requires=[reports_for_itself, is_dated_by_today], then=record_report),
        Transition(
            SCHEME, "consolidate", title="tổng hợp", emits="consolidated",
            source={State.REPORTED}, target=State.CONSOLIDATED, by=DESK),
        Transition(
            SCHEME, "cancel", title="không tổ chức", emits="cancelled",
            source={State.PLANNED, State.APPROVED}, target=State.CANCELLED,
            by={Role.UNIT, Role.OFFICER, Role.HEAD}, data=WithReason,
            requires=[reports_for_itself]),
    ],
    papers=[
        Paper(SCHEME, "bao-cao", title="Báo cáo kết quả hoạt động đối ngoại nhân dân",
              makes=letters.report),
    ],
)
# fmt: on
