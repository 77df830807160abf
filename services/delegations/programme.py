"""What the province's programme holds, and how each act changes it: pure folds over its items.

The procedure itself (who, when, on what conditions) stands in dossiers/provincial_programme.py.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from typing import Annotated, Any, Literal

from msgspec import Meta, Struct
from msgspec.structs import replace

from casework import Case, Dossier
from casework.vocabulary import Approval, Decision, Text
from delegations import items
from delegations.items import Activity, Execution, Item, ItemId, Standing, Year


class Opening(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    year: Year


class Version(Struct, frozen=True, kw_only=True):
    """One version of the approved programme: what made it, and which item it changed."""

    number: int
    on: datetime.date
    because: str
    amendment: str = ""
    item: str = ""


class ProvincialProgramme(Opening, frozen=True, kw_only=True):
    """Chương trình hoạt động đối ngoại năm của tỉnh, tổng hợp từ hồ sơ các đơn vị."""

    items: Annotated[tuple[Item, ...], Meta(title="Hoạt động")] = ()
    version: Annotated[int, Meta(title="Phiên bản đã duyệt")] = 0
    versions: Annotated[tuple[Version, ...], Meta(title="Các phiên bản")] = ()
    sources: Annotated[tuple[str, ...], Meta(title="Hồ sơ đơn vị đã tổng hợp")] = ()
    silent_units: Annotated[tuple[str, ...], Meta(title="Đơn vị chưa gửi hồ sơ")] = ()
    sent: Annotated[Decision | None, Meta(title="Văn bản gửi Bộ Ngoại giao")] = None
    answer: Annotated[Decision | None, Meta(title="Ý kiến của Thủ tướng Chính phủ")] = None
    approval: Annotated[Decision | None, Meta(title="Quyết định phê duyệt")] = None
    party_document: Annotated[str, Meta(title="Văn bản đồng ý của Tỉnh ủy")] = ""
    published_on: Annotated[datetime.date | None, Meta(title="Ngày ban hành")] = None
    review: Annotated[Decision | None, Meta(title="Văn bản rà soát giữa năm")] = None
    annual_report: Annotated[Decision | None, Meta(title="Báo cáo kết quả năm")] = None

    def item(self, id: str) -> Item | None:
        return next((i for i in self.items if i.id == id), None)


class OfItem(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    item: ItemId


class Level(OfItem, frozen=True, kw_only=True):
    approval: Annotated[Approval, Meta(title="Cấp phê duyệt")]


class Why(OfItem, frozen=True, kw_only=True):
    reason: Annotated[str, Meta(min_length=5, max_length=2000, title="Lý do")]


class Answer(Decision, frozen=True, kw_only=True):
    """The Prime Minister approves all, some or none of the items put to him."""

    approved: Annotated[tuple[ItemId, ...], Meta(title="Hoạt động được đồng ý")] = ()
    refused: Annotated[tuple[ItemId, ...], Meta(title="Hoạt động không được đồng ý")] = ()
    reason: Annotated[str, Meta(max_length=2000, title="Lý do không đồng ý")] = ""


class Approve(Decision, frozen=True, kw_only=True):
    party_document: Annotated[str, Meta(max_length=60, title="Văn bản đồng ý của Tỉnh ủy")] = ""


class Counted(OfItem, frozen=True, kw_only=True):
    """What a dossier that executes an item tells: it was approved, has ended, or was cancelled."""

    service: Text
    type: Text
    dossier: Text
    stage: Literal["approved", "ended", "cancelled"]


class Amended(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What an applied amendment (R02) does to the programme."""

    amendment: Text
    code: Text
    unit: Text
    action: Literal["add", "adjust", "modify", "cancel"]
    reason: Text
    item: Annotated[str, Meta(title="Mã hoạt động")] = ""
    change: Activity | None = None


Programme = ProvincialProgramme
Change = Callable[[Item], Item]


def consolidate(case: Case[Programme, Any]) -> Programme:
    """All rows of all accepted dossiers, unit by unit; who has sent nothing is named."""
    units: list[Dossier[Any]] = sorted(case.found["units"], key=lambda d: d.unit)
    found: list[Item] = []
    for u in units:
        f = u.fields
        found += items.planned_by(u.unit, f.year, f.outbound, f.inbound, f.others)
    bodies = case.province.units.values()
    owed = {b.code for b in bodies if not b.invited and b.until is None}
    return replace(
        case.fields,
        items=tuple(found),
        sources=tuple(u.id for u in units),
        silent_units=tuple(sorted(owed - {u.unit for u in units})),
    )


def set_level(case: Case[Programme, Level]) -> Programme:
    level = case.data.approval
    return _change(case.fields, [case.data.item], lambda i: replace(i, approval=level))


def drop_item(case: Case[Programme, Why]) -> Programme:
    kept = tuple(i for i in case.fields.items if i.id != case.data.item)
    return replace(case.fields, items=kept)


def record_sending(case: Case[Programme, Decision]) -> Programme:
    return replace(case.fields, sent=case.data)


def record_answer(case: Case[Programme, Answer]) -> Programme:
    why = case.data.reason
    refused = _change(
        case.fields,
        case.data.refused,
        lambda i: replace(i, standing=Standing.REFUSED, reason=why),
    )
    return replace(refused, answer=_document(case.data))


def put_in_force(case: Case[Programme, Approve]) -> Programme:
    """Version 1: every item that was not refused is planned."""
    proposed = [i.id for i in case.fields.items if i.standing is Standing.PROPOSED]
    planned = _change(case.fields, proposed, lambda i: replace(i, standing=Standing.PLANNED))
    first = Version(number=1, on=case.data.date, because=case.data.number)
    return replace(
        planned,
        approval=_document(case.data),
        party_document=case.data.party_document,
        version=1,
        versions=(first,),
    )


def record_issue(case: Case[Programme, Any]) -> Programme:
    return replace(case.fields, published_on=case.today)


def note_scheme(case: Case[Programme, OfItem]) -> Programme:
    def approved(item: Item) -> Item:
        planned = item.standing is Standing.PLANNED
        standing = Standing.SCHEME_APPROVED if planned else item.standing
        return replace(item, has_scheme=True, standing=standing)

    return _change(case.fields, [case.data.item], approved)


def count_execution(case: Case[Programme, Counted]) -> Programme:
    """The dossier's last word counts; the item stands where its furthest execution stands."""
    told = case.data
    execution = Execution(
        service=told.service, type=told.type, dossier=told.dossier, stage=told.stage
    )

    def counted(item: Item) -> Item:
        others = tuple(e for e in item.executions if e.dossier != told.dossier)
        executions = (*others, execution)
        return replace(item, executions=executions, standing=_standing(item, executions))

    return _change(case.fields, [told.item], counted)


def _standing(item: Item, executions: Iterable[Execution]) -> Standing:
    stages = {e.stage for e in executions}
    if "ended" in stages:
        return Standing.DONE
    if "approved" in stages:
        return Standing.EXECUTING
    return Standing.SCHEME_APPROVED if item.has_scheme else Standing.PLANNED


def mark_done(case: Case[Programme, OfItem]) -> Programme:
    return _change(case.fields, [case.data.item], lambda i: replace(i, standing=Standing.DONE))


def mark_not_done(case: Case[Programme, Why]) -> Programme:
    why = case.data.reason
    return _change(
        case.fields,
        [case.data.item],
        lambda i: replace(i, standing=Standing.NOT_DONE, reason=why),
    )


def apply_amendment(case: Case[Programme, Amended]) -> Programme:
    """A new version: an item added, changed, moved to another year, or cancelled."""
    told, fields = case.data, case.fields
    number = fields.version + 1
    if told.action == "add" and told.change is not None:
        prefix = f"{fields.year}/{told.unit}"
        added = items.item(prefix, told.unit, told.change, fields.items)
        added = replace(added, standing=Standing.PLANNED, version=number)
        fields, changed = replace(fields, items=(*fields.items, added)), added.id
    else:
        changed = told.item
        fields = _change(fields, [changed], lambda i: _amended(i, told, number, fields.year))
    version = Version(
        number=number, on=case.today, because=told.code, amendment=told.amendment, item=changed
    )
    return replace(fields, version=number, versions=(*fields.versions, version))


def _amended(item: Item, told: Amended, number: int, year: int) -> Item:
    if told.action == "cancel" or told.change is None:
        return replace(item, standing=Standing.CANCELLED, reason=told.reason, version=number)
    given = {n: getattr(told.change, n) for n in Activity.__struct_fields__}
    moved = bool(told.change.month) and not told.change.month.startswith(f"{year}-")
    standing = Standing.MOVED if moved else item.standing
    return replace(item, **given, standing=standing, reason=told.reason, version=number)


def record_review(case: Case[Programme, Decision]) -> Programme:
    return replace(case.fields, review=case.data)


def record_annual_report(case: Case[Programme, Decision]) -> Programme:
    return replace(case.fields, annual_report=case.data)


def _change(fields: Programme, ids: Iterable[str], how: Change) -> Programme:
    wanted = set(ids)
    changed = tuple(how(i) if i.id in wanted else i for i in fields.items)
    return replace(fields, items=changed)


def _document(data: Decision) -> Decision:
    return Decision(number=data.number, date=data.date)
