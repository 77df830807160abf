"""The budget estimate of an activity that arises during the year (342/KH-UBND, mục IV).

The yearly estimate covers what was foreseen. What arises, is urgent and beyond the unit's own
authority is planned and estimated by the unit, appraised by two departments (foreign affairs and
finance), and approved by the People's Committee. Its sum is that of the scheme's section 14.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import Annotated, Any

from msgspec import Meta, Struct
from msgspec.structs import replace

from casework import (
    RECORD,
    Case,
    Consultation,
    Disclosure,
    Dossier,
    DossierType,
    Link,
    Lookup,
    Paper,
    Param,
    Transition,
    each,
    fill_in,
    rule,
)
from casework.vocabulary import Decision, WithReason, labels
from delegations.forms import Cost, totals
from delegations.laws import ARISING_BUDGETS
from delegations.letters import budget as letters
from delegations.refusals import is_dated_by_today, is_own
from delegations.roles import DESK, Role

BUDGET = ARISING_BUDGETS


class State(StrEnum):
    DRAFT = "draft"
    REVIEWING = "reviewing"
    RETURNED = "returned"
    PRESENTED = "presented"
    APPROVED = "approved"
    SPENT = "spent"
    SETTLED = "settled"
    REJECTED = "rejected"
    CANCELLED = "cancelled"


STATES = labels(State, spent="đã chi", settled="đã quyết toán")


class Estimate(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    activity: Annotated[str, Meta(min_length=1, max_length=500, title="Hoạt động phát sinh")]
    reason: Annotated[str, Meta(max_length=5000, title="Lý do phát sinh, đột xuất")] = ""
    scheme: Annotated[str, Meta(max_length=60, title="Mã hồ sơ đề án (Mẫu 4)")] = ""
    is_beyond_authority: Annotated[bool, Meta(title="Vượt thẩm quyền của đơn vị")] = False
    is_in_yearly_estimate: Annotated[bool, Meta(title="Đã có trong dự toán năm")] = False
    lines: Annotated[tuple[Cost, ...], Meta(title="Nội dung chi", max_length=500)] = ()


class BudgetEstimate(Estimate, frozen=True, kw_only=True):
    """Dự toán kinh phí cho hoạt động đối ngoại phát sinh, đột xuất, vượt thẩm quyền đơn vị."""

    scheme_id: Annotated[str, Meta(title="Hồ sơ đề án")] = ""
    decision: Annotated[Decision | None, Meta(title="Quyết định của UBND")] = None
    spent: Annotated[tuple[Cost, ...], Meta(title="Đã chi")] = ()
    settlement: Annotated[Decision | None, Meta(title="Văn bản quyết toán")] = None


class Spending(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    spent: Annotated[tuple[Cost, ...], Meta(title="Đã chi", max_length=500)]


APPRAISERS = Param(
    name="budget.appraisers",
    title="Hai cơ quan thẩm định dự toán phát sinh (mã đơn vị)",
    law=BUDGET,
    default=("so-ngoai-vu", "so-tai-chinh"),
)


@rule(BUDGET, "Phải nêu lý do phát sinh, đột xuất", "/reason")
def says_why(case: Case[BudgetEstimate, Any]) -> bool:
    return bool(case.fields.reason.strip())


@rule(
    BUDGET,
    "Hoạt động đã có trong dự toán ngân sách năm: không lập dự toán phát sinh",
    "/is_in_yearly_estimate",
)
def is_not_in_the_yearly_estimate(case: Case[BudgetEstimate, Any]) -> bool:
    return not case.fields.is_in_yearly_estimate


@rule(BUDGET, "Chỉ trình nội dung vượt thẩm quyền của cơ quan, đơn vị", "/is_beyond_authority")
def exceeds_the_unit(case: Case[BudgetEstimate, Any]) -> bool:
    return case.fields.is_beyond_authority


@rule(RECORD, "Dự toán phải có nội dung chi", "/lines")
def has_lines(case: Case[BudgetEstimate, Any]) -> bool:
    return bool(case.fields.lines)


@each(BUDGET, "Mỗi nội dung chi phải có số tiền lớn hơn 0", "lines", "money")
def costs_something(case: Case[BudgetEstimate, Any], line: Cost) -> bool:
    return line.money.amount > 0


@each(BUDGET, "Mỗi nội dung chi phải ghi nguồn kinh phí", "lines", "source")
def has_a_source(case: Case[BudgetEstimate, Any], line: Cost) -> bool:
    return line.source is not None


@rule(RECORD, "Dự toán phải gắn với một đề án đang có hiệu lực", "/scheme")
def has_a_scheme(case: Case[BudgetEstimate, Any]) -> bool:
    return bool(case.found["scheme"])


@rule(RECORD, "Đề án này đã có một dự toán đang hiệu lực", "/scheme")
def is_the_only_one(case: Case[BudgetEstimate, Any]) -> bool:
    return not case.fields.scheme or not case.found["same"]


@rule(RECORD, "Tổng dự toán không bằng tổng kinh phí ở mục 14 của đề án", "/lines")
def equals_the_scheme(case: Case[BudgetEstimate, Any]) -> bool:
    ours = totals(case.fields.lines)
    return all(totals(d.fields.costs) == ours for d in case.found["scheme"])


@rule(BUDGET, "Chưa đủ ý kiến thẩm định của hai cơ quan", "/opinions")
def both_have_appraised(case: Case[BudgetEstimate, Any]) -> bool:
    rounds = case.dossier.rounds[-1:]
    opinions = [o for r in rounds for o in r.opinions]
    return len(opinions) >= 2 and all(o.answer for o in opinions)


@rule(RECORD, "Số đã chi vượt dự toán được duyệt", "/spent")
def is_within_the_estimate(case: Case[BudgetEstimate, Spending]) -> bool:
    allowed = totals(case.fields.lines)
    return all(n <= allowed.get(c, 0) for c, n in totals(case.data.spent).items())


def the_scheme(dossier: Dossier[Any], data: Any) -> Sequence[Lookup]:
    code = data.scheme if isinstance(data, Estimate) else dossier.fields.scheme
    live = ["draft", "submitted", "returned", "appraised", "presented", "approved", "executing"]
    ours = [s for s in State if s not in (State.REJECTED, State.CANCELLED)]
    of_ours = {"fields.scheme": [code]}
    return [
        Lookup(name="scheme", type="activity-scheme", where={"code": [code]}, states=live),
        Lookup(name="same", type="budget-estimate", where=of_ours, states=ours),
    ]


def take_in(case: Case[BudgetEstimate, Estimate]) -> BudgetEstimate:
    scheme = next((d.id for d in case.found["scheme"]), "")
    return fill_in(case, scheme_id=scheme)


def record_decision(case: Case[BudgetEstimate, Decision]) -> BudgetEstimate:
    return replace(case.fields, decision=case.data)


def record_spending(case: Case[BudgetEstimate, Spending]) -> BudgetEstimate:
    return replace(case.fields, spent=case.data.spent)


def record_settlement(case: Case[BudgetEstimate, Decision]) -> BudgetEstimate:
    return replace(case.fields, settlement=case.data)


def appraisers(case: Case[BudgetEstimate, Any]) -> Sequence[str]:
    found: Sequence[str] = case.province.find(APPRAISERS, case.dossier.lodged_on).value
    return found


def heading(fields: BudgetEstimate) -> str:
    return f"Dự toán kinh phí phát sinh: {fields.activity}"


def links(fields: BudgetEstimate) -> list[Link]:
    if not fields.scheme_id:
        return []
    return [Link("pays-for", "delegations", "activity-scheme", fields.scheme_id)]


COMPLETE = [
    *(says_why, is_not_in_the_yearly_estimate, exceeds_the_unit, has_lines),
    *(costs_something, has_a_source, has_a_scheme, is_the_only_one, equals_the_scheme),
]

# fmt: off
BUDGET_ESTIMATE = DossierType(
    name="budget-estimate", record="R42", prefix="DT",
    title="Dự toán kinh phí hoạt động đối ngoại phát sinh",
    since=date(2022, 9, 19), law=BUDGET,
    fields=BudgetEstimate, heading=heading, links=links,
    states=STATES, final={State.SETTLED, State.REJECTED, State.CANCELLED},
    discloses=Disclosure(province=(
        "activity", "scheme", "scheme_id", "lines", "decision", "spent", "settlement")),
    params=[APPRAISERS],

    opening=Transition(
        BUDGET, "draft", title="lập dự toán", target=State.DRAFT,
        by={Role.UNIT, Role.OFFICER}, data=Estimate, needs=the_scheme, requires=[is_own],
        then=take_in, emits="drafted"),

    transitions=[
        Transition(
            BUDGET, "revise", title="sửa dự toán", emits="revised",
            source={State.DRAFT, State.RETURNED}, target=State.DRAFT,
            by={Role.UNIT, Role.OFFICER}, data=Estimate, needs=the_scheme,
            requires=[is_own], then=take_in),
        Transition(
            BUDGET, "submit", title="gửi thẩm định", emits="submitted",
            source={State.DRAFT, State.RETURNED}, target=State.REVIEWING,
            by={Role.UNIT, Role.OFFICER}, needs=the_scheme, requires=[is_own, *COMPLETE],
            consults=Consultation(
                law=BUDGET, topic="Thẩm định dự toán kinh phí phát sinh", bodies=appraisers)),
        Transition(
            BUDGET, "return", title="trả bổ sung", emits="returned",
            source={State.REVIEWING}, target=State.RETURNED, by=DESK, data=WithReason),
        Transition(
            BUDGET, "present", title="trình UBND", emits="presented",
            source={State.REVIEWING}, target=State.PRESENTED, by={Role.DIRECTOR},
            needs=the_scheme, not_by={"draft", "revise", "submit"},
            requires=[both_have_appraised, has_a_scheme, equals_the_scheme]),
        Transition(
            BUDGET, "approve", title="phê duyệt dự toán", emits="approved",
            source={State.PRESENTED}, target=State.APPROVED, by={Role.CHAIR}, data=Decision,
            requires=[is_dated_by_today], not_by={"draft", "revise", "submit", "present"},
            then=record_decision),
        Transition(
            BUDGET, "reject", title="không phê duyệt", emits="rejected",
            source={State.PRESENTED}, target=State.REJECTED, by={Role.CHAIR}, data=WithReason),
        Transition(
            BUDGET, "spend", title="ghi nhận đã chi", emits="spent",
            source={State.APPROVED}, target=State.SPENT, by={Role.UNIT}, data=Spending,
            requires=[is_own, is_within_the_estimate], then=record_spending),
        Transition(
            BUDGET, "settle", title="quyết toán", emits="settled",
            source={State.SPENT}, target=State.SETTLED, by={Role.OFFICER, Role.HEAD},
            data=Decision, requires=[is_dated_by_today], then=record_settlement),
        Transition(
            BUDGET, "withdraw", title="rút dự toán", emits="withdrawn",
            source={State.DRAFT, State.REVIEWING, State.RETURNED}, target=State.CANCELLED,
            by={Role.UNIT}, data=WithReason, requires=[is_own]),
        Transition(
            BUDGET, "cancel", title="hủy dự toán đã duyệt", emits="cancelled",
            source={State.APPROVED}, target=State.CANCELLED, by={Role.CHAIR}, data=WithReason),
    ],

    no_deadline="Mục IV Kế hoạch 342/KH-UBND không đặt số ngày cho việc thẩm định dự toán",
    papers=[
        Paper(BUDGET, "du-toan", title="Dự toán kinh phí hoạt động phát sinh",
              makes=letters.estimate),
    ],
)
# fmt: on
