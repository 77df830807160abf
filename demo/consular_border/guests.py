"""Foreign reporters, and letters with the diplomatic corps (R23, R27)."""

from __future__ import annotations

from typing import Any

from demo.places import NAMES
from demo.story import Act, Setting, Story, Told, only, opinion

MEDIA = {
    "12": ("CN", "Đài Phát thanh truyền hình Vân Nam"),
    "46": ("FR", "Tạp chí du lịch và di sản của Pháp"),
    "79": ("KR", "Hãng thông tấn Hàn Quốc, văn phòng thường trú"),
    "86": ("JP", "Đài truyền hình Okayama"),
}
MISSIONS = {
    "12": ("CN", "Đại sứ quán Trung Quốc tại Việt Nam"),
    "46": ("LA", "Tổng Lãnh sự quán Lào tại Đà Nẵng"),
    "79": ("KR", "Tổng Lãnh sự quán Hàn Quốc tại Thành phố Hồ Chí Minh"),
    "86": ("JP", "Tổng Lãnh sự quán Nhật Bản tại Thành phố Hồ Chí Minh"),
}

SEEN = {
    "12": "phường Đoàn Kết",
    "46": "phường Thuận Hóa",
    "79": "phường Sài Gòn",
    "86": "phường Long Châu",
}


def reporting(s: Setting, kind: str, starts: int) -> dict[str, Any]:
    country, media = MEDIA[s.province]
    topics, places = ["Đời sống, văn hóa, du lịch"], [SEEN[s.province]]
    return {
        "media": media,
        "country": country,
        "kind": kind,
        "reporters": [
            {
                "name": f"Phóng viên {s.n + 1}",
                "nationality": country,
                "card": f"PV-{s.chance.randint(1000, 9999)}",
                "card_issued_on": s.day(-60),
                "card_expires_on": s.day(300),
                "passport": "20FV35871",
                "passport_expires_on": s.day(600),
            }
        ],
        "guide": "Trung tâm Hướng dẫn báo chí nước ngoài",
        "topics": topics,
        "places": [{"name": p} for p in places],
        "starts_at": f"{s.day(starts)}T08:00:00+07:00",
        "ends_on": s.day(starts + 3),
        "permit": {**s.document("BNG-BC", -5), "topics": topics, "places": places},
        "equipment": "02 máy quay",
    }


CONSULTED = (
    Act("officer", "consult", 1),
    opinion(3, "cong-an-tinh"),
)


@only(fully=("46",), provinces=("12", "46"))
def reporters_work(s: Setting) -> Story:
    seen = {"published": "Phóng sự 15 phút về sinh kế và di sản địa phương", "articles": 1}
    return Story(
        "consular-border/press-visit",
        Act("officer", "receive", 0, reporting(s, s.pick(("non-resident", "accompanying")), 22)),
        (
            *CONSULTED,
            Act("chair", "approve", 8, s.document("UBND-NV", 8)),
            Act("officer", "start", 22),
            Act("officer", "end", 26, seen),
            Act("officer", "report", 28, s.document("BC-SNgV", 28)),
        ),
    )


@only(times=1, provinces=("79",))
def an_answer_to_reporters_is_late(s: Setting) -> Story:
    late = {**s.document("UBND-NV", 12), "late_reason": "Công an tỉnh xác minh thêm địa điểm"}
    return Story(
        "consular-border/press-visit",
        Act("officer", "receive", 0, reporting(s, "resident", 20)),
        (*CONSULTED, Act("chair", "approve", 12, late)),
    )


@only(times=1, provinces=("86",))
def reporters_are_refused(s: Setting) -> Story:
    return Story(
        "consular-border/press-visit",
        Act("officer", "receive", 0, reporting(s, "resident", 20)),
        (
            Act("officer", "consult", 1),
            Act("chair", "refuse", 4, {"reason": "Trùng thời gian diễn tập khu vực phòng thủ"}),
        ),
    )


@only(times=1, provinces=("46",))
def reporters_stay_away(s: Setting) -> Story:
    return Story(
        "consular-border/press-visit",
        Act("officer", "receive", 0, reporting(s, "non-resident", 22)),
        (Act("officer", "cancel", 6, {"reason": "Đoàn phóng viên hoãn chuyến đi"}),),
    )


@only(fully=("86",), provinces=("79", "86"))
def a_note_is_exchanged(s: Setting) -> Story:
    country, mission = MISSIONS[s.province]
    kind = ("note", "letter", "greeting")[s.n % 3]
    draft = {
        "kind": kind,
        "country": country,
        "mission": mission,
        "is_foreign_text": kind == "note",
        "content": f"{NAMES[s.province]} trân trọng mời Quý cơ quan dự chương trình hữu nghị",
        "translation": "Bản dịch tiếng Việt kèm theo" if kind == "note" else "",
    }
    return Story(
        "consular-border/diplomatic-correspondence",
        Act("officer", "draft", 0, draft),
        (
            Act("director", "approve", 1),
            Act("officer", "send", 2, s.document("SNgV-LT", 2)),
            Act("officer", "answer", 15),
            Act("officer", "file", 16),
        ),
    )


WAVES: list[list[Told]] = [
    [
        reporters_work,
        an_answer_to_reporters_is_late,
        reporters_are_refused,
        reporters_stay_away,
        a_note_is_exchanged,
    ],
]
