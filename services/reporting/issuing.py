"""Which events of which services tell of a document: their acts record its number and date.

A test compares this table with the procedures of all services, so that a new act that records a
document is entered in the register too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

ISSUING: Mapping[str, Mapping[str, str]] = {
    "delegations": {
        "unit-programme": "plan-sent",
        "provincial-programme": "sent-to-ministry answered approved copy-sent reviewed closed",
        "programme-amendment": (
            "drafted revised presented approved rejected ministry-notified reported"
        ),
        "activity-scheme": "approved",
        "budget-estimate": "approved settled",
        "outbound-delegation": (
            "drafted revised party-agreed approved decision-amended missions-notified "
            "reported results-notified"
        ),
        "inbound-delegation": "drafted revised invited approved reported",
        "guest-reception": "submitted approved reported report-noted",
        "award-received": "permitted permission-recorded report-noted",
        "award-given": (
            "drafted revised nominated considered decided proposed decision-recorded report-noted"
        ),
        "protocol-plan": "approved settled",
        "result-report": "filed sent-to-prime-minister corrected",
    },
    "conferences-agreements": {
        "conference": (
            "drafted revised presented permitted-above permitted permitted-arising "
            "opinion-given reported report-noted ministry-told"
        ),
        "conference-hosting": "drafted revised presented agreed-above agreed",
        "agreement": (
            "drafted revised prime-minister-asked prime-minister-consented decided reported "
            "registered"
        ),
        "agreement-change": (
            "prime-minister-asked prime-minister-consented decided renamed took-effect notified"
        ),
        "twinning": "approved ministry-told ended",
        "external-information": "approved issued",
        "economic-event": "approved report-noted",
        "cultural-event": "approved report-noted",
    },
    "ngos": {
        "foreign-ngo": "suspended resumed terminated self-terminated settled",
        "ngo-opinion": "answered",
        "ngo-plan": "notified",
        "ngo-filing": "received",
        "ngo-inspection": "decided concluded",
        "ngo-violation": "proposed suspended remedied terminated fined",
        "aid": (
            "appraised approved rejected sent-to-prime-minister prime-minister-approved "
            "prime-minister-rejected notified adjusted reported settled revoked"
        ),
        "aid-programme": "approved",
        "aid-idea": "committed",
        "people-plan": "submitted",
    },
    "consular-border": {
        "abtc": "presented proposed permitted refused",
        "migration-report": "sent",
    },
    "reporting": {
        "periodic-report": "requested party-agreed sent fulfilled sent-recorded",
        "unit-report": "asked received sent-recorded fulfilled",
        "situation-note": "proposed",
        "assigned-task": "assigned plan-sent completed",
        "party-task": "assigned completed reported",
        "training-course": "plan-approved certified",
        "inspection": "decided concluded",
        "public-request": "resolved",
    },
}
"""service → dossier type → what its acts announce."""


def events() -> Iterator[str]:
    """The types of all these events."""
    for service, types in ISSUING.items():
        for type_, announced in types.items():
            yield from (f"vn.ngoaivu.{service}.{type_}.{e}.v1" for e in announced.split())
