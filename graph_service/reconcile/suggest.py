"""Suggestions while somebody types: things, types and properties (Reconciliation API, suggest)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from graph_service.reconcile.entity import Entity
from graph_service.reconcile.reconciler import Reconciler
from graph_service.reconcile.wording import Wording
from graph_service.search.folding import fold
from loaders.iri import KINDS

MOST = 50
USUAL = 10
FARTHEST = 200
"""How many suggestions can be skipped."""
_LOOKED_AT = 200
"""Things that are put in order."""


@dataclass(frozen=True, slots=True)
class Typed:
    """What is typed so far, how many suggestions are wanted, and how many to skip."""

    prefix: str = ""
    limit: int = USUAL
    offset: int = 0

    def page(self, found: Sequence[str]) -> Sequence[str]:
        """The part of all that was found."""
        return found[self.offset : self.offset + self.limit]


def entities(
    typed: Typed, reconciler: Reconciler, wording: Wording, kinds: Sequence[str] = ()
) -> dict[str, object]:
    """Things of which a name begins so; the thing itself if it is an id, or another's identifier.

    None for an empty prefix: it could be any of them.
    """
    found: list[str] = []
    if typed.prefix.strip():
        kinds = kinds or [kind for kind in KINDS if kind != "source"]
        named = reconciler.gazetteer.beginning(typed.prefix, kinds, _LOOKED_AT)
        found = [*reconciler.resolve(typed.prefix), *_in_order(typed.prefix, named)]
    chosen = (reconciler.gazetteer.entity(id_) for id_ in typed.page(_once(found)))
    return {
        "result": [
            {**wording.entity(entity), "notable": wording.types(entity)}
            for entity in chosen
            if entity is not None
        ]
    }


def types(typed: Typed, reconciler: Reconciler, wording: Wording) -> dict[str, object]:
    """Kinds first, then concepts. The kinds for an empty prefix."""
    kinds = _beginning(typed.prefix, {kind: (kind, wording.name(kind)) for kind in KINDS})
    concepts: Sequence[str] = ()
    if typed.prefix.strip():
        itself = [id_ for id_ in reconciler.resolve(typed.prefix) if id_.startswith("type/")]
        begun = reconciler.gazetteer.beginning(typed.prefix, ("type",), _LOOKED_AT)
        named = [each for each in begun if reconciler.gazetteer.is_type(each.id)]
        concepts = (*itself, *_in_order(typed.prefix, named))
    found = typed.page(_once([*kinds, *concepts]))
    return {"result": [wording.type_with_broader(id_) for id_ in found]}


def properties(typed: Typed, reconciler: Reconciler, wording: Wording) -> dict[str, object]:
    """Properties by id or name in either language. All of them for an empty prefix."""
    known = reconciler.properties
    texts = {id_: (id_, each.name.tr, each.name.en) for id_, each in known.items()}
    found = typed.page(_beginning(typed.prefix, texts))
    return {"result": [wording.property(known[id_]) for id_ in found]}


def proposed(type_: str, limit: int, reconciler: Reconciler, wording: Wording) -> dict[str, object]:
    """The properties that things of a type can be extended by."""
    found = list(reconciler.properties.values())[:limit]
    return {"type": type_, "limit": limit, "properties": [wording.property(each) for each in found]}


def _beginning(prefix: str, texts: Mapping[str, Iterable[str]]) -> list[str]:
    """The ids of which a text has a word that begins so."""
    wanted = fold(prefix)
    return [
        id_ for id_, each in texts.items() if any(f" {wanted}" in f" {fold(text)}" for text in each)
    ]


def _in_order(prefix: str, found: Sequence[Entity]) -> list[str]:
    """Ids: first those whose label begins so, then those of which another name does."""
    wanted = fold(prefix)

    def rank(entity: Entity) -> int:
        if any(fold(label).startswith(wanted) for label in entity.labels.values()):
            return 0
        return 1 if any(" ".join(f.words).startswith(wanted) for f in entity.forms) else 2

    return [entity.id for entity in sorted(found, key=rank)]


def _once(ids: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(ids))
