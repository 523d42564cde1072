"""The pages of things in a real browser: one of every kind, and what readers do with them."""

from __future__ import annotations

import pytest

from tests.browser.conftest import Visitor
from tests.browser.test_pages import BUDGET, BUNDLES
from tests.web.test_records import KINDS

OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
SITE = "/doc/site/ephesus"


@pytest.mark.slow
@pytest.mark.parametrize("path", KINDS.values(), ids=KINDS)
def test_every_kind_is_fit_for_all_readers(visitor: Visitor, path: str) -> None:
    for width, language, scheme in (("wide", "en", "light"), ("narrow", "tr", "dark")):
        seen = visitor(width, language, scheme)
        seen.open(f"/doc/{path}").wait_for_selector("h1")
        seen.page.wait_for_load_state("networkidle")
        if width == "wide":
            assert seen.violations("target-size") == []
        else:  # places that are near each other overlap: the lists have the same links
            seen.page.evaluate(
                "document.querySelectorAll('.map-marker').forEach(each => each.remove())"
            )
            assert seen.violations() == []
        assert seen.page.evaluate(OVERFLOW) <= 0
        assert seen.complaints == []
        assert seen.foreign == []
        assert seen.weight(*BUNDLES) < BUDGET


def test_a_mark_opens_its_sources_without_scripts(visitor: Visitor) -> None:
    seen = visitor(scripts=False, language="en")
    page = seen.open(SITE)
    mark = page.locator("button.mark").first
    who = page.locator(f"#{mark.get_attribute('popovertarget')}")
    assert who.is_hidden()
    mark.click()
    assert who.is_visible()
    assert who.locator("li").count() >= 1
    page.keyboard.press("Escape")
    assert who.is_hidden()


def test_the_map_of_a_thing_has_it_and_its_neighbours(visitor: Visitor) -> None:
    seen = visitor(language="en")
    page = seen.open(SITE)
    page.wait_for_selector(".map-marker.is-exact")
    assert page.locator(".map-marker").count() == 1
    assert page.locator(".map-marker").get_attribute("aria-label") == "Ephesus"
    neighbour = page.locator(".map-neighbour").first
    assert neighbour.get_attribute("aria-hidden") == "true"
    assert neighbour.get_attribute("tabindex") is None
    assert seen.complaints == []


def test_the_map_of_a_list_shows_what_is_listed(visitor: Visitor) -> None:
    page = visitor(language="en").open("/doc/place/urla")
    page.wait_for_selector(".map-marker")
    lone = page.locator(".map-marker:not(.is-cluster)").count()
    counts = [int(text) for text in page.locator(".is-cluster span").all_text_contents()]
    on_map = page.locator("#members").locator("xpath=../p[1]").inner_text()
    assert f"{lone + sum(counts)} on the map" in on_map


def test_a_district_alone_is_an_area_on_the_map_that_moves(visitor: Visitor) -> None:
    page = visitor().open("/doc/site/all-saints-church-buca")
    page.wait_for_selector(".map-frame path.map-area")
    assert page.locator(".map-marker").count() == 0


def test_a_citation_is_copied(visitor: Visitor) -> None:
    seen = visitor(language="en")
    page = seen.open(SITE)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    button = page.locator("button[data-copy=citation]")
    button.click()
    page.locator("#cite ~ p .copied", has_text="Copied").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("“Ephesus”. Izmir Heritage Graph")
    assert copied.endswith("https://w3id.org/izmiras/id/site/ephesus")


def test_without_scripts_everything_is_there(visitor: Visitor) -> None:
    page = visitor(scripts=False, language="en").open("/doc/route/8500-years-in-one-day")
    assert page.locator(".map-picture .map-stop").count() == 5
    assert page.locator("ol.stops > li").count() == 5
    assert page.locator("button.copy").first.is_hidden()


def test_print_has_stops_map_and_citation(visitor: Visitor) -> None:
    page = visitor(language="en").open("/doc/route/8500-years-in-one-day")
    page.wait_for_selector(".map-marker")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    for selector in (".map-picture", "ol.stops", "#citation"):
        assert page.locator(selector).first.is_visible(), selector
    for selector in (".map-frame", ".crumbs", "button.copy", ".find"):
        assert page.locator(selector).first.is_hidden(), selector
