"""Pages about the data: where to begin, how to ask, what was checked, what is linked."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from graph_service.catalog import links, validation
from graph_service.http.json_body import json_body
from graph_service.http.negotiation import Offer
from graph_service.http.problem import Problem
from graph_service.http.problem_types import Text
from graph_service.pages.guide import all_paths, guide
from graph_service.resources.representations import HTML, JSON
from graph_service.resources.shapes import read_shapes
from graph_service.web.current import Current, Serving
from graph_service.web.negotiated import Leaf, serve
from graph_service.web.reading import reads
from graph_service.web.respond import asked_of, paths_of, place_of, site_of
from graph_service.web.routes.graphs import shape_files

_JSON = Offer(JSON.key, JSON.media_type, "json")
_REPORTS = (HTML, _JSON)
_KEPT = 2
"""How many link reports are kept: that of the release, and that of the one before."""

Write = Callable[[Serving, Request, bool], bytes]
"""Writes a report: as a page, or as JSON."""


def router(current: Current, shapes_dir: Path) -> APIRouter:
    """``/data``, ``/api``, ``/validation``, ``/links``."""
    routes = APIRouter(tags=["about"])
    linked = lru_cache(maxsize=_KEPT)(links.link_report)

    def report(serving: Serving, request: Request, is_page: bool) -> bytes:
        found = _report(serving, shapes_dir)
        if is_page:
            return site_of(request).about("report", report=found)
        return json_body(validation.as_json(found, place_of(request).root), indent=1)

    def link_report(serving: Serving, request: Request, is_page: bool) -> bytes:
        found = linked(serving.holdings)
        if is_page:
            return site_of(request).about("links", report=found, holdings=serving.holdings)
        return json_body(links.as_json(found, place_of(request).root), indent=1)

    @reads(routes, "/data")
    async def data(request: Request) -> Response:
        """The way to everything about the data."""
        serving = current.serving
        manifest, paths = serving.release.manifest, paths_of(request)

        def write(_: Offer) -> bytes:
            return site_of(request).about("data", manifest=manifest, paths=paths)

        leaf = Leaf("/data", (HTML,), serving.edition, has_suffixes=False)
        return await serve(request, leaf, None, write)

    @reads(routes, "/api")
    async def api(request: Request) -> Response:
        """The API guide, with examples that work on this host."""
        serving = current.serving

        def write(_: Offer) -> bytes:
            described = request.app.openapi()
            entries = guide(described, asked_of(request).speaks())
            return site_of(request).about("api", entries=entries, paths=all_paths(described))

        leaf = Leaf("/api", (HTML,), serving.edition, has_suffixes=False)
        return await serve(request, leaf, None, write)

    _pair(routes, current, "/validation", report)
    _pair(routes, current, "/links", link_report)
    return routes


def _pair(routes: APIRouter, current: Current, path: str, write: Write) -> None:
    """A report as a page and as JSON, negotiated and by suffix."""

    async def answer(request: Request, suffix: str | None) -> Response:
        serving = current.serving
        leaf = Leaf(path, _REPORTS, serving.edition)
        return await serve(
            request, leaf, suffix, lambda offer: write(serving, request, offer is HTML)
        )

    @reads(routes, path)
    async def negotiated(request: Request) -> Response:
        """A report on the data of the current release."""
        return await answer(request, None)

    @reads(routes, f"{path}.{{suffix}}")
    async def fixed(request: Request, suffix: str) -> Response:
        """The same in one format."""
        return await answer(request, suffix)


def _report(serving: Serving, shapes_dir: Path) -> validation.Report:
    """The validation report. Raises Problem for a release that has none."""
    base = serving.holdings.base
    shapes = read_shapes(shape_files(serving.release, shapes_dir), base)
    number = sum(1 + len(shape.properties) for shape in shapes)
    try:
        return validation.report_of(serving.holdings, number)
    except (OSError, ValueError, KeyError) as error:
        detail = Text("Bu sürümün denetim raporu yok.", "This release has no validation report.")
        raise Problem("not-found", detail) from error
