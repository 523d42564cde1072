"""Schemathesis: what the description of the API says, as checks for the rooms that it is of."""

from __future__ import annotations

from functools import cache

import schemathesis
from hypothesis import HealthCheck, Phase, settings
from schemathesis.checks import not_a_server_error
from schemathesis.schemas import BaseSchema
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from graph_service.settings import Settings
from graph_service.web.app import create_app

CHECKS = (
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
)
"""What every answer is checked for: no 5xx, and nothing that the description does not name."""


@cache
def description() -> BaseSchema:
    """The description of the whole API."""
    return schemathesis.openapi.from_dict(create_app(Settings()).api.openapi())


def made_up(cases: int) -> settings:
    """So many requests for each operation, the same ones in every run."""
    return settings(
        max_examples=cases,
        derandomize=True,
        deadline=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
