"""What of a request decides how it is answered."""

from __future__ import annotations

from dataclasses import dataclass

from graph_service.http.negotiation import choose_language
from graph_service.resources.place import Place

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
    """The overrides in the query string: a redirect keeps them."""
    accept_profile: str | None = None
    profile: str | None = None
    """The profile that the URL asks for in the query string."""

    def speaks(self) -> str:
        """The language of pages and messages."""
        if self.language in LANGUAGES:
            return self.language
        return choose_language(self.accept_language, LANGUAGES)
