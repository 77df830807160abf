"""Delegations: the units' programmes, journeys out and in, guests (R01, R04–R07)."""

from __future__ import annotations

from typing import Any

from local.demo.places import NAMES
from local.demo.story import Act, Setting, Story, Told, only

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
        Act("police", "opinion", 4, {"body": "cong-an-tinh", "answer": "agree"}),
        Act("officer", "opinion", 5, {"body": "so-noi-vu", "answer": "agree"}),
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
    told = 38 if late else 28
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


def a_vice_chairman_goes_abroad(s: Setting) -> Story:
    return leaders(s, late=False)


@only(times=2)
def a_vice_chairman_goes_abroad_in_haste(s: Setting) -> Story:
    return leaders(s, late=True)


def of_a_unit(s: Setting, *acts: Act) -> Story:
    opened = Act("officer", "draft", 0, trip(s, "unit", "director", "Giám đốc Sở", "committee"))
    return Story("delegations/outbound-delegation", opened, acts)


@only(times=1)
def a_journey_is_sent_back(s: Setting) -> Story:
    why = {"reason": "Thiếu chương trình làm việc với đối tác"}
    return of_a_unit(s, Act("officer", "submit", 0), Act("head", "return", 2, why))


@only(times=1)
def a_journey_is_not_agreed(s: Setting) -> Story:
    why = {"reason": "Chưa thật cần thiết trong năm nay"}
    return of_a_unit(s, *checked(s, consent=False), Act("chair", "reject", 12, why))


@only(times=1)
def a_journey_is_called_off(s: Setting) -> Story:
    why = {"reason": "Đối tác hoãn lịch tiếp"}
    approved = Act("chair", "approve", 12, s.document("QĐ-UBND", 12))
    return of_a_unit(s, *checked(s, consent=False), approved, Act("chair", "cancel", 20, why))


def guests_are_received(s: Setting) -> Story:
    country = s.pick(sorted(CITIES[s.province]))
    city = CITIES[s.province][country]
    request = {
        "sender": f"Chính quyền {city}",
        "country": country,
        "head_rank": "director",
        "guests": [{"name": "Trưởng đoàn", "nationality": country, "post": "Giám đốc"}],
        "starts_on": s.day(20),
        "ends_on": s.day(21),
        "purpose": "Trao đổi hợp tác",
        "requirements": "Đúng nghi thức, tiết kiệm",
        "content": "Giới thiệu tiềm năng, trao đổi chuyên gia",
        "participants": "Lãnh đạo Sở Ngoại vụ và các sở liên quan",
        "time": f"8 giờ 30 ngày {s.day(20)}",
        "venue": "Hội trường Sở Ngoại vụ",
        "potential": "Đầu tư, học bổng",
        "programme": "Sáng làm việc, chiều thăm cơ sở",
    }
    return Story(
        "delegations/guest-reception",
        Act("officer", "draft", 0, request),
        (
            Act("officer", "submit", 1, s.document("TTr-SNgV", 1)),
            Act("director", "consult", 2),
            Act("police", "opinion", 5, {"body": "cong-an-tinh", "answer": "agree"}),
            Act("head", "appraise", 6, {"appraisal": "Phù hợp chủ trương"}),
            Act("director", "present", 7),
            Act("chair", "approve", 9, s.document("UBND-NV", 9)),
            Act("officer", "receive", 21, {"ended_on": s.day(21)}),
        ),
    )


def a_delegation_comes_in(s: Setting) -> Story:
    country = s.pick(sorted(CITIES[s.province]))
    city = CITIES[s.province][country]
    visit = {
        "title": f"Đoàn chính quyền {city}",
        "level": "province",
        "arising_reason": "Đối tác đề nghị sang thăm",
        "sender": f"Chính quyền {city}",
        "country": country,
        "head_name": "Trưởng đoàn",
        "head_post": "Phó Tỉnh trưởng",
        "head": "vice-governor",
        "guests": [{"name": "Trưởng đoàn", "nationality": country, "post": "Phó Tỉnh trưởng"}],
        "arrives_on": s.day(40),
        "leaves_on": s.day(44),
        "comes_on": s.day(41),
        "goes_on": s.day(43),
        "host": "so-ngoai-vu",
        "purpose": s.pick(PURPOSES),
        "content": "Hội đàm, thăm khu công nghiệp",
        "funding": [{"source": "self"}],
        "request": s.document("SNgV-HTQT", 0),
    }
    plan = {
        "reception_level": "Phó Chủ tịch UBND tiếp",
        "received_by": "Phó Chủ tịch UBND",
        "schedule": "Ngày 1 hội đàm; ngày 2 thăm cơ sở",
        "venue": "Nhà khách UBND",
        "interpreter": "Phiên dịch Sở Ngoại vụ",
    }
    return Story(
        "delegations/inbound-delegation",
        Act("officer", "draft", 0, visit),
        (
            Act("chair", "invite", 3, s.document("UBND-NV", 3)),
            Act("officer", "accept", 8),
            Act("officer", "plan", 12, plan),
            Act("head", "consult", 13),
        ),
    )


def submission(year: int, *, outbound: bool) -> dict[str, Any]:
    row = {
        "title": "Đoàn khảo sát mô hình quản lý",
        "head": "director",
        "members": 6,
        "days": 5,
        "month": f"{year}-06",
        "funding": [{"source": "local"}],
        "stops": [{"country": "JP"}],
    }
    return {
        "year": year,
        "results": "Đã thực hiện đủ chương trình năm",
        "plan": "Tiếp tục các hoạt động đối ngoại của ngành",
        "outbound": [row] if outbound else [],
        "nothing_outbound": not outbound,
        "nothing_inbound": True,
        "travel": "Theo kế hoạch",
        "awards_received": "không",
        "awards_given": "không",
        "conferences": "không",
        "projects": "không",
    }


@only(times=1, first=305)
def a_unit_sends_its_programme(s: Setting) -> Story:
    return Story(
        "delegations/unit-programme",
        Act("unit", "draft", 0, submission(2027, outbound=True)),
        (Act("unit", "submit", 3), Act("officer", "accept", 6)),
    )


@only(times=1, first=318)
def a_unit_sends_its_programme_late(s: Setting) -> Story:
    return Story(
        "delegations/unit-programme",
        Act("unit", "draft", 0, submission(2028, outbound=False)),
        (Act("unit", "submit", 3),),
    )


WAVES: list[list[Told]] = [
    [
        a_vice_chairman_goes_abroad,
        a_vice_chairman_goes_abroad_in_haste,
        a_journey_is_sent_back,
        a_journey_is_not_agreed,
        a_journey_is_called_off,
        a_delegation_comes_in,
        guests_are_received,
        a_unit_sends_its_programme,
        a_unit_sends_its_programme_late,
    ],
]
