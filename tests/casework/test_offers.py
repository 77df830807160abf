"""What a person may do now, and why not what they may not, before anything is sent."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from casework import Case, Competence, Reason, Refused, rule
from casework.vocabulary import WithReason
from support.desk import Desk
from support.sample import LAW, LETTER, Answer, Application

MONDAY = date(2026, 3, 2)


def lodged(type_: Any = LETTER, **fields: Any) -> Desk:
    return Desk(type_, MONDAY).lodge(Application(subject="Thư mời", **fields), by="unit")


def because(desk: Desk, step: str, by: str, **more: str) -> list[str]:
    (offer,) = [o for o in desk.offers(by, **more) if o.step.name == step]
    return [f.says for f in offer.because]


def with_step(name: str, competence: Any = None, **changes: Any) -> Any:
    steps = [replace(t, **changes) if t.name == name else t for t in LETTER.transitions]
    return replace(LETTER, transitions=steps, competence=competence)


def test_every_step_of_the_present_state_is_offered_or_explained() -> None:
    desk = lodged().do("consider", by="officer")

    assert [o.step.name for o in desk.offers("officer")] == ["consult", "answer", "withdraw"]
    assert desk.offered("officer") == ["consult", "withdraw"]
    assert desk.offered("chair") == []


def test_a_missing_role_is_named_by_the_titles_of_those_who_may() -> None:
    says = because(lodged(), "consider", "unit")

    assert says == ["Chỉ chuyên viên Sở Ngoại vụ, Trưởng phòng được nhận xem xét"]


def test_four_eyes_are_said_beforehand() -> None:
    desk = lodged().do("consider", by="head", as_="lan")

    assert because(desk, "answer", "head", as_="lan") == [
        "Người đã «nhận xem xét» không được trả lời cùng hồ sơ"
    ]
    assert because(desk, "answer", "head", as_="minh") == []


def test_another_s_competence_is_said_with_its_reason() -> None:
    why = Reason("thư dài", LAW.art(8, mark="M"))
    type_ = with_step(
        "answer",
        competent={"head"},
        competence=lambda d: Competence("chairman", "Chủ tịch UBND", (why,)),
    )
    desk = lodged(type_).do("consider", by="officer")
    (offer,) = [o for o in desk.offers("head") if o.step.name == "answer"]

    assert [(f.says, f.law, f.mark) for f in offer.because] == [
        ("Thẩm quyền thuộc Chủ tịch UBND: thư dài", "99/2026/TEST, Điều 8", "M")
    ]


def test_a_rule_that_needs_no_data_is_tried_and_one_that_does_is_not() -> None:
    @rule(LAW.art(4), "Thư có hơn một trang")
    def is_long(case: Case[Any, Any]) -> bool:
        return bool(case.fields.pages > 1)

    @rule(LAW.art(4), "Trả lời phải lịch sự")
    def is_polite(case: Case[Any, Answer]) -> bool:
        return "kính" in case.data.answer

    type_ = with_step("answer", requires=[is_long, is_polite])

    assert because(lodged(type_).do("consider", by="officer"), "answer", "head") == [
        "Thư có hơn một trang"
    ]
    assert because(lodged(type_, pages=2).do("consider", by="officer"), "answer", "head") == []


@pytest.mark.parametrize(
    "looks",
    [
        lambda data: data == Answer(answer="ừ"),
        lambda data: isinstance(data, WithReason),
        lambda data: getattr(data, "answer", "kính"),
        lambda data: bool(data),
        lambda data: hash(data),
        lambda data: "x" in data,
        lambda data: len(data),
        lambda data: data in {1, 2},
    ],
)
def test_however_a_rule_looks_at_what_is_not_sent_yet_it_does_not_hinder(looks: Any) -> None:
    @rule(LAW.art(4), "Không bao giờ")
    def never(case: Case[Any, Any]) -> bool:
        looks(case.data)
        return False

    desk = lodged(with_step("answer", requires=[never])).do("consider", by="officer")

    assert because(desk, "answer", "head") == []


def test_what_holds_after_a_step_without_data_is_tried_too() -> None:
    @rule(LAW.art(4), "Thư một trang không lấy ý kiến", "/pages")
    def is_worth_asking(case: Case[Any, Any]) -> bool:
        return bool(case.dossier.state != "consulting" or case.fields.pages > 1)

    desk = lodged(replace(LETTER, invariants=[is_worth_asking])).do("consider", by="officer")

    assert because(desk, "consult", "officer") == ["Thư một trang không lấy ý kiến"]
    with pytest.raises(Refused, match="không lấy ý kiến"):
        desk.do("consult", by="officer")


def test_a_late_step_is_offered_because_a_reason_is_enough() -> None:
    desk = lodged().on(date(2026, 3, 9))

    assert "consider" in desk.offered("officer")


def test_rules_on_other_dossiers_are_tried_where_they_are_known() -> None:
    other = replace(lodged().do("consider", by="officer").dossier, id="d2")
    desk = Desk(LETTER, MONDAY, others=[other])
    desk.lodge(Application(subject="Thư mời"), by="unit")

    assert because(desk, "consider", "officer") == ["Đã có thư cùng trích yếu đang xử lý"]


def test_the_opinions_owed_are_offered_to_their_bodies_and_those_who_record_them() -> None:
    desk = lodged().do("consider", by="officer").do("consult", by="officer")

    def replies(by: str, unit: str) -> list[tuple[str, bool]]:
        found = [o for o in desk.offers(by, unit=unit) if o.step.name == "reply"]
        return [(o.body, o.may) for o in found]

    assert replies("police", "cong-an-tinh") == [("cong-an-tinh", True), ("so-noi-vu", False)]
    assert replies("officer", "so-ngoai-vu") == [("cong-an-tinh", True), ("so-noi-vu", True)]
    desk.reply("cong-an-tinh")
    assert replies("police", "cong-an-tinh") == [("so-noi-vu", False)]


def test_a_closed_dossier_offers_nothing() -> None:
    desk = lodged().do("withdraw", WithReason(reason="gửi nhầm"), by="unit")

    assert desk.offers("officer") == []
