"""The result report of one activity (22/2012/QĐ-UBND, Điều 19 khoản 2-3; 06/2020/QĐ-TTg, Điều 4).

A unit reports to the People's Committee what went well, what did not, and what it proposes; the
Department confirms it. Of a provincial activity the Committee reports to the Prime Minister, with
the plan for what was agreed. A conference has its own clock beside these; all that apply are kept,
the strictest first, and none may be open when the report is closed.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import Annotated, Any, Literal

from msgspec import Meta, Struct
from msgspec.structs import replace

from casework import (
    RECORD,
    STAYS,
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
    rule,
)
from casework.vocabulary import Decision, Text, WithReason, labels
from delegations.forms import Section
from delegations.laws import (
    CLERICAL,
    CONFERENCES,
    REPORTS_TO_COMMITTEE,
    REPORTS_TO_PRIME_MINISTER,
    RESULT_REPORTS,
    RESULTS_TO_MINISTRY,
)
from delegations.letters import result_report as letters
from delegations.refusals import is_dated_by_today, is_own
from delegations.reporting import PROVINCE_WITHIN, UNIT_WITHIN, every_duty_is_met
from delegations.roles import DESK, Role


class State(StrEnum):
    OPENED = "opened"
    DRAFTED = "drafted"
    FILED = "filed"
    RETURNED = "returned"
    CONFIRMED = "confirmed"
    CLOSED = "closed"
    CANCELLED = "cancelled"


STATES = labels(
    State, opened="chờ báo cáo", drafted="đang soạn", filed="đã gửi báo cáo",
    confirmed="đã xác nhận",
)  # fmt: skip
UNFILED = frozenset({State.OPENED, State.DRAFTED, State.RETURNED})
SENT = frozenset({State.FILED, State.CONFIRMED})
LIVE = frozenset(State) - {State.CANCELLED}
CONFERENCE_WITHIN = Amount(15, "calendar-days")


class Opening(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which activity has ended, when, and whose it was."""

    service: Annotated[Text, Meta(title="Dịch vụ giữ hồ sơ hoạt động")] = "delegations"
    activity_type: Annotated[Text, Meta(title="Loại hồ sơ hoạt động")]
    activity: Annotated[Text, Meta(title="Hồ sơ hoạt động")]
    activity_code: Annotated[Text, Meta(title="Mã hồ sơ hoạt động")]
    name: Annotated[Text, Meta(title="Tên hoạt động")]
    ended_on: Annotated[datetime.date, Meta(title="Ngày kết thúc hoạt động")]
    level: Annotated[Literal["province", "unit"], Meta(title="Hoạt động cấp tỉnh hay của đơn vị")]
    is_conference: Annotated[bool, Meta(title="Là hội nghị, hội thảo quốc tế")] = False
    agreements: Annotated[
        tuple[Text, ...], Meta(title="Thỏa thuận, cam kết với đối tác nước ngoài")
    ] = ()


class Commitment(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A line of the plan: what was agreed, who carries it out, until when."""

    what: Annotated[str, Meta(min_length=1, max_length=2000, title="Nội dung cam kết, thỏa thuận")]
    unit: Annotated[str, Meta(max_length=200, title="Đơn vị thực hiện")] = ""
    due: Annotated[datetime.date | None, Meta(title="Thời hạn")] = None


class Content(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    achieved: Annotated[Section, Meta(title="Mặt được")] = ""
    shortcomings: Annotated[Section, Meta(title="Mặt chưa được")] = ""
    issues: Annotated[Section, Meta(title="Vấn đề phát sinh")] = ""
    proposals: Annotated[Section, Meta(title="Đề xuất, kiến nghị")] = ""
    commitments: Annotated[
        tuple[Commitment, ...], Meta(title="Kế hoạch thực hiện thỏa thuận", max_length=200)
    ] = ()
    recipients: Annotated[tuple[Text, ...], Meta(title="Nơi nhận")] = ()


class Replaced(Struct, frozen=True, kw_only=True):
    """A report that a corrected one replaces, and why."""

    document: Decision
    reason: str
    on: datetime.date


class ResultReport(Opening, frozen=True, kw_only=True):
    """Báo cáo kết quả của một hoạt động đối ngoại."""

    content: Annotated[Content, Meta(title="Nội dung báo cáo")] = Content()
    document: Annotated[Decision | None, Meta(title="Văn bản báo cáo")] = None
    replaced: Annotated[tuple[Replaced, ...], Meta(title="Báo cáo đã thay thế")] = ()
    to_prime_minister: Annotated[Decision | None, Meta(title="Báo cáo Thủ tướng Chính phủ")] = None


class Correction(Content, frozen=True, kw_only=True):
    """The report as it should have been, with its own number, and why it is replaced."""

    document: Annotated[Decision, Meta(title="Văn bản báo cáo thay thế")]
    reason: Annotated[str, Meta(min_length=5, max_length=2000, title="Lý do")]


@rule(RECORD, "Hoạt động chưa kết thúc", "/ended_on")
def has_ended(case: Case[ResultReport, Any]) -> bool:
    return case.fields.ended_on <= case.today


@rule(REPORTS_TO_COMMITTEE, "Hoạt động đã hủy: không lập báo cáo kết quả", "/activity_code")
def activity_took_place(case: Case[ResultReport, Any]) -> bool:
    return not case.found["cancelled"]


@rule(RECORD, "Hoạt động này đã có báo cáo kết quả", "/activity")
def is_the_only_one(case: Case[ResultReport, Any]) -> bool:
    return not case.found["same"]


def _content(name: str, title: str) -> Any:
    return rule(REPORTS_TO_COMMITTEE, f"Báo cáo phải nêu «{title}»", f"/content/{name}")(
        lambda case: bool(getattr(case.fields.content, name).strip())
    )


IS_WRITTEN = [_content("achieved", "mặt được"), _content("shortcomings", "mặt chưa được")]


@rule(
    REPORTS_TO_PRIME_MINISTER,
    "Phải nêu rõ kế hoạch thực hiện các thỏa thuận với đối tác nước ngoài",
    "/content/commitments",
)
def plans_what_was_agreed(case: Case[ResultReport, Any]) -> bool:
    return not case.fields.agreements or bool(case.fields.content.commitments)


@rule(REPORTS_TO_PRIME_MINISTER, "Mỗi cam kết phải có đơn vị thực hiện", "/content/commitments")
def somebody_carries_it_out(case: Case[ResultReport, Any]) -> bool:
    return all(c.unit.strip() for c in case.fields.content.commitments)


@rule(RECORD, "Báo cáo không thể đề ngày trước khi hoạt động kết thúc", "/date")
def is_dated_after_the_end(case: Case[ResultReport, Decision]) -> bool:
    return case.data.date >= case.fields.ended_on


@rule(
    RECORD,
    "Báo cáo thay thế phải có số khác, ngày không trước báo cáo cũ và không sau hôm nay",
    "/document",
)
def replaces_an_earlier(case: Case[ResultReport, Correction]) -> bool:
    old, new = case.fields.document, case.data.document
    return old is not None and new.number != old.number and old.date <= new.date <= case.today


@rule(REPORTS_TO_COMMITTEE, "Báo cáo thay thế phải nêu mặt được và mặt chưa được", "/achieved")
def correction_is_written(case: Case[ResultReport, Correction]) -> bool:
    return bool(case.data.achieved.strip() and case.data.shortcomings.strip())


@rule(
    REPORTS_TO_PRIME_MINISTER, "Chỉ hoạt động cấp tỉnh phải báo cáo Thủ tướng Chính phủ", "/level"
)
def is_provincial(case: Case[ResultReport, Any]) -> bool:
    return case.fields.level == "province"


def around(dossier: Dossier[Any], data: Any) -> Sequence[Lookup]:
    """The activity when it is of this service and was called off, and reports of the same one."""
    told = data if isinstance(data, Opening) else dossier.fields
    of = {"code": [told.activity_code]}
    ended = ["cancelled", "rejected", "refused"]
    return [
        Lookup(name="cancelled", type=told.activity_type, where=of, states=ended),
        Lookup(
            name="same",
            type="result-report",
            where={"fields.activity": [told.activity]},
            states=sorted(LIVE),
        ),
    ]


def write(case: Case[ResultReport, Content]) -> ResultReport:
    return replace(case.fields, content=case.data)


def record_report(case: Case[ResultReport, Decision]) -> ResultReport:
    return replace(case.fields, document=case.data)


def record_to_prime_minister(case: Case[ResultReport, Decision]) -> ResultReport:
    return replace(case.fields, to_prime_minister=case.data)


def put_corrected(case: Case[ResultReport, Correction]) -> ResultReport:
    """The corrected report takes the place of the old one, which stays readable."""
    told, old = case.data, case.fields.document
    assert old is not None
    gone = Replaced(document=old, reason=told.reason, on=case.today)
    content = Content(**{n: getattr(told, n) for n in Content.__struct_fields__})
    return replace(
        case.fields,
        content=content,
        document=told.document,
        replaced=(*case.fields.replaced, gone),
    )


def heading(fields: ResultReport) -> str:
    return f"Báo cáo kết quả: {fields.name}"[:500]


def links(fields: ResultReport) -> list[Link]:
    return [Link("reports-on", fields.service, fields.activity_type, fields.activity)]


WRITERS = {Role.UNIT, Role.OFFICER}
COMPLETE = [*IS_WRITTEN, plans_what_was_agreed, somebody_carries_it_out]

# fmt: off
RESULT_REPORT = DossierType(
    name="result-report", record="R07", prefix="BC",
    title="Báo cáo kết quả hoạt động đối ngoại",
    since=date(2012, 8, 30), law=RESULT_REPORTS,
    fields=ResultReport, heading=heading, links=links,
    states=STATES, final={State.CLOSED, State.CANCELLED},
    discloses=Disclosure(
        province=("service", "activity_type", "activity", "activity_code", "name", "ended_on",
                  "level", "is_conference", "agreements", "document", "to_prime_minister",
                  "replaced"),
        ministry=("activity_type", "activity", "activity_code", "name", "ended_on", "level",
                  "is_conference", "document", "to_prime_minister", "replaced")),

    opening=Transition(
        REPORTS_TO_COMMITTEE, "open", title="mở báo cáo kết quả", target=State.OPENED,
        by={Role.SYSTEM, *WRITERS}, data=Opening, needs=around,
        requires=[is_own, has_ended, activity_took_place, is_the_only_one], emits="opened"),

    transitions=[
        Transition(
            REPORTS_TO_COMMITTEE, "write", title="soạn báo cáo", emits="written",
            source=UNFILED, target=State.DRAFTED, by=WRITERS, data=Content,
            requires=[is_own], then=write),
        Transition(
            REPORTS_TO_COMMITTEE, "file", title="gửi báo cáo kết quả", emits="filed",
            source={State.DRAFTED}, target=State.FILED, by={*WRITERS, Role.OFFICE},
            data=Decision, needs=around, then=record_report,
            requires=[is_own, *COMPLETE, activity_took_place, is_dated_by_today,
                      is_dated_after_the_end]),
        Transition(
            RESULTS_TO_MINISTRY, "return", title="trả bổ sung", emits="returned",
            source={State.FILED}, target=State.RETURNED, by=DESK, data=WithReason),
        Transition(
            RESULTS_TO_MINISTRY, "confirm", title="xác nhận báo cáo", emits="confirmed",
            source={State.FILED}, target=State.CONFIRMED, by=DESK,
            not_by={"write", "file", "correct"}),
        Transition(
            REPORTS_TO_PRIME_MINISTER, "report-prime-minister", emits="sent-to-prime-minister",
            title="báo cáo Thủ tướng Chính phủ, đồng gửi Bộ Ngoại giao",
            source=SENT, target=STAYS, by={Role.OFFICE, Role.DIRECTOR, Role.CLERK},
            data=Decision, then=record_to_prime_minister,
            requires=[is_provincial, is_dated_by_today, is_dated_after_the_end]),
        Transition(
            CLERICAL.art(18, 3), "correct", title="gửi báo cáo thay thế", emits="corrected",
            source={State.CONFIRMED, State.CLOSED}, target=State.FILED,
            by={*WRITERS, Role.OFFICE}, data=Correction, correction=True,
            requires=[is_own, replaces_an_earlier, correction_is_written], then=put_corrected),
        Transition(
            CLERICAL.art(30, 2), "close", title="đóng, lưu hồ sơ", emits="closed",
            source={State.CONFIRMED}, target=State.CLOSED, by=DESK,
            requires=[every_duty_is_met]),
        Transition(
            REPORTS_TO_COMMITTEE, "cancel", title="hủy báo cáo không còn phải nộp",
            source=UNFILED, target=State.CANCELLED, by={Role.SYSTEM, Role.DIRECTOR},
            data=WithReason, emits="cancelled"),
    ],

    deadlines=[
        Deadline(
            law=REPORTS_TO_COMMITTEE, name="file", id="D11", title="báo cáo kết quả về UBND",
            owed_to="UBND",
            shape=After(
                amount=UNIT_WITHIN, event=lambda d: d.fields.ended_on, of="ngày kết thúc"),
            met_by={"file"}, applies=lambda d: d.fields.level == "unit"),
        Deadline(
            law=REPORTS_TO_PRIME_MINISTER, name="report-prime-minister", id="D10",
            title="báo cáo Thủ tướng Chính phủ, đồng gửi Bộ Ngoại giao",
            owed_to="Thủ tướng Chính phủ, Bộ Ngoại giao",
            shape=After(
                amount=PROVINCE_WITHIN, event=lambda d: d.fields.ended_on, of="ngày kết thúc"),
            met_by={"report-prime-minister"}, applies=lambda d: d.fields.level == "province"),
        Deadline(
            law=CONFERENCES.art(4, 2, "c"), name="report-conference", id="D18",
            title="báo cáo cơ quan cho phép tổ chức hội nghị, hội thảo",
            owed_to="Cơ quan cho phép",
            shape=After(
                amount=CONFERENCE_WITHIN, event=lambda d: d.fields.ended_on, of="ngày kết thúc"),
            met_by={"file"}, applies=lambda d: d.fields.is_conference),
    ],

    papers=[
        Paper(REPORTS_TO_COMMITTEE, "bao-cao", title="Báo cáo kết quả hoạt động",
              makes=letters.report),
        Paper(REPORTS_TO_PRIME_MINISTER, "bao-cao-thu-tuong", makes=letters.to_prime_minister,
              title="Báo cáo Thủ tướng Chính phủ kết quả hoạt động"),
    ],
)
# fmt: on
