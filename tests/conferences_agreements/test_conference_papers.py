"""Papers of conferences: what they say, in docx and pdf."""

from __future__ import annotations

from datetime import date, datetime
from io import BytesIO
from typing import Any

from msgspec.structs import replace
from pypdf import PdfReader

from casework import Dossier, DossierType, Opinion, Round
from casework.vocabulary import Decision, Funding, FundingLine
from conferences_agreements.conference_forms import (
    Conference,
    Guests,
    Held,
    OrganiserKind,
    ResultReport,
    Stated,
    Topic,
)
from conferences_agreements.procedures.conference import CONFERENCE
from conferences_agreements.procedures.conference_hosting import CONFERENCE_HOSTING, Hosting
from conferences_agreements.sections import Section
from papers.administrative import render_docx, render_pdf
from support.desk import HANOI, Desk

TODAY = date(2026, 8, 3)
ROUND = Round(
    number=1,
    topic="Tổ chức hội nghị",
    law="06/2020/QĐ-TTg, Điều 5",
    sent=datetime(2026, 8, 3, 9, tzinfo=HANOI),
    opinions=(
        Opinion(body="Bộ Ngoại giao", due=date(2026, 8, 18), answer="agree"),
        Opinion(body="Bộ Công an", due=date(2026, 8, 18)),
    ),
)
SAID: dict[str, Any] = {
    "name": "Hội thảo y tế dự phòng",
    "organiser": "Sở Y tế",
    "organiser_kind": OrganiserKind.PROVINCIAL,
    "topics": (Topic.HEALTH,),
    "starts_on": date(2026, 10, 12),
    "ends_on": date(2026, 10, 13),
    "vietnamese_participants": 60,
    "foreign": (Guests(country="JP", number=8),),
    "funding": (FundingLine(source=Funding.LOCAL),),
}
CONFERENCE_FIELDS = Conference(
    **SAID,
    venue="Vĩnh Long",
    scheme=(Section(title="Thành phần tham dự", text="68 người"),
            Section(title="Lý do, danh nghĩa, mục đích", text="trao đổi kinh nghiệm")),
    permit=Decision(number="55/UBND-NV", date=date(2026, 8, 20)),
    stated=Stated(number="60/UBND-NV", date=date(2026, 8, 20), content="Đồng ý"),
    held=Held(started_on=date(2026, 10, 12), ended_on=date(2026, 10, 13), organiser="Sở Y tế",
              vietnamese_attended=58, foreign_attended=7),
    report=ResultReport(number="9/BC-SYT", date=date(2026, 10, 20),
                        sections=(Section(title="Thành phần tham dự", text="đủ"),)),
)  # fmt: skip


def words(type_: DossierType[Any], fields: Any, name: str) -> str:
    """What the PDF says, blanks evened out; the docx of the same document is made too."""
    dossier: Dossier[Any] = Dossier(
        id="d1", code="HN-2026-000001", type=type_.name, regime=type_.since, province="86",
        unit="so-y-te", title="", fields=fields, lodged_on=TODAY, rounds=(ROUND,),
    )  # fmt: skip
    paper = next(p for p in type_.papers if p.name == name)
    document = paper.makes(dossier, Desk(type_, TODAY).province)
    assert render_docx(document).startswith(b"PK")
    pages = PdfReader(BytesIO(render_pdf(document))).pages
    return " ".join(" ".join(p.extract_text() for p in pages).split())


def test_every_paper_of_a_conference_names_it() -> None:
    for paper in CONFERENCE.papers:
        assert "Hội thảo y tế dự phòng" in words(CONFERENCE, CONFERENCE_FIELDS, paper.name)


def test_form_01_keeps_the_order_of_the_list() -> None:
    told = words(CONFERENCE, CONFERENCE_FIELDS, "mau-01")

    assert "1. Lý do, danh nghĩa, mục đích: trao đổi kinh nghiệm" in told
    assert "2. Thành phần tham dự: 68 người" in told


def test_the_submission_says_who_agreed_and_who_was_silent() -> None:
    told = words(CONFERENCE, CONFERENCE_FIELDS, "to-trinh")

    assert "Kính gửi: Thủ tướng Chính phủ" in told
    assert "Bộ Ngoại giao: đồng ý" in told
    assert "Bộ Công an: chưa trả lời" in told


def test_the_permit_is_numbered_and_says_the_fifteen_days() -> None:
    told = words(CONFERENCE, CONFERENCE_FIELDS, "giay-phep")

    assert "Số: 55/UBND-NV" in told
    assert "trong 15 ngày kể từ ngày kết thúc" in told
    assert "8 người (Nhật Bản)" in told


def test_consultation_and_report() -> None:
    assert "trước hết ngày 18/08/2026" in words(CONFERENCE, CONFERENCE_FIELDS, "lay-y-kien")
    told = words(CONFERENCE, CONFERENCE_FIELDS, "mau-02")
    assert "58 đại biểu Việt Nam, 7 đại biểu nước ngoài" in told
    before = replace(CONFERENCE_FIELDS, report=None, held=None)
    assert "BÁO CÁO" in words(CONFERENCE, before, "mau-02")


def test_papers_of_a_bid() -> None:
    fields = Hosting(**SAID, reason="Đến lượt tỉnh", purpose="Quảng bá")

    for paper in CONFERENCE_HOSTING.papers:
        assert "Lý do đăng cai: Đến lượt tỉnh" in words(CONFERENCE_HOSTING, fields, paper.name)
