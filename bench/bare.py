"""The least that answers queries in worker processes under the same HTTP server: the floor.

It reads `query=`, asks the pool and writes JSON: no negotiation, no other parameters or methods, no
caches, no Memento, no metrics, no log. What it reaches is the most that our layers could.
"""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import uvicorn
from starlette.routing import Router
from starlette.types import ASGIApp, Receive, Scope, Send

from graph_service.http.parameters import pairs
from graph_service.sparql.limits import Limits
from graph_service.sparql.pool import Pool
from graph_service.sparql.wire import Job, dump_job
from graph_service.web.gathered import GatheredHttp

_JSON = (b"content-type", b"application/sparql-results+json")


def application(store: Path, base: str) -> ASGIApp:
    """Answers every request with the solutions of its `query`."""
    limits = Limits()
    config = limits.worker(store, base)
    job = dump_job(Job())
    pools: list[Pool] = []

    @asynccontextmanager
    async def life(_: object) -> AsyncIterator[None]:
        pool = Pool(config, limits)
        await pool.start()
        pools.append(pool)
        yield
        await pool.stop()

    router = Router(lifespan=life)

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await router(scope, receive, send)
            return
        query = dict(pairs(scope["query_string"]))["query"]
        body = (await pools[0].run(job, query.encode())).body
        if not isinstance(body, bytes):
            body = b"".join([piece async for piece in body])
        head = [_JSON, (b"content-length", str(len(body)).encode())]
        await send({"type": "http.response.start", "status": 200, "headers": head})
        await send({"type": "http.response.body", "body": body})

    return answer


if __name__ == "__main__":
    _, location, graph_base, port = sys.argv
    uvicorn.run(
        application(Path(location), graph_base),
        port=int(port),
        http=GatheredHttp,
        proxy_headers=False,
        access_log=False,
        log_level="error",
    )
