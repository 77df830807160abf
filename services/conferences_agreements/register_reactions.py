"""What the registers of this service learn from its dossiers: partners and publications."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from casework import CloudEvent, Dossier
from conferences_agreements.procedures.external_information import InformationKind
from conferences_agreements.procedures.twinning import State, Twinning
from conferences_agreements.registers.partners import Partner, Relation, names
from conferences_agreements.registers.publications import Publication
from conferences_agreements.spelling import spelled

if TYPE_CHECKING:
    from chassis.wire.reactions import Reaction, Work

STANDINGS = {State.DORMANT: "dormant", State.ENDED: "ended"}
PUBLISHED = {
    InformationKind.PUBLICATION: "book",
    InformationKind.ARTICLE: "portal-article",
    InformationKind.PICTURES: "pictures",
}


async def keep_the_partner_of_a_relation(event: CloudEvent, work: Work) -> None:
    """S004 Điều 2.4b: an established relation stands in the register, with how it stands."""
    _, relation = await work.dossiers.get("twinning", event.subject)
    f: Twinning = relation.fields
    kept = await _partner(work, f.partner, f.country)
    if kept is None:
        fresh = Partner(name=f.partner, country=f.country, kind=f.kind)
        await work.registers.enter("partners", _as_told(fresh, relation), event.data.unit)
        return
    told = _as_told(kept.fields, relation)
    if told != kept.fields:
        why = f"theo hồ sơ {relation.code}"
        await work.registers.amend("partners", kept.id, told, why)


async def keep_the_agreement_with_a_partner(event: CloudEvent, work: Work) -> None:
    """A signed agreement is noted on the partner that it was signed with, if it is known."""
    f = event.data.fields
    kept = await _partner(work, f.get("partner", ""), f.get("country", ""))
    if kept is None or event.subject in kept.fields.agreements:
        return
    told = replace(kept.fields, agreements=(*kept.fields.agreements, event.subject))
    await work.registers.amend("partners", kept.id, told, f"theo hồ sơ {event.data.code}")


async def keep_what_was_published(event: CloudEvent, work: Work) -> None:
    """S003 mục II.5b: each language of an issued publication stands in the register."""
    _, dossier = await work.dossiers.get("external-information", event.subject)
    f = dossier.fields
    known = await work.registers.find("publications", fields__information=dossier.id)
    if f.kind not in PUBLISHED or f.issued is None or known:
        return
    for language in ("vi", *(v.language for v in f.versions if v.language != "vi")):
        told = Publication(
            title=f.topic,
            kind=PUBLISHED[f.kind],  # type: ignore[arg-type]
            language=language,
            issued_on=f.issued.date,
            copies=f.copies,
            original=f.topic,
            audience=f.audience[:300],
            mission=f.target,
            url=f.issued.url,
            information=dossier.id,
        )
        await work.registers.enter("publications", told, event.data.unit)


async def _partner(work: Work, name: str, country: str) -> Dossier[Any] | None:
    """The entry of this name, under any spelling."""
    wanted = f"{spelled(name)} {country}"
    found = await work.registers.find("partners", fields__country=country)
    live = [d for d in found if d.state != "struck"]
    return next((d for d in live if wanted in names(d.fields)), None)


def _as_told(partner: Partner, relation: Dossier[Twinning]) -> Partner:
    f = relation.fields
    decision = f"Đề án {f.decision.number}" if f.decision else partner.basis
    agreements = dict.fromkeys((*partner.agreements, *([f.agreement] if f.agreement else [])))
    return replace(
        partner,
        relation=Relation(f.relation),
        standing=STANDINGS.get(State(relation.state), "active"),
        since=f.established_on,
        basis=decision,
        agreements=tuple(agreements),
        twinning=relation.id,
    )


REGISTER_REACTIONS: dict[str, list[Reaction]] = {
    **{
        f"vn.ngoaivu.conferences-agreements.twinning.{step}.v1": [keep_the_partner_of_a_relation]
        for step in ("established", "exchanged", "became-dormant", "ended")
    },
    "vn.ngoaivu.conferences-agreements.agreement.signed.v1": [keep_the_agreement_with_a_partner],
    "vn.ngoaivu.conferences-agreements.external-information.issued.v1": [keep_what_was_published],
}
