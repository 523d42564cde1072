"""Every kind of page: no complaint, nothing of others, light, and fit for all readers."""

from __future__ import annotations

import pytest

from tests.browser.conftest import Visitor

BUDGET = 60_000
BUNDLES = ("map-", "editor-", "base.", "points.", "terms.")
"""What a page loads besides, for its map and its editor."""
PAGES = {
    "/": ".map-marker",
    "/explore": "li[data-path]",
    "/explore?year=-499&kind=site": ".found-map .is-alive",
    "/explore?q=symrnna": ".found-map .is-alive",
    "/sparql": ".CodeMirror",
    "/sparql?example=occupied-in-year": ".CodeMirror",
    "/doc/site/agora-of-smyrna": "h1",
    "/doc/period/roman": "h1",
    "/dataset": "h1",
    "/dumps": "h1",
    "/queries": "h1",
    "/ontology": ".class-diagram",
    "/data": "h1",
    "/api": "h1",
    "/shapes": "h1",
    "/validation": "h1",
    "/links": "h1",
    "/changes": "h1",
    "/nowhere": "h1",
    "/profile/edm": "h1",
    "/problems": "h1",
    "/problems/not-found": "h1",
    "/id/site/ephes": "h1",
}


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_quiet_light_and_ours(visitor: Visitor, path: str) -> None:
    seen = visitor()
    seen.open(path).wait_for_selector(PAGES[path])
    seen.page.wait_for_load_state("networkidle")
    assert seen.complaints == []
    assert seen.foreign == []
    assert seen.weight(*BUNDLES) < BUDGET


@pytest.mark.parametrize(
    ("path", "width", "language", "scheme"),
    [
        *((path, "narrow", "en", "dark") for path in PAGES if path != "/dumps"),  # a long table
        ("/", "wide", "tr", "light"),
        ("/explore?year=-499&kind=site", "wide", "tr", "light"),
        ("/sparql", "wide", "tr", "light"),
        ("/doc/site/agora-of-smyrna", "wide", "tr", "light"),
    ],
)
def test_a_page_is_accessible(
    visitor: Visitor, path: str, width: str, language: str, scheme: str
) -> None:
    seen = visitor(width, language, scheme)
    seen.open(path).wait_for_selector(PAGES[path])
    assert seen.violations() == []
    overflow = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert seen.page.evaluate(overflow) <= 0


@pytest.mark.parametrize("path", ["/", "/sparql", "/doc/site/agora-of-smyrna"])
def test_nothing_moves_while_a_page_loads(visitor: Visitor, path: str) -> None:
    seen = visitor(once=True)
    seen.page.add_init_script(
        "window.shift = 0; new PerformanceObserver(list => { for (const e of list.getEntries()) "
        "window.shift += e.hadRecentInput ? 0 : e.value }).observe({type: 'layout-shift', "
        "buffered: true})"
    )
    seen.open(path).wait_for_selector(PAGES[path])
    seen.page.wait_for_load_state("networkidle")
    assert seen.page.evaluate("window.shift") < 0.02


def test_the_tab_key_starts_with_the_way_to_the_content(visitor: Visitor) -> None:
    seen = visitor()
    page = seen.open("/")
    page.keyboard.press("Tab")
    assert page.locator(".skip").evaluate("each => each === document.activeElement")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"


def test_the_language_switch_keeps_the_page(visitor: Visitor) -> None:
    seen = visitor(language="tr")
    page = seen.open("/sparql")
    assert page.locator("html").get_attribute("lang") == "tr"
    page.click(".tongue")
    assert page.locator("html").get_attribute("lang") == "en"
    assert page.locator("h1").text_content() == "Query editor"
