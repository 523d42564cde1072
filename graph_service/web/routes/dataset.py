"""The dataset, and the profiles that documents conform to."""

from __future__ import annotations

from fastapi import APIRouter
from pyoxigraph import Literal, NamedNode
from starlette.requests import Request
from starlette.responses import Response

from graph_service.catalog.dumps import dump_url
from graph_service.catalog.formats import served_as
from graph_service.catalog.survey import survey, whole
from graph_service.catalog.views import VIEWS, View, wanted_view, written
from graph_service.http.answer import vary
from graph_service.http.negotiation import Offer
from graph_service.http.problem import Problem
from graph_service.http.redirect import redirect
from graph_service.profiles import PROFILES
from graph_service.resources import graphs
from graph_service.resources.asked import Asked
from graph_service.resources.document import LICENCE
from graph_service.resources.place import Place
from graph_service.resources.profiles import Profile
from graph_service.resources.representations import HTML
from graph_service.resources.statements import Statement
from graph_service.web.current import Current, Serving
from graph_service.web.negotiated import Leaf, serve
from graph_service.web.reading import reads
from graph_service.web.respond import asked_of, carry, paths_of, place_of, site_of
from graph_service.web.routes.front import examples
from loaders.namespaces import DCT, RDF, RDFS, SKOS

_PROF = "http://www.w3.org/ns/dx/prof/"
_PAGE_AND_RDF = (HTML, *graphs.OFFERS)


def router(current: Current, email: str | None) -> APIRouter:
    """``/dataset``, ``/.well-known/void``, ``/profile/…``; `email` is that of the publisher."""
    routes = APIRouter(tags=["dataset"])

    @reads(routes, "/dataset")
    async def dataset(request: Request) -> Response:
        """The dataset: a page, or RDF in VoID, DCAT and schema.org, or one of these."""
        return await _dataset(request, current.serving, None, email)

    @reads(routes, "/dataset.{suffix}")
    async def dataset_as(request: Request, suffix: str) -> Response:
        """The dataset in one format."""
        return await _dataset(request, current.serving, suffix, email)

    @reads(routes, "/.well-known/void", status=302)
    async def well_known(request: Request) -> Response:
        """Where VoID clients look first: see the dataset."""
        query = asked_of(request).query
        location = f"{place_of(request).prefix}/dataset{'?' if query else ''}{query}"
        return carry(request, redirect(302, location, vary("Accept")))

    @reads(routes, "/profile/{token}")
    async def profile(request: Request, token: str) -> Response:
        """A profile that documents can be had in."""
        known = {each: view.profile for each, view in VIEWS.items()} | dict(PROFILES)
        if token not in known:
            raise Problem("not-found")
        return await _profile(request, current.serving, known[token])

    return routes


async def _dataset(
    request: Request, serving: Serving, suffix: str | None, email: str | None
) -> Response:
    holdings, asked = serving.holdings, asked_of(request)
    view = wanted_view(
        asked.profile, asked.accept_profile if suffix is None else None, holdings.base
    )
    leaf = _leaf(serving, view, asked.place)
    if view is not None and asked.profile is None and not _can_be_had(leaf, asked):
        view, leaf = None, _leaf(serving, None, asked.place)

    def write(offer: Offer) -> bytes:
        shown = examples(holdings)
        nodes = [holdings.iri(reference) for reference in shown]
        dataset = survey(holdings, asked.place, paths_of(request), nodes, email)
        if offer is HTML:
            return site_of(request).dataset(dataset, [holdings.label(each) for each in shown])
        return written(dataset, view, offer)

    return await serve(request, leaf, suffix, write)


def _leaf(serving: Serving, view: View | None, place: Place) -> Leaf:
    """The description in a view: pages tell everything, and so have no view."""
    base, manifest = serving.holdings.base, serving.release.manifest
    node = f"{base}dataset"
    links = (
        f'<{node}>; rel="describes cite-as"',
        f'<{LICENCE.value}>; rel="license"',
        '<https://schema.org/Dataset>; rel="type"',
        *(
            f'<{dump_url(place, manifest.id, file)}>; rel="item"; type="{served_as(file)}"'
            for file in whole(manifest)
        ),
        *(
            f'<{place.root}/dataset?_profile={token}>; rel="alternate"; '
            f'profile="{each.profile.names(base)[0]}"'
            for token, each in VIEWS.items()
            if each is not view
        ),
    )
    if view is None:
        return Leaf("/dataset", _PAGE_AND_RDF, serving.edition, links, profiles=())
    token, names = view.profile.token, view.profile.names(base)
    query = f"?_profile={token}"
    return Leaf("/dataset", graphs.OFFERS, serving.edition, links, query=query, profiles=names)


def _can_be_had(leaf: Leaf, asked: Asked) -> bool:
    try:
        leaf.choose(asked, None)
    except Problem:
        return False
    return True


async def _profile(request: Request, serving: Serving, profile: Profile) -> Response:
    base = serving.holdings.base

    def write(offer: Offer) -> bytes:
        if offer is HTML:
            return site_of(request).profile(profile, base)
        return graphs.write(_described(profile, base), offer, base, NamedNode(profile.iri(base)))

    path = f"/profile/{profile.token}"
    leaf = Leaf(path, _PAGE_AND_RDF, serving.edition, has_suffixes=False)
    return await serve(request, leaf, None, write)


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
