"""Papers of an agreement: proposal, consultation, submission, decision, report after signing."""

from __future__ import annotations

from typing import Any

from casework import Dossier, Province
from casework.countries import country
from conferences_agreements.agreement_forms import (
    LEVELS,
    NAME_TYPES,
    SHORT_GROUNDS,
    SUBORDINATE,
    Level,
)
from conferences_agreements.letters.conference import opinions
from papers import letterhead
from papers.administrative import Block, Document, Paragraph
from papers.letterhead import day

LAW = "Luật Thỏa thuận quốc tế số 70/2020/QH14"
DECREE = (
    "Nghị định số 64/2021/NĐ-CP, được sửa đổi, bổ sung bởi Nghị định số 177/2025/NĐ-CP, về ký kết "
    "và thực hiện thỏa thuận quốc tế"
)


def proposal(dossier: Dossier[Any], province: Province) -> Document:
    """Văn bản đề xuất (NĐ 64/2021 Điều 11), section by section."""
    f = dossier.fields
    return letterhead.of_the_unit(
        province,
        dossier.unit,
        symbol="ĐX",
        about=f"đề xuất ký kết «{f.name}»",
        addressed_to=(province.office,),
        body=(
            Paragraph(f"Căn cứ {LAW}, {f.party} đề xuất ký kết thỏa thuận quốc tế như sau:"),
            *letterhead.points([*told(f), *((s.title, s.text) for s in f.proposal)]),
        ),
    )


def consultation(dossier: Dossier[Any], province: Province) -> Document:
    """Công văn lấy ý kiến to every body of the last round, with its date."""
    f = dossier.fields
    asked = dossier.rounds[-1].opinions if dossier.rounds else ()
    due = next((o.due for o in asked if o.due), None)
    by = letterhead.of_the_committee if f.level is Level.PROVINCE else letterhead.of_the_department
    return by(
        province,
        symbol=f"{province.abbreviation}-HTQT",
        about=f"lấy ý kiến về việc ký kết «{f.name}»",
        addressed_to=tuple(province.unit(o.body) for o in asked),
        body=(
            Paragraph(f"Căn cứ {LAW} và {DECREE}, đề nghị Quý cơ quan cho ý kiến về việc ký kết:"),
            *letterhead.points(told(f)),
            *_short_path(dossier),
            Paragraph(f"Ý kiến bằng văn bản xin gửi trước hết ngày {day(due)}."),
        ),
        recipients=("Như trên", "Lưu: VT"),
    )


def _short_path(dossier: Dossier[Any]) -> list[Block]:
    """Those asked on the short path (Điều 35, 39 of the Law) are told why their time is short."""
    f = dossier.fields
    if not dossier.rounds or dossier.rounds[-1].id != "D24":
        return []
    ground = f"{SHORT_GROUNDS[f.short_ground]}, Văn bản {letterhead.cited(f.short_proof)}"
    return [Paragraph(f"Trình tự rút gọn theo khoản 2 Điều 35 của Luật: {ground}.")]


def submission(dossier: Dossier[Any], province: Province) -> Document:
    """Tờ trình of the department, with differing opinions and how they were met (Điều 12)."""
    f = dossier.fields
    answered: list[Block] = []
    if f.pm_consent:
        text = f"Thủ tướng Chính phủ đã đồng ý tại Văn bản {letterhead.cited(f.pm_consent)}."
        answered.append(Paragraph(text))
    if f.explanation:
        answered.append(Paragraph(f"Giải trình, tiếp thu: {f.explanation}"))
    return letterhead.of_the_department(
        province,
        kind="TỜ TRÌNH",
        symbol=f"TTr-{province.abbreviation}",
        about=f"Về việc ký kết «{f.name}»",
        addressed_to=(letterhead.committee(province),),
        body=(
            *letterhead.points(told(f)),
            *opinions(dossier, province),
            *answered,
            Paragraph("Kính trình xem xét, quyết định (gửi kèm dự thảo thỏa thuận)."),
        ),
    )


def decision(dossier: Dossier[Any], province: Province) -> Document:
    """Quyết định (NĐ 64/2021 Điều 10): name, parties, signatory, publication, duties, draft."""
    f = dossier.fields
    body = (
        *letterhead.grounds([LAW, *([DECREE] if f.level in SUBORDINATE else [])]),
        Paragraph("QUYẾT ĐỊNH:", bold=True, align="center"),
        *letterhead.articles(
            [
                f"Đồng ý ký kết «{f.name}» giữa {f.party} và {f.partner} "
                f"({country(f.country)}) theo dự thảo kèm theo.",
                f"Người ký: {f.signatory or letterhead.BLANK}, "
                f"{f.signatory_title or letterhead.BLANK}.",
                _publication(f),
                f"Trách nhiệm thực hiện: {f.responsibilities or letterhead.BLANK}",
            ]
        ),
    )
    return letterhead.of_the_committee(
        province,
        **letterhead.DECIDES,
        **letterhead.stamped(f.decision),
        about=f"Về việc ký kết «{f.name}»",
        body=body,
        recipients=("Bộ Ngoại giao", province.office, f.party, "Lưu: VT"),
    )


def report(dossier: Dossier[Any], province: Province) -> Document:
    """Báo cáo within fifteen days of signing, to whom the level owes it."""
    f = dossier.fields
    is_province = f.level is Level.PROVINCE
    chairman = f"{province.chair_title} {letterhead.committee(province)}"
    first = ("Thủ tướng Chính phủ",) if is_province else (chairman,)
    copies = ("Bộ Ngoại giao (b/c)",) if is_province else (province.office,)
    rows = [
        *told(f),
        ("Ngày ký, nơi ký", f"{day(f.signed_on)}, {f.place or letterhead.BLANK}"),
        ("Có hiệu lực từ", day(f.effective_on)),
        ("Thời hạn", f"đến {day(f.expires_on)}" if f.expires_on else "không xác định"),
        ("Nơi lưu bản gốc", f.kept_at),
        ("Công bố", _publication(f)),
    ]
    more: dict[str, Any] = {
        "kind": "BÁO CÁO",
        "about": f"Về việc đã ký «{f.name}»",
        "addressed_to": first,
        "body": letterhead.points(rows),
        "recipients": ("Như trên", *copies, "Lưu: VT"),
        **letterhead.stamped(f.report),
    }
    if is_province:
        return letterhead.of_the_committee(province, symbol="BC-UBND", **more)
    return letterhead.of_the_unit(province, dossier.unit, symbol="BC", **more)


def told(f: Any) -> list[tuple[str, str]]:
    """What every letter says of the agreement."""
    return [
        ("Tên thỏa thuận", f"{f.name} ({NAME_TYPES[f.name_type]})"),
        ("Bên ký kết Việt Nam", f"{f.party} ({LEVELS[f.level]})"),
        ("Bên ký kết nước ngoài", f"{f.partner}, {country(f.country)}"),
        ("Nội dung hợp tác", f.content),
        ("Hiệu lực, thời hạn", f.effect),
        ("Ngày, nơi ký dự kiến", f.signing_plan),
        ("Ngôn ngữ", ", ".join(f.languages)),
    ]


def _publication(f: Any) -> str:
    return "Thỏa thuận được công bố." if f.is_public else f"Không công bố: {f.unpublished_ground}"
