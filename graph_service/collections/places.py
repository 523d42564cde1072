"""The list of places: pages of it, and each of its forms, written while it is read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any
from urllib.parse import parse_qsl, urlencode

from graph_service.collections.asking import Page
from graph_service.collections.entries import Entries
from graph_service.collections.features import flat
from graph_service.http.negotiation import Offer
from graph_service.http.problem import Problem
from graph_service.http.problem_types import Text
from graph_service.http.selection import parse_accept_profile, select
from graph_service.profiles.linked_places import FORMAT, PROFILE, tsv
from graph_service.profiles.linked_places.collection import collection, feature_collection
from graph_service.profiles.linked_places.feature import feature
from graph_service.resources.asked import Asked
from graph_service.resources.document import LICENCE
from graph_service.resources.holdings import Holdings, Reference
from graph_service.resources.place import Place
from graph_service.resources.representations import GEO_JSON, JSON_LD

FLAT = Offer("geojson", GEO_JSON.media_type, "geojson", ("application/json", *GEO_JSON.accepts))
LINKED = Offer("places", f'{GEO_JSON.media_type};profile="{FORMAT}"')
LINKED_LD = Offer(
    "places-ld", f'{JSON_LD.media_type};profile="{FORMAT}"', "jsonld", (JSON_LD.media_type,)
)
ROWS = Offer("tsv", "text/tab-separated-values", "tsv")
OFFERS = (FLAT, LINKED, LINKED_LD, ROWS)
"""What the list can be had as; the first is for those who do not say."""
IN_PROFILE = (
    replace(LINKED, suffix="geojson", accepts=(GEO_JSON.media_type, "application/json")),
    LINKED_LD,
)
"""What it can be had as for those who ask for Linked Places by the profile."""
PATH = "/api/places"


def offer_of(asked: Asked, suffix: str | None, base: str) -> Offer:
    """The form that is wanted: profile, then suffix, `_mediatype`, Accept. Raises Problem."""
    names = (*PROFILE.names(base), PROFILE.token)
    if asked.profile is not None and asked.profile not in names:
        detail = Text(
            f"Bu liste yalnızca `{PROFILE.token}` profilinde istenebilir.",
            f"This list can be had in the profile `{PROFILE.token}` only.",
        )
        available = [{"type": PROFILE.token, "url": PROFILE.iri(base)}]
        extensions = {"parameter": "_profile", "value": asked.profile[:200], "available": available}
        raise Problem("unsupported-format", detail, extensions=extensions)
    weights = parse_accept_profile(asked.accept_profile)
    wishes = suffix is None and any(weights.get(name, 0) > 0 for name in names)
    override = suffix or asked.media_type
    if asked.profile is not None:
        return select(IN_PROFILE, asked.accept, override, urls(IN_PROFILE, asked.place))
    if wishes:
        with suppress(Problem):
            return select(IN_PROFILE, asked.accept, override)
    return select(OFFERS, asked.accept, override, urls(OFFERS, asked.place))


def urls(offers: Sequence[Offer], place: Place) -> Mapping[str, str]:
    """Where each form is, by key of its offer."""
    here = f"{place.root}{PATH}"
    found = {offer.key: f"{here}.{offer.suffix}" for offer in offers if offer.suffix}
    return {LINKED.key: f"{here}.geojson?_profile={PROFILE.token}"} | found


@dataclass(frozen=True, slots=True)
class Listed:
    """The references of a page, and the last one of it if there are more."""

    references: Iterable[Reference]
    more_after: Reference | None = None


def listed(page: Page, found: Iterator[Reference]) -> Listed:
    """The references of a page; without a limit they are found while the answer is written."""
    if page.limit is None:
        return Listed(found)
    some = list(islice(found, page.limit + 1))
    is_cut = len(some) > page.limit
    shown = some[: page.limit]
    return Listed(shown, shown[-1] if is_cut else None)


def canonical_query(query: str) -> str:
    """The query string, safe to stand in a Link field."""
    return urlencode(parse_qsl(query, keep_blank_values=True), safe="/,:")


def next_query(query: str, after: Reference) -> str:
    """The query string of the page that follows."""
    kept = [(k, v) for k, v in parse_qsl(query, keep_blank_values=True) if k != "after"]
    return urlencode([*kept, ("after", str(after))], safe="/,:")


class Writer:
    """Writes the list in each of its forms, from one release."""

    def __init__(self, holdings: Holdings, entries: Entries, place: Place) -> None:
        self._holdings = holdings
        self._entries = entries
        self._place = place

    def pieces(
        self, offer: Offer, references: Iterable[Reference], links: Mapping[str, str]
    ) -> Iterator[bytes]:
        """The list as bytes, piece by piece; `links` are by relation."""
        if offer is ROWS:
            yield tsv.heading().encode()
            yield from self._each(references, lambda d, m: tsv.line(tsv.row(d, m)).encode())
            return
        members = {
            "name": "Izmir Heritage Graph: places",
            "release": self._holdings.release.id,
            "links": [{"rel": relation, "href": url} for relation, url in links.items()],
        }
        if offer.key in (LINKED.key, LINKED_LD.key):
            yield from collection(self._each(references, feature), self._place, members)
            return
        head = {"type": "FeatureCollection", "license": LICENCE.value, **members}
        yield from feature_collection(map(self._flat, references), head)

    def _flat(self, reference: Reference) -> dict[str, Any]:
        return flat(self._entries.read(reference), self._entries, self._place)

    def _each(self, references: Iterable[Reference], write: Callable[..., Any]) -> Iterator[Any]:
        for reference in references:
            document = self._holdings.outline(reference)
            if document is not None:
                yield write(document, self._holdings.mentions(document))
