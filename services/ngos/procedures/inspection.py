"""Inspecting what a foreign NGO does in the province (58/2022/NĐ-CP, Điều 24; S000, S004 2.16a).

A decision names the organisation, the day and the team; the team records what it found; the
conclusion says what must be put right, by whom, until when; a violation is proposed in a dossier of
its own (ngo-violation).
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import Annotated, Any

from msgspec import Meta, Struct
from msgspec.structs import replace

from casework import (
    RECORD,
    After,
    Amount,
    Case,
    Deadline,
    Disclosure,
    Dossier,
    DossierType,
    Link,
    Lookup,
    Paper,
    Transition,
    each,
    rule,
)
from casework.vocabulary import Decision, Prose, Text, WithReason, labels
from ngos.laws import NGO, NGO_ROOM
from ngos.letters import inspection as letters
from ngos.refusals import is_dated_by_today
from ngos.roles import DESK, Role


class State(StrEnum):
    DRAFT = "draft"
    DECIDED = "decided"
    INSPECTED = "inspected"
    CONCLUDED = "concluded"
    CLOSED = "closed"
    CANCELLED = "cancelled"


STATES = labels(
    State, decided="đã có quyết định kiểm tra", inspected="đã kiểm tra", concluded="đã kết luận",
)  # fmt: skip


class Draft(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    ngo: Annotated[str, Meta(min_length=1, max_length=60, title="Mã hồ sơ tổ chức")]
    subject: Annotated[Text, Meta(title="Nội dung kiểm tra")]
    planned_on: Annotated[datetime.date, Meta(title="Ngày kiểm tra dự kiến")]
    team: Annotated[tuple[Text, ...], Meta(title="Cơ quan tham gia", max_length=30)] = ()


class Remedy(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One thing the conclusion asks to be put right."""

    what: Text
    until: Annotated[datetime.date, Meta(title="Thời hạn khắc phục")]
    done_on: Annotated[datetime.date | None, Meta(title="Ngày khắc phục xong")] = None


class Inspection(Draft, frozen=True, kw_only=True):
    """Kiểm tra hoạt động của tổ chức PCPNN trên địa bàn tỉnh."""

    ngo_id: str = ""
    organisation: Annotated[str, Meta(title="Tên tổ chức")] = ""
    decision: Annotated[Decision | None, Meta(title="Quyết định kiểm tra")] = None
    inspected_on: Annotated[datetime.date | None, Meta(title="Ngày kiểm tra")] = None
    findings: Annotated[str, Meta(title="Kết quả kiểm tra")] = ""
    conclusion: Annotated[Decision | None, Meta(title="Kết luận kiểm tra")] = None
    remedies: Annotated[tuple[Remedy, ...], Meta(title="Yêu cầu khắc phục")] = ()


class Findings(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    inspected_on: Annotated[datetime.date, Meta(title="Ngày kiểm tra")]
    findings: Annotated[Prose, Meta(title="Kết quả kiểm tra")]


class Conclusion(Decision, frozen=True, kw_only=True):
    remedies: Annotated[tuple[Remedy, ...], Meta(title="Yêu cầu khắc phục", max_length=100)] = ()


class Remedied(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    remedies: Annotated[tuple[Remedy, ...], Meta(title="Đã khắc phục", max_length=100)] = ()


@rule(RECORD, "Không có hồ sơ tổ chức mang mã này", "/ngo")
def ngo_is_known(case: Case[Inspection, Any]) -> bool:
    return bool(case.found["ngo"])


@rule(RECORD, "Ngày kiểm tra dự kiến đã qua", "/planned_on")
def is_ahead(case: Case[Inspection, Any]) -> bool:
    return case.fields.planned_on >= case.today


@rule(RECORD, "Ngày kiểm tra trước quyết định kiểm tra hoặc chưa tới", "/inspected_on")
def follows_its_decision(case: Case[Inspection, Findings]) -> bool:
    decided = case.fields.decision
    return decided is not None and decided.date <= case.data.inspected_on <= case.today


@rule(RECORD, "Kết luận không thể trước ngày kiểm tra", "/date")
def concludes_after(case: Case[Inspection, Conclusion]) -> bool:
    seen = case.fields.inspected_on
    return seen is not None and case.data.date >= seen


@rule(RECORD, "Thời hạn khắc phục phải sau ngày kết luận", "/remedies")
def remedies_lie_ahead(case: Case[Inspection, Conclusion]) -> bool:
    return all(r.until > case.data.date for r in case.data.remedies)


@rule(NGO.art(24), "Chỉ ghi ngày khắc phục cho các yêu cầu của kết luận", "/remedies")
def answers_the_conclusion(case: Case[Inspection, Remedied]) -> bool:
    asked = [(r.what, r.until) for r in case.fields.remedies]
    told = case.data.remedies
    return [(r.what, r.until) for r in told] == asked and all(
        r.done_on is None or r.done_on <= case.today for r in told
    )


@each(NGO.art(24), "Yêu cầu chưa được khắc phục", "remedies", "done_on")
def is_remedied(case: Case[Inspection, Any], remedy: Remedy) -> bool:
    return remedy.done_on is not None


def the_organisation(dossier: Dossier[Any], data: Any) -> Sequence[Lookup]:
    return [Lookup(name="ngo", type="foreign-ngo", where={"code": [data.ngo]})]


def bind(case: Case[Inspection, Draft]) -> Inspection:
    ngo = case.found["ngo"][0]
    return replace(case.fields, ngo_id=ngo.id, organisation=ngo.fields.name)


def record_decision(case: Case[Inspection, Decision]) -> Inspection:
    return replace(case.fields, decision=case.data)


def record_findings(case: Case[Inspection, Findings]) -> Inspection:
    return replace(case.fields, inspected_on=case.data.inspected_on, findings=case.data.findings)


def record_conclusion(case: Case[Inspection, Conclusion]) -> Inspection:
    conclusion = Decision(number=case.data.number, date=case.data.date)
    return replace(case.fields, conclusion=conclusion, remedies=case.data.remedies)


def record_remedies(case: Case[Inspection, Remedied]) -> Inspection:
    return replace(case.fields, remedies=case.data.remedies)


def last_remedy(dossier: Dossier[Any]) -> date | None:
    return max((r.until for r in dossier.fields.remedies), default=None)


def heading(fields: Inspection) -> str:
    return f"Kiểm tra {fields.organisation or fields.ngo}: {fields.subject}"


def links(fields: Inspection) -> list[Link]:
    return [Link("inspects", "ngos", "foreign-ngo", fields.ngo_id)] if fields.ngo_id else []


WATCHES = {*DESK, Role.INSPECTOR}

# fmt: off
INSPECTION = DossierType(
    name="ngo-inspection", record="R11, R39", prefix="KTP",
    title="Kiểm tra hoạt động của tổ chức PCPNN",
    since=date(2022, 11, 1), law=NGO.art(24),
    fields=Inspection, heading=heading, links=links,
    states=STATES, final={State.CLOSED, State.CANCELLED},
    discloses=Disclosure(
        province=("ngo", "organisation", "planned_on", "inspected_on", "decision", "conclusion"),
        ministry=("organisation", "inspected_on", "conclusion")),

    opening=Transition(
        NGO_ROOM, "draft", title="đề xuất kiểm tra",
        target=State.DRAFT, by=WATCHES, data=Draft, needs=the_organisation, then=bind,
        requires=[ngo_is_known, is_ahead], emits="drafted"),

    transitions=[
        Transition(
            NGO.art(24), "decide", title="quyết định kiểm tra", emits="decided",
            source={State.DRAFT}, target=State.DECIDED, by={Role.DIRECTOR, Role.CHAIR},
            data=Decision, requires=[is_dated_by_today], then=record_decision, not_by={"draft"}),
        Transition(
            NGO.art(24), "record", title="ghi kết quả kiểm tra", emits="inspected",
            source={State.DECIDED}, target=State.INSPECTED, by=WATCHES, data=Findings,
            requires=[follows_its_decision], then=record_findings),
        Transition(
            NGO.art(24), "conclude", title="kết luận kiểm tra", emits="concluded",
            source={State.INSPECTED}, target=State.CONCLUDED, by={Role.DIRECTOR, Role.CHAIR},
            data=Conclusion, not_by={"draft", "record"}, then=record_conclusion,
            requires=[is_dated_by_today, concludes_after, remedies_lie_ahead]),
        Transition(
            NGO.art(24), "note-remedies", title="ghi nhận khắc phục", emits="remedied",
            source={State.CONCLUDED}, target=State.CONCLUDED, by=WATCHES, data=Remedied,
            requires=[answers_the_conclusion], then=record_remedies),
        Transition(
            NGO.art(24), "close", title="đóng hồ sơ kiểm tra", emits="closed",
            source={State.CONCLUDED}, target=State.CLOSED, by={Role.HEAD, Role.DIRECTOR},
            requires=[is_remedied]),
        Transition(
            NGO.art(24), "cancel", title="hủy kiểm tra", emits="cancelled",
            source={State.DRAFT, State.DECIDED}, target=State.CANCELLED, by={Role.DIRECTOR},
            data=WithReason),
    ],
    deadlines=[
        Deadline(
            law=NGO.art(24), name="remedy", title="tổ chức khắc phục theo kết luận kiểm tra",
            shape=After(amount=Amount(0, "calendar-days"), event=last_remedy,
                        of="thời hạn ghi trong kết luận"),
            met_by={"close"}, applies=lambda d: bool(d.fields.remedies)),
    ],
    papers=[
        Paper(NGO.art(24), "quyet-dinh", title="Quyết định kiểm tra", makes=letters.decision),
        Paper(NGO.art(24), "ket-luan", title="Kết luận kiểm tra", makes=letters.conclusion),
    ],
)
# fmt: on
