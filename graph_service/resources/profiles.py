"""Profiles: what of a description a representation holds (Content Negotiation by Profile)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from pyoxigraph import NamedNode

from graph_service.http.negotiation import Offer
from graph_service.http.problem import Problem
from graph_service.http.problem_types import Text
from graph_service.http.selection import choose_profile
from graph_service.resources.document import Document
from graph_service.resources.ordering import statement_key
from graph_service.resources.representations import GEO_JSON, HTML
from graph_service.resources.statements import Statement
from loaders.namespaces import DCT, RDF, RDFS


@dataclass(frozen=True, slots=True)
class Profile:
    """A way to describe things. Its IRI is `{base}profile/{token}`."""

    token: str
    title: Text
    definition: Text
    narrow: Callable[[Document], Document]
    """The part of a document that conforms to it."""

    def iri(self, base: str) -> str:
        return f"{base}profile/{self.token}"

    @property
    def is_default(self) -> bool:
        return self.token == DEFAULT.token

    def offers(self, offers: tuple[Offer, ...]) -> tuple[Offer, ...]:
        """Those of the offers that can be had in this profile: pages and maps show everything."""
        return offers if self.is_default else tuple(o for o in offers if o not in (HTML, GEO_JSON))


def _everything(document: Document) -> Document:
    return document


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
    _everything,
)
PROFILES: Mapping[str, Profile] = MappingProxyType(
    {
        profile.token: profile
        for profile in (
            DEFAULT,
            Profile(
                "cbd",
                Text("Özlü betimleme", "Concise bounded description"),
                Text(
                    "Yalnızca varlığın ve parçalarının kendisi hakkında söylenenler.",
                    "Only what is said of the thing itself and of its parts.",
                ),
                _bounded,
            ),
            Profile(
                "labels",
                Text("Adlar", "Labels"),
                Text("Yalnızca türleri ve adları.", "Only its classes and names."),
                _labelled,
            ),
        )
    }
)
"""Every profile, by token; the default first."""


def narrowed(document: Document, profile: Profile, base: str) -> Document:
    """The document in this profile; it says which one it conforms to."""
    found = profile.narrow(document)
    says = Statement(found.node, DCT.conformsTo, NamedNode(profile.iri(base)), ())
    hidden = (RDFS.comment,) if found.description.cuts != document.description.cuts else ()
    kept = (s for s in found.about if s.predicate not in hidden)
    about = sorted((*kept, says), key=lambda s: statement_key(s, document.thing))
    return replace(found, about=tuple(about))


def profile_of(override: str | None, accept_profile: str | None, base: str) -> Profile:
    """The profile that is asked for: by `_profile` (token or IRI), else by Accept-Profile.

    Raises Problem for a `_profile` that there is not.
    """
    by_iri = {profile.iri(base): profile for profile in PROFILES.values()}
    if override is not None:
        found = PROFILES.get(override) or by_iri.get(override)
        if found is None:
            raise _unknown(base)
        return found
    chosen = choose_profile(accept_profile, tuple(by_iri))
    return by_iri[chosen] if chosen else DEFAULT


def _unknown(base: str) -> Problem:
    names = ", ".join(PROFILES)
    available = [{"type": profile.token, "url": profile.iri(base)} for profile in PROFILES.values()]
    detail = Text(f"Var olan profiller: {names}.", f"The profiles are {names}.")
    return Problem("unsupported-format", detail, extensions={"available": available})
