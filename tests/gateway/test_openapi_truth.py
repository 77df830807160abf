"""What the documents say is what the applications answer: a sample, asked by Schemathesis.

Statuses, media types, headers and schemas of every answer are checked against the document of the
service and of the gateway, with parameters made from it.
"""

from __future__ import annotations

from typing import Any

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import load_all_checks, not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from support.people import token
from support.province import SERVICE, House

# Its strategies use `random`, of which Hypothesis warns.
pytestmark = pytest.mark.filterwarnings("ignore::hypothesis.errors.HypothesisDeprecationWarning")
load_all_checks()
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
ASKED = [
    ("gateway", "GET", "/api/dossiers"),
    ("gateway", "GET", "/api/dossiers/counts"),
    ("gateway", "GET", "/api/dossiers/{id}/links"),
    ("gateway", "GET", "/api/inbox"),
    ("gateway", "GET", "/api/me"),
    ("gateway", "GET", "/api/dossier-types"),
    ("gateway", "GET", "/api/figures"),
    (SERVICE, "GET", f"/api/{SERVICE}/letter"),
    (SERVICE, "POST", f"/api/{SERVICE}/letter"),
    (SERVICE, "GET", f"/api/{SERVICE}/letter/{{id}}"),
    (SERVICE, "POST", f"/api/{SERVICE}/letter/{{id}}/withdraw"),
    (SERVICE, "GET", "/api/dossier-types"),
]


@pytest.mark.parametrize(("part", "method", "path"), ASKED)
def test_answers_are_what_the_document_says(
    house: House, part: str, method: str, path: str
) -> None:
    url = house.urls[part]
    operation: Any = schemathesis.openapi.from_url(f"{url}/schema/openapi.json")[path][method]
    head = {"Authorization": f"Bearer {token(house.kept.signing, 'officer', '86')}"}

    @settings(
        max_examples=6,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy())
    def ask(case: Any) -> None:
        answer = case.call(base_url=url, headers=head)
        case.validate_response(answer, checks=CHECKS)

    ask()


def test_real_answers_fit_their_schemas(house: House) -> None:
    letter = house.letter("Thư có thật", by="officer")
    document = schemathesis.openapi.from_url(f"{house.urls[SERVICE]}/schema/openapi.json")
    head = {"Authorization": f"Bearer {token(house.kept.signing, 'officer', '86')}"}
    asked: list[tuple[str, dict[str, Any]]] = [
        (f"/api/{SERVICE}/letter/{{id}}", {"path_parameters": {"id": letter["id"]}}),
        (f"/api/{SERVICE}/letter/{{id}}/history", {"path_parameters": {"id": letter["id"]}}),
        (f"/api/{SERVICE}/letter", {"query": {"limit": 1}}),
    ]
    for path, given_ in asked:
        case: Any = document[path]["GET"].Case(**given_)
        answer = case.call(base_url=house.urls[SERVICE], headers=head)

        assert answer.status_code == 200
        case.validate_response(answer, checks=CHECKS)


def test_every_header_is_described_where_it_is_sent(house: House) -> None:
    document = httpx.get(f"{house.urls[SERVICE]}/schema/openapi.json").json()
    answers = document["components"]["responses"]
    lodge = document["paths"][f"/api/{SERVICE}/letter"]["post"]["responses"]
    read = document["paths"][f"/api/{SERVICE}/letter/{{id}}"]["get"]["responses"]

    assert set(answers["Created"]["headers"]) == {"ETag", "Location"}
    assert set(answers["Busy"]["headers"]) == {"Retry-After"}
    assert {"201", "400", "401", "403", "409", "413", "415", "422", "429", "503"} <= set(lodge)
    assert {"200", "304", "404"} <= set(read)
    province = house.client.get("/schema/openapi.json").json()["components"]["parameters"]
    assert {"12", "46", "79", "86"} <= set(province["province"]["schema"]["enum"])
