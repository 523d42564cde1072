"""The way from an old or odd address to the one that lasts."""

from __future__ import annotations

from graph_service.http.answer import Answer, vary
from graph_service.http.caching import cache_control


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
