"""What the tests of shapes and integrity queries read: the shapes, the queries, the cases.

A case is a small Turtle (or TriG) file beside its like: `good.ttl`, and `bad.ttl` or
`bad-<what>.ttl`. `shared.ttl` is read with every case of its folder, `world.ttl` with all.
Comments on top of a bad case say what is wrong with it, and `also:` which further shapes or
queries the same mistake must break.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import rdflib
from rdflib.namespace import RDF, SH

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
CASES = HERE / "cases"
INTEGRITY_CASES = HERE / "integrity"
QUERIES = ROOT / "queries" / "integrity"
ONTOLOGY = ROOT / "ontology"
WORLD = HERE / "world.ttl"
SHAPES = "https://w3id.org/izmiras/shapes#"

# Terms that say what a shape asks of its own focus nodes, beside its properties.
_OWN_CONSTRAINTS = (SH["class"], SH["not"], SH["or"], SH.datatype, SH.nodeKind)


@cache
def read_shapes(name: str = "*") -> rdflib.Graph:
    graph = rdflib.Graph(bind_namespaces="none")
    for path in sorted((ROOT / "shapes").glob(f"{name}.ttl")):
        graph.parse(path, format="turtle")
    return graph


@cache
def named_shapes() -> dict[str, set[str]]:
    """Each node shape, and the names under which it can fail: its own, and its properties'."""
    graph = read_shapes()
    shapes = {}
    for shape in graph.subjects(RDF.type, SH.NodeShape):
        fails = {local_name(each) for each in graph.objects(shape, SH.property)}
        if any((shape, term, None) in graph for term in _OWN_CONSTRAINTS):
            fails.add(local_name(shape))
        shapes[local_name(shape)] = fails
    return shapes


def local_name(shape: object) -> str:
    return str(shape).removeprefix(SHAPES)


def is_domain_or_range(shape: str) -> bool:
    return shape.endswith(("-domain", "-range"))


def bad_cases(folder: Path) -> list[Path]:
    return sorted(folder.glob("bad*.t*"))


def also(path: Path) -> set[str]:
    """The further shapes or queries that a bad case names."""
    match = re.search(r"^# also: (.+)$", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return set(match.group(1).split()) if match else set()
