"""The life of an address: 303 to the document, 200, 308 when moved, 410 when gone, 404."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field

from graph_service.http.answer import Answer, Headers, vary
from graph_service.http.caching import cache_control, conditional, entity_tag
from graph_service.http.negotiation import Offer, choose, choose_language
from graph_service.http.problem import Problem
from graph_service.http.problem_types import Text
from graph_service.resources.document import LICENCE, Document
from graph_service.resources.holdings import Holdings, Missing, Moved, Reference
from graph_service.resources.representations import (
    BY_SUFFIX,
    HTML,
    OFFERS,
    WRITERS,
    Place,
    content_type,
)
from graph_service.resources.shelf import Shelf
from graph_service.store.release import Tombstone

LANGUAGES = ("tr", "en")


@dataclass(frozen=True, slots=True)
class Asked:
    """What of a request decides how a document is answered."""

    place: Place
    accept: str | None = None
    accept_language: str | None = None
    if_none_match: str | None = None
    language: str | None = None
    """The language that the URL fixes."""
    media_type: str | None = None
    """The media type or suffix that the URL asks for in the query string."""
    query: str = ""

    def speaks(self) -> str:
        """The language of pages and messages."""
        if self.language in LANGUAGES:
            return self.language
        return choose_language(self.accept_language, LANGUAGES)


PageOf = Callable[[Document, str, Place], bytes]
"""Writes the page for people: of a document, in a language."""


@dataclass(frozen=True, slots=True)
class Resources:
    """Answers for things and their documents, from one release."""

    holdings: Holdings
    page_of: PageOf
    edition: str
    """Names the release and the code that writes: part of every entity tag."""
    written: Shelf = field(default_factory=Shelf)

    def thing(self, wanted: Reference, asked: Asked) -> Answer:
        """``/id/{kind}/{slug}``: see the document."""
        self._must_be_here(wanted, asked, "id", "")
        location = f"{asked.place.prefix}/doc/{wanted}{_query(asked)}"
        return Answer(
            303,
            (
                ("Location", location),
                ("Link", f'<{location}>; rel="describedby"'),
                ("Content-Type", "text/plain; charset=utf-8"),
                cache_control("redirect"),
                vary("Accept"),
            ),
            f"See {location}\n".encode(),
        )

    def document(self, wanted: Reference, asked: Asked) -> Answer:
        """``/doc/{kind}/{slug}``: the representation that the client wants most."""
        self._must_be_here(wanted, asked, "doc", "")
        offer = _chosen(wanted, asked)
        return self._answer(wanted, offer, asked, ("Accept", "Accept-Language"))

    def fixed(self, wanted: Reference, suffix: str, asked: Asked) -> Answer:
        """``/doc/{kind}/{slug}.{suffix}``: this representation and no other."""
        self._must_be_here(wanted, asked, "doc", f".{suffix}")
        offer = BY_SUFFIX[suffix]
        return self._answer(wanted, offer, asked, ("Accept-Language",) if offer is HTML else ())

    def is_quick(self, wanted: Reference, suffix: str | None, asked: Asked) -> bool:
        """Whether the document is written already, so that answering takes no time."""
        try:
            offer = BY_SUFFIX[suffix] if suffix else _chosen(wanted, asked)
        except Problem:
            return False
        return self.written.get(_key(wanted, offer, asked)) is not None

    def _must_be_here(self, wanted: Reference, asked: Asked, below: str, suffix: str) -> None:
        found = self.holdings.find(wanted)
        if isinstance(found, Moved):
            location = f"{asked.place.prefix}/{below}/{found.to}{suffix}{_query(asked)}"
            raise Elsewhere(location)
        if isinstance(found, Tombstone):
            raise gone(wanted, found, self.holdings.base)
        if isinstance(found, Missing):
            raise self._missing(wanted, found, asked.place)

    def _answer(
        self, wanted: Reference, offer: Offer, asked: Asked, varies: tuple[str, ...]
    ) -> Answer:
        language = asked.speaks() if offer is HTML else None
        head: list[tuple[str, str]] = [
            ("Content-Type", content_type(offer)),
            ("ETag", entity_tag(self.edition, offer.key, language)),
            cache_control("current"),
        ]
        if varies:
            head.append(vary(*varies))
        if language:
            head.append(("Content-Language", language))
        if offer.suffix:
            location = f"{asked.place.prefix}/doc/{wanted}.{offer.suffix}"
            head.append(("Content-Location", location))
        early = conditional(Answer(200, head), asked.if_none_match)
        if early.status != 200:  # noqa: PLR2004
            return early
        return Answer(
            200, (*head, *self._links(wanted, offer, asked)), self._body(wanted, offer, asked)
        )

    def _body(self, wanted: Reference, offer: Offer, asked: Asked) -> bytes:
        key = _key(wanted, offer, asked)
        body = self.written.get(key)
        if body is None:
            body = self._write(wanted, offer, asked)
            self.written.put(key, body)
        return body

    def _write(self, wanted: Reference, offer: Offer, asked: Asked) -> bytes:
        document = self.holdings.document(wanted)
        if document is None:
            raise self._missing(wanted, Missing(()), asked.place)
        if offer is HTML:
            return self.page_of(document, asked.speaks(), asked.place)
        return WRITERS[offer.key](document, asked.place)

    def _links(self, wanted: Reference, served: Offer, asked: Asked) -> Headers:
        """What this is a document of, and its other forms: RFC 8288, Signposting level 1."""
        here = f"{asked.place.root}/doc/{wanted}"
        thing = self.holdings.iri(wanted).value
        links = [
            f'<{here}>; rel="canonical"',
            f'<{thing}>; rel="cite-as"',
            f'<{LICENCE.value}>; rel="license"',
        ]
        if served is not HTML:
            links.append(f'<{thing}>; rel="describes"')
        for offer in BY_SUFFIX.values():
            if offer is not served:
                relation = "alternate describedby" if served is HTML else "alternate"
                links.append(
                    f'<{here}.{offer.suffix}>; rel="{relation}"; type="{offer.media_type}"'
                )
        return (("Link", ", ".join(links)),)

    def _missing(self, wanted: Reference, missing: Missing, place: Place) -> Problem:
        nearest = [
            {
                "id": self.holdings.iri(reference).value,
                "url": f"{place.prefix}/id/{reference}",
                "label": {"tr": "", "en": "", **self.holdings.label(reference)},
            }
            for reference in missing.nearest
        ]
        detail = Text(f"“{wanted}” diye bir kayıt yok.", f"There is no record “{wanted}”.")
        return Problem("not-found", detail, extensions={"nearest": nearest})


class Elsewhere(Exception):  # noqa: N818 - not an error
    """The address has another spelling or another name, for ever."""

    def __init__(self, location: str) -> None:
        self.location = location
        super().__init__(location)

    def answer(self) -> Answer:
        """The redirect."""
        head = (
            ("Location", self.location),
            ("Content-Type", "text/plain; charset=utf-8"),
            cache_control("moved"),
            vary("Accept"),
        )
        return Answer(308, head, f"Moved to {self.location}\n".encode())


def gone(wanted: Reference, tombstone: Tombstone, base: str) -> Problem:
    """What is left of a withdrawn thing."""
    extensions: dict[str, object] = {
        "label": {"tr": tombstone.label_tr, "en": tombstone.label_en},
        "withdrawn": tombstone.date,
        "reason": {"tr": tombstone.reason_tr, "en": tombstone.reason_en},
    }
    headers: list[tuple[str, str]] = []
    if tombstone.replaced_by:
        successor = f"{base}id/{tombstone.replaced_by}"
        extensions["replacedBy"] = successor
        headers.append(("Link", f'<{successor}>; rel="successor-version"'))
    detail = Text(
        f"{tombstone.label_tr} ({wanted}) {tombstone.date} tarihinde geri çekildi: "
        f"{tombstone.reason_tr}",
        f"{tombstone.label_en} ({wanted}) was withdrawn on {tombstone.date}: {tombstone.reason_en}",
    )
    return Problem("gone", detail, extensions=extensions, headers=headers)


def _chosen(wanted: Reference, asked: Asked) -> Offer:
    if asked.media_type is not None:
        is_one = bool(asked.media_type.strip()) and "*" not in asked.media_type
        found = BY_SUFFIX.get(asked.media_type) or choose(asked.media_type, OFFERS)
        if found is None or not is_one:
            raise _not_acceptable("unsupported-format", wanted, asked)
        return found
    offer = choose(asked.accept, OFFERS)
    if offer is None:
        raise _not_acceptable("not-acceptable", wanted, asked)
    return offer


def _not_acceptable(slug: str, wanted: Reference, asked: Asked) -> Problem:
    available = [
        {"type": offer.media_type, "url": f"{asked.place.root}/doc/{wanted}.{offer.suffix}"}
        for offer in BY_SUFFIX.values()
    ]
    names = ", ".join(offer.media_type for offer in OFFERS)
    detail = Text(f"Bu belgenin biçimleri: {names}.", f"This document can be had as {names}.")
    return Problem(slug, detail, extensions={"available": available})


def _key(wanted: Reference, offer: Offer, asked: Asked) -> Hashable:
    return str(wanted), offer.key, asked.speaks() if offer is HTML else None, asked.place


def _query(asked: Asked) -> str:
    return f"?{asked.query}" if asked.query else ""
