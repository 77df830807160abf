"""Papers of a delegation going abroad: request, submission, decision, notice, results."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from casework import Dossier, Province
from casework.countries import country
from casework.opinion import ANSWERS
from casework.vocabulary import NATURES, RANKS
from delegations.outbound import LEVELS, MANAGED, PARTS, Member
from papers import cells, letterhead
from papers.administrative import Block, Column, Document, NumberedItem, Paragraph, Table

PEOPLE = (
    Column("STT", 0.5, "center"),
    Column("Họ và tên", 2.2),
    Column("Ngày sinh", 1.2, "center"),
    Column("Chức vụ, đơn vị", 3),
    Column("Vai trò", 1.3),
)
WHO_WENT = (*PEOPLE, Column("Diện quản lý", 1.5), Column("Chuyến trong năm", 1, "center"))
ITINERARY = (
    Column("Nước, thành phố", 3),
    Column("Ngày đến", 1.2, "center"),
    Column("Ngày đi", 1.2, "center"),
)
TRAVEL = "đi công tác nước ngoài"


def request(dossier: Dossier[Any], province: Province) -> Document:
    """Công văn xin phép: the unit asks the People's Committee to let the delegation go."""
    f = dossier.fields
    return letterhead.of_the_unit(
        province,
        dossier.unit,
        symbol="CV",
        **letterhead.stamped(f.request),
        about=f"xin phép {TRAVEL}: {f.title}",
        addressed_to=(province.committee, province.office),
        body=(
            Paragraph(f"Kính đề nghị {province.committee} xem xét, cho phép:"),
            *_statements(f),
            _people(f.members),
        ),
        recipients=("Như trên", "Sở Nội vụ, Công an tỉnh", "Lưu: VT"),
    )


def submission(dossier: Dossier[Any], province: Province) -> Document:
    """Tờ trình: what the Department found out about the people, and who has said what."""
    f = dossier.fields
    rows = tuple(
        (*row, MANAGED[m.managed_by], str(m.trips))
        for row, m in zip(_rows(f.members), f.members, strict=True)
    )
    body: list[Block] = [
        *_statements(f),
        NumberedItem(number="7.", title="Thành viên:", text=f"{f.travellers} người"),
        Table(columns=WHO_WENT, rows=rows),
        NumberedItem(number="8.", title="Ý kiến về nhân sự:"),
        *_opinions(dossier, province),
        NumberedItem(
            number="9.",
            title="Văn bản của Tỉnh ủy:",
            text=_document(f.party_consent) or "không thuộc diện phải có",
        ),
    ]
    if f.note:
        body.append(NumberedItem(number="10.", title="Giải trình:", text=f.note))
    return letterhead.of_the_department(
        province,
        kind="TỜ TRÌNH",
        symbol=f"TTr-{province.abbreviation}",
        about=f"Về việc cử đoàn {TRAVEL}: {f.title}",
        addressed_to=(province.committee,),
        body=tuple(body),
        recipients=("Như trên", f"Lưu: VT, {province.abbreviation}"),
    )


def decision(dossier: Dossier[Any], province: Province) -> Document:
    """Quyết định cử đoàn: it names every member, the places, the time and who pays."""
    f = dossier.fields
    consent = [f"Văn bản {_document(f.party_consent)} của Ban Thường vụ Tỉnh ủy"]
    replaced = [a.replaced for a in f.amended if a.replaced]
    amends = [f"Quyết định này thay thế Quyết định {_document(d)}." for d in replaced[-1:]]
    body = (
        *letterhead.grounds(
            [
                "Luật Xuất cảnh, nhập cảnh của công dân Việt Nam số 49/2019/QH14",
                *(consent if f.party_consent else []),
                f"đề nghị của {province.office}",
            ]
        ),
        Paragraph("QUYẾT ĐỊNH:", bold=True, align="center"),
        *letterhead.articles(
            [
                f"Cử {f.travellers} ông, bà có tên trong danh sách dưới đây {TRAVEL} ({f.title}).",
                f"Nơi đến: {_places(f)}. Thời gian: "
                f"{letterhead.span(f.departs_on, f.returns_on)} ({f.days} ngày, kể cả đi, về và "
                f"quá cảnh). Mục đích: {f.purpose}",
                f"Kinh phí: {cells.funding(f.funding)}. Trưởng đoàn không để thành viên mang tài "
                "liệu mật ra nước ngoài và báo cáo kết quả theo quy định sau khi về nước.",
                "Các ông, bà có tên và thủ trưởng cơ quan, đơn vị liên quan chịu trách nhiệm thi "
                f"hành Quyết định này. {' '.join(amends)}".strip(),
            ]
        ),
        _people(f.members),
    )
    return letterhead.of_the_committee(
        province,
        **letterhead.DECIDES,
        **letterhead.stamped(f.decision),
        about=f"Về việc cử đoàn {TRAVEL}",
        body=body,
        recipients=("Như Điều 4", "Bộ Ngoại giao", "Sở Nội vụ, Công an tỉnh", "Lưu: VT"),
    )


def notice(dossier: Dossier[Any], province: Province) -> Document:
    """The province tells Vietnam's missions where the delegation goes, and the Ministry."""
    f = dossier.fields
    missions = tuple(n.mission for n in f.notices) or tuple(
        f"Cơ quan đại diện Việt Nam tại {country(c)}" for c in _countries(f)
    )
    return letterhead.of_the_committee(
        province,
        symbol=f"UBND-{province.abbreviation}",
        **letterhead.stamped(f.ministry_notice),
        about=f"thông báo đoàn công tác của tỉnh: {f.title}",
        addressed_to=(*missions, "Bộ Ngoại giao"),
        body=(
            Paragraph(
                f"{province.committee} trân trọng thông báo về nội dung, chương trình hoạt động "
                "của đoàn và đề nghị Quý cơ quan quan tâm, hỗ trợ:"
            ),
            *_statements(f),
            _itinerary(f),
            _people(f.members),
        ),
        recipients=("Như trên", province.office, "Lưu: VT"),
    )


def results(dossier: Dossier[Any], province: Province) -> Document:
    """The Ministry hears what came of it (Điều 7 khoản 3)."""
    f = dossier.fields
    went = (f.departed_on, f.returned_on)
    when = letterhead.span(*went) if all(went) else letterhead.BLANK
    reached = "; ".join(f.agreements_reached) or "không có"
    return letterhead.of_the_committee(
        province,
        symbol=f"UBND-{province.abbreviation}",
        **letterhead.stamped(f.results_notice),
        about=f"thông báo kết quả đoàn công tác: {f.title}",
        addressed_to=("Bộ Ngoại giao",),
        body=(
            NumberedItem(number="1.", title="Đoàn:", text=f"{f.title}, {RANKS[f.head]} dẫn đầu"),
            NumberedItem(number="2.", title="Thời gian:", text=when),
            NumberedItem(number="3.", title="Nơi đến:", text=_places(f)),
            NumberedItem(number="4.", title="Nội dung làm việc:", text=f.content),
            NumberedItem(number="5.", title="Thỏa thuận đạt được:", text=reached),
        ),
        recipients=("Như trên", province.office, "Lưu: VT"),
    )


def _statements(f: Any) -> tuple[Block, ...]:
    nature = f"{LEVELS[f.level]}, {NATURES[f.nature]}"
    when = f"{letterhead.span(f.departs_on, f.returns_on)} ({f.days} ngày)"
    told = (
        ("Danh nghĩa, tính chất:", f"{f.title} ({nature})"),
        ("Nơi đến, đối tác:", "; ".join(filter(None, (_places(f), ", ".join(f.hosts))))),
        ("Thời gian:", when),
        ("Mục đích, nội dung:", "\n".join(filter(None, (f.purpose, f.content)))),
        ("Mức độ tiếp xúc:", f.contact_level or letterhead.BLANK),
        ("Kinh phí:", cells.funding(f.funding)),
    )
    return tuple(
        NumberedItem(number=f"{n}.", title=title, text=text)
        for n, (title, text) in enumerate(told, 1)
    )


def _people(members: Iterable[Member]) -> Table:
    return Table(columns=PEOPLE, rows=_rows(members))


def _rows(members: Iterable[Member]) -> tuple[tuple[str, ...], ...]:
    return tuple(
        (
            str(n),
            m.name,
            letterhead.day(m.birth_date) if m.birth_date else "",
            ", ".join(filter(None, (m.post, m.unit))),
            PARTS[m.role],
        )
        for n, m in enumerate(members, 1)
    )


def _itinerary(f: Any) -> Table:
    rows = tuple(
        (
            ", ".join(filter(None, (leg.city, country(leg.country)))),
            letterhead.day(leg.arrive),
            letterhead.day(leg.depart),
        )
        for leg in f.legs
    )
    return Table(columns=ITINERARY, rows=rows, caption="Chương trình đi lại")


def _countries(f: Any) -> tuple[str, ...]:
    return tuple(dict.fromkeys(leg.country for leg in f.legs))


def _places(f: Any) -> str:
    return cells.itinerary(_countries(f))


def _document(document: Any) -> str:
    return f"số {document.number} ngày {letterhead.day(document.date)}" if document else ""


def _opinions(dossier: Dossier[Any], province: Province) -> list[Paragraph]:
    return [
        Paragraph(f"- {province.unit(o.body)}: {ANSWERS[o.answer or 'no_reply']}. {o.comment}")
        for round_ in dossier.rounds[-1:]
        for o in round_.opinions
    ]
