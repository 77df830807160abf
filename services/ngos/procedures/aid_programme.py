"""A programme of mobilising foreign aid over several years (164/KH-UBND, 342/KH-UBND mục III).

It says for which period, in which fields, and how much is sought. Its ideas (aid-idea) name it; at
its close their commitments, not their disbursements, are set against the target.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import Annotated, Any

from msgspec import Meta, Struct
from msgspec.structs import replace

from casework import (
    Case,
    Disclosure,
    Dossier,
    DossierType,
    Lookup,
    Paper,
    Transition,
    each,
    fill_in,
    rule,
)
from casework.vocabulary import Decision, WithReason, labels
from ngos.laws import NGO_ROOM, SUPERVISING_AID
from ngos.letters import aid_programme as letters
from ngos.refusals import is_dated_by_today, is_own
from ngos.registration import Field
from ngos.roles import Role

PROGRAMME = NGO_ROOM


class State(StrEnum):
    DRAFT = "draft"
    PRESENTED = "presented"
    APPROVED = "approved"
    CLOSED = "closed"
    CANCELLED = "cancelled"


STATES = labels(State, approved="đang thực hiện", closed="đã tổng kết")


class Target(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    field: Annotated[Field, Meta(title="Lĩnh vực")]
    usd: Annotated[int, Meta(ge=0, title="Mục tiêu (USD)")]


class Draft(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    title: Annotated[str, Meta(min_length=2, max_length=500, title="Tên chương trình, kế hoạch")]
    first_year: Annotated[int, Meta(ge=2000, le=2100, title="Từ năm")]
    last_year: Annotated[int, Meta(ge=2000, le=2100, title="Đến năm")]
    targets: Annotated[tuple[Target, ...], Meta(title="Mục tiêu", max_length=11)] = ()
    content: Annotated[str, Meta(max_length=20_000, title="Nội dung, giải pháp")] = ""


class Programme(Draft, frozen=True, kw_only=True):
    """Chương trình, kế hoạch vận động viện trợ của tỉnh."""

    decision: Annotated[Decision | None, Meta(title="Văn bản ban hành")] = None
    committed: Annotated[int, Meta(title="Số ý tưởng có cam kết")] = 0
    ideas: Annotated[int, Meta(title="Số ý tưởng")] = 0
    rate: Annotated[int, Meta(title="Tỷ lệ đạt nhu cầu (%)")] = 0


@rule(SUPERVISING_AID, "Năm kết thúc trước năm bắt đầu", "/last_year")
def ends_after_it_starts(case: Case[Programme, Any]) -> bool:
    return case.fields.last_year >= case.fields.first_year


@rule(SUPERVISING_AID, "Chương trình phải có mục tiêu", "/targets")
def has_targets(case: Case[Programme, Any]) -> bool:
    return bool(case.fields.targets)


@each(SUPERVISING_AID, "Mục tiêu phải lớn hơn 0", of="targets", at="usd")
def aims_at_something(case: Case[Programme, Any], target: Target) -> bool:
    return target.usd > 0


def its_ideas(dossier: Dossier[Any], data: Any) -> Sequence[Lookup]:
    return [Lookup(name="ideas", type="aid-idea", where={"fields.programme": [dossier.code]})]


def record_decision(case: Case[Programme, Decision]) -> Programme:
    return replace(case.fields, decision=case.data)


def sum_up(case: Case[Programme, Any]) -> Programme:
    """The rate counts the need of ideas with a commitment against the whole target, in USD."""
    ideas = case.found["ideas"]
    committed = [d for d in ideas if d.state in ("committed", "converted")]
    met = sum(d.fields.usd for d in committed)
    sought = sum(t.usd for t in case.fields.targets)
    return replace(
        case.fields,
        ideas=len(ideas),
        committed=len(committed),
        rate=met * 100 // sought if sought else 0,
    )


# fmt: off
AID_PROGRAMME = DossierType(
    name="aid-programme", record="R13", prefix="CTV",
    title="Chương trình, kế hoạch vận động viện trợ",
    since=date(2012, 8, 30), law=PROGRAMME,
    fields=Programme, heading=lambda f: f"{f.title} ({f.first_year}-{f.last_year})",
    states=STATES, final={State.CLOSED, State.CANCELLED},
    no_deadline="Không văn bản nào đặt số ngày cho chương trình vận động viện trợ",
    discloses=Disclosure(
        province=("title", "first_year", "last_year", "targets", "decision", "ideas", "committed",
                  "rate"),
        ministry=("title", "first_year", "last_year", "decision", "rate")),
    opening=Transition(
        PROGRAMME, "draft", title="dự thảo chương trình", target=State.DRAFT,
        by={Role.UNIT, Role.OFFICER}, data=Draft, requires=[is_own, ends_after_it_starts],
        emits="drafted"),
    transitions=[
        Transition(
            PROGRAMME, "revise", title="sửa dự thảo", emits="revised", source={State.DRAFT},
            target=State.DRAFT, by={Role.UNIT, Role.OFFICER}, data=Draft, then=fill_in,
            requires=[is_own, ends_after_it_starts]),
        Transition(
            PROGRAMME, "present", title="trình UBND tỉnh", emits="presented",
            source={State.DRAFT}, target=State.PRESENTED, by={Role.DIRECTOR},
            requires=[has_targets, aims_at_something, ends_after_it_starts],
            not_by={"draft", "revise"}),
        Transition(
            PROGRAMME, "approve", title="ban hành", emits="approved", source={State.PRESENTED},
            target=State.APPROVED, by={Role.CHAIR}, data=Decision, then=record_decision,
            requires=[is_dated_by_today], not_by={"draft", "revise", "present"}),
        Transition(
            PROGRAMME, "close", title="tổng kết", emits="closed", source={State.APPROVED},
            target=State.CLOSED, by={Role.OFFICER, Role.HEAD}, needs=its_ideas, then=sum_up),
        Transition(
            PROGRAMME, "cancel", title="hủy", emits="cancelled", by={Role.DIRECTOR, Role.CHAIR},
            source={State.DRAFT, State.PRESENTED, State.APPROVED}, target=State.CANCELLED,
            data=WithReason),
    ],
    papers=[
        Paper(PROGRAMME, "chuong-trinh", title="Chương trình vận động viện trợ",
              makes=letters.programme),
    ],
)
# fmt: on
