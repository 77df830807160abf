"""The note verbale that asks a foreign mission for a visa (TT 04/2020/TT-BNG, Điều 11)."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import Annotated, Any

from msgspec import Meta
from msgspec.structs import replace

from casework import (
    RECORD,
    Case,
    Deadline,
    Disclosure,
    Dossier,
    DossierType,
    Link,
    Lookup,
    Paper,
    Transition,
    Within,
    each,
    fill_in,
    rule,
)
from casework.countries import country, is_country
from casework.vocabulary import Country, Decision, Text, WithReason, labels
from consular_border.laws import PASSPORT_GUIDE
from consular_border.letters import exit_note as letters
from consular_border.passports import (
    Sending,
    decision_is_dated_by_today,
    decision_is_named,
    guided,
    signature_is_introduced,
    with_the_passport,
)
from consular_border.refusals import is_dated_by_today, is_own
from consular_border.roles import APPLICANTS, DEPARTMENT, DESK
from consular_border.spans import months_later

NOTE = PASSPORT_GUIDE.art(11)


FORWARD_NOTE = guided(
    "exit-note.forward", "Chuyển hồ sơ công hàm hợp lệ", PASSPORT_GUIDE.art(12, 2, "b"), 2
)
ISSUE_NOTE = guided("exit-note.issue", "Cơ quan cấp công hàm", PASSPORT_GUIDE.art(12, 2), 2)


class State(StrEnum):
    REQUESTED = "requested"
    RETURNED = "returned"
    FORWARDED = "forwarded"
    ISSUED = "issued"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


STATES = labels(
    State, requested="đề nghị cấp công hàm", forwarded="đã chuyển cơ quan cấp",
    issued="đã cấp công hàm", refused="từ chối cấp", withdrawn="đã rút",
)  # fmt: skip


class NoteRequest(Sending, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Đề nghị cấp công hàm xin thị thực."""

    passport: Annotated[str, Meta(min_length=3, max_length=60, title="Mã hồ sơ hộ chiếu")]
    countries: Annotated[tuple[Country, ...], Meta(min_length=1, max_length=30, title="Nước đến")]
    exits_on: Annotated[datetime.date, Meta(title="Ngày dự kiến xuất cảnh")]
    returns_on: Annotated[datetime.date, Meta(title="Ngày dự kiến về nước")]
    purpose: Annotated[Text, Meta(title="Mục đích chuyến đi")]
    delegation: Annotated[str, Meta(max_length=60, title="Hồ sơ đoàn ra")] = ""


class ExitNote(NoteRequest, frozen=True, kw_only=True):
    """Công hàm đề nghị phía nước ngoài cấp thị thực."""

    passport_id: Annotated[str, Meta(title="Hồ sơ hộ chiếu")] = ""
    note: Annotated[Decision | None, Meta(title="Công hàm")] = None


@rule(RECORD, "Không có hộ chiếu nào đang lưu giữ hoặc đã giao mang mã hồ sơ này", "/passport")
def passport_is_known(case: Case[ExitNote, Any]) -> bool:
    return bool(case.found["passport"])


@rule(
    PASSPORT_GUIDE.art(11, 3, "b"),
    "Hộ chiếu phải còn giá trị ít nhất 06 tháng kể từ ngày dự kiến xuất cảnh",
    "/exits_on",
)
def passport_has_six_months(case: Case[ExitNote, Any]) -> bool:
    needed = months_later(_asked(case).exits_on, 6)
    untils = [d.fields.valid_until for d in case.found["passport"]]
    return all(until is not None and until >= needed for until in untils)


@rule(RECORD, "Ngày xuất cảnh đã qua, hoặc ngày về trước ngày đi", "/exits_on")
def trip_is_ahead(case: Case[ExitNote, Any]) -> bool:
    return case.today <= _asked(case).exits_on <= _asked(case).returns_on


@each(RECORD, "Không có nước nào mang mã này", "countries")
def country_is_known(case: Case[ExitNote, Any], code: str) -> bool:
    return is_country(code)


def the_passport(dossier: Dossier[Any], data: Any) -> Sequence[Lookup]:
    of = data if isinstance(data, NoteRequest) else dossier.fields
    return with_the_passport(dossier, of, str(of.passport))


def take_in(case: Case[ExitNote, Any]) -> ExitNote:
    found = case.found["passport"]
    return fill_in(case, passport_id=found[0].id if found else "")


def record_note(case: Case[ExitNote, Decision]) -> ExitNote:
    return replace(case.fields, note=case.data)


def _asked(case: Case[ExitNote, Any]) -> NoteRequest:
    """What is asked now, or what stands in the dossier."""
    return case.data if isinstance(case.data, NoteRequest) else case.fields


def heading(fields: ExitNote) -> str:
    return f"Công hàm xin thị thực: {', '.join(map(country, fields.countries))}"


def links(fields: ExitNote) -> list[Link]:
    found = []
    if fields.passport_id:
        found.append(Link("for-passport", "consular-border", "passport", fields.passport_id))
    if fields.delegation:
        found.append(Link("for-trip", "delegations", "outbound-delegation", fields.delegation))
    return found


ADMISSIBLE = [passport_is_known, passport_has_six_months, trip_is_ahead]
VALID_DOSSIER = [*ADMISSIBLE, decision_is_named, decision_is_dated_by_today,
                 signature_is_introduced]  # fmt: skip

# fmt: off
EXIT_NOTE: DossierType[Any] = DossierType(
    name="exit-note", record="R16", personal=True, tracked=True,
    prefix="CH", title="Công hàm đề nghị cấp thị thực",
    since=date(2020, 11, 10), law=NOTE,
    fields=ExitNote, heading=heading, links=links,
    states=STATES, final={State.ISSUED, State.REFUSED, State.WITHDRAWN},
    invariants=[country_is_known],
    params=[FORWARD_NOTE, ISSUE_NOTE],
    discloses=Disclosure(province=("countries", "exits_on", "returns_on", "delegation"),
                         ministry=("countries",)),

    opening=Transition(
        NOTE, "request", title="đề nghị cấp công hàm", target=State.REQUESTED, by=APPLICANTS,
        data=NoteRequest, needs=the_passport, requires=ADMISSIBLE, then=take_in,
        emits="requested"),

    transitions=[
        Transition(
            PASSPORT_GUIDE.art(12, 2, "b"), "forward", title="chuyển hồ sơ đến cơ quan cấp",
            source={State.REQUESTED}, target=State.FORWARDED, by=DEPARTMENT,
            needs=the_passport, requires=VALID_DOSSIER, emits="forwarded"),
        Transition(
            PASSPORT_GUIDE.form("Mẫu 07/2020/NG-XNC"), "return", title="yêu cầu bổ sung hồ sơ",
            source={State.REQUESTED}, target=State.RETURNED, by=DESK, data=WithReason,
            emits="returned"),
        Transition(
            NOTE, "supplement", title="bổ sung hồ sơ", source={State.RETURNED},
            target=State.REQUESTED, by=APPLICANTS, data=NoteRequest, needs=the_passport,
            requires=[is_own, *ADMISSIBLE], then=take_in, emits="supplemented"),
        Transition(
            PASSPORT_GUIDE.art(12, 2), "issue", title="ghi nhận đã cấp công hàm",
            source={State.FORWARDED}, target=State.ISSUED, by=DEPARTMENT, data=Decision,
            requires=[is_dated_by_today], then=record_note, emits="issued"),
        Transition(
            PASSPORT_GUIDE.form("Mẫu 08/2020/NG-XNC"), "refuse", title="từ chối cấp công hàm",
            source={State.REQUESTED, State.RETURNED, State.FORWARDED}, target=State.REFUSED,
            by=DEPARTMENT, data=WithReason, emits="refused"),
        Transition(
            NOTE, "withdraw", title="rút đề nghị", source={State.REQUESTED, State.RETURNED},
            target=State.WITHDRAWN, by=APPLICANTS, data=WithReason, requires=[is_own],
            emits="withdrawn"),
    ],

    deadlines=[
        Deadline(
            law=PASSPORT_GUIDE.art(12, 2, "b"), name="forward", id="D56",
            title="chuyển hồ sơ hợp lệ đến cơ quan cấp", owed_to="Cục Lãnh sự",
            shape=Within(amount=FORWARD_NOTE, runs_in={State.REQUESTED}),
            met_by={"forward", "refuse"}),
        Deadline(
            law=PASSPORT_GUIDE.art(12, 2), name="issue", id="D57", title="cơ quan cấp công hàm",
            shape=Within(amount=ISSUE_NOTE, runs_in={State.FORWARDED}),
            met_by={"issue", "refuse"}),
    ],

    papers=[
        Paper(NOTE, "de-nghi-cong-ham", makes=letters.request,
              title="Công văn đề nghị cấp công hàm"),
    ],
)
# fmt: on
