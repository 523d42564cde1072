"""The service does what its description says, also for requests that nobody would think of."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import httpx
import pytest
import schemathesis

from tests.described import CHECKS, description, made_up
from tests.reconcile import schemas


@description().include(tag="reconciliation").parametrize()
@made_up(5)
def test_the_description_holds(case: schemathesis.Case, client: httpx.Client) -> None:
    case.call_and_validate(base_url=str(client.base_url), checks=[*CHECKS])


@pytest.fixture(scope="session")
def described(client: httpx.Client) -> dict[str, Any]:
    """The description of our part of the API."""
    whole: dict[str, Any] = client.get("/openapi.json").json()
    paths = {path: each for path, each in whole["paths"].items() if path.startswith("/reconcile")}
    return {**whole, "paths": paths}


def operations(described: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, methods in described["paths"].items():
        for method, operation in methods.items():
            yield path, method, operation


def test_every_operation_has_an_example_that_works(
    client: httpx.Client, described: dict[str, Any]
) -> None:
    asked = 0
    for path, method, operation in operations(described):
        params = {
            each["name"]: each["example"]
            for each in operation.get("parameters", [])
            if each["name"] not in ("callback", "queries", "extend")
        }
        bodies = operation.get("requestBody", {}).get("content", {})
        for media_type, body in bodies.items():
            example = body["example"]
            sent = {"data": example} if "form" in media_type else {"json": example}
            reply = client.request(method, path, params=params, **sent)
            assert reply.status_code == 200, (path, reply.text)
            asked += 1
        if not bodies:
            reply = client.request(method, path, params=params)
            assert reply.status_code == 200, (path, reply.text)
            asked += 1
        for each in operation.get("parameters", []):
            if each["name"] in ("callback", "queries", "extend"):
                reply = client.get(path, params={**params, each["name"]: each["example"]})
                assert reply.status_code == 200, (path, reply.text)
                asked += 1
    assert asked > 18


def test_each_operation_is_named_once(described: dict[str, Any]) -> None:
    names = [operation["operationId"] for _, _, operation in operations(described)]
    assert len(names) == len(set(names)) > 15
    assert {"tags", "summary", "description"} <= set(next(operations(described))[2])
    schemas.check(names, schemas.array(schemas.TEXT))
