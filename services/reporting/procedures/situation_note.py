"""Following the international and regional situation (22/2012/QĐ-UBND, Điều 18).

Units and localities follow what touches the province and report; the foreign-affairs body gathers
their notes and proposes to the Chairman in time what is to be done. A note names its sources, says
what it means for the province, and uses no secret material.
"""

from __future__ import annotations

import datetime
from datetime import date
from enum import StrEnum
from typing import Annotated, Any, Literal

from msgspec import Meta, Struct
from msgspec.structs import replace

from casework import (
    RECORD,
    Case,
    Deadline,
    Disclosure,
    DossierType,
    Immediate,
    Paper,
    Transition,
    act_day,
    each,
    fill_in,
    rule,
)
from casework.vocabulary import Country, Decision, Prose, Text, WithReason, labels
from reporting.laws import SECRETS, SITUATION, SITUATION_CONSOLIDATED
from reporting.letters import situation_note as letters
from reporting.refusals import is_dated_by_today, is_own
from reporting.roles import DEPARTMENT, DESK, LEADERS, Role


class State(StrEnum):
    DRAFT = "draft"
    SENT = "sent"
    RETURNED = "returned"
    CONSOLIDATED = "consolidated"
    PROPOSED = "proposed"
    CLOSED = "closed"


STATES = labels(
    State,
    sent="đã gửi Sở (Phòng) Ngoại vụ",
    consolidated="đã tổng hợp",
    proposed="đã đề xuất Chủ tịch",
)
Topic = Literal["politics", "security", "economy"]
Level = Literal["information", "attention", "urgent"]


class Source(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where a statement comes from; `secrecy` is what stands on the material itself."""

    name: Annotated[Text, Meta(title="Nguồn tin")]
    published_on: Annotated[datetime.date | None, Meta(title="Ngày nguồn tin")] = None
    secrecy: Annotated[
        Literal["none", "secret", "top-secret", "absolute-secret"], Meta(title="Độ mật")
    ] = "none"


class Draft(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Thông tin về tình hình quốc tế, khu vực có tác động đến địa phương."""

    subject: Annotated[Text, Meta(title="Vấn đề theo dõi")]
    topic: Annotated[Topic, Meta(title="Lĩnh vực")]
    on: Annotated[datetime.date, Meta(title="Ngày của tình hình")]
    countries: Annotated[tuple[Country, ...], Meta(max_length=250, title="Nước, khu vực")] = ()
    sources: Annotated[tuple[Source, ...], Meta(max_length=50, title="Nguồn tin")] = ()
    analysis: Annotated[Prose, Meta(title="Phân tích")]
    impact: Annotated[str, Meta(max_length=20_000, title="Tác động đến địa phương")] = ""
    proposal: Annotated[str, Meta(max_length=20_000, title="Đề xuất chủ trương, giải pháp")] = ""
    level: Annotated[Level, Meta(title="Mức độ")] = "information"


class SituationNote(Draft, frozen=True, kw_only=True):
    summary: Annotated[str, Meta(title="Tổng hợp của Sở (Phòng) Ngoại vụ")] = ""
    submission: Annotated[Decision | None, Meta(title="Văn bản đề xuất Chủ tịch")] = None
    instruction: Annotated[str, Meta(title="Ý kiến chỉ đạo")] = ""


class Consolidation(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    summary: Annotated[Prose, Meta(title="Tổng hợp")]
    proposal: Annotated[Prose, Meta(title="Đề xuất chủ trương, giải pháp")]


class Instruction(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    instruction: Annotated[Prose, Meta(title="Ý kiến chỉ đạo của Chủ tịch")]


@rule(SITUATION, "Phải nêu nguồn tin", "/sources")
def names_its_sources(case: Case[SituationNote, Any]) -> bool:
    return bool(case.fields.sources)


@rule(SITUATION, "Phải nêu tác động đến địa phương", "/impact")
def states_the_impact(case: Case[SituationNote, Any]) -> bool:
    return bool(case.fields.impact.strip())


@each(SECRETS.art(5), "Không dùng nguồn tin mang độ mật", of="sources", at="secrecy")
def source_is_open(case: Case[SituationNote, Any], row: Source) -> bool:
    return row.secrecy == "none"


@rule(RECORD, "Ngày của tình hình không thể sau hôm nay", "/on")
def has_happened(case: Case[SituationNote, Draft]) -> bool:
    return case.data.on <= case.today


def gather(case: Case[SituationNote, Consolidation]) -> SituationNote:
    return replace(case.fields, summary=case.data.summary, proposal=case.data.proposal)


def record_submission(case: Case[SituationNote, Decision]) -> SituationNote:
    return replace(case.fields, submission=case.data)


def record_instruction(case: Case[SituationNote, Instruction]) -> SituationNote:
    return replace(case.fields, instruction=case.data.instruction)


COMPLETE = [names_its_sources, states_the_impact, source_is_open]
WRITERS = {*DESK, Role.UNIT, Role.POLICE, Role.BORDER, Role.PARTY}
DISCLOSED = ("subject", "topic", "on", "countries", "level", "submission")

# fmt: off
SITUATION_NOTE = DossierType(
    name="situation-note", record="R30", tracked=False, prefix="TH",
    title="Theo dõi tình hình quốc tế, khu vực",
    since=date(2012, 8, 30), law=SITUATION,
    fields=SituationNote, heading=lambda fields: fields.subject,
    states=STATES, final={State.CLOSED},
    discloses=Disclosure(province=DISCLOSED, ministry=("topic", "on", "countries", "level")),

    opening=Transition(
        SITUATION, "draft", title="lập thông tin tình hình", target=State.DRAFT,
        by=WRITERS, data=Draft, requires=[source_is_open, has_happened], emits="drafted"),

    transitions=[
        Transition(
            SITUATION, "revise", title="sửa", source={State.DRAFT, State.RETURNED},
            target=State.DRAFT, by=WRITERS, data=Draft, then=fill_in, emits="revised",
            requires=[is_own, has_happened]),
        Transition(
            SITUATION, "send", title="gửi Sở (Phòng) Ngoại vụ", source={State.DRAFT},
            target=State.SENT, by=WRITERS, requires=[is_own, *COMPLETE], emits="sent"),
        Transition(
            SITUATION, "return", title="trả bổ sung", source={State.SENT},
            target=State.RETURNED, by=DEPARTMENT, data=WithReason, emits="returned"),
        Transition(
            SITUATION_CONSOLIDATED, "consolidate", title="tổng hợp", source={State.SENT},
            target=State.CONSOLIDATED, by=DESK, data=Consolidation, then=gather,
            requires=COMPLETE, emits="consolidated"),
        Transition(
            SITUATION, "propose", title="đề xuất Chủ tịch", source={State.CONSOLIDATED},
            target=State.PROPOSED, by=LEADERS, data=Decision, not_by={"consolidate"},
            requires=[is_dated_by_today], then=record_submission, emits="proposed"),
        Transition(
            SITUATION, "instruct", not_by={"draft", "revise", "consolidate", "propose"},
            title="ghi ý kiến chỉ đạo", source={State.PROPOSED},
            target=State.CLOSED, by={Role.CHAIR, Role.OFFICE}, data=Instruction,
            then=record_instruction, emits="instructed"),
        Transition(
            SITUATION, "file", title="lưu, không đề xuất", data=WithReason,
            source={State.DRAFT, State.SENT, State.CONSOLIDATED, State.PROPOSED},
            target=State.CLOSED, by=LEADERS, emits="filed"),
    ],

    deadlines=[
        Deadline(
            law=SITUATION, name="propose", title="đề xuất kịp thời với Chủ tịch",
            owed_to="Chủ tịch UBND tỉnh", met_by={"propose", "file"},
            shape=Immediate(event=act_day("consolidate"), of="tổng hợp xong")),
    ],

    papers=[
        Paper(SITUATION, "bao-cao", title="Báo cáo tình hình và đề xuất",
              makes=letters.proposal),
    ],
)
# fmt: on
