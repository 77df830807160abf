"""Papers of a conference: request, scheme, consultation, submission, permit, opinion, report."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from casework import Dossier, Province
from casework.countries import country
from conferences_agreements import sections
from conferences_agreements.conference_forms import (
    MODES,
    ORGANISERS,
    REPORT,
    SCHEME,
    TOPICS,
    Guests,
    Held,
    Plan,
)  # fmt: skip
from papers import cells, letterhead
from papers.administrative import Block, Document, NumberedItem, Paragraph
from papers.letterhead import day, span

DECISION_06 = (
    "Quyết định số 06/2020/QĐ-TTg ngày 21 tháng 02 năm 2020 của Thủ tướng Chính phủ về tổ chức và "
    "quản lý hội nghị, hội thảo quốc tế tại Việt Nam"
)


def request(dossier: Dossier[Any], province: Province) -> Document:
    """Công văn xin phép of the organiser (Điều 4 khoản 1 điểm a)."""
    f = dossier.fields
    return letterhead.of_the_unit(
        province,
        dossier.unit,
        **letterhead.stamped(f.request),
        about=f"xin phép tổ chức hội nghị, hội thảo quốc tế «{f.name}»",
        addressed_to=(province.committee, province.office),
        body=(
            Paragraph(f"Thực hiện {DECISION_06}, {f.organiser} đề nghị cho phép tổ chức:"),
            *letterhead.points([*told(f), *of_the_place(f)]),
            Paragraph("Hồ sơ gửi kèm: đề án tổ chức (Mẫu 01) và các tài liệu liên quan."),
        ),
    )


def scheme(dossier: Dossier[Any], province: Province) -> Document:
    """Đề án (Mẫu 01), section by section in the order of the province's list."""
    f = dossier.fields
    return letterhead.of_the_unit(
        province,
        dossier.unit,
        kind="ĐỀ ÁN",
        symbol="ĐA",
        about=f"Tổ chức hội nghị, hội thảo quốc tế «{f.name}»",
        body=letterhead.points(
            (s.title, s.text)
            for s in sections.in_order(SCHEME, province, f.scheme, dossier.lodged_on)
        ),
    )


def consultation(dossier: Dossier[Any], province: Province) -> Document:
    """Công văn lấy ý kiến to every body of the last round (Điều 5)."""
    f = dossier.fields
    about = f"lấy ý kiến về việc tổ chức hội nghị, hội thảo quốc tế «{f.name}»"
    points = letterhead.points([*told(f), *of_the_place(f)])
    return to_those_asked(dossier, province, about, points)


def to_those_asked(
    dossier: Dossier[Any], province: Province, about: str, points: Sequence[Block]
) -> Document:
    asked = dossier.rounds[-1].opinions if dossier.rounds else ()
    due = next((o.due for o in asked if o.due), None)
    until = f"trước hết ngày {day(due)}" if due else "theo quy định"
    return letterhead.of_the_committee(
        province,
        symbol=f"UBND-{province.abbreviation}",
        about=about,
        addressed_to=tuple(province.unit(o.body) for o in asked),
        body=(
            Paragraph(f"Thực hiện {DECISION_06}, {province.committee} đề nghị cho ý kiến về:"),
            *points,
            Paragraph(f"Ý kiến bằng văn bản xin gửi về {province.office} {until}."),
        ),
    )


def submission(dossier: Dossier[Any], province: Province) -> Document:
    """Tờ trình to the Prime Minister (Điều 5 khoản 1), with why it is his to decide."""
    f = dossier.fields
    about = f"Về việc cho phép tổ chức hội nghị, hội thảo quốc tế «{f.name}»"
    points = letterhead.points([*told(f), *of_the_place(f)])
    return to_the_prime_minister(dossier, province, about, points)


def to_the_prime_minister(
    dossier: Dossier[Any], province: Province, about: str, points: Sequence[Block]
) -> Document:
    return letterhead.of_the_committee(
        province,
        kind="TỜ TRÌNH",
        symbol="TTr-UBND",
        **letterhead.stamped(dossier.fields.submission),
        about=about,
        addressed_to=("Thủ tướng Chính phủ",),
        body=(
            *points,
            *opinions(dossier, province),
            Paragraph("Kính trình Thủ tướng Chính phủ xem xét, quyết định."),
        ),
        recipients=("Như trên", "Bộ Ngoại giao", "Bộ Công an", "Lưu: VT"),
    )


def permit(dossier: Dossier[Any], province: Province) -> Document:
    """The written answer to the organiser, copied to the bodies concerned (Điều 5)."""
    f = dossier.fields
    return letterhead.of_the_committee(
        province,
        symbol=f"UBND-{province.abbreviation}",
        **letterhead.stamped(f.permit),
        about=f"cho phép tổ chức hội nghị, hội thảo quốc tế «{f.name}»",
        addressed_to=(f.organiser,),
        body=(
            Paragraph(f"Căn cứ {DECISION_06}, {province.committee} cho phép tổ chức:"),
            *letterhead.points([*told(f), *of_the_place(f)]),
            Paragraph(
                f"{f.organiser} tổ chức theo đúng nội dung và đề án đã được duyệt, chịu trách "
                "nhiệm về nội dung tài liệu, báo cáo, tham luận, và báo cáo kết quả (Mẫu 02) trong "
                "15 ngày kể từ ngày kết thúc."
            ),
        ),
        recipients=("Như trên", *_asked(dossier, province), "Lưu: VT"),
    )


def opinion(dossier: Dossier[Any], province: Province) -> Document:
    """What the province says of a conference that another authority permits (S004 2.14b)."""
    f = dossier.fields
    return letterhead.of_the_committee(
        province,
        symbol=f"UBND-{province.abbreviation}",
        **letterhead.stamped(f.stated),
        about=f"cho ý kiến về hội nghị, hội thảo quốc tế «{f.name}»",
        addressed_to=(f.organiser,),
        body=(
            *letterhead.points([*told(f), *of_the_place(f)]),
            Paragraph(f"Ý kiến: {f.stated.content if f.stated else letterhead.BLANK}"),
        ),
    )


def report(dossier: Dossier[Any], province: Province) -> Document:
    """Báo cáo kết quả (Mẫu 02), section by section in the order of the province's list."""
    f = dossier.fields
    given = f.report.sections if f.report else ()
    return letterhead.of_the_unit(
        province,
        dossier.unit,
        kind="BÁO CÁO",
        symbol="BC",
        **letterhead.stamped(f.report),
        about=f"Kết quả hội nghị, hội thảo quốc tế «{f.name}»",
        addressed_to=(province.committee,),
        body=(
            Paragraph(_took_place(f.held)),
            *letterhead.points(
                (s.title, s.text)
                for s in sections.in_order(REPORT, province, given, dossier.lodged_on)
            ),
        ),
    )


def told(plan: Plan) -> list[tuple[str, str]]:
    """What every letter says of the conference."""
    return [
        ("Tên hội nghị, hội thảo", plan.name),
        ("Đơn vị tổ chức", f"{plan.organiser} ({ORGANISERS[plan.organiser_kind]})"),
        ("Đơn vị phối hợp", "; ".join(plan.co_organisers) or "không có"),
        ("Chủ đề, nội dung", plan.content or ", ".join(TOPICS[t] for t in plan.topics)),
        ("Thời gian", span(plan.starts_on, plan.ends_on)),
        ("Đại biểu Việt Nam", f"{plan.vietnamese_participants} người"),
        ("Đại biểu nước ngoài", "; ".join(map(_guests, plan.foreign)) or "không có"),
        ("Kinh phí", cells.funding(plan.funding)),
    ]


def of_the_place(f: Any) -> list[tuple[str, str]]:
    return [
        ("Hình thức", MODES[f.mode]),
        ("Địa điểm", f.venue),
        ("Tham quan, khảo sát", f.field_trip or "không có"),
    ]


def opinions(dossier: Dossier[Any], province: Province) -> list[Block]:
    """What the consulted bodies said, one line each; a silent body is named as silent."""
    answers = {
        "agree": "đồng ý",
        "agree-with-comments": "đồng ý, có ý kiến",
        "disagree": "không đồng ý",
        None: "chưa trả lời",
    }
    rows = [o for r in dossier.rounds for o in r.opinions]
    if not rows:
        return []
    lines: list[Block] = [Paragraph("Ý kiến của các cơ quan được hỏi:")]
    for o in rows:
        text = ": ".join(filter(None, (answers[o.answer], o.comment)))
        lines.append(NumberedItem(number="-", title=f"{province.unit(o.body)}:", text=text))
    return lines


def _took_place(held: Held | None) -> str:
    if held is None:
        return f"Hội nghị đã được tổ chức {letterhead.BLANK}"
    return (
        f"Hội nghị đã được tổ chức {span(held.started_on, held.ended_on)}, có "
        f"{held.vietnamese_attended} đại biểu Việt Nam, {held.foreign_attended} đại biểu nước ngoài"
        " tham dự."
    )


def _guests(guests: Guests) -> str:
    of = f", {guests.organisation}" if guests.organisation else ""
    return f"{guests.number} người ({country(guests.country)}{of})"


def _asked(dossier: Dossier[Any], province: Province) -> list[str]:
    return [province.unit(o.body) for r in dossier.rounds[-1:] for o in r.opinions]
