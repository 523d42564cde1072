"""Harvesting with sickle: over HTTP, or straight from a provider; and what responses must be."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from lxml import etree
from pyoxigraph import RdfFormat, Triple, parse
from sickle import Sickle

from graph_service.feeds.oai.provider import Provider, Terms
from graph_service.feeds.oai.tokens import Seal
from graph_service.http.answer import Answer
from graph_service.resources.holdings import Holdings
from graph_service.resources.place import Place
from graph_service.store.changes import ChangeLog
from graph_service.store.release import Release

BASE = "https://w3id.org/izmiras/"
START = "oai:w3id.org:izmiras/"
OAI = "{http://www.openarchives.org/OAI/2.0/}"
PLACE = Place("https://example.org/graph", "/graph")
PREFIXES = ("oai_dc", "edm", "lido", "rdf")
_HERE = Path(__file__).parent
_OURS = _HERE.parents[1] / "graph_service" / "feeds" / "oai" / "rdf.xsd"
ENVELOPE = etree.XMLSchema(file=str(_HERE / "oai_schema" / "oai-pmh.xsd"))
RECORDS = {
    "oai_dc": etree.XMLSchema(file=str(_HERE / "oai_schema" / "oai_dc.xsd")),
    "edm": etree.XMLSchema(file=str(_HERE.parent / "profiles" / "edm_schema" / "rdf.xsd")),
    "lido": etree.XMLSchema(file=str(_HERE / "lido_schema" / "lido.xsd")),
    "rdf": etree.XMLSchema(file=str(_OURS)),
}


def checked(body: bytes) -> etree._Element:
    """A response, valid by the schema of the protocol."""
    root = etree.fromstring(body)
    ENVELOPE.assertValid(root)
    return root


def check_record(root: etree._Element, prefix: str) -> None:
    """A record has metadata, valid by the schema of its format, unless it is deleted."""
    status = root.find(f"{OAI}header").get("status")
    metadata = root.find(f"{OAI}metadata")
    assert (metadata is None) == (status == "deleted")
    if metadata is not None:
        assert "{http://www.w3.org/2001/XMLSchema-instance}schemaLocation" in metadata[0].attrib
        RECORDS[prefix].assertValid(etree.fromstring(etree.tostring(metadata[0])))


def triples_of(record: Any) -> set[Triple]:
    """What a record in the format `rdf` says, except of its document."""
    (root,) = record.xml.find(f"{OAI}metadata")
    quads = parse(etree.tostring(root), format=RdfFormat.RDF_XML)
    return {q.triple for q in quads if not q.subject.value.startswith(f"{BASE}doc/")}


def provider(release: Path, size: int, place: Place = PLACE) -> Provider:
    opened = Release(release)
    terms = Terms(Seal(b"a key for tests: sixteen or more"), size, "test@example.org")
    return Provider(Holdings(opened), opened.changes, terms, place)


@dataclass
class Straight(Sickle):
    """Sickle without a network. Asks the release of the list if it is kept, else the current."""

    providers: Sequence[Provider]
    now: int = 0
    """Which of the providers has the current release."""
    kept: Callable[[int], bool] = lambda _: True
    before: Callable[[int], None] = lambda _: None
    """Called before each request with how many there were."""
    bodies: list[bytes] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__("", max_retries=0)

    def _request(self, kwargs: Mapping[str, str]) -> Any:
        self.before(len(self.bodies))
        pairs = list(kwargs.items())
        ids = [each.holdings.release.id for each in self.providers]
        release = self.providers[self.now].terms.release(pairs)
        at = ids.index(release) if release in ids else self.now
        asked = self.providers[at if self.kept(at) else self.now]
        answer: Answer = asked.answer(pairs)
        assert isinstance(answer.body, bytes)
        self.bodies.append(answer.body)
        return SimpleNamespace(status_code=200, content=answer.body, raise_for_status=lambda: None)


def listed(log: ChangeLog, **bounds: Any) -> Iterator[tuple[str, str, bool]]:
    """What a list must have: identifier, datestamp, and whether it is deleted."""
    for each in log.entities(limit=100_000, **bounds):
        yield f"{START}{each.reference}", each.latest.time, not each.latest.is_live


def told(headers: Sequence[Any]) -> list[tuple[str, str, bool]]:
    """The same of headers of sickle."""
    return [(each.identifier, each.datestamp, each.deleted) for each in headers]
