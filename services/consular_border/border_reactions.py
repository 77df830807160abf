"""Guests, conferences and the border: what others announce opens an entry or a press visit here.

An entry opened so has no names yet: the host's dossier keeps them, the desk completes the plan and
notifies. The police and the border guard are asked at once, so that they know who is expected.
"""

from __future__ import annotations

import datetime
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from casework import CloudEvent
from casework.vocabulary import WithReason
from consular_border.entries import Opened
from consular_border.press import Place, PressForm
from consular_border.procedures.border_entry import State as EntryState
from consular_border.procedures.press_visit import OPEN as PRESS_OPEN

if TYPE_CHECKING:
    from chassis.wire.reactions import Reaction, Work

HERE = "consular-border"
ENTRY, PRESS = "border-entry", "press-visit"
CONFERENCE = "vn.ngoaivu.conferences-agreements.conference"
INBOUND = "vn.ngoaivu.delegations.inbound-delegation"
NOT_YET_IN = (EntryState.PLANNED, EntryState.NOTIFIED)


async def open_the_entry_of_a_conference(event: CloudEvent, work: Work) -> None:
    """06/2020/QĐ-TTg, 34/2014/NĐ-CP Điều 6: foreigners are brought into a border commune."""
    told = event.data.fields
    if not told.get("border_commune"):
        return
    people = sum(g["number"] for g in told.get("foreign") or ())
    plan = _plan(event, work, told["starts_on"], told["ends_on"])
    about = {"path": "ordinary", "occasion": "conference", "purpose": told["name"]}
    await _open_entry(event, work, Opened(host=event.data.unit, expected=people, **about, **plan))


async def open_the_entry_of_a_delegation(event: CloudEvent, work: Work) -> None:
    """A delegation whose host has not opened its entry itself (`border_entry`)."""
    told = event.data.fields
    if not told.get("visits_border") or told.get("border_entry"):
        return
    people = told.get("guest_count") or 0
    host = told.get("host") or event.data.unit
    plan = _plan(event, work, told["comes_on"], told["goes_on"])
    about = {"path": "delegation", "occasion": "delegation", "purpose": told["title"]}
    await _open_entry(event, work, Opened(host=host, expected=people, **about, **plan))


async def ask_the_press_desk(event: CloudEvent, work: Work) -> None:
    """88/2012/NĐ-CP: foreign press comes to a conference; the desk completes who they are."""
    told = event.data.fields
    if not told.get("foreign_press") or await work.find(PRESS, fields__conference=event.subject):
        return
    form = PressForm(
        media=f"Báo chí nước ngoài dự {told['name']}"[:500],
        kind="accompanying",
        topics=(told["name"],),
        places=(Place(name=told.get("venue") or told["name"]),),
        starts_at=_midnight(event, work, told["starts_on"]),
        ends_on=date.fromisoformat(told["ends_on"]),
        conference=event.subject,
    )
    await work.lodge(PRESS, form, event.data.unit)


async def drop_the_entry(event: CloudEvent, work: Work) -> None:
    """It does not take place: nobody is waited for at the border."""
    why = WithReason(reason=f"{event.data.code} không thực hiện")
    for entry in await work.find(ENTRY, fields__of=event.subject):
        if entry.state in NOT_YET_IN:
            await work.perform(ENTRY, entry.id, "cancel", why)


async def drop_the_press(event: CloudEvent, work: Work) -> None:
    why = WithReason(reason=f"{event.data.code} không thực hiện")
    for visit in await work.find(PRESS, fields__conference=event.subject):
        if visit.state in PRESS_OPEN - {"active", "ended"}:
            await work.perform(PRESS, visit.id, "cancel", why)


async def _open_entry(event: CloudEvent, work: Work, plan: Opened) -> None:
    known = await work.find(ENTRY, fields__of=event.subject)
    if any(e.state != EntryState.CANCELLED for e in known):
        return
    entry = await work.lodge(ENTRY, plan, event.data.unit)
    await work.perform(ENTRY, entry.id, "ask")


def _plan(event: CloudEvent, work: Work, first: str, last: str) -> dict[str, Any]:
    """From the beginning of the first day to the end of the last one, and of what it is."""
    end = _midnight(event, work, last) + timedelta(days=1)
    return {
        "enters_at": _midnight(event, work, first),
        "leaves_at": end,
        "of_service": event.data.service,
        "of_type": event.data.type,
        "of": event.subject,
    }


def _midnight(event: CloudEvent, work: Work, day: str) -> datetime.datetime:
    zone = ZoneInfo(work.dossiers.province(event.province).calendar.zone)
    return datetime.datetime.combine(date.fromisoformat(day), datetime.time(0), zone)


BORDER_REACTIONS: dict[str, list[Reaction]] = {
    **{
        f"{CONFERENCE}.{event}.v1": [open_the_entry_of_a_conference, ask_the_press_desk]
        for event in ("permitted", "permitted-above", "permitted-arising")
    },
    f"{CONFERENCE}.cancelled.v1": [drop_the_entry, drop_the_press],
    f"{INBOUND}.approved.v1": [open_the_entry_of_a_delegation],
    f"{INBOUND}.cancelled.v1": [drop_the_entry],
}
