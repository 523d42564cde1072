"""The dataset of a query: SPARQL 1.1 Query, section 13.2; SPARQL 1.1 Protocol, section 2.1.4.

Several default graphs are to be merged, and a triple that two of them have counts once. Oxigraph
reads the graphs one after the other and yields it twice. So they are merged here, in memory, for
this one query; the worker's bounds of time and memory hold for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pyoxigraph import DefaultGraph, NamedNode, Quad, QuerySolutions, Store

from graph_service.sparql.wire import Job

_IRI = r"<[^<>\"{}|^`\x00-\x20]*>"
_BLANK = r"(?:\s|#[^\r\n]*(?:[\r\n]|$))*"
_TOKEN = re.compile(
    r'"""(?:"{0,2}(?:[^"\\]|\\.))*"""|'
    r"'''(?:'{0,2}(?:[^'\\]|\\.))*'''|"
    r'"(?:[^"\\\r\n]|\\.)*"|'
    r"'(?:[^'\\\r\n]|\\.)*'|"
    r"#[^\r\n]*|[?$@]\w+|"
    rf"(?:from{_BLANK}(?P<named>named{_BLANK})?"
    rf"(?P<graph>{_IRI}|(?:[^\W\d_][\w.\-]*)?:[\w.\-:%]*))|"
    rf"{_IRI}|"
    r"(?P<form>(?:select|ask|construct|describe)\b(?!:))|"
    r"(?:[^\W\d_][\w.\-]*)?:[\w.\-:%]*|[\w]+",
    re.DOTALL | re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Target:
    """The store to ask, and the arguments that say which of its graphs."""

    store: Store
    arguments: Mapping[str, Any]


def target(store: Store, query: str, job: Job, base: str, prefixes: Mapping[str, str]) -> Target:
    """Where to evaluate the query. Raises ValueError for a graph name that is no IRI."""
    if job.dataset:
        default, named = list(job.default_graphs), list(job.named_graphs)
    else:
        default, named = _declared(query, base, prefixes)
        if len(default) <= 1:
            return Target(store, {})
    return _of(store, [NamedNode(each) for each in default], [NamedNode(each) for each in named])


def _of(store: Store, default: list[NamedNode], named: list[NamedNode]) -> Target:
    default = list(dict.fromkeys(default))
    if len(default) <= 1:
        return Target(store, {"default_graph": default, "named_graphs": named})
    merged = Store()
    merged.extend(_copied(store, default, merge=True))
    merged.extend(_copied(store, named, merge=False))
    return Target(merged, {"default_graph": DefaultGraph(), "named_graphs": named})


def _copied(store: Store, graphs: list[NamedNode], *, merge: bool) -> Iterator[Quad]:
    for graph in graphs:
        for quad in store.quads_for_pattern(None, None, None, graph):
            yield Quad(quad.subject, quad.predicate, quad.object) if merge else quad


def _declared(query: str, base: str, prefixes: Mapping[str, str]) -> tuple[list[str], list[str]]:
    """The graphs of the query's own FROM and FROM NAMED clauses, as IRIs.

    Only needed when there are several: most queries do not mention two.
    """
    if query.casefold().count("from") <= 1:
        return [], []
    prologue, found = _clauses(query)
    if sum(1 for _, named in found if not named) <= 1:
        return [], []
    names = " ".join(f"({graph} AS ?g{number})" for number, (graph, _) in enumerate(found))
    answer = Store().query(
        f"{prologue}\nSELECT {names} {{}}", base_iri=base, prefixes=dict(prefixes)
    )
    if not isinstance(answer, QuerySolutions):  # pragma: no cover - the query is a SELECT
        raise TypeError(answer)
    resolved = [term.value for term in next(iter(answer)) if isinstance(term, NamedNode)]
    kinds = [named for _, named in found]
    pairs = list(zip(resolved, kinds, strict=True))
    return [iri for iri, named in pairs if not named], [iri for iri, named in pairs if named]


def _clauses(query: str) -> tuple[str, list[tuple[str, bool]]]:
    prologue: str | None = None
    found: list[tuple[str, bool]] = []
    for token in _TOKEN.finditer(query):
        if token["form"] and prologue is None:
            prologue = query[: token.start()]
        elif token["graph"] and prologue is not None:
            found.append((token["graph"], token["named"] is not None))
    return prologue or "", found
