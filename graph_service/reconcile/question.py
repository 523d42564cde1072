"""What is asked and what is found, whichever version of the protocol says it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from graph_service.http.problem_types import Text
from graph_service.reconcile.entity import Entity

Quantifier = Literal["any", "all", "none"]

BATCH = 50
"""Questions in one batch; more are refused (413)."""
MOST_CANDIDATES = 50
"""Candidates that one question can have."""
USUAL_CANDIDATES = 10
MOST_VALUES = 50
"""Values that one condition can have."""
LONGEST = 500
"""Characters that are read of a name; no name of anything is longer."""


@dataclass(frozen=True, slots=True)
class Condition:
    """What a thing should have: a property, and values of it."""

    property: str
    values: tuple[str, ...]
    required: bool = False
    quantifier: Quantifier = "any"
    qualifier: str | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """Which thing is meant. Asks for names, for ids, by conditions, or by several of them."""

    names: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()
    conditions: tuple[Condition, ...] = ()
    limit: int = USUAL_CANDIDATES


@dataclass(frozen=True, slots=True)
class Feature:
    """One reason for a score: what was compared, and what came out."""

    id: str
    name: Text
    value: float | bool


@dataclass(frozen=True, slots=True)
class Candidate:
    """A thing that may be meant. `score` is 0 to 100; a `match` can be taken unseen."""

    entity: Entity
    score: float
    match: bool
    features: tuple[Feature, ...]
