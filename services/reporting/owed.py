"""A report as it is owed: which obligation, for which period, and what every report begins with."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Annotated, Any, Literal

from msgspec import Meta, Struct
from msgspec.structs import replace

from casework import RECORD, After, Amount, Case, Deadline, Dossier, Lookup, OnDay, Param, rule
from casework.deadline import Clock
from casework.vocabulary import Decision, Text
from reporting.content import Computed, Content, Reminder, Replaced, content_rule
from reporting.laws import (
    REPORTS,
    REPORTS_ON_DEMAND,
    UNIT_PLANS_AND_REPORTS,
)
from reporting.obligations import period as periods
from reporting.obligations.calendar import AD_HOC, OBLIGATIONS
from reporting.obligations.obligation import STRICT, Obligation
from reporting.obligations.period import BadPeriod, Period

Kind = Literal["periodic-report", "unit-report"]
PERIODS = REPORTS.art(12)
AD_HOC_LAW = REPORTS_ON_DEMAND


class Opening(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which report is owed. One on demand gives its own title, days and recipients."""

    obligation: Annotated[Text, Meta(title="Nghĩa vụ báo cáo")]
    period: Annotated[str, Meta(max_length=10, title="Kỳ báo cáo (2026, 2026-H1, 2026-05)")] = ""
    title: Annotated[str, Meta(max_length=300, title="Tên báo cáo (đột xuất)")] = ""
    period_from: Annotated[datetime.date | None, Meta(title="Số liệu từ ngày")] = None
    cut_off: Annotated[datetime.date | None, Meta(title="Ngày chốt số liệu")] = None
    due_on: Annotated[datetime.date | None, Meta(title="Hạn theo yêu cầu")] = None
    recipients: Annotated[tuple[Text, ...], Meta(title="Nơi nhận", max_length=30)] = ()


class Owed(Opening, frozen=True, kw_only=True):
    """What the two kinds of report have in common."""

    year: Annotated[int, Meta(title="Năm của kỳ")] = 0
    version: Annotated[int, Meta(ge=1, title="Phiên bản")] = 1
    invited: Annotated[bool, Meta(title="Được đề nghị, không bắt buộc")] = False
    content: Annotated[Content, Meta(title="Nội dung")] = Content()
    figures: Annotated[Computed, Meta(title="Số liệu hệ thống")] = Computed()
    document: Annotated[Decision | None, Meta(title="Văn bản báo cáo")] = None
    replaced: Annotated[tuple[Replaced, ...], Meta(title="Báo cáo đã được thay")] = ()
    reminders: Annotated[tuple[Reminder, ...], Meta(title="Đã nhắc")] = ()
    fulfilled_by: Annotated[str, Meta(title="Hồ sơ đã đáp ứng nghĩa vụ")] = ""
    source: Annotated[tuple[str, str] | None, Meta(title="Dịch vụ, loại hồ sơ nguồn")] = None


class Fulfilled(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The dossier of another service that is, or brings, this report."""

    service: Text
    type: Text
    id: Text
    document: Decision | None = None


class Reopened(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Why a locked report is opened again, and on what written ground."""

    reason: Annotated[str, Meta(min_length=5, max_length=2000, title="Lý do")]
    ground: Annotated[str, Meta(min_length=5, max_length=500, title="Căn cứ (văn bản cho phép)")]


def bounds(fields: Opening) -> Period | None:
    """The period of a report, or None when its name or its days are wrong."""
    known = OBLIGATIONS.get(fields.obligation)
    try:
        if known:
            return known.period(fields.period)
        if fields.period and not fields.period_from:
            return periods.read(fields.period)
    except BadPeriod:
        return None
    first, last = fields.period_from, fields.cut_off
    return Period(f"{last.year}", first, last) if first and last and first <= last else None


@rule(REPORTS.art(8), "Không có nghĩa vụ báo cáo này trong danh mục", "/obligation")
def obligation_is_known(case: Case[Owed, Any]) -> bool:
    known = OBLIGATIONS.get(case.fields.obligation)
    if known is None:
        return case.fields.obligation == AD_HOC
    return known.of == case.dossier.type


@rule(REPORTS.art(8), "Tỉnh không có nghĩa vụ báo cáo này", "/obligation")
def is_owed_here(case: Case[Owed, Any]) -> bool:
    known = OBLIGATIONS.get(case.fields.obligation)
    return known is None or known.is_owed_in(case.province, case.today)


@rule(PERIODS, "Kỳ báo cáo không đúng với nghĩa vụ báo cáo", "/period")
def has_its_period(case: Case[Owed, Any]) -> bool:
    return bounds(case.fields) is not None


@rule(AD_HOC_LAW, "Báo cáo đột xuất phải có tên, nơi nhận và thời hạn", "/title")
def says_what_is_asked(case: Case[Owed, Any]) -> bool:
    f = case.fields
    return f.obligation != AD_HOC or bool(f.title.strip() and f.due_on and f.recipients)


@rule(PERIODS, "Kỳ báo cáo trùng với báo cáo đã mở", "/period")
def overlaps_no_other(case: Case[Owed, Any]) -> bool:
    mine = bounds(case.fields)
    others = [
        bounds(d.fields) for d in case.found["same"] if d.fields.title == case.fields.title
        or case.fields.obligation != AD_HOC
    ]  # fmt: skip
    return mine is None or not any(mine.meets(other) for other in others if other)


OPENING_RULES = [
    obligation_is_known, is_owed_here, has_its_period, says_what_is_asked, overlaps_no_other
]  # fmt: skip


def the_same_obligation(live: Sequence[str]) -> Any:
    """The other reports of the same body on the same obligation."""

    def needs(dossier: Dossier[Any], data: Any) -> Sequence[Lookup]:
        where = {"fields.obligation": [dossier.fields.obligation], "unit": [dossier.unit]}
        return [Lookup(name="same", type=dossier.type, where=where, states=live)]

    return needs


def settle(case: Case[Owed, Opening]) -> Owed:
    """Fill in what the calendar says of the period."""
    fields, mine = case.fields, bounds(case.fields)
    known = OBLIGATIONS.get(fields.obligation)
    if mine is None:
        return fields
    body = case.province.units.get(case.dossier.unit)
    return replace(
        fields,
        period=fields.period or mine.key,
        year=mine.year,
        period_from=mine.first,
        cut_off=mine.last,
        due_on=None if known else fields.due_on,
        recipients=fields.recipients
        or (known.recipients(case.province, case.today) if known else ()),
        invited=bool(body and body.invited),
    )


def heading(fields: Owed) -> str:
    known = OBLIGATIONS.get(fields.obligation)
    again = f" (phiên bản {fields.version})" if fields.version > 1 else ""
    title = fields.title or (known.title if known else "Báo cáo")
    told = periods.named(title, fields.period) if known or not fields.title else title
    return told + again


def elsewhere(fields: Owed) -> bool:
    known = OBLIGATIONS.get(fields.obligation)
    return bool(known and known.elsewhere)


@rule(REPORTS.art(8), "Báo cáo này gửi qua hệ thống, không ghi nhận văn bản gửi ngoài")
def is_reported_elsewhere(case: Case[Owed, Any]) -> bool:
    return elsewhere(case.fields)


def begin_a_new_version(case: Case[Any, Reopened]) -> Any:
    """What was sent stays readable: its document and figures are kept beside why it is replaced."""
    f = case.fields
    kept = Replaced(
        version=f.version, document=f.document, reason=case.data.reason,
        ground=case.data.ground, on=case.today, figures=f.figures,
    )  # fmt: skip
    return replace(f, version=f.version + 1, replaced=(*f.replaced, kept), document=None)


def _says_what_changed(case: Any, content: Content, _: Any) -> list[str]:
    return ["/changes"] if case.fields.version > 1 and not content.changes.strip() else []


says_what_changed = content_rule(
    UNIT_PLANS_AND_REPORTS, "Báo cáo thay thế phải nêu nội dung thay đổi", "/changes",
    _says_what_changed,
)  # fmt: skip


@rule(RECORD, "Việc nhắc này đã thông báo")
def is_announced_once(case: Case[Any, Reminder]) -> bool:
    told = {(r.duty, r.level) for r in case.fields.reminders}
    return (case.data.duty, case.data.level) not in told


def note_reminder(case: Case[Any, Reminder]) -> Any:
    return replace(case.fields, reminders=(*case.fields.reminders, case.data))


class Urging(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Nhắc đơn vị."""

    reason: Annotated[str, Meta(max_length=2000, title="Lời nhắc")] = ""


def _open_duty(case: Case[Any, Any]) -> Clock | None:
    """The duty that is owed and due first."""
    owed = [c for c in case.dossier.clocks if c.due is not None and c.met is None]
    return min(owed, key=lambda clock: str(clock.due), default=None)


@rule(RECORD, "Báo cáo này không còn nghĩa vụ chưa làm")
def something_is_owed(case: Case[Any, Urging]) -> bool:
    return _open_duty(case) is not None


@rule(RECORD, "Hôm nay đã nhắc")
def is_urged_once_a_day(case: Case[Any, Urging]) -> bool:
    urged = (a for a in case.dossier.acts if a.transition == "urge")
    return all(case.province.calendar.day(act.at) != case.today for act in urged)


def note_urging(case: Case[Any, Urging]) -> Any:
    """A reminder by a person, kept among those of the calendar."""
    clock = _open_duty(case)
    assert clock is not None
    due = clock.due.date() if isinstance(clock.due, datetime.datetime) else clock.due
    assert due is not None
    level: Literal["near", "missed"] = "missed" if due < case.today else "near"
    told = Reminder(duty=clock.name, level=level, due=due, on=case.today, to=(case.dossier.unit,))
    return replace(case.fields, reminders=(*case.fields.reminders, told))


def note_fulfilment(case: Case[Any, Fulfilled]) -> Any:
    told = case.data
    return replace(
        case.fields, fulfilled_by=told.id, source=(told.service, told.type), document=told.document
    )


def duties(of: Kind, met_by: set[str], name: str) -> list[Deadline]:
    """The clock of every obligation of a kind, and that of a report asked for by a letter."""
    found = [_duty(o, met_by, name) for o in OBLIGATIONS.values() if o.of == of]
    asked = Deadline(
        law=AD_HOC_LAW, name=f"{name}-on-demand", title="báo cáo theo yêu cầu",
        shape=After(amount=Amount(0, "calendar-days"), event=lambda d: d.fields.due_on,
                    of="ngày được yêu cầu"),
        met_by=met_by, applies=lambda d: d.fields.due_on is not None,
    )  # fmt: skip
    return [*(d for d in found if d), asked]


def _duty(o: Obligation, met_by: set[str], name: str) -> Deadline | None:
    shape: After | OnDay
    if o.after is not None:
        shape = After(amount=o.after, event=lambda d: d.fields.cut_off, of="ngày kết thúc kỳ")
    elif o.day is not None:
        shape = OnDay(
            day=o.day, strict=STRICT if o.stop == "before" else False, of="kỳ báo cáo",
            year=lambda d: d.fields.year + o.years,
        )  # fmt: skip
    else:
        return None
    return Deadline(
        law=o.law, name=f"{name}-{o.id}", id=o.catalogue, title=o.title.lower(), shape=shape,
        met_by=met_by, owed_to=", ".join(o.to),
        applies=lambda d: d.fields.obligation == o.id,
    )  # fmt: skip


def params(of: Kind) -> list[Param]:
    return [o.day for o in OBLIGATIONS.values() if o.of == of and o.day]
