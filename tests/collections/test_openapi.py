"""What the API description says of the collections is what they do."""

from __future__ import annotations

import schemathesis
from schemathesis.specs.openapi.checks import negative_data_rejection

from tests.described import CHECKS, description, made_up
from tests.servers import Server


@description().include(tag="collections").parametrize()
@made_up(8)
def test_the_description_is_true(case: schemathesis.Case, server: Server) -> None:
    """Not `positive_data_acceptance`: a well-formed slug need not be that of a record.

    That bad values are refused is checked for queries only: in a path any text may be another
    spelling of a slug.
    """
    checks = [*CHECKS]
    if case.path == "/api/places":
        checks.append(negative_data_rejection)
    if case.path.startswith("/api/places") and isinstance(case.query, dict):
        limit = case.query.get("limit", 1000)
        if isinstance(limit, int) and 1 <= limit <= 1000:
            case.query["limit"] = min(limit, 3)  # the whole list is read by other tests
    case.call_and_validate(base_url=server.url, checks=checks)
