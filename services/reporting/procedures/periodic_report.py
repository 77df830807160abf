"""The periodic report of the province (22/2012/QĐ-UBND, Điều 19 khoản 4 and Mẫu 5; R37).

It opens by itself when its period begins, asks the units for their parts, is drafted on figures
that the platform counts, reviewed, presented, signed and sent. From its signature on it is locked:
approved by whom and when. What was sent is corrected by a new version that says what it replaces.
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
    STAYS,
    Case,
    Competence,
    Disclosure,
    Dossier,
    DossierType,
    Link,
    Lookup,
    Paper,
    Param,
    Reason,
    Transition,
    rule,
)
from casework.vocabulary import Decision, Text, WithReason, labels
from reporting import owed
from reporting.content import (
    ESTIMATES_ARE_SOUND,
    EVERY_FIGURE_IS_ESTIMATED,
    IS_AFTER_CUT_OFF,
    NUMBERS_AGREE,
    SECTIONS_ARE_WRITTEN,
    Change,
    Computed,
    Content,
    Line,
    Reminder,
    changes,
)
from reporting.laws import (
    CLERICAL,
    FORM_5,
    PERIODIC_REPORTS,
    REPORTS,
    UNIT_PLANS_AND_REPORTS,
)
from reporting.letters import periodic_report as letters
from reporting.obligations.calendar import OBLIGATIONS
from reporting.obligations.obligation import OWN, STRICT
from reporting.obligations.reminding import ESCALATE, NEAR
from reporting.owed import Fulfilled, Owed, Reopened
from reporting.refusals import is_dated_by_today
from reporting.roles import DEPARTMENT, DESK, Role

REPORT = PERIODIC_REPORTS
PARTS = UNIT_PLANS_AND_REPORTS


class State(StrEnum):
    OPENED = "opened"
    REQUESTED = "requested"
    COLLECTING = "collecting"
    CONSOLIDATING = "consolidating"
    DRAFTED = "drafted"
    REVIEWED = "reviewed"
    PRESENTED = "presented"
    SIGNED = "signed"
    SENT = "sent"
    ACKNOWLEDGED = "acknowledged"
    CLOSED = "closed"
    CANCELLED = "cancelled"


STATES = labels(
    State, opened="mở kỳ báo cáo", requested="đã đề nghị đơn vị báo cáo",
    collecting="đang nhận báo cáo đơn vị", consolidating="tổng hợp", drafted="dự thảo",
    reviewed="đã rà soát", presented="trình ký", signed="đã ký, khóa số liệu",
    sent="đã gửi", acknowledged="nơi nhận đã xác nhận",
)  # fmt: skip
WAITING = frozenset({State.OPENED, State.REQUESTED, State.COLLECTING})
AT_THE_DESK = frozenset({*WAITING, State.CONSOLIDATING, State.DRAFTED, State.REVIEWED})
LOCKED = frozenset({State.SIGNED, State.SENT, State.ACKNOWLEDGED, State.CLOSED})
LIVE = sorted(frozenset(State) - {State.CANCELLED})


class UnitPart(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A unit's part, as it was accepted."""

    unit: Text
    report: Text
    on: datetime.date
    late_by: int = 0


class Lock(Struct, frozen=True, kw_only=True):
    """Why nothing can be changed any more."""

    by: str
    on: datetime.date


class Receipt(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    by: Annotated[Text, Meta(title="Nơi nhận đã xác nhận")]
    on: Annotated[datetime.date, Meta(title="Ngày xác nhận")]


class Consolidation(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    without: Annotated[
        str, Meta(max_length=2000, title="Xử lý đối với đơn vị chưa gửi báo cáo")
    ] = ""


class PeriodicReport(Owed, frozen=True, kw_only=True):
    """Báo cáo định kỳ, đột xuất về công tác đối ngoại."""

    request: Annotated[Decision | None, Meta(title="Văn bản đề nghị đơn vị báo cáo")] = None
    parts: Annotated[tuple[UnitPart, ...], Meta(title="Báo cáo đơn vị đã nhận")] = ()
    without: Annotated[str, Meta(title="Xử lý đối với đơn vị chưa gửi")] = ""
    party: Annotated[Decision | None, Meta(title="Ý kiến Ban Thường vụ")] = None
    lock: Annotated[Lock | None, Meta(title="Khóa")] = None
    reported: Annotated[tuple[Line, ...], Meta(title="Số liệu đã báo cáo")] = ()
    changed: Annotated[tuple[Change, ...], Meta(title="Số liệu thay đổi so với bản trước")] = ()
    receipts: Annotated[tuple[Receipt, ...], Meta(title="Xác nhận của nơi nhận")] = ()


CHAIN = Param(
    name="report.approval-chain",
    title="Ai phê duyệt báo cáo đối ngoại 6 tháng, năm, theo thứ tự (chairman, party)",
    law=REPORT,
    default=("chairman",),
)
CHAINED = frozenset({"half-year-report", "year-report"})


def signer(dossier: Dossier[PeriodicReport]) -> Competence:
    """Who signs: the text of the obligation says on whose behalf it is reported."""
    known = OBLIGATIONS.get(dossier.fields.obligation)
    law = known.law if known else REPORT
    who = known.signs if known else "committee"
    titles = {
        "committee": "Chủ tịch UBND", "department": "Giám đốc Sở Ngoại vụ", "council": "HĐND",
    }  # fmt: skip
    return Competence(who, titles[who], (Reason(f"báo cáo do {titles[who]} ký", law),))


@rule(PARTS, "Còn đơn vị chưa gửi báo cáo: phải ghi cách xử lý", "/without")
def every_part_is_in(case: Case[PeriodicReport, Consolidation]) -> bool:
    owed_parts = [d for d in case.found["parts"] if not d.fields.invited]
    return all(d.state == "accepted" for d in owed_parts) or bool(case.data.without.strip())


@rule(REPORTS.art(8), "Chưa lấy số liệu từ hệ thống", "/figures")
def figures_are_computed(case: Case[PeriodicReport, Any]) -> bool:
    known = OBLIGATIONS.get(case.fields.obligation)
    return bool(case.fields.figures.as_of) or not (known and known.subjects)


@rule(PARTS, "Báo cáo phải được Ban Thường vụ cho ý kiến trước khi ký", "/party")
def the_chain_is_complete(case: Case[PeriodicReport, Any]) -> bool:
    if case.fields.obligation not in CHAINED:
        return True
    chain = case.province.find(CHAIN, case.dossier.lodged_on).value
    return "party" not in chain or case.fields.party is not None


@rule(PARTS, "Báo cáo này không phải trình Ban Thường vụ")
def the_party_is_asked(case: Case[PeriodicReport, Any]) -> bool:
    chain = case.province.find(CHAIN, case.dossier.lodged_on).value
    return case.fields.obligation in CHAINED and "party" in chain


@rule(CLERICAL.art(18, 1), "Số và ngày được cấp sau khi ký", "/date")
def is_numbered_after_signature(case: Case[PeriodicReport, Decision]) -> bool:
    lock = case.fields.lock
    return lock is not None and case.data.date >= lock.on


@rule(CLERICAL.art(18, 3), "Báo cáo thay thế phải mang số, ký hiệu mới", "/number")
def has_a_new_number(case: Case[PeriodicReport, Decision]) -> bool:
    return case.data not in [r.document for r in case.fields.replaced]


@rule(REPORT, "Báo cáo không gửi đến nơi này", "/by")
def is_a_recipient(case: Case[PeriodicReport, Receipt]) -> bool:
    return case.data.by in case.fields.recipients


def the_parts(dossier: Dossier[Any], data: Any) -> Sequence[Lookup]:
    """The units' parts on the same period."""
    known = OBLIGATIONS.get(dossier.fields.obligation)
    where = {
        "fields.obligation": list(known.parts) if known else [],
        "fields.period": [dossier.fields.period],
    }
    live = ["requested", "received", "returned", "accepted"]
    return [Lookup(name="parts", type="unit-report", where=where, states=live)]


def ask(case: Case[PeriodicReport, Decision]) -> PeriodicReport:
    return replace(case.fields, request=case.data)


def note_part(case: Case[PeriodicReport, UnitPart]) -> PeriodicReport:
    """A corrected part takes the place of the one before."""
    kept = tuple(p for p in case.fields.parts if p.unit != case.data.unit)
    return replace(case.fields, parts=(*kept, case.data))


def consolidate(case: Case[PeriodicReport, Consolidation]) -> PeriodicReport:
    return replace(case.fields, without=case.data.without)


def note_figures(case: Case[PeriodicReport, Computed]) -> PeriodicReport:
    f = case.fields
    before = f.replaced[-1].figures if f.replaced else None
    told = changes(before, case.data) if before else ()
    return replace(f, figures=case.data, changed=told)


def draft(case: Case[PeriodicReport, Content]) -> PeriodicReport:
    return replace(case.fields, content=case.data)


def note_party(case: Case[PeriodicReport, Decision]) -> PeriodicReport:
    return replace(case.fields, party=case.data)


def sign(case: Case[PeriodicReport, Any]) -> PeriodicReport:
    return replace(case.fields, lock=Lock(by=signer(case.dossier).title, on=case.today))


def send(case: Case[PeriodicReport, Decision]) -> PeriodicReport:
    f = case.fields
    return replace(f, document=case.data, reported=f.figures.lines)


def acknowledge(case: Case[PeriodicReport, Receipt]) -> PeriodicReport:
    return replace(case.fields, receipts=(*case.fields.receipts, case.data))


def reopen(case: Case[PeriodicReport, Reopened]) -> PeriodicReport:
    f: PeriodicReport = owed.begin_a_new_version(case)
    return replace(f, lock=None, party=None, receipts=())


def links(fields: PeriodicReport) -> Sequence[Link]:
    found = [Link("part", "reporting", "unit-report", p.report) for p in fields.parts]
    if fields.source:
        found.append(Link("fulfilled-by", *fields.source, fields.fulfilled_by))
    return found


SOUND = [
    SECTIONS_ARE_WRITTEN, NUMBERS_AGREE, ESTIMATES_ARE_SOUND, owed.says_what_changed,
    figures_are_computed,
]  # fmt: skip

# fmt: off
PERIODIC_REPORT: DossierType[Any] = DossierType(
    name="periodic-report", record="R37", tracked=False,
    prefix="BC", title="Báo cáo định kỳ, đột xuất",
    since=date(2012, 8, 30), law=REPORT,
    fields=PeriodicReport, heading=owed.heading, links=links, competence=signer,
    states=STATES, final={State.CLOSED, State.CANCELLED}, shown_to={Role.PARTY},
    params=[STRICT, OWN, CHAIN, NEAR, ESCALATE, *owed.params("periodic-report")],
    discloses=Disclosure(
        province=("obligation", "period", "year", "period_from", "cut_off", "version",
                  "recipients", "parts", "document", "reported", "changed", "lock", "reminders"),
        ministry=("obligation", "period", "year", "period_from", "cut_off", "version",
                  "recipients", "document", "reported", "changed")),

    opening=Transition(
        REPORT, "open", title="mở kỳ báo cáo", target=State.OPENED,
        by={Role.SYSTEM, *DESK}, data=owed.Opening, needs=owed.the_same_obligation(LIVE),
        requires=owed.OPENING_RULES, then=owed.settle, emits="opened"),

    transitions=[
        Transition(
            PARTS, "ask-units", title="đề nghị đơn vị báo cáo", source={State.OPENED},
            target=State.REQUESTED, by=DEPARTMENT, data=Decision, requires=[is_dated_by_today],
            then=ask, emits="requested"),
        Transition(
            PARTS, "note-part", title="ghi nhận báo cáo của đơn vị", source=WAITING,
            target=State.COLLECTING, by={Role.SYSTEM}, data=UnitPart, then=note_part,
            emits="part-noted"),
        Transition(
            PARTS, "note-late-part", title="ghi nhận báo cáo đơn vị gửi muộn",
            source=AT_THE_DESK - WAITING, target=STAYS, by={Role.SYSTEM}, data=UnitPart,
            then=note_part, emits="late-part-noted"),
        Transition(
            PARTS, "consolidate", title="tổng hợp", source=WAITING,
            target=State.CONSOLIDATING, by=DESK, data=Consolidation, needs=the_parts,
            requires=[every_part_is_in], then=consolidate, emits="consolidated"),
        Transition(
            REPORTS.art(8), "compute-figures", title="ghi số liệu hệ thống",
            source=AT_THE_DESK, target=STAYS, by={Role.SYSTEM}, data=Computed,
            then=note_figures, emits="figures-computed"),
        Transition(
            REPORT, "draft", title="soạn báo cáo", source={State.CONSOLIDATING, State.DRAFTED},
            target=State.DRAFTED, by=DESK, data=Content,
            requires=[NUMBERS_AGREE, ESTIMATES_ARE_SOUND], then=draft, emits="drafted"),
        Transition(
            REPORT, "review", title="rà soát", source={State.DRAFTED}, target=State.REVIEWED,
            by={Role.HEAD, Role.DIRECTOR}, not_by={"draft"}, requires=SOUND, emits="reviewed"),
        Transition(
            REPORT, "present", title="trình UBND", source={State.REVIEWED},
            target=State.PRESENTED, by={Role.DIRECTOR}, not_by={"draft"}, requires=SOUND,
            emits="presented"),
        Transition(
            REPORT, "return", title="trả lại để hoàn chỉnh",
            source={State.DRAFTED, State.REVIEWED, State.PRESENTED},
            target=State.CONSOLIDATING, data=WithReason, emits="returned",
            by={Role.HEAD, Role.DIRECTOR, Role.OFFICE, Role.CHAIR}),
        Transition(
            PARTS, "note-party", title="ghi ý kiến Ban Thường vụ", source={State.PRESENTED},
            target=STAYS, by={Role.PARTY, Role.OFFICE}, data=Decision,
            requires=[the_party_is_asked, is_dated_by_today], then=note_party,
            emits="party-agreed"),
        Transition(
            REPORT, "sign", title="ký báo cáo", source={State.PRESENTED},
            target=State.SIGNED, by={Role.CHAIR}, not_by={"consolidate", "draft", "review"},
            competent={"committee"},
            requires=[the_chain_is_complete, IS_AFTER_CUT_OFF, EVERY_FIGURE_IS_ESTIMATED, *SOUND],
            then=sign, emits="signed"),
        Transition(
            REPORT, "sign-for-department", title="ký báo cáo của Sở",
            source={State.REVIEWED, State.PRESENTED}, target=State.SIGNED,
            by={Role.DIRECTOR}, not_by={"consolidate", "draft", "review"}, competent={"department"},
            requires=[IS_AFTER_CUT_OFF, EVERY_FIGURE_IS_ESTIMATED, *SOUND],
            then=sign, emits="department-signed"),
        Transition(
            REPORT, "send", title="gửi báo cáo", source={State.SIGNED}, target=State.SENT,
            by={Role.CLERK, Role.OFFICE}, data=Decision,
            requires=[is_dated_by_today, is_numbered_after_signature, has_a_new_number,
                      IS_AFTER_CUT_OFF],
            then=send, emits="sent"),
        Transition(
            REPORT, "acknowledge", title="ghi nhận nơi nhận xác nhận",
            source={State.SENT, State.ACKNOWLEDGED}, target=State.ACKNOWLEDGED,
            by={Role.CLERK, Role.OFFICE, Role.OFFICER}, data=Receipt,
            requires=[is_a_recipient], then=acknowledge, emits="acknowledged"),
        Transition(
            CLERICAL.art(30), "close", title="kết thúc, lưu hồ sơ",
            source={State.SENT, State.ACKNOWLEDGED}, target=State.CLOSED, by=DESK,
            emits="closed"),
        Transition(
            PARTS, "reopen", title="mở lại báo cáo đã khóa", source=LOCKED,
            target=State.CONSOLIDATING, by={Role.DIRECTOR}, data=Reopened, correction=True,
            then=reopen, emits="reopened"),
        Transition(
            REPORT, "fulfil", title="ghi nhận hồ sơ đã gửi", source=AT_THE_DESK,
            target=State.SENT, by={Role.SYSTEM}, data=Fulfilled, then=owed.note_fulfilment,
            emits="fulfilled"),
        Transition(
            REPORTS.art(8), "record-sent", title="ghi nhận đã gửi ngoài hệ thống",
            source=AT_THE_DESK, target=State.SENT, data=Fulfilled,
            by={*DESK, Role.OFFICE, Role.CLERK}, requires=[owed.is_reported_elsewhere],
            then=owed.note_fulfilment, emits="sent-recorded"),
        Transition(
            REPORT, "urge", title="nhắc đơn vị", target=STAYS,
            source={*AT_THE_DESK, State.PRESENTED, State.SIGNED},
            by={Role.HEAD, Role.OFFICER}, data=owed.Urging,
            requires=[owed.something_is_owed, owed.is_urged_once_a_day],
            then=owed.note_urging, emits="urged"),
        Transition(
            REPORT, "remind", title="nhắc hạn báo cáo",
            source={*AT_THE_DESK, State.PRESENTED, State.SIGNED}, target=STAYS,
            by={Role.SYSTEM}, data=Reminder, requires=[owed.is_announced_once],
            then=owed.note_reminder, emits="reminded"),
        Transition(
            REPORT, "waive", title="miễn báo cáo kỳ này", source=AT_THE_DESK,
            target=State.CANCELLED, by={Role.DIRECTOR}, data=WithReason, emits="waived"),
    ],

    deadlines=owed.duties("periodic-report", {"send", "fulfil", "record-sent"}, "send"),

    papers=[
        Paper(FORM_5, "bao-cao", title="Báo cáo công tác đối ngoại",
              makes=letters.report),
        Paper(REPORT, "so-lieu", title="Biểu tổng hợp số liệu", makes=letters.figures,
              formats=("xlsx",)),
    ],
)
# fmt: on
