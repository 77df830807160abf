"""A transition with target STAYS records a fact in whatever state the dossier is."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec import Struct

from casework import STAYS, DossierType, Law, SpecError, Transition
from published.atlas import page
from support.desk import Desk

LAW = Law("1/2026/QĐ", "Một văn bản")


class Fields(Struct, frozen=True):
    heard: bool = False


def a_type(*more: Transition[Fields, Fields]) -> DossierType[Fields]:
    return DossierType(
        name="notice",
        record="R99",
        title="Thông báo",
        prefix="TB",
        since=date(2026, 1, 1),
        law=LAW.art(1),
        fields=Fields,
        states={"draft": "nháp", "sent": "đã gửi"},
        final={"sent"},
        opening=Transition(
            LAW.art(2), "draft", title="lập", target="draft", by={"unit"}, emits="drafted",
            data=Fields,
        ),
        transitions=more,
        heading=lambda fields: "Thông báo",
        no_deadline="văn bản không đặt thời hạn",
    )  # fmt: skip


SEND = Transition[Fields, Fields](
    LAW.art(3), "send", title="gửi", source={"draft"}, target="sent", by={"unit"}, emits="sent"
)
HEAR = Transition[Fields, Fields](
    LAW.art(4), "hear", title="ghi nhận", source={"draft"}, target=STAYS, by={"system"},
    emits="heard", then=lambda case: Fields(heard=True),
)  # fmt: skip


def test_a_fact_is_recorded_and_the_state_stays() -> None:
    notice = a_type(SEND, HEAR)

    desk = Desk(notice, date(2026, 3, 2)).lodge(Fields(), by="unit").do("hear", by="system")

    assert (desk.state, desk.fields.heard) == ("draft", True)
    assert [a.to for a in desk.dossier.acts] == ["draft", "draft"]
    assert "draft --> draft: ghi nhận" in page("test", notice)


def test_recording_a_fact_is_no_way_out_of_a_state() -> None:
    with pytest.raises(SpecError, match="'draft' has no way out"):
        a_type(HEAR)
