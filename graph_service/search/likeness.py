"""How alike two names are."""

from __future__ import annotations

from functools import lru_cache

from rapidfuzz import fuzz

from graph_service.search.folding import fold, spelling
from graph_service.search.record import Name, Record

_SPELLED_OTHERWISE = 0.97
_OTHER_ORDER = 0.98
_PART = 0.85

_folded = lru_cache(maxsize=131072)(fold)
_spelled = lru_cache(maxsize=131072)(spelling)


def likeness(asked: str, name: str) -> float:
    """From 0 to 1: 1 is the same name folded, less for each way in which they differ.

    A little less if only the spelling or the order of the words differs, and at most 0.85 if one
    is a part of the other.
    """
    one, other = _folded(asked), _folded(name)
    if not one or not other:
        return 0.0
    if one == other:
        return 1.0
    key, other_key = _spelled(asked), _spelled(name)
    if key == other_key:
        return _SPELLED_OTHERWISE
    return max(
        fuzz.ratio(one, other) / 100,
        fuzz.token_sort_ratio(one, other) / 100 * _OTHER_ORDER,
        fuzz.ratio(key, other_key) / 100 * _SPELLED_OTHERWISE,
        fuzz.token_set_ratio(key, other_key) / 100 * _PART,
    )


def best_name(asked: str, record: Record) -> tuple[float, Name]:
    """The name of the record that is most alike; the first one of those that are equally so."""
    found = max(
        ((likeness(asked, name.text), -place) for place, name in enumerate(record.names)),
        default=(0.0, 0),
    )
    if not record.names:
        return 0.0, Name(record.slug, "", "identifier")
    return found[0], record.names[-found[1]]
