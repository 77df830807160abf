"""Complaints and denunciations that reach the foreign-affairs body (dự thảo Lai Châu khoản 21).

Registered with number and date, sent on where another body is competent, and kept here by result
only. Who denounces is known to the team alone: the name leaves in no text, no paper and no event.
"""

from __future__ import annotations

import datetime
from datetime import date
from enum import StrEnum
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta, Struct
from msgspec.structs import replace

from casework import (
    RECORD,
    Case,
    Deadline,
    Disclosure,
    DossierType,
    Paper,
    Param,
    Transition,
    Within,
    rule,
)
from casework.text import unaccented
from casework.vocabulary import Decision, Prose, Text, WithReason, labels
from reporting.laws import COMPLAINTS, DENUNCIATIONS, INSPECTIONS
from reporting.letters import complaint as letters
from reporting.refusals import is_dated_by_today
from reporting.roles import DEPARTMENT, LEADERS, Role


class State(StrEnum):
    RECEIVED = "received"
    ACCEPTED = "accepted"
    TRANSFERRED = "transferred"
    RESOLVED = "resolved"
    REFUSED = "refused"
    CLOSED = "closed"


STATES = labels(
    State,
    received="đã tiếp nhận, vào sổ",
    accepted="đã thụ lý",
    transferred="đã chuyển cơ quan có thẩm quyền",
    resolved="đã giải quyết",
    refused="không thụ lý",
)
RECEIVES = INSPECTIONS
SECRET_OF = DENUNCIATIONS.art(8, mark="M")


class Sender(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who complains or denounces: for the team's eyes alone."""

    name: Annotated[Text, Meta(title="Họ và tên")]
    contact: Annotated[str, Meta(max_length=300, title="Địa chỉ, liên hệ")] = ""


class Petition(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Đơn khiếu nại, tố cáo, kiến nghị, phản ánh."""

    kind: Annotated[Literal["complaint", "denunciation", "petition"], Meta(title="Loại đơn")]
    register_number: Annotated[str, Meta(min_length=1, max_length=30, title="Số vào sổ")]
    received_on: Annotated[datetime.date, Meta(title="Ngày nhận")]
    sender: Annotated[Sender | None, Meta(title="Người gửi đơn")] = None
    about: Annotated[str, Meta(max_length=60, title="Cơ quan bị khiếu nại, tố cáo (mã)")] = ""
    summary: Annotated[Prose, Meta(title="Tóm tắt nội dung")]


class Complaint(Petition, frozen=True, kw_only=True):
    transferred_to: Annotated[str, Meta(title="Cơ quan nhận chuyển")] = ""
    transfer: Annotated[Decision | None, Meta(title="Phiếu chuyển")] = None
    result: Annotated[str, Meta(title="Kết quả")] = ""
    answer: Annotated[Decision | None, Meta(title="Văn bản giải quyết")] = None


class Transfer(Decision, frozen=True, kw_only=True):
    to: Annotated[Text, Meta(title="Cơ quan có thẩm quyền")]
    note: Annotated[str, Meta(max_length=1000, title="Nội dung chuyển")] = ""


class Settlement(Decision, frozen=True, kw_only=True):
    result: Annotated[Prose, Meta(title="Kết quả giải quyết")]


ACCEPT = Param(
    name="complaint.accept-within",
    title="Thụ lý hoặc trả lời không thụ lý đơn",
    law=COMPLAINTS.art(27),
    default=None,
    unit="working-days",
    least=1,
    most=60,
)
RESOLVE = Param(
    name="complaint.resolve-within",
    title="Giải quyết đơn kể từ ngày thụ lý",
    law=COMPLAINTS.art(28),
    default=None,
    unit="calendar-days",
    least=1,
    most=180,
)


@rule(RECORD, "Ngày nhận không thể sau hôm nay", "/received_on")
def is_received_by_today(case: Case[Complaint, Petition]) -> bool:
    return case.data.received_on <= case.today


@rule(RECEIVES, "Khiếu nại, tố cáo phải có người gửi; đơn nặc danh ghi là phản ánh", "/sender")
def has_a_sender(case: Case[Complaint, Petition]) -> bool:
    return case.data.kind == "petition" or case.data.sender is not None


@rule(SECRET_OF, "Không được nêu danh tính, liên hệ của người tố cáo")
def keeps_the_denouncer_secret(case: Case[Complaint, Any]) -> bool:
    """Neither name nor contact stands in a text that leaves the team."""
    sender = case.fields.sender
    if case.fields.kind != "denunciation" or sender is None:
        return True
    said = f" {unaccented(' '.join(_texts(msgspec.to_builtins(case.data))))} "
    told = [unaccented(sender.name), unaccented(sender.contact)]
    return not any(t and f" {t} " in said for t in told)


@rule(SECRET_OF, "Tóm tắt không được nêu danh tính, liên hệ của người tố cáo", "/summary")
def summary_keeps_the_denouncer_secret(case: Case[Complaint, Petition]) -> bool:
    sender, said = case.data.sender, f" {unaccented(case.data.summary)} "
    if case.data.kind != "denunciation" or sender is None:
        return True
    return not any(t and f" {unaccented(t)} " in said for t in (sender.name, sender.contact))


@rule(RECEIVES, "Không tự giải quyết đơn về chính đơn vị mình", "/about", everywhere=True)
def is_not_about_oneself(case: Case[Complaint, Any]) -> bool:
    return not case.fields.about or case.fields.about != case.actor.unit


@rule(RECEIVES, "Không chuyển đơn tố cáo cho chính cơ quan bị tố cáo", "/to")
def goes_to_others(case: Case[Complaint, Transfer]) -> bool:
    about = case.fields.about
    return not about or case.data.to not in (about, case.province.unit(about))


def _texts(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [t for v in value.values() for t in _texts(v)]
    if isinstance(value, list | tuple):
        return [t for v in value for t in _texts(v)]
    return [value] if isinstance(value, str) else []


def record_transfer(case: Case[Complaint, Transfer]) -> Complaint:
    sent = Decision(number=case.data.number, date=case.data.date)
    return replace(case.fields, transferred_to=case.data.to, transfer=sent)


def record_result(case: Case[Complaint, Settlement]) -> Complaint:
    answer = Decision(number=case.data.number, date=case.data.date)
    return replace(case.fields, result=case.data.result, answer=answer)


def record_refusal(case: Case[Complaint, WithReason]) -> Complaint:
    return replace(case.fields, result=case.data.reason)


KINDS = {"complaint": "khiếu nại", "denunciation": "tố cáo", "petition": "kiến nghị, phản ánh"}

# fmt: off
COMPLAINT = DossierType(
    name="complaint", record="R39", prefix="DON",
    title="Khiếu nại, tố cáo, kiến nghị, phản ánh",
    since=date(2018, 6, 12), law=RECEIVES, team_only=True,
    fields=Complaint, heading=lambda f: f"Đơn {KINDS[f.kind]} số {f.register_number}",
    states=STATES, final={State.CLOSED, State.REFUSED}, params=[ACCEPT, RESOLVE],
    discloses=Disclosure(province=("kind", "received_on")),

    opening=Transition(
        RECEIVES, "receive", title="tiếp nhận, vào sổ", target=State.RECEIVED,
        by={*DEPARTMENT, Role.CLERK, Role.INSPECTOR}, data=Petition, emits="received",
        requires=[is_received_by_today, has_a_sender, summary_keeps_the_denouncer_secret]),

    transitions=[
        Transition(
            RECEIVES, "accept", title="thụ lý", source={State.RECEIVED}, target=State.ACCEPTED,
            by={*LEADERS, Role.INSPECTOR}, requires=[is_not_about_oneself], emits="accepted"),
        Transition(
            RECEIVES, "refuse", title="không thụ lý", source={State.RECEIVED},
            target=State.REFUSED, by={*LEADERS, Role.INSPECTOR}, data=WithReason,
            requires=[keeps_the_denouncer_secret, is_not_about_oneself], then=record_refusal,
            emits="refused"),
        Transition(
            RECEIVES, "transfer", title="chuyển cơ quan có thẩm quyền",
            source={State.RECEIVED, State.ACCEPTED}, target=State.TRANSFERRED,
            by={*LEADERS, Role.INSPECTOR}, data=Transfer, then=record_transfer,
            requires=[is_dated_by_today, keeps_the_denouncer_secret, goes_to_others],
            emits="transferred"),
        Transition(
            RECEIVES, "resolve", title="giải quyết", source={State.ACCEPTED},
            main=True,
            target=State.RESOLVED, by={*LEADERS, Role.INSPECTOR}, data=Settlement,
            requires=[is_dated_by_today, keeps_the_denouncer_secret, is_not_about_oneself],
            then=record_result, emits="resolved"),
        Transition(
            RECEIVES, "record-result", title="ghi kết quả của cơ quan nhận chuyển",
            source={State.TRANSFERRED}, target=State.CLOSED, by={*DEPARTMENT, Role.INSPECTOR},
            data=Settlement, requires=[is_dated_by_today, keeps_the_denouncer_secret],
            then=record_result, emits="result-recorded"),
        Transition(
            RECEIVES, "close", title="lưu hồ sơ", source={State.RESOLVED}, target=State.CLOSED,
            by={*DEPARTMENT, Role.INSPECTOR}, emits="closed"),
    ],

    deadlines=[
        Deadline(
            law=COMPLAINTS.art(27), name="accept", title="thụ lý hoặc trả lời",
            owed_to="người gửi đơn", shape=Within(amount=ACCEPT, runs_in={State.RECEIVED}),
            met_by={"accept", "refuse", "transfer"}),
        Deadline(
            law=COMPLAINTS.art(28), name="resolve", title="giải quyết đơn",
            owed_to="người gửi đơn", shape=Within(amount=RESOLVE, runs_in={State.ACCEPTED}),
            met_by={"resolve", "transfer"}),
    ],

    papers=[
        Paper(RECEIVES, "phieu-chuyen", title="Phiếu chuyển đơn", makes=letters.transfer),
    ],
)
# fmt: on
