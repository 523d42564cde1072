"""What a stranger knows of an instance: its description of the dataset, and what its dumps hold."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Quad, Store, Triple

from graph_service.audit.rdf import read_quads, unpacked
from graph_service.audit.web import Reply, Unreachable, Web
from loaders.namespaces import DCT, RDF, VOID, Namespace

if TYPE_CHECKING:
    from graph_service.audit.history import History

DCAT = Namespace("http://www.w3.org/ns/dcat#")
WELL_KNOWN = "/.well-known/void"
_TURTLE = "text/turtle"
_HOPS = 5
_DUMP = ".nq.gz"
_DERIVED = "graph/inferred"


@dataclass(slots=True)
class Truth:
    """What the dumps hold: all else is held against it."""

    quads: list[Quad]
    space: str
    derived: NamedNode
    """The graph of what was derived from the others; feeds leave its links out."""
    by_entity: dict[str, set[Triple]] = field(default_factory=dict)
    """The stated triples of each entity and its parts, by the entity."""
    triples: set[Triple] = field(default_factory=set)

    def __post_init__(self) -> None:
        for quad in self.quads:
            self.triples.add(quad.triple)
            if isinstance(quad.subject, NamedNode) and quad.subject.value.startswith(self.space):
                about = self.by_entity.setdefault(quad.subject.value.partition("#")[0], set())
                if quad.graph_name != self.derived or isinstance(quad.object, Literal):
                    about.add(quad.triple)

    @property
    def entities(self) -> set[str]:
        return set(self.by_entity)


class Site:
    """An instance under audit. What it says of itself is read once."""

    def __init__(self, web: Web, sample: int) -> None:
        self.web = web
        self._wanted = sample

    @cached_property
    def described(self) -> Reply:
        """The description of the dataset, by way of the well-known address."""
        return self.followed(WELL_KNOWN, _TURTLE)

    @cached_property
    def description(self) -> Store:
        reply = self.described
        store = Store()
        store.extend(read_quads(reply.body, reply.media_type, reply.url, self.web))
        return store

    @cached_property
    def dataset(self) -> NamedNode:
        """The dataset: the one that has a SPARQL endpoint or a URI space and its own entities."""
        for quad in self.description.quads_for_pattern(None, VOID.entities, None):
            if isinstance(quad.subject, NamedNode) and self.value(quad.subject, VOID.uriSpace):
                return quad.subject
        raise Unreachable(f"{self.described.url} describes no void:Dataset with a void:uriSpace")

    @property
    def space(self) -> str:
        """What the identifiers of all entities begin with."""
        return self.value(self.dataset, VOID.uriSpace) or ""

    @property
    def base(self) -> str:
        """What all identifiers begin with: the place of the dataset."""
        return self.dataset.value.rpartition("/")[0] + "/"

    def objects(self, subject: NamedNode, predicate: NamedNode) -> list[NamedNode | Literal]:
        """What the description says of something."""
        found = self.description.quads_for_pattern(subject, predicate, None)
        return [each.object for each in found if isinstance(each.object, NamedNode | Literal)]

    def value(self, subject: NamedNode, predicate: NamedNode) -> str | None:
        return next((each.value for each in self.objects(subject, predicate)), None)

    def nodes(self, subject: NamedNode, predicate: NamedNode) -> list[NamedNode]:
        return [each for each in self.objects(subject, predicate) if isinstance(each, NamedNode)]

    def instances(self, kind: NamedNode) -> Iterator[NamedNode]:
        for quad in self.description.quads_for_pattern(None, RDF.type, kind):
            if isinstance(quad.subject, NamedNode):
                yield quad.subject

    def service(self, *protocols: str) -> str | None:
        """The address of a service that conforms to a protocol, named by how its URL begins."""
        for service in self.instances(DCAT.DataService):
            for standard in self.nodes(service, DCT.conformsTo):
                if standard.value.startswith(protocols):
                    return self.value(service, DCAT.endpointURL)
        return None

    def located(self, iri: str) -> str:
        """Where an identifier is asked for: here, also if its own host is another."""
        named = iri.removeprefix(self.base)
        return iri if named == iri else f"{self.web.root}/{named}"

    def followed(self, url: str, accept: str) -> Reply:
        """The answer at the end of redirects. Raises Unreachable if it is none."""
        for _ in range(_HOPS):
            reply = self.web.get(url, accept)
            if reply.location is None:
                break
            is_here = self.web.is_ours(reply.location)
            url = reply.location if is_here else self.located(reply.location)
        if reply.status != 200:  # noqa: PLR2004
            raise Unreachable(f"{reply.url} answers {reply.status}")
        return reply

    @cached_property
    def truth(self) -> Truth:
        """The dump with all graphs."""
        dumps = self.nodes(self.dataset, VOID.dataDump)
        url = next((each.value for each in dumps if each.value.endswith(_DUMP)), None)
        if url is None:
            raise Unreachable("the description names no dump in N-Quads with gzip")
        body = unpacked(self.followed(url, "*/*").body, "gzip")
        quads = read_quads(body, "application/n-quads", url, self.web)
        return Truth(quads, self.space, NamedNode(f"{self.base}{_DERIVED}"))

    @cached_property
    def history(self) -> History:
        """What became of all entities, by the feed of changes."""
        from graph_service.audit.history import read_history

        return read_history(self)

    @cached_property
    def sample(self) -> list[str]:
        """The entities that are looked at one by one: all over the dump, the same each time."""
        known = sorted(self.truth.entities)
        if not self._wanted or self._wanted >= len(known):
            return known
        step = len(known) / self._wanted
        return [known[int(number * step)] for number in range(self._wanted)]
