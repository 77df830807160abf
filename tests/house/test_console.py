"""The console names no procedure, reads only the public interface, and trusts no text."""

from __future__ import annotations

import json
import re
from pathlib import Path

import generate  # docs/generate.py

from gateway.console.reading import CALLS

ROOT = Path(__file__).resolve().parents[2]
CONSOLE = ROOT / "services/gateway/console"
SOURCES = [p for end in ("py", "html", "js", "css") for p in CONSOLE.rglob(f"*.{end}")]
NAMES = [t.name for kept in generate.dossier_types().values() for t in kept] + [
    r.name for kept in generate.registers().values() for r in kept
]


# Stated in the design and read where they are there; a page does without until then.
AWAITED = {"province", "calendar-preview"}


def names_in(path: Path) -> list[str]:
    text = path.read_text()
    return [n for n in NAMES if re.search(rf"[\"'/]{re.escape(n)}[\"'/?]", text)]


def test_no_procedure_is_named() -> None:
    """A page that reads one procedure by its name says which, and why, in its first line."""
    named = {p: names for p in SOURCES if (names := names_in(p))}
    silent = {
        str(p.relative_to(CONSOLE)): [
            n for n in names if f"`{n}`" not in p.read_text().split("\n\n")[0]
        ]
        for p, names in named.items()
    }

    assert {path: names for path, names in silent.items() if names} == {}


def test_the_console_calls_only_what_openapi_lists() -> None:
    known = set()
    for path in (ROOT / "contracts/openapi").glob("*.json"):
        for listed in json.loads(path.read_text())["paths"]:
            known.add(re.sub(r"{\w+}", "*", listed))
    patterns = [re.compile(re.escape(k).replace(r"\*", "[^/]+") + "$") for k in known]
    private = {}
    for name, call in CALLS.items():
        sample = re.sub(r"{\w+}", "*", call)
        shape = re.compile(re.escape(sample).replace(r"\*", "[^/]+") + "$")
        if not any(p.match(sample) or shape.match(k) for p, k in zip(patterns, known, strict=True)):
            private[name] = call

    assert set(private) <= AWAITED


def test_only_the_reading_knows_paths_of_the_interface() -> None:
    inside = re.compile(r"[\"'](/api/|/internal/|/feeds/|/track/)")
    found = [
        str(p.relative_to(CONSOLE)) for p in CONSOLE.rglob("*.py") if inside.search(p.read_text())
    ]

    # links.py is itself a part of the interface: what the shell of a demo asks for.
    assert sorted(found) == ["links.py", "reading.py"]


def test_no_text_is_called_safe() -> None:
    unsafe = re.compile(r"\|\s*safe\b|Markup\(|autoescape false")

    assert [p.name for p in SOURCES if unsafe.search(p.read_text())] == []


def test_pages_have_no_inline_script_style_or_handler() -> None:
    inline = re.compile(r"<script>|<style|\sstyle=|\son[a-z]+=[\"']|javascript:")

    assert [p.name for p in CONSOLE.rglob("*.html") if inline.search(p.read_text())] == []


def test_styles_and_scripts_stay_small() -> None:
    sheets = sum(len(p.read_bytes()) for p in CONSOLE.rglob("*.css"))
    long = [p.name for p in SOURCES if len(p.read_text().splitlines()) > 400]

    assert sheets <= 40_000
    assert long == []
