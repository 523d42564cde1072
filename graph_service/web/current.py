"""The release that is served: opened at start, and followed when another becomes current."""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TYPE_CHECKING

from graph_service.http.problem import Problem
from graph_service.pages.tiles import Tiles
from graph_service.resources.place import Place
from graph_service.resources.shelf import Shelf
from graph_service.store.release import Release, ReleaseError, open_current

if TYPE_CHECKING:
    from graph_service.pages.atlas.atlas import Atlas
    from graph_service.pages.cards.cards import Cards
    from graph_service.resources.document import Document
    from graph_service.resources.holdings import Holdings
    from graph_service.resources.lifecycle import Resources
    from graph_service.search.index import Index

_LOG = logging.getLogger(__name__)
_EVERY = 1.0
_WRITING = (
    "babel", "backports.zstd", "brotli", "jinja2", "lxml", "pillow", "pyoxigraph", "rapidfuzz",
    "shapely", "tantivy",
)  # fmt: skip
"""The libraries that write and encode documents: another version may write other bytes."""


@dataclass(frozen=True, slots=True)
class Serving:
    """A release with all that is made of it. A request takes it once, and so never mixes two."""

    release: Release
    resources: Resources
    atlas: Atlas
    cards: Cards
    _index: Index | None = None

    @property
    def index(self) -> Index:
        """The index for search and lookup. Raises Problem if the release has none."""
        if self._index is None:
            raise Problem("store-unavailable", headers={"Retry-After": "600"})
        return self._index

    @property
    def holdings(self) -> Holdings:
        return self.resources.holdings

    @property
    def edition(self) -> str:
        """Names the release and the code that writes: part of every entity tag."""
        return self.resources.edition


@dataclass(frozen=True, slots=True)
class Looks:
    """What the operator has chosen for the pages of things."""

    tiles: Tiles | None = None
    contact: str | None = None


_PLAIN = Looks()

Follower = Callable[[Release], Awaitable[None]]
"""Told of a release before it is served; if it fails, the old one is served on."""


class Current:
    """Holds what is served now."""

    def __init__(
        self,
        link: Path,
        follow: Follower | None = None,
        cache_bytes: int = 32 * 1024 * 1024,
        looks: Looks = _PLAIN,
    ) -> None:
        self._link = link
        self.looks = looks
        self._follow = follow
        self._cache_bytes = cache_bytes
        self._serving: Serving | None = None
        self._refused: Path | None = None
        self._asked: Path | None = None
        self._opened_once = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    @property
    def serving(self) -> Serving:
        """What is served now. Raises Problem when there is nothing yet."""
        if self._serving is None:
            raise Problem("store-unavailable", headers={"Retry-After": "5"})
        return self._serving

    @property
    def is_ready(self) -> bool:
        return self._serving is not None

    @property
    def edition(self) -> str | None:
        """The edition that is served; None while there is none."""
        return self._serving.edition if self._serving is not None else None

    async def start(self) -> None:
        """Have queries answered; open the rest beside, and look for other releases from now on."""
        with contextlib.suppress(Exception):  # the first look tells what is wrong
            release = await asyncio.to_thread(open_current, self._link)
            await self._tell(release)
        self._task = asyncio.get_running_loop().create_task(self._watch())

    async def opened(self) -> None:
        """Wait until the release has been opened, or could not be, for the first time."""
        await self._opened_once.wait()

    async def stop(self) -> None:
        """Look no more."""
        if self._task is not None:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task

    async def look(self) -> None:
        """Serve what the link points to, if it can be opened and is not served already."""
        try:
            target = await asyncio.to_thread(self._link.resolve, strict=True)
        except OSError:
            return
        if self._serving is not None and target == self._serving.release.path:
            return
        try:
            opened = await asyncio.to_thread(self._opened)
            await self._tell(opened.release)
        except Exception as error:  # noqa: BLE001 - the old release serves on, whatever it is
            if target != self._refused:
                _LOG.error("cannot serve %s: %s", target, error, exc_info=error)
            self._refused = target
            return
        self._serving = opened
        _LOG.info("serving release %s", opened.release.id)

    async def _tell(self, release: Release) -> None:
        if self._follow is not None and release.path != self._asked:
            await self._follow(release)
            self._asked = release.path

    def _opened(self) -> Serving:
        return _open(self._link, self._cache_bytes, self.looks)

    async def _watch(self) -> None:
        while True:
            await self.look()
            self._opened_once.set()
            await asyncio.sleep(_EVERY)


def _open(link: Path, cache_bytes: int, looks: Looks) -> Serving:
    return _serving(open_current(link), cache_bytes, looks)


def open_release(path: Path, cache_bytes: int, looks: Looks) -> Serving:
    """A release by its folder, current or not. Raises ReleaseError if it is not there."""
    return _serving(Release(path), cache_bytes, looks)


def _serving(release: Release, cache_bytes: int, looks: Looks) -> Serving:
    # All this takes long to load, and queries are answered without it.
    from graph_service.pages.atlas.atlas import Atlas
    from graph_service.pages.cards.cards import Cards
    from graph_service.pages.entity.world import World
    from graph_service.pages.site import Site
    from graph_service.profiles import PROFILES
    from graph_service.profiles.schema_org import types
    from graph_service.resources.holdings import Holdings
    from graph_service.resources.lifecycle import Resources

    holdings = Holdings(release)
    if next(iter(release.store), None) is None:  # a broken store is found here too
        raise ReleaseError(f"{release.path}: the release is empty")
    edition = f"{release.id}.{code_fingerprint()}"
    atlas = Atlas(holdings, edition)
    world = World(holdings, atlas, looks.contact)

    def page_of(document: Document, language: str, place: Place) -> bytes:
        path = document.node.value.removeprefix(document.edition.base)
        site = Site(language, place, f"/{path}", atlas=atlas, tiles=looks.tiles)
        return site.entity(document, world)

    shelf = Shelf[bytes](cache_bytes)
    resources = Resources(holdings, page_of, edition, PROFILES, shelf, types)
    return Serving(release, resources, atlas, Cards(world), _index_of(release))


def _index_of(release: Release) -> Index | None:
    """Its index; a release without one is served all the same, but not searched."""
    from graph_service.search.index import Index, NoIndexError

    try:
        return Index.open(release.search_path, release.id)
    except NoIndexError as error:
        _LOG.warning("%s", error)
        return None


@lru_cache(maxsize=1)
def code_fingerprint() -> str:
    """Changes when the code, the templates or the libraries that write documents do."""
    digest = hashlib.sha256()
    _digest(files("graph_service"), digest.update)
    for library in _WRITING:
        with contextlib.suppress(PackageNotFoundError):
            digest.update(f"{library} {version(library)}".encode())
    return digest.hexdigest()[:12]


def _digest(folder: Traversable, update: Callable[[bytes], object]) -> None:
    for entry in sorted(folder.iterdir(), key=lambda each: each.name):
        if entry.is_dir() and entry.name != "__pycache__":
            _digest(entry, update)
        elif entry.is_file():
            update(entry.name.encode())
            update(entry.read_bytes())
