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

from casework import (
    RECORD,
    Case,
    Disclosure,
    Dossier,
    DossierType,
    Link,
    Lookup,
    Paper,
    each,
    rule,
)
from casework.countries import is_country
from casework.vocabulary import Country, Decision, Text
from conferences_agreements import event_path, events
from conferences_agreements.events import EventForm
from conferences_agreements.laws import (
    CULTURAL_DIPLOMACY,
    HOLDING_UNESCO_TITLES,
    PLANNING_RECEPTIONS,
)
from conferences_agreements.letters import events as letters

PLANS = CULTURAL_DIPLOMACY


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


@each(
    PLANNING_RECEPTIONS, "Đoàn nghệ thuật nước ngoài phải có hồ sơ đoàn vào", "troupes", "inbound"
)
def troupe_comes_with_a_delegation(case: Case[CulturalEvent, Any], troupe: Troupe) -> bool:
    return bool(troupe.inbound.strip())


@each(RECORD, "Không có nước này trong danh mục", "troupes", "country")
def troupe_comes_from_a_country(case: Case[CulturalEvent, Any], troupe: Troupe) -> bool:
    return is_country(troupe.country)


@rule(HOLDING_UNESCO_TITLES, "Nghĩa vụ của danh hiệu phải có cơ quan chịu trách nhiệm",
      "/obligation_owner")  # fmt: skip
def obligation_has_an_owner(case: Case[CulturalEvent, Any]) -> bool:
    f = case.fields
    return not f.obligation.strip() or bool(f.obligation_owner.strip())


@rule(RECORD, "Đã có sự kiện cùng tên trong những ngày này", "/name")
def is_the_only_one(case: Case[CulturalEvent, Any]) -> bool:
    return not event_path.meets_another(case, "same-name")


@rule(RECORD, "Khách nước ngoài nhiều hơn tổng số khách", "/foreign_visitors")
def counts_fit(case: Case[CulturalEvent, Held]) -> bool:
    return case.data.foreign_visitors <= case.data.visitors


def other_events(dossier: Dossier[Any], data: Any) -> Sequence[Lookup]:
    where = {"fields.name": [dossier.fields.name]}
    return [Lookup(name="same-name", type="cultural-event", where=where, states=event_path.OPEN)]


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
    since=datetime.date(2012, 8, 30), law=CULTURAL_DIPLOMACY,
    fields=CulturalEvent, links=links, states=event_path.STATES, final=event_path.FINAL,
    heading=lambda f: f"{FORMS[f.form].capitalize()}: {f.name}",
    discloses=Disclosure(
        province=("name", "form", "level", "country", "place", "starts_on", "ends_on", "partners",
                  "troupes", "unesco_title", "programme_item", "decision", "held", "ended_on",
                  "report"),
        ministry=("name", "form", "level", "country", "place", "starts_on", "ends_on",
                  "troupes", "held", "ended_on", "report")),

    opening=event_path.opening(PLANS, CulturalEventForm),
    transitions=event_path.steps(
        PLANS, CulturalEventForm, Held, needs=other_events, complete=COMPLETE,
        held_if=[counts_fit]),
    deadlines=events.DUTIES,
    papers=[
        Paper(PLANS, "ke-hoach", title="Kế hoạch tổ chức sự kiện văn hóa",
              makes=letters.plan),
        Paper(PLANS, "to-trinh", title="Tờ trình phê duyệt kế hoạch",
              makes=letters.submission),
        Paper(PLANS, "phe-duyet", title="Văn bản phê duyệt",
              makes=letters.approval),
    ],
)
# fmt: on
