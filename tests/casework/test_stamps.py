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


STAMPED = {
    "alone": [
        "MẬT",
        "(MẬT)",
        "MẬT - KHẨN",
        "[TUYỆT MẬT]",
        "Kính gửi:\n\tMẬT\nSở Ngoại vụ",
        "MẬT|x",
    ],
    "in a sentence": ["Báo cáo MẬT về biên giới", "TUYỆT MẬT: kế hoạch năm 2026", "hồ sơ MẬT"],
    "beside capitals": [
        *("TÀI LIỆU MẬT", "VĂN BẢN MẬT", "CÔNG VĂN MẬT", "HỒ SƠ MẬT", "HỎA TỐC MẬT", "MẬT HỎA TỐC"),
        *("Số: 12/BC-UBND MẬT", "BÁO CÁO TUYỆT MẬT VỀ BIÊN GIỚI", "MẬT ĐỘ KHẨN: HỎA TỐC"),
        *("MẬT BÁO CÁO KẾT QUẢ", "MẬT NGHỊ QUYẾT", "MẬT MÃ SỐ 12", "MẬT THIẾT BỊ"),
    ],
    "after its label": [
        *("Độ mật: tuyệt mật", "ĐỘ MẬT: TỐI MẬT", "ĐỘ MẬT MẬT", "Dấu chỉ độ mật: Mật"),
        *("Độ mật (nếu có): Mật", "Mức độ mật = mật", "Độ bảo mật: Tối mật", "Độ mật\nTối mật"),
    ],
    "small and alone": ["tối mật", "Tuyệt mật", "Mật", "(mật)", "Mật - Khẩn", "a\nTối mật\nb"],
    "spread out": [
        *("M Ậ T", "T Ố I  M Ậ T", "M.Ậ.T", "M-Ậ-T", "M_Ậ_T", "M\tẬ\tT", "M\nẬ\nT", "m ậ t"),
        *("TỐI\u00a0MẬT", "TỐI\nMẬT", "Kế hoạch TỐI  MẬT", "T.Ố.I M.Ậ.T"),
    ],
    "glued": ["12_MẬT", "01MẬT", "TUYỆTMẬT", "TàiLiệuMẬT", "HỎATỐCMẬT", "MẬTKHẨN", "MẬT/KHẨN"],
    "with what nobody sees": [
        f"M{c}ẬT" for c in "\u200b\u034f\u2063\ufe0f\u00ad\u2060\ufeff\u202c\u115f\u3164\U000e0041"
    ],
    "crossed out": ["M\u0336Ậ\u0336T\u0336", "M\u0332Ậ\u0332T"],
    "from right to left": ["\u202eTẬM", "Báo cáo \u202eTẬM\u202c"],
    "look-alikes": ["МẬТ", "МẬT", "ＭẬＴ", "𝐌Ậ𝐓", "Ⓜ️ẬT", "ΜẬΤ", "TỐІ MẬT", "МА\u0323\u0302Т"],
    "decomposed": [unicodedata.normalize("NFD", "TUYỆT MẬT"), "MÂ\u0323T", "MẠ\u0302T"],
    "TCVN3": ["MËT", "TUYÖT MËT", "TèI MËT", "CÔNG V¡N MËT", "tµi liÖu MËT"],
    "VNI": ["MAÄT", "TUYEÄT MAÄT", "TOÁI MAÄT", "COÂNG VAÊN MAÄT"],
}


@pytest.mark.parametrize("text", [t for texts in STAMPED.values() for t in texts])
def test_a_stamp_is_found_wherever_it_stands(text: str) -> None:
    assert stamps(text) != []
    assert stamps(f"Kính gửi Sở Ngoại vụ\n{text}\nngày 02 tháng 3") != []


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        ("Công văn số 12 (MẬT), «TỐI MẬT»", ["TỐI MẬT", "MẬT"]),
        ("MẬT\nTUYỆT MẬT\nMẬT", ["TUYỆT MẬT", "MẬT"]),
        ("Kế hoạch T Ố I  M Ậ T", ["TỐI MẬT"]),
        ("Độ mật: Tuyệt mật", ["TUYỆT MẬT"]),
        ("TUYEÄT MAÄT", ["TUYỆT MẬT"]),
    ],
)
def test_each_level_is_named_once_the_highest_first(text: str, levels: list[str]) -> None:
    assert stamps(text) == levels


TRUE_WORDS = [
    *(
        "",
        "Luật Bảo vệ bí mật nhà nước",
        "Đoàn thăm thân mật, hữu nghị",
        "tuần trăng mật",
        "mật ong",
    ),
    *("mật độ dân số", "Mật độ giao thông", "mật khẩu", "mật thiết", "mật mã", "bảo mật", "bí mật"),
    "LUẬT BẢO VỆ BÍ MẬT NHÀ NƯỚC",
    "LUẬT BẢO VỆ BÍ\nMẬT NHÀ NƯỚC",
    "Luật Bảo vệ bí mật nhà nước số 117/2025/QH15",
    "QUY CHẾ BẢO VỆ BÍ MẬT",
    "TÀI LIỆU BÍ MẬT NHÀ NƯỚC",
    "Không mang tài liệu mật khi đi công tác nước ngoài",
    "Không mang tài liệu tối mật, tuyệt mật ra nước ngoài.",
    "Luật quy định ba mức: tuyệt mật, tối mật và mật.",
    "Hồ sơ có tài liệu mật lưu ngoài hệ thống",
    "Các cơ quan bảo mật thông tin theo quy định.",
    "CÔNG TÁC BẢO MẬT",
    "B Ả O  M Ậ T",
    "MẬT ONG RỪNG U MINH",
    "GIỚI THIỆU MẬT ONG, MẬT ONG RỪNG",
    "MẬT ĐỘ DÂN CƯ",
    "MẬT ĐỘ",
    "BUỔI TỐI MẬT ĐỘ XE TĂNG",
    "ĐỔI MẬT KHẨU TÀI KHOẢN",
    "QUAN HỆ MẬT THIẾT GIỮA HAI TỈNH",
    "TUẦN TRĂNG MẬT",
    "CƠ MẬT VIỆN TRIỀU NGUYỄN",
    "BỆNH VIỆN MỔ SỎI MẬT",
    "ĐỘ MẬT: thường",
    "Độ mật: Thường",
    "ĐỘ MẬT",
    "Ông NGUYỄN VĂN MẬT",
    "BÀ TRẦN THỊ MẬT",
    "Ông Lê Văn Mật, Giám đốc",
    "Mật khẩu: do đơn vị tự đặt",
    "MАТЧ, МАТЕМАТИКА",
    "BÝ MËT NHµ N¦íC, b¶o mËt",
    "BAÛO MAÄT, maät ong",
    "Die MÄRZ-KONFERENZ",
]


@pytest.mark.parametrize("text", TRUE_WORDS)
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
