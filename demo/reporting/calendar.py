"""Reporting: reports of the calendar and on demand, the units' parts, the books (R37, R40, R44)."""

from __future__ import annotations

from datetime import date
from typing import Any

from demo.reporting import LATE, REASON, SECTIONS
from demo.story import Act, Earlier, Setting, Story, Told, only

HALF = "2026-H1"
LOOKED = (4, 27)


def _days(s: Setting, month: int, day: int) -> int:
    return (date(s.first.year, month, day) - s.first).days


@only(times=1, provinces=("46", "86"), first=0)
def the_calendar_is_looked_at(s: Setting) -> Story:
    """What a day in spring requires is opened for every body that owes it."""
    return Story("reporting/obligations/tick", Act("officer", "tick", _days(s, *LOOKED)))


def estimated(known: Any) -> dict[str, Any]:
    lines = known["fields"]["figures"]["lines"]
    told = [{"figure": x["figure"], "value": x["value"], "basis": "không tăng"} for x in lines]
    return {"sections": SECTIONS, "is_estimate": True, "estimates": told}


def part(s: Setting, month: int, day: int, *acts: Act, more: Any = None) -> Story:
    after = _days(s, month, day)
    paper = s.document("BC-SYT", after)

    def body(known: Any) -> dict[str, Any]:
        told = estimated(known) if month == 5 else {"sections": SECTIONS}
        return {**told, "document": paper, **(more or {})}

    asked = {"obligation": "unit-half-year", "period": HALF}
    return Story(
        "reporting/unit-report",
        Act("unit", "find", after, asked),
        (Act("unit", "figures", after), Act("unit", "submit", after, body), *acts),
    )


@only(times=1, first=0, provinces=("46",))
def a_unit_reports_in_time(s: Setting) -> Story:
    return part(s, 5, 20, Act("officer", "accept", _days(s, 5, 22)))


@only(times=1, first=0, provinces=("86",))
def a_unit_reports_late(s: Setting) -> Story:
    return part(s, 6, 18, Act("officer", "accept", _days(s, 6, 19)), more=LATE)


@only(times=1, first=0, provinces=("46",))
def the_half_year_is_reported(s: Setting) -> Story:
    """The units that have not answered are dealt with, and the Party is asked before it is sent."""
    d = _days(s, 6, 22)
    return Story(
        "reporting/periodic-report",
        Act("officer", "find", d, {"obligation": "half-year-report", "period": HALF}),
        (
            Act("officer", "consolidate", d, {"without": "Đã đôn đốc các đơn vị còn lại"}),
            Act("officer", "figures", d),
            Act("officer", "draft", d, {"sections": SECTIONS}),
            Act("head", "review", d),
            Act("director", "present", d + 1),
            Act("party", "note-party", d + 1, s.document("CV-TU", d + 1)),
            Act("chair", "sign", d + 2),
            Act("clerk", "send", d + 2, s.document("BC-UBND", d + 2)),
        ),
    )


def on_demand(s: Setting, about: str, to: str) -> dict[str, Any]:
    return {
        "obligation": "ad-hoc",
        "title": f"Báo cáo {about} đến ngày {s.day(-1)}",
        "period_from": s.day(-31),
        "cut_off": s.day(-1),
        "due_on": s.day(9),
        "recipients": [to],
    }


def report(s: Setting, *acts: Act) -> Story:
    asked = on_demand(s, "tình hình khách quốc tế", "Bộ Ngoại giao")
    return Story("reporting/periodic-report", Act("officer", "open", 0, asked), acts)


@only(fully=("79",), provinces=("12", "79", "86"), early=True)
def the_ministry_asks_for_a_report(s: Setting) -> Story:
    return report(
        s,
        Act("head", "ask-units", 0, s.document("SNgV-HTQT", 0)),
        Act("officer", "consolidate", 3),
        Act("officer", "draft", 4, {"sections": SECTIONS}),
        Act("head", "review", 4),
        Act("director", "present", 5),
        Act("chair", "sign", 6),
        Act("clerk", "send", 7, s.document("BC-UBND", 7)),
        Act("clerk", "acknowledge", 9, {"by": "Bộ Ngoại giao", "on": s.day(9)}),
        Act("officer", "close", 12),
    )


@only(times=1, provinces=("79",))
def a_report_is_not_needed(s: Setting) -> Story:
    return report(s, Act("director", "waive", 2, REASON))


def asked_of(s: Setting, unit: str, *acts: Act) -> Story:
    asked = on_demand(s, "số đoàn nước ngoài đã tiếp", "Sở Ngoại vụ")
    return Story("reporting/unit-report", Act("officer", "open", 0, asked), acts, unit)


def sent(s: Setting) -> Act:
    told = {"sections": SECTIONS, "document": s.document("BC-SYT", 4)}
    return Act("unit", "submit", 4, told)


@only(times=1, provinces=("12", "79"))
def a_unit_answers(s: Setting) -> Story:
    return asked_of(s, "so-y-te", sent(s))


@only(times=1, provinces=("79",))
def an_answer_is_sent_back(s: Setting) -> Story:
    return asked_of(s, "so-y-te", sent(s), Act("officer", "return", 6, REASON))


@only(times=1, provinces=("79",))
def a_unit_is_spared(s: Setting) -> Story:
    return asked_of(s, "so-y-te", Act("director", "waive", 2, REASON))


@only(times=1, provinces=("46",))
def an_invited_body_declines(s: Setting) -> Story:
    return asked_of(s, "dai-hoc-hue", Act("officer", "decline", 3))


def paper(s: Setting, symbol: str, about: str, **more: Any) -> dict[str, Any]:
    signed = {"signer": "Giám đốc", "signed_on": s.day(), "recipients": ["UBND tỉnh"]}
    return {"symbol": symbol, "date": s.day(), "about": about, **signed, **more}


@only(fully=("79",), first=2)
def a_number_is_given(s: Setting) -> Story:
    return Story(
        "reporting/number-books/give",
        Act("clerk", "give", 0, paper(s, "TB-SNgV", "Lịch tiếp khách nước ngoài")),
        (Act("clerk", "send", 0, {"sent_on": s.day()}),),
    )


@only(times=1, provinces=("79",), first=8)
def a_document_is_replaced(s: Setting) -> Story:
    wrong = Earlier(a_number_is_given, 1, "id")
    body = paper(s, "TB-SNgV", "Lịch tiếp khách nước ngoài, thay thế", replaces=wrong)
    return Story("reporting/number-books/give", Act("clerk", "give", 0, body))


@only(times=1, provinces=("79",), first=4)
def a_number_is_cancelled(s: Setting) -> Story:
    return Story(
        "reporting/number-books/give",
        Act("clerk", "give", 0, paper(s, "KH-SNgV", "Kế hoạch tập huấn")),
        (Act("clerk", "cancel", 1, {"cause": "Văn bản không phát hành"}),),
    )


@only(times=1, provinces=("12", "79"), first=5)
def a_number_is_kept_free(s: Setting) -> Story:
    body = {"symbol": "TTr-SNgV", "cause": "Chờ Giám đốc ký tờ trình"}
    return Story("reporting/number-books/reserve", Act("clerk", "reserve", 0, body))


@only(times=1, provinces=("79",), first=6)
def a_line_is_taken_out(s: Setting) -> Story:
    body = {"number": s.number("CV-BNG"), **paper(s, "CV-BNG", "Giới thiệu đoàn")}
    return Story(
        "reporting/outgoing-documents",
        Act("clerk", "enter", 0, body),
        (Act("clerk", "cancel", 1, {"cause": "Ghi nhầm văn bản của nơi khác"}),),
    )


@only(times=3, provinces=("46", "79"))
def a_document_arrives(s: Setting) -> Story:
    """One waits to be passed on, one lies with its desk, one is settled."""
    arrival = {
        "arrived_on": s.day(),
        "author": "Bộ Ngoại giao",
        "number": s.number("BNG-NVNN"),
        "date": s.day(-4),
        "about": "Công văn hướng dẫn tiếp đoàn khách",
        "due_on": s.day(10),
    }
    if s.n:
        arrival["assigned_to"] = "Phòng Hợp tác quốc tế"
    if s.n == 2:
        arrival["settled_on"] = s.day()
    return Story("reporting/number-books/arrive", Act("clerk", "arrive", 0, arrival))


@only(times=3, provinces=("79",))
def an_answer_is_kept(s: Setting) -> Story:
    """One is in use, one was overtaken by a new text, one was written down twice."""
    kept = {
        "subject": f"Thời hạn báo cáo kết quả đoàn ra, lần {s.n + 1}",
        "field": "delegations",
        "question": "Đoàn ra báo cáo kết quả trong bao nhiêu ngày?",
        "answer": "Theo quy định của tỉnh về quản lý đoàn ra.",
        "grounds": "Quyết định 22/2012/QĐ-UBND",
        "answered_on": s.day(),
    }
    if s.n == 1:
        kept["overtaken_by"] = "Quy chế mới của Ủy ban nhân dân tỉnh"
    acts = (Act("head", "strike", 3, {"reason": "Ghi trùng với mục trước"}),) if s.n == 2 else ()
    return Story("reporting/answers", Act("officer", "enter", 0, kept), acts)


WAVES: list[list[Told]] = [
    [
        the_calendar_is_looked_at,
        the_ministry_asks_for_a_report,
        a_report_is_not_needed,
        a_unit_answers,
        an_answer_is_sent_back,
        a_unit_is_spared,
        an_invited_body_declines,
        a_number_is_given,
        a_number_is_cancelled,
        a_number_is_kept_free,
        a_line_is_taken_out,
        a_document_arrives,
        an_answer_is_kept,
    ],
    [a_unit_reports_in_time, a_unit_reports_late, a_document_is_replaced],
    [the_half_year_is_reported],
]
