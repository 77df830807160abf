"""Handing passports out for one trip, and collecting them after it (Luật 49/2019/QH14, Điều 24).

An approved delegation opens this dossier with the number of its members; who they are stays with
the delegation. Each passport that names the trip is counted out and back. When the delegation is
home the keeper's days begin: how many they are was not found in the law, so a province sets them.
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
    Case,
    Deadline,
    Disclosure,
    Dossier,
    DossierType,
    Link,
    Paper,
    Param,
    Transition,
    Within,
    fill_in,
    rule,
)
from casework.vocabulary import Decision, Text, WithReason, labels
from consular_border.laws import PASSPORTS
from consular_border.letters import passport_handout as letters
from consular_border.roles import DEPARTMENT, DESK, Role

KEEPING = PASSPORTS.art(24, 2, "b")
RETURN_WITHIN = Param(
    name="passport.return-within",
    title="Nộp lại hộ chiếu sau khi về nước",
    law=PASSPORTS.art(24, mark="X"),
    default=None,
    unit="working-days",
    least=1,
    most=60,
)


class State(StrEnum):
    OPEN = "open"
    AWAITED = "awaited"
    COLLECTED = "collected"
    CANCELLED = "cancelled"


STATES = labels(
    State, open="giao hộ chiếu cho đoàn", awaited="đoàn đã về, chờ nộp lại hộ chiếu",
    collected="đã nộp lại đủ",
)  # fmt: skip


class TripToSend(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Giao, nhận hộ chiếu cho một chuyến đi."""

    trip: Annotated[Text, Meta(title="Mã chuyến đi (đoàn ra hoặc số quyết định)")]
    delegation: Annotated[str, Meta(max_length=60, title="Hồ sơ đoàn ra")] = ""
    decision: Annotated[Decision | None, Meta(title="Quyết định cử đoàn")] = None
    members: Annotated[int, Meta(ge=0, le=10_000, title="Số thành viên")] = 0
    leaves_on: Annotated[datetime.date | None, Meta(title="Ngày đi")] = None
    returns_on: Annotated[datetime.date | None, Meta(title="Ngày về")] = None
    expected: Annotated[
        tuple[str, ...], Meta(max_length=300, title="Hồ sơ hộ chiếu mà đoàn đã nêu")
    ] = ()


class Given(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One passport of this trip, by its dossier: never by number or name."""

    passport: Annotated[str, Meta(max_length=60, title="Hồ sơ hộ chiếu")]
    code: Annotated[str, Meta(max_length=60, title="Mã hồ sơ")] = ""
    out_on: Annotated[datetime.date, Meta(title="Ngày giao")]
    back_on: Annotated[datetime.date | None, Meta(title="Ngày nộp lại")] = None
    is_gone: Annotated[bool, Meta(title="Mất, hỏng hoặc đã hủy")] = False


class PassportHandout(TripToSend, frozen=True, kw_only=True):
    """Giao, nhận hộ chiếu cho một chuyến đi."""

    given: Annotated[tuple[Given, ...], Meta(title="Hộ chiếu đã giao")] = ()
    ended_on: Annotated[datetime.date | None, Meta(title="Ngày đoàn về nước")] = None

    @property
    def missing(self) -> int:
        """Passports that are out and not accounted for."""
        return sum(g.back_on is None and not g.is_gone for g in self.given)


class OfPassport(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    passport: Annotated[str, Meta(min_length=1, max_length=60, title="Hồ sơ hộ chiếu")]
    code: Annotated[str, Meta(max_length=60, title="Mã hồ sơ")] = ""


class Home(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    ended_on: Annotated[datetime.date, Meta(title="Ngày đoàn về nước")]


@rule(KEEPING, "Ngày về trước ngày đi", "/returns_on")
def returns_after_leaving(case: Case[PassportHandout, Any]) -> bool:
    f = case.fields
    return f.leaves_on is None or f.returns_on is None or f.leaves_on <= f.returns_on


@rule(KEEPING, "Hộ chiếu này đã được giao cho chuyến đi và chưa nộp lại", "/passport")
def is_not_out_already(case: Case[PassportHandout, OfPassport]) -> bool:
    given = case.fields.given
    return not any(g.passport == case.data.passport and g.back_on is None for g in given)


@rule(KEEPING, "Hộ chiếu này không được giao cho chuyến đi", "/passport")
def was_given(case: Case[PassportHandout, OfPassport]) -> bool:
    return any(g.passport == case.data.passport for g in case.fields.given)


@rule(RECORD, "Ngày về nước không thể sau hôm nay", "/ended_on")
def has_come_home(case: Case[PassportHandout, Home]) -> bool:
    return case.data.ended_on <= case.today


@rule(KEEPING, "Còn hộ chiếu của chuyến đi chưa nộp lại", "/given")
def all_are_back(case: Case[PassportHandout, Any]) -> bool:
    return case.fields.missing == 0


def count_out(case: Case[PassportHandout, OfPassport]) -> PassportHandout:
    added = Given(passport=case.data.passport, code=case.data.code, out_on=case.today)
    return replace(case.fields, given=(*case.fields.given, added))


def count_back(case: Case[PassportHandout, OfPassport]) -> PassportHandout:
    return _mark(case.fields, case.data.passport, back_on=case.today)


def count_gone(case: Case[PassportHandout, OfPassport]) -> PassportHandout:
    return _mark(case.fields, case.data.passport, is_gone=True)


def record_return(case: Case[PassportHandout, Home]) -> PassportHandout:
    return replace(case.fields, ended_on=case.data.ended_on)


def _mark(fields: PassportHandout, passport: str, **how: Any) -> PassportHandout:
    given = tuple(
        replace(g, **how) if g.passport == passport and g.back_on is None else g
        for g in fields.given
    )
    return replace(fields, given=given)


def links(fields: PassportHandout) -> list[Link]:
    passports = dict.fromkeys(g.passport for g in fields.given)
    found = [Link("hands-out", "consular-border", "passport", p) for p in passports]
    if fields.delegation:
        of = Link("for-trip", "delegations", "outbound-delegation", fields.delegation)
        return [of, *found]
    return found


def some_are_out(dossier: Dossier[Any]) -> bool:
    return bool(dossier.fields.given)


KEEPERS = {Role.UNIT, *DESK, Role.SYSTEM}

# fmt: off
PASSPORT_HANDOUT: DossierType[Any] = DossierType(
    name="passport-handout", record="R16", personal=True, prefix="GN",
    title="Giao, nhận hộ chiếu cho chuyến đi",
    since=date(2020, 7, 1), law=KEEPING,
    fields=PassportHandout, heading=lambda f: f"Giao, nhận hộ chiếu: {f.trip}", links=links,
    states=STATES, final={State.COLLECTED, State.CANCELLED},
    discloses=Disclosure(
        province=("trip", "delegation", "members", "leaves_on", "returns_on", "given", "ended_on")),
    invariants=[returns_after_leaving],

    opening=Transition(
        KEEPING, "open", title="mở sổ giao nhận cho chuyến đi", target=State.OPEN, by=KEEPERS,
        data=TripToSend, emits="opened"),

    transitions=[
        Transition(
            KEEPING, "revise", title="cập nhật theo quyết định sửa đổi", source={State.OPEN},
            target=STAYS, by=KEEPERS, data=TripToSend, then=fill_in, emits="revised"),
        Transition(
            KEEPING, "note-out", title="ghi nhận đã giao hộ chiếu",
            source={State.OPEN, State.AWAITED}, target=STAYS, by=KEEPERS, data=OfPassport,
            requires=[is_not_out_already], then=count_out, emits="passport-given"),
        Transition(
            KEEPING, "note-back", title="ghi nhận đã nộp lại hộ chiếu",
            source={State.OPEN, State.AWAITED}, target=STAYS, by=KEEPERS, data=OfPassport,
            requires=[was_given], then=count_back, emits="passport-collected"),
        Transition(
            PASSPORTS.art(28, 1), "note-gone", title="ghi nhận hộ chiếu bị mất, hỏng",
            source={State.OPEN, State.AWAITED}, target=STAYS, by=KEEPERS, data=OfPassport,
            requires=[was_given], then=count_gone, emits="passport-gone"),
        Transition(
            KEEPING, "note-return", title="ghi nhận đoàn đã về nước", source={State.OPEN},
            target=State.AWAITED, by=KEEPERS, data=Home, requires=[has_come_home],
            then=record_return, emits="return-noted"),
        Transition(
            KEEPING, "close", title="kết thúc giao nhận", source={State.AWAITED},
            target=State.COLLECTED, by=KEEPERS, requires=[all_are_back], emits="collected"),
        Transition(
            KEEPING, "cancel", title="hủy, chuyến đi không thực hiện", source={State.OPEN},
            target=State.CANCELLED, by={*DEPARTMENT, Role.SYSTEM}, data=WithReason,
            requires=[all_are_back], emits="cancelled"),
    ],

    deadlines=[
        Deadline(
            law=PASSPORTS.art(24, mark="X"), name="hand-back",
            title="nộp lại hộ chiếu sau khi về nước", owed_to="cơ quan quản lý hộ chiếu",
            shape=Within(amount=RETURN_WITHIN, runs_in={State.AWAITED}), met_by={"close"},
            applies=some_are_out),
    ],

    papers=[
        Paper(KEEPING, "phieu-giao-nhan", makes=letters.slip,
              title="Phiếu giao, nhận hộ chiếu của chuyến đi"),
    ],
)
# fmt: on
