"""The life of an address: 303 to the document, 200, 308 when moved, 410 when gone, 404."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field

from graph_service.http.answer import Answer, vary
from graph_service.http.caching import cache_control, entity_tag, not_modified
from graph_service.http.problem import Problem
from graph_service.http.problem_types import Text
from graph_service.http.redirect import redirect
from graph_service.resources.asked import Asked
from graph_service.resources.choice import Choice, Chooser, Profiles
from graph_service.resources.document import Document
from graph_service.resources.elsewhere import Elsewhere
from graph_service.resources.holdings import Holdings, Missing, Moved, Reference
from graph_service.resources.links import ALTERNATES, alternates, document_links
from graph_service.resources.mentions import Mentions
from graph_service.resources.place import Place
from graph_service.resources.profiles import narrowed
from graph_service.resources.representations import HTML, WRITERS, content_type
from graph_service.resources.shelf import Shelf
from graph_service.store.release import Tombstone

NEGOTIATED = ("Accept", "Accept-Language", "Accept-Profile")

PageOf = Callable[[Document, str, Place], bytes]
"""Writes the page for people: of a document, in a language."""


TypesOf = Callable[[Document, Mentions], Sequence[str]]
"""The classes of a thing, as search engines and harvesters know them."""


def _no_types(_: Document, __: Mentions) -> Sequence[str]:
    return ()


@dataclass(frozen=True, slots=True)
class Resources:
    """Answers for things and their documents, from one release."""

    holdings: Holdings
    page_of: PageOf
    edition: str
    """Names the release and the code that writes: part of every entity tag."""
    profiles: Profiles
    written: Shelf[bytes] = field(default_factory=Shelf)
    types_of: TypesOf = _no_types

    def thing(self, wanted: Reference, asked: Asked) -> Answer:
        """``/id/{kind}/{slug}``: see the document."""
        self._must_be_here(wanted, asked, "id", "")
        location = f"{asked.place.prefix}/doc/{wanted}{_query(asked)}"
        link = ("Link", f'<{location}>; rel="describedby"')
        return redirect(303, location, link, vary("Accept"))

    def document(self, wanted: Reference, asked: Asked) -> Answer:
        """``/doc/{kind}/{slug}``: the representation that the client wants most."""
        self._must_be_here(wanted, asked, "doc", "")
        if asked.profile == ALTERNATES:
            types = self._types(wanted)
            return alternates(self._thing(wanted), self._chooser(wanted, asked), types, asked)
        choice = self._chosen(wanted, asked)
        return self._answer(wanted, choice, asked, NEGOTIATED)

    def fixed(self, wanted: Reference, suffix: str, asked: Asked) -> Answer:
        """``/doc/{kind}/{slug}.{suffix}``: this representation and no other."""
        self._must_be_here(wanted, asked, "doc", f".{suffix}")
        choice = self._fixed(wanted, suffix, asked)
        varies = ("Accept-Language",) if choice.offer is HTML else ()
        return self._answer(wanted, choice, asked, varies)

    def is_quick(self, wanted: Reference, suffix: str | None, asked: Asked) -> bool:
        """Whether the document is written already, so that answering takes no time."""
        try:
            if suffix is None:
                choice = self._chosen(wanted, asked)
            else:
                choice = self._fixed(wanted, suffix, asked)
        except Problem:
            return False
        return self.written.get(_key(wanted, choice, asked)) is not None

    def _chosen(self, wanted: Reference, asked: Asked) -> Choice:
        return self._chooser(wanted, asked).negotiated(asked)

    def _fixed(self, wanted: Reference, suffix: str, asked: Asked) -> Choice:
        return self._chooser(wanted, asked).fixed(suffix, asked)

    def _chooser(self, wanted: Reference, asked: Asked) -> Chooser:
        here = f"{asked.place.root}/doc/{wanted}"
        return Chooser(self.profiles, wanted.kind, self.holdings.base, here)

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
        self, wanted: Reference, choice: Choice, asked: Asked, varies: tuple[str, ...]
    ) -> Answer:
        offer, profile = choice.offer, choice.profile
        language = asked.speaks() if offer is HTML else None
        place = f"{asked.place.root} {asked.place.prefix}"
        named = f"{wanted} {offer.key} {offer.media_type} {place}"
        tag = entity_tag(self.edition, named, language, profile.token)
        head = [("Content-Type", content_type(offer)), ("ETag", tag), cache_control("current")]
        if varies:
            head.append(vary(*varies))
        if language:
            head.append(("Content-Language", language))
        if offer.suffix:
            location = f"{asked.place.prefix}/doc/{wanted}.{offer.suffix}{choice.query}"
            head.append(("Content-Location", location))
        early = not_modified(head, asked.if_none_match)
        if early is not None:
            return early
        types = self._types(wanted) if offer is HTML else ()
        links = document_links(self._thing(wanted), self._chooser(wanted, asked), choice, types)
        return Answer(200, (*head, *links), self._body(wanted, choice, asked))

    def _body(self, wanted: Reference, choice: Choice, asked: Asked) -> bytes:
        key = _key(wanted, choice, asked)
        body = self.written.get(key)
        if body is None:
            body = self._write(wanted, choice, asked)
            self.written.put(key, body, len(body))
        return body

    def _write(self, wanted: Reference, choice: Choice, asked: Asked) -> bytes:
        document = self.holdings.document(wanted)
        if document is None:
            raise self._missing(wanted, Missing(()), asked.place)
        if choice.offer is HTML:
            return self.page_of(document, asked.speaks(), asked.place)
        conversion = choice.profile.conversion(choice.offer)
        if conversion is not None:
            return conversion.write(document, self.holdings.mentions(document), asked.place)
        written = narrowed(document, choice.profile, self.holdings.base)
        return WRITERS[choice.offer.key](written, asked.place)

    def _types(self, wanted: Reference) -> tuple[str, ...]:
        key = ("types", wanted)
        kept = self.written.get(key)
        if kept is None:
            document = self.holdings.document(wanted)
            found = self.types_of(document, self.holdings.mentions(document)) if document else ()
            kept = " ".join(found).encode()
            self.written.put(key, kept, len(kept))
        return tuple(kept.decode().split())

    def _thing(self, wanted: Reference) -> str:
        return self.holdings.iri(wanted).value

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


def _key(wanted: Reference, choice: Choice, asked: Asked) -> Hashable:
    language = asked.speaks() if choice.offer is HTML else None
    return str(wanted), choice.key, language, asked.place


def _query(asked: Asked) -> str:
    return f"?{asked.query}" if asked.query else ""
