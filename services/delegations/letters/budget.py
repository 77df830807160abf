"""The estimate of an arising activity, as it goes to appraisal and to the People's Committee."""

from __future__ import annotations

from typing import Any

from casework import Dossier, Province
from casework.opinion import ANSWERS
from delegations.forms import Cost, totals
from delegations.letters import responsible
from papers import letterhead
from papers.administrative import Block, Column, Document, NumberedItem, Paragraph, Table

COLUMNS = (
    Column("STT", 0.5, "center"),
    Column("Nội dung chi", 4),
    Column("Số tiền", 2, "right"),
    Column("Nguồn kinh phí", 2.5),
)


def estimate(dossier: Dossier[Any], province: Province) -> Document:
    """Dự toán kinh phí: what, why, the lines with their sum, and both appraisals."""
    f = dossier.fields
    body: tuple[Block, ...] = (
        NumberedItem(number="1.", title="Hoạt động phát sinh:", text=f.activity),
        NumberedItem(number="2.", title="Lý do phát sinh, đột xuất:", text=f.reason),
        NumberedItem(number="3.", title="Đề án (Mẫu 4):", text=f.scheme),
        NumberedItem(number="4.", title="Dự toán:", text=f"Tổng: {_sum(f.lines)}"),
        table(f.lines),
        NumberedItem(number="5.", title="Ý kiến thẩm định:"),
        *_appraisals(dossier, province),
    )
    return letterhead.of_the_unit(
        province,
        dossier.unit,
        title=responsible.SIGNS,
        kind="DỰ TOÁN",
        symbol="DT",
        about=f"Kinh phí hoạt động đối ngoại phát sinh: {f.activity}",
        addressed_to=(province.committee,),
        body=body,
        recipients=("Như trên", "Các cơ quan thẩm định", "Lưu: VT"),
    )


def table(costs: tuple[Cost, ...]) -> Table:
    rows = [
        (str(n), c.title, letterhead.money(c.money), letterhead.source(c.source))
        for n, c in enumerate(costs, 1)
    ]
    return Table(columns=COLUMNS, rows=(*rows, ("", "Tổng cộng", _sum(costs), "")))


def _sum(costs: tuple[Cost, ...]) -> str:
    return letterhead.amounts(totals(costs))


def _appraisals(dossier: Dossier[Any], province: Province) -> list[Paragraph]:
    told = []
    for round_ in dossier.rounds[-1:]:
        for o in round_.opinions:
            answer = ANSWERS[o.answer or "no_reply"]
            words = f"{province.unit(o.body)}: {answer}"
            told.append(Paragraph(f"- {words}{f'; {o.comment}' if o.comment else ''}"))
    return told or [Paragraph("- Chưa gửi thẩm định")]
