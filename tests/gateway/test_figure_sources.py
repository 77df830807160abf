"""Figures read what the services tell: types, states, paths and closed lists are theirs."""

from __future__ import annotations

import importlib
import typing
from collections.abc import Iterator
from enum import Enum
from types import NoneType, UnionType
from typing import Any

import msgspec
import pytest

from casework.countries import COUNTRIES
from gateway.figures import words
from gateway.figures.figure import Dimension, Figure
from gateway.figures.regions import REGIONS, region
from gateway.figures.subjects import FIGURES

ROOMS = ("delegations", "conferences_agreements", "ngos", "consular_border", "reporting")
OF_ROWS = {"unit", "province", "state", "lodged", "clocks"}
OWNERS = {
    "ITEM_KINDS": "delegations.items:KINDS",
    "STANDINGS": "delegations.items:STANDINGS",
    "PROVIDERS": "ngos.aid:PROVIDERS",
    "AID_MODES": "ngos.aid:MODES",
    "PEOPLE_KINDS": "ngos.people:KINDS",
    "REGISTRATIONS": "ngos.registration:KINDS",
    "AID_FIELDS": "ngos.registration:FIELDS",
    "NGO_QUESTIONS": "ngos.registration:ASKED",
    "ENTERPRISES": "consular_border.abtc_forms:ENTERPRISE_KINDS",
    "CONSULAR_EVENTS": "consular_border.consular:EVENTS",
    "BORDER_INCIDENTS": "consular_border.letters.border_incident:KINDS",
    "BORDER_COOPERATION": "consular_border.procedures.border_cooperation:KINDS",
    "BORDER_PATHS": "consular_border.entries:PATHS",
    "MARKERS": "consular_border.registers.border_markers:KINDS",
    "REPORTERS": "consular_border.press:KINDS",
    "MIGRATION_KINDS": "consular_border.migration:KINDS",
    "AGES": "consular_border.migration:AGES",
    "PASSPORT_KINDS": "consular_border.passports:KINDS",
    "PASSPORT_HOLDERS": "consular_border.passports:CATEGORIES",
    "SIGNING_LEVELS": "conferences_agreements.agreement_forms:LEVELS",
    "AGREEMENT_NAMES": "conferences_agreements.agreement_forms:NAME_TYPES",
    "CONFERENCE_CLASSES": "conferences_agreements.conference_forms:AUTHORITIES",
    "CONFERENCE_TOPICS": "conferences_agreements.conference_forms:TOPICS",
    "ORGANISERS": "conferences_agreements.conference_forms:ORGANISERS",
    "CONFERENCE_MODES": "conferences_agreements.conference_forms:MODES",
    "PARTNERS": "conferences_agreements.registers.partners:KINDS",
    "RELATIONS": "conferences_agreements.registers.partners:RELATIONS",
    "PUBLICATIONS": "conferences_agreements.registers.publications:KINDS",
    "TITLES": "conferences_agreements.registers.unesco_titles:KINDS",
    "TITLE_STANDINGS": "conferences_agreements.registers.unesco_titles:STANDINGS",
    "SECTORS": "conferences_agreements.procedures.economic_lead:SECTORS",
    "EVENT_FORMS": "conferences_agreements.procedures.cultural_event:FORMS",
    "INFORMATION_KINDS": "conferences_agreements.procedures.external_information:KINDS",
    "COURSE_TOPICS": "reporting.training:TOPICS",
    "COURSE_FORMS": "reporting.training:FORMS",
    "DELEGATION_FIELDS": "delegations.forms:FIELDS",
    "CONTRIBUTIONS": "consular_border.registers.overseas_vietnamese:CONTRIBUTIONS",
    "AWARDS_RECEIVED": "delegations.awards:GIVEN_FORMS",
    "AWARDS_GIVEN": "delegations.awards:FORMS",
}


def declared() -> dict[tuple[str, str], Any]:
    """Every dossier type and register, by service and name."""
    found: dict[tuple[str, str], Any] = {}
    for room in ROOMS:
        for kind, table in (("procedures", "DOSSIERS"), ("registers", "REGISTERS")):
            try:
                module = importlib.import_module(f"{room}.{kind}")
            except ModuleNotFoundError:
                continue
            found |= {(room.replace("_", "-"), t.name): t for t in getattr(module, table)}
    return found


TYPES = declared()


def shapes(shape: Any, way: list[str]) -> Iterator[Any]:
    """The types that a path may lead to; raises where there is no such field."""
    origin, inner = typing.get_origin(shape), typing.get_args(shape)
    if origin is typing.Annotated:
        yield from shapes(inner[0], way)
    elif origin in (typing.Union, UnionType):
        for one in inner:
            if one is not NoneType:
                yield from shapes(one, way)
    elif origin in (tuple, list):
        yield from shapes(inner[0], way)
    elif way:
        assert issubclass(shape, msgspec.Struct), f"{shape} has no {way[0]}"
        hints = typing.get_type_hints(shape, include_extras=True)
        yield from shapes(hints[way[0]], way[1:])
    else:
        yield shape


def values(shape: Any) -> set[str] | None:
    """The values of a closed list, or None for anything open."""
    if typing.get_origin(shape) is typing.Literal:
        return {str(v) for v in typing.get_args(shape)}
    if isinstance(shape, type) and issubclass(shape, Enum):
        return {str(v.value) for v in shape}
    return None


def home_fields(figure: Figure, dimension: Dimension | None = None) -> set[str]:
    """The fields that must be disclosed for this figure, or for one of its dimensions."""
    paths = [dimension.path] if dimension else list(figure.paths())
    for path in paths:
        assert path.split(".")[0] in {*OF_ROWS, "fields"}, path
    return {p.split(".")[1].removesuffix("[]") for p in paths if p.startswith("fields.")}


@pytest.mark.parametrize("figure", FIGURES.values(), ids=FIGURES)
def test_a_figure_reads_what_its_type_tells(figure: Figure) -> None:
    for name in figure.types:
        type_ = TYPES[figure.service, name]
        told, ministry = set(type_.discloses.province), set(type_.discloses.ministry)

        assert set(figure.states) <= {str(s) for s in type_.states}
        assert figure.record in type_.record
        assert figure.counts_team_only == type_.team_only
        assert home_fields(figure) <= told
        beyond = type_.team_only or not home_fields(figure) <= ministry
        assert figure.at_home == beyond, home_fields(figure) - ministry
        for dimension in figure.by:
            needed = home_fields(figure, dimension)
            assert needed <= told, dimension.name
            if not figure.at_home:
                assert dimension.at_home == (not needed <= ministry), dimension.name


@pytest.mark.parametrize("figure", FIGURES.values(), ids=FIGURES)
def test_every_path_leads_somewhere(figure: Figure) -> None:
    for name in figure.types:
        type_ = TYPES[figure.service, name]
        paths = [*figure.paths(), *(d.path for d in figure.by)]
        for path in paths:
            if path.startswith("fields."):
                way = path.removeprefix("fields.").replace("[]", "").split(".")
                assert list(shapes(type_.fields, way)), path


@pytest.mark.parametrize("figure", FIGURES.values(), ids=FIGURES)
def test_labels_are_the_closed_list_of_the_field(figure: Figure) -> None:
    for dimension in figure.by:
        if dimension.kind != "text" or not dimension.path.startswith("fields."):
            continue
        way = dimension.path.removeprefix("fields.").replace("[]", "").split(".")
        for name in figure.types:
            for shape in shapes(TYPES[figure.service, name].fields, way):
                closed = values(shape)
                assert set(dimension.labels) == (closed or set()), dimension.name


@pytest.mark.parametrize(("name", "owner"), OWNERS.items(), ids=OWNERS)
def test_words_are_those_of_their_owner(name: str, owner: str) -> None:
    module, _, table = owner.partition(":")
    told = getattr(importlib.import_module(module), table)

    assert getattr(words, name) == {
        str(getattr(k, "value", k)): t if isinstance(t, str) else t.title for k, t in told.items()
    }


def test_clocks_that_are_counted_are_duties_of_their_type() -> None:
    for figure in FIGURES.values():
        wanted = figure.where.get("clocks.name")
        names = wanted["$in"] if isinstance(wanted, dict) else [wanted] if wanted else []
        for type_ in figure.types if names else ():
            duties = TYPES[figure.service, type_].deadlines
            assert set(names) <= {d.name for d in duties}, figure.name


def test_every_country_is_in_one_region() -> None:
    assert {region(code) for code in COUNTRIES} == set(REGIONS)
    assert region("LA") == "neighbours"
    assert region("") == ""
