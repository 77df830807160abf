"""Aid on paper: asking for opinions, the decision that approves, and the notice of it."""

from __future__ import annotations

from typing import Any

from casework import Dossier, Province
from casework.countries import country
from casework.vocabulary import Money
from ngos import aid
from ngos.money import Sum
from ngos.registration import FIELDS
from papers import letterhead
from papers.administrative import Document, Paragraph


def decision(dossier: Dossier[Any], province: Province) -> Document:
    """Of the Chairman; the number of the decree that replaced 80/2020/NĐ-CP stands as ground."""
    f = dossier.fields
    return letterhead.of_the_committee(
        province,
        **letterhead.DECIDES,
        **letterhead.stamped(f.decision),
        about=f"Phê duyệt khoản viện trợ: {f.title}",
        body=(
            *letterhead.grounds(
                [
                    "Nghị định số 313/2025/NĐ-CP của Chính phủ",
                    f"Báo cáo thẩm định {letterhead.cited(f.report)}",
                ]
            ),
            Paragraph("QUYẾT ĐỊNH:", bold=True, align="center"),
            *letterhead.articles(
                [
                    f"Phê duyệt khoản viện trợ «{f.title}».",
                    f"Bên cung cấp: {f.provider} ({country(f.country)}); bên tiếp nhận: "
                    f"{f.recipient or province.unit(dossier.unit)}.",
                    f"Mục tiêu: {f.goal or letterhead.BLANK}",
                    f"Trị giá viện trợ: {_sum(f.grant)} (tương đương {_usd(f)}); vốn đối ứng: "
                    f"{_sum(f.counterpart)}.",
                    f"Thời gian: {_span(f)}.",
                    "Chủ khoản viện trợ quản lý, sử dụng và báo cáo theo quy định.",
                ]
            ),
            *_goods(f),
        ),
        recipients=(f.provider, "Bộ Tài chính", province.unit(dossier.unit), "Lưu: VT"),
    )


def notice(dossier: Dossier[Any], province: Province) -> Document:
    f = dossier.fields
    return letterhead.of_the_committee(
        province,
        symbol=f"UBND-{province.abbreviation}",
        **letterhead.stamped(f.notice),
        about=f"thông báo phê duyệt khoản viện trợ: {f.title}",
        addressed_to=(f.provider, "Bộ Tài chính"),
        body=(
            Paragraph(
                f"{letterhead.committee(province)} thông báo: khoản viện trợ «{f.title}» đã được "
                f"phê duyệt tại Quyết định {letterhead.cited(f.decision)}."
            ),
        ),
    )


def asking(dossier: Dossier[Any], province: Province) -> Document:
    f = dossier.fields
    asked = [o.body for r in dossier.rounds[-1:] for o in r.opinions]
    rows = [
        ("Bên cung cấp", f"{f.provider} ({country(f.country)}), {aid.PROVIDERS[f.provider_kind]}"),
        ("Phương thức, hình thức", f"{aid.MODES[f.mode]}; {_forms(f)}"),
        ("Lĩnh vực", FIELDS[f.field]),
        ("Địa bàn", ", ".join(f.communes)),
        ("Mục tiêu", f.goal),
        ("Trị giá", _sum(f.grant)),
        ("Thời gian", _span(f)),
    ]
    return letterhead.of_the_department(
        province,
        symbol=province.abbreviation,
        about=f"lấy ý kiến về khoản viện trợ: {f.title}",
        addressed_to=tuple(province.unit(b) for b in asked),
        body=(
            Paragraph("Đề nghị quý cơ quan cho ý kiến bằng văn bản về khoản viện trợ sau:"),
            *letterhead.points(rows),
        ),
    )


def _forms(f: Any) -> str:
    return ", ".join(aid.FORMS[x] for x in f.forms)


def _sum(value: Sum | None) -> str:
    if value is None:
        return "không"
    return letterhead.money(Money(amount=value.amount, currency=value.currency or "XXX"))


def _usd(f: Any) -> str:
    return letterhead.money(Money(amount=f.usd, currency="USD"))


def _span(f: Any) -> str:
    if f.starts_on is None or f.ends_on is None:
        return letterhead.BLANK
    return letterhead.span(f.starts_on, f.ends_on)


def _goods(f: Any) -> tuple[Any, ...]:
    if not f.goods:
        return ()
    rows = [(g.name, str(g.quantity), g.unit, _sum(g.value)) for g in f.goods]
    columns = [("Tên hàng", 4.0), ("Số lượng", 1.0), ("Đơn vị", 1.0), ("Trị giá", 2.0)]
    return (letterhead.table(columns, rows),)
