"""The landing page, the pages of problems, health, robots and the files of pages."""

from __future__ import annotations

from collections.abc import Mapping

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from graph_service.http.answer import Answer, vary
from graph_service.http.caching import cache_control, conditional, entity_tag, not_modified
from graph_service.http.problem import Problem
from graph_service.http.problem_types import CATALOGUE
from graph_service.pages import assets
from graph_service.pages.home import home
from graph_service.resources.holdings import Holdings, Reference
from graph_service.web.current import Current, code_fingerprint
from graph_service.web.reading import reads
from graph_service.web.respond import asked_of, carry, paths_of, place_of, respond, site_of, tagged

_SHOWN = ("site/agora-of-smyrna", "site/smyrna-agora", "site/ephesus", "site/klazomenai")
_KINDS_SHOWN = ("site", "waterway", "period", "route")
_EXAMPLES = 3
_SITEMAP = "/sitemap.xml"
_FEEDS = (
    '<{root}/dataset>; rel="describedby"',
    '<{root}/sitemap.xml>; rel="sitemap"; type="application/xml"',
    '<{root}/resourcesync/capabilitylist.xml>; rel="resourcesync"; type="application/xml"',
    '<{root}/changes>; rel="alternate"; type="application/ld+json"',
    '<{root}/ldes>; rel="alternate"; type="application/trig"',
)
"""What leads from the home page to those who harvest; `{root}` is where the service is."""
_ROBOTS = """\
User-agent: *
Disallow: /sparql?
Disallow: /api/queries
Disallow: /api/*?
Disallow: /explore?
Disallow: /search?
Disallow: /graphs?
Disallow: /memento/
Disallow: /*?*_mediatype=
Disallow: /*?*_profile=
"""


def router(current: Current) -> APIRouter:
    """Whatever is about the service itself."""
    routes = APIRouter(tags=["service"])

    @reads(routes, "/")
    async def front(request: Request) -> Response:
        """The landing page."""
        serving = current.serving
        asked = asked_of(request)
        head = (
            *_page_head(asked.speaks()),
            ("ETag", entity_tag(serving.edition, "front", asked.speaks())),
        )
        links = ("Link", ", ".join(_FEEDS).format(root=asked.place.root))

        def write() -> Answer:
            early = not_modified(head, asked.if_none_match)
            if early is not None:
                return early
            shown = home(
                serving.atlas,
                serving.release.manifest,
                _labelled(serving.holdings),
                asked.speaks(),
                asked.place,
            )
            return Answer(200, (*head, links), site_of(request, serving.atlas).home(shown))

        return await respond(request, write)

    @reads(routes, "/problems")
    async def problems(request: Request) -> Response:
        """The kinds of problems that answers may report."""
        return _page(request, "problems", site_of(request).problem_types())

    @reads(routes, "/problems/{slug}")
    async def problem(request: Request, slug: str) -> Response:
        """What a kind of problem means, and what to do about it."""
        if slug not in CATALOGUE:
            raise Problem("not-found")
        return _page(request, f"problems/{slug}", site_of(request).problem_type(CATALOGUE[slug]))

    @reads(routes, "/health/live")
    async def live(request: Request) -> Response:
        """The process answers."""
        return _plain(request, 200, "live")

    @reads(routes, "/health/ready")
    async def ready(request: Request) -> Response:
        """A release is open: 200 with its id, or 503."""
        if not current.is_ready:
            raise Problem("store-unavailable", headers={"Retry-After": "5"})
        return _plain(request, 200, f"ready {current.serving.release.id}")

    @reads(routes, "/robots.txt")
    async def robots(request: Request) -> Response:
        """What crawlers may read: everything but queries; and where the sitemap is."""
        has_sitemap = _SITEMAP in paths_of(request)
        sitemap = f"\nSitemap: {place_of(request).root}{_SITEMAP}" if has_sitemap else ""
        return _plain(request, 200, f"{_ROBOTS}{sitemap}", "current")

    @reads(routes, "/favicon.ico", "/favicon.svg")
    async def icon(request: Request) -> Response:
        """The icon."""
        return _asset(request, assets.asset("icon.svg"), "current")

    @reads(routes, "/assets/{name}")
    async def asset(request: Request, name: str) -> Response:
        """The files that pages need; their names change with their content."""
        found = assets.by_path(f"assets/{name}")
        if found is None:
            raise Problem("not-found")
        return _asset(request, found, "immutable")

    return routes


def _labelled(holdings: Holdings) -> list[tuple[str, Mapping[str, str]]]:
    labels = ((str(each), holdings.label(each)) for each in examples(holdings))
    return [(path, {"tr": "", "en": "", **label}) for path, label in labels]


def examples(holdings: Holdings) -> list[Reference]:
    """Three things: well-known ones if they are there, else the first of some kinds."""
    known = [Reference.parse(text) for text in _SHOWN]
    others = [Reference(kind, slug) for kind in _KINDS_SHOWN for slug in holdings.slugs[kind][:1]]
    return [each for each in (*known, *others) if holdings.holds(each)][:_EXAMPLES]


def _page(request: Request, name: str, body: bytes) -> Response:
    asked = asked_of(request)
    tag = entity_tag(code_fingerprint(), name, asked.speaks())
    head = (*_page_head(asked.speaks()), ("ETag", tag))
    return carry(request, conditional(Answer(200, head, body), asked.if_none_match))


def _page_head(language: str) -> tuple[tuple[str, str], ...]:
    return (
        ("Content-Type", "text/html; charset=utf-8"),
        ("Content-Language", language),
        cache_control("current"),
        vary("Accept-Language"),
    )


def _plain(request: Request, status: int, text: str, cache_class: str = "none") -> Response:
    head = (("Content-Type", "text/plain; charset=utf-8"), cache_control(cache_class))
    answer = Answer(status, head, f"{text.rstrip()}\n".encode())
    return carry(request, answer if cache_class == "none" else tagged(request, answer))


def _asset(request: Request, asset: assets.Asset, cache_class: str) -> Response:
    head = (
        ("Content-Type", asset.media_type),
        cache_control(cache_class),
        ("ETag", entity_tag(asset.path, "asset")),
    )
    answer = Answer(200, head, asset.body)
    return carry(request, conditional(answer, asked_of(request).if_none_match))
