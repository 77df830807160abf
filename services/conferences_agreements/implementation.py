"""The yearly lines of an agreement: what was planned, what was done (70/2020/QH14, Điều 46)."""

from __future__ import annotations

from typing import Annotated, Any

from msgspec import Meta, Struct
from msgspec.structs import replace

from casework import RECORD, Case, rule
from conferences_agreements.laws import AGREEMENTS

Year = Annotated[int, Meta(ge=1990, le=2100, title="Năm")]


class YearLine(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One year: empty `progress` means that nobody has reported yet."""

    year: Year
    plan: Annotated[str, Meta(max_length=5000, title="Kế hoạch thực hiện")] = ""
    progress: Annotated[str, Meta(max_length=5000, title="Tình hình thực hiện")] = ""
    is_carried_out: Annotated[bool, Meta(title="Đã thực hiện")] = False


class Plan(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    year: Year
    plan: Annotated[str, Meta(min_length=5, max_length=5000, title="Kế hoạch thực hiện")]


class Progress(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    year: Year
    progress: Annotated[str, Meta(min_length=5, max_length=5000, title="Tình hình thực hiện")]
    is_carried_out: Annotated[bool, Meta(title="Đã thực hiện")]


@rule(AGREEMENTS.art(46, 1), "Năm kế hoạch ngoài thời gian hiệu lực của thỏa thuận", "/year")
def is_a_year_of_the_term(case: Case[Any, Any]) -> bool:
    f = case.fields
    begins = f.effective_on.year if f.effective_on else case.today.year
    ends = f.expires_on.year if f.expires_on and not f.renews else case.data.year
    return bool(begins <= case.data.year <= ends)


@rule(AGREEMENTS.art(46, 3), "Chưa có kế hoạch thực hiện của năm này", "/year")
def the_year_is_planned(case: Case[Any, Progress]) -> bool:
    return any(y.year == case.data.year for y in case.fields.years)


@rule(RECORD, "Năm này chưa tới, chưa có gì để báo cáo", "/year")
def the_year_has_begun(case: Case[Any, Progress]) -> bool:
    return case.data.year <= case.today.year


def opened(years: tuple[YearLine, ...], year: int) -> tuple[YearLine, ...]:
    """The lines with one for `year`."""
    if any(y.year == year for y in years):
        return years
    return tuple(sorted((*years, YearLine(year=year)), key=lambda y: y.year))


def _planned(years: tuple[YearLine, ...], plan: Plan) -> tuple[YearLine, ...]:
    return tuple(
        replace(y, plan=plan.plan) if y.year == plan.year else y for y in opened(years, plan.year)
    )


def _reported(years: tuple[YearLine, ...], told: Progress) -> tuple[YearLine, ...]:
    return tuple(
        replace(y, progress=told.progress, is_carried_out=told.is_carried_out)
        if y.year == told.year
        else y
        for y in years
    )


def open_the_year(case: Case[Any, Any]) -> Any:
    return replace(case.fields, years=opened(case.fields.years, case.today.year))


def plan_year(case: Case[Any, Plan]) -> Any:
    return replace(case.fields, years=_planned(case.fields.years, case.data))


def record_progress(case: Case[Any, Progress]) -> Any:
    return replace(case.fields, years=_reported(case.fields.years, case.data))
