"""The life of a diplomatic or official passport (Luật 49/2019/QH14, TT 04/2020/TT-BNG).

Requested by a unit, forwarded by the department, issued by Cục Lãnh sự, then kept by the unit's
keeper, handed out for each trip against a decision and a signature, handed back, and in the end
cancelled or expired. How soon it must be handed back is the business of the trip's own dossier
(`passport_handout`), because a passport makes many trips.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Any

from msgspec.structs import replace

from casework import (
    RECORD,
    STAYS,
    Amount,
    Case,
    Deadline,
    Disclosure,
    DossierType,
    Immediate,
    Link,
    Paper,
    Transition,
    Within,
    act_day,
    fill_in,
    rule,
)
from casework.vocabulary import Decision, WithReason, labels
from consular_border import passports
from consular_border.laws import PASSPORT_GUIDE, PASSPORTS
from consular_border.letters import passport as letters
from consular_border.passports import (
    CATEGORIES,
    ENTITLED,
    KINDS,
    Booklet,
    Category,
    Corrected,
    Extension,
    HandBack,
    HandOut,
    Loss,
    Passport,
    Request,
    Sending,
    Transfer,
    Trip,
    decision_is_dated_by_today,
    decision_is_named,
    signature_is_introduced,
    the_signature,
)
from consular_border.refusals import is_dated_by_today, is_own
from consular_border.roles import APPLICANTS, DEPARTMENT, DESK, Role
from consular_border.spans import months_later, years_later

ISSUERS = PASSPORT_GUIDE.art(2, 1)


class State(StrEnum):
    REQUESTED = "requested"
    RETURNED = "returned"
    FORWARDED = "forwarded"
    ISSUED = "issued"
    KEPT = "kept"
    OUT = "out"
    EXTENDING = "extending"
    LOST = "lost"
    REPORTED_LOST = "reported-lost"
    DAMAGED = "damaged"
    CANCELLING = "cancelling"
    CANCELLED = "cancelled"
    EXPIRED = "expired"
    REFUSED = "refused"


STATES = labels(
    State, requested="đề nghị cấp", forwarded="đã chuyển cơ quan cấp", issued="đã cấp",
    kept="đang lưu giữ tại cơ quan quản lý", out="đã giao cho chuyến đi", refused="từ chối cấp",
    extending="đề nghị gia hạn", lost="bị mất", reported_lost="đã báo mất", damaged="bị hỏng",
    cancelling="đề nghị hủy giá trị", cancelled="đã hủy giá trị", expired="hết giá trị",
)  # fmt: skip
HELD = frozenset({State.ISSUED, State.KEPT, State.OUT})


@rule(PASSPORTS.art(8), "Người này không thuộc diện được cấp loại hộ chiếu này", "/category")
def holder_is_entitled(case: Case[Passport, Any]) -> bool:
    return case.fields.category in ENTITLED[case.fields.kind]


@rule(
    PASSPORTS.art(9),
    "Nguyên lãnh đạo đã nghỉ hưu không phải là cán bộ, công chức để cấp hộ chiếu công vụ",
    "/category",
)
def is_not_retired(case: Case[Passport, Any]) -> bool:
    return case.fields.category is not Category.RETIRED_LEADER


@rule(
    PASSPORTS.art(25, 1),
    "Không dùng hộ chiếu ngoại giao, công vụ để đi học tập, đào tạo trên 06 tháng",
    "/study_months",
)
def is_no_long_study(case: Case[Passport, Any]) -> bool:
    of = case.data if isinstance(case.data, Sending) else case.fields
    return not (of.is_study and of.study_months > 6)


@rule(PASSPORTS.art(7, 1), "Hộ chiếu có giá trị từ 01 năm đến 05 năm", "/expires_on")
def is_valid_one_to_five_years(case: Case[Passport, Booklet]) -> bool:
    b = case.data
    return years_later(b.issued_on, 1) <= b.expires_on <= years_later(b.issued_on, 5)


@rule(RECORD, "Ngày cấp không thể sau hôm nay", "/issued_on")
def is_issued_by_today(case: Case[Passport, Booklet]) -> bool:
    return case.data.issued_on <= case.today


@rule(PASSPORTS.art(7, 1), "Hộ chiếu này đã hết giá trị", "/expires_on")
def is_not_expired(case: Case[Passport, Booklet]) -> bool:
    return case.data.expires_on > case.today


@rule(
    PASSPORTS.art(24, 2, "b"),
    "Giao và nhận lại hộ chiếu phải ký nhận",
    "/is_signed_for",
)
def is_signed_for(case: Case[Passport, Any]) -> bool:
    return bool(case.data.is_signed_for)


@rule(RECORD, "Ngày về trước ngày đi, hoặc chuyến đi đã qua", "/returns_on")
def trip_is_ahead(case: Case[Passport, HandOut]) -> bool:
    return case.data.leaves_on <= case.data.returns_on >= case.today


@rule(PASSPORTS.art(7, 1), "Hộ chiếu hết giá trị trước ngày về", "/returns_on")
def lasts_the_trip(case: Case[Passport, HandOut]) -> bool:
    until = case.fields.valid_until
    return until is not None and until >= case.data.returns_on


@rule(
    PASSPORT_GUIDE.art(12, 2, "d"),
    "Chỉ gia hạn khi hộ chiếu còn giá trị dưới 12 tháng",
    "/booklet/expires_on",
)
def has_under_a_year_left(case: Case[Passport, Any]) -> bool:
    until = case.fields.valid_until
    return until is not None and until < months_later(case.today, 12)


@rule(PASSPORTS.art(7, 1), "Hộ chiếu chỉ được gia hạn một lần", "/extended_to")
def was_never_extended(case: Case[Passport, Any]) -> bool:
    return case.fields.extended_to is None


@rule(PASSPORTS.art(7, 1), "Gia hạn tối đa 03 năm", "/extended_to")
def is_at_most_three_years(case: Case[Passport, Extension]) -> bool:
    b = case.fields.booklet
    return b is not None and b.expires_on < case.data.extended_to <= years_later(b.expires_on, 3)


@rule(RECORD, "Ngày phát hiện mất không thể sau hôm nay", "/lost_on")
def was_lost_by_today(case: Case[Passport, Loss]) -> bool:
    return case.data.lost_on <= case.today


@rule(PASSPORTS.art(7, 1), "Hộ chiếu vẫn còn giá trị")
def has_expired(case: Case[Passport, Any]) -> bool:
    until = case.fields.valid_until
    return until is not None and until < case.today


def record_booklet(case: Case[Passport, Booklet]) -> Passport:
    given = {n: getattr(case.data, n) for n in Booklet.__struct_fields__}
    return replace(case.fields, booklet=Booklet(**given))


def record_keeper(case: Case[Passport, Any]) -> Passport:
    return replace(case.fields, keeper=case.fields.keeper or case.dossier.unit)


def enter(case: Case[Passport, Booklet]) -> Passport:
    return replace(record_booklet(case), keeper=case.dossier.unit)


def record_hand_out(case: Case[Passport, HandOut]) -> Passport:
    d = case.data
    assert d.decision is not None
    made = Trip(
        trip=d.trip, decision=d.decision, leaves_on=d.leaves_on, returns_on=d.returns_on,
        handed_out_on=case.today, handout=d.handout,
    )  # fmt: skip
    return replace(case.fields, trips=(*case.fields.trips, made), trip=d.trip)


def record_hand_back(case: Case[Passport, HandBack]) -> Passport:
    *earlier, last = case.fields.trips
    return replace(case.fields, trips=(*earlier, replace(last, handed_back_on=case.today)), trip="")


def record_extension(case: Case[Passport, Extension]) -> Passport:
    return replace(case.fields, extended_to=case.data.extended_to)


def record_loss(case: Case[Passport, Loss]) -> Passport:
    return replace(case.fields, lost_on=case.data.lost_on)


def record_telling(case: Case[Passport, Decision]) -> Passport:
    return replace(case.fields, told=case.data)


def record_transfer(case: Case[Passport, Transfer]) -> Passport:
    return replace(case.fields, keeper=case.data.keeper)


def heading(fields: Passport) -> str:
    """No name and no number: the title travels with every event."""
    return f"Hộ chiếu {KINDS[fields.kind]} ({CATEGORIES[fields.category]})"


def links(fields: Passport) -> list[Link]:
    named = dict.fromkeys(t.handout for t in fields.trips if t.handout)
    return [Link("handed-out-in", "consular-border", "passport-handout", h) for h in named]


VALID_DOSSIER = [decision_is_named, decision_is_dated_by_today, signature_is_introduced]

# fmt: off
PASSPORT: DossierType[Any] = DossierType(
    name="passport", record="R16", personal=True, prefix="HC",
    title="Hộ chiếu ngoại giao, hộ chiếu công vụ",
    since=date(2020, 7, 1), law=PASSPORTS.art(24),
    fields=Passport, heading=heading, links=links,
    states=STATES, final={State.CANCELLED, State.EXPIRED, State.REFUSED},
    invariants=[holder_is_entitled, is_not_retired, is_no_long_study],
    at_rest={State.KEPT},
    params=passports.GUIDED,
    discloses=Disclosure(province=("kind", "category", "keeper", "trip", "extended_to"),
                         ministry=("kind", "category")),

    opening=Transition(
        PASSPORT_GUIDE.art(12, 2), "request", title="đề nghị cấp hộ chiếu", by=APPLICANTS,
        target=State.REQUESTED, data=Request, emits="requested"),

    transitions=[
        Transition(
            PASSPORTS.art(24, 2), "enter", title="nhập hộ chiếu đã cấp từ trước",
            source={State.REQUESTED}, target=State.KEPT, by=APPLICANTS, data=Booklet, then=enter,
            requires=[is_own, is_valid_one_to_five_years, is_issued_by_today, is_not_expired],
            emits="entered"),
        Transition(
            PASSPORT_GUIDE.art(12, 2, "b"), "forward", title="chuyển hồ sơ đến cơ quan cấp",
            main=True,
            source={State.REQUESTED}, target=State.FORWARDED, by=DEPARTMENT,
            needs=the_signature, requires=VALID_DOSSIER, emits="forwarded"),
        Transition(
            PASSPORT_GUIDE.form("Mẫu 07/2020/NG-XNC"), "return", title="yêu cầu bổ sung hồ sơ",
            source={State.REQUESTED}, target=State.RETURNED, by=DESK, data=WithReason,
            emits="returned"),
        Transition(
            PASSPORT_GUIDE.art(12, 2), "supplement", title="bổ sung hồ sơ",
            source={State.RETURNED}, target=State.REQUESTED, by=APPLICANTS, data=Request,
            requires=[is_own], then=fill_in, emits="supplemented"),
        Transition(
            PASSPORT_GUIDE.form("Mẫu 08/2020/NG-XNC"), "refuse", title="từ chối cấp hộ chiếu",
            source={State.REQUESTED, State.RETURNED, State.FORWARDED}, target=State.REFUSED,
            by=DEPARTMENT, data=WithReason, emits="refused"),
        Transition(
            ISSUERS, "issue", title="ghi nhận cơ quan cấp đã cấp hộ chiếu",
            source={State.FORWARDED}, target=State.ISSUED, by=DEPARTMENT, data=Booklet,
            requires=[is_valid_one_to_five_years, is_issued_by_today], then=record_booklet,
            emits="issued"),
        Transition(
            PASSPORTS.art(24, 2), "keep", title="nhận và lưu giữ hộ chiếu",
            source={State.ISSUED}, target=State.KEPT, by=APPLICANTS, requires=[is_own],
            then=record_keeper, emits="kept"),

        Transition(
            PASSPORTS.art(24, 2, "b"), "hand-out", title="giao hộ chiếu cho chuyến đi",
            source={State.KEPT}, target=State.OUT, by=APPLICANTS, data=HandOut,
            needs=the_signature, then=record_hand_out, emits="handed-out",
            requires=[is_own, decision_is_named, decision_is_dated_by_today,
                      signature_is_introduced, is_signed_for, trip_is_ahead,
                      lasts_the_trip]),
        Transition(
            PASSPORTS.art(24, 2, "b"), "hand-back", title="nhận lại hộ chiếu",
            main=True,
            source={State.OUT}, target=State.KEPT, by=APPLICANTS, data=HandBack,
            requires=[is_own, is_signed_for], then=record_hand_back, emits="handed-back"),
        Transition(
            PASSPORTS.art(24, 2), "transfer", title="chuyển cơ quan quản lý",
            source={State.KEPT}, target=STAYS, by=DEPARTMENT, data=Transfer,
            then=record_transfer, emits="transferred"),

        Transition(
            PASSPORT_GUIDE.art(12, 2, "d"), "ask-extension", title="đề nghị gia hạn",
            source={State.KEPT}, target=State.EXTENDING, by=APPLICANTS,
            requires=[is_own, has_under_a_year_left, was_never_extended],
            emits="extension-asked"),
        Transition(
            PASSPORTS.art(7, 1), "extend", title="ghi nhận đã gia hạn",
            source={State.EXTENDING}, target=State.KEPT, by=DEPARTMENT, data=Extension,
            requires=[was_never_extended, is_at_most_three_years], then=record_extension,
            emits="extended"),
        Transition(
            PASSPORT_GUIDE.art(12, 2), "refuse-extension", title="ghi nhận không gia hạn",
            source={State.EXTENDING}, target=State.KEPT, by=DEPARTMENT, data=WithReason,
            emits="extension-refused"),

        Transition(
            PASSPORTS.art(28, 1, "a"), "report-loss", title="ghi nhận hộ chiếu bị mất",
            source=HELD, target=State.LOST, by=APPLICANTS, data=Loss,
            requires=[is_own, was_lost_by_today], then=record_loss, emits="lost"),
        Transition(
            PASSPORTS.art(24, 2, "đ"), "tell-issuer", emits="loss-reported",
            title="báo mất với cơ quan cấp và cơ quan quản lý xuất nhập cảnh",
            source={State.LOST}, target=State.REPORTED_LOST, by=APPLICANTS, data=Decision,
            requires=[is_own, is_dated_by_today], then=record_telling),
        Transition(
            PASSPORTS.art(24, 2), "report-damage", title="ghi nhận hộ chiếu bị hỏng",
            source=HELD, target=State.DAMAGED, by=APPLICANTS, data=WithReason,
            requires=[is_own], emits="damaged"),
        Transition(
            PASSPORTS.art(30), "ask-cancellation", title="đề nghị hủy giá trị sử dụng",
            main={State.DAMAGED},
            source={State.KEPT, State.DAMAGED}, target=State.CANCELLING, by=APPLICANTS,
            data=WithReason, requires=[is_own], emits="cancellation-asked"),
        Transition(
            PASSPORTS.art(30, 3), "cancel", title="ghi nhận cơ quan cấp đã hủy giá trị",
            source={State.REPORTED_LOST, State.CANCELLING}, target=State.CANCELLED,
            by=DEPARTMENT, data=Decision, requires=[is_dated_by_today], emits="cancelled"),
        Transition(
            PASSPORTS.art(7, 1), "expire", title="ghi nhận hết giá trị", emits="expired",
            source={State.KEPT, State.OUT, State.DAMAGED}, target=State.EXPIRED,
            by={*DEPARTMENT, Role.SYSTEM}, requires=[has_expired]),
        Transition(
            PASSPORTS.art(24, 2), "correct", title="đính chính thông tin hộ chiếu",
            source={State.ISSUED, State.KEPT}, target=STAYS, by={Role.HEAD, Role.DIRECTOR},
            data=Corrected, requires=[is_valid_one_to_five_years, is_issued_by_today],
            then=record_booklet, correction=True, emits="corrected"),
    ],

    deadlines=[
        Deadline(
            law=PASSPORT_GUIDE.art(12, 2, "b"), name="forward", id="D56",
            title="chuyển hồ sơ hợp lệ đến cơ quan cấp", owed_to="Cục Lãnh sự",
            shape=Within(amount=passports.FORWARD, runs_in={State.REQUESTED}),
            met_by={"forward", "refuse", "enter"}),
        Deadline(
            law=PASSPORT_GUIDE.art(12, 2), name="issue", id="D57",
            title="cơ quan cấp trả hộ chiếu qua Sở Ngoại vụ",
            shape=Within(amount=passports.ISSUE, runs_in={State.FORWARDED}),
            met_by={"issue", "refuse"}),
        Deadline(
            law=PASSPORT_GUIDE.art(12, 2), name="extend", id="D57", title="cơ quan cấp gia hạn",
            shape=Within(amount=passports.EXTEND, runs_in={State.EXTENDING}),
            met_by={"extend", "refuse-extension"}),
        Deadline(
            law=PASSPORTS.art(24, 2, "đ"), name="tell-issuer", id="D58",
            title="báo mất với cơ quan cấp và cơ quan quản lý xuất nhập cảnh",
            owed_to="Cục Lãnh sự, Cục Quản lý xuất nhập cảnh",
            shape=Immediate(event=act_day("report-loss"), of="phát hiện mất hộ chiếu"),
            met_by={"tell-issuer"}),
        Deadline(
            law=PASSPORTS.art(28, 1, "b"), name="cancel", id="D59",
            title="cơ quan cấp hủy giá trị sử dụng",
            shape=Within(amount=Amount(1, "working-days"),
                         runs_in={State.REPORTED_LOST, State.CANCELLING}),
            met_by={"cancel"}),
    ],

    papers=[
        Paper(PASSPORT_GUIDE.art(12, 2, "b"), "chuyen-ho-so", makes=letters.forwarding,
              title="Công văn chuyển hồ sơ đề nghị cấp hộ chiếu"),
        Paper(PASSPORT_GUIDE.form("Mẫu 05/2020/NG-XNC"), "bao-mat", makes=letters.loss,
              title="Thông báo mất hộ chiếu"),
        Paper(PASSPORT_GUIDE.form("Mẫu 07/2020/NG-XNC"), "bo-sung", makes=letters.supplement,
              title="Yêu cầu bổ sung hồ sơ"),
        Paper(PASSPORT_GUIDE.form("Mẫu 08/2020/NG-XNC"), "tu-choi", makes=letters.refusal,
              title="Thông báo từ chối"),
        Paper(PASSPORTS.art(24, 2, "b"), "so-giao-nhan", makes=letters.log, formats=("xlsx",),
              title="Sổ giao, nhận hộ chiếu"),
    ],
)
# fmt: on
