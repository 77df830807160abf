"""A cultural event: festival, exhibition, performance, week of culture (R26).

S004 Điều 2.7a-c; S003 mục II.5a, III.6, III.12-13; S002 Điều 12. An event abroad travels with a
delegation (R04), a foreign troupe comes with its own (R05); after the event its report is owed.
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
    each,
    fill_in,
    rule,
)
from casework.countries import is_country
from casework.vocabulary import Country, Decision, Text, WithReason, labels
from conferences_agreements import events
from conferences_agreements.events import EventForm
from conferences_agreements.laws import BEN_TRE, HUE_PLAN, LAI_CHAU
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


class Form(StrEnum):
    FESTIVAL = "festival"
    EXHIBITION = "exhibition"
    PERFORMANCE = "performance"
    WEEK = "culture-week"
    HERITAGE = "heritage"
    ANNIVERSARY = "anniversary"
    OTHER = "other"


FORMS = {
    "festival": "lễ hội, festival",
    "exhibition": "triển lãm",
    "performance": "biểu diễn nghệ thuật",
    "culture-week": "tuần văn hóa, ngày văn hóa",
    "heritage": "quảng bá di sản",
    "anniversary": "kỷ niệm quan hệ",
    "other": "khác",
}


class Troupe(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Một đoàn nghệ thuật nước ngoài."""

    name: Annotated[Text, Meta(title="Tên đoàn")]
    country: Annotated[Country, Meta(title="Nước")]
    people: Annotated[int, Meta(ge=1, title="Số người")]
    inbound: Annotated[str, Meta(max_length=60, title="Hồ sơ đoàn vào")] = ""


class CulturalEventForm(EventForm, frozen=True, kw_only=True):
    """Kế hoạch một sự kiện ngoại giao văn hóa."""

    form: Annotated[Form, Meta(title="Hình thức")]
    troupes: Annotated[tuple[Troupe, ...], Meta(title="Đoàn nghệ thuật nước ngoài")] = ()
    unesco_title: Annotated[str, Meta(max_length=60, title="Danh hiệu được quảng bá")] = ""
    obligation: Annotated[str, Meta(max_length=500, title="Nghĩa vụ của danh hiệu")] = ""
    obligation_owner: Annotated[str, Meta(max_length=60, title="Cơ quan chịu trách nhiệm")] = ""


class Held(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Sự kiện đã diễn ra ra sao."""

    ended_on: Annotated[datetime.date, Meta(title="Ngày kết thúc")]
    visitors: Annotated[int, Meta(ge=0, title="Số khán giả, khách")] = 0
    foreign_visitors: Annotated[int, Meta(ge=0, title="Trong đó khách nước ngoài")] = 0
    result: Annotated[str, Meta(min_length=5, max_length=10_000, title="Kết quả")]


class CulturalEvent(CulturalEventForm, frozen=True, kw_only=True):
    """Sự kiện ngoại giao văn hóa."""

    decision: Annotated[Decision | None, Meta(title="Văn bản phê duyệt")] = None
    held: Annotated[Held | None, Meta(title="Kết quả tổ chức")] = None
    ended_on: Annotated[datetime.date | None, Meta(title="Ngày kết thúc thực tế")] = None
    result_report: Annotated[str, Meta(title="Hồ sơ báo cáo kết quả")] = ""
    report: Annotated[Decision | None, Meta(title="Văn bản báo cáo kết quả")] = None


@each(BEN_TRE.art(8, 1), "Đoàn nghệ thuật nước ngoài phải có hồ sơ đoàn vào", "troupes", "inbound")
def troupe_comes_with_a_delegation(case: Case[CulturalEvent, Any], troupe: Troupe) -> bool:
    return bool(troupe.inbound.strip())


@each(BEN_TRE.art(8, 1), "Không có nước này trong danh mục", "troupes", "country")
def troupe_comes_from_a_country(case: Case[CulturalEvent, Any], troupe: Troupe) -> bool:
    return is_country(troupe.country)


@rule(LAI_CHAU.art(2, 7, "c"), "Nghĩa vụ của danh hiệu phải có cơ quan chịu trách nhiệm",
      "/obligation_owner")  # fmt: skip
def obligation_has_an_owner(case: Case[CulturalEvent, Any]) -> bool:
    f = case.fields
    return not f.obligation.strip() or bool(f.obligation_owner.strip())


@rule(HUE_PLAN.form("mục II.5a"), "Đã có sự kiện cùng tên trong những ngày này", "/name")
def is_the_only_one(case: Case[CulturalEvent, Any]) -> bool:
    f = case.fields
    return not any(
        d.fields.starts_on <= f.ends_on and f.starts_on <= d.fields.ends_on
        for d in case.found["same-name"]
    )


@rule(HUE_PLAN.form("mục II.5a"), "Khách nước ngoài nhiều hơn tổng số khách", "/foreign_visitors")
def counts_fit(case: Case[CulturalEvent, Held]) -> bool:
    return case.data.foreign_visitors <= case.data.visitors


def other_events(dossier: Dossier[Any], data: Any) -> Sequence[Lookup]:
    where = {"fields.name": [dossier.fields.name]}
    return [Lookup(name="same-name", type="cultural-event", where=where, states=sorted(OPEN))]


def record_held(case: Case[CulturalEvent, Held]) -> CulturalEvent:
    return replace(case.fields, held=case.data, ended_on=case.data.ended_on)


def links(fields: CulturalEvent) -> list[Link]:
    found = events.links(fields)
    found += [
        Link("hosts", "delegations", "inbound-delegation", t.inbound)
        for t in fields.troupes
        if t.inbound
    ]
    if fields.unesco_title:
        here = "conferences-agreements"
        found.append(Link("promotes", here, "unesco-titles", fields.unesco_title))
    return found


COMPLETE = [
    *events.COMPLETE,
    troupe_comes_with_a_delegation,
    troupe_comes_from_a_country,
    obligation_has_an_owner,
    is_the_only_one,
]

# fmt: off
CULTURAL_EVENT = DossierType(
    name="cultural-event", record="R26", prefix="VH", title="Sự kiện ngoại giao văn hóa",
    since=datetime.date(2012, 8, 30), law=LAI_CHAU.art(2, 7),
    fields=CulturalEvent, links=links, states=STATES,
    final={State.REJECTED, State.CLOSED, State.CANCELLED},
    heading=lambda f: f"{FORMS[f.form].capitalize()}: {f.name}",
    discloses=Disclosure(
        province=("name", "form", "level", "country", "place", "starts_on", "ends_on", "partners",
                  "troupes", "unesco_title", "programme_item", "decision", "held", "ended_on",
                  "report"),
        ministry=("name", "form", "level", "country", "place", "starts_on", "ends_on",
                  "troupes", "held", "ended_on", "report")),

    opening=Transition(
        LAI_CHAU.art(2, 7, "b"), "draft", title="lập kế hoạch sự kiện", target=State.DRAFT,
        by=FILERS, data=CulturalEventForm, emits="drafted"),

    transitions=[
        Transition(
            LAI_CHAU.art(2, 7, "b"), "revise", title="sửa kế hoạch", emits="revised",
            source={State.DRAFT, State.RETURNED}, target=State.DRAFT, by=FILERS,
            data=CulturalEventForm, requires=[is_own], then=fill_in),
        Transition(
            LAI_CHAU.art(2, 7, "b"), "submit", title="gửi kế hoạch", emits="submitted",
            source={State.DRAFT, State.RETURNED}, target=State.SUBMITTED, by=FILERS,
            needs=other_events, requires=[is_own, *COMPLETE]),
        Transition(
            LAI_CHAU.art(2, 7, "b"), "return", title="trả bổ sung", emits="returned",
            source={State.SUBMITTED}, target=State.RETURNED, by=DESK, data=WithReason),
        Transition(
            LAI_CHAU.art(2, 7, "b"), "present", title="trình phê duyệt", emits="presented",
            source={State.SUBMITTED}, target=State.PRESENTED, by={Role.DIRECTOR, Role.OFFICE},
            not_by=WROTE),
        Transition(
            LAI_CHAU.art(2, 7, "b"), "approve", title="phê duyệt", emits="approved",
            source={State.PRESENTED}, target=State.APPROVED, by={Role.CHAIR}, data=Decision,
            not_by={*WROTE, "present"}, then=events.record_decision,
            requires=[is_dated_by_today, events.is_approved_before_the_start]),
        Transition(
            LAI_CHAU.art(2, 7, "b"), "reject", title="không phê duyệt", emits="rejected",
            source={State.PRESENTED}, target=State.REJECTED, by={Role.CHAIR}, data=WithReason),
        Transition(
            LAI_CHAU.art(2, 7, "b"), "hold", title="ghi nhận đã tổ chức", emits="held",
            source={State.APPROVED}, target=State.HELD, by=FILERS, data=Held,
            requires=[is_own, events.has_ended, counts_fit], then=record_held),
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
            LAI_CHAU.art(2, 7, "b"), "withdraw", title="rút kế hoạch", emits="withdrawn",
            source=BEFORE_APPROVAL, target=State.CANCELLED, by=FILERS, data=WithReason,
            requires=[is_own]),
        Transition(
            LAI_CHAU.art(2, 7, "b"), "cancel", title="hủy sự kiện đã duyệt", emits="cancelled",
            source={State.APPROVED}, target=State.CANCELLED, by={Role.CHAIR},
            data=WithReason),
    ],

    deadlines=events.DUTIES,
    papers=[
        Paper(LAI_CHAU.art(2, 7, "b"), "ke-hoach", title="Kế hoạch tổ chức sự kiện văn hóa",
              makes=letters.plan),
        Paper(LAI_CHAU.art(2, 7, "b"), "to-trinh", title="Tờ trình phê duyệt kế hoạch",
              makes=letters.submission),
        Paper(LAI_CHAU.art(2, 7, "b"), "phe-duyet", title="Văn bản phê duyệt",
              makes=letters.approval),
    ],
)
# fmt: on
