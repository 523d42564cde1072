"""A release written from the fixture, served by a real uvicorn on a free port."""

from __future__ import annotations

import csv
import gzip
import hashlib
import json
import shutil
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import httpx
import pytest
from pyoxigraph import DefaultGraph, Quad, RdfFormat, Store, parse

from graph_service.release import members
from graph_service.release.changes import Gone, Holding, Recorder, predecessor_of
from graph_service.release.descriptions import describe
from graph_service.search import writing
from graph_service.search.gathering import Gathering
from graph_service.settings import Settings
from graph_service.store.changes import FILE
from graph_service.store.release import DumpFile, Manifest
from loaders.namespaces import RDFS
from tests.servers import Server

FIXTURE = Path(__file__).parent.parent / "resources" / "fixture.trig"
BASE = "https://w3id.org/izmiras/"
AGORA = f"{BASE}id/site/agora-of-smyrna"
DUMPS = {
    "dumps/izmiras.nq.gz": "<urn:a> <urn:b> <urn:c> <urn:d> .\n" * 1000,
    "dumps/graphs/guide.ttl.gz": "<urn:a> <urn:b> <urn:c> .\n" * 10,
    "dumps/SHA256SUMS": "0" * 64 + "  izmiras.nq.gz\n",
}
SHAPE = (
    "@prefix sh: <http://www.w3.org/ns/shacl#> .\n"
    f"<{BASE}shapes#Site> a sh:NodeShape ; sh:property [ sh:minCount 1 ] .\n"
)


def write_release(var: Path, name: str, extra: str = "") -> Path:
    """A release folder of the fixture, with more TriG if wanted."""
    folder = var / "releases" / name
    (folder / "shapes").mkdir(parents=True)
    (folder / "shapes" / "site.ttl").write_text(SHAPE)
    text = FIXTURE.read_text(encoding="utf-8") + extra
    quads = list(parse(text, format=RdfFormat.TRIG))
    store = Store(str(folder / "store"))
    store.bulk_extend(quads)
    store.bulk_extend(Quad(q.subject, q.predicate, q.object, DefaultGraph()) for q in quads)
    store.optimize()
    store.flush()
    things = {q.subject.value for q in quads if q.predicate == RDFS.label}
    references = sorted(iri.removeprefix(f"{BASE}id/") for iri in things if "#" not in iri)
    records = Gathering(store, BASE).records(each for each in references if ":" not in each)
    writing.write(records, folder / "search", 2026)
    del store
    _table(folder, "redirects", ("from", "to"), [("site/old-agora", "site/agora-of-smyrna")])
    _table(
        folder,
        "withdrawn",
        ("entity", "label_tr", "label_en", "date", "reason_tr", "reason_en", "replaced_by"),
        [
            ("site/atlantis", "Atlantis", "Atlantis", "2026-01-02", "Yanlış.", "A mistake.", ""),
            ("site/twin", "İkiz", "Twin", "2026-01-02", "Aynısı.", "The same.", "site/smyrna"),
        ],
    )
    _log(folder, quads)
    files = tuple(_dump(folder, path, text) for path, text in DUMPS.items())
    manifest = Manifest(
        id=name, base=BASE, version="1", created="2026-11-22", built="2026-11-22T10:00:00+00:00",
        inputs="", content=name, triples=len(quads), quads=len(quads),
        entities={"site": 2, "period": 2}, files=files,
    )  # fmt: skip
    (folder / "manifest.json").write_text(json.dumps(asdict(manifest)))
    return folder


def _log(folder: Path, quads: list[Quad]) -> None:
    """The change log up to this release; each is a minute younger than the one before."""
    before = predecessor_of(folder.parent)
    lines = sorted({f"{quad} .\n".encode() for quad in quads})
    gone = [
        Gone("site/old-agora", "site/agora-of-smyrna"),
        Gone("site/atlantis"),
        Gone("site/twin"),
    ]
    with Recorder(folder / FILE, before.path if before else None) as recorder:
        recorder.record(folder.name, folder.name, Holding(describe(lines, BASE, ()), gone))
        recorder.date(f"2026-11-22T10:{len(before.changes.releases) if before else 0:02}:00Z")
    store = Store.read_only(str(folder / "store"))
    members.write(folder, before.path if before else None, store, BASE)


def _dump(folder: Path, name: str, text: str) -> DumpFile:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    body = gzip.compress(text.encode(), mtime=0) if name.endswith(".gz") else text.encode()
    path.write_bytes(body)
    return DumpFile(name, len(body), hashlib.sha256(body).hexdigest())


def _table(folder: Path, name: str, header: tuple[str, ...], rows: list[tuple[str, ...]]) -> None:
    with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, *rows])


def make_current(var: Path, folder: Path) -> None:
    """Switch `current` as a build does: atomically."""
    link = var / "current.new"
    link.symlink_to(folder.resolve())
    link.replace(var / "current")


@pytest.fixture(scope="session")
def var(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    path = tmp_path_factory.mktemp("var")
    make_current(path, write_release(path, "r1"))
    yield path
    shutil.rmtree(path)


@pytest.fixture(scope="session")
def server(var: Path) -> Iterator[Server]:
    with Server(Settings(var_dir=var, sparql_workers=1)) as running:
        yield running


@pytest.fixture(scope="session")
def client(server: Server) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=server.url, headers={"accept-language": "en"}) as http:
        yield http
