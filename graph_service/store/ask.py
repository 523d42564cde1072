"""Ask a release one query, in this process: for the command line and for tests.

The service never does this: it evaluates visitors' queries in processes of their own.
"""

from __future__ import annotations

from typing import BinaryIO

from pyoxigraph import QueryTriples, RdfFormat, serialize

from graph_service.store.formats import RESULTS, TRIPLES
from graph_service.store.release import Release
from loaders.namespaces import prefixes


class UnknownFormat(ValueError):  # noqa: N818 - says what was met
    """The output format does not exist, or not for this form of query."""


def ask(release: Release, query: str, output: str, target: BinaryIO) -> None:
    """Write the answer in the format named. A graph asked for in a table format is Turtle.

    Raises SyntaxError for a query that cannot be read, UnknownFormat for a format that is none.
    """
    if output not in RESULTS and output not in TRIPLES:
        known = ", ".join([*RESULTS, *TRIPLES])
        raise UnknownFormat(f"{output!r} is not a format; there are {known}")
    names = prefixes(release.manifest.base)
    answer = release.store.query(query, prefixes=names)
    if isinstance(answer, QueryTriples):
        graph_format = TRIPLES.get(output, RdfFormat.TURTLE)
        serialize(answer, target, format=graph_format, prefixes=names)
    elif output in RESULTS:
        answer.serialize(target, format=RESULTS[output])
    else:
        raise UnknownFormat(f"{output!r} is a format for graphs; this query gives a table")
