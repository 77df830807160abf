"""What the dossiers of this service do when one of them, or one elsewhere, says what happened.

An activity that ends opens its result report; a report that is filed closes the duty at home; what
carries out an item of the programme is counted against it; a sensitive matter closes short paths.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import msgspec

from casework import CloudEvent
from casework.vocabulary import Decision, WithReason
from chassis import sensitive_matters
from delegations.items import OPEN, Standing
from delegations.outbound import PassportsBack
from delegations.procedures.result_report import UNFILED, Opening
from delegations.programme_reactions import PROGRAMME_REACTIONS, Stage, count
from delegations.reporting import Reported

if TYPE_CHECKING:
    from chassis.wire.reactions import Reaction, Work

HERE = "delegations"
WHOLE = ("inbound_delegation", "delegation")
"""Fields that name the delegation an activity is part of: its report tells of both."""
EXECUTIONS: dict[str, dict[Stage, list[str]]] = {
    "delegations.outbound-delegation": {
        "approved": ["approved"], "ended": ["returned-home"], "cancelled": ["cancelled"],
    },
    "delegations.inbound-delegation": {
        "approved": ["approved"], "ended": ["left"], "cancelled": ["cancelled"],
    },
    "delegations.guest-reception": {
        "approved": ["approved"], "ended": ["received"], "cancelled": ["cancelled"],
    },
    "delegations.award-received": {
        "approved": ["permitted", "permission-recorded"], "ended": ["received"],
        "cancelled": ["revoked"],
    },
    "delegations.award-given": {
        "approved": ["decided", "decision-recorded"], "ended": ["awarded"],
        "cancelled": ["revoked"],
    },
    "conferences-agreements.conference": {
        "approved": ["permitted", "permitted-above", "permitted-arising"], "ended": ["held"],
        "cancelled": ["cancelled"],
    },
}  # fmt: skip
ENDINGS = {
    "delegations.outbound-delegation.returned-home": "returned_on",
    "delegations.inbound-delegation.left": "left_on",
    "delegations.guest-reception.received": "ended_on",
    "delegations.award-received.received": "received_on",
    "delegations.award-given.awarded": "awarded_on",
    "conferences-agreements.conference.held": "ended_on",
    "conferences-agreements.economic-event.held": "ended_on",
    "conferences-agreements.cultural-event.held": "ended_on",
    "ngos.people-activity.held": "ended_on",
}
"""The event that ends an activity (R04-R06, R08, R14, R15, R25, R26, R32), and its day's field."""


def open_the_result_report(ended: str) -> Reaction:
    """22/2012/QĐ-UBND Điều 19: from the end of an activity its report is owed, once."""

    async def open_it(event: CloudEvent, work: Work) -> None:
        told = event.data.fields
        if any(told.get(name) for name in WHOLE):
            return
        if await work.find("result-report", fields__activity=event.subject):
            return
        calendar = work.dossiers.province(event.province).calendar
        day = told.get(ended)
        opening = Opening(
            service=event.data.service,
            activity_type=event.data.type,
            activity=event.subject,
            activity_code=event.data.code,
            name=event.data.title[:500] or event.data.code,
            ended_on=date.fromisoformat(day) if day else calendar.day(work.asks.at),
            level="province" if told.get("level") == "province" else "unit",
            is_conference=event.data.type == "conference",
            agreements=tuple(told.get("agreements_reached") or told.get("promises") or ()),
        )
        await work.lodge("result-report", opening, unit=event.data.unit)

    return open_it


async def drop_the_report_that_is_not_owed(event: CloudEvent, work: Work) -> None:
    """The activity was reported on a form of its own, or undone: nobody waits for this report."""
    why = WithReason(reason=f"Hồ sơ {event.data.code}: {event.data.state_title}")
    for report in await work.find("result-report", fields__activity=event.subject):
        if report.state in UNFILED:
            await work.perform("result-report", report.id, "cancel", why)


async def close_the_duty_at_home(event: CloudEvent, work: Work) -> None:
    """A unit's report meets its duty when filed, the province's when the Prime Minister has it."""
    told = event.data.fields
    is_provincial = told["level"] == "province"
    document = told["to_prime_minister"] if is_provincial else told["document"]
    if told["service"] != HERE or not document:
        return
    kept, home = await work.dossiers.get(told["activity_type"], told["activity"])
    step = kept.transition("note-reported")
    if step is None or home.state not in step.source or _knows(home.fields, event.subject):
        return
    noted = Reported(
        report=event.subject,
        document=msgspec.convert(document, Decision),
        is_sent_to_ministry=is_provincial,
    )
    await work.perform(home.type, home.id, "note-reported", noted)


def count_once_counted(stage: Stage) -> Reaction:
    """A cancellation takes back only what was counted; an item that is gone needs nothing."""
    counted = count(stage)

    async def take_back(event: CloudEvent, work: Work) -> None:
        item = event.data.fields.get("programme_item")
        for programme in await work.find("provincial-programme", fields__items__id=item):
            kept = programme.fields.item(item)
            ours = [e for e in kept.executions if e.dossier == event.subject]
            if ours and kept.standing in {*OPEN, Standing.DONE}:
                await counted(event, work)

    return take_back


async def note_the_passport_that_came_back(event: CloudEvent, work: Work) -> None:
    """49/2019/QH14 Điều 24: a delegation is closed when its passports are with their keeper."""
    home = ["departed", "returned-home", "reported"]
    where: dict[str, Any] = {"fields__members__passport": event.subject, "state": {"$in": home}}
    for delegation in await work.find("outbound-delegation", **where):
        if event.subject not in delegation.fields.passports_back:
            told = PassportsBack(passports=(event.subject,))
            await work.perform("outbound-delegation", delegation.id, "note-passports", told)


def _knows(fields: Any, report: str) -> bool:
    return report in (getattr(fields, "report", ""), getattr(fields, "result_report", ""))


def _table() -> dict[str, list[Reaction]]:
    """Every event with its reactions in order: the programme's own, the count, the report."""
    own = PROGRAMME_REACTIONS | sensitive_matters.REACTIONS
    table = {name: list(reactions) for name, reactions in own.items()}

    def add(event: str, reaction: Reaction) -> None:
        table.setdefault(f"vn.ngoaivu.{event}.v1", []).append(reaction)

    for activity, stages in EXECUTIONS.items():
        for stage, events in stages.items():
            for event in events:
                taken_back = stage == "cancelled"
                add(f"{activity}.{event}", (count_once_counted if taken_back else count)(stage))
    for ending, field in ENDINGS.items():
        add(ending, open_the_result_report(field))
    for event in (
        *("conferences-agreements.conference.reported", "ngos.people-activity.reported"),
        "delegations.award-given.revoked",
    ):
        add(event, drop_the_report_that_is_not_owed)
    for event in ("filed", "sent-to-prime-minister"):
        add(f"delegations.result-report.{event}", close_the_duty_at_home)
    add("consular-border.passport.handed-back", note_the_passport_that_came_back)
    return table


REACTIONS: dict[str, list[Reaction]] = _table()
