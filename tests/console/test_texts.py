"""Texts of the console: each in both languages, each used, none written into a template."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from gateway.console.language import Wording, order, texts

CONSOLE = Path(__file__).resolve().parents[2] / "services/gateway/console"
SOURCES = [*CONSOLE.rglob("*.py"), *CONSOLE.rglob("*.html")]
# Keys that are put together: «"section." ~ name» in a template, f"role.{name}" in code.
PREFIX = re.compile(r"""["']([a-z-]+\.[a-z-]*)["']\s*~|f["']([a-z-]+\.[a-z-]*){""")


def keys_used() -> set[str]:
    code = "\n".join(p.read_text() for p in SOURCES)
    return set(re.findall(r'["\']([a-z-]+\.[a-z_-]+)["\']', code)) & set(texts())


def test_every_text_is_there_in_both_languages() -> None:
    short = [
        key for key, said in texts().items() if set(said) != {"vi", "en"} or not all(said.values())
    ]

    assert short == []


def test_places_for_values_are_the_same_in_both_languages() -> None:
    places = {k: [set(re.findall(r"{(\w+)}", s)) for s in v.values()] for k, v in texts().items()}

    assert [key for key, (vi, en) in places.items() if vi != en] == []


def test_every_key_that_is_asked_for_exists() -> None:
    called = re.compile(r"""\bt\(\s*["']([a-z-]+\.[a-z_-]+)["']""")
    keys = {key for p in SOURCES for key in called.findall(p.read_text())}

    assert {key for key in keys if not key.endswith("-")} - set(texts()) == set()


def test_no_text_is_kept_that_nobody_says() -> None:
    code = "\n".join(p.read_text() for p in SOURCES)
    prefixes = tuple(a or b for a, b in PREFIX.findall(code))
    unused = {key for key in set(texts()) - keys_used() if not key.startswith(prefixes)}

    assert unused == set()


def test_templates_hold_no_vietnamese() -> None:
    letters = re.compile(
        r"[ăâđêôơưĂÂĐÊÔƠƯáàảãạéèẻẽẹíìỉĩịóòỏõọúùủũụýỳỷỹỵấầẩẫậắằẳẵặếềểễệốồổỗộớờởỡợứừửữự]"
    )
    named = re.compile(r"Tiếng Việt|Ngoại Vụ")  # A language and a name are called by themselves.
    found = {
        p.name: m[0]
        for p in CONSOLE.rglob("*.html")
        if (m := letters.search(named.sub("", re.sub(r"{#.*?#}", "", p.read_text(), flags=re.S))))
    }

    assert found == {}


def test_numbers_and_days_are_written_as_the_language_has_them() -> None:
    vi, en = Wording("vi"), Wording("en")

    assert (vi.number(1234567), en.number(1234567)) == ("1.234.567", "1,234,567")
    assert (vi.number(2.5), vi.share(0.053)) == ("2,5", "5,3 %")
    assert vi.day("2026-03-05", True) == "thứ Năm, 05/03/2026"
    assert en.amount(1, "working-days") == "1 working day"
    assert vi.moment("2026-03-05T09:30:00+07:00") == "09:30 05/03/2026"


def test_urgency_speaks_before_it_colours() -> None:
    vi, today = Wording("vi"), date(2026, 11, 30)

    assert vi.urgency({"due": "2026-11-30"}, today) == ("today", "đến hạn hôm nay")
    assert vi.urgency({"due": "2026-12-02"}, today) == ("soon", "còn 2 ngày")
    assert vi.urgency({"due": "2026-12-10"}, today) == ("near", "còn 10 ngày")
    late = {"due": "2026-10-02", "late": True, "late_by": 40, "late_unit": "working-days"}
    assert vi.urgency(late, today) == ("late", "quá hạn 40 ngày làm việc")
    assert vi.urgency({"due": None}, today) == ("none", "không có hạn")


def test_words_stand_in_the_order_of_a_dictionary() -> None:
    words = ["Đức", "Dương", "Ấn Độ", "Anh", "Áo", "Ai Cập", "Úc", "Lào", "Ý"]

    assert sorted(words, key=order) == [
        "Ai Cập", "Anh", "Áo", "Ấn Độ", "Dương", "Đức", "Lào", "Úc", "Ý",
    ]  # fmt: skip
