"""The one shape of errors: problem details, RFC 9457."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from graph_service.http.answer import Answer, Headers, vary
from graph_service.http.caching import cache_control
from graph_service.http.problem_types import CATALOGUE, Text

MEDIA_TYPE = "application/problem+json"


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
    body = json.dumps(details, ensure_ascii=False, indent=2).encode() + b"\n"
    return Answer(
        problem.status, (("Content-Type", MEDIA_TYPE), *headers_of(problem, language)), body
    )
