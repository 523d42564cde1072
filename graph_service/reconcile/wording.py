"""Things, types and properties as the protocol writes them, in one language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from graph_service.pages.words import KINDS as KIND_NAMES
from graph_service.reconcile.entity import Entity, Gazetteer
from graph_service.reconcile.properties import Property
from loaders.iri import KINDS


@dataclass(frozen=True, slots=True)
class Wording:
    """Writes in Turkish or English, and in the other where a label is missing."""

    gazetteer: Gazetteer
    language: str

    def entity(self, entity: Entity) -> dict[str, object]:
        """`id`, `name`, and `description` where there is one."""
        name = self._in_language(entity.labels) or entity.id  # at hand: nothing is looked up
        found: dict[str, object] = {"id": entity.id, "name": name}
        description = self._in_language(entity.descriptions)
        return found | ({"description": description} if description else {})

    def types(self, entity: Entity) -> list[dict[str, object]]:
        """The kind of the thing, and its concepts."""
        return [self.type(each) for each in (entity.kind, *entity.types)]

    def type(self, id_: str) -> dict[str, object]:
        """A type by id: `site`, `type/tumulus`."""
        return {"id": id_, "name": self.name(id_)}

    def type_with_broader(self, id_: str) -> dict[str, object]:
        """A type with those that are broader by one step."""
        if id_ in KINDS:
            return self.type(id_)
        concept = self.gazetteer.entity(id_)
        described = self.entity(concept) if concept else self.type(id_)
        broader = [self.type(each) for each in self.gazetteer.parents(id_)]
        return described | ({"broader": broader} if broader else {})

    def property(self, property_: Property) -> dict[str, object]:
        """`id`, `name` and `description`."""
        return {
            "id": property_.id,
            "name": property_.name[self.language],
            "description": property_.about[self.language],
        }

    def name(self, id_: str) -> str:
        """The label; of a kind, our word for it; else the id."""
        if id_ in KINDS:
            return KIND_NAMES[id_][self.language]
        return self._in_language(self.gazetteer.labels(id_)) or id_

    def is_kind(self, id_: str) -> bool:
        """Whether the type is a kind, not a concept."""
        return id_ in KINDS

    def language_of(self, entity: Entity) -> str:
        """The language in which `name` is written."""
        return self.language if self.language in entity.labels else next(iter(entity.labels), "und")

    def _in_language(self, texts: Mapping[str, str]) -> str | None:
        return texts.get(self.language) or next(iter(texts.values()), None)
