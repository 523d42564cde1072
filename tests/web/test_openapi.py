"""The description of the API: valid, of this place, and true of errors."""

from __future__ import annotations

from typing import Any

import httpx
import pytest
from jsonschema import Draft202012Validator

from .conftest import Server

PATH = "/openapi.json"
ERRORS = ("/id/site/nothing-like-it", "/sparql?query=x", "/graphs", "/doc/site/twin")


@pytest.fixture(scope="module")
def description(client: httpx.Client) -> dict[str, Any]:
    found: dict[str, Any] = client.get(PATH).json()
    return found


def test_it_says_where_the_service_is(client: httpx.Client, server: Server) -> None:
    answer = client.get(PATH)
    assert answer.json()["servers"] == [{"url": server.url}]
    assert answer.headers["cache-control"].startswith("public")
    tag = answer.headers["etag"]
    assert client.get(PATH, headers={"if-none-match": tag}).status_code == 304
    forwarded = {"x-forwarded-host": "lod.example.org", "x-forwarded-prefix": "/kg"}
    elsewhere = client.get(PATH, headers=forwarded)
    assert elsewhere.json()["servers"] == [{"url": "http://lod.example.org/kg"}]
    assert elsewhere.headers["etag"] != tag


def test_errors_are_ours(description: dict[str, Any]) -> None:
    assert "HTTPValidationError" not in description["components"]["schemas"]
    for path, operations in description["paths"].items():
        for operation in operations.values():
            errors = {
                status: response
                for status, response in operation["responses"].items()
                if status == "default" or status.startswith(("4", "5"))
            }
            assert errors, path
            assert "422" not in errors, path
            for response in errors.values():
                [(media_type, content)] = response["content"].items()
                assert media_type == "application/problem+json"
                assert content["schema"] == {"$ref": "#/components/schemas/Problem"}


@pytest.mark.parametrize("path", ERRORS)
def test_problems_are_as_described(
    client: httpx.Client, description: dict[str, Any], path: str
) -> None:
    schema = description["components"]["schemas"]["Problem"]
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema).validate(client.get(path).json())


def test_the_endpoint_has_its_parameters(client: httpx.Client, description: dict[str, Any]) -> None:
    get, post = (description["paths"]["/sparql"][method] for method in ("get", "post"))
    names = {each["name"] for each in get["parameters"]}
    assert names == {"query", "default-graph-uri", "named-graph-uri", "version", "_mediatype"}
    example = get["parameters"][0]["example"]
    assert client.get("/sparql", params={"query": example}).status_code == 200
    for media_type, content in post["requestBody"]["content"].items():
        body = {"content": example} if "sparql" in media_type else {"data": content["example"]}
        headers = {"content-type": media_type}
        for accept in get["responses"]["200"]["content"]:
            headers["accept"] = accept
            answer = client.post("/sparql", headers=headers, **body)
            told = answer.status_code == 200 or str(answer.status_code) in post["responses"]
            assert told, (media_type, accept)
    assert set(get["responses"]) < set(post["responses"])


def test_redirects_are_told(client: httpx.Client, description: dict[str, Any]) -> None:
    for path, example in (
        ("/id/{kind}/{slug}", "/id/site/agora-of-smyrna"),
        ("/queries/{name}", "/queries/rivers"),
        ("/.well-known/void", "/.well-known/void"),
    ):
        status = str(client.get(example).status_code)
        assert status in description["paths"][path]["get"]["responses"]
