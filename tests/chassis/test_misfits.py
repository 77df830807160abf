"""All places of a body that do not fit are named at once, in the words of people."""

from __future__ import annotations

import datetime
from typing import Annotated, Any, Literal

import msgspec
import pytest
from msgspec import Meta, Struct

from casework.vocabulary import Country, Nature
from chassis.web.bodies import Body
from chassis.web.misfits import MOST, misfits
from chassis.web.problems import BadFields


class Leg(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    country: Annotated[Country, Meta(title="Nước đến")]
    arrive: Annotated[datetime.date, Meta(title="Ngày đến")]


class Trip(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    title: Annotated[str, Meta(min_length=1, max_length=20, title="Danh nghĩa Đoàn")]
    days: Annotated[int, Meta(ge=1, le=366, title="Tổng số ngày")] = 1
    nature: Annotated[Nature, Meta(title="Tính chất")] = Nature.OTHER
    answer: Literal["agree", "agree-with-comments", "disagree"] | None = None
    is_ours: Annotated[bool, Meta(title="Của tỉnh")] = False
    legs: Annotated[tuple[Leg, ...], Meta(max_length=3, title="Lộ trình")] = ()
    at: datetime.datetime | None = None
    leader: Leg | None = None


def places(body: dict[str, Any]) -> dict[str, str]:
    with pytest.raises(BadFields) as caught:
        Body(Trip).read(msgspec.json.encode(body))
    return {e["pointer"]: e["detail"] for e in caught.value.errors}


def test_every_place_is_named_at_once() -> None:
    leg = {"country": "lao", "arrive": "5/3/2026"}

    found = places({"days": "x", "nature": "zzz", "colour": 1, "legs": [leg, {}], "is_ours": "yes"})

    assert list(found) == [
        "/colour", "/title", "/days", "/nature", "/is_ours",
        "/legs/0/country", "/legs/0/arrive", "/legs/1/country", "/legs/1/arrive",
    ]  # fmt: skip
    assert found["/days"] == "«x» không phải số. Chỉ viết chữ số, ví dụ 5"
    assert found["/title"] == "Chưa điền «Danh nghĩa Đoàn»"
    assert found["/colour"] == "Không có trường «colour»"
    assert found["/legs/0/country"].startswith("«lao» không phải mã nước")
    assert found["/legs/0/arrive"].startswith("«5/3/2026» không phải ngày")
    assert found["/legs/1/country"] == "Chưa điền «Nước đến»"


def test_a_choice_names_what_may_be_chosen() -> None:
    told = places({"title": "Đoàn", "nature": "zzz", "answer": "maybe"})

    assert "Chọn một trong: thăm chính thức; thăm làm việc" in told["/nature"]
    assert told["/answer"].endswith("đồng ý; đồng ý có ý kiến; không đồng ý")


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("days", 0, "«0» nhỏ quá: phải từ 1 trở lên"),
        ("days", 367, "«367» lớn quá: nhiều nhất là 366"),
        ("days", None, "Chưa điền"),
        ("days", 1.5, "«1.5» không phải số. Chỉ viết chữ số, ví dụ 5"),
        ("title", "", "Chưa điền"),
        ("title", "x" * 21, "Nhiều nhất 20 ký tự"),
        ("title", 5, "«5» không phải chữ"),
        ("legs", [{"country": "LA", "arrive": "2026-03-02"}] * 4, "Nhiều nhất 3 dòng"),
        ("legs", "LA", "«LA» không phải danh sách"),
        ("is_ours", 1, "«1»: chỉ nhận có (true) hoặc không (false)"),
        ("leader", "Lan", "«Lan» không đúng kiểu"),
        ("at", "9 giờ", "«9 giờ» không phải thời điểm. Viết như 2026-03-05T09:00:00+07:00"),
    ],
)
def test_a_place_is_said_as_people_say_it(field: str, value: Any, says: str) -> None:
    assert places({"title": "Đoàn", field: value}) == {f"/{field}": says}


def test_english_stands_beside_it() -> None:
    (misfit,) = misfits({"title": "Đoàn", "days": "x"}, Trip)

    assert misfit.en == "«x» is not a number. Write digits only, for example 5"


def test_a_hostile_body_is_named_in_bounds() -> None:
    many = {f"x{n}": "y" * 10_000 for n in range(10_000)}

    found = misfits({"title": "z" * 100_000, **many}, Trip)

    assert len(found) == MOST
    assert max(len(m.vi) + len(m.pointer) for m in found) < 1_000


def test_a_key_with_a_slash_is_one_part_of_its_pointer() -> None:
    assert set(places({"title": "Đoàn", "a/b~c": 1})) == {"/a~1b~0c"}
