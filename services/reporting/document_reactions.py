"""Every document that a dossier records is entered in the register with its number, whichever
service the dossier lies in; and guidance that others can use is entered in the answer book."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from casework import CloudEvent
from reporting import issuing
from reporting.books import symbols
from reporting.registers.answers import KeptAnswer
from reporting.registers.outgoing_documents import OUTGOING_DOCUMENTS, Origin, Outgoing, keys

if TYPE_CHECKING:
    from chassis.wire.reactions import Reaction, Work

REGISTER = "outgoing-documents"


async def enter_issued_documents(event: CloudEvent, work: Work) -> None:
    """30/2020/NĐ-CP Điều 16: the number that a book gave, or the one another body gave."""
    origin = Origin(service=event.data.service, type=event.data.type, id=event.subject)
    for number, day in documents(event.data.fields):
        wanted = [OUTGOING_DOCUMENTS.same(k) for k in keys(number, day, is_of_a_book=False)]
        known = await work.registers.find(REGISTER, keys={"$in": wanted})
        if not known:
            await work.registers.enter(REGISTER, _entry(event, number, day, origin))
        elif origin not in known[0].fields.origins:
            entry = known[0]
            changed = replace(entry.fields, origins=(*entry.fields.origins, origin))
            why = f"Văn bản của hồ sơ {event.data.code}"
            await work.registers.amend(REGISTER, entry.id, changed, why)


def documents(fields: dict[str, Any]) -> Iterator[tuple[str, datetime.date]]:
    """Number and date of each document that bodies of the province issued."""
    seen: set[str] = set()
    values = [v for f in fields.values() for v in (f if isinstance(f, list | tuple) else [f])]
    for told in values:
        if not isinstance(told, dict) or not {"number", "date"} <= set(told):
            continue
        number, day = str(told["number"] or ""), told["date"]
        if "/" in number and day and number not in seen and symbols.is_of_the_province(number):
            seen.add(number)
            yield number, datetime.date.fromisoformat(str(day))


async def keep_a_reusable_answer(event: CloudEvent, work: Work) -> None:
    """The answer book, by subject and grounds, without who asked."""
    _, guidance = await work.dossiers.get("guidance", event.subject)
    f = guidance.fields
    if not f.is_reusable or await work.registers.find("answers", fields__guidance=guidance.id):
        return
    told = KeptAnswer(
        subject=f.subject,
        field=f.field,
        question=f.question,
        answer=f.answer,
        grounds=f.grounds,
        answered_on=f.answered_on,
        guidance=guidance.id,
    )
    await work.registers.enter("answers", told)


def _entry(event: CloudEvent, number: str, day: datetime.date, origin: Origin) -> Outgoing:
    about = f"Văn bản của hồ sơ {event.data.code}"
    if not event.data.team_only:
        about = event.data.title or about
    return Outgoing(
        number=number,
        symbol=number.partition("/")[2][:40].rjust(3),
        date=day,
        about=about[:500],
        origins=(origin,),
        standing="recorded",
    )


DOCUMENT_REACTIONS: dict[str, list[Reaction]] = {
    **{name: [enter_issued_documents] for name in issuing.events()},
    "vn.ngoaivu.reporting.guidance.answered.v1": [keep_a_reusable_answer],
}
