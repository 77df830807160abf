"""Estimates of schemes that cost more than was planned (R42)."""

from __future__ import annotations

from demo.delegations.programme import TOPICS
from demo.delegations.schemes import COSTS, a_scheme_that_costs_more
from demo.story import Act, Earlier, Setting, Story, Told, only, opinion


def estimate(s: Setting, nth: int, *acts: Act) -> Story:
    form = {
        "activity": f"Hoạt động hợp tác về {TOPICS[nth]}",
        "reason": "Phát sinh sau khi dự toán năm đã giao",
        "scheme": Earlier(a_scheme_that_costs_more, nth),
        "is_beyond_authority": True,
        "lines": COSTS,
    }
    return Story("delegations/budget-estimate", Act("unit", "draft", 0, form), acts)


def appraised() -> tuple[Act, ...]:
    return (
        Act("unit", "submit", 1),
        opinion(4, "so-ngoai-vu", by="head"),
        opinion(5, "so-tai-chinh", "agree-with-comments", comment="Quyết toán theo thực chi"),
        Act("director", "present", 7),
    )  # fmt: skip


@only(provinces=("46",), first=20)
def an_estimate_is_approved_and_spent(s: Setting) -> Story:
    return estimate(
        s,
        s.n,
        *appraised(),
        Act("chair", "approve", 15, s.document("QĐ-UBND", 15)),
        Act("unit", "spend", 60, {"spent": COSTS[:2]}),
        Act("officer", "settle", 90, s.document("BC-STC", 90)),
    )


@only(times=1, provinces=("46",), first=25)
def an_estimate_is_returned(s: Setting) -> Story:
    why = {"reason": "Chưa kèm báo giá của ba nhà cung cấp"}
    return estimate(s, 7, Act("unit", "submit", 1), Act("officer", "return", 3, why))


@only(times=1, provinces=("46",), first=30)
def an_estimate_is_refused(s: Setting) -> Story:
    why = {"reason": "Đề nghị sử dụng dự toán đã giao"}
    return estimate(s, 8, *appraised(), Act("chair", "reject", 12, why))


@only(times=1, provinces=("46",), first=35)
def an_estimate_is_taken_back(s: Setting) -> Story:
    return estimate(s, 9, Act("unit", "withdraw", 2, {"reason": "Đối tác tài trợ toàn bộ"}))


WAVES: list[list[Told]] = [
    [],
    [],
    [],
    [
        an_estimate_is_approved_and_spent,
        an_estimate_is_returned,
        an_estimate_is_refused,
        an_estimate_is_taken_back,
    ],
]
