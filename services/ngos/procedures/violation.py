"""A violation by a foreign NGO and what the province proposes (58/2022/NĐ-CP, Điều 18 and 19).

The province records the ground, verifies it and proposes to the Ministry to suspend, terminate or
revoke, or sees to a fine; the Ministry decides. A suspended organisation has thirty working days to
put things right; then it works again, or termination is proposed.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import Annotated, Any

from msgspec import Meta, Struct
from msgspec.structs import replace

from casework import (
    RECORD,
    Amount,
    Case,
    Citation,
    Deadline,
    Disclosure,
    Dossier,
    DossierType,
    Link,
    Lookup,
    Paper,
    Transition,
    Within,
    rule,
)
from casework.vocabulary import Decision, Prose, Text, WithReason, labels
from ngos import registration
from ngos.laws import NGO, NGO_ROOM
from ngos.letters import violation as letters
from ngos.refusals import is_dated_by_today
from ngos.registration import Field
from ngos.roles import DESK, RECORDERS, THE_PROVINCE, Role


class State(StrEnum):
    RAISED = "raised"
    VERIFIED = "verified"
    PROPOSED = "proposed"
    SUSPENDED = "suspended"
    REMEDIED = "remedied"
    TERMINATED = "terminated"
    FINED = "fined"
    DISMISSED = "dismissed"


STATES = labels(
    State, raised="phát hiện dấu hiệu vi phạm", verified="đã xác minh",
    proposed="đã kiến nghị xử lý", suspended="đã bị đình chỉ, chờ khắc phục",
    remedied="đã khắc phục", terminated="đã bị chấm dứt, thu hồi", fined="đã xử phạt",
    dismissed="không vi phạm",
)  # fmt: skip


class Ground(StrEnum):
    AFTER_EXPIRY = "after-expiry"
    OUTSIDE_SCOPE = "outside-scope"
    INACTIVE = "inactive"
    NOT_REMEDIED = "not-remedied"
    PROHIBITED = "prohibited"
    OTHER = "other"


class Proposal(StrEnum):
    SUSPEND = "suspend"
    TERMINATE = "terminate"
    REVOKE = "revoke"
    FINE = "fine"


GROUNDS: Mapping[Ground, tuple[str, Citation, frozenset[Proposal]]] = {
    Ground.AFTER_EXPIRY: (
        "hoạt động sau khi Giấy đăng ký hết hạn",
        NGO.art(18, 1, "a"),
        frozenset({Proposal.SUSPEND, Proposal.FINE}),
    ),
    Ground.OUTSIDE_SCOPE: (
        "hoạt động ngoài địa bàn hoặc lĩnh vực của Giấy đăng ký",
        NGO.art(18, 1, "b"),
        frozenset({Proposal.SUSPEND, Proposal.FINE}),
    ),
    Ground.INACTIVE: (
        "12 tháng liên tục không hoạt động",
        NGO.art(19, 1, "b"),
        frozenset({Proposal.TERMINATE, Proposal.REVOKE}),
    ),
    Ground.NOT_REMEDIED: (
        "bị đình chỉ mà không khắc phục",
        NGO.art(18, 4),
        frozenset({Proposal.TERMINATE, Proposal.REVOKE}),
    ),
    Ground.PROHIBITED: (
        "hoạt động tôn giáo, vì lợi nhuận hoặc hành vi bị cấm khác",
        NGO.art(5),
        frozenset(Proposal),
    ),
    Ground.OTHER: ("vi phạm khác", NGO.art(24), frozenset({Proposal.FINE, Proposal.SUSPEND})),
}
PROPOSALS = {
    Proposal.SUSPEND: "đình chỉ hoạt động",
    Proposal.TERMINATE: "chấm dứt hoạt động",
    Proposal.REVOKE: "thu hồi Giấy đăng ký",
    Proposal.FINE: "xử phạt vi phạm hành chính",
}


class Sign(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    ngo: Annotated[str, Meta(min_length=1, max_length=60, title="Mã hồ sơ tổ chức")]
    ground: Annotated[Ground, Meta(title="Dấu hiệu vi phạm")]
    happened_on: Annotated[datetime.date, Meta(title="Ngày xảy ra, phát hiện")]
    facts: Annotated[Prose, Meta(title="Sự việc")]
    place: Annotated[str, Meta(max_length=300, title="Địa điểm")] = ""
    field: Annotated[Field | None, Meta(title="Lĩnh vực đã hoạt động")] = None


class Violation(Sign, frozen=True, kw_only=True):
    """Vi phạm của tổ chức PCPNN và kiến nghị xử lý."""

    ngo_id: str = ""
    organisation: Annotated[str, Meta(title="Tên tổ chức")] = ""
    verification: Annotated[str, Meta(title="Kết quả xác minh")] = ""
    proposes: Annotated[Proposal | None, Meta(title="Kiến nghị")] = None
    proposal: Annotated[Decision | None, Meta(title="Văn bản kiến nghị")] = None
    outcome: Annotated[Decision | None, Meta(title="Văn bản xử lý")] = None


class Verified(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    verification: Annotated[Prose, Meta(title="Kết quả xác minh")]


class Proposed(Decision, frozen=True, kw_only=True):
    proposes: Annotated[Proposal, Meta(title="Kiến nghị")]


class Handled(Decision, frozen=True, kw_only=True):
    by: Annotated[Text, Meta(title="Cơ quan xử lý")] = "Bộ Ngoại giao"


@rule(RECORD, "Không có hồ sơ tổ chức mang mã này", "/ngo")
def ngo_is_known(case: Case[Violation, Any]) -> bool:
    return bool(case.found["ngo"])


@rule(RECORD, "Ngày xảy ra không thể sau hôm nay", "/happened_on")
def has_happened(case: Case[Violation, Any]) -> bool:
    return case.fields.happened_on <= case.today


@rule(NGO.art(18, 1, "a"), "Giấy đăng ký còn hiệu lực vào ngày đó", "/ground")
def had_expired(case: Case[Violation, Any]) -> bool:
    if case.fields.ground is not Ground.AFTER_EXPIRY:
        return True
    held = [d.fields.registration for d in case.found["ngo"]]
    return all(r is None or not registration.is_valid(r, case.fields.happened_on) for r in held)


@rule(NGO.art(18, 1, "b"), "Phải ghi địa điểm hoặc lĩnh vực đã hoạt động", "/place")
def says_what_was_outside(case: Case[Violation, Any]) -> bool:
    if case.fields.ground is not Ground.OUTSIDE_SCOPE:
        return True
    return bool(case.fields.place.strip()) or case.fields.field is not None


@rule(NGO.art(18, 1), "Dấu hiệu này không là căn cứ của kiến nghị đã chọn", "/proposes")
def ground_allows_it(case: Case[Violation, Proposed]) -> bool:
    return case.data.proposes in GROUNDS[case.fields.ground][2]


@rule(NGO.art(18), "Kiến nghị không phải là đình chỉ", "/proposes")
def suspension_was_proposed(case: Case[Violation, Any]) -> bool:
    return case.fields.proposes is Proposal.SUSPEND


@rule(NGO.art(19), "Chưa đình chỉ, chưa kiến nghị chấm dứt hoặc thu hồi", "/proposes")
def termination_is_possible(case: Case[Violation, Any]) -> bool:
    ends = {Proposal.TERMINATE, Proposal.REVOKE}
    return case.dossier.state == State.SUSPENDED or case.fields.proposes in ends


@rule(NGO.art(24), "Kiến nghị không phải là xử phạt", "/proposes")
def fine_was_proposed(case: Case[Violation, Any]) -> bool:
    return case.fields.proposes is Proposal.FINE


def the_organisation(dossier: Dossier[Any], data: Any) -> Sequence[Lookup]:
    return [Lookup(name="ngo", type="foreign-ngo", where={"code": [data.ngo]})]


def bind(case: Case[Violation, Sign]) -> Violation:
    ngo = case.found["ngo"][0]
    return replace(case.fields, ngo_id=ngo.id, organisation=ngo.fields.name)


def record_verification(case: Case[Violation, Verified]) -> Violation:
    return replace(case.fields, verification=case.data.verification)


def record_proposal(case: Case[Violation, Proposed]) -> Violation:
    document = Decision(number=case.data.number, date=case.data.date)
    return replace(case.fields, proposes=case.data.proposes, proposal=document)


def record_outcome(case: Case[Violation, Handled]) -> Violation:
    return replace(case.fields, outcome=Decision(number=case.data.number, date=case.data.date))


def heading(fields: Violation) -> str:
    return f"{fields.organisation or fields.ngo}: {GROUNDS[fields.ground][0]}"


def links(fields: Violation) -> list[Link]:
    return [Link("violated-by", "ngos", "foreign-ngo", fields.ngo_id)] if fields.ngo_id else []


WATCHES = {*DESK, Role.INSPECTOR}

# fmt: off
VIOLATION = DossierType(
    name="ngo-violation", record="R11", tracked=False, prefix="VPP",
    title="Vi phạm của tổ chức PCPNN và kiến nghị xử lý",
    since=date(2022, 11, 1), law=NGO.art(18),
    fields=Violation, heading=heading, links=links, states=STATES,
    final={State.REMEDIED, State.TERMINATED, State.FINED, State.DISMISSED},
    discloses=Disclosure(
        province=("ngo", "ngo_id", "organisation", "ground", "happened_on", "proposes", "proposal",
                  "outcome"),
        ministry=("organisation", "ground", "happened_on", "proposes", "proposal", "outcome")),

    opening=Transition(
        NGO_ROOM, "raise", title="ghi dấu hiệu vi phạm",
        target=State.RAISED, by={*WATCHES, Role.POLICE}, data=Sign, needs=the_organisation,
        then=bind, requires=[ngo_is_known, has_happened, had_expired, says_what_was_outside],
        emits="raised"),

    transitions=[
        Transition(
            NGO.art(24), "verify", title="xác minh", emits="verified",
            source={State.RAISED}, target=State.VERIFIED, by=WATCHES, data=Verified,
            then=record_verification),
        Transition(
            NGO.art(24), "dismiss", title="kết luận không vi phạm", emits="dismissed",
            source={State.RAISED, State.VERIFIED}, target=State.DISMISSED,
            by={Role.HEAD, Role.DIRECTOR}, data=WithReason),
        Transition(
            NGO.art(24), "propose", title="kiến nghị xử lý", emits="proposed",
            source={State.VERIFIED}, target=State.PROPOSED, by={Role.DIRECTOR, *THE_PROVINCE},
            data=Proposed, requires=[is_dated_by_today, ground_allows_it], then=record_proposal,
            not_by={"verify"}),
        Transition(
            NGO.art(18), "note-suspension", title="ghi nhận quyết định đình chỉ",
            source={State.PROPOSED}, target=State.SUSPENDED, by=RECORDERS, data=Handled,
            requires=[is_dated_by_today, suspension_was_proposed], then=record_outcome,
            emits="suspended"),
        Transition(
            NGO.art(18, 4), "note-remedy", title="ghi nhận đã khắc phục, được hoạt động trở lại",
            source={State.SUSPENDED}, target=State.REMEDIED, by=RECORDERS, data=Handled,
            requires=[is_dated_by_today], then=record_outcome, emits="remedied"),
        Transition(
            NGO.art(19), "note-termination", title="ghi nhận quyết định chấm dứt, thu hồi",
            source={State.PROPOSED, State.SUSPENDED}, target=State.TERMINATED, by=RECORDERS,
            data=Handled, requires=[is_dated_by_today, termination_is_possible],
            then=record_outcome, emits="terminated"),
        Transition(
            NGO.art(24), "note-fine", title="ghi nhận quyết định xử phạt", emits="fined",
            source={State.PROPOSED}, target=State.FINED, by={*RECORDERS, Role.INSPECTOR},
            data=Handled, requires=[is_dated_by_today, fine_was_proposed], then=record_outcome),
        Transition(
            NGO.art(24), "note-refusal", title="ghi nhận không chấp nhận kiến nghị",
            source={State.PROPOSED}, target=State.DISMISSED, by=RECORDERS, data=WithReason,
            emits="proposal-refused"),
    ],
    deadlines=[
        Deadline(
            law=NGO.art(18, 4), name="remedy", id="D45", met_by={"note-remedy"},
            title="tổ chức bị đình chỉ khắc phục vi phạm",
            shape=Within(amount=Amount(30, "working-days"), runs_in={State.SUSPENDED})),
    ],
    papers=[
        Paper(NGO.art(24), "kien-nghi", title="Công văn kiến nghị xử lý",
              makes=letters.proposal),
    ],
)
# fmt: on
