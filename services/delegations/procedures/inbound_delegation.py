"""A foreign delegation coming to the province (22/2012/QĐ-UBND, Điều 4 khoản 2, Điều 8 khoản 1).

Vice-ministers, vice-governors, and governors of places with traditional ties are invited and
received by the Chairman; higher guests by the Prime Minister through the Ministry. The host body
drafts the programme, the police and the bodies concerned are heard, the visit is approved before
the guests come, and its result is reported when they have left.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from casework import (
    RECORD,
    Case,
    Competence,
    Consultation,
    Disclosure,
    Dossier,
    DossierType,
    Link,
    Paper,
    Param,
    Reason,
    Rule,
    Transition,
    opinion,
    rule,
    sensitive,
)
from casework.vocabulary import (
    ABOVE_THE_CHAIRMAN,
    RANKS,
    Approval,
    Decision,
    Rank,
    WithReason,
    labels,
)
from delegations import inbound
from delegations.inbound import (
    OPEN,
    Approve,
    Arrival,
    InboundDelegation,
    Leaving,
    Presentation,
    ReceptionPlan,
    State,
    Visit,
)
from delegations.laws import (
    APPRAISING_INBOUND,
    CLERICAL,
    PLANNING_RECEPTIONS,
    REPORTS_TO_PRIME_MINISTER,
    SENSITIVE_MATTERS,
)
from delegations.letters import inbound_delegation as letters
from delegations.refusals import is_dated_by_today, is_own
from delegations.reporting import (
    Reported,
    duties,
    every_duty_is_met,
    is_reported_after_the_end,
)
from delegations.roles import DESK, Role
from delegations.sensitive import is_ordinary
from delegations.stay import ADMISSIBLE, COMPLETE, INVITING, RECEIVING, around, item_is_open

STATES = labels(
    State, invited="đã mời", accepted="đã nhận lời, tiếp nhận đề nghị",
    planned="đã lập kế hoạch đón tiếp", hosting="đang đón tiếp", left="đoàn đã về",
)  # fmt: skip
ASKING = frozenset({State.DRAFT, State.INVITED, State.ACCEPTED, State.PLANNED, State.CONSULTING})
MINISTRY = "Bộ Ngoại giao"
BEYOND = "Khách ở cấp này do Thủ tướng Chính phủ quyết định, trình qua Bộ Ngoại giao"

OPINION_WITHIN = Param(
    name="inbound.opinion-within",
    title="Các cơ quan cho ý kiến về đoàn vào (văn bản không nêu số ngày)",
    law=RECEIVING, default=None, unit="working-days",
)  # fmt: skip


def competence(dossier: Dossier[Any]) -> Competence:
    """Whom the Chairman may invite and receive; whoever is higher goes to the Prime Minister."""
    f: InboundDelegation = dossier.fields
    head, law = f"Trưởng đoàn ở cấp {RANKS[f.head]}", INVITING
    if f.head in ABOVE_THE_CHAIRMAN:
        why = Reason(f"{head}, cao hơn cấp thứ trưởng, tỉnh trưởng", law, "/head")
        return Competence("prime-minister", "Thủ tướng Chính phủ", (why,))
    if f.head is Rank.GOVERNOR and f.has_ties is False:
        why = Reason(f"{head} của địa phương chưa có quan hệ truyền thống", law, "/has_ties")
        return Competence("prime-minister", "Thủ tướng Chính phủ", (why,))
    return Competence("chairman", "Chủ tịch UBND", (Reason(head, law, "/head"),))


def _is_the_chairmans(case: Case[InboundDelegation, Any]) -> bool:
    return competence(case.dossier).who == "chairman"


@rule(INVITING, f"{BEYOND}: Chủ tịch UBND không phê duyệt", "/approved_by")
def is_approved_at_its_level(case: Case[InboundDelegation, Approve]) -> bool:
    needed = Approval.CHAIRMAN if _is_the_chairmans(case) else Approval.PRIME_MINISTER
    return case.data.approved_by in (needed, Approval.PRIME_MINISTER)


@rule(INVITING, "Chỉ Chủ tịch UBND phê duyệt; Văn phòng UBND ghi nhận ý kiến Thủ tướng")
def chairman_approves_in_person(case: Case[InboundDelegation, Approve]) -> bool:
    recorded = case.data.approved_by is Approval.PRIME_MINISTER
    return recorded or Role.CHAIR in case.actor.roles


@rule(INVITING, f"{BEYOND}: tỉnh không mời trước khi Thủ tướng đồng ý", "/head")
def may_be_invited(case: Case[InboundDelegation, Any]) -> bool:
    return _is_the_chairmans(case)


@rule(INVITING, "Đoàn do tỉnh mời phải có thư mời trước", "/invitation")
def was_invited(case: Case[InboundDelegation, Any]) -> bool:
    if case.fields.origin != "invited" or not _is_the_chairmans(case):
        return True
    return case.fields.invitation is not None


@rule(INVITING, "Chỉ mời đoàn do tỉnh chủ động mời", "/origin")
def is_to_be_invited(case: Case[InboundDelegation, Any]) -> bool:
    return case.fields.origin == "invited"


@rule(RECEIVING, "Còn cơ quan chưa cho ý kiến hoặc không đồng ý: phải có giải trình", "/note")
def opinions_are_weighed(case: Case[InboundDelegation, Presentation]) -> bool:
    waiting = opinion.pending(case.dossier, case.today) + opinion.silent(case.dossier, case.today)
    return not waiting + opinion.disagreeing(case.dossier) or bool(case.data.note.strip())


@rule(
    CLERICAL.art(8, 2),
    "Văn bản cho phép không thể sau ngày đoàn đến, trừ đoàn đột xuất không có vấn đề nhạy cảm",
    "/date",
)
def is_approved_before_they_come(case: Case[InboundDelegation, Decision]) -> bool:
    f = case.fields
    may_be_late = f.is_unscheduled and is_ordinary(f)
    return case.data.date <= f.comes_on or may_be_late


@rule(RECEIVING, "Đoàn chưa đến, hoặc đến trước văn bản cho phép mà không đột xuất", "/hosted_on")
def has_come(case: Case[InboundDelegation, Arrival]) -> bool:
    decision, came = case.fields.decision, case.data.hosted_on
    if decision is None or came > case.today:
        return False
    return decision.date <= came or case.fields.is_unscheduled


@rule(RECORD, "Ngày kết thúc chưa tới hoặc trước ngày đến", "/left_on")
def has_left(case: Case[InboundDelegation, Leaving]) -> bool:
    came = case.fields.hosted_on
    return came is not None and came <= case.data.left_on <= case.today


def _planned(name: str, title: str) -> Rule[InboundDelegation, Any]:
    says = f"Kế hoạch đón tiếp chưa ghi «{title}»"
    return rule(RECEIVING, says, f"/plan/{name}")(
        lambda case: bool(getattr(case.fields.plan, name).strip())
    )


PLAN_IS_FILLED = [
    _planned("reception_level", "Mức độ đón tiếp"),
    _planned("received_by", "Người đón, tiếp"),
    _planned("schedule", "Chương trình làm việc tại tỉnh"),
]


def consulted(case: Case[InboundDelegation, Any]) -> Sequence[str]:
    """The police, the host, the Ministry, and the border guard where the border is visited."""
    border = ("bien-phong",) if case.fields.visits_border else ()
    return ("cong-an-tinh", case.fields.host, MINISTRY, *border)


def heading(fields: InboundDelegation) -> str:
    return f"Đoàn vào: {fields.title}"


def links(fields: InboundDelegation) -> list[Link]:
    found = [
        ("carries-out", "delegations", "provincial-programme", fields.programme),
        ("received-by", "delegations", "guest-reception", fields.reception),
        ("enters", "consular-border", "border-entry", fields.border_entry),
        ("reported-by", "delegations", "result-report", fields.report),
    ]
    found += [("touched-by", "reporting", "sensitive-matter", m) for m in fields.matters]
    return [Link(*link) for link in found if link[3]]


SENDERS = {Role.UNIT, Role.OFFICER}
WROTE = {"draft", "revise", "plan"}

# fmt: off
INBOUND_DELEGATION = DossierType(
    name="inbound-delegation", record="R05", prefix="DV",
    title="Đoàn nước ngoài đến tỉnh (đoàn vào)",
    since=date(2012, 8, 30), law=PLANNING_RECEPTIONS,
    fields=InboundDelegation, heading=heading, links=links, competence=competence,
    states=STATES, final={State.CLOSED, State.REJECTED, State.CANCELLED},
    discloses=Disclosure(
        province=("title", "nature", "field", "origin", "level", "programme_item",
                  "arising_reason", "sender", "country", "head", "guest_count", "days",
                  "arrives_on", "leaves_on", "comes_on", "goes_on", "host", "content", "funding",
                  "request", "visits_border", "border_entry", "is_unscheduled", "reception",
                  "decision", "approved_by", "hosted_on", "left_on", "promises", "report",
                  "is_sensitive"),
        ministry=("title", "nature", "field", "origin", "level", "programme_item",
                  "sender", "country", "head", "guest_count", "days", "arrives_on", "leaves_on",
                  "content", "funding",
                  "visits_border", "is_unscheduled", "decision", "approved_by", "hosted_on",
                  "left_on", "promises")),

    opening=Transition(
        RECEIVING, "draft", title="lập hồ sơ đoàn vào", target=State.DRAFT, by=SENDERS,
        data=Visit, needs=around, requires=[is_own, *ADMISSIBLE], then=inbound.take_in,
        emits="drafted"),

    transitions=[
        Transition(
            RECEIVING, "revise", title="sửa hồ sơ đoàn vào", emits="revised",
            source=ASKING, target=State.DRAFT, by=SENDERS, data=Visit, needs=around,
            requires=[is_own], then=inbound.take_in),
        Transition(
            INVITING, "invite", title="mời đoàn", emits="invited", source={State.DRAFT},
            target=State.INVITED, by={Role.CHAIR, Role.OFFICE}, data=Decision, needs=around,
            not_by=WROTE, then=inbound.record_invitation,
            requires=[is_to_be_invited, may_be_invited, *COMPLETE, is_dated_by_today]),
        Transition(
            RECEIVING, "accept", title="ghi nhận đoàn nhận lời, tiếp nhận đề nghị",
            source={State.DRAFT, State.INVITED}, target=State.ACCEPTED, by=SENDERS,
            needs=around, requires=[is_own, was_invited, *COMPLETE], emits="accepted"),
        Transition(
            RECEIVING, "plan", title="lập kế hoạch đón tiếp", emits="planned",
            source={State.ACCEPTED, State.PLANNED}, target=State.PLANNED, by=SENDERS,
            data=ReceptionPlan, requires=[is_own], then=inbound.record_plan),
        Transition(
            RECEIVING, "consult", title="lấy ý kiến các cơ quan", emits="consulted",
            source={State.PLANNED}, target=State.CONSULTING, by={*DESK, Role.DIRECTOR},
            requires=PLAN_IS_FILLED,
            consults=Consultation(
                law=RECEIVING, topic="Đón tiếp đoàn nước ngoài", bodies=consulted,
                within=OPINION_WITHIN)),
        Transition(
            APPRAISING_INBOUND, "present", title="trình UBND", emits="presented",
            source={State.CONSULTING}, target=State.PRESENTED, by={Role.DIRECTOR},
            data=Presentation, needs=around, not_by=WROTE, then=inbound.record_note,
            requires=[opinions_are_weighed, *COMPLETE]),
        Transition(
            INVITING, "approve", title="cho phép đón đoàn", emits="approved",
            source={State.PRESENTED}, target=State.APPROVED, by={Role.CHAIR, Role.OFFICE},
            data=Approve, needs=around, not_by={*WROTE, "consult", "present"},
            requires=[is_approved_at_its_level, chairman_approves_in_person, is_dated_by_today,
                      is_approved_before_they_come, item_is_open],
            then=inbound.record_decision),
        Transition(
            INVITING, "reject", title="không đồng ý đón đoàn", emits="rejected",
            source={State.PRESENTED}, target=State.REJECTED, by={Role.CHAIR}, data=WithReason),

        Transition(
            RECEIVING, "host", title="ghi nhận đoàn đã đến", emits="hosted",
            source={State.APPROVED}, target=State.HOSTING, by=SENDERS, data=Arrival,
            requires=[is_own, has_come], then=inbound.record_arrival),
        Transition(
            RECEIVING, "see-off", title="ghi nhận đoàn đã về", emits="left",
            source={State.HOSTING}, target=State.LEFT, by=SENDERS, data=Leaving,
            requires=[is_own, has_left], then=inbound.record_leaving),
        Transition(
            REPORTS_TO_PRIME_MINISTER, "note-reported", title="ghi nhận đã báo cáo kết quả",
            source={State.LEFT}, target=State.REPORTED, by={Role.SYSTEM, Role.OFFICER},
            data=Reported, requires=[is_reported_after_the_end], then=inbound.note_report,
            emits="reported"),
        Transition(
            CLERICAL.art(30, 2), "close", title="đóng, lưu hồ sơ", emits="closed",
            source={State.REPORTED}, target=State.CLOSED, by=DESK, requires=[every_duty_is_met]),

        *sensitive.steps(SENSITIVE_MATTERS, OPEN),
        Transition(
            RECEIVING, "withdraw", title="rút hồ sơ", emits="withdrawn", source=ASKING,
            target=State.CANCELLED, by=SENDERS, data=WithReason, requires=[is_own]),
        Transition(
            INVITING, "cancel", title="hủy việc đón đoàn", emits="cancelled",
            source={State.PRESENTED, State.APPROVED}, target=State.CANCELLED, by={Role.CHAIR},
            data=WithReason),
    ],

    deadlines=duties(
        is_provincial=lambda d: d.fields.level == "province", met_by={"note-reported"}),

    papers=[
        Paper(INVITING, "thu-moi", title="Thư mời đoàn", makes=letters.invitation),
        Paper(RECEIVING, "to-trinh", title="Tờ trình đón đoàn nước ngoài",
              makes=letters.submission),
        Paper(RECEIVING, "ke-hoach", title="Kế hoạch đón tiếp đoàn", makes=letters.plan),
        Paper(INVITING, "cho-phep", title="Văn bản cho phép đón đoàn", makes=letters.permission),
    ],
)
# fmt: on
