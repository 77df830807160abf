"""A representative office of a foreign body of cooperation or research in the province (R29).

06/2005/NĐ-CP: the Ministry licenses it after the opinion of the People's Committee; renewal is
asked at least 30 days before the licence ends (Điều 9); the office reports every half year and year
(Điều 14 khoản 2).
"""

from __future__ import annotations

import datetime
from datetime import date
from enum import StrEnum
from typing import Annotated, Any

from msgspec import Meta, Struct
from msgspec.structs import replace

from casework import (
    RECORD,
    STAYS,
    Before,
    Case,
    Consultation,
    Deadline,
    Disclosure,
    Dossier,
    DossierType,
    Paper,
    Param,
    Transition,
    Within,
    opinion,
    rule,
    sensitive,
)
from casework.countries import country, is_country
from casework.vocabulary import Country, Decision, Text, WithReason, labels
from consular_border import matters
from consular_border.laws import FOREIGN_OFFICES, FOREIGN_OFFICES_AMENDED, SENSITIVE_MATTERS
from consular_border.letters import foreign_office as letters
from consular_border.refusals import is_dated_by_today
from consular_border.roles import DEPARTMENT, DESK, Role

OFFICES = FOREIGN_OFFICES.form("văn phòng đại diện")
RENEWAL = FOREIGN_OFFICES.art(9)
REPORTS = FOREIGN_OFFICES.art(14, 2)
GUIDE = FOREIGN_OFFICES.form("TT10, Điều 4 khoản 2")
AMENDED = FOREIGN_OFFICES_AMENDED.form("sửa đổi 06/2005/NĐ-CP")


OPINE = Param(
    name="foreign-office.opine",
    title="Cho ý kiến về việc đặt Văn phòng đại diện (06/2005/NĐ-CP đã sửa bởi 62/2026/NĐ-CP)",
    law=AMENDED, default=15, unit="calendar-days", least=1, most=60,
)  # fmt: skip
ASK_RENEWAL = Param(
    name="foreign-office.ask-renewal",
    title="Đề nghị gia hạn giấy phép (06/2005/NĐ-CP đã sửa bởi 62/2026/NĐ-CP)",
    law=AMENDED, default=30, unit="calendar-days", least=1, most=120,
)  # fmt: skip


class State(StrEnum):
    RECEIVED = "received"
    CONSULTING = "consulting"
    OPINED = "opined"
    ACTIVE = "active"
    REFUSED = "refused"
    EXPIRED = "expired"
    REVOKED = "revoked"


STATES = labels(
    State, received="đã tiếp nhận", opined="đã cho ý kiến", active="đang hoạt động",
    refused="không được cấp phép", expired="hết hạn, đã đóng", revoked="bị thu hồi giấy phép",
)  # fmt: skip
LIVE = frozenset({State.RECEIVED, State.CONSULTING, State.OPINED, State.ACTIVE})


class Programme(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Tổ chức, chương trình hợp tác, nghiên cứu và trụ sở."""

    organisation: Annotated[Text, Meta(title="Tổ chức nước ngoài")]
    country: Annotated[Country, Meta(title="Nước")]
    field: Annotated[Text, Meta(title="Lĩnh vực hợp tác, nghiên cứu")]
    partner: Annotated[Text, Meta(title="Đối tác Việt Nam")]
    address: Annotated[Text, Meta(title="Nơi đặt Văn phòng")]
    programme: Annotated[Text, Meta(title="Chương trình, dự án")]
    programme_ends_on: Annotated[datetime.date, Meta(title="Chương trình kết thúc")]
    request: Annotated[Decision, Meta(title="Văn bản hỏi ý kiến của Bộ Ngoại giao")]


class Stated(Decision, frozen=True, kw_only=True):
    """Ý kiến của Ủy ban nhân dân tỉnh."""

    agrees: Annotated[bool, Meta(title="Nhất trí")]
    content: Annotated[str, Meta(min_length=5, max_length=10_000, title="Nội dung ý kiến")]
    note: Annotated[str, Meta(max_length=5000, title="Giải trình khi thiếu ý kiến")] = ""


class Licence(Decision, frozen=True, kw_only=True):
    """Giấy phép của Bộ Ngoại giao."""

    valid_from: Annotated[datetime.date, Meta(title="Có giá trị từ")]
    valid_until: Annotated[datetime.date, Meta(title="Có giá trị đến")]
    foreigners: Annotated[int, Meta(ge=0, title="Số người nước ngoài")] = 0
    vietnamese: Annotated[int, Meta(ge=0, title="Số người Việt Nam")] = 0


class Renewal(Licence, frozen=True, kw_only=True):
    """Gia hạn, sửa đổi giấy phép."""

    programme_ends_on: Annotated[
        datetime.date | None, Meta(title="Chương trình kết thúc, nếu thay đổi")
    ] = None


class Report(Decision, frozen=True, kw_only=True):
    """Báo cáo của Văn phòng."""

    period: Annotated[
        str, Meta(pattern=r"^[0-9]{4}-(H1|year)$(?!\n)", title="Kỳ báo cáo (2026-H1, 2026-year)")
    ]


class ForeignOffice(Programme, frozen=True, kw_only=True):
    """Văn phòng đại diện tổ chức hợp tác, nghiên cứu của nước ngoài."""

    opinion: Annotated[Stated | None, Meta(title="Ý kiến của tỉnh")] = None
    licence: Annotated[Licence | None, Meta(title="Giấy phép")] = None
    renewal: Annotated[Decision | None, Meta(title="Văn bản đề nghị gia hạn")] = None
    reports: Annotated[tuple[Report, ...], Meta(title="Báo cáo")] = ()
    revocation: Annotated[Decision | None, Meta(title="Quyết định thu hồi")] = None
    violations: Annotated[tuple[str, ...], Meta(title="Vi phạm")] = ()
    matters: Annotated[tuple[str, ...], Meta(title="Vấn đề nhạy cảm liên quan")] = ()


class Violation(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    what: Annotated[str, Meta(min_length=5, max_length=2000, title="Vi phạm, xử lý")]


Office = Case[ForeignOffice, Any]


@rule(OFFICES, "Nước của tổ chức phải có trong danh mục và khác Việt Nam", "/country")
def country_is_foreign(case: Office) -> bool:
    return is_country(case.fields.country) and case.fields.country != "VN"


@rule(RECORD, "Văn bản hỏi ý kiến không thể sau hôm nay", "/request/date")
def is_asked_by_today(case: Office) -> bool:
    return case.fields.request.date <= case.today


@rule(OFFICES, "Giấy phép không thể hết hạn sau ngày chương trình kết thúc", "/valid_until")
def licence_ends_with_the_programme(case: Office) -> bool:
    f = case.fields
    return f.licence is None or f.licence.valid_until <= f.programme_ends_on


@rule(OFFICES, "Giấy phép hết hạn trước khi có giá trị", "/valid_until")
def licence_is_in_order(case: Office) -> bool:
    licence = case.fields.licence
    return licence is None or licence.date <= licence.valid_from <= licence.valid_until


@rule(GUIDE, "Còn cơ quan chưa cho ý kiến hoặc không đồng ý: phải có giải trình", "/note")
def opinions_are_weighed(case: Case[ForeignOffice, Stated]) -> bool:
    waiting = opinion.pending(case.dossier, case.today) + opinion.silent(case.dossier, case.today)
    return not waiting + opinion.disagreeing(case.dossier) or bool(case.data.note.strip())


@rule(RENEWAL, "Chưa ghi văn bản đề nghị gia hạn", "/renewal")
def renewal_was_asked(case: Office) -> bool:
    return case.fields.renewal is not None


@rule(RECORD, "Kỳ này đã có báo cáo", "/period")
def period_is_new(case: Case[ForeignOffice, Report]) -> bool:
    return all(r.period != case.data.period for r in case.fields.reports)


@rule(OFFICES, "Giấy phép chưa hết hạn", "/licence")
def has_expired(case: Office) -> bool:
    licence = case.fields.licence
    return licence is not None and licence.valid_until < case.today


def record_opinion(case: Case[ForeignOffice, Stated]) -> ForeignOffice:
    return replace(case.fields, opinion=case.data)


def record_licence(case: Case[ForeignOffice, Licence]) -> ForeignOffice:
    return replace(case.fields, licence=case.data)


def ask_renewal(case: Case[ForeignOffice, Decision]) -> ForeignOffice:
    return replace(case.fields, renewal=case.data)


def amend(case: Case[ForeignOffice, Renewal]) -> ForeignOffice:
    d = case.data
    given = {n: getattr(d, n) for n in Licence.__struct_fields__}
    ends_on = d.programme_ends_on or case.fields.programme_ends_on
    return replace(case.fields, licence=Licence(**given), programme_ends_on=ends_on, renewal=None)


def add_report(case: Case[ForeignOffice, Report]) -> ForeignOffice:
    return replace(case.fields, reports=(*case.fields.reports, case.data))


def add_violation(case: Case[ForeignOffice, Violation]) -> ForeignOffice:
    return replace(case.fields, violations=(*case.fields.violations, case.data.what))


def revoke(case: Case[ForeignOffice, Decision]) -> ForeignOffice:
    return replace(case.fields, revocation=case.data)


def expires(dossier: Dossier[Any]) -> date | None:
    licence = dossier.fields.licence
    return licence.valid_until if licence else None


def bodies(case: Office) -> tuple[str, ...]:
    return ("cong-an-tinh", case.fields.partner)


def heading(fields: ForeignOffice) -> str:
    return f"Văn phòng đại diện {fields.organisation} ({country(fields.country)})"


TOLD = ("organisation", "country", "field", "partner", "programme", "programme_ends_on", "licence")

# fmt: off
FOREIGN_OFFICE: DossierType[Any] = DossierType(
    name="foreign-office", record="R29", prefix="VP",
    title="Văn phòng đại diện tổ chức hợp tác, nghiên cứu nước ngoài",
    since=date(2005, 2, 10), law=OFFICES,
    fields=ForeignOffice, heading=heading, links=matters.links,
    states=STATES, final={State.REFUSED, State.EXPIRED, State.REVOKED},
    invariants=[country_is_foreign, is_asked_by_today, licence_is_in_order,
                licence_ends_with_the_programme],
    at_rest={State.ACTIVE},
    params=[OPINE, ASK_RENEWAL],
    discloses=Disclosure(province=TOLD, ministry=TOLD),

    opening=Transition(
        GUIDE, "receive", title="tiếp nhận đề nghị cho ý kiến", target=State.RECEIVED, by=DESK,
        data=Programme, emits="received"),

    transitions=[
        Transition(
            GUIDE, "consult", title="lấy ý kiến", source={State.RECEIVED},
            target=State.CONSULTING, by=DESK, emits="consulted",
            consults=Consultation(law=GUIDE, topic="Đặt Văn phòng đại diện", bodies=bodies)),
        Transition(
            GUIDE, "opine", title="cho ý kiến của Ủy ban nhân dân tỉnh",
            source={State.CONSULTING}, target=State.OPINED, by={Role.CHAIR}, data=Stated,
            not_by={"receive", "consult"}, requires=[opinions_are_weighed, is_dated_by_today],
            then=record_opinion, emits="opinion-given"),
        Transition(
            OFFICES, "license", title="ghi nhận Bộ Ngoại giao cấp phép", source={State.OPINED},
            target=State.ACTIVE, by=DEPARTMENT, data=Licence, requires=[is_dated_by_today],
            then=record_licence, emits="licensed"),
        Transition(
            OFFICES, "refuse", title="ghi nhận không cấp phép", source={State.OPINED},
            target=State.REFUSED, by=DEPARTMENT, data=WithReason, emits="refused"),
        Transition(
            RENEWAL, "ask-renewal", title="ghi nhận đề nghị gia hạn", source={State.ACTIVE},
            target=STAYS, by=DESK, data=Decision, requires=[is_dated_by_today],
            then=ask_renewal, emits="renewal-asked"),
        Transition(
            RENEWAL, "amend", title="ghi nhận gia hạn, sửa đổi giấy phép", source={State.ACTIVE},
            target=STAYS, by=DEPARTMENT, data=Renewal,
            requires=[renewal_was_asked, is_dated_by_today], then=amend, emits="amended"),
        Transition(
            REPORTS, "report", title="ghi nhận báo cáo", source={State.ACTIVE}, target=STAYS,
            by=DESK, data=Report, requires=[period_is_new, is_dated_by_today], then=add_report,
            emits="reported"),
        Transition(
            OFFICES, "note-violation", title="ghi nhận vi phạm", source={State.ACTIVE},
            target=STAYS, by={*DESK, Role.POLICE}, data=Violation, then=add_violation,
            emits="violation-noted"),
        Transition(
            OFFICES, "revoke", title="ghi nhận thu hồi giấy phép", source={State.ACTIVE},
            target=State.REVOKED, by=DEPARTMENT, data=Decision, requires=[is_dated_by_today],
            then=revoke, emits="revoked"),
        Transition(
            OFFICES, "expire", title="ghi nhận hết hạn, đóng Văn phòng", source={State.ACTIVE},
            target=State.EXPIRED, by=DESK, requires=[has_expired], emits="expired"),
        *sensitive.steps(SENSITIVE_MATTERS, LIVE),
    ],

    deadlines=[
        Deadline(
            law=GUIDE, name="opine", title="cho ý kiến về việc đặt Văn phòng đại diện",
            owed_to="Bộ Ngoại giao", met_by={"opine"},
            shape=Within(amount=OPINE,
                         runs_in={State.RECEIVED, State.CONSULTING})),
        Deadline(
            law=RENEWAL, name="ask-renewal", title="đề nghị gia hạn giấy phép",
            owed_to="Bộ Ngoại giao", met_by={"ask-renewal"},
            shape=Before(amount=ASK_RENEWAL, event=expires,
                         of="ngày giấy phép hết hạn")),
    ],

    papers=[
        Paper(GUIDE, "y-kien", title="Công văn cho ý kiến", makes=letters.opinion),
    ],
)
# fmt: on
