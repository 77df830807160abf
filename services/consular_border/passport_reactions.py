"""A delegation and its passports: the decision opens the hand-out, the return starts the hand-back.

Who travels stays with the delegation. It tells how many they are, when they go, and which passport
dossiers it names; each passport that is handed out for the trip is counted here, out and back.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import msgspec

from casework import CloudEvent, Dossier
from casework.vocabulary import Decision, WithReason
from consular_border.procedures.passport_handout import Home, OfPassport, State, TripToSend

if TYPE_CHECKING:
    from chassis.wire.reactions import Reaction, Work

HANDOUT = "passport-handout"
DELEGATION = "vn.ngoaivu.delegations.outbound-delegation"
PASSPORT = "vn.ngoaivu.consular-border.passport"
CLOSED = (State.COLLECTED, State.CANCELLED)


async def open_the_handout(event: CloudEvent, work: Work) -> None:
    """The delegation is decided: its passports may be handed out against the decision."""
    if await _of_delegation(event, work) is None:
        await work.lodge(HANDOUT, _trip(event), event.data.unit)


async def follow_the_amended_decision(event: CloudEvent, work: Work) -> None:
    handout = await _of_delegation(event, work)
    if handout is not None and handout.state == State.OPEN:
        await work.perform(HANDOUT, handout.id, "revise", _trip(event))


async def start_the_hand_back(event: CloudEvent, work: Work) -> None:
    """The delegation is home: from that day the keeper waits for what was handed out."""
    handout = await _of_delegation(event, work)
    if handout is None or handout.state != State.OPEN:
        return
    told = event.data.fields.get("returned_on")
    ended_on = date.fromisoformat(told) if told else _today(event, work)
    await work.perform(HANDOUT, handout.id, "note-return", Home(ended_on=ended_on))
    await _close_if_all_are_back(handout.id, work)


async def drop_the_handout(event: CloudEvent, work: Work) -> None:
    """The trip is off: what is already out must come back, otherwise there is nothing to do."""
    handout = await _of_delegation(event, work)
    if handout is None or handout.state != State.OPEN:
        return
    if handout.fields.missing:
        home = Home(ended_on=_today(event, work))
        await work.perform(HANDOUT, handout.id, "note-return", home)
    else:
        why = WithReason(reason=f"Đoàn ra {event.data.code} không thực hiện")
        await work.perform(HANDOUT, handout.id, "cancel", why)


async def count_the_passport_out(event: CloudEvent, work: Work) -> None:
    handout = await _of_passport(event, work)
    if handout is None or _is_out(handout, event.subject):
        return
    await work.perform(HANDOUT, handout.id, "note-out", _passport(event))


async def count_the_passport_back(event: CloudEvent, work: Work) -> None:
    handout = await _of_passport(event, work)
    if handout is None or not _is_out(handout, event.subject):
        return
    await work.perform(HANDOUT, handout.id, "note-back", _passport(event))
    await _close_if_all_are_back(handout.id, work)


async def count_the_passport_gone(event: CloudEvent, work: Work) -> None:
    """Lost or damaged on the trip: nobody waits for it any more."""
    handout = await _of_passport(event, work)
    if handout is None or not _is_out(handout, event.subject):
        return
    await work.perform(HANDOUT, handout.id, "note-gone", _passport(event))
    await _close_if_all_are_back(handout.id, work)


def _trip(event: CloudEvent) -> TripToSend:
    told = event.data.fields
    return TripToSend(
        trip=event.data.code,
        delegation=event.subject,
        decision=_decision(told.get("decision")),
        members=told.get("travellers") or 0,
        leaves_on=_day(told.get("departs_on")),
        returns_on=_day(told.get("returns_on")),
        expected=tuple(k.id for k in event.data.links if k.rel == "uses" and k.type == "passport"),
    )


def _decision(told: Any) -> Decision | None:
    return msgspec.convert(told, Decision) if told else None


def _day(told: str | None) -> date | None:
    return date.fromisoformat(told) if told else None


def _passport(event: CloudEvent) -> OfPassport:
    return OfPassport(passport=event.subject, code=event.data.code)


def _today(event: CloudEvent, work: Work) -> date:
    return work.dossiers.province(event.province).calendar.day(work.asks.at)


def _is_out(handout: Dossier[Any], passport: str) -> bool:
    given = handout.fields.given
    return any(g.passport == passport and g.back_on is None and not g.is_gone for g in given)


async def _close_if_all_are_back(handout: str, work: Work) -> None:
    _, kept = await work.dossiers.get(HANDOUT, handout)
    if kept.state == State.AWAITED and not kept.fields.missing:
        await work.perform(HANDOUT, handout, "close")


async def _of_delegation(event: CloudEvent, work: Work) -> Dossier[Any] | None:
    found = await work.find(HANDOUT, fields__delegation=event.subject)
    return found[0] if found else None


async def _of_passport(event: CloudEvent, work: Work) -> Dossier[Any] | None:
    """The open hand-out of the trip that the passport's last line names."""
    _, passport = await work.dossiers.get("passport", event.subject)
    if not passport.fields.trips:
        return None
    last = passport.fields.trips[-1]
    found = [d for d in await work.find(HANDOUT, fields__trip=last.trip) if d.state not in CLOSED]
    named = [d for d in found if d.id == last.handout]
    return next(iter([*named, *found]), None)


PASSPORT_REACTIONS: dict[str, list[Reaction]] = {
    f"{DELEGATION}.approved.v1": [open_the_handout],
    f"{DELEGATION}.decision-amended.v1": [follow_the_amended_decision],
    f"{DELEGATION}.returned-home.v1": [start_the_hand_back],
    f"{DELEGATION}.cancelled.v1": [drop_the_handout],
    f"{PASSPORT}.handed-out.v1": [count_the_passport_out],
    f"{PASSPORT}.handed-back.v1": [count_the_passport_back],
    f"{PASSPORT}.lost.v1": [count_the_passport_gone],
    f"{PASSPORT}.damaged.v1": [count_the_passport_gone],
}
