"""A row is folded from the newest news of a dossier."""

from __future__ import annotations

from casework import Link
from casework.text import unaccented
from gateway.projections import rows, terms
from gateway.projections.alphabet import sort_key
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
        found["terms"]
    )
    assert unaccented("ĐÀ NẴNG") == "da nang"


def test_every_word_of_a_long_dossier_is_kept() -> None:
    members = [{"name": f"người thứ{n}"} for n in range(1000)]
    found = row(fields={"members": members})

    assert {f"thu{n}" for n in range(1000)} <= set(found["terms"])
    assert "partly_searched" not in found


def test_a_row_says_when_it_has_more_words_than_are_searched() -> None:
    found = row(fields={"text": " ".join(f"w{n}" for n in range(terms.MOST))})

    assert found["partly_searched"] is True


def test_exact_filters_are_marks_that_no_word_can_be() -> None:
    link = Link(rel="of", service="ngos", type="aid", id="a1")
    fields = {"legs": [{"country": "LA"}, {"country": "JP"}], "year": 2027, "text": "type=aid"}
    found = row(fields=fields, links=(link,))
    marks = {t for t in found["terms"] if "=" in t}

    assert marks == {
        "type=letter", "state=lodged", "unit=so-y-te",
        "year=2026", "year=2027", "country=LA", "country=JP", "linked_to=a1",
    }  # fmt: skip


def test_hashes_of_people_are_no_words() -> None:
    found = row(people=("ab12",))

    assert [t for t in found["terms"] if "ab12" in t] == ["#ab12"]
    assert not terms.is_word("#ab12")


def test_each_order_tells_any_two_rows_apart() -> None:
    found = row(title="Đoàn")

    assert found["order"] == {
        "lodged": "2026-11-10 d1",
        "due": "9999 d1",
        "changed": "2026-11-10T09:00:00.000000+07:00 d1",
        "title": "d1o0a0n0\t0010 d1",
    }


def test_titles_sort_as_in_a_dictionary() -> None:
    words = ["an", "ăn", "ân", "ba", "da", "đa", "dê", "to", "tô", "tơ", "tu", "tư"]
    tones = ["ma", "mà", "mả", "mã", "má", "mạ", "mà lan", "mạ lan", "mai"]

    assert sorted(words, key=sort_key) == [
        "an", "ăn", "ân", "ba", "da", "dê", "đa", "to", "tô", "tơ", "tu", "tư",
    ]  # fmt: skip
    assert sorted(reversed(tones), key=sort_key) == tones


def test_a_row_is_seen_like_the_stored_dossier() -> None:
    found = row(team_only=True, team=("officer.86",), asked=("cong-an-tinh",))

    assert found["team"] == ["officer.86"]
    assert found["rounds"] == [{"opinions": [{"body": "cong-an-tinh"}]}]
    assert (found["province"], found["unit"], found["team_only"]) == ("86", "so-y-te", True)
