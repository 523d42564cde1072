"""The body of a request, read no further than it may be long."""

from __future__ import annotations

from starlette.requests import Request

from graph_service.http.problem import Problem
from graph_service.http.problem_types import Text


async def body_of(request: Request, most: int) -> bytes:
    """The body. Raises Problem (413) for more than `most` bytes."""
    declared = request.headers.get("content-length", "0")
    if declared.isdigit() and int(declared) > most:
        raise _too_large(most)
    pieces: list[bytes] = []
    size = 0
    async for piece in request.stream():
        size += len(piece)
        if size > most:
            raise _too_large(most)
        pieces.append(piece)
    return b"".join(pieces)


def check_type(request: Request, allowed: str) -> None:
    """Raises Problem (415) if the body is of another media type, or does not say of which."""
    declared = request.headers.get("content-type", "").split(";")[0].strip().lower()
    if declared != allowed:
        detail = Text(
            f"İstek gövdesi {allowed} olmalı; {declared or 'tür'} gönderilmiş.",
            f"The body of the request must be {allowed}, not {declared or 'without a type'}.",
        )
        raise Problem("unsupported-media-type", detail, extensions={"allowed": [allowed]})


def _too_large(most: int) -> Problem:
    detail = Text(f"İstek {most} bayttan uzun.", f"The request is longer than {most} bytes.")
    headers = {"Connection": "close"}
    return Problem("query-too-large", detail, extensions={"limit": most}, headers=headers)
