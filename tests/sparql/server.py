"""The SPARQL service alone behind a real HTTP server: for tests, started as a process of its own.

The argument is JSON: `store`, `base`, and `limits`. The first line that it prints is its port.
"""

import json
import socket
import sys
from pathlib import Path

import uvicorn
from starlette.requests import Request as WebRequest
from starlette.responses import Response, StreamingResponse

from graph_service.http import Answer, Problem
from graph_service.http.problem import as_json
from graph_service.sparql.limits import Limits
from graph_service.sparql.protocol import too_large
from graph_service.sparql.service import Request, ResultTable, Source, SparqlService

HEAD = "HEAD"


def table(result: ResultTable) -> bytes:
    rows = "".join(f"<tr><td>{len(row)}</td></tr>" for row in result.rows)
    more = "<p>more</p>" if result.truncated else ""
    return f"<table>{rows}</table>{more}".encode()


class App:
    def __init__(self, service: SparqlService) -> None:
        self.service = service

    async def __call__(self, scope, receive, send) -> None:
        if scope["type"] == "lifespan":
            await self.lifespan(receive, send)
            return
        if scope["path"] == "/census":
            pids = " ".join(map(str, self.service.worker_pids))
            busy = " ".join(str(each.pid) for each in self.service._serving.pool._busy)
            await Response(f"{self.service.census()}\n{pids}\n{busy}\n")(scope, receive, send)
            return
        try:
            answer = await self.answer(scope, receive)
        except Problem as problem:
            answer = as_json(problem, "http://test")
        await carry(answer, scope, receive, send)

    async def lifespan(self, receive, send) -> None:
        await receive()
        await self.service.start()
        await send({"type": "lifespan.startup.complete"})
        await receive()
        await self.service.stop()
        await send({"type": "lifespan.shutdown.complete"})

    async def answer(self, scope, receive) -> Answer:
        request = WebRequest(scope, receive)
        body = bytearray()
        async for chunk in request.stream():
            body += chunk
            if len(body) > self.service.body_limit:
                raise too_large(self.service.body_limit)
        headers = dict(request.headers)
        endpoint = str(request.url.replace(query=""))

        async def gone() -> None:
            while (await receive())["type"] != "http.disconnect":
                pass

        asked = Request(scope["method"], scope["query_string"], headers, bytes(body), endpoint)
        return await self.service.answer(asked, gone)


async def carry(answer: Answer, scope, receive, send) -> None:
    body = b"" if scope["method"] == HEAD else answer.body
    kind = Response if isinstance(body, bytes) else StreamingResponse
    response = kind(body, answer.status)
    for name, value in answer.fields():
        response.headers[name] = value
    if scope["method"] == HEAD and isinstance(answer.body, bytes):
        response.headers["Content-Length"] = str(len(answer.body))
    try:
        await response(scope, receive, send)
    finally:
        if not isinstance(answer.body, bytes):
            await answer.body.aclose()


def main() -> None:
    settings = json.loads(sys.argv[1])
    limits = Limits(
        **{key: tuple(v) if isinstance(v, list) else v for key, v in settings["limits"].items()}
    )
    source = Source(
        Path(settings["store"]), settings["base"], "r1", triples=3, graphs={"http://g/1": 2}
    )
    service = SparqlService(source, limits, table)
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    print(listening.getsockname()[1], flush=True)  # noqa: T201 - for who started it
    server = uvicorn.Server(uvicorn.Config(App(service), log_level="critical"))
    server.run(sockets=[listening])


if __name__ == "__main__":
    main()
