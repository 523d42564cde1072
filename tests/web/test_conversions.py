"""EDM and schema.org as a stranger asks for them: by `_profile`, Accept-Profile and Accept."""

from __future__ import annotations

import httpx
import pytest
from lxml import etree

EDM = "http://www.europeana.eu/schemas/edm/"
SCHEMA = "https://schema.org/"
SITE = "/doc/site/agora-of-smyrna"
ROOT = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}RDF"


@pytest.mark.parametrize(
    ("path", "headers"),
    [
        (f"{SITE}?_profile=edm", {}),
        (f"{SITE}.rdf?_profile=edm", {}),
        (SITE, {"accept": "application/rdf+xml", "accept-profile": f"<{EDM}>"}),
    ],
)
def test_edm(client: httpx.Client, path: str, headers: dict[str, str]) -> None:
    answer = client.get(path, headers=headers)
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("application/rdf+xml")
    root = etree.fromstring(answer.content)
    assert root.tag == ROOT
    shown = root.find(f"{{*}}Aggregation/{{{EDM}}}isShownAt")
    assert shown is not None
    page = client.get(shown.attrib["{http://www.w3.org/1999/02/22-rdf-syntax-ns#}resource"])
    assert page.status_code == 200
    assert page.headers["content-type"].startswith("text/html")


@pytest.mark.parametrize(
    ("path", "headers"),
    [
        (f"{SITE}?_profile=schema", {}),
        (f"{SITE}.jsonld?_profile=schema", {}),
        (SITE, {"accept": "application/ld+json", "accept-profile": f"<{SCHEMA}>"}),
        (SITE, {"accept": f'application/ld+json;profile="{SCHEMA}"'}),
    ],
)
def test_schema_org(client: httpx.Client, path: str, headers: dict[str, str]) -> None:
    answer = client.get(path, headers=headers)
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("application/ld+json")
    thing = answer.json()
    assert thing["@type"] == "LandmarksOrHistoricalBuildings"
    assert client.get(thing["mainEntityOfPage"]["url"]).status_code == 200


def test_a_kind_that_edm_has_no_class_for(client: httpx.Client) -> None:
    answer = client.get("/doc/route/culture-walk?_profile=edm")
    assert answer.status_code == 406
    assert "edm" not in {each["type"] for each in answer.json()["available"]}
    by_header = client.get("/doc/route/culture-walk", headers={"accept-profile": f"<{EDM}>"})
    assert by_header.status_code == 200


@pytest.mark.parametrize("token", ["edm", "schema"])
def test_the_page_of_the_profile_says_what_is_lost(client: httpx.Client, token: str) -> None:
    page = client.get(f"/profile/{token}", headers={"accept": "text/html"})
    assert page.status_code == 200
    assert "How sure" in page.text or "how sure" in page.text
