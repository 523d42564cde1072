"""The notebook runs from top to bottom against a live service, and finds what it says."""

from __future__ import annotations

import re

import nbformat
import pytest
from nbclient import NotebookClient

from tests.projects import ROOT

NOTEBOOK = ROOT / "docs" / "izmir-heritage.ipynb"


def test_no_output_is_committed() -> None:
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    nbformat.validate(notebook)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            assert cell.outputs == []
            assert cell.execution_count is None


def test_asks_nobody_else() -> None:
    """Addresses of others stand in it as identifiers only: what is opened begins with SERVER."""
    code = "\n".join(
        cell.source
        for cell in nbformat.read(NOTEBOOK, as_version=4).cells
        if cell.cell_type == "code"
    )
    opened = re.findall(r"(?:urlopen|Request|read_csv)\((f?\"[^\"]*|\w+)", code)
    assert len(opened) > 5
    assert all(each.startswith(('f"{SERVER}', "request", "io")) for each in opened)


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_runs(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("IZMIRAS_URL", url)
    monkeypatch.setenv("PYTHONWARNINGS", "ignore")
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    NotebookClient(notebook, timeout=120, kernel_name="python3").execute()
    told = {cell.id: _text(cell) for cell in notebook.cells if cell.cell_type == "code"}
    assert "certain" in told["cell-03"]
    assert re.search(r"\b[1-9]\d\b", told["cell-03"]), "tens of sites in 500 BCE"
    assert "Konak" in told["cell-08"]
    assert "Selçuk" in told["cell-08"]
    assert "FeatureCollection" in told["cell-10"]
    reconciled = told["cell-13"]
    for id_ in ("site/klazomenai", "site/hisar-camii", "site/agora-of-smyrna",
                "site/kizlaragasi-hani", "site/kolophon", "site/smyrna"):  # fmt: skip
        assert id_ in reconciled
    assert "site/larisa-bayindir" in told["cell-15"]
    assert "True" in told["cell-15"]
    assert "Q47611" not in told["cell-17"]
    assert "pleiades.stoa.org" in told["cell-17"]
    assert "linked to Pleiades" in told["cell-19"]
    assert "application/ld+json" in told["cell-21"]


def _text(cell: nbformat.NotebookNode) -> str:
    found = []
    for output in cell.outputs:
        assert output.output_type != "error", output
        found.append(output.get("text") or output.get("data", {}).get("text/plain", ""))
    return "\n".join(found)
