"""The service, running in a thread of the tests."""

from __future__ import annotations

import socket
import threading
import time
from functools import partial
from typing import Self

import httpx
import uvicorn

from graph_service.settings import Settings
from graph_service.web.app import create_app
from graph_service.web.gathered import GatheredHttp
from graph_service.web.logs import AccessLog

get = partial(httpx.get, verify=False)
"""For one request: does not read the certificates of the system, which takes longest of all."""


class Server:
    """The service on a free port, from the beginning of a `with` to its end."""

    def __init__(
        self, settings: Settings, log: AccessLog | None = None, *, waits: bool = True
    ) -> None:
        self._waits = waits
        self._socket = socket.socket()
        self._socket.bind(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._socket.getsockname()[1]}"
        self.app = create_app(settings, log=log)
        config = uvicorn.Config(
            self.app, http=GatheredHttp, log_level="warning", proxy_headers=False
        )
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._server.run, args=([self._socket],))

    def __enter__(self) -> Self:
        self._thread.start()
        for _ in range(200):
            if self._server.started:
                if self._waits:
                    get(f"{self.url}/health/live", timeout=60)  # everything is loaded
                return self
            time.sleep(0.05)
        raise TimeoutError("the service does not start")

    def __exit__(self, *_: object) -> None:
        self._server.should_exit = True
        self._thread.join(20)
        self._socket.close()
