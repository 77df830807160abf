"""Awards in both directions, and protocol plans with their gifts (R14, R15, R28)."""

from __future__ import annotations

from typing import Any

from demo.delegations import CITIES
from demo.delegations.visits import a_delegation_comes_in
from demo.story import Act, Earlier, Setting, Story, Told, only, opinion

DOCTORS = ("Trần Thị Hạnh", "Lê Minh Đức", "Phạm Thu Hà", "Võ Văn Phúc", "Đặng Ngọc Lan")
FOREIGNERS = ("Tanaka Ken", "Kim Min-jun", "Somchai P.", "Claire Martin", "Bounmy S.", "Li Wei")


def opinions(day: int, *bodies: str) -> tuple[Act, ...]:
    return (opinion(day, "cong-an-tinh"), *(opinion(day + 1, body) for body in bodies))


def receipt(s: Setting, *acts: Act, **more: Any) -> Story:
    country = s.pick(sorted(CITIES[s.province]))
    form = {
        "recipient_kind": "person",
        "recipient": s.pick(DOCTORS),
        "post": "Bác sĩ, Bệnh viện đa khoa",
        "management": "province",
        "giver_kind": "organisation",
        "giver": f"Chính quyền {CITIES[s.province][country]}",
        "country": country,
        "form": "medal",
        "award": "Huy chương vì sự nghiệp hữu nghị",
        "achievement": "Mười năm phối hợp khám, chữa bệnh cho người dân hai địa phương",
        "occasion": "Kỷ niệm ngày thiết lập quan hệ",
        "ceremony_on": s.day(40),
        **more,
    }
    return Story("delegations/award-received", Act("unit", "draft", 0, form), acts)


def until_presented() -> tuple[Act, ...]:
    return (
        Act("unit", "submit", 2),
        Act("head", "review", 4),
        *opinions(8, "so-noi-vu", "Bộ Ngoại giao"),
        Act("director", "present", 12, {"appraisal": "Đủ điều kiện, đúng đối tượng"}),
    )


@only(provinces=("86",))
def an_award_is_received(s: Setting) -> Story:
    return receipt(
        s,
        *until_presented(),
        Act("chair", "permit", 20, s.document("UBND-NC", 20)),
        Act("unit", "receive", 41, {"received_on": s.day(40), "place": "Trụ sở UBND"}),
        Act("clerk", "record", 45, {"entry": s.number("SKT")}),
    )


@only(times=1, provinces=("12",))
def an_award_is_received_with_the_partys_permission(s: Setting) -> Story:
    told = {"permitted_by": "Ban Thường vụ Tỉnh ủy", **s.document("CV-TU", 20)}
    acts = (*until_presented(), Act("office", "record-permission", 20, told))
    return receipt(s, *acts, management="party", post="Giám đốc Sở")


@only(times=3, provinces=("46",))
def an_award_is_not_received(s: Setting) -> Story:
    """Returned; refused; taken back."""
    why = {
        "reason": ("Chưa dịch thư mời", "Bên tặng chưa rõ tư cách", "Người nhận đã nghỉ việc")[s.n]
    }
    acts = until_presented()
    return receipt(
        s,
        *(
            (acts[0], Act("officer", "return", 3, why)),
            (*acts, Act("chair", "refuse", 18, why)),
            (acts[0], Act("unit", "withdraw", 3, why)),
        )[s.n],
    )


def nomination(s: Setting, *acts: Act, **more: Any) -> Story:
    country = s.pick(sorted(CITIES[s.province]))
    form = {
        "nominee_kind": "person",
        "nominee": f"{s.pick(FOREIGNERS)} ({s.n + 1})",
        "nationalities": [country],
        "post": "Chuyên gia y tế",
        "worked_from": s.day(-900),
        "worked_until": s.day(-30),
        "achievement": "Phẫu thuật nhân đạo cho 120 trẻ em của địa phương",
        "recognised_by": "Sở Y tế",
        "recognition": s.document("XN-SYT", -10),
        "form": "chairman-certificate",
        "award": "Bằng khen của Chủ tịch UBND",
        "occasion": "Tổng kết chương trình hợp tác",
        "is_not_a_repeat": True,
        **more,
    }
    return Story("delegations/award-given", Act("unit", "draft", 0, form), acts)


def considered(s: Setting, *more: str) -> tuple[Act, ...]:
    return (
        Act("unit", "nominate", 2, s.document("TTr-SYT", 2)),
        Act("officer", "verify", 5, {"verification": "Thành tích đúng, nhân thân rõ"}),
        Act("head", "consult", 6),
        *opinions(10, "so-noi-vu", *more),
        Act("director", "consider", 20, {"agrees": True, **s.document("BB-HĐTĐKT", 20)}),
    )


@only(provinces=("79",))
def an_award_is_given(s: Setting) -> Story:
    return nomination(
        s,
        *considered(s),
        Act("chair", "decide", 26, s.document("QĐ-UBND", 26)),
        Act("unit", "award", 34, {"awarded_on": s.day(34), "place": "Hội trường UBND"}),
        Act("officer", "close", 50),
    )


@only(times=1, provinces=("46",))
def an_award_of_the_state_is_proposed(s: Setting) -> Story:
    """It waits in Hà Nội."""
    proposed = Act("chair", "propose", 30, s.document("TTr-UBND", 30))
    acts = (*considered(s, "Bộ Ngoại giao"), proposed)
    return nomination(s, *acts, form="medal", award="Huy chương Hữu nghị")


@only(times=3, provinces=("12",))
def an_award_is_not_given(s: Setting) -> Story:
    """Returned; refused; taken back."""
    why = {"reason": ("Thiếu xác nhận của đơn vị", "Chưa đủ thời gian đóng góp",
                      "Đề nghị hình thức khác")[s.n]}  # fmt: skip
    acts = considered(s)
    return nomination(
        s,
        *(
            (acts[0], Act("officer", "return", 4, why)),
            (*acts, Act("chair", "reject", 25, why)),
            (acts[0], Act("unit", "withdraw", 3, why)),
        )[s.n],
    )


GIFT = {"12": "Tranh thổ cẩm", "46": "Tranh thêu", "79": "Tượng gốm", "86": "Tranh dừa"}


def protocol(s: Setting, *acts: Act) -> Story:
    country = s.pick(sorted(CITIES[s.province]))
    people = (f"Nguyễn Thị Mai ({s.n + 1})", f"Trần Văn Minh ({s.n + 1})")
    form = {
        "subject": f"Đoàn chính quyền {CITIES[s.province][country]}",
        "occasion": "inbound-delegation",
        "dossier": Earlier(a_delegation_comes_in, s.n, "id"),
        "country": country,
        "starts_on": s.day(14),
        "ends_on": s.day(15),
        "guest_count": 10,
        "guest_class": "b",
        "head_rank": "vice-governor",
        "our_rank": "vice-chair",
        "equivalence": "Phó Chủ tịch UBND đón Phó Tỉnh trưởng",
        "posts": [
            {"person": people[0], "role": "đón tại sân bay", "on": s.day(14), "begins": "08:00",
             "ends": "10:00"},
            {"person": people[1], "role": "phiên dịch hội đàm", "on": s.day(14),
             "begins": "10:00", "ends": "11:30"},
        ],
        "flags": "Quốc kỳ hai nước trên bàn hội đàm",
        "seating": "Chủ nhà ngồi bên trái từ cửa vào",
        "precedence": ["Phó Tỉnh trưởng", "Giám đốc Sở"],
        "menu": "Món địa phương",
        "vehicles": "Một xe 16 chỗ, một xe 7 chỗ",
        "gifts": [{"item": GIFT[s.province], "quantity": 1}],
        "expenses": [
            {"kind": "meals", "title": "Chiêu đãi", "people": 20,
             "money": {"amount": 14_000_000, "currency": "VND"}},
            {"kind": "gifts", "title": "Tặng phẩm",
             "money": {"amount": 1_500_000, "currency": "VND"}},
        ],
        "checklist": [
            {"code": "1", "title": "Treo quốc kỳ", "owner": people[0], "on": s.day(14),
             "at": "07:00"},
            {"code": "2", "title": "Xếp chỗ ngồi", "owner": people[1], "on": s.day(14),
             "at": "07:30"},
        ],
    }  # fmt: skip
    return Story("delegations/protocol-plan", Act("officer", "draft", 0, form), acts)


@only(provinces=("46",), passing=("stock", "give", "tick"))
def guests_are_received_by_protocol(s: Setting) -> Story:
    bought = {"gifts": [{"item": GIFT[s.province], "quantity": 3, "giver": "Làng nghề"}]}
    given = {
        "gifts": [{"item": GIFT[s.province], "quantity": 1, "giver": "Phó Chủ tịch UBND",
                   "receiver": "Trưởng đoàn"}]
    }  # fmt: skip
    spent = {
        "spent": [{"kind": "meals", "money": {"amount": 12_800_000, "currency": "VND"}}],
        **s.document("BC-VP", 30),
    }
    return protocol(
        s,
        Act("director", "approve", 5, s.document("KH-SNgV", 5)),
        Act("officer", "start", 14),
        Act("officer", "stock", 14, bought),
        Act("officer", "give", 15, given),
        Act("officer", "tick", 15, {"code": "1"}),
        Act("officer", "tick", 15, {"code": "2", "outcome": "dropped", "note": "Đổi phòng họp"}),
        Act("officer", "finish", 16),
        Act("office", "settle", 30, spent),
    )


@only(times=1, provinces=("12",))
def a_protocol_plan_is_dropped(s: Setting) -> Story:
    """As a draft; after it was approved."""
    approved = Act("director", "approve", 5, s.document("KH-SNgV", 5))
    why = {"reason": "Khách hoãn chuyến thăm"}
    if s.n:
        return protocol(s, approved, Act("director", "cancel", 8, why))
    return protocol(s, Act("officer", "withdraw", 3, why))


WAVES: list[list[Told]] = [
    [
        an_award_is_received,
        an_award_is_received_with_the_partys_permission,
        an_award_is_not_received,
        an_award_is_given,
        an_award_of_the_state_is_proposed,
        an_award_is_not_given,
    ],
    [guests_are_received_by_protocol, a_protocol_plan_is_dropped],
]
