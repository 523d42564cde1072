"""Documents besides those of things: one page and one graph each, negotiated or by suffix."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from graph_service.http.answer import Answer, Headers, vary
from graph_service.http.caching import cache_control, entity_tag, not_modified
from graph_service.http.negotiation import Offer
from graph_service.http.problem import Problem, varying
from graph_service.http.selection import select
from graph_service.resources.asked import Asked
from graph_service.resources.place import Place
from graph_service.resources.representations import HTML, content_type
from graph_service.web.respond import asked_of, respond


@dataclass(frozen=True, slots=True)
class Leaf:
    """A document of a release: its path, and what it can be had as."""

    path: str
    offers: Sequence[Offer]
    edition: str
    """Names the release and the code that writes it."""
    links: tuple[str, ...] = ()
    has_suffixes: bool = True
    query: str = ""
    """What the addresses of its forms need besides their suffix, such as ``?_profile=void``."""
    profiles: tuple[str, ...] | None = None
    """IRIs of the profile that is served; None where there is nothing to choose."""
    cache_class: str = "current"

    def urls(self, place: Place) -> Mapping[str, str]:
        """Where each format is, by key of its offer."""
        here = f"{place.root}{self.path}"
        found = (offer for offer in self.offers if offer.suffix and self.has_suffixes)
        return {offer.key: f"{here}.{offer.suffix}{self.query}" for offer in found}

    def choose(self, asked: Asked, suffix: str | None) -> Offer:
        """Suffix > `_mediatype` > Accept. Raises Problem."""
        if suffix is not None and suffix not in {offer.suffix for offer in self.offers}:
            raise Problem("not-found")
        has_profiles = self.profiles is not None and suffix is None
        with varying(*(("Accept-Profile",) if has_profiles else ())):
            override = suffix or asked.media_type
            return select(self.offers, asked.accept, override, self.urls(asked.place))

    def head(self, offer: Offer, asked: Asked, suffix: str | None) -> Headers:
        """The fields that a representation has, whether it is sent or only confirmed (304)."""
        language = asked.speaks() if offer is HTML else None
        place = f"{asked.place.root} {asked.place.prefix}"
        tag = entity_tag(self.edition, f"{self.path}{self.query} {offer.key} {place}", language)
        fields = [("Content-Type", content_type(offer)), ("ETag", tag)]
        fields.append(cache_control(self.cache_class))
        names = () if suffix else ("Accept",)
        if self.profiles is not None and not suffix:
            names = (*names, "Accept-Profile")
        if HTML in self.offers and (suffix is None or offer is HTML):
            names = (*names, "Accept-Language")
        if names:
            fields.append(vary(*names))
        if language:
            fields.append(("Content-Language", language))
        if offer.suffix and self.has_suffixes:
            location = f"{asked.place.prefix}{self.path}.{offer.suffix}{self.query}"
            fields.append(("Content-Location", location))
        if self.profiles:
            fields.append(("Content-Profile", ", ".join(f"<{iri}>" for iri in self.profiles)))
        return tuple(fields)

    def link(self, served: Offer, asked: Asked) -> Headers:
        """The Link field: the document itself, and its other forms."""
        links = [f'<{asked.place.root}{self.path}>; rel="canonical"', *self.links]
        links += [f'<{iri}>; rel="profile"' for iri in self.profiles or ()]
        relation = "alternate describedby" if served is HTML else "alternate"
        urls = self.urls(asked.place)
        links += [
            f'<{urls[offer.key]}>; rel="{relation}"; type="{offer.media_type}"'
            for offer in self.offers
            if offer is not served and offer.key in urls
        ]
        return (("Link", ", ".join(links)),)


async def serve(
    request: Request, leaf: Leaf, suffix: str | None, write: Callable[[Offer], bytes]
) -> Response:
    """Answer with the representation that is wanted; it is written beside the event loop."""
    asked = asked_of(request)
    offer = leaf.choose(asked, suffix)
    head = leaf.head(offer, asked, suffix)

    def answer() -> Answer:
        early = not_modified(head, asked.if_none_match)
        if early is not None:
            return early
        return Answer(200, (*head, *leaf.link(offer, asked)), write(offer))

    return await respond(request, answer)
