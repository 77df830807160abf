"""What changes the programme or carries it out: amendments and schemes (R02, R03)."""

from __future__ import annotations

from typing import Any

from demo.delegations.programme import ABROAD, LOCAL, TOPICS, other
from demo.story import Act, Setting, Story, Told, only, opinion


def proposal(s: Setting, path: str, starts: int, **more: Any) -> dict[str, Any]:
    """Mẫu 3: an activity that is added."""
    country, place = s.pick(ABROAD[s.province])
    change = {
        **other(s, 2026, s.n % 12),
        "kind": "event",
        "title": f"Tuần lễ hữu nghị với {place}, lần {s.n + 1}",
        "month": s.day(starts)[:7],
        "countries": [country],
    }
    return {
        "year": 2026,
        "action": "add",
        "path": path,
        "change": change,
        "name": change["title"],
        "reason": f"{place} đề nghị tổ chức sau khi hai bên thống nhất tại hội đàm",
        "purpose": "Tăng cường hiểu biết giữa nhân dân hai địa phương",
        "scale": "Khoảng 100 đại biểu",
        "starts_on": s.day(starts),
        "ends_on": s.day(starts + 2),
        "participants": f"Sở Ngoại vụ, các sở, ngành; phía bạn: đoàn {place} 15 người",
        "plan": "Khai mạc, giao lưu, tọa đàm doanh nghiệp",
        "funding": LOCAL,
        "opinions": [
            {"body": "Công an tỉnh", "content": "Nhất trí", **s.document("CV-CAT", 0)},
        ],
        **more,
    }


def path_a(s: Setting, *ending: Act) -> Story:
    acts = (
        Act("director", "exchange", 2),
        opinion(6, "Bộ Ngoại giao"),
        Act("office", "present", 8, s.document("TTr-UBND", 8)),
    )
    return Story("delegations/programme-amendment",
                 Act("officer", "draft", 0, proposal(s, "A", 45)), (*acts, *ending))  # fmt: skip


@only(provinces=("12",), early=True)
def the_programme_is_amended_in_time(s: Setting) -> Story:
    return path_a(
        s,
        Act("office", "approve", 25, s.document("VPCP-QHQT", 25)),
        Act("officer", "apply", 26),
    )


@only(times=1, provinces=("46",))
def an_amendment_is_refused(s: Setting) -> Story:
    why = {"reason": "Trùng với hoạt động của Trung ương", **s.document("VPCP-QHQT", 20)}
    return path_a(s, Act("office", "reject", 20, why))


@only(times=1, provinces=("46",))
def an_amendment_is_given_up(s: Setting) -> Story:
    return path_a(s, Act("director", "cancel", 12, {"reason": "Phía bạn xin hoãn sang năm sau"}))


@only(provinces=("46",))
def an_activity_arises_too_late(s: Setting) -> Story:
    late = {"late_reason": "Báo cáo chờ xác nhận của phía bạn"} if s.province == "79" else {}
    day = 14 if late else 9
    return Story(
        "delegations/programme-amendment",
        Act("officer", "draft", 0, proposal(s, "B", 7)),
        (
            Act("director", "confirm", 1),
            Act("office", "notify-ministry", 1, s.document("UBND-NV", 1)),
            Act("officer", "end-activity", 9, {"ended_on": s.day(9)}),
            Act("office", "report-prime-minister", day, {**s.document("BC-UBND", day), **late}),
            Act("officer", "apply", day + 1),
        ),
    )


COSTS = [
    {"title": "Ăn, nghỉ của đoàn", "money": {"amount": 90_000_000, "currency": "VND"},
     "source": "local"},
    {"title": "Tặng phẩm", "money": {"amount": 12_000_000, "currency": "VND"}, "source": "local"},
    {"title": "Chuyên gia của đối tác", "money": {"amount": 4_000, "currency": "USD"},
     "source": "foreign-host"},
]  # fmt: skip


def scheme(s: Setting, n: int, *acts: Act) -> Story:
    """Mẫu 4 for the nth other activity of the programme."""
    row = other(s, 2026, n)
    form = {
        "direction": "other",
        "item": f"2026/so-y-te/khac-{n + 1}",
        "starts_on": s.day(40),
        "ends_on": s.day(42),
        "context": "Thực hiện Chương trình hoạt động đối ngoại năm 2026 đã được phê duyệt",
        "capacity": row["title"],
        "purpose": f"Nâng cao năng lực của ngành về {TOPICS[n]}",
        "requirements": "Thiết thực, tiết kiệm, đúng quy định",
        "content": row["content"],
        "participants": "Lãnh đạo Sở Y tế, các bệnh viện; chuyên gia của đối tác",
        "publicity": "Đưa tin trên báo, đài của địa phương",
        "lodging": "Nhà khách của tỉnh",
        "transport": "Xe của Sở Y tế",
        "costs": COSTS,
    }
    return Story("delegations/activity-scheme", Act("unit", "draft", 0, form), acts)


APPRAISED = {"appraisal": "Đề án phù hợp Chương trình, đủ mười bốn mục, có nguồn kinh phí."}


def until_presented() -> tuple[Act, ...]:
    return (
        Act("unit", "submit", 3),
        Act("officer", "appraise", 8, APPRAISED),
        Act("director", "present", 10),
    )


@only(provinces=("12",))
def a_scheme_is_carried_out(s: Setting) -> Story:
    return scheme(
        s,
        s.n,
        *until_presented(),
        Act("chair", "approve", 18, s.document("QĐ-UBND", 18)),
        Act("unit", "start", 40),
        Act("unit", "complete", 43, {"ended_on": s.day(42)}),
    )


@only(times=1, provinces=("12",))
def a_scheme_is_returned(s: Setting) -> Story:
    why = {"reason": "Mục 14 chưa tách kinh phí của đối tác"}
    return scheme(s, 8, Act("unit", "submit", 2), Act("officer", "return", 5, why))


@only(times=1, provinces=("12",))
def a_scheme_is_refused(s: Setting) -> Story:
    why = {"reason": "Nội dung trùng với dự án đang thực hiện"}
    return scheme(s, 9, *until_presented(), Act("chair", "reject", 15, why))


@only(times=1, provinces=("12",))
def a_scheme_is_taken_back(s: Setting) -> Story:
    why = {"reason": "Đối tác thay đổi chuyên gia, phải lập lại"}
    return scheme(s, 10, Act("unit", "submit", 2), Act("unit", "withdraw", 4, why))


@only(times=10, provinces=("46",), first=8)
def a_scheme_that_costs_more(s: Setting) -> Story:
    """The schemes that the estimates below pay for."""
    return scheme(s, s.n + 1, Act("unit", "submit", 1))


WAVES: list[list[Told]] = [
    [],
    [],
    [
        the_programme_is_amended_in_time, an_amendment_is_refused, an_amendment_is_given_up,
        an_activity_arises_too_late, a_scheme_is_carried_out, a_scheme_is_returned,
        a_scheme_is_refused, a_scheme_is_taken_back, a_scheme_that_costs_more,
    ],
]  # fmt: skip
