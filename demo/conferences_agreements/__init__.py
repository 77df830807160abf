"""Conferences, hosting, events, leads, information, tasks of integration (R08, R24-R26, R34)."""

from __future__ import annotations

from typing import Any

from demo.places import NAMES
from demo.story import Act, Setting, Story, Told, only, opinion, up_to

LOCAL = [{"source": "local", "money": {"amount": 120_000_000, "currency": "VND"}}]
PARTNERS = {
    "12": (("CN", "Vân Nam"), ("LA", "Phongsaly"), ("LA", "Udomxay")),
    "46": (("JP", "Kyoto"), ("LA", "Salavan"), ("FR", "Rennes")),
    "79": (("KR", "Busan"), ("JP", "Osaka"), ("SG", "Singapore"), ("FR", "Lyon")),
    "86": (("JP", "Okayama"), ("KR", "Jeonnam"), ("NL", "Gelderland")),
}
THEMES = (
    "y tế dự phòng", "chuyển đổi số bệnh viện", "an toàn thực phẩm", "dược liệu",
    "chăm sóc người cao tuổi", "ứng phó biến đổi khí hậu", "đào tạo điều dưỡng",
    "phẫu thuật nội soi", "sức khỏe học đường", "cấp cứu ngoại viện",
)  # fmt: skip
SCHEME = (
    "Lý do, danh nghĩa, mục đích", "Thời gian, địa điểm, tham quan",
    "Hình thức tổ chức và công nghệ sử dụng", "Nội dung, chương trình, hoạt động bên lề",
    "Thành phần tổ chức (Việt Nam, nước ngoài, tài trợ)", "Thành phần tham dự",
    "Nguồn kinh phí",
)  # fmt: skip
RESULT = (
    "Tình hình tổ chức", "Thành phần tham dự", "Nội dung, kết quả", "Mặt được, chưa được",
    "Vấn đề phát sinh", "Đề xuất, kiến nghị",
)  # fmt: skip


def partner(s: Setting) -> tuple[str, str]:
    return s.pick(PARTNERS[s.province])


def written(titles: tuple[str, ...]) -> list[dict[str, str]]:
    return [{"title": t, "text": f"{t}: theo kế hoạch kèm theo."} for t in titles]


def opinions(day: int, *bodies: str) -> tuple[Act, ...]:
    return tuple(opinion(day, body) for body in bodies)


def plan(s: Setting, starts: int, rank: str, **more: Any) -> dict[str, Any]:
    country, _ = partner(s)
    return {
        "name": f"Hội thảo quốc tế về {THEMES[s.n % 10]} tại {NAMES[s.province]}",
        "organiser": "Sở Y tế",
        "organiser_kind": "provincial-body",
        "topics": ["health"],
        "content": f"Trao đổi kinh nghiệm, kết nối chuyên gia về {THEMES[s.n % 10]}",
        "starts_on": s.day(starts),
        "ends_on": s.day(starts + 1),
        "vietnamese_participants": 60,
        "foreign": [{"country": country, "number": 8, "highest": rank}],
        "funding": LOCAL,
        "request": s.document("SYT-NV", 0),
        **more,
    }


def conference(s: Setting, *acts: Act, starts: int = 50, rank: str = "director",
               **more: Any) -> Story:  # fmt: skip
    form = plan(s, starts, rank, scheme=written(SCHEME), venue="Trung tâm hội nghị",
                secrecy_checked=True, is_distinct=True, **more)  # fmt: skip
    return Story("conferences-agreements/conference", Act("unit", "draft", 0, form), acts)


def classified(who: str, day: int = 2, **more: Any) -> tuple[Act, ...]:
    return (
        Act("unit", "submit", day, more),
        Act("head", "classify", day + 2, {"authority": who}),
    )


def consulted(*above: str) -> tuple[Act, ...]:
    asked = ("cong-an-tinh", "so-vhttdl")
    return (
        Act("director", "consult", 5, {"bodies": asked}),
        *opinions(12, *asked, *above),
    )


def held(s: Setting, day: int, *, late: bool = False, **more: Any) -> tuple[Act, ...]:
    told = {"started_on": s.day(day), "ended_on": s.day(day + 1), "organiser": "Sở Y tế",
            "vietnamese_attended": 55, "foreign_attended": 8}  # fmt: skip
    reported = day + (25 if late else 10)
    reason = {"late_reason": "Chờ quyết toán của nhà tài trợ"} if late else {}
    report = {"sections": written(RESULT), **s.document("BC-SYT", reported), **reason, **more}
    return (
        Act("unit", "hold", day + 1, told),
        Act("unit", "report", reported, report),
        Act("officer", "close", reported + 2),
    )


@only(fully=("46",), provinces=("46", "86"))
def a_conference_is_permitted(s: Setting) -> Story:
    permitted = Act("chair", "permit", 18, s.document("UBND-VX", 18))
    return conference(s, *classified("chairman"), *consulted(), permitted, *held(s, 50))


@only(times=1, provinces=("12",))
def a_conference_is_filed_and_reported_late(s: Setting) -> Story:
    filed = classified("chairman", late_reason="Đối tác xác nhận chậm")
    permitted = Act("chair", "permit", 18, s.document("UBND-VX", 18))
    ends = held(s, 28, late=True)
    return conference(s, *filed, *consulted(), permitted, *ends, starts=28)


@only(times=1, provinces=("79",))
def a_minister_attends(s: Setting) -> Story:
    return conference(
        s,
        *classified("prime-minister"),
        *consulted("Bộ Ngoại giao", "Bộ Công an"),
        Act("office", "present", 20, s.document("TTr-UBND", 20)),
        Act("office", "record-permit", 40, s.document("VPCP-QHQT", 40)),
        *held(s, 60, told_ministry=True),
        starts=60, rank="minister", authority="prime-minister",
    )  # fmt: skip


@only(times=1, provinces=("79",))
def a_minister_is_to_attend(s: Setting) -> Story:
    return up_to(a_minister_attends(s), "present")


@only(times=7, provinces=("86",))
def a_conference_takes_another_way(s: Setting) -> Story:
    """Returned; withdrawn; refused; suspended; called off; arising; another's."""
    if s.n == 5:
        why = {"reason": "Hội nghị khẩn về dịch bệnh", **s.document("UBND-VX", 4)}
        late = classified("chairman", late_reason="Phát sinh đột xuất")
        told = s.document("UBND-NV", 11)
        ends = held(s, 10)
        arising = (Act("chair", "permit-arising", 4, why), ends[0],
                   Act("office", "report-ministry", 11, told), *ends[1:])  # fmt: skip
        return conference(s, *late, *arising, starts=10)
    if s.n == 6:
        stated = {"content": "Tỉnh nhất trí tổ chức tại địa phương", **s.document("UBND-VX", 20)}
        given = Act("chair", "give-opinion", 20, stated)
        return conference(s, *classified("other"), *consulted(), given, organiser_kind="central",
                          authority="other")  # fmt: skip
    why = {"reason": ("Thiếu đề án Mẫu 01", "Đối tác hoãn", "Trùng hội nghị của Trung ương", "",
                      "Bão số 5")[s.n]}  # fmt: skip
    filed = classified("chairman")
    permitted = (*filed, *consulted(), Act("chair", "permit", 18, s.document("UBND-VX", 18)))
    stopped = {"asked_by": "Công an tỉnh", "reason": "Nội dung khác hồ sơ đã được cho phép"}
    return conference(
        s,
        *(
            (filed[0], Act("officer", "return", 4, why)),
            (filed[0], Act("unit", "withdraw", 4, why)),
            (*filed, *consulted(), Act("chair", "refuse", 18, why)),
            (*permitted, Act("chair", "suspend", 30, stopped)),
            (*permitted, Act("chair", "cancel", 40, why)),
        )[s.n],
    )


def hosting(s: Setting, *acts: Act, rank: str = "director", **more: Any) -> Story:
    why = {
        "reason": "Địa phương có kinh nghiệm, phía bạn đề nghị",
        "purpose": "Quảng bá tiềm năng, thu hút hợp tác",
        "awarded_by": "Hiệp hội chính quyền địa phương Đông Á",
    }
    form = plan(s, 200, rank, **why, **more)
    return Story("conferences-agreements/conference-hosting", Act("unit", "draft", 0, form), acts)


@only(provinces=("46",))
def hosting_is_agreed(s: Setting) -> Story:
    agreed = Act("chair", "agree", 20, s.document("UBND-VX", 20))
    return hosting(s, *classified("chairman"), *consulted(), agreed)


@only(times=4, provinces=("79",))
def hosting_takes_another_way(s: Setting) -> Story:
    """Returned; withdrawn; refused; before the Prime Minister."""
    why = {"reason": "Chưa cân đối được kinh phí đăng cai"}
    if s.n > 2:
        presented = Act("office", "present", 20, s.document("TTr-UBND", 20))
        above = consulted("Bộ Ngoại giao", "Bộ Công an")
        acts = (*classified("prime-minister"), *above, presented)
        return hosting(s, *acts, rank="minister", authority="prime-minister")
    filed = classified("chairman")
    return hosting(
        s,
        *(
            (filed[0], Act("officer", "return", 4, why)),
            (filed[0], Act("unit", "withdraw", 4, why)),
            (*filed, *consulted(), Act("chair", "refuse", 18, why)),
        )[s.n],
    )


WAVES: list[list[Told]] = [
    [
        a_conference_is_permitted, a_conference_is_filed_and_reported_late, a_minister_attends,
        a_minister_is_to_attend, a_conference_takes_another_way, hosting_is_agreed,
        hosting_takes_another_way,
    ],
]  # fmt: skip
