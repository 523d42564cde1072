"""A release of a million triples: the things of a release, again and again under new names."""

from __future__ import annotations

import gzip
import json
import re
import shutil
from collections.abc import Iterator
from dataclasses import asdict, replace
from itertools import count
from pathlib import Path

from pyoxigraph import QuerySolutions, RdfFormat, Store

from bench import indexing
from graph_service.store.release import Release

_DUMP = Path("dumps") / "izmiras.nq.gz"
_GRAPH = re.compile(r" <[^<>]*> \.$")
_KEPT = ("redirects.csv", "withdrawn.csv", "statistics.json", "report.json")


def write(release: Release, triples: int, var: Path) -> Release:
    """Write a release of about so many triples, at least the given one, and make it current.

    Concepts (`id/type/…`), the ontology and the graphs' names stay as they are, so a copy has
    the model of the original, and its things are as closely linked.
    """
    folder = var / "releases" / f"generated-{triples}"
    folder.mkdir(parents=True)
    lines = folder / "generated.nq"
    copies = _write_lines(release, triples, lines)
    store = Store(str(folder / "store"))
    store.bulk_load(path=str(lines), format=RdfFormat.N_QUADS)
    store.optimize()
    store.flush()
    counted = store.query("SELECT (COUNT(*) AS ?count) WHERE { ?s ?p ?o }")
    assert isinstance(counted, QuerySolutions)
    found = int(next(counted)["count"].value)
    quads = len(store)
    del store, counted
    lines.unlink()
    _write_rest(release, folder, copies)
    manifest = replace(
        release.manifest, id=folder.name, content=folder.name, triples=found, quads=quads, files=()
    )
    (folder / "manifest.json").write_text(json.dumps(asdict(manifest)), encoding="utf-8")
    (var / "current").symlink_to(folder.resolve())
    generated = Release(folder)
    indexing.write(generated, generated.search_path)
    return generated


def _write_lines(release: Release, triples: int, path: Path) -> int:
    """The quads and the merge of their graphs, in N-Quads; returns how often things stand there."""
    written = 0
    with path.open("w", encoding="utf-8") as file:
        for copy in count(1):
            for line in _copy(release, copy):
                file.write(line)
                file.write(_GRAPH.sub(" .", line))
                written += 1
                if copy > 1 and written >= triples:
                    return copy
            if written >= triples:
                return copy
    raise AssertionError


def _copy(release: Release, copy: int) -> Iterator[str]:
    """The lines of a copy; the first is the release, each later one has only what is new."""
    things = re.compile(rf"<({re.escape(release.manifest.base)}id/(?!type/)[a-z]+/[^/#<>]+)")
    with gzip.open(release.path / _DUMP, "rt", encoding="utf-8") as file:
        for line in file:
            renamed = line if copy == 1 else things.sub(rf"<\1-{copy}", line)
            if copy == 1 or renamed != line:
                yield renamed


def _write_rest(release: Release, folder: Path, copies: int) -> None:
    for name in _KEPT:
        shutil.copyfile(release.path / name, folder / name)
    shutil.copytree(release.path / "shapes", folder / "shapes")
    names = (release.path / "entities.txt").read_text(encoding="utf-8").split()
    again = [
        f"{name}-{copy}"
        for copy in range(2, copies + 1)
        for name in names
        if not name.startswith("type/")
    ]
    (folder / "entities.txt").write_text(
        "".join(f"{name}\n" for name in sorted(names + again)), encoding="utf-8"
    )
