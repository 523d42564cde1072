"""The sitemap: what it lists is there, and when it changed."""

from __future__ import annotations

import httpx
from lxml import etree

from graph_service.feeds.sitemap import PART, Sitemaps
from graph_service.resources.place import Place
from graph_service.store.changes import FILE, ChangeLog
from tests.releases import Published

NAMES = {
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "x": "http://www.w3.org/1999/xhtml",
}
BROWSER = {"accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}


def read(http: httpx.Client, url: str) -> etree._Element:
    answer = http.get(url, headers=BROWSER)
    assert answer.headers["content-type"] == "application/xml"
    return etree.fromstring(answer.content)


def texts(root: etree._Element, name: str) -> list[str]:
    return [str(each.text) for each in root.iterfind(f".//s:{name}", NAMES)]


def test_it_lists_pages_that_are_there_by_their_canonical_address(http: httpx.Client) -> None:
    index = read(http, "/sitemap.xml")
    assert etree.QName(index).localname == "sitemapindex"
    others, *parts = texts(index, "loc")
    assert len(parts) == 1
    listed = read(http, parts[0])
    assert 1 < len(texts(listed, "loc")) <= PART
    ours = [url for url in texts(listed, "loc") if "/site/" in url]
    assert [url.rpartition("/")[2] for url in ours] == ["old-smyrna"]
    sample = texts(listed, "loc")[::60]
    for url in [*texts(read(http, others), "loc"), *sample, *ours]:
        answer = http.get(url, headers=BROWSER)
        assert answer.status_code == 200, url
        assert answer.headers["content-type"].startswith("text/html"), url
    for url in [*sample, *ours]:
        assert f'<{url}>; rel="canonical"' in http.get(url, headers=BROWSER).headers["link"]


def test_pages_have_their_languages(http: httpx.Client) -> None:
    listed = read(http, "/sitemaps/1.xml")
    for each in list(listed.iterfind("s:url", NAMES))[:5]:
        (url,) = texts(each, "loc")
        links = {
            str(link.get("hreflang")): str(link.get("href"))
            for link in each.iterfind("x:link", NAMES)
        }
        assert links == {"tr": f"{url}?lang=tr", "en": f"{url}?lang=en", "x-default": url}
        assert http.get(links["en"], headers=BROWSER).headers["content-language"] == "en"


def test_a_page_changed_when_its_entity_did(http: httpx.Client, three_releases: Published) -> None:
    listed = read(http, "/sitemaps/1.xml")
    changed = dict(zip(texts(listed, "loc"), texts(listed, "lastmod"), strict=True))
    with ChangeLog.open(three_releases.settings.current / FILE) as log:
        times = [release.time for release in log.releases]
        assert changed[f"{http.base_url}/doc/site/old-smyrna"] == times[1]
        assert changed[f"{http.base_url}/doc/place/konak"] == times[0]
        index = Sitemaps(log, Place("https://x", "")).index()
    assert f"<lastmod>{times[-1]}</lastmod>".encode() in index


def test_robots_and_strangers(http: httpx.Client) -> None:
    for path in ("/sitemaps/2.xml", "/sitemaps/0.xml", "/sitemaps/pages.txt", "/sitemaps/x.xml"):
        assert http.get(path).status_code == 404
    assert f"Sitemap: {http.base_url}/sitemap.xml" in http.get("/robots.txt").text
