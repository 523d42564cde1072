"""Evaluate one query in a worker and write its result with the engine's own serialisers."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from itertools import islice
from typing import IO, Any

from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    QueryBoolean,
    QuerySolutions,
    QueryTriples,
    Store,
    Triple,
    serialize,
)

from graph_service.sparql import guard
from graph_service.sparql.dataset import target
from graph_service.sparql.syntax import fault
from graph_service.sparql.wire import Job, WorkerConfig
from graph_service.store.formats import QUADS, RESULTS, TRIPLES
from loaders.namespaces import prefixes

GRAPHS = {**TRIPLES, **QUADS}
_WITH_PREFIXES = frozenset({"ttl", "trig", "rdf"})


class Refused(Exception):  # noqa: N818 - the query is refused, nothing failed
    """A query that gets an error as its answer: a code and what belongs to it."""

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts


class Evaluator:
    """Answers queries over one store."""

    def __init__(self, config: WorkerConfig) -> None:
        self._config = config
        self._store = Store.read_only(config.store)
        self._base = f"{config.base}sparql"
        self._prefixes = prefixes(config.base)

    def answer(self, query: str, job: Job, begin: Callable[[str, str], IO[bytes]]) -> None:
        """Evaluate, call `begin` with form and format, and write the result to what it gives.

        Raises Refused.
        """
        self._guard(query)
        result = self._query(query, job)
        try:
            self._write(result, job, begin)
        except RuntimeError as error:
            raise _failed(query, error) from error

    def _guard(self, query: str) -> None:
        config = self._config
        refusal = guard.refusal(query, config.service_endpoints, config.service_calls)
        if refusal is not None:
            raise Refused("service", reason=refusal.reason, endpoint=refusal.endpoint)

    def _query(self, query: str, job: Job) -> QuerySolutions | QueryBoolean | QueryTriples:
        try:
            where = target(self._store, query, job, self._base, self._prefixes)
            prefixes = self._mentioned(query)
            return where.store.query(
                query, base_iri=self._base, prefixes=prefixes, **where.arguments
            )
        except SyntaxError as error:
            found = fault(error, query, self._error)
            raise Refused(
                "syntax",
                message=found.message,
                line=found.line,
                column=found.column,
                text=found.text,
            ) from error
        except (ValueError, RuntimeError) as error:
            raise _failed(query, error) from error

    def _mentioned(self, query: str) -> dict[str, str]:
        """The prefixes that a query may use: to hand over all of them takes as long as to read it.

        With codepoint escapes it may use any.
        """
        if "\\" in query:
            return self._prefixes
        return {name: iri for name, iri in self._prefixes.items() if f"{name}:" in query}

    def _error(self, query: str) -> SyntaxError | None:
        """The error of parsing a query, over no data."""
        try:
            Store().query(query, base_iri=self._base, prefixes=self._prefixes)
        except SyntaxError as error:
            return error
        except (OSError, RuntimeError):  # it can be parsed, and fails later
            pass
        return None

    def _write(
        self,
        result: QuerySolutions | QueryBoolean | QueryTriples,
        job: Job,
        begin: Callable[[str, str], IO[bytes]],
    ) -> None:
        if isinstance(result, QueryTriples):
            key = _acceptable("graph", job.graph)
            output = begin("graph", key)
            if key == "html":
                output.write(_triple_table(result, self._config.table_rows))
            else:
                self._write_graph(result, key, output)
            return
        form = "ask" if isinstance(result, QueryBoolean) else "select"
        key = _acceptable(form, job.ask if form == "ask" else job.select)
        output = begin(form, key)
        if key == "html" and isinstance(result, QuerySolutions):
            output.write(_solution_table(result, self._config.table_rows))
        else:
            results_format = RESULTS["json" if key == "html" else key]
            result.serialize(output, format=results_format)

    def _write_graph(self, result: QueryTriples, key: str, output: IO[bytes]) -> None:
        if key in _WITH_PREFIXES:
            serialize(result, output, format=GRAPHS[key], prefixes=self._prefixes)
        else:
            result.serialize(output, format=GRAPHS[key])


def _failed(query: str, error: Exception) -> Refused:
    """What went wrong after parsing: with SERVICE it was the other endpoint."""
    message = str(error)
    if "custom function" not in message and guard.calls(query):
        return Refused("remote", message=message)
    return Refused("evaluation", message=message)


def _acceptable(form: str, key: str | None) -> str:
    if key is None:
        raise Refused("not-acceptable", form=form)
    return key


def _solution_table(result: QuerySolutions, most: int) -> bytes:
    names = [variable.value for variable in result.variables]
    rows = ({name: solution[name] for name in names} for solution in result)
    return _table(names, rows, most)


def _triple_table(result: QueryTriples, most: int) -> bytes:
    rows = ({"s": each.subject, "p": each.predicate, "o": each.object} for each in result)
    return _table(["s", "p", "o"], rows, most)


def _table(names: list[str], rows: Iterable[Mapping[str, object]], most: int) -> bytes:
    """The first rows as SPARQL 1.1 Query Results JSON, and whether there are more."""
    shown = list(islice(rows, most + 1))
    bindings = [
        {name: _json_term(term) for name, term in row.items() if term is not None}
        for row in shown[:most]
    ]
    document = {
        "head": {"vars": names},
        "results": {"bindings": bindings},
        "truncated": len(shown) > most,
    }
    return json.dumps(document, ensure_ascii=False).encode()


def _json_term(term: object) -> dict[str, Any]:
    match term:
        case NamedNode():
            return {"type": "uri", "value": term.value}
        case BlankNode():
            return {"type": "bnode", "value": term.value}
        case Literal():
            found = {"type": "literal", "value": term.value}
            if term.language:
                return found | {"xml:lang": term.language}
            return found | {"datatype": term.datatype.value}
        case Triple():
            parts = (
                ("subject", term.subject),
                ("predicate", term.predicate),
                ("object", term.object),
            )
            return {"type": "triple", "value": {name: _json_term(each) for name, each in parts}}
        case _:
            return {"type": "literal", "value": str(term)}
