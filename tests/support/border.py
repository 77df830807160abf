"""A province with border communes, for tests of the border's procedures."""

from __future__ import annotations

from datetime import date

from casework import Body, Province
from casework.province import Value
from support.desk import office_calendar, stated

TODAY = date(2026, 3, 2)


def lai_chau(*also: str) -> Province:
    commune = Body(code="xa-dao-san", name="Xã Dào San", level="xã", since=date(2025, 7, 1))
    listed = Value(
        service="consular-border", name="border.communes-cn", law="34/2014/NĐ-CP, Điều 3 khoản 1",
        since=date(2025, 7, 1), list=(commune.code, *also),
    )  # fmt: skip
    other = Body(code="so-y-te", name="Sở Y tế", level="tỉnh", since=date(2004, 1, 1))
    return Province(
        code="12", name="Lai Châu", calendar=office_calendar(),
        committee="Ủy ban nhân dân tỉnh Lai Châu", office="Sở Ngoại vụ tỉnh Lai Châu",
        place="Lai Châu", units={commune.code: commune, other.code: other},
        values={listed.name: (listed,)},
        provisions=stated("12").provisions, articles=stated("12").articles,
    )  # fmt: skip
