"""Foreign NGOs in the province: registration, opinions, plans, what they file (R11)."""

from __future__ import annotations

from typing import Any

from demo.places import NAMES, commune
from demo.story import Act, Earlier, Setting, Story, Told, only, opinion

KINDS = (
    "Tổ chức", "Quỹ", "Hội", "Liên minh", "Trung tâm", "Hiệp hội", "Mạng lưới", "Viện", "Ủy ban",
    "Nhóm hành động",
)  # fmt: skip
COUNTRIES = ("US", "DE", "GB", "JP", "KR", "FR", "AU", "NL", "CH", "BE")
FIELDS = ["health", "education", "vocational", "agriculture", "environment", "social"]
LATE = "Phải chờ xác minh thêm ở cơ sở"


def profile(s: Setting, subject: str) -> dict[str, Any]:
    """An organisation that no other telling of the province names."""
    return {
        "name": f"{KINDS[s.n % len(KINDS)]} {subject}",
        "country": COUNTRIES[s.n % len(COUNTRIES)],
        "legal_form": "Tổ chức phi lợi nhuận",
        "mission": f"Hỗ trợ cộng đồng khó khăn tại {NAMES[s.province]}",
        "fields": FIELDS[:3],
        "communes": [commune(s)],
        "partners": ["Sở Y tế", "Liên hiệp các tổ chức hữu nghị"],
        "local_staff": s.chance.randint(2, 12),
        "foreign_staff": s.chance.randint(0, 3),
    }


def terms(s: Setting, start: int, end: int) -> dict[str, Any]:
    """What a registration for this province allows, from one day to another."""
    return {
        "kind": "activity",
        "valid_from": s.day(start),
        "expires_on": s.day(end),
        "home_expires_on": s.day(end + 700),
        "provinces": sorted({s.province, "01"}),
        "fields": FIELDS,
    }


def registration(s: Setting, start: int, end: int, received: int) -> dict[str, Any]:
    return {
        **terms(s, start, end),
        "number": s.number("PCPNN-BNG"),
        "received_on": s.day(received),
    }


def settled_here(s: Setting, subject: str) -> Story:
    granted = registration(s, -20, 1060, -2)
    return Story(
        "ngos/foreign-ngo",
        Act("officer", "propose", 0, profile(s, subject)),
        (Act("clerk", "register", 1, granted),),
    )


@only(times=2, first=0)
def an_organisation_works_here(s: Setting) -> Story:
    return settled_here(s, "Phát triển Cộng đồng và Sức khỏe")


@only(times=7, provinces=("12",), first=0)
def an_organisation_is_watched(s: Setting) -> Story:
    return settled_here(s, "Hỗ trợ Sinh kế Nông thôn")


@only(provinces=("86",), passing=("register", "note-activity", "renew"))
def an_organisation_lives_its_life(s: Setting) -> Story:
    active = {"active_on": s.day(12), "about": f"Khám bệnh lưu động tại {commune(s)}"}
    leaving = {**s.document("CV-TC", 150), "reason": "Kết thúc chương trình tại Việt Nam"}
    return Story(
        "ngos/foreign-ngo",
        Act("officer", "propose", 0, profile(s, "Bảo trợ Trẻ em Khuyết tật")),
        (
            Act("clerk", "register", 5, registration(s, -1000, 70, 2)),
            Act("officer", "note-activity", 14, active),
            Act("officer", "note-expiring", 16),
            Act("officer", "note-expired", 75),
            Act("clerk", "renew", 90, registration(s, 80, 1100, 88)),
            Act("officer", "self-terminate", 152, leaving),
            Act("officer", "settle", 215, s.document("SNgV-HTQT", 215)),
        ),
    )


@only(times=1, provinces=("79",))
def the_ministry_ends_an_organisation(s: Setting) -> Story:
    suspended = {**s.document("QĐ-BNG", 40), "reason": "Hoạt động ngoài lĩnh vực đã đăng ký"}
    ended = {**s.document("QĐ-BNG", 120), "reason": "Không khắc phục trong thời hạn đình chỉ"}
    settled = {**s.document("SNgV-HTQT", 230), "late_reason": "Tổ chức chậm thanh lý tài sản"}
    return Story(
        "ngos/foreign-ngo",
        Act("officer", "propose", 0, profile(s, "Giáo dục Miền xa")),
        (
            Act("clerk", "register", 4, registration(s, -30, 1000, -1)),
            Act("officer", "suspend", 42, suspended),
            Act("officer", "resume", 70, s.document("CV-BNG", 69)),
            Act("officer", "suspend", 80, {**suspended, "date": s.day(79)}),
            Act("officer", "terminate", 121, ended),
            Act("officer", "settle", 231, settled),
        ),
    )


@only(times=1, provinces=("46",))
def an_organisation_is_not_registered(s: Setting) -> Story:
    why = {"reason": "Ủy ban công tác không đồng ý cấp Giấy đăng ký"}
    return Story(
        "ngos/foreign-ngo",
        Act("officer", "propose", 0, profile(s, "Nghiên cứu Dân tộc học")),
        (Act("clerk", "reject", 45, why),),
    )


def asked(s: Setting, subject: str, about: str = "grant") -> dict[str, Any]:
    told = profile(s, subject)
    return {
        "asked": about,
        "asker": "committee" if about in ("grant", "renew") else "ministry",
        "number": s.number("PCPNN" if about == "grant" else "CV-BNG"),
        "received_on": s.day(0),
        "organisation": told["name"],
        "country": told["country"],
        "terms": terms(s, 30, 1000),
        "bodies": ["cong-an-tinh", "so-noi-vu"],
    }


def appraised(after: int, answer: str = "agree-with-comments") -> Act:
    grounds = "Lĩnh vực, địa bàn phù hợp nhu cầu của tỉnh; đề nghị thông báo kế hoạch hằng năm"
    return Act("officer", "appraise", after, {"answer": answer, "grounds": grounds})


CONSULTED = (
    Act("officer", "consult", 1),
    opinion(4, "cong-an-tinh"),
    opinion(5, "so-noi-vu"),
)


@only(fully=("86",), provinces=("12", "86"))
def the_province_says_what_it_thinks(s: Setting) -> Story:
    return Story(
        "ngos/ngo-opinion",
        Act("clerk", "receive", 0, asked(s, "Chăm sóc Mắt", s.pick(("grant", "renew")))),
        (
            *CONSULTED,
            appraised(6),
            Act("director", "present", 7),
            Act("office", "answer", 9, s.document("UBND-NV", 9)),
        ),
    )


@only(times=1, provinces=("46",))
def the_province_answers_late(s: Setting) -> Story:
    sent_back = {"reason": "Làm rõ đối tác của tổ chức tại địa phương"}
    return Story(
        "ngos/ngo-opinion",
        Act("clerk", "receive", 0, asked(s, "Nước sạch Nông thôn", "amend")),
        (
            *CONSULTED,
            appraised(8, "disagree"),
            Act("director", "present", 9),
            Act("office", "return", 11, sent_back),
            appraised(22),
            Act("director", "present", 23),
            Act("chair", "answer", 25, {**s.document("UBND-NV", 25), "late_reason": LATE}),
        ),
    )


@only(times=1, provinces=("79",))
def the_question_is_withdrawn(s: Setting) -> Story:
    why = {"reason": "Tổ chức rút đề nghị cấp Giấy đăng ký"}
    return Story(
        "ngos/ngo-opinion",
        Act("officer", "receive", 0, asked(s, "Bảo tồn Di sản")),
        (Act("head", "withdraw", 6, why),),
    )


def expected(s: Setting) -> dict[str, Any]:
    ngo = Earlier(an_organisation_works_here, s.n)
    return {"ngo": ngo, "occasion": "amended", "received_on": s.day(-3)}


def notice(s: Setting, after: int) -> dict[str, Any]:
    activity = {
        "title": f"Tập huấn chăm sóc sức khỏe ban đầu tại {commune(s)}",
        "field": "health",
        "province": s.province,
        "place": commune(s),
        "starts_on": s.day(after + 30),
        "ends_on": s.day(after + 90),
        "partner": "Sở Y tế",
    }
    return {**s.document("TB-TC", after), "activities": [activity]}


@only(fully=("86",), provinces=("46", "86"))
def a_plan_is_notified(s: Setting) -> Story:
    why = {"reason": "Nêu rõ địa điểm của từng hoạt động"}
    return Story(
        "ngos/ngo-plan",
        Act("officer", "expect", 0, expected(s)),
        (
            Act("clerk", "notify", 20, notice(s, 19)),
            Act("officer", "return", 24, why),
            Act("clerk", "notify", 33, notice(s, 32)),
            Act("head", "accept", 36),
        ),
    )


@only(times=1, provinces=("79",))
def a_plan_comes_late(s: Setting) -> Story:
    late = {**notice(s, 80), "late_reason": "Tổ chức thay Trưởng đại diện, lập kế hoạch chậm"}
    return Story(
        "ngos/ngo-plan",
        Act("officer", "expect", 0, expected(s)),
        (Act("clerk", "notify", 81, late), Act("head", "accept", 85)),
    )


@only(times=1, provinces=("12",))
def no_plan_is_owed(s: Setting) -> Story:
    why = {"reason": "Sửa đổi không làm thay đổi hoạt động tại tỉnh"}
    return Story(
        "ngos/ngo-plan",
        Act("officer", "expect", 0, expected(s)),
        (Act("head", "cancel", 10, why),),
    )


@only(provinces=("86",))
def an_account_is_notified(s: Setting) -> Story:
    told = {"of": Earlier(an_organisation_works_here, s.n), "from_day": s.day(-1)}
    return Story(
        "ngos/ngo-filing",
        Act("officer", "expect", 0, {"kind": "bank-account", **told}),
        (Act("clerk", "receive", 7, {**s.document("TB-TC", 6), "summary": "Tài khoản mới"}),),
    )


@only(times=1, provinces=("46",))
def the_database_is_not_updated(s: Setting) -> Story:
    told = {"of": Earlier(an_organisation_works_here, 3), "from_day": s.day(-2)}
    return Story(
        "ngos/ngo-filing",
        Act("officer", "expect", 0, {"kind": "database", **told}),
        (Act("head", "cancel", 5, {"reason": "Thông tin không thay đổi"}),),
    )


@only(times=1, provinces=("12",), first=325)
def the_province_reports_its_year(s: Setting) -> Story:
    return Story(
        "ngos/ngo-filing",
        Act("officer", "expect", 0, {"kind": "province-year", "year": s.first.year}),
        (Act("office", "receive", 18, s.document("BC-UBND", 18)),),
    )


@only(times=1, provinces=("46",), first=0)
def the_province_reports_aid_late(s: Setting) -> Story:
    late = {**s.document("BC-UBND", 22), "late_reason": "Chờ số liệu giải ngân của Kho bạc"}
    return Story(
        "ngos/ngo-filing",
        Act("officer", "expect", 0, {"kind": "aid-province-year", "year": s.first.year - 1}),
        (Act("office", "receive", 22, late),),
    )


WAVES: list[list[Told]] = [
    [
        an_organisation_works_here,
        an_organisation_is_watched,
        an_organisation_lives_its_life,
        the_ministry_ends_an_organisation,
        an_organisation_is_not_registered,
        the_province_says_what_it_thinks,
        the_province_answers_late,
        the_question_is_withdrawn,
        the_province_reports_its_year,
        the_province_reports_aid_late,
    ],
    [
        a_plan_is_notified,
        a_plan_comes_late,
        no_plan_is_owed,
        an_account_is_notified,
        the_database_is_not_updated,
    ],
]
