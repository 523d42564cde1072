"""What search engines read of a page that is not of one record: schema.org, as JSON-LD."""

from __future__ import annotations

from collections.abc import Mapping

from graph_service.pages.words import WORDS
from graph_service.profiles.schema_org import CONTEXT_URL
from graph_service.resources.place import Place

_KINDS: Mapping[str, str] = {
    "/explore": "SearchResultsPage",
    "/data": "AboutPage",
    "/queries": "CollectionPage",
}


def page_schema(path: str, title: str, language: str, place: Place) -> Mapping[str, object]:
    """The page, the site that it is part of, and the way to it; of the home page the site."""
    home = f"{place.root}/"
    site: dict[str, object] = {
        "@type": "WebSite",
        "@id": home,
        "url": home,
        "name": WORDS["site_name"][language],
        "inLanguage": ["tr", "en"],
    }
    if path == "/":
        asked = f"{place.root}/explore?q={{search_term_string}}"
        action = {
            "@type": "SearchAction",
            "target": {"@type": "EntryPoint", "urlTemplate": asked},
            "query-input": "required name=search_term_string",
        }
        about = {"description": WORDS["tagline"][language], "potentialAction": action}
        return {"@context": CONTEXT_URL, **site, **about}
    here = f"{place.root}{path}"
    steps = [(WORDS["home"][language], home), (title, here)]
    trail = [
        {"@type": "ListItem", "position": position, "name": name, "item": url}
        for position, (name, url) in enumerate(steps, start=1)
    ]
    return {
        "@context": CONTEXT_URL,
        "@type": _KINDS.get(path, "WebPage"),
        "@id": here,
        "url": here,
        "name": title,
        "inLanguage": language,
        "isPartOf": site,
        "breadcrumb": {"@type": "BreadcrumbList", "itemListElement": trail},
    }
