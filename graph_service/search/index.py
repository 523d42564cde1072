"""The index of a release, opened for reading. It never changes; threads may share it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import islice
from pathlib import Path

import tantivy
from tantivy import DocAddress, Order

from graph_service.search import eras
from graph_service.search.cells import cells, fitting
from graph_service.search.cursor import Cursor
from graph_service.search.distance import box_around, metres
from graph_service.search.edition import edition
from graph_service.search.filtering import TERMS_AT_ONCE, Filtering, every
from graph_service.search.identifiers import link_key
from graph_service.search.likeness import best_name
from graph_service.search.locking import lockable
from graph_service.search.matching import Matching
from graph_service.search.query import Age, Candidate, Cell, Count, Hit, Page, Query
from graph_service.search.record import Record
from graph_service.search.schema import AGE_ORDER, FACETS, NAME_ORDERS
from loaders.iri import KINDS

_FACET_VALUES = 100
_KEPT_RECORDS = 16384
_KEPT_AGES = 256
"""Whoever goes from year to year asks for the same ones again."""
_MORE_CANDIDATES = 25
_FEW = 16
_FIRST_RING = 64
_AT_ONCE = 4096
"""So many things are sorted by distance at once; more are looked at ring by ring."""


class NoIndexError(Exception):
    """There is no index that this code can read."""


class Index:
    """Finds the records of a release."""

    def __init__(self, index: tantivy.Index, release: str) -> None:
        self._index = index
        self._index.config_reader("manual")
        self._searcher = self._index.searcher()
        self._schema = self._index.schema
        self._release = release
        self._matching = Matching(self._schema, self._searcher)
        self._filtering = Filtering(self._schema)
        self._kept: dict[str, Record] = {}
        self._read = lru_cache(maxsize=_KEPT_RECORDS)(self._read_at)
        self._aged = lru_cache(maxsize=_KEPT_AGES)(self._count_ages)

    @classmethod
    def open(cls, path: Path, release: str = "") -> Index:
        """The index that this code wrote below a folder, `Release.search_path`.

        `release` names what cursors by relevance hold for. Raises NoIndexError.
        """
        own = path / edition()
        try:
            with lockable(own) as folder:  # once it is open, the files are mapped
                return cls(tantivy.Index.open(str(folder)), release)
        except (OSError, ValueError) as error:
            raise NoIndexError(f"{own}: no index; run `izmiras build` ({error})") from error

    def __len__(self) -> int:
        return int(self._searcher.num_docs)

    # Known things -------------------------------------------------------------------------------

    def record(self, reference: str) -> Record | None:
        """The record of ``kind/slug``."""
        return next(iter(self.records([reference])), None)

    def records(self, references: Iterable[str]) -> list[Record]:
        """The records that there are, in the order that was asked."""
        wanted = list(dict.fromkeys(references))
        by_reference = {each: self._kept[each] for each in wanted if each in self._kept}
        missing = [each for each in wanted if each not in by_reference]
        if missing:
            found = self._found(self._filtering.terms("reference", missing), len(missing))
            by_reference |= {record.reference: record for record in found}
            if len(self._kept) > _KEPT_RECORDS:
                self._kept = {}
            self._kept |= {record.reference: record for record in found}
        return [by_reference[each] for each in wanted if each in by_reference]

    def by_link(self, iri: str) -> list[tuple[str, str]]:
        """What is linked to an IRI of another catalogue: references, and the kind of match.

        The same thing first, then exact matches, then the others.
        """
        key = link_key(iri)
        wanted = self._filtering.terms("link", [key])
        found = self._found(wanted, _FEW)
        if len(found) == _FEW:  # room for all of them costs time that is seldom needed
            found = self._found(wanted, self._count(wanted))
        pairs = {
            (_closeness(link.match), record.reference, link.match)
            for record in found
            for link in record.links
            if link_key(link.iri) == key
        }
        return [(reference, match) for _, reference, match in sorted(pairs)]

    # Search -------------------------------------------------------------------------------------

    def search(self, query: Query, *, facets: bool = True) -> Page:
        """A page of results. Raises UnreadableCursorError."""
        text, is_relaxed = self._text(query)
        filters = {name: values for name, values in query.filters.items() if values}
        others = self._limits(query)
        chosen = {name: self._chosen(name, values) for name, values in filters.items()}
        wanted = every([*text, *others, *chosen.values()])
        hits, total, after = self._page(wanted, query)
        counted = self._facets([*text, *others], chosen) if facets else {}
        return Page(hits, total, after, counted, is_relaxed)

    def passing(self, query: Query, references: Iterable[str]) -> Iterator[str]:
        """Those of the references that the search finds, in their order, as they are read.

        Pages do not matter. Memory does not grow with the number of references.
        """
        wanted = self._wanted(query)
        rest = iter(references)
        while some := list(islice(rest, TERMS_AT_ONCE)):
            either = self._filtering.terms("reference", some)
            found = {each.reference for each in self._found(every([wanted, either]), len(some))}
            yield from (each for each in some if each in found)

    def cells(
        self,
        query: Query,
        view: tuple[float, float, float, float],
        zoom: int,
        *,
        is_named: bool = True,
    ) -> list[Cell]:
        """The results with a point in a box of degrees, gathered for a map of that zoom."""
        wanted = every([self._wanted(query), *self._filtering.points(view)])
        span = self._span(query)
        is_dated = query.year is not None or query.years is not None
        sure = self._filtering.existing(span, sure=True) if is_dated else None
        zoom = fitting(view, zoom, is_named=is_named)
        found = cells(self._searcher, wanted, sure, zoom, is_named=is_named)
        if not is_named:
            return found
        return [each if each.top else self._topped(each, wanted) for each in found]

    def _topped(self, cell: Cell, wanted: tantivy.Query) -> Cell:
        """The cell with its weightiest thing looked up."""
        inside = every([wanted, *self._filtering.points(cell.bbox)])
        return replace(cell, top=self._found(inside, 1, weighted=True)[0].reference)

    def located(self, query: Query) -> int:
        """How many results have a point."""
        return self._count(
            every([self._wanted(query), *self._filtering.points((-180, -90, 180, 90))])
        )

    def ages(self, query: Query, stretches: Iterable[tuple[int, int]]) -> list[Age]:
        """How many results existed in each stretch of years; `query.year` is left aside."""
        aside = replace(query, year=None, sure=None, after=None, sort="", limit=0)
        return list(self._aged(aside, tuple(stretches)))

    def _count_ages(self, query: Query, stretches: Sequence[tuple[int, int]]) -> tuple[Age, ...]:
        wanted = self._wanted(query)
        found = []
        for stretch in stretches:
            possible = self._count(every([wanted, self._filtering.existing(stretch)]))
            sure = self._filtering.existing(stretch, sure=True)
            certain = self._count(every([wanted, sure])) if possible else 0
            found.append(Age(*stretch, possible, certain))
        return tuple(found)

    def at(
        self,
        year: int,
        *,
        kinds: Sequence[str] = (),
        sure: str | None = None,
        language: str = "en",
        limit: int = 20,
        after: str | None = None,
    ) -> Page:
        """What existed in a year, by name; `Record.sure` says how sure and why.

        `sure`: only what is ``certain``, or only what is but ``possible``.
        """
        wanted = [self._filtering.existing((year, year), sure=sure == "certain")]
        if kinds:
            wanted.append(self._filtering.terms("kind", kinds))
        query = every(wanted)
        if sure == "possible":
            certain = self._filtering.existing((year, year), sure=True)
            query = query.and_must_not_match(certain)
        order = Query(sort="name", language=language, limit=limit, after=after)
        return Page(*self._page(query, order))

    def near(
        self,
        lon: float,
        lat: float,
        radius: float,
        limit: int,
        *,
        kinds: Sequence[str] = (),
        beyond: tuple[float, str] = (-1.0, ""),
    ) -> list[tuple[str, float]]:
        """The nearest things with a point within `radius` metres: reference and metres.

        Sorted by distance, then by reference; `beyond` is the last one of the page before.
        """
        found = self._within(lon, lat, radius, kinds, _AT_ONCE)
        ring = radius if found is not None else radius / _FIRST_RING
        while True:
            if found is None:
                found = self._within(lon, lat, ring, kinds, len(self)) or []
            further = sorted(pair for pair in found if pair > beyond)
            if len(further) >= limit or ring >= radius:
                return [(reference, away) for away, reference in further[:limit]]
            ring, found = min(2 * ring, radius), None

    def candidates(
        self, name: str, kinds: Sequence[str] = (), limit: int = 10, types: Sequence[str] = ()
    ) -> list[Candidate]:
        """What a name may mean, the most alike first."""
        found = []
        for record in self.named(name, kinds, max(_MORE_CANDIDATES, limit * 2), types):
            score, matched = best_name(name, record)
            found.append(Candidate(record, matched, score))
        found.sort(key=lambda c: (-c.score, -c.record.boost, c.record.reference))
        return found[:limit]

    def named(
        self, name: str, kinds: Sequence[str], limit: int, types: Sequence[str] = ()
    ) -> list[Record]:
        """Things with most of the words of a name in theirs, the likeliest first."""
        matching = self._matching.names(name)
        if matching is None:
            return []
        if types:
            matching = every([matching, self._filtering.terms("type", types)])
        if kinds:
            matching = self._of_kinds(matching, kinds)
        return self._found(matching, limit, weighted=True)

    def _of_kinds(self, query: tantivy.Query, kinds: Sequence[str]) -> tantivy.Query:
        """What a query finds of these kinds; of most, without the few others, which is quicker."""
        others = [kind for kind in KINDS if kind not in kinds]
        if len(others) >= len(kinds):
            return every([query, self._filtering.terms("kind", kinds)])
        if not others:
            return query
        return query.and_must_not_match(self._filtering.terms("kind", others))

    # ---------------------------------------------------------------------------------------------

    def _text(self, query: Query) -> tuple[list[tantivy.Query], bool]:
        """The query for the words, and whether some of them had to be given up."""
        strict = self._matching.strict(query.text)
        if strict is None:  # no words: what weighs most is most relevant
            return [tantivy.Query.const_score_query(tantivy.Query.all_query(), 1.0)], False
        if self._count(strict):
            return [strict], False
        relaxed = self._matching.relaxed(query.text)
        return ([strict], False) if relaxed is None else ([relaxed], True)

    def _wanted(self, query: Query) -> tantivy.Query:
        """What a search finds, on whatever page."""
        text, _ = self._text(query)
        chosen = [self._chosen(name, values) for name, values in query.filters.items() if values]
        return every([*text, *self._limits(query), *chosen])

    def _limits(self, query: Query) -> list[tantivy.Query]:
        found: list[tantivy.Query] = []
        if query.bbox:
            found += self._filtering.box(query.bbox)
        if query.years:
            found.append(self._filtering.existing(query.years))
        if query.year is not None:
            found.append(self._filtering.existing((query.year, query.year)))
        if query.sure:
            found.append(self._sure(query))
        return found

    def _sure(self, query: Query) -> tantivy.Query:
        span = self._span(query)
        certain = self._filtering.existing(span, sure=True)
        if query.sure == "certain":
            return certain
        return self._filtering.existing(span).and_must_not_match(certain)

    def _span(self, query: Query) -> tuple[int, int]:
        """The years for which it matters how sure an existence is."""
        if query.year is not None:
            return query.year, query.year
        return query.years or (eras.FIRST, eras.LAST)

    def _page(self, wanted: tantivy.Query, query: Query) -> tuple[tuple[Hit, ...], int, str | None]:
        if query.sort == "relevance":
            return self._by_relevance(wanted, query)
        total = self._count(wanted)
        field = AGE_ORDER if query.sort == "age" else NAME_ORDERS[query.language]
        rest = wanted
        if query.after is not None:
            start = Cursor.read(query.after, field, self._release)
            after = self._index.parse_query(
                f"{field}:{{{str(start.key).encode().hex()} TO *}}", [field]
            )
            rest = every([wanted, tantivy.Query.const_score_query(after, 0.0)])
        found = self._searcher.search(
            rest, query.limit + 1, count=False, order_by_field=field, order=Order.Asc
        ).hits
        shown = found[: query.limit]
        hits = tuple(Hit(self._at(address), 0.0) for _, address in shown)
        more = (
            str(Cursor(field, bytes.fromhex(shown[-1][0]).decode()))
            if len(found) > len(shown)
            else None
        )
        return hits, total, more

    def _by_relevance(
        self, wanted: tantivy.Query, query: Query
    ) -> tuple[tuple[Hit, ...], int, str | None]:
        start = 0
        if query.after is not None:
            cursor = Cursor.read(query.after, "relevance", self._release)
            start = min(int(cursor.key), len(self))
        result = self._searcher.search(wanted, query.limit, offset=start, weight_by_field="boost")
        hits = tuple(Hit(self._at(address), score) for score, address in result.hits)
        total = int(result.count)  # type: ignore[attr-defined]  # missing in the stub
        end = start + len(hits)
        more = str(Cursor("relevance", end, self._release)) if end < total else None
        return hits, total, more

    def _chosen(self, name: str, values: Sequence[str]) -> tantivy.Query:
        """What a filter keeps: that of districts keeps what lies in any place."""
        return self._filtering.terms("place" if name == "district" else name, values)

    def _facets(
        self, others: Sequence[tantivy.Query], chosen: Mapping[str, tantivy.Query]
    ) -> dict[str, tuple[Count, ...]]:
        """Counts by value. A facet that is filtered by is counted as if it were not."""
        unfiltered = [name for name in FACETS if name not in chosen]
        counted = self._counts(every([*others, *chosen.values()]), unfiltered)
        for name in chosen:
            rest = [query for other, query in chosen.items() if other != name]
            counted |= self._counts(every([*others, *rest]), [name])
        return {name: counted[name] for name in FACETS}

    def _counts(self, wanted: tantivy.Query, fields: Sequence[str]) -> dict[str, tuple[Count, ...]]:
        asked = {name: {"terms": {"field": name, "size": _FACET_VALUES}} for name in fields}
        found = self._searcher.aggregate(wanted, asked) if fields else {}
        return {
            name: tuple(
                sorted(
                    (Count(str(each["key"]), int(each["doc_count"])) for each in values["buckets"]),
                    key=lambda count: (-count.number, count.value),
                )
            )
            for name, values in found.items()
        }

    def _within(
        self, lon: float, lat: float, radius: float, kinds: Sequence[str], most: int
    ) -> list[tuple[float, str]] | None:
        """Distance and reference of everything with a point in a circle; None if it is too much."""
        queries = self._filtering.points(box_around(lon, lat, radius))
        if kinds:
            queries.append(self._filtering.terms("kind", kinds))
        result = self._searcher.search(every(queries), most)
        if int(result.count) > most:  # type: ignore[attr-defined]  # missing in the stub
            return None
        addresses = [address for _, address in result.hits]
        if not addresses:
            return []
        lons = self._searcher.fast_field_values("lon", addresses)
        lats = self._searcher.fast_field_values("lat", addresses)
        found = []
        for address, x, y in zip(addresses, lons, lats, strict=True):
            assert x is not None and y is not None  # noqa: PT018 - the query asks for both
            away = metres(lon, lat, x, y)
            if away <= radius:
                found.append((away, self._at(address).reference))
        return found

    def _count(self, query: tantivy.Query) -> int:
        return int(self._searcher.search(query, 1).count)  # type: ignore[attr-defined]

    def _found(self, query: tantivy.Query, limit: int, *, weighted: bool = False) -> list[Record]:
        field = "boost" if weighted else None
        found = self._searcher.search(query, limit, count=False, weight_by_field=field)
        return [self._at(address) for _, address in found.hits]

    def _at(self, address: DocAddress) -> Record:
        return self._read(address.segment_ord, address.doc)

    def _read_at(self, segment: int, document: int) -> Record:
        found = self._searcher.doc(DocAddress(segment, document))
        return Record.from_json(bytes(found["record"][0]).decode())


def _closeness(match: str) -> int:
    order = ("same", "exact-match", "close-match", "narrow-match", "broad-match")
    return order.index(match) if match in order else len(order)
