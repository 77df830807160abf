"""Consular cases, migration, overseas Vietnamese (R19–R21)."""

from __future__ import annotations

from typing import Any

from demo.consular_border.cards import answers
from demo.places import NAMES, commune
from demo.story import Act, Setting, Story, Told, and_then, only, opinion

NEIGHBOURS = {"12": "CN", "46": "LA", "79": "KR", "86": "JP"}
NATIONALS = {"12": "CN", "46": "FR", "79": "KR", "86": "DE"}


def case(s: Setting, kind: str, event: str, **more: Any) -> dict[str, Any]:
    """Kind A: a citizen abroad; kind B: a foreigner here."""
    here = kind == "B"
    nationality = NATIONALS[s.province] if here else "VN"
    return {
        "kind": kind,
        "event": event,
        "country": "VN" if here else NEIGHBOURS[s.province],
        "place": commune(s) if here else "Khu công nghiệp ngoại ô",
        "happened_on": s.day(-1),
        "first_reported_at": f"{s.day(0)}T07:30:00+07:00",
        "source": "Công an xã" if here else "Gia đình báo tin",
        "account": "Người liên quan nhập viện, đã ổn định; cần giúp giấy tờ và liên hệ thân nhân",
        "persons": [{"name": f"Người liên quan {s.n + 1}", "nationality": nationality}],
        **more,
    }


@only(fully=("46",), provinces=("46", "86"), passing=("notify-mission", "act"))
def a_foreigner_is_helped(s: Setting) -> Story:
    told = {
        "mission": "Cơ quan đại diện của nước có công dân",
        "notified_at": f"{s.day(1)}T08:00:00+07:00",
        "document": s.number("SNgV-LS"),
    }
    done = {"done_on": s.day(2), "what": "Thăm bệnh viện, hỗ trợ phiên dịch", "body": "Sở Y tế"}
    result = {"result": "Đã xuất viện, được cấp giấy thông hành", "payer": "Bảo hiểm du lịch"}
    return Story(
        "consular-border/consular-case",
        Act("officer", "receive", 0, case(s, "B", "accident", is_simple=True)),
        (
            Act("officer", "verify", 0),
            Act("officer", "notify-mission", 1, told),
            Act("officer", "handle", 2),
            Act("officer", "act", 2, done),
            Act("officer", "resolve", 10, result),
            Act("head", "close", 12),
        ),
    )


@only(fully=("79",), provinces=("12", "79"))
def a_citizen_abroad_is_protected(s: Setting) -> Story:
    event = s.pick(("stranded", "lost-passport", "trafficking", "dispute"))
    to = {"body": "Cục Lãnh sự, Bộ Ngoại giao", "reason": "Thuộc thẩm quyền cơ quan đại diện"}
    money = {"cost": {"amount": 12_000_000, "currency": "VND"}, "payer": "Quỹ Bảo hộ công dân"}
    return Story(
        "consular-border/consular-case",
        Act("officer", "receive", 0, case(s, "A", event)),
        (
            Act("officer", "transfer", 1, to),
            Act("officer", "record-result", 30, {"result": "Đã về nước an toàn", **money}),
            Act("head", "close", 33),
        ),
    )


def figures(s: Setting, year: int, half: int) -> dict[str, Any]:
    """Two kinds of two sources, adding up."""
    rows, totals = [], []
    for kind, source, to in (
        ("contract-labour", "home-affairs", NEIGHBOURS[s.province]),
        ("study", "education", "JP"),
        ("marriage", "justice", "KR"),
    ):
        male, female = s.chance.randint(5, 300), s.chance.randint(5, 300)
        sums = {"kind": kind, "male": male, "female": female, "total": male + female}
        rows.append({**sums, "source": source, "destination": to, "age": "18-34"})
        totals.append(sums)
    return {"year": year, "half": half, "rows": rows, "totals": totals}


def collected(s: Setting, year: int, half: int) -> Story:
    return Story(
        "consular-border/migration-report",
        Act("officer", "open", 0, {"year": year, "half": half}),
        (
            Act("officer", "ask", 1),
            opinion(6, "cong-an-tinh"),
            *answers(7, "so-noi-vu", "so-gddt"),
            Act("officer", "enter", 12, figures(s, year, half)),
        ),
    )


@only(times=1, provinces=("86",), first=3)
def migration_is_reported(s: Setting) -> Story:
    again = {"reason": "Rà soát số liệu kết hôn"}
    return and_then(
        collected(s, s.first.year - 1, 2),
        Act("director", "present", 14),
        Act("office", "return", 16, again),
        Act("director", "present", 18),
        Act("office", "send", 20, s.document("BC-UBND", 20)),
    )


@only(times=1, provinces=("46",), first=165)
def migration_is_presented(s: Setting) -> Story:
    return and_then(collected(s, s.first.year, 1), Act("director", "present", 15))


@only(times=1, provinces=("79",), first=310)
def migration_is_collected(s: Setting) -> Story:
    return collected(s, s.first.year, 2).until(3)


@only(times=1, provinces=("12",), first=5)
def a_migration_report_is_dropped(s: Setting) -> Story:
    return Story(
        "consular-border/migration-report",
        Act("officer", "open", 0, {"year": s.first.year - 1, "half": 1}),
        (Act("officer", "cancel", 1, {"reason": "Mở nhầm kỳ báo cáo"}),),
    )


@only(fully=("86",), provinces=("79", "86"), passing=("consent",))
def an_overseas_vietnamese_asks(s: Setting) -> Story:
    asked = {
        "topic": s.pick(("procedure", "investment", "residence", "vietnamese")),
        "country": s.pick(("US", "AU", "FR", "KR")),
        "person": "Kiều bào đề nghị hỗ trợ",
        "content": "Đề nghị hướng dẫn thủ tục xác nhận nguồn gốc và mở cơ sở sản xuất tại quê",
    }
    where = {**s.document("SNgV-LS", 8), "body": "so-tu-phap"}
    return Story(
        "consular-border/overseas-request",
        Act("officer", "receive", 0, asked),
        (
            Act("officer", "consent", 1),
            Act("officer", "guide", 3, {"guidance": "Nộp hồ sơ qua Cổng dịch vụ công"}),
            Act("officer", "forward", 8, where),
            Act("officer", "resolve", 30, {"result": "Đã được giải quyết"}),
            Act("officer", "close", 33),
        ),
    )


def person(s: Setting, name: str, country: str) -> dict[str, Any]:
    return {
        "name": name,
        "birth_year": 1965 + s.chance.randint(0, 25),
        "sex": s.pick(("male", "female")),
        "country": country,
        "occupation": "Kỹ sư",
        "field": "Nông nghiệp công nghệ cao",
        "is_expert": True,
        "is_of_local_origin": True,
        "origin_commune": commune(s),
        "origin_proof": "Xác nhận của UBND xã",
        "has_consent": True,
        "may_share": True,
    }


@only(fully=("86",), provinces=("79", "86"))
def a_person_is_kept(s: Setting) -> Story:
    entry = person(s, f"Võ Văn {('An', 'Bình', 'Cường')[s.n % 3]}", "US")
    verified = {**entry, "verified": s.document("CAT-QLXNC", 30)}
    sent = {**verified, "sent": s.document("SNgV-LS", 45)}
    return Story(
        "consular-border/overseas-vietnamese",
        Act("officer", "enter", 0, entry),
        (
            Act("officer", "amend", 31, {**verified, "reason": "Công an tỉnh đã xác minh"}),
            Act("officer", "amend", 46, {**sent, "reason": "Gửi Cơ sở dữ liệu"}),
        ),
    )


@only(times=1, provinces=("79",))
def a_person_is_struck(s: Setting) -> Story:
    return Story(
        "consular-border/overseas-vietnamese",
        Act("officer", "enter", 0, person(s, "Lý Thị Dung", "AU")),
        (Act("head", "strike", 20, {"reason": "Người được ghi rút lại sự đồng ý"}),),
    )


@only(times=2, provinces=("79",))
def overseas_vietnamese_meet(s: Setting) -> Story:
    entry = {
        "kind": ("meeting", "association")[s.n % 2],
        "title": ("Gặp mặt kiều bào đầu xuân", "Hội đồng hương")[s.n % 2] + f" {NAMES[s.province]}",
        "country": ("", "KR")[s.n % 2],
        "starts_on": s.day(0),
        "people": s.chance.randint(40, 300),
        "source": s.number("KH-SNgV"),
    }
    more = {**entry, "people": 320, "reason": "Cập nhật số người tham dự"}
    return Story(
        "consular-border/overseas-activities",
        Act("officer", "enter", 1, entry),
        (Act("officer", "amend", 5, more),),
    )


@only(times=1, provinces=("86",))
def a_count_is_struck(s: Setting) -> Story:
    entry = {
        "kind": "snapshot",
        "title": "Thống kê người gốc địa phương theo nước",
        "country": "AU",
        "starts_on": s.day(0),
        "people": 1200,
        "source": s.number("BC-SNgV"),
    }
    return Story(
        "consular-border/overseas-activities",
        Act("officer", "enter", 1, entry),
        (Act("head", "strike", 9, {"reason": "Số liệu tính trùng với năm trước"}),),
    )


WAVES: list[list[Told]] = [
    [
        a_foreigner_is_helped,
        a_citizen_abroad_is_protected,
        migration_is_reported,
        migration_is_presented,
        migration_is_collected,
        a_migration_report_is_dropped,
        an_overseas_vietnamese_asks,
        a_person_is_kept,
        a_person_is_struck,
        overseas_vietnamese_meet,
        a_count_is_struck,
    ],
]
