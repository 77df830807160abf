"""House rules, each with its message. They read the tree, never the network."""

from __future__ import annotations

import ast
import re
import subprocess
from importlib import import_module
from pathlib import Path
from typing import Any

import generate  # docs/generate.py
import pytest

from casework import STAYS, SYSTEM, DossierType

ROOT = Path(__file__).resolve().parents[2]
KERNEL_LINES = 4250
PYTHON = sorted(p for room in ("libs", "services", "demo") for p in (ROOT / room).rglob("*.py"))
TYPES = [(s, t) for s, kept in generate.dossier_types().items() for t in kept]


def code_lines(path: Path) -> int:
    return len(path.read_text().splitlines())


def test_no_file_is_longer_than_400_lines() -> None:
    data = {"countries.py"}

    long = {str(p.relative_to(ROOT)): n for p in PYTHON if (n := code_lines(p)) > 400}

    assert {p: n for p, n in long.items() if Path(p).name not in data} == {}


def test_the_kernel_stays_small() -> None:
    closed_lists = {"countries.py", "vocabulary.py"}
    kernel = [p for p in (ROOT / "libs/casework").glob("*.py") if p.name not in closed_lists]

    assert sum(map(code_lines, kernel)) <= KERNEL_LINES


def test_the_kernel_names_no_dossier_type() -> None:
    text = "\n".join(p.read_text() for p in (ROOT / "libs").rglob("*.py"))

    assert [t.name for _, t in TYPES if f'"{t.name}"' in text and "-" in t.name] == []


def test_time_enters_through_the_clock_alone() -> None:
    asks = re.compile(r"datetime\.now\(|date\.today\(|time\.time\(\)|datetime\.utcnow")
    allowed = {"libs/chassis/clock.py", "libs/chassis/store/identifiers.py"}

    found = {str(p.relative_to(ROOT)) for p in PYTHON if asks.search(p.read_text())}

    assert set() == {p for p in found - allowed if not p.startswith("libs/local/")}


def test_one_file_imports_a_database_driver() -> None:
    found = set()
    for path in PYTHON:
        for node in ast.walk(ast.parse(path.read_text())):
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom):
                names = [node.module or ""]
            if any(n.split(".")[0] in ("motor",) for n in names):
                found.add(str(path.relative_to(ROOT)))

    assert found <= {"libs/chassis/store/driver.py"}


def test_no_module_is_a_bag() -> None:
    bags = {"utils", "helpers", "common", "base", "manager", "core", "types_", "misc"}

    assert [str(p) for p in PYTHON if p.stem in bags] == []


def test_the_layout_alone_writes_the_mark_of_a_subject() -> None:
    """`about` is the bare subject; a letter's «V/v» stands before it once, in docx and PDF."""
    letters = [p for p in PYTHON if p.parent.name == "letters"]

    assert [str(p.relative_to(ROOT)) for p in letters if "V/v" in p.read_text()] == []


@pytest.mark.parametrize(("service", "type_"), TYPES, ids=[f"{s}/{t.name}" for s, t in TYPES])
def test_every_open_dossier_waits_for_somebody(service: str, type_: DossierType[Any]) -> None:
    """Or it rests, or the system alone moves it on: no file lies in nobody's inbox by mistake."""
    for state in {*map(str, type_.states)} - {*map(str, type_.final), *map(str, type_.at_rest)}:
        leaving = [t for t in type_.transitions if state in t.source and t.target != STAYS]
        people = [t for t in leaving if set(t.by) != {SYSTEM}]

        assert type_.main_steps(state) or not people, state


@pytest.mark.parametrize(("service", "type_"), TYPES, ids=[f"{s}/{t.name}" for s, t in TYPES])
def test_every_type_is_complete(service: str, type_) -> None:  # type: ignore[no-untyped-def]
    package = service.replace("-", "_")
    test = ROOT / f"tests/{package}/test_{type_.name.replace('-', '_')}.py"

    assert re.fullmatch(r"R\d\d[a-i]?(, R\d\d[a-i]?)*", type_.record)
    assert test.exists(), f"{test.relative_to(ROOT)} is missing"
    assert all(str(t.law) for t in (type_.opening, *type_.transitions))
    assert type_.deadlines or type_.no_deadline


@pytest.mark.parametrize("service", generate.dossier_types())
def test_what_rules_look_up_by_has_an_index(service: str) -> None:
    package = service.replace("-", "_")
    asks = re.compile(r'"(fields\.[a-z_.]+)": (?:\[|people\b|items\b)')
    sources = [p.read_text() for p in PYTHON if ROOT / "services" / package in p.parents]
    asked = {path for source in sources for path in asks.findall(source)}

    assert asked <= set(import_module(f"{package}.procedures").LOOKED_UP)


def test_generated_pages_are_current() -> None:
    assert generate.stale(generate.atlas()) == [], "run `make atlas`"


def test_every_deadline_and_clause_leads_to_code() -> None:
    lines = (ROOT / "docs/traceability.md").read_text().splitlines()

    assert len([line for line in lines if line.startswith("| D")]) == 79
    assert [line for line in lines if line.endswith("| chưa có |")] == []


def test_contracts_are_current() -> None:
    assert generate.stale(generate.contracts()) == [], "run `make contracts`"


def test_nothing_committed_names_a_registry_or_a_machine() -> None:
    files = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split()
    hosts = re.compile(r"//(www\.)?(pypi|files\.pythonhosted|registry\.npmjs|repo1?\.maven)\.")

    found = []
    for name in files:
        path = ROOT / name
        if path.suffix in (".py", ".toml", ".md", ".txt", ".in", ".xml", ".yaml", "") and (
            path.is_file() and hosts.search(path.read_text(errors="ignore"))
        ):
            found.append(name)

    assert found == []


def test_requirements_are_pinned_and_hashed() -> None:
    for name in ("runtime", "local", "dev"):
        text = (ROOT / f"requirements/{name}.txt").read_text()
        pins = re.findall(r"^\S+==\S+ \\$", text, re.M)

        assert len(pins) > 20
        assert text.count("--hash=sha256:") >= len(pins)
        assert "index-url" not in text
