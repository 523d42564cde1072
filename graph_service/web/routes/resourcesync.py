"""ResourceSync: its lists, the resources, and packages of them."""

from __future__ import annotations

import base64
from collections.abc import AsyncIterator, Callable
from typing import IO

from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from graph_service.feeds.described import line, statements_of
from graph_service.feeds.resourcesync import Source, package
from graph_service.feeds.resourcesync.lists import LIST, PACKAGE, ROOT, WELL_KNOWN
from graph_service.feeds.sitemap_xml import XML
from graph_service.http.answer import Answer
from graph_service.http.caching import CACHE_CONTROL, cache_control, entity_tag, not_modified
from graph_service.http.problem import Problem
from graph_service.resources.document import LICENCE
from graph_service.resources.elsewhere import Elsewhere
from graph_service.resources.holdings import Missing, Moved, Reference
from graph_service.resources.lifecycle import gone
from graph_service.resources.representations import HTML, N_QUADS
from graph_service.resources.signposts import STATEMENTS
from graph_service.store.release import Tombstone
from graph_service.web.current import Current, Serving, code_fingerprint
from graph_service.web.negotiated import Leaf, serve
from graph_service.web.numbered import number_of
from graph_service.web.reading import reads
from graph_service.web.respond import asked_of, carry, place_of, respond
from graph_service.web.routes.changes import log_of

_PIECE = 64 * 1024
_PACKED = ("Cache-Control", f"{CACHE_CONTROL['current']}, no-transform")
"""Packages are compressed already."""


def router(current: Current) -> APIRouter:
    """``/.well-known/resourcesync`` and what is below ``/resourcesync``."""
    routes = APIRouter(tags=["harvesting"])

    def listing(path: str, write: Callable[[Source], bytes], says: str) -> None:
        async def listed(request: Request) -> Response:
            serving = current.serving
            source = _source(request, serving)
            leaf = Leaf(path, (XML,), serving.edition, has_suffixes=False)
            return await serve(request, leaf, None, lambda _: write(source))

        listed.__doc__, listed.__name__ = says, path.strip("/.").replace("/", "_").replace(".", "_")
        reads(routes, path)(listed)

    listing(WELL_KNOWN, Source.description, "The source description: where ResourceSync begins.")
    listing(f"{ROOT}/capabilitylist.xml", Source.capabilities, "The capability list.")
    listing(f"{ROOT}/resourcelist.xml", Source.resource_list, "The resource list.")
    listing(f"{ROOT}/changelist.xml", Source.change_list, "The change list.")
    listing(f"{ROOT}/resourcedump.xml", Source.dump_index, "The resource dump: its packages.")

    @reads(routes, f"{ROOT}/resourcelist/{{name}}")
    async def resources(request: Request, name: str) -> Response:
        """A part of the resource list."""
        serving = current.serving
        source = _source(request, serving)
        part = _part(name, "xml", -(-source.log.size // LIST))
        path = f"{ROOT}/resourcelist/{name}"
        leaf = Leaf(path, (XML,), serving.edition, has_suffixes=False)
        return await serve(request, leaf, None, lambda _: source.resources(part))

    @reads(routes, f"{ROOT}/changelist/{{name}}")
    async def changes(request: Request, name: str) -> Response:
        """A part of the change list, oldest first. One with `until` never changes again."""
        serving = current.serving
        source = _source(request, serving)
        part = _part(name, "xml", source.change_lists)
        is_closed = source.is_closed(part)
        first = source.log.releases[0]
        leaf = Leaf(
            f"{ROOT}/changelist/{name}",
            (XML,),
            f"{code_fingerprint()} {first.id} {first.time}" if is_closed else serving.edition,
            has_suffixes=False,
            cache_class="immutable" if is_closed else "current",
        )
        return await serve(request, leaf, None, lambda _: source.changes(part))

    @reads(routes, f"{ROOT}/resourcedump/{{name}}")
    async def dump(request: Request, name: str) -> Response:
        """A package of the resource dump, as a zip file with a manifest."""
        serving = current.serving
        source = _source(request, serving)
        part = _part(name, "zip", -(-source.log.size // PACKAGE))
        tag = entity_tag(serving.edition, f"package {part} {source.place.root}")
        head = (("Content-Type", "application/zip"), ("ETag", tag), _PACKED)
        early = not_modified(head, asked_of(request).if_none_match)
        if early is not None:
            return carry(request, early)
        packed = await run_in_threadpool(
            package, source, part, lambda reference: _statements(serving, reference)
        )
        whole = (*head, ("Content-Length", str(packed.length)))
        if request.method == "HEAD":
            packed.file.close()
            return carry(request, Answer(200, whole))
        return carry(request, Answer(200, whole, _pieces(packed.file)))

    @reads(routes, f"{STATEMENTS}/{{kind}}/{{name}}")
    async def resource(request: Request, kind: str, name: str) -> Response:
        """What the release says of an entity and its parts: sorted N-Quads, as in the dumps."""
        serving = current.serving
        return await respond(request, lambda: _resource(request, serving, kind, name))

    return routes


def _resource(request: Request, serving: Serving, kind: str, name: str) -> Answer:
    slug, _, suffix = name.rpartition(".")
    if suffix != N_QUADS.suffix:
        raise Problem("not-found")
    wanted = Reference(kind, slug)
    holdings = serving.holdings
    place, found = place_of(request), holdings.find(wanted)
    if isinstance(found, Moved):
        raise Elsewhere(f"{place.prefix}{STATEMENTS}/{found.to}.{suffix}")
    if isinstance(found, Tombstone):
        raise gone(wanted, found, holdings.base)
    entry = None if isinstance(found, Missing) else log_of(serving).latest(str(wanted))
    if entry is None or entry.latest.digest is None:
        raise Problem("not-found")
    digest = bytes.fromhex(entry.latest.digest)
    iri, document = holdings.iri(wanted).value, f"{place.root}/doc/{wanted}"
    links = (
        f'<{iri}>; rel="describes"',
        f'<{iri}>; rel="cite-as"',
        f'<{LICENCE.value}>; rel="license"',
        f'<{document}>; rel="collection"; type="{HTML.media_type}"',
        f'<{place.root}{WELL_KNOWN}>; rel="resourcesync"',
    )
    head = (
        ("Content-Type", N_QUADS.media_type),
        ("ETag", f'"{entry.latest.digest[:24]}"'),
        cache_control("current"),
        ("Repr-Digest", f"sha-256=:{base64.b64encode(digest).decode()}:"),
        ("Link", ", ".join(links)),
    )
    early = not_modified(head, asked_of(request).if_none_match)
    if early is not None:
        return early
    return Answer(200, head, _statements(serving, str(wanted)))


def _statements(serving: Serving, reference: str) -> bytes:
    found = statements_of(serving.release.store, serving.holdings.base, reference)
    return b"".join(map(line, found))


def _source(request: Request, serving: Serving) -> Source:
    return Source(log_of(serving), serving.holdings.base, place_of(request))


def _part(name: str, suffix: str, last: int) -> int:
    stem, _, ending = name.rpartition(".")
    number = number_of(stem, last)
    if number is None or ending != suffix:
        raise Problem("not-found", extensions={"parts": last})
    return number


async def _pieces(file: IO[bytes]) -> AsyncIterator[bytes]:
    try:
        while piece := await run_in_threadpool(file.read, _PIECE):
            yield piece
    finally:
        file.close()
