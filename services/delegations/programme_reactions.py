"""What the annual programme, its units and its schemes do when another dossier says something."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from casework import CloudEvent
from delegations.procedures.scheme import OPEN, Decided
from delegations.procedures.unit_programme import Issued
from delegations.programme import Amended, Counted, OfItem

if TYPE_CHECKING:
    from chassis.wire.reactions import Reaction, Work

Stage = Literal["approved", "ended", "cancelled"]


class NoSuchItem(LookupError):
    """A dossier names a programme item that no programme of its province holds."""


async def tell_the_units_that_the_programme_is_issued(event: CloudEvent, work: Work) -> None:
    """342/KH-UBND mục V khoản 2: their fifteen days for a plan of their own begin."""
    _, programme = await work.dossiers.get("provincial-programme", event.subject)
    told = Issued(programme=programme.id, issued_on=programme.fields.published_on)
    year = programme.fields.year
    for unit in await work.find("unit-programme", fields__year=year, state="accepted"):
        await work.perform("unit-programme", unit.id, "note-issued", told)


async def make_a_new_version_of_the_programme(event: CloudEvent, work: Work) -> None:
    """22/2012/QĐ-UBND Điều 5 khoản 3: an applied amendment changes the programme it amends."""
    _, amendment = await work.dossiers.get("programme-amendment", event.subject)
    fields = amendment.fields
    told = Amended(
        amendment=amendment.id,
        code=amendment.code,
        unit=amendment.unit,
        action=fields.action,
        reason=fields.reason[:500],
        item=fields.item,
        change=fields.change,
    )
    await work.perform("provincial-programme", fields.programme, "apply-amendment", told)


async def show_the_scheme_on_its_item(event: CloudEvent, work: Work) -> None:
    item = event.data.fields.get("item")
    if item:
        programme = await _programme_of(item, work)
        await work.perform("provincial-programme", programme, "note-scheme", OfItem(item=item))


async def note_the_decided_agreement(event: CloudEvent, work: Work) -> None:
    """70/2020/QH14 Điều 18: schemes that sign it may go on; they name it by its id or its code."""
    names = [event.subject, event.data.code]
    states = sorted(OPEN)
    where = {"fields__documents__agreement": {"$in": names}, "state": {"$in": states}}
    province = work.dossiers.province(event.province)
    day = province.calendar.day(work.asks.at)
    for scheme in await work.find("activity-scheme", **where):
        for document in scheme.fields.documents:
            if document.agreement in names:
                told = Decided(agreement=document.agreement, decided_on=day)
                await work.perform("activity-scheme", scheme.id, "note-agreement-decided", told)


def count(stage: Stage) -> Reaction:
    """A delegation's approval, end or cancellation counts against the item it carries out."""

    async def count_against_the_programme(event: CloudEvent, work: Work) -> None:
        item = event.data.fields.get("programme_item")
        if not item:
            return
        told = Counted(
            item=item,
            service=event.data.service,
            type=event.data.type,
            dossier=event.subject,
            stage=stage,
        )
        programme = await _programme_of(item, work)
        await work.perform("provincial-programme", programme, "count-execution", told)

    return count_against_the_programme


async def _programme_of(item: str, work: Work) -> str:
    found: list[Any] = await work.find("provincial-programme", fields__items__id=item)
    live: list[str] = [d.id for d in found if d.state != "cancelled"]
    if not live:
        raise NoSuchItem(f"không có Chương trình nào có hoạt động {item!r}")
    return live[0]


PROGRAMME_REACTIONS: dict[str, list[Reaction]] = {
    "vn.ngoaivu.delegations.provincial-programme.published.v1": [
        tell_the_units_that_the_programme_is_issued
    ],
    "vn.ngoaivu.delegations.programme-amendment.applied.v1": [make_a_new_version_of_the_programme],
    "vn.ngoaivu.delegations.activity-scheme.approved.v1": [show_the_scheme_on_its_item],
    "vn.ngoaivu.conferences-agreements.agreement.decided.v1": [note_the_decided_agreement],
}
