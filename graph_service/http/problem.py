"""The one shape of errors: problem details, RFC 9457."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from types import MappingProxyType

from graph_service.http.answer import Answer, Headers, vary
from graph_service.http.caching import cache_control
from graph_service.http.json_body import json_body
from graph_service.http.problem_types import CATALOGUE, Text

MEDIA_TYPE = "application/problem+json"
SCHEMA: Mapping[str, object] = MappingProxyType(
    {
        "type": "object",
        "description": "Problem details, RFC 9457. Some types have further members.",
        "required": ["type", "title", "status", "advice"],
        "properties": {
            "type": {"type": "string", "format": "uri", "description": "Leads to a page about it."},
            "title": {"type": "string"},
            "status": {"type": "integer", "minimum": 400, "maximum": 599},
            "detail": {"type": "string", "description": "What is wrong with this very request."},
            "instance": {"type": "string", "format": "uri-reference"},
            "advice": {"type": "string", "description": "What can be done about it."},
            "parameter": {"type": "string", "description": "Which parameter is wrong."},
            "value": {"description": "What was given."},
            "allowed": {"description": "What is allowed: a JSON Schema, or a list."},
            "nearest": {"type": "array", "description": "What may have been meant."},
        },
    }
)
"""What `as_json` writes, as JSON Schema."""
SCHEMA_NAME = "Problem"
SCHEMA_REFERENCE: Mapping[str, str] = MappingProxyType(
    {"$ref": f"#/components/schemas/{SCHEMA_NAME}"}
)
"""How the description of the API names this schema."""


class Problem(Exception):  # noqa: N818 - the name of RFC 9457
    """An answer that is an error; raised anywhere, rendered in one place."""

    def __init__(
        self,
        slug: str,
        detail: str | Text = "",
        *,
        extensions: Mapping[str, object] | None = None,
        headers: Mapping[str, str] | Iterable[tuple[str, str]] = (),
        status: int | None = None,
        varies: tuple[str, ...] = (),
    ) -> None:
        self.type = CATALOGUE[slug]
        self.detail = Text(detail, detail) if isinstance(detail, str) else detail
        self.extensions: Mapping[str, object] = MappingProxyType(dict(extensions or {}))
        self.headers: Headers = Answer(0, headers).fields()
        self.varies = varies
        """The request's fields that decide besides those that decide how it is told."""
        self.status = status or self.type.status
        super().__init__(f"{slug}: {self.detail.en}" if self.detail.en else slug)

    @property
    def slug(self) -> str:
        return self.type.slug

    def title(self, language: str) -> str:
        return self.type.title[language]


@contextmanager
def varying(*names: str) -> Iterator[None]:
    """What is refused within depends on these fields of the request too."""
    try:
        yield
    except Problem as problem:
        problem.varies = (*problem.varies, *names)
        raise


def members(
    problem: Problem, root: str, language: str, instance: str | None = None
) -> dict[str, object]:
    """The members of the problem details object. `root` is the service's URL, without a slash.

    `advice` is an extension: what the client can do about a problem of this type.
    """
    found: dict[str, object] = {
        "type": f"{root}/problems/{problem.slug}",
        "title": problem.title(language),
        "status": problem.status,
    }
    if problem.detail[language]:
        found["detail"] = problem.detail[language]
    if instance:
        found["instance"] = instance
    found["advice"] = problem.type.advice[language]
    return found | {name: problem.extensions[name] for name in problem.extensions}


def in_openapi(what: str) -> dict[str, object]:
    """A problem among the answers of an operation, as OpenAPI has it."""
    return {"description": what, "content": {MEDIA_TYPE: {"schema": dict(SCHEMA_REFERENCE)}}}


def headers_of(problem: Problem, language: str) -> Headers:
    """The fields that every answer with this problem has, whatever its representation."""
    return (
        cache_control(problem.type.cache_class),
        vary("Accept", "Accept-Language", *problem.varies),
        ("Content-Language", language),
        *problem.headers,
    )


def as_json(
    problem: Problem, root: str, language: str = "en", instance: str | None = None
) -> Answer:
    """The problem as ``application/problem+json``."""
    details = members(problem, root, language, instance)
    body = json_body(details, indent=2)
    return Answer(
        problem.status, (("Content-Type", MEDIA_TYPE), *headers_of(problem, language)), body
    )
