"""Linked Data Event Streams: the stream replayed by its own relations, members and paths."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import DefaultGraph, Literal, NamedNode, Store, Triple

from graph_service.audit.finding import Notes
from graph_service.audit.manners import (
    OK,
    check_answer,
    check_head,
    check_validator,
    check_varies,
)
from graph_service.audit.rdf import GRAPHS, read_quads
from graph_service.audit.site import Site
from graph_service.audit.web import Reply, Unreachable
from loaders.namespaces import RDF, Namespace

PROTOCOL = "https://w3id.org/ldes"
_SPEC = "LDES; TREE hypermedia"
_TREE = Namespace("https://w3id.org/tree#")
_LDES = Namespace("https://w3id.org/ldes#")
_TRIG = "application/trig"
_MOST_NODES = 20_000


@dataclass(frozen=True, slots=True)
class Paths:
    """Where a member says when it was, which entity it is of, and what deletes."""

    time: NamedNode
    sequence: NamedNode | None
    entity: NamedNode
    delete: NamedNode | None


@dataclass(frozen=True, slots=True)
class Member:
    """A version of an entity. A deleting one has no triples."""

    name: str
    time: str
    position: int
    entity: str
    deletes: bool
    triples: frozenset[Triple]


def audit_ldes(site: Site, notes: Notes) -> None:
    """Every node, and that the last version of everything is what the dump holds."""
    entry = site.service(PROTOCOL)
    if entry is None:
        notes.not_offered(site.described.url, "a service that conforms to it", _SPEC)
        return
    root = _node(site, entry, notes)
    views = [q.subject for q in root.quads_for_pattern(None, _TREE.view, NamedNode(entry))]
    notes.same(1, len(views), entry, "streams of this view", _SPEC)
    stream = next((each for each in views if isinstance(each, NamedNode)), None)
    if stream is None:
        return
    paths = _paths(root, stream)
    if paths is None:
        notes.expect(False, entry, "ldes:timestampPath and versionOfPath", "not both", _SPEC)
        return
    members = sorted(
        _members(site, entry, root, stream, paths, notes=notes), key=lambda m: (m.time, m.position)
    )
    _audit_end(site, entry, members, notes)


def _audit_end(site: Site, entry: str, members: list[Member], notes: Notes) -> None:
    names = [each.name for each in members]
    notes.same(len(set(names)), len(names), entry, "members, each once", _SPEC)
    state: dict[str, frozenset[Triple]] = {}
    for member in members:
        notes.expect(
            bool(member.triples) != member.deletes, member.name, "a payload, or a deletion",
            "both or neither", _SPEC,
        )  # fmt: skip
        if member.deletes:
            state.pop(member.entity, None)
        else:
            state[member.entity] = member.triples
    notes.same_set(site.truth.entities, set(state), entry, "the entities of the dump", _SPEC)
    for entity, triples in state.items():
        held = {str(each) for each in site.truth.by_entity.get(entity, ())}
        where = f"{entry}: {entity}"
        notes.same_set(held, set(map(str, triples)), where, "the statements of the dump", _SPEC)


def _paths(root: Store, stream: NamedNode) -> Paths | None:
    def named(name: str) -> NamedNode | None:
        return next(iter(_nodes(root, stream, _LDES[name])), None)

    time, entity = named("timestampPath"), named("versionOfPath")
    if time is None or entity is None:
        return None
    return Paths(time, named("sequencePath"), entity, named("versionDeleteObject"))


def _members(
    site: Site, entry: str, root: Store, stream: NamedNode, paths: Paths, *, notes: Notes
) -> Iterator[Member]:
    waiting, asked = [(entry, root)], {entry}
    while waiting:
        url, node = waiting.pop()
        for name in _nodes(node, stream, _TREE.member):
            yield _member(node, name, paths)
        for relation in _nodes(node, NamedNode(url), _TREE.relation):
            for target in _nodes(node, relation, _TREE.node):
                if target.value not in asked and len(asked) < _MOST_NODES:
                    asked.add(target.value)
                    waiting.append((target.value, _node(site, target.value, notes)))


def _member(node: Store, name: NamedNode, paths: Paths) -> Member:
    position = _value(node, name, paths.sequence) if paths.sequence else "0"
    types = set(_nodes(node, name, RDF.type))
    return Member(
        name.value,
        _value(node, name, paths.time),
        int(position or 0),
        _value(node, name, paths.entity),
        paths.delete in types,
        frozenset(each.triple for each in node.quads_for_pattern(None, None, None, name)),
    )


def _node(site: Site, url: str, notes: Notes) -> Store:
    reply = site.web.get(url, _TRIG)
    if not check_answer(reply, notes, OK) or reply.media_type not in GRAPHS:
        raise Unreachable(f"{url} gives no node in RDF, but {reply.status} {reply.media_type}")
    check_varies(reply, notes, "Accept")
    check_head(site.web, reply, _TRIG, notes)
    check_validator(site.web, reply, _TRIG, notes)
    node = Store()
    node.extend(read_quads(reply.body, reply.media_type, url, site.web))
    _audit_caching(reply, node, notes)
    return node


def _audit_caching(reply: Reply, node: Store, notes: Notes) -> None:
    """A node that says it is immutable may be kept, and no other."""
    said = _value(node, NamedNode(reply.url), _LDES.immutable) == "true"
    kept = "immutable" in reply.headers.get("cache-control", "")
    notes.same(said, kept, reply.url, "Cache-Control immutable as ldes:immutable", _SPEC)


def _nodes(node: Store, subject: NamedNode, predicate: NamedNode) -> list[NamedNode]:
    found = node.quads_for_pattern(subject, predicate, None, DefaultGraph())
    return [each.object for each in found if isinstance(each.object, NamedNode)]


def _value(node: Store, subject: NamedNode, predicate: NamedNode) -> str:
    found = node.quads_for_pattern(subject, predicate, None, DefaultGraph())
    terms = (each.object for each in found)
    return next((each.value for each in terms if isinstance(each, NamedNode | Literal)), "")
