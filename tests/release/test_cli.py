"""The command line, as a curator and an operator use it: a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.projects import ROOT, SmallProject

GOOD = ROOT / "tests" / "shapes" / "world.ttl"


def izmiras(
    project: SmallProject, *arguments: str, text: str = ""
) -> subprocess.CompletedProcess[str]:
    environment = {
        **os.environ,
        "IZMIRAS_SOURCE_DIR": str(project.folder),
        "IZMIRAS_VAR_DIR": str(project.folder / "var"),
        "COLUMNS": "200",
    }
    return subprocess.run(
        [sys.executable, "-m", "graph_service.cli", *arguments],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        input=text,
        timeout=120,
    )


def test_build_query_and_list(project: SmallProject) -> None:
    built = izmiras(project, "build")
    assert built.returncode == 0, built.stderr
    assert "Release 1.0.0-" in built.stdout
    again = izmiras(project, "build")
    assert "Nothing new" in again.stdout
    asked = izmiras(
        project, "query", "SELECT ?n { ?s a izm:HeritageSite ; rdfs:label ?n } ORDER BY ?n"
    )
    assert asked.stdout.splitlines()[0] == "?n"
    assert '"Old Smyrna"@en' in asked.stdout
    graph = izmiras(
        project, "query", "-", "--format", "nt", text="CONSTRUCT WHERE { ?s a izm:Waterway }"
    )
    assert (graph.returncode, graph.stdout) == (0, "")
    listed = izmiras(project, "releases")
    assert "→" in listed.stdout
    assert "1.0.0-" in listed.stdout


def test_refused_build_tells_every_fault_and_leaves_with_1(project: SmallProject) -> None:
    project.row("sites", id="old-smyrna")["lat"] = "138.4"
    project.row("phases", id="built")["period"] = "victorian"
    project.write()
    built = izmiras(project, "build")
    assert built.returncode == 1
    assert "data/sites.csv, row 2, column lat: '138.4': expected at most 40" in built.stderr
    assert "data/phases.csv, row 2, column period" in built.stderr
    assert "2 to mend" in built.stderr
    assert not (project.folder / "var" / "current").exists()


def test_query_that_cannot_be_read(released: SmallProject) -> None:
    asked = izmiras(released, "query", "SELECT ?s { ?s ?p }")
    assert asked.returncode == 1
    assert "Traceback" not in asked.stderr
    unknown = izmiras(released, "query", "ASK {}", "--format", "yaml")
    assert unknown.returncode == 1
    assert "there are json" in unknown.stderr


def test_query_without_a_release(project: SmallProject) -> None:
    asked = izmiras(project, "query", "ASK {}")
    assert asked.returncode == 1
    assert "izmiras build" in asked.stderr


def test_validate_own_data(project: SmallProject) -> None:
    validated = izmiras(project, "validate")
    assert validated.returncode == 0, validated.stderr
    assert "may be published" in validated.stdout


def test_validate_any_turtle(project: SmallProject, tmp_path: Path) -> None:
    assert izmiras(project, "validate", str(GOOD)).returncode == 0
    bad = tmp_path / "bad.ttl"
    bad.write_text(
        "@prefix crm: <http://www.cidoc-crm.org/cidoc-crm/> .\n"
        "<https://example.org/a> a crm:E27_Site ; crm:P89_falls_within <https://example.org/b> .\n"
        "<https://example.org/b> a crm:E53_Place .\n"
    )
    validated = izmiras(project, "validate", str(bad))
    assert validated.returncode == 1
    assert "[violation] https://example.org/a" in validated.stdout


@pytest.mark.parametrize(
    ("text", "expected"), [("<a> <b> ; .\n", "bad.ttl, row 1"), (None, "expected a file")]
)
def test_validate_what_is_no_turtle(
    project: SmallProject, tmp_path: Path, text: str | None, expected: str
) -> None:
    path = tmp_path / "bad.ttl"
    if text is not None:
        path.write_text(text)
    validated = izmiras(project, "validate", str(path))
    assert validated.returncode == 1
    assert expected in validated.stderr
    assert "Traceback" not in validated.stderr


def test_settings_are_explained(project: SmallProject) -> None:
    shown = izmiras(project, "settings")
    assert "IZMIRAS_QUERY_TIMEOUT" in shown.stdout
