"""Aid is mobilised, and peoples meet (R13, R32)."""

from __future__ import annotations

from typing import Any

from demo.ngos.aid import PARTNERS, PROJECTS, aid_is_given_and_spent
from demo.places import NAMES, commune
from demo.story import Act, Earlier, Setting, Story, Told, only

UNITS = (
    "lien-hiep-huu-nghi", "mat-tran", "so-gddt", "so-vhttdl", "so-nnmt", "so-khcn",
    "so-cong-thuong",
)  # fmt: skip


def programme(s: Setting, title: str) -> dict[str, Any]:
    return {
        "title": f"Chương trình {title} {NAMES[s.province]}",
        "first_year": s.first.year,
        "last_year": s.first.year + 4,
        "targets": [{"field": "health", "usd": 900_000}, {"field": "education", "usd": 600_000}],
        "content": "Vận động theo lĩnh vực, mở rộng đối tác mới, giám sát sau tiếp nhận",
    }


@only(times=1, provinces=("46", "86"), first=0)
def a_programme_of_mobilisation(s: Setting) -> Story:
    return Story(
        "ngos/aid-programme",
        Act("officer", "draft", 0, programme(s, "vận động viện trợ")),
        (
            Act("director", "present", 2),
            Act("chair", "approve", 5, s.document("KH-UBND", 5)),
        ),
    )


@only(provinces=("86",))
def a_programme_is_closed(s: Setting) -> Story:
    asked = {**programme(s, "xúc tiến viện trợ giai đoạn trước của"), "first_year": 2022}
    return Story(
        "ngos/aid-programme",
        Act("officer", "draft", 0, {**asked, "last_year": s.first.year}),
        (
            Act("director", "present", 6),
            Act("chair", "approve", 15, s.document("KH-UBND", 15)),
            Act("head", "close", 150),
        ),
    )


@only(times=1, provinces=("12",))
def a_programme_is_dropped(s: Setting) -> Story:
    why = {"reason": "Lồng ghép vào chương trình hội nhập quốc tế"}
    return Story(
        "ngos/aid-programme",
        Act("officer", "draft", 0, programme(s, "viện trợ y tế biên giới của")),
        (Act("director", "cancel", 9, why),),
    )


def need(s: Setting, prefix: str = "") -> dict[str, Any]:
    title, field = PROJECTS[s.n % len(PROJECTS)]
    return {
        "title": prefix + title,
        "programme": Earlier(a_programme_of_mobilisation),
        "field": field,
        "place": commune(s),
        "usd": s.chance.randint(2, 20) * 10_000,
    }


@only(fully=("86",), provinces=("46", "86"))
def an_idea_finds_a_donor(s: Setting) -> Story:
    asked, (country, donor) = need(s), PARTNERS[s.province]
    told = {"donor": donor, "country": country}
    word = {
        **s.document("MOU", 60),
        **told,
        "provider_kind": "government",
        "sum": {"amount": asked["usd"] * 3 // 4, "currency": "USD"},
    }
    goal = {"goal": "Đạt chuẩn quốc gia trong hai năm", "usd": asked["usd"]}
    return Story(
        "ngos/aid-idea",
        Act("unit", "propose", 0, asked),
        (
            Act("unit", "profile", 10, goal),
            Act("head", "introduce", 20, {**told, "on": s.day(19)}),
            Act("unit", "note-interest", 40, {**told, "on": s.day(39)}),
            Act("unit", "commit", 62, word),
        ),
    )


@only(times=1, provinces=("46",))
def an_idea_is_dropped(s: Setting) -> Story:
    why = {"reason": "Ngân sách tỉnh đã bố trí đủ vốn"}
    return Story(
        "ngos/aid-idea",
        Act("unit", "propose", 0, need(s, "Thiết bị cho dự án: ")),
        (Act("unit", "drop", 30, why),),
    )


def year_plan(s: Setting) -> dict[str, Any]:
    content = "Giao lưu hữu nghị, vận động viện trợ, thông tin đối ngoại nhân dân"
    return {"year": s.first.year, "content": content}


@only(fully=("86",), provinces=("79", "86"), first=3)
def a_body_plans_its_year(s: Setting) -> Story:
    lessons = {
        "results": "Hoàn thành phần lớn hoạt động trong kế hoạch",
        "lessons": "Cần chủ động kinh phí từ quý I",
        "proposals": "Ký quy chế phối hợp mới",
    }
    return Story(
        "ngos/people-plan",
        Act("officer", "draft", 0, year_plan(s)),
        (
            Act("officer", "submit", 5, s.document("KH-LH", 5)),
            Act("head", "return", 9, {"reason": "Bổ sung dự toán kinh phí"}),
            Act("officer", "submit", 14, s.document("KH-LH", 14)),
            Act("head", "accept", 17),
            Act("director", "assess", 340, lessons),
        ),
        UNITS[s.n],
    )


@only(times=1, provinces=("46",))
def a_year_plan_is_dropped(s: Setting) -> Story:
    return Story(
        "ngos/people-plan",
        Act("officer", "draft", 0, year_plan(s)),
        (Act("head", "cancel", 8, {"reason": "Nhập vào kế hoạch của Mặt trận"}),),
        UNITS[-1],
    )


EVENTS = (
    ("friendship", "Gặp mặt hữu nghị nhân dịp Quốc khánh nước bạn"),
    ("exchange", "Giao lưu thanh niên và sinh viên"),
    ("health", "Khám bệnh nhân đạo cho người dân hai bên"),
    ("education", "Lớp tiếng Việt cho cán bộ nước bạn"),
    ("commemoration", "Kỷ niệm ngày thiết lập quan hệ ngoại giao"),
)


def activity(s: Setting, **more: Any) -> dict[str, Any]:
    kind, title = EVENTS[s.n % len(EVENTS)]
    country, partner = PARTNERS[s.province]
    return {
        "kind": kind,
        "title": title,
        "starts_on": s.day(30),
        "ends_on": s.day(31),
        "partner": partner,
        "country": country,
        "participants": s.chance.randint(30, 200),
        "funding": [{"source": "local", "money": {"amount": 45_000_000, "currency": "VND"}}],
        **more,
    }


def carried_out(s: Setting, planned: dict[str, Any]) -> Story:
    told = {"result": "Hoạt động đúng kế hoạch, bạn đánh giá cao", "award": "Giấy khen 02 tập thể"}
    return Story(
        "ngos/people-activity",
        Act("unit", "plan", 0, planned),
        (
            Act("officer", "approve", 8, s.document("QĐ-SYT", 8)),
            Act("unit", "hold", 32, {"ended_on": s.day(31), "attended": 60}),
            Act("unit", "report", 40, {**s.document("BC-SYT", 40), **told}),
            Act("officer", "consolidate", 50),
        ),
    )


@only(fully=("46",), provinces=("46", "79"))
def peoples_meet(s: Setting) -> Story:
    return carried_out(s, activity(s))


@only(times=1, provinces=("79",))
def peoples_meet_with_foreign_money(s: Setting) -> Story:
    aid = Earlier(aid_is_given_and_spent, -1)
    return carried_out(s, activity(s, has_foreign_funding=True, aid=aid))


@only(times=1, provinces=("12",))
def a_meeting_is_called_off(s: Setting) -> Story:
    why = {"reason": "Bạn đề nghị lùi sang năm sau"}
    return Story(
        "ngos/people-activity",
        Act("unit", "plan", 0, activity(s)),
        (Act("unit", "cancel", 15, why),),
    )


FRIENDS = {
    "12": (("CN", "Trung Quốc"), ("LA", "Lào"), ("RU", "Nga")),
    "46": (("LA", "Lào"), ("FR", "Pháp"), ("JP", "Nhật Bản")),
    "79": (("KR", "Hàn Quốc"), ("RU", "Nga"), ("SG", "Singapore")),
    "86": (("JP", "Nhật Bản"), ("KH", "Campuchia"), ("KR", "Hàn Quốc")),
}


def association(s: Setting, of: int) -> dict[str, Any]:
    country, name = FRIENDS[s.province][of]
    return {
        "name": f"Hội hữu nghị Việt Nam - {name} {NAMES[s.province]}",
        "country": country,
        "members": 40 + 30 * of,
        "founded_on": f"20{10 + of}-05-19",
        "term_from": f"{s.first.year - 3}-01-01",
        "term_until": f"{s.first.year + 2}-12-31",
        "head": "Trần Thị Bình",
    }


@only(times=1)
def an_association_works(s: Setting) -> Story:
    entry = association(s, 0)
    more = {**entry, "members": 95, "reason": "Kết nạp hội viên mới"}
    return Story(
        "ngos/friendship-associations",
        Act("officer", "enter", 0, entry),
        (Act("officer", "amend", 60, more),),
    )


@only(times=1, provinces=("86",))
def an_association_rests(s: Setting) -> Story:
    rests = {**association(s, 1), "is_active": False, "reason": "Chưa đại hội nhiệm kỳ mới"}
    return Story(
        "ngos/friendship-associations",
        Act("officer", "enter", 0, association(s, 1)),
        (Act("head", "amend", 40, rests),),
    )


@only(times=1, provinces=("46",))
def an_association_is_struck(s: Setting) -> Story:
    return Story(
        "ngos/friendship-associations",
        Act("officer", "enter", 0, association(s, 2)),
        (Act("head", "strike", 20, {"reason": "Ghi nhầm: hội thuộc trường đại học"}),),
    )


WAVES: list[list[Told]] = [
    [
        a_programme_of_mobilisation,
        a_programme_is_closed,
        a_programme_is_dropped,
        a_body_plans_its_year,
        a_year_plan_is_dropped,
        peoples_meet,
        a_meeting_is_called_off,
        an_association_works,
        an_association_rests,
        an_association_is_struck,
    ],
    [an_idea_finds_a_donor, an_idea_is_dropped],
    [peoples_meet_with_foreign_money],
]
