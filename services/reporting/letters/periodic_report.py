"""The periodic report on paper: Mẫu 5 for the year, the same order of matters for the others."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from casework import Dossier, Province
from papers import forms, letterhead
from papers.administrative import Block, Document, Heading, NumberedItem, Paragraph, Signer
from reporting.content import Sections
from reporting.letters import figures as tables
from reporting.obligations import period as periods
from reporting.obligations.calendar import OBLIGATIONS

TITLES = {
    "regulation": forms.MAU_5_DONE[1],
    "achieved": "Mặt được",
    "shortcomings": "Mặt hạn chế",
    "difficulties": "Khó khăn",
    "causes": "Nguyên nhân",
    "issues": "Các vấn đề đặt ra",
    "context": "Bối cảnh",
    "priorities": "Các trọng tâm công tác",
    "conditions": "Các điều kiện đảm bảo",
    "proposals": "Các đề xuất, kiến nghị",
    "measures": "Biện pháp, giải pháp thực hiện",
}
EFFECT = ("achieved", "shortcomings", "difficulties", "causes", "issues")
AHEAD = ("context", "priorities", "conditions", "proposals", "measures")


def report(dossier: Dossier[Any], province: Province) -> Document:
    """What leaves the province, with the figures it was counted from."""
    f = dossier.fields
    known = OBLIGATIONS.get(f.obligation)
    made = _mau_5(dossier, province) if known and known.form == "mau-5" else _plain(f, province)
    body = (*preface(f), *made.body, *tables.table(f))
    return replace(made, body=body, **letterhead.stamped(f.document))


def figures(dossier: Dossier[Any], province: Province) -> bytes:
    f = dossier.fields
    return tables.sheet(f, tables.Cover(dossier.title, tables.span(f)))


def preface(f: Any) -> tuple[Block, ...]:
    """What the reader must know first: that it is an estimate, and what it replaces."""
    told: list[Block] = []
    if f.content.is_estimate:
        until = letterhead.day(f.figures.until)
        text = f"Báo cáo ước thực hiện: số liệu thực hiện đến {until}, ước đến hết kỳ "
        told.append(Paragraph(text + f"({letterhead.day(f.cut_off)}).", italic=True))
    if f.replaced:
        last = f.replaced[-1]
        text = f"Báo cáo này thay Báo cáo {letterhead.cited(last.document)}. Lý do: {last.reason}."
        told.append(Paragraph(text))
        told.append(Paragraph(f"Nội dung thay đổi: {f.content.changes or letterhead.BLANK}"))
        for c in getattr(f, "changed", ()):
            before, after = tables.number(c.before) or "không có", tables.number(c.after)
            told.append(NumberedItem("-", f"{c.title}: {before} → {after or 'không có'}"))
    return tuple(told)


def sections(told: Sections, names: tuple[str, ...]) -> tuple[Block, ...]:
    return letterhead.points((TITLES[n], getattr(told, n)) for n in names)


def _mau_5(dossier: Dossier[Any], province: Province) -> Document:
    f, told = dossier.fields, dossier.fields.content.sections
    committee = letterhead.committee(province)
    sender = forms.Sender(
        name=committee.upper(),
        place=letterhead.place(province),
        symbol="BC-UBND",
        signer=Signer(
            title=province.chair_title.upper(), capacity=("TM. ỦY BAN NHÂN DÂN",)
        ),
    )  # fmt: skip
    made = forms.mau_5(
        sender,
        f.year,
        regulation=told.regulation,
        effect=dict(zip(forms.MAU_5_EFFECT, (getattr(told, n) for n in EFFECT), strict=True)),
        ahead=tuple(getattr(told, n) for n in AHEAD),
    )
    return replace(made, recipients=(*f.recipients, *made.recipients))


def _plain(f: Any, province: Province) -> Document:
    known = OBLIGATIONS.get(f.obligation)
    title = f.title or (known.title if known else "Công tác đối ngoại")
    title = title.removeprefix("Báo cáo").strip()
    about = periods.named(title, f.period) if f.period else title
    names = known.sections if known else ("achieved", "shortcomings", "proposals")
    more: dict[str, Any] = {
        "kind": "BÁO CÁO",
        "about": about[:1].upper() + about[1:],
        "addressed_to": f.recipients,
        "body": (Heading("KẾT QUẢ VÀ PHƯƠNG HƯỚNG"), *sections(f.content.sections, tuple(names))),
        "recipients": ("Như trên", "Lưu: VT"),
    }
    if known and known.signs == "department":
        symbol = f"BC-{province.abbreviation}"
        return letterhead.of_the_department(province, symbol=symbol, **more)
    return letterhead.of_the_committee(province, symbol="BC-UBND", **more)
