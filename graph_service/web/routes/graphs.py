"""Whole graphs, the ontology, the shapes and the JSON-LD context."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from fastapi import APIRouter
from pyoxigraph import DefaultGraph, NamedNode
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from graph_service.http.answer import Answer
from graph_service.http.caching import cache_control, conditional, entity_tag, not_modified
from graph_service.http.negotiation import Offer
from graph_service.http.problem import Problem
from graph_service.http.problem_types import Text
from graph_service.pages.ontology import ontology_page
from graph_service.pages.shapes import ShapesPage
from graph_service.resources import context, graphs
from graph_service.resources.representations import HTML
from graph_service.resources.shapes import read_shapes
from graph_service.resources.vocabulary import Vocabulary
from graph_service.store.release import Release
from graph_service.web.current import Current, Serving
from graph_service.web.negotiated import Leaf, serve
from graph_service.web.reading import reads
from graph_service.web.respond import asked_of, carry, place_of, site_of


def router(current: Current, shapes_dir: Path) -> APIRouter:
    """``/graph/…``, ``/graphs``, ``/ontology``, ``/shapes``, ``/contexts/…``."""
    routes = APIRouter(tags=["graphs"])

    @reads(routes, "/graph/{name}")
    async def direct(request: Request, name: str) -> Response:
        """One graph, by its own IRI."""
        iri = f"{current.serving.holdings.base}graph/{name}"
        return await _graph(request, current.serving, iri, f"/graph/{name}")

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
        return await _graph(request, current.serving, asked.get("graph"), "/graphs")

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
        return await _shapes(request, current.serving, shapes_dir, None)

    @reads(routes, "/shapes.{suffix}")
    async def shapes_as(request: Request, suffix: str) -> Response:
        """The SHACL shapes in one format."""
        return await _shapes(request, current.serving, shapes_dir, suffix)

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


async def _graph(request: Request, serving: Serving, iri: str | None, path: str) -> Response:
    """A graph: small ones whole and in order, large ones while they are read."""
    name = _graph_name(iri)
    asked = asked_of(request)
    store, base = serving.release.store, serving.holdings.base
    if iri is not None and await run_in_threadpool(graphs.is_empty, store, name):
        raise Problem("not-found", Text(f"<{iri}> diye bir graf yok.", f"No graph <{iri}>."))
    edition = f"{serving.edition} {iri or 'default'}"
    leaf = Leaf(path, graphs.OFFERS, edition, has_suffixes=False)
    offer = leaf.choose(asked, None)
    head = leaf.head(offer, asked, None)
    early = not_modified(head, asked.if_none_match)
    if early is not None:
        return carry(request, early)
    body = await run_in_threadpool(graphs.whole, store, name, offer, base)
    if body is None:
        return carry(request, Answer(200, head, graphs.streamed(store, name, offer, base)))
    return carry(request, Answer(200, head, body))


def _graph_name(iri: str | None) -> NamedNode | DefaultGraph:
    if iri is None:
        return DefaultGraph()
    try:
        return NamedNode(iri)
    except ValueError as error:
        raise Problem("bad-iri", iri[:200]) from error


async def _ontology(request: Request, serving: Serving, suffix: str | None) -> Response:
    leaf = Leaf("/ontology", (HTML, *graphs.OFFERS), serving.edition)
    return await serve(
        request, leaf, suffix, lambda offer: _write_ontology(request, serving, offer)
    )


def _write_ontology(request: Request, serving: Serving, offer: Offer) -> bytes:
    base = serving.holdings.base
    ours = f"{base}ontology"
    graph = serving.holdings.graph(NamedNode(f"{base}graph/ontology"))
    if offer is not HTML:
        statements = [
            s for s in graph if s.subject.value == ours or s.subject.value.startswith(f"{ours}#")
        ]
        return graphs.write(statements, offer, base, NamedNode(ours))
    vocabulary = Vocabulary(graph, base, place_of(request))
    page = ontology_page(vocabulary, _statistics(serving), asked_of(request).speaks())
    return site_of(request).about("ontology", page=page)


def _statistics(serving: Serving) -> Mapping[str, Any]:
    try:
        return serving.release.statistics
    except (OSError, ValueError):  # a page with fewer numbers, but a page
        return {}


async def _shapes(
    request: Request, serving: Serving, shapes_dir: Path, suffix: str | None
) -> Response:
    paths = shape_files(serving.release, shapes_dir)
    if not paths:
        raise Problem("not-found")

    def write(offer: Offer) -> bytes:
        if offer is not HTML:
            return graphs.turtle_files(paths, offer)
        base, place = serving.holdings.base, place_of(request)
        graph = serving.holdings.graph(NamedNode(f"{base}graph/ontology"))
        vocabulary = Vocabulary(graph, base, place)
        shapes = read_shapes(paths, base)
        page = ShapesPage(shapes, vocabulary, asked_of(request).speaks(), place)
        return site_of(request).about("shapes", page=page)

    leaf = Leaf("/shapes", (HTML, *graphs.OFFERS), serving.edition)
    return await serve(request, leaf, suffix, write)


def shape_files(release: Release, shapes_dir: Path) -> list[Path]:
    """The shapes that a release was checked with; for old releases those of the project."""
    folder = release.path / "shapes"
    return sorted((folder if folder.is_dir() else shapes_dir).glob("*.ttl"))
