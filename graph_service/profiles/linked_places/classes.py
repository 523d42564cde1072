"""GeoNames feature classes, which Linked Places 1.3 demands of every place.

`feature-classes.csv` gives those of our types. A type that is not in it has the class of its
kind of entity, which is right for most: a site is S, a water H, a route R. The choices follow the
feature codes of GeoNames (a cape is T, a bridge S, an aqueduct H); an ancient city is P and S.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from functools import lru_cache
from importlib.resources import files

KINDS: Mapping[str, tuple[str, ...]] = {
    "site": ("S",),
    "waterway": ("H",),
    "place": ("P",),
    "route": ("R",),
}
"""The kinds of entity that are places, and the class of those whose type says nothing else."""
CLASSES = "AHLPRST"


def feature_classes(kind: str, types: Iterable[str]) -> list[str]:
    """The classes of an entity, from its kind and the slugs of its types; at least one."""
    table = _table()
    found = {letter for each in types for letter in table.get(each, KINDS[kind])}
    return sorted(found or KINDS[kind])


@lru_cache(maxsize=1)
def _table() -> Mapping[str, tuple[str, ...]]:
    text = files(__package__).joinpath("feature-classes.csv").read_text(encoding="utf-8")
    return {row["type"]: tuple(row["fclasses"]) for row in csv.DictReader(text.splitlines())}
