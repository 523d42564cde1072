"""What may have been meant when nothing has the words that were asked for."""

from __future__ import annotations

from rapidfuzz.distance import JaroWinkler

from graph_service.search.folding import fold
from graph_service.search.index import Index
from graph_service.search.query import Query
from graph_service.search.record import Record

_SHORTEST = 3
_LOOKED_AT = 24
"""Letters."""
_TRIED = 40
_ALIKE = 0.72


def meant(text: str, index: Index, language: str, most: int = 4) -> list[Record]:
    """Things with a name much like the text, the most alike first; none if nothing is."""
    folded = fold(text)[:_LOOKED_AT]
    for length in range(len(folded) - 1, _SHORTEST - 1, -1):
        query = Query(text=folded[:length].strip(), language=language, limit=_TRIED)
        page = index.search(query, facets=False)
        rated = [(_likeness(folded, hit.record), hit.record) for hit in page.hits]
        alike = [pair for pair in rated if pair[0] >= _ALIKE]
        if alike:
            alike.sort(key=lambda pair: -pair[0])
            return [record for _, record in alike[:most]]
    return []


def _likeness(folded: str, record: Record) -> float:
    return max(
        (JaroWinkler.similarity(folded, fold(name.text)) for name in record.names), default=0.0
    )
