"""What a consular case records: the event, the people, what was done and what came of it."""

from __future__ import annotations

import datetime
from enum import StrEnum
from typing import Annotated, Literal

from msgspec import Meta, Struct

from casework.vocabulary import Country, Decision, Money, Prose, Text


class Event(StrEnum):
    ACCIDENT = "accident"
    DEATH = "death"
    ARREST = "arrest"
    LOST_PASSPORT = "lost-passport"
    DISPUTE = "dispute"
    OFFENCE = "offence"
    MARRIAGE = "marriage"
    STRANDED = "stranded"
    TRAFFICKING = "trafficking"
    OTHER = "other"


EVENTS: dict[Event, str] = {
    Event.ACCIDENT: "tai nạn",
    Event.DEATH: "tử vong",
    Event.ARREST: "bị bắt, tạm giữ",
    Event.LOST_PASSPORT: "mất hộ chiếu, giấy tờ",
    Event.DISPUTE: "tranh chấp",
    Event.OFFENCE: "vi phạm pháp luật",
    Event.MARRIAGE: "hôn nhân, gia đình",
    Event.STRANDED: "gặp khó khăn, mắc kẹt",
    Event.TRAFFICKING: "nạn nhân mua bán người",
    Event.OTHER: "khác",
}
GRAVE = frozenset({Event.DEATH, Event.ARREST})


class Person(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A person of the case: seen by the team alone, told to nobody by events."""

    name: Annotated[str, Meta(min_length=1, max_length=200, title="Họ tên")]
    nationality: Country
    born_on: Annotated[datetime.date | None, Meta(title="Ngày sinh")] = None
    document: Annotated[str, Meta(max_length=60, title="Hộ chiếu, giấy tờ")] = ""
    address: Annotated[str, Meta(max_length=500, title="Địa chỉ")] = ""
    relatives: Annotated[str, Meta(max_length=1000, title="Thân nhân, liên hệ")] = ""
    is_minor: Annotated[bool, Meta(title="Chưa thành niên")] = False
    is_victim: Annotated[bool, Meta(title="Nạn nhân")] = False


class Report(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Tiếp nhận vụ việc lãnh sự."""

    kind: Annotated[
        Literal["A", "B"],
        Meta(title="A: công dân địa phương ở nước ngoài; B: người nước ngoài tại địa bàn"),
    ]
    event: Annotated[Event, Meta(title="Sự việc")]
    country: Annotated[Country, Meta(title="Nước xảy ra sự việc")]
    place: Annotated[str, Meta(max_length=500, title="Địa điểm")] = ""
    commune: Annotated[str, Meta(max_length=60, title="Xã, phường (mã đơn vị)")] = ""
    happened_on: Annotated[datetime.date, Meta(title="Ngày xảy ra")]
    first_reported_at: Annotated[datetime.datetime, Meta(title="Giờ nhận tin đầu tiên")]
    source: Annotated[Text, Meta(title="Nguồn tin")]
    account: Annotated[Prose, Meta(title="Diễn biến")]
    persons: Annotated[tuple[Person, ...], Meta(min_length=1, max_length=500, title="Người")]
    is_simple: Annotated[bool, Meta(title="Vụ việc thông thường, ít phức tạp")] = False
    has_political_side: Annotated[bool, Meta(title="Có yếu tố chính trị")] = False


class ActionTaken(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One thing that was done, with which body, under which document."""

    done_on: Annotated[datetime.date, Meta(title="Ngày")]
    what: Annotated[str, Meta(min_length=3, max_length=2000, title="Việc đã làm")]
    body: Annotated[str, Meta(max_length=200, title="Cơ quan phối hợp")] = ""
    document: Annotated[str, Meta(max_length=60, title="Văn bản")] = ""


class ConsularCase(Report, frozen=True, kw_only=True):
    """Vụ việc lãnh sự, bảo hộ công dân."""

    people: Annotated[int, Meta(ge=0, title="Số người")] = 0
    nationalities: Annotated[tuple[str, ...], Meta(title="Quốc tịch")] = ()
    actions: Annotated[tuple[ActionTaken, ...], Meta(title="Nhật ký xử lý")] = ()
    mission: Annotated[str, Meta(title="Cơ quan đại diện được thông báo")] = ""
    notified_at: Annotated[datetime.datetime | None, Meta(title="Giờ thông báo")] = None
    guidance: Annotated[Decision | None, Meta(title="Hướng dẫn của Bộ Ngoại giao")] = None
    transferred_to: Annotated[str, Meta(title="Cơ quan tiếp nhận")] = ""
    result: Annotated[str, Meta(title="Kết quả")] = ""
    cost: Annotated[Money | None, Meta(title="Chi phí")] = None
    payer: Annotated[str, Meta(title="Nguồn chi trả")] = ""
    matters: Annotated[tuple[str, ...], Meta(title="Vấn đề nhạy cảm liên quan")] = ()


class Notification(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    mission: Annotated[Text, Meta(title="Cơ quan đại diện")]
    notified_at: Annotated[datetime.datetime, Meta(title="Giờ thông báo")]
    document: Annotated[str, Meta(max_length=60, title="Văn bản")] = ""


class Transferred(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    body: Annotated[Text, Meta(title="Cơ quan tiếp nhận (Bộ Ngoại giao, Công an, Tòa án)")]
    reason: Annotated[str, Meta(min_length=5, max_length=2000, title="Lý do chuyển")]
    result: Annotated[str, Meta(max_length=5000, title="Kết quả, nếu đã có")] = ""


class Result(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    result: Annotated[str, Meta(max_length=5000, title="Kết quả")] = ""
    cost: Annotated[Money | None, Meta(title="Chi phí")] = None
    payer: Annotated[str, Meta(max_length=200, title="Nguồn chi trả (Quỹ Bảo hộ công dân)")] = ""


def nationalities(case: Report) -> tuple[str, ...]:
    return tuple(sorted({p.nationality for p in case.persons}))
