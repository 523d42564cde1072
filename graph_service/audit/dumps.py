"""Dumps: the bytes that the description promises, in parts if wanted, and all with one graph."""

from __future__ import annotations

import base64
import hashlib
import io
import zipfile

from pyoxigraph import NamedNode

from graph_service.audit.finding import Notes
from graph_service.audit.manners import HTTP, OK, check_answer
from graph_service.audit.rdf import GRAPHS, Unreadable, read_triples, unpacked
from graph_service.audit.site import DCAT, Site
from graph_service.audit.web import Reply
from loaders.namespaces import VOID, Namespace

_SPDX = Namespace("http://spdx.org/rdf/terms#")
_DCAT = "DCAT 3, dcat:Distribution"
_VOID = "VoID, void:dataDump"
_DIGEST = "RFC 9530"
_PARTIAL = 206
_IANA = "https://www.iana.org/assignments/media-types/"


def audit_dumps(site: Site, notes: Notes) -> None:
    """Every distribution, and the dump of every graph."""
    read: set[str] = set()
    for distribution in site.instances(DCAT.Distribution):
        for url in site.nodes(distribution, DCAT.downloadURL):
            read.add(url.value)
            _audit_distribution(site, distribution, url.value, notes)
    named = {url.value for url in site.nodes(site.dataset, VOID.dataDump)}
    for missing in sorted(named - read):
        notes.expect(False, missing, "a dcat:Distribution of it", "none", _DCAT)
    for subset in site.nodes(site.dataset, VOID.subset):
        for dump in site.nodes(subset, VOID.dataDump):
            _audit_subset(site, subset, dump.value, notes)


def _audit_distribution(site: Site, node: NamedNode, url: str, notes: Notes) -> None:
    reply = site.web.get(url)
    if not check_answer(reply, notes, OK):
        return
    size = site.value(node, DCAT.byteSize)
    notes.same(size, str(len(reply.body)), url, "dcat:byteSize", _DCAT)
    digest = hashlib.sha256(reply.body)
    for checksum in site.nodes(node, _SPDX.checksum):
        told = site.value(checksum, _SPDX.checksumValue)
        notes.same(told, digest.hexdigest(), url, "SHA-256", f"{_DCAT}, spdx:checksum")
    field = reply.headers.get("repr-digest")
    wanted = f"sha-256=:{base64.b64encode(digest.digest()).decode()}:"
    notes.expect(field in (None, wanted), url, f"Repr-Digest {wanted}", field, _DIGEST)
    _audit_range(site, reply, notes)
    told = (site.value(node, DCAT.mediaType) or "").removeprefix(_IANA)
    coding = (site.value(node, DCAT.compressFormat) or "").rpartition("/")[2]
    package = (site.value(node, DCAT.packageFormat) or "").removeprefix(_IANA)
    fitting = {package} if package else {told, f"{told}+{coding}", f"application/{coding}"}
    notes.expect(reply.media_type in fitting, url, f"one of {fitting}", reply.media_type, _DCAT)
    if package == "application/zip":
        notes.expect(_is_whole(reply.body), url, "a whole zip file", "a broken one", _DCAT)
    elif told in GRAPHS:
        _same_as_truth(site, reply, told, coding, notes)


def _audit_range(site: Site, whole: Reply, notes: Notes) -> None:
    """An interrupted download can be taken up again."""
    size, start = len(whole.body), len(whole.body) // 2
    part = site.web.get(whole.url, range=f"bytes={start}-")
    where, spec = f"{whole.url} from byte {start}", f"{HTTP}, 14"
    if notes.same(_PARTIAL, part.status, where, "status", spec):
        span = part.headers.get("content-range")
        notes.same(f"bytes {start}-{size - 1}/{size}", span, where, "Content-Range", spec)
        notes.expect(part.body == whole.body[start:], where, "the rest", "other bytes", spec)
        tags = whole.headers.get("etag"), part.headers.get("etag")
        notes.same(*tags, where, "ETag", spec)


def _same_as_truth(site: Site, reply: Reply, media_type: str, coding: str, notes: Notes) -> None:
    try:
        triples = read_triples(unpacked(reply.body, coding), media_type, reply.url, site.web)
    except Unreadable as error:
        notes.expect(False, reply.url, f"valid {media_type}", error, _VOID)
        return
    wanted = site.truth.triples
    differ = len(wanted ^ triples)
    what = f"the {len(wanted)} triples of the dump in N-Quads"
    notes.expect(not differ, reply.url, what, f"{differ} that differ", _VOID)
    told = site.value(site.dataset, VOID.triples)
    notes.same(told, str(len(triples)), reply.url, "void:triples", _VOID)


def _audit_subset(site: Site, subset: NamedNode, url: str, notes: Notes) -> None:
    """The dump of a graph has what the dump with all graphs has in it."""
    reply = site.web.get(url)
    if not check_answer(reply, notes, OK):
        return
    try:
        body = unpacked(reply.body, "gzip")
        triples = read_triples(body, reply.media_type.removesuffix("+gzip"), url, site.web)
    except Unreadable as error:
        notes.expect(False, url, "a dump", error, _VOID)
        return
    wanted = {quad.triple for quad in site.truth.quads if quad.graph_name == subset}
    differ = len(wanted ^ triples)
    notes.expect(not differ, url, f"{len(wanted)} triples", f"{differ} that differ", _VOID)


def _is_whole(body: bytes) -> bool:
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            return archive.testzip() is None
    except zipfile.BadZipFile:
        return False
