"""The calendar of periodic obligations, row by row, each with its source.

National rows first, then those of a province's own text (`own`), then the finance side. Duties of
single events (result reports) live in the procedures of their services: `OF_EVENTS` says where.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from casework import Amount, Citation, Param
from reporting.laws import (
    AGREEMENTS,
    AGREEMENTS_GUIDE,
    AID,
    AID_MONEY,
    ASSESSING_PEOPLE_DIPLOMACY,
    BORDER_TREATIES,
    CONFERENCES,
    DEPARTMENT_TASKS,
    MIGRATION_REPORTS,
    MINISTRY_REPORTS,
    NGO,
    OVERSEAS_REPORTS,
    PEOPLE_DIPLOMACY_REPORTS,
    PEOPLE_DIPLOMACY_UNION,
    PERIODIC_REPORTS,
    PLANNING_DELEGATIONS,
    TRAINING_NEEDS,
    TWINNING_SCHEMES,
    UNIT_PLANS_AND_REPORTS,
    UNIT_PROGRAMME_DAY,
    UNIT_PROGRAMMES,
)
from reporting.obligations.obligation import Obligation

MINISTRY = ("Bộ Ngoại giao",)
NOT_SAID = "văn bản không nêu ngày"
EVERY_SUBJECT = (
    "outbound", "inbound", "programme", "conferences", "agreements", "partners", "ngos", "aid",
    "awards", "passports", "abtc", "legalisation", "consular", "migration", "overseas", "border",
    "press", "information", "people", "training", "discipline",
)  # fmt: skip
MAU_5 = (
    "regulation", "achieved", "shortcomings", "difficulties", "causes", "issues", "context",
    "priorities", "conditions", "proposals", "measures",
)  # fmt: skip


def day(of: str, title: str, law: Citation, default: tuple[int, int] | None = None) -> Param:
    return Param(name=f"{of}.due", title=title, law=law, default=default)


TASKS = DEPARTMENT_TASKS.form("nhiệm vụ thông tin, báo cáo")
LIST_UNSEEN = MINISTRY_REPORTS.art("", mark="X")
PROGRAMME = "vn.ngoaivu.delegations"
MIGRATION = "vn.ngoaivu.consular-border.migration-report.sent.v1"
FILED = "vn.ngoaivu.ngos.ngo-filing.received.v1"


def _migration(half: int) -> Obligation:
    which = "đầu" if half == 1 else "cuối"
    id = f"migration-{'first' if half == 1 else 'second'}-half"
    return Obligation(
        id=id, catalogue="D68", law=MIGRATION_REPORTS, report="migration", to=MINISTRY,
        title=f"Báo cáo di cư quốc tế 6 tháng {which} năm",
        every="first-half" if half == 1 else "second-half",
        day=day(id, f"Gửi báo cáo di cư 6 tháng {which} năm", MIGRATION_REPORTS),
        no_day=f"{NOT_SAID}; chốt số liệu theo 09/2019/NĐ-CP, Điều 12 khoản 3",
        subjects=("migration",), fed_by=(MIGRATION,),
    )  # fmt: skip


# fmt: off
NATIONAL: Sequence[Obligation] = (
    Obligation(
        id="unit-half-year", title="Báo cáo của đơn vị về công tác đối ngoại 6 tháng",
        law=UNIT_PLANS_AND_REPORTS, of="unit-report", every="first-half", owed_by=(),
        report="unit-half-year", to=("Sở Ngoại vụ",), stop="before", signs="department",
        day=day("unit-half-year", "Đơn vị gửi báo cáo 6 tháng: trước ngày", TASKS),
        no_day=NOT_SAID, subjects=("outbound", "inbound")),
    Obligation(
        id="unit-year", title="Báo cáo của đơn vị về công tác đối ngoại",
        law=UNIT_PLANS_AND_REPORTS, of="unit-report", every="year", owed_by=(),
        report="unit-year", to=("Sở Ngoại vụ",), stop="before", signs="department",
        day=day("unit-year", "Đơn vị gửi báo cáo cuối năm: trước ngày", TASKS),
        no_day=NOT_SAID, subjects=("outbound", "inbound")),
    Obligation(
        id="half-year-report", title="Báo cáo công tác đối ngoại 6 tháng",
        law=PERIODIC_REPORTS, every="first-half", report="half-year-report",
        to=("Ủy ban nhân dân tỉnh", *MINISTRY),
        day=day("half-year-report", "Gửi báo cáo công tác đối ngoại 6 tháng", LIST_UNSEEN),
        no_day=f"{NOT_SAID} (tháng 6)", parts=("unit-half-year",), subjects=EVERY_SUBJECT),
    Obligation(
        id="year-report", title="Báo cáo kết quả công tác đối ngoại địa phương",
        catalogue="D02", law=PERIODIC_REPORTS, every="year", report="year-report", to=MINISTRY,
        day=day("year-report", "Gửi Bộ Ngoại giao báo cáo năm (Mẫu 5): trước ngày", LIST_UNSEEN),
        stop="before", no_day=f"{NOT_SAID} («theo quy định»)", parts=("unit-year",),
        subjects=EVERY_SUBJECT, sections=MAU_5, form="mau-5"),
    Obligation(
        id="next-year-programme", title="Hồ sơ Chương trình hoạt động đối ngoại",
        catalogue="D02", law=PERIODIC_REPORTS, every="year", ahead=True, years=-1,
        cuts="calendar", report="programme", to=MINISTRY, stop="before",
        day=day("next-year-programme", "Gửi hồ sơ Chương trình năm sau: trước ngày", LIST_UNSEEN),
        no_day=f"{NOT_SAID} («theo quy định»)", parts=("unit-programme",),
        fed_by=(f"{PROGRAMME}.provincial-programme.sent-to-ministry.v1",
                f"{PROGRAMME}.provincial-programme.copy-sent.v1")),
    _migration(1),
    _migration(2),
    Obligation(
        id="agreements-report", title="Báo cáo ký kết và thực hiện thỏa thuận quốc tế",
        catalogue="D39", law=AGREEMENTS.art(46, 3), every="year", report="agreements", to=MINISTRY,
        day=day("agreements-report", "Báo cáo thỏa thuận quốc tế", AGREEMENTS.art(46, 3), (11, 15)),
        parts=("agreements-subordinates",), subjects=("agreements",)),
    Obligation(
        id="agreements-signing-plan", title="Kế hoạch ký kết thỏa thuận quốc tế",
        catalogue="D38", law=AGREEMENTS.art(42, 2), every="year", ahead=True, years=-1,
        cuts="calendar", report="agreements", to=MINISTRY, subjects=("agreements",),
        day=day("agreements-signing-plan", "Kế hoạch ký kết", AGREEMENTS.art(42, 2), (11, 15))),
    Obligation(
        id="agreements-implementation-plan", title="Kế hoạch thực hiện thỏa thuận quốc tế",
        catalogue="D38", law=AGREEMENTS.art(46, 1), every="year", ahead=True, years=-1,
        cuts="calendar", report="agreements", to=MINISTRY, subjects=("agreements",),
        day=day("agreements-implementation-plan", "Kế hoạch thực hiện", AGREEMENTS.art(46, 1),
                (11, 15))),
    Obligation(
        id="agreements-council", title="Báo cáo thỏa thuận quốc tế nhân danh HĐND cấp tỉnh",
        catalogue="D39", law=AGREEMENTS.art(46, 3), every="year", report="agreements", to=MINISTRY,
        owed_by=("hdnd",), signs="council", elsewhere=True,
        day=day("agreements-council", "Báo cáo của HĐND", AGREEMENTS.art(46, 3), (11, 15)),
        note="HĐND ký và gửi; Sở Ngoại vụ theo dõi"),
    Obligation(
        id="agreements-subordinates", title="Báo cáo thỏa thuận quốc tế của đơn vị",
        law=AGREEMENTS_GUIDE.art(16, 1), of="unit-report", every="year", owed_by=(),
        report="agreements-subordinates", to=("Sở Ngoại vụ",), signs="department",
        no_day=NOT_SAID, subjects=("agreements",)),
    Obligation(
        id="conferences-report", title="Báo cáo hội nghị, hội thảo quốc tế (Mẫu 03)",
        catalogue="D19", law=CONFERENCES.art(8), every="year", report="conferences", to=MINISTRY,
        day=day("conferences-report", "Chậm nhất ngày", CONFERENCES.art(8), (12, 18)),
        subjects=("conferences",)),
    Obligation(
        id="ngos-report", title="Báo cáo về tổ chức phi chính phủ nước ngoài (Mẫu 04)",
        catalogue="D48", law=NGO.art(24, 6), every="year", report="ngos",
        to=(*MINISTRY, "Ủy ban công tác về các tổ chức phi chính phủ nước ngoài"),
        day=day("ngos-report", "Chậm nhất ngày", NGO.art(24, 6), (12, 18)),
        subjects=("ngos",), fed_by=(FILED,)),
    Obligation(
        id="ngos-own-reports", title="Báo cáo của tổ chức phi chính phủ nước ngoài (Mẫu 05)",
        catalogue="D47", law=NGO.art(21, 5), every="year", report="ngos-own",
        to=("Bộ, ngành liên quan", "Ủy ban công tác về các tổ chức phi chính phủ nước ngoài"),
        day=day("ngos-own-reports", "Chậm nhất ngày", NGO.art(21, 5), (12, 18)), elsewhere=True,
        signs="department", note="Tổ chức tự gửi; Sở Ngoại vụ theo dõi bản sao"),
    Obligation(
        id="aid-report", title="Báo cáo tiếp nhận, giải ngân và kết quả viện trợ",
        catalogue="D53", law=AID.art(13, 9), every="year", years=1, report="aid",
        to=("Bộ Tài chính",), subjects=("aid",), fed_by=(FILED,),
        day=day("aid-report", "Báo cáo năm trước về viện trợ", AID.art(13, 9), (1, 15)),
        note="80/2020/NĐ-CP đã được 313/2025/NĐ-CP thay thế: ngày là giá trị của tỉnh"),
)

OWN_TEXTS: Sequence[Obligation] = (
    Obligation(
        id="unit-programme", title="Hồ sơ Chương trình hoạt động đối ngoại của đơn vị",
        catalogue="D01", law=UNIT_PROGRAMMES, of="unit-report", every="year", ahead=True,
        years=-1, cuts="calendar", owed_by=(), own=True, report="unit-programme", stop="before",
        to=("Văn phòng Ủy ban nhân dân tỉnh",), signs="department",
        day=day("unit-programme", "Đơn vị gửi hồ sơ Chương trình: trước ngày", UNIT_PROGRAMME_DAY),
        no_day=NOT_SAID, fed_by=(f"{PROGRAMME}.unit-programme.submitted.v1",)),
    Obligation(
        id="people-half-year", title="Báo cáo công tác đối ngoại Nhân dân 6 tháng",
        catalogue="D77", law=PEOPLE_DIPLOMACY_REPORTS, every="first-half", own=True,
        report="people-to-people", to=("Ủy ban nhân dân tỉnh",), signs="department",
        no_day=f"{NOT_SAID} (cuối 6 tháng đầu năm)", subjects=("people",)),
    Obligation(
        id="people-year", title="Báo cáo công tác đối ngoại Nhân dân",
        catalogue="D77", law=PEOPLE_DIPLOMACY_REPORTS, every="year", own=True,
        report="people-to-people", to=("Ủy ban nhân dân tỉnh",), signs="department",
        no_day=f"{NOT_SAID} (cuối năm, cùng báo cáo đối ngoại năm)", parts=("people-union",),
        subjects=("people",)),
    Obligation(
        id="people-union", title="Báo cáo đối ngoại Nhân dân của Liên hiệp các tổ chức hữu nghị",
        catalogue="D78", law=PEOPLE_DIPLOMACY_UNION, of="unit-report", every="year", own=True,
        owed_by=("lien-hiep-huu-nghi",), report="people-to-people-union", to=("Sở Ngoại vụ",),
        signs="department", no_day=f"{NOT_SAID} (hằng năm và khi được yêu cầu)",
        subjects=("people",)),
    Obligation(
        id="people-evaluation", title="Đánh giá thực hiện Kế hoạch đối ngoại Nhân dân",
        catalogue="D79", law=ASSESSING_PEOPLE_DIPLOMACY, every="year", own=True,
        report="people-to-people", to=("Ủy ban nhân dân tỉnh",), signs="department",
        no_day=f"{NOT_SAID} (định kỳ hằng năm)", subjects=("people",)),
    Obligation(
        id="delegation-plan", title="Kế hoạch đoàn ra, đoàn vào cấp cao",
        catalogue="D03", law=PLANNING_DELEGATIONS, every="year", ahead=True, years=-1,
        cuts="calendar", own=True, report="programme", to=MINISTRY, no_day=NOT_SAID,
        day=day("delegation-plan", "Gửi kế hoạch đoàn", PLANNING_DELEGATIONS),
        fed_by=(f"{PROGRAMME}.provincial-programme.sent-to-ministry.v1",
                f"{PROGRAMME}.provincial-programme.copy-sent.v1")),
    Obligation(
        id="delegation-plan-review", title="Điều chỉnh kế hoạch đoàn ra, đoàn vào giữa năm",
        catalogue="D03", law=PLANNING_DELEGATIONS, every="year", cuts="calendar", own=True,
        report="programme", to=MINISTRY, no_day=f"{NOT_SAID} (giữa năm)",
        day=day("delegation-plan-review", "Gửi rà soát giữa năm",
                PLANNING_DELEGATIONS),
        fed_by=(f"{PROGRAMME}.provincial-programme.reviewed.v1",)),
    Obligation(
        id="integration-report", title="Báo cáo kết quả hội nhập quốc tế",
        law=TWINNING_SCHEMES, every="year", own=True, report="integration", to=MINISTRY,
        no_day=NOT_SAID, subjects=("information",)),
    Obligation(
        id="overseas-report", title="Báo cáo công tác người Việt Nam ở nước ngoài",
        law=OVERSEAS_REPORTS, every="year", own=True, report="overseas-vietnamese",
        to=MINISTRY, no_day=NOT_SAID, subjects=("overseas",)),
    Obligation(
        id="border-report", title="Báo cáo thực hiện điều ước, thỏa thuận về biên giới",
        law=BORDER_TREATIES, every="year", own=True, report="border",
        to=("Ủy ban nhân dân tỉnh", *MINISTRY), no_day=NOT_SAID, subjects=("border",)),
    Obligation(
        id="training-report", title="Báo cáo kết quả đào tạo, bồi dưỡng công tác đối ngoại",
        law=TRAINING_NEEDS, every="year", own=True, report="training",
        to=("Ủy ban nhân dân tỉnh", *MINISTRY), no_day=NOT_SAID, subjects=("training",)),
)


def _money(id: str, title: str, by: str, to: str, **more: object) -> Obligation:
    return Obligation(
        id=id, title=title, law=AID_MONEY.art("20–21"), owed_by=(by,), report=id, to=(to,),
        cuts="calendar", elsewhere=True, signs="department",
        note="Báo cáo tài chính, Sở Ngoại vụ chỉ theo dõi", **more)  # type: ignore[arg-type]


def _paid(id: str, month: int, on: int) -> Param:
    return day(id, "Báo cáo tài chính về viện trợ, chậm nhất ngày", AID_MONEY.art("20–21"),
               (month, on))


OWNER, FINANCE = ("ubnd", "Sở Tài chính"), ("so-tai-chinh", "Bộ Tài chính")
FINANCE_SIDE: Sequence[Obligation] = (
    _money("aid-money-month", "Báo cáo vốn viện trợ", *OWNER, every="month",
           after=Amount(10, "calendar-days")),
    _money("aid-money-first-half", "Báo cáo vốn viện trợ 6 tháng đầu năm", *OWNER,
           every="first-half", day=_paid("aid-money-first-half", 7, 31)),
    _money("aid-money-second-half", "Báo cáo vốn viện trợ 6 tháng cuối năm", *OWNER,
           every="second-half", years=1, day=_paid("aid-money-second-half", 2, 15)),
    _money("aid-money-year", "Báo cáo vốn viện trợ cả năm", *OWNER, every="year", years=1,
           day=_paid("aid-money-year", 2, 28)),
    _money("aid-finance-first-half", "Tổng hợp vốn viện trợ 6 tháng đầu năm", *FINANCE,
           every="first-half", day=_paid("aid-finance-first-half", 8, 10)),
    _money("aid-finance-second-half", "Tổng hợp vốn viện trợ 6 tháng cuối năm", *FINANCE,
           every="second-half", years=1, day=_paid("aid-finance-second-half", 2, 15)),
    _money("aid-finance-year", "Tổng hợp vốn viện trợ cả năm", *FINANCE, every="year", years=1,
           day=_paid("aid-finance-year", 3, 10)),
)
# fmt: on


def _settable(o: Obligation) -> Obligation:
    """Where no text names a day, the province may (09/2019/NĐ-CP, Điều 8 khoản 5)."""
    if o.day or o.after:
        return o
    return replace(o, day=day(o.id, f"Hạn gửi: {o.title}", o.law))


OBLIGATIONS: Mapping[str, Obligation] = {
    o.id: _settable(o) for o in (*NATIONAL, *OWN_TEXTS, *FINANCE_SIDE)
}
AD_HOC = "ad-hoc"
OF_EVENTS: Mapping[str, tuple[str, str]] = {
    "D10": ("delegations", "result-report"),
    "D11": ("delegations", "result-report"),
    "D18": ("conferences-agreements", "conference"),
    "D23": ("conferences-agreements", "agreement"),
    "D27": ("conferences-agreements", "agreement"),
    "D33": ("conferences-agreements", "agreement"),
}


def fulfilled_by(event: str) -> list[Obligation]:
    """The obligations that an event of another service fulfils."""
    return [o for o in OBLIGATIONS.values() if event in o.fed_by]
