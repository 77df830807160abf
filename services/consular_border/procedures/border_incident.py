"""An incident on the border, from the first news to the report to the Ministry (R22b).

Where it happened is told by commune and marker; coordinates and stamped maps stay out.
"""

from __future__ import annotations

import datetime
from datetime import date
from enum import StrEnum
from typing import Annotated, Any

from msgspec import Meta, Struct
from msgspec.structs import replace

from casework import (
    RECORD,
    Case,
    Consultation,
    Disclosure,
    DossierType,
    Paper,
    Transition,
    rule,
    sensitive,
)
from casework.vocabulary import Decision, Prose, Role, labels
from consular_border import border, matters
from consular_border.border import GUARDS, commune_is_listed
from consular_border.laws import BORDER_MATTERS, SENSITIVE_MATTERS
from consular_border.letters import border_incident as letters
from consular_border.refusals import is_dated_by_today
from consular_border.roles import DEPARTMENT, DESK

INCIDENTS = BORDER_MATTERS
PROSE = ("account", "marker", "parties", "handling", "proposal", "result")
REPORTING = {Role.OFFICER, Role.HEAD, Role.BORDER}


class Kind(StrEnum):
    ENCROACHMENT = "encroachment"
    CROSSING = "crossing"
    MARKER = "marker"
    DISPUTE = "dispute"
    ACCIDENT = "accident"
    SMUGGLING = "smuggling"
    EPIDEMIC = "epidemic"


class State(StrEnum):
    REPORTED = "reported"
    ASSESSED = "assessed"
    ADVISED = "advised"
    EXCHANGED = "exchanged"
    RESOLVED = "resolved"
    CLOSED = "closed"


STATES = labels(
    State, reported="đã báo tin", assessed="đã đánh giá", advised="đã tham mưu UBND",
    exchanged="đã trao đổi với phía bên kia", resolved="đã giải quyết",
    closed="đã báo cáo Bộ Ngoại giao",
)  # fmt: skip


class Reported(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Tin báo vụ việc biên giới."""

    kind: Annotated[Kind, Meta(title="Loại vụ việc")]
    happened_on: Annotated[datetime.date, Meta(title="Ngày xảy ra")]
    commune: Annotated[str, Meta(min_length=3, max_length=60, title="Xã biên giới (mã)")]
    marker: Annotated[str, Meta(max_length=60, title="Mốc, vật đánh dấu gần nhất")] = ""
    account: Annotated[Prose, Meta(title="Diễn biến")]
    parties: Annotated[str, Meta(max_length=2000, title="Các bên liên quan")] = ""
    handling: Annotated[str, Meta(max_length=5000, title="Xử lý ban đầu")] = ""


class Assessed(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    proposal: Annotated[Prose, Meta(title="Đánh giá, đề xuất")]


class Resolved(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    result: Annotated[Prose, Meta(title="Kết quả giải quyết")]


class BorderIncident(Reported, frozen=True, kw_only=True):
    """Vụ việc nảy sinh trên biên giới."""

    neighbours: Annotated[tuple[str, ...], Meta(title="Nước láng giềng")] = ()
    proposal: Annotated[str, Meta(title="Đánh giá, đề xuất")] = ""
    advice: Annotated[Decision | None, Meta(title="Văn bản tham mưu UBND")] = None
    exchange: Annotated[Decision | None, Meta(title="Văn bản trao đổi với phía bên kia")] = None
    result: Annotated[str, Meta(title="Kết quả giải quyết")] = ""
    report: Annotated[Decision | None, Meta(title="Báo cáo Bộ Ngoại giao")] = None
    matters: Annotated[tuple[str, ...], Meta(title="Vấn đề nhạy cảm liên quan")] = ()


@rule(RECORD, "Ngày xảy ra không thể sau hôm nay", "/happened_on")
def has_happened(case: Case[BorderIncident, Any]) -> bool:
    return case.fields.happened_on <= case.today


def take_in(case: Case[BorderIncident, Reported]) -> BorderIncident:
    f = case.fields
    across = border.neighbours(case.province, [f.commune], case.dossier.lodged_on)
    return replace(f, neighbours=across)


def decision(case: Case[Any, Decision]) -> Decision:
    return Decision(number=case.data.number, date=case.data.date)


# fmt: off
BORDER_INCIDENT: DossierType[Any] = DossierType(
    name="border-incident", record="R22b", tracked=False,
    prefix="BG", title="Vụ việc nảy sinh trên biên giới",
    since=date(2014, 6, 15), law=INCIDENTS, shown_to={Role.BORDER},
    fields=BorderIncident, states=STATES, final={State.CLOSED},
    heading=lambda f: f"Vụ việc biên giới: {letters.KINDS[f.kind]}", links=matters.links,
    invariants=[commune_is_listed, has_happened, border.without_coordinates(INCIDENTS, *PROSE)],
    params=[*border.COMMUNES.values()],
    discloses=Disclosure(province=("kind", "happened_on", "commune", "marker", "neighbours"),
                         ministry=("kind", "happened_on", "commune", "neighbours")),

    opening=Transition(
        INCIDENTS, "report", title="báo tin vụ việc", target=State.REPORTED, by=REPORTING,
        data=Reported, then=take_in, emits="reported",
        consults=Consultation(law=INCIDENTS, topic="Xử lý vụ việc biên giới",
                              bodies=lambda case: GUARDS)),

    transitions=[
        Transition(
            INCIDENTS, "assess", title="đánh giá, đề xuất", source={State.REPORTED},
            target=State.ASSESSED, by=DESK, data=Assessed, emits="assessed",
            then=lambda case: replace(case.fields, proposal=case.data.proposal)),
        Transition(
            INCIDENTS, "advise", title="tham mưu UBND", source={State.ASSESSED},
            target=State.ADVISED, by=DEPARTMENT, data=Decision, requires=[is_dated_by_today],
            then=lambda case: replace(case.fields, advice=decision(case)), emits="advised"),
        Transition(
            INCIDENTS, "exchange", title="trao đổi với phía bên kia", source={State.ADVISED},
            target=State.EXCHANGED, by=DEPARTMENT, data=Decision, requires=[is_dated_by_today],
            then=lambda case: replace(case.fields, exchange=decision(case)), emits="exchanged"),
        Transition(
            INCIDENTS, "resolve", title="ghi nhận đã giải quyết",
            source={State.ADVISED, State.EXCHANGED}, target=State.RESOLVED, by=DESK,
            data=Resolved, emits="resolved",
            then=lambda case: replace(case.fields, result=case.data.result)),
        Transition(
            INCIDENTS, "tell-ministry", title="báo cáo Bộ Ngoại giao", source={State.RESOLVED},
            target=State.CLOSED, by=DEPARTMENT, data=Decision, requires=[is_dated_by_today],
            then=lambda case: replace(case.fields, report=decision(case)), emits="ministry-told"),
        *sensitive.steps(SENSITIVE_MATTERS, set(State) - {State.CLOSED}),
    ],

    no_deadline="Các văn bản nguồn không đặt số ngày cho việc xử lý vụ việc biên giới",
    papers=[Paper(INCIDENTS, "bao-cao", title="Báo cáo vụ việc biên giới", makes=letters.report)],
)
# fmt: on
