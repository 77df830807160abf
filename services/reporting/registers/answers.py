"""The answer book: guidance that others can use (dự thảo Lai Châu khoản 20).

Who asked is not in it. It is searched by words, accents aside; an answer that the law has overtaken
is marked so, and stays readable.
"""

from __future__ import annotations

import datetime
from typing import Annotated

from msgspec import Meta, Struct

from casework import RECORD, Column, Disclosure, Link, Register, Writing, entry_rule
from casework.vocabulary import Prose, Text
from reporting.laws import GUIDING_COMMUNES
from reporting.procedures.guidance import FIELDS, Field
from reporting.roles import DEPARTMENT, LEADERS, Role

LAW = GUIDING_COMMUNES
STATES = {"in-use": "đang dùng", "overtaken": "không còn phù hợp"}


class KeptAnswer(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Một câu hỏi và trả lời dùng lại được."""

    subject: Annotated[Text, Meta(title="Vấn đề")]
    field: Annotated[Field, Meta(title="Lĩnh vực")]
    question: Annotated[Prose, Meta(title="Câu hỏi")]
    answer: Annotated[Prose, Meta(title="Trả lời")]
    grounds: Annotated[Text, Meta(title="Căn cứ")]
    answered_on: Annotated[datetime.date, Meta(title="Ngày trả lời")]
    overtaken_by: Annotated[str, Meta(max_length=300, title="Văn bản làm thay đổi")] = ""
    guidance: Annotated[str, Meta(max_length=60, title="Hồ sơ hướng dẫn")] = ""


@entry_rule(RECORD, "Ngày trả lời không thể sau hôm nay", "/answered_on")
def is_answered_by_today(asked: Writing[KeptAnswer]) -> bool:
    return asked.entry.answered_on <= asked.today


ANSWERS: Register[KeptAnswer] = Register(
    name="answers",
    record="R44",
    title="Sổ hỏi đáp nghiệp vụ đối ngoại",
    prefix="HD",
    law=LAW,
    entry=KeptAnswer,
    heading=lambda entry: entry.subject,
    states=STATES,
    final={"overtaken"},
    status=lambda entry: "overtaken" if entry.overtaken_by.strip() else "in-use",
    by={*DEPARTMENT, Role.SYSTEM},
    struck_by=LEADERS,
    shown_to={"unit", "police", "border", "party"},
    key=lambda entry: f"{entry.subject} {entry.answered_on}",
    key_at="/subject",
    rules=[is_answered_by_today],
    links=lambda entry: (
        [Link("answer-of", "reporting", "guidance", entry.guidance)] if entry.guidance else []
    ),
    columns=[
        Column("subject", "Vấn đề", width=40),
        Column("field", "Lĩnh vực", "choice", 22, FIELDS),
        Column("question", "Câu hỏi", width=50),
        Column("answer", "Trả lời", width=60),
        Column("grounds", "Căn cứ", width=30),
        Column("answered_on", "Ngày trả lời", "date", 14),
        Column("overtaken_by", "Văn bản làm thay đổi", width=30),
    ],
    discloses=Disclosure(province=("subject", "field", "answered_on", "overtaken_by")),
)
