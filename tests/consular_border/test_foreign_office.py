"""Representative offices of foreign bodies: 06/2005/NĐ-CP."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from casework import ReasonNeeded, Refused
from casework.vocabulary import Decision, WithReason
from consular_border.procedures.foreign_office import (
    FOREIGN_OFFICE,
    Licence,
    Programme,
    Renewal,
    Report,
    Stated,
    Violation,
)
from papers import administrative
from support.desk import Desk

TODAY = date(2026, 3, 2)
ASKED = Programme(
    organisation="Viện Nghiên cứu K", country="KR", field="nông nghiệp", partner="so-nnmt",
    address="Thành phố Vĩnh Long", programme="Giống lúa chịu mặn",
    programme_ends_on=date(2028, 12, 31), request=Decision(number="7/BNG", date=TODAY),
)  # fmt: skip
YES = Stated(number="5/UBND-NV", date=TODAY, agrees=True, content="Nhất trí")
LICENCE = Licence(
    number="1/GP-BNG", date=TODAY, valid_from=TODAY, valid_until=date(2026, 12, 31), foreigners=2,
)  # fmt: skip
LETTER = Decision(number="2/VPĐD", date=TODAY)


def received(**changed: Any) -> Desk:
    return Desk(FOREIGN_OFFICE, TODAY).lodge(replace(ASKED, **changed), by="officer")


def opined() -> Desk:
    desk = received().do("consult", by="officer")
    for o in desk.dossier.rounds[0].opinions:
        desk.reply(o.body)
    return desk.do("opine", YES, by="chair")


def active(**changed: Any) -> Desk:
    return opined().do("license", replace(LICENCE, **changed), by="officer")


def refused(desk: Desk, step: str, data: Any = None, by: str = "officer") -> list[str]:
    with pytest.raises(Refused) as refusal:
        desk.do(step, data, by=by)
    return [f.at for f in refusal.value.failures]


def test_an_office_is_opined_licensed_and_expires() -> None:
    desk = active()
    assert received().due("opine") == date(2026, 3, 17)
    assert refused(desk, "expire") == ["/licence"]

    assert desk.on(date(2027, 1, 4)).do("expire", by="officer").state == "expired"
    made = FOREIGN_OFFICE.papers[0].makes(desk.dossier, desk.province)
    assert administrative.render_docx(made)[:2] == b"PK"


def test_an_opinion_after_15_days_says_why() -> None:
    desk = received().do("consult", by="officer")
    for o in desk.dossier.rounds[0].opinions:
        desk.reply(o.body)
    with pytest.raises(ReasonNeeded):
        desk.on(date(2026, 3, 18)).do("opine", YES, by="chair")


def test_silence_and_disagreement_need_a_note() -> None:
    desk = received().do("consult", by="officer")

    assert refused(desk, "opine", YES, by="chair") == ["/note"]
    assert desk.do("opine", replace(YES, note="Đã nhắc"), by="chair").state == "opined"


def test_a_licence_does_not_outlive_the_programme() -> None:
    assert refused(opined(), "license", replace(LICENCE, valid_until=date(2029, 1, 1))) == [
        "/valid_until"
    ]
    assert refused(opined(), "license", replace(LICENCE, valid_until=date(2026, 3, 1))) == [
        "/valid_until"
    ]


def test_9_renewal_is_asked_thirty_days_before_the_end() -> None:
    desk = active()
    assert desk.due("ask-renewal") == date(2026, 12, 1)
    given = {n: getattr(LICENCE, n) for n in Licence.__struct_fields__}
    longer = Renewal(**given | {"valid_until": date(2028, 12, 31)})
    assert refused(desk, "amend", longer) == ["/renewal"]

    desk.do("ask-renewal", LETTER, by="officer").do("amend", longer, by="officer")
    assert desk.fields.licence.valid_until == date(2028, 12, 31)
    too_long = replace(longer, valid_until=date(2029, 1, 1))
    desk.do("ask-renewal", LETTER, by="officer")
    assert refused(desk, "amend", too_long) == ["/valid_until"]


def test_14_2_each_period_is_reported_once() -> None:
    half = Report(number="1/BC", date=TODAY, period="2026-H1")
    desk = active().do("report", half, by="officer")

    assert refused(desk, "report", half) == ["/period"]
    assert len(desk.do("report", replace(half, period="2026-year"), by="officer").fields.reports)


def test_an_office_is_refused_or_revoked() -> None:
    why = WithReason(reason="chương trình chưa được phê duyệt")
    assert opined().do("refuse", why, by="officer").state == "refused"

    desk = active().do("note-violation", Violation(what="Hoạt động sai địa bàn"), by="officer")
    assert desk.do("revoke", LETTER, by="officer").state == "revoked"


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"country": "VN"}, "khác Việt Nam"),
        ({"request": Decision(number="7/BNG", date=date(2026, 3, 3))}, "sau hôm nay"),
        ({"programme": "Tài liệu TỐI MẬT"}, "MẬT"),
    ],
)
def test_what_is_refused(changed: dict[str, Any], says: str) -> None:
    with pytest.raises(Refused, match=says):
        received(**changed)
