"""An idea for which foreign aid is sought (S000, 164/KH-UBND mục III, 342/KH-UBND, S004 2.16b).

A unit says what it needs; the need becomes a profile, the profile is introduced to donors, a donor
is interested and commits itself. What is committed becomes an aid dossier (R12), where alone money
is counted. The same idea is pledged by one unit.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import Annotated, Any, Literal

from msgspec import Meta, Struct
from msgspec.structs import replace

from casework import (
    RECORD,
    Case,
    Disclosure,
    Dossier,
    DossierType,
    Link,
    Lookup,
    Paper,
    Transition,
    fill_in,
    rule,
)
from casework.countries import is_country
from casework.text import unaccented
from casework.vocabulary import Country, Decision, Text, WithReason, labels
from ngos.aid import Provider
from ngos.laws import MOBILISING_AID, NGO_ROOM, PEOPLE_DIPLOMACY
from ngos.letters import aid_idea as letters
from ngos.money import Sum
from ngos.refusals import is_dated_by_today, is_own
from ngos.registration import Field
from ngos.roles import Role

MOBILISATION = MOBILISING_AID


class State(StrEnum):
    NEED = "need"
    PROFILE = "profile"
    INTRODUCED = "introduced"
    INTERESTED = "interested"
    COMMITTED = "committed"
    CONVERTED = "converted"
    DROPPED = "dropped"


STATES = labels(
    State, need="nhu cầu", profile="đã có hồ sơ ý tưởng", introduced="đã giới thiệu",
    interested="bên tài trợ quan tâm", committed="đã cam kết",
    converted="đã lập hồ sơ viện trợ", dropped="thôi vận động",
)  # fmt: skip
OPEN = frozenset({State.NEED, State.PROFILE, State.INTRODUCED, State.INTERESTED, State.COMMITTED})


class Need(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    title: Annotated[str, Meta(min_length=2, max_length=500, title="Tên ý tưởng dự án")]
    programme: Annotated[str, Meta(max_length=60, title="Chương trình vận động (mã)")] = ""
    field: Annotated[Field, Meta(title="Lĩnh vực")]
    place: Annotated[str, Meta(min_length=2, max_length=300, title="Địa điểm")]
    usd: Annotated[int, Meta(ge=1, title="Nhu cầu (USD)")]
    goal: Annotated[str, Meta(max_length=10_000, title="Mục tiêu")] = ""


class Contact(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A donor that was told of the idea."""

    donor: Annotated[Text, Meta(title="Bên tài trợ")]
    country: Country
    on: Annotated[datetime.date, Meta(title="Ngày")]
    note: Annotated[str, Meta(max_length=2000, title="Nội dung")] = ""


class Commitment(Decision, frozen=True, kw_only=True):
    """A donor's word in writing; it counts as a commitment and as nothing else."""

    donor: Annotated[Text, Meta(title="Bên tài trợ")]
    provider_kind: Annotated[Provider, Meta(title="Loại bên cung cấp")]
    country: Country
    sum: Annotated[Sum, Meta(title="Số cam kết")]
    ngo: Annotated[str, Meta(max_length=60, title="Mã hồ sơ tổ chức PCPNN")] = ""
    counts_as: Annotated[Literal["commitment", "disbursement"], Meta(title="Tính là")] = (
        "commitment"
    )


class Idea(Need, frozen=True, kw_only=True):
    """Ý tưởng dự án vận động viện trợ."""

    key: str = ""
    programme_id: str = ""
    contacts: Annotated[tuple[Contact, ...], Meta(title="Đã giới thiệu")] = ()
    commitment: Annotated[Commitment | None, Meta(title="Cam kết")] = None
    aid: Annotated[str, Meta(title="Hồ sơ viện trợ")] = ""


class Profile(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    goal: Annotated[str, Meta(min_length=10, max_length=10_000, title="Mục tiêu")]
    usd: Annotated[int, Meta(ge=1, title="Nhu cầu (USD)")]


class Converted(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    aid: Annotated[str, Meta(min_length=1, max_length=60, title="Hồ sơ viện trợ")]


def key_of(need: Need) -> str:
    """What makes two ideas the same: name and place, without accents and case."""
    return unaccented(f"{need.title} {need.place}")


@rule(PEOPLE_DIPLOMACY, "Ý tưởng này đã được đơn vị khác vận động", "/title")
def is_pledged_by_one_unit(case: Case[Idea, Any]) -> bool:
    return not [d for d in case.found["same"] if d.id != case.dossier.id]


@rule(
    RECORD,
    "Không có chương trình vận động đang thực hiện mang mã này",
    "/programme",
)
def programme_is_running(case: Case[Idea, Any]) -> bool:
    return not case.fields.programme or bool(case.found["programme"])


@rule(RECORD, "Mã nước không có trong danh mục", "/country")
def country_is_known(case: Case[Idea, Any]) -> bool:
    return is_country(case.data.country)


@rule(RECORD, "Ngày giới thiệu không thể sau hôm nay", "/on")
def has_happened(case: Case[Idea, Contact]) -> bool:
    return case.data.on <= case.today


@rule(
    NGO_ROOM,
    "Cam kết không được tính là giải ngân: giải ngân ghi ở hồ sơ viện trợ đã phê duyệt",
    "/counts_as",
)
def is_a_commitment(case: Case[Idea, Commitment]) -> bool:
    return case.data.counts_as == "commitment"


@rule(RECORD, "Cam kết phải ghi số tiền và đơn vị tiền tệ", "/sum/currency")
def says_how_much(case: Case[Idea, Commitment]) -> bool:
    return case.data.sum.amount > 0 and bool(case.data.sum.currency)


def the_same(dossier: Dossier[Any], data: Any) -> Sequence[Lookup]:
    need: Need = data if isinstance(data, Need) else dossier.fields
    running = ["approved"]
    return [
        Lookup(name="same", type="aid-idea", where={"fields.key": [key_of(need)]},
               states=sorted({*OPEN, State.CONVERTED})),
        Lookup(name="programme", type="aid-programme", where={"code": [need.programme]},
               states=running),
    ]  # fmt: skip


def take_in(case: Case[Idea, Need]) -> Idea:
    programme = next((d.id for d in case.found["programme"]), "")
    return fill_in(case, key=key_of(case.data), programme_id=programme)


def record_profile(case: Case[Idea, Profile]) -> Idea:
    return replace(case.fields, goal=case.data.goal, usd=case.data.usd)


def record_contact(case: Case[Idea, Contact]) -> Idea:
    return replace(case.fields, contacts=(*case.fields.contacts, case.data))


def record_commitment(case: Case[Idea, Commitment]) -> Idea:
    return replace(case.fields, commitment=case.data)


def record_aid(case: Case[Idea, Converted]) -> Idea:
    return replace(case.fields, aid=case.data.aid)


def links(fields: Idea) -> list[Link]:
    found = [("became", "aid", fields.aid), ("part-of", "aid-programme", fields.programme_id)]
    return [Link(rel, "ngos", type_, id_) for rel, type_, id_ in found if id_]


AS_OWNER = {Role.UNIT, Role.OFFICER}

# fmt: off
AID_IDEA = DossierType(
    name="aid-idea", record="R13", prefix="YT",
    title="Ý tưởng dự án vận động viện trợ",
    since=date(2012, 8, 30), law=MOBILISATION,
    fields=Idea, heading=lambda f: f"Vận động viện trợ: {f.title}", links=links,
    states=STATES, final={State.CONVERTED, State.DROPPED},
    no_deadline="Không văn bản nào đặt số ngày cho việc vận động viện trợ",
    discloses=Disclosure(
        province=("title", "programme", "field", "place", "usd", "commitment", "aid"),
        ministry=("title", "field", "usd")),

    opening=Transition(
        MOBILISATION, "propose", title="nêu nhu cầu", target=State.NEED, by=AS_OWNER, data=Need,
        needs=the_same, requires=[is_own, is_pledged_by_one_unit, programme_is_running],
        then=take_in, emits="proposed"),
    transitions=[
        Transition(
            MOBILISATION, "profile", title="lập hồ sơ ý tưởng", emits="profiled", by=AS_OWNER,
            source={State.NEED, State.PROFILE}, target=State.PROFILE, data=Profile,
            requires=[is_own], then=record_profile),
        Transition(
            MOBILISATION, "introduce", title="giới thiệu với bên tài trợ", emits="introduced",
            source={State.PROFILE, State.INTRODUCED}, target=State.INTRODUCED,
            by={*AS_OWNER, Role.HEAD}, data=Contact, then=record_contact,
            requires=[is_own, country_is_known, has_happened]),
        Transition(
            MOBILISATION, "note-interest", title="ghi nhận bên tài trợ quan tâm",
            source={State.INTRODUCED}, target=State.INTERESTED, by=AS_OWNER, data=Contact,
            requires=[is_own, country_is_known, has_happened], then=record_contact,
            emits="interested"),
        Transition(
            MOBILISATION, "commit", title="ghi nhận cam kết", emits="committed",
            source={State.INTRODUCED, State.INTERESTED}, target=State.COMMITTED, by=AS_OWNER,
            data=Commitment, needs=the_same, then=record_commitment,
            requires=[is_own, is_a_commitment, says_how_much, country_is_known,
                      is_pledged_by_one_unit, is_dated_by_today]),
        Transition(
            MOBILISATION, "note-aid", title="ghi nhận hồ sơ viện trợ đã lập", emits="converted",
            source={State.COMMITTED}, target=State.CONVERTED, by={Role.SYSTEM, Role.OFFICER},
            data=Converted, then=record_aid),
        Transition(
            MOBILISATION, "drop", title="thôi vận động", emits="dropped",
            source=OPEN, target=State.DROPPED, by={*AS_OWNER, Role.HEAD}, data=WithReason,
            requires=[is_own]),
    ],
    papers=[
        Paper(MOBILISATION, "ho-so-y-tuong", title="Hồ sơ ý tưởng dự án", makes=letters.profile),
    ],
)
# fmt: on
