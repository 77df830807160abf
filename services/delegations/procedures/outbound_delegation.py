"""A delegation going abroad (22/2012/QĐ-UBND, Điều 4 khoản 1 and Điều 7; Luật 49/2019, Điều 11).

The unit asks; the Department has the people checked by the home-affairs department and the police,
and the Party committee agrees where the person is under its management. Who decides follows from
the head's rank and from who sends the delegation. Before a delegation of provincial leaders leaves,
Vietnam's missions where it goes and the Ministry are told; after it is home its result is reported.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from casework import (
    RECORD,
    STAYS,
    After,
    Before,
    Case,
    Consultation,
    Deadline,
    Disclosure,
    DossierType,
    Link,
    Paper,
    Param,
    Transition,
    fill_in,
    opinion,
    rule,
    sensitive,
)
from casework.vocabulary import Decision, WithReason, labels
from delegations import journey, outbound, sending
from delegations.journey import (
    ADMISSIBLE,
    CONSISTENT,
    arises_only_when_ordinary,
    around,
    head_is_as_planned,
    item_is_open,
    travels_once_at_a_time,
)
from delegations.laws import (
    APPRAISING_OUTBOUND,
    ASKING_ABOUT_TRAVELLERS,
    CLERICAL,
    CONDUCT,
    NOTICE_TO_MISSIONS,
    PASSPORT_GUIDE,
    PASSPORTS,
    PREPARING_JOURNEYS,
    REPORTS_TO_PRIME_MINISTER,
    RESULTS_TO_MISSIONS,
    SENDING_ABROAD,
    SENSITIVE_MATTERS,
)
from delegations.letters import outbound_delegation as letters
from delegations.outbound import (
    AmendedJourney,
    Departure,
    Level,
    Notices,
    OutboundDelegation,
    PassportsBack,
    Presentation,
    Return,
    State,
    Trip,
)
from delegations.procedures.scheme import has_an_agreement
from delegations.refusals import is_dated_by_today, is_own
from delegations.reporting import (
    Reported,
    duties,
    every_duty_is_met,
    is_filled,
    is_reported_after_the_end,
)
from delegations.roles import DESK, Role

STATES = labels(
    State, personnel_check="kiểm tra nhân sự", approved="đã có quyết định cử đoàn",
    mission_notified="đã thông báo cơ quan đại diện", departed="đang ở nước ngoài",
    returned_home="đã về nước",
)  # fmt: skip
OPEN = frozenset(State) - {State.CLOSED, State.REJECTED, State.CANCELLED}
ASKING = frozenset({State.DRAFT, State.SUBMITTED, State.RETURNED, State.PERSONNEL_CHECK})
DECIDED = frozenset({State.APPROVED, State.MISSION_NOTIFIED})
HOME = frozenset({State.RETURNED_HOME, State.REPORTED})
CHECKERS = ("so-noi-vu", "cong-an-tinh")

OPINION_WITHIN = Param(
    name="outbound.opinion-within",
    title="Sở Nội vụ, Công an tỉnh cho ý kiến về nhân sự (văn bản không nêu số ngày)",
    law=ASKING_ABOUT_TRAVELLERS, default=None, unit="working-days",
)  # fmt: skip
NOTICE = Param(
    name="outbound.mission-notice",
    title="Thông báo cơ quan đại diện Việt Nam trước khi đoàn đi",
    law=NOTICE_TO_MISSIONS, default=7, unit="working-days", least=1, most=60,
)  # fmt: skip
RESULTS_WITHIN = Param(
    name="outbound.results-within",
    title="Thông báo kết quả cho Bộ Ngoại giao sau đợt công tác (văn bản không nêu số ngày)",
    law=RESULTS_TO_MISSIONS, default=None, unit="working-days",
)  # fmt: skip


@rule(ASKING_ABOUT_TRAVELLERS, "Chưa có văn bản xin phép", "/request")
def permission_is_asked(case: Case[OutboundDelegation, Any]) -> bool:
    return case.fields.request is not None


@rule(
    SENDING_ABROAD,
    "Cán bộ đương chức thuộc diện Tỉnh ủy quản lý, lãnh đạo đã nghỉ hưu: phải có văn bản đồng ý "
    "của Ban Thường vụ Tỉnh ủy",
    "/party_consent",
)
def party_has_agreed(case: Case[OutboundDelegation, Any]) -> bool:
    asked = journey.need_consent(case, case.fields.members)
    return not asked or case.fields.party_consent is not None


@rule(
    ASKING_ABOUT_TRAVELLERS,
    "Còn cơ quan chưa cho ý kiến hoặc không đồng ý: phải có giải trình",
    "/note",
)
def opinions_are_weighed(case: Case[OutboundDelegation, Presentation]) -> bool:
    waiting = opinion.pending(case.dossier, case.today) + opinion.silent(case.dossier, case.today)
    return not waiting + opinion.disagreeing(case.dossier) or bool(case.data.note.strip())


@rule(RECORD, "Ngày quyết định không thể sau ngày đoàn đi", "/date")
def is_decided_before_it_departs(case: Case[OutboundDelegation, Decision]) -> bool:
    return case.data.date <= case.fields.departs_on


@rule(RECORD, "Ngày của thông báo không thể sau hôm nay", "/missions")
def notices_are_dated_by_today(case: Case[OutboundDelegation, Notices]) -> bool:
    dates = [case.data.ministry.date, *(m.date for m in case.data.missions)]
    return max(dates) <= case.today


def _told(case: Case[OutboundDelegation, Any], *more: Any) -> bool:
    countries = {c for n in (*case.fields.notices, *more) for c in n.countries}
    return {leg.country for leg in case.fields.legs} <= countries


@rule(NOTICE_TO_MISSIONS, "Phải thông báo cơ quan đại diện ở từng nước đoàn đến", "/missions")
def every_country_is_told(case: Case[OutboundDelegation, Notices]) -> bool:
    return _told(case, *case.data.missions)


@rule(
    NOTICE_TO_MISSIONS,
    "Trưởng đoàn từ cấp Phó Chủ tịch trở lên: chưa thông báo cơ quan đại diện Việt Nam ở nước đến",
    "/notices",
)
def missions_are_told(case: Case[OutboundDelegation, Any]) -> bool:
    return not case.fields.needs_notice or _told(case)


@rule(RECORD, "Không được đi trước ngày quyết định, và không sau hôm nay", "/departed_on")
def departs_after_the_decision(case: Case[OutboundDelegation, Departure]) -> bool:
    decision = case.fields.decision
    return decision is not None and decision.date <= case.data.departed_on <= case.today


@rule(
    CONDUCT.form("về bảo vệ bí mật nhà nước"),
    "Chưa phổ biến: không mang tài liệu mật ra nước ngoài",
    "/is_reminded",
)
def is_reminded_of_secrets(case: Case[OutboundDelegation, Departure]) -> bool:
    return case.data.is_reminded


@rule(RECORD, "Ngày về chưa tới hoặc trước ngày đi", "/returned_on")
def has_returned(case: Case[OutboundDelegation, Return]) -> bool:
    departed = case.fields.departed_on
    return departed is not None and departed <= case.data.returned_on <= case.today


@rule(RECORD, "Thông báo kết quả không thể đề ngày trước khi đoàn về", "/date")
def follows_the_return(case: Case[OutboundDelegation, Decision]) -> bool:
    returned = case.fields.returned_on
    return returned is not None and case.data.date >= returned


@rule(RESULTS_TO_MISSIONS, "Chưa thông báo kết quả cho Bộ Ngoại giao", "/results_notice")
def ministry_knows_the_results(case: Case[OutboundDelegation, Any]) -> bool:
    return case.fields.results_notice is not None


@rule(PASSPORTS.art(24, 2, "b"), "Còn hộ chiếu công vụ, ngoại giao chưa nộp lại", "/passports_back")
def passports_are_back(case: Case[OutboundDelegation, Any]) -> bool:
    out = [m for m in case.fields.members if m.passport_kind != "ordinary"]
    back = set(case.fields.passports_back)
    return all({m.person_id, m.passport} & back for m in out)


def take_in(case: Case[OutboundDelegation, Trip]) -> OutboundDelegation:
    """What is asked, bound to the programme it carries out and counted by the register."""
    programme = next((d.id for d in case.found["programme"]), "")
    amendment = next((d.id for d in case.found["amendment"]), "")
    return journey.counted(case, fill_in(case, programme=programme, amendment_id=amendment))


def amend(case: Case[OutboundDelegation, AmendedJourney]) -> OutboundDelegation:
    return journey.counted(case, outbound.put_amended(case))


def heading(fields: OutboundDelegation) -> str:
    return f"Đoàn ra: {fields.title}"


def links(fields: OutboundDelegation) -> list[Link]:
    found = [
        ("carries-out", "delegations", "provincial-programme", fields.programme),
        ("carries-out", "delegations", "programme-amendment", fields.amendment_id),
        ("follows", "delegations", "activity-scheme", fields.scheme),
        ("reported-by", "delegations", "result-report", fields.report),
    ]
    found += [
        ("signs", "conferences-agreements", "agreement", d.agreement) for d in fields.documents
    ]
    found += [("uses", "consular-border", "passport", m.passport) for m in fields.members]
    found += [("touched-by", "reporting", "sensitive-matter", m) for m in fields.matters]
    return [Link(*link) for link in found if link[3]]


FILLED = [
    is_filled(ASKING_ABOUT_TRAVELLERS, name, title)
    for name, title in (
        ("purpose", "Mục đích"), ("content", "Nội dung hoạt động"), ("hosts", "Đối tác"),
        ("funding", "Nguồn kinh phí"),
    )
]  # fmt: skip
COMPLETE = [*CONSISTENT, *ADMISSIBLE, *FILLED, permission_is_asked, has_an_agreement]
WROTE = {"draft", "revise", "submit"}
SENDERS = {Role.UNIT, Role.OFFICER}
THE_PROVINCE = {Role.OFFICE, Role.DIRECTOR, Role.CLERK}

# fmt: off
OUTBOUND_DELEGATION = DossierType(
    name="outbound-delegation", record="R04", prefix="DR",
    title="Đoàn đi công tác nước ngoài (đoàn ra)",
    since=date(2012, 8, 30), law=PREPARING_JOURNEYS,
    fields=OutboundDelegation, heading=heading, links=links, competence=sending.competence,
    states=STATES, final={State.CLOSED, State.REJECTED, State.CANCELLED},
    shown_to={Role.PARTY},
    params=[journey.NOTICE_HEADS, journey.CONSENT_RANKS, *journey.CAPS],
    discloses=Disclosure(
        province=("title", "nature", "field", "level", "sent_by", "head", "travellers", "days",
                  "turns", "legs", "departs_on", "returns_on", "departed_on", "returned_on",
                  "programme_item", "amendment", "arising_reason", "scheme", "hosts", "content",
                  "funding", "request", "decision", "amended", "notices", "ministry_notice",
                  "documents", "agreements_reached", "results_notice", "report", "is_sensitive",
                  "needs_notice"),
        ministry=("title", "nature", "field", "level", "head", "travellers", "days", "turns",
                  "legs", "departs_on", "returns_on", "departed_on", "returned_on",
                  "programme_item", "hosts", "content", "funding", "decision", "notices",
                  "ministry_notice", "agreements_reached", "results_notice")),

    opening=Transition(
        ASKING_ABOUT_TRAVELLERS, "draft", title="lập hồ sơ đoàn ra", target=State.DRAFT, by=SENDERS,
        data=Trip, needs=around, requires=[is_own, *CONSISTENT], then=take_in, emits="drafted"),

    transitions=[
        Transition(
            ASKING_ABOUT_TRAVELLERS, "revise", title="sửa hồ sơ đoàn ra", emits="revised",
            source={State.DRAFT, State.RETURNED}, target=State.DRAFT, by=SENDERS, data=Trip,
            needs=around, requires=[is_own, *CONSISTENT], then=take_in),
        Transition(
            ASKING_ABOUT_TRAVELLERS, "submit", title="gửi văn bản xin phép", emits="submitted",
            source={State.DRAFT, State.RETURNED}, target=State.SUBMITTED, by=SENDERS,
            needs=around, requires=[is_own, *COMPLETE]),
        Transition(
            ASKING_ABOUT_TRAVELLERS, "return", title="trả bổ sung", emits="returned",
            source={State.SUBMITTED, State.PERSONNEL_CHECK}, target=State.RETURNED, by=DESK,
            data=WithReason),
        Transition(
            ASKING_ABOUT_TRAVELLERS, "check-personnel", emits="personnel-checked",
            title="gửi Sở Nội vụ, Công an tỉnh kiểm tra nhân sự",
            source={State.SUBMITTED}, target=State.PERSONNEL_CHECK, by=DESK, not_by=WROTE,
            consults=Consultation(
                law=ASKING_ABOUT_TRAVELLERS, topic="Nhân sự đi công tác nước ngoài",
                bodies=lambda case: CHECKERS, within=OPINION_WITHIN)),
        Transition(
            SENDING_ABROAD, "record-consent", emits="party-agreed",
            title="ghi nhận văn bản đồng ý của Tỉnh ủy",
            source={State.SUBMITTED, State.PERSONNEL_CHECK, State.PRESENTED}, target=STAYS,
            by={Role.PARTY, Role.OFFICE, Role.DIRECTOR}, data=Decision,
            requires=[is_dated_by_today], then=outbound.record_consent),
        Transition(
            APPRAISING_OUTBOUND, "present", title="trình cấp có thẩm quyền",
            source={State.PERSONNEL_CHECK}, target=State.PRESENTED, by={Role.DIRECTOR},
            data=Presentation, needs=around, not_by={*WROTE, "check-personnel"},
            requires=[opinions_are_weighed, party_has_agreed, *CONSISTENT],
            then=outbound.record_note, emits="presented"),
        Transition(
            SENDING_ABROAD, "approve", title="quyết định cử đoàn", emits="approved",
            source={State.PRESENTED}, target=State.APPROVED, by=sending.DECIDERS, data=Decision,
            needs=around, not_by={*WROTE, "check-personnel", "present"},
            requires=[*sending.AUTHORITY, party_has_agreed, is_dated_by_today,
                      is_decided_before_it_departs, arises_only_when_ordinary, item_is_open,
                      travels_once_at_a_time],
            then=outbound.record_decision),
        Transition(
            SENDING_ABROAD, "reject", title="không đồng ý cử đoàn", emits="rejected",
            source={State.PRESENTED}, target=State.REJECTED, by=sending.DECIDERS,
            data=WithReason, requires=sending.AUTHORITY),
        Transition(
            PASSPORT_GUIDE.art(4, 1), "amend-decision", title="sửa đổi quyết định cử đoàn",
            source=DECIDED, target=STAYS, by=sending.DECIDERS, data=AmendedJourney, needs=around,
            requires=[*sending.AUTHORITY, *sending.AMENDABLE, *CONSISTENT, head_is_as_planned],
            not_by=WROTE, then=amend, emits="decision-amended"),

        Transition(
            NOTICE_TO_MISSIONS, "notify-missions", emits="missions-notified",
            title="thông báo cơ quan đại diện Việt Nam, đồng gửi Bộ Ngoại giao",
            source=DECIDED, target=State.MISSION_NOTIFIED, by=THE_PROVINCE, data=Notices,
            requires=[notices_are_dated_by_today, every_country_is_told],
            then=outbound.record_notices),
        Transition(
            RESULTS_TO_MISSIONS, "depart", title="ghi nhận đoàn đã đi", emits="departed",
            main=True,
            source=DECIDED, target=State.DEPARTED, by=SENDERS, data=Departure,
            requires=[is_own, departs_after_the_decision, missions_are_told,
                      is_reminded_of_secrets],
            then=outbound.record_departure),
        Transition(
            RESULTS_TO_MISSIONS, "return-home", title="ghi nhận đoàn đã về", emits="returned-home",
            source={State.DEPARTED}, target=State.RETURNED_HOME, by=SENDERS, data=Return,
            needs=outbound.their_returns, requires=[is_own, has_returned],
            then=outbound.record_return),
        Transition(
            REPORTS_TO_PRIME_MINISTER, "note-reported", title="ghi nhận đã báo cáo kết quả",
            source=HOME, target=State.REPORTED, by={Role.SYSTEM, Role.OFFICER}, data=Reported,
            requires=[is_reported_after_the_end], then=outbound.note_report, emits="reported"),
        Transition(
            RESULTS_TO_MISSIONS, "notify-results", title="thông báo kết quả cho Bộ Ngoại giao",
            source=HOME, target=STAYS, by=THE_PROVINCE, data=Decision,
            requires=[is_dated_by_today, follows_the_return], then=outbound.record_results,
            emits="results-notified"),
        Transition(
            PASSPORTS.art(24, 2, "b"), "note-passports", title="ghi nhận hộ chiếu đã nộp lại",
            source={State.DEPARTED, *HOME}, target=STAYS, by={Role.SYSTEM, Role.OFFICER},
            data=PassportsBack, then=outbound.record_passports, emits="passports-handed-back"),
        Transition(
            CLERICAL.art(30, 2), "close", title="đóng, lưu hồ sơ", emits="closed",
            source={State.REPORTED}, target=State.CLOSED, by=DESK,
            requires=[every_duty_is_met, ministry_knows_the_results, passports_are_back]),

        *sensitive.steps(SENSITIVE_MATTERS, OPEN),
        Transition(
            ASKING_ABOUT_TRAVELLERS, "withdraw", title="rút hồ sơ", emits="withdrawn",
            source=ASKING, target=State.CANCELLED, by=SENDERS, data=WithReason,
            requires=[is_own]),
        Transition(
            SENDING_ABROAD, "cancel", title="hủy đoàn", emits="cancelled",
            source={State.PRESENTED, *DECIDED}, target=State.CANCELLED, by=sending.DECIDERS,
            data=WithReason, requires=sending.AUTHORITY),
    ],

    deadlines=[
        Deadline(
            law=NOTICE_TO_MISSIONS, name="notify-missions", id="D08",
            title="thông báo cơ quan đại diện Việt Nam và Bộ Ngoại giao",
            owed_to="Cơ quan đại diện Việt Nam ở nước đến, Bộ Ngoại giao",
            shape=Before(amount=NOTICE, event=lambda d: d.fields.departs_on, of="ngày đoàn đi"),
            met_by={"notify-missions"}, applies=lambda d: d.fields.needs_notice),
        Deadline(
            law=RESULTS_TO_MISSIONS, name="notify-results", id="D09",
            title="thông báo kết quả cho Bộ Ngoại giao", owed_to="Bộ Ngoại giao",
            shape=After(
                amount=RESULTS_WITHIN, event=lambda d: d.fields.returned_on, of="ngày đoàn về"),
            met_by={"notify-results"}),
        *duties(
            is_provincial=lambda d: d.fields.level is Level.PROVINCE, met_by={"note-reported"}),
    ],

    papers=[
        Paper(ASKING_ABOUT_TRAVELLERS, "xin-phep", title="Công văn xin phép đi công tác nước ngoài",
              makes=letters.request),
        Paper(SENDING_ABROAD, "to-trinh", title="Tờ trình cử đoàn đi công tác nước ngoài",
              makes=letters.submission),
        Paper(PASSPORT_GUIDE.form("mẫu 02/2020/NG-XNC"), "quyet-dinh",
              title="Quyết định cử đoàn đi công tác nước ngoài", makes=letters.decision),
        Paper(NOTICE_TO_MISSIONS, "thong-bao", makes=letters.notice,
              title="Thông báo cơ quan đại diện Việt Nam ở nước ngoài"),
        Paper(RESULTS_TO_MISSIONS, "ket-qua", title="Thông báo kết quả cho Bộ Ngoại giao",
              makes=letters.results),
    ],
)
# fmt: on
