"""A promotion event: investment, trade, tourism, technology (R25).

S004 Điều 2.6b; S003 mục II.2đ, III.3-5, III.7; S002 Điều 11. Planned by a unit, presented by the
department, approved by the Chairman; after it is held its result report is owed (R07), and what it
brought is counted in leads.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
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
    rule,
)
from casework.vocabulary import Decision, Text
from conferences_agreements import event_path, events
from conferences_agreements.events import EventForm
from conferences_agreements.laws import ECONOMIC_DIPLOMACY
from conferences_agreements.letters import events as letters
from conferences_agreements.procedures.economic_lead import SECTORS, Sector

PLANS = ECONOMIC_DIPLOMACY


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


@rule(RECORD, "Đơn vị đã có sự kiện cùng lĩnh vực trong những ngày này", "/starts_on")
def is_the_only_one(case: Case[EconomicEvent, Any]) -> bool:
    return not event_path.meets_another(case, "same-place")


@rule(PLANS, "Sự kiện xúc tiến phải có doanh nghiệp hoặc đối tác tham gia",
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
    return [Lookup(name="same-place", type="economic-event", where=where, states=event_path.OPEN)]


def links(fields: EconomicEvent) -> list[Link]:
    here = "conferences-agreements"
    leads = fields.held.leads if fields.held else ()
    return [*events.links(fields), *(Link("brought", here, "economic-lead", x) for x in leads)]


COMPLETE = [*events.COMPLETE, somebody_takes_part, is_the_only_one]

# fmt: off
ECONOMIC_EVENT = DossierType(
    name="economic-event", record="R25", prefix="XT", title="Sự kiện xúc tiến kinh tế",
    since=datetime.date(2012, 8, 30), law=ECONOMIC_DIPLOMACY,
    fields=EconomicEvent, links=links, states=event_path.STATES, final=event_path.FINAL,
    heading=lambda f: f"{SECTORS[f.sector].capitalize()}: {f.name}",
    discloses=Disclosure(
        province=("name", "level", "country", "place", "starts_on", "ends_on", "partners",
                  "sector", "programme_item", "decision", "held", "ended_on", "report"),
        ministry=("name", "level", "country", "place", "starts_on", "ends_on", "sector",
                  "held", "ended_on", "report")),

    opening=event_path.opening(PLANS, EconomicEventForm),
    transitions=event_path.steps(
        PLANS, EconomicEventForm, Held, needs=other_events, complete=COMPLETE),
    deadlines=events.DUTIES,
    papers=[
        Paper(PLANS, "ke-hoach", title="Kế hoạch tổ chức sự kiện xúc tiến",
              makes=letters.plan),
        Paper(PLANS, "to-trinh", title="Tờ trình phê duyệt kế hoạch",
              makes=letters.submission),
        Paper(PLANS, "phe-duyet", title="Văn bản phê duyệt",
              makes=letters.approval),
    ],
)
# fmt: on
