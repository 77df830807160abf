"""A promotion event: investment, trade, tourism, technology (R25).

S004 Điều 2.6b; S003 mục II.2đ, III.3-5, III.7; S002 Điều 11. Planned by a unit, presented by the
department, approved by the Chairman; after it is held its result report is owed (R07), and what it
brought is counted in leads.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from enum import StrEnum
from typing import Annotated, Any

from msgspec import Meta, Struct
from msgspec.structs import replace

from casework import (
    Case,
    Disclosure,
    Dossier,
    DossierType,
    Link,
    Lookup,
    Paper,
    Transition,
    fill_in,
    rule,
)
from casework.vocabulary import Decision, Text, WithReason, labels
from conferences_agreements import events
from conferences_agreements.dossiers.economic_lead import SECTORS, Sector
from conferences_agreements.events import EventForm
from conferences_agreements.laws import BEN_TRE, LAI_CHAU
from conferences_agreements.letters import events as letters
from conferences_agreements.refusals import is_dated_by_today, is_own
from conferences_agreements.roles import DESK, FILERS, Role


class State(StrEnum):
    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    PRESENTED = "presented"
    APPROVED = "approved"
    REJECTED = "rejected"
    HELD = "held"
    REPORTED = "reported"
    CLOSED = "closed"
    CANCELLED = "cancelled"


STATES = labels(State, held="đã tổ chức")
BEFORE_APPROVAL = frozenset({State.DRAFT, State.SUBMITTED, State.RETURNED, State.PRESENTED})
OPEN = frozenset(State) - {State.REJECTED, State.CLOSED, State.CANCELLED}
WROTE = {"draft", "revise", "submit"}


class EconomicEventForm(EventForm, frozen=True, kw_only=True):
    """Kế hoạch một sự kiện xúc tiến."""

    sector: Annotated[Sector, Meta(title="Lĩnh vực xúc tiến")]
    enterprises: Annotated[tuple[Text, ...], Meta(title="Doanh nghiệp tham gia")] = ()


class Held(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Sự kiện đã diễn ra ra sao."""

    ended_on: Annotated[datetime.date, Meta(title="Ngày kết thúc")]
    foreign_partners: Annotated[int, Meta(ge=0, title="Số đối tác nước ngoài")] = 0
    enterprises: Annotated[int, Meta(ge=0, title="Số doanh nghiệp của tỉnh")] = 0
    meetings: Annotated[int, Meta(ge=0, title="Số cuộc kết nối")] = 0
    documents: Annotated[int, Meta(ge=0, title="Số biên bản, thỏa thuận đã ký")] = 0
    leads: Annotated[tuple[Text, ...], Meta(title="Cơ hội ghi nhận được (hồ sơ)")] = ()
    result: Annotated[str, Meta(min_length=5, max_length=10_000, title="Kết quả")]


class EconomicEvent(EconomicEventForm, frozen=True, kw_only=True):
    """Sự kiện xúc tiến đầu tư, thương mại, du lịch."""

    decision: Annotated[Decision | None, Meta(title="Văn bản phê duyệt")] = None
    held: Annotated[Held | None, Meta(title="Kết quả tổ chức")] = None
    ended_on: Annotated[datetime.date | None, Meta(title="Ngày kết thúc thực tế")] = None
    result_report: Annotated[str, Meta(title="Hồ sơ báo cáo kết quả")] = ""
    report: Annotated[Decision | None, Meta(title="Văn bản báo cáo kết quả")] = None


@rule(BEN_TRE.art(11, 2), "Đơn vị đã có sự kiện cùng lĩnh vực trong những ngày này", "/starts_on")
def is_the_only_one(case: Case[EconomicEvent, Any]) -> bool:
    f = case.fields
    return not any(
        d.fields.starts_on <= f.ends_on and f.starts_on <= d.fields.ends_on
        for d in case.found["same-place"]
    )


@rule(LAI_CHAU.art(2, 6, "b"), "Sự kiện xúc tiến phải có doanh nghiệp hoặc đối tác tham gia",
      "/enterprises")  # fmt: skip
def somebody_takes_part(case: Case[EconomicEvent, Any]) -> bool:
    return bool(case.fields.enterprises or case.fields.partners)


def other_events(dossier: Dossier[Any], data: Any) -> Sequence[Lookup]:
    f = dossier.fields
    where = {
        "unit": [dossier.unit],
        "fields.sector": [str(f.sector)],
        "fields.place": [f.place],
    }
    return [Lookup(name="same-place", type="economic-event", where=where, states=sorted(OPEN))]


def record_held(case: Case[EconomicEvent, Held]) -> EconomicEvent:
    return replace(case.fields, held=case.data, ended_on=case.data.ended_on)


def links(fields: EconomicEvent) -> list[Link]:
    here = "conferences-agreements"
    leads = fields.held.leads if fields.held else ()
    return [*events.links(fields), *(Link("brought", here, "economic-lead", x) for x in leads)]


COMPLETE = [*events.COMPLETE, somebody_takes_part, is_the_only_one]

# fmt: off
ECONOMIC_EVENT = DossierType(
    name="economic-event", record="R25", prefix="XT", title="Sự kiện xúc tiến kinh tế",
    since=datetime.date(2012, 8, 30), law=LAI_CHAU.art(2, 6),
    fields=EconomicEvent, links=links, states=STATES,
    final={State.REJECTED, State.CLOSED, State.CANCELLED},
    heading=lambda f: f"{SECTORS[f.sector].capitalize()}: {f.name}",
    discloses=Disclosure(
        province=("name", "level", "country", "place", "starts_on", "ends_on", "partners",
                  "sector", "programme_item", "decision", "held", "ended_on", "report"),
        ministry=("name", "level", "country", "place", "starts_on", "ends_on", "sector",
                  "held", "ended_on", "report")),

    opening=Transition(
        LAI_CHAU.art(2, 6, "b"), "draft", title="lập kế hoạch sự kiện", target=State.DRAFT,
        by=FILERS, data=EconomicEventForm, emits="drafted"),

    transitions=[
        Transition(
            LAI_CHAU.art(2, 6, "b"), "revise", title="sửa kế hoạch", emits="revised",
            source={State.DRAFT, State.RETURNED}, target=State.DRAFT, by=FILERS,
            data=EconomicEventForm, requires=[is_own], then=fill_in),
        Transition(
            LAI_CHAU.art(2, 6, "b"), "submit", title="gửi kế hoạch", emits="submitted",
            source={State.DRAFT, State.RETURNED}, target=State.SUBMITTED, by=FILERS,
            needs=other_events, requires=[is_own, *COMPLETE]),
        Transition(
            LAI_CHAU.art(2, 6, "b"), "return", title="trả bổ sung", emits="returned",
            source={State.SUBMITTED}, target=State.RETURNED, by=DESK, data=WithReason),
        Transition(
            LAI_CHAU.art(2, 6, "b"), "present", title="trình phê duyệt", emits="presented",
            source={State.SUBMITTED}, target=State.PRESENTED, by={Role.DIRECTOR, Role.OFFICE},
            not_by=WROTE),
        Transition(
            LAI_CHAU.art(2, 6, "b"), "approve", title="phê duyệt", emits="approved",
            source={State.PRESENTED}, target=State.APPROVED, by={Role.CHAIR}, data=Decision,
            not_by={*WROTE, "present"}, then=events.record_decision,
            requires=[is_dated_by_today, events.is_approved_before_the_start]),
        Transition(
            LAI_CHAU.art(2, 6, "b"), "reject", title="không phê duyệt", emits="rejected",
            source={State.PRESENTED}, target=State.REJECTED, by={Role.CHAIR}, data=WithReason),
        Transition(
            LAI_CHAU.art(2, 6, "b"), "hold", title="ghi nhận đã tổ chức", emits="held",
            source={State.APPROVED}, target=State.HELD, by=FILERS, data=Held,
            requires=[is_own, events.has_ended], then=record_held),
        Transition(
            BEN_TRE.art(19, 3), "note-reported", title="ghi nhận báo cáo kết quả",
            source={State.HELD}, target=State.REPORTED, by={*DESK, Role.SYSTEM},
            data=events.Reported, requires=[events.is_reported_after_the_end],
            then=events.record_report, emits="report-noted"),
        Transition(
            BEN_TRE.art(19, 3), "close", title="đóng, lưu hồ sơ", emits="closed",
            source={State.HELD, State.REPORTED}, target=State.CLOSED, by=DESK,
            requires=[events.result_is_reported]),
        Transition(
            LAI_CHAU.art(2, 6, "b"), "withdraw", title="rút kế hoạch", emits="withdrawn",
            source=BEFORE_APPROVAL, target=State.CANCELLED, by=FILERS, data=WithReason,
            requires=[is_own]),
        Transition(
            LAI_CHAU.art(2, 6, "b"), "cancel", title="hủy sự kiện đã duyệt", emits="cancelled",
            source={State.APPROVED}, target=State.CANCELLED, by={Role.CHAIR},
            data=WithReason),
    ],

    deadlines=events.DUTIES,
    papers=[
        Paper(LAI_CHAU.art(2, 6, "b"), "ke-hoach", title="Kế hoạch tổ chức sự kiện xúc tiến",
              makes=letters.plan),
        Paper(LAI_CHAU.art(2, 6, "b"), "to-trinh", title="Tờ trình phê duyệt kế hoạch",
              makes=letters.submission),
        Paper(LAI_CHAU.art(2, 6, "b"), "phe-duyet", title="Văn bản phê duyệt",
              makes=letters.approval),
    ],
)
# fmt: on
