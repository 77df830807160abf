"""Lending flags for a foreign visit: the worked example of docs/howto/write-a-procedure.md."""

from __future__ import annotations

import datetime
from datetime import date
from enum import StrEnum
from typing import Annotated, Any

from msgspec import Meta, Struct
from msgspec.structs import replace

from casework import (
    After,
    Case,
    Deadline,
    Disclosure,
    Dossier,
    DossierType,
    Law,
    Paper,
    Param,
    Province,
    Transition,
    rule,
)
from papers.administrative import Document, Paragraph, Signer

LENDING = Law("99/2026/TEST", "Quy định mượn cờ (ví dụ)")


class State(StrEnum):
    ASKED = "asked"
    LENT = "lent"
    BACK = "back"


class Request(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the applicant fills in."""

    country: Annotated[str, Meta(pattern="^[A-Z]{2}$", title="Cờ nước")]
    flags: Annotated[int, Meta(ge=1, title="Số cờ")]
    visit_on: Annotated[datetime.date, Meta(title="Ngày đón đoàn")]


class FlagLoan(Request, frozen=True, kw_only=True):
    """The application, and what the steps add to it."""

    missing: Annotated[int, Meta(title="Số cờ mất, hỏng")] = 0


class Returned(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the last step asks for."""

    missing: Annotated[int, Meta(ge=0, title="Số cờ mất, hỏng")] = 0


RETURN_WITHIN = Param(
    name="flag-loan.return-within", title="Trả cờ sau ngày đón đoàn", law=LENDING.art(4),
    default=3, unit="working-days", least=1, most=10,
)  # fmt: skip


@rule(LENDING.art(2), "Ngày đón đoàn đã qua", "/visit_on")
def visit_is_ahead(case: Case[FlagLoan, Any]) -> bool:
    return case.fields.visit_on >= case.today


@rule(LENDING.art(4), "Số cờ mất, hỏng không thể lớn hơn số cờ đã mượn", "/missing")
def lost_no_more_than_lent(case: Case[FlagLoan, Returned]) -> bool:
    return case.data.missing <= case.fields.flags


def record_return(case: Case[FlagLoan, Returned]) -> FlagLoan:
    return replace(case.fields, missing=case.data.missing)


def receipt(dossier: Dossier[Any], province: Province) -> Document:
    f = dossier.fields
    return Document(
        issuer=province.office.upper(),
        place=province.place,
        kind="GIẤY BIÊN NHẬN",
        about="Mượn cờ",
        signer=Signer(title="GIÁM ĐỐC"),
        body=(Paragraph(f"{province.unit(dossier.unit)} mượn {f.flags} cờ ({f.country})."),),
    )


# fmt: off
FLAG_LOAN = DossierType(
    name="flag-loan", record="R28", prefix="MC", title="Mượn cờ đón đoàn",
    since=date(2026, 1, 1), law=LENDING.art(1),
    fields=FlagLoan, heading=lambda f: f"Mượn {f.flags} cờ {f.country}",
    states={State.ASKED: "đề nghị", State.LENT: "đã cho mượn", State.BACK: "đã trả"},
    final={State.BACK},
    discloses=Disclosure(province=("country", "flags", "visit_on")),

    opening=Transition(
        LENDING.art(2), "ask", title="đề nghị mượn", target=State.ASKED, by={"unit", "officer"},
        data=Request, requires=[visit_is_ahead], emits="asked"),

    transitions=[
        Transition(
            LENDING.art(3), "lend", title="cho mượn", source={State.ASKED}, target=State.LENT,
            by={"head"}, not_by={"ask"}, requires=[visit_is_ahead], emits="lent"),
        Transition(
            LENDING.art(4), "return", title="nhận lại", source={State.LENT}, target=State.BACK,
            by={"officer"}, data=Returned, requires=[lost_no_more_than_lent],
            then=record_return, emits="returned"),
    ],

    deadlines=[
        Deadline(
            law=LENDING.art(4), name="return", title="trả cờ", owed_to="Sở Ngoại vụ",
            shape=After(
                amount=RETURN_WITHIN, event=lambda d: d.fields.visit_on, of="ngày đón đoàn"),
            met_by={"return"}),
    ],

    papers=[
        Paper(LENDING.art(3), "bien-nhan", title="Giấy biên nhận mượn cờ", makes=receipt),
    ],
)
# fmt: on
