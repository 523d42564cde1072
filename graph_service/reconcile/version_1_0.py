"""Reconciliation API 1.0-draft: an array of queries, each a list of conditions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from graph_service.http.problem_types import Text
from graph_service.reconcile.asking import check_batch, condition_of, name_of, types_of, values_of
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

_MATCHED = ("name", "id", "property")
_QUANTIFIERS = ("any", "all", "none")


def questions(batch: Field, reconciler: Reconciler) -> list[Question]:
    """The questions of a query batch, in order. Raises Problem."""
    found = batch.needed("queries").items()
    check_batch(len(found), f"{batch.path}.queries")
    return [_question(each, reconciler) for each in found]


def answer(found: Sequence[Sequence[Candidate]], wording: Wording) -> dict[str, object]:
    """A result batch."""
    return {
        "results": [
            {"candidates": [_candidate(each, wording) for each in candidates]}
            for candidates in found
        ]
    }


def _question(field: Field, reconciler: Reconciler) -> Question:
    asked = field.needed("conditions").items(least=1)
    type_, limit = field.member("type"), field.member("limit")
    names: list[str] = []
    ids: list[str] = []
    conditions = [
        Condition("type", types_of(reconciler, [type_]), required=True)
        for type_ in [type_]
        if type_
    ]
    for each in asked:
        match each.needed("matchType").one_of(_MATCHED):
            case "name":
                _refuse_quantifier(each)
                names += [name_of(one) for one in each.needed("propertyValue").one_or_more()]
            case "id":
                _refuse_quantifier(each)
                ids += values_of(each.needed("propertyValue"))
            case _:
                conditions.append(_condition(each, reconciler))
    return Question(
        names=tuple(names),
        ids=tuple(ids),
        conditions=tuple(conditions),
        limit=limit.whole(1, MOST_CANDIDATES) if limit else USUAL_CANDIDATES,
    )


def _condition(field: Field, reconciler: Reconciler) -> Condition:
    required, quantifier = field.member("required"), field.member("matchQuantifier")
    chosen = quantifier.one_of(_QUANTIFIERS) if quantifier else "any"
    _refuse_qualifier(field)
    return condition_of(
        reconciler,
        field.needed("propertyId"),
        field.needed("propertyValue"),
        required=required.truth() if required else False,
        quantifier=cast("Quantifier", chosen),
    )


def _refuse_quantifier(field: Field) -> None:
    """A thing is called by one of the names, or has one of the ids: nothing else is asked here."""
    quantifier = field.member("matchQuantifier")
    if quantifier and quantifier.one_of(_QUANTIFIERS) != "any":
        raise quantifier.refused(
            Text("adlar ve kimlikler için any olmalı", "must be any for names and ids"), ["any"]
        )
    _refuse_qualifier(field)


def _refuse_qualifier(field: Field) -> None:
    """We announce no qualifiers, so there are none to choose."""
    qualifier = field.member("matchQualifier")
    if qualifier:
        raise qualifier.refused(
            Text("verilemez; özelliklerin niteleyicisi yok", "cannot be given; there are none"), []
        )


def _candidate(candidate: Candidate, wording: Wording) -> dict[str, object]:
    return {
        **wording.entity(candidate.entity),
        "lang": wording.language_of(candidate.entity),
        "type": wording.types(candidate.entity),
        "score": candidate.score,
        "match": candidate.match,
        "features": [
            {"id": each.id, "name": each.name[wording.language], "lang": wording.language,
             "value": each.value}
            for each in candidate.features
        ],
    }  # fmt: skip
