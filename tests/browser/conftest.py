"""Debian's Chromium, driven by Playwright, before a server with a release of the real data."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser.windows import Look, Visit, Windows
from tests.servers import Server


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


@pytest.fixture(scope="module")
def windows(chromium: Browser) -> Windows:
    return Windows(chromium)


@pytest.fixture
def visitor(windows: Windows, site: str) -> Iterator[Visitor]:
    """Makes visits: a window, a language, a colour scheme, with or without scripts."""

    def visit(
        width: str = "wide",
        language: str = "tr",
        scheme: str = "light",
        *,
        scripts: bool = True,
        once: bool = False,
    ) -> Visit:
        return windows.visit(Look(width, language, scheme, scripts, once), site)

    yield visit
    windows.tidy()
