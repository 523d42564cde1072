"""The way from an old or odd address to the one that lasts."""

from __future__ import annotations

from graph_service.http.answer import Answer, vary
from graph_service.http.redirect import redirect


class Elsewhere(Exception):  # noqa: N818 - not an error
    """The address has another spelling or another name, for ever."""

    def __init__(self, location: str) -> None:
        self.location = location
        super().__init__(location)

    def answer(self) -> Answer:
        """The redirect."""
        return redirect(308, self.location, vary("Accept"), cache_class="moved")
