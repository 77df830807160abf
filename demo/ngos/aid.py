"""Aid that is no official development assistance (R12)."""

from __future__ import annotations

from typing import Any

from demo.ngos import an_organisation_works_here
from demo.places import NAMES, commune
from demo.story import Act, Earlier, Setting, Story, Told, and_then, only, opinion

PROJECTS = (
    ("Nâng cao năng lực trạm y tế xã", "health"),
    ("Nước sạch và vệ sinh trường học", "environment"),
    ("Học bổng cho học sinh nghèo vượt khó", "education"),
    ("Trồng rừng phòng hộ ven sông, ven biển", "environment"),
    ("Dạy nghề cho thanh niên khuyết tật", "vocational"),
    ("Nông nghiệp thích ứng hạn, mặn", "agriculture"),
    ("Chăm sóc người cao tuổi tại cộng đồng", "social"),
)
PARTNERS = {
    "12": ("CN", "Chính quyền châu Hồng Hà"),
    "46": ("LA", "Chính quyền tỉnh Salavan"),
    "79": ("KR", "Chính quyền thành phố Busan"),
    "86": ("JP", "Chính quyền tỉnh Okayama"),
}


def request(s: Setting, **more: Any) -> dict[str, Any]:
    title, field = PROJECTS[s.n % len(PROJECTS)]
    usd = s.chance.randint(3, 40) * 5_000
    return {
        "title": f"{title} tại {commune(s)}",
        "mode": "project",
        "provider_kind": "ngo",
        "provider": "Tổ chức phi chính phủ nước ngoài đã đăng ký",
        "ngo": Earlier(an_organisation_works_here, s.n % 4),
        "country": "US",
        "field": field,
        "recipient": "Sở Y tế",
        "managing_body": f"UBND {NAMES[s.province]}",
        "goal": f"Ít nhất 500 hộ tại {commune(s)} được hưởng lợi trực tiếp",
        "communes": [commune(s)],
        "starts_on": s.day(60),
        "ends_on": s.day(180),
        "grant": {"amount": usd, "currency": "USD"},
        "counterpart": {"amount": usd * 2_000, "currency": "VND"},
        "usd": usd,
        "vnd": usd * 26_000,
        "pieces": ["request", "consent", "document", "legal-status", "translation"],
        **more,
    }


def of_a_government(s: Setting, **more: Any) -> dict[str, Any]:
    country, who = PARTNERS[s.province]
    told = {"provider_kind": "government", "provider": who, "country": country, "ngo": ""}
    return request(s, **{**told, **more})


def opinions(after: int) -> tuple[Act, ...]:
    return (
        Act("officer", "consult", after),
        opinion(after + 3, "so-tai-chinh"),
        opinion(after + 4, "cong-an-tinh"),
        opinion(after + 5, "so-ngoai-vu"),
    )


def appraisal(s: Setting, after: int, agrees: bool = True, late: str = "") -> Act:
    grounds = "Khoản viện trợ phù hợp quy hoạch; đối ứng đã được cân đối"
    told = {**s.document("BC-STC", after), "agrees": agrees, "grounds": grounds}
    return Act("head", "appraise", after, told | ({"late_reason": late} if late else {}))


def presented(s: Setting, asked: dict[str, Any], late: str = "") -> Story:
    after = 40 if late else 22
    return Story(
        "ngos/aid",
        Act("unit", "propose", 0, asked),
        (
            Act("unit", "submit", 1),
            Act("officer", "accept", 4),
            *opinions(5),
            appraisal(s, after, late=late),
            Act("director", "present", after + 2),
        ),
    )


PASSING = ("approve", "notify-decision", "start", "disburse")


@only(fully=("86",), provinces=("79", "86"), passing=PASSING)
def aid_is_given_and_spent(s: Setting) -> Story:
    asked = request(s)
    half = {"amount": asked["usd"] // 2, "currency": "USD"}

    def flow(way: str, after: int) -> Act:
        told = {"flow": way, "on": s.day(after), "sum": half, "voucher": s.number("CT")}
        return Act("unit", "disburse", after, {**told, "usd": half["amount"]})

    return Story(
        "ngos/aid",
        Act("unit", "propose", 0, asked),
        (
            Act("unit", "submit", 1),
            Act("officer", "return", 3, {"reason": "Bổ sung văn bản cam kết vốn đối ứng"}),
            Act("unit", "submit", 6),
            Act("officer", "accept", 8),
            *opinions(9),
            appraisal(s, 22),
            Act("director", "present", 24),
            Act("chair", "approve", 30, s.document("QĐ-UBND", 30)),
            Act("office", "notify-decision", 33, s.document("UBND-NV", 33)),
            Act("unit", "start", 61),
            flow("received", 65),
            flow("spent", 120),
            Act("unit", "complete", 181, {"ended_on": s.day(180)}),
            Act("unit", "report-completion", 220, s.document("BC-SYT", 219)),
            Act("officer", "settle", 260, s.document("QT-STC", 258)),
        ),
    )


@only(times=1, provinces=("12",))
def aid_is_appraised_late(s: Setting) -> Story:
    notified = {**s.document("UBND-NV", 58), "late_reason": "Văn bản phát hành chậm do sai sót"}
    adjusted = {
        **s.document("QĐ-UBND", 70),
        "reason": "Tăng vốn theo cam kết bổ sung",
        "grant": {"amount": 300_000, "currency": "USD"},
    }
    return and_then(
        presented(s, of_a_government(s), late="Cơ quan được hỏi ý kiến trả lời chậm"),
        Act("chair", "approve", 45, s.document("QĐ-UBND", 45)),
        Act("office", "notify-decision", 59, notified),
        Act("unit", "start", 62),
        Act("office", "adjust", 71, adjusted),
    )


@only(times=1, provinces=("46",))
def aid_is_not_approved(s: Setting) -> Story:
    why = {**s.document("UBND-NV", 30), "reason": "Không cân đối được vốn đối ứng"}
    return and_then(presented(s, request(s)), Act("chair", "reject", 30, why))


@only(times=1, provinces=("46",))
def approved_aid_never_starts(s: Setting) -> Story:
    why = {
        **s.document("QĐ-UBND", 225),
        "reason": "Quá 06 tháng không triển khai",
        "late_reason": "Đã đôn đốc bên tài trợ hai lần",
    }
    return and_then(
        presented(s, of_a_government(s)),
        Act("chair", "approve", 30, s.document("QĐ-UBND", 30)),
        Act("office", "notify-decision", 34, s.document("UBND-NV", 34)),
        Act("chair", "revoke", 225, why),
    )


def for_the_prime_minister(s: Setting) -> Story:
    asked = of_a_government(s, topics=["law-making"], starts_on=s.day(120), ends_on=s.day(300))
    return and_then(
        presented(s, asked),
        Act("office", "send-to-prime-minister", 30, s.document("TTr-UBND", 30)),
    )


@only(times=1, provinces=("12",))
def the_prime_minister_is_asked(s: Setting) -> Story:
    return for_the_prime_minister(s)


@only(times=1, provinces=("79",))
def the_prime_minister_approves(s: Setting) -> Story:
    approved = Act("office", "record-approval", 80, s.document("QĐ-TTg", 76))
    notified = {**s.document("UBND-NV", 81), "late_reason": "Nhận quyết định ngày thứ tư"}
    return and_then(
        for_the_prime_minister(s), approved, Act("office", "notify-decision", 82, notified)
    )


@only(times=1, provinces=("12",))
def relief_to_no_one_place(s: Setting) -> Story:
    relief = {"relief": "emergency", "disaster_on": s.day(-110), "has_one_address": False}
    return Story(
        "ngos/aid",
        Act("officer", "propose", 0, of_a_government(s, **relief)),
        (
            Act("officer", "submit", 1),
            Act("head", "accept", 2),
            Act("director", "hand-over", 5),
        ),
        "mat-tran",
    )


@only(times=1, provinces=("46",))
def relief_that_repairs(s: Setting) -> Story:
    relief = {"relief": "remedial", "disaster_on": s.day(-260), "field": "disaster"}
    return Story(
        "ngos/aid",
        Act("unit", "propose", 0, of_a_government(s, **relief)),
        (
            Act("unit", "submit", 1),
            Act("officer", "accept", 3),
            appraisal(s, 9),
            Act("director", "present", 10),
            Act("chair", "approve", 14, s.document("QĐ-UBND", 14)),
            Act("office", "notify-decision", 16, s.document("UBND-NV", 16)),
        ),
    )


@only(times=1, provinces=("79",))
def aid_is_withdrawn(s: Setting) -> Story:
    why = {"reason": "Bên tài trợ thay đổi ưu tiên"}
    return Story(
        "ngos/aid", Act("unit", "propose", 0, request(s)), (Act("unit", "withdraw", 12, why),)
    )


WAVES: list[list[Told]] = [
    [],
    [
        aid_is_given_and_spent,
        aid_is_appraised_late,
        aid_is_not_approved,
        approved_aid_never_starts,
        the_prime_minister_is_asked,
        the_prime_minister_approves,
        relief_to_no_one_place,
        relief_that_repairs,
        aid_is_withdrawn,
    ],
]
