"""Foreign NGOs are inspected, and some violate what they were registered for (R11)."""

from __future__ import annotations

from typing import Any

from demo.ngos import an_organisation_is_watched, an_organisation_works_here
from demo.places import commune
from demo.story import Act, Earlier, Setting, Story, Told, and_then, only


def to_inspect(s: Setting) -> dict[str, Any]:
    return {
        "ngo": Earlier(an_organisation_works_here, s.n),
        "subject": "Việc thực hiện Giấy đăng ký và các khoản viện trợ",
        "planned_on": s.day(20),
        "team": ["Sở Ngoại vụ", "Công an tỉnh", "Sở Tài chính"],
    }


@only(provinces=("46",), passing=("note-remedies",))
def an_organisation_is_inspected(s: Setting) -> Story:
    seen = {"inspected_on": s.day(20), "findings": "Hồ sơ đầy đủ; báo cáo 6 tháng nộp chậm"}
    remedy = {"what": "Nộp bổ sung báo cáo 6 tháng", "until": s.day(60)}
    done = {"remedies": [{**remedy, "done_on": s.day(50)}]}
    return Story(
        "ngos/ngo-inspection",
        Act("officer", "draft", 0, to_inspect(s)),
        (
            Act("director", "decide", 5, s.document("QĐ-SNgV", 5)),
            Act("inspector", "record", 21, seen),
            Act("director", "conclude", 30, {**s.document("KL-SNgV", 30), "remedies": [remedy]}),
            Act("officer", "note-remedies", 51, done),
            Act("head", "close", 55),
        ),
    )


@only(times=1, provinces=("86",))
def an_inspection_is_called_off(s: Setting) -> Story:
    why = {"reason": "Đã có đoàn kiểm tra liên ngành cùng nội dung"}
    return Story(
        "ngos/ngo-inspection",
        Act("officer", "draft", 0, to_inspect(s)),
        (Act("director", "cancel", 6, why),),
    )


def violated(s: Setting, ngo: Earlier, raised: str, proposes: str) -> Story:
    sign = {
        "ngo": ngo,
        "ground": "outside-scope",
        "happened_on": s.day(-5),
        "facts": "Tổ chức khảo sát tại xã không có trong Giấy đăng ký",
        "place": commune(s),
    }
    found = {"verification": "Có hai đợt khảo sát ngoài địa bàn, không có văn bản cho phép"}
    return Story(
        "ngos/ngo-violation",
        Act(raised, "raise", 0, sign),
        (
            Act("officer", "verify", 10, found),
            Act("director", "propose", 18, {**s.document("SNgV-HTQT", 18), "proposes": proposes}),
        ),
    )


@only(provinces=("12",))
def a_violation_is_remedied(s: Setting) -> Story:
    ngo = Earlier(an_organisation_is_watched, s.n)
    return and_then(
        violated(s, ngo, "police", "suspend"),
        Act("clerk", "note-suspension", 40, s.document("QĐ-BNG", 38)),
        Act("clerk", "note-remedy", 70, s.document("CV-BNG", 69)),
    )


@only(times=1, provinces=("12",))
def a_violation_is_not_remedied(s: Setting) -> Story:
    return and_then(
        violated(s, Earlier(an_organisation_is_watched, 5), "officer", "suspend"),
        Act("clerk", "note-suspension", 40, s.document("QĐ-BNG", 38)),
        Act("clerk", "note-termination", 110, s.document("QĐ-BNG", 108)),
    )


@only(times=1, provinces=("12",))
def a_violation_is_fined(s: Setting) -> Story:
    fined = {**s.document("QĐ-XPHC", 35), "by": "Chủ tịch UBND tỉnh"}
    return and_then(
        violated(s, Earlier(an_organisation_is_watched, 6), "officer", "fine"),
        Act("inspector", "note-fine", 36, fined),
    )


@only(times=1, provinces=("79",))
def nothing_was_violated(s: Setting) -> Story:
    raised = violated(s, Earlier(an_organisation_works_here, 2), "inspector", "fine").until(1)
    why = {"reason": "Chuyến đi đã được UBND xã cho phép bằng văn bản"}
    return and_then(raised, Act("head", "dismiss", 15, why))


WAVES: list[list[Told]] = [
    [],
    [
        an_organisation_is_inspected,
        an_inspection_is_called_off,
        a_violation_is_remedied,
        a_violation_is_not_remedied,
        a_violation_is_fined,
        nothing_was_violated,
    ],
]
