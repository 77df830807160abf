"""An international conference or seminar (06/2020/QĐ-TTg; S004 Điều 2.14; S002 Điều 14).

The organiser files forty or thirty days before; the department classifies the dossier: the Prime
Minister's, the Chairman's, decentralised to the Chairman, or another authority's, on which the
province only gives its opinion. Bodies are consulted, the authority permits or refuses, the
organiser holds it as permitted and reports within fifteen days. The province's yearly report to
the Ministry (D19) stands in the calendar of the reporting service.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import Any

from msgspec.structs import replace

from casework import (
    STAYS,
    After,
    Amount,
    Before,
    Case,
    Consultation,
    Deadline,
    Disclosure,
    Dossier,
    DossierType,
    Immediate,
    Link,
    Lookup,
    Paper,
    Transition,
    fill_in,
    sensitive,
)
from casework.vocabulary import Decision, WithReason, labels
from conferences_agreements import conference_grounds as grounds
from conferences_agreements import conference_rules as rules
from conferences_agreements import sections
from conferences_agreements.conference_forms import (
    MAU_01,
    MAU_02,
    REPORT,
    SCHEME,
    Asked,
    Authority,
    Classify,
    Conference,
    ConferenceForm,
    FiledReport,
    Held,
    ResultReport,
    Stated,
    Suspension,
    WithDecision,
)  # fmt: skip
from conferences_agreements.laws import (
    APPRAISING_CONFERENCES,
    CONFERENCES,
    OPINIONS_ON_CONFERENCES,
    SENSITIVE_MATTERS,
    URGENT_CONFERENCES,
)
from conferences_agreements.letters import conference as letters
from conferences_agreements.refusals import is_dated_by_today, is_own
from conferences_agreements.roles import DESK, FILERS, RECORDERS, Role


class State(StrEnum):
    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    CLASSIFIED = "classified"
    CONSULTING = "consulting"
    PRESENTED = "presented"
    PERMITTED = "permitted"
    REFUSED = "refused"
    OPINED = "opined"
    HELD = "held"
    SUSPENDED = "suspended"
    REPORTED = "reported"
    CLOSED = "closed"
    CANCELLED = "cancelled"


STATES = labels(
    State, classified="đã xác định thẩm quyền", presented="trình Thủ tướng Chính phủ",
    permitted="đã cho phép", refused="không cho phép", opined="đã cho ý kiến", held="đã tổ chức",
    suspended="đình chỉ",
)  # fmt: skip
BEFORE_PERMIT = frozenset(
    {State.DRAFT, State.SUBMITTED, State.RETURNED, State.CLASSIFIED, State.CONSULTING}
)
OPEN = frozenset(State) - {State.REFUSED, State.OPINED, State.CLOSED, State.CANCELLED}
PRIME_MINISTER, OTHER = str(Authority.PRIME_MINISTER), str(Authority.OTHER)
CHAIRMAN = str(Authority.CHAIRMAN)
THE_CHAIRMAN_S = {CHAIRMAN, str(Authority.DECENTRALISED)}
MINISTRIES = ("Bộ Ngoại giao", "Bộ Công an")
WROTE = {"draft", "revise", "submit", "classify"}


def what_stands_beside(dossier: Dossier[Any], data: Any) -> Sequence[Lookup]:
    form: ConferenceForm = data if isinstance(data, ConferenceForm) else dossier.fields
    return [
        Lookup(name="same", type="conference", states=sorted(OPEN),
               where={"fields.organiser": [form.organiser]}),
        Lookup(name="hosting", type="conference-hosting", states=["agreed"],
               where={"code": [form.hosting]}),
    ]  # fmt: skip


def whom_to_ask(case: Case[Conference, Asked]) -> Sequence[str]:
    goes_up = case.fields.classified is Authority.PRIME_MINISTER
    return (*(MINISTRIES if goes_up else ()), *case.data.bodies)


def bind_hosting(case: Case[Conference, Any]) -> Conference:
    """The consent that was named by its code, by its identifier."""
    found = next((d.id for d in case.found["hosting"]), "") if case.fields.hosting else ""
    return replace(case.fields, hosting_id=found)


def set_class(case: Case[Conference, Classify]) -> Conference:
    return replace(case.fields, classified=case.data.authority)


def record_submission(case: Case[Conference, Decision]) -> Conference:
    return replace(case.fields, submission=case.data)


def record_permit(case: Case[Conference, Any]) -> Conference:
    permit = Decision(number=case.data.number, date=case.data.date)
    return replace(case.fields, permit=permit)


def permit_arising(case: Case[Conference, WithDecision]) -> Conference:
    return replace(record_permit(case), is_arising=True)


def record_opinion(case: Case[Conference, Stated]) -> Conference:
    return replace(case.fields, stated=case.data)


def record_held(case: Case[Conference, Held]) -> Conference:
    return replace(case.fields, held=case.data, ended_on=case.data.ended_on)


def record_suspension(case: Case[Conference, Suspension]) -> Conference:
    return replace(case.fields, suspension=case.data)


def record_report(case: Case[Conference, ResultReport]) -> Conference:
    return replace(case.fields, report=case.data)


def note_report(case: Case[Conference, FiledReport]) -> Conference:
    told = case.data
    report = ResultReport(number=told.number, date=told.date)
    return replace(case.fields, report=report, result_report=told.result_report)


def record_ministry_report(case: Case[Conference, Decision]) -> Conference:
    return replace(case.fields, ministry_report=case.data)


def links(fields: Conference) -> list[Link]:
    found = [Link("touched-by", "reporting", "sensitive-matter", m) for m in fields.matters]
    if fields.hosting_id:
        host = fields.hosting_id
        found.append(Link("hosting", "conferences-agreements", "conference-hosting", host))
    if fields.result_report:
        found.append(Link("reported-by", "delegations", "result-report", fields.result_report))
    return found


# fmt: off
CONFERENCE = DossierType(
    name="conference", record="R08", prefix="HN", title="Hội nghị, hội thảo quốc tế",
    since=date(2020, 4, 15), law=CONFERENCES.art(4),
    fields=Conference, heading=lambda fields: fields.name, links=links,
    states=STATES, final={State.REFUSED, State.OPINED, State.CLOSED, State.CANCELLED},
    competence=lambda d: grounds.authority(d.fields, d.fields.classified),
    params=[grounds.DECENTRALISED_GROUNDS, rules.TRANSLATED, SCHEME, REPORT],
    discloses=Disclosure(
        province=("name", "organiser", "organiser_kind", "topics", "mode", "starts_on", "ends_on",
                  "venue", "border_commune", "foreign_press", "vietnamese_participants", "foreign",
                  "foreign_sponsor", "programme_item", "classified", "is_arising", "permit",
                  "held", "ended_on", "report"),
        ministry=("name", "organiser", "organiser_kind", "topics", "mode", "starts_on", "ends_on",
                  "vietnamese_participants", "foreign", "foreign_sponsor", "classified",
                  "is_arising", "permit", "held", "ended_on", "report")),

    opening=Transition(
        CONFERENCES.art(4, 1), "draft", title="lập hồ sơ xin phép", emits="drafted",
        target=State.DRAFT, by=FILERS, data=ConferenceForm, requires=rules.ADMISSIBLE),

    transitions=[
        Transition(
            CONFERENCES.art(4, 1), "revise", title="sửa, bổ sung hồ sơ", emits="revised",
            source={State.DRAFT, State.RETURNED}, target=State.DRAFT, by=FILERS,
            data=ConferenceForm, requires=[is_own], then=fill_in),
        Transition(
            CONFERENCES.art(4, 1, "a"), "submit", title="gửi hồ sơ xin phép", emits="submitted",
            source={State.DRAFT, State.RETURNED}, target=State.SUBMITTED, by=FILERS,
            needs=what_stands_beside, requires=rules.COMPLETE, then=bind_hosting),
        Transition(
            APPRAISING_CONFERENCES, "return", title="trả bổ sung", emits="returned",
            source={State.SUBMITTED}, target=State.RETURNED, by=DESK, data=WithReason),
        Transition(
            CONFERENCES.art(3), "classify", title="xác định thẩm quyền", emits="classified",
            source={State.SUBMITTED, State.CLASSIFIED}, target=State.CLASSIFIED, by=DESK,
            data=Classify, requires=rules.RIGHT_CLASS, then=set_class),
        Transition(
            CONFERENCES.art(5), "consult", title="lấy ý kiến các cơ quan", emits="consulted",
            source={State.CLASSIFIED}, target=State.CONSULTING, by={Role.DIRECTOR, Role.OFFICE},
            data=Asked, consults=Consultation(
                law=CONFERENCES.art(5), id="D17", bodies=whom_to_ask,
                topic="Tổ chức hội nghị, hội thảo quốc tế", within=Amount(15, "calendar-days"))),
        Transition(
            CONFERENCES.art(5, 1), "present", title="trình Thủ tướng Chính phủ",
            source={State.CONSULTING}, target=State.PRESENTED, by={Role.CHAIR, Role.OFFICE},
            data=Decision, competent={PRIME_MINISTER}, then=record_submission, not_by=WROTE,
            requires=[rules.opinions_are_in, is_dated_by_today], emits="presented"),
        Transition(
            CONFERENCES.art(5, 1), "record-permit", title="ghi nhận Thủ tướng cho phép",
            source={State.PRESENTED}, target=State.PERMITTED, by=RECORDERS, data=Decision,
            requires=[is_dated_by_today, rules.is_permitted_before_the_start],
            then=record_permit, emits="permitted-above"),
        Transition(
            CONFERENCES.art(5, 1), "record-refusal", title="ghi nhận Thủ tướng không cho phép",
            source={State.PRESENTED}, target=State.REFUSED, by=RECORDERS, data=WithReason,
            emits="refused-above"),
        Transition(
            CONFERENCES.art(5, 2), "permit", title="cho phép tổ chức", emits="permitted",
            source={State.CONSULTING}, target=State.PERMITTED, by={Role.CHAIR, Role.DIRECTOR},
            data=Decision, competent=THE_CHAIRMAN_S, not_by=WROTE, then=record_permit,
            requires=[rules.opinions_are_in, rules.director_is_delegated, rules.delegated_is_calm,
                      is_dated_by_today, rules.is_permitted_before_the_start]),
        Transition(
            CONFERENCES.art(5, 2), "refuse", title="không cho phép tổ chức", emits="refused",
            source={State.CLASSIFIED, State.CONSULTING}, target=State.REFUSED,
            by={Role.CHAIR, Role.DIRECTOR}, data=WithReason, competent=THE_CHAIRMAN_S,
            requires=[rules.director_is_delegated]),
        Transition(
            URGENT_CONFERENCES, "permit-arising", title="quyết định hội nghị phát sinh đột xuất",
            source={State.CLASSIFIED}, target=State.PERMITTED, by={Role.CHAIR}, not_by=WROTE,
            data=WithDecision, competent={CHAIRMAN}, then=permit_arising,
            requires=[rules.is_calm, rules.came_too_late_to_consult, is_dated_by_today,
                      rules.is_permitted_before_the_start], emits="permitted-arising"),
        Transition(
            OPINIONS_ON_CONFERENCES, "give-opinion", title="cho ý kiến của tỉnh",
            source={State.CLASSIFIED, State.CONSULTING}, target=State.OPINED, by={Role.CHAIR},
            data=Stated, competent={OTHER}, not_by=WROTE, emits="opinion-given",
            requires=[rules.opinions_are_in, is_dated_by_today], then=record_opinion),

        Transition(
            CONFERENCES.art(4, 2, "a"), "hold", title="ghi nhận đã tổ chức", emits="held",
            source={State.PERMITTED}, target=State.HELD, by=FILERS, data=Held, then=record_held,
            requires=[is_own, rules.was_held_after_the_permit, rules.was_held_by_the_permitted,
                      rules.has_ended]),
        Transition(
            CONFERENCES.art(7, 3), "suspend", title="đình chỉ", emits="suspended",
            source={State.PERMITTED}, target=State.SUSPENDED, by={Role.CHAIR}, data=Suspension,
            then=record_suspension),
        Transition(
            CONFERENCES.art(7, 3), "resume", title="cho tổ chức trở lại", emits="resumed",
            main=True,
            source={State.SUSPENDED}, target=State.PERMITTED, by={Role.CHAIR}, data=WithReason),
        Transition(
            CONFERENCES.art(4, 2, "c"), "report", title="báo cáo kết quả (Mẫu 02)",
            source={State.HELD}, target=State.REPORTED, by=FILERS, data=ResultReport,
            then=record_report, emits="reported",
            requires=[is_own, rules.is_reported_after_the_end, rules.ministry_is_told,
                      sections.filled(REPORT, MAU_02, "sections")]),
        Transition(
            CONFERENCES.art(4, 2, "c"), "note-report", title="ghi nhận báo cáo kết quả đã gửi",
            source={State.HELD}, target=State.REPORTED, by={Role.SYSTEM}, data=FiledReport,
            then=note_report, emits="report-noted"),
        Transition(
            URGENT_CONFERENCES, "report-ministry", title="báo cáo Bộ Ngoại giao",
            source={State.HELD, State.REPORTED}, target=STAYS, by={*RECORDERS, Role.DIRECTOR},
            data=Decision, requires=[rules.owes_the_ministry, is_dated_by_today],
            then=record_ministry_report, emits="ministry-told"),
        Transition(
            CONFERENCES.art(4, 2, "c"), "close", title="đóng hồ sơ", emits="closed",
            source={State.REPORTED}, target=State.CLOSED, by=DESK,
            requires=[rules.arising_is_told, rules.ministry_has_its_report]),
        Transition(
            CONFERENCES.art(4, 1), "withdraw", title="rút hồ sơ", emits="withdrawn",
            source=BEFORE_PERMIT, target=State.CANCELLED, by=FILERS, data=WithReason,
            requires=[is_own]),
        Transition(
            CONFERENCES.art(5), "cancel", title="hủy hội nghị đã cho phép", emits="cancelled",
            source={State.PRESENTED, State.PERMITTED, State.SUSPENDED}, target=State.CANCELLED,
            by={Role.CHAIR}, data=WithReason),
        *sensitive.steps(SENSITIVE_MATTERS, OPEN),
    ],

    deadlines=[
        Deadline(
            law=CONFERENCES.art(4, 1, "a"), name="file-above", id="D16", met_by={"submit"},
            title="gửi đủ hồ sơ (thuộc thẩm quyền Thủ tướng)", owed_to="Ủy ban nhân dân tỉnh",
            shape=Before(amount=rules.LEAD_UP, event=lambda d: d.fields.starts_on,
                         of="ngày tổ chức"),
            applies=lambda d: grounds.goes_up(d.fields, d.fields.classified)),
        Deadline(
            law=CONFERENCES.art(4, 1, "a"), name="file", id="D16", met_by={"submit"},
            title="gửi đủ hồ sơ xin phép", owed_to="người có thẩm quyền cho phép",
            shape=Before(amount=rules.LEAD_HERE, event=lambda d: d.fields.starts_on,
                         of="ngày tổ chức"),
            applies=lambda d: not grounds.goes_up(d.fields, d.fields.classified)),
        Deadline(
            law=CONFERENCES.art(4, 2, "c"), name="report", id="D18",
            title="báo cáo kết quả hội nghị, hội thảo (Mẫu 02)", met_by={"report", "note-report"},
            owed_to="người có thẩm quyền cho phép; Bộ Ngoại giao nếu do Thủ tướng cho phép",
            shape=After(amount=Amount(15, "calendar-days"), event=lambda d: d.fields.ended_on,
                        of="ngày kết thúc hội nghị")),
        Deadline(
            law=URGENT_CONFERENCES, name="report-ministry", id="D20", met_by={"report-ministry"},
            title="báo cáo Bộ Ngoại giao hội nghị phát sinh đột xuất", owed_to="Bộ Ngoại giao",
            shape=Immediate(event=lambda d: d.fields.ended_on, of="kết thúc hoạt động"),
            applies=lambda d: d.fields.is_arising),
    ],

    papers=[
        Paper(CONFERENCES.art(4, 1), "cong-van-xin-phep", title="Công văn xin phép tổ chức",
              makes=letters.request),
        Paper(MAU_01, "mau-01", title="Đề án tổ chức hội nghị, hội thảo quốc tế (Mẫu 01)",
              makes=letters.scheme),
        Paper(CONFERENCES.art(5), "lay-y-kien", title="Công văn lấy ý kiến",
              makes=letters.consultation),
        Paper(CONFERENCES.art(5, 1), "to-trinh", title="Tờ trình Thủ tướng Chính phủ",
              makes=letters.submission),
        Paper(CONFERENCES.art(5, 2), "giay-phep", title="Văn bản cho phép tổ chức",
              makes=letters.permit),
        Paper(OPINIONS_ON_CONFERENCES, "y-kien", title="Văn bản cho ý kiến của tỉnh",
              makes=letters.opinion),
        Paper(MAU_02, "mau-02", title="Báo cáo kết quả hội nghị, hội thảo (Mẫu 02)",
              makes=letters.report),
    ],
)
# fmt: on
