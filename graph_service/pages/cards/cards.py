"""The cards of a release: drawn when they are asked for, on one ground."""

from __future__ import annotations

from functools import cached_property

import shapely
from shapely.geometry.base import BaseGeometry

from graph_service.pages.cards.card import Card, card_of, card_of_all
from graph_service.pages.cards.ground import Ground, closer
from graph_service.pages.cards.picture import MAP_SIZE, png
from graph_service.pages.entity.scene import Scene
from graph_service.pages.entity.world import World
from graph_service.pages.reading import Reading
from graph_service.pages.words import WORDS
from graph_service.resources.holdings import Reference
from graph_service.resources.place import Place

_NO_PROVINCE = shapely.box(26, 37.8, 28.6, 39.5)
"""What a map shows of a release that has no outlines."""
WHOLE = "izmir"
"""The name of the card that stands for the whole graph."""


class Cards:
    """Pictures for those who share a link."""

    def __init__(self, world: World) -> None:
        self._world = world

    def of(self, thing: Reference, language: str, place: Place) -> bytes | None:
        """The card of a record as PNG; None if there is no such record."""
        document = self._world.holdings.document(thing)
        if document is None:
            return None
        mentions = self._world.holdings.mentions(document)
        scene = Scene(Reading(document, language, place), mentions, self._world)
        return self._drawn(card_of(scene), language)

    def of_all(self, language: str) -> bytes:
        """The card of the whole graph."""
        return self._drawn(card_of_all(self._world.atlas, language), language)

    def _drawn(self, card: Card, language: str) -> bytes:
        shape = closer(card.marks)
        ground = self._province if shape is None else self._ground(shape)
        return png(card, ground, WORDS["site_name"][language])

    @cached_property
    def _province(self) -> Ground:
        return self._ground(self._world.province or _NO_PROVINCE)

    def _ground(self, shape: BaseGeometry) -> Ground:
        return Ground(self._world.atlas.base_map, shape, *MAP_SIZE)
