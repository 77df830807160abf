"""Every form of every procedure and register: shown, filled in, and read back as the same JSON."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping
from html.parser import HTMLParser
from typing import Any

import generate  # docs/generate.py
import msgspec
import pytest

from gateway.console.assets import Assets
from gateway.console.forms import body
from gateway.console.forms.body import Body
from gateway.console.forms.schema import Field, Form, field_id, kind_of, resolve
from gateway.console.language import Wording
from gateway.console.page import Renderer
from gateway.console.pages.form import add_pasted, nearest, walk
from published.catalogue import of_register, of_type

VI = Wording("vi")
RENDERER = Renderer(Assets())
_CATALOGUE = [
    *(of_type(s, t) for s, types in generate.dossier_types().items() for t in types),
    *(of_register(s, r) for s, rows in generate.registers().items() for r in rows),
]
TYPES: list[Any] = msgspec.json.decode(msgspec.json.encode(_CATALOGUE))
FORMS = [(t, step) for t in TYPES for step in (t["opening"], *t["transitions"])]
# Only the system takes these steps: their data are maps, which no person fills in.
FORMS = [(t, s) for t, s in FORMS if set(s["by"]) - {"system"}]
TEMPLATE = (
    '{% from "parts/field.html" import folded %}'
    "{% for f in form.fields %}{{ folded(t, f) }}{% endfor %}"
)


# Said of an application, but of what the office knows and not of what the applicant writes.
ELSEWHERE = {"abtc": {"/is_banned_from_exit"}}


class Inputs(HTMLParser):
    """What a browser would send of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.sent: dict[str, Any] = {}
        self._select = self._area = ""
        self._options: list[tuple[str, bool]] = []
        self.ids: set[str] = set()
        self.labels: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        a = {name: value or "" for name, value in attrs}
        self.ids.add(a.get("id", ""))
        if tag == "label":
            self.labels.add(a["for"])
        if tag == "input" and a.get("type") == "checkbox":
            if "checked" in a:
                self._add(a["name"], a["value"])
        elif tag == "input":
            self._add(a["name"], a["value"])
        elif tag == "select":
            self._select, self._options = a["name"], []
        elif tag == "option" and self._select:
            self._options.append((a["value"], "selected" in a))
        elif tag == "textarea":
            self._area = a["name"]
            self._add(self._area, "")

    def handle_data(self, data: str) -> None:
        if self._area:
            self.sent[self._area] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            chosen = [value for value, selected in self._options if selected]
            self._add(self._select, (chosen or [o[0] for o in self._options[:1]] or [""])[0])
            self._select = ""
        elif tag == "textarea":
            self._area = ""

    def _add(self, name: str, value: str) -> None:
        if name in self.sent:
            before = self.sent[name]
            self.sent[name] = [*(before if isinstance(before, list) else [before]), value]
        else:
            self.sent[name] = value


def rendered(form: Field) -> Inputs:
    template = RENDERER._env.from_string(TEMPLATE)
    return Inputs(template.render(t=VI, form=form))


class Chance:
    """Values of a schema, by chance but the same in every run."""

    def __init__(self, seed: str, definitions: Mapping[str, Any]) -> None:
        self._random, self._definitions = random.Random(seed), definitions

    def value(self, schema: Mapping[str, Any], depth: int = 0) -> Any:
        s = resolve(schema, self._definitions)
        if "enum" in s:
            return self._random.choice(s["enum"])
        match s.get("type"):
            case "object":
                return self._object(s, depth)
            case "array":
                least = max(1, s.get("minItems", 1))
                return [self.value(s["items"], depth + 1) for _ in range(least)]
            case "boolean":
                return self._random.random() < 0.5
            case "integer" | "number" | ["integer", "number"] | ["number", "integer"]:
                low = int(s.get("minimum", s.get("exclusiveMinimum", 0)))
                return self._random.randint(max(low, 1), min(int(s.get("maximum", 10**6)), 10**6))
        return self._text(s)

    def _object(self, s: Mapping[str, Any], depth: int) -> dict[str, Any]:
        needed = set(s.get("required", ()))
        return {
            name: self.value(part, depth + 1)
            for name, part in s.get("properties", {}).items()
            if name in needed or self._random.random() < (0.7 if depth < 2 else 0.3)
        }

    def _text(self, s: Mapping[str, Any]) -> str:
        day = f"2026-{self._random.randint(1, 12):02}-{self._random.randint(1, 28):02}"
        if s.get("format") == "date":
            return day
        if s.get("format") == "date-time":
            return f"{day}T{self._random.randint(0, 23):02}:30:00+07:00"
        pattern = s.get("pattern", "")
        for shape, value in (("[A-Z]{2}", "LA"), ("[A-Z]{3}", "USD"), ("{4}-", day[:7])):
            if shape in pattern:
                return value
        if re.search(r":\[0-5\]|\[0-5\]\[0-9\]|\[0-5\]\\d", pattern):
            return "09:30"
        return 'Đoàn <b>"Trà & Vinh"</b> 1'[: s.get("maxLength", 100)].strip()


def same(schema: Mapping[str, Any], value: Any, definitions: Mapping[str, Any]) -> Any:
    """A value with what the form adds: defaults, and nothing where nothing is written."""
    s = resolve(schema, definitions)
    if s.get("type") == "object" and isinstance(value, dict):
        whole = {}
        for name, part in s.get("properties", {}).items():
            inner = resolve(part, definitions)
            standing = value.get(name, inner.get("default"))
            if standing is None and inner.get("type") == "object" and name not in value:
                continue
            found = same(part, standing, definitions)
            if found not in (None, "", [], {}, False):
                whole[name] = found
        return whole
    if isinstance(value, list):
        return [same(s.get("items", {}), one, definitions) for one in value]
    return value


@pytest.mark.parametrize(
    ("type_", "step"), FORMS, ids=[f"{t['name']}/{s['name']}" for t, s in FORMS]
)
def test_a_form_gives_back_what_stands_in_it(type_: Any, step: Any) -> None:
    definitions = step["schema"].get("$defs", {})
    for n in range(2):
        seed = f"{type_['name']}/{step['name']}/{n}"
        value = Chance(seed, definitions).value(step["schema"])
        form = Form(step["schema"], (), step["requires"])

        inputs = rendered(form.fields(value))
        reader = Body(inputs.sent, VI)
        back = reader.read(form.fields())

        assert reader.errors == []
        shown = same(step["schema"], value, definitions)
        assert same(step["schema"], back, definitions) == shown
        named = {field_id(name) for name in inputs.sent}
        assert named & inputs.ids <= inputs.labels | {i for i in named if f"{i}-1" in inputs.ids}


@pytest.mark.parametrize("type_", TYPES, ids=[t["name"] for t in TYPES])
def test_every_refusal_of_an_application_has_a_place_on_its_form(type_: Any) -> None:
    """Rules of later steps may speak of what stands in the dossier; those stand in the summary."""
    step = type_["opening"]
    form = Form(step["schema"], (), step["requires"]).fields()
    pointers = {f.pointer for f in walk(form)}

    lost = [r["at"] for r in step["requires"] if r.get("at") and not nearest(r["at"], pointers)]

    assert set(lost) <= ELSEWHERE.get(type_["name"], set())


@pytest.mark.parametrize(
    ("text", "day"),
    [("5/3/26", "2026-03-05"), ("05.03.2026", "2026-03-05"), ("5-3-2026", "2026-03-05"),
     ("2026-03-05", "2026-03-05"), ("31/02/2026", None), ("03/2026", None), ("mai", None)],
)  # fmt: skip
def test_a_date_is_read_as_people_write_it(text: str, day: str | None) -> None:
    assert body.day(text) == day


@pytest.mark.parametrize(
    ("text", "whole", "value"),
    [("1.234.567", True, 1234567), ("1 234 567", True, 1234567), ("1,5", False, 1.5),
     ("1.234,5", False, 1234.5), ("1,5", True, None), ("mười", True, None), ("-3", True, -3),
     ("1.5", True, None), ("2,500,000", True, 2500000)],
)  # fmt: skip
def test_a_number_is_read_as_people_write_it(text: str, whole: bool, value: Any) -> None:
    assert body.number(text, whole) == value


@pytest.mark.parametrize(
    ("text", "moment"),
    [("09:30 27/03/2026", "2026-03-27T09:30:00+07:00"),
     ("27/3/2026 9h", "2026-03-27T09:00:00+07:00"),
     ("27/03/2026", None), ("25:00 27/03/2026", None)],
)  # fmt: skip
def test_a_moment_is_read_as_people_write_it(text: str, moment: str | None) -> None:
    assert body.moment(text) == moment


PEOPLE = {
    "type": "object",
    "properties": {
        "people": {
            "type": "array", "title": "Người",
            "items": {"type": "object", "required": ["name"],
                      "properties": {"name": {"type": "string", "title": "Họ tên"},
                                     "born": {"type": "string", "format": "date"}}},
        },
        "days": {"type": "integer", "title": "Số ngày"},
    },
    "required": ["people", "days"],
}  # fmt: skip


def test_what_cannot_be_read_is_said_all_at_once() -> None:
    sent = {"/people/3/name": "", "/people/3/born": "30/02/2020", "/days": "x"}
    reader = Body(sent, VI)
    reader.read(Form(PEOPLE).fields())

    assert [e["pointer"] for e in reader.errors] == [
        "/people/0/name",
        "/people/0/born",
        "/days",
    ] or (
        sorted(e["pointer"] for e in reader.errors) == ["/days", "/people/0/born", "/people/0/name"]
    )


def test_a_row_that_is_dropped_is_gone_and_the_others_stay() -> None:
    sent = {"/people/0/name": "An", "/people/1/name": "Bình", "/people/2/name": "Chi", "/days": "3"}
    value = Body(sent, VI, drop="/people/1").read(Form(PEOPLE).fields())

    assert [p["name"] for p in value["people"]] == ["An", "Chi"]


def test_a_row_is_added_where_no_list_stood() -> None:
    value: dict[str, Any] = {"outer": {}}
    body.add_row(value, "/outer/people")

    assert value == {"outer": {"people": [{}]}}


MEMBERS = {
    "type": "object",
    "properties": {"people": {
        "type": "array", "title": "Người",
        "items": {"type": "object", "required": ["name"], "properties": {
            "name": {"type": "string", "title": "Họ và tên"},
            "post": {"type": "string", "title": "Chức vụ"},
            "role": {"title": "Vai trò", "enum": ["head", "member"], "x-labels": [
                {"value": "head", "vi": "Trưởng đoàn", "en": "head"},
                {"value": "member", "vi": "thành viên", "en": "member"}]},
            "party": {"type": "boolean", "title": "Đảng viên"}}}}},
}  # fmt: skip


@pytest.mark.parametrize(
    "text",
    ["Vai trò\tHọ và tên\tĐảng viên\r\nTrưởng đoàn\tLê An\tx\r\nthành viên\tTrần Bình\t\r\n",
     "Lê An\t\tTrưởng đoàn\tcó\n\nTrần Bình\t\tThành viên"],
)  # fmt: skip
def test_rows_are_pasted_out_of_a_sheet(text: str) -> None:
    value: dict[str, Any] = {"people": [{"name": "", "party": False}, {"name": "Đã có"}]}
    add_pasted(Form(MEMBERS).fields(), value, "/people", text)

    assert value["people"] == [
        {"name": "Đã có"},
        {"name": "Lê An", "role": "head", "party": True},
        {"name": "Trần Bình", "role": "member"},
    ]


def test_words_come_in_one_composed_form() -> None:
    decomposed = "Ho\u0302\u0300"
    value = Body({"/people/0/name": decomposed, "/days": "1"}, VI).read(Form(PEOPLE).fields())

    assert value["people"][0]["name"] == "Hồ"


@pytest.mark.parametrize(
    ("schema", "kind"),
    [({"pattern": "^[A-Z]{2}$"}, "country"), ({"pattern": r"^([A-Z]{2})?$(?!\n)"}, "country"),
     ({"pattern": r"^[A-Z]{3}$(?!\n)"}, "currency"), ({"x-kind": "country"}, "country"),
     ({"pattern": r"^([0-9]{4}-(0[1-9]|1[0-2]))?$(?!\n)"}, "month"),
     ({"pattern": r"^[a-z]{2}$(?!\n)"}, "text"), ({"maxLength": 20_000}, "prose")],
)  # fmt: skip
def test_a_text_is_asked_for_as_what_it_is(schema: dict[str, Any], kind: str) -> None:
    assert kind_of({"type": "string", **schema}, {}) == kind


def test_countries_are_written_by_their_names() -> None:
    schema = {"type": "object", "properties": {"countries": {
        "type": "array", "items": {"type": "string", "pattern": "^[A-Z]{2}$"}}}}  # fmt: skip
    form = Form(schema)
    shown = rendered(form.fields({"countries": ["LA", "KH"]}))
    reader = Body({"/countries": "Lào\nCampuchia\nNowhere"}, VI)

    assert shown.sent["/countries"] == "Lào\nCampuchia"
    assert reader.read(form.fields()) == {"countries": ["LA", "KH", "Nowhere"]}
    assert [e["pointer"] for e in reader.errors] == ["/countries"]


def test_labels_of_the_type_win_and_give_the_order() -> None:
    schema = {"type": "object", "properties": {"role": {
        "enum": ["a", "b"], "x-title-en": "Role",
        "x-labels": [{"value": "a", "vi": "trưởng", "en": "head"},
                     {"value": "b", "vi": "phó", "en": "deputy"}]}}}  # fmt: skip
    (field,) = Form(schema).fields().fields
    (english,) = Form(schema, language="en").fields().fields

    assert list(field.options) == [("a", "trưởng"), ("b", "phó")]
    assert (english.title, list(english.options)) == ("Role", [("a", "head"), ("b", "deputy")])
