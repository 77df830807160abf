"""A unit's dossier of the annual external-relations programme (22/2012/QĐ-UBND, Điều 5 khoản 1).

Each body of the province sends, before 20 November, four parts: the report on this year's
programme, next year's programme, the table of delegations going out (Mẫu 1) and the table of
delegations coming in (Mẫu 2). The department checks and accepts it; once the province's programme
is issued, the unit has fifteen days for its own plan.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import Annotated, Any

from msgspec import Meta, Struct
from msgspec.structs import replace

from casework import (
    RECORD,
    After,
    Case,
    Deadline,
    Disclosure,
    Dossier,
    DossierType,
    Import,
    Link,
    Lookup,
    OnDay,
    Paper,
    Param,
    Transition,
    fill_in,
    rule,
)
from casework.vocabulary import Decision, Text, WithReason, labels
from delegations import tables
from delegations.items import Activity, Inbound, Outbound, Year
from delegations.laws import (
    CONSOLIDATING_PROGRAMMES,
    FORM_1,
    FORM_2,
    REGULATION,
    UNIT_PLAN_DAYS,
    UNIT_PLANS_AND_REPORTS,
    UNIT_PROGRAMME_DAY,
    UNIT_PROGRAMME_PARTS,
    UNIT_PROGRAMME_TABLES,
    UNIT_PROGRAMMES,
)
from delegations.letters import sheets
from delegations.refusals import is_dated_by_today, is_own
from delegations.roles import DESK, Role


class State(StrEnum):
    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    ACCEPTED = "accepted"
    ISSUED = "issued"
    PLANNED = "planned"
    CANCELLED = "cancelled"


STATES = labels(
    State, issued="Chương trình tỉnh đã ban hành", planned="đã có kế hoạch triển khai của đơn vị"
)
Part = Annotated[str, Meta(max_length=20_000)]


class Submission(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The four parts of the dossier, and the five matters its report and programme speak of."""

    year: Year
    results: Annotated[
        Part, Meta(title="Báo cáo kết quả thực hiện Chương trình hoạt động đối ngoại trong năm")
    ] = ""
    plan: Annotated[Part, Meta(title="Chương trình hoạt động đối ngoại năm sau")] = ""
    outbound: Annotated[
        tuple[Outbound, ...], Meta(title="Bảng tổng hợp kế hoạch đoàn ra (Mẫu 1)", max_length=500)
    ] = ()
    inbound: Annotated[
        tuple[Inbound, ...], Meta(title="Bảng tổng hợp kế hoạch đoàn vào (Mẫu 2)", max_length=500)
    ] = ()
    others: Annotated[
        tuple[Activity, ...], Meta(title="Hoạt động đối ngoại khác", max_length=500)
    ] = ()
    nothing_outbound: Annotated[bool, Meta(title="Không có kế hoạch đoàn ra")] = False
    nothing_inbound: Annotated[bool, Meta(title="Không có kế hoạch đoàn vào")] = False
    travel: Annotated[Part, Meta(title="Việc đi công tác nước ngoài của cán bộ")] = ""
    awards_received: Annotated[Part, Meta(title="Việc nhận khen thưởng của nước ngoài")] = ""
    awards_given: Annotated[Part, Meta(title="Việc xét tặng khen thưởng cho nước ngoài")] = ""
    conferences: Annotated[Part, Meta(title="Việc tổ chức hội nghị, hội thảo quốc tế")] = ""
    projects: Annotated[
        Part, Meta(title="Việc ký kết, thực hiện chương trình, dự án do nước ngoài tài trợ")
    ] = ""


class UnitProgramme(Submission, frozen=True, kw_only=True):
    """Hồ sơ Chương trình hoạt động đối ngoại năm sau của một cơ quan, đơn vị."""

    missing: Annotated[tuple[str, ...], Meta(title="Nội dung phải bổ sung")] = ()
    programme: Annotated[str, Meta(title="Chương trình của tỉnh")] = ""
    issued_on: Annotated[datetime.date | None, Meta(title="Ngày ban hành Chương trình tỉnh")] = None
    own_plan: Annotated[Decision | None, Meta(title="Kế hoạch triển khai của đơn vị")] = None


class Return(WithReason, frozen=True, kw_only=True):
    missing: Annotated[tuple[Text, ...], Meta(min_length=1, title="Nội dung phải bổ sung")]


class Issued(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    programme: Annotated[str, Meta(min_length=1, title="Chương trình của tỉnh")]
    issued_on: Annotated[datetime.date, Meta(title="Ngày ban hành")]


UNIT_DUE = Param(
    name="programme.unit-due",
    title="Đơn vị gửi hồ sơ Chương trình năm sau: trước ngày",
    law=UNIT_PROGRAMME_DAY,
    default=(11, 20),
)
DUE_IS_STRICT = Param(
    name="programme.due-is-strict",
    title="«Trước ngày» hiểu chặt: ngày cuối cùng là ngày liền trước",
    law=REGULATION,
    default=True,
)
PLAN_WITHIN = Param(
    name="programme.plan-within",
    title="Đơn vị xây dựng kế hoạch triển khai sau khi Chương trình, Kế hoạch của tỉnh ban hành",
    law=UNIT_PLAN_DAYS,
    default=15,
    unit="calendar-days",
    least=1,
    most=60,
)


@rule(UNIT_PROGRAMME_TABLES, "Thiếu Báo cáo kết quả thực hiện Chương trình trong năm", "/results")
def reports_results(case: Case[UnitProgramme, Any]) -> bool:
    return bool(case.fields.results.strip())


@rule(UNIT_PROGRAMME_TABLES, "Thiếu Chương trình hoạt động đối ngoại năm sau", "/plan")
def has_a_plan(case: Case[UnitProgramme, Any]) -> bool:
    return bool(case.fields.plan.strip())


@rule(
    UNIT_PROGRAMME_TABLES, "Thiếu Mẫu 1, hoặc chưa ghi rõ «không có kế hoạch đoàn ra»", "/outbound"
)
def has_table_1(case: Case[UnitProgramme, Any]) -> bool:
    return bool(case.fields.outbound) is not case.fields.nothing_outbound


@rule(
    UNIT_PROGRAMME_TABLES, "Thiếu Mẫu 2, hoặc chưa ghi rõ «không có kế hoạch đoàn vào»", "/inbound"
)
def has_table_2(case: Case[UnitProgramme, Any]) -> bool:
    return bool(case.fields.inbound) is not case.fields.nothing_inbound


NARRATIVE = ("travel", "awards_received", "awards_given", "conferences", "projects")


@rule(
    UNIT_PROGRAMME_PARTS,
    "Báo cáo phải nói đủ năm nội dung của khoản 1 điểm b (không có thì ghi «không có»)",
    "/travel",
)
def speaks_of_everything(case: Case[UnitProgramme, Any]) -> bool:
    return all(getattr(case.fields, part).strip() for part in NARRATIVE)


@rule(RECORD, "Năm của Chương trình đã qua", "/year")
def is_ahead(case: Case[UnitProgramme, Any]) -> bool:
    return case.fields.year >= case.today.year


@rule(RECORD, "Đơn vị đã có hồ sơ Chương trình của năm này", "/year")
def is_the_only_one(case: Case[UnitProgramme, Any]) -> bool:
    return not case.found["same"]


def of_the_same_unit(dossier: Dossier[Any], data: Submission) -> Sequence[Lookup]:
    live = [s for s in State if s is not State.CANCELLED]
    where: dict[str, list[Any]] = {"unit": [dossier.unit], "fields.year": [data.year]}
    return [Lookup(name="same", type="unit-programme", where=where, states=live)]


def note_missing(case: Case[UnitProgramme, Return]) -> UnitProgramme:
    return replace(case.fields, missing=case.data.missing)


def clear_missing(case: Case[UnitProgramme, Any]) -> UnitProgramme:
    return replace(case.fields, missing=())


def note_issue(case: Case[UnitProgramme, Issued]) -> UnitProgramme:
    return replace(case.fields, programme=case.data.programme, issued_on=case.data.issued_on)


def note_plan(case: Case[UnitProgramme, Decision]) -> UnitProgramme:
    return replace(case.fields, own_plan=case.data)


def heading(fields: UnitProgramme) -> str:
    return f"Hồ sơ Chương trình hoạt động đối ngoại năm {fields.year}"


def links(fields: UnitProgramme) -> list[Link]:
    if not fields.programme:
        return []
    return [Link("consolidated-in", "delegations", "provincial-programme", fields.programme)]


COMPLETE = [
    *(reports_results, has_a_plan, has_table_1, has_table_2, speaks_of_everything, is_ahead),
    *tables.CONDITIONS,
]

# fmt: off
UNIT_PROGRAMME = DossierType(
    name="unit-programme", record="R01", prefix="CT",
    title="Hồ sơ Chương trình hoạt động đối ngoại năm của đơn vị",
    since=date(2012, 8, 30), law=UNIT_PROGRAMMES,
    fields=UnitProgramme, heading=heading, links=links,
    states=STATES, final={State.PLANNED, State.CANCELLED},
    discloses=Disclosure(province=(
        "year", "outbound", "inbound", "others", "nothing_outbound", "nothing_inbound",
        "programme", "issued_on", "own_plan")),
    params=[tables.PRIME_MINISTER_HEADS],

    opening=Transition(
        UNIT_PROGRAMMES, "draft", title="lập hồ sơ Chương trình", target=State.DRAFT,
        by={Role.UNIT, Role.OFFICER}, data=Submission, emits="drafted",
        needs=of_the_same_unit, requires=[is_the_only_one, is_own]),

    transitions=[
        Transition(
            UNIT_PROGRAMMES, "revise", title="sửa hồ sơ", emits="revised",
            source={State.DRAFT, State.RETURNED}, target=State.DRAFT,
            by={Role.UNIT, Role.OFFICER}, data=Submission, then=fill_in,
            needs=of_the_same_unit, requires=[is_the_only_one, is_own]),
        Transition(
            UNIT_PROGRAMMES, "submit", title="gửi hồ sơ", emits="submitted",
            source={State.DRAFT, State.RETURNED}, target=State.SUBMITTED,
            by={Role.UNIT}, requires=[is_own, *COMPLETE], then=clear_missing),
        Transition(
            CONSOLIDATING_PROGRAMMES, "return", title="trả bổ sung", emits="returned",
            source={State.SUBMITTED}, target=State.RETURNED, by=DESK, data=Return,
            then=note_missing),
        Transition(
            CONSOLIDATING_PROGRAMMES, "accept", title="tiếp nhận", emits="accepted",
            source={State.SUBMITTED}, target=State.ACCEPTED, by=DESK,
            not_by={"draft", "revise", "submit"}),
        Transition(
            UNIT_PLANS_AND_REPORTS, "note-issued", title="ghi nhận Chương trình ban hành",
            source={State.ACCEPTED}, target=State.ISSUED, by={Role.SYSTEM}, data=Issued,
            then=note_issue, emits="issue-noted"),
        Transition(
            UNIT_PLANS_AND_REPORTS, "send-plan", title="gửi kế hoạch triển khai",
            source={State.ISSUED}, target=State.PLANNED, by={Role.UNIT}, data=Decision,
            requires=[is_own, is_dated_by_today], then=note_plan, emits="plan-sent"),
        Transition(
            UNIT_PROGRAMMES, "withdraw", title="rút hồ sơ", emits="withdrawn",
            source={State.DRAFT, State.SUBMITTED, State.RETURNED}, target=State.CANCELLED,
            by={Role.UNIT, Role.OFFICER}, data=WithReason, requires=[is_own]),
    ],

    deadlines=[
        Deadline(
            law=UNIT_PROGRAMMES, name="send-programme", id="D01",
            title="gửi hồ sơ Chương trình năm sau", owed_to="Văn phòng UBND (cơ quan ngoại vụ)",
            shape=OnDay(
                day=UNIT_DUE, strict=DUE_IS_STRICT, of="năm trước năm của Chương trình",
                year=lambda d: d.fields.year - 1),
            met_by={"submit"}),
        Deadline(
            law=UNIT_PLANS_AND_REPORTS, name="send-plan", id="D04",
            title="xây dựng, gửi kế hoạch triển khai của đơn vị", owed_to="Sở Ngoại vụ",
            shape=After(
                amount=PLAN_WITHIN, event=lambda d: d.fields.issued_on,
                of="ngày ban hành Chương trình của tỉnh"),
            met_by={"send-plan"}),
    ],

    papers=[
        Paper(FORM_1, "mau-1", title="Bảng tổng hợp kế hoạch đoàn ra",
              makes=sheets.unit_mau_1, formats=("xlsx",)),
        Paper(FORM_2, "mau-2", title="Bảng tổng hợp kế hoạch đoàn vào",
              makes=sheets.unit_mau_2, formats=("xlsx",)),
    ],
    imports=Import(
        UNIT_PROGRAMME_TABLES, "mau-1-2", title="Mẫu 1 và Mẫu 2 do đơn vị gửi (xlsx)",
        reads=sheets.reader(Submission)),
)
# fmt: on
