"""State secrets stay outside: a stamp in any text of any act is refused with its article."""

from __future__ import annotations

import unicodedata
from datetime import date
from typing import Any

import pytest

from casework import Refused
from casework.secrecy import stamps
from casework.vocabulary import WithReason
from support.desk import Desk
from support.growth import LINEAR, growth
from support.sample import LETTER, Answer, Application

MONDAY = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("MẬT", ["MẬT"]),
        ("Báo cáo MẬT về biên giới", ["MẬT"]),
        ("TUYỆT MẬT: kế hoạch năm 2026", ["TUYỆT MẬT"]),
        ("Kế hoạch TỐI  MẬT", ["TỐI MẬT"]),
        ("BÁO CÁO TUYỆT MẬT VỀ BIÊN GIỚI", ["TUYỆT MẬT"]),
        ("Độ mật: MẬT", ["MẬT"]),
        ("ĐỘ MẬT: TỐI MẬT", ["TỐI MẬT"]),
        ("ĐỘ MẬT MẬT", ["MẬT"]),
        ("Kính gửi:\n\tMẬT\nSở Ngoại vụ", ["MẬT"]),
        ("Công văn số 12 (MẬT), «TỐI MẬT»", ["MẬT", "TỐI MẬT"]),
        ("MẬT - KHẨN", ["MẬT"]),
        (unicodedata.normalize("NFD", "TUYỆT MẬT"), ["TUYỆT MẬT"]),
    ],
)
def test_a_stamp_is_found_wherever_it_stands(text: str, found: list[str]) -> None:
    assert stamps(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Luật Bảo vệ bí mật nhà nước",
        "LUẬT BẢO VỆ BÍ MẬT NHÀ NƯỚC",
        "Không mang tài liệu mật khi đi công tác nước ngoài",
        "Hồ sơ có tài liệu mật lưu ngoài hệ thống",
        "CÔNG TÁC BẢO MẬT",
        "MẬT ONG RỪNG U MINH",
        "ĐỘ MẬT: thường",
        "Đoàn thăm thân mật, hữu nghị",
        "Ông NGUYỄN VĂN MẬT",
    ],
)
def test_words_are_no_stamp(text: str) -> None:
    assert stamps(text) == []


def refused(act: Any) -> list[tuple[str, str]]:
    with pytest.raises(Refused) as refusal:
        act()
    return [(f.at, f.law) for f in refusal.value.failures]


LAW = "117/2025/QH15, Điều 5"


def test_an_application_with_a_stamp_is_refused_where_it_stands() -> None:
    desk = Desk(LETTER, MONDAY)

    told = refused(lambda: desk.lodge(Application(subject="Kế hoạch TỐI MẬT"), by="unit"))

    assert told == [("/subject", LAW)]


def test_every_way_of_writing_into_a_dossier_is_looked_at() -> None:
    desk = Desk(LETTER, MONDAY).lodge(Application(subject="Thư mời"), by="unit")
    desk.do("consider", by="officer").do("consult", by="officer")

    reply = refused(lambda: desk.reply("so-noi-vu", comment="Xem văn bản MẬT kèm theo"))
    desk.do("consider", by="officer")
    answer = refused(lambda: desk.do("answer", Answer(answer="TUYỆT MẬT"), by="head"))
    reason = refused(lambda: desk.do("withdraw", WithReason(reason="Hồ sơ MẬT"), by="unit"))
    late = refused(
        lambda: desk.do("answer", Answer(answer="đồng ý"), by="head", late_reason="chờ bản MẬT")
    )

    assert (reply, answer) == ([("/comment", LAW)], [("/answer", LAW)])
    assert (reason, late) == ([("/reason", LAW)], [("/late_reason", LAW)])


def test_looking_for_stamps_costs_what_the_text_is_long() -> None:
    for unit in ("a MẬT ", "aMẬT", "TỐI ", "MẬT ", "A MẬT", "TUYỆT  ", "M.", "M Ậ ", "ĐỘ MẬT "):
        assert growth(stamps, lambda n, u=unit: u * (n // len(u))) < LINEAR, unit  # type: ignore[misc]

    assert growth(stamps, lambda n: "a" * n + " MẬT" * (n // 20)) < LINEAR
