"""What a feed's row says of it in words: each way to fail, and what stays of what was taken."""

from __future__ import annotations

import httpx
import pytest

from gateway.console.pages.ministry.picture import Line
from gateway.feeds.health import health, trouble

ASKED = httpx.Request("GET", "http://province/feeds/ministry")
AT = 1_796_000_000.0


@pytest.mark.parametrize(
    ("error", "standing", "words"),
    [
        (httpx.ConnectError("refused"), "silent", "không nhận kết nối"),
        (httpx.ConnectTimeout("2 s"), "silent", "không nhận kết nối"),
        (httpx.ReadTimeout("10 s"), "slow", "quá thời gian chờ"),
        (httpx.ReadError("reset"), "silent", "mất liên lạc"),
        (httpx.RemoteProtocolError("what?"), "garbled", "sai giao thức"),
        (ValueError("no JSON"), "garbled", "không phải luồng tin"),
        (
            httpx.HTTPStatusError("no", request=ASKED, response=httpx.Response(503)),
            "refused",
            "mã 503",
        ),
    ],
)
def test_each_way_to_fail_has_its_words(error: Exception, standing: str, words: str) -> None:
    kind, says = trouble(error)

    assert kind == standing
    assert words in says
    row = {"error": repr(error), "trouble": kind, "says": says}
    never, before = health("86", "", row), health("86", "", {**row, "at": AT})
    assert (never.standing, before.standing) == (standing, standing)
    assert never.says.endswith("chưa nhận được gì")
    assert "giữ số liệu lúc" in before.says


def test_a_feed_that_answers_again_has_no_reason_left() -> None:
    row = {"error": "", "trouble": "silent", "says": "mất liên lạc", "at": AT, "seconds": 0.1}

    assert (health("x", "", row).standing, health("x", "", row).says) == ("live", "")
    assert health("x", "", {**row, "seconds": 4.25}).standing == "slow"
    assert health("x", "", {}).standing == "unread"


def test_a_broken_chain_colours_its_own_province_alone() -> None:
    streams = {"ngos/86": {"position": 3, "broken": "thiếu vị trí 4"}, "ngos/12": {"position": 9}}
    told = health("all", "", {"at": AT, "streams": streams})
    feed = {"standing": told.standing, "says": told.says}

    assert (told.standing, told.provinces) == ("broken", ["12", "86"])
    well = {"drift": False, "forked": "", "title": "ngos", "received": 9, "missing": 0}
    sick = {**well, "drift": True, "forked": "thiếu vị trí 4"}
    assert Line("12", "Lai Châu", feed, [well]).standing == "live"
    line = Line("86", "Vĩnh Long", feed, [sick])
    assert (line.standing, line.reason) == ("broken", "ngos: thiếu vị trí 4")
