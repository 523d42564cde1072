"""The home page: map and timeline, with the mouse, with the keyboard, and without scripts."""

from __future__ import annotations

import re

from tests.browser.conftest import Visitor


def test_the_map_gathers_places_and_opens_one(visitor: Visitor) -> None:
    seen = visitor()
    page = seen.open("/")
    page.wait_for_selector(".map-marker.is-cluster")
    counts = [int(text) for text in page.locator(".is-cluster span").all_text_contents()]
    alone = page.locator(".map-marker:not(.is-cluster)").count()
    shown, of_all = map(int, re.findall(r"\d+", page.locator(".map-count").inner_text()))
    assert shown == of_all > 700
    assert 0.9 * of_all < sum(counts) + alone <= of_all  # those at the edge may be outside
    page.locator(".map-marker:not(.is-cluster)").first.click()
    link = page.locator(".map-card a")
    assert re.fullmatch(r"/id/(site|waterway)/[a-z0-9-]+", link.get_attribute("href") or "")
    link.click()
    page.wait_for_selector("article h1")
    assert "/doc/" in page.url
    assert seen.complaints == []


def test_the_map_goes_by_keyboard(visitor: Visitor) -> None:
    seen = visitor()
    page = seen.open("/")
    page.wait_for_selector(".map-marker")
    assert page.locator(".map-marker[tabindex='0']").count() == 1
    first = page.locator(".map-marker[tabindex='0']")
    first.focus()
    start = page.evaluate("document.activeElement.getAttribute('aria-label')")
    for key in ("ArrowDown", "ArrowRight", "ArrowUp", "ArrowLeft"):
        page.keyboard.press(key)
        if page.evaluate("document.activeElement.getAttribute('aria-label')") != start:
            break
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") != start
    assert page.locator(".map-marker[tabindex='0']").count() == 1
    lone = page.locator(".map-marker:not(.is-cluster)").first
    lone.focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.closest('.map-card') !== null")
    page.keyboard.press("Escape")
    assert lone.evaluate("each => each === document.activeElement")
    assert page.locator(".map-card").is_hidden()


def test_a_period_is_chosen_by_list_or_by_its_bar(visitor: Visitor) -> None:
    seen = visitor(language="en")
    page = seen.open("/")
    page.wait_for_selector(".time-bar.is-live")
    page.select_option("#of-period", "archaic")
    few = page.locator(".map-count").inner_text()
    assert few.startswith(tuple("123456789"))
    assert page.locator(".time-bar.is-chosen").get_attribute("data-period") == "archaic"
    page.locator(".time-bar[data-period=roman] .fill-roman").click()
    assert page.locator("#of-period").input_value() == "roman"
    assert page.locator(".map-count").inner_text() != few
    page.locator(".time-bar[data-period=roman] .fill-roman").click()
    assert page.locator("#of-period").input_value() == ""


def test_without_scripts_there_is_a_map_a_timeline_and_a_table(visitor: Visitor) -> None:
    seen = visitor(scripts=False)
    page = seen.open("/")
    assert page.locator(".map-picture .map-dot").count() == 1
    assert page.locator(".map-picture").is_visible()
    assert page.locator(".map-tools").is_hidden()
    assert page.locator(".timeline-picture").is_visible()
    page.locator(".ages summary").click()
    rows = page.locator(".ages tbody tr td:first-child a")
    assert rows.count() > 30
    assert "MÖ 133/30 – MS 284/324" in page.locator(".ages table").inner_text()


def test_print_has_the_map_of_the_server_and_the_table(visitor: Visitor) -> None:
    seen = visitor()
    page = seen.open("/")
    page.wait_for_selector(".map-marker")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    assert page.locator(".map-picture").is_visible()
    assert page.locator(".map-frame").is_hidden()
    assert page.locator(".ages table").is_visible()


def test_places_keep_their_colours_in_the_dark(visitor: Visitor) -> None:
    colours = []
    for scheme in ("light", "dark"):
        page = visitor(scheme=scheme).open("/")
        page.wait_for_selector(".map-frame path.map-province")
        colours.append(
            page.locator(".map-frame path.map-province").first.evaluate(
                "each => getComputedStyle(each).fill"
            )
        )
    assert colours == ["rgb(251, 248, 241)", "rgb(38, 45, 49)"]
