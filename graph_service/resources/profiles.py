"""Profiles: in which terms, and how much of it, a representation describes a thing.

Those here are parts of our own graph. `graph_service.profiles` has all there are, with the
conversions into the models of others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from pyoxigraph import NamedNode

from graph_service.http.negotiation import Offer
from graph_service.http.problem_types import Text
from graph_service.resources.document import Document
from graph_service.resources.mentions import Mentions
from graph_service.resources.ordering import statement_key
from graph_service.resources.place import Place
from graph_service.resources.representations import GEO_JSON, HTML, JSON_LD, OFFERS
from graph_service.resources.statements import Statement
from loaders.namespaces import DCT, RDF, RDFS

Convert = Callable[[Document, Mentions, Place], bytes]
"""Writes a document in the terms of another model, with what it mentions at hand."""


_NAMING = (JSON_LD.media_type, GEO_JSON.media_type)
"""The formats whose media type says the profile."""


@dataclass(frozen=True, slots=True)
class Conversion:
    """A way to write documents in the terms of another model.

    The suffix of the offer is one that documents have (`.jsonld`, `.rdf`, `.geojson`), so that
    `{document}.{suffix}?_profile={token}` is its address.
    """

    offer: Offer
    write: Convert


def _everything(document: Document) -> Document:
    return document


@dataclass(frozen=True, slots=True)
class Profile:
    """A way to describe things. Its IRI is `{base}profile/{token}`."""

    token: str
    title: Text
    definition: Text
    narrow: Callable[[Document], Document] = _everything
    """The part of a document that conforms to it."""
    conversions: tuple[Conversion, ...] = ()
    """How it is written; empty for a part of our own graph, which every RDF format can hold."""
    uris: tuple[str, ...] = ()
    """IRIs by which the world knows it; each selects it, and the first names it in answers."""
    kinds: frozenset[str] | None = None
    """The kinds of things that it can describe; None for all."""
    losses: tuple[Text, ...] = ()
    """What a conversion cannot say, sentence by sentence."""

    def iri(self, base: str) -> str:
        return f"{base}profile/{self.token}"

    def names(self, base: str) -> tuple[str, ...]:
        """The IRIs that select it, those of the world first."""
        return (*self.uris, self.iri(base))

    @property
    def is_default(self) -> bool:
        return self.token == DEFAULT.token

    def describes(self, kind: str) -> bool:
        """Whether things of this kind can be had in it."""
        return self.kinds is None or kind in self.kinds

    def offers(self, base: str) -> tuple[Offer, ...]:
        """What a document can be had as in it. Pages and maps show everything there is.

        JSON-LD and GeoJSON in a profile that is not the default say so in their media types
        (RFC 6906).
        """
        if self.is_default:
            return OFFERS
        if self.conversions:
            return tuple(self._named(conversion.offer, base) for conversion in self.conversions)
        return tuple(self._named(o, base) for o in OFFERS if o not in (HTML, GEO_JSON))

    def by_name(self, base: str) -> Iterator[Offer]:
        """JSON-LD and GeoJSON under each media type whose `profile` names this profile."""
        offers = [c.offer for c in self.conversions] if self.conversions else [JSON_LD]
        for offer in offers:
            if _bare(offer.media_type) in _NAMING:
                for name in self.names(base):
                    named = f'{_bare(offer.media_type)};profile="{name}"'
                    yield replace(offer, media_type=named, accepts=())

    def conversion(self, offer: Offer) -> Conversion | None:
        """How an offer is written, if it is a conversion."""
        return next((each for each in self.conversions if each.offer.key == offer.key), None)

    def _named(self, offer: Offer, base: str) -> Offer:
        bare = _bare(offer.media_type)
        if bare not in _NAMING:
            return offer
        name = self.names(base)[0]
        media_type = f'{bare};profile="{name}"'
        named = (each.media_type for each in self.by_name(base))
        others = (bare, *(each for each in named if _bare(each) == bare))
        accepts = dict.fromkeys((*others, *offer.accepts))
        accepts.pop(media_type, None)
        return replace(offer, media_type=media_type, accepts=tuple(accepts))


def _bare(media_type: str) -> str:
    return media_type.partition(";")[0].strip()


def _bounded(document: Document) -> Document:
    description = replace(document.description, inverse=(), labels=(), cuts=())
    return replace(document, description=description)


def _labelled(document: Document) -> Document:
    thing = document.thing
    own = [s for s in document.description.of(thing) if s.predicate in (RDF.type, RDFS.label)]
    description = replace(document.description, own=tuple(own), inverse=(), labels=(), cuts=())
    return replace(document, description=description)


DEFAULT = Profile(
    "crm",
    Text("CIDOC CRM", "CIDOC CRM"),
    Text(
        "Varlık, parçaları, ona gelen bağlantılar ve anılan varlıkların adları; CIDOC CRM ile.",
        "The thing, its parts, the links to it and the names of what it mentions, in CIDOC CRM.",
    ),
)
BOUNDED = Profile(
    "cbd",
    Text("Özlü betimleme", "Concise bounded description"),
    Text(
        "Yalnızca varlığın ve parçalarının kendisi hakkında söylenenler.",
        "Only what is said of the thing itself and of its parts.",
    ),
    _bounded,
)
LABELS = Profile(
    "labels",
    Text("Adlar", "Labels"),
    Text("Yalnızca türleri ve adları.", "Only its classes and names."),
    _labelled,
)


def narrowed(document: Document, profile: Profile, base: str) -> Document:
    """The document in this profile; it says which one it conforms to."""
    found = profile.narrow(document)
    says = Statement(found.node, DCT.conformsTo, NamedNode(profile.iri(base)), ())
    hidden = (RDFS.comment,) if found.description.cuts != document.description.cuts else ()
    kept = (s for s in found.about if s.predicate not in hidden)
    about = sorted((*kept, says), key=lambda s: statement_key(s, document.thing))
    return replace(found, about=tuple(about))
