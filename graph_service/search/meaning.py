"""What may have been meant when nothing has the words that were asked for."""

from __future__ import annotations

from rapidfuzz.distance import JaroWinkler

from graph_service.search.folding import fold
from graph_service.search.index import Index
from graph_service.search.query import Query
from graph_service.search.record import Record

_SHORTEST = 3
_LOOKED_AT = 40
_ALIKE = 0.72


def meant(text: str, index: Index, language: str, most: int = 4) -> list[Record]:
    """Things with a name much like the text, the most alike first; none if nothing is."""
    folded = fold(text)[:_LOOKED_AT]
    found: dict[str, Record] = {}
    for length in range(len(folded) - 1, _SHORTEST - 1, -1):
        beginning = folded[:length].strip()
        query = Query(text=beginning, language=language, limit=_LOOKED_AT)
        page = index.search(query, facets=False)
        if page.total and not page.is_relaxed:
            found = {hit.record.reference: hit.record for hit in page.hits}
            break
    rated = sorted(
        ((_likeness(folded, each), each) for each in found.values()), key=lambda r: -r[0]
    )
    return [record for likeness, record in rated if likeness >= _ALIKE][:most]


def _likeness(folded: str, record: Record) -> float:
    return max(
        (JaroWinkler.similarity(folded, fold(name.text)) for name in record.names), default=0.0
    )
