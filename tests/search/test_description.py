"""The service against its own OpenAPI description, with cases that schemathesis makes up."""

from __future__ import annotations

from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import content_type_conformance, status_code_conformance

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
    """No 5xx, and no status or content type that the description does not name."""
    operation = described[path][method]

    @settings(
        max_examples=15,
        derandomize=True,
        deadline=None,
        database=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(data=st.data())
    def check(data: st.DataObject) -> None:
        case = data.draw(operation.as_strategy())
        case.call_and_validate(
            checks=[not_a_server_error, status_code_conformance, content_type_conformance]
        )

    check()
