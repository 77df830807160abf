"""What is owed on a registration or on aid, one dossier per duty and period.

58/2022/NĐ-CP asks the organisation to renew in time (Điều 12, 16), to tell its bank account, to
report yearly and to keep the national database true (Điều 21), and the province to report on all
of them (Điều 24). The aid decree asks owners and managing bodies for reports of each period.
A duty that returns is a new dossier, so that each keeps its own lateness and reason.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from datetime import date
from enum import StrEnum
from typing import Annotated, Any

from msgspec import Meta, Struct
from msgspec.structs import replace

from casework import (
    RECORD,
    After,
    Amount,
    Before,
    Case,
    Deadline,
    Disclosure,
    Dossier,
    DossierType,
    Link,
    Lookup,
    OnDay,
    Paper,
    Param,
    Transition,
    rule,
)
from casework.vocabulary import Decision, WithReason, labels
from ngos.laws import AID, NGO, NGO_DATABASE
from ngos.letters import filing as letters
from ngos.refusals import is_dated_by_today, is_own
from ngos.roles import RECORDERS, THE_PROVINCE, Role


class State(StrEnum):
    AWAITED = "awaited"
    RECEIVED = "received"
    CANCELLED = "cancelled"


STATES = labels(State, awaited="chờ nộp", received="đã nộp")


class Kind(StrEnum):
    RENEWAL = "renewal"
    BANK_ACCOUNT = "bank-account"
    NGO_YEAR = "ngo-year"
    DATABASE = "database"
    PROVINCE_YEAR = "province-year"
    AID_HALF_YEAR = "aid-half-year"
    AID_YEAR = "aid-year"
    AID_PROVINCE_YEAR = "aid-province-year"


KINDS = {
    Kind.RENEWAL: "Hồ sơ gia hạn Giấy đăng ký",
    Kind.BANK_ACCOUNT: "Thông báo tài khoản ngân hàng",
    Kind.NGO_YEAR: "Báo cáo năm của tổ chức PCPNN (Mẫu 05)",
    Kind.DATABASE: "Cập nhật cơ sở dữ liệu quốc gia",
    Kind.PROVINCE_YEAR: "Báo cáo năm của UBND tỉnh về tổ chức PCPNN (Mẫu 04)",
    Kind.AID_HALF_YEAR: "Báo cáo 6 tháng của chủ khoản viện trợ",
    Kind.AID_YEAR: "Báo cáo năm của chủ khoản viện trợ",
    Kind.AID_PROVINCE_YEAR: "Báo cáo năm của cơ quan chủ quản về viện trợ",
}
OF_AN_NGO = frozenset({Kind.RENEWAL, Kind.BANK_ACCOUNT, Kind.NGO_YEAR, Kind.DATABASE})
OF_AID = frozenset({Kind.AID_HALF_YEAR, Kind.AID_YEAR})
YEARLY = frozenset(
    {Kind.NGO_YEAR, Kind.PROVINCE_YEAR, Kind.AID_HALF_YEAR, Kind.AID_YEAR, Kind.AID_PROVINCE_YEAR}
)


class Expected(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`of` is the code of the organisation's or the aid's dossier; «»: owed by the province."""

    kind: Annotated[Kind, Meta(title="Loại")]
    of: Annotated[str, Meta(max_length=60, title="Mã hồ sơ tổ chức hoặc khoản viện trợ")] = ""
    from_day: Annotated[
        datetime.date | None, Meta(title="Ngày hết hạn Giấy đăng ký, ngày mở tài khoản, thay đổi")
    ] = None
    year: Annotated[int, Meta(ge=0, le=2100, title="Kỳ báo cáo (năm)")] = 0


class Filing(Expected, frozen=True, kw_only=True):
    """Hồ sơ, thông báo, báo cáo phải nộp về tổ chức PCPNN và viện trợ."""

    of_id: str = ""
    of_type: str = ""
    about: Annotated[str, Meta(title="Tổ chức hoặc khoản viện trợ")] = ""
    filed: Annotated[Decision | None, Meta(title="Văn bản đã nộp")] = None
    summary: Annotated[str, Meta(title="Nội dung chính")] = ""


class Filed(Decision, frozen=True, kw_only=True):
    summary: Annotated[str, Meta(max_length=20_000, title="Nội dung chính")] = ""


YEAR_REPORT_DAY = Param(
    name="ngo-filing.year-report-day", title="Báo cáo năm về tổ chức PCPNN",
    law=NGO.art(24, 6), default=(12, 18),
)  # fmt: skip
AID_OWNER_WITHIN = Param(
    name="ngo-filing.aid-owner-within", default=None, unit="calendar-days",
    title="Chủ khoản viện trợ báo cáo sau khi kỳ 6 tháng, năm kết thúc", law=AID.art(14, 4),
)  # fmt: skip
AID_PROVINCE_DAY = Param(
    name="ngo-filing.aid-province-day", title="Báo cáo năm về viện trợ của cơ quan chủ quản",
    law=AID.art(13, 9), default=(1, 15),
)  # fmt: skip


@rule(NGO_DATABASE, "Không có tổ chức đã đăng ký hoặc khoản viện trợ này", "/of")
def subject_is_known(case: Case[Filing, Any]) -> bool:
    kind = case.fields.kind
    if kind in OF_AN_NGO:
        return any(d.fields.registration for d in case.found["ngo"])
    return bool(case.found["aid"]) if kind in OF_AID else not case.fields.of


@rule(NGO.art(21), "Báo cáo định kỳ phải ghi năm", "/year")
def says_its_year(case: Case[Filing, Any]) -> bool:
    return (case.fields.year > 0) is (case.fields.kind in YEARLY)


@rule(NGO.art(21), "Phải ghi ngày làm phát sinh nghĩa vụ", "/from_day")
def says_its_day(case: Case[Filing, Any]) -> bool:
    return (case.fields.from_day is not None) is (case.fields.kind not in YEARLY)


@rule(RECORD, "Nghĩa vụ của kỳ này đã có hồ sơ", "/kind")
def is_the_only_one(case: Case[Filing, Any]) -> bool:
    f = case.fields
    return not any((d.fields.year, d.fields.from_day) == (f.year, f.from_day) for d in same(case))


def same(case: Case[Filing, Any]) -> Sequence[Dossier[Any]]:
    return [d for d in case.found["same"] if d.fields.kind is case.fields.kind]


@rule(
    NGO.art(24, 6),
    "Báo cáo của UBND tỉnh do Chủ tịch, Văn phòng UBND ban hành",
    "/kind",
    everywhere=True,
)
def is_sent_by_the_province(case: Case[Filing, Any]) -> bool:
    owed = case.fields.kind in {Kind.PROVINCE_YEAR, Kind.AID_PROVINCE_YEAR}
    return not owed or bool(case.actor.roles & THE_PROVINCE)


def its_subject(dossier: Dossier[Any], data: Any) -> Sequence[Lookup]:
    told: Expected = data if isinstance(data, Expected) else dossier.fields
    kept = ["awaited", "received"]
    return [
        Lookup(name="ngo", type="foreign-ngo", where={"code": [told.of]}),
        Lookup(name="aid", type="aid", where={"code": [told.of]}),
        Lookup(name="same", type="ngo-filing", where={"fields.of": [told.of]}, states=kept),
    ]


def bind(case: Case[Filing, Expected]) -> Filing:
    subject = [d for n in ("ngo", "aid") for d in case.found[n] if case.fields.of][:1]
    if not subject:
        return case.fields
    of = subject[0]
    return replace(case.fields, of_id=of.id, of_type=of.type, about=of.title)


def record(case: Case[Filing, Filed]) -> Filing:
    filed = Decision(number=case.data.number, date=case.data.date)
    return replace(case.fields, filed=filed, summary=case.data.summary)


def heading(fields: Filing) -> str:
    period = f" {fields.year}" if fields.year else ""
    return f"{KINDS[fields.kind]}{period}" + (f": {fields.about}" if fields.about else "")


def links(fields: Filing) -> list[Link]:
    return [Link("owed-by", "ngos", fields.of_type, fields.of_id)] if fields.of_id else []


def period_end(dossier: Dossier[Any]) -> date:
    is_half = dossier.fields.kind is Kind.AID_HALF_YEAR
    return date(dossier.fields.year, *((6, 30) if is_half else (12, 31)))


def is_a(*kinds: Kind) -> Callable[[Dossier[Any]], bool]:
    return lambda dossier: dossier.fields.kind in kinds


def from_day(dossier: Dossier[Any]) -> date | None:
    day: date | None = dossier.fields.from_day
    return day


# fmt: off
FILING = DossierType(
    name="ngo-filing", record="R11, R12", prefix="NVP",
    title="Hồ sơ, thông báo, báo cáo phải nộp về tổ chức PCPNN và viện trợ",
    since=date(2022, 11, 1), law=NGO.art(21),
    fields=Filing, heading=heading, links=links,
    states=STATES, final={State.RECEIVED, State.CANCELLED},
    discloses=Disclosure(
        province=("kind", "of", "about", "year", "from_day", "filed"),
        ministry=("kind", "about", "year", "filed")),

    opening=Transition(
        NGO.art(21), "expect", title="ghi nghĩa vụ phải nộp", target=State.AWAITED,
        by={Role.SYSTEM, *RECORDERS}, data=Expected, needs=its_subject, then=bind,
        requires=[subject_is_known, says_its_year, says_its_day, is_the_only_one],
        emits="expected"),

    transitions=[
        Transition(
            NGO.art(21), "receive", title="ghi nhận đã nộp", emits="received",
            source={State.AWAITED}, target=State.RECEIVED,
            by={Role.UNIT, *RECORDERS, *THE_PROVINCE}, data=Filed, then=record,
            requires=[is_own, is_dated_by_today, is_sent_by_the_province]),
        Transition(
            NGO.art(24), "cancel", title="bỏ: không còn phải nộp", emits="cancelled",
            source={State.AWAITED}, target=State.CANCELLED,
            by={Role.HEAD, Role.DIRECTOR, Role.SYSTEM}, data=WithReason),
    ],

    deadlines=[
        Deadline(
            law=NGO.art(12, 1), name="file-renewal", id="D42", met_by={"receive"},
            title="nộp hồ sơ gia hạn Giấy đăng ký", owed_to="Ủy ban công tác về các tổ chức PCPNN",
            shape=Before(amount=Amount(60, "calendar-days"), event=from_day,
                         of="ngày hết hạn Giấy đăng ký"),
            applies=is_a(Kind.RENEWAL)),
        Deadline(
            law=NGO.art(21, 3), name="tell-bank-account", id="D44", met_by={"receive"},
            title="thông báo tài khoản ngân hàng", owed_to="cơ quan cấp Giấy đăng ký",
            shape=After(amount=Amount(10, "working-days"), event=from_day, of="ngày mở tài khoản"),
            applies=is_a(Kind.BANK_ACCOUNT)),
        Deadline(
            law=NGO.art(21, 5), name="report-of-organisation", id="D47", met_by={"receive"},
            title="báo cáo năm của tổ chức PCPNN (số liệu từ 15/12 năm trước đến 14/12)",
            owed_to="các bộ, Ủy ban công tác về các tổ chức PCPNN",
            shape=OnDay(day=YEAR_REPORT_DAY, year=lambda d: d.fields.year, strict=False),
            applies=is_a(Kind.NGO_YEAR)),
        Deadline(
            law=NGO.art(24, 6), name="report-of-province", id="D48", met_by={"receive"},
            title="báo cáo năm của UBND tỉnh (số liệu từ 15/12 năm trước đến 14/12)",
            owed_to="Bộ Ngoại giao, Ủy ban công tác về các tổ chức PCPNN",
            shape=OnDay(day=YEAR_REPORT_DAY, year=lambda d: d.fields.year, strict=False),
            applies=is_a(Kind.PROVINCE_YEAR)),
        Deadline(
            law=NGO.art(21, 6), name="update-database", id="D49", met_by={"receive"},
            title="cập nhật cơ sở dữ liệu quốc gia", owed_to="Bộ Ngoại giao",
            shape=After(amount=Amount(10, "calendar-days"), event=from_day, of="ngày thay đổi"),
            applies=is_a(Kind.DATABASE)),
        Deadline(
            law=AID.art(14, 4), name="report-of-owner", id="D52", met_by={"receive"},
            title="báo cáo của chủ khoản viện trợ", owed_to="cơ quan chủ quản",
            shape=After(amount=AID_OWNER_WITHIN, event=period_end, of="ngày kết thúc kỳ"),
            applies=is_a(*OF_AID)),
        Deadline(
            law=AID.art(13, 9), name="report-of-managing-body", id="D53", met_by={"receive"},
            title="báo cáo năm về viện trợ", owed_to="Bộ Tài chính",
            shape=OnDay(day=AID_PROVINCE_DAY, year=lambda d: d.fields.year + 1, strict=False),
            applies=is_a(Kind.AID_PROVINCE_YEAR)),
    ],
    papers=[
        Paper(NGO.art(24, 6), "bao-cao", title="Báo cáo, thông báo", makes=letters.report),
    ],
)
# fmt: on
