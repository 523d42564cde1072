"""Redirects: where else the answer is, RFC 9110, section 15.4."""

from __future__ import annotations

from graph_service.http.answer import Answer
from graph_service.http.caching import cache_control


def redirect(
    status: int, location: str, *more: tuple[str, str], cache_class: str = "redirect"
) -> Answer:
    """To `location` (ASCII); `more` are further header fields, such as Vary."""
    head = (
        ("Location", location),
        ("Content-Type", "text/plain; charset=utf-8"),
        cache_control(cache_class),
        *more,
    )
    return Answer(status, head, f"See {location}\n".encode())
