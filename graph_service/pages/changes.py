"""What the page of changes shows: what the latest release changed, by what happened."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from graph_service.resources.holdings import Holdings, Reference
from graph_service.store.changes import Change, ChangeLog, Published

_READ = 2000
"""So many changes are read; a release that changed more is told by numbers."""
SHOWN = 200
"""How many changes of one sort are listed."""
_SORTS = {"create": "created", "update": "updated", "move": "moved", "delete": "withdrawn"}


@dataclass(frozen=True, slots=True)
class Line:
    """One changed record; `target` is what it is called now, if it moved."""

    reference: str
    label: Mapping[str, str]
    target: str | None


@dataclass(frozen=True, slots=True)
class Sort:
    """The changes of one sort: ``created``, ``updated``, ``moved`` or ``withdrawn``."""

    name: str
    total: int
    lines: Sequence[Line]


@dataclass(frozen=True, slots=True)
class ChangesPage:
    """The changes of the latest release."""

    release: Published
    is_first: bool
    total: int
    sorts: Sequence[Sort]
    """Empty where too much changed to be listed."""
    releases: Sequence[Published]
    """All of them, the latest first."""


def latest_changes(log: ChangeLog, holdings: Holdings) -> ChangesPage:
    """Read what the latest release changed."""
    *before, latest = log.releases
    first = before[-1].last_sequence if before else 0
    total = latest.last_sequence - first
    found = log.page(first, limit=_READ) if before and total <= _READ else []
    counts = Counter[str](change.activity for change in found)
    sorts = [
        Sort(
            name,
            counts[activity],
            [_line(each, holdings) for each in found if each.activity == activity][:SHOWN],
        )
        for activity, name in _SORTS.items()
        if counts[activity]
    ]
    return ChangesPage(latest, not before, total, sorts, log.releases[::-1])


def _line(change: Change, holdings: Holdings) -> Line:
    tombstone = holdings.release.tombstones.get(change.reference)
    if tombstone is not None:
        label: Mapping[str, str] = {"tr": tombstone.label_tr, "en": tombstone.label_en}
    else:
        label = holdings.label(Reference.parse(change.target or change.reference))
    return Line(change.reference, label, change.target)
