"""Agreements at every level, their changes, relations, and the registers (R09, R10, R24, R34)."""

from __future__ import annotations

from typing import Any

from demo.conferences_agreements import PARTNERS, opinions, partner
from demo.places import NAMES
from demo.story import Act, Earlier, Setting, Story, Told, only, opinion, up_to

PROPOSAL = (
    "Bối cảnh", "Mục đích", "Nội dung chính", "Sự phù hợp với pháp luật và chủ trương", "Tác động",
    "Việc tuân thủ nguyên tắc ký kết", "Người ký", "Đề xuất về công bố, bảo mật",
    "Đánh giá tác động chính trị, đối ngoại, quốc phòng, an ninh, kinh tế - xã hội",
    "Tính khả thi",
)  # fmt: skip
AREAS = ("economy", "culture", "education", "health", "science", "environment")
BORDER = {"12": ("xa-sin-suoi-ho", "xã Sin Suối Hồ"), "46": ("xa-a-luoi-1", "xã A Lưới 1")}
MINISTRY = "Bộ Ngoại giao"


def form(s: Setting, **more: Any) -> dict[str, Any]:
    """A proposal in the name of the province."""
    country, city = partner(s)
    area = AREAS[s.n % len(AREAS)]
    return {
        "name": f"Bản ghi nhớ hợp tác giữa {NAMES[s.province]} và {city} ({s.n + 1})",
        "name_type": "memorandum",
        "level": "province",
        "party": f"Ủy ban nhân dân {NAMES[s.province]}",
        "partner": f"Chính quyền {city}",
        "partner_kind": "local-authority",
        "equal_level": True,
        "country": country,
        "areas": [area],
        "content": "Trao đổi đoàn, chuyên gia, xúc tiến thương mại, giao lưu nhân dân",
        "method": "Luân phiên tổ chức gặp gỡ hằng năm",
        "effect": "Có hiệu lực từ ngày ký, thời hạn 05 năm",
        "signing_plan": f"Tại {city}, trong năm",
        "languages": ["vi", "en"],
        "signatory": "Nguyễn Văn A",
        "signatory_title": "Chủ tịch UBND",
        "responsibilities": "Sở Ngoại vụ chủ trì, các sở phối hợp",
        "is_non_binding": True,
        "has_vietnamese": True,
        "proposal": [{"title": t, "text": f"{t}: nêu tại văn bản kèm theo."} for t in PROPOSAL],
        **more,
    }


def agreement(s: Setting, who: str, *acts: Act, unit: str = "", **more: Any) -> Story:
    opened = Act(who, "draft", 0, form(s, **more))
    return Story("conferences-agreements/agreement", opened, acts, unit=unit)


def signed(s: Setting, who: str, decided: int, *, late: bool = False) -> tuple[Act, ...]:
    """Decided, signed, reported within fifteen days (or later), in force, published, planned."""
    day = decided + 20
    told = day + (25 if late else 8)
    reason = {"late_reason": "Chờ bản gốc từ phía bạn"} if late else {}
    terms = {
        "signed_on": s.day(day),
        "place": NAMES[s.province],
        "kept_at": "Sở Ngoại vụ",
        "effective_on": s.day(day),
        "expires_on": s.day(day + 1825),
    }
    year = int(s.day(told)[:4])
    return (
        Act("chair", "decide", decided, s.document("QĐ-UBND", decided)),
        Act(who, "sign", day, terms),
        Act(who, "report", told, {**s.document("BC-UBND", told), **reason}),
        Act("head", "enter-into-force", told + 1),
        Act("office", "publish", told + 2, {"at": "Cổng thông tin điện tử"}),
        Act(who, "plan-year", told + 3, {"year": year, "plan": "Hai đoàn trao đổi, một tọa đàm"}),
    )


def filed(*more: Act) -> tuple[Act, ...]:
    """Sent, taken in, and asked about; the Ministry of Foreign Affairs always."""
    return (
        Act("officer", "submit", 2),
        Act("head", "accept", 4),
        Act("director", "consult", 5, {"bodies": ["cong-an-tinh"]}),
        *more,
    )


AGREED = opinions(11, MINISTRY, "cong-an-tinh")
PRESENTED = Act("director", "present", 15)


@only(fully=("86",), provinces=("46", "86"), passing=("enter-into-force", "publish"))
def the_province_signs(s: Setting) -> Story:
    return agreement(s, "officer", *filed(*AGREED), PRESENTED, *signed(s, "officer", 25))


@only(times=1, provinces=("79",))
def a_department_signs(s: Setting) -> Story:
    own = (
        Act("unit", "consult-own", 1, {"bodies": ["so-tu-phap"]}),
        *opinions(7, "so-ngoai-vu", "so-tu-phap"),
        Act("unit", "submit", 9),
        Act("head", "accept", 10),
        Act("director", "present", 12),
    )
    return agreement(s, "unit", *own, *signed(s, "unit", 14), level="department", party="Sở Y tế",
                     areas=["health"])  # fmt: skip


@only(times=1, provinces=("12",))
def a_border_commune_signs(s: Setting) -> Story:
    """It asks the department first."""
    code, name = BORDER[s.province]
    asked = (
        Act("officer", "ask-department", 1),
        opinion(6, "so-ngoai-vu", by="head"),
        Act("officer", "submit", 8),
        Act("head", "accept", 9),
        Act("director", "present", 11),
    )
    told = {"level": "border-commune", "party": f"Ủy ban nhân dân {name}", "commune": code,
            "areas": ["exchange", "twinning"]}  # fmt: skip
    return agreement(s, "officer", *asked, *signed(s, "officer", 14), unit=code, **told)


@only(times=1, provinces=("12",))
def a_border_commune_asks(s: Setting) -> Story:
    return up_to(a_border_commune_signs(s), "ask-department")


@only(times=3, provinces=("46",))
def a_body_disagrees(s: Setting) -> Story:
    """The Prime Minister is asked; he refuses; he agrees and it is signed."""
    answers = (
        *opinions(11, MINISTRY),
        opinion(11, "cong-an-tinh", "disagree", comment="Đề nghị bỏ điều khoản về dữ liệu"),
    )  # fmt: skip
    asked = Act("office", "ask-prime-minister", 14, s.document("TTr-UBND", 14))
    consent = Act("office", "record-pm-consent", 20, s.document("VPCP-QHQT", 20))
    told = {"explanation": "Đã chỉnh sửa điều khoản theo ý kiến của Công an"}
    why = {"reason": "Chưa phù hợp thời điểm hiện nay"}
    ends = (
        (),
        (Act("office", "record-pm-refusal", 20, why),),
        (consent, Act("director", "present", 22, told), *signed(s, "officer", 25)),
    )
    return agreement(s, "officer", *filed(*answers), asked, *ends[s.n])


@only(times=2, provinces=("86",))
def an_agreement_is_not_signed(s: Setting) -> Story:
    """Returned; withdrawn."""
    why = {"reason": "Nội dung chưa thống nhất với đối tác"}
    ending = (Act("head", "return", 4, why), Act("officer", "withdraw", 4, why))[s.n]
    return agreement(s, "officer", filed()[0], ending)


def inherited(s: Setting, ends: int, *acts: Act) -> Story:
    """An agreement signed years ago, put into the register with its term."""
    begun = s.day(-1500)
    terms = {
        "signed_on": begun,
        "place": NAMES[s.province],
        "kept_at": "Trung tâm lưu trữ",
        "effective_on": begun,
        "expires_on": s.day(ends),
        "decision": s.document("QĐ-UBND", -1520),
    }
    kept = Act("head", "register", 1, terms)
    return agreement(s, "officer", kept, *acts, signed_earlier=begun)


@only(times=17, provinces=("46",), first=3)
def old_agreements_are_registered(s: Setting) -> Story:
    return inherited(s, 700)


@only(times=2, provinces=("12",), first=5)
def an_old_agreement_ends(s: Setting) -> Story:
    """It lasts; it expires."""
    if s.n:
        return inherited(s, 40, Act("officer", "expire", 60))
    return inherited(s, 900)


@only(times=1, provinces=("46",), first=200)
def an_old_agreement_is_replaced(s: Setting) -> Story:
    by = {"successor": Earlier(the_province_signs)}
    return inherited(s, 500, Act("officer", "replace", 20, by))


CHANGED = "conferences-agreements/agreement-change"


def change(s: Setting, nth: int, kind: str, *acts: Act, **more: Any) -> Story:
    told = {
        "agreement": Earlier(old_agreements_are_registered, nth),
        "kind": kind,
        "reason": "Hai bên thống nhất sau khi tổng kết năm năm thực hiện",
        "has_vietnamese": True,
        **more,
    }
    return Story(CHANGED, Act("officer", "draft", 0, told), acts)


def heard() -> tuple[Act, ...]:
    return (
        Act("director", "consult", 2, {"bodies": ["so-tu-phap"]}),
        *opinions(8, MINISTRY, "so-tu-phap"),
        Act("director", "present", 10),
    )


def effective(s: Setting, *, late: bool = False) -> tuple[Act, ...]:
    told = 60 if late else 30
    reason = {"late_reason": "Chờ công hàm trả lời của phía bạn"} if late else {}
    return (
        Act("chair", "decide", 15, s.document("QĐ-UBND", 15)),
        Act("officer", "take-effect", 25, {"effective_on": s.day(24), **s.document("VK", 24)}),
        Act("clerk", "notify", told, {**s.document("UBND-NV", told), **reason}),
    )


@only(provinces=("46",))
def an_agreement_is_extended(s: Setting) -> Story:
    return change(s, s.n, "extend", *heard(), *effective(s), new_expiry=s.day(2500))


@only(times=3, provinces=("46",))
def an_agreement_changes_course(s: Setting) -> Story:
    """Suspended, ended, left."""
    kind = ("suspend", "terminate", "leave")[s.n]
    content = "Bổ sung lĩnh vực y tế, du lịch"
    return change(s, 8 + s.n, kind, *heard(), *effective(s, late=s.n == 1), content=content)


@only(times=3, provinces=("46",))
def a_change_is_not_made(s: Setting) -> Story:
    """Rejected; withdrawn; before the Prime Minister."""
    why = {"reason": "Chưa cần thiết, tiếp tục thực hiện"}
    disagreed = (
        Act("director", "consult", 2, {"bodies": ["so-tu-phap"]}),
        opinion(8, MINISTRY, "disagree"),
        opinion(8, "so-tu-phap"),
        Act("office", "ask-prime-minister", 12, s.document("TTr-UBND", 12)),
    )
    ends = (
        (*heard(), Act("chair", "reject", 15, why)),
        (heard()[0], Act("officer", "withdraw", 5, why)),
        disagreed,
    )
    return change(s, 13 + s.n, "amend", *ends[s.n], content="Đổi cơ chế tài chính")


TWINS = {
    "12": ("Tân Cương", "Quý Châu", "Luang Namtha", "Bokeo", "Quảng Tây", "Xayabury", "Hủa Phăn"),
    "46": ("Gyeongju", "Nara", "Attapeu", "Namur", "Savannakhet", "Honolulu", "Chonburi"),
    "79": ("Toronto", "Hamburg", "Thượng Hải", "Manila", "Kobe", "Sevilla", "Phnôm Pênh"),
    "86": ("Trat", "Kampong Cham", "Friesland", "Chungbuk", "Kagawa", "Leipzig", "Ratchaburi"),
}


def relation(s: Setting, *acts: Act) -> Story:
    country, _ = PARTNERS[s.province][s.n % 3]
    twins = TWINS[s.province]
    contact = {
        "partner": f"Chính quyền {twins[s.n % len(twins)]} {'' if s.n < 7 else s.n}".strip(),
        "country": country,
        "relation": "twinning" if s.n % 2 else "friendship",
        "origin": "Cơ quan đại diện Việt Nam giới thiệu, hai bên có nhiều điểm tương đồng",
    }
    return Story("conferences-agreements/twinning", Act("officer", "contact", 0, contact), acts)


def studied() -> tuple[Act, ...]:
    scheme = {
        "purpose": "Mở rộng quan hệ đối ngoại của địa phương",
        "content": "Thương mại, giáo dục, y tế, giao lưu nhân dân",
        "roadmap": "Năm đầu trao đổi đoàn, năm thứ hai ký thỏa thuận",
        "resources": "Ngân sách địa phương",
    }
    return (
        Act("officer", "study", 10, {"findings": "Đối tác có dân số, cơ cấu kinh tế tương đồng"}),
        Act("officer", "draft-scheme", 25, scheme),
        Act("director", "consult", 28, {"bodies": ["cong-an-tinh"]}),
        *opinions(40, MINISTRY, "cong-an-tinh"),
    )


@only(fully=("79",), provinces=("12", "79"), passing=("assess", "report-ministry"))
def a_relation_is_founded(s: Setting) -> Story:
    year = int(s.day(90)[:4])
    return relation(
        s,
        *studied(),
        Act("chair", "approve", 50, s.document("QĐ-UBND", 50)),
        Act("officer", "establish", 70, {"established_on": s.day(70)}),
        Act("officer", "record-exchange", 85,
            {"type": "inbound-delegation", "dossier": f"dv-{s.n}", "on": s.day(84)}),
        Act("officer", "assess", 90, {"year": year, "result": "Hai bên trao đổi đoàn đều đặn"}),
        Act("office", "report-ministry", 95, s.document("BC-UBND", 95)),
        Act("head", "mark-dormant", 150, {"reason": "Đối tác thay đổi lãnh đạo"}),
        Act("chair", "end", 200, {"reason": "Hai bên thống nhất", **s.document("UBND-NV", 200)}),
    )  # fmt: skip


WHY = {"reason": "Hai bên chưa thống nhất nội dung"}


@only(times=1, provinces=("12",))
def a_relation_is_not_agreed(s: Setting) -> Story:
    story = relation(s, *studied(), Act("chair", "reject", 50, WHY))
    return named(story, "Chính quyền Hà Khẩu")


@only(times=1, provinces=("86",))
def a_relation_is_given_up(s: Setting) -> Story:
    story = relation(s, studied()[0], Act("director", "cancel", 20, WHY))
    return named(story, "Chính quyền Busan")


def named(story: Story, name: str) -> Story:
    body = {**story.opened.body, "partner": name}
    return Story(story.kind, Act("officer", "contact", 0, body), story.acts)


WAVES: list[list[Told]] = [
    [
        the_province_signs, a_department_signs,
        a_border_commune_signs, a_border_commune_asks, a_body_disagrees,
        an_agreement_is_not_signed, old_agreements_are_registered, an_old_agreement_ends,
        a_relation_is_founded, a_relation_is_not_agreed, a_relation_is_given_up,
    ],
    [
        an_old_agreement_is_replaced, an_agreement_is_extended, an_agreement_changes_course,
        a_change_is_not_made,
    ],
]  # fmt: skip
