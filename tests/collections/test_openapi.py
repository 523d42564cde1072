"""Schemathesis: what the API description says of the collections is what they do."""

from __future__ import annotations

import schemathesis
from hypothesis import HealthCheck, Phase, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_schema_conformance,
    status_code_conformance,
)

from graph_service.settings import Settings
from graph_service.web.app import create_app
from tests.servers import Server

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
"""Not `positive_data_acceptance`: a well-formed slug need not be that of a record. That bad values
are refused is checked for queries only: in a path any text may be another spelling of a slug.
"""


SCHEMA = schemathesis.openapi.from_dict(create_app(Settings()).api.openapi())


@SCHEMA.include(tag="collections").parametrize()
@settings(
    max_examples=8,
    derandomize=True,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_the_description_is_true(case: schemathesis.Case, server: Server) -> None:
    checks = list(CHECKS)
    if case.path == "/api/places":
        checks.append(negative_data_rejection)
    if case.path.startswith("/api/places") and isinstance(case.query, dict):
        limit = case.query.get("limit", 1000)
        if isinstance(limit, int) and 1 <= limit <= 1000:
            case.query["limit"] = min(limit, 3)  # the whole list is read by other tests
    case.call_and_validate(base_url=server.url, checks=checks)
