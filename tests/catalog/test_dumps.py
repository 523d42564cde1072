"""The dumps: what is downloaded is what the store holds, in every form, however often cut off."""

from __future__ import annotations

import base64
import gzip
import hashlib
import io
import subprocess
import zipfile
from collections.abc import Iterable
from pathlib import Path

import frictionless
import httpx
import pytest
import rdflib
from pyoxigraph import DefaultGraph, Quad, RdfFormat, Store, parse

from graph_service.http.coding import zstd
from graph_service.release import dumps
from graph_service.release.dumps import coding, verified
from graph_service.settings import Settings
from graph_service.store.release import DumpFile, Manifest
from tests.conftest import ROOT

BASE = "https://w3id.org/izmiras/"
WHOLE = [dump.name for dump in dumps.DUMPS]
QUADS = {
    "izmiras.nq.gz": RdfFormat.N_QUADS,
    "izmiras.nq.zst": RdfFormat.N_QUADS,
    "izmiras.trig.gz": RdfFormat.TRIG,
    "izmiras.jsonld.gz": RdfFormat.JSON_LD,
}


@pytest.fixture(scope="module")
def files(manifest: Manifest) -> dict[str, DumpFile]:
    return {file.path.removeprefix("dumps/"): file for file in manifest.files}


def unpacked(content: bytes, name: str) -> bytes:
    return gzip.decompress(content) if name.endswith(".gz") else zstd.decompress(content)


def test_every_dump_of_the_table_is_there(files: dict[str, DumpFile]) -> None:
    assert {name for name in files if "/" not in name} == {*WHOLE, "SHA256SUMS"}
    for dump in dumps.DUMPS:
        file = files[dump.name]
        told = (dump.format.media_type, dump.format.compression)
        assert (file.media_type, file.compression) == told


@pytest.mark.parametrize("name", ["izmiras.nq.gz", "izmiras.nq.zst"])
def test_n_quads_are_what_the_release_is_named_after(
    client: httpx.Client, files: dict[str, DumpFile], manifest: Manifest, name: str
) -> None:
    content = unpacked(client.get(f"/dumps/latest/{name}").content, name)
    assert hashlib.sha256(content).hexdigest() == manifest.content
    assert content.count(b"\n") == files[name].records == manifest.quads


def test_dumps_hold_as_much_as_the_endpoint_counts(
    client: httpx.Client, files: dict[str, DumpFile]
) -> None:
    query = "SELECT (COUNT(*) AS ?n) { %s }"
    counted = []
    for pattern in ("GRAPH ?g { ?s ?p ?o }", "?s ?p ?o"):
        answer = client.post("/sparql", data={"query": query % pattern}).json()
        counted.append(int(answer["results"]["bindings"][0]["n"]["value"]))
    quads, triples = counted
    assert {files[name].records for name in QUADS} == {quads}
    assert files["izmiras.rdf.gz"].records == triples
    graphs = [file for name, file in files.items() if name.startswith("graphs/")]
    assert sum(file.records or 0 for file in graphs) == quads


def test_graphs_are_read_by_rdflib(client: httpx.Client, files: dict[str, DumpFile]) -> None:
    names = [name for name in files if name.startswith("graphs/")]
    name = min(names, key=lambda each: abs((files[each].records or 0) - 500))
    turtle = gzip.decompress(client.get(f"/dumps/latest/{name}").content)
    assert len(rdflib.Graph().parse(data=turtle, format="turtle")) == files[name].records


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_tables_are_a_data_package(
    client: httpx.Client,
    files: dict[str, DumpFile],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    answer = client.get("/dumps/latest/izmiras-tables.zip")
    assert answer.headers["content-type"] == "application/zip"
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        assert archive.testzip() is None
        assert {entry.date_time[0] for entry in archive.infolist()} == {1980}
        archive.extractall(tmp_path)
    monkeypatch.chdir(tmp_path)
    package = frictionless.Package("datapackage.json")
    rows = 0
    for resource in package.resources:
        assert resource.path is not None
        assert Path(resource.path).read_bytes() == (ROOT / "data" / resource.path).read_bytes()
        rows += len(resource.read_rows())
    assert files["izmiras-tables.zip"].records == rows


@pytest.mark.parametrize("name", [*WHOLE, "SHA256SUMS"])
def test_digests_are_true_wherever_they_are_told(
    client: httpx.Client, files: dict[str, DumpFile], manifest: Manifest, name: str
) -> None:
    answer = client.get(f"/dumps/{manifest.id}/{name}", headers={"accept-encoding": "gzip, zstd"})
    digest = hashlib.sha256(answer.content).digest()
    assert answer.headers["repr-digest"] == f"sha-256=:{base64.b64encode(digest).decode()}:"
    assert files[name].sha256 == digest.hex()
    assert "content-encoding" not in answer.headers
    assert "immutable" in answer.headers["cache-control"]
    saved = answer.headers["content-disposition"]
    assert saved == ("inline" if name == "SHA256SUMS" else f'attachment; filename="{name}"')


def test_sha256sum_agrees(built_release: Settings) -> None:
    folder = built_release.current / "dumps"
    command = ["sha256sum", "--check", "--quiet", "--strict", "SHA256SUMS"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_download_that_breaks_again_and_again_ends_whole(
    client: httpx.Client, files: dict[str, DumpFile]
) -> None:
    """As a nightly harvester does: each time it goes on where it was cut off."""
    name = "izmiras.nq.zst"
    content, tag, attempts = b"", None, 0
    while len(content) < files[name].size and attempts < 100:
        attempts += 1
        wishes = {"range": f"bytes={len(content)}-", "if-range": tag} if tag else {}
        with client.stream("GET", f"/dumps/latest/{name}", headers=wishes) as answer:
            assert answer.status_code == (206 if tag else 200)
            tag = answer.headers["etag"]
            taken = 0
            for piece in answer.iter_raw(64 * 1024):
                content += piece
                taken += len(piece)
                if taken > 300_000:
                    break  # the line is cut
    assert attempts > 3
    assert hashlib.sha256(content).hexdigest() == files[name].sha256


def test_curl_resumes(client: httpx.Client, files: dict[str, DumpFile], tmp_path: Path) -> None:
    part = tmp_path / "izmiras.nq.gz"
    part.write_bytes(client.get("/dumps/latest/izmiras.nq.gz").content[:100_000])
    url = str(client.base_url.join("/dumps/latest/izmiras.nq.gz"))
    subprocess.run(["curl", "-sS", "-C", "-", "-o", str(part), url], check=True, timeout=60)
    assert hashlib.sha256(part.read_bytes()).hexdigest() == files["izmiras.nq.gz"].sha256


def test_the_list_tells_all(client: httpx.Client, files: dict[str, DumpFile]) -> None:
    keys = ("sha256", "bytes", "records")
    listed = client.get("/dumps", headers={"accept": "application/json"}).json()
    told = {each["name"]: [each[key] for key in keys] for each in listed["files"]}
    assert told == {name: [f.sha256, f.size, f.records] for name, f in files.items()}
    types = {each["name"]: each["type"] for each in listed["files"]}
    assert types["izmiras.nq.zst"] == "application/n-quads+zstd"
    assert types["izmiras.rdf.gz"] == "application/rdf+xml+gzip"


def fixture() -> set[Quad]:
    text = (ROOT / "tests" / "resources" / "fixture.trig").read_bytes()
    return set(parse(text, format=RdfFormat.TRIG))


def stored(quads: Iterable[Quad], path: Path | None = None) -> Store:
    """A store as a build leaves it: the default graph is the merge."""
    store = Store() if path is None else Store(str(path))
    for quad in quads:
        store.extend([quad, Quad(quad.subject, quad.predicate, quad.object, DefaultGraph())])
    return store


class TestWriting:
    """What the build promises of the files."""

    def test_every_form_holds_the_same_graph(self, tmp_path: Path) -> None:
        given = fixture()
        found = dumps.write(stored(given), ROOT / "data", tmp_path, BASE)
        assert (found.quads, found.triples) == (len(given), len({q.triple for q in given}))
        folder = tmp_path / "dumps"
        for name, rdf_format in QUADS.items():
            content = unpacked((folder / name).read_bytes(), name)
            assert set(parse(content, format=rdf_format)) == given, name
        merged = gzip.decompress((folder / "izmiras.rdf.gz").read_bytes())
        triples = {quad.triple for quad in parse(merged, format=RdfFormat.RDF_XML)}
        assert triples == {quad.triple for quad in given}
        graphs = {quad.graph_name for quad in given}
        for graph in graphs:
            path = folder / "graphs" / f"{graph.value.rpartition('/')[2]}.ttl.gz"
            turtle = parse(gzip.decompress(path.read_bytes()), format=RdfFormat.TURTLE)
            of_graph = {quad.triple for quad in given if quad.graph_name == graph}
            assert {quad.triple for quad in turtle} == of_graph
        assert len(list((folder / "graphs").iterdir())) == len(graphs)
        assert not (tmp_path / "dumping").exists()

    def test_other_stores_of_the_same_graph_give_the_same_bytes(self, tmp_path: Path) -> None:
        given = sorted(fixture(), key=str)
        written = []
        for number, order in enumerate((given, given[::-1])):
            release = tmp_path / str(number)
            release.mkdir()
            store = stored(order, tmp_path / "store" if number else None)
            written.append(dumps.write(store, ROOT / "data", release, BASE).files)
        assert written[0] == written[1]

    def test_a_dump_that_lost_something_is_found(self, tmp_path: Path) -> None:
        lines = verified.Format("text/plain", "gzip", lambda stream: len(stream.readlines()))
        with pytest.raises(dumps.UnfaithfulDump, match="3 records were written, 2 are in it"):
            verified.write(tmp_path, "x.gz", lines, lambda out: out.write(b"a\nb") and 3)

    def test_dumps_that_differ_from_the_store_are_found(self) -> None:
        dumped = dumps.Dumped("", 10, 8, ())
        dumps.compare(dumped, triples=8, quads=10)
        with pytest.raises(dumps.UnfaithfulDump):
            dumps.compare(dumped, triples=8, quads=11)

    @pytest.mark.parametrize("name", coding.CODINGS)
    def test_compressed_bytes_name_no_time(self, tmp_path: Path, name: str) -> None:
        for path in (tmp_path / "a", tmp_path / "b"):
            with coding.compressing(path, name) as out:
                out.write(b"same\n" * 1000)
        assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()
        with coding.decompressing(tmp_path / "a", name) as stream:
            assert stream.read() == b"same\n" * 1000
