"""The query page: an editor that the keyboard can leave, results, a map, and errors in place."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Visit, Visitor

PLACES = """\
PREFIX izm: <https://w3id.org/izmiras/ontology#>
PREFIX geo: <http://www.opengis.net/ont/geosparql#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT ?site ?name ?wkt WHERE {
  ?site a izm:HeritageSite ; rdfs:label ?name ; geo:hasDefaultGeometry/geo:asWKT ?wkt .
  FILTER(LANG(?name) = "tr")
}
ORDER BY ?site LIMIT 120"""


def editor(seen: Visit, text: str | None = None, path: str = "/sparql") -> Page:
    page = seen.open(path)
    page.wait_for_selector(".CodeMirror")
    if text is not None:
        page.evaluate(
            "text => document.querySelector('.CodeMirror').CodeMirror.setValue(text)", text
        )
    return page


def run(page: Page) -> None:
    page.locator("form[method=post] button").first.click()


def test_a_query_has_a_table_in_pages_and_a_map(visitor: Visitor) -> None:
    seen = visitor()
    page = editor(seen, PLACES)
    run(page)
    page.wait_for_selector("#result table")
    assert page.locator("#result tbody tr").count() == 50
    page.get_by_role("button", name="Sonraki").click()
    page.get_by_role("button", name="Sonraki").click()
    assert page.locator("#result tbody tr").count() == 20
    assert page.get_by_role("button", name="Sonraki").is_disabled()
    first = page.locator("#result tbody a").first.get_attribute("href") or ""
    assert first.startswith("/id/site/")
    page.get_by_role("button", name="Harita").click()
    page.wait_for_selector("#result .map-marker")
    assert page.locator("#result .map-marker").count() == 120
    assert seen.violations("target-size") == []  # 120 places overlap: the table has them too
    assert seen.complaints == []


def test_an_error_is_shown_at_its_line(visitor: Visitor) -> None:
    seen = visitor(language="en")
    page = editor(seen, "SELECT * WHERE {\n  ?s ?p ?o .\n  oops ?o\n}")
    run(page)
    page.wait_for_selector(".query-problem")
    assert "line 3" in page.locator(".query-problem").inner_text().lower()
    assert page.locator(".query-fault").inner_text().strip().endswith("oops ?o")
    page.get_by_role("button", name="Go to line 3").click()
    where = "document.querySelector('.CodeMirror').CodeMirror.getCursor().line"
    assert page.evaluate(where) == 2
    page.evaluate("document.querySelector('.CodeMirror').CodeMirror.setValue('ASK {}')")
    run(page)
    page.wait_for_selector("#result .summary")
    assert page.locator(".query-fault").count() == 0
    assert seen.violations() == []


def test_terms_are_completed_with_their_prefix(visitor: Visitor) -> None:
    page = editor(visitor(), "SELECT * WHERE {\n  ?s a izm:Heri")
    page.evaluate(
        "const cm = document.querySelector('.CodeMirror').CodeMirror; cm.focus(); "
        "cm.setCursor({line: 1, ch: 15})"
    )
    page.keyboard.type("t")
    page.wait_for_selector(".CodeMirror-hint")
    assert page.locator(".CodeMirror-hint").all_text_contents() == ["izm:HeritageSite"]
    page.keyboard.press("Enter")
    text = page.evaluate("document.querySelector('.CodeMirror').CodeMirror.getValue()")
    assert "PREFIX izm: <https://w3id.org/izmiras/ontology#>" in text
    assert "?s a izm:HeritageSite" in text


def test_tab_leaves_the_editor(visitor: Visitor) -> None:
    page = editor(visitor(), "ASK {}")
    page.evaluate("document.querySelector('.CodeMirror').CodeMirror.focus()")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.tagName") == "BUTTON"
    page.keyboard.press("Shift+Tab")
    assert page.evaluate("document.activeElement.closest('.CodeMirror') !== null")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("#result .summary")


def test_a_query_of_the_library_is_at_hand_in_the_language_of_the_page(visitor: Visitor) -> None:
    seen = visitor(language="tr")
    page = editor(seen)
    page.get_by_role("link", name="Bir yüzyılda yapılanlar").click()
    page.wait_for_selector(".CodeMirror")
    text = page.evaluate("document.querySelector('.CodeMirror').CodeMirror.getValue()")
    assert text.startswith("PREFIX")
    assert page.locator(".shelf [aria-current]").inner_text() == "Bir yüzyılda yapılanlar"
    run(page)
    page.wait_for_selector("#result tbody tr")


@pytest.mark.parametrize("scripts", [True, False])
def test_results_can_be_had_as_files(visitor: Visitor, scripts: bool) -> None:
    seen = visitor(scripts=scripts)
    query = (
        "SELECT ?s WHERE { ?s a <https://w3id.org/izmiras/ontology#HistoricPeriod> } ORDER BY ?s"
    )
    if scripts:
        page = editor(seen, query)
    else:
        page = seen.open("/sparql")
        page.fill("textarea", query)
    with page.expect_download() as waiting:
        page.get_by_role("button", name="CSV").click()
    lines = waiting.value.path().read_text(encoding="utf-8").splitlines()
    assert lines[0] == "s"
    assert lines[1].startswith("https://w3id.org/izmiras/id/period/")


def test_without_scripts_the_form_answers_with_a_page(visitor: Visitor) -> None:
    seen = visitor(scripts=False)
    page = seen.open("/sparql")
    page.fill("textarea", PLACES)
    run(page)
    assert page.locator("#result tbody tr").count() == 120
    assert page.locator("textarea").input_value() == PLACES


def test_without_scripts_a_query_that_cannot_be_read_can_be_mended(visitor: Visitor) -> None:
    seen = visitor(scripts=False, language="en")
    page = seen.open("/sparql?query=ASK%20%7B%20%3Fs%20%7D")
    assert page.locator("h1").text_content() == "Syntax error"
    page.fill("textarea", "ASK { ?s ?p ?o }")
    page.click("main form button")
    assert "Yes" in page.locator("#result").inner_text()
