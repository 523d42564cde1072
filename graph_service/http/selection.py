"""Which representation to send: the URL's suffix, else `_mediatype`, else the Accept field."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from graph_service.http.negotiation import Offer, choose, parse_media_type
from graph_service.http.problem import Problem
from graph_service.http.problem_types import Text

_PROFILE = re.compile(r"<([^<>]*)>\s*(?:;\s*q\s*=\s*([0-9.]{1,5}))?")
_LONGEST = 8192


def select(
    offers: Sequence[Offer],
    accept: str | None,
    override: str | None = None,
    urls: Mapping[str, str] | None = None,
) -> Offer:
    """The offer to send. `override` is what `_mediatype` says: a media type or a suffix.

    Raises Problem with the list of what there is; `urls` says where, by key of the offer.
    """
    if override is None:
        chosen = choose(accept, offers)
        if chosen is None:
            raise _refused("not-acceptable", offers, urls or {})
        return chosen
    by_suffix = {offer.suffix: offer for offer in offers if offer.suffix}
    found = by_suffix.get(override) or _named(override, offers)
    if found is None:
        raise _refused("unsupported-format", offers, urls or {})
    return found


def parse_accept_profile(accept_profile: str | None) -> Mapping[str, float]:
    """The profiles that an Accept-Profile field names, and how much each is wanted (0 to 1).

    Content Negotiation by Profile: IRIs in angle brackets, each with a weight. What is malformed
    has the weight 0.
    """
    found: dict[str, float] = {}
    for iri, quality in _PROFILE.findall((accept_profile or "")[:_LONGEST]):
        found[iri] = max(_weight(quality), found.get(iri, 0.0))
    return found


def _named(override: str, offers: Sequence[Offer]) -> Offer | None:
    # "+" in a query string is a space: `image/svg+xml` unescaped is still understood.
    media_type = override.strip().replace(" ", "+") if ";" not in override else override
    if "*" in media_type or parse_media_type(media_type) is None:
        return None
    return choose(media_type, offers)


def _weight(quality: str) -> float:
    try:
        return min(float(quality or 1), 1.0)
    except ValueError:
        return 0.0


def _refused(slug: str, offers: Sequence[Offer], urls: Mapping[str, str]) -> Problem:
    listed = [offer for offer in offers if not urls or offer.key in urls]
    available = [
        {"type": offer.media_type} | ({"url": urls[offer.key]} if offer.key in urls else {})
        for offer in listed
    ]
    names = ", ".join(dict.fromkeys(offer.media_type for offer in offers))
    detail = Text(f"Var olan biçimler: {names}.", f"It can be had as {names}.")
    return Problem(slug, detail, extensions={"available": available})
