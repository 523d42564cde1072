"""The sources of a page: those that its marks stand for, and those that its record also names."""

from __future__ import annotations

from pyoxigraph import NamedNode

from graph_service.pages.entity.model import Row, Rows, Section, Source
from graph_service.pages.entity.scene import Scene
from loaders.namespaces import CRM, DC, DCT, SCHEMA


def sources(scene: Scene) -> list[Source]:
    """The numbered sources, in the order of their numbers. A source rests on itself."""
    reading = scene.reading
    if scene.kind == "source":
        return []
    return [
        _source(scene, number, reading.source_of(graph))
        for graph, number in reading.sources.items()
    ]


def also(scene: Scene) -> Section | None:
    """The sources that the record rests on besides those that say its statements."""
    marked = {scene.reading.source_of(graph) for graph in scene.reading.sources}
    named = dict.fromkeys(
        s.object for s in scene.reading.values(scene.thing, DCT.source) if s.object not in marked
    )
    rows = [Row(scene.link(node), about(scene, node)) for node in named
            if isinstance(node, NamedNode)]  # fmt: skip
    return Section("also", scene.word("also_named"), "rows", [Rows(rows)]) if rows else None


def about(scene: Scene, source: NamedNode) -> list[str]:
    """What a source is, who publishes it, and how far it is trusted."""
    publishers = [each.value for each in scene.world.literals(source, DC.publisher)]
    reliability = [scene.link(each).text for each in
                   scene.world.nodes(source, scene.ours("reliability"))]  # fmt: skip
    kinds = [scene.link(each).text for each in scene.world.nodes(source, CRM.P2_has_type)]
    title = scene.link(source).text
    return [each for each in (*kinds, *publishers, *reliability) if each and each != title]


def _source(scene: Scene, number: int, node: NamedNode) -> Source:
    urls = scene.world.nodes(node, SCHEMA.url)
    return Source(number, scene.link(node), about(scene, node), urls[0].value if urls else "")
