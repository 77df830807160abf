"""Foreign reporters in the province: 88/2012/NĐ-CP; 34/2014/NĐ-CP Điều 6."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from msgspec.structs import replace

from casework import Act, Dossier, Refused, WrongState, announce
from casework.province import Value
from casework.vocabulary import Decision, WithReason
from consular_border.press import Ended, Permit, Place, PressForm, Reporter
from consular_border.procedures.press_visit import PRESS_VISIT_2013 as PRESS_VISIT
from papers import administrative
from support.border import lai_chau
from support.desk import HANOI, Desk

TODAY = date(2026, 3, 2)
LETTER = Decision(number="40/UBND-NV", date=TODAY)
REPORTER = Reporter(
    name="Jean P", nationality="FR", card="VP-12", card_issued_on=date(2026, 1, 5),
    card_expires_on=date(2027, 1, 5),
)  # fmt: skip
FORM = PressForm(
    media="AFP", country="FR", kind="resident", reporters=(REPORTER,), topics=("làng nghề",),
    places=(Place(name="Chợ Lách"),), starts_at=datetime(2026, 3, 10, 9, tzinfo=HANOI),
    ends_on=date(2026, 3, 12),
    permit=Permit(number="7/BNG", date=date(2026, 2, 25), topics=("làng nghề",),
                  places=("Chợ Lách",)),
)  # fmt: skip
AT_THE_BORDER = replace(FORM, places=(Place(name="Chợ Lách", is_restricted=True),),
                        border_entry="VB-1")  # fmt: skip


def entry(noticed: datetime, state: str = "notified") -> Dossier[Any]:
    act = Act(
        version=2, transition="notify", title="thông báo", source="planned", to="notified",
        actor="officer.86", role="officer", at=noticed, law="34/2014/NĐ-CP, Điều 6",
    )  # fmt: skip
    return Dossier(
        id="e1", code="VB-1", type="border-entry", regime=TODAY, province="86", unit="so-ngoai-vu",
        title="", fields=LETTER, lodged_on=TODAY, state=state, acts=(act,),
    )  # fmt: skip


def asked(form: PressForm = FORM, *others: Dossier[Any]) -> Desk:
    desk = Desk(PRESS_VISIT, TODAY, others=others)
    return desk.lodge(form, by="officer", unit="so-ngoai-vu").do("consult", by="officer")


def test_a_visit_is_approved_started_ended_and_reported() -> None:
    desk = asked()
    assert desk.due("answer") == date(2026, 3, 9)
    desk.reply("cong-an-tinh").do("approve", LETTER, by="chair").on(date(2026, 3, 10))
    desk.do("start", by="officer").do(
        "end", Ended(published="Một phóng sự", articles=1), by="officer"
    )
    assert desk.do("report", LETTER, by="officer").state == "reported"

    f = desk.fields
    assert (f.people, f.articles, f.has_violation) == (1, 1, False)
    assert "Jean" not in str(announce("consular-border", PRESS_VISIT, desk.outcomes[-1]))
    for paper in PRESS_VISIT.papers:
        assert administrative.render_docx(paper.makes(desk.dossier, desk.province))[:2] == b"PK"


def test_nobody_works_before_the_approval() -> None:
    with pytest.raises(WrongState):
        asked().do("start", by="officer")
    with pytest.raises(Refused, match="sau khi được chấp thuận"):
        asked().on(date(2026, 3, 10)).do("approve", LETTER, by="chair", late_reason="chờ ý kiến")


@pytest.mark.parametrize(
    ("changed", "at"),
    [
        ({"topics": ("chính trị",)}, "/topics/0"),
        ({"places": (Place(name="Giồng Trôm"),)}, "/places/0/name"),
        ({"ends_on": date(2026, 3, 1)}, "/ends_on"),
        (
            {"reporters": (replace(REPORTER, card_expires_on=date(2026, 3, 11)),)},
            "/reporters/0/card_expires_on",
        ),
        (
            {"reporters": (replace(REPORTER, card_expires_on=date(2027, 1, 6)),)},
            "/reporters/0/card_expires_on",
        ),
    ],
)
def test_what_is_outside_the_permit_or_the_card_is_refused(changed: Any, at: str) -> None:
    with pytest.raises(Refused) as refusal:
        asked(replace(FORM, **changed))
    assert at in [f.at for f in refusal.value.failures]


def test_a_border_place_needs_a_noticed_entry() -> None:
    early = datetime(2026, 3, 9, 9, tzinfo=HANOI)
    for others in ((), (entry(early, "planned"),)):
        with pytest.raises(Refused, match="đã thông báo"):
            asked(AT_THE_BORDER, *others).do("approve", LETTER, by="chair")

    assert asked(AT_THE_BORDER, entry(early)).do("approve", LETTER, by="chair").state == "approved"


def test_a_border_commune_is_one_whatever_the_form_says() -> None:
    places = (Place(name="Chợ phiên xã Dào San"),)
    assert FORM.permit is not None
    permit = replace(FORM.permit, places=("Chợ phiên xã Dào San",))
    desk = Desk(PRESS_VISIT, TODAY, province=lai_chau())
    form = replace(FORM, places=places, permit=permit)
    desk.lodge(form, by="officer", unit="so-ngoai-vu").do("consult", by="officer")

    with pytest.raises(Refused, match="đã thông báo"):
        desk.do("approve", LETTER, by="chair")


def test_the_numbers_of_the_decree_are_values_of_the_province() -> None:
    def value(name: str, **told: Any) -> Value:
        return Value(
            service="consular-border", name=f"press-visit.{name}", law="Nghị định mới",
            since=date(2026, 1, 1), **told,
        )  # fmt: skip

    fast = value("answer-within", amount=2, unit="working-days")
    early = value("file-before", amount=1, unit="working-days")
    short = value("card-lasts", amount=6, unit="months")
    away = replace(FORM, kind="non-resident")

    assert Desk(PRESS_VISIT, TODAY, values=[fast]).lodge(FORM, by="officer").due("answer") == date(
        2026, 3, 4
    )
    desk = Desk(PRESS_VISIT, TODAY, values=[early]).lodge(away, by="officer")
    assert desk.due("file") == date(2026, 3, 9)
    with pytest.raises(Refused, match="quá số tháng"):
        Desk(PRESS_VISIT, TODAY, values=[short]).lodge(FORM, by="officer")


def test_the_notice_is_24_hours_before_unless_with_a_delegation() -> None:
    late = entry(datetime(2026, 3, 9, 9, 1, tzinfo=HANOI))
    with pytest.raises(Refused, match="24 giờ"):
        asked(AT_THE_BORDER, late).do("approve", LETTER, by="chair")

    with_them = replace(AT_THE_BORDER, kind="accompanying")
    assert asked(with_them, late).do("approve", LETTER, by="chair").state == "approved"


def test_who_does_not_reside_here_files_ten_working_days_before() -> None:
    form = replace(FORM, kind="non-resident")
    desk = Desk(PRESS_VISIT, TODAY).lodge(form, by="officer", late_reason="đi gấp")
    assert desk.due("file") == date(2026, 2, 24)


def told() -> Desk:
    """What a conference tells of its press: no names, no permit."""
    form = replace(FORM, kind="accompanying", country="", reporters=(), permit=None, conference="h")
    return Desk(PRESS_VISIT, TODAY).lodge(form, by="system", unit="so-ngoai-vu")


def test_a_visit_told_by_a_conference_is_completed_before_the_police_are_asked() -> None:
    with pytest.raises(Refused) as refusal:
        told().do("consult", by="officer")
    assert [f.at for f in refusal.value.failures] == ["/country", "/reporters", "/permit"]

    desk = told().do("complete", FORM, by="officer")
    assert [(k.type, k.id) for k in desk.dossier.links] == [("conference", "h")]
    assert desk.do("consult", by="officer").state == "consulting"


def test_who_completes_a_visit_stays_inside_the_permit() -> None:
    outside = replace(FORM, topics=("chính trị",))
    with pytest.raises(Refused, match="ngoài giấy phép"):
        told().do("complete", outside, by="officer")


def test_a_desk_receives_whole_dossiers_only() -> None:
    for missing in ({"permit": None}, {"reporters": ()}, {"country": ""}, {"country": "QQ"}):
        with pytest.raises(Refused):
            asked(replace(FORM, **missing))


def test_a_visit_that_does_not_take_place_is_cancelled_with_a_reason() -> None:
    why = WithReason(reason="hội nghị hoãn")
    assert told().do("cancel", why, by="officer").state == "cancelled"
