"""Ask a release one query, in this process: for the command line and for tests.

The service never does this: it evaluates visitors' queries in processes of their own.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import BinaryIO

from pyoxigraph import QueryResultsFormat, QueryTriples, RdfFormat, serialize

from graph_service.store.release import Release
from loaders.namespaces import prefixes

RESULTS: Mapping[str, QueryResultsFormat] = MappingProxyType(
    {
        "json": QueryResultsFormat.JSON,
        "xml": QueryResultsFormat.XML,
        "csv": QueryResultsFormat.CSV,
        "tsv": QueryResultsFormat.TSV,
    }
)
GRAPHS: Mapping[str, RdfFormat] = MappingProxyType(
    {
        "ttl": RdfFormat.TURTLE,
        "nt": RdfFormat.N_TRIPLES,
        "rdf": RdfFormat.RDF_XML,
        "jsonld": RdfFormat.JSON_LD,
    }
)


class UnknownFormat(ValueError):  # noqa: N818 - says what was met
    """The output format does not exist, or not for this form of query."""


def ask(release: Release, query: str, output: str, target: BinaryIO) -> None:
    """Write the answer in the format named. A graph asked for in a table format is Turtle.

    Raises SyntaxError for a query that cannot be read, UnknownFormat for a format that is none.
    """
    if output not in RESULTS and output not in GRAPHS:
        known = ", ".join([*RESULTS, *GRAPHS])
        raise UnknownFormat(f"{output!r} is not a format; there are {known}")
    names = prefixes(release.manifest.base)
    answer = release.store.query(query, prefixes=names)
    if isinstance(answer, QueryTriples):
        graph_format = GRAPHS.get(output, RdfFormat.TURTLE)
        serialize(answer, target, format=graph_format, prefixes=names)
    elif output in RESULTS:
        answer.serialize(target, format=RESULTS[output])
    else:
        raise UnknownFormat(f"{output!r} is a format for graphs; this query gives a table")
