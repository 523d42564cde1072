"""The terms of LIDO, and its small parts: identifiers, concepts, appellations."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from lxml import etree
from pyoxigraph import Literal, NamedNode

from graph_service.feeds.oai.xml import LANGUAGE, clean
from graph_service.profiles.reading import Reading
from loaders.namespaces import LA, OWL, SKOS
from loaders.namespaces import SCHEMA as SCHEMA_ORG

LIDO = "http://www.lido-schema.org"
GML = "http://www.opengis.net/gml"
SCHEMA = f"{LIDO}/schema/v1.1/lido-v1.1.xsd"
NSMAP: Mapping[str, str] = MappingProxyType({"lido": LIDO, "gml": GML})

_TERMINOLOGY = "http://terminology.lido-schema.org"
URI = f"{_TERMINOLOGY}/lido00099"
LOCAL = f"{_TERMINOLOGY}/lido00100"
PREFERRED = f"{_TERMINOLOGY}/lido00169"
ALTERNATIVE = f"{_TERMINOLOGY}/lido00170"
UNSPECIFIED = f"{_TERMINOLOGY}/lido00003"
"""An event of which no more is said."""

_SAME = (SKOS.exactMatch, LA.equivalent, OWL.sameAs, SCHEMA_ORG.sameAs)


def add(
    parent: etree._Element, name: str, text: Literal | str = "", *, language: str | None = None
) -> etree._Element:
    """A new last child. A literal brings its own language along."""
    child = etree.SubElement(parent, f"{{{LIDO}}}{name}")
    content = text.value if isinstance(text, Literal) else text
    child.text = clean(content) or None
    spoken = text.language if isinstance(text, Literal) else language
    if spoken:
        child.set(LANGUAGE, spoken)
    return child


def say_id(
    parent: etree._Element, name: str, value: str, kind: str, source: str | None = None
) -> None:
    """An identifier of a kind: `URI` or `LOCAL`."""
    child = add(parent, name, value)
    child.set(f"{{{LIDO}}}type", kind)
    if source is not None:
        child.set(f"{{{LIDO}}}source", source)


def add_identified(
    parent: etree._Element, name: str, id_name: str, reading: Reading, node: NamedNode
) -> etree._Element:
    """A new last child with the addresses of a thing: ours, then those of its matches."""
    child = add(parent, name)
    for each in (node, *same(reading, node)):
        say_id(child, id_name, each.value, URI)
    return child


def add_concept(parent: etree._Element, name: str, reading: Reading, node: NamedNode) -> None:
    """A concept: its address, those of its matches, and its names."""
    concept = add_identified(parent, name, "conceptID", reading, node)
    for label in reading.labels(node):
        add(concept, "term", label)


def same(reading: Reading, node: NamedNode) -> tuple[NamedNode, ...]:
    """What others call the same thing."""
    found = (other for predicate in _SAME for other in reading.related(node, predicate))
    return tuple(dict.fromkeys(found))


def add_names(
    parent: etree._Element, name: str, labels: Iterable[Literal], pref: str | None = None
) -> None:
    """An appellation in its languages; none if there is no name."""
    found = tuple(labels)
    if not found:
        return
    names = add(parent, name)
    for label in found:
        value = add(names, "appellationValue", label)
        if pref is not None:
            value.set(f"{{{LIDO}}}pref", pref)


def add_place(parent: etree._Element, name: str, reading: Reading, node: NamedNode) -> None:
    """A place that is only mentioned."""
    place = add_identified(parent, name, "placeID", reading, node)
    add_names(place, "namePlaceSet", reading.labels(node))
