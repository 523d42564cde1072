"""EDM resources as values, and as XML in the order of the schema."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache

from lxml import etree
from pyoxigraph import Literal, NamedNode

from graph_service.profiles.edm.terms import CLASSES, NAMESPACES, ORDER
from loaders.namespaces import RDF

_ABOUT = f"{{{RDF.iri}}}about"
_RESOURCE = f"{{{RDF.iri}}}resource"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_UNFIT = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold."""

Value = NamedNode | Literal


@dataclass(slots=True)
class Resource:
    """One resource of a record, while it is put together."""

    cls: NamedNode
    iri: str
    said: dict[NamedNode, list[Value]] = field(default_factory=dict)

    def say(self, predicate: NamedNode, values: Iterable[Value]) -> None:
        """Say a property with these values, each once. Languages are kept, datatypes are not."""
        assert predicate in ORDER[self.cls], predicate
        known = self.said.setdefault(predicate, [])
        known += [value for value in dict.fromkeys(values) if value not in known]


def rdf(resources: Iterable[Resource]) -> etree._Element:
    """The resources as `rdf:RDF`: by class, and in the order in which they come."""
    root = etree.Element(f"{{{RDF.iri}}}RDF", nsmap=dict(NAMESPACES))
    for resource in sorted(resources, key=lambda each: CLASSES.index(each.cls)):
        element = etree.SubElement(root, _tag(resource.cls), {_ABOUT: resource.iri})
        for predicate in ORDER[resource.cls]:
            for value in resource.said.get(predicate, ()):
                _write(element, predicate, value)
    return root


def _write(parent: etree._Element, predicate: NamedNode, value: Value) -> None:
    element = etree.SubElement(parent, _tag(predicate))
    if isinstance(value, NamedNode):
        element.set(_RESOURCE, value.value)
        return
    element.text = _UNFIT.sub("", value.value)
    if value.language:
        element.set(_LANGUAGE, value.language)


@cache
def _tag(term: NamedNode) -> str:
    """Clark notation: ``{http://purl.org/dc/elements/1.1/}title``."""
    namespace = next(iri for iri in NAMESPACES.values() if term.value.startswith(iri))
    return f"{{{namespace}}}{term.value.removeprefix(namespace)}"
