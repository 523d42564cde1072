"""The build hook: quick when nothing changed, clear when something fails, and no address inside."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

import hatch_build

ROOT = Path(__file__).parents[2]


def test_what_is_served_is_what_the_sources_say() -> None:
    assert hatch_build.build() is False, "run `python hatch_build.py`"
    manifest = json.loads((hatch_build.OUTPUT / "manifest.json").read_text())
    assert {"page.js", "map.js", "map.css", "editor.js", "editor.css", "izmiras.css"} <= set(
        manifest
    )
    for name in manifest.values():
        assert re.fullmatch(r"[a-z-]+-[A-Z0-9]{8}\.[a-z0-9]+", name)
        assert (hatch_build.OUTPUT / name).is_file()


def test_a_failure_says_what_could_not_be_done_and_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = tmp_path / "frontend"
    ignore = shutil.ignore_patterns("node_modules")
    shutil.copytree(ROOT / "frontend", broken, ignore=ignore)
    (broken / "node_modules").symlink_to(ROOT / "frontend" / "node_modules")
    (broken / "src" / "page.js").write_text("import './nothing.js';")
    monkeypatch.setattr(hatch_build, "FRONTEND", broken)
    monkeypatch.setattr(hatch_build, "OUTPUT", tmp_path / "dist")
    with pytest.raises(hatch_build.FrontendError, match=r"(?s)bundle the scripts.*nothing\.js"):
        hatch_build.build()
    assert not (tmp_path / "dist").exists()


def test_no_version_floats_and_no_registry_is_named() -> None:
    package = json.loads((ROOT / "frontend" / "package.json").read_text())
    for name, version in {**package["dependencies"], **package["devDependencies"]}.items():
        assert re.fullmatch(r"\d+\.\d+\.\d+", version), name
    lock = json.loads((ROOT / "frontend" / "package-lock.json").read_text())
    found = {path: each for path, each in lock["packages"].items() if path}
    assert all("resolved" not in each for each in found.values())
    assert all("integrity" in each for each in found.values())


def test_nothing_that_is_served_names_another_host() -> None:
    """But for names of vocabularies, which are addresses too, and a link in Leaflet."""
    for name in ("page", "map"):
        (file,) = hatch_build.OUTPUT.glob(f"{name}-*.js")
        text = file.read_text(encoding="utf-8")
        hosts = set(re.findall(r"https?://([\w.-]+)", text))
        assert hosts <= {"www.w3.org", "leafletjs.com"}
