"""Large graphs are sent while they are read, and are the same every time."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, Store, parse

from graph_service.resources import graphs
from graph_service.resources.graphs import OFFERS
from graph_service.resources.streaming import stream

BASE = "https://w3id.org/izmiras/"
FORMATS = {
    "turtle": RdfFormat.TURTLE,
    "json-ld": RdfFormat.JSON_LD,
    "json": RdfFormat.JSON_LD,
    "n-triples": RdfFormat.N_TRIPLES,
    "rdf-xml": RdfFormat.RDF_XML,
    "trig": RdfFormat.TRIG,
    "n-quads": RdfFormat.N_QUADS,
}


@pytest.fixture(scope="module")
def store() -> Store:
    predicate = NamedNode("http://www.w3.org/2000/01/rdf-schema#seeAlso")
    store = Store()
    store.extend(
        Quad(NamedNode(f"{BASE}id/site/s{n}"), predicate, NamedNode(f"{BASE}id/type/t{n % 7}"))
        for n in range(21_000)
    )
    return store


async def read(store: Store, offer) -> list[bytes]:
    return [piece async for piece in graphs.streamed(store, DefaultGraph(), offer, BASE)]


@pytest.mark.parametrize("offer", OFFERS, ids=lambda offer: offer.key)
def test_a_stream_has_every_triple(store: Store, offer) -> None:
    assert graphs.whole(store, DefaultGraph(), offer, BASE) is None
    pieces = asyncio.run(read(store, offer))
    assert len(pieces) > 3
    assert len({len(piece) for piece in pieces[:-1]}) == 1
    body = b"".join(pieces)
    found = {quad.triple for quad in parse(body, format=FORMATS[offer.key])}
    assert len(found) == len(store)
    if offer.key in ("turtle", "trig", "rdf-xml"):
        assert b"type:t1" in body or b'xmlns:type="' in body


WRITE = f"""
import asyncio, hashlib
from pyoxigraph import *
from graph_service.resources import graphs
store = Store()
store.add(Quad(NamedNode("{BASE}id/site/a"), NamedNode("{BASE}ontology#p"), Literal(1)))
async def read(offer):
    return [p async for p in graphs.streamed(store, DefaultGraph(), offer, "{BASE}")]
for offer in graphs.OFFERS:
    print(hashlib.sha256(b"".join(asyncio.run(read(offer)))).hexdigest())
from pathlib import Path
shapes = sorted(Path("shapes").glob("*.ttl"))
for offer in graphs.OFFERS:
    print(hashlib.sha256(graphs.turtle_files(shapes, offer)).hexdigest())
"""


def test_two_processes_write_the_same_bytes() -> None:
    """Strong entity tags are true: prefixes and blank nodes do not depend on chance."""
    root = Path(__file__).parents[2]
    command = [sys.executable, "-c", WRITE]
    first, second = (
        subprocess.run(command, cwd=root, capture_output=True, check=True, text=True).stdout
        for _ in range(2)
    )
    assert first == second
    assert len(first.split()) == 2 * len(OFFERS)


def test_a_failure_breaks_the_stream() -> None:
    def write(output) -> None:
        output.write(b"x" * 100_000)
        raise OSError("the disk is gone")

    async def run() -> None:
        pieces = stream(write)
        assert len(await anext(pieces)) == 65_536
        with pytest.raises(OSError, match="the disk is gone"):
            await anext(pieces)

    asyncio.run(run())


def test_a_client_that_leaves_ends_the_thread() -> None:
    written = 0

    def write(output) -> None:
        nonlocal written
        for _ in range(10_000):
            written += output.write(b"x" * 65_536)

    async def run() -> None:
        pieces = stream(write)
        await anext(pieces)
        await pieces.aclose()  # type: ignore[attr-defined]

    asyncio.run(run())
    until = time.monotonic() + 5
    while any(thread.name == "graph" for thread in threading.enumerate()):
        assert time.monotonic() < until
        time.sleep(0.01)
    assert written < 1_000_000
