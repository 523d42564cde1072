"""What records of a thing are made from, where thousands are written: feeds and dumps of records.

A record tells the description of the thing that the change log watches
(`graph_service.release.descriptions`), and what it *repeats*:

- of the things that the description leads to, the values of `REPEATED`: their names and what they
  are the same as;
- by address, the inferred links of `LINKS`: what others state of the thing.

Nothing else is read, and the log counts a thing as updated when either changes. So whoever follows
the log has every record as it is now.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from types import MappingProxyType

from pyoxigraph import Literal, NamedNode, Store, Triple

from graph_service.resources.description import Description
from graph_service.resources.document import Document, Edition, document
from graph_service.resources.mentions import NAMING, Mention, Mentions, values_of
from graph_service.resources.ordering import statement_key
from graph_service.resources.statements import Statement
from loaders.namespaces import CRM

REPEATED = NAMING
"""What a record repeats of a thing that its own description leads to."""

LINKS = frozenset(
    {
        CRM.P108i_was_produced_by,
        CRM.P12i_was_present_at,
        CRM.P129i_is_subject_of,
        CRM.P41i_was_classified_by,
        CRM.P46_is_composed_of,
        CRM.P67i_is_referred_to_by,
        CRM.P8i_witnessed,
        CRM.P92i_was_brought_into_existence_by,
    }
)
"""The inferred links of a thing that its record tells, by the address of the other end."""

_REMEMBERED = 4096

Told = tuple[Document, Mentions]
_Plain = tuple[NamedNode, NamedNode, NamedNode | Literal]


class Records:
    """Makes records of one store."""

    def __init__(self, store: Store, base: str) -> None:
        self._store = store
        self._things = f"{base}id/"
        self._inferred = NamedNode(f"{base}graph/inferred")
        self._mention = lru_cache(maxsize=_REMEMBERED)(self._look_up)

    def told(self, thing: NamedNode, stated: Iterable[Triple], edition: Edition) -> Told:
        """The document that records of a thing are written from; `stated` is its description."""
        own = dict.fromkeys(_plain(stated))
        led = {value for _, _, value in own if isinstance(value, NamedNode)}
        mentions = {node: self._mention(node) for node in led if self._is_other(node, thing)}
        own |= dict.fromkeys(self._links(thing))
        statements = [Statement(*each, ()) for each in own]
        statements.sort(key=lambda s: statement_key(s, thing))
        description = Description(thing, tuple(statements), (), (), MappingProxyType({}), ())
        return document(description, edition), mentions

    def _is_other(self, node: NamedNode, thing: NamedNode) -> bool:
        return node.value.startswith(self._things) and "#" not in node.value and node != thing

    def _links(self, thing: NamedNode) -> Iterator[_Plain]:
        for quad in self._store.quads_for_pattern(thing, None, None, self._inferred):
            predicate, value = quad.predicate, quad.object
            if predicate in LINKS and isinstance(value, NamedNode):
                yield thing, predicate, value

    def _look_up(self, node: NamedNode) -> Mention:
        return Mention(node, MappingProxyType(values_of(self._store, node, REPEATED)), None)


def _plain(triples: Iterable[Triple]) -> Iterator[_Plain]:
    """As all of ours are: no blank nodes, no triples in triples."""
    for triple in triples:
        subject, value = triple.subject, triple.object
        if isinstance(subject, NamedNode) and isinstance(value, NamedNode | Literal):
            yield subject, triple.predicate, value
