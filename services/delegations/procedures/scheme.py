"""The scheme of one external activity, Mẫu 4 (22/2012/QĐ-UBND, Điều 6 khoản 2; S004 Điều 2.13c-d).

The body that carries out an item of the annual programme, or an amendment of it, writes fourteen
sections; the department appraises them and the Chairman, or the body competent for the activity,
approves. What is to be signed (section 10) needs its agreement decided before the signing date.
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
    STAYS,
    Case,
    Disclosure,
    Dossier,
    DossierType,
    Link,
    Lookup,
    Paper,
    Transition,
    each,
    fill_in,
    rule,
    sensitive,
)
from casework.vocabulary import Approval, Decision, Text, WithReason, labels
from delegations import forms, items
from delegations.forms import Cost, DocumentToSign, SchemeForm
from delegations.laws import (
    ACTIVITY_SCHEMES,
    AGREEMENTS,
    APPRAISING_OUTBOUND,
    CLERICAL,
    FORM_4,
    FORM_4_CONTENT,
    FORM_4_COSTS,
    FORM_4_DOCUMENTS,
    SENSITIVE_MATTERS,
)
from delegations.letters import scheme as letters
from delegations.refusals import is_dated_by_today, is_own
from delegations.roles import DESK, Role


class State(StrEnum):
    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    APPRAISED = "appraised"
    PRESENTED = "presented"
    APPROVED = "approved"
    EXECUTING = "executing"
    COMPLETED = "completed"
    REJECTED = "rejected"
    CANCELLED = "cancelled"


STATES = labels(State, appraised="đã thẩm định")
BEFORE_APPROVAL = frozenset({State.DRAFT, State.SUBMITTED, State.RETURNED, State.APPRAISED})
OPEN = frozenset(State) - {State.COMPLETED, State.REJECTED, State.CANCELLED}


class Decided(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An agreement (R09) that the competent body has decided to sign."""

    agreement: Text
    decided_on: Annotated[datetime.date, Meta(title="Ngày quyết định ký")]
    number: Annotated[str, Meta(max_length=60, title="Số văn bản quyết định")] = ""


class Scheme(SchemeForm, frozen=True, kw_only=True):
    """Đề án thực hiện một hoạt động đối ngoại (Mẫu 4, mười bốn mục)."""

    programme: Annotated[str, Meta(title="Chương trình của tỉnh")] = ""
    amendment_id: Annotated[str, Meta(title="Hồ sơ sửa đổi, bổ sung")] = ""
    appraisal: Annotated[str, Meta(title="Ý kiến thẩm định của Sở Ngoại vụ")] = ""
    approved_by: Annotated[str, Meta(title="Cấp phê duyệt")] = ""
    decision: Annotated[Decision | None, Meta(title="Văn bản phê duyệt")] = None
    decided: Annotated[tuple[Decided, ...], Meta(title="Thỏa thuận đã được quyết định")] = ()
    ended_on: Annotated[datetime.date | None, Meta(title="Ngày kết thúc")] = None
    matters: Annotated[tuple[str, ...], Meta(title="Vấn đề nhạy cảm liên quan")] = ()


class Appraisal(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    appraisal: Annotated[
        str, Meta(min_length=10, max_length=20_000, title="Ý kiến thẩm định của Sở Ngoại vụ")
    ]


class Approve(Decision, frozen=True, kw_only=True):
    approved_by: Annotated[Approval, Meta(title="Cấp phê duyệt")] = Approval.CHAIRMAN


class Ended(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    ended_on: Annotated[datetime.date, Meta(title="Ngày kết thúc")]


@rule(
    ACTIVITY_SCHEMES, "Đề án phải gắn với một hoạt động của Chương trình hoặc một sửa đổi", "/item"
)
def is_linked_to_one(case: Case[Scheme, Any]) -> bool:
    return bool(case.fields.item) is not bool(case.fields.amendment)


@rule(
    ACTIVITY_SCHEMES, "Chương trình đã ban hành không có hoạt động này đang chờ thực hiện", "/item"
)
def item_is_open(case: Case[Scheme, Any]) -> bool:
    if not case.fields.item:
        return True
    found = [i for d in case.found["programme"] for i in d.fields.items]
    return any(i.id == case.fields.item and i.standing in items.OPEN for i in found)


@rule(ACTIVITY_SCHEMES, "Hồ sơ sửa đổi, bổ sung chưa được đồng ý hoặc không có", "/amendment")
def amendment_is_agreed(case: Case[Scheme, Any]) -> bool:
    return not case.fields.amendment or bool(case.found["amendment"])


@rule(RECORD, "Hoạt động này đã có một đề án đang hiệu lực", "/item")
def is_the_only_one(case: Case[Scheme, Any]) -> bool:
    return not case.found["same"]


@rule(RECORD, "Ngày kết thúc không thể trước ngày bắt đầu", "/ends_on")
def ends_after_it_starts(case: Case[Scheme, Any]) -> bool:
    return case.fields.ends_on >= case.fields.starts_on


@rule(ACTIVITY_SCHEMES, "Hoạt động đã diễn ra trước khi đề án được gửi", "/starts_on")
def is_ahead(case: Case[Scheme, Any]) -> bool:
    return case.fields.starts_on >= case.today


@rule(FORM_4_DOCUMENTS, "Mức độ tiếp xúc chỉ ghi đối với đoàn ra", "/contact_level")
def contact_is_of_outbound(case: Case[Scheme, Any]) -> bool:
    return bool(case.fields.contact_level) <= (case.fields.direction == "outbound")


@rule(FORM_4_DOCUMENTS, "Đề án đoàn ra phải ghi mức độ tiếp xúc", "/contact_level")
def outbound_says_contact(case: Case[Scheme, Any]) -> bool:
    return case.fields.direction != "outbound" or bool(case.fields.contact_level)


@rule(FORM_4_CONTENT, "Mức độ đón tiếp chỉ ghi đối với đoàn vào", "/reception_level")
def reception_is_of_inbound(case: Case[Scheme, Any]) -> bool:
    return bool(case.fields.reception_level) <= (case.fields.direction == "inbound")


@rule(FORM_4_CONTENT, "Đề án đoàn vào phải ghi mức độ đón tiếp", "/reception_level")
def inbound_says_reception(case: Case[Scheme, Any]) -> bool:
    return case.fields.direction != "inbound" or bool(case.fields.reception_level)


SECTIONS_FILLED = forms.filled(
    FORM_4,
    forms.SCHEME_SECTIONS,
    [
        *("context", "capacity", "purpose", "requirements", "content", "participants"),
        *("publicity", "lodging", "transport", "costs"),
    ],
)


@each(FORM_4_COSTS, "Mỗi khoản chi phải ghi nguồn kinh phí", "costs", "source")
def has_a_source(case: Case[Scheme, Any], cost: Cost) -> bool:
    return cost.source is not None


@each(
    AGREEMENTS.art(18),
    "Văn kiện sẽ ký phải có hồ sơ thỏa thuận quốc tế",
    of="documents",
    at="agreement",
)
def has_an_agreement(case: Case[Scheme, Any], document: DocumentToSign) -> bool:
    return bool(document.agreement.strip())


@each(
    AGREEMENTS.art(18),
    "Thỏa thuận chưa được quyết định ký, hoặc quyết định sau ngày ký dự kiến",
    of="documents",
    at="signing_on",
)
def is_decided_before_signing(case: Case[Scheme, Any], document: DocumentToSign) -> bool:
    decided = [d for d in case.fields.decided if d.agreement == document.agreement]
    return any(d.decided_on <= document.signing_on for d in decided)


@rule(CLERICAL.art(8, 2), "Người ghi nhận phải nêu số văn bản quyết định ký", "/number")
def names_the_decision(case: Case[Scheme, Decided]) -> bool:
    return Role.SYSTEM in case.actor.roles or bool(case.data.number.strip())


@rule(RECORD, "Ngày phê duyệt không thể sau ngày bắt đầu hoạt động", "/date")
def is_approved_before_the_start(case: Case[Scheme, Decision]) -> bool:
    return case.data.date <= case.fields.starts_on


@rule(
    SENSITIVE_MATTERS,
    "Đề án có vấn đề phức tạp, nhạy cảm không phê duyệt theo ủy quyền",
    "/approved_by",
)
def is_not_delegated_when_sensitive(case: Case[Scheme, Approve]) -> bool:
    return not case.fields.matters or case.data.approved_by is not Approval.DIRECTOR


@rule(ACTIVITY_SCHEMES, "Hoạt động chưa đến ngày bắt đầu", "/starts_on")
def has_begun(case: Case[Scheme, Any]) -> bool:
    return case.fields.starts_on <= case.today


@rule(RECORD, "Ngày kết thúc chưa tới hoặc trước ngày bắt đầu", "/ended_on")
def has_ended(case: Case[Scheme, Ended]) -> bool:
    return case.fields.starts_on <= case.data.ended_on <= case.today


def what_it_carries_out(dossier: Dossier[Any], data: Any) -> Sequence[Lookup]:
    form: SchemeForm = data if isinstance(data, SchemeForm) else dossier.fields
    return [
        Lookup(
            name="programme",
            type="provincial-programme",
            where={"fields.items.id": [form.item]},
            states=["published", "in-execution"],
        ),
        Lookup(
            name="amendment",
            type="programme-amendment",
            where={"code": [form.amendment]},
            states=["approved", "notified", "executed", "reported", "applied"],
        ),
        Lookup(
            name="same",
            type="activity-scheme",
            where={"fields.item": [form.item], "fields.amendment": [form.amendment]},
            states=sorted(OPEN),
        ),
    ]


def take_in(case: Case[Scheme, SchemeForm]) -> Scheme:
    """What was written, bound to the programme and the amendment it carries out."""
    programme = next((d.id for d in case.found["programme"]), "")
    amendment = next((d.id for d in case.found["amendment"]), "")
    return fill_in(case, programme=programme, amendment_id=amendment)


def record_appraisal(case: Case[Scheme, Appraisal]) -> Scheme:
    return replace(case.fields, appraisal=case.data.appraisal)


def record_decision(case: Case[Scheme, Approve]) -> Scheme:
    decision = Decision(number=case.data.number, date=case.data.date)
    return replace(case.fields, decision=decision, approved_by=case.data.approved_by)


def note_decided(case: Case[Scheme, Decided]) -> Scheme:
    others = tuple(d for d in case.fields.decided if d.agreement != case.data.agreement)
    return replace(case.fields, decided=(*others, case.data))


def record_end(case: Case[Scheme, Ended]) -> Scheme:
    return replace(case.fields, ended_on=case.data.ended_on)


def heading(fields: Scheme) -> str:
    direction = {"outbound": "đoàn ra", "inbound": "đoàn vào", "other": "hoạt động đối ngoại"}
    return f"Đề án {direction[fields.direction]}: {fields.capacity[:200] or 'chưa đặt danh nghĩa'}"


def links(fields: Scheme) -> list[Link]:
    found = [("carries-out", "delegations", "provincial-programme", fields.programme)]
    found += [("carries-out", "delegations", "programme-amendment", fields.amendment_id)]
    found += [
        ("signs", "conferences-agreements", "agreement", d.agreement) for d in fields.documents
    ]
    return [Link(*link) for link in found if link[3]]


COMPLETE = [
    *(is_linked_to_one, item_is_open, amendment_is_agreed, is_the_only_one),
    *(ends_after_it_starts, is_ahead),
    *(contact_is_of_outbound, outbound_says_contact, reception_is_of_inbound),
    *(inbound_says_reception, *SECTIONS_FILLED, has_a_source, has_an_agreement),
]

# fmt: off
SCHEME = DossierType(
    name="activity-scheme", record="R03", prefix="DA",
    title="Đề án thực hiện hoạt động đối ngoại",
    since=date(2012, 8, 30), law=ACTIVITY_SCHEMES,
    fields=Scheme, heading=heading, links=links,
    states=STATES, final={State.COMPLETED, State.REJECTED, State.CANCELLED},
    discloses=Disclosure(
        province=("direction", "item", "amendment", "starts_on", "ends_on", "capacity",
                  "documents", "costs", "programme", "approved_by", "decision", "decided",
                  "ended_on"),
        ministry=("direction", "item", "starts_on", "ends_on", "capacity", "decision")),

    opening=Transition(
        ACTIVITY_SCHEMES, "draft", title="lập đề án", target=State.DRAFT,
        by={Role.UNIT, Role.OFFICER}, data=SchemeForm, needs=what_it_carries_out,
        requires=[is_own, is_linked_to_one, item_is_open, amendment_is_agreed, is_the_only_one],
        then=take_in, emits="drafted"),

    transitions=[
        Transition(
            ACTIVITY_SCHEMES, "revise", title="sửa đề án", emits="revised",
            source={State.DRAFT, State.RETURNED}, target=State.DRAFT,
            by={Role.UNIT, Role.OFFICER}, data=SchemeForm, needs=what_it_carries_out,
            requires=[is_own], then=take_in),
        Transition(
            ACTIVITY_SCHEMES, "submit", title="gửi đề án", emits="submitted",
            source={State.DRAFT, State.RETURNED}, target=State.SUBMITTED,
            by={Role.UNIT, Role.OFFICER}, needs=what_it_carries_out,
            requires=[is_own, *COMPLETE]),
        Transition(
            APPRAISING_OUTBOUND, "return", title="trả bổ sung", emits="returned",
            source={State.SUBMITTED}, target=State.RETURNED, by=DESK, data=WithReason),
        Transition(
            APPRAISING_OUTBOUND, "appraise", title="thẩm định", emits="appraised",
            source={State.SUBMITTED}, target=State.APPRAISED, by=DESK, data=Appraisal,
            not_by={"draft", "revise", "submit"}, then=record_appraisal),
        Transition(
            ACTIVITY_SCHEMES, "present", title="trình phê duyệt", emits="presented",
            source={State.APPRAISED}, target=State.PRESENTED, by={Role.DIRECTOR},
            not_by={"appraise"}),
        Transition(
            ACTIVITY_SCHEMES, "approve", title="phê duyệt đề án", emits="approved",
            source={State.PRESENTED}, target=State.APPROVED, by={Role.CHAIR}, data=Approve,
            not_by={"draft", "revise", "submit", "appraise", "present"},
            requires=[is_dated_by_today, is_approved_before_the_start,
                      is_not_delegated_when_sensitive],
            then=record_decision),
        Transition(
            ACTIVITY_SCHEMES, "reject", title="không phê duyệt", emits="rejected",
            source={State.PRESENTED}, target=State.REJECTED, by={Role.CHAIR}, data=WithReason),
        Transition(
            AGREEMENTS.art(18), "note-agreement-decided", emits="agreement-noted",
            title="ghi nhận thỏa thuận đã được quyết định", source=OPEN, target=STAYS,
            by={Role.SYSTEM, Role.OFFICER}, data=Decided, requires=[names_the_decision],
            then=note_decided),
        *sensitive.steps(SENSITIVE_MATTERS, OPEN),
        Transition(
            ACTIVITY_SCHEMES, "start", title="triển khai thực hiện", emits="started",
            source={State.APPROVED}, target=State.EXECUTING, by={Role.UNIT, Role.OFFICER},
            requires=[is_own, has_begun, is_decided_before_signing]),
        Transition(
            ACTIVITY_SCHEMES, "complete", title="kết thúc hoạt động", emits="completed",
            source={State.EXECUTING}, target=State.COMPLETED, by={Role.UNIT, Role.OFFICER},
            data=Ended, requires=[is_own, has_ended], then=record_end),
        Transition(
            ACTIVITY_SCHEMES, "withdraw", title="rút đề án", emits="withdrawn",
            source=BEFORE_APPROVAL, target=State.CANCELLED, by={Role.UNIT}, data=WithReason,
            requires=[is_own]),
        Transition(
            ACTIVITY_SCHEMES, "cancel", title="hủy đề án", emits="cancelled",
            source={State.PRESENTED, State.APPROVED, State.EXECUTING}, target=State.CANCELLED,
            by={Role.CHAIR}, data=WithReason),
    ],

    no_deadline="Điều 6 khoản 2 không đặt số ngày cho việc lập, thẩm định, phê duyệt đề án",
    papers=[
        Paper(FORM_4, "mau-4", title="Đề án thực hiện hoạt động đối ngoại",
              makes=letters.mau_4),
    ],
)
# fmt: on
