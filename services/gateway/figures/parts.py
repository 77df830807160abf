"""What definitions of figures are made of: the dimensions and rules that many subjects share."""

from __future__ import annotations

from casework.vocabulary import APPROVALS, FUNDINGS, NATURES, RANKS
from gateway.figures.figure import COMMON, Dimension, Membership

__all__ = [
    "COMMON",
    "LODGED",
    "NOW",
    "approval",
    "country",
    "funding",
    "lodged_month",
    "month",
    "nature",
    "on_time",
    "rank",
    "region",
    "within",
]

NOW = Membership("", "Số hiện có tại thời điểm tính, không phụ thuộc kỳ", "now")
LODGED = Membership("lodged", "Tính theo ngày lập hồ sơ")


def within(path: str, what: str) -> Membership:
    """The date at `path` decides; `what` is that date in words."""
    return Membership(f"fields.{path}", f"Tính theo {what} nằm trong kỳ")


def country(path: str, title: str = "Nước", at_home: bool = False) -> Dimension:
    return Dimension("country", title, f"fields.{path}", "country", at_home=at_home)


def region(path: str, at_home: bool = False) -> Dimension:
    return Dimension("region", "Khu vực", f"fields.{path}", "region", at_home=at_home)


def month(path: str) -> Dimension:
    return Dimension("month", "Tháng", f"fields.{path}", "month")


lodged_month = Dimension("month", "Tháng lập hồ sơ", "lodged", "month")


def rank(path: str) -> Dimension:
    return Dimension("head", "Cấp Trưởng đoàn", f"fields.{path}", labels=_plain(RANKS))


def nature(path: str) -> Dimension:
    return Dimension("nature", "Tính chất", f"fields.{path}", labels=_plain(NATURES))


def funding(path: str) -> Dimension:
    return Dimension("funding", "Nguồn kinh phí", f"fields.{path}", labels=_plain(FUNDINGS))


def approval(path: str) -> Dimension:
    return Dimension("approval", "Cấp phê duyệt", f"fields.{path}", labels=_plain(APPROVALS))


on_time = Dimension("on-time", "Đúng hạn", "clocks", "timeliness")


def _plain(labels: object) -> dict[str, str]:
    assert isinstance(labels, dict)
    return {str(key): title for key, title in labels.items()}
