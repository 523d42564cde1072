"""The bench runs to its end and prints every row. It asserts no speed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from bench import engines
from graph_service.release.build import build
from tests.projects import ROOT, SmallProject

ROWS = [
    "document in Turtle (1/s)",
    "document in JSON-LD (1/s)",
    "document in HTML (1/s)",
    "repeated SELECT (1/s)",
    "small SELECT, never repeated (1/s)",
    "small SELECT, never repeated, 99th percentile (ms)",
    "SELECT of 1,000 rows, never repeated (1/s)",
    "SELECT of 100,000 rows, never repeated (1/s)",
    "search by name, beside SELECT with CONTAINS (1/s)",
    "memory of the web process, idle (MiB)",
    "memory of the largest query worker, after the run (MiB)",
    "start to the first answer (s)",
    "reconcile 50 names, beside 50 label lookups by SPARQL (ms)",
    "build of the release, beside `oxigraph load` (s)",
    "build of the release, peak memory (MiB)",
    "index of a million things, at the rate measured, beside `oxigraph load` (min)",
    "index of 5,000 things: search by name, with facets (ms)",
]


@pytest.mark.slow
@pytest.mark.skipif(
    bool(engines.missing()), reason="needs oxigraph and rdflib-endpoint: the optional group bench"
)
def test_runs_to_the_end_and_prints_every_row(tmp_path: Path) -> None:
    settings = SmallProject(tmp_path / "project").settings()
    build(settings)
    told = subprocess.run(
        [sys.executable, "-m", "bench", "--quick"],
        cwd=ROOT,
        env={
            **os.environ,
            "IZMIRAS_VAR_DIR": str(settings.var_dir),
            "IZMIRAS_SOURCE_DIR": str(settings.source_dir),
        },
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert told.returncode == 0, told.stderr
    assert [row for row in ROWS if f"| {row} " not in told.stdout] == []
    assert "failed:" not in told.stdout
    for title in ("oxigraph serve-read-only: the release", "generated", "rdflib-endpoint"):
        assert title in told.stdout
