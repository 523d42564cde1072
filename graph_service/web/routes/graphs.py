"""Whole graphs, the ontology, the shapes and the JSON-LD context."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from fastapi import APIRouter
from pyoxigraph import DefaultGraph, NamedNode
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from graph_service.http.answer import Answer, vary
from graph_service.http.caching import cache_control, conditional, entity_tag
from graph_service.http.negotiation import Offer, choose
from graph_service.http.problem import Problem
from graph_service.http.problem_types import Text
from graph_service.resources import context, graphs
from graph_service.resources.lifecycle import Asked
from graph_service.resources.representations import HTML, content_type
from graph_service.resources.vocabulary import Vocabulary
from graph_service.web.current import Current, Serving
from graph_service.web.reading import reads
from graph_service.web.respond import asked_of, carry, place_of, respond, site_of

_BY_SUFFIX = {offer.suffix: offer for offer in graphs.OFFERS if offer.suffix}


def router(current: Current, shapes_dir: Path) -> APIRouter:
    """``/graph/…``, ``/graphs``, ``/ontology``, ``/shapes``, ``/contexts/…``."""
    routes = APIRouter(tags=["graphs"])

    @reads(routes, "/graph/{name}")
    async def direct(request: Request, name: str) -> Response:
        """One graph, by its own IRI."""
        iri = f"{current.serving.holdings.base}graph/{name}"
        return await _graph(request, current.serving, iri)

    @reads(routes, "/graphs")
    async def indirect(request: Request) -> Response:
        """One graph, by ``?graph=IRI``; the union of all by ``?default``."""
        asked = request.query_params
        if ("graph" in asked) == ("default" in asked) or len(asked.getlist("graph")) > 1:
            raise Problem(
                "bad-request",
                Text(
                    "Ya `graph=IRI` ya da `default` gerekir.",
                    "Give either `graph=IRI` or `default`.",
                ),
            )
        return await _graph(request, current.serving, asked.get("graph"))

    @reads(routes, "/ontology")
    async def ontology(request: Request) -> Response:
        """Our terms: a page, or RDF."""
        return await _ontology(request, current.serving, None)

    @reads(routes, "/ontology.{suffix}")
    async def ontology_as(request: Request, suffix: str) -> Response:
        """Our terms in one format."""
        return await _ontology(request, current.serving, suffix)

    @reads(routes, "/shapes")
    async def shapes(request: Request) -> Response:
        """The SHACL shapes that every release conforms to."""
        serving = current.serving
        folder = serving.release.path / "shapes"
        paths = sorted((folder if folder.is_dir() else shapes_dir).glob("*.ttl"))
        if not paths:
            raise Problem("not-found")
        asked = asked_of(request)
        offer = _choose(asked.accept, graphs.OFFERS)
        head = _head(serving, offer, "shapes", "Accept")
        return await respond(
            request, lambda: _finish(head, lambda: graphs.turtle_files(paths, offer), asked)
        )

    @reads(routes, f"/{context.PATH}")
    async def json_ld_context(request: Request) -> Response:
        """The JSON-LD context of our documents. It never changes; a new one has a new name."""
        body = context.text(current.serving.holdings.base).encode()
        head = (
            ("Content-Type", "application/ld+json"),
            cache_control("immutable"),
            ("ETag", entity_tag(body.decode(), "context")),
        )
        return carry(request, conditional(Answer(200, head, body), asked_of(request).if_none_match))

    return routes


async def _graph(request: Request, serving: Serving, iri: str | None) -> Response:
    name = _graph_name(iri)
    asked = asked_of(request)
    store = serving.release.store
    if iri is not None and await run_in_threadpool(graphs.is_empty, store, name):
        raise Problem("not-found", Text(f"<{iri}> diye bir graf yok.", f"No graph <{iri}>."))
    offer = _choose(asked.media_type or asked.accept, graphs.OFFERS)
    head = _head(serving, offer, iri or "default", "Accept")
    early = conditional(Answer(200, head), asked.if_none_match)
    if early.status != 200:  # noqa: PLR2004
        return carry(request, early)
    body = await run_in_threadpool(graphs.whole, store, name, offer, serving.holdings.base)
    if isinstance(body, graphs.Written):
        head = (*head, ("Content-Length", str(body.size)))
        return carry(request, Answer(200, head, body.pieces()))
    return carry(request, Answer(200, head, body))


def _graph_name(iri: str | None) -> NamedNode | DefaultGraph:
    if iri is None:
        return DefaultGraph()
    try:
        return NamedNode(iri)
    except ValueError as error:
        raise Problem("bad-iri", iri[:200]) from error


async def _ontology(request: Request, serving: Serving, suffix: str | None) -> Response:
    asked = asked_of(request)
    if suffix is not None and suffix not in _BY_SUFFIX:
        raise Problem("not-found")
    negotiated = (HTML, *graphs.OFFERS)
    offer = _BY_SUFFIX[suffix] if suffix else _choose(asked.media_type or asked.accept, negotiated)
    varies = () if suffix else ("Accept", "Accept-Language")
    language = asked.speaks() if offer is HTML else None
    head = _head(serving, offer, "ontology", *varies, language=language)
    if offer.suffix and offer is not HTML:
        location = f"{asked.place.prefix}/ontology.{offer.suffix}"
        head = (*head, ("Content-Location", location))
    return await respond(
        request, lambda: _finish(head, lambda: _write_ontology(request, serving, offer), asked)
    )


def _write_ontology(request: Request, serving: Serving, offer: Offer) -> bytes:
    base = serving.holdings.base
    ours = f"{base}ontology"
    graph = serving.holdings.graph(NamedNode(f"{base}graph/ontology"))
    statements = [
        s for s in graph if s.subject.value == ours or s.subject.value.startswith(f"{ours}#")
    ]
    if offer is not HTML:
        return graphs.write(statements, offer, base, NamedNode(ours))
    language = asked_of(request).speaks()
    vocabulary = Vocabulary(statements, base, place_of(request))
    classes, properties = vocabulary.terms(language)
    title, about = vocabulary.title(language)
    return site_of(request).ontology(title, about, classes, properties)


def _finish(head: Sequence[tuple[str, str]], write: Callable[[], bytes], asked: Asked) -> Answer:
    """The answer, written only if the client does not hold it already."""
    early = conditional(Answer(200, head), asked.if_none_match)
    return early if early.status != 200 else Answer(200, head, write())  # noqa: PLR2004


def _choose(accept: str | None, offers: Sequence[Offer]) -> Offer:
    offer = choose(accept, offers)
    if offer is None:
        available = [{"type": each.media_type} for each in offers]
        raise Problem("not-acceptable", extensions={"available": available})
    return offer


def _head(
    serving: Serving, offer: Offer, what: str, *varies: str, language: str | None = None
) -> tuple[tuple[str, str], ...]:
    head = [
        ("Content-Type", content_type(offer)),
        ("ETag", entity_tag(serving.edition, f"{what} {offer.key}", language)),
        cache_control("current"),
    ]
    if varies:
        head.append(vary(*varies))
    if language:
        head.append(("Content-Language", language))
    return tuple(head)
