"""Build a release: load, close, gate, write, publish (design, "One idea: the release").

A build is offline and reproducible: the same inputs give byte-identical dumps and the same
content hash. It works in a folder of its own; a crash, a full disk or a kill at any point leaves
the current release as it was.
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pyoxigraph import Store

from graph_service.release import (
    acceptance,
    changes,
    clock,
    dumps,
    lifecycle,
    members,
    publish,
    search_index,
    statistics,
    working,
)
from graph_service.release.clock import Clock
from graph_service.release.gate import Finding
from graph_service.release.inputs import inputs_hash
from graph_service.release.load import load
from graph_service.settings import Settings
from graph_service.store.changes import FILE
from graph_service.store.release import Manifest, Release, ReleaseError
from loaders.faults import InvalidData
from loaders.graph import HeritageGraph
from loaders.iri import Minter

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a build came to: its manifest, the findings that did not stop it, whether it is new."""

    manifest: Manifest
    warnings: Sequence[Finding]
    is_new: bool


def heritage_graph(settings: Settings) -> HeritageGraph:
    return HeritageGraph(settings.data_dir, settings.ontology_dir, Minter(settings.base))


def build(
    settings: Settings,
    progress: Progress = lambda _: None,
    *,
    force: bool = False,
    now: Clock = clock.now,
) -> Outcome:
    """Build and publish a release.

    Returns the current release untouched when nothing that goes into it has changed. Raises
    InvalidData, with every fault found, when the data may not be published.
    """
    settings.releases_dir.mkdir(parents=True, exist_ok=True)
    with _exclusive(settings.releases_dir):
        _clear_abandoned(settings.releases_dir)
        inputs = inputs_hash(settings)
        unchanged = None if force else _unchanged(settings, inputs)
        if unchanged is not None:
            return Outcome(unchanged, (), is_new=False)
        workshop = settings.releases_dir / f".building-{os.getpid()}"
        workshop.mkdir()
        try:
            return _build_in(workshop, settings, inputs, progress, now)
        finally:
            shutil.rmtree(workshop, ignore_errors=True)


def check(settings: Settings, scratch: Path, progress: Progress = lambda _: None) -> list[Finding]:
    """Run everything that stands before publishing; returns the warnings. Raises InvalidData."""
    graph = heritage_graph(settings)
    store = _loaded_store(graph, scratch, settings, progress)
    progress("Checking integrity and shapes")
    with acceptance.shapes_beside(store, scratch, settings) as shapes:
        findings = acceptance.integrity(store, settings)
        findings += shapes.result()
    return acceptance.accepted(findings, graph)


def _build_in(
    workshop: Path, settings: Settings, inputs: str, progress: Progress, now: Clock
) -> Outcome:
    graph = heritage_graph(settings)
    store = _loaded_store(graph, workshop, settings, progress)
    issue = _issue(graph)
    progress("Checking integrity and shapes")
    with acceptance.shapes_beside(store, workshop, settings) as shapes:
        findings = acceptance.integrity(store, settings)
        dumped, counted = _written(store, graph, workshop, settings, progress)
        progress("Validating shapes")
        findings += shapes.result()
    warnings = acceptance.accepted(findings, graph)
    predecessor = changes.predecessor_of(settings.releases_dir)
    if predecessor is not None and _is_of(predecessor.manifest, graph, dumped.sha256):
        # Other inputs, same content: the release there stays as it is.
        search_index.complete(predecessor.path / "search", workshop / "search")
        publish.switch(settings.current, predecessor.path)
        return Outcome(predecessor.manifest, warnings, is_new=False)
    _write_json(workshop / "statistics.json", counted)
    _write_json(workshop / "report.json", acceptance.report(settings, warnings))
    _keep_with_release(graph, workshop, settings)
    progress("Comparing with the release before")
    name, time = _recorded(
        store, issue, dumped.sha256, predecessor, workshop=workshop, settings=settings, now=now
    )
    progress("Writing the event stream")
    members.write(workshop, predecessor.path if predecessor else None, store, settings.base)
    del store  # nothing may hold the store open when its folder moves into place
    manifest = Manifest(
        id=name,
        base=settings.base,
        version=issue.version,
        created=issue.created,
        built=max(time, clock.write(now())),
        inputs=inputs,
        content=dumped.sha256,
        triples=counted["triples"],
        quads=dumped.quads,
        entities=counted["entities"],
        files=dumped.files,
    )
    manifest.write(workshop / "manifest.json")
    progress("Publishing")
    return _publish(workshop, settings, manifest, warnings)


def _issue(graph: HeritageGraph) -> dumps.Issue:
    return dumps.Issue(graph.package.version, graph.package.created)


def _written(
    store: Store, graph: HeritageGraph, workshop: Path, settings: Settings, progress: Progress
) -> tuple[dumps.Dumped, dict[str, Any]]:
    """Write the dumps, the store and the index of a release; what was dumped and counted."""
    progress("Writing dumps")
    dumped = dumps.write(store, settings.data_dir, workshop, settings.base, _issue(graph))
    counted = statistics.count(store, graph.package, settings.base)
    dumps.compare(dumped, counted["triples"], counted["quads"])
    progress("Writing the store")
    working.settle(store, workshop / "store")
    progress("Indexing for search")
    search_index.write_index(store, graph.package, workshop, settings.base)
    return dumped, counted


def _recorded(
    store: Store,
    issue: dumps.Issue,
    content: str,
    predecessor: Release | None,
    *,
    workshop: Path,
    settings: Settings,
    now: Clock,
) -> tuple[str, str]:
    """Carry the change log on by this release: its name and its time. Raises InvalidData."""
    with changes.Recorder(workshop / FILE, predecessor.path if predecessor else None) as recorder:
        name = recorder.name(issue.name(content), settings.releases_dir)
        holding = changes.Holding.of(workshop, store, settings.base)
        lost = recorder.record(name, content, holding)
        before = predecessor.manifest.built if predecessor else None
        time = clock.release_time(issue.created, before, now)
        recorder.date(time)
    if lost:  # a concept: what the tables lose is found before
        raise InvalidData(lifecycle.lost(lost))
    return name, time


def _is_of(manifest: Manifest, graph: HeritageGraph, content: str) -> bool:
    return (manifest.version, manifest.content) == (graph.package.version, content)


def _keep_with_release(graph: HeritageGraph, workshop: Path, settings: Settings) -> None:
    """What the service needs besides the store, so that a release stands alone."""
    lifecycle.write_entities(graph.package, workshop)
    for name in ("redirects", "withdrawn"):
        shutil.copyfile(graph.package[name].path, workshop / f"{name}.csv")
    shutil.copytree(settings.shapes_dir, workshop / "shapes")


def _publish(
    workshop: Path, settings: Settings, manifest: Manifest, warnings: Sequence[Finding]
) -> Outcome:
    publish.publish(workshop, settings.releases_dir, settings.current, manifest.id)
    publish.prune(settings.releases_dir, settings.current, settings.keep_releases)
    return Outcome(manifest, warnings, is_new=True)


def _loaded_store(
    graph: HeritageGraph, workshop: Path, settings: Settings, progress: Progress
) -> Store:
    """A store of the closed graph. Raises InvalidData with all faults of the tables."""
    progress("Checking tables")
    graph.check()
    predecessor = changes.predecessor_of(settings.releases_dir)
    published = lifecycle.published(predecessor.path) if predecessor else frozenset()
    faults = list(lifecycle.check_lifecycle(graph, published))
    if faults:
        raise InvalidData(faults)
    progress("Loading and closing the graph")
    store = working.open_for(graph.package, workshop / "store")
    load(store, graph, settings.ontology_dir, workshop)
    return store


def _unchanged(settings: Settings, inputs: str) -> Manifest | None:
    try:
        manifest = Manifest.read(settings.current / "manifest.json")
    except ReleaseError:
        return None
    is_whole = search_index.is_there(settings.current / "search")
    return manifest if manifest.inputs == inputs and is_whole else None


def _write_json(path: Path, value: object) -> None:
    text = json.dumps(value, indent=2, ensure_ascii=False, sort_keys=False)
    path.write_text(text + "\n", encoding="utf-8")


def _clear_abandoned(releases: Path) -> None:
    """Remove what a killed build left behind; the lock says that none is running."""
    for folder in releases.glob(".building-*"):
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _exclusive(releases: Path) -> Iterator[None]:
    """One build at a time; a second one waits. The lock dies with its process."""
    with (releases / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
