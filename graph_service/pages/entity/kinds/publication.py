"""A publication: its reference, and the ways to it."""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import Literal

from graph_service.pages.entity.model import Section
from graph_service.pages.entity.scene import Scene
from loaders.namespaces import DC, DCT, SCHEMA


@dataclass(frozen=True, slots=True)
class Reference:
    """A line of a bibliography, in its parts; empty where nothing is recorded."""

    authors: str
    year: str
    title: str
    title_language: str | None
    container: str
    publisher: str
    pages: str
    doi: str


def reference(scene: Scene) -> Section:
    """The publication as a bibliography names it."""

    def said(predicate: object) -> list[str]:
        return [
            s.object.value
            for s in scene.reading.description.of(scene.thing)
            if s.predicate == predicate and isinstance(s.object, Literal)
        ]

    title = scene.reading.label(scene.thing)
    dois = [text for text in said(SCHEMA.identifier) if text.startswith("https://doi.org/")]
    content = Reference(
        authors="; ".join(said(DC.creator)),
        year=", ".join(said(DCT.issued)),
        title=title.text,
        title_language=title.language,
        container=", ".join(said(SCHEMA.isPartOf)),
        publisher=", ".join(said(DC.publisher)).rstrip("."),
        pages=", ".join(said(SCHEMA.pagination)).rstrip("."),
        doi=dois[0] if dois else "",
    )
    return Section("reference", scene.word("reference"), "reference", content)
