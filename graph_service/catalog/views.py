"""The description of the dataset in the terms of others: one model, told in several vocabularies.

Content Negotiation by Profile: each is a profile with a token and with IRIs that the world knows
it by. Who asks for none gets all of them, on the same nodes, since harvesters seldom ask.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from graph_service.catalog import schema_org
from graph_service.catalog.dataset import Dataset
from graph_service.catalog.dcat import PREFIXES, dcat
from graph_service.catalog.void import void
from graph_service.http.json_body import json_body
from graph_service.http.negotiation import Offer
from graph_service.http.problem import Problem
from graph_service.http.problem_types import Text
from graph_service.http.selection import parse_accept_profile
from graph_service.resources import graphs
from graph_service.resources.profiles import Profile
from graph_service.resources.representations import JSON, JSON_LD
from graph_service.resources.statements import Statement


@dataclass(frozen=True, slots=True)
class View:
    """A vocabulary in which the dataset is described."""

    profile: Profile
    statements: Callable[[Dataset], list[Statement]]
    json_ld: Callable[[Dataset], Mapping[str, object]] | None = None
    """JSON-LD in the form that its own readers know; else any JSON-LD will do."""


_VIEWS = (
    View(
        Profile(
            "void",
            Text("VoID", "VoID"),
            Text(
                "Veri kümesinin içeriği: sınıflara ve özelliklere göre bölümler, başka kataloglara "
                "bağlantılar, adlandırılmış graflar ve dökümler.",
                "What is in the dataset: partitions by class and property, links into other "
                "catalogues, named graphs and dumps.",
            ),
            uris=("http://rdfs.org/ns/void#", "http://rdfs.org/ns/void"),
        ),
        void,
    ),
    View(
        Profile(
            "dcat",
            Text("DCAT 3 ve DCAT-AP 3", "DCAT 3 and DCAT-AP 3"),
            Text(
                "Veri kataloglarının topladığı betimleme: katalog, veri kümesi, dağıtımlar ve "
                "hizmetler.",
                "The description that data portals harvest: catalogue, dataset, distributions, "
                "services.",
            ),
            uris=(
                "http://www.w3.org/ns/dcat#",
                "http://www.w3.org/ns/dcat",
                "http://data.europa.eu/r5r/",
            ),
        ),
        dcat,
    ),
    View(
        Profile(
            "schema",
            Text("schema.org", "schema.org"),
            Text(
                "Arama motorlarının ve NDE veri kümesi kütüğünün okuduğu betimleme.",
                "The description that search engines and the dataset register of NDE read.",
            ),
            uris=("https://schema.org/", "http://schema.org/", "https://schema.org/Dataset"),
        ),
        schema_org.statements,
        schema_org.schema_org,
    ),
)
VIEWS: Mapping[str, View] = MappingProxyType({view.profile.token: view for view in _VIEWS})
"""Every view, by token."""


def described(dataset: Dataset, view: View | None) -> list[Statement]:
    """What a view says of the dataset; without one, what all of them say, each thing once."""
    views: Sequence[View] = _VIEWS if view is None else (view,)
    said = (statement for each in views for statement in each.statements(dataset))
    return list(dict.fromkeys(said))


def written(dataset: Dataset, view: View | None, offer: Offer) -> bytes:
    """The description in a format; without a view, in all vocabularies."""
    if view is not None and view.json_ld is not None and offer in (JSON_LD, JSON):
        return json_body(view.json_ld(dataset), indent=1)
    said = described(dataset, view)
    return graphs.write(said, offer, dataset.manifest.base, dataset.node, PREFIXES)


def wanted_view(override: str | None, accept_profile: str | None, base: str) -> View | None:
    """The view that is asked for by `_profile` (token or IRI), else by Accept-Profile, or none.

    Raises Problem for a `_profile` that there is not.
    """
    by_iri = {iri: view for view in _VIEWS for iri in view.profile.names(base)}
    if override is not None:
        found = VIEWS.get(override) or by_iri.get(override)
        if found is None:
            raise _unknown(base)
        return found
    weights = parse_accept_profile(accept_profile)
    wanted = sorted((iri for iri in by_iri if weights.get(iri)), key=lambda iri: -weights[iri])
    return by_iri[wanted[0]] if wanted else None


def _unknown(base: str) -> Problem:
    names = ", ".join(VIEWS)
    available = [{"type": token, "url": view.profile.iri(base)} for token, view in VIEWS.items()]
    detail = Text(
        f"Veri kümesinin profilleri: {names}.", f"The profiles of the dataset are {names}."
    )
    return Problem("unsupported-format", detail, extensions={"available": available})
