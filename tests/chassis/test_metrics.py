"""A metric has one name and one meaning."""

from __future__ import annotations

import ast
from collections import Counter
from pathlib import Path

from chassis import metrics


def test_no_metric_takes_the_name_of_another() -> None:
    tree = ast.parse(Path(metrics.__file__).read_text())
    names = Counter(
        target.id
        for node in tree.body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    )

    assert len(names) > 20
    assert {name for name, count in names.items() if count > 1} == set()
