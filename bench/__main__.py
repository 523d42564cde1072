"""Measure, print the table and write docs/benchmarks.md: `python -m bench`."""

from __future__ import annotations

import signal
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from bench import engines, generate, harvest, million, reconciling, report, rows
from bench.report import Section
from graph_service.settings import Settings
from graph_service.store.release import Release, ReleaseError, open_current

_PAGE = Path("docs") / "benchmarks.md"
_QUICK = rows.Effort(seconds=0.05, whole=2, rounds=1, triples=5_000, starts=1, things=5_000)
_NOTES = (
    (
        "All servers have their default settings and are on the loopback interface, one load at a\n"
        "  time; ours writes its access log. The two take turns, after a warm-up."
    ),
    (
        "Documents are warm, of the site that has the median number of statements. They say more\n"
        "  than the DESCRIBE: also the parts of the thing."
    ),
    (
        "Queries that never repeat differ in a constant, and small ones in the site that they\n"
        "  ask for. Before the clock runs, both servers must answer with equally many rows.\n"
        "  Answers of 100,000 rows are asked for in a fixed number, by the Python client."
    ),
    (
        "The pool alone is ten lines under the same HTTP server (`bench/bare.py`): the most that\n"
        "  small queries could reach if our layers cost nothing."
    ),
    (
        "Memory is what is resident, with pages that processes share counted for each. The peak\n"
        "  of a build is the sum over its processes, looked at every 50 ms."
    ),
    (
        "`oxigraph load` reads the dump that the build wrote. The build also checks the tables,\n"
        "  runs the gate, closes the graph, writes the dumps, and stores the merge of the graphs."
    ),
    (
        "The search finds names however they are spelled, and counts facets; the SELECT finds\n"
        "  parts of names as they are spelled. `oxigraph load` of the index's row reads the merge."
    ),
    (
        "The row of a million things tells the rate at which those of the generated graph are\n"
        "  gathered and written. The large index holds copies of records, each with a word of its\n"
        "  own in every name; its questions are asked in one process, without HTTP."
    ),
    "The generated graph repeats the release's things under new names (`bench/generate.py`).",
)


def main(
    *,
    quick: Annotated[bool, typer.Option(help="Short runs; nothing is written.")] = False,
    only: Annotated[
        str, typer.Option("--rows", help="Rows whose title holds one of these words, by comma.")
    ] = "",
) -> None:
    """Measure side by side."""
    if gone := engines.missing():
        sys.exit(f"Not installed: {', '.join(gone)}. Install the optional group `bench`.")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("ended"))  # after ending the servers
    settings = Settings()
    try:
        release = open_current(settings.current)
    except ReleaseError as error:
        sys.exit(str(error))
    effort = _QUICK if quick else rows.Effort()
    facts = report.machine(effort.seconds)
    words = [word.strip() for word in only.split(",") if word.strip()]
    sections = []
    with tempfile.TemporaryDirectory(prefix="izmiras-bench-") as folder:
        for section in _sections(settings, release, Path(folder), words, effort):
            if section.rows:
                sections.append(section)
                typer.echo(report.table(section))
            if not quick and not words:  # after each section: what is measured is kept
                page = report.document(sections, facts, _NOTES)
                _PAGE.write_text(page, encoding="utf-8")
    typer.echo("\n".join(facts))


def _sections(
    settings: Settings, release: Release, scratch: Path, words: list[str], effort: rows.Effort
) -> Iterator[Section]:
    var = settings.var_dir.resolve()

    def say(what: str) -> None:
        typer.echo(what, err=True)

    def wanted(title: str) -> bool:
        return not words or any(word in title for word in words)

    def beside(of: str, folder: Path, which: Release) -> Section:
        measured = [
            *rows.against_oxigraph(folder, which, plan),
            *rows.starts(folder, which, plan),
        ]
        return Section(f"Beside oxigraph serve-read-only: {of}", "oxigraph", measured)

    plan = rows.Plan(effort, say, wanted)
    of_release = f"the release, {release.manifest.triples:,} triples"
    yield beside(of_release, var, release)
    names = list(reconciling.reconciling(var, release, plan))
    yield Section(f"Reconciliation: {of_release}", "oxigraph", names)
    say("generating the large graph")
    large_var = scratch / "generated"
    large = generate.write(release, effort.triples, large_var)
    yield beside(f"generated, {large.manifest.triples:,} triples", large_var, large)
    slow = list(rows.against_rdflib(var, release, scratch, plan))
    yield Section(f"Beside rdflib-endpoint: {of_release}", "rdflib-endpoint", slow)
    built = [*rows.building(release, scratch, plan), *rows.indexing(large, scratch, plan)]
    yield Section("Building the release", "oxigraph load", built)
    largest = list(million.rows(release, scratch, plan))
    yield Section("A large index", "nothing", largest)
    harvested = list(harvest.rows(var, release, plan))
    yield Section("Harvesting the release", "reading the N-Quads dump", harvested)


if __name__ == "__main__":
    typer.run(main)
