"""Windows of the browser, and visits in them.

To open a window takes the browser longer than to show a page. So it stays open for the next visit
of the same look, which finds it as if it were new: empty, without cookies, storage or permissions,
and it reads everything from the server, as nothing is kept in the cache.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from playwright.sync_api import Browser, ConsoleMessage, Page, Request, Response

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


class Look(NamedTuple):
    """How a window shows pages."""

    width: str
    language: str
    scheme: str
    scripts: bool
    once: bool
    """For a visit that changes the window for good: it is closed afterwards."""


class Window:
    """A window of some look, with the visit that is made in it."""

    def __init__(self, browser: Browser, look: Look) -> None:
        width, height = WIDTHS[look.width]
        self._context = browser.new_context(
            viewport={"width": width, "height": height},
            locale={"tr": "tr-TR", "en": "en-GB"}[look.language],
            color_scheme="dark" if look.scheme == "dark" else "light",
            reduced_motion="reduce",
            java_script_enabled=look.scripts,
            bypass_csp=False,
        )
        self.look = look
        self.page = self._context.new_page()
        self.page.set_default_timeout(15_000)
        devtools = self._context.new_cdp_session(self.page)
        devtools.send("Network.setCacheDisabled", {"cacheDisabled": True})
        self._visit = Visit(self.page, "")
        self.page.on("request", lambda each: self._visit.requests.append(each))  # noqa: PLW0108
        self.page.on("response", lambda each: self._visit.responses.append(each))  # noqa: PLW0108
        self.page.on("pageerror", lambda error: self._visit.complaints.append(str(error)))
        self.page.on("console", self._hear)

    def visit(self, root: str) -> Visit:
        self._visit = Visit(self.page, root)
        return self._visit

    def leave(self) -> None:
        """Make it as good as new."""
        if self.look.scripts and self.page.url.startswith("http"):
            self.page.evaluate("localStorage.clear(); sessionStorage.clear()")
        self._context.clear_cookies()
        self._context.clear_permissions()
        self.page.emulate_media(media="null")
        self.page.goto("about:blank")

    def close(self) -> None:
        self._context.close()

    def _hear(self, said: ConsoleMessage) -> None:
        if said.type in ("error", "warning") and not said.text.startswith(ECHOED):
            self._visit.complaints.append(said.text)


class Windows:
    """The windows of a browser: those in which a visit is made, and those that wait for one."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._free: dict[Look, list[Window]] = {}
        self._taken: list[Window] = []

    def visit(self, look: Look, root: str) -> Visit:
        free = self._free.get(look)
        window = free.pop() if free else Window(self._browser, look)
        self._taken.append(window)
        return window.visit(root)

    def tidy(self) -> None:
        """End all visits."""
        for window in self._taken:
            if window.look.once:
                window.close()
            else:
                window.leave()
                self._free.setdefault(window.look, []).append(window)
        self._taken.clear()
