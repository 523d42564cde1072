"""From protocol answers to the framework's, and from requests to what protocols ask."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Container
from functools import lru_cache
from typing import TYPE_CHECKING, cast
from urllib.parse import parse_qsl, urlencode

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from graph_service.http.answer import Answer
from graph_service.http.caching import conditional, tag_of
from graph_service.http.fields import joined
from graph_service.http.negotiation import Offer, choose
from graph_service.http.problem import MEDIA_TYPE, Problem, as_json, headers_of
from graph_service.pages.tiles import Tiles, content_security_policy
from graph_service.resources.asked import Asked
from graph_service.resources.place import Place

if TYPE_CHECKING:
    from graph_service.pages.atlas.atlas import Atlas
    from graph_service.pages.site import Site

_OVERRIDES = frozenset({"_mediatype", "_profile", "lang"})
_PROBLEM_OFFERS = (
    Offer("json", MEDIA_TYPE, None, ("application/json", "application/*+json")),
    Offer("html", "text/html", None, ("application/xhtml+xml",)),
)


def place_of(request: Request) -> Place:
    """Where the request reached us."""
    return cast("Place", request.scope["place"])


def asked_of(request: Request) -> Asked:
    """What of the request decides how a document is answered."""
    parameters = dict(parse_qsl(request.url.query, keep_blank_values=True))
    said = fields_of(request)
    return Asked(
        place=place_of(request),
        accept=said.get("accept"),
        accept_language=said.get("accept-language"),
        if_none_match=said.get("if-none-match"),
        language=parameters.get("lang"),
        media_type=parameters.get("_mediatype"),
        query=urlencode([(k, v) for k, v in parameters.items() if k in _OVERRIDES]),
        accept_profile=said.get("accept-profile"),
        profile=parameters.get("_profile"),
    )


def site_of(request: Request, atlas: Atlas | None = None) -> Site:
    """The pages for this request; those with maps need the atlas of the release."""
    from graph_service.pages.site import Site  # takes long to load, and queries go without

    asked = asked_of(request)
    path = request.scope["path"]
    return Site(asked.speaks(), asked.place, path, atlas=atlas, tiles=tiles_of(request))


def tiles_of(request: Request) -> Tiles | None:
    """The tile server that the operator has chosen."""
    return cast("Tiles | None", request.scope.get("tiles"))


def paths_of(request: Request) -> Container[str]:
    """The paths that the application has, as its description names them."""
    found: Container[str] = request.app.openapi()["paths"]
    return found


async def respond(request: Request, write: Callable[[], Answer], *, here: bool = False) -> Response:
    """Run a protocol function beside the event loop (or `here`, if quick), carry its answer."""
    return carry(request, write() if here else await run_in_threadpool(write))


class Whole(Response):
    """A whole body under a head that is complete."""

    def __init__(self, status: int, head: list[tuple[bytes, bytes]], body: bytes) -> None:
        self.status_code, self.raw_headers, self.body = status, head, body
        self.background = None


def carry(request: Request, answer: Answer) -> Response:
    """An answer as the framework's response. HEAD has the headers of GET; `Edge` drops the body."""
    body, head = answer.body, _raw(answer, request)
    if isinstance(body, bytes):
        return Whole(answer.status, head, body)
    is_head = request.method == "HEAD"
    response = StreamingResponse(_nothing(body) if is_head else _closing(body), answer.status)
    response.raw_headers = head
    return response


def tagged(request: Request, answer: Answer) -> Answer:
    """The answer with the tag of its bytes, or 304 if the client holds them; not for POST."""
    if request.method not in ("GET", "HEAD") or not isinstance(answer.body, bytes):
        return answer
    found = answer.with_fields(("ETag", tag_of(answer.body)))
    return conditional(found, asked_of(request).if_none_match)


def fields_of(request: Request) -> dict[str, str]:
    """The header fields by their names in lower case; several of one name are one list."""
    said = joined(request.scope["headers"])
    return {name.decode("latin-1"): value.decode("latin-1") for name, value in said.items()}


_HTML = (b"content-type", b"text/html; charset=utf-8")
_POLICY = b"content-security-policy"


def _raw(answer: Answer, request: Request) -> list[tuple[bytes, bytes]]:
    """The head as it is sent: with a length, and for pages with what they may load."""
    raw = [(_name(name), value.encode("latin-1")) for name, value in answer.fields()]
    names = {name for name, _ in raw}
    body = answer.body
    has_length = b"content-length" in names or answer.status in (204, 304)
    if isinstance(body, bytes) and not has_length:
        raw.insert(0, (b"content-length", str(len(body)).encode()))
    if _HTML in raw and _POLICY not in names:
        policy = content_security_policy(tiles_of(request))
        raw.append((_POLICY, policy.encode("latin-1")))
    return raw


@lru_cache(maxsize=256)
def _name(name: str) -> bytes:
    return name.lower().encode("latin-1")


def problem_response(request: Request, problem: Problem) -> Response:
    """A problem as problem+json, or as a page for browsers."""
    asked = asked_of(request)
    offer = choose(asked.accept, _PROBLEM_OFFERS)
    if offer is not None and offer.key == "html":
        language = asked.speaks()
        parameters = request.query_params if request.scope["path"] == "/sparql" else {}
        page = site_of(request).problem(problem, parameters.get("query", ""))
        head = (("Content-Type", "text/html; charset=utf-8"), *headers_of(problem, language))
        return carry(request, Answer(problem.status, head, page))
    return plain_problem_response(request, problem)


def plain_problem_response(request: Request, problem: Problem) -> Response:
    """A problem as problem+json; in English for machines that name no language."""
    asked = asked_of(request)
    says_nothing = asked.accept_language is None and asked.language is None
    language = "en" if says_nothing else asked.speaks()
    return carry(request, as_json(problem, asked.place.root, language, instance_of(request)))


def instance_of(request: Request) -> str:
    """The path that was asked, as it was spelled."""
    raw = request.scope.get("raw_path", b"").decode("ascii", "replace")
    return f"{place_of(request).prefix}{raw}"


async def _closing(body: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    """Pass the pieces on, and tell their source when the client has gone."""
    try:
        async for piece in body:
            yield piece
    finally:
        await _close(body)


async def _nothing(body: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    await _close(body)
    yield b""


async def _close(body: AsyncIterator[bytes]) -> None:
    close = getattr(body, "aclose", None)
    if close is not None:
        await close()
