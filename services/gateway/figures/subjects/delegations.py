"""Delegations out and in, and the yearly programme."""

from __future__ import annotations

from typing import Any

from gateway.figures import parts, words
from gateway.figures.figure import Dimension, Figure, Measure, Membership, Subject
from gateway.figures.parts import COMMON

SERVICE = "delegations"
LEVELS = {
    "province": "cấp tỉnh",
    "unit": "cấp đơn vị",
    "mass-organisation": "tổ chức chính trị - xã hội",
    "with-central": "tham gia đoàn của Trung ương",
}
IN_PROGRAMME = {"true": "trong Chương trình", "false": "ngoài Chương trình"}
UNSCHEDULED = {"true": "đột xuất", "false": "theo kế hoạch"}

_DECIDED = ("approved", "mission-notified", "departed", "returned-home", "reported", "closed")
_COMING = ("approved", "hosting", "left", "reported", "closed")
_DEPARTS = parts.within("departs_on", "ngày xuất cảnh của đoàn")
_STAYS = Membership(
    "fields.arrives_on", "Tính theo ngày đến; đoàn đến trong kỳ mà về ngoài kỳ vẫn thuộc kỳ"
)
_FIELD = Dimension("field", "Lĩnh vực", "fields.field", labels=words.DELEGATION_FIELDS)
_OUT = (
    *COMMON,
    Dimension("level", "Cấp đoàn", "fields.level", labels=LEVELS),
    parts.rank("head"),
    parts.country("legs[].country", "Nước đến"),
    parts.region("legs[].country"),
    parts.nature("nature"),
    _FIELD,
    Dimension(
        "in-programme", "Trong Chương trình năm", "fields.programme_item", "filled", IN_PROGRAMME
    ),
    parts.month("departs_on"),
)
_IN = (
    *COMMON,
    Dimension(
        "level", "Cấp đón tiếp", "fields.level", labels={k: LEVELS[k] for k in ("province", "unit")}
    ),
    Dimension("sender", "Bên cử đoàn", "fields.sender"),
    parts.country("country", "Nước cử đoàn"),
    parts.region("country"),
    parts.rank("head"),
    parts.nature("nature"),
    _FIELD,
    Dimension("unscheduled", "Đột xuất", "fields.is_unscheduled", "switch", UNSCHEDULED),
    Dimension("border", "Thăm khu vực biên giới", "fields.visits_border", "switch"),
    parts.month("arrives_on"),
)


_TURN = Dimension("turn", "Chuyến thứ mấy trong năm của người đi", "fields.turns.number", "number")


def _outbound(name: str, title: str, measure: Measure, **more: Any) -> Figure:
    told: dict[str, Any] = {
        "by": _OUT,
        "period": _DEPARTS,
        "states": _DECIDED,
        "where_says": "đoàn đã có quyết định, không hủy",
        **more,
    }
    return Figure(
        name=name,
        title=title,
        subject="outbound",
        record="R04",
        service=SERVICE,
        types=("outbound-delegation",),
        measure=measure,
        **told,
    )


def _inbound(name: str, title: str, measure: Measure, **more: Any) -> Figure:
    told: dict[str, Any] = {"by": _IN, **more}
    return Figure(
        name=name,
        title=title,
        subject="inbound",
        record="R05",
        service=SERVICE,
        types=("inbound-delegation",),
        measure=measure,
        states=_COMING,
        period=_STAYS,
        where_says="đoàn đã được phép vào, không hủy",
        **told,
    )


_TURNS: dict[str, Any] = {
    "each": "fields.turns",
    "states": ("returned-home", "reported", "closed"),
    "note": "Tính các đoàn đã về; năm của một chuyến là năm xuất cảnh. Kỳ không bắt đầu từ 01/01 "
    "chỉ có những người đi chuyến đầu tiên của năm trong kỳ đó",
}
_ABROAD: dict[str, Any] = {
    "states": ("approved", "mission-notified", "departed"),
    "where_says": "đoàn đã có quyết định, chưa ghi nhận đã về",
    "period": Membership(
        "fields.departs_on",
        "Tính các đoàn đã xuất cảnh và chưa đến ngày về, vào ngày cuối kỳ hoặc ngày tính",
        "standing",
        "fields.returns_on",
    ),
}
OUTBOUND = Subject(
    "outbound",
    "Đoàn ra",
    (
        _outbound("outbound-delegations", "Số đoàn ra", Measure("đoàn"), plan="planned-outbound"),
        _outbound("outbound-trips", "Số lượt người đi", Measure("lượt người", "fields.travellers")),
        _outbound(
            "outbound-persons",
            "Số người đi, mỗi người một lần trong năm",
            Measure("người"),
            where={"fields.turns.number": 1},
            where_says="mỗi người đi chuyến đầu tiên của năm là một dòng",
            **_TURNS,
        ),
        _outbound(
            "outbound-turns",
            "Lượt đi theo số chuyến trong năm của mỗi người",
            Measure("lượt người"),
            where_says="mỗi người của mỗi đoàn đã về là một dòng",
            by=(*_OUT, _TURN),
            **_TURNS,
        ),
        _outbound(
            "outbound-days", "Số ngày ở nước ngoài của các đoàn", Measure("ngày", "fields.days")
        ),
        _outbound("outbound-abroad", "Đoàn đang ở nước ngoài", Measure("đoàn"), **_ABROAD),
        _outbound(
            "outbound-abroad-persons",
            "Số người đang ở nước ngoài theo đoàn",
            Measure("người", "fields.travellers"),
            **_ABROAD,
        ),
        _outbound(
            "outbound-cost",
            "Kinh phí đoàn ra",
            Measure("", "fields.funding.money.amount", "fields.funding.money.currency"),
            each="fields.funding",
            by=(*_OUT, parts.funding("funding.source")),
        ),
        _outbound(
            "outbound-funding",
            "Số đoàn ra theo nguồn kinh phí",
            Measure("đoàn"),
            by=(*_OUT, parts.funding("funding[].source")),
        ),
        _outbound(
            "outbound-reports",
            "Báo cáo kết quả đoàn ra",
            Measure("báo cáo"),
            each="clocks",
            where={"clocks.name": "report-result-to-committee"},
            by=(*_OUT, parts.on_time),
        ),
    ),
)
INBOUND = Subject(
    "inbound",
    "Đoàn vào",
    (
        _inbound("inbound-delegations", "Số đoàn vào", Measure("đoàn"), plan="planned-inbound"),
        _inbound("inbound-guests", "Số lượt khách", Measure("lượt khách", "fields.guest_count")),
        _inbound("inbound-days", "Số ngày của các đoàn vào", Measure("ngày", "fields.days")),
        _inbound(
            "inbound-funding",
            "Số đoàn vào theo nguồn kinh phí",
            Measure("đoàn"),
            by=(*_IN, parts.funding("funding[].source")),
        ),
        _inbound(
            "inbound-cost",
            "Kinh phí đoàn vào",
            Measure("", "fields.funding.money.amount", "fields.funding.money.currency"),
            each="fields.funding",
            by=(*_IN, parts.funding("funding.source")),
        ),
        Figure(
            name="receptions",
            title="Số lần tiếp khách nước ngoài",
            subject="inbound",
            record="R06",
            service=SERVICE,
            types=("guest-reception",),
            measure=Measure("lần"),
            states=("approved", "notified", "received", "reported", "closed"),
            where_says="lần tiếp được phép hoặc đã thông tin",
            period=parts.within("starts_on", "ngày tiếp khách"),
            by=(
                *COMMON,
                parts.country("country", "Nước của khách"),
                parts.region("country"),
                parts.rank("head_rank"),
                parts.nature("nature"),
                Dimension(
                    "unscheduled", "Đột xuất", "fields.is_unscheduled", "switch", UNSCHEDULED
                ),
                parts.month("starts_on"),
            ),
        ),
    ),
)

_YEAR = Membership("fields.year", "Tính theo năm của Chương trình", "year")
_PLANNED_MONTH = Membership(
    "fields.items.month",
    "Tính theo tháng dự kiến; hoạt động chưa định tháng tính vào cả năm",
    "month",
    "fields.year",
)
_APPROVED = ("approved", "published", "in-execution", "closed")
_ITEM = (
    parts.COMMON[0],
    Dimension("unit", "Cơ quan, đơn vị", "fields.items.unit", "unit"),
    Dimension("kind", "Loại hoạt động", "fields.items.kind", labels=words.ITEM_KINDS),
    parts.approval("items.approval"),
    Dimension("standing", "Tình hình thực hiện", "fields.items.standing", labels=words.STANDINGS),
    parts.country("items.countries[]"),
    parts.rank("items.head"),
    parts.nature("items.nature"),
    Dimension("month", "Tháng dự kiến", "fields.items.month", "month"),
)


def _items(name: str, title: str, says: str, **more: Any) -> Figure:
    told: dict[str, Any] = {"period": _YEAR, "by": _ITEM, **more}
    return Figure(
        name=name,
        title=title,
        subject="programme",
        record="R01",
        service=SERVICE,
        types=("provincial-programme",),
        measure=Measure("hoạt động"),
        each="fields.items",
        states=_APPROVED,
        where_says=f"{says} của Chương trình năm đã duyệt",
        **told,
    )


_KEPT = {"$nin": ["proposed", "refused"]}
PROGRAMME = Subject(
    "programme",
    "Chương trình hoạt động đối ngoại năm",
    (
        _items(
            "programme-planned",
            "Số hoạt động trong Chương trình",
            "hoạt động",
            where={"fields.items.standing": _KEPT},
        ),
        _items(
            "programme-done",
            "Số hoạt động đã thực hiện",
            "hoạt động đã thực hiện",
            where={"fields.items.standing": "done"},
            whole="programme-planned",
        ),
        _items(
            "programme-not-done",
            "Số hoạt động không thực hiện",
            "hoạt động không thực hiện",
            where={"fields.items.standing": "not-done"},
            whole="programme-planned",
        ),
        _items(
            "programme-cancelled",
            "Số hoạt động bị hủy",
            "hoạt động bị hủy",
            where={"fields.items.standing": "cancelled"},
            whole="programme-planned",
        ),
        _items(
            "programme-moved",
            "Số hoạt động chuyển sang năm sau",
            "hoạt động chuyển năm",
            where={"fields.items.standing": "moved"},
            whole="programme-planned",
        ),
        _items(
            "planned-outbound",
            "Đoàn ra theo Chương trình",
            "đoàn ra",
            period=_PLANNED_MONTH,
            where={"fields.items.kind": "outbound", "fields.items.standing": _KEPT},
        ),
        _items(
            "planned-inbound",
            "Đoàn vào theo Chương trình",
            "đoàn vào",
            period=_PLANNED_MONTH,
            where={"fields.items.kind": "inbound", "fields.items.standing": _KEPT},
        ),
        _items(
            "planned-conferences",
            "Hội nghị, hội thảo theo Chương trình",
            "hội nghị, hội thảo",
            period=_PLANNED_MONTH,
            where={"fields.items.kind": "conference", "fields.items.standing": _KEPT},
        ),
        _items(
            "planned-agreements",
            "Thỏa thuận quốc tế theo Chương trình",
            "thỏa thuận quốc tế",
            period=_PLANNED_MONTH,
            where={"fields.items.kind": "agreement", "fields.items.standing": _KEPT},
        ),
        Figure(
            name="programme-amendments",
            title="Số lần sửa đổi, bổ sung, điều chỉnh, hủy bỏ",
            subject="programme",
            record="R02",
            service=SERVICE,
            types=("programme-amendment",),
            measure=Measure("lần"),
            states=("approved", "confirmed", "notified", "executed", "reported", "applied"),
            where_says="nội dung sửa đổi đã được đồng ý",
            period=_YEAR,
            by=(
                *COMMON,
                Dimension(
                    "action",
                    "Việc sửa đổi",
                    "fields.action",
                    labels={
                        "add": "bổ sung",
                        "adjust": "điều chỉnh",
                        "modify": "sửa đổi",
                        "cancel": "hủy bỏ",
                    },
                ),
                Dimension("kind", "Loại hoạt động", "fields.change.kind", labels=words.ITEM_KINDS),
                parts.approval("change.approval"),
            ),
        ),
    ),
)

SUBJECTS = (OUTBOUND, INBOUND, PROGRAMME)
