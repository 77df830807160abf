"""What is announced: the state after the act, and no more than the type discloses."""

from __future__ import annotations

from datetime import date
from typing import Any

import msgspec
import pytest
from msgspec.structs import replace

from casework import CloudEvent, Disclosure, Link, announce
from casework.event import event_type, source
from support.desk import Desk
from support.sample import LETTER, Answer, Application

MONDAY = date(2026, 3, 2)


def told(type_: Any = LETTER, **fields: Any) -> CloudEvent:
    application = Application(subject="Thư mời", secret_name="Nguyễn Văn A", **fields)
    desk = Desk(type_, MONDAY).lodge(application, by="unit").do("consider", by="officer")
    return announce("letters", type_, desk.outcomes[-1], "00-ab-cd-01")


def test_an_event_has_the_attributes_of_a_cloudevent() -> None:
    event = told()

    assert event.type == "vn.ngoaivu.letters.letter.considered.v1"
    assert event.source == "/provinces/86/letters"
    assert (event.subject, event.sequence, event.province) == ("d1", 2, "86")
    assert event.time == "2026-03-02T09:00:00+07:00"
    assert (event.specversion, event.datacontenttype) == ("1.0", "application/json")
    assert event.traceparent == "00-ab-cd-01"
    assert event.position == 0


def test_it_tells_the_state_after_the_act_and_its_law() -> None:
    news = told().data

    assert (news.service, news.type, news.record) == ("letters", "letter", "R99")
    assert (news.state, news.state_title, news.final) == ("considered", "đang xem xét", False)
    assert (news.transition, news.actor_role) == ("consider", "officer")
    assert (news.law, news.lodged) == ("99/2026/TEST, Điều 3", "2026-03-02")


def test_only_what_is_disclosed_leaves_the_service() -> None:
    event = told(visit=date(2026, 5, 4))

    assert event.data.fields == {"subject": "Thư mời", "pages": 1, "visit": "2026-05-04"}
    assert event.data.ministry == ("pages",)
    assert b"Nguy" not in msgspec.json.encode(event)


def test_a_type_that_discloses_nothing_tells_no_field() -> None:
    assert told(replace(LETTER, discloses=Disclosure())).data.fields == {}


def test_clocks_and_links_travel_along() -> None:
    link = Link("answers", "delegations", "outbound-delegation", "d9")
    event = told(replace(LETTER, links=lambda f: [link]))

    clocks = {c["name"]: c for c in event.data.clocks}
    assert event.data.links == (link,)
    assert (clocks["answer"]["due"], clocks["answer"]["id"]) == ("2026-03-09", "D98")


def test_a_final_state_says_so() -> None:
    from casework.vocabulary import WithReason

    desk = Desk(LETTER, MONDAY).lodge(Application(subject="Thư mời"), by="unit")
    desk.do("withdraw", WithReason(reason="gửi nhầm"), by="unit")

    assert announce("letters", LETTER, desk.outcomes[-1]).data.final


def test_an_event_reads_back_as_it_was_sent() -> None:
    event = told()

    assert msgspec.json.decode(msgspec.json.encode(event), type=CloudEvent) == event


@pytest.mark.parametrize(("version", "name"), [(1, "v1"), (2, "v2")])
def test_names_of_types_and_sources(version: int, name: str) -> None:
    assert event_type("ngos", "aid", "approved", version) == f"vn.ngoaivu.ngos.aid.approved.{name}"
    assert source("46", "ngos") == "/provinces/46/ngos"


def test_a_reply_is_announced_too() -> None:
    desk = Desk(LETTER, MONDAY).lodge(Application(subject="Thư mời"), by="unit")
    desk.do("consider", by="officer").do("consult", by="officer").reply("so-noi-vu")

    event = announce("letters", LETTER, desk.outcomes[-1])

    assert event.type == "vn.ngoaivu.letters.letter.opinion-recorded.v1"
    assert event.data.state == "consulting"


def test_events_of_one_dossier_follow_one_another() -> None:
    desk = Desk(LETTER, MONDAY).lodge(Application(subject="Thư mời"), by="unit")
    desk.do("consider", by="officer").do("answer", Answer(answer="đồng ý"), by="head")

    sequences = [announce("letters", LETTER, o).sequence for o in desk.outcomes]

    assert sequences == [1, 2, 3]
