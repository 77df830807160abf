"""Every regular expression of the house: linear on hostile text, and no `$` before a line feed.

They are found in the source (calls of `re`, `Meta(pattern=…)`), evaluated in their module, and run
the way the source runs them. Growth is a ratio; nothing here is a time in seconds.
"""

from __future__ import annotations

import ast
import builtins
import re
import warnings
from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from msgspec import Struct

from support.growth import LINEAR, growth

with warnings.catch_warnings():
    warnings.simplefilter("ignore", DeprecationWarning)
    import sre_constants as names
    import sre_parse

ROOT = Path(__file__).resolve().parents[2]
WAYS = ("match", "fullmatch", "search", "sub", "subn", "split", "findall", "finditer")
VALIDATING = ("match", "search", "fullmatch", "pattern")
# Patterns that a local name holds: where they come from.
HELD: dict[tuple[str, str], Callable[[ModuleType], Iterable[str]]] = {
    ("delegations.letters.sheets", "words"): lambda m: [
        w for w, _ in (*m.OUR_POSTS, *m.THEIR_POSTS)
    ],
    ("papers.cells", "_SEPARATORS[level]"): lambda m: m._SEPARATORS,
}


class Use(Struct, frozen=True):
    """A pattern, where it stands, and how it is run."""

    where: str
    way: str
    pattern: str | bytes
    flags: int

    def run(self, text: str) -> object:
        """As the source runs it; `pattern` is msgspec's, which searches."""
        way = "search" if self.way == "pattern" else self.way
        compiled = re.compile(self.pattern, self.flags)
        run = getattr(compiled, way)
        hay: Any = text if isinstance(self.pattern, str) else text.encode("utf-8", "replace")
        if way in ("sub", "subn"):
            return run(hay[:0], hay)
        return list(run(hay)) if way == "finditer" else run(hay)


def modules() -> Iterator[tuple[Path, ModuleType]]:
    for room, root in (("libs", "libs"), ("services", "services"), ("demo", ".")):
        for path in sorted((ROOT / room).rglob("*.py")):
            name = ".".join(path.relative_to(ROOT / root).with_suffix("").parts)
            if not name.endswith("__main__") and "re" in path.read_text():
                yield path, import_module(name.removesuffix(".__init__"))


def uses() -> Iterator[Use]:
    for path, module in modules():
        text = path.read_text()
        if "re." in text or "pattern=" in text:
            yield from _in_module(path, module, ast.parse(text))


def _in_module(path: Path, module: ModuleType, tree: ast.Module) -> Iterator[Use]:
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        where = f"{path.relative_to(ROOT)}:{node.lineno}"
        for given in (k.value for k in node.keywords if k.arg == "pattern"):
            if isinstance(node.func, ast.Name | ast.Attribute) and "Meta" in ast.dump(node.func):
                yield from (Use(where, "pattern", p, 0) for p in _values(given, module))
        called = node.func
        if not (isinstance(called, ast.Attribute) and ast.unparse(called.value) == "re"):
            continue
        if called.attr not in (*WAYS, "compile"):
            continue
        flags = [k.value for k in node.keywords if k.arg == "flags"]
        flags += node.args[{"compile": 1, "sub": 4, "subn": 4, "split": 3}.get(called.attr, 2) :][
            :1
        ]
        number = int(eval(ast.unparse(flags[0]), vars(module))) if flags else 0
        ways = [called.attr] if called.attr != "compile" else _ways(tree, node)
        for pattern in _values(node.args[0], module):
            yield from (Use(where, way, pattern, number) for way in ways)


def _values(node: ast.expr, module: ModuleType) -> list[str | bytes]:
    """What the argument is, in its module; what a local name may be, for each of its values."""
    source = ast.unparse(node)
    held = HELD.get((module.__name__, source))
    if held:
        return list(held(module))
    known = isinstance(node, ast.Name) and source not in vars(module)
    assert not known, f"{module.__name__}: no test sees what {source} holds: list it in HELD"
    return [
        str(found)
        if isinstance(found := eval(source, vars(module), _Local(module)), str)
        else found
    ]


class _Local(dict[str, Any]):
    """Names of a function, inside a pattern: a letter stands for what they hold."""

    def __init__(self, module: ModuleType) -> None:
        self._known = {*vars(module), *dir(builtins)}

    def __missing__(self, name: str) -> Any:
        if name in self._known:
            raise KeyError(name)
        return _Anything("x")


class _Anything(str):
    def __getattr__(self, name: str) -> _Anything:
        return self


def _ways(tree: ast.Module, compiled: ast.Call) -> list[str]:
    """How the module runs a compiled pattern: by the methods asked of the name that holds it."""
    holders = {
        target.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign) and any(n is compiled for n in ast.walk(node.value))
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    for node in ast.walk(tree):  # one of several that a loop tries
        if isinstance(node, ast.For | ast.comprehension) and holders & _named(node.iter):
            holders |= _named(node.target)
    found = {
        node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.value.id in holders
        and node.attr in WAYS
    }
    return sorted(found) or ["search"]


def _named(node: ast.expr) -> set[str]:
    return {n.id for n in ast.walk(node) if isinstance(n, ast.Name)}


USES = list(dict.fromkeys(uses()))


def _sample(tree: Any, wide: bool) -> str:
    """A short text that the parsed pattern matches, more or less; `wide` takes the other choice."""
    found = ""
    for operation, value in tree:
        if operation is names.LITERAL:
            found += chr(value)
        elif operation in (names.MAX_REPEAT, names.MIN_REPEAT):
            least, _, inner = value
            found += _sample(inner, wide) * max(least, 1)
        elif operation is names.SUBPATTERN:
            found += _sample(value[-1], wide)
        elif operation is names.BRANCH:
            found += _sample(value[1][-1 if wide else 0], wide)
        elif operation is names.IN:
            found += _one_of(value, wide)
        elif operation in (names.ANY, names.NOT_LITERAL):
            found += " " if wide else "a"
    return found


def _one_of(choices: Any, wide: bool) -> str:
    negated = choices[0][0] is names.NEGATE
    chosen = choices[-1 if wide else 0]
    if negated:
        return " " if wide else "a"
    if chosen[0] is names.LITERAL:
        return chr(chosen[1])
    if chosen[0] is names.RANGE:
        return chr(chosen[1][1 if wide else 0])
    by_category = {names.CATEGORY_SPACE: " ", names.CATEGORY_DIGIT: "7"}
    return by_category.get(chosen[1], "a")


def _hostile(use: Use) -> set[tuple[str, str, str]]:
    """(before, unit, after): what is repeated, after what, and what then breaks the match."""
    pattern = use.pattern if isinstance(use.pattern, str) else use.pattern.decode("latin-1")
    tree: Any = sre_parse.parse(pattern, use.flags)
    whole = [_sample(tree, wide) for wide in (False, True)]
    units = {(before, unit) for before, unit in _pumps(list(tree), "")}
    units |= {("", w) for w in whole} | {("", w[: len(w) // 2 + 1]) for w in whole}
    units |= {("", u) for u in (" ", "\n", "a", "A", "7", "-", "(", ".", " (", "a ")}
    units |= {("a", " "), ("", " \n")}
    return {(b, u, after) for b, u in units if u for after in ("", "\x00")}


def _pumps(tree: list[Any], before: str) -> Iterator[tuple[str, str]]:
    """For each repetition: what leads up to it, and one turn of it, in two kinds."""
    for operation, value in tree:
        if operation in (names.MAX_REPEAT, names.MIN_REPEAT):
            inner = list(value[2])
            yield from ((before, _sample(inner, wide)) for wide in (False, True))
            yield from _pumps(inner, before)
        elif operation is names.SUBPATTERN:
            yield from _pumps(list(value[-1]), before)
        elif operation is names.BRANCH:
            for branch in value[1]:
                yield from _pumps(list(branch), before)
        before += _sample([(operation, value)], wide=False)


@pytest.mark.parametrize("use", USES, ids=lambda u: f"{u.where} {u.way}")
def test_a_pattern_costs_what_its_text_is_long(use: Use) -> None:
    for before, unit, after in sorted(_hostile(use)):

        def hostile(size: int, parts: tuple[str, str, str] = (before, unit, after)) -> str:
            return parts[0] + parts[1] * (size // len(parts[1])) + parts[2]

        ratio = growth(use.run, hostile, size=250, most=16_000)
        assert ratio < LINEAR, f"{use.pattern!r} on {before!r} + n × {unit!r} + {after!r}"


@pytest.mark.parametrize("use", USES, ids=lambda u: f"{u.where} {u.way}")
def test_no_pattern_lets_a_line_feed_through_at_its_end(use: Use) -> None:
    """Python's `$` also stands before a last line feed: say \\Z, fullmatch, or $(?!\\n) in JSON."""
    pattern = use.pattern if isinstance(use.pattern, str) else use.pattern.decode("latin-1")
    lenient = use.way in VALIDATING[:2] or use.way == "pattern"

    assert not lenient or use.flags & re.MULTILINE or not _ends_leniently(sre_parse.parse(pattern))


@pytest.mark.parametrize("use", [u for u in USES if u.way == "pattern"], ids=lambda u: u.where)
def test_a_pattern_of_a_field_takes_no_digits_of_other_scripts(use: Use) -> None:
    assert not re.search(r"\\[dws]", str(use.pattern)), "Write [0-9]: \\d takes ٣ too"


def _ends_leniently(tree: Any) -> bool:
    parts = list(tree)
    for n, (operation, value) in enumerate(parts):
        if operation is names.AT and value is names.AT_END:
            following = parts[n + 1 : n + 2]
            if not (following and following[0][0] is names.ASSERT_NOT):
                return True
        inner: list[Any] = []
        if operation is names.SUBPATTERN:
            inner = [value[-1]]
        elif operation is names.BRANCH:
            inner = list(value[1])
        elif operation in (names.MAX_REPEAT, names.MIN_REPEAT):
            inner = [value[2]]
        if any(_ends_leniently(part) for part in inner):
            return True
    return False


def test_the_search_for_patterns_finds_them() -> None:
    """The counts of the source by another way: no call of `re` and no Meta is passed over."""
    text = "\n".join(p.read_text() for p, _ in modules())
    calls = len(re.findall(rf"\bre\.(?:compile|{'|'.join(WAYS)})\(", text))
    metas = len(re.findall(r"Meta\(\s*pattern=", text))

    assert len({u.where for u in USES if u.way != "pattern"}) >= calls * 0.8
    assert len({u.where for u in USES if u.way == "pattern"}) >= metas


@pytest.mark.parametrize(
    ("pattern", "way", "unit"),
    [(r"[ \n]*x", "search", "\n"), (r"(\w+)[ \t]+$", "search", "a")],
)
def test_the_test_sees_what_is_not_linear(pattern: str, way: str, unit: str) -> None:
    use = Use("here", way, pattern, 0)

    assert growth(use.run, lambda n: unit * n + "\x00", size=250, most=16_000) > LINEAR
