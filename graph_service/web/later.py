"""What takes long to load, loaded beside the first queries."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from threading import Lock
from typing import TYPE_CHECKING

from starlette.types import Receive, Scope, Send

if TYPE_CHECKING:
    from fastapi import FastAPI


class Later:
    """The framework's application, made in a thread. Who asks it before it is there waits."""

    def __init__(self, make: Callable[[], FastAPI], opened: Callable[[], Awaitable[None]]) -> None:
        """`opened` returns when there is a release to speak of, or none can be opened."""
        self._make = make
        self._opened = opened
        self._lock = Lock()
        self._made: FastAPI | None = None
        self._is_ready = False

    @property
    def is_ready(self) -> bool:
        """Whether nobody has to wait any more."""
        return self._is_ready

    def made(self) -> FastAPI:
        """The application; it is made when it is asked for first."""
        with self._lock:
            if self._made is None:
                self._made = self._make()
            return self._made

    async def ready(self) -> FastAPI:
        """The application, when it can answer."""
        api = await asyncio.to_thread(self.made)
        await self._opened()
        self._is_ready = True
        return api

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        api = self._made if self._is_ready else None
        await (api or await self.ready())(scope, receive, send)
