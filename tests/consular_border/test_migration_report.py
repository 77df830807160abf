"""The six-month report on migration: Dự thảo 2025 Điều 2 khoản 9 đ; NĐ 09/2019/NĐ-CP."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from casework import Actor, Dossier, Refused, announce
from casework.province import Value
from casework.vocabulary import Decision, WithReason
from consular_border import migration
from consular_border.letters.migration_report import read_sheet
from consular_border.migration import Age, Figures, Kind, KindTotal, Row, Source
from consular_border.procedures.migration_report import MIGRATION_REPORT, MigrationReport
from papers import administrative, sheets
from papers.grids import UnreadableSheet
from support.desk import Desk

DURING, AFTER = date(2026, 3, 2), date(2026, 6, 15)
LABOUR = Row(
    kind=Kind.CONTRACT_LABOUR, age=Age.FROM_18, destination="JP", commune="Long Hồ",
    source=Source.HOME_AFFAIRS, male=30, female=20, total=50,
)  # fmt: skip
BY_POLICE = replace(LABOUR, source=Source.POLICE, male=28, total=48)
STUDY = Row(kind=Kind.STUDY, destination="AU", source=Source.EDUCATION, male=3, female=4, total=7)
SUMS = (
    KindTotal(kind=Kind.CONTRACT_LABOUR, male=30, female=20, total=50),
    KindTotal(kind=Kind.STUDY, male=3, female=4, total=7),
)
FIGURES = Figures(year=2026, half=1, rows=(LABOUR, STUDY), totals=SUMS)


def opened(figures: Figures = FIGURES, today: date = DURING, **more: Any) -> Desk:
    return Desk(MIGRATION_REPORT, today, **more).lodge(figures, by="officer", unit="so-ngoai-vu")


def refused(figures: Figures) -> list[str]:
    with pytest.raises(Refused) as refusal:
        opened(figures)
    return [f.at for f in refusal.value.failures]


def unpresentable(figures: Figures) -> list[str]:
    desk = opened(figures).on(AFTER)
    with pytest.raises(Refused) as refusal:
        desk.do("present", by="director")
    return [f.at for f in refusal.value.failures]


def sent() -> Desk:
    desk = opened().on(AFTER).do("present", by="director")
    return desk.do("send", Decision(number="90/BC-UBND", date=AFTER), by="office")


def test_a_report_is_collected_presented_and_sent() -> None:
    desk = opened(Figures(year=2026, half=1)).do("ask", by="officer")
    assert "cong-an-tinh" in [o.body for o in desk.dossier.rounds[-1].opinions]

    desk.do("enter", FIGURES, by="officer").on(AFTER).do("present", by="director")
    desk.do("send", Decision(number="90/BC-UBND", date=AFTER), by="office")
    assert (desk.state, desk.fields.reported) == ("sent", SUMS)


def test_counts_are_whole_and_not_negative_and_the_cell_is_named() -> None:
    odd = replace(LABOUR, male=29.5, total=49.5)
    below = replace(LABOUR, male=-1, total=19)

    assert refused(replace(FIGURES, rows=(STUDY, odd))) == ["/rows/1/male", "/rows/1/total"]
    assert refused(replace(FIGURES, rows=(below,))) == ["/rows/0/male"]
    assert refused(replace(FIGURES, totals=(replace(SUMS[0], male=-30, total=-10),))) == [
        *("/totals/0/male", "/totals/0/total")
    ]


def test_men_and_women_are_the_total_and_the_cell_is_named() -> None:
    wrong = replace(STUDY, total=8)
    assert refused(replace(FIGURES, rows=(LABOUR, wrong))) == ["/rows/1/total"]

    desk = opened()
    with pytest.raises(Refused, match="nam cộng nữ"):
        desk.do("enter", replace(FIGURES, rows=(wrong,)), by="officer")


def test_one_of_two_sources_of_a_cell_is_chosen() -> None:
    both = replace(FIGURES, rows=(LABOUR, BY_POLICE, STUDY))
    twice = (replace(LABOUR, is_chosen=True), replace(BY_POLICE, is_chosen=True), STUDY)
    assert unpresentable(both) == ["/rows/0/is_chosen", "/rows/1/is_chosen"]
    assert "/rows/0/is_chosen" in unpresentable(replace(both, rows=twice))

    chosen = replace(both, rows=(LABOUR, replace(BY_POLICE, is_chosen=True), STUDY))
    assert unpresentable(chosen) == ["/totals/0/male", "/totals/0/total"]
    police = (replace(SUMS[0], male=28, total=48), SUMS[1])
    desk = opened(replace(chosen, totals=police)).on(AFTER)
    assert desk.do("present", by="director").state == "presented"


def test_the_totals_of_the_kinds_agree_with_the_rows() -> None:
    off = (replace(SUMS[0], male=31, total=51), SUMS[1])

    assert unpresentable(replace(FIGURES, totals=off)) == ["/totals/0/male", "/totals/0/total"]
    assert unpresentable(replace(FIGURES, totals=SUMS[:1])) == ["/totals"]
    assert unpresentable(replace(FIGURES, totals=(*SUMS, SUMS[1]))) == ["/totals/2/kind"]


def test_an_unknown_country_is_named() -> None:
    assert refused(replace(FIGURES, rows=(replace(STUDY, destination="QQ"),))) == [
        "/rows/0/destination"
    ]


def test_periods_follow_the_cut_off_days() -> None:
    assert migration.period(2026, 1) == (date(2025, 12, 15), date(2026, 6, 14))
    assert refused(replace(FIGURES, half=2)) == ["/half"]

    with pytest.raises(Refused, match="chưa kết thúc"):
        opened().on(date(2026, 6, 14)).do("present", by="director")


def test_a_period_has_one_report_and_its_own_figures() -> None:
    kept: Dossier[MigrationReport] = Dossier(
        id="m1", code="DC-2026-000001", type="migration-report", regime=date(2025, 7, 1),
        province="86", unit="so-ngoai-vu", title="", lodged_on=DURING, state="sent",
        fields=MigrationReport(year=2026, half=1),
    )  # fmt: skip
    with pytest.raises(Refused, match="đã có báo cáo"):
        opened(others=[kept])
    with pytest.raises(Refused, match="kỳ khác"):
        opened().do("enter", replace(FIGURES, year=2025), by="officer")


def test_an_empty_report_is_not_presented() -> None:
    assert unpresentable(Figures(year=2026, half=1)) == ["/rows"]


def test_d68_the_day_is_the_provinces_own() -> None:
    assert opened().dossier.clocks == ()

    ours = Value(
        service="consular-border", name="migration-report.send-by-1", law="1/KH-UBND",
        since=date(2026, 1, 1), day="06-25",
    )  # fmt: skip
    desk = opened(values=[ours])
    clock = desk.dossier.clock("send-1")
    assert clock is not None
    assert (clock.id, clock.due) == ("D68", date(2026, 6, 25))


def test_a_figure_sent_upward_is_corrected_by_a_new_version() -> None:
    desk = sent().do("correct", WithReason(reason="Công an tỉnh bổ sung số liệu"), by="director")
    assert desk.fields.replaces.number == "90/BC-UBND"
    told = str(MIGRATION_REPORT.papers[0].makes(desk.dossier, desk.province))

    assert "thay Báo cáo số 90/BC-UBND" in told
    assert desk.dossier.title.endswith("(phiên bản 2)")


def test_the_ministry_reads_what_was_reported_and_no_draft() -> None:
    draft = announce("consular-border", MIGRATION_REPORT, opened().outcomes[-1])
    told = announce("consular-border", MIGRATION_REPORT, sent().outcomes[-1])

    assert draft.data.fields["reported"] == ()
    assert told.data.fields["reported"][0]["total"] == 50
    assert "rows" not in told.data.fields


ME = Actor(id="officer.86", roles=frozenset({"officer"}), province="86")


def test_the_sheet_goes_out_and_comes_back() -> None:
    desk = opened(replace(FIGURES, rows=(LABOUR, replace(BY_POLICE, is_chosen=True), STUDY)))
    content = MIGRATION_REPORT.papers[1].makes(desk.dossier, desk.province)

    found = read_sheet(content, ME, DURING)
    assert found.bad_cells == ()
    assert found.applications[0].rows == desk.fields.rows
    assert (found.applications[0].year, found.applications[0].half) == (2026, 1)


def test_every_bad_cell_of_a_sheet_is_named() -> None:
    from consular_border.letters.migration_report import COLUMNS

    columns = [replace(c, kind="text") for c in COLUMNS]
    rows = [
        ("du học", "18–34", "Úc", "", "Sở Giáo dục và Đào tạo", "3", "4", "8", ""),
        ("bay", "18–34", "Xứ Lạ", "", "Công an tỉnh", "-1", "2,5", "1", ""),
    ]
    content = sheets.write_sheet(columns, rows, title_rows=["6 tháng đầu năm 2026"])

    found = read_sheet(content, ME, DURING)
    assert [b.cell for b in found.bad_cells] == ["H4", "A5", "C5", "F5", "G5"]
    assert found.applications == ()


def test_another_sheet_is_not_read() -> None:
    from consular_border.letters.migration_report import COLUMNS

    for columns, titles in ((COLUMNS[1:], ["6 tháng đầu năm 2026"]), (COLUMNS, ["Số liệu"])):
        content = sheets.write_sheet(columns, [], title_rows=titles)
        with pytest.raises(UnreadableSheet):
            read_sheet(content, ME, DURING)


def test_the_report_on_paper() -> None:
    desk = sent()
    made = MIGRATION_REPORT.papers[0].makes(desk.dossier, desk.province)

    assert administrative.render_docx(made)[:2] == b"PK"
