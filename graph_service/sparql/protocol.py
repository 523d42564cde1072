"""Read a request of the SPARQL 1.1 Protocol, section 2.1 (and QUERY of the 1.2 draft)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pyoxigraph import NamedNode

from graph_service.http import Problem, Text
from graph_service.http.negotiation import MediaType, parse_media_type
from graph_service.http.parameters import read_parameters, too_large

METHODS = ("GET", "HEAD", "POST", "QUERY", "OPTIONS")

_FORM = "application/x-www-form-urlencoded"
_QUERY = "application/sparql-query"
_UPDATE = "application/sparql-update"
_BODY = Text("Gövde", "the body")
_SINGLE = ("query", "_mediatype", "version")
_DATASET = ("default-graph-uri", "named-graph-uri")
_OURS = (*_SINGLE, *_DATASET, "update", "using-graph-uri", "using-named-graph-uri")

Parameters = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class QueryRequest:
    """A query and the dataset to ask it of. `query` is None when the request has none."""

    query: str | None
    default_graph_uris: tuple[str, ...] = ()
    named_graph_uris: tuple[str, ...] = ()
    accept: str | None = None
    head: bool = False

    @property
    def has_dataset(self) -> bool:
        return bool(self.default_graph_uris or self.named_graph_uris)


def parse(
    method: str,
    query_string: bytes,
    headers: Mapping[str, str],
    body: bytes,
    most_bytes: int,
) -> QueryRequest:
    """Read a request; `headers` by their names in lower case. Raises Problem."""
    if method not in METHODS or method == "OPTIONS":
        raise _method_not_allowed(method)
    if len(body) > most_bytes or len(query_string) > most_bytes:
        raise too_large(most_bytes)
    url = read_parameters(query_string)
    in_url = method in ("GET", "HEAD")
    found = url if in_url else _with_body(url, headers.get("content-type"), body)
    _no_update(found)
    request = _request(found, headers.get("accept"), head=method == "HEAD")
    if request.query is None and (method not in ("GET", "HEAD") or request.has_dataset):
        raise _bad("`query` parametresi yok.", "There is no parameter `query`.")
    return request


def _with_body(url: Parameters, content_type: str | None, body: bytes) -> Parameters:
    media_type = parse_media_type(content_type or "")
    name = f"{media_type.type}/{media_type.subtype}" if media_type else ""
    _no_update(url)
    if name == _UPDATE:
        raise _update_not_allowed()
    if media_type is None or name not in (_FORM, _QUERY) or not _is_utf8(media_type):
        raise _unsupported(content_type)
    if name == _FORM:
        return _merged(url, read_parameters(body, _BODY))
    if any(key == "query" for key, _ in url):
        raise _bad(
            "`query` hem adreste hem gövdede var.", "`query` is both in the URL and in the body."
        )
    return [*url, ("query", _text(body))]


def _merged(url: Parameters, form: Parameters) -> Parameters:
    """A form carries all parameters in its body; ours may not come by both ways."""
    twice = {key for key, _ in url if key in _OURS}
    if twice & {key for key, _ in form} or "query" in twice:
        names = ", ".join(sorted(twice))
        raise _bad(
            f"Form gövdesi yanında adreste de var: {names}.",
            f"Also in the URL, beside the form in the body: {names}.",
        )
    return [*url, *form]


def _request(found: Parameters, accept: str | None, *, head: bool) -> QueryRequest:
    single: dict[str, str] = {}
    for key, value in found:
        if key not in _SINGLE:
            continue
        if key in single:
            raise _bad(f"`{key}` birden çok kez var.", f"`{key}` is there more than once.")
        single[key] = value
    default, named = (
        tuple(_iri(key, value) for key, value in found if key == name) for name in _DATASET
    )
    query, media_type = single.get("query"), single.get("_mediatype")
    return QueryRequest(query, default, named, media_type or accept, head=head)


def _iri(key: str, value: str) -> str:
    try:
        return NamedNode(value).value
    except ValueError as error:
        detail = Text(
            f"`{key}` mutlak bir IRI olmalı: {value[:200]}",
            f"`{key}` must be an absolute IRI: {value[:200]}",
        )
        raise Problem("bad-iri", detail) from error


def _text(body: bytes) -> str:
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _bad("Gövde UTF-8 değil.", "The body is not UTF-8.") from error


def _is_utf8(media_type: MediaType) -> bool:
    return media_type.parameters.get("charset", "utf-8").lower() in ("utf-8", "utf8", "us-ascii")


def _no_update(found: Parameters) -> None:
    if any(key == "update" for key, _ in found):
        raise _update_not_allowed()


def _update_not_allowed() -> Problem:
    return Problem(
        "update-not-allowed",
        Text("Hiçbir şey değiştirilmedi.", "Nothing has been changed."),
    )


def _unsupported(content_type: str | None) -> Problem:
    detail = Text(
        f"Gövde {_QUERY} ya da {_FORM} olmalı, UTF-8 ile; gelen: {content_type or 'belirtilmemiş'}",
        f"The body must be {_QUERY} or {_FORM}, in UTF-8; it is: {content_type or 'not said'}",
    )
    supported = [_QUERY, _FORM]
    return Problem(
        "unsupported-media-type",
        detail,
        extensions={"supported": supported},
        headers={"Accept-Post": ", ".join(supported), "Accept-Query": _QUERY},
    )


def _method_not_allowed(method: str) -> Problem:
    allowed = ", ".join(METHODS)
    detail = Text(f"{method} kullanılamaz.", f"{method} cannot be used here.")
    return Problem(
        "method-not-allowed",
        detail,
        extensions={"allowed": list(METHODS)},
        headers={"Allow": allowed},
    )


def _bad(turkish: str, english: str) -> Problem:
    return Problem("bad-request", Text(turkish, english))
