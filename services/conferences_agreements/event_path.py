"""The path of an event, which is the same for promotion and for culture (S004 Điều 2.6b, 2.7b).

Planned by a unit, presented by the department, approved by the Chairman; after it is held its
result report is owed. What makes the two procedures differ stands in their own files: the article,
what a plan says, what must hold of it, and what is told of an event that was held.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from casework import Case, Citation, Dossier, Lookup, Rule, Transition, fill_in
from casework.vocabulary import Decision, WithReason, labels
from conferences_agreements import events
from conferences_agreements.laws import REPORTS_TO_COMMITTEE
from conferences_agreements.refusals import is_dated_by_today, is_own
from conferences_agreements.roles import DESK, FILERS, Role


class State(StrEnum):
    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    PRESENTED = "presented"
    APPROVED = "approved"
    REJECTED = "rejected"
    HELD = "held"
    REPORTED = "reported"
    CLOSED = "closed"
    CANCELLED = "cancelled"


STATES = labels(State, held="đã tổ chức")
FINAL = frozenset({State.REJECTED, State.CLOSED, State.CANCELLED})
OPEN = frozenset(State) - FINAL
BEFORE_APPROVAL = frozenset({State.DRAFT, State.SUBMITTED, State.RETURNED, State.PRESENTED})
WROTE = {"draft", "revise", "submit"}


def meets_another(case: Case[Any, Any], found: str) -> bool:
    """Whether one of the events that were looked up is held in the same days."""
    f = case.fields
    return any(
        d.fields.starts_on <= f.ends_on and f.starts_on <= d.fields.ends_on
        for d in case.found[found]
    )


def record_held(case: Case[Any, Any]) -> Any:
    return replace(case.fields, held=case.data, ended_on=case.data.ended_on)


# fmt: off
def opening(law: Citation, plan: type[Struct]) -> Transition[Any, Any]:
    return Transition(
        law, "draft", title="lập kế hoạch sự kiện", target=State.DRAFT, by=FILERS, data=plan,
        emits="drafted")


def steps(
    law: Citation, plan: type[Struct], held: type[Struct], *,
    needs: Callable[[Dossier[Any], Any], Sequence[Lookup]], complete: Sequence[Rule[Any, Any]],
    held_if: Sequence[Rule[Any, Any]] = (),
) -> list[Transition[Any, Any]]:
    """From draft to closed file: `complete` must hold of the plan, `held_if` of the result."""
    return [
        Transition(
            law, "revise", title="sửa kế hoạch", source={State.DRAFT, State.RETURNED},
            target=State.DRAFT, by=FILERS, data=plan, requires=[is_own], then=fill_in,
            emits="revised"),
        Transition(
            law, "submit", title="gửi kế hoạch", source={State.DRAFT, State.RETURNED},
            target=State.SUBMITTED, by=FILERS, needs=needs, requires=[is_own, *complete],
            emits="submitted"),
        Transition(
            law, "return", title="trả bổ sung", source={State.SUBMITTED}, target=State.RETURNED,
            by=DESK, data=WithReason, emits="returned"),
        Transition(
            law, "present", title="trình phê duyệt", source={State.SUBMITTED},
            target=State.PRESENTED, by={Role.DIRECTOR, Role.OFFICE}, not_by=WROTE,
            emits="presented"),
        Transition(
            law, "approve", title="phê duyệt", source={State.PRESENTED}, target=State.APPROVED,
            by={Role.CHAIR}, data=Decision, not_by={*WROTE, "present"},
            requires=[is_dated_by_today, events.is_approved_before_the_start],
            then=events.record_decision, emits="approved"),
        Transition(
            law, "reject", title="không phê duyệt", source={State.PRESENTED},
            target=State.REJECTED, by={Role.CHAIR}, data=WithReason, emits="rejected"),
        Transition(
            law, "hold", title="ghi nhận đã tổ chức", source={State.APPROVED}, target=State.HELD,
            by=FILERS, data=held, requires=[is_own, events.has_ended, *held_if],
            then=record_held, emits="held"),
        Transition(
            REPORTS_TO_COMMITTEE, "note-reported", title="ghi nhận báo cáo kết quả",
            source={State.HELD}, target=State.REPORTED, by={*DESK, Role.SYSTEM},
            data=events.Reported, requires=[events.is_reported_after_the_end],
            then=events.record_report, emits="report-noted"),
        Transition(
            REPORTS_TO_COMMITTEE, "close", title="đóng, lưu hồ sơ",
            source={State.HELD, State.REPORTED}, target=State.CLOSED, by=DESK,
            requires=[events.result_is_reported], emits="closed"),
        Transition(
            law, "withdraw", title="rút kế hoạch", source=BEFORE_APPROVAL, target=State.CANCELLED,
            by=FILERS, data=WithReason, requires=[is_own], emits="withdrawn"),
        Transition(
            law, "cancel", title="hủy sự kiện đã duyệt", source={State.APPROVED},
            target=State.CANCELLED, by={Role.CHAIR}, data=WithReason, emits="cancelled"),
    ]
# fmt: on
