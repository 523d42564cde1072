"""The rows: what is measured, of which servers, against which target (issue: Speed)."""

from __future__ import annotations

import gzip
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from statistics import median

from pyoxigraph import DefaultGraph, RdfFormat, Store

from bench import engines
from bench.engines import Engine, Running, running
from bench.load import Measured, Stream, fetch, run, run_whole
from bench.questions import DOCUMENTS, Question, Questions, rows_in
from bench.report import Row, Target
from graph_service.search.index import Index
from graph_service.settings import Settings
from graph_service.store.release import Release

_MIB = 2**20
_NUMBERS = count(1_000_000, 1_000_000)
"""Every run that must not repeat a query begins at another million."""


@dataclass(frozen=True, slots=True)
class Effort:
    """How long and how often each thing is measured."""

    seconds: float = 2
    whole: int = 16
    """Long answers that are asked for."""
    rounds: int = 3
    triples: int = 1_000_000
    starts: int = 3
    things: int = 1_000_000
    """Things of the largest index."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What to measure, and how; `say` tells how far it is."""

    effort: Effort
    say: Callable[[str], None]
    wanted: Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two running servers over the same release."""

    ours: Running
    other: Running
    questions: Questions
    plan: Plan

    def documents(self, target: Target) -> Iterator[Row]:
        for name, accept in DOCUMENTS.items():
            title = f"document in {name}"
            if self.plan.wanted(title):
                theirs = self.other.ask(self.questions.describe(accept))
                yield self._rate(title, self.questions.document(accept), theirs, target)

    def one_document(self, target: Target) -> Iterator[Row]:
        title = "document in Turtle"
        if self.plan.wanted(title):
            accept = DOCUMENTS["Turtle"]
            theirs = self.other.ask(self.questions.describe(accept))
            yield self._rate(title, self.questions.document(accept), theirs, target)

    def select(self, title: str, question: Question, target: Target) -> Iterator[Row]:
        if self.plan.wanted(title):
            self._same_answer(title, question)
            streams = self.ours.ask(question), self.other.ask(question)
            yield self._rate(title, *streams, target)

    def search(self, target: Target) -> Iterator[Row]:
        """Our search of every spelling, with facets, beside a part of a name in SPARQL."""
        title = "search by name, beside SELECT with CONTAINS"
        if self.plan.wanted(title):
            theirs = self.other.ask(self.questions.by_name())
            yield self._rate(title, self.questions.search(), theirs, target)

    def long_select(self, title: str, question: Question, target: Target) -> Iterator[Row]:
        """Whole answers, so many on each side: few would end in a short time."""
        if self.plan.wanted(title):
            self._same_answer(title, question)
            self.plan.say(f"{title}: {self.ours.engine.name} and {self.other.engine.name}")
            runs: tuple[list[Measured], list[Measured]] = ([], [])
            for _ in range(self.plan.effort.rounds):
                for found, each in zip(runs, (self.ours, self.other), strict=True):
                    stream, first = each.ask(question), next(_NUMBERS)
                    found.append(run_whole(each.port, stream, self.plan.effort.whole, first))
            yield self._row(title, *runs, target)

    def select_with_tail(
        self, title: str, question: Question, target: Target, tail: Target
    ) -> Iterator[Row]:
        if self.plan.wanted(title):
            self._same_answer(title, question)
            ours, theirs = self._in_turn(title, self.ours.ask(question), self.other.ask(question))
            yield self._row(title, ours, theirs, target)
            p99 = [median(each.p99 for each in runs) for runs in (ours, theirs)]
            yield Row(f"{title}, 99th percentile", "ms", p99[0], p99[1], tail)

    def _rate(self, title: str, ours: Stream, theirs: Stream, target: Target) -> Row:
        return self._row(title, *self._in_turn(title, ours, theirs), target)

    def _row(self, title: str, ours: list[Measured], theirs: list[Measured], target: Target) -> Row:
        failed = [sum(each.failed for each in runs) for runs in (ours, theirs)]
        if any(failed):
            title += f" – failed: {failed[0]} of ours, {failed[1]} of theirs"
        rates = [median(each.per_second for each in runs) for runs in (ours, theirs)]
        return Row(title, "1/s", rates[0], rates[1], target)

    def _in_turn(
        self, title: str, ours: Stream, theirs: Stream
    ) -> tuple[list[Measured], list[Measured]]:
        self.plan.say(f"{title}: {self.ours.engine.name} and {self.other.engine.name}")
        sides = (self.ours.port, ours), (self.other.port, theirs)
        for port, stream in sides:
            run(port, stream, min(1, self.plan.effort.seconds), next(_NUMBERS))
        found: tuple[list[Measured], list[Measured]] = ([], [])
        for _ in range(self.plan.effort.rounds):
            for runs, (port, stream) in zip(found, sides, strict=True):
                runs.append(run(port, stream, self.plan.effort.seconds, next(_NUMBERS)))
        return found

    def _same_answer(self, title: str, question: Question) -> None:
        """A comparison means something only if both answer the same."""
        rows = [rows_in(fetch(each.port, each.ask(question))) for each in (self.ours, self.other)]
        if rows[0] != rows[1]:
            raise RuntimeError(f"{title}: {rows[0]} rows, but {rows[1]} of {self.other.engine}")


def against_oxigraph(var: Path, release: Release, plan: Plan) -> Iterator[Row]:
    """Everything that `oxigraph serve-read-only` answers as well, on the same store."""
    questions = Questions.of(release)
    ours, other = engines.izmiras(var), engines.oxigraph(release)
    with running(ours) as first, running(other) as second:
        fetch(first.port, questions.document(DOCUMENTS["Turtle"]))
        idle = first.memory(), second.memory()
        pair = Pair(first, second, questions, plan)
        yield from pair.documents(Target(at_least=1.0))
        yield from pair.select("repeated SELECT", questions.repeated(), Target(at_least=0.9))
        yield from pair.select_with_tail(
            "small SELECT, never repeated",
            questions.small(),
            Target(at_least=0.4),
            Target(at_most=3),
        )
        yield from _floor(release, second, questions, plan)
        many = questions.rows(1000)
        yield from pair.select("SELECT of 1,000 rows, never repeated", many, Target())
        many = questions.rows(100_000)
        target = Target(at_least=1.0)
        yield from pair.long_select("SELECT of 100,000 rows, never repeated", many, target)
        if release.search_path.exists():
            yield from pair.search(Target())
        if plan.wanted("memory"):
            yield from _memory("idle", *idle)
            yield from _memory("after the run", first.memory(), second.memory())


def _floor(release: Release, other: Running, questions: Questions, plan: Plan) -> Iterator[Row]:
    """Small queries to the pool under the HTTP server, with nothing between them."""
    title = "the same by our pool alone, without layers"
    if plan.wanted(title):
        with running(engines.bare(release)) as bare:
            pair = Pair(bare, other, questions, plan)
            yield from pair.select(title, questions.small(), Target())


def against_rdflib(var: Path, release: Release, scratch: Path, plan: Plan) -> Iterator[Row]:
    """The small questions to rdflib-endpoint, which holds the same triples in memory."""
    questions = Questions.of(release)
    plan.say("starting rdflib-endpoint")
    ours, other = engines.izmiras(var), engines.rdflib_endpoint(release, scratch)
    target = Target(at_least=5)
    with running(ours) as first, running(other) as second:
        pair = Pair(first, second, questions, plan)
        yield from pair.one_document(target)
        yield from pair.select("repeated SELECT", questions.repeated(), target)
        yield from pair.select("small SELECT, never repeated", questions.small(), target)
        if plan.wanted("start"):
            title = "start to the first answer, once"
            yield Row(title, "s", first.seconds, second.seconds, Target(below=1.5))


def starts(var: Path, release: Release, plan: Plan) -> Iterator[Row]:
    """From the start of the process to the first answer to a query."""
    if plan.wanted("start"):
        plan.say("starting and ending the servers")
        ours, theirs = [], []
        for _ in range(plan.effort.starts):
            ours.append(_start(engines.izmiras(var)))
            theirs.append(_start(engines.oxigraph(release)))
        title = "start to the first answer"
        yield Row(title, "s", median(ours), median(theirs), Target(below=1.5))


def building(release: Release, scratch: Path, plan: Plan) -> Iterator[Row]:
    """A whole build, beside loading the dump that it writes into the Rust server's store."""
    if not plan.wanted("build"):
        return
    plan.say("building a release, once")
    source = Settings().source_dir.resolve()
    places = {"IZMIRAS_VAR_DIR": str(scratch / "built"), "IZMIRAS_SOURCE_DIR": str(source)}
    command = [sys.executable, "-m", "graph_service.cli", "build"]
    try:
        ours = engines.cost(command, places, 900)
    except RuntimeError as error:
        yield Row("build of the release", "s", None, note=str(error))
        return
    dump, store = scratch / "release.nq", scratch / "loaded"
    with gzip.open(release.path / "dumps" / "izmiras.nq.gz") as packed, dump.open("wb") as file:
        shutil.copyfileobj(packed, file)
    command = [str(Path(sys.executable).parent / "oxigraph"), "load"]
    theirs = engines.cost([*command, "--location", str(store), "--file", str(dump)], {}, 300)
    yield Row("build of the release, beside `oxigraph load`", "s", ours.seconds, theirs.seconds)
    peaks = ours.peak / _MIB, theirs.peak / _MIB
    yield Row("build of the release, peak memory", "MiB", *peaks)


def indexing(release: Release, scratch: Path, plan: Plan) -> Iterator[Row]:
    """Gathering and writing the index, beside loading what the store says of as many things.

    Measured with the things of the generated graph, and told for a million at the same rate.
    """
    title = "index of a million things, at the rate measured, beside `oxigraph load`"
    if not plan.wanted(title):
        return
    plan.say("writing the index, once")
    folder, dump, store = scratch / "index", scratch / "things.nt", scratch / "things"
    command = [sys.executable, "-m", "bench.indexing", str(release.path), str(folder)]
    ours = engines.cost(command, {}, 900)
    things = len(Index.open(folder))
    Store.read_only(str(release.store_path)).dump(
        str(dump), RdfFormat.N_TRIPLES, from_graph=DefaultGraph()
    )
    command = [str(Path(sys.executable).parent / "oxigraph"), "load"]
    theirs = engines.cost([*command, "--location", str(store), "--file", str(dump)], {}, 300)
    scale = 1_000_000 / things / 60
    yield Row(title, "min", ours.seconds * scale, theirs.seconds * scale, Target(below=15))
    yield Row("writing the index, measured with", "things", things)
    yield Row("writing the index, peak memory", "MiB", ours.peak / _MIB, theirs.peak / _MIB)


def _start(engine: Engine) -> float:
    with running(engine) as started:
        return started.seconds


def _memory(when: str, ours: list[int], theirs: list[int]) -> Iterator[Row]:
    yield Row(f"memory of the web process, {when}", "MiB", ours[0] / _MIB, theirs[0] / _MIB)
    if len(ours) > 1:
        largest = ours[1] / _MIB
        yield Row(f"memory of the largest query worker, {when}", "MiB", largest)
