"""The discipline of reporting: what was due, on time, late, and missing."""

from __future__ import annotations

from typing import Any

from gateway.figures import parts
from gateway.figures.figure import Dimension, Figure, Measure, Membership, Subject
from gateway.figures.parts import COMMON

_DUE = Membership("clocks.due", "Tính theo ngày đến hạn nằm trong kỳ")
_KIND = Dimension("kind", "Loại báo cáo", "clocks.title")
_OWED = (*COMMON, _KIND, Dimension("to", "Nơi nhận", "clocks.owed_to"), parts.on_time)
_TO_BE_DONE = {"clocks.due": {"$nin": [None, ""]}}


def _owed(
    name: str, title: str, service: str, types: tuple[str, ...], record: str, **more: Any
) -> Figure:
    return Figure(
        name=name,
        title=title,
        subject="discipline",
        record=record,
        service=service,
        types=types,
        each="clocks",
        where=_TO_BE_DONE,
        where_says="mỗi hạn báo cáo của một hồ sơ là một dòng",
        measure=Measure("báo cáo"),
        period=_DUE,
        by=_OWED,
        **more,
    )


DISCIPLINE = Subject(
    "discipline",
    "Chấp hành chế độ báo cáo",
    (
        _owed("reports-due", "Báo cáo định kỳ đến hạn", "reporting", ("periodic-report",), "R37"),
        _owed(
            "unit-reports-due", "Báo cáo của đơn vị đến hạn", "reporting", ("unit-report",), "R37"
        ),
        _owed(
            "result-reports-due",
            "Báo cáo kết quả hoạt động đến hạn",
            "delegations",
            ("result-report",),
            "R07",
        ),
        _owed(
            "ngo-reports-due",
            "Báo cáo về tổ chức PCPNN, viện trợ đến hạn",
            "ngos",
            ("ngo-filing",),
            "R11",
        ),
    ),
)
SUBJECTS = (DISCIPLINE,)
