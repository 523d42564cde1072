"""The real service over a store, started as a process of its own, with a look at its workers.

The argument is JSON: `store`, `base`, `limits` by the names of settings, and a folder for the
release around the store. The first line that it prints is its port.
"""

import json
import socket
import sys
from dataclasses import asdict
from pathlib import Path

import uvicorn
from starlette.responses import Response

from graph_service.settings import Settings
from graph_service.sparql.service import SparqlService
from graph_service.store.release import Manifest
from graph_service.web import asking
from graph_service.web.app import create_app
from graph_service.web.gathered import GatheredHttp

RELEASE = "r1"


class Observed(SparqlService):
    """The service that the application has made."""

    made: SparqlService

    def __init__(self, *arguments: object) -> None:
        super().__init__(*arguments)
        Observed.made = self


class WithCensus:
    """The application, and at `/census` the state of its workers."""

    def __init__(self, app) -> None:
        self.app = app

    async def __call__(self, scope, receive, send) -> None:
        if scope.get("path") != "/census":
            await self.app(scope, receive, send)
            return
        service = Observed.made
        pids = " ".join(map(str, service.worker_pids))
        busy = " ".join(str(each.pid) for each in service._serving.pool._busy())
        await Response(f"{service.census()}\n{pids}\n{busy}\n")(scope, receive, send)


def write_release(var: Path, store: Path, base: str) -> None:
    """A release folder around a store that is already there."""
    folder = var / "releases" / RELEASE
    folder.mkdir(parents=True)
    (folder / "store").symlink_to(store.resolve())
    (folder / "statistics.json").write_text(json.dumps({"graphs": {"http://g/1": 2}}))
    (folder / "redirects.csv").write_text("from,to\n")
    (folder / "withdrawn.csv").write_text(
        "entity,label_tr,label_en,date,reason_tr,reason_en,replaced_by\n"
    )
    manifest = Manifest(
        RELEASE, base, "1", "2026-11-22", "2026-11-22T10:00:00+00:00", "", RELEASE, 3, 3, {}
    )
    (folder / "manifest.json").write_text(json.dumps(asdict(manifest)))
    (var / "current").symlink_to(folder.resolve())


def main() -> None:
    asked = json.loads(sys.argv[1])
    var = Path(asked["var"])
    write_release(var, Path(asked["store"]), asked["base"])
    asking.SparqlService = Observed
    app = create_app(Settings(var_dir=var, base=asked["base"], access_log=False, **asked["limits"]))
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    print(listening.getsockname()[1], flush=True)  # noqa: T201 - for who started it
    config = uvicorn.Config(WithCensus(app), http=GatheredHttp, log_level="critical")
    server = uvicorn.Server(config)
    server.run(sockets=[listening])


if __name__ == "__main__":
    main()
