"""The dataset, its dumps, and the profiles that its documents conform to."""

from __future__ import annotations

import json

from fastapi import APIRouter
from pyoxigraph import Literal, NamedNode
from starlette.requests import Request
from starlette.responses import Response

from graph_service.catalog import dumps
from graph_service.catalog.dataset import Dataset, dump_url
from graph_service.catalog.dumps import LATEST, Dumps
from graph_service.http.answer import Answer, vary
from graph_service.http.caching import cache_control
from graph_service.http.negotiation import Offer
from graph_service.http.problem import Problem
from graph_service.http.problem_types import Text
from graph_service.profiles import PROFILES
from graph_service.resources import graphs
from graph_service.resources.profiles import Profile
from graph_service.resources.representations import HTML, JSON
from graph_service.resources.statements import Statement
from graph_service.store.release import Manifest
from graph_service.web.current import Current, Serving
from graph_service.web.negotiated import Leaf, serve
from graph_service.web.reading import reads
from graph_service.web.respond import asked_of, carry, place_of, site_of
from graph_service.web.routes.front import examples
from loaders.namespaces import DCT, RDF, RDFS, SKOS

_PROF = "http://www.w3.org/ns/dx/prof/"
_PAGE_AND_RDF = (HTML, *graphs.OFFERS)


def router(current: Current, found: Dumps) -> APIRouter:
    """``/dataset``, ``/.well-known/void``, ``/profile/…``, ``/dumps/…``."""
    routes = APIRouter(tags=["dataset"])

    @reads(routes, "/dataset")
    async def dataset(request: Request) -> Response:
        """The dataset: a page, or VoID."""
        return await _dataset(request, current.serving, None)

    @reads(routes, "/dataset.{suffix}")
    async def dataset_as(request: Request, suffix: str) -> Response:
        """The dataset in one format."""
        return await _dataset(request, current.serving, suffix)

    @reads(routes, "/.well-known/void")
    async def well_known(request: Request) -> Response:
        """Where VoID clients look first: see the dataset."""
        query = asked_of(request).query
        location = f"{place_of(request).prefix}/dataset{'?' if query else ''}{query}"
        return carry(request, _see(location, 302))

    @reads(routes, "/profile/{token}")
    async def profile(request: Request, token: str) -> Response:
        """A profile that documents can be had in."""
        if token not in PROFILES:
            raise Problem("not-found")
        return await _profile(request, current.serving, PROFILES[token])

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


async def _dataset(request: Request, serving: Serving, suffix: str | None) -> Response:
    holdings = serving.holdings
    shown = [holdings.iri(reference) for reference in examples(holdings)]
    dataset = Dataset(holdings.release.manifest, place_of(request), shown)

    def write(offer: Offer) -> bytes:
        if offer is HTML:
            labels = [holdings.label(reference) for reference in examples(holdings)]
            return site_of(request).dataset(dataset, labels)
        return graphs.write(dataset.statements(), offer, holdings.base, dataset.node)

    links = (f'<{dataset.node.value}>; rel="describes"',)
    leaf = Leaf("/dataset", _PAGE_AND_RDF, serving.edition, links)
    return await serve(request, leaf, suffix, write)


async def _profile(request: Request, serving: Serving, profile: Profile) -> Response:
    base = serving.holdings.base

    def write(offer: Offer) -> bytes:
        if offer is HTML:
            return site_of(request).profile(profile, base)
        return graphs.write(_described(profile, base), offer, base, NamedNode(profile.iri(base)))

    path = f"/profile/{profile.token}"
    leaf = Leaf(path, _PAGE_AND_RDF, serving.edition, has_suffixes=False)
    return await serve(request, leaf, None, write)


async def _listing(request: Request, serving: Serving, manifest: Manifest, path: str) -> Response:
    place = place_of(request)
    files = [
        {
            "name": dumps.name_of(file),
            "url": dump_url(place, manifest.id, file),
            "type": dumps.media_type(file.path).partition(";")[0],
            "bytes": file.size,
            "sha256": file.sha256,
        }
        for file in dumps.names(manifest)
    ]

    def write(offer: Offer) -> bytes:
        if offer is HTML:
            return site_of(request).dumps(manifest, files)
        listed = {"release": manifest.id, "created": manifest.created, "files": files}
        return json.dumps(listed, ensure_ascii=False, indent=2).encode() + b"\n"

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


def _described(profile: Profile, base: str) -> list[Statement]:
    node = NamedNode(profile.iri(base))
    said: list[tuple[NamedNode, NamedNode | Literal]] = [
        (RDF.type, NamedNode(f"{_PROF}Profile")),
        (NamedNode(f"{_PROF}hasToken"), Literal(profile.token)),
    ]
    said += [(NamedNode(f"{_PROF}isProfileOf"), NamedNode(uri)) for uri in profile.uris]
    said += [(DCT.format, Literal(offer.media_type)) for offer in profile.offers(base)]
    for language in ("en", "tr"):
        said.append((RDFS.label, Literal(profile.title[language], language=language)))
        said.append((DCT.description, Literal(profile.definition[language], language=language)))
        for loss in profile.losses:
            said.append((SKOS.scopeNote, Literal(loss[language], language=language)))
    return [Statement(node, predicate, value, ()) for predicate, value in said]


def _see(location: str, status: int) -> Answer:
    head = (
        ("Location", location),
        ("Content-Type", "text/plain; charset=utf-8"),
        cache_control("redirect"),
        vary("Accept"),
    )
    return Answer(status, head, f"See {location}\n".encode())
