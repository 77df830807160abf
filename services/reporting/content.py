"""What a report says: its sections, the figures it was given, estimates, and how they must agree.

Figures are counted by the platform and never typed. A number in the text is stated beside the
figure it speaks of; where the two differ, the writer says why. A report that leaves before its
cut-off adds to the actual figures an estimate to the end of the period («ước thực hiện»).
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Literal

from msgspec import Meta, Struct

from casework import Rule
from casework.vocabulary import Decision, Text
from reporting.laws import FORM_5, REPORTS
from reporting.obligations.calendar import OBLIGATIONS

Section = Annotated[str, Meta(max_length=50_000)]
Number = int | float
CUT_OFF = REPORTS.art(12)
FIGURES = REPORTS.form("tính chính xác của số liệu báo cáo")


class Sections(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The sections of Mẫu 5; a smaller report fills those its obligation asks for."""

    regulation: Annotated[
        Section, Meta(title="Việc thực hiện quy chế quản lý thống nhất đối ngoại tại địa phương")
    ] = ""
    achieved: Annotated[Section, Meta(title="Mặt được")] = ""
    shortcomings: Annotated[Section, Meta(title="Mặt hạn chế")] = ""
    difficulties: Annotated[Section, Meta(title="Khó khăn")] = ""
    causes: Annotated[Section, Meta(title="Nguyên nhân")] = ""
    issues: Annotated[Section, Meta(title="Các vấn đề đặt ra")] = ""
    context: Annotated[Section, Meta(title="Bối cảnh")] = ""
    priorities: Annotated[Section, Meta(title="Các trọng tâm công tác")] = ""
    conditions: Annotated[Section, Meta(title="Các điều kiện đảm bảo")] = ""
    proposals: Annotated[Section, Meta(title="Các đề xuất, kiến nghị")] = ""
    measures: Annotated[Section, Meta(title="Biện pháp, giải pháp thực hiện")] = ""


class Cell(Struct, frozen=True, kw_only=True):
    """One value of a figure by its dimensions."""

    key: str
    label: str
    value: Number


class Line(Struct, frozen=True, kw_only=True):
    """A figure as it was counted: its value, what it is compared with, and exactly which rows.

    `rule` says by which day a row belongs to the period.
    """

    figure: str
    title: str
    value: Number
    unit: str = ""
    last_year: Number | None = None
    plan: Number | None = None
    cells: tuple[Cell, ...] = ()
    filter: str = ""
    rule: str = ""
    rows: str = ""


class Annex(Struct, frozen=True, kw_only=True):
    """A list that goes along as xlsx: kept as it was when the figures were counted."""

    name: str
    title: str
    rows: int
    sha256: str
    file: str


class Computed(Struct, frozen=True, kw_only=True):
    """All figures of a report, with the moment and the journal positions they were counted at."""

    as_of: str = ""
    positions: Mapping[str, int] = {}
    until: datetime.date | None = None
    lines: tuple[Line, ...] = ()
    annexes: tuple[Annex, ...] = ()

    def line(self, figure: str) -> Line | None:
        return next((x for x in self.lines if x.figure == figure), None)

    def value(self, figure: str, cell: str) -> Number | None:
        line = self.line(figure)
        if line is None or not cell:
            return line.value if line else None
        return next((c.value for c in line.cells if c.key == cell), 0)


class Stated(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A number in the text, and the figure it speaks of."""

    figure: Annotated[Text, Meta(title="Chỉ tiêu")]
    cell: Annotated[str, Meta(max_length=200, title="Phân tổ")] = ""
    value: Annotated[Number, Meta(title="Số nêu trong báo cáo")]
    explanation: Annotated[str, Meta(max_length=2000, title="Giải trình khi khác số liệu")] = ""


class Estimate(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a figure is expected to be at the end of the period, and on what ground."""

    figure: Annotated[Text, Meta(title="Chỉ tiêu")]
    value: Annotated[float, Meta(title="Ước thực hiện đến hết kỳ", ge=0)]
    basis: Annotated[str, Meta(min_length=3, max_length=2000, title="Cơ sở ước tính")]


class Content(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is drafted: text, the numbers it states, estimates."""

    sections: Annotated[Sections, Meta(title="Nội dung")] = Sections()
    stated: Annotated[tuple[Stated, ...], Meta(max_length=500, title="Số nêu trong báo cáo")] = ()
    is_estimate: Annotated[bool, Meta(title="Báo cáo ước thực hiện đến hết kỳ")] = False
    estimates: Annotated[tuple[Estimate, ...], Meta(max_length=500, title="Ước thực hiện")] = ()
    changes: Annotated[
        str, Meta(max_length=20_000, title="Nội dung thay đổi so với báo cáo được thay")
    ] = ""


class Replaced(Struct, frozen=True, kw_only=True):
    """A report that was sent and is replaced: its document, its figures, why, on what ground."""

    version: int
    document: Decision | None
    reason: str
    ground: str
    on: datetime.date
    figures: Computed = Computed()


class Change(Struct, frozen=True, kw_only=True):
    """A figure that differs from the report that is replaced."""

    figure: str
    title: str
    before: Number | None
    after: Number | None


class Reminder(Struct, frozen=True, kw_only=True):
    """That a duty is near or missed, announced once."""

    duty: str
    level: Literal["near", "missed", "escalated"]
    due: datetime.date
    on: datetime.date
    to: tuple[str, ...] = ()


def missing_sections(obligation: str, content: Content) -> list[str]:
    known = OBLIGATIONS.get(obligation)
    wanted = known.sections if known else ("achieved", "proposals")
    return [f"/sections/{n}" for n in wanted if not getattr(content.sections, n).strip()]


def disagreements(content: Content, figures: Computed) -> list[str]:
    """Numbers in the text that differ from what was counted, or have no figure, unexplained."""
    return [
        f"/stated/{n}/value"
        for n, s in enumerate(content.stated)
        if not s.explanation.strip() and figures.value(s.figure, s.cell) != s.value
    ]


def bad_estimates(content: Content, figures: Computed) -> list[str]:
    """Estimates below what has happened already, of no figure, or made twice."""
    seen: set[str] = set()
    wrong = []
    for n, e in enumerate(content.estimates):
        actual = figures.value(e.figure, "")
        if actual is None or e.value < actual or e.figure in seen:
            wrong.append(f"/estimates/{n}/value")
        seen.add(e.figure)
    return wrong


def unestimated(content: Content, figures: Computed) -> list[str]:
    """Figures without an estimate, in a report that says it is one."""
    made = {e.figure for e in content.estimates}
    return [f"/estimates/{line.figure}" for line in figures.lines if line.figure not in made]


def changes(before: Computed, after: Computed) -> tuple[Change, ...]:
    """What differs between the figures of two versions."""
    names = dict.fromkeys([x.figure for x in (*before.lines, *after.lines)])
    told = []
    for name in names:
        old, new = before.line(name), after.line(name)
        if (old and old.value) != (new and new.value):
            title = (new or old or Line(figure=name, title=name, value=0)).title
            told.append(
                Change(
                    figure=name,
                    title=title,
                    before=old.value if old else None,
                    after=new.value if new else None,
                )
            )
    return tuple(told)


def content_rule(law: Any, says: str, at: str, wrong: Any) -> Rule[Any, Any]:
    """A rule that names every place where it fails, of the content that is sent now, or of the one
    that was drafted before: then the place is inside the field `content`."""

    def places(case: Any) -> list[str]:
        is_sent = isinstance(case.data, Content)
        drafted = case.data if is_sent else case.fields.content
        before = "" if is_sent else "/content"
        return [before + place for place in wrong(case, drafted, case.fields.figures)]

    return Rule(law, says, lambda case: not places(case), at, places)


SECTIONS_ARE_WRITTEN = content_rule(
    FORM_5, "Báo cáo thiếu mục bắt buộc", "/sections",
    lambda case, content, _: missing_sections(case.fields.obligation, content),
)  # fmt: skip
NUMBERS_AGREE = content_rule(
    FIGURES, "Số nêu trong báo cáo khác số liệu hệ thống mà không giải trình", "/stated",
    lambda _, content, figures: disagreements(content, figures),
)  # fmt: skip
ESTIMATES_ARE_SOUND = content_rule(
    CUT_OFF, "Ước thực hiện không thể thấp hơn số đã thực hiện, và phải ứng với một chỉ tiêu",
    "/estimates", lambda _, content, figures: bad_estimates(content, figures),
)  # fmt: skip


def _is_a_plan(case: Any) -> bool:
    """What is owed before its period begins has nothing to cut off and nothing to estimate."""
    known = OBLIGATIONS.get(case.fields.obligation)
    return known is not None and known.ahead


def _unestimated(case: Any, content: Content, figures: Computed) -> Sequence[str]:
    until = figures.until
    early = content.is_estimate and until is not None and until < case.fields.cut_off
    return unestimated(content, figures) if early and not _is_a_plan(case) else []


EVERY_FIGURE_IS_ESTIMATED = content_rule(
    CUT_OFF, "Báo cáo ước thực hiện phải ước từng chỉ tiêu đến hết kỳ", "/estimates", _unestimated
)  # fmt: skip


def _too_early(case: Any, content: Content, _: Computed) -> Sequence[str]:
    early = case.today <= case.fields.cut_off and not _is_a_plan(case)
    return ["/is_estimate"] if early and not content.is_estimate else []


IS_AFTER_CUT_OFF = content_rule(
    CUT_OFF, "Chưa đến thời điểm chốt số liệu: phải ghi là báo cáo ước thực hiện", "/is_estimate",
    _too_early,
)  # fmt: skip
