"""What a row of the programme's tables must say: the notes of Mẫu 1 and Mẫu 2 as refusals."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

from casework import RECORD, Case, Citation, Param, Rule, each
from casework.countries import is_country
from delegations.items import (
    Activity,
    Inbound,
    Kind,
    Outbound,
    Row,
    countries_of,
    is_below_its_level,
)
from delegations.laws import (
    DELEGATION_TASKS,
    FORM_1_FUNDING,
    FORM_1_MONTH,
    FORM_1_ROUTE,
    FORM_1_TITLE,
    FORM_2_DAYS,
    FORM_2_HOST,
    FORM_2_SENDER,
    PLANNING_DELEGATIONS,
    UNIT_PROGRAMME_TABLES,
)

PRIME_MINISTER_HEADS = Param(
    name="programme.prime-minister-heads",
    title="Cấp Trưởng đoàn mà kế hoạch đoàn ra, đoàn vào phải trình Thủ tướng Chính phủ",
    law=DELEGATION_TASKS,
    default=(
        *("party-secretary", "chair", "vice-chair"),
        *("head-of-state", "prime-minister", "minister", "vice-minister"),
        *("governor", "vice-governor"),
    ),
)

RowRule = Callable[[Case[Any, Any], Any], bool]
DELEGATIONS = ("outbound", "inbound")
TABLES = (*DELEGATIONS, "others")


def on_rows(
    law: Citation, says: str, at: str, of: Sequence[str] = TABLES
) -> Callable[[RowRule], list[Rule[Any, Any]]]:
    """A condition on every row of several tables."""
    return lambda holds: [each(law, says, of=table, at=at)(holds) for table in of]


@on_rows(FORM_1_TITLE, "Mỗi hoạt động phải ghi danh nghĩa", at="title")
def named(case: Case[Any, Any], row: Row) -> bool:
    return bool(row.title.strip())


@on_rows(FORM_1_FUNDING, "Mỗi hoạt động phải ghi nguồn kinh phí", at="funding")
def funded(case: Case[Any, Any], row: Row) -> bool:
    return bool(row.funding)


@on_rows(FORM_1_MONTH, "Thời gian thực hiện phải ghi cụ thể đến tháng", at="month")
def dated(case: Case[Any, Any], row: Row) -> bool:
    return bool(row.month)


@on_rows(RECORD, "Hoạt động của năm khác không thuộc Chương trình năm này", at="month")
def of_the_year(case: Case[Any, Any], row: Row) -> bool:
    return not row.month or row.month.startswith(f"{case.fields.year}-")


@on_rows(RECORD, "Thời gian thực hiện đã qua", at="month")
def lies_ahead(case: Case[Any, Any], row: Row) -> bool:
    return not row.month or row.month >= f"{case.today:%Y-%m}"


def repeated(case: Case[Any, Any]) -> list[str]:
    """Where an activity is written twice: same name, same partner, same month."""
    rows = [
        (f"/{table}/{n}/title", (row.title.casefold(), row.partner.casefold(), row.month))
        for table in TABLES
        for n, row in enumerate(getattr(case.fields, table))
        if row.title
    ]
    times = Counter(key for _, key in rows)
    return [at for at, key in rows if times[key] > 1]


stands_once: Rule[Any, Any] = Rule(
    RECORD,
    "Hoạt động ghi trùng (cùng danh nghĩa, đối tác và thời gian)",
    lambda case: not repeated(case),
    "/outbound",
    repeated,
)


@each(FORM_1_ROUTE, "Đoàn ra phải ghi nước đến theo lộ trình", "outbound", "stops")
def has_a_country(case: Case[Any, Any], row: Outbound) -> bool:
    return bool(row.stops)


def names_known_countries(case: Case[Any, Any], row: Row) -> bool:
    return all(is_country(code) for code in countries_of(row))


KNOWN_COUNTRIES = [
    each(RECORD, "Mã nước không có trong danh mục", of, at)(names_known_countries)
    for of, at in (("outbound", "stops"), ("inbound", "country"), ("others", "countries"))
]


@each(
    RECORD,
    "Số ngày của đoàn ra là tổng số ngày ở nước ngoài, kể cả đi, về và quá cảnh: lớn hơn 0 và "
    "không nhỏ hơn số ngày theo lộ trình",
    of="outbound",
    at="days",
)
def covers_its_itinerary(case: Case[Any, Any], row: Outbound) -> bool:
    return row.days > 0 and row.days >= sum(s.days for s in row.stops)


@each(FORM_2_DAYS, "Đoàn vào phải ghi tổng số ngày ở Việt Nam", "inbound", "days")
def has_days(case: Case[Any, Any], row: Inbound) -> bool:
    return row.days > 0


@each(FORM_2_SENDER, "Đoàn vào phải ghi nước cử Đoàn", "inbound", "country")
def has_a_sender(case: Case[Any, Any], row: Inbound) -> bool:
    return bool(row.country)


@each(
    FORM_2_HOST,
    "Đoàn vào phải ghi cơ quan chủ trì đón Đoàn",
    "inbound",
    "host",
)
def has_a_host(case: Case[Any, Any], row: Inbound) -> bool:
    return bool(row.host.strip())


@on_rows(
    RECORD,
    "Đoàn phải có ít nhất một thành viên",
    at="members",
    of=DELEGATIONS,
)
def has_members(case: Case[Any, Any], row: Row) -> bool:
    return row.members >= 1


@on_rows(
    PLANNING_DELEGATIONS,
    "Trưởng đoàn ở cấp này: kế hoạch phải trình Thủ tướng Chính phủ, không ghi cấp tỉnh phê duyệt",
    at="approval",
)
def is_at_its_level(case: Case[Any, Any], row: Row) -> bool:
    ranks = case.province.find(PRIME_MINISTER_HEADS, case.dossier.lodged_on).value
    return not is_below_its_level(row, ranks)


@each(UNIT_PROGRAMME_TABLES, "Đoàn ra, đoàn vào phải ghi ở Mẫu 1, Mẫu 2", "others", "kind")
def stands_in_its_table(case: Case[Any, Any], row: Activity) -> bool:
    return row.kind not in (Kind.OUTBOUND, Kind.INBOUND)


CONDITIONS = [
    *(*named, *funded, *dated, *of_the_year, *lies_ahead, stands_once),
    *(*has_members, *is_at_its_level, *KNOWN_COUNTRIES),
    *(has_a_country, covers_its_itinerary, has_days, has_a_sender, has_a_host, stands_in_its_table),
]
