"""Certification, legalisation, Apostille: NĐ 111/2011/NĐ-CP, NĐ 196/2025/NĐ-CP, the Convention."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest
from msgspec.structs import replace

from casework import Refused
from casework.province import Value
from casework.vocabulary import Decision, WithReason
from consular_border.procedures.legalisation import LEGALISATION_TYPE, Doubt, Item, Papers
from papers import administrative
from support.desk import Desk

AFTER, BEFORE = date(2026, 9, 14), date(2026, 9, 10)
DIPLOMA = Item(
    title="Bằng tốt nghiệp", issuer="Đại học Cần Thơ", issued_on=date(2020, 6, 1), has_chain=True
)
FOR_LAOS = Papers(kind="certification", applicant="Võ E", country="LA", items=(DIPLOMA,))
FOR_JAPAN = replace(FOR_LAOS, country="JP")


ISSUES = Value(
    service="consular-border", name="legalisation.may-receive", law="03/2026/TT-BNG, Điều 3",
    since=date(2020, 1, 1), switch=True,
)  # fmt: skip


def received(
    asked: Papers = FOR_LAOS, today: date = AFTER, values: Sequence[Value] = (ISSUES,)
) -> Desk:
    return Desk(LEGALISATION_TYPE, today, values=values).lodge(asked, by="officer")


def refused(asked: Papers, today: date = AFTER) -> list[str]:
    with pytest.raises(Refused) as refusal:
        received(asked, today)
    return [f.at for f in refusal.value.failures]


def answer(desk: Desk) -> Decision:
    return Decision(number="1201/LS-HPH", date=desk.today)


def test_a_paper_is_received_forwarded_certified_and_delivered() -> None:
    desk = received().do("forward", by="officer")
    desk.do("certify", answer(desk), by="officer").do("deliver", by="officer")

    assert (desk.state, desk.fields.documents) == ("delivered", 1)


def test_the_apostille_replaces_legalisation_from_11_9_2026() -> None:
    assert refused(FOR_JAPAN) == ["/why_not_apostille"]
    assert received(FOR_JAPAN, BEFORE).state == "received"

    reason = replace(FOR_JAPAN, why_not_apostille="cơ quan nhận yêu cầu bằng văn bản")
    assert received(reason).state == "received"
    assert received(replace(FOR_JAPAN, kind="apostille")).state == "received"


def test_a_case_received_before_that_day_and_forwarded_after_it_needs_a_reason() -> None:
    desk = received(FOR_JAPAN, BEFORE).on(date(2026, 9, 11))

    with pytest.raises(Refused, match="thành viên Công ước Apostille"):
        desk.do("forward", by="officer")


def test_no_apostille_for_a_country_outside_or_before_the_day() -> None:
    assert refused(replace(FOR_LAOS, kind="apostille")) == ["/kind"]
    assert refused(replace(FOR_JAPAN, kind="apostille"), BEFORE) == ["/kind"]


def test_the_chain_of_certification_is_complete() -> None:
    bare = replace(DIPLOMA, has_chain=False)

    assert refused(replace(FOR_LAOS, items=(DIPLOMA, bare))) == ["/items/1/has_chain"]


def test_a_foreign_paper_is_translated() -> None:
    lao = replace(DIPLOMA, language="lo")

    assert refused(replace(FOR_LAOS, items=(lao,))) == ["/items/0/translation"]
    assert received(replace(FOR_LAOS, items=(replace(lao, translation="vi"),))).state == "received"


def test_an_altered_paper_is_not_certified() -> None:
    altered = replace(DIPLOMA, is_altered=True)

    assert refused(replace(FOR_LAOS, items=(altered,))) == ["/items/0/is_altered"]


def test_dates_and_countries() -> None:
    ahead = replace(DIPLOMA, issued_on=date(2026, 9, 15))

    assert refused(replace(FOR_LAOS, items=(ahead,))) == ["/items/0/issued_on"]
    assert refused(replace(FOR_LAOS, country="QQ")) == ["/country"]


@pytest.mark.parametrize(
    ("count", "clock", "due"),
    [
        (4, "decide", date(2026, 9, 15)),
        (5, "decide-some", date(2026, 9, 16)),
        (9, "decide-some", date(2026, 9, 16)),
        (10, "decide-many", date(2026, 9, 18)),
    ],
)
def test_d65_one_two_or_four_working_days_by_the_papers(count: int, clock: str, due: date) -> None:
    desk = received(replace(FOR_LAOS, items=(DIPLOMA,) * count)).do("forward", by="officer")

    assert desk.due(clock) == due
    assert desk.explained(clock).mark == "W"
    assert desk.explained(clock).source.startswith("196/2025/NĐ-CP")


def test_d65_before_august_2025_ten_papers_took_five_days() -> None:
    monday = date(2025, 7, 28)
    ten = replace(FOR_LAOS, items=(DIPLOMA,) * 10)
    desk = received(ten, monday).do("forward", by="officer")

    assert desk.due("decide-many") == date(2025, 8, 4)
    assert desk.explained("decide-many").source == "111/2011/NĐ-CP, Điều 11 khoản 5"


def test_d66_the_province_forwards_within_one_working_day() -> None:
    desk = received()
    assert desk.due("forward") == date(2026, 9, 15)
    assert desk.dossier.clock("deliver") is None, "no text says when the result is handed over"

    ours = Value(
        service="consular-border", name="legalisation.deliver", law="5/QĐ-SNgV",
        since=date(2026, 1, 1), amount=4, unit="working-days",
    )  # fmt: skip
    assert received(values=(ISSUES, ours)).due("deliver") == date(2026, 9, 18)


def test_d67_a_doubtful_signature_is_verified_in_five_working_days() -> None:
    desk = received().do("forward", by="officer")
    desk.do("verify", Doubt(bodies=("Đại học Cần Thơ",), reason="chữ ký khác mẫu"), by="officer")
    (round_,) = desk.dossier.rounds
    assert (round_.id, str(round_.opinions[0].due)) == ("D67", "2026-09-21")
    with pytest.raises(Refused, match="chưa trả lời"):
        desk.do("resume", by="officer")

    desk.on(date(2026, 9, 18)).reply("Đại học Cần Thơ").do("resume", by="officer")
    assert desk.do("certify", answer(desk), by="officer", late_reason="").state == "certified"


def test_a_denied_signature_is_not_certified() -> None:
    desk = received().do("forward", by="officer")
    desk.do("verify", Doubt(bodies=("Đại học Cần Thơ",), reason="chữ ký khác mẫu"), by="officer")
    desk.reply("Đại học Cần Thơ", "disagree").do("resume", by="officer")

    with pytest.raises(Refused, match="không được xác nhận"):
        desk.do("certify", answer(desk), by="officer")
    assert desk.do("refuse", WithReason(reason="giả mạo"), by="officer").state == "refused"


def test_a_province_that_the_circular_does_not_name_receives_nothing() -> None:
    with pytest.raises(Refused, match="chưa được Bộ Ngoại giao ủy quyền"):
        received(values=())


def test_what_is_incomplete_is_returned_and_supplemented() -> None:
    desk = received().do("return", WithReason(reason="thiếu bản sao"), by="officer")
    for bad in (FOR_JAPAN, replace(FOR_LAOS, items=(replace(DIPLOMA, is_altered=True),))):
        with pytest.raises(Refused):
            desk.do("supplement", bad, by="officer")

    assert desk.do("supplement", FOR_LAOS, by="officer").state == "received"


def test_the_title_names_nobody_and_the_papers_are_made() -> None:
    desk = received()
    assert desk.dossier.title == "Chứng nhận lãnh sự: Lào, 1 giấy tờ"

    receipt, schedule = LEGALISATION_TYPE.papers
    assert administrative.render_docx(receipt.makes(desk.dossier, desk.province))[:2] == b"PK"
    assert schedule.makes(desk.dossier, desk.province)[:2] == b"PK"
