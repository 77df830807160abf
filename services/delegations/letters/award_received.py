"""Papers of an award from foreigners: the submission, and the permission to receive it."""

from __future__ import annotations

from typing import Any

from casework import Dossier, Province
from casework.countries import country
from casework.opinion import ANSWERS
from delegations.awards import GIVEN_FORMS, GIVERS
from papers import letterhead
from papers.administrative import Block, Document, NumberedItem, Paragraph

PARTIES = {"person": "cá nhân", "collective": "tập thể"}


def submission(dossier: Dossier[Any], province: Province) -> Document:
    """The department's submission to the People's Committee, with what the bodies answered."""
    f = dossier.fields
    giver = f"{f.giver} ({GIVERS[f.giver_kind]}, {country(f.country)})"
    when = letterhead.day(f.ceremony_on) if f.ceremony_on else letterhead.BLANK
    body: tuple[Block, ...] = (
        NumberedItem(number="1.", title="Người, tập thể nhận:", text=_recipient(f)),
        NumberedItem(number="2.", title="Bên tặng:", text=giver),
        NumberedItem(number="3.", title="Hình thức:", text=f"{f.award} ({GIVEN_FORMS[f.form]})"),
        NumberedItem(number="4.", title="Thành tích:", text=f.achievement),
        NumberedItem(
            number="5.", title="Dịp, ngày trao dự kiến:", text=f"{f.occasion or 'không'}; {when}"
        ),
        NumberedItem(number="6.", title="Ý kiến các cơ quan:"),
        *opinions(dossier, province),
        NumberedItem(number="7.", title="Ý kiến thẩm định:", text=f.appraisal or letterhead.BLANK),
        Paragraph(f"Kính trình {province.committee} xem xét, cho phép."),
    )
    return letterhead.of_the_department(
        province,
        kind="TỜ TRÌNH",
        symbol=f"TTr-{province.abbreviation}",
        about=f"Về việc nhận khen thưởng của {f.giver}",
        addressed_to=(province.committee,),
        body=body,
        recipients=("Như trên", province.unit(dossier.unit), "Lưu: VT"),
    )


def permission(dossier: Dossier[Any], province: Province) -> Document:
    """The Chairman permits the award to be received (Điều 4 khoản 3)."""
    f = dossier.fields
    return letterhead.of_the_committee(
        province,
        symbol=f"UBND-{province.abbreviation}",
        **letterhead.stamped(f.permission),
        about=f"cho phép nhận khen thưởng của {f.giver}",
        addressed_to=(province.unit(dossier.unit),),
        body=(
            Paragraph(
                f"{province.committee} cho phép {_recipient(f)} nhận {f.award} của {f.giver} "
                f"({country(f.country)})."
            ),
            Paragraph(
                "Việc nhận thực hiện đúng quy định về thi đua, khen thưởng và quy định về quản lý "
                "thống nhất hoạt động đối ngoại; sau khi nhận, đơn vị gửi kết quả để theo dõi."
            ),
        ),
        recipients=("Như trên", "Sở Nội vụ", province.office, "Lưu: VT"),
    )


def opinions(dossier: Dossier[Any], province: Province) -> list[Block]:
    """What every body of the last round has said."""
    told: list[Block] = []
    for round_ in dossier.rounds[-1:]:
        for o in round_.opinions:
            words = f"- {province.unit(o.body)}: {ANSWERS[o.answer or 'no_reply']}"
            told.append(Paragraph(f"{words}; {o.comment}" if o.comment else words))
    return told or [Paragraph("- Chưa lấy ý kiến")]


def _recipient(f: Any) -> str:
    post = f", {f.post}" if f.post else ""
    return f"{PARTIES[f.recipient_kind]} {f.recipient}{post}"
