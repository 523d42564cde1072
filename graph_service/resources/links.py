"""What a document is of, and its other forms: RFC 8288, RFC 9264, Signposting level 1."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from graph_service.http.answer import Answer, Headers, vary
from graph_service.http.caching import cache_control
from graph_service.http.negotiation import Offer
from graph_service.resources.asked import Asked
from graph_service.resources.document import LICENCE
from graph_service.resources.holdings import Holdings, Reference
from graph_service.resources.profiles import DEFAULT, PROFILES, Profile
from graph_service.resources.representations import BY_SUFFIX, HTML, OFFERS, Place

ALTERNATES = "alt"
"""What `_profile` says to be told of all forms of a document."""


def alternate_urls(wanted: Reference, place: Place) -> Mapping[str, str]:
    """Where each format is, by key of its offer."""
    here = f"{place.root}/doc/{wanted}"
    return {offer.key: f"{here}.{suffix}" for suffix, offer in BY_SUFFIX.items()}


def document_links(
    wanted: Reference, holdings: Holdings, place: Place, served: Offer, profile: Profile
) -> Headers:
    """The Link field of a document."""
    here = f"{place.root}/doc/{wanted}"
    thing = holdings.iri(wanted).value
    links = [
        f'<{here}>; rel="canonical"',
        f'<{thing}>; rel="cite-as"',
        f'<{LICENCE.value}>; rel="license"',
        f'<{profile.iri(holdings.base)}>; rel="profile"',
    ]
    if served is not HTML:
        links.append(f'<{thing}>; rel="describes"')
    relation = "alternate describedby" if served is HTML else "alternate"
    for suffix, offer in BY_SUFFIX.items():
        if offer is not served or not profile.is_default:
            links.append(f'<{here}.{suffix}>; rel="{relation}"; type="{offer.media_type}"')
    content_profile = ("Content-Profile", f"<{profile.iri(holdings.base)}>")
    return (content_profile, ("Link", ", ".join(links)))


def alternates(wanted: Reference, holdings: Holdings, asked: Asked) -> Answer:
    """``?_profile=alt``: every form of a document, as a linkset."""
    here = f"{asked.place.root}/doc/{wanted}"
    forms = list(_forms(here, holdings.base))
    linkset = {"linkset": [{"anchor": holdings.iri(wanted).value, "describedby": forms}]}
    body = json.dumps(linkset, ensure_ascii=False, indent=2).encode() + b"\n"
    head = (
        ("Content-Type", "application/linkset+json"),
        cache_control("current"),
        vary("Accept", "Accept-Profile"),
    )
    return Answer(200, head, body)


def _forms(here: str, base: str) -> Iterator[dict[str, object]]:
    for profile in PROFILES.values():
        for offer in profile.offers(OFFERS):
            if offer.suffix:
                narrower = "" if profile is DEFAULT else f"?_profile={profile.token}"
                yield {
                    "href": f"{here}.{offer.suffix}{narrower}",
                    "type": offer.media_type,
                    "profile": [profile.iri(base)],
                }
