"""Papers of the programme: Mẫu 1 and 2 out and in again, Mẫu 3 and 4, submission and decision."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any

import pytest
import xlsxwriter
from msgspec.structs import replace
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from casework import Actor, Dossier, DossierType
from casework.vocabulary import Approval, Decision, Funding, FundingLine, Money, Nature, Rank
from delegations.forms import Cost, DocumentToSign, WrittenOpinion
from delegations.items import Inbound, Item, Kind, Outbound, Standing, Stop
from delegations.letters.sheets import OUR_POSTS, THEIR_POSTS, rank_of
from delegations.procedures.amendment import AMENDMENT, Amendment
from delegations.procedures.budget_estimate import BUDGET_ESTIMATE, BudgetEstimate
from delegations.procedures.provincial_programme import PROVINCIAL_PROGRAMME
from delegations.procedures.scheme import SCHEME, Scheme
from delegations.procedures.unit_programme import UNIT_PROGRAMME, Submission, UnitProgramme
from delegations.programme import ProvincialProgramme
from papers.administrative import render_docx, render_pdf
from papers.reading import UnreadableSheet
from papers.sheets import SheetColumn, write_sheet
from support.desk import Desk

TODAY = date(2026, 11, 10)
UNIT = Actor(id="unit.86", roles=frozenset({"unit"}), province="86", unit="so-y-te")
OUT = Outbound(
    title="Đoàn bác sĩ tỉnh",
    nature=Nature.SURVEY,
    head=Rank.DIRECTOR,
    head_post="Giám đốc Sở Y tế",
    content="Khảo sát tuyến huyện",
    partner="Sở Y tế Champasak",
    members=6,
    days=5,
    month="2027-03",
    funding=(FundingLine(source=Funding.LOCAL), FundingLine(source=Funding.FOREIGN_HOST)),
    stops=(Stop(country="LA"), Stop(country="TH")),
)
IN = Inbound(
    title="Đoàn Okayama thăm làm việc",
    nature=Nature.WORKING_VISIT,
    head=Rank.VICE_GOVERNOR,
    head_post="Phó Tỉnh trưởng Okayama",
    content="Ký kế hoạch hợp tác",
    partner="Tỉnh Okayama",
    members=8,
    days=3,
    month="2027-05",
    funding=(FundingLine(source=Funding.SELF),),
    approval=Approval.PRIME_MINISTER,
    country="JP",
    host="Sở Y tế",
)


def dossier(type_: DossierType[Any], fields: Any) -> Dossier[Any]:
    return Dossier(
        id="d1",
        code=f"{type_.prefix}-2026-000001",
        type=type_.name,
        regime=type_.since,
        province="86",
        unit="so-y-te",
        title=type_.heading(fields),
        fields=fields,
        lodged_on=TODAY,
    )


def paper(type_: DossierType[Any], fields: Any, name: str) -> Any:
    province = Desk(type_, TODAY).province
    found = next(p for p in type_.papers if p.name == name)
    return found.makes(dossier(type_, fields), province)


def words(document: Any) -> str:
    """What the PDF says, blanks evened out; the docx of the same document is made too."""
    pages = PdfReader(BytesIO(render_pdf(document))).pages
    assert render_docx(document).startswith(b"PK")
    return " ".join(" ".join(p.extract_text() for p in pages).split())


def rows(content: bytes) -> list[list[Any]]:
    return CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0).to_python()


def test_forms_1_and_2_come_in_as_they_went_out() -> None:
    unit = UnitProgramme(year=2027, outbound=(OUT,), inbound=(IN,))
    assert UNIT_PROGRAMME.imports is not None

    for name, table in (("mau-1", "outbound"), ("mau-2", "inbound")):
        sheet = paper(UNIT_PROGRAMME, unit, name)
        read = UNIT_PROGRAMME.imports.reads(sheet, UNIT, TODAY)

        assert read.bad_cells == ()
        assert read.applications == (Submission(year=2027, **{table: getattr(unit, table)}),)


def test_a_workbook_with_both_forms_fills_both_tables() -> None:
    unit = UnitProgramme(year=2027, outbound=(OUT,), inbound=(IN,))
    book = BytesIO()
    with xlsxwriter.Workbook(book, {"default_date_format": "mm/yyyy"}) as both:
        for name in ("mau-1", "mau-2"):
            page = both.add_worksheet(name)
            for n, row in enumerate(rows(paper(UNIT_PROGRAMME, unit, name))):
                page.write_row(n, 0, row)
    assert UNIT_PROGRAMME.imports is not None

    read = UNIT_PROGRAMME.imports.reads(book.getvalue(), UNIT, TODAY)

    assert read.applications == (Submission(year=2027, outbound=(OUT,), inbound=(IN,)),)


def test_a_bad_cell_is_named_and_the_good_rows_are_kept() -> None:
    wrong = replace(OUT, days=0, month="")
    sheet = paper(UNIT_PROGRAMME, UnitProgramme(year=2027, outbound=(OUT, wrong)), "mau-1")
    assert UNIT_PROGRAMME.imports is not None

    read = UNIT_PROGRAMME.imports.reads(sheet, UNIT, TODAY)

    assert [len(a.outbound) for a in read.applications] == [1]
    assert {c.sheet for c in read.bad_cells} == {"Mẫu 1"}
    assert any("Thời gian thực hiện" in c.reason for c in read.bad_cells)


def test_a_file_that_is_neither_form_is_refused() -> None:
    assert UNIT_PROGRAMME.imports is not None

    other = write_sheet([SheetColumn("Họ tên"), SheetColumn("Lương")], [("An", "1")])
    for content in (b"an image", other):
        with pytest.raises(UnreadableSheet):
            UNIT_PROGRAMME.imports.reads(content, UNIT, TODAY)


@pytest.mark.parametrize(
    ("post", "posts", "rank"),
    [
        ("Phó Chủ tịch UBND tỉnh", OUR_POSTS, Rank.VICE_CHAIR),
        ("Chủ tịch Ủy ban nhân dân tỉnh", OUR_POSTS, Rank.CHAIR),
        ("Chủ tịch UBND xã Bình Đại", OUR_POSTS, Rank.OTHER),
        ("Phó Bí thư Tỉnh ủy", OUR_POSTS, Rank.PARTY_SECRETARY),
        ("Phó Giám đốc Sở Công Thương", OUR_POSTS, Rank.DEPUTY_DIRECTOR),
        ("Giám đốc sở và tương đương", OUR_POSTS, Rank.DIRECTOR),
        ("Thứ trưởng Bộ Y tế", THEIR_POSTS, Rank.VICE_MINISTER),
        ("Tổng Lãnh sự", THEIR_POSTS, Rank.CONSUL_GENERAL),
        ("Trưởng đoàn nghệ thuật", THEIR_POSTS, Rank.OTHER),
    ],
)
def test_a_post_tells_its_rank(post: str, posts: Any, rank: Rank) -> None:
    assert rank_of(post, posts) is rank


PROGRAMME = ProvincialProgramme(
    year=2027,
    sources=("u1", "u2"),
    silent_units=("so-noi-vu",),
    approval=Decision(number="15/QĐ-UBND", date=date(2026, 12, 25)),
    items=(
        Item(id="1", unit="so-y-te", kind=Kind.OUTBOUND, title="Đoàn bác sĩ", countries=("LA",)),
        Item(id="2", unit="so-y-te", kind=Kind.INBOUND, title="Đoàn Okayama", countries=("JP",)),
        Item(
            id="3",
            unit="so-y-te",
            kind=Kind.OUTBOUND,
            title="Đoàn bị từ chối",
            standing=Standing.REFUSED,
        ),
    ),
)


def test_the_province_s_tables_hold_what_all_units_plan() -> None:
    out = rows(paper(PROVINCIAL_PROGRAMME, PROGRAMME, "mau-1"))
    into = rows(paper(PROVINCIAL_PROGRAMME, PROGRAMME, "mau-2"))

    told = [str(cell) for row in out for cell in row]
    assert "BẢNG TỔNG HỢP KẾ HOẠCH ĐOÀN RA NĂM 2027" in told
    assert "Đoàn bác sĩ" in told
    assert "Đoàn bị từ chối" not in told
    assert "Đoàn Okayama" in [str(cell) for row in into for cell in row]


def test_submission_and_decision() -> None:
    submission = words(paper(PROVINCIAL_PROGRAMME, PROGRAMME, "to-trinh"))
    decision = words(paper(PROVINCIAL_PROGRAMME, PROGRAMME, "quyet-dinh"))

    assert "TỜ TRÌNH Về việc phê duyệt Chương trình hoạt động đối ngoại năm 2027" in submission
    assert "2 đoàn ra; 1 đoàn vào" in submission
    assert "Đơn vị chưa gửi hồ sơ: so-noi-vu" in submission
    assert "Số: 15/QĐ-UBND" in decision
    assert "ngày 25 tháng 12 năm 2026" in decision
    assert "gồm 2 hoạt động" in decision
    assert "TM. ỦY BAN NHÂN DÂN CHỦ TỊCH" in decision


def test_form_3() -> None:
    fields = Amendment(
        year=2027,
        action="add",
        path="B",
        name="Đón Đoàn Okayama",
        reason="Đối tác đề nghị",
        purpose="Hợp tác",
        scale="8 khách",
        starts_on=date(2027, 6, 21),
        ends_on=date(2027, 6, 23),
        participants="Tỉnh Okayama, Nhật Bản",
        plan="Làm việc",
        funding=(FundingLine(source=Funding.SELF),),
        opinions=(WrittenOpinion(body="Công an tỉnh", number="4/CAT-PA01", date=TODAY),),
    )

    told = words(paper(AMENDMENT, fields, "mau-3"))
    assert "5. Thời gian: từ ngày 21/06/2027 đến ngày 23/06/2027" in told
    assert "8. Kinh phí: tự túc" in told
    assert "Công an tỉnh: Văn bản số 4/CAT-PA01 ngày 10/11/2026" in told
    assert "CƠ QUAN/ĐƠN VỊ CHỊU TRÁCH NHIỆM" in told
    assert "Kính gửi: Bộ Ngoại giao" in words(paper(AMENDMENT, fields, "thong-bao"))


def test_form_4_and_the_estimate() -> None:
    cost = Cost(
        title="Vé máy bay", money=Money(amount=120_000_000, currency="VND"), source=Funding.LOCAL
    )
    signing = DocumentToSign(title="Kế hoạch hợp tác", signing_on=TODAY, agreement="TT-2026-1")
    scheme = Scheme(
        direction="outbound",
        starts_on=TODAY,
        ends_on=TODAY,
        capacity="Đoàn Sở Y tế",
        documents=(signing,),
        costs=(cost,),
    )

    told = words(paper(SCHEME, scheme, "mau-4"))
    assert "2. Danh nghĩa: Đoàn Sở Y tế" in told
    assert "Kế hoạch hợp tác, dự kiến ký ngày 10/11/2026 (hồ sơ TT-2026-1)" in told
    assert "14. Tặng phẩm, kinh phí: Tổng: 120.000.000 VND" in told

    estimate = BudgetEstimate(activity="Đoàn sang Lào", reason="mời đột xuất", lines=(cost, cost))
    assert "Tổng: 240.000.000 VND" in words(paper(BUDGET_ESTIMATE, estimate, "du-toan"))
