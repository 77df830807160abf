"""Introducing the signature of who may send officials abroad (TT 04/2020/TT-BNG, form 03).

The issuer of passports trusts a decision only when it knows the signature under it. A body
introduces its signers in writing; a signer who leaves the post is withdrawn, and what was signed
before that day stays good.
"""

from __future__ import annotations

import datetime
from datetime import date
from enum import StrEnum
from typing import Annotated, Any

from msgspec import Meta, Struct
from msgspec.structs import replace

from casework import RECORD, Case, Disclosure, DossierType, Paper, Transition, rule
from casework.vocabulary import Decision, Text, labels
from consular_border.laws import PASSPORT_GUIDE
from consular_border.letters import signature_sample as letters
from consular_border.refusals import is_dated_by_today, is_own
from consular_border.roles import APPLICANTS, DEPARTMENT

FORM_03 = PASSPORT_GUIDE.form("Mẫu 03/2020/NG-XNC")


class State(StrEnum):
    DRAFT = "draft"
    INTRODUCED = "introduced"
    WITHDRAWN = "withdrawn"
    CANCELLED = "cancelled"


STATES = labels(State, introduced="đã giới thiệu với cơ quan cấp hộ chiếu", withdrawn="hết giá trị")


class Sample(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Giới thiệu mẫu con dấu, chữ ký và chức danh của người có thẩm quyền."""

    body: Annotated[Text, Meta(title="Cơ quan, đơn vị")]
    signer: Annotated[str, Meta(min_length=1, max_length=200, title="Họ tên người ký")]
    post: Annotated[Text, Meta(title="Chức danh")]


class SignatureSample(Sample, frozen=True, kw_only=True):
    """Giới thiệu mẫu con dấu, chữ ký và chức danh của người có thẩm quyền."""

    introduction: Annotated[Decision | None, Meta(title="Văn bản giới thiệu")] = None
    withdrawn_on: Annotated[datetime.date | None, Meta(title="Hết giá trị từ ngày")] = None


class Withdrawal(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    withdrawn_on: Annotated[datetime.date, Meta(title="Hết giá trị từ ngày")]
    reason: Annotated[str, Meta(min_length=5, max_length=2000, title="Lý do")]


@rule(FORM_03, "Chưa gửi kèm mẫu chữ ký, con dấu (tệp đính kèm)", "/attachments")
def sample_is_attached(case: Case[SignatureSample, Any]) -> bool:
    return bool(case.dossier.attachments)


@rule(RECORD, "Ngày hết giá trị không thể trước ngày giới thiệu", "/withdrawn_on")
def ends_after_it_begins(case: Case[SignatureSample, Withdrawal]) -> bool:
    introduced = case.fields.introduction
    return introduced is not None and case.data.withdrawn_on >= introduced.date


def record_introduction(case: Case[SignatureSample, Decision]) -> SignatureSample:
    return replace(case.fields, introduction=case.data)


def record_end(case: Case[SignatureSample, Withdrawal]) -> SignatureSample:
    return replace(case.fields, withdrawn_on=case.data.withdrawn_on)


def revise(case: Case[SignatureSample, Sample]) -> SignatureSample:
    return replace(case.fields, body=case.data.body, signer=case.data.signer, post=case.data.post)


# fmt: off
SIGNATURE_SAMPLE: DossierType[Any] = DossierType(
    name="signature-sample", record="R16", tracked=False, prefix="CK",
    title="Giới thiệu mẫu chữ ký của người cử cán bộ đi nước ngoài",
    since=date(2020, 11, 10), law=FORM_03,
    fields=SignatureSample, heading=lambda f: f"Giới thiệu mẫu chữ ký: {f.body}",
    states=STATES, final={State.WITHDRAWN, State.CANCELLED},
    at_rest={State.INTRODUCED},
    discloses=Disclosure(province=("body",)),

    opening=Transition(
        FORM_03, "draft", title="lập văn bản giới thiệu", target=State.DRAFT, by=APPLICANTS,
        data=Sample, emits="drafted"),

    transitions=[
        Transition(
            FORM_03, "revise", title="sửa văn bản giới thiệu", source={State.DRAFT},
            target=State.DRAFT, by=APPLICANTS, data=Sample, requires=[is_own], then=revise,
            emits="revised"),
        Transition(
            FORM_03, "introduce", title="giới thiệu với cơ quan cấp hộ chiếu",
            source={State.DRAFT}, target=State.INTRODUCED, by=DEPARTMENT, data=Decision,
            requires=[sample_is_attached, is_dated_by_today], then=record_introduction,
            emits="introduced"),
        Transition(
            FORM_03, "withdraw", title="ghi nhận hết giá trị", source={State.INTRODUCED},
            target=State.WITHDRAWN, by=DEPARTMENT, data=Withdrawal,
            requires=[ends_after_it_begins], then=record_end, emits="withdrawn"),
        Transition(
            FORM_03, "cancel", title="hủy hồ sơ", source={State.DRAFT}, target=State.CANCELLED,
            by=APPLICANTS, requires=[is_own], emits="cancelled"),
    ],

    no_deadline="TT 04/2020/TT-BNG không đặt thời hạn cho việc giới thiệu mẫu chữ ký",
    papers=[
        Paper(FORM_03, "gioi-thieu-chu-ky", makes=letters.introduction,
              title="Giới thiệu mẫu con dấu, chữ ký và chức danh"),
    ],
)
# fmt: on
