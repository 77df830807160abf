"""Opening, upgrading or moving a border gate, an opening or a road link (R22h).

S003 mục II.5d (Hồng Vân - Cô Tài), S004 Điều 2.10c. The province proposes with the opinions of its
bodies, exchanges with the other side through the Ministry, records the decision of the competent
authority, and announces it.
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
    Case,
    Consultation,
    Disclosure,
    DossierType,
    Paper,
    Transition,
    opinion,
    rule,
    sensitive,
)
from casework.vocabulary import Decision, Role, Text, WithReason, labels
from consular_border import border, matters
from consular_border.border import GUARDS, Commune, Neighbour, commune_is_listed
from consular_border.border_gates import KINDS, Kind, gate
from consular_border.laws import (
    BORDER,
    BORDER_GATES,
    HANDLING_BORDER_INCIDENTS,
    SENSITIVE_MATTERS,
)
from consular_border.letters import border_gate as letters
from consular_border.refusals import is_dated_by_today
from consular_border.roles import DESK

GATES = BORDER_GATES
MATTERS = HANDLING_BORDER_INCIDENTS
DECIDING = BORDER.form("mở, đóng, nâng cấp cửa khẩu")
MINISTRIES = ("Bộ Ngoại giao", "Bộ Quốc phòng", "Bộ Công an")
CHANGES = {
    "open": "mở",
    "upgrade": "nâng cấp",
    "move": "dịch chuyển vị trí",
    "pause": "tạm dừng",
    "close": "đóng",
    "connect": "đấu nối giao thông",
}


class State(StrEnum):
    PROPOSED = "proposed"
    EXCHANGED = "exchanged"
    APPROVED = "approved"
    ANNOUNCED = "announced"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


STATES = labels(
    State, proposed="đã đề xuất", exchanged="đã trao đổi với phía bên kia",
    approved="đã được chấp thuận", announced="đã công bố", withdrawn="đã rút",
)  # fmt: skip
OPEN = frozenset({State.PROPOSED, State.EXCHANGED, State.APPROVED})


class Proposal(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Đề xuất về cửa khẩu, lối mở, đấu nối giao thông."""

    name: Annotated[Text, Meta(title="Cửa khẩu, lối mở")]
    code: Annotated[str, Meta(max_length=60, title="Mã trong danh mục, nếu đã có")] = ""
    kind: Annotated[Kind, Meta(title="Loại")]
    change: Annotated[
        Literal["open", "upgrade", "move", "pause", "close", "connect"], Meta(title="Đề xuất")
    ]
    across: Annotated[Text, Meta(title="Phía bên kia")]
    neighbour: Annotated[Neighbour, Meta(title="Nước láng giềng")]
    commune: Annotated[Commune, Meta(title="Xã biên giới (mã)")]
    proposal: Annotated[str, Meta(min_length=5, max_length=20_000, title="Nội dung đề xuất")]


class Bodies(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    also: Annotated[tuple[Text, ...], Meta(max_length=20, title="Hỏi thêm cơ quan (mã)")] = ()


class Exchange(Decision, frozen=True, kw_only=True):
    """Văn bản trao đổi."""

    agrees: Annotated[bool, Meta(title="Phía bên kia nhất trí")]
    content: Annotated[str, Meta(min_length=5, max_length=10_000, title="Nội dung trao đổi")]
    note: Annotated[
        str, Meta(max_length=5000, title="Giải trình khi thiếu ý kiến hoặc có ý kiến khác")
    ] = ""


class Approval(Decision, frozen=True, kw_only=True):
    """Văn bản của cấp có thẩm quyền."""

    authority: Annotated[Text, Meta(title="Cấp có thẩm quyền")]


class Announcement(Decision, frozen=True, kw_only=True):
    """Văn bản công bố."""

    effective_on: Annotated[datetime.date, Meta(title="Ngày hoạt động")]


class BorderGate(Proposal, frozen=True, kw_only=True):
    """Cửa khẩu, lối mở biên giới."""

    exchange: Annotated[Exchange | None, Meta(title="Trao đổi với phía bên kia")] = None
    approval: Annotated[Approval | None, Meta(title="Chấp thuận")] = None
    announcement: Annotated[Announcement | None, Meta(title="Công bố")] = None
    matters: Annotated[tuple[str, ...], Meta(title="Vấn đề nhạy cảm liên quan")] = ()


Gate = Case[BorderGate, Any]


@rule(GATES, "Cửa khẩu ghi mã phải có trong danh mục của tỉnh, đúng xã và nước giáp", "/code")
def gate_is_known(case: Gate) -> bool:
    f = case.fields
    known = gate(case.province.code, f.code)
    if not f.code:
        return True
    return known is not None and (known.commune, known.neighbour) == (f.commune, f.neighbour)


@rule(GATES, "Chỉ mở mới mới không cần mã; nâng cấp, dịch chuyển, đóng phải ghi mã", "/code")
def existing_gate_is_named(case: Gate) -> bool:
    return bool(case.fields.code) or case.fields.change in ("open", "connect")


@rule(GATES, "Phải lấy ý kiến các cơ quan trước khi trao đổi với phía bên kia")
def was_consulted(case: Gate) -> bool:
    return bool(case.dossier.rounds)


@rule(GATES, "Còn cơ quan chưa cho ý kiến hoặc không đồng ý: phải có giải trình", "/note")
def opinions_are_weighed(case: Case[BorderGate, Exchange]) -> bool:
    waiting = opinion.pending(case.dossier, case.today) + opinion.silent(case.dossier, case.today)
    return not waiting + opinion.disagreeing(case.dossier) or bool(case.data.note.strip())


@rule(DECIDING, "Phía bên kia chưa nhất trí", "/exchange")
def other_side_agrees(case: Gate) -> bool:
    return case.fields.exchange is not None and case.fields.exchange.agrees


@rule(RECORD, "Ngày hoạt động không thể trước ngày chấp thuận", "/effective_on")
def works_after_the_approval(case: Case[BorderGate, Announcement]) -> bool:
    approval = case.fields.approval
    return approval is not None and approval.date <= case.data.effective_on


def whom_to_ask(case: Case[BorderGate, Bodies]) -> Sequence[str]:
    return (*GUARDS, "quan-su-tinh", case.fields.commune, *MINISTRIES, *case.data.also)


def record_exchange(case: Case[BorderGate, Exchange]) -> BorderGate:
    return replace(case.fields, exchange=case.data)


def record_approval(case: Case[BorderGate, Approval]) -> BorderGate:
    return replace(case.fields, approval=case.data)


def record_announcement(case: Case[BorderGate, Announcement]) -> BorderGate:
    return replace(case.fields, announcement=case.data)


def heading(fields: BorderGate) -> str:
    kind = "" if fields.kind == "road-link" else f" {KINDS[fields.kind]}"
    return f"{CHANGES[fields.change].capitalize()}{kind} {fields.name}"


TOLD = ("name", "code", "kind", "change", "across", "neighbour", "commune")

# fmt: off
BORDER_GATE: DossierType[Any] = DossierType(
    name="border-gate", record="R22h", prefix="CK",
    title="Cửa khẩu, lối mở, đấu nối giao thông qua biên giới",
    since=date(2022, 9, 19), law=GATES, shown_to={Role.BORDER},
    fields=BorderGate, heading=heading, links=matters.links,
    states=STATES, final={State.ANNOUNCED, State.REJECTED, State.WITHDRAWN},
    invariants=[commune_is_listed, border.neighbour_is_across, gate_is_known,
                existing_gate_is_named,
                border.without_coordinates(MATTERS, "name", "across", "proposal", "exchange")],
    params=[*border.COMMUNES.values()],
    discloses=Disclosure(province=(*TOLD, "approval", "announcement"),
                         ministry=(*TOLD, "approval", "announcement")),

    opening=Transition(
        GATES, "propose", title="đề xuất", target=State.PROPOSED, by={*DESK, Role.BORDER},
        data=Proposal, emits="proposed"),

    transitions=[
        Transition(
            GATES, "consult", title="lấy ý kiến các cơ quan", source={State.PROPOSED},
            target=STAYS, by=DESK, data=Bodies, emits="consulted",
            consults=Consultation(law=GATES, topic="Cửa khẩu, lối mở biên giới",
                                  bodies=whom_to_ask)),
        Transition(
            GATES, "exchange", title="ghi nhận trao đổi với phía bên kia",
            source={State.PROPOSED, State.EXCHANGED}, target=State.EXCHANGED,
            by={Role.DIRECTOR, Role.OFFICE}, data=Exchange, emits="exchanged",
            requires=[was_consulted, opinions_are_weighed, is_dated_by_today],
            then=record_exchange),
        Transition(
            DECIDING, "approve", not_by={"propose", "consult"},
            title="ghi nhận cấp có thẩm quyền chấp thuận",
            source={State.EXCHANGED}, target=State.APPROVED, by={Role.OFFICE, Role.CHAIR},
            data=Approval, requires=[other_side_agrees, is_dated_by_today],
            then=record_approval, emits="approved"),
        Transition(
            DECIDING, "reject", title="ghi nhận không chấp thuận", source={State.EXCHANGED},
            target=State.REJECTED, by={Role.OFFICE, Role.CHAIR}, data=WithReason,
            emits="rejected"),
        Transition(
            DECIDING, "announce", title="công bố", source={State.APPROVED},
            target=State.ANNOUNCED, by={Role.OFFICE, Role.CHAIR}, data=Announcement,
            requires=[is_dated_by_today, works_after_the_approval], then=record_announcement,
            emits="announced"),
        Transition(
            GATES, "withdraw", title="rút đề xuất", source={State.PROPOSED, State.EXCHANGED},
            target=State.WITHDRAWN, by={Role.DIRECTOR, Role.CHAIR}, data=WithReason,
            emits="withdrawn"),
        *sensitive.steps(SENSITIVE_MATTERS, OPEN),
    ],

    no_deadline="Các văn bản nguồn không đặt số ngày cho việc mở, nâng cấp cửa khẩu",
    papers=[
        Paper(GATES, "to-trinh", title="Tờ trình về cửa khẩu, lối mở", makes=letters.submission),
    ],
)
# fmt: on
