"""The body of a request, read no further than it may be long."""

from __future__ import annotations

from starlette.requests import Request

from graph_service.http.parameters import too_large
from graph_service.http.problem import Problem
from graph_service.http.problem_types import Text

_CLOSING = {"Connection": "close"}
_FORGOTTEN = 8
"""A body may be so many times longer than it may be, and still be read to its end."""


async def body_of(request: Request, most: int) -> bytes:
    """The body. Raises Problem (413) for more than `most` bytes.

    One that is longer is read on for a while and forgotten: a client that is still sending would
    not see the answer. One that waits to be asked for it (RFC 9110, 10.1.1) is told at once.
    """
    declared = request.headers.get("content-length", "0")
    if declared.isdigit() and int(declared) > most and "expect" in request.headers:
        raise too_large(most, _CLOSING)
    pieces: list[bytes] = []
    size = 0
    async for piece in request.stream():
        size += len(piece)
        if size <= most:
            pieces.append(piece)
        elif size > most * _FORGOTTEN:
            raise too_large(most, _CLOSING)
    if size > most:
        raise too_large(most, _CLOSING)
    return b"".join(pieces)


def check_type(request: Request, allowed: str) -> None:
    """Raises Problem (415) if the body is of another media type, or does not say of which."""
    declared = request.headers.get("content-type", "").split(";")[0].strip().lower()
    if declared != allowed:
        detail = Text(
            f"İstek gövdesi {allowed} olmalı; {declared[:200] or 'tür'} gönderilmiş.",
            f"The body of the request must be {allowed}, not {declared[:200] or 'without a type'}.",
        )
        extensions = {"value": declared[:200], "allowed": [allowed]}
        raise Problem("unsupported-media-type", detail, extensions=extensions)
