"""The protocol plan of a delegation or event (S004 Điều 2.11a; Mẫu 4 mục 8, 12-14; 05/2017/TT-BNG).

Who welcomes whom at which rank, flags, seats and order, table, cars and rooms, interpreter, press,
gifts and money, and a checklist in which every task has its owner and its hour. Nobody stands at
two posts at once, no gift leaves an empty stock, no expense exceeds a cap that the province set.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from enum import StrEnum
from typing import Any

from casework import (
    RECORD,
    STAYS,
    Case,
    Citation,
    Disclosure,
    Dossier,
    DossierType,
    Link,
    Lookup,
    Paper,
    Rule,
    Transition,
    each,
    fill_in,
    rule,
)
from casework.countries import is_country
from casework.vocabulary import Decision, WithReason, labels
from delegations import protocol
from delegations.laws import (
    FORM_4_COSTS,
    GUEST_SPENDING,
    PROTOCOL,
    PROTOCOL_WORK,
)
from delegations.letters import protocol_plan as letters
from delegations.protocol import (
    Amended,
    Gifts,
    Plan,
    Post,
    ProtocolPlan,
    Settlement,
    Task,
    Tick,
)
from delegations.refusals import is_dated_by_today, is_own
from delegations.roles import ANYBODY_HERE, DESK, Role


class State(StrEnum):
    DRAFT = "draft"
    APPROVED = "approved"
    RUNNING = "running"
    FINISHED = "finished"
    SETTLED = "settled"
    CANCELLED = "cancelled"


STATES = labels(State, running="đang thực hiện", finished="đã kết thúc", settled="đã quyết toán")
LIVE = frozenset({State.APPROVED, State.RUNNING})
PLANNING = PROTOCOL_WORK
CEREMONY = PROTOCOL.form("phân công đón tiếp")
GIFTS = FORM_4_COSTS
SPENDING = GUEST_SPENDING.form("mức chi theo hạng khách")

Rows = Callable[[Case[ProtocolPlan, Any]], Sequence[int]]


def on_rows(law: Citation, says: str, at: str, bad: Rows) -> Rule[ProtocolPlan, Any]:
    """A condition on the rows of a list, wherever it stands: `at` is «/gifts/{}/quantity»."""
    return Rule(
        law,
        says,
        lambda case: not bad(case),
        at.split("/{}")[0],
        lambda case: [at.format(n) for n in bad(case)],
    )


def planned(case: Case[ProtocolPlan, Any]) -> Plan:
    """The plan as it would be: what was just written, or what stands in the dossier."""
    return case.data if isinstance(case.data, Plan) else case.fields


def elsewhere(case: Case[ProtocolPlan, Any]) -> list[Post]:
    found = case.found.get("posted", ())
    return [p for d in found if d.id != case.dossier.id for p in d.fields.posts]


stands_at_one_post = on_rows(
    CEREMONY, "Một người không thể ở hai vị trí cùng một lúc", "/posts/{}/person",
    lambda case: protocol.clashes(planned(case).posts, elsewhere(case)),
)  # fmt: skip
is_within_the_caps = on_rows(
    SPENDING, "Khoản chi vượt định mức của tỉnh, hoặc không ghi bằng đồng", "/expenses/{}/money",
    lambda case: protocol.above_cap(case, planned(case).expenses),
)  # fmt: skip
spent_within_the_caps = on_rows(
    SPENDING, "Khoản đã chi vượt định mức của tỉnh, hoặc không ghi bằng đồng", "/spent/{}/money",
    lambda case: protocol.above_cap(case, case.data.spent),
)  # fmt: skip
is_in_stock = on_rows(
    GIFTS, "Tặng phẩm không có hoặc không đủ trong kho", "/gifts/{}/quantity",
    lambda case: protocol.out_of_stock(
        case.data.gifts, protocol.in_stock(case.dossier, case.found["stock"])
    ),
)  # fmt: skip
task_has_an_owner = on_rows(
    PLANNING, "Mỗi việc phải có người chịu trách nhiệm", "/checklist/{}/owner",
    lambda case: protocol.without_owner(planned(case)),
)  # fmt: skip
task_has_a_time = on_rows(
    PLANNING, "Mỗi việc phải ghi ngày, giờ phải xong", "/checklist/{}/on",
    lambda case: protocol.without_time(planned(case)),
)  # fmt: skip


@rule(SPENDING, "Định mức chi trong cấu hình của tỉnh không đọc được", "/expenses")
def caps_are_readable(case: Case[ProtocolPlan, Any]) -> bool:
    return not protocol.unreadable_caps(case)


@rule(RECORD, "Ngày kết thúc không thể trước ngày bắt đầu", "/ends_on")
def ends_after_it_starts(case: Case[ProtocolPlan, Any]) -> bool:
    return planned(case).ends_on >= planned(case).starts_on


@rule(PLANNING, "Hoạt động đã kết thúc trước khi kế hoạch được lập, phê duyệt", "/ends_on")
def is_ahead(case: Case[ProtocolPlan, Any]) -> bool:
    return planned(case).ends_on >= case.today


@rule(RECORD, "Mã nước không có trong danh mục", "/country")
def country_is_known(case: Case[ProtocolPlan, Any]) -> bool:
    return not planned(case).country or is_country(planned(case).country)


@each(RECORD, "Giờ kết thúc phải sau giờ bắt đầu", of="posts", at="ends")
def post_ends_after_it_begins(case: Case[ProtocolPlan, Any], post: Post) -> bool:
    return post.begins < post.ends


@each(RECORD, "Mã việc ghi trùng", of="checklist", at="code")
def task_stands_once(case: Case[ProtocolPlan, Any], task: Task) -> bool:
    return Counter(t.code for t in case.fields.checklist)[task.code] == 1


@rule(PLANNING, "Bảng kiểm việc không có việc này", "/code")
def task_is_listed(case: Case[ProtocolPlan, Tick]) -> bool:
    return any(t.code == case.data.code for t in case.fields.checklist)


@rule(PLANNING, "Việc bỏ phải nêu lý do", "/note")
def dropping_has_a_reason(case: Case[ProtocolPlan, Tick]) -> bool:
    return case.data.outcome == "done" or bool(case.data.note.strip())


@rule(PLANNING, "Hoạt động chưa đến ngày bắt đầu", "/starts_on")
def has_begun(case: Case[ProtocolPlan, Any]) -> bool:
    return case.fields.starts_on <= case.today


@rule(PLANNING, "Bảng kiểm còn việc chưa xong, chưa ghi bỏ", "/checklist")
def all_is_ticked(case: Case[ProtocolPlan, Any]) -> bool:
    return not protocol.unticked(case.fields)


@rule(GIFTS, "Tặng phẩm xuất kho phải ghi người tặng, người nhận", "/gifts")
def gifts_have_giver_and_receiver(case: Case[ProtocolPlan, Gifts]) -> bool:
    return all(g.giver.strip() and g.receiver.strip() for g in case.data.gifts)


def people_posted(dossier: Dossier[Any], data: Any) -> Sequence[Lookup]:
    plan: Plan = data if isinstance(data, Plan) else dossier.fields
    people = sorted({p.person for p in plan.posts})
    where = {"fields.posts.person": people}
    return [Lookup(name="posted", type="protocol-plan", where=where, states=sorted(LIVE))]


def the_stock(dossier: Dossier[Any], data: Gifts) -> Sequence[Lookup]:
    items = sorted({g.item for g in data.gifts})
    return [Lookup(name="stock", type="protocol-plan", where={"fields.moves.item": items})]


def heading(fields: ProtocolPlan) -> str:
    return f"Kế hoạch lễ tân: {fields.subject}"


def links(fields: ProtocolPlan) -> list[Link]:
    service = protocol.SERVICES.get(fields.occasion)
    if service is None or not fields.dossier:
        return []
    return [Link("serves", service, fields.occasion, fields.dossier)]


IN_ORDER = [ends_after_it_starts, country_is_known, is_ahead, stands_at_one_post]
AFFORDABLE = [caps_are_readable, is_within_the_caps]
COMPLETE = [task_has_an_owner, task_has_a_time]

# fmt: off
PROTOCOL_PLAN = DossierType(
    name="protocol-plan", record="R28", prefix="LT", title="Kế hoạch lễ tân đối ngoại",
    since=date(2017, 12, 1), law=PLANNING,
    fields=ProtocolPlan, heading=heading, links=links,
    states=STATES, final={State.SETTLED, State.CANCELLED}, params=[protocol.CAPS],
    invariants=[post_ends_after_it_begins, task_stands_once],
    discloses=Disclosure(province=(
        "subject", "occasion", "dossier", "country", "starts_on", "ends_on", "guest_count",
        "guest_class", "head_rank", "our_rank", "expenses", "decision", "spent", "settlement")),

    opening=Transition(
        PLANNING, "draft", title="lập kế hoạch lễ tân", target=State.DRAFT, emits="drafted",
        by=ANYBODY_HERE, data=Plan, needs=people_posted, requires=[is_own, *IN_ORDER]),

    transitions=[
        Transition(
            PLANNING, "revise", title="sửa kế hoạch", emits="revised", source={State.DRAFT},
            target=State.DRAFT, by=ANYBODY_HERE, data=Plan, needs=people_posted,
            requires=[is_own, *IN_ORDER], then=fill_in),
        Transition(
            PLANNING, "approve", title="phê duyệt kế hoạch", emits="approved",
            source={State.DRAFT}, target=State.APPROVED, by={Role.DIRECTOR, Role.CHAIR},
            data=Decision, needs=people_posted, not_by={"draft", "revise"},
            requires=[*IN_ORDER, *AFFORDABLE, *COMPLETE, is_dated_by_today],
            then=protocol.record_decision),
        Transition(
            PLANNING, "amend", not_by={"draft", "revise"},
            title="điều chỉnh kế hoạch đã duyệt", emits="amended",
            source=LIVE, target=STAYS, by={Role.DIRECTOR, Role.CHAIR}, data=Amended,
            needs=people_posted, requires=[*IN_ORDER, *AFFORDABLE, *COMPLETE],
            then=protocol.amend),
        Transition(
            PLANNING, "start", title="bắt đầu thực hiện", emits="started",
            source={State.APPROVED}, target=State.RUNNING, by=ANYBODY_HERE,
            requires=[is_own, has_begun]),
        Transition(
            PLANNING, "tick", title="ghi việc đã xong, đã bỏ", emits="task-ticked", source=LIVE,
            target=STAYS, by=ANYBODY_HERE, data=Tick, then=protocol.tick,
            requires=[is_own, task_is_listed, dropping_has_a_reason]),
        Transition(
            GIFTS, "stock", title="nhập kho tặng phẩm", emits="gifts-stocked",
            source={*LIVE, State.FINISHED}, target=STAYS, by={*DESK, Role.OFFICE}, data=Gifts,
            then=protocol.stock),
        Transition(
            GIFTS, "give", title="xuất, trao tặng phẩm", emits="gifts-given", source=LIVE,
            target=STAYS, by={*DESK, Role.OFFICE}, data=Gifts, needs=the_stock,
            requires=[gifts_have_giver_and_receiver, is_in_stock], then=protocol.give),
        Transition(
            PLANNING, "finish", title="kết thúc", emits="finished", source={State.RUNNING},
            target=State.FINISHED, by=ANYBODY_HERE, requires=[is_own, all_is_ticked]),
        Transition(
            SPENDING, "settle", title="quyết toán", emits="settled", source={State.FINISHED},
            target=State.SETTLED, by={*DESK, Role.OFFICE}, data=Settlement,
            requires=[caps_are_readable, spent_within_the_caps, is_dated_by_today],
            then=protocol.settle),
        Transition(
            PLANNING, "withdraw", title="bỏ dự thảo", emits="withdrawn", source={State.DRAFT},
            target=State.CANCELLED, by=ANYBODY_HERE, data=WithReason, requires=[is_own]),
        Transition(
            PLANNING, "cancel", title="hủy kế hoạch", emits="cancelled", source=LIVE,
            target=State.CANCELLED, by={Role.DIRECTOR, Role.CHAIR}, data=WithReason),
    ],

    no_deadline="Số ngày của 05/2017/TT-BNG chưa kiểm chứng; từng việc có giờ trong bảng kiểm",
    papers=[
        Paper(PLANNING, "ke-hoach", title="Kế hoạch lễ tân", makes=letters.plan),
        Paper(PLANNING, "bang-kiem", title="Bảng kiểm việc lễ tân", makes=letters.checklist,
              formats=("xlsx",)),
        Paper(SPENDING, "quyet-toan", title="Bảng quyết toán chi tiếp khách",
              makes=letters.settlement),
    ],
)
# fmt: on
