"""What the maps of pages draw: one address a release, kept for ever."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from graph_service.http.answer import Answer
from graph_service.http.caching import cache_control, entity_tag, not_modified
from graph_service.http.problem import Problem
from graph_service.http.redirect import redirect
from graph_service.pages.atlas.atlas import Atlas
from graph_service.web.current import Current
from graph_service.web.reading import reads
from graph_service.web.respond import asked_of, carry, place_of, respond

_Writer = Callable[[Atlas, str], bytes]
_PARTS: Mapping[str, tuple[str, _Writer]] = MappingProxyType(
    {
        "base": ("application/geo+json", Atlas.base_json),
        "points": ("application/json", Atlas.points_json),
        "terms": ("application/json", Atlas.terms_json),
    }
)
_LANGUAGES = ("tr", "en")


def router(current: Current) -> APIRouter:
    """``/atlas/{edition}/{part}.{language}.json``."""
    routes = APIRouter(tags=["pages"], include_in_schema=False)

    @reads(routes, "/atlas/{edition}/{name}")
    async def part(request: Request, edition: str, name: str) -> Response:
        """A part of the atlas. Under the edition of another release: where it is now."""
        atlas = current.serving.atlas
        stem, _, language = name.removesuffix(".json").partition(".")
        if stem not in _PARTS or language not in _LANGUAGES or not name.endswith(".json"):
            raise Problem("not-found")
        if edition != atlas.edition:
            location = f"{place_of(request).prefix}/atlas/{atlas.edition}/{name}"
            return carry(request, redirect(307, location, cache_class="none"))
        media_type, write = _PARTS[stem]
        head = (
            ("Content-Type", media_type),
            cache_control("immutable"),
            ("ETag", entity_tag(edition, name)),
        )

        def answer() -> Answer:
            early = not_modified(head, asked_of(request).if_none_match)
            return early or Answer(200, head, write(atlas, language))

        return await respond(request, answer)

    return routes
