"""A foreign non-governmental organisation in the province (58/2022/NĐ-CP).

The Ministry registers it, the province manages it: this dossier follows one organisation from the
time it is proposed until its obligations are settled, with every registration it has held. What it
owes the authorities meanwhile is filed in dossiers of its own (ngo-plan, ngo-filing), and what it
does wrong in ngo-violation; a registration that lapses is told to its projects.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import Annotated, Any

from msgspec import Meta, Struct
from msgspec.structs import replace

from casework import (
    RECORD,
    STAYS,
    After,
    Amount,
    Before,
    Case,
    Deadline,
    Disclosure,
    Dossier,
    DossierType,
    Immediate,
    Lookup,
    Paper,
    Transition,
    Within,
    fill_in,
    rule,
)
from casework.countries import country, is_country
from casework.vocabulary import Country, Decision, Text, WithReason, labels
from ngos import registration
from ngos.laws import NGO, NGO_DATABASE, NGO_ROOM
from ngos.letters import foreign_ngo as letters
from ngos.refusals import is_dated_by_today
from ngos.registration import Field, Registration
from ngos.roles import DESK, RECORDERS, Role


class State(StrEnum):
    PROPOSED = "proposed"
    REGISTERED = "registered"
    EXPIRING = "expiring"
    EXPIRED = "expired"
    SUSPENDED = "suspended"
    TERMINATED = "terminated"
    SELF_TERMINATED = "self-terminated"
    SETTLED = "settled"
    REJECTED = "rejected"


STATES = labels(
    State, proposed="đề nghị cấp Giấy đăng ký", registered="đang hoạt động",
    expiring="sắp hết hạn Giấy đăng ký", expired="hết hạn Giấy đăng ký",
    suspended="bị đình chỉ hoạt động", terminated="bị chấm dứt hoạt động",
    self_terminated="tự chấm dứt hoạt động", settled="đã thực hiện xong nghĩa vụ",
    rejected="không được cấp Giấy đăng ký",
)  # fmt: skip
ACTIVE = frozenset({State.REGISTERED, State.EXPIRING})
HERE = ACTIVE | {State.SUSPENDED, State.EXPIRED}
ENDED = frozenset({State.TERMINATED, State.SELF_TERMINATED})
RENEWAL_LEAD = Amount(60, "calendar-days")


class Representative(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who answers for the organisation in Viet Nam: personal data, never disclosed."""

    name: Text
    nationality: Country
    paper: Annotated[str, Meta(max_length=60, title="Số hộ chiếu, CCCD")] = ""
    appointed_on: Annotated[datetime.date | None, Meta(title="Ngày bổ nhiệm")] = None


class Profile(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who the organisation is and with whom it works here."""

    name: Annotated[str, Meta(min_length=2, max_length=300, title="Tên tổ chức")]
    country: Annotated[Country, Meta(title="Nước nguyên xứ")]
    legal_form: Annotated[str, Meta(max_length=200, title="Tư cách pháp nhân")] = ""
    mission: Annotated[str, Meta(max_length=5000, title="Tôn chỉ, mục đích")] = ""
    is_religious: Annotated[bool, Meta(title="Hoạt động tôn giáo")] = False
    is_for_profit: Annotated[bool, Meta(title="Hoạt động vì lợi nhuận")] = False
    fields: Annotated[tuple[Field, ...], Meta(title="Lĩnh vực", max_length=11)] = ()
    partners: Annotated[tuple[Text, ...], Meta(title="Đối tác Việt Nam", max_length=100)] = ()
    communes: Annotated[tuple[Text, ...], Meta(title="Xã, phường", max_length=200)] = ()
    representative: Annotated[Representative | None, Meta(title="Người đại diện")] = None
    local_staff: Annotated[int, Meta(ge=0, title="Lao động Việt Nam")] = 0
    foreign_staff: Annotated[int, Meta(ge=0, title="Nhân viên nước ngoài")] = 0


class Organisation(Profile, frozen=True, kw_only=True):
    """Tổ chức phi chính phủ nước ngoài, Giấy đăng ký hiện tại và các Giấy đăng ký trước."""

    registration: Annotated[Registration | None, Meta(title="Giấy đăng ký hiện tại")] = None
    earlier: Annotated[tuple[Registration, ...], Meta(title="Giấy đăng ký trước")] = ()
    received_on: Annotated[datetime.date | None, Meta(title="Ngày tổ chức nhận Giấy đăng ký")] = (
        None
    )
    active_on: Annotated[datetime.date | None, Meta(title="Ngày hoạt động gần nhất")] = None
    measure: Annotated[Decision | None, Meta(title="Văn bản đình chỉ, chấm dứt")] = None
    settlement: Annotated[Decision | None, Meta(title="Văn bản về việc xong nghĩa vụ")] = None


class Granted(Registration, frozen=True, kw_only=True):
    received_on: Annotated[datetime.date, Meta(title="Ngày tổ chức nhận Giấy đăng ký")]


class Measure(Decision, frozen=True, kw_only=True):
    """A document of the Ministry or of the organisation that changes what it may do."""

    reason: Annotated[str, Meta(min_length=5, max_length=2000, title="Lý do")]


class Activity(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    active_on: Annotated[datetime.date, Meta(title="Ngày hoạt động")]
    about: Text


@rule(NGO.art(5), "Không nhận tổ chức hoạt động tôn giáo hoặc vì lợi nhuận", "/is_religious")
def is_lawful(case: Case[Organisation, Any]) -> bool:
    return not (case.fields.is_religious or case.fields.is_for_profit)


@rule(RECORD, "Mã nước không có trong danh mục", "/country")
def country_is_known(case: Case[Organisation, Any]) -> bool:
    return is_country(case.fields.country)


@rule(RECORD, "Tổ chức này đã có hồ sơ tại tỉnh", "/name")
def is_the_only_one(case: Case[Organisation, Any]) -> bool:
    return not case.found["same"]


@rule(NGO.art(9), "Giấy đăng ký không ghi tỉnh này trong địa bàn hoạt động", "/provinces")
def covers_the_province(case: Case[Organisation, Granted]) -> bool:
    return registration.covers(case.data, case.province.code)


@rule(RECORD, "Ngày nhận Giấy đăng ký chưa tới hoặc trước ngày có hiệu lực", "/received_on")
def was_received(case: Case[Organisation, Granted]) -> bool:
    return case.data.valid_from <= case.data.received_on <= case.today


@rule(NGO.art(12, 1), "Giấy đăng ký còn hạn quá 60 ngày", "/registration")
def is_near_its_end(case: Case[Organisation, Any]) -> bool:
    held = case.fields.registration
    if held is None:
        return False
    if held.expires_on - case.today > datetime.timedelta(days=120):
        return False
    calendar, lead = case.province.calendar, RENEWAL_LEAD
    due = calendar.before(held.expires_on, lead.number, lead.unit).due
    return case.today >= (due.date() if isinstance(due, datetime.datetime) else due)


@rule(NGO.art(18, 1, "a"), "Giấy đăng ký còn hiệu lực", "/registration")
def has_lapsed(case: Case[Organisation, Any]) -> bool:
    held = case.fields.registration
    return held is not None and case.today > held.expires_on


@rule(NGO.art(18, 4), "Giấy đăng ký đã hết hạn: phải gia hạn trước", "/registration")
def has_not_lapsed(case: Case[Organisation, Any]) -> bool:
    return not has_lapsed.holds(case)


@rule(NGO.art(18, 1, "a"), "Hoạt động ngoài thời hạn của Giấy đăng ký", "/active_on")
def was_registered_then(case: Case[Organisation, Activity]) -> bool:
    held = case.fields.registration
    return held is not None and registration.is_valid(held, case.data.active_on)


@rule(RECORD, "Ngày hoạt động không thể sau hôm nay", "/active_on")
def was_active_by_today(case: Case[Organisation, Activity]) -> bool:
    return case.data.active_on <= case.today


def the_same(dossier: Dossier[Any], data: Any) -> Sequence[Lookup]:
    profile: Profile = data if isinstance(data, Profile) else dossier.fields
    where = {"fields.name": [profile.name], "fields.country": [profile.country]}
    return [Lookup(name="same", type="foreign-ngo", where=where, states=sorted(set(STATES)))]


def take_registration(case: Case[Organisation, Granted]) -> Organisation:
    given = {n: getattr(case.data, n) for n in Registration.__struct_fields__}
    held = case.fields.registration
    earlier = (*case.fields.earlier, held) if held else case.fields.earlier
    return replace(
        case.fields,
        registration=Registration(**given),
        earlier=earlier,
        received_on=case.data.received_on,
    )


def record_activity(case: Case[Organisation, Activity]) -> Organisation:
    latest = max(case.data.active_on, case.fields.active_on or case.data.active_on)
    return replace(case.fields, active_on=latest)


def record_measure(case: Case[Organisation, Decision]) -> Organisation:
    return replace(case.fields, measure=Decision(number=case.data.number, date=case.data.date))


def record_settlement(case: Case[Organisation, Decision]) -> Organisation:
    return replace(case.fields, settlement=case.data)


def expiry(dossier: Dossier[Any]) -> date | None:
    held = dossier.fields.registration
    return held.expires_on if held else None


def last_active(dossier: Dossier[Any]) -> date | None:
    """The day from which twelve months without activity run."""
    held = dossier.fields.registration
    known = [d for d in (dossier.fields.active_on, held and held.valid_from) if d]
    return max(known, default=None)


def heading(fields: Organisation) -> str:
    return f"{fields.name} ({country(fields.country)})"


A_REGISTRATION = [
    *registration.conditions(lambda case: case.data), covers_the_province, was_received,
]  # fmt: skip
BY_THE_DESK = {Role.SYSTEM, *RECORDERS}

# fmt: off
FOREIGN_NGO = DossierType(
    name="foreign-ngo", record="R11", prefix="PCP",
    title="Tổ chức phi chính phủ nước ngoài",
    since=date(2022, 11, 1), law=NGO.art(24),
    fields=Organisation, heading=heading,
    states=STATES, final={State.SETTLED, State.REJECTED},
    at_rest={State.REGISTERED, State.SUSPENDED},
    discloses=Disclosure(
        province=("name", "country", "fields", "communes", "partners", "registration",
                  "received_on", "local_staff", "foreign_staff", "active_on", "measure"),
        ministry=("name", "country", "fields", "registration", "local_staff", "foreign_staff",
                  "measure")),

    opening=Transition(
        NGO_ROOM, "propose", title="lập hồ sơ tổ chức",
        target=State.PROPOSED, by=DESK, data=Profile, needs=the_same, emits="proposed",
        requires=[is_lawful, country_is_known, is_the_only_one]),

    transitions=[
        Transition(
            NGO.art(7), "register", title="ghi nhận Giấy đăng ký được cấp", emits="registered",
            source={State.PROPOSED}, target=State.REGISTERED, by=RECORDERS, data=Granted,
            requires=[is_lawful, *A_REGISTRATION], then=take_registration),
        Transition(
            NGO.art(7), "reject", title="ghi nhận không được cấp Giấy đăng ký", emits="rejected",
            source={State.PROPOSED}, target=State.REJECTED, by=RECORDERS, data=WithReason),
        Transition(
            NGO.art(12), "renew", title="ghi nhận gia hạn Giấy đăng ký", emits="renewed",
            main={State.EXPIRING, State.EXPIRED},
            source={*ACTIVE, State.EXPIRED}, target=State.REGISTERED, by=RECORDERS, data=Granted,
            requires=[is_lawful, *A_REGISTRATION], then=take_registration),
        Transition(
            NGO.art(13), "amend", title="ghi nhận sửa đổi, bổ sung, cấp lại Giấy đăng ký",
            source=ACTIVE, target=STAYS, by=RECORDERS, data=Granted, emits="amended",
            requires=[is_lawful, *A_REGISTRATION], then=take_registration),
        Transition(
            NGO_DATABASE, "update", title="cập nhật thông tin tổ chức",
            source={State.PROPOSED, *HERE}, target=STAYS, by=DESK, data=Profile, emits="updated",
            requires=[is_lawful, country_is_known], then=fill_in),
        Transition(
            NGO.art(24), "note-activity", title="ghi nhận có hoạt động", emits="activity-noted",
            source=ACTIVE, target=STAYS, by=BY_THE_DESK, data=Activity,
            requires=[was_registered_then, was_active_by_today], then=record_activity),

        Transition(
            NGO.art(12, 1), "note-expiring", title="ghi nhận sắp hết hạn", emits="expiring",
            source={State.REGISTERED}, target=State.EXPIRING, by=BY_THE_DESK,
            requires=[is_near_its_end]),
        Transition(
            NGO.art(18, 1, "a"), "note-expired", title="ghi nhận hết hạn", emits="expired",
            source={*ACTIVE, State.SUSPENDED}, target=State.EXPIRED, by=BY_THE_DESK,
            requires=[has_lapsed]),
        Transition(
            NGO.art(18), "suspend", title="ghi nhận bị đình chỉ hoạt động", emits="suspended",
            source=ACTIVE, target=State.SUSPENDED, by=BY_THE_DESK, data=Measure,
            requires=[is_dated_by_today], then=record_measure),
        Transition(
            NGO.art(18, 4), "resume", title="ghi nhận được hoạt động trở lại", emits="resumed",
            source={State.SUSPENDED}, target=State.REGISTERED, by=BY_THE_DESK, data=Decision,
            requires=[is_dated_by_today, has_not_lapsed], then=record_measure),
        Transition(
            NGO.art(19), "terminate", title="ghi nhận bị chấm dứt hoạt động", emits="terminated",
            source=HERE, target=State.TERMINATED, by=BY_THE_DESK, data=Measure,
            requires=[is_dated_by_today], then=record_measure),
        Transition(
            NGO.art(19), "self-terminate", title="ghi nhận tự chấm dứt hoạt động",
            source=HERE, target=State.SELF_TERMINATED, by=RECORDERS, data=Measure,
            requires=[is_dated_by_today], then=record_measure, emits="self-terminated"),
        Transition(
            NGO.art(19, 4), "settle", title="ghi nhận đã thực hiện xong nghĩa vụ",
            source=ENDED, target=State.SETTLED, by=RECORDERS, data=Decision, emits="settled",
            requires=[is_dated_by_today], then=record_settlement),
    ],

    # The first three warn of a day that moves with every registration: they end with the state, and
    # what was filed in time stands in ngo-filing.
    deadlines=[
        Deadline(
            law=NGO.art(12, 1), name="remind-renewal", met_by=(),
            title="nhắc tổ chức nộp hồ sơ gia hạn Giấy đăng ký", owed_to="tổ chức PCPNN",
            shape=Before(amount=RENEWAL_LEAD, event=expiry, of="ngày hết hạn Giấy đăng ký"),
            applies=lambda d: d.state == State.REGISTERED),
        Deadline(
            law=NGO.art(18, 1, "a"), name="expire", met_by=(),
            title="Giấy đăng ký hết hạn: gia hạn hoặc ngừng hoạt động",
            shape=Immediate(event=expiry, of="ngày hết hạn Giấy đăng ký"),
            applies=lambda d: d.state in {*ACTIVE, State.SUSPENDED}),
        Deadline(
            law=NGO.art(19, 1, "b"), name="stay-active", met_by=(),
            title="12 tháng liên tục không hoạt động: căn cứ chấm dứt hoạt động",
            shape=After(amount=Amount(12, "months"), event=last_active, of="hoạt động gần nhất"),
            applies=lambda d: d.state in ACTIVE),
        Deadline(
            law=NGO.art(19, 4), name="settle", id="D46", met_by={"settle"},
            title="thực hiện xong các nghĩa vụ sau khi chấm dứt hoạt động",
            shape=Within(amount=Amount(60, "working-days"), runs_in=ENDED)),
    ],
    papers=[
        Paper(NGO_DATABASE, "phieu-to-chuc", title="Phiếu thông tin tổ chức PCPNN",
              makes=letters.profile),
    ],
)
# fmt: on
