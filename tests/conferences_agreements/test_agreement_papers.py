"""Papers of agreements and their changes: what they say, in docx and pdf."""

from __future__ import annotations

from datetime import date, datetime
from io import BytesIO
from typing import Any

from msgspec.structs import replace
from pypdf import PdfReader

from casework import Dossier, DossierType, Opinion, Round
from casework.vocabulary import Decision
from conferences_agreements.agreement_change_forms import AgreementChange
from conferences_agreements.agreement_forms import Agreement, Field, Level, NameType, PartnerKind
from conferences_agreements.procedures.agreement import AGREEMENT
from conferences_agreements.procedures.agreement_change import AGREEMENT_CHANGE
from conferences_agreements.sections import Section
from papers.administrative import render_docx, render_pdf
from support.desk import HANOI, Desk

TODAY = date(2026, 3, 2)
ROUND = Round(
    number=1,
    topic="Ký kết thỏa thuận quốc tế",
    law="70/2020/QH14, Điều 19 khoản 2",
    sent=datetime(2026, 3, 2, 9, tzinfo=HANOI),
    opinions=(
        Opinion(body="Bộ Ngoại giao", due=date(2026, 3, 11), answer="agree-with-comments",
                comment="sửa Điều 3"),
        Opinion(body="Bộ Công an", due=date(2026, 3, 11)),
    ),
)  # fmt: skip
FIELDS = Agreement(
    name="Bản ghi nhớ với tỉnh Champasak",
    name_type=NameType.MEMORANDUM,
    level=Level.PROVINCE,
    party="UBND tỉnh Vĩnh Long",
    partner="Chính quyền tỉnh Champasak",
    partner_kind=PartnerKind.LOCAL,
    country="LA",
    areas=(Field.ECONOMY,),
    content="Thương mại, đầu tư",
    proposal=(Section(title="Bối cảnh", text="quan hệ lâu năm"),),
    explanation="đã sửa Điều 3",
    responsibilities="Sở Công Thương chủ trì",
    decision=Decision(number="88/QĐ-UBND", date=TODAY),
    signed_on=date(2026, 6, 1),
    place="Pakse",
    effective_on=date(2026, 6, 1),
)
CHANGE = AgreementChange(
    agreement="TT-2026-000001",
    agreement_name=FIELDS.name,
    kind="extend",
    reason="hợp tác hiệu quả",
    country="LA",
    party="UBND tỉnh Vĩnh Long",
    partner="Chính quyền tỉnh Champasak",
    new_expiry=date(2031, 12, 31),
    effective_on=TODAY,
)


def words(type_: DossierType[Any], fields: Any, name: str, round_: Round = ROUND) -> str:
    """What the PDF says, blanks evened out; the docx of the same document is made too."""
    dossier: Dossier[Any] = Dossier(
        id="d1", code="TT-2026-000001", type=type_.name, regime=type_.since, province="86",
        unit="so-y-te", title="", fields=fields, lodged_on=TODAY, rounds=(round_,),
    )  # fmt: skip
    paper = next(p for p in type_.papers if p.name == name)
    document = paper.makes(dossier, Desk(type_, TODAY).province)
    assert render_docx(document).startswith(b"PK")
    pages = PdfReader(BytesIO(render_pdf(document))).pages
    return " ".join(" ".join(p.extract_text() for p in pages).split())


def test_every_paper_names_the_agreement_at_every_level() -> None:
    for level in Level:
        for paper in AGREEMENT.papers:
            told = words(AGREEMENT, replace(FIELDS, level=level), paper.name)
            assert "Bản ghi nhớ với tỉnh Champasak" in told


def test_proposal_and_consultation() -> None:
    assert "Bối cảnh: quan hệ lâu năm" in words(AGREEMENT, FIELDS, "de-xuat")
    told = words(AGREEMENT, FIELDS, "lay-y-kien")
    assert "trước hết ngày 11/03/2026" in told
    assert "Chính quyền tỉnh Champasak, Lào" in told


def test_those_asked_on_the_short_path_are_told_why() -> None:
    proof = Decision(number="3/BNG-LT", date=TODAY)
    short = replace(FIELDS, short_ground="disaster", short_proof=proof)
    told = words(AGREEMENT, short, "lay-y-kien", replace(ROUND, id="D24"))

    assert "Điều 35 của Luật: thiên tai, Văn bản số 3/BNG-" in told
    assert "rút gọn" not in words(AGREEMENT, short, "lay-y-kien")


def test_the_submission_tells_differing_opinions_and_their_explanation() -> None:
    told = words(AGREEMENT, FIELDS, "to-trinh")

    assert "Bộ Ngoại giao: đồng ý, có ý kiến: sửa Điều 3" in told
    assert "Bộ Công an: chưa trả lời" in told
    assert "Giải trình, tiếp thu: đã sửa Điều 3" in told


def test_decree_64_art_10_the_decision_says_all_it_must() -> None:
    told = words(AGREEMENT, FIELDS, "quyet-dinh")

    assert "Số: 88/QĐ-UBND" in told
    assert "Điều 2. Người ký:" in told
    assert "Thỏa thuận được công bố" in told
    assert "Trách nhiệm thực hiện: Sở Công Thương chủ trì" in told


def test_the_report_goes_to_whom_the_level_owes_it() -> None:
    assert "Kính gửi: Thủ tướng Chính phủ" in words(AGREEMENT, FIELDS, "bao-cao")
    sub = replace(FIELDS, level=Level.DEPARTMENT)
    assert "Kính gửi: Chủ tịch Ủy ban nhân dân tỉnh Vĩnh Long" in words(AGREEMENT, sub, "bao-cao")


def test_papers_of_a_change() -> None:
    for paper in AGREEMENT_CHANGE.papers:
        told = words(AGREEMENT_CHANGE, CHANGE, paper.name)
        assert "gia hạn «Bản ghi nhớ với tỉnh Champasak»" in told
    assert "Thời hạn mới: đến ngày 31/12/2031" in words(AGREEMENT_CHANGE, CHANGE, "thong-bao")
    assert "Kính gửi: Bộ Ngoại giao" in words(AGREEMENT_CHANGE, CHANGE, "thong-bao")
