"""What casework offers is listed, in order, and nothing else is needed from its package."""

from __future__ import annotations

import ast
from pathlib import Path

import casework

FOLDER = Path(casework.__file__).parent


def imported() -> set[str]:
    tree = ast.parse((FOLDER / "__init__.py").read_text())
    found = [n for n in tree.body if isinstance(n, ast.ImportFrom) and n.module != "__future__"]
    return {alias.name for node in found for alias in node.names}


def order(name: str) -> tuple[int, str]:
    """Constants, then classes, then functions, as the linter sorts them."""
    return (0 if name.isupper() else 1 if name[0].isupper() else 2), name


def test_all_is_complete() -> None:
    assert set(casework.__all__) == imported()


def test_all_is_sorted() -> None:
    assert casework.__all__ == sorted(casework.__all__, key=order)


def test_every_name_says_what_it_is_for() -> None:
    silent = [
        n
        for n in casework.__all__
        if callable(thing := getattr(casework, n)) and isinstance(thing, type) and not thing.__doc__
    ]

    assert silent == []


def test_the_kernel_imports_the_standard_library_and_msgspec_alone() -> None:
    import sys

    outside = set()
    for path in FOLDER.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom):
                names = [node.module or ""]
            outside |= {n.split(".")[0] for n in names} - sys.stdlib_module_names

    assert outside == {"casework", "msgspec"}
