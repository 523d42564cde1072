"""The event stream, replayed by clients of different make to the state of the dumps."""

from __future__ import annotations

import shutil
from pathlib import Path

import httpx
import pyshacl
import pytest
from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, Store, parse
from rdflib import DCTERMS, SH, Graph, URIRef

from graph_service.feeds.ldes import Stream
from graph_service.feeds.ldes.stream import FAN
from graph_service.release import members
from graph_service.resources.place import Place
from graph_service.store.changes import FILE, ChangeLog
from graph_service.store.members import FOLDER, PAGE, Members
from loaders.namespaces import RDF
from tests.feeds.dumped import in_dumps
from tests.feeds.logs import growing
from tests.feeds.replaying import LDES, TREE, Node, Replica
from tests.releases import Published

BASE = "https://w3id.org/izmiras/"
AS = "https://www.w3.org/ns/activitystreams#"


@pytest.mark.parametrize("media_type", ["application/trig", "application/n-quads", "*/*"])
def test_a_replica_ends_with_what_the_dumps_hold(
    http: httpx.Client, three_releases: Published, media_type: str
) -> None:
    replica = Replica(lambda url: http.get(url, headers={"accept": media_type}))
    replica.synchronise(f"{http.base_url}/ldes")
    assert replica.triples == in_dumps(three_releases.settings.current)
    assert f"{BASE}id/site/kadifekale" not in replica.state
    assert f"{BASE}id/site/temple-of-athena" not in replica.state
    types = {name for each in replica.applied for name in each.types}
    assert types == {f"{AS}{name}" for name in ("Create", "Update", "Delete", "Move")}
    assert [each.position for each in replica.applied] == [*range(1, len(replica.applied) + 1)]


def test_json_ld_says_the_same(http: httpx.Client) -> None:
    def quads(media_type: str) -> set[str]:
        answer = http.get("/ldes/1", headers={"accept": media_type})
        assert answer.headers["content-type"] == media_type
        form = RdfFormat.from_media_type(media_type)
        assert form is not None
        return {str(quad) for quad in parse(answer.content, format=form)}

    assert quads("application/ld+json") == quads("application/n-quads")
    assert len(quads("application/ld+json")) > 100
    assert http.get("/ldes/1", headers={"accept": "text/turtle"}).status_code == 406


def quads_of(http: httpx.Client, path: str) -> list[Quad]:
    answer = http.get(path, headers={"accept": "application/n-quads"})
    return list(parse(answer.content, format=RdfFormat.N_QUADS))


def last_page(http: httpx.Client) -> list[Quad]:
    return quads_of(http, f"/ldes/{http.get('/ldes/0').json()['pages']}")


def test_members_conform_to_the_shape_of_the_stream(http: httpx.Client) -> None:
    def graph(quads: list[Quad]) -> Graph:
        stated = (f"{each.triple} ." for each in quads if each.graph_name == DefaultGraph())
        return Graph().parse(data="\n".join(stated), format="nt")

    shapes, data = graph(quads_of(http, "/ldes")), graph(quads_of(http, "/ldes/1"))
    (shape,) = shapes.objects(None, URIRef(f"{TREE}shape"))
    found = list(data.objects(None, URIRef(f"{TREE}member")))
    for member in found:
        shapes.add((shape, SH.targetNode, member))
    conforms, _, text = pyshacl.validate(data, shacl_graph=shapes)
    assert conforms, text
    data.remove((found[3], DCTERMS.created, None))
    assert not pyshacl.validate(data, shacl_graph=shapes)[0]


def test_the_root_says_how_to_read_the_stream(http: httpx.Client) -> None:
    answer = http.get("/ldes", headers={"accept": "application/n-quads"})
    root = Node(quads_of(http, "/ldes"))
    here, stream = NamedNode(f"{http.base_url}/ldes"), NamedNode(f"{BASE}ldes#stream")
    assert root.subjects(f"{TREE}view", here) == [stream]
    assert root.value(stream, f"{LDES}pollingInterval") == "3600"
    assert not root.objects(here, f"{LDES}retentionPolicy")
    assert answer.headers["cache-control"].startswith("public, max-age=300")
    assert "Accept" in answer.headers["vary"]
    known = {"accept": "application/n-quads", "if-none-match": answer.headers["etag"]}
    assert http.get("/ldes", headers=known).status_code == 304


def test_a_merged_entity_is_deleted_and_replaced(http: httpx.Client) -> None:
    page = Node(last_page(http))
    (merged,) = page.subjects(RDF.type.value, NamedNode(f"{AS}Move"))
    assert NamedNode(f"{AS}Delete") in page.objects(merged, RDF.type.value)
    replaced = page.value(merged, "http://purl.org/dc/terms/isReplacedBy")
    assert replaced == f"{BASE}id/site/old-smyrna"
    assert not page.graph(merged)


@pytest.mark.parametrize("path", ["/ldes/0", "/ldes/99", "/ldes/x", "/ldes/blocks/2", "/ldes/01"])
def test_there_are_no_other_nodes(http: httpx.Client, path: str) -> None:
    answer = http.get(path)
    assert answer.status_code == 404
    assert answer.json()["pages"] >= 1


def everything(release: Path) -> bytes:
    """All members in order."""
    members = Members.open(release)
    return b"".join(
        members.read(page) for page in range(1, len([*members.folder.glob("*.gz")]) + 1)
    )


class TestKept:
    """Members on disk, over the releases of a project that keeps only one of them."""

    def test_history_outlives_the_releases_that_made_it(
        self, three_releases: Published, tmp_path: Path
    ) -> None:
        """With no other release than the one before, nothing is lost; and that one stays as it is.

        The last page of the one before goes on in the next, which must not write into its file.
        """
        releases = [three_releases.settings.releases_dir / each.id for each in three_releases.made]
        before, here = tmp_path / "before", tmp_path / "here"
        shutil.copytree(releases[1] / FOLDER, before / FOLDER)
        shutil.copyfile(releases[1] / FILE, before / FILE)
        here.mkdir()
        shutil.copyfile(releases[2] / FILE, here / FILE)
        members.write(here, before, Store.read_only(str(releases[2] / "store")), BASE)
        assert everything(here) == everything(releases[2])
        assert Members.open(here).is_complete
        assert everything(before) == everything(releases[1])
        assert everything(here).startswith(everything(before))
        first, last = (here / FOLDER / "1.nq.gz", before / FOLDER / "1.nq.gz")
        assert first.samefile(last)

    def test_what_was_before_there_were_members_is_found_as_far_as_it_is_kept(
        self, three_releases: Published, tmp_path: Path
    ) -> None:
        """The same members as if they had been kept from the start; without the old, the last."""
        last = three_releases.settings.current.resolve()
        store = Store.read_only(str(last / "store"))
        again, alone = tmp_path / "again", tmp_path / "alone"
        for folder, beside in ((again, last.parent), (alone, tmp_path)):
            folder.mkdir()
            (folder / FILE).write_bytes((last / FILE).read_bytes())
            members.write(folder, beside / "no-such-release", store, BASE)
        whole = everything(last)
        assert everything(again) == whole
        assert Members.open(again).is_complete
        assert not Members.open(alone).is_complete
        read = everything(alone)
        assert read.count(b"activitystreams#Delete") == 2
        missing = whole.count(b"tree#member") - read.count(b"tree#member")
        assert missing == 3  # temple, old Smyrna, and Kadifekale, before they were changed
        with ChangeLog.open(alone / FILE) as log:
            root = list(Stream(log, BASE, Place("http://x", ""), is_complete=False).root())
        (policy,) = (quad.object for quad in root if "retentionPolicy" in quad.predicate.value)
        assert [str(q.object) for q in root if q.subject == policy and "Amount" in str(q.predicate)]


def test_full_nodes_never_change(tmp_path: Path) -> None:
    """A log of a full block and a bit, and the next."""
    older, newer = (
        Stream(log, BASE, Place("https://example.org", ""))
        for log in growing(tmp_path, FAN * PAGE + 10, FAN * PAGE + PAGE + 20)
    )
    assert (older.blocks, newer.blocks) == (2, 2)
    assert (older.pages, newer.pages) == (FAN + 1, FAN + 2)

    def said(quads: object) -> list[str]:
        return [str(quad) for quad in quads]  # type: ignore[attr-defined]

    assert said(older.block(1)) == said(newer.block(1))
    assert said(older.page(FAN)) == said(newer.page(FAN))
    assert any("immutable" in line for line in said(older.block(1)))
    assert not any("immutable" in line for line in said(newer.block(2)))
    assert any("immutable" in line for line in said(newer.page(FAN + 1)))
    assert not any("immutable" in line for line in said(older.page(FAN + 1)))
    relations = said(newer.block(2))
    assert sum("GreaterThanOrEqualToRelation" in line for line in relations) == 2
    assert sum("LessThanOrEqualToRelation" in line for line in relations) == 1


def test_members_folder_is_shared_between_releases(three_releases: Published) -> None:
    """A copy of a release has the whole past with it."""
    for made in three_releases.made:
        folder = three_releases.settings.releases_dir / made.id / FOLDER
        assert (folder / "1.nq.gz").is_file()
