"""Sums of aid, and what came in or went out of them."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from enum import StrEnum
from typing import Annotated

from msgspec import Meta, Struct

from casework.vocabulary import DocumentNumber


class Sum(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An amount in whole units; its currency may not be left out when it counts."""

    amount: Annotated[int, Meta(ge=0, title="Số tiền")]
    currency: Annotated[str, Meta(pattern=r"^([A-Z]{3})?$(?!\n)", title="Đơn vị tiền tệ")] = ""


class Flow(StrEnum):
    RECEIVED = "received"
    SPENT = "spent"


class Disbursement(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Money or goods that came, or were spent, on a day."""

    flow: Annotated[Flow, Meta(title="Tiếp nhận hay chi")]
    on: Annotated[datetime.date, Meta(title="Ngày")]
    sum: Annotated[Sum, Meta(title="Số tiền")]
    voucher: Annotated[DocumentNumber, Meta(title="Số chứng từ")]
    vnd: Annotated[int, Meta(ge=0, title="Quy đổi VND")] = 0
    usd: Annotated[int, Meta(ge=0, title="Quy đổi USD")] = 0


def total(disbursements: Iterable[Disbursement], flow: Flow, currency: str) -> int:
    return sum(d.sum.amount for d in disbursements if (d.flow, d.sum.currency) == (flow, currency))
