"""Harvesting: records a second by OAI-PMH and by LDES, beside reading the N-Quads dump."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter
from typing import IO, cast
from urllib.parse import urlencode

from pyoxigraph import NamedNode, RdfFormat, parse

from bench import engines
from bench.engines import Running, running
from bench.load import Stream, fetch
from bench.report import Row
from bench.rows import Plan
from graph_service.feeds.oai.formats import FORMATS
from graph_service.store.members import page_of, stream_iri
from graph_service.store.release import Release

_TOKEN = re.compile(rb"<resumptionToken[^>]*>([^<]+)<")
_RECORD = b"<record>"
_TREE_MEMBER = "https://w3id.org/tree#member"
_MEMBERS = "members of the event stream read by LDES"


def rows(var: Path, release: Release, plan: Plan) -> Iterator[Row]:
    """One harvester, one page after the other; and the dump, unpacked and parsed once."""
    titles = {prefix: f"records harvested by OAI-PMH, {prefix}" for prefix in FORMATS}
    wanted = {prefix: title for prefix, title in titles.items() if plan.wanted(title)}
    if not wanted and not plan.wanted(_MEMBERS):
        return
    plan.say("reading the dump")
    dump = release.path / "dumps" / "izmiras.nq.gz"
    begin = perf_counter()
    with gzip.open(dump) as lines:
        for _ in parse(cast("IO[bytes]", lines), format=RdfFormat.N_QUADS):
            pass
    theirs = len(release.changes.entities(limit=10**9)) / (perf_counter() - begin)
    with running(engines.izmiras(var)) as ours:
        for prefix, title in wanted.items():
            plan.say(title)
            yield Row(title, "1/s", _harvest(ours, prefix, plan.effort.whole), theirs)
        if plan.wanted(_MEMBERS):
            plan.say(_MEMBERS)
            pages = min(plan.effort.whole, page_of(release.changes.size))
            yield Row(
                _MEMBERS, "1/s", _replay(ours, pages, stream_iri(release.manifest.base)), theirs
            )


def _harvest(ours: Running, prefix: str, pages: int) -> float:
    """Records a second in the first pages of a list."""
    first = {"verb": "ListRecords", "metadataPrefix": prefix}
    records, begin = 0, perf_counter()
    for _ in range(pages):
        body = fetch(ours.port, Stream(f"/oai?{urlencode(first)}", "text/xml"))
        records += body.count(_RECORD)
        token = _TOKEN.search(body)
        if token is None:
            break
        first = {"verb": "ListRecords", "resumptionToken": token[1].decode()}
    return records / (perf_counter() - begin)


def _replay(ours: Running, pages: int, stream: str) -> float:
    """Members a second in the first pages of the event stream, each parsed."""
    is_member, names = NamedNode(_TREE_MEMBER), NamedNode(stream)
    members, begin = 0, perf_counter()
    for page in range(1, pages + 1):
        body = fetch(ours.port, Stream(f"/ldes/{page}", "application/n-quads"))
        quads = parse(body, RdfFormat.N_QUADS)
        members += sum(q.predicate == is_member and q.subject == names for q in quads)
    return members / (perf_counter() - begin)
