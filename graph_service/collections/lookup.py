"""One thing of a collection: there, moved, withdrawn, or not known."""

from __future__ import annotations

from graph_service.http.problem import Problem
from graph_service.http.problem_types import Text
from graph_service.resources.elsewhere import Elsewhere
from graph_service.resources.holdings import Holdings, Moved, Reference
from graph_service.resources.lifecycle import gone
from graph_service.resources.place import Place
from graph_service.store.release import Tombstone


def must_hold(holdings: Holdings, wanted: Reference, place: Place, address: str) -> None:
    """Raise what there is instead of `wanted`: Elsewhere if renamed, Problem if gone or unknown.

    `address` is where things of this kind are, below the prefix, with `{slug}`.
    """
    found = holdings.find(wanted)
    if isinstance(found, Reference):
        return
    if isinstance(found, Moved):
        raise Elsewhere(f"{place.prefix}{address.format(kind=found.to.kind, slug=found.to.slug)}")
    if isinstance(found, Tombstone):
        raise gone(wanted, found, holdings.base)
    nearest = [
        {
            "id": holdings.iri(each).value,
            "url": f"{place.root}{address.format(kind=each.kind, slug=each.slug)}",
            "label": {"tr": "", "en": "", **holdings.label(each)},
        }
        for each in found.nearest
        if each.kind == wanted.kind
    ]
    detail = Text(f"“{wanted}” diye bir kayıt yok.", f"There is no record “{wanted}”.")
    raise Problem("not-found", detail, extensions={"nearest": nearest})
