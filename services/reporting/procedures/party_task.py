"""External relations of the Party: what a directive or resolution asks of the province (dự thảo
Lai Châu khoản 5 điểm b; 342/KH-UBND mục II.6a).

The programme of the provincial Party committee, of the government and of the Fatherland Front is
one. The content of Party documents that bear a secrecy mark stays outside this system.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated, Literal

from msgspec import Meta
from msgspec.structs import replace

from casework import (
    RECORD,
    After,
    Amount,
    Case,
    Consultation,
    Deadline,
    Disclosure,
    DossierType,
    Paper,
    Transition,
    rule,
)
from casework.vocabulary import Decision, WithReason, labels
from reporting import tasks
from reporting.laws import PARTY_RELATIONS, PARTY_RULES_FOLLOWED, SECRETS
from reporting.letters import tasks as letters
from reporting.refusals import is_dated_by_today
from reporting.roles import LEADERS, Role
from reporting.tasks import EVERYBODY, Evidence, Progress, TaskText


class State(StrEnum):
    ASSIGNED = "assigned"
    ACCEPTED = "accepted"
    IN_PROGRESS = "in-progress"
    DONE = "done"
    REPORTED = "reported"
    CONFIRMED = "confirmed"
    CANCELLED = "cancelled"


STATES = labels(
    State,
    assigned="đã giao",
    accepted="đã nhận",
    in_progress="đang thực hiện",
    done="hoàn thành",
    reported="đã báo cáo Tỉnh ủy",
    confirmed="Tỉnh ủy đã xác nhận",
)
OPEN = frozenset({State.ASSIGNED, State.ACCEPTED, State.IN_PROGRESS})
PARTY = PARTY_RELATIONS
FOLLOWS = PARTY_RULES_FOLLOWED


class Resolution(TaskText, frozen=True, kw_only=True):
    """Nhiệm vụ đối ngoại Đảng theo chỉ thị, nghị quyết."""

    programme: Annotated[
        Literal["party", "government", "front"], Meta(title="Thuộc chương trình của")
    ] = "party"
    is_secret: Annotated[bool, Meta(title="Văn bản giao có độ mật")] = False


class PartyTask(Resolution, frozen=True, kw_only=True):
    progress: Annotated[tuple[Progress, ...], Meta(title="Tiến độ")] = ()
    evidence: Annotated[Evidence | None, Meta(title="Kết quả, minh chứng")] = None
    report: Annotated[Decision | None, Meta(title="Báo cáo Tỉnh ủy")] = None


@rule(SECRETS.art(5), "Nội dung văn bản của Đảng có độ mật để ngoài hệ thống", "/is_secret")
def is_open(case: Case[PartyTask, Resolution]) -> bool:
    return not case.data.is_secret


@rule(RECORD, "Báo cáo không thể trước ngày văn bản giao nhiệm vụ", "/date")
def follows_its_source(case: Case[PartyTask, Decision]) -> bool:
    return case.data.date >= case.fields.source.date


def record_report(case: Case[PartyTask, Decision]) -> PartyTask:
    return replace(case.fields, report=case.data)


ASSIGNERS = {Role.OFFICER, Role.HEAD, Role.DIRECTOR, Role.PARTY}
REPORTERS = {*LEADERS, Role.OFFICE}
TOLD = ("source", "clause", "task", "leads", "cooperating", "due_on", "programme")

# fmt: off
PARTY_TASK = DossierType(
    name="party-task", record="R33", tracked=False, prefix="DND",
    title="Nhiệm vụ đối ngoại Đảng",
    since=date(2022, 9, 19), law=PARTY, shown_to={Role.PARTY},
    fields=PartyTask, heading=tasks.heading,
    states=STATES, final={State.CONFIRMED, State.CANCELLED},
    discloses=Disclosure(province=(*TOLD, "evidence", "report")),

    opening=Transition(
        PARTY, "assign", title="giao nhiệm vụ", target=State.ASSIGNED, by=ASSIGNERS,
        data=Resolution, requires=[is_open, *tasks.assignable(PARTY)], emits="assigned",
        consults=Consultation(law=PARTY, topic="Nhiệm vụ được giao", bodies=tasks.bodies_of)),

    transitions=[
        Transition(
            PARTY, "accept", title="nhận nhiệm vụ", source={State.ASSIGNED},
            target=State.ACCEPTED, by=EVERYBODY, requires=[tasks.is_of_the_lead(PARTY)],
            emits="accepted"),
        Transition(
            FOLLOWS, "report-progress", title="ghi tiến độ", emits="progressed",
            source={State.ACCEPTED, State.IN_PROGRESS}, target=State.IN_PROGRESS, by=EVERYBODY,
            data=Progress, then=tasks.note_progress,
            requires=[tasks.is_of_those_named(FOLLOWS), tasks.is_told_by_today(FOLLOWS, "on")]),
        Transition(
            FOLLOWS, "complete", title="hoàn thành nhiệm vụ", emits="completed",
            source={State.ACCEPTED, State.IN_PROGRESS}, target=State.DONE, by=EVERYBODY,
            data=Evidence, then=tasks.record_evidence,
            requires=[tasks.is_of_the_lead(FOLLOWS), tasks.is_evidenced(FOLLOWS),
                      tasks.is_told_by_today(FOLLOWS, "date")]),
        Transition(
            FOLLOWS, "report", title="báo cáo Tỉnh ủy", source={State.DONE},
            target=State.REPORTED, by=REPORTERS, data=Decision, then=record_report,
            requires=[is_dated_by_today, follows_its_source], emits="reported"),
        Transition(
            PARTY, "confirm", title="xác nhận hoàn thành", source={State.REPORTED},
            target=State.CONFIRMED, by={Role.PARTY}, not_by={"complete", "report"},
            emits="confirmed"),
        Transition(
            PARTY, "return", title="trả lại, chưa đạt", source={State.DONE, State.REPORTED},
            target=State.IN_PROGRESS, by={Role.PARTY, *LEADERS}, data=WithReason,
            emits="returned"),
        Transition(
            PARTY, "cancel", title="hủy nhiệm vụ", source=OPEN, target=State.CANCELLED,
            by={Role.PARTY, Role.DIRECTOR}, data=WithReason, emits="cancelled"),
    ],

    deadlines=[
        Deadline(
            law=PARTY, name="complete", title="hoàn thành nhiệm vụ", met_by={"complete"},
            owed_to="Tỉnh ủy",
            shape=After(amount=Amount(0, "calendar-days"), event=tasks.due_day,
                        of="thời hạn được giao")),
    ],

    papers=[
        Paper(FOLLOWS, "bao-cao", title="Báo cáo kết quả nhiệm vụ đối ngoại Đảng",
              makes=letters.report_to_the_party),
    ],
)
# fmt: on
