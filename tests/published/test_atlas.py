"""A type on paper and in JSON: what lawyers read and what the interface answers."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from casework import Amount, Deadline, OnDay, Param, Within
from published.atlas import page
from published.catalogue import of_type
from published.contract import asyncapi, event_schemas, event_types
from support.sample import LAW, LETTER

PAGE = page("letters", LETTER)


@pytest.mark.parametrize(
    "told",
    [
        "# Thư đề nghị (R99)",
        "`letters/letter` · căn cứ 99/2026/TEST, Điều 1 · áp dụng từ 01/01/2020.",
        "| gửi thư |",
        "không phải người đã «nhận xem xét»",
        "| D98 | trả lời thư | trong 5 ngày làm việc (tỉnh đặt được 2–10) kể từ khi vào: "
        "«đã gửi», «đang xem xét»; dừng tính khi rời trạng thái đó |",
        "chậm nhất 7 ngày làm việc (luật định) trước ngày đến",
        "trong 10 ngày làm việc (luật định) sau ngày đến",
        "ngày 20/11 hằng năm (tỉnh đặt được; không gồm ngày đó)",
        "ngay khi nhận thư",
        "1. Thư có nhiều nhất 9 trang — *99/2026/TEST, Điều 3*",
        "im lặng không phải là đồng ý — *99/2026/TEST, Điều 3 khoản 1* D99",
        "| Số trang | `pages` | có | có |",
        "| Người gửi | `secret_name` | — | — |",
        "considered --> answered: trả lời",
        "withdrawn --> [*]",
    ],
)
def test_the_page_says_what_the_procedure_says(told: str) -> None:
    assert told in PAGE


def with_duty(shape: Any) -> str:
    duty = Deadline(law=LAW.art(9), name="duty", title="việc", shape=shape, met_by={"answer"})
    return page("letters", replace(LETTER, deadlines=[duty]))


def test_an_unverified_number_is_told_beside_a_verified_duty() -> None:
    days = Param(
        name="x", title="x", law=LAW.art(9, mark="M"), default=3, unit="calendar-days", most=9
    )

    told = with_duty(Within(amount=days, runs_in={"considered"}))

    assert "| 99/2026/TEST, Điều 9 | theo trí nhớ, chưa kiểm chứng |" in told


def test_a_number_that_no_text_gives_is_the_provinces() -> None:
    days = Param(name="x", title="x", law=LAW.art(9), default=None, unit="calendar-days", most=9)
    day = Param(name="y", title="y", law=LAW.art(9), default=None)

    assert "trong số ngày do tỉnh đặt" in with_duty(Within(amount=days, runs_in={"lodged"}))
    assert "văn bản không nêu ngày" in with_duty(OnDay(day=day, year=lambda d: None, strict=False))


def test_a_province_may_choose_how_before_a_day_is_read() -> None:
    day = Param(name="y", title="y", law=LAW.art(9), default=(5, 25))
    strict = Param(name="z", title="z", law=LAW.art(9), default=True)

    chosen = with_duty(OnDay(day=day, year=lambda d: 2026, strict=strict))
    fixed = with_duty(OnDay(day=day, year=lambda d: 2026, strict=False))

    assert "ngày 25/05 hằng năm (tỉnh đặt được; chặt hay gồm cả ngày đó: tỉnh chọn)" in chosen
    assert "gồm cả ngày đó)" in fixed


def test_a_type_without_deadlines_says_so() -> None:
    bare = replace(LETTER, deadlines=[], no_deadline="văn bản không đặt")

    assert "Văn bản không đặt thời hạn cho thủ tục này." in page("letters", bare)


def test_the_catalogue_has_what_the_interface_promises() -> None:
    told = of_type("letters", LETTER)

    assert (told["service"], told["name"], told["record"]) == ("letters", "letter", "R99")
    assert [s["name"] for s in told["states"] if s["final"]] == ["withdrawn"]
    step = {t["name"]: t for t in told["transitions"]}["answer"]
    assert (step["source"], step["target"]) == (["considered"], "answered")
    assert (step["by"], step["law"]) == (["head", "system"], "99/2026/TEST, Điều 4")
    assert (step["announces"], step["not_by"]) == ("answered", ["consider"])
    assert told["opening"]["requires"] == [
        {"says": "Thư có nhiều nhất 9 trang", "law": "99/2026/TEST, Điều 3", "at": "/pages"}
    ]
    assert {d["id"] for d in told["deadlines"]} == {"D98", "", "D99"}


def references(value: Any) -> set[str]:
    if isinstance(value, dict):
        own = {value["$ref"]} if isinstance(value.get("$ref"), str) else set()
        return own.union(*map(references, value.values()))
    if isinstance(value, list):
        return set().union(*map(references, value))
    return set()


def test_a_contract_names_its_events_and_shows_only_what_is_disclosed() -> None:
    schema = event_schemas({"letters": [LETTER]})["letters.letter"]

    assert set(schema["properties"]["fields"]["properties"]) == {"subject", "pages", "visit"}
    assert "vn.ngoaivu.letters.letter.answered.v1" in schema["x-event-types"]
    assert {r.removeprefix("#/$defs/") for r in references(schema)} == set(schema["$defs"])


def test_every_type_announces_opinions_files_holders_and_recounts() -> None:
    told = event_types("letters", LETTER)

    assert told[-4:] == [
        "vn.ngoaivu.letters.letter.opinion-recorded.v1",
        "vn.ngoaivu.letters.letter.document-attached.v1",
        "vn.ngoaivu.letters.letter.holder-changed.v1",
        "vn.ngoaivu.letters.letter.deadlines-recounted.v1",
    ]
    assert len(told) == len(set(told)) == 9


def test_every_topic_has_its_dead_letters_beside_it() -> None:
    told = asyncapi({"letters": [LETTER]})

    assert set(told["channels"]) == {"ngoaivu.letters.v1", "ngoaivu.letters.v1.dlq"}
    messages = told["components"]["messages"]
    named = {r.rpartition("/")[2] for r in references(told["channels"])}
    assert named == set(messages) == {"letters.letter"}


def test_an_amount_fixed_by_law_is_told_as_such() -> None:
    told = with_duty(Within(amount=Amount(24, "hours"), runs_in={"lodged"}))

    assert "trong 24 giờ (luật định) kể từ khi vào: «đã gửi»" in told
