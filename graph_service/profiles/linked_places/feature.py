"""One thing as a Feature of Linked Places 1.3."""

from __future__ import annotations

from typing import Any

from graph_service.profiles.linked_places.classes import feature_classes
from graph_service.profiles.linked_places.facts import Facts
from graph_service.profiles.linked_places.names import names
from graph_service.profiles.linked_places.relations import descriptions, links, relations, types
from graph_service.profiles.linked_places.shapes import geometry
from graph_service.profiles.linked_places.times import lifetime
from graph_service.resources.document import Document
from graph_service.resources.mentions import Mentions
from loaders.namespaces import CRM

COUNTRY = "TR"


def feature(document: Document, mentions: Mentions) -> dict[str, Any]:
    """The Feature. What the record does not say is left out, but for a null `geometry`."""
    facts = Facts(document, mentions)
    when = lifetime(facts)
    found: dict[str, Any] = {
        "@id": facts.thing.value,
        "type": "Feature",
        "properties": {
            "title": title(facts),
            "ccodes": [COUNTRY],
            "fclasses": fclasses(facts),
        },
        "when": when,
        "names": _names(facts, is_dated=when is not None),
        "types": types(facts),
        "geometry": geometry(facts),
        "links": links(facts),
        "relations": relations(facts),
        "descriptions": descriptions(facts),
    }
    return {key: value for key, value in found.items() if value or key == "geometry"}


def title(facts: Facts) -> str:
    """The name that the record goes by."""
    return facts.label(facts.thing) or facts.thing.value.rpartition("/")[2]


def fclasses(facts: Facts) -> list[str]:
    """The GeoNames feature classes of the thing."""
    concepts = facts.nodes(facts.thing, CRM.P2_has_type)
    return feature_classes(facts.kind, map(facts.concept, concepts))


def edition_citation(facts: Facts) -> dict[str, Any]:
    """The release as a source: it is dated, and it uses the name."""
    edition = facts.document.edition
    cited = {
        "label": f"Izmir Heritage Graph, release {edition.release}",
        "@id": f"{edition.base}dataset",
    }
    return cited | ({"year": edition.created[:4]} if edition.created else {})


def _names(facts: Facts, *, is_dated: bool) -> list[dict[str, Any]]:
    """The names; where no date is known, the first one is dated by this release, which uses it.

    The format wants a date in every record, and the year of the release is known. No date of the
    place is invented.
    """
    found = names(facts)
    cited = edition_citation(facts)
    if found and not is_dated and "year" in cited and not any("when" in name for name in found):
        first = found[0]
        citations = [*first.get("citations", []), cited]
        used = {"timespans": [{"start": {"in": cited["year"]}}]}
        return [first | {"citations": citations, "when": used}, *found[1:]]
    return found
