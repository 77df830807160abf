"""How a dossier moves: who, from where, on what conditions, and what is written down."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Any

import pytest
from msgspec.structs import replace

from casework import (
    Actor,
    Attachment,
    Case,
    Citation,
    Competence,
    Dossier,
    Link,
    Nothing,
    NotYourRole,
    Offer,
    Reason,
    Refused,
    Rule,
    Transition,
    WrongState,
    attach,
    available,
    fill_in,
    is_visible,
    perform,
)
from casework.vocabulary import WithReason
from support.desk import HANOI, Desk
from support.sample import LAW, LETTER, Answer, Application, Letter

MONDAY = date(2026, 3, 2)
ANSWER = Answer(answer="đồng ý")


def lodged(**fields: Any) -> Desk:
    return Desk(LETTER, MONDAY).lodge(Application(subject="Thư mời", **fields), by="unit")


def actor(*roles: str, unit: str = "so-ngoai-vu", province: str = "86", id_: str = "a") -> Actor:
    return Actor(id=id_, roles=frozenset(roles), province=province, unit=unit)


def test_lodging_opens_a_dossier_with_its_first_act() -> None:
    dossier = lodged().dossier

    assert (dossier.state, dossier.version, dossier.type) == ("lodged", 1, "letter")
    assert (dossier.title, dossier.lodged_on) == ("Thư mời", MONDAY)
    assert dossier.regime == LETTER.since
    assert dossier.team == ("unit.86",)


def test_an_act_says_what_was_done_by_whom_under_which_law() -> None:
    act = lodged().do("consider", by="officer").dossier.acts[-1]

    assert (act.version, act.transition, act.title) == (2, "consider", "nhận xem xét")
    assert (act.source, act.to) == ("lodged", "considered")
    assert (act.actor, act.role, act.law) == ("officer.86", "officer", "99/2026/TEST, Điều 3")
    assert act.at == datetime(2026, 3, 2, 9, tzinfo=HANOI)


def test_an_act_leaves_the_dossier_before_it_as_it_was() -> None:
    desk = lodged()
    before = desk.dossier

    desk.do("consider", by="officer")

    assert (before.state, before.version, len(before.acts)) == ("lodged", 1, 1)


def test_another_role_is_told_which_roles_may() -> None:
    with pytest.raises(NotYourRole) as refusal:
        lodged().do("consider", by="unit")

    assert refusal.value.roles == ("head", "officer")
    assert refusal.value.law == "99/2026/TEST, Điều 3"


def test_a_jump_of_states_is_refused_in_official_words() -> None:
    with pytest.raises(WrongState, match="Hồ sơ đang «đã gửi», không thể trả lời"):
        lodged().do("answer", ANSWER, by="head")


def test_every_rule_that_fails_is_named_at_once() -> None:
    def never(case: Case[Letter, Any]) -> bool:
        return False

    rules = [
        Rule[Letter, Any](LAW.art(8), "Một", never, "/a"),
        Rule[Letter, Any](LAW.art(9), "Hai", never),
    ]
    strict = replace(LETTER, opening=replace(LETTER.opening, requires=rules))

    with pytest.raises(Refused) as refusal:
        Desk(strict, MONDAY).lodge(Application(subject="Thư mời"), by="unit")

    assert [(f.says, f.law, f.at) for f in refusal.value.failures] == [
        ("Một", "99/2026/TEST, Điều 8", "/a"),
        ("Hai", "99/2026/TEST, Điều 9", ""),
    ]
    assert (refusal.value.reason, refusal.value.law) == ("Một", "99/2026/TEST, Điều 8")


def test_a_rule_of_the_sample_points_into_the_body() -> None:
    with pytest.raises(Refused) as refusal:
        lodged(pages=10)

    assert [(f.law, f.at) for f in refusal.value.failures] == [("99/2026/TEST, Điều 3", "/pages")]


def test_a_rule_sees_other_dossiers() -> None:
    other = lodged().do("consider", by="officer").dossier
    desk = Desk(LETTER, MONDAY, others=[other])
    desk.lodge(Application(subject="Thư mời"), by="unit")

    with pytest.raises(Refused, match="Đã có thư cùng trích yếu"):
        desk.do("consider", by="officer")


def both(desk: Desk, transition: str, who: str, data: Any = None) -> Desk:
    """As a person who is officer and head at once."""
    step = LETTER.transition(transition)
    assert step is not None
    person = actor("officer", "head", id_=who)
    at = datetime(2026, 3, 2, 9, tzinfo=HANOI)
    case: Case[Any, Any] = Case(
        dossier=desk.dossier, actor=person, at=at, province=desk.province, data=data,
        found={"same": []},
    )  # fmt: skip
    desk.outcomes.append(perform(LETTER, step, case))
    return desk


def test_who_considered_does_not_answer() -> None:
    with pytest.raises(Refused, match="Người đã «nhận xem xét» không được trả lời"):
        both(both(lodged(), "consider", "an"), "answer", "an", ANSWER)

    assert both(both(lodged(), "consider", "an"), "answer", "ba", ANSWER).state == "answered"


def test_four_eyes_see_every_earlier_act_not_only_the_last() -> None:
    desk = both(lodged(), "consider", "an")
    both(both(desk, "consult", "an"), "consider", "ba")

    with pytest.raises(Refused, match="Người đã «nhận xem xét»"):
        both(desk, "answer", "an", ANSWER)


def test_fields_change_by_what_the_transition_says() -> None:
    desk = lodged().do("consider", by="officer").do("answer", ANSWER, by="head")

    assert desk.fields.answer == "đồng ý"
    assert desk.outcomes[-1].emits == "answered"


def test_the_reason_of_an_act_stays_in_its_history() -> None:
    desk = lodged().do("withdraw", WithReason(reason="gửi nhầm"), by="unit")

    assert desk.dossier.acts[-1].note == "gửi nhầm"


def test_an_invariant_holds_after_every_act() -> None:
    calm: Rule[Letter, Any] = Rule(
        LAW.art(10), "Trả lời không viết hoa", lambda case: not case.fields.answer.isupper()
    )
    type_ = replace(LETTER, invariants=[calm])
    desk = Desk(type_, MONDAY).lodge(Application(subject="Thư mời"), by="unit")
    desk.do("consider", by="officer")

    with pytest.raises(Refused, match="không viết hoa"):
        desk.do("answer", Answer(answer="KHÔNG"), by="head")
    assert desk.state == "considered"


def competent(who: str) -> Any:
    steps: list[Transition[Letter, Any]] = [
        replace(t, competent={"chair"}) if t.name == "answer" else t for t in LETTER.transitions
    ]
    told = Competence(
        who, "Thủ tướng", (Reason("có khách cấp bộ trưởng", Citation("06/2020/QĐ-TTg")),)
    )
    return replace(LETTER, transitions=steps, competence=lambda d: told)


def test_who_decides_follows_from_the_fields_and_says_why() -> None:
    desk = Desk(competent("prime-minister"), MONDAY)
    desk.lodge(Application(subject="Thư mời"), by="unit").do("consider", by="officer")

    with pytest.raises(Refused) as refusal:
        desk.do("answer", ANSWER, by="head")

    assert refusal.value.reason == "Thẩm quyền thuộc Thủ tướng: có khách cấp bộ trưởng"
    assert refusal.value.law == "06/2020/QĐ-TTg"


def test_the_competent_one_decides() -> None:
    desk = Desk(competent("chair"), MONDAY)
    desk.lodge(Application(subject="Thư mời"), by="unit").do("consider", by="officer")

    assert desk.do("answer", ANSWER, by="head").state == "answered"


def test_links_follow_the_fields() -> None:
    link = Link("answers", "delegations", "outbound-delegation", "d9")
    linked = replace(LETTER, links=lambda f: [link])

    dossier = Desk(linked, MONDAY).lodge(Application(subject="Thư mời"), by="unit").dossier

    assert dossier.links == (link,)


def test_everyone_who_acts_joins_the_team_once() -> None:
    desk = lodged().do("consider", by="officer").do("consult", by="officer")

    assert desk.dossier.team == ("unit.86", "officer.86")


FILE = Attachment(id="f", name="a.pdf", size=3, sha256="0", media_type="application/pdf")


def put(desk: Desk) -> Dossier[Any]:
    at = datetime(2026, 3, 2, 9, tzinfo=HANOI)
    case: Case[Any, Any] = Case(
        dossier=desk.dossier, actor=actor("unit"), at=at, province=desk.province, data=FILE
    )
    return attach(LETTER, FILE, case).dossier


def test_a_file_is_an_act_and_leaves_the_state() -> None:
    dossier = put(lodged())

    assert (dossier.attachments, dossier.state, dossier.version) == ((FILE,), "lodged", 2)


def test_a_closed_dossier_takes_no_file() -> None:
    desk = lodged().do("withdraw", WithReason(reason="gửi nhầm"), by="unit")

    with pytest.raises(WrongState, match="đã đóng"):
        put(desk)


@pytest.mark.parametrize(
    ("who", "sees"),
    [
        (actor("unit", unit="so-tai-chinh"), True),
        (actor("unit", unit="so-y-te"), False),
        (actor("unit", unit="so-noi-vu"), True),
        (actor("police", unit="cong-an-tinh"), True),
        (actor("border", unit="bien-phong"), False),
        (actor("officer"), True),
        (actor("officer", province="46"), False),
        (actor("admin"), False),
        (actor("ops"), False),
        (actor("ministry"), False),
        (actor("system"), True),
    ],
)
def test_a_unit_sees_its_own_and_what_it_was_asked(who: Actor, sees: bool) -> None:
    dossier = lodged().do("consider", by="officer").do("consult", by="officer").dossier

    assert is_visible(LETTER, dossier, who) is sees


def offers_to(who: Actor) -> list[Offer]:
    desk = lodged()
    at = datetime.combine(desk.today, time(9), HANOI)
    case: Case[Any, Any] = Case(
        dossier=desk.dossier, actor=who, at=at, province=desk.province, data=Nothing()
    )
    return available(LETTER, case)


@pytest.mark.parametrize(
    ("who", "sees"),
    [
        (actor("officer", province="46"), True),
        (actor("unit", province="46", unit="so-tai-chinh"), True),
        (actor("unit", province="46", unit="so-y-te"), False),
        (actor("admin", province="46"), False),
        (actor("ministry", province="46"), False),
    ],
)
def test_the_people_of_an_heir_see_and_do_what_those_of_the_old_province_did(
    who: Actor, sees: bool
) -> None:
    dossier = lodged().dossier
    heir, stranger = replace(who, predecessors=("86",)), replace(who, predecessors=("83",))

    assert is_visible(LETTER, dossier, heir) is sees
    assert not is_visible(LETTER, dossier, stranger)
    assert offers_to(heir) == offers_to(replace(who, province="86")) != []
    assert offers_to(stranger) == []


@pytest.mark.parametrize(
    ("who", "sees"),
    [
        (actor("officer", id_="officer.86"), True),
        (actor("officer", id_="other.86"), False),
        (actor("head", unit="so-tai-chinh"), True),
        (actor("head"), False),
        (actor("chair", unit="ubnd"), False),
        (actor("unit", unit="so-tai-chinh", id_="x"), False),
    ],
)
def test_a_personal_record_is_seen_by_its_team(who: Actor, sees: bool) -> None:
    private = replace(LETTER, team_only=True)
    dossier = lodged().do("consider", by="officer").dossier

    assert is_visible(private, dossier, who) is sees


@pytest.mark.parametrize(("role", "sees"), [("party", True), ("police", False), ("unit", False)])
def test_a_role_that_acts_on_every_dossier_of_a_type_sees_them(role: str, sees: bool) -> None:
    consented = replace(LETTER, shown_to={"party"})

    assert is_visible(consented, lodged().dossier, actor(role, unit="other")) is sees


def test_what_is_given_fills_in_the_fields_of_the_same_names() -> None:
    data = Application(subject="Thư khác", pages=3)
    desk = lodged()
    case: Case[Letter, Application] = Case(
        dossier=desk.dossier, actor=actor("officer"), at=datetime(2026, 3, 2, 9, tzinfo=HANOI),
        province=desk.province, data=data,
    )  # fmt: skip

    filled = fill_in(case, answer="đã ghi")

    assert (filled.subject, filled.pages, filled.answer) == ("Thư khác", 3, "đã ghi")
    with pytest.raises(TypeError, match="unknown"):
        fill_in(case, unknown=1)


def test_today_is_the_offices_day() -> None:
    desk = lodged()
    at = datetime(2026, 3, 1, 17, 30, tzinfo=UTC)
    case: Case[Any, Any] = Case(
        dossier=desk.dossier, actor=actor("unit"), at=at, province=desk.province, data=None
    )

    assert case.today == MONDAY
