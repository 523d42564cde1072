"""The dumps of the releases: listed with their checksums, and sent so that they can be resumed."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from graph_service.catalog import dumps
from graph_service.catalog.dumps import LATEST, Dumps, dump_url
from graph_service.catalog.formats import served_as
from graph_service.http.json_body import json_body
from graph_service.http.negotiation import Offer
from graph_service.http.problem import Problem
from graph_service.http.problem_types import Text
from graph_service.resources.representations import HTML, JSON
from graph_service.store.release import Manifest
from graph_service.web.current import Current, Serving
from graph_service.web.negotiated import Leaf, serve
from graph_service.web.reading import reads
from graph_service.web.respond import carry, place_of, site_of


def router(current: Current, found: Dumps) -> APIRouter:
    """``/dumps``, ``/dumps/{release}``, ``/dumps/{release}/{name}``."""
    routes = APIRouter(tags=["dumps"])

    @reads(routes, "/dumps")
    async def latest(request: Request) -> Response:
        """The dumps of the current release."""
        return await _listing(request, current.serving, current.serving.release.manifest, "/dumps")

    @reads(routes, "/dumps/{release}")
    async def of_release(request: Request, release: str) -> Response:
        """The dumps of one release."""
        manifest = _manifest(current.serving, found, release)
        return await _listing(request, current.serving, manifest, f"/dumps/{release}")

    @reads(routes, "/dumps/{release}/{name:path}")
    async def file(request: Request, release: str, name: str) -> Response:
        """A dump. Those of a named release never change; those of ``latest`` follow it."""
        manifest = _manifest(current.serving, found, release)
        dump = found.file(manifest, name)
        if dump is None:
            raise Problem("not-found")
        headers = request.headers
        answer = dumps.send(
            *dump,
            f"{place_of(request).prefix}/dumps/{manifest.id}/{name}",
            is_latest=release == LATEST,
            if_none_match=headers.get("if-none-match"),
            wanted=headers.get("range") if request.method == "GET" else None,
            if_range=headers.get("if-range"),
        )
        return carry(request, answer)

    return routes


async def _listing(request: Request, serving: Serving, manifest: Manifest, path: str) -> Response:
    place = place_of(request)
    files = [
        {
            "name": dumps.name_of(file),
            "url": dump_url(place, manifest.id, file),
            "type": served_as(file).partition(";")[0],
            "bytes": file.size,
            "records": file.records,
            "sha256": file.sha256,
        }
        for file in dumps.names(manifest)
    ]

    def write(offer: Offer) -> bytes:
        if offer is HTML:
            return site_of(request).dumps(manifest, files)
        listed = {"release": manifest.id, "created": manifest.created, "files": files}
        return json_body(listed, indent=2)

    leaf = Leaf(path, (HTML, JSON), f"{serving.edition} {manifest.id}", has_suffixes=False)
    return await serve(request, leaf, None, write)


def _manifest(serving: Serving, found: Dumps, release: str) -> Manifest:
    """The manifest of a release, or of the one that is served. Raises Problem."""
    if release == LATEST:
        return serving.release.manifest
    manifest = found.manifest(release)
    if manifest is None:
        detail = Text(
            f"“{release}” sürümü burada yok ya da artık saklanmıyor.",
            f"There is no release “{release}” here, or it is kept no longer.",
        )
        raise Problem("not-found", detail)
    return manifest
