"""The chart, rendered by the real Helm for each of its values files."""

from __future__ import annotations

import subprocess
from collections.abc import Callable

import pytest
import yaml

from local import tools
from support.chart import CHART, Objects

Render = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="session")
def helm() -> str:
    try:
        return str(tools.helm())
    except tools.ToolsMissing as error:
        pytest.skip(str(error))


@pytest.fixture(scope="session")
def render(helm: str) -> Render:
    """`render("province", "--set", "demo=true")`: what Helm said."""

    def rendered(values: str, *more: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            (helm, "template", "site", str(CHART), "--namespace=ngoaivu", "--kube-version=1.36.3",
             f"--values={CHART}/values-{values}.yaml", *more),
            capture_output=True, text=True, check=False,
        )  # fmt: skip

    return rendered


@pytest.fixture(scope="session")
def objects(render: Render) -> Callable[..., Objects]:
    """`objects("province")`: the Kubernetes objects; raises what Helm refused."""

    def of(values: str, *more: str) -> Objects:
        done = render(values, *more)
        assert done.returncode == 0, done.stderr
        return [o for o in yaml.safe_load_all(done.stdout) if o]

    return of
