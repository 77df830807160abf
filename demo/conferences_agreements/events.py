"""Events of economy and culture, information for abroad, tasks of integration (R24-R26, R34)."""

from __future__ import annotations

from typing import Any

from demo.conferences_agreements import LOCAL, PARTNERS, THEMES, partner
from demo.delegations.visits import REPORT, TEXT
from demo.places import NAMES
from demo.story import Act, Setting, Story, Told, only


def event(s: Setting, kind: str, *acts: Act, **more: Any) -> Story:
    _, city = partner(s)
    form = {
        "place": NAMES[s.province],
        "starts_on": s.day(40),
        "ends_on": s.day(42),
        "content": "Giới thiệu tiềm năng, kết nối hai địa phương",
        "partners": [f"Chính quyền {city}"],
        "audience": "Doanh nghiệp, nhân dân, du khách",
        "funding": LOCAL,
        **more,
    }
    return Story(f"conferences-agreements/{kind}", Act("officer", "draft", 0, form), acts)


def approved(s: Setting) -> tuple[Act, ...]:
    return (
        Act("officer", "submit", 3),
        Act("director", "present", 6),
        Act("chair", "approve", 15, s.document("QĐ-UBND", 15)),
    )


def taken_place(s: Setting, **told: Any) -> tuple[Act, ...]:
    """Held; its result report, opened by itself, is filed; closed."""
    return (
        Act("officer", "hold", 43, {"ended_on": s.day(42), "result": "Thành công", **told}),
        Act("officer", "write", 44, TEXT, REPORT),
        Act("officer", "file", 46, s.document("BC-SNgV", 46), REPORT),
        Act("officer", "wait", 46, "reported"),
        Act("head", "close", 47),
    )


SECTORS = ("investment", "trade", "tourism", "science", "labour")


def promotion(s: Setting, *acts: Act) -> Story:
    _, city = partner(s)
    return event(
        s, "economic-event", *acts,
        name=f"Hội nghị xúc tiến với {city} lần thứ {s.chance.randint(2, 90)}",
        sector=SECTORS[s.n % 5], enterprises=["Hiệp hội doanh nghiệp"],
        place=f"Trung tâm hội nghị {s.chance.randint(1, 40)}, {NAMES[s.province]}",
    )  # fmt: skip


@only(fully=("86",), provinces=("79", "86"))
def a_promotion_is_held(s: Setting) -> Story:
    told = {"foreign_partners": 12, "enterprises": 30, "meetings": 45, "documents": 3}
    return promotion(s, *approved(s), *taken_place(s, **told))


def other_ways(s: Setting) -> tuple[Act, ...]:
    """Returned; refused; withdrawn; called off; reported, not yet closed."""
    why = {"reason": "Chưa bố trí được kinh phí trong năm"}
    acts = approved(s)
    return (
        (acts[0], Act("officer", "return", 5, why)),
        (*acts[:2], Act("chair", "reject", 12, why)),
        (acts[0], Act("officer", "withdraw", 5, why)),
        (*acts, Act("chair", "cancel", 25, why)),
        (*acts, *taken_place(s)[:-1]),
    )[s.n]


@only(times=5, provinces=("86",))
def a_promotion_takes_another_way(s: Setting) -> Story:
    return promotion(s, *other_ways(s))


FESTIVALS = {
    "12": ("anniversary", "Giao lưu văn hóa các dân tộc biên giới"),
    "46": ("festival", "Festival nghệ thuật quốc tế Huế"),
    "79": ("culture-week", "Tuần lễ văn hóa các nước tại Thành phố"),
    "86": ("festival", "Ngày hội Dừa và văn hóa sông nước"),
}


def festival(s: Setting, *acts: Act) -> Story:
    form, name = FESTIVALS[s.province]
    nth = s.chance.randint(2, 90)
    return event(s, "cultural-event", *acts, name=f"{name} lần thứ {nth}", form=form,
                 level="unit")  # fmt: skip


@only(fully=("46",), provinces=("12", "46"))
def a_festival_is_held(s: Setting) -> Story:
    return festival(s, *approved(s), *taken_place(s, visitors=12_000, foreign_visitors=900))


@only(times=5, provinces=("46",))
def a_festival_takes_another_way(s: Setting) -> Story:
    return festival(s, *other_ways(s))


def lead(s: Setting, *acts: Act) -> Story:
    country, city = PARTNERS[s.province][s.n % 3]
    form = {
        "partner": f"Công ty {city} số {s.n + 1}-{s.chance.randint(100, 999)}",
        "country": country,
        "sector": SECTORS[s.n % 5],
        "content": "Quan tâm đầu tư nhà máy chế biến, cần địa điểm 5 ha",
        "value": {"amount": 5_000_000 + 500_000 * s.n, "currency": "USD"},
        "mission": "Thương vụ Việt Nam ở nước sở tại",
    }
    return Story("conferences-agreements/economic-lead", Act("officer", "note", 0, form), acts)


@only(fully=("79",), provinces=("12", "79"))
def a_lead_becomes_an_investment(s: Setting) -> Story:
    check = {"source": "Thương vụ Việt Nam", "findings": "Có năng lực tài chính",
             "is_capable": True}  # fmt: skip
    value = {"amount": 6_000_000, "currency": "USD"}
    return lead(
        s,
        Act("head", "verify", 10, check),
        Act("officer", "introduce", 20, {"to": ["Sở Tài chính", "Ban quản lý khu công nghiệp"]}),
        Act("officer", "negotiate", 40),
        Act("officer", "commit", 60, {"value": value, "on": s.day(60), "document": "MOU"}),
        Act("officer", "realise", 120,
            {"value": value, "on": s.day(118), "proof": "Giấy chứng nhận đăng ký đầu tư"}),
    )  # fmt: skip


@only(times=1, provinces=("86",))
def a_lead_is_dropped(s: Setting) -> Story:
    return lead(s, Act("officer", "drop", 30, {"reason": "Đối tác chuyển hướng sang nơi khác"}))


def information(s: Setting, *acts: Act, kind: str = "publication", **more: Any) -> Story:
    form = {
        "kind": kind,
        "topic": f"{NAMES[s.province]} - tiềm năng và hội nhập, số {s.n + 1}",
        "text": "Giới thiệu lịch sử, văn hóa, môi trường đầu tư và con người địa phương.",
        "versions": [{"language": "en", "text": "History, culture and investment climate."}],
        "audience": "Cơ quan đại diện, nhà đầu tư nước ngoài",
        "target": "Cơ quan đại diện Việt Nam ở nước ngoài",
        "copies": 500,
        "secrecy_checked": True,
        **more,
    }
    opened = Act("officer", "draft", 0, form)
    return Story("conferences-agreements/external-information", opened, acts)


@only(fully=("79",), provinces=("46", "79"))
def information_goes_abroad(s: Setting) -> Story:
    return information(
        s,
        Act("officer", "submit", 2),
        Act("director", "approve", 5, s.document("DT-SNgV", 5)),
        Act("clerk", "issue", 6, s.document("SNgV-TTĐN", 6)),
        Act("officer", "measure", 60, {"handed_out": 420, "assessment": "Được đón nhận tốt"}),
    )


@only(times=1, provinces=("46",))
def an_interview_is_prepared(s: Setting) -> Story:
    """At once; two days late."""
    day = 2 * s.n
    late = {"late_reason": "Chờ số liệu của Cục Thống kê"} if s.n else {}
    return information(
        s,
        Act("officer", "submit", day),
        Act("director", "approve", day, s.document("DT-SNgV", day)),
        Act("clerk", "issue", day, {**s.document("SNgV-TTĐN", day), **late}),
        kind="interview",
        question="Kết quả thu hút đầu tư nước ngoài năm nay?",
        asked_on=s.day(0),
    )


@only(times=2, provinces=("86",))
def information_is_held_back(s: Setting) -> Story:
    """Returned; dropped."""
    why = {"reason": "Số liệu chưa thống nhất với báo cáo của UBND"}
    if s.n:
        return information(s, Act("officer", "cancel", 3, why))
    return information(s, Act("officer", "submit", 2), Act("head", "return", 4, why))


def task(s: Setting, *acts: Act) -> Story:
    form = {
        "horizon": ("yearly", "five-year", "long-term")[s.n % 3],
        "source": {"issuer": "Ban Chỉ đạo Hội nhập quốc tế", **s.document("KH-BCĐ", 0)},
        "task": f"Hội nhập quốc tế về y tế: {THEMES[s.n % 10]}",
        "leads": ["so-y-te"],
        "cooperating": ["so-khcn", "so-gddt"],
        "due_on": s.day(90),
        "indicators": [{"name": "Chuyên gia được đào tạo", "unit": "người", "target": 20}],
    }
    return Story("conferences-agreements/forum-task", Act("director", "assign", 0, form), acts)


def done(s: Setting, day: int, **more: Any) -> tuple[Act, ...]:
    result = {"text": "Đã đào tạo 22 chuyên gia", "evidence": "Báo cáo và chứng chỉ",
              "achieved": [{"name": "Chuyên gia được đào tạo", "value": 22}]}  # fmt: skip
    step = {"on": s.day(45), "percent": 50, "text": "Đã mở hai lớp đầu"}
    return (
        Act("unit", "accept", 5),
        Act("unit", "report-progress", 45, step),
        Act("unit", "complete", day, {**result, **more}),
        Act("director", "confirm", day + 5),
    )


@only(provinces=("12",))
def a_task_of_integration_is_done(s: Setting) -> Story:
    return task(s, *done(s, 85))


@only(times=1, provinces=("79",))
def a_task_of_integration_is_done_late(s: Setting) -> Story:
    return task(s, *done(s, 110, late_reason="Chuyên gia nước ngoài đến chậm"))


@only(times=1, provinces=("86",))
def a_task_of_integration_is_dropped(s: Setting) -> Story:
    return task(s, Act("chair", "cancel", 20, {"reason": "Gộp vào nhiệm vụ của năm sau"}))


WAVES: list[list[Told]] = [
    [
        a_promotion_is_held, a_promotion_takes_another_way, a_festival_is_held,
        a_festival_takes_another_way, a_lead_becomes_an_investment, a_lead_is_dropped,
        information_goes_abroad, an_interview_is_prepared, information_is_held_back,
        a_task_of_integration_is_done, a_task_of_integration_is_done_late,
        a_task_of_integration_is_dropped,
    ],
]  # fmt: skip
