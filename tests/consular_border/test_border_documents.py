"""Documents on the border and their loans: Dự thảo 2025 Điều 2 khoản 10 d; 117/2025/QH15 Điều 5."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from casework import Refused
from casework.vocabulary import Decision
from consular_border.registers.border_documents import BORDER_DOCUMENTS, BorderDocument, Loan
from support.book import Book

TODAY = date(2026, 3, 2)
MAP = BorderDocument(
    number="HS-12", title="Biên bản bàn giao mốc 70", holder="Phòng Biên giới - Lãnh sự",
    kept_on=date(2026, 1, 5),
)  # fmt: skip
LOAN = Loan(borrower="Sở Xây dựng", lent_on=date(2026, 2, 2), due_on=date(2026, 3, 10))
BACK = replace(LOAN, returned_on=date(2026, 2, 20))
GONE = Decision(number="1/BB-SNgV", date=TODAY)


def book() -> Book:
    return Book(BORDER_DOCUMENTS, TODAY)


def refused(**changed: Any) -> list[str]:
    with pytest.raises(Refused) as refusal:
        book().enter(replace(MAP, **changed))
    return [f.at for f in refusal.value.failures]


def test_a_document_is_kept_lent_returned_and_destroyed() -> None:
    kept = book()
    code = kept.enter(MAP).code
    assert kept.kept[code].state == "in-stock"
    assert kept.amend(code, replace(MAP, loans=(LOAN,))).state == "lent"

    assert kept.amend(code, replace(MAP, loans=(BACK,))).state == "returned"
    assert kept.amend(code, replace(MAP, loans=(BACK,), destruction=GONE)).state == "destroyed"


def test_of_a_secret_document_only_its_keeper_and_a_day_are_known() -> None:
    pointer = replace(MAP, is_outside=True, number="", title="")

    assert book().enter(pointer).title == "Hồ sơ lưu ngoài hệ thống"
    assert refused(is_outside=True) == ["/is_outside"]
    with pytest.raises(Refused, match="MẬT"):
        book().enter(replace(MAP, title="Bản đồ TỐI MẬT"))
    assert refused(title="Mốc tại 22.7654321, 103.1234567") == ["/title"]


def test_a_lent_document_is_neither_lent_again_nor_destroyed() -> None:
    again = replace(LOAN, lent_on=date(2026, 2, 10))
    assert refused(loans=(LOAN, again)) == ["/loans"]
    assert refused(loans=(LOAN,), destruction=GONE) == ["/destruction"]


def test_the_log_only_grows() -> None:
    kept = book()
    code = kept.enter(replace(MAP, loans=(BACK,))).code

    with pytest.raises(Refused, match="chỉ ghi thêm"):
        kept.amend(code, MAP)
    with pytest.raises(Refused, match="chỉ ghi thêm"):
        kept.amend(code, replace(MAP, loans=(replace(BACK, borrower="Sở khác"),)))


def test_destroyed_stays_destroyed() -> None:
    kept = book()
    code = kept.enter(replace(MAP, destruction=GONE)).code
    with pytest.raises(Refused, match="không khôi phục"):
        kept.amend(code, MAP)


def test_names_and_days() -> None:
    assert refused(number="") == ["/title"]
    assert refused(kept_on=date(2026, 3, 3)) == ["/kept_on"]
    assert refused(loans=(replace(LOAN, due_on=date(2026, 2, 1)),)) == ["/loans"]

    kept = book()
    kept.enter(MAP)
    with pytest.raises(Refused, match="Đã có trong"):
        kept.enter(replace(MAP, title="Tài liệu khác"))
