"""Passports of officials, their trips, the notes that ask for visas (R16)."""

from __future__ import annotations

from typing import Any

from demo.places import NAMES
from demo.story import Act, Earlier, Setting, Story, Told, and_then, only

SIGNER = "Nguyễn Văn Minh"
HOLDERS = ("Lê Thị Hoa", "Trần Quốc Bảo", "Phạm Thu Hà", "Đỗ Mạnh Hùng", "Vũ Ngọc Lan")
DESTINATIONS = {"12": "CN", "46": "LA", "79": "KR", "86": "JP"}
YEARS = 365


@only(times=1, first=0)
def a_signature_is_introduced(s: Setting) -> Story:
    who = {"body": f"UBND {NAMES[s.province]}", "signer": SIGNER, "post": "Phó Chủ tịch"}
    return Story(
        "consular-border/signature-sample",
        Act("officer", "draft", 0, who),
        (
            Act("officer", "attach", 0, "mau-chu-ky.txt"),
            Act("officer", "introduce", 0, s.document("SNgV-LS", -30)),
        ),
    )


@only(provinces=("86",), passing=("introduce",))
def a_signer_leaves(s: Setting) -> Story:
    who = {"body": "Sở Y tế", "signer": f"Trần Văn Bình {s.n}", "post": "Giám đốc"}
    why = {"withdrawn_on": s.day(150), "reason": "Chuyển công tác"}
    return Story(
        "consular-border/signature-sample",
        Act("unit", "draft", 0, who),
        (
            Act("unit", "attach", 1, "mau-chu-ky.txt"),
            Act("officer", "introduce", 3, s.document("SNgV-LS", 3)),
            Act("officer", "withdraw", 150, why),
        ),
    )


@only(times=1, provinces=("46",))
def a_signature_is_not_introduced(s: Setting) -> Story:
    who = {"body": "Sở Y tế", "signer": "Hoàng Thị Yến", "post": "Phó Giám đốc"}
    return Story(
        "consular-border/signature-sample",
        Act("unit", "draft", 0, who),
        (Act("unit", "cancel", 2),),
    )


def sending(s: Setting, after: int) -> dict[str, Any]:
    return {"decision": s.document("QĐ-UBND", after), "signer": SIGNER}


def asked(s: Setting) -> dict[str, Any]:
    return {
        **sending(s, 0),
        "kind": "official",
        "category": s.pick(("civil-servant", "cadre", "listed-employee")),
        "holder": s.pick(HOLDERS),
        "holder_id": f"CB{s.province}{s.chance.randint(1000, 9999)}",
        "post": "Trưởng phòng, Sở Y tế",
    }


def booklet(s: Setting, issued: int, expires: int) -> dict[str, Any]:
    number = f"S{s.chance.randint(1_000_000, 9_999_999)}"
    return {"number": number, "issued_on": s.day(issued), "expires_on": s.day(expires)}


def trip(s: Setting, out: int, leaves: int, returns: int) -> dict[str, Any]:
    told = sending(s, out)
    return {
        **told,
        "trip": told["decision"]["number"],
        "leaves_on": s.day(leaves),
        "returns_on": s.day(returns),
        "is_signed_for": True,
    }


BACK = {"is_signed_for": True}


def kept(s: Setting, issued: int = -60, expires: int = 1500) -> Story:
    return Story(
        "consular-border/passport",
        Act("unit", "request", 0, asked(s)),
        (Act("unit", "enter", 0, booklet(s, issued, expires)),),
    )


@only(times=2, provinces=("46", "79", "86"), first=2)
def a_passport_is_kept(s: Setting) -> Story:
    return kept(s)


PASSING = ("supplement", "keep", "hand-out", "hand-back")


@only(fully=("86",), provinces=("46", "86"), passing=PASSING)
def a_passport_makes_a_trip(s: Setting) -> Story:
    asked_for = asked(s)
    return Story(
        "consular-border/passport",
        Act("unit", "request", 0, asked_for),
        (
            Act("officer", "return", 1, {"reason": "Thiếu ảnh đúng cỡ"}),
            Act("unit", "supplement", 3, asked_for),
            Act("officer", "forward", 4),
            Act("officer", "issue", 7, booklet(s, 6, 6 + 4 * YEARS)),
            Act("unit", "keep", 9),
            Act("unit", "hand-out", 30, trip(s, 28, 33, 40)),
            Act("unit", "hand-back", 43, BACK),
            Act("unit", "ask-cancellation", 200, {"reason": "Người được cấp nghỉ hưu"}),
            Act("officer", "cancel", 201, s.document("CLS", 201)),
        ),
    )


@only(times=1, provinces=("79",))
def a_passport_is_forwarded_late(s: Setting) -> Story:
    return Story(
        "consular-border/passport",
        Act("unit", "request", 0, asked(s)),
        (
            Act("officer", "forward", 9, {"late_reason": "Hệ thống một cửa gián đoạn"}),
            Act("officer", "issue", 18, {**booklet(s, 16, 1700), "late_reason": "Bưu gửi chậm"}),
            Act("unit", "keep", 19),
        ),
    )


@only(provinces=("46",))
def a_passport_is_lost(s: Setting) -> Story:
    loss = {"lost_on": s.day(20), "reason": "Mất hành lý khi quá cảnh"}
    return and_then(
        kept(s),
        Act("unit", "hand-out", 10, trip(s, 8, 12, 22)),
        Act("unit", "report-loss", 20, loss),
        Act("unit", "tell-issuer", 20, s.document("SYT-TCCB", 20)),
        Act("officer", "cancel", 21, s.document("CLS", 21)),
    )


@only(provinces=("12",), passing=("extend",))
def a_passport_is_extended(s: Setting) -> Story:
    until = 240
    return and_then(
        kept(s, until - 3 * YEARS, until),
        Act("unit", "ask-extension", 10),
        Act("officer", "extend", 11, {"extended_to": s.day(until + 2 * YEARS)}),
        Act("unit", "report-damage", 90, {"reason": "Ướt, nhòe trang nhân thân"}),
    )


@only(times=1, provinces=("12",))
def a_passport_is_refused(s: Setting) -> Story:
    return Story(
        "consular-border/passport",
        Act("unit", "request", 0, {**asked(s), "category": "listed-employee"}),
        (Act("officer", "refuse", 2, {"reason": "Chuyến đi không thuộc diện công vụ"}),),
    )


@only(times=1, provinces=("12",))
def a_passport_expires(s: Setting) -> Story:
    return and_then(kept(s, 100 - 4 * YEARS, 100), Act("officer", "expire", 101))


def passport(field: str) -> Earlier:
    return Earlier(a_passport_is_kept, 0, field)


@only(provinces=("86",), passing=("note-out", "note-back"))
def passports_are_handed_out(s: Setting) -> Story:
    told = sending(s, 0)["decision"]
    going = {
        "trip": told["number"],
        "decision": told,
        "members": 5,
        "leaves_on": s.day(8),
        "returns_on": s.day(14),
    }
    one = {"passport": passport("id"), "code": passport("code")}
    return Story(
        "consular-border/passport-handout",
        Act("officer", "open", 0, going),
        (
            Act("officer", "note-out", 5, one),
            Act("officer", "note-return", 15, {"ended_on": s.day(14)}),
            Act("officer", "note-back", 18, one),
            Act("officer", "close", 19),
        ),
    )


@only(times=1, provinces=("79",))
def a_hand_out_is_dropped(s: Setting) -> Story:
    told = sending(s, 0)["decision"]
    why = {"reason": "Đối tác lùi thời gian làm việc"}
    return Story(
        "consular-border/passport-handout",
        Act("officer", "open", 0, {"trip": told["number"], "decision": told, "members": 3}),
        (Act("officer", "cancel", 3, why),),
    )


def note(s: Setting) -> dict[str, Any]:
    return {
        **sending(s, -2),
        "passport": passport("code"),
        "countries": [DESTINATIONS[s.province]],
        "exits_on": s.day(30),
        "returns_on": s.day(36),
        "purpose": "Trao đổi kinh nghiệm y tế dự phòng",
    }


@only(fully=("79",), provinces=("46", "79"), passing=("supplement",))
def a_note_is_issued(s: Setting) -> Story:
    asked_for = note(s)
    return Story(
        "consular-border/exit-note",
        Act("unit", "request", 0, asked_for),
        (
            Act("officer", "return", 1, {"reason": "Thiếu thư mời của phía bạn"}),
            Act("unit", "supplement", 4, asked_for),
            Act("officer", "forward", 5),
            Act("officer", "issue", 7, s.document("CLS-CH", 7)),
        ),
    )


@only(times=1, provinces=("46",))
def a_note_is_refused(s: Setting) -> Story:
    why = {"reason": "Chuyến đi tự túc, không dùng công hàm", "late_reason": "Chờ xác minh"}
    return Story(
        "consular-border/exit-note",
        Act("unit", "request", 0, note(s)),
        (Act("officer", "refuse", 8, why),),
    )


@only(times=1, provinces=("79",))
def a_note_is_withdrawn(s: Setting) -> Story:
    return Story(
        "consular-border/exit-note",
        Act("unit", "request", 0, note(s)),
        (Act("unit", "withdraw", 1, {"reason": "Nước đến đã miễn thị thực"}),),
    )


WAVES: list[list[Told]] = [
    [
        a_signature_is_introduced,
        a_signer_leaves,
        a_signature_is_not_introduced,
        a_passport_is_kept,
        a_passport_is_refused,
        a_passport_expires,
        a_passport_is_extended,
    ],
    [
        a_passport_makes_a_trip,
        a_passport_is_forwarded_late,
        a_passport_is_lost,
        passports_are_handed_out,
        a_hand_out_is_dropped,
        a_note_is_issued,
        a_note_is_refused,
        a_note_is_withdrawn,
    ],
]
