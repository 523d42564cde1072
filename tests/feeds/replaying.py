"""A small client for event streams, written from the LDES specification and not from our code.

It follows `tree:relation` from the root node, takes each member once, orders the members by the
paths that the stream names, and replaces the statements of an entity by those of its next version.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import httpx
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Store, Triple, parse

TREE = "https://w3id.org/tree#"
LDES = "https://w3id.org/ldes#"
TYPE = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
_PATHS = ("timestampPath", "sequencePath", "versionOfPath")


class Node:
    """A node as it was read: a small graph to look things up in."""

    def __init__(self, quads: list[Quad]) -> None:
        self._store = Store()
        self._store.extend(quads)

    def objects(self, subject: NamedNode, predicate: str) -> list[NamedNode | Literal]:
        """In the default graph."""
        found = self._store.quads_for_pattern(subject, NamedNode(predicate), None, DefaultGraph())
        return [quad.object for quad in found]  # type: ignore[misc]

    def value(self, subject: NamedNode, predicate: str) -> str:
        """The one object there is."""
        (found,) = self.objects(subject, predicate)
        return found.value

    def subjects(self, predicate: str, value: NamedNode) -> list[NamedNode]:
        found = self._store.quads_for_pattern(None, NamedNode(predicate), value, DefaultGraph())
        return [quad.subject for quad in found]  # type: ignore[misc]

    def graph(self, name: NamedNode) -> set[Triple]:
        return {quad.triple for quad in self._store.quads_for_pattern(None, None, None, name)}


@dataclass(frozen=True)
class Member:
    time: str
    position: int
    entity: str
    types: frozenset[str]
    triples: frozenset[Triple]


@dataclass
class Replica:
    """What a client holds of a stream."""

    get: Callable[[str], httpx.Response]
    state: dict[str, frozenset[Triple]] = field(default_factory=dict)
    """The description of each entity."""
    seen: set[str] = field(default_factory=set)
    closed: set[str] = field(default_factory=set)
    """Nodes that are immutable, and need not be read again."""
    read: list[str] = field(default_factory=list)
    applied: list[Member] = field(default_factory=list)

    def synchronise(self, entry: str) -> None:
        """One synchronisation run."""
        root = self._node(entry)
        (stream,) = root.subjects(f"{TREE}view", NamedNode(entry))
        paths = [root.value(stream, f"{LDES}{name}") for name in _PATHS]
        deletes = root.value(stream, f"{LDES}versionDeleteObject")
        found: dict[str, Member] = {}
        waiting = [(entry, root)]
        asked = {entry}
        while waiting:
            url, node = waiting.pop()
            for member in node.objects(stream, f"{TREE}member"):
                assert isinstance(member, NamedNode)
                if member.value not in self.seen:
                    found[member.value] = _extract(node, member, paths)
            for relation in node.objects(NamedNode(url), f"{TREE}relation"):
                assert isinstance(relation, NamedNode)
                link = node.value(relation, f"{TREE}node")
                if link not in self.closed | asked:
                    asked.add(link)
                    waiting.append((link, self._node(link)))
        for name, each in sorted(found.items(), key=lambda item: _order(item[1])):
            self.seen.add(name)
            self.applied.append(each)
            assert bool(each.triples) == (deletes not in each.types)
            if deletes in each.types:
                self.state.pop(each.entity)
            else:
                self.state[each.entity] = each.triples

    @property
    def triples(self) -> set[Triple]:
        return {triple for triples in self.state.values() for triple in triples}

    def _node(self, url: str) -> Node:
        answer = self.get(url)
        assert answer.status_code == 200, url
        self.read.append(url)
        if "immutable" in answer.headers["cache-control"]:
            self.closed.add(url)
        form = RdfFormat.from_media_type(answer.headers["content-type"])
        assert form is not None
        node = Node(list(parse(answer.content, format=form, base_iri=url)))
        is_immutable = bool(node.objects(NamedNode(url), f"{LDES}immutable"))
        assert is_immutable == (url in self.closed)
        return node


def _order(member: Member) -> tuple[str, int]:
    return member.time, member.position


def _extract(node: Node, member: NamedNode, paths: list[str]) -> Member:
    time, position, entity = (node.value(member, path) for path in paths)
    types = frozenset(each.value for each in node.objects(member, TYPE.value))
    return Member(time, int(position), entity, types, frozenset(node.graph(member)))
