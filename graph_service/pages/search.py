"""The page of search results."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from graph_service.pages.years import say_years
from graph_service.search.listing import Labels, Listing
from graph_service.search.query import SORTS, Page, Query
from graph_service.search.record import Record

Given = Mapping[str, tuple[str, ...]]
_PARAMETERS = {"linked": "linked", "kind": "kind", "type": "type", "period": "period",
               "district": "district", "designation": "designation"}  # fmt: skip
_CATALOGUES = {"unesco-whc": "unesco"}
_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Result:
    """One result, as it is read."""

    path: str
    kind: str
    label: str
    language: str
    other_names: str
    description: str
    described_in: str
    years: str


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a facet: choosing it, or letting it go, is a link."""

    label: str
    number: int
    query: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """What results can be narrowed by."""

    name: str
    values: Sequence[Value]
    more: int
    """How many values there are besides."""


class SearchPage:
    """What the template shows."""

    def __init__(
        self, given: Given, query: Query, page: Page, listing: Listing, language: str
    ) -> None:
        self._given = {name: values for name, values in given.items() if name != "after"}
        self._listing = listing
        self._language = language
        self.query = query
        self.total = page.total
        self.is_relaxed = page.is_relaxed
        self.results = [self._result(hit.record) for hit in page.hits]
        self.facets = [
            facet for name, counts in page.facets.items() if (facet := self._facet(name, counts))
        ]
        self.sorts = SORTS
        self.next = self._query(after=(page.after,)) if page.after else None
        self.first = self._query() if "after" in given else None
        self.api = self._query()

    @property
    def kept(self) -> Iterator[tuple[str, str]]:
        """What the form has no field for, but keeps."""
        fields = {"q", "from", "to", "sort", "lang", "after"}
        for name, values in self._given.items():
            if name not in fields:
                yield from ((name, value) for value in values)

    def value(self, name: str) -> str:
        """What a field of the form holds."""
        return next(iter(self._given.get(name, ())), "")

    @property
    def rest(self) -> str:
        """The query for the other language: all but the language."""
        written = self._query(lang=())
        return f"&{written}" if written else ""

    def _result(self, record: Record) -> Result:
        label, language = _in(record.labels, self._language, record.slug)
        described, described_in = _in(record.descriptions, self._language, "")
        known = {*record.labels.values()}
        others = dict.fromkeys(
            name.text
            for name in record.names
            if name.text not in known and name.kind != "identifier"
        )
        return Result(
            path=record.reference,
            kind=record.kind,
            label=label,
            language=language,
            other_names=", ".join(others),
            description=described,
            described_in=described_in,
            years=say_years(record.earliest, record.latest, self._language),
        )

    def _facet(self, name: str, counts: Sequence[object]) -> Facet | None:
        found = self._listing.counts(name, counts)  # type: ignore[arg-type]
        parameter = _PARAMETERS[name]
        chosen = self._given.get(parameter, ())
        values = [self._value(parameter, each, chosen) for each in found]
        first = [value for value in values if value.is_chosen]
        rest = [value for value in values if not value.is_chosen]
        if not values:
            return None
        shown = [*first, *rest][: max(_SHOWN, len(first))]
        return Facet(name, shown, len(values) - len(shown))

    def _value(self, parameter: str, each: Mapping[str, object], chosen: Sequence[str]) -> Value:
        own = str(each["value"])
        given = _CATALOGUES.get(own, own)
        labels = each["label"]
        assert isinstance(labels, Mapping)
        is_chosen = given in chosen
        others = tuple(value for value in chosen if value != given)
        wanted = others if is_chosen else (*chosen, given)
        number = each["count"]
        assert isinstance(number, int)
        label = _in(labels, self._language, own)[0]
        return Value(label, number, self._query(**{parameter: wanted}), is_chosen)

    def _query(self, **changed: Sequence[str]) -> str:
        values = {**self._given, **changed}
        return urlencode([(name, value) for name in values for value in values[name]])


def _in(labels: Labels, language: str, default: str) -> tuple[str, str]:
    """The text in a language, else in another; and the language that it is in."""
    if language in labels:
        return labels[language], language
    return next(((text, tag) for tag, text in labels.items()), (default, ""))
