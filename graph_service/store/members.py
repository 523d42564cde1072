"""The members of the event stream of a release, read from disk.

A member is one change of the change log with the description that it led to, as N-Quads: what is
said of the change stands in the default graph, the description in a graph that has the name of the
member. Pages hold the same `PAGE` changes for ever, so that one that is full never changes; how
they are written is said in `graph_service.release.members`.
"""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from pathlib import Path

from graph_service.store.errors import ReleaseError

FOLDER = "members"
"""Name of the folder of pages in the folder of a release."""
PAGE = 100
"""Changes on a page. It is part of the name of each member, so it may never change."""
_INCOMPLETE = "incomplete"


def member_iri(base: str, sequence: int) -> str:
    """The name of the member of a change: it leads to the page that it is on."""
    return f"{base}ldes/{page_of(sequence)}#{sequence}"


def stream_iri(base: str) -> str:
    """The name of the event stream."""
    return f"{base}ldes#stream"


def page_of(sequence: int) -> int:
    """The page that a change is on, from 1."""
    return (sequence - 1) // PAGE + 1


@dataclass(frozen=True, slots=True)
class Members:
    """The pages of a release. Each call reads one page and no more."""

    folder: Path

    @classmethod
    def open(cls, release: Path) -> Members:
        """The members in the folder of a release.

        Raises ReleaseError if it was built without them.
        """
        folder = release / FOLDER
        if not folder.is_dir():
            raise ReleaseError(f"{folder}: there are no members")
        return cls(folder)

    def path(self, page: int) -> Path:
        return self.folder / f"{page}.nq.gz"

    def read(self, page: int) -> bytes:
        """The members of a page as N-Quads, in the order of their changes."""
        return gzip.decompress(self.path(page).read_bytes())

    @property
    def is_complete(self) -> bool:
        """Whether every change has its member.

        If not, some that came before the last one of their entity are missing: the releases that
        held them were gone when members began to be kept.
        """
        return not (self.folder / _INCOMPLETE).exists()

    def mark_incomplete(self) -> None:
        (self.folder / _INCOMPLETE).touch()
