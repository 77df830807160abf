"""The province's opinion on the registration of a foreign NGO (58/2022/NĐ-CP, Điều 11-19).

The Committee for foreign NGO affairs asks before a registration is granted, renewed, amended,
reissued; the Ministry asks before it suspends, terminates or revokes. The department asks the
bodies of the province, appraises, and the People's Committee answers within ten working days.
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
    After,
    Amount,
    Case,
    Consultation,
    Deadline,
    Disclosure,
    Dossier,
    DossierType,
    Link,
    Lookup,
    Paper,
    Param,
    Transition,
    opinion,
    rule,
    sensitive,
)
from casework.countries import country, is_country
from casework.vocabulary import Country, Decision, DocumentNumber, Text, WithReason, labels
from ngos import registration
from ngos.laws import FOREIGN_NGO_DESK, HANDLING_BORDER_INCIDENTS, NGO
from ngos.letters import opinion as letters
from ngos.refusals import is_dated_by_today
from ngos.registration import ASKED, Asked, Terms
from ngos.roles import DESK, THE_PROVINCE, Role


class State(StrEnum):
    RECEIVED = "received"
    CONSULTING = "consulting"
    APPRAISED = "appraised"
    PRESENTED = "presented"
    ANSWERED = "answered"
    WITHDRAWN = "withdrawn"


STATES = labels(
    State, received="đã nhận đề nghị cho ý kiến", appraised="Sở đã thẩm định, dự thảo ý kiến",
    answered="UBND đã trả lời", withdrawn="bên hỏi rút đề nghị",
)  # fmt: skip
OPEN = frozenset({State.RECEIVED, State.CONSULTING, State.APPRAISED, State.PRESENTED})


OF_REGISTRATION = frozenset({Asked.GRANT, Asked.RENEW, Asked.AMEND, Asked.REISSUE})
MEASURES = frozenset({Asked.SUSPEND, Asked.TERMINATE, Asked.REVOKE})
NO_PROJECT_OFFICES_SINCE = date(2022, 11, 1)
Answer = Literal["agree", "agree-with-comments", "disagree"]


class Request(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    asked: Annotated[Asked, Meta(title="Nội dung hỏi ý kiến")]
    asker: Annotated[Literal["committee", "ministry"], Meta(title="Cơ quan hỏi")]
    number: DocumentNumber
    received_on: Annotated[datetime.date, Meta(title="Ngày nhận văn bản")]
    organisation: Annotated[str, Meta(min_length=2, max_length=300, title="Tên tổ chức")]
    country: Annotated[Country, Meta(title="Nước nguyên xứ")]
    ngo: Annotated[str, Meta(max_length=60, title="Mã hồ sơ tổ chức")] = ""
    terms: Annotated[Terms | None, Meta(title="Nội dung đề nghị đăng ký")] = None
    is_religious: Annotated[bool, Meta(title="Có hoạt động tôn giáo")] = False
    is_for_profit: Annotated[bool, Meta(title="Có hoạt động vì lợi nhuận")] = False
    bodies: Annotated[tuple[Text, ...], Meta(title="Cơ quan được hỏi", max_length=30)] = (
        "cong-an-tinh",
    )


class OpinionGiven(Request, frozen=True, kw_only=True):
    """Ý kiến của UBND tỉnh về Giấy đăng ký, hoạt động của một tổ chức PCPNN."""

    ngo_id: str = ""
    answer: Annotated[Answer | None, Meta(title="Ý kiến")] = None
    grounds: Annotated[str, Meta(title="Lý do, kiến nghị")] = ""
    reply: Annotated[Decision | None, Meta(title="Văn bản trả lời")] = None
    matters: Annotated[tuple[str, ...], Meta(title="Vấn đề phức tạp, nhạy cảm")] = ()


class Appraisal(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    answer: Annotated[Answer, Meta(title="Ý kiến đề xuất")]
    grounds: Annotated[str, Meta(min_length=10, max_length=20_000, title="Lý do, kiến nghị")]


REPLY_WITHIN = Param(
    name="ngo-opinion.reply-within",
    title="Cơ quan trong tỉnh trả lời ý kiến về tổ chức PCPNN",
    law=FOREIGN_NGO_DESK,
    default=None,
    unit="working-days",
    most=10,
)


@rule(
    NGO.art(28, 2),
    "Không còn loại «Văn phòng dự án» từ 01/11/2022: chỉ có Giấy đăng ký hoạt động và Văn phòng "
    "đại diện",
    "/asked",
)
def is_no_project_office(case: Case[OpinionGiven, Any]) -> bool:
    is_one = case.fields.asked is Asked.PROJECT_OFFICE
    return not (is_one and case.fields.received_on >= NO_PROJECT_OFFICES_SINCE)


@rule(RECORD, "Ngày nhận văn bản không thể sau hôm nay", "/received_on")
def is_received(case: Case[OpinionGiven, Any]) -> bool:
    return case.fields.received_on <= case.today


@rule(RECORD, "Mã nước không có trong danh mục", "/country")
def country_is_known(case: Case[OpinionGiven, Any]) -> bool:
    return is_country(case.fields.country)


@rule(NGO.art(18, 2), "Đình chỉ, chấm dứt, thu hồi do Bộ Ngoại giao hỏi", "/asker")
def asker_is_right(case: Case[OpinionGiven, Any]) -> bool:
    return case.fields.asked not in MEASURES or case.fields.asker == "ministry"


@rule(NGO.art(11, 4), "Phải nêu nội dung đề nghị đăng ký", "/terms")
def says_the_terms(case: Case[OpinionGiven, Any]) -> bool:
    return case.fields.asked not in OF_REGISTRATION or case.fields.terms is not None


@rule(RECORD, "Không có hồ sơ tổ chức mang mã này", "/ngo")
def ngo_is_known(case: Case[OpinionGiven, Any]) -> bool:
    return not case.fields.ngo or bool(case.found["ngo"])


@rule(FOREIGN_NGO_DESK, "Phải nêu cơ quan được hỏi ý kiến", "/bodies")
def names_bodies(case: Case[OpinionGiven, Any]) -> bool:
    return bool(case.fields.bodies)


@rule(FOREIGN_NGO_DESK, "Còn cơ quan chưa trả lời trong hạn", "/opinions")
def bodies_have_answered(case: Case[OpinionGiven, Any]) -> bool:
    return not opinion.pending(case.dossier, case.today) or opinion_is_due(case)


def opinion_is_due(case: Case[OpinionGiven, Any]) -> bool:
    """Bodies that were given no time are waited for until the province itself must answer."""
    clock = case.dossier.clock("answer-committee") or case.dossier.clock("answer-ministry")
    due = clock.due if clock else None
    return due is not None and case.today >= (
        due.date() if isinstance(due, datetime.datetime) else due
    )


@rule(
    HANDLING_BORDER_INCIDENTS,
    "Hồ sơ liên quan vấn đề phức tạp, nhạy cảm: phải lấy ý kiến trước khi thẩm định",
    "/matters",
)
def is_not_short_when_sensitive(case: Case[OpinionGiven, Any]) -> bool:
    return not case.fields.matters or bool(case.dossier.rounds)


@rule(NGO.art(5), "Không thể đồng ý với hoạt động tôn giáo hoặc vì lợi nhuận", "/answer")
def agrees_to_lawful_purposes(case: Case[OpinionGiven, Appraisal]) -> bool:
    unlawful = case.fields.is_religious or case.fields.is_for_profit
    asks_more = case.fields.asked in OF_REGISTRATION
    return case.data.answer == "disagree" or not (unlawful and asks_more)


def terms_agreed_to(case: Case[OpinionGiven, Any]) -> Terms | None:
    return case.fields.terms if case.data.answer != "disagree" else None


def the_organisation(dossier: Dossier[Any], data: Any) -> Sequence[Lookup]:
    code = data.ngo if isinstance(data, Request) else dossier.fields.ngo
    return [Lookup(name="ngo", type="foreign-ngo", where={"code": [code]})]


def bind(case: Case[OpinionGiven, Request]) -> OpinionGiven:
    return replace(case.fields, ngo_id=next((d.id for d in case.found["ngo"]), ""))


def record_appraisal(case: Case[OpinionGiven, Appraisal]) -> OpinionGiven:
    return replace(case.fields, answer=case.data.answer, grounds=case.data.grounds)


def record_reply(case: Case[OpinionGiven, Decision]) -> OpinionGiven:
    return replace(case.fields, reply=case.data)


def heading(fields: OpinionGiven) -> str:
    return (
        f"Ý kiến về việc {ASKED[fields.asked]}: {fields.organisation} ({country(fields.country)})"
    )


def links(fields: OpinionGiven) -> list[Link]:
    touched = [Link("touched-by", "reporting", "sensitive-matter", m) for m in fields.matters]
    about = [Link("concerns", "ngos", "foreign-ngo", fields.ngo_id)] if fields.ngo_id else []
    return [*about, *touched]


# fmt: off
OPINION = DossierType(
    name="ngo-opinion", record="R11", prefix="YKP",
    title="Ý kiến về Giấy đăng ký, hoạt động của tổ chức PCPNN",
    since=date(2022, 11, 1), law=NGO.art(11, 4),
    fields=OpinionGiven, heading=heading, links=links,
    states=STATES, final={State.ANSWERED, State.WITHDRAWN}, params=[REPLY_WITHIN],
    discloses=Disclosure(
        province=("asked", "asker", "organisation", "country", "ngo", "received_on", "answer",
                  "reply"),
        ministry=("asked", "organisation", "country", "received_on", "answer", "reply")),

    opening=Transition(
        NGO.art(11, 4), "receive", title="nhận đề nghị cho ý kiến", target=State.RECEIVED,
        by={*DESK, Role.CLERK}, data=Request, needs=the_organisation, then=bind, emits="received",
        requires=[is_no_project_office, is_received, country_is_known, asker_is_right,
                  says_the_terms, ngo_is_known]),

    transitions=[
        Transition(
            FOREIGN_NGO_DESK, "consult", title="lấy ý kiến cơ quan trong tỉnh",
            source={State.RECEIVED}, target=State.CONSULTING, by={*DESK, Role.DIRECTOR},
            requires=[names_bodies], emits="consulted",
            consults=Consultation(
                law=FOREIGN_NGO_DESK, topic="Ý kiến về tổ chức PCPNN",
                bodies=lambda case: case.fields.bodies, within=REPLY_WITHIN)),
        Transition(
            FOREIGN_NGO_DESK, "appraise", title="thẩm định, dự thảo ý kiến",
            source={State.RECEIVED, State.CONSULTING}, target=State.APPRAISED, by=DESK,
            data=Appraisal, then=record_appraisal, emits="appraised",
            requires=[bodies_have_answered, is_not_short_when_sensitive, agrees_to_lawful_purposes,
                      *registration.conditions(terms_agreed_to, "/terms")]),
        Transition(
            FOREIGN_NGO_DESK, "present", title="trình UBND tỉnh", emits="presented",
            source={State.APPRAISED}, target=State.PRESENTED, by={Role.DIRECTOR},
            not_by={"appraise"}),
        Transition(
            FOREIGN_NGO_DESK, "return", title="trả lại để thẩm định thêm",
            source={State.PRESENTED, State.APPRAISED}, target=State.RECEIVED,
            by={Role.DIRECTOR, Role.CHAIR, Role.OFFICE}, data=WithReason, emits="returned"),
        Transition(
            NGO.art(11, 4), "answer", title="trả lời cơ quan hỏi", emits="answered",
            source={State.PRESENTED}, target=State.ANSWERED, by=THE_PROVINCE, data=Decision,
            not_by={"appraise"}, requires=[is_dated_by_today], then=record_reply),
        Transition(
            NGO.art(11), "withdraw", title="ghi nhận bên hỏi rút đề nghị", emits="withdrawn",
            source=OPEN, target=State.WITHDRAWN, by=DESK, data=WithReason),
        *sensitive.steps(HANDLING_BORDER_INCIDENTS, OPEN),
    ],

    deadlines=[
        Deadline(
            law=NGO.art(11, 4), name="answer-committee", id="D40", met_by={"answer"},
            title="trả lời Ủy ban công tác về các tổ chức PCPNN",
            owed_to="Ủy ban công tác về các tổ chức PCPNN",
            shape=After(amount=Amount(10, "working-days"),
                        event=lambda d: d.fields.received_on, of="ngày nhận văn bản"),
            applies=lambda d: d.fields.asker == "committee"),
        Deadline(
            law=NGO.art(18, 2), name="answer-ministry", id="D41", met_by={"answer"},
            title="trả lời Bộ Ngoại giao", owed_to="Bộ Ngoại giao",
            shape=After(amount=Amount(10, "working-days"),
                        event=lambda d: d.fields.received_on, of="ngày nhận văn bản"),
            applies=lambda d: d.fields.asker == "ministry"),
    ],
    papers=[
        Paper(FOREIGN_NGO_DESK, "lay-y-kien",
              title="Công văn lấy ý kiến cơ quan trong tỉnh", makes=letters.asking),
        Paper(NGO.art(11, 4), "tra-loi", title="Công văn trả lời của UBND tỉnh",
              makes=letters.answer),
    ],
)
# fmt: on
