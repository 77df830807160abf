"""Cards of business travellers, papers for use abroad (R17, R18)."""

from __future__ import annotations

from typing import Any

from demo.story import Act, Setting, Story, Told, only, opinion

FIRMS = ("Thủy sản Sông Tiền", "May xuất khẩu Phú Xuân", "Chè Tam Đường", "Cơ khí Phú Mỹ")
ASKED = ("Thuế tỉnh", "Hải quan", "Bảo hiểm xã hội tỉnh")


def card_asked(s: Setting, **more: Any) -> dict[str, Any]:
    return {
        "enterprise": f"Công ty cổ phần {FIRMS[s.n % len(FIRMS)]}",
        "enterprise_kind": s.pick(("private", "foreign-invested", "cooperative")),
        "tax_code": f"{s.chance.randint(10**9, 10**10 - 1)}",
        "active_since": s.day(-1500),
        "person": "Ngô Thanh Tùng",
        "born_on": "1979-08-12",
        "post": "Giám đốc",
        "in_post_since": s.day(-900),
        "economies": ["JP", "KR", "US"],
        "contract_on": s.day(-120),
        "has_tax_paper": True,
        "has_insurance_paper": True,
        "has_finance_statement": True,
        **more,
    }


def answers(after: int, *bodies: str) -> tuple[Act, ...]:
    return tuple(opinion(after + n, body) for n, body in enumerate(bodies))


def card(s: Setting, issued: int, expires: int) -> dict[str, Any]:
    number = f"VNM{s.chance.randint(10**6, 10**7)}"
    return {"number": number, "issued_on": s.day(issued), "expires_on": s.day(expires)}


@only(fully=("79",), provinces=("79", "86"), passing=("supplement", "record-card", "permit"))
def a_card_is_permitted(s: Setting) -> Story:
    asked = card_asked(s)
    return Story(
        "consular-border/abtc",
        Act("unit", "receive", 0, asked),
        (
            Act("officer", "return", 1, {"reason": "Hợp đồng chưa có bản dịch"}),
            Act("unit", "supplement", 5, asked),
            Act("officer", "consult", 6),
            *answers(9, *ASKED),
            opinion(15, "cong-an-tinh"),
            Act("director", "present", 18, s.document("TTr-SNgV", 18)),
            Act("chair", "permit", 22, s.document("UBND-NV", 22)),
            Act("officer", "record-card", 50, card(s, 45, 1800)),
            Act("officer", "recall", 160, {"reason": "Doanh nhân thôi giữ chức vụ"}),
            Act("unit", "give-back", 164),
        ),
    )


@only(times=1, provinces=("86",), first=60)
def a_card_by_silence(s: Setting) -> Story:
    submitted = {**s.document("TTr-SNgV", 47), "late_reason": "Chờ hết hạn trả lời đã gia hạn"}
    more = {"bodies": ["cong-an-tinh"], "reason": "Cần xác minh thêm tại địa bàn"}
    return Story(
        "consular-border/abtc",
        Act("unit", "receive", 0, card_asked(s)),
        (
            Act("officer", "consult", 7, {"late_reason": "Chờ doanh nghiệp nộp bản gốc"}),
            *answers(10, *ASKED),
            Act("officer", "extend-consultation", 24, more),
            Act("director", "present", 47, submitted),
            Act("chair", "permit", 50, s.document("UBND-NV", 50)),
            Act("officer", "record-card", 70, card(s, 66, 160)),
            Act("officer", "expire", 161),
        ),
    )


@only(times=1, provinces=("12",))
def a_card_is_refused(s: Setting) -> Story:
    why = {**s.document("UBND-NV", 16), "reason": "Doanh nghiệp còn nợ thuế"}
    return Story(
        "consular-border/abtc",
        Act("unit", "receive", 0, card_asked(s)),
        (
            Act("officer", "consult", 2),
            *answers(6, *ASKED),
            opinion(12, "cong-an-tinh", "disagree"),
            Act("chair", "refuse", 16, why),
        ),
    )


@only(times=1, provinces=("46",))
def a_card_of_the_state(s: Setting) -> Story:
    of = {"sector": "state", "enterprise_kind": "none", "enterprise": "Sở Y tế"}
    return Story(
        "consular-border/abtc",
        Act("officer", "receive", 0, card_asked(s, **of, contract_on=None)),
        (
            Act("director", "propose", 9, s.document("TTr-SNgV", 9)),
            Act("chair", "permit", 13, s.document("UBND-NV", 13)),
        ),
    )


@only(times=1, provinces=("79",))
def a_card_is_withdrawn(s: Setting) -> Story:
    return Story(
        "consular-border/abtc",
        Act("unit", "receive", 0, card_asked(s)),
        (Act("unit", "withdraw", 2, {"reason": "Doanh nghiệp thay người đại diện"}),),
    )


def papers(s: Setting, kind: str, country: str) -> dict[str, Any]:
    item = {
        "title": s.pick(("Bằng tốt nghiệp đại học", "Giấy khai sinh", "Phiếu lý lịch tư pháp")),
        "issuer": "Sở Tư pháp",
        "issued_on": s.day(-200),
        "has_chain": True,
    }
    return {
        "kind": kind,
        "applicant": s.pick(("Bùi Thị Mai", "Đặng Văn Sơn", "Hồ Minh Châu")),
        "channel": s.pick(("direct", "post", "online")),
        "country": country,
        "items": [item] * s.chance.randint(1, 4),
        "fee": 30_000,
    }


@only(fully=("79",), provinces=("79",), passing=("supplement", "resume"))
def papers_are_legalised(s: Setting) -> Story:
    asked = papers(s, s.pick(("legalisation", "certification")), s.pick(("LA", "KH")))
    doubt = {"bodies": ["so-tu-phap"], "reason": "Mẫu dấu chưa có trong dữ liệu"}
    return Story(
        "consular-border/legalisation",
        Act("unit", "receive", 0, asked),
        (
            Act("officer", "return", 0, {"reason": "Thiếu bản chụp hộ chiếu"}),
            Act("unit", "supplement", 3, asked),
            Act("officer", "forward", 3),
            Act("officer", "verify", 4, doubt),
            opinion(8, "so-tu-phap"),
            Act("officer", "resume", 8),
            Act("officer", "certify", 8, s.document("CLS", 8)),
            Act("officer", "deliver", 9),
        ),
    )


@only(times=1, provinces=("79",), first=255)
def papers_get_an_apostille(s: Setting) -> Story:
    late = {"late_reason": "Bưu gửi về Sở chậm"} if s.n == 2 else {}
    return Story(
        "consular-border/legalisation",
        Act("unit", "receive", 0, papers(s, "apostille", ("JP", "KR", "FR")[s.n % 3])),
        (
            Act("officer", "forward", 1),
            Act("officer", "certify", 2, s.document("CLS-AP", 2)),
            Act("officer", "deliver", 14 if late else 4, late),
        ),
    )


@only(times=1, provinces=("79",))
def papers_are_refused(s: Setting) -> Story:
    return Story(
        "consular-border/legalisation",
        Act("unit", "receive", 0, papers(s, "certification", "LA")),
        (Act("officer", "refuse", 1, {"reason": "Con dấu không được xác nhận"}),),
    )


@only(times=1, provinces=("79",))
def papers_are_withdrawn(s: Setting) -> Story:
    return Story(
        "consular-border/legalisation",
        Act("unit", "receive", 0, papers(s, "legalisation", "KH")),
        (Act("unit", "withdraw", 1, {"reason": "Nơi nhận không còn yêu cầu"}),),
    )


WAVES: list[list[Told]] = [
    [
        a_card_is_permitted,
        a_card_by_silence,
        a_card_is_refused,
        a_card_of_the_state,
        a_card_is_withdrawn,
        papers_are_legalised,
        papers_get_an_apostille,
        papers_are_refused,
        papers_are_withdrawn,
    ],
]
