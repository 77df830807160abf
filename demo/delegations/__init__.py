"""Delegations going abroad, with their result reports (R04, R07)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from demo.places import NAMES
from demo.story import Act, Setting, Story, Told, only, opinion

CITIES = {
    "12": {"CN": "Côn Minh", "LA": "Phongsaly"},
    "46": {"LA": "Salavan", "JP": "Kyoto", "FR": "Rennes"},
    "79": {"JP": "Osaka", "KR": "Busan", "SG": "Singapore"},
    "86": {"JP": "Okayama", "TH": "Trat", "KR": "Jeonnam"},
}
PURPOSES = (
    "Thúc đẩy hợp tác giữa hai địa phương",
    "Xúc tiến đầu tư, thương mại, du lịch",
    "Trao đổi kinh nghiệm đào tạo nguồn nhân lực",
)
LATE = "Phải chờ đối tác xác nhận chương trình"


def trip(s: Setting, level: str, rank: str, post: str, managed: str) -> dict[str, Any]:
    """A journey of five days that begins 42 days after the request."""
    country = s.pick(sorted(CITIES[s.province]))
    city = CITIES[s.province][country]
    head = {
        "person_id": f"cb-{s.province}-{s.chance.randint(1, 10**9)}",
        "name": s.pick(("Nguyễn Văn An", "Trần Thị Bình", "Lê Quốc Cường", "Phạm Minh Dũng")),
        "post": post,
        "rank": rank,
        "role": "head",
        "managed_by": managed,
    }
    return {
        "title": f"Đoàn công tác {NAMES[s.province]} tại {city}",
        "level": level,
        "nature": s.pick(("working-visit", "survey", "promotion", "friendship")),
        "arising_reason": "Đối tác mời sang bàn kế hoạch hợp tác",
        "members": [head],
        "legs": [{"country": country, "city": city, "arrive": s.day(42), "depart": s.day(46)}],
        "departs_on": s.day(42),
        "returns_on": s.day(46),
        "days": 5,
        "hosts": [f"Chính quyền {city}"],
        "purpose": s.pick(PURPOSES),
        "content": "Hội đàm, thăm cơ sở sản xuất, làm việc với hiệp hội doanh nghiệp",
        "funding": [
            {
                "source": s.pick(("local", "local", "self")),
                "money": {"amount": 10_000_000 * s.chance.randint(8, 40), "currency": "VND"},
            }
        ],
        "request": s.document("SNgV-HTQT", 0),
    }


def checked(s: Setting, *, consent: bool) -> tuple[Act, ...]:
    """From the request to the submission to whoever decides."""
    agreed = (Act("party", "record-consent", 7, s.document("CV-TU", 7)),) if consent else ()
    return (
        Act("officer", "submit", 0),
        Act("head", "check-personnel", 1),
        opinion(4, "cong-an-tinh"),
        opinion(5, "so-noi-vu"),
        *agreed,
        Act("director", "present", 8),
    )


def reported(s: Setting, *, late: bool) -> tuple[Act, ...]:
    """Its result report, which opened by itself, is written, filed, confirmed and sent upward."""
    here = "delegations/result-report"
    sent = 75 if late else 52
    reason = {"late_reason": LATE} if late else {}
    text = {
        "achieved": "Thống nhất chương trình trao đổi hằng năm",
        "shortcomings": "Thiếu phiên dịch",
        "commitments": [{"what": "Trao đổi chuyên gia", "unit": "Sở Y tế"}],
    }
    paper = s.document("BC-UBND", sent)
    return (
        Act("officer", "write", 50, text, here),
        Act("officer", "file", 51, s.document("BC-SNgV", 51), here),
        Act("head", "confirm", 51, None, here),
        Act("office", "report-prime-minister", sent, {**paper, **reason}, here),
        Act("officer", "close", sent, None, here),
        Act("officer", "wait", sent, "reported"),
        Act("office", "notify-results", sent, s.document("UBND-NV", sent)),
        Act("officer", "close", sent),
    )


def leaders(s: Setting, *, late: bool) -> Story:
    told = 38 if late else 22
    country_notice: dict[str, Any] = {
        "mission": "Cơ quan đại diện Việt Nam ở nước đến",
        "countries": sorted(CITIES[s.province]),
        **s.document("UBND-NV", told),
    }
    notices = {"missions": [country_notice], "ministry": s.document("UBND-NV", told)}
    reason = {"late_reason": LATE} if late else {}
    return Story(
        "delegations/outbound-delegation",
        Act("officer", "draft", 0, trip(s, "province", "vice-chair", "Phó Chủ tịch UBND", "party")),
        (
            *checked(s, consent=True),
            Act("chair", "approve", 20, s.document("QĐ-UBND", 20)),
            Act("office", "notify-missions", told, {**notices, **reason}),
            Act("officer", "depart", 42, {"departed_on": s.day(42), "is_reminded": True}),
            Act("officer", "return-home", 46, {"returned_on": s.day(46)}),
            *reported(s, late=late),
        ),
    )


@only(provinces=("86",), passing=("record-consent",))
def a_vice_chairman_goes_abroad(s: Setting) -> Story:
    return leaders(s, late=False)


@only(times=1, provinces=("79",))
def a_vice_chairman_goes_abroad_in_haste(s: Setting) -> Story:
    return leaders(s, late=True)


def of_a_unit(s: Setting, *acts: Act) -> Story:
    opened = Act("officer", "draft", 0, trip(s, "unit", "director", "Giám đốc Sở", "committee"))
    return Story("delegations/outbound-delegation", opened, acts)


@only(times=1, provinces=("46",), first=70)
def a_planned_journey_is_made(s: Setting) -> Story:
    """It carries out an item of the programme, which is then counted as done."""
    story = leaders(s, late=False)
    item = {"programme_item": "2026/so-y-te/ra-1", "arising_reason": ""}
    return replace(story, opened=replace(story.opened, body={**story.opened.body, **item}))


@only(times=1, provinces=("12",))
def a_journey_is_sent_back(s: Setting) -> Story:
    why = {"reason": "Thiếu chương trình làm việc với đối tác"}
    return of_a_unit(s, Act("officer", "submit", 0), Act("head", "return", 2, why))


@only(times=1, provinces=("46",))
def a_journey_is_not_agreed(s: Setting) -> Story:
    why = {"reason": "Chưa thật cần thiết trong năm nay"}
    return of_a_unit(s, *checked(s, consent=False), Act("chair", "reject", 12, why))


@only(times=1, provinces=("79",))
def a_journey_is_called_off(s: Setting) -> Story:
    why = {"reason": "Đối tác hoãn lịch tiếp"}
    approved = Act("chair", "approve", 12, s.document("QĐ-UBND", 12))
    return of_a_unit(s, *checked(s, consent=False), approved, Act("chair", "cancel", 20, why))


WAVES: list[list[Told]] = [
    [
        a_vice_chairman_goes_abroad,
        a_vice_chairman_goes_abroad_in_haste,
        a_journey_is_sent_back,
        a_journey_is_not_agreed,
        a_journey_is_called_off,
    ],
    [],
    [a_planned_journey_is_made],
]
