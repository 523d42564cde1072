"""What is current as a TimeGate: with `Accept-Datetime` it leads to the past (RFC 7089)."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import Concatenate, ParamSpec

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from graph_service.feeds.memento import VARIES, Mementos, Original, links
from graph_service.http.fields import joined, varied
from graph_service.http.problem import Problem
from graph_service.resources.elsewhere import Elsewhere
from graph_service.resources.place import Place
from graph_service.web.past import Past
from graph_service.web.respond import carry, place_of

P = ParamSpec("P")
Endpoint = Callable[Concatenate[Request, P], Awaitable[Response]]

_SAFE = ("GET", "HEAD")
_WANTED = (b"accept-datetime",)
_VARIES = VARIES.encode()


def with_past(endpoint: Endpoint[P], past: Past) -> Endpoint[P]:
    """The endpoint, as TimeGate of what it answers."""

    async def gate(request: Request, /, *more: P.args, **named: P.kwargs) -> Response:
        original = original_of(request)
        wanted = joined(request.scope["headers"], _WANTED).get(*_WANTED)
        if wanted is not None:
            found = await mementos_of(original, past, place_of(request))
            answer = found.gate(wanted.decode("latin-1"), keeps_method=request.method not in _SAFE)
            if answer is not None:
                return carry(request, answer)
        try:
            response = await endpoint(request, *more, **named)
        except Elsewhere as elsewhere:
            response = carry(request, elsewhere.answer())
        except Problem as problem:
            problem.varies = (*problem.varies, VARIES)
            if problem.slug == "gone":
                problem.headers = (*problem.headers, *links(original, place_of(request)))
            raise
        response.raw_headers = varied(response.raw_headers, _VARIES)
        add_fields(response, links(original, place_of(request)) if request.method in _SAFE else ())
        return response

    return gate


def original_of(request: Request, below: str = "") -> Original:
    """What is asked for, without what stands before its own path."""
    path: str = request.scope["raw_path"].decode("ascii")
    return Original.of(path.removeprefix(below), request.scope["query_string"])


async def mementos_of(original: Original, past: Past, place: Place) -> Mementos:
    log = past.log
    if log is None:
        return Mementos(original, (), place)
    return await run_in_threadpool(Mementos.of, original, log, past.kept, place)


def add_fields(response: Response, fields: Sequence[tuple[str, str]]) -> None:
    response.raw_headers += [(name.lower().encode(), value.encode()) for name, value in fields]
