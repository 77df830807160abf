"""The province's annual external-relations programme (22/2012/QĐ-UBND, Điều 5; S004 Điều 2.13a).

The department gathers the units' accepted dossiers into one list of items, which the Chairman
approves; items above him go through the Ministry to the Prime Minister first. An approved item is
never edited or deleted: only an amendment (Mẫu 3) changes it, and each one makes a new version.
What is carried out is counted against the item by the dossier that carries it out.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import Any

from casework import (
    RECORD,
    STAYS,
    Case,
    Deadline,
    Disclosure,
    Dossier,
    DossierType,
    Link,
    Lookup,
    OnDay,
    Paper,
    Param,
    Transition,
    each,
    rule,
)
from casework.vocabulary import Approval, Decision, WithReason, labels
from delegations import items, programme, tables
from delegations.items import Item, Kind, Standing
from delegations.laws import (
    ACTING_BY_PROGRAMME,
    ACTIVITY_SCHEMES,
    ANNUAL_PROGRAMME,
    CHANGING_PROGRAMMES,
    CONSOLIDATING_PROGRAMMES,
    FORM_1,
    FORM_2,
    PERIODIC_REPORTS,
    PLANNING_DELEGATIONS,
    REGULATION,
    REPORTS_TO_PRIME_MINISTER,
    SENDING_PROGRAMMES_DAY,
    UNIT_PLANS_AND_REPORTS,
)
from delegations.letters import programme as letters
from delegations.letters import sheets
from delegations.procedures.unit_programme import DUE_IS_STRICT
from delegations.programme import (
    Amended,
    Answer,
    Approve,
    Counted,
    Level,
    OfItem,
    Opening,
    ProvincialProgramme,
    Why,
)
from delegations.refusals import is_dated_by_today
from delegations.roles import DESK, Role


class State(StrEnum):
    COLLECTING = "collecting"
    CONSOLIDATED = "consolidated"
    PRESENTED = "presented"
    AT_MINISTRY = "at-ministry"
    ANSWERED = "answered"
    APPROVED = "approved"
    PUBLISHED = "published"
    IN_EXECUTION = "in-execution"
    CLOSED = "closed"
    CANCELLED = "cancelled"


STATES = labels(
    State, collecting="thu nhận hồ sơ các đơn vị", consolidated="đã tổng hợp",
    presented="trình UBND", at_ministry="đã gửi Bộ Ngoại giao",
    answered="Thủ tướng đã có ý kiến", published="đã ban hành", in_execution="đang thực hiện",
)  # fmt: skip
ISSUED = frozenset({State.PUBLISHED, State.IN_EXECUTION})


MINISTRY_DUE = Param(
    name="programme.ministry-due",
    title="UBND gửi Bộ Ngoại giao báo cáo năm và Chương trình năm sau: trước ngày",
    law=SENDING_PROGRAMMES_DAY,
    default=(11, 30),
)
MID_YEAR_DUE = Param(
    name="programme.mid-year-due",
    title="Rà soát, điều chỉnh kế hoạch đoàn ra, đoàn vào giữa năm (văn bản không nêu ngày)",
    law=PLANNING_DELEGATIONS,
    default=None,
)
APPROVAL_CHAIN = Param(
    name="programme.approval-chain",
    title="Ai phê duyệt Chương trình năm của tỉnh, theo thứ tự (chairman, party)",
    law=REGULATION,
    default=("chairman",),
)


@rule(RECORD, "Tỉnh đã có Chương trình của năm này", "/year")
def is_the_only_one(case: Case[ProvincialProgramme, Any]) -> bool:
    return not case.found["same"]


@rule(
    CONSOLIDATING_PROGRAMMES, "Còn hồ sơ đơn vị chưa được tiếp nhận: chưa tổng hợp được", "/sources"
)
def every_unit_dossier_is_accepted(case: Case[ProvincialProgramme, Any]) -> bool:
    return all(d.state in ("accepted", "issued", "planned") for d in case.found["units"])


@rule(RECORD, "Chưa có hồ sơ đơn vị nào để tổng hợp", "/sources")
def some_unit_has_sent(case: Case[ProvincialProgramme, Any]) -> bool:
    return bool(case.found["units"])


@rule(CONSOLIDATING_PROGRAMMES, "Chương trình không có hoạt động này", "/item")
def is_in_the_programme(case: Case[ProvincialProgramme, OfItem]) -> bool:
    return case.fields.item(case.data.item) is not None


@rule(RECORD, "Chương trình trình UBND phải có ít nhất một hoạt động", "/items")
def has_items(case: Case[ProvincialProgramme, Any]) -> bool:
    return bool(case.fields.items)


@each(
    PLANNING_DELEGATIONS,
    "Trưởng đoàn ở cấp này: kế hoạch phải trình Thủ tướng Chính phủ, không ghi cấp tỉnh phê duyệt",
    of="items",
    at="approval",
)
def is_at_its_level(case: Case[ProvincialProgramme, Any], item: Item) -> bool:
    return not items.is_below_its_level(item, _ranks(case))


@rule(
    CONSOLIDATING_PROGRAMMES,
    "Không có hoạt động nào thuộc thẩm quyền Thủ tướng Chính phủ",
    "/items",
)
def has_items_for_the_prime_minister(case: Case[ProvincialProgramme, Any]) -> bool:
    return bool(for_the_prime_minister(case))


@rule(
    CONSOLIDATING_PROGRAMMES,
    "Ý kiến phải nêu từng hoạt động đã trình Thủ tướng, mỗi hoạt động một lần",
    "/approved",
)
def answers_every_item(case: Case[ProvincialProgramme, Answer]) -> bool:
    asked = [i.id for i in for_the_prime_minister(case)]
    return sorted(asked) == sorted((*case.data.approved, *case.data.refused))


@rule(CONSOLIDATING_PROGRAMMES, "Hoạt động không được Thủ tướng đồng ý phải ghi lý do", "/reason")
def says_why_refused(case: Case[ProvincialProgramme, Answer]) -> bool:
    return not case.data.refused or bool(case.data.reason.strip())


@rule(
    CONSOLIDATING_PROGRAMMES,
    "Hoạt động thuộc thẩm quyền Thủ tướng phải có ý kiến của Thủ tướng trước khi phê duyệt",
    "/items",
)
def prime_minister_has_answered(case: Case[ProvincialProgramme, Any]) -> bool:
    return case.fields.answer is not None or not for_the_prime_minister(case)


@rule(
    UNIT_PLANS_AND_REPORTS,
    "Chương trình phải có văn bản đồng ý của Ban Thường vụ Tỉnh ủy",
    "/party_document",
)
def party_has_agreed(case: Case[ProvincialProgramme, Approve]) -> bool:
    chain = case.province.find(APPROVAL_CHAIN, case.dossier.lodged_on).value
    return "party" not in chain or bool(case.data.party_document.strip())


@rule(
    ACTING_BY_PROGRAMME, "Hoạt động không ở trong Chương trình đã duyệt hoặc đã kết thúc", "/item"
)
def is_under_way(case: Case[ProvincialProgramme, OfItem]) -> bool:
    found = case.fields.item(case.data.item)
    return found is not None and found.standing in items.OPEN


@rule(ACTING_BY_PROGRAMME, "Hoạt động chưa được duyệt, đã hủy hoặc đã chuyển năm sau", "/item")
def may_be_executed(case: Case[ProvincialProgramme, OfItem]) -> bool:
    found = case.fields.item(case.data.item)
    return found is not None and found.standing in {*items.OPEN, Standing.DONE}


@rule(REPORTS_TO_PRIME_MINISTER, "Đoàn ra, đoàn vào chỉ tính đã thực hiện qua hồ sơ đoàn", "/item")
def has_been_executed(case: Case[ProvincialProgramme, OfItem]) -> bool:
    found = case.fields.item(case.data.item)
    delegation = found is not None and found.kind in (Kind.OUTBOUND, Kind.INBOUND)
    return not delegation or bool(found and found.executions)


@rule(CHANGING_PROGRAMMES, "Hoạt động sửa đổi, hủy bỏ phải ở trong Chương trình", "/item")
def amends_an_item(case: Case[ProvincialProgramme, Amended]) -> bool:
    found = case.fields.item(case.data.item)
    return case.data.action == "add" or (found is not None and found.standing in items.OPEN)


@each(
    PERIODIC_REPORTS,
    "Mỗi hoạt động phải có kết quả: đã thực hiện, không thực hiện (lý do), hủy hoặc chuyển năm sau",
    of="items",
    at="standing",
)
def is_settled(case: Case[ProvincialProgramme, Any], item: Item) -> bool:
    return item.standing in items.SETTLED


def _ranks(case: Case[ProvincialProgramme, Any]) -> Sequence[str]:
    ranks: Sequence[str] = case.province.find(
        tables.PRIME_MINISTER_HEADS, case.dossier.lodged_on
    ).value
    return ranks


def for_the_prime_minister(case: Case[ProvincialProgramme, Any]) -> list[Item]:
    return [
        i
        for i in case.fields.items
        if i.approval is Approval.PRIME_MINISTER or items.needs_prime_minister(i, _ranks(case))
    ]


def of_the_same_year(dossier: Dossier[Any], data: Opening) -> Sequence[Lookup]:
    live = [s for s in State if s is not State.CANCELLED]
    where = {"fields.year": [data.year]}
    return [Lookup(name="same", type="provincial-programme", where=where, states=live)]


def of_the_units(dossier: Dossier[ProvincialProgramme], data: Any) -> Sequence[Lookup]:
    live = ["draft", "submitted", "returned", "accepted", "issued", "planned"]
    where = {"fields.year": [dossier.fields.year]}
    return [Lookup(name="units", type="unit-programme", where=where, states=live)]


def heading(fields: ProvincialProgramme) -> str:
    return f"Chương trình hoạt động đối ngoại năm {fields.year} của tỉnh"


def links(fields: ProvincialProgramme) -> list[Link]:
    units = [Link("consolidates", "delegations", "unit-programme", id) for id in fields.sources]
    executions = [e for i in fields.items for e in i.executions]
    return units + [Link("executed-by", e.service, e.type, e.dossier) for e in executions]


OFFICE = {Role.OFFICE, Role.DIRECTOR, Role.CLERK}

# fmt: off
PROVINCIAL_PROGRAMME = DossierType(
    name="provincial-programme", record="R01", prefix="CTT",
    title="Chương trình hoạt động đối ngoại năm của tỉnh",
    since=date(2012, 8, 30), law=ANNUAL_PROGRAMME,
    fields=ProvincialProgramme, heading=heading, links=links,
    states=STATES, final={State.CLOSED, State.CANCELLED},
    at_rest={State.PUBLISHED, State.IN_EXECUTION},
    discloses=Disclosure(
        province=("year", "version", "versions", "items", "silent_units", "sent", "answer",
                  "approval", "published_on", "review", "annual_report"),
        ministry=("year", "version", "items", "sent", "answer", "approval", "published_on",
                  "review", "annual_report")),
    params=[APPROVAL_CHAIN, tables.PRIME_MINISTER_HEADS],
    invariants=[is_at_its_level],

    opening=Transition(
        CONSOLIDATING_PROGRAMMES, "open", title="mở Chương trình năm", target=State.COLLECTING,
        by=DESK, data=Opening, emits="opened",
        needs=of_the_same_year, requires=[is_the_only_one]),

    transitions=[
        Transition(
            CONSOLIDATING_PROGRAMMES, "consolidate", title="tổng hợp hồ sơ các đơn vị",
            source={State.COLLECTING, State.CONSOLIDATED}, target=State.CONSOLIDATED, by=DESK,
            needs=of_the_units, requires=[some_unit_has_sent, every_unit_dossier_is_accepted],
            then=programme.consolidate, emits="consolidated"),
        Transition(
            PLANNING_DELEGATIONS, "set-level", title="xác định cấp phê duyệt",
            source={State.CONSOLIDATED}, target=State.CONSOLIDATED, by=DESK, data=Level,
            requires=[is_in_the_programme], then=programme.set_level, emits="level-set"),
        Transition(
            CHANGING_PROGRAMMES, "drop-item", emits="item-dropped",
            title="bỏ hoạt động khỏi dự thảo (đã phê duyệt thì sửa đổi theo Mẫu 3)",
            source={State.CONSOLIDATED}, target=State.CONSOLIDATED, by=DESK, data=Why,
            requires=[is_in_the_programme], then=programme.drop_item),
        Transition(
            CONSOLIDATING_PROGRAMMES, "present", title="trình UBND", emits="presented",
            source={State.CONSOLIDATED}, target=State.PRESENTED, by={Role.DIRECTOR},
            requires=[has_items], not_by={"consolidate"}),
        Transition(
            CONSOLIDATING_PROGRAMMES, "send-back", title="trả lại để hoàn chỉnh", emits="sent-back",
            source={State.PRESENTED}, target=State.CONSOLIDATED,
            by={Role.OFFICE, Role.CHAIR}, data=WithReason),
        Transition(
            PERIODIC_REPORTS, "send-to-ministry", title="gửi Bộ Ngoại giao trình Thủ tướng",
            source={State.PRESENTED}, target=State.AT_MINISTRY, by=OFFICE, data=Decision,
            requires=[has_items_for_the_prime_minister, is_dated_by_today],
            then=programme.record_sending, emits="sent-to-ministry"),
        Transition(
            CONSOLIDATING_PROGRAMMES, "record-answer", title="ghi nhận ý kiến Thủ tướng Chính phủ",
            source={State.AT_MINISTRY}, target=State.ANSWERED, by=OFFICE, data=Answer,
            requires=[answers_every_item, says_why_refused, is_dated_by_today],
            then=programme.record_answer, emits="answered"),
        Transition(
            CONSOLIDATING_PROGRAMMES, "approve", title="phê duyệt Chương trình", emits="approved",
            source={State.PRESENTED, State.ANSWERED}, target=State.APPROVED, by={Role.CHAIR},
            data=Approve, not_by={"consolidate", "present"}, then=programme.put_in_force,
            requires=[prime_minister_has_answered, party_has_agreed, is_dated_by_today]),
        Transition(
            CONSOLIDATING_PROGRAMMES, "publish", title="ban hành đến các đơn vị", emits="published",
            source={State.APPROVED}, target=State.PUBLISHED,
            by={Role.CLERK, Role.OFFICE}, then=programme.record_issue),
        Transition(
            PERIODIC_REPORTS, "send-copy", title="gửi hồ sơ Chương trình đến Bộ Ngoại giao",
            source={State.APPROVED, *ISSUED}, target=STAYS, by=OFFICE, data=Decision,
            requires=[is_dated_by_today], then=programme.record_sending, emits="copy-sent"),

        Transition(
            ACTIVITY_SCHEMES, "note-scheme", title="ghi nhận đề án đã phê duyệt",
            source=ISSUED, target=State.IN_EXECUTION, by={Role.SYSTEM}, data=OfItem,
            requires=[is_under_way], then=programme.note_scheme, emits="scheme-noted"),
        Transition(
            ACTING_BY_PROGRAMME, "count-execution", title="tính việc thực hiện vào Chương trình",
            source=ISSUED, target=State.IN_EXECUTION, by={Role.SYSTEM}, data=Counted,
            requires=[may_be_executed], then=programme.count_execution,
            emits="execution-counted"),
        Transition(
            REPORTS_TO_PRIME_MINISTER, "mark-done", title="ghi nhận đã thực hiện",
            source=ISSUED, target=State.IN_EXECUTION, by=DESK, data=OfItem,
            requires=[is_under_way, has_been_executed], then=programme.mark_done,
            emits="item-done"),
        Transition(
            CHANGING_PROGRAMMES, "mark-not-done", title="ghi nhận không thực hiện",
            source=ISSUED, target=State.IN_EXECUTION, by=DESK, data=Why,
            requires=[is_under_way], then=programme.mark_not_done, emits="item-not-done"),
        Transition(
            CHANGING_PROGRAMMES, "apply-amendment", title="áp dụng sửa đổi, bổ sung",
            source=ISSUED, target=State.IN_EXECUTION, by={Role.SYSTEM}, data=Amended,
            requires=[amends_an_item], then=programme.apply_amendment, emits="amended"),
        Transition(
            PLANNING_DELEGATIONS, "review-mid-year", title="gửi rà soát giữa năm",
            source=ISSUED, target=State.IN_EXECUTION, by=OFFICE, data=Decision,
            requires=[is_dated_by_today], then=programme.record_review, emits="reviewed"),

        Transition(
            PERIODIC_REPORTS, "close", title="kết thúc bằng báo cáo năm", emits="closed",
            source=ISSUED, target=State.CLOSED, by=DESK, data=Decision,
            requires=[is_settled, is_dated_by_today], then=programme.record_annual_report),
        Transition(
            CONSOLIDATING_PROGRAMMES, "cancel", title="hủy dự thảo", emits="cancelled",
            source={State.COLLECTING, State.CONSOLIDATED}, target=State.CANCELLED,
            by={Role.DIRECTOR}, data=WithReason),
    ],

    deadlines=[
        Deadline(
            law=PERIODIC_REPORTS, name="send-to-ministry", id="D02",
            title="gửi Bộ Ngoại giao báo cáo năm và hồ sơ Chương trình năm sau",
            owed_to="Bộ Ngoại giao",
            shape=OnDay(
                day=MINISTRY_DUE, strict=DUE_IS_STRICT, of="năm trước năm của Chương trình",
                year=lambda d: d.fields.year - 1),
            met_by={"send-to-ministry", "send-copy"}),
        Deadline(
            law=PLANNING_DELEGATIONS, name="review-mid-year", id="D03",
            title="điều chỉnh, bổ sung kế hoạch đoàn ra, đoàn vào giữa năm",
            owed_to="Bộ Ngoại giao, Thủ tướng Chính phủ",
            shape=OnDay(
                day=MID_YEAR_DUE, strict=False, of="giữa năm", year=lambda d: d.fields.year),
            met_by={"review-mid-year"}),
    ],

    papers=[
        Paper(FORM_1, "mau-1", title="Bảng tổng hợp kế hoạch đoàn ra của tỉnh",
              makes=sheets.province_mau_1, formats=("xlsx",)),
        Paper(FORM_2, "mau-2", title="Bảng tổng hợp kế hoạch đoàn vào của tỉnh",
              makes=sheets.province_mau_2, formats=("xlsx",)),
        Paper(CONSOLIDATING_PROGRAMMES, "to-trinh", title="Tờ trình phê duyệt Chương trình",
              makes=letters.submission),
        Paper(CONSOLIDATING_PROGRAMMES, "quyet-dinh", title="Quyết định phê duyệt Chương trình",
              makes=letters.decision),
    ],
)
# fmt: on
