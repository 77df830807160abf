"""What the dossiers of this service do when another dossier says what happened."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import msgspec

from casework import CloudEvent
from casework.vocabulary import Decision
from chassis import sensitive_matters
from conferences_agreements.agreement_forms import Applied
from conferences_agreements.conference_forms import FiledReport
from conferences_agreements.events import Reported
from conferences_agreements.procedures import conference
from conferences_agreements.register_reactions import REGISTER_REACTIONS

if TYPE_CHECKING:
    from chassis.wire.reactions import Reaction, Work

SERVICE = "conferences-agreements"
EVENTS = ("economic-event", "cultural-event")
STEPS = {
    "amend": "amend",
    "extend": "amend",
    "rename": "amend",
    "suspend": "suspend",
    "resume": "resume",
    "terminate": "terminate",
    "leave": "leave",
}


async def apply_the_change_to_its_agreement(event: CloudEvent, work: Work) -> None:
    """70/2020/QH14 Điều 33-34: what was decided on a change holds from its day."""
    _, change = await work.dossiers.get("agreement-change", event.subject)
    f = change.fields
    _, kept = await work.dossiers.get("agreement", f.agreement_id)
    if any(c.change == change.id for c in kept.fields.changes):
        return
    told = Applied(
        change=change.id,
        kind=f.kind,
        effective_on=f.effective_on,
        expires_on=f.new_expiry,
        party=f.new_party,
    )
    await work.perform("agreement", kept.id, STEPS[f.kind], told)


async def note_the_report_of_a_conference(event: CloudEvent, work: Work) -> None:
    """06/2020/QĐ-TTg Điều 4: a result report filed as its own dossier meets D18 here."""
    told = event.data.fields
    if told.get("service") != SERVICE or told.get("activity_type") != "conference":
        return
    _, held = await work.dossiers.get("conference", told["activity"])
    if held.state != conference.State.HELD:
        return
    document = told["document"]
    noted = FiledReport(
        result_report=event.subject,
        number=document["number"],
        date=date.fromisoformat(document["date"]),
    )
    await work.perform("conference", held.id, "note-report", noted)


async def note_the_report_of_an_event(event: CloudEvent, work: Work) -> None:
    """22/2012/QĐ-UBND Điều 19: a unit's report meets D11 when it is filed, the province's meets
    D10 when the Prime Minister has it."""
    told = event.data.fields
    document = told["to_prime_minister" if told.get("level") == "province" else "document"]
    if told.get("service") != SERVICE or told.get("activity_type") not in EVENTS or not document:
        return
    _, held = await work.dossiers.get(told["activity_type"], told["activity"])
    if held.state != "held":
        return
    noted = Reported(report=event.subject, document=msgspec.convert(document, Decision))
    await work.perform(held.type, held.id, "note-reported", noted)


REACTIONS: dict[str, list[Reaction]] = {
    **REGISTER_REACTIONS,
    **sensitive_matters.REACTIONS,
    "vn.ngoaivu.delegations.result-report.filed.v1": [
        note_the_report_of_a_conference,
        note_the_report_of_an_event,
    ],
    "vn.ngoaivu.delegations.result-report.sent-to-prime-minister.v1": [note_the_report_of_an_event],
    "vn.ngoaivu.conferences-agreements.agreement-change.took-effect.v1": [
        apply_the_change_to_its_agreement
    ],
}
