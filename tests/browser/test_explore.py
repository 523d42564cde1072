"""Search and browse in a browser: words, filters, map, years, with mouse, keys and neither."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import Visitor

READY = ".found-map .is-alive"


def count(page: Page) -> int:
    return int(re.sub(r"\D", "", page.locator("#found").inner_text()))


def test_filters_change_list_map_and_address_without_a_new_page(visitor: Visitor) -> None:
    seen = visitor(language="en")
    page = seen.open("/explore")
    page.wait_for_selector(READY)
    page.evaluate("window.same = true")
    everything = count(page)
    page.check("#kind-site")
    expect(page).to_have_url(re.compile(r"/explore\?kind=site$"))
    expect(page.locator(".chips")).to_contain_text("Site")
    assert count(page) < everything
    assert page.evaluate("document.activeElement.id") == "kind-site"
    located = page.locator(".map-count")
    expect(located).to_contain_text("results on the map")
    before = located.inner_text()
    page.check("#type-mosque") if page.locator("#type-mosque").is_visible() else page.check(
        "[data-part=filters] [name=type] >> nth=0"
    )
    expect(located).not_to_have_text(before)
    page.locator(".chips a").first.click()
    expect(page).not_to_have_url(re.compile("kind=site"))
    expect(page.locator("#kind-site")).not_to_be_checked()
    page.go_back()
    expect(page.locator("#kind-site")).to_be_checked()
    assert page.evaluate("window.same") is True
    assert seen.complaints == []
    assert seen.foreign == []


def test_the_slider_goes_through_the_years_by_keyboard(visitor: Visitor) -> None:
    seen = visitor(language="tr")
    page = seen.open("/explore?year=-499&kind=site")
    page.wait_for_selector(READY)
    slider = page.locator("#year-slide")
    expect(slider).to_have_attribute("aria-valuetext", "MÖ 500")
    slider.focus()
    page.keyboard.press("ArrowRight")
    expect(slider).to_have_attribute("aria-valuetext", "MÖ 490")
    expect(page.locator("h1")).to_have_text("MÖ 490 yılında İzmir")
    expect(page).to_have_url(re.compile(r"year=-489"))
    page.keyboard.press("PageUp")
    page.keyboard.press("PageUp")
    expect(page.locator("h1")).to_have_text("MÖ 290 yılında İzmir")
    assert page.evaluate("document.activeElement.id") == "year-slide"
    assert page.locator("#year").input_value() == "290"
    assert page.locator(".sure.is-possible").count() > 0
    page.click("[data-part=all-years] a")
    expect(page.locator("h1")).to_have_text("Keşfet")
    assert page.locator("#year").input_value() == ""
    assert seen.complaints == []


def test_list_and_map_point_at_each_other(visitor: Visitor) -> None:
    seen = visitor()
    page = seen.open("/explore?q=klazomenai&kind=site")
    page.wait_for_selector(".found-map .map-marker")
    page.locator(".results li[data-point] a").first.focus()
    expect(page.locator(".map-ring")).to_have_count(1)
    page.locator("#sort").focus()
    expect(page.locator(".map-ring")).to_have_count(0)
    page.locator(".map-marker[tabindex='0']").focus()
    assert page.locator(".map-marker:focus").get_attribute("aria-label")
    page.keyboard.press("Enter")
    assert seen.complaints == []


def test_the_map_narrows_to_what_it_shows(visitor: Visitor) -> None:
    seen = visitor(language="en")
    page = seen.open("/explore?kind=site")
    page.wait_for_selector(READY)
    everything = count(page)
    page.get_by_role("button", name="Zoom in").click()
    page.get_by_role("button", name="Zoom in").click()
    page.get_by_role("button", name="Search this area").click()
    expect(page).to_have_url(re.compile("bbox="))
    expect(page.locator(".chips")).to_contain_text("chosen area")
    assert 0 < count(page) < everything
    assert seen.complaints == []


def test_suggestions_by_keyboard_from_the_header(visitor: Visitor) -> None:
    seen = visitor(language="en")
    page = seen.open("/doc/site/agora-of-smyrna")
    page.focus("#find")
    expect(page.locator("#find")).to_have_attribute("role", "combobox")
    page.keyboard.type("klazom")
    options = page.get_by_role("option")
    expect(options.first).to_contain_text("Klazomenai")
    assert page.locator("#find").get_attribute("aria-expanded") == "true"
    page.keyboard.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    chosen = page.locator("#find").get_attribute("aria-activedescendant")
    assert chosen == options.first.get_attribute("id")
    assert seen.violations() == []
    page.keyboard.press("Escape")
    expect(options).to_have_count(0)
    page.keyboard.press("ArrowDown")
    expect(options.first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("klazomenai"))
    assert seen.complaints == []


def test_without_scripts_the_form_does_it_all(visitor: Visitor) -> None:
    seen = visitor(language="en", scripts=False)
    page = seen.open("/explore")
    assert page.locator(".map-picture .map-dot").count() == 1
    assert page.locator("#year-slide").is_hidden()
    page.fill("#year", "500")
    page.check("#kind-site")
    page.get_by_role("button", name="Apply filters").click()
    assert page.url.endswith("/explore?kind=site&year=-499") or page.url.endswith(
        "/explore?year=-499&kind=site"
    )
    expect(page.locator("h1")).to_have_text("Izmir in 500 BCE")
    expect(page.locator(".sure")).to_have_count(20)
    page.click(".pages [rel=next]")
    expect(page.locator(".pages")).to_contain_text("First page")
    page.click(".tongue")
    expect(page.locator("h1")).to_have_text("MÖ 500 yılında İzmir")
