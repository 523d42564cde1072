"""Debian's Chromium, driven by Playwright, before a server with a release of the real data."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, Response, sync_playwright

from tests.servers import Server

ROOT = Path(__file__).parents[2]
AXE = ROOT / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
WIDTHS = {"wide": (1280, 900), "narrow": (320, 700)}
ECHOED = "Failed to load resource"
"""What the browser itself says of an answer that is an error: the test knows of it already."""


@dataclass(slots=True)
class Visit:
    """A page in a browser, with everything that it asked for and complained of."""

    page: Page
    root: str
    requests: list[Request] = field(default_factory=list)
    responses: list[Response] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def open(self, path: str) -> Page:
        self.page.goto(self.root + path)
        return self.page

    @property
    def foreign(self) -> list[str]:
        """Requests that went to somebody else."""
        urls = [request.url for request in self.requests]
        return [url for url in urls if not url.startswith((self.root, "data:"))]

    def weight(self, *without: str) -> int:
        """Bytes of the bodies as they were sent, but for assets whose name begins like this."""
        total = 0
        for response in self.responses:
            name = response.url.rpartition("/")[2]
            if not name.startswith(without or ("\0",)):
                total += response.request.sizes()["responseBodySize"]
        return total

    def violations(self, *rules_off: str) -> list[str]:
        """What axe-core finds, best practice and target size included."""
        self.page.evaluate(AXE.read_text(encoding="utf-8"))
        options = {
            "runOnly": [
                "wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice",
            ],
            "rules": {"target-size": {"enabled": True}}
            | {rule: {"enabled": False} for rule in rules_off},
        }  # fmt: skip
        found: list[dict[str, Any]] = self.page.evaluate(
            "options => axe.run(document, options).then(found => found.violations)", options
        )
        return [
            f"{each['id']}: {node['target']} {node['failureSummary']}"
            for each in found
            for node in each["nodes"]
        ]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """The browser of the system. Without one: no tests, but in CI a failure.

    While Playwright is open its event loop counts as running in this thread, and no other test
    could run one. So it is closed after each module.
    """
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        reason = "no chromium: apt-get install chromium"
        pytest.fail(reason) if os.environ.get("CI") else pytest.skip(reason)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def site(server: Server) -> str:
    """The root of a service over the real data."""
    return server.url


Visitor = Callable[..., Visit]


@pytest.fixture
def visitor(chromium: Browser, site: str) -> Iterator[Visitor]:
    """Makes visits: a window, a language, a colour scheme, with or without scripts."""
    contexts: list[BrowserContext] = []

    def visit(
        width: str = "wide",
        language: str = "tr",
        scheme: str = "light",
        *,
        scripts: bool = True,
    ) -> Visit:
        w, h = WIDTHS[width]
        context = chromium.new_context(
            viewport={"width": w, "height": h},
            locale={"tr": "tr-TR", "en": "en-GB"}[language],
            color_scheme="dark" if scheme == "dark" else "light",
            reduced_motion="reduce",
            java_script_enabled=scripts,
            bypass_csp=False,
        )
        contexts.append(context)
        seen = Visit(context.new_page(), site)
        seen.page.set_default_timeout(15_000)
        seen.page.on("request", lambda each: seen.requests.append(each))  # noqa: PLW0108
        seen.page.on("response", lambda each: seen.responses.append(each))  # noqa: PLW0108
        seen.page.on("pageerror", lambda error: seen.complaints.append(str(error)))
        seen.page.on(
            "console",
            lambda said: (
                seen.complaints.append(said.text)
                if said.type in ("error", "warning") and not said.text.startswith(ECHOED)
                else None
            ),
        )
        return seen

    yield visit
    for context in contexts:
        context.close()
