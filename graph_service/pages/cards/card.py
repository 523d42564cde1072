"""What the picture of a record shows: its names, what it is, and its places."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import shapely
from shapely.geometry.base import BaseGeometry

from graph_service.pages.atlas.atlas import Atlas
from graph_service.pages.atlas.points import Point
from graph_service.pages.entity import header
from graph_service.pages.entity.kinds import route
from graph_service.pages.entity.location import placed
from graph_service.pages.entity.mapping import point_of
from graph_service.pages.entity.scene import Scene
from graph_service.pages.entity.where import concerned
from graph_service.pages.words import WORDS


@dataclass(frozen=True, slots=True)
class Mark:
    """Something on the map, in degrees; vague if the thing is only somewhere about there."""

    shape: BaseGeometry
    is_vague: bool = False


@dataclass(frozen=True, slots=True)
class Card:
    """The words of a picture, and what its map marks; without marks it has no map."""

    above: str
    """What it is, and where: ``Antik kent · Selçuk``."""
    title: str
    others: str
    """Its names in the other language and in old scripts."""
    about: str
    marks: Sequence[Mark]


def card_of(scene: Scene) -> Card:
    """The card of a record."""
    head = header.head(scene)
    return Card(
        above=header.above(scene, head),
        title=head.title.text,
        others=" · ".join(other.text for other in head.others[:2]),
        about=next((text.text for text in head.summary if text.language is None), ""),
        marks=[*_marks(scene)],
    )


def card_of_all(atlas: Atlas, language: str) -> Card:
    """The card of the whole graph, for pages that are not of one record."""
    title, about = WORDS["motto"][language], WORDS["tagline"][language]
    return Card("", title, "", about, _together(atlas.points))


def _marks(scene: Scene) -> Sequence[Mark]:
    """Its own shape; else all of its time or type; else the places that it names."""
    known = placed(scene)
    if known is not None:
        is_point = isinstance(known.shape, shapely.Point)
        return [Mark(known.shape, is_vague=not known.is_exact and (is_point or not known.holder))]
    slug = scene.slug_of(scene.thing)
    if scene.kind == "period":
        return _together([each for each in scene.world.atlas.points if slug in each.periods])
    if scene.kind == "type":
        return _together([each for each in scene.world.atlas.points if slug == each.type])
    stops = route.places(scene)
    found = stops or [each for node in concerned(scene) if (each := point_of(scene, node))]
    return [Mark(shapely.Point(*each[:2]), is_vague=not each[2]) for each in found]


def _together(points: Sequence[Point]) -> Sequence[Mark]:
    """Many small dots, of which none is the thing itself."""
    places = [(each.longitude, each.latitude) for each in points]
    return [Mark(shapely.MultiPoint(places))] if places else []
