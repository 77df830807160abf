"""A consular case: a citizen of the province in difficulty abroad, or a foreigner in trouble here.

Kind A goes to Cục Lãnh sự. Kind B is settled with the foreign mission here only when it is
ordinary and simple, by delegation of the People's Committee on guidance of the Ministry (Dự thảo
2025, Điều 2 khoản 9 d). Who the people are is seen by the case team alone.
"""

from __future__ import annotations

import datetime
from datetime import date
from enum import StrEnum
from typing import Any

from msgspec.structs import replace

from casework import (
    RECORD,
    STAYS,
    After,
    Case,
    Deadline,
    Disclosure,
    Dossier,
    DossierType,
    Paper,
    Param,
    Transition,
    each,
    fill_in,
    rule,
    sensitive,
)
from casework.countries import country, is_country
from casework.vocabulary import Decision, WithReason, labels
from casework.workdays import latest_day
from consular_border import matters
from consular_border.consular import (
    EVENTS,
    GRAVE,
    ActionTaken,
    ConsularCase,
    Event,
    Notification,
    Report,
    Result,
    Transferred,
    nationalities,
)
from consular_border.laws import (
    CONSULAR_CASES_HERE,
    CONSULAR_RELATIONS,
    DEPARTMENT_TASKS,
    PROTECTING_CITIZENS,
    SENSITIVE_MATTERS,
)
from consular_border.letters import consular_case as letters
from consular_border.places import NEIGHBOURS
from consular_border.refusals import is_dated_by_today
from consular_border.roles import DEPARTMENT, DESK, LEADERS

ABROAD = PROTECTING_CITIZENS
HERE = CONSULAR_CASES_HERE
CONSULAR = DEPARTMENT_TASKS.form("nhiệm vụ về công tác lãnh sự")


class State(StrEnum):
    RECEIVED = "received"
    VERIFYING = "verifying"
    HANDLING = "handling"
    TRANSFERRED = "transferred"
    RESOLVED = "resolved"
    CLOSED = "closed"


STATES = labels(
    State, received="đã tiếp nhận", verifying="xác minh", handling="xử lý",
    transferred="đã chuyển cơ quan có thẩm quyền", resolved="đã giải quyết",
)  # fmt: skip
OPEN = frozenset({State.RECEIVED, State.VERIFYING, State.HANDLING})


def _notify(name: str, of: str) -> Param:
    return Param(
        name=name,
        title=f"Thông báo vụ việc cho cơ quan đại diện {of}",
        law=CONSULAR_RELATIONS.form("hiệp định lãnh sự song phương"),
        default=None,
        unit="hours",
        least=1,
        most=720,
    )


NOTIFY = _notify("consular-case.notify-within", "nước ngoài")
NOTIFY_OF = {
    code: _notify(f"consular-case.notify-within-{code.lower()}", country(code))
    for code in NEIGHBOURS
}


@rule(
    HERE,
    "Vụ việc có bắt giữ, tử vong, yếu tố chính trị hoặc nhiều nạn nhân không phải vụ việc thông "
    "thường, ít phức tạp",
    "/is_simple",
)
def is_simple_only_if_it_is(case: Case[ConsularCase, Any]) -> bool:
    f = case.fields
    victims = sum(p.is_victim for p in f.persons)
    grave = f.event in GRAVE or f.has_political_side or victims > 1
    return not (f.kind == "B" and f.is_simple and grave)


@rule(
    HERE,
    "Vụ việc phức tạp chỉ được xử lý với cơ quan đại diện nước ngoài theo hướng dẫn của Bộ Ngoại "
    "giao; nếu chưa có hướng dẫn thì chuyển cơ quan có thẩm quyền",
    "/guidance",
)
def is_simple_or_guided(case: Case[ConsularCase, Any]) -> bool:
    f = case.fields
    return f.kind == "A" or (f.is_simple and not f.matters) or f.guidance is not None


@rule(HERE, "Vụ việc của người nước ngoài phải ghi quốc tịch khác Việt Nam", "/persons")
def foreigners_are_foreign(case: Case[ConsularCase, Any]) -> bool:
    return case.fields.kind == "A" or any(p.nationality != "VN" for p in case.fields.persons)


@rule(ABROAD, "Bảo hộ công dân chỉ dành cho công dân Việt Nam", "/persons")
def citizens_are_ours(case: Case[ConsularCase, Any]) -> bool:
    return case.fields.kind == "B" or any(p.nationality == "VN" for p in case.fields.persons)


@rule(ABROAD, "Bảo hộ công dân phải ghi nước xảy ra vụ việc, khác Việt Nam", "/country")
def place_fits_the_kind(case: Case[ConsularCase, Any]) -> bool:
    f = case.fields
    return is_country(f.country) and (f.country == "VN") is (f.kind == "B")


@each(RECORD, "Không có nước nào mang mã này", "persons", "nationality")
def nationality_is_known(case: Case[ConsularCase, Any], person: Any) -> bool:
    return is_country(person.nationality)


@rule(RECORD, "Vụ việc hoặc tin báo không thể sau lúc này", "/first_reported_at")
def has_happened(case: Case[ConsularCase, Any]) -> bool:
    f = case.fields
    told = f.first_reported_at
    return f.happened_on <= latest_day(case.at) and (told.tzinfo is None or told <= case.at)


@rule(CONSULAR, "Giờ nhận tin phải ghi múi giờ", "/first_reported_at")
def has_a_time_zone(case: Case[ConsularCase, Any]) -> bool:
    return case.fields.first_reported_at.tzinfo is not None


@rule(CONSULAR, "Không đóng vụ việc khi chưa ghi kết quả", "/result")
def has_a_result(case: Case[ConsularCase, Any]) -> bool:
    return bool(case.fields.result.strip())


@rule(RECORD, "Giờ thông báo không thể sau lúc này hoặc trước khi nhận tin", "/notified_at")
def is_notified_in_order(case: Case[ConsularCase, Notification]) -> bool:
    at = case.data.notified_at
    return at.tzinfo is not None and case.fields.first_reported_at <= at <= case.at


def take_in(case: Case[ConsularCase, Report]) -> ConsularCase:
    return count_people(fill_in(case))


def count_people(fields: ConsularCase) -> ConsularCase:
    return replace(fields, people=len(fields.persons), nationalities=nationalities(fields))


def record_action(case: Case[ConsularCase, ActionTaken]) -> ConsularCase:
    return replace(case.fields, actions=(*case.fields.actions, case.data))


def record_notification(case: Case[ConsularCase, Notification]) -> ConsularCase:
    d = case.data
    return replace(case.fields, mission=d.mission, notified_at=d.notified_at)


def record_guidance(case: Case[ConsularCase, Decision]) -> ConsularCase:
    return replace(case.fields, guidance=case.data)


def record_transfer(case: Case[ConsularCase, Transferred]) -> ConsularCase:
    return replace(case.fields, transferred_to=case.data.body, result=case.data.result)


def record_result(case: Case[ConsularCase, Result]) -> ConsularCase:
    d = case.data
    return replace(case.fields, result=d.result, cost=d.cost, payer=d.payer)


def become_complex(case: Case[ConsularCase, Any]) -> ConsularCase:
    return replace(case.fields, is_simple=False)


def first_report(dossier: Dossier[Any]) -> datetime.datetime | None:
    told: datetime.datetime = dossier.fields.first_reported_at
    return told


def _notify_deadline(name: str, within: Param, code: str = "") -> Deadline:
    def applies(dossier: Dossier[Any]) -> bool:
        f = dossier.fields
        return f.kind == "B" and (not code or code in f.nationalities)

    return Deadline(
        law=within.law, name=name, title="thông báo cơ quan đại diện nước ngoài",
        owed_to="cơ quan đại diện của nước có công dân", met_by={"notify-mission"},
        shape=After(amount=within, event=first_report, of="nhận tin báo"), applies=applies,
    )  # fmt: skip


def heading(fields: ConsularCase) -> str:
    kind = "Bảo hộ công dân" if fields.kind == "A" else "Vụ việc lãnh sự người nước ngoài"
    return f"{kind}: {EVENTS[Event(fields.event)]}"


COHERENT = [
    *(is_simple_only_if_it_is, foreigners_are_foreign, citizens_are_ours),
    *(place_fits_the_kind, nationality_is_known, has_a_time_zone, has_happened),
]

# fmt: off
CONSULAR_CASE: DossierType[Any] = DossierType(
    name="consular-case", record="R19", prefix="VL",
    title="Vụ việc lãnh sự, bảo hộ công dân",
    since=date(2025, 7, 1), law=CONSULAR, team_only=True,
    fields=ConsularCase, heading=heading, links=matters.links,
    states=STATES, final={State.CLOSED}, invariants=COHERENT,
    discloses=Disclosure(
        province=("kind", "event", "country", "commune", "people", "nationalities", "is_simple"),
        ministry=("kind", "event", "country", "people", "nationalities")),

    opening=Transition(
        CONSULAR, "receive", title="tiếp nhận vụ việc", target=State.RECEIVED, by=DESK,
        data=Report, then=take_in, emits="received"),

    transitions=[
        Transition(
            CONSULAR, "verify", title="xác minh", source={State.RECEIVED},
            target=State.VERIFYING, by=DESK, emits="verification-begun"),
        Transition(
            CONSULAR, "update", title="cập nhật thông tin vụ việc",
            source={State.RECEIVED, State.VERIFYING, State.HANDLING}, target=STAYS, by=DESK,
            data=Report, then=take_in, emits="updated"),
        Transition(
            CONSULAR, "act", title="ghi nhận việc đã làm", source=OPEN, target=STAYS,
            by=DEPARTMENT, data=ActionTaken, then=record_action, emits="acted"),
        Transition(
            CONSULAR_RELATIONS.form("thông báo lãnh sự"), "notify-mission",
            title="thông báo cơ quan đại diện", source=OPEN, target=STAYS, by=DEPARTMENT,
            data=Notification, requires=[is_notified_in_order], then=record_notification,
            emits="mission-notified"),
        Transition(
            HERE, "note-guidance", title="ghi nhận hướng dẫn của Bộ Ngoại giao", source=OPEN,
            target=STAYS, by=DEPARTMENT, data=Decision, requires=[is_dated_by_today],
            then=record_guidance, emits="guidance-noted"),
        Transition(
            HERE, "note-complex", title="xác định vụ việc phức tạp", source=OPEN, target=STAYS,
            by=DEPARTMENT, data=WithReason, then=become_complex, emits="became-complex"),
        *sensitive.steps(SENSITIVE_MATTERS, OPEN),
        Transition(
            HERE, "handle", title="xử lý", source={State.RECEIVED, State.VERIFYING},
            target=State.HANDLING, by=DESK, requires=[is_simple_or_guided],
            emits="handling-begun"),
        Transition(
            CONSULAR, "transfer", title="chuyển cơ quan có thẩm quyền", source=OPEN,
            target=State.TRANSFERRED, by=DEPARTMENT, data=Transferred, then=record_transfer,
            emits="transferred"),
        Transition(
            CONSULAR, "resolve", title="ghi nhận đã giải quyết", source={State.HANDLING},
            main=True,
            target=State.RESOLVED, by=DESK, data=Result, requires=[is_simple_or_guided],
            then=record_result, emits="resolved"),
        Transition(
            CONSULAR, "close", title="đóng, lưu hồ sơ",
            source={State.RESOLVED, State.TRANSFERRED}, target=State.CLOSED, by=LEADERS,
            requires=[has_a_result], emits="closed"),
        Transition(
            CONSULAR, "record-result", title="ghi kết quả cơ quan có thẩm quyền báo lại",
            source={State.TRANSFERRED, State.RESOLVED}, target=STAYS, by=DESK, data=Result,
            then=record_result, emits="result-recorded"),
    ],

    deadlines=[
        _notify_deadline("notify-mission", NOTIFY),
        *(_notify_deadline(f"notify-mission-{code.lower()}", within, code)
          for code, within in NOTIFY_OF.items()),
    ],

    papers=[
        Paper(ABROAD, "bao-cao-cuc-lanh-su", title="Công văn gửi Cục Lãnh sự về vụ việc",
              makes=letters.to_the_department),
        Paper(HERE, "thong-bao-co-quan-dai-dien", makes=letters.to_the_mission,
              title="Thông báo cơ quan đại diện nước ngoài"),
    ],
)
# fmt: on
