"""The event stream."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from graph_service.feeds.ldes import OFFERS, PATH, Stream, write
from graph_service.feeds.ldes.stream import Span, block_span, page_span
from graph_service.http.negotiation import Offer
from graph_service.http.problem import Problem
from graph_service.http.problem_types import Text
from graph_service.store.members import Members
from graph_service.store.release import ReleaseError
from graph_service.web.current import Current, Serving, code_fingerprint
from graph_service.web.negotiated import Leaf, serve
from graph_service.web.numbered import page_number
from graph_service.web.reading import reads
from graph_service.web.respond import place_of


def router(current: Current) -> APIRouter:
    """``/ldes``, ``/ldes/blocks/{block}``, ``/ldes/{page}``."""
    routes = APIRouter(tags=["harvesting"])

    @reads(routes, PATH)
    async def root(request: Request) -> Response:
        """The root node of the Linked Data Event Stream: what it is, and where its members are."""
        serving = current.serving
        stream, _ = _stream(request, serving)
        leaf = Leaf(PATH, OFFERS, serving.edition, has_suffixes=False)
        return await serve(
            request, leaf, None, lambda offer: write(stream.root(), b"", offer, stream.base)
        )

    @reads(routes, f"{PATH}/blocks/{{block}}")
    async def block(request: Request, block: str) -> Response:
        """Leads to a hundred pages. One that leads to all of them never changes again."""
        serving = current.serving
        stream, _ = _stream(request, serving)
        number = page_number(block, stream.blocks)
        leaf = _leaf(block_span(number), stream, serving)
        return await serve(
            request, leaf, None, lambda offer: write(stream.block(number), b"", offer, stream.base)
        )

    @reads(routes, f"{PATH}/{{page}}")
    async def page(request: Request, page: str) -> Response:
        """A page of a hundred members, in the order of time. A full one never changes again."""
        serving = current.serving
        stream, members = _stream(request, serving)
        number = page_number(page, stream.pages)
        leaf = _leaf(page_span(number), stream, serving)

        def written(offer: Offer) -> bytes:
            return write(stream.page(number), members.read(number), offer, stream.base)

        return await serve(request, leaf, None, written)

    return routes


def _leaf(span: Span, stream: Stream, serving: Serving) -> Leaf:
    is_full = span.is_full(stream.log)
    return Leaf(
        span.path,
        OFFERS,
        f"{code_fingerprint()} {stream.edition(span)}" if is_full else serving.edition,
        (f'<{stream.place.root}{PATH}>; rel="collection"',),
        has_suffixes=False,
        cache_class="immutable" if is_full else "current",
    )


def _stream(request: Request, serving: Serving) -> tuple[Stream, Members]:
    try:
        members = serving.release.members
        stream = Stream(
            serving.release.changes,
            serving.holdings.base,
            place_of(request),
            is_complete=members.is_complete,
        )
    except ReleaseError as error:
        detail = Text(
            "Bu sürümün olay akışı yok; bir sonraki sürümle başlar.",
            "This release has no event stream; it begins with the next release.",
        )
        raise Problem("not-found", detail) from error
    return stream, members
