"""What the nodes of the stream say of themselves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Quad

from graph_service.feeds.ldes.shape import shape
from graph_service.feeds.ldes.writing import PREFIXES
from graph_service.resources.document import LICENCE
from graph_service.resources.place import Place
from graph_service.resources.representations import JSON_LD, N_QUADS, TRIG
from graph_service.store.changes import ChangeLog
from graph_service.store.members import PAGE, stream_iri
from loaders.namespaces import DCT, RDF, SCHEMA, XSD, Namespace

PATH = "/ldes"
FAN = 100
"""Pages that a block leads to. It is part of the meaning of the URL of a block."""
OFFERS = (TRIG, N_QUADS, JSON_LD)
"""Those that can hold named graphs."""

TREE = Namespace(PREFIXES["tree"])
LDES = Namespace(PREFIXES["ldes"])
AS = Namespace(PREFIXES["as"])
_POLLING = 3600
_TITLE = {
    "en": "Changes of the Izmir Heritage Graph",
    "tr": "İzmir Miras Grafı’nın değişiklikleri",
}
_DESCRIPTION = {
    "en": "Every version of every entity. The named graph of a member is what the release says of "
    "the entity and its parts, without inferred links.",
    "tr": "Her kaydın her sürümü. Bir üyenin adlandırılmış grafiği, sürümün kayıt ve parçaları "
    "hakkında söylediği her şeydir; çıkarım yoluyla bulunan bağlantılar dışında.",
}


@dataclass(frozen=True, slots=True)
class Span:
    """The changes ``first`` to ``last`` that a node has room for; ``last`` may be yet to come."""

    first: int
    last: int
    path: str

    def is_full(self, log: ChangeLog) -> bool:
        return self.last <= log.size


def page_span(page: int) -> Span:
    return Span((page - 1) * PAGE + 1, page * PAGE, f"{PATH}/{page}")


def block_span(block: int) -> Span:
    size = FAN * PAGE
    return Span((block - 1) * size + 1, block * size, f"{PATH}/blocks/{block}")


def bounds(span: Span, log: ChangeLog) -> tuple[str, str | None]:
    """The times that the changes of a node lie between; no upper one while more may come."""
    (first,) = log.page(span.first - 1, limit=1)
    if not span.is_full(log):
        return first.time, None
    (last,) = log.page(span.last - 1, limit=1)
    return first.time, last.time


@dataclass(frozen=True, slots=True)
class Stream:
    """The stream of a log, as seen from a place. `base` is that of the identifiers."""

    log: ChangeLog
    base: str
    place: Place
    is_complete: bool = True

    @property
    def pages(self) -> int:
        return -(-self.log.size // PAGE)

    @property
    def blocks(self) -> int:
        return -(-self.pages // FAN)

    @property
    def node(self) -> NamedNode:
        return NamedNode(stream_iri(self.base))

    def edition(self, span: Span) -> str:
        """Names the content of a full node: as long as it is the same, for ever."""
        (last,) = self.log.page(span.last - 1, limit=1)
        return f"{self.log.releases[0].id} {last.release} {last.time}"

    def root(self) -> Iterator[Quad]:
        """The root node: what the stream is, and the relations to all blocks."""
        root = NamedNode(f"{self.place.root}{PATH}")
        yield from self._context()
        yield Quad(self.node, TREE.view, root)
        yield Quad(root, RDF.type, TREE.Node)
        yield Quad(root, RDF.type, LDES.EventSource)
        if not self.is_complete:
            policy = NamedNode(f"{root.value}#retention")
            yield Quad(root, LDES.retentionPolicy, policy)
            yield Quad(policy, RDF.type, LDES.RetentionPolicy)
            yield Quad(policy, LDES.versionAmount, Literal(1))
        spans = [block_span(number) for number in range(1, self.blocks + 1)]
        yield from self._relations(root, spans)

    def block(self, number: int) -> Iterator[Quad]:
        """A block: the relations to its pages. `number` is from 1 to `blocks`."""
        span = block_span(number)
        yield from self._begun(span)
        last = min(self.pages, number * FAN)
        spans = [page_span(page) for page in range((number - 1) * FAN + 1, last + 1)]
        yield from self._relations(NamedNode(f"{self.place.root}{span.path}"), spans)

    def page(self, number: int) -> Iterator[Quad]:
        """What a page says of itself; its members follow. `number` is from 1 to `pages`."""
        yield from self._begun(page_span(number))

    def _begun(self, span: Span) -> Iterator[Quad]:
        node = NamedNode(f"{self.place.root}{span.path}")
        yield Quad(self.node, RDF.type, LDES.EventStream)
        yield Quad(node, RDF.type, TREE.Node)
        if span.is_full(self.log):
            yield Quad(node, LDES.immutable, Literal(True))

    def _relations(self, node: NamedNode, spans: Sequence[Span]) -> Iterator[Quad]:
        for span in spans:
            earliest, latest = bounds(span, self.log)
            limits = [("GreaterThanOrEqualTo", earliest)]
            if latest is not None:
                limits.append(("LessThanOrEqualTo", latest))
            for name, time in limits:
                relation = NamedNode(f"{node.value}#{span.path.rpartition('/')[2]}-{name}")
                yield Quad(node, TREE.relation, relation)
                yield Quad(relation, RDF.type, TREE[f"{name}Relation"])
                yield Quad(relation, TREE.node, NamedNode(f"{self.place.root}{span.path}"))
                yield Quad(relation, TREE.path, DCT.created)
                yield Quad(relation, TREE.value, Literal(time, datatype=XSD.dateTime))

    def _context(self) -> Iterator[Quad]:
        said: list[tuple[NamedNode, NamedNode | Literal]] = [
            (RDF.type, LDES.EventStream),
            *((DCT.title, Literal(text, language=tag)) for tag, text in _TITLE.items()),
            *((DCT.description, Literal(text, language=tag)) for tag, text in _DESCRIPTION.items()),
            (DCT.license, LICENCE),
            (LDES.timestampPath, DCT.created),
            (LDES.sequencePath, SCHEMA.position),
            (LDES.versionOfPath, DCT.isVersionOf),
            (LDES.versionCreateObject, AS.Create),
            (LDES.versionUpdateObject, AS.Update),
            (LDES.versionDeleteObject, AS.Delete),
            (LDES.pollingInterval, Literal(_POLLING)),
        ]
        for predicate, value in said:
            yield Quad(self.node, predicate, value)
        member = NamedNode(f"{self.base}ldes#member")
        yield Quad(self.node, TREE.shape, member)
        yield from shape(member)
