"""A row is folded from the newest news of a dossier."""

from __future__ import annotations

from casework.register import unaccented
from gateway.projections import rows
from support.folding import clock, row


def test_the_next_duty_is_the_unmet_one_that_is_due_first() -> None:
    clocks = (
        clock("done", "2026-11-01", "2026-10-30T09:00:00+07:00"),
        clock("later", "2026-12-01"),
        clock("hours", "2026-11-20T16:00:00+07:00"),
        clock("day", "2026-11-20"),
        clock("paused", None, paused=True),
    )
    found = row(clocks=clocks)

    assert (found["duty"]["name"], found["due"]) == ("hours", "2026-11-20T16:00:00+07:00")
    assert found["due_at"] == "2026-11-20T16:00:00.000000+07:00"


def test_a_day_is_due_until_its_end() -> None:
    assert rows.end_of("2026-11-20") == "2026-11-20T23:59:59.999999+07:00"
    assert rows.end_of("2026-11-20T17:00:00+00:00") == "2026-11-21T00:00:00.000000+07:00"


def test_a_closed_dossier_owes_nothing() -> None:
    found = row(final=True, clocks=(clock("open", "2026-11-01"),))

    assert (found["due"], found["due_at"], found["duty"]) == (None, rows.NEVER, None)
    assert [c["name"] for c in found["clocks"]] == ["open"]


def test_words_are_found_without_accents() -> None:
    found = row(fields={"country": "LA", "lead": {"name": "Nguyễn Thị Đào"}, "days": [3, "sáng"]})

    assert {"doan", "cong", "tac", "da", "nang", "th", "2026", "abc123", "dao", "sang"} <= set(
        found["tokens"]
    )
    assert unaccented("ĐÀ NẴNG") == "da nang"


def test_a_row_is_seen_like_the_stored_dossier() -> None:
    found = row(team_only=True, team=("officer.86",), asked=("cong-an-tinh",))

    assert found["team"] == ["officer.86"]
    assert found["rounds"] == [{"opinions": [{"body": "cong-an-tinh"}]}]
    assert (found["province"], found["unit"], found["team_only"]) == ("86", "so-y-te", True)
