"""Every block of the page about Python runs against a live service, as a script of its own."""

from __future__ import annotations

import re
import subprocess
import sys

import httpx
import pytest

from tests.projects import ROOT

PAGE = (ROOT / "docs" / "python.md").read_text(encoding="utf-8")
HOST = "http://127.0.0.1:8000"
BLOCKS = re.findall(r"^```python\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
QGIS = re.findall(r"^```qgis\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
README = re.findall(
    r"^```python\n(.*?)^```$", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE | re.DOTALL
)
README_HOST = "http://localhost:8000"
SAID = ("site/theatre", "certain", "triples teos", "site/klazomenai")
"""What each block prints, among other things."""


def test_no_block_escapes() -> None:
    marks = re.findall(r"^```(\w*)$", PAGE, re.MULTILINE)[::2]
    assert set(marks) == {"python", "qgis"}
    assert len(BLOCKS) == len(SAID)
    lines = [[line for line in block.splitlines() if line] for block in BLOCKS + QGIS]
    assert {len(each) for each in lines} == {5}


@pytest.mark.parametrize(("block", "said"), list(zip(BLOCKS, SAID, strict=True)), ids=SAID)
def test_runs_and_prints(block: str, said: str, url: str) -> None:
    assert HOST in block
    script = block.replace(HOST, url)
    ran = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, timeout=120, check=False
    )
    assert ran.returncode == 0, ran.stderr
    assert said.lower() in ran.stdout.lower()
    assert "Traceback" not in ran.stderr


@pytest.mark.parametrize("block", README, ids=lambda block: block.split("\n")[0])
def test_the_readme_runs(block: str, url: str) -> None:
    assert README_HOST in block
    script = block.replace(README_HOST, url)
    ran = subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.strip()


def test_what_qgis_opens_is_geojson(url: str) -> None:
    """QGIS itself is not here: what its layer would open is fetched instead."""
    (block,) = QGIS
    (source,) = re.findall(r'source = "([^"]+)"', block)
    reply = httpx.get(source.replace(HOST, url), follow_redirects=True)
    assert reply.headers["content-type"] == "application/geo+json"
    layer = reply.json()
    assert layer["type"] == "FeatureCollection"
    points = [each["geometry"]["coordinates"] for each in layer["features"] if each["geometry"]]
    assert len(points) > 50
    assert all(26 < lon < 29 and 37 < lat < 40 for lon, lat in points)
    assert compile(block, "python.md", "exec")
