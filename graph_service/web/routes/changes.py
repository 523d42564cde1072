"""The change feed."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from graph_service.feeds.change_discovery import OFFERS, PAGE, PATH, Feed
from graph_service.http.json_body import json_body
from graph_service.http.negotiation import Offer
from graph_service.http.problem import Problem
from graph_service.http.problem_types import Text
from graph_service.pages.changes import latest_changes
from graph_service.resources.representations import HTML
from graph_service.store.changes import ChangeLog
from graph_service.store.release import ReleaseError
from graph_service.web.current import Current, Serving, code_fingerprint
from graph_service.web.negotiated import Leaf, serve
from graph_service.web.numbered import page_number
from graph_service.web.reading import reads
from graph_service.web.respond import place_of, site_of


def router(current: Current) -> APIRouter:
    """``/changes``, ``/changes/{page}``."""
    routes = APIRouter(tags=["harvesting"])

    @reads(routes, PATH)
    async def changes(request: Request) -> Response:
        """Every change of every record, as ActivityStreams (IIIF Change Discovery 1.0, level 2).

        For people: a page of what the latest release changed.

        The collection names its first and its last page; clients walk back from the last one.
        """
        serving = current.serving
        feed = _feed(request, serving)

        def write(offer: Offer) -> bytes:
            if offer is not HTML:
                return json_body(feed.collection(), indent=1)
            page = latest_changes(serving.release.changes, serving.holdings)
            return site_of(request).about("changes", page=page)

        offers = (*OFFERS, HTML)
        leaf = Leaf(PATH, offers, serving.edition, feed.links(), has_suffixes=False)
        return await serve(request, leaf, None, write)

    @reads(routes, f"{PATH}/{{page}}")
    async def changes_page(request: Request, page: str) -> Response:
        """A page of changes, oldest first. One that has a `next` page never changes again."""
        serving = current.serving
        feed = _feed(request, serving)
        number = page_number(page, feed.pages, pageSize=PAGE)
        is_full = number < feed.pages
        leaf = Leaf(
            f"{PATH}/{page}",
            OFFERS,
            f"{code_fingerprint()} {feed.edition(number)}" if is_full else serving.edition,
            feed.links(number),
            has_suffixes=False,
            cache_class="immutable" if is_full else "current",
        )
        return await serve(request, leaf, None, lambda _: json_body(feed.page(number), indent=1))

    return routes


def log_of(serving: Serving) -> ChangeLog:
    """The change log of a release. Raises Problem if it was built without one."""
    try:
        return serving.release.changes
    except ReleaseError as error:
        raise without_log() from error


def _feed(request: Request, serving: Serving) -> Feed:
    return Feed(log_of(serving), serving.holdings.base, place_of(request))


def without_log() -> Problem:
    """What is said of a release that was built before releases had change logs."""
    detail = Text(
        "Bu sürümün değişiklik günlüğü yok; bir sonraki sürümle başlar.",
        "This release has no change log; it begins with the next release.",
    )
    return Problem("not-found", detail)
