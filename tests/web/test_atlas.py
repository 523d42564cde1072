"""What maps draw has one address a release; tiles of others only if the operator wants them."""

from __future__ import annotations

import re
from pathlib import Path

import httpx

from graph_service.pages.tiles import Tiles, content_security_policy
from graph_service.settings import Settings
from tests.servers import Server

BROWSER = "text/html"


def test_an_edition_is_kept_for_ever_and_an_old_one_leads_to_it(client: httpx.Client) -> None:
    page = client.get("/", headers={"accept": BROWSER})
    (found,) = set(re.findall(r"/atlas/[^\"]*/base\.en\.json", page.text))
    now = client.get(found)
    assert now.status_code == 200
    assert now.headers["content-type"] == "application/geo+json"
    assert "immutable" in now.headers["cache-control"]
    assert client.get(found, headers={"if-none-match": now.headers["etag"]}).status_code == 304
    old = client.get("/atlas/r0.abc/base.en.json")
    assert old.status_code == 307
    assert old.headers["location"] == found
    assert old.headers["cache-control"] == "no-store"
    for unknown in ("base.de.json", "base.json", "none.en.json", "base.en.geojson"):
        assert client.get(found.rpartition("/")[0] + f"/{unknown}").status_code == 404


def test_no_tiles_unless_the_operator_sets_them(client: httpx.Client) -> None:
    page = client.get("/", headers={"accept": BROWSER})
    assert '"tiles": null' in page.text
    assert "http" not in page.headers["content-security-policy"]


def test_tiles_of_the_operator_are_allowed_and_thanked(var: Path) -> None:
    url = "https://{s}.tiles.example/{z}/{x}/{y}.png"
    wanted = Settings(
        var_dir=var, sparql_workers=1, tile_url=url, tile_attribution="Somebody <else>"
    )
    with Server(wanted) as server, httpx.Client(base_url=server.url) as http:
        page = http.get("/", headers={"accept": BROWSER})
    policy = page.headers["content-security-policy"]
    assert "img-src 'self' data: https://*.tiles.example;" in policy
    assert "connect-src 'self';" in policy
    assert url in page.text
    assert "Somebody &lt;else&gt;" in page.text
    assert "Somebody <else>" not in page.text


def test_the_policy_names_one_host_and_no_path() -> None:
    policy = content_security_policy(Tiles("https://tiles.example:8443/a/{z}/{x}/{y}.png", ""))
    assert "img-src 'self' data: https://tiles.example:8443;" in policy
    assert "unsafe" not in policy
