"""What belongs to a place, a period, a concept or a source: counted by kind and type."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup
from pyoxigraph import NamedNode, QuerySolution
from shapely.geometry.base import BaseGeometry

from graph_service.pages.charts.map_svg import Dot, map_svg
from graph_service.pages.collation import sort_key
from graph_service.pages.entity.mapping import collection, feature, framed
from graph_service.pages.entity.model import Section
from graph_service.pages.entity.scene import Scene
from graph_service.pages.entity.world import query_text
from graph_service.pages.reading import Shown
from loaders.namespaces import prefixes

_MOST = 400
"""So many things a page lists; a query has them all."""
_OPEN = 8
"""Lists of no more than this stand open."""


@dataclass(frozen=True, slots=True)
class Group:
    """Things of one kind and type."""

    title: str
    links: Sequence[Shown]
    is_open: bool


@dataclass(frozen=True, slots=True)
class Kind:
    """All things of one kind."""

    title: str
    count: int
    groups: Sequence[Group]


@dataclass(frozen=True, slots=True)
class Members:
    """What belongs to a thing, with a map of what of it is located."""

    kinds: Sequence[Kind]
    total: int
    listed: int
    query: str
    picture: Markup | None
    features: Mapping[str, object] | None
    """The outline of a place."""
    is_filtered: bool
    """Whether the map that moves shows only what the list has, and not all there is."""
    located: int
    has_vague: bool


def members(
    scene: Scene,
    name: str,
    title: str,
    *,
    outline: BaseGeometry | None = None,
    is_drawn: bool = True,
    is_everywhere: bool = False,
) -> Section | None:
    """What the query ``members-{name}.rq`` finds; on a map too if there is an outline for it."""
    found: dict[NamedNode, set[NamedNode]] = {}
    for row in scene.world.ask(f"members-{name}", thing=scene.thing):
        thing, kind = _node(row, "member"), _node(row, "type")
        if thing is not None and scene.path_of(thing) and thing != scene.thing:
            found.setdefault(thing, set()).update([kind] if kind else [])
    if not found:
        return None
    listed = dict(sorted(found.items(), key=lambda pair: pair[0].value)[:_MOST])
    dots = [
        Dot(point.longitude, point.latitude, point.is_exact)
        for point in (scene.world.points.get(scene.path_of(thing)) for thing in found)
        if point is not None
    ]
    area = outline if is_drawn else None
    picture = _picture(scene, outline, dots, area) if outline is not None and dots else None
    content = Members(
        kinds=_kinds(scene, listed, Counter(scene.kind_of(thing) for thing in found)),
        total=len(found),
        listed=len(listed),
        query=_everything(scene, name) if len(listed) < len(found) else "",
        picture=picture,
        features=_outlined(area) if picture and not is_everywhere else None,
        is_filtered=not is_everywhere,
        located=len(dots),
        has_vague=any(not dot.is_exact for dot in dots),
    )
    return Section("members", title, "members", content)


def _node(row: QuerySolution, name: str) -> NamedNode | None:
    value = row[name]
    return value if isinstance(value, NamedNode) else None


def _kinds(
    scene: Scene, found: Mapping[NamedNode, set[NamedNode]], counts: Mapping[str, int]
) -> list[Kind]:
    by_kind: dict[str, dict[str, list[Shown]]] = {}
    for thing, types in found.items():
        kind = scene.kind_of(thing)
        first = min(types, key=lambda each: each.value, default=None)
        title = scene.capital(scene.link(first).text) if first else scene.kind_word(kind)
        by_kind.setdefault(kind, {}).setdefault(title, []).append(scene.link(thing))
    kinds = []
    for kind, groups in by_kind.items():
        made = [
            Group(
                title,
                sorted(links, key=lambda each: sort_key(each.text, scene.language)),
                is_open=len(links) <= _OPEN and len(groups) <= _OPEN,
            )
            for title, links in groups.items()
        ]
        made.sort(key=lambda group: (-len(group.links), sort_key(group.title, scene.language)))
        kinds.append(Kind(scene.word(f"their_{kind}"), counts[kind], made))
    return sorted(kinds, key=lambda kind: -kind.count)


def _picture(
    scene: Scene, outline: BaseGeometry, dots: Sequence[Dot], area: BaseGeometry | None
) -> Markup:
    title = f"{scene.word('map_of')}: {scene.reading.label(scene.thing).text}"
    return map_svg(
        scene.world.atlas.base_map,
        framed(outline),
        dots,
        title=title,
        language=scene.language,
        areas=[] if area is None else [area],
    )


def _outlined(area: BaseGeometry | None) -> dict[str, object] | None:
    return None if area is None else collection([feature(area)])


def _everything(scene: Scene, name: str) -> str:
    """The query of the list, for people who want the whole: with its prefixes and the thing."""
    text = query_text(f"members-{name}").partition("\n")[2]
    used = {
        prefix: iri for prefix, iri in prefixes(scene.reading.base).items() if f"{prefix}:" in text
    }
    head = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in used.items())
    chosen = text.replace("DISTINCT ?thing ", "DISTINCT ", 1)
    return head + chosen.replace("?thing", str(scene.thing))
