"""Delegations that come in, guests that are received, and what is reported of them (R05-R07)."""

from __future__ import annotations

from typing import Any

from demo.delegations import CITIES, PURPOSES
from demo.story import Act, Setting, Story, Told, only, opinion

REPORT = "delegations/result-report"
TEXT = {
    "achieved": "Hai bên thống nhất nội dung hợp tác và đầu mối liên hệ",
    "shortcomings": "Thời gian làm việc còn ngắn",
    "proposals": "Đưa vào Chương trình năm sau",
    "commitments": [{"what": "Trao đổi chuyên gia", "unit": "Sở Y tế"}],
}


def place(s: Setting) -> tuple[str, str]:
    country = s.pick(sorted(CITIES[s.province]))
    return country, CITIES[s.province][country]


def visit(s: Setting, **more: Any) -> dict[str, Any]:
    country, city = place(s)
    post = "Phó Tỉnh trưởng"
    return {
        "title": f"Đoàn chính quyền {city}",
        "level": "province",
        "arising_reason": "Đối tác đề nghị sang thăm",
        "sender": f"Chính quyền {city}",
        "country": country,
        "head_name": f"Trưởng đoàn {city}",
        "head_post": post,
        "head": "vice-governor",
        "guests": [{"name": f"Trưởng đoàn {city}", "nationality": country, "post": post}],
        "arrives_on": s.day(40),
        "leaves_on": s.day(44),
        "comes_on": s.day(41),
        "goes_on": s.day(43),
        "host": "so-ngoai-vu",
        "purpose": s.pick(PURPOSES),
        "content": "Hội đàm, thăm khu công nghiệp, cơ sở y tế",
        "funding": [{"source": "self"}],
        "request": s.document("SNgV-HTQT", 0),
        "is_not_a_repeat": True,
        **more,
    }


PLAN = {
    "reception_level": "Phó Chủ tịch UBND tiếp, mời cơm thân mật",
    "received_by": "Phó Chủ tịch UBND",
    "schedule": "Ngày thứ nhất hội đàm; ngày thứ hai thăm cơ sở, khu công nghiệp",
    "venue": "Nhà khách UBND",
    "interpreter": "Phiên dịch Sở Ngoại vụ",
    "gifts": "Sản phẩm làng nghề",
}


def until_presented(s: Setting, *, invited: bool = True) -> tuple[Act, ...]:
    """Invited where the province invites, planned, and weighed by the bodies that are asked."""
    invitation = (Act("chair", "invite", 3, s.document("UBND-NV", 3)),) if invited else ()
    bodies = ("so-ngoai-vu", "Bộ Ngoại giao")
    return (
        *invitation,
        Act("officer", "accept", 8),
        Act("officer", "plan", 12, PLAN),
        Act("head", "consult", 13),
        opinion(16, "cong-an-tinh"),
        *(opinion(18, b) for b in bodies),
        Act("director", "present", 20),
    )


def hosted(s: Setting, *, late: bool = False) -> tuple[Act, ...]:
    """Permitted, received, seen off, reported upward (in ten working days, or late), closed."""
    sent, reason = (
        (75, {"late_reason": "Chờ ý kiến các sở về nội dung cam kết"}) if late else (52, {})
    )
    permit = {**s.document("UBND-NV", 26), "approved_by": "chairman"}
    left = {
        "left_on": s.day(43),
        "results": "Thống nhất chương trình trao đổi hằng năm",
        "promises": ["Trao đổi chuyên gia"],
    }
    return (
        Act("chair", "approve", 26, permit),
        Act("officer", "host", 41, {"hosted_on": s.day(41)}),
        Act("officer", "see-off", 44, left),
        Act("officer", "write", 48, TEXT, REPORT),
        Act("officer", "file", 49, s.document("BC-SNgV", 49), REPORT),
        Act("head", "confirm", 50, None, REPORT),
        Act("office", "report-prime-minister", sent,
            {**s.document("BC-UBND", sent), **reason}, REPORT),
        Act("officer", "wait", sent, "reported"),
        Act("head", "close", sent + 1),
    )  # fmt: skip


def coming(s: Setting, *acts: Act, **more: Any) -> Story:
    opened = Act("officer", "draft", 0, visit(s, **more))
    return Story("delegations/inbound-delegation", opened, acts)


@only(fully=("12",), provinces=("12", "46"))
def a_delegation_comes_in(s: Setting) -> Story:
    return coming(s, *until_presented(s), *hosted(s))


@only(times=1, provinces=("79",))
def a_delegation_is_reported_late(s: Setting) -> Story:
    acts = (*until_presented(s, invited=False), *hosted(s, late=True))
    return coming(s, *acts, origin="self-proposed")


@only(times=1, provinces=("86",))
def a_reported_visit_is_not_closed_yet(s: Setting) -> Story:
    return coming(s, *until_presented(s), *hosted(s)[:-1])


@only(times=1, provinces=("12",))
def a_visit_is_not_agreed(s: Setting) -> Story:
    why = {"reason": "Trùng thời gian diễn tập phòng thủ"}
    proposed = until_presented(s, invited=False)
    return coming(s, *proposed, Act("chair", "reject", 24, why), origin="ministry")


@only(times=1, provinces=("86",))
def a_visit_is_called_off(s: Setting) -> Story:
    why = {"reason": "Phía bạn hoãn chuyến thăm vì bão"}
    return coming(s, *until_presented(s), *hosted(s)[:1], Act("chair", "cancel", 30, why))


def request(s: Setting, **more: Any) -> dict[str, Any]:
    """A request with its eight statements."""
    country, city = place(s)
    return {
        "sender": f"Bệnh viện đa khoa {city}",
        "country": country,
        "head_rank": "director",
        "guests": [{"name": f"Trưởng đoàn {city}", "nationality": country, "post": "Giám đốc"}],
        "starts_on": s.day(20),
        "ends_on": s.day(21),
        "purpose": "Trao đổi hợp tác đào tạo",
        "requirements": "Đúng nghi thức, tiết kiệm",
        "content": "Giới thiệu tiềm năng, trao đổi chuyên gia",
        "participants": "Lãnh đạo Sở và các bệnh viện",
        "time": f"8 giờ 30 ngày {s.day(20)}",
        "venue": "Hội trường Sở Y tế",
        "potential": "Thiết bị, học bổng",
        "programme": "Sáng làm việc, chiều thăm cơ sở",
        "is_not_a_repeat": True,
        **more,
    }


def guests(s: Setting, *acts: Act, **more: Any) -> Story:
    opened = Act("unit", "draft", 0, request(s, **more))
    return Story("delegations/guest-reception", opened, acts)


def agreed(s: Setting, *, party: bool = False) -> tuple[Act, ...]:
    heard = (opinion(5, "tinh-uy"),) if party else ()
    return (
        Act("unit", "submit", 1, s.document("TTr-SYT", 1)),
        Act("director", "consult", 2),
        opinion(5, "cong-an-tinh"),
        *heard,
        Act("head", "appraise", 6, {"appraisal": "Phù hợp chủ trương"}),
        Act("director", "present", 7),
        Act("chair", "approve", 9, s.document("UBND-NV", 9)),
    )


def received(s: Setting) -> Act:
    return Act("unit", "receive", 21, {"ended_on": s.day(21), "promises": "Gửi danh sách bác sĩ"})


@only(fully=("46",), provinces=("46", "79"), passing=("receive", "report"))
def guests_are_received(s: Setting) -> Story:
    story = {"results": "Thống nhất kế hoạch đào tạo", **s.document("BC-SYT", 24)}
    closed = (Act("unit", "report", 24, story), Act("officer", "close", 26))
    return guests(s, *agreed(s), received(s), *closed)


@only(times=1, provinces=("12",))
def guests_are_received_with_the_partys_word(s: Setting) -> Story:
    """Reported in a dossier of its own."""
    reported = (
        Act("unit", "write", 23, TEXT, REPORT),
        Act("unit", "file", 24, s.document("BC-SYT", 24), REPORT),
        Act("head", "confirm", 25, None, REPORT),
        Act("head", "close", 26, None, REPORT),
    )
    ground = {"needs_party": True, "party_ground": "504-QĐ/TU, Điều 9"}
    return guests(s, *agreed(s, party=True), received(s), *reported, **ground)


def unannounced(s: Setting, *acts: Act) -> Story:
    told = {"police_told_on": s.day(0), "office_told_on": s.day(0), "channel": "điện thoại"}
    return guests(
        s,
        Act("unit", "notify", 0, told),
        Act("unit", "receive", 0, {"ended_on": s.day(0)}),
        *acts,
        is_unscheduled=True,
        unscheduled_reason="Khách đổi lịch, đến trong ngày",
        arose_on=s.day(0),
        starts_on=s.day(0),
        ends_on=s.day(0),
    )


@only(times=5, provinces=("79",))
def a_report_stands_halfway(s: Setting) -> Story:
    """Written; filed; returned; confirmed; no longer owed."""
    late = {"late_reason": "Phiên dịch biên bản chậm"}
    filed = Act("unit", "file", 25, {**s.document("BC-SYT", 25), **late}, REPORT)
    ends: tuple[tuple[Act, ...], ...] = (
        (),
        (filed,),
        (filed, Act("officer", "return", 27, {"reason": "Chưa nêu kinh phí"}, REPORT)),
        (filed, Act("head", "confirm", 27, None, REPORT)),
    )
    if s.n == 4:
        why = {"reason": "Đã báo cáo chung trong đoàn của Trung ương"}
        acts: tuple[Act, ...] = (Act("director", "cancel", 2, why, REPORT),)
    else:
        acts = (Act("unit", "write", 2, TEXT, REPORT), *ends[s.n])
    return unannounced(s, *acts)


@only(provinces=("86",))
def guests_come_unannounced(s: Setting) -> Story:
    results = {"results": "Khách thăm bệnh viện, không ký kết", **s.document("BC-SYT", 0)}
    return unannounced(s, Act("unit", "report", 0, results), Act("officer", "close", 3))


@only(times=3, provinces=("12",))
def guests_are_not_received(s: Setting) -> Story:
    """Returned; refused; taken back."""
    why = {"reason": ("Thiếu danh sách khách", "Chưa phù hợp kế hoạch", "Khách hoãn chuyến")[s.n]}
    acts = agreed(s)
    return guests(
        s,
        *(
            (acts[0], Act("officer", "return", 3, why)),
            (*acts[:-1], Act("chair", "reject", 9, why)),
            (acts[0], Act("unit", "withdraw", 2, why)),
        )[s.n],
    )


WAVES: list[list[Told]] = [
    [
        a_delegation_comes_in,
        a_delegation_is_reported_late,
        a_reported_visit_is_not_closed_yet,
        a_visit_is_not_agreed,
        a_visit_is_called_off,
        guests_are_received,
        guests_are_received_with_the_partys_word,
        a_report_stands_halfway,
        guests_come_unannounced,
        guests_are_not_received,
    ],
]
