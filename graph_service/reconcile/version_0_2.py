"""Reconciliation API 0.2: batches of queries by id, as JSON in a form field or parameter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from graph_service.reconcile.asking import check_batch, condition_of, name_of, types_of
from graph_service.reconcile.question import (
    MOST_CANDIDATES,
    USUAL_CANDIDATES,
    Candidate,
    Condition,
    Quantifier,
    Question,
)
from graph_service.reconcile.reading import Field
from graph_service.reconcile.reconciler import Reconciler
from graph_service.reconcile.wording import Wording

_STRICTNESS = ("any", "all", "should")


def questions(batch: Field, reconciler: Reconciler) -> dict[str, Question]:
    """The questions of a query batch, by their ids. Raises Problem."""
    found = dict(batch.members())
    check_batch(len(found), batch.path)
    return {id_: _question(each, reconciler) for id_, each in found.items()}


def answer(
    found: Mapping[str, Sequence[Candidate]], wording: Wording
) -> dict[str, dict[str, object]]:
    """A result batch."""
    return {
        id_: {"result": [_candidate(each, wording) for each in candidates]}
        for id_, candidates in found.items()
    }


def _question(field: Field, reconciler: Reconciler) -> Question:
    query, properties, limit = (field.member(name) for name in ("query", "properties", "limit"))
    conditions = [
        condition_of(reconciler, each.needed("pid"), each.needed("v"))
        for each in (properties.items() if properties else [])
    ]
    if query is None and not conditions:
        field.needed("query")
    return Question(
        names=(name_of(query),) if query else (),
        conditions=(*_types(field, reconciler), *conditions),
        limit=limit.whole(1, MOST_CANDIDATES) if limit else USUAL_CANDIDATES,
    )


def _types(field: Field, reconciler: Reconciler) -> Sequence[Condition]:
    """`type` as a condition: a filter, unless it only should be so."""
    wanted, strictness = field.member("type"), field.member("type_strict")
    strict = strictness.one_of(_STRICTNESS) if strictness else "any"
    types = types_of(reconciler, wanted.one_or_more()) if wanted else ()
    if not types:
        return ()
    quantifier: Quantifier = "all" if strict == "all" else "any"
    return (Condition("type", types, required=strict != "should", quantifier=quantifier),)


def _candidate(candidate: Candidate, wording: Wording) -> dict[str, object]:
    return {
        **wording.entity(candidate.entity),
        "type": wording.types(candidate.entity),
        "score": candidate.score,
        "match": candidate.match,
        "features": [{"id": each.id, "value": each.value} for each in candidate.features],
    }
