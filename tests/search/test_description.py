"""The service against its own OpenAPI description, with cases that schemathesis makes up."""

from __future__ import annotations

from typing import Any

import pytest
import schemathesis
from hypothesis import given
from hypothesis import strategies as st

from tests.described import CHECKS, made_up
from tests.servers import Server

OPERATIONS = (
    ("GET", "/api/search"),
    ("GET", "/api/search/cells"),
    ("GET", "/api/suggest"),
    ("GET", "/explore"),
    ("GET", "/api/resolve"),
    ("POST", "/api/resolve"),
    ("GET", "/api/nearby"),
    ("GET", "/api/at"),
)


@pytest.fixture(scope="module")
def described(server: Server) -> Any:
    return schemathesis.openapi.from_url(f"{server.url}/openapi.json")


@pytest.mark.parametrize(("method", "path"), OPERATIONS)
def test_answers_are_those_described(described: Any, method: str, path: str) -> None:
    operation = described[path][method]

    @made_up(15)
    @given(data=st.data())
    def check(data: st.DataObject) -> None:
        case = data.draw(operation.as_strategy())
        case.call_and_validate(checks=[*CHECKS])

    check()
