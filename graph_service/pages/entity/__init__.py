"""The page of one thing: a head, facts, and the sections of its kind."""

from __future__ import annotations

from collections.abc import Sequence

from graph_service.pages.entity import citing, facts, found, header, kinds, sources
from graph_service.pages.entity.model import Entity, Section
from graph_service.pages.entity.scene import Scene
from graph_service.pages.relations import matches
from loaders.namespaces import SKOS

__all__ = ["Entity", "Scene", "entity"]


def entity(scene: Scene) -> Entity:
    """Everything that the page of a thing shows."""
    head = header.head(scene)
    made = [*kinds.sections(scene), *_last(scene)]
    box = facts.facts(scene)
    return Entity(
        iri=scene.thing.value,
        kind=scene.kind,
        head=head,
        facts=box,
        sections=made,
        sources=sources.sources(scene),
        citation=citing.citation(scene),
        formats=list(citing.formats(scene)),
        models=list(citing.models(scene)),
        report=citing.report(scene),
        path=scene.path,
        card_says=f"{head.title.text}: {header.above(scene, head)}",
        schema=found.schema(scene, head.crumbs),
    )


def _last(scene: Scene) -> Sequence[Section]:
    """What every page ends with, before its sources."""
    thing, reading = scene.thing, scene.reading
    notes = [*reading.texts(thing, SKOS.scopeNote), *reading.texts(thing, SKOS.note)]
    elsewhere = list(matches(reading))
    also = sources.also(scene)
    return [
        *([Section("notes", scene.word("notes"), "notes", notes)] if notes else []),
        *([Section("catalogues", scene.word("catalogues"), "matches", elsewhere)]
          if elsewhere else []),
        *([also] if also else []),
    ]  # fmt: skip
