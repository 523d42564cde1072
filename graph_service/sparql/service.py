"""The SPARQL service: a request in, an answer out, over the release that is current."""

from __future__ import annotations

import asyncio
import hashlib
import json
import re
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, cast

from graph_service.http import Answer, choose, vary
from graph_service.http.answer import Headers
from graph_service.http.caching import cache_control, conditional
from graph_service.sparql import description, protocol
from graph_service.sparql.cache import ReplyCache
from graph_service.sparql.exchange import Departure, Failure, Pieces, Reply
from graph_service.sparql.formats import BY_KEY, HTML, OFFERS, Form
from graph_service.sparql.guard import decode
from graph_service.sparql.limits import Limits
from graph_service.sparql.outcomes import not_acceptable, problem
from graph_service.sparql.pool import Census, Pool, Tally
from graph_service.sparql.process import Spawned
from graph_service.sparql.protocol import METHODS, QueryRequest
from graph_service.sparql.wire import Job, dump_job

_LARGE = 64 * 1024
_VOLATILE = re.compile(r"(?:now|rand|uuid|bnode)(?:\s|#[^\n]*)*\(|service")
_VOLATILE_WORDS = ("now", "rand", "uuid", "bnode", "service")


@dataclass(frozen=True, slots=True)
class Request:
    """A request as `web` hands it over; names of headers in lower case."""

    method: str
    query_string: bytes = b""
    headers: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    body: bytes = b""
    endpoint: str = ""
    """The URL of the endpoint as the client reaches it; empty: that of the graph's base."""


@dataclass(frozen=True, slots=True)
class Source:
    """What is asked: a store on disk, and what its description says about it."""

    store: Path
    base: str
    release: str = ""
    triples: int = 0
    graphs: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    examples: Sequence[description.Example] = ()


@dataclass(frozen=True, slots=True)
class ResultTable:
    """A result for people: `rows` are bindings as in SPARQL 1.1 Query Results JSON.

    `base` is that of the graph: what begins with it is ours.
    `form` is "select", "ask" (then `boolean` is the answer), or "graph" (columns s, p, o).
    `truncated` says that there are more rows than the `limit` that is shown.
    """

    query: str
    base: str
    form: str
    names: tuple[str, ...]
    rows: Sequence[Mapping[str, Mapping[str, Any]]]
    boolean: bool | None
    truncated: bool
    limit: int
    headers: Mapping[str, str]


TableRenderer = Callable[[ResultTable], bytes]
"""Makes the HTML page of a result. Without one, no HTML is offered."""


@dataclass(frozen=True, slots=True)
class _Current:
    """A release being served: pool, replies kept, description; replaced as one."""

    source: Source
    pool: Pool
    cache: ReplyCache


class SparqlService:
    """Answers the SPARQL Protocol. Knows no framework; `web` carries requests and answers."""

    def __init__(
        self,
        source: Source,
        limits: Limits | None = None,
        table: TableRenderer | None = None,
        spawned: Sequence[Spawned] = (),
        tally: Tally | None = None,
    ) -> None:
        """`spawned` are workers that are starting already, for the first store that is opened."""
        self._spawned = spawned
        self._limits = limits or Limits()
        self._table = table
        self._tally = tally or Tally()
        self._source = source
        self._current: _Current | None = None
        self._draining: dict[asyncio.Task[None], Pool] = {}

    async def start(self) -> None:
        """Start the workers. Raises Failure when the store cannot be opened."""
        self._current = await self._open(self._source)

    async def swap(self, source: Source) -> None:
        """Serve another release. Running queries end on the old one; none fails.

        If the new one cannot be opened, Failure is raised and the old one serves on.
        """
        opened = await self._open(source)
        old, self._current, self._source = self._current, opened, source
        if old is not None:
            task = asyncio.get_running_loop().create_task(old.pool.drain())
            self._draining[task] = old.pool
            task.add_done_callback(self._draining.pop)

    async def drain(self) -> None:
        """Take no new queries, let the running ones end, then end all workers."""
        serving, self._current = self._current, None
        if serving is not None:
            await serving.pool.drain()

    async def stop(self) -> None:
        """End all workers; queries that run are broken off."""
        draining = dict(self._draining)
        for task in draining:
            task.cancel()
        await asyncio.gather(*draining, return_exceptions=True)
        for pool in draining.values():  # where it was broken off, workers may be left
            await pool.stop()
        if self._current is not None:
            await self._current.pool.stop()
            self._current = None

    @property
    def body_limit(self) -> int:
        """Bytes of a request's body after which reading it can stop: the answer is 413."""
        return self._limits.max_query_bytes

    @property
    def release(self) -> str:
        """The id of the release that is served."""
        return self._source.release

    def census(self) -> Census:
        """The state of the pool, and what all pools so far have counted."""
        return self._serving.pool.census()

    @property
    def kept_bytes(self) -> int:
        """Bytes of the answers that are kept in memory."""
        return self._current.cache.size if self._current is not None else 0

    @property
    def worker_pids(self) -> tuple[int, ...]:
        return self._serving.pool.pids

    async def answer(self, request: Request, gone: Departure | None = None) -> Answer:
        """Answer a request. Raises Problem.

        A long body is an asynchronous iterator: it raises when the answer breaks off, and its
        `aclose` ends the query. When `gone` returns before there is an answer, the query ends.
        """
        if request.method == "OPTIONS":
            return Answer(204, (("Allow", ", ".join(METHODS)), ("Accept-Query", _ACCEPT_QUERY)))
        return await self.evaluate(request, await self.parse(request), gone)

    async def parse(self, request: Request) -> QueryRequest:
        """What a request of the protocol asks. Raises Problem."""
        arguments = (request.method, request.query_string, request.headers, request.body)
        most = self._limits.max_query_bytes
        if _LARGE < len(request.body) <= most:  # decoding takes long enough to be in the way
            return await asyncio.to_thread(protocol.parse, *arguments, most)
        return protocol.parse(*arguments, most)

    async def evaluate(
        self, request: Request, asked: QueryRequest, gone: Departure | None = None
    ) -> Answer:
        """Answer a query, also one that is no request of the protocol. Like `answer`.

        Of the request only the method, the endpoint and the header fields count.
        """
        serving = self._serving
        if asked.query is None:
            return conditional(self._describe(serving, request, asked), _if_none_match(request))
        return await self._ask(serving, request, asked, gone)

    @property
    def _serving(self) -> _Current:
        if self._current is None:
            raise problem(Failure("stopping"))
        return self._current

    async def _open(self, source: Source) -> _Current:
        limits = self._limits
        config = limits.worker(source.store, source.base)
        spawned, self._spawned = self._spawned, ()
        for each in spawned:
            if each.config != config:
                each.forget()
        ours = [each for each in spawned if each.config == config]
        pool = Pool(config, limits, ours, self._tally)
        await pool.start()
        return _Current(source, pool, ReplyCache(limits.cache_bytes))

    async def _ask(
        self, serving: _Current, request: Request, asked: QueryRequest, gone: Departure | None
    ) -> Answer:
        text = cast("str", asked.query)
        job, query = self._job(asked), _encoded(text)
        # HEAD has the tag of GET, and is content with the answer that was kept for it.
        key = (self._job(replace(asked, head=False)) if asked.head else job, query)
        volatile = _is_volatile(text)
        tag = None if volatile else _tag(serving.source.release, key)
        kept = serving.cache.get(key)
        if kept is None:
            kept = await self._run(serving.pool, job, query, gone)
            if not volatile and not asked.head and isinstance(kept.body, bytes):
                serving.cache.put(key, kept)
        if kept.key == HTML.key:  # a page depends on more than the solutions
            tag = None
        answer = self._answer(kept, request, asked, tag, volatile=volatile)
        known = _if_none_match(request)
        return answer if tag is None or known is None else conditional(answer, known)

    def _job(self, asked: QueryRequest) -> bytes:
        job = _plain_job(asked.accept, html=self._table is not None, head=asked.head)
        if asked.has_dataset:
            job = replace(
                job,
                dataset=True,
                default_graphs=asked.default_graph_uris,
                named_graphs=asked.named_graph_uris,
            )
        return dump_job(job)

    async def _run(self, pool: Pool, job: bytes, query: bytes, gone: Departure | None) -> Reply:
        try:
            return await pool.run(job, query, gone)
        except Failure as failure:
            raise problem(failure) from failure

    def _answer(
        self,
        reply: Reply,
        request: Request,
        asked: QueryRequest,
        tag: str | None,
        *,
        volatile: bool,
    ) -> Answer:
        offer = BY_KEY[reply.key]
        head = _head(offer.key, self._endpoint(request), self._limits.max_result_bytes, volatile)
        if tag is not None:
            head = (*head, ("ETag", tag))
        body: bytes | AsyncIterator[bytes] = reply.body
        if asked.head and isinstance(reply.body, Pieces):
            body = _nothing(reply.body)
        elif offer is HTML and self._table is not None and isinstance(reply.body, bytes):
            body = self._table(self._result_table(reply, request, asked))
        return Answer(200, head, body)

    def _result_table(self, reply: Reply, request: Request, asked: QueryRequest) -> ResultTable:
        found: dict[str, Any] = json.loads(cast("bytes", reply.body))
        return ResultTable(
            query=asked.query or "",
            base=self._source.base,
            form=reply.form,
            names=tuple(found["head"].get("vars", ())),
            rows=found.get("results", {}).get("bindings", ()),
            boolean=found.get("boolean"),
            truncated=found.get("truncated", False),
            limit=self._limits.table_rows,
            headers=request.headers,
        )

    def _describe(self, serving: _Current, request: Request, asked: QueryRequest) -> Answer:
        """No query: the service description, section 2 of SPARQL 1.1 Service Description."""
        offer = choose(asked.accept, OFFERS["graph"])
        if offer is None:
            raise not_acceptable([each.media_type.split(";")[0] for each in OFFERS["graph"]])
        source = serving.source
        endpoint = self._endpoint(request)
        facts = description.Described(
            endpoint,
            source.base,
            source.release,
            source.triples,
            source.graphs,
            source.examples,
            federated=bool(self._limits.service_endpoints),
        )
        body = description.describe(facts, offer.key)
        tag = _tag(source.release, (endpoint.encode(), offer.key.encode()))
        fields = (
            ("Content-Type", offer.media_type),
            vary("Accept"),
            cache_control("current"),
            ("ETag", tag),
            ("Accept-Query", _ACCEPT_QUERY),
        )
        return Answer(200, fields, body)

    def _endpoint(self, request: Request) -> str:
        return request.endpoint or f"{self._source.base}sparql"


_ACCEPT_QUERY = "application/sparql-query"


@lru_cache(maxsize=512)
def _plain_job(accept: str | None, *, html: bool, head: bool) -> Job:
    """The job of a request that names no dataset: for each form of query the format."""
    extra = (HTML,) if html else ()
    forms: tuple[Form, ...] = ("select", "ask", "graph")
    chosen = [choose(accept, (*OFFERS[form], *extra)) for form in forms]
    if not any(chosen):
        found = [offer for form in OFFERS.values() for offer in form]
        raise not_acceptable([offer.media_type.split(";")[0] for offer in found])
    select, ask, graph = (offer.key if offer else None for offer in chosen)
    return Job(select, ask, graph, head)


@lru_cache(maxsize=256)
def _head(key: str, endpoint: str, most: int, volatile: bool) -> Headers:
    """The fields that answers in a format have in common."""
    offer = BY_KEY[key]
    return (
        ("Content-Type", offer.media_type),
        vary("Accept", "Accept-Language") if offer is HTML else vary("Accept"),
        cache_control("none" if volatile else "current"),
        ("Link", f'<{endpoint}>; rel="describedby"; type="text/turtle"'),
        ("Result-Limit", f"bytes={most}"),
    )


def _tag(release: str, key: tuple[bytes, bytes]) -> str:
    """A weak entity tag: the solutions are the same, their order may differ between evaluations."""
    digest = hashlib.sha256(release.encode())
    for part in key:
        digest.update(b"\x1f" + part)
    return f'W/"{digest.hexdigest()[:24]}"'


def _is_volatile(query: str) -> bool:
    """Whether a query may have another answer each time; when in doubt it may."""
    text = decode(query).lower()
    return any(word in text for word in _VOLATILE_WORDS) and _VOLATILE.search(text) is not None


def _encoded(text: str) -> bytes:
    try:
        return text.encode()
    except UnicodeEncodeError as error:
        raise problem(Failure("evaluation", message="The query is not valid Unicode.")) from error


def _if_none_match(request: Request) -> str | None:
    return request.headers.get("if-none-match") if request.method in ("GET", "HEAD") else None


async def _nothing(pieces: Pieces) -> AsyncIterator[bytes]:
    """The body of an answer to HEAD."""
    pieces.close()
    no_pieces: tuple[bytes, ...] = ()
    for piece in no_pieces:
        yield piece
