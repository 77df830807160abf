"""A small procedure for tests of the chassis: a letter that is lodged, considered and answered.

It has one of everything: a rule, four eyes, a consultation, deadlines of each shape, a lookup, a
paper, a correction; its law is invented, its shape is not.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from msgspec import Meta, Struct
from msgspec.structs import replace

from casework import (
    After,
    Amount,
    Before,
    Case,
    Consultation,
    Deadline,
    Disclosure,
    Dossier,
    DossierType,
    Immediate,
    Law,
    Lookup,
    OnDay,
    Param,
    Transition,
    Within,
    act_day,
    rule,
)
from casework.vocabulary import WithReason

LAW = Law("99/2026/TEST", "Quy trình thử")
ANSWER_WITHIN = Param(
    name="letter.answer-within", title="thời hạn trả lời", law=LAW.art(4), default=5,
    unit="working-days", least=2, most=10,
)  # fmt: skip
YEAR_END = Param(name="letter.year-end", title="ngày báo cáo", law=LAW.art(6), default=(11, 20))


class Application(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Thư đề nghị."""

    subject: Annotated[str, Meta(min_length=3, max_length=200, title="Trích yếu")]
    pages: Annotated[int, Meta(ge=1, title="Số trang")] = 1
    visit: Annotated[date | None, Meta(title="Ngày đến")] = None
    secret_name: Annotated[str, Meta(title="Người gửi")] = ""


class Letter(Application, frozen=True, kw_only=True):
    """Thư đề nghị."""

    answer: Annotated[str, Meta(title="Trả lời")] = ""


class Answer(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Nội dung trả lời."""

    answer: Annotated[str, Meta(min_length=2)]


@rule(LAW.art(3), "Thư có nhiều nhất 9 trang", "/pages")
def short(case: Case[Letter, Any]) -> bool:
    return case.fields.pages <= 9


@rule(LAW.art(3, 2), "Đã có thư cùng trích yếu đang xử lý", "/subject")
def new(case: Case[Letter, Any]) -> bool:
    return not case.found["same"]


def same_subject(dossier: Dossier[Letter], data: Any) -> list[Lookup]:
    where = {"fields.subject": [dossier.fields.subject]}
    return [Lookup(name="same", type="letter", where=where, states=("considered",))]


def write_answer(case: Case[Letter, Answer]) -> Letter:
    return replace(case.fields, answer=case.data.answer)


def visit_day(dossier: Dossier[Letter]) -> date | None:
    return dossier.fields.visit


DESK = {"officer", "head"}
LETTER: DossierType[Letter] = DossierType(
    name="letter",
    record="R99",
    title="Thư đề nghị",
    prefix="TH",
    since=date(2020, 1, 1),
    law=LAW.art(1),
    fields=Letter,
    states={
        "lodged": "đã gửi",
        "considered": "đang xem xét",
        "consulting": "lấy ý kiến",
        "answered": "đã trả lời",
        "withdrawn": "đã rút",
    },
    final={"withdrawn"},
    heading=lambda f: f.subject,
    opening=Transition(
        LAW.art(2), "lodge", title="gửi thư", target="lodged",
        by={"unit", "officer", "system"}, data=Application, emits="lodged", requires=[short],
    ),
    transitions=[
        Transition(
            LAW.art(3), "consider", title="nhận xem xét", source={"lodged", "consulting"},
            target="considered", by=DESK, emits="considered", requires=[new], needs=same_subject,
        ),
        Transition(
            LAW.art(3, 1), "consult", title="lấy ý kiến", source={"considered"},
            target="consulting", by=DESK, emits="consulted",
            consults=Consultation(
                law=LAW.art(3, 1), topic="ý kiến về thư", within=Amount(3, "working-days"),
                bodies=lambda case: ["cong-an-tinh", "so-noi-vu"], id="D99",
            ),
        ),
        Transition(
            LAW.art(4), "answer", title="trả lời", source={"considered"}, target="answered",
            by={"head", "system"}, data=Answer, then=write_answer, emits="answered",
            not_by={"consider"},
        ),
        Transition(
            LAW.art(5), "withdraw", title="rút thư", source={"lodged", "considered", "answered"},
            target="withdrawn", by={"unit", "officer"}, data=WithReason, emits="withdrawn",
        ),
    ],
    deadlines=[
        Deadline(
            law=LAW.art(4), name="answer", title="trả lời thư", id="D98", met_by={"answer"},
            shape=Within(amount=ANSWER_WITHIN, runs_in={"lodged", "considered"}),
        ),
        Deadline(
            law=LAW.art(4, 2), name="prepare", title="chuẩn bị đón", met_by={"consider"},
            shape=Before(amount=Amount(7, "working-days"), event=visit_day, of="ngày đến"),
        ),
        Deadline(
            law=LAW.art(4, 3), name="report", title="báo cáo", met_by={"withdraw"},
            shape=After(amount=Amount(10, "working-days"), event=visit_day, of="ngày đến"),
        ),
        Deadline(
            law=LAW.art(6), name="year-end", title="tổng hợp cuối năm", met_by={"withdraw"},
            shape=OnDay(day=YEAR_END, year=lambda d: d.lodged_on.year, strict=True),
        ),
        Deadline(
            law=LAW.art(7), name="tell", title="báo ngay", met_by={"consider"},
            shape=Immediate(event=act_day("lodge"), of="nhận thư"),
        ),
    ],
    discloses=Disclosure(province=("subject", "pages", "visit"), ministry=("pages",)),
)  # fmt: skip
