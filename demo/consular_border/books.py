"""Registers: border documents, missions, foreigners, judicial matters (R22, R27, R29, R35)."""

from __future__ import annotations

from typing import Any

from demo.story import Act, Setting, Story, Told, only

HCMC = "Thành phố Hồ Chí Minh"
MISSIONS = (
    ("consulate-general", "JP", HCMC, "02-23"),
    ("consulate-general", "KR", HCMC, "10-03"),
    ("embassy", "LA", "Hà Nội", "12-02"),
    ("consulate-general", "CN", "Đà Nẵng", "10-01"),
)


def document(s: Setting, title: str) -> dict[str, Any]:
    return {
        "number": f"BG-{s.n + 1:02}/{title[:2].upper()}",
        "title": title,
        "kind": "record",
        "holder": "Phòng Biên giới lãnh thổ",
        "kept_on": s.day(-1),
    }


@only(provinces=("12",))
def a_border_document_is_lent(s: Setting) -> Story:
    entry = document(s, "Biên bản kiểm tra song phương mốc giới")
    loan = {"borrower": "Bộ đội Biên phòng tỉnh", "lent_on": s.day(20), "due_on": s.day(40)}
    back = {**loan, "returned_on": s.day(38)}
    gone = s.document("BB-TH", 180)
    return Story(
        "consular-border/border-documents",
        Act("officer", "enter", 0, entry),
        (
            Act("officer", "amend", 20, {**entry, "loans": [loan], "reason": "Cho mượn"}),
            Act("officer", "amend", 38, {**entry, "loans": [back], "reason": "Nhận lại"}),
            Act(
                "head",
                "amend",
                181,
                {**entry, "loans": [back], "destruction": gone, "reason": "Bản sao hết giá trị"},
            ),
        ),
    )


@only(times=1, provinces=("46",))
def a_document_is_kept_outside(s: Setting) -> Story:
    outside = {"is_outside": True, "holder": "Bộ Chỉ huy quân sự tỉnh", "kept_on": s.day(-3)}
    return Story("consular-border/border-documents", Act("officer", "enter", 0, outside))


@only(times=1, provinces=("12",))
def a_document_is_struck(s: Setting) -> Story:
    return Story(
        "consular-border/border-documents",
        Act("officer", "enter", 0, document(s, "Sổ tay quản lý cửa khẩu")),
        (Act("head", "strike", 4, {"reason": "Ghi nhầm sổ, là ấn phẩm của thư viện"}),),
    )


def mission(s: Setting, n: int) -> dict[str, Any]:
    kind, country, city, day = MISSIONS[n]
    return {
        "kind": kind,
        "country": country,
        "city": city,
        "area": [s.province],
        "staff": s.chance.randint(8, 40),
        "national_day": day,
        "is_here": s.province == "79" and city == HCMC,
    }


@only(times=3, provinces=("79",))
def a_mission_is_known(s: Setting) -> Story:
    entry = mission(s, s.n)
    more = {**entry, "head_since": s.day(20), "reason": "Người đứng đầu mới nhận nhiệm vụ"}
    return Story(
        "consular-border/missions",
        Act("officer", "enter", 0, entry),
        (Act("officer", "amend", 25, more),),
    )


@only(times=1, provinces=("46",))
def an_office_ends(s: Setting) -> Story:
    entry = {
        "kind": "organisation",
        "country": "US",
        "organisation": "Văn phòng dự án của tổ chức quốc tế",
        "city": "Hà Nội",
        "area": [s.province],
    }
    ended = {**entry, "ended_on": s.day(100), "reason": "Kết thúc chương trình quốc gia"}
    return Story(
        "consular-border/missions",
        Act("officer", "enter", 0, entry),
        (Act("officer", "amend", 101, ended),),
    )


@only(times=1, provinces=("86",))
def a_mission_is_struck(s: Setting) -> Story:
    return Story(
        "consular-border/missions",
        Act("officer", "enter", 0, mission(s, 3)),
        (Act("head", "strike", 3, {"reason": "Không có thẩm quyền lãnh sự với tỉnh"}),),
    )


def month(s: Setting, kind: str) -> dict[str, Any]:
    year = s.first.year - 1
    people = s.chance.randint(10, 400)
    return {
        "unit": "so-y-te" if kind == "volunteer" else "so-noi-vu",
        "kind": kind,
        "country": ("CN", "KR", "JP", "LA")[s.n % 4],
        "starts_on": f"{year}-07-01",
        "ends_on": f"{year}-12-31",
        "people": people,
        "women": people // 3,
        "source": s.number("BC-SNV"),
    }


@only(times=4, provinces=("79",))
def foreigners_are_counted(s: Setting) -> Story:
    entry = month(s, ("worker", "expert", "student", "investor")[s.n % 4])
    more = {**entry, "people": entry["people"] + 2, "reason": "Bổ sung số liệu khu công nghiệp"}
    return Story(
        "consular-border/foreigners",
        Act("officer", "enter", 0, entry),
        (Act("officer", "amend", 6, more),),
    )


@only(times=1, provinces=("46",))
def a_count_of_foreigners_is_struck(s: Setting) -> Story:
    return Story(
        "consular-border/foreigners",
        Act("unit", "enter", 0, month(s, "volunteer")),
        (Act("head", "strike", 9, {"reason": "Tính trùng với số liệu của Công an tỉnh"}),),
    )


def matter(s: Setting) -> dict[str, Any]:
    return {
        "kind": s.pick(("assistance", "letter-rogatory", "civil-status", "verification")),
        "country": s.pick(("US", "AU", "KR", "FR")),
        "asked_by": "Bộ Ngoại giao",
        "reference": s.number("CLS-PL"),
        "received_on": s.day(0),
    }


@only(fully=("86",), provinces=("79", "86"))
def a_judicial_matter_is_passed_on(s: Setting) -> Story:
    entry = matter(s)
    passed = {**entry, "forwarded_to": "Sở Tư pháp", "forwarded_on": s.day(2)}
    answered = {**passed, "answered_by": "Sở Tư pháp", "answered_on": s.day(30)}
    return Story(
        "consular-border/judicial",
        Act("officer", "enter", 0, entry),
        (
            Act("officer", "amend", 2, {**passed, "reason": "Đã chuyển"}),
            Act("officer", "amend", 31, {**answered, "reason": "Đã có trả lời"}),
        ),
    )


@only(times=1, provinces=("46",))
def a_judicial_matter_is_struck(s: Setting) -> Story:
    return Story(
        "consular-border/judicial",
        Act("officer", "enter", 0, matter(s)),
        (Act("head", "strike", 2, {"reason": "Văn bản gửi nhầm nơi nhận"}),),
    )


WAVES: list[list[Told]] = [
    [
        a_border_document_is_lent,
        a_document_is_kept_outside,
        a_document_is_struck,
        a_mission_is_known,
        an_office_ends,
        a_mission_is_struck,
        foreigners_are_counted,
        a_count_of_foreigners_is_struck,
        a_judicial_matter_is_passed_on,
        a_judicial_matter_is_struck,
    ],
]
