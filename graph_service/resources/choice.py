"""Which profile and format of a document a client gets: Content Negotiation by Profile.

`_profile` beats `Accept-Profile`, and that a `profile` parameter in Accept. A suffix beats
`_mediatype`, and that Accept.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from graph_service.http.negotiation import Offer
from graph_service.http.problem import Problem, varying
from graph_service.http.problem_types import Text
from graph_service.http.selection import parse_accept_profile, select
from graph_service.resources.asked import Asked
from graph_service.resources.profiles import Profile

Profiles = Mapping[str, Profile]


@dataclass(frozen=True, slots=True)
class Choice:
    """A representation: its format and its profile."""

    offer: Offer
    profile: Profile

    @property
    def key(self) -> str:
        """Tells the bytes of a document apart."""
        return f"{self.offer.key} {self.profile.token}"

    @property
    def query(self) -> str:
        """What the address of a fixed representation needs besides its suffix."""
        return "" if self.profile.is_default else f"?_profile={self.profile.token}"


@dataclass(frozen=True, slots=True)
class Chooser:
    """Chooses among the forms of one document."""

    known: Profiles
    """Every profile; the default first."""
    kind: str
    """The kind of the thing that the document is about."""
    base: str
    here: str
    """The URL of the document, without a suffix."""

    @property
    def profiles(self) -> tuple[Profile, ...]:
        """Those that can describe the thing; the default first."""
        return tuple(p for p in self.known.values() if p.describes(self.kind))

    @property
    def default(self) -> Profile:
        return self.profiles[0]

    def fixed(self, suffix: str, asked: Asked) -> Choice:
        """The representation of a suffix. Raises Problem."""
        profile = self.default if asked.profile is None else self.named(asked.profile)
        return self._within(profile, replace(asked, media_type=suffix))

    def negotiated(self, asked: Asked) -> Choice:
        """The representation that the client wants most. Raises Problem.

        A wish for a profile that cannot be had in a wanted format is passed over, unless it is
        in the URL, or the client says that it wants no other.
        """
        with varying("Accept-Profile"):
            return self._negotiated(asked)

    def _negotiated(self, asked: Asked) -> Choice:
        if asked.profile is not None:
            return self._within(self.named(asked.profile), asked)
        weights = parse_accept_profile(asked.accept_profile)
        for profile in self._wanted(weights):
            try:
                return self._within(profile, asked)
            except Problem:
                continue
        if any(weights.get(name) == 0 for name in self.default.names(self.base)):
            raise self._not_had("not-acceptable")
        return self._by_media_type(asked)

    def named(self, name: str) -> Profile:
        """The profile of a token or IRI. Raises Problem if there is none, or not for this kind."""
        for profile in self.profiles:
            if name == profile.token or name in profile.names(self.base):
                return profile
        is_known = any(name == p.token or name in p.names(self.base) for p in self.known.values())
        asked = {"parameter": "_profile", "value": name[:200]}
        raise self._not_had("not-acceptable" if is_known else "unsupported-format", asked)

    def choices(self) -> Iterator[Choice]:
        """Every representation that has an address of its own."""
        for profile in self.profiles:
            for offer in profile.offers(self.base):
                if offer.suffix:
                    yield Choice(offer, profile)

    def url(self, choice: Choice) -> str:
        """Where a representation is, that has a suffix."""
        return f"{self.here}.{choice.offer.suffix}{choice.query}"

    def _within(self, profile: Profile, asked: Asked) -> Choice:
        offers = profile.offers(self.base)
        offer = select(offers, asked.accept, asked.media_type, self._urls(offers, profile))
        return Choice(offer, profile)

    def _wanted(self, weights: Mapping[str, float]) -> list[Profile]:
        """The profiles that Accept-Profile names, the most wanted first."""
        best = {
            profile: max(weights.get(name, 0.0) for name in profile.names(self.base))
            for profile in self.profiles
        }
        return sorted((p for p in best if best[p] > 0), key=lambda profile: -best[profile])

    def _by_media_type(self, asked: Asked) -> Choice:
        table = by_media_type(self.profiles, self.base)
        urls = {offer.key: self.url(choice) for offer, choice in table.items() if offer.suffix}
        return table[select(tuple(table), asked.accept, asked.media_type, urls)]

    def _urls(self, offers: Sequence[Offer], profile: Profile) -> Mapping[str, str]:
        return {offer.key: self.url(Choice(offer, profile)) for offer in offers if offer.suffix}

    def _not_had(self, slug: str, asked: Mapping[str, str] | None = None) -> Problem:
        names = ", ".join(profile.token for profile in self.profiles)
        available = [{"type": p.token, "url": p.iri(self.base)} for p in self.profiles]
        detail = Text(f"Var olan profiller: {names}.", f"The profiles are {names}.")
        return Problem(slug, detail, extensions={**(asked or {}), "available": available})


@lru_cache(maxsize=64)
def by_media_type(profiles: tuple[Profile, ...], base: str) -> Mapping[Offer, Choice]:
    """What a media type alone can ask for: the default, or JSON-LD of a profile that it names."""
    default = profiles[0]
    table = {offer: Choice(offer, default) for offer in default.offers(base)}
    for profile in profiles:
        for offer in profile.by_name(base):
            # Its own suffix leads to the default, so as an offer among all it has none.
            key = f"{offer.media_type} {offer.key}"
            table[replace(offer, key=key, suffix=None)] = Choice(offer, profile)
    return table
