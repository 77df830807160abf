"""Delegations: programmes, journeys, guests, awards, protocol (R01–R07, R14, R15, R28, R42)."""

from __future__ import annotations

from local.demo.story import Act, Setting, Story, Told

CITIES = {"LA": "Pakse", "JP": "Okayama", "KR": "Gyeonggi", "CN": "Côn Minh", "TH": "Ubon"}


def a_vice_chairman_goes_abroad(s: Setting) -> Story:
    country = s.pick(sorted(CITIES))
    trip = {
        "title": f"Đoàn công tác của lãnh đạo tỉnh tại {CITIES[country]}",
        "level": "province",
        "arising_reason": "Đối tác mời sang bàn kế hoạch hợp tác năm sau",
        "members": [
            {
                "person_id": f"cb-{s.province}-{s.chance.randint(1, 10**9)}",
                "name": "Nguyễn Văn An",
                "post": "Phó Chủ tịch UBND tỉnh",
                "rank": "vice-chair",
                "role": "head",
                "managed_by": "party",
            }
        ],
        "legs": [
            {
                "country": country,
                "city": CITIES[country],
                "arrive": s.day(42),
                "depart": s.day(46),
            }
        ],
        "departs_on": s.day(42),
        "returns_on": s.day(46),
        "days": 5,
        "hosts": [f"Chính quyền {CITIES[country]}"],
        "purpose": "Thúc đẩy hợp tác giữa hai địa phương",
        "content": "Hội đàm, thăm cơ sở sản xuất",
        "funding": [{"source": "local", "money": {"amount": 210_000_000, "currency": "VND"}}],
        "request": s.document("SNgV-HTQT", 0),
    }
    missions = {
        "mission": f"Cơ quan đại diện Việt Nam tại {CITIES[country]}",
        "countries": [country],
        **s.document("UBND-NV", 28),
    }
    return Story(
        "delegations/outbound-delegation",
        Act("officer", "draft", 0, trip),
        (
            Act("officer", "submit", 0),
            Act("head", "check-personnel", 1),
            Act("police", "opinion", 4, {"body": "cong-an-tinh", "answer": "agree"}),
            Act("officer", "opinion", 5, {"body": "so-noi-vu", "answer": "agree"}),
            Act("party", "record-consent", 7, s.document("CV-TU", 7)),
            Act("director", "present", 8),
            Act("chair", "approve", 20, s.document("QĐ-UBND", 20)),
            Act(
                "office",
                "notify-missions",
                28,
                {"missions": [missions], "ministry": s.document("UBND-NV", 28)},
            ),
            Act("officer", "depart", 42, {"departed_on": s.day(42), "is_reminded": True}),
            Act("officer", "return-home", 46, {"returned_on": s.day(46)}),
        ),
    )


WAVES: list[list[Told]] = [[a_vice_chairman_goes_abroad]]
