"""What this service does when another dossier says something, its own or another service's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from casework import CloudEvent
from casework.vocabulary import Decision, WithReason
from chassis import sensitive_matters
from ngos.aid import Form, Mode, ProviderStanding, Request, Standing
from ngos.procedures import aid as aids
from ngos.procedures import aid_idea as ideas
from ngos.procedures import filing as filings
from ngos.procedures import foreign_ngo as ngos
from ngos.procedures import people_activity as people
from ngos.procedures import plan as plans

if TYPE_CHECKING:
    from chassis.wire.reactions import Reaction, Work

STANDINGS: dict[str, Standing] = {
    "registered": "",
    "renewed": "",
    "resumed": "",
    "expired": "expired",
    "suspended": "suspended",
    "terminated": "terminated",
    "self-terminated": "self-terminated",
}


async def lodge_the_aid_that_was_committed(event: CloudEvent, work: Work) -> None:
    """A commitment of mobilisation becomes an aid dossier of the same unit, once."""
    _, idea = await work.dossiers.get("aid-idea", event.subject)
    told = idea.fields.commitment
    if idea.state != ideas.State.COMMITTED or told is None:
        return
    kept = await work.find("aid", fields__idea=idea.id)
    request = Request(
        title=idea.fields.title,
        mode=Mode.PROJECT,
        provider_kind=told.provider_kind,
        provider=told.donor,
        country=told.country,
        ngo=told.ngo,
        field=idea.fields.field,
        forms=(Form.MONEY,),
        goal=idea.fields.goal,
        communes=(idea.fields.place,),
        grant=told.sum,
        idea=idea.id,
        commitment=told.number,
    )
    made = kept[0] if kept else await work.lodge("aid", request, unit=idea.unit)
    await work.perform("aid-idea", idea.id, "note-aid", ideas.Converted(aid=made.id))


async def tell_the_projects_of_its_registration(event: CloudEvent, work: Work) -> None:
    """58/2022/NĐ-CP Điều 18-19: projects of an organisation that lapsed carry the flag."""
    emits = event.type.split(".")[-2]
    told = ProviderStanding(standing=STANDINGS[emits])
    where = {"fields__ngo_id": event.subject, "state": {"$in": sorted(aids.OPEN)}}
    for aid in await work.find("aid", **where):
        if aid.fields.provider_standing != told.standing:
            await work.perform("aid", aid.id, "note-provider", told)


async def expect_what_a_registration_asks_for(event: CloudEvent, work: Work) -> None:
    """58/2022/NĐ-CP Điều 12, 21: the plan, the renewal, the year's report of the organisation."""
    _, ngo = await work.dossiers.get("foreign-ngo", event.subject)
    held, received = ngo.fields.registration, ngo.fields.received_on
    if held is None or received is None:
        return
    occasion: Any = event.type.split(".")[-2]
    plan = plans.Expected(ngo=ngo.code, occasion=occasion, received_on=received)
    same = await work.find("ngo-plan", fields__ngo=ngo.code)
    if not any((d.fields.occasion, d.fields.received_on) == (occasion, received) for d in same):
        await work.lodge("ngo-plan", plan, unit=ngo.unit)
    kind = filings.Kind
    await _expect(work, ngo, kind.RENEWAL, from_day=held.expires_on)
    day = work.dossiers.province(event.province).calendar.day(work.asks.at)
    await _expect(work, ngo, kind.NGO_YEAR, year=day.year)


async def expect_the_reports_of_the_aid(event: CloudEvent, work: Work) -> None:
    """80/2020/NĐ-CP Điều 14 khoản 4: the owner reports by half-year and by year."""
    _, aid = await work.dossiers.get("aid", event.subject)
    day = work.dossiers.province(event.province).calendar.day(work.asks.at)
    if day.month <= 6:
        await _expect(work, aid, filings.Kind.AID_HALF_YEAR, year=day.year)
    await _expect(work, aid, filings.Kind.AID_YEAR, year=day.year)


async def expect_the_next_period(event: CloudEvent, work: Work) -> None:
    """A periodic duty that was met returns, while what it is owed on still runs."""
    _, filing = await work.dossiers.get("ngo-filing", event.subject)
    f = filing.fields
    if f.kind not in filings.YEARLY or not f.of_id:
        return
    _, owner = await work.dossiers.get(f.of_type, f.of_id)
    if owner.state in ngos.HERE or owner.state in aids.RUNNING:
        await _expect(work, owner, f.kind, year=f.year + 1)


async def drop_what_is_no_longer_owed(event: CloudEvent, work: Work) -> None:
    """An organisation that has ended owes no plan, no renewal and no report any more."""
    _, ngo = await work.dossiers.get("foreign-ngo", event.subject)
    why = WithReason(reason="tổ chức đã chấm dứt hoạt động")
    for filing in await work.find("ngo-filing", fields__of=ngo.code, state="awaited"):
        await work.perform("ngo-filing", filing.id, "cancel", why)
    states = {"$in": ["awaited", "returned"]}
    for plan in await work.find("ngo-plan", fields__ngo=ngo.code, state=states):
        await work.perform("ngo-plan", plan.id, "cancel", why)


async def carry_the_measure_to_the_organisation(event: CloudEvent, work: Work) -> None:
    """58/2022/NĐ-CP Điều 18-19: what the Ministry decided on a violation changes its dossier."""
    _, violation = await work.dossiers.get("ngo-violation", event.subject)
    _, ngo = await work.dossiers.get("foreign-ngo", violation.fields.ngo_id)
    outcome = violation.fields.outcome
    emits = event.type.split(".")[-2]
    step = {"suspended": "suspend", "remedied": "resume", "terminated": "terminate"}[emits]
    transition = ngos.FOREIGN_NGO.transition(step)
    if outcome is None or transition is None or ngo.state not in transition.source:
        return
    plain = Decision(number=outcome.number, date=outcome.date)
    measure = ngos.Measure(number=outcome.number, date=outcome.date, reason=violation.title)
    told = plain if step == "resume" else measure
    await work.perform("foreign-ngo", ngo.id, step, told)


async def let_the_activity_go_abroad(event: CloudEvent, work: Work) -> None:
    """22/2012/QĐ-UBND Điều 4 khoản 1: an activity abroad rests on a delegation that may go."""
    names = {"$in": [event.subject, event.data.code]}
    states = {"$in": [people.State.PLANNED, people.State.APPROVED]}
    for activity in await work.find("people-activity", fields__delegation=names, state=states):
        if activity.fields.permitted != event.subject:
            told = people.Permitted(delegation=event.subject)
            await work.perform("people-activity", activity.id, "note-permission", told)


async def _expect(work: Work, owner: Any, kind: filings.Kind, **of: Any) -> None:
    """One duty of a kind, for a period or a day, is expected once."""
    told = filings.Expected(kind=kind, of=owner.code, **of)
    kept = await work.find("ngo-filing", fields__of=owner.code, fields__kind=str(kind))
    live = [d.fields for d in kept if d.state != "cancelled"]
    if not any((f.year, f.from_day) == (told.year, told.from_day) for f in live):
        await work.lodge("ngo-filing", told, unit=owner.unit)


def _ngo(emits: str) -> str:
    return f"vn.ngoaivu.ngos.foreign-ngo.{emits}.v1"


REGISTERED: list[Reaction] = [expect_what_a_registration_asks_for]
ENDED: list[Reaction] = [drop_what_is_no_longer_owed]
ABOUT_ITSELF = {
    "registered": REGISTERED,
    "renewed": REGISTERED,
    "amended": REGISTERED,
    "terminated": ENDED,
    "self-terminated": ENDED,
}
REACTIONS: dict[str, list[Reaction]] = {
    **{
        _ngo(e): [
            *ABOUT_ITSELF.get(e, []),
            *([tell_the_projects_of_its_registration] if e in STANDINGS else []),
        ]
        for e in {**STANDINGS, "amended": ""}
    },
    "vn.ngoaivu.ngos.aid-idea.committed.v1": [lodge_the_aid_that_was_committed],
    "vn.ngoaivu.ngos.aid.started.v1": [expect_the_reports_of_the_aid],
    "vn.ngoaivu.ngos.ngo-filing.received.v1": [expect_the_next_period],
    "vn.ngoaivu.ngos.ngo-violation.suspended.v1": [carry_the_measure_to_the_organisation],
    "vn.ngoaivu.ngos.ngo-violation.remedied.v1": [carry_the_measure_to_the_organisation],
    "vn.ngoaivu.ngos.ngo-violation.terminated.v1": [carry_the_measure_to_the_organisation],
    **sensitive_matters.REACTIONS,
    "vn.ngoaivu.delegations.outbound-delegation.approved.v1": [let_the_activity_go_abroad],
}
