"""What the page shows of a search."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from graph_service.pages.atlas.base_map import BaseMap
from graph_service.pages.charts.frame import Frame
from graph_service.pages.charts.map_svg import Dot, map_svg
from graph_service.pages.charts.scale import Scale
from graph_service.pages.explore import strip
from graph_service.pages.explore.address import ERAS, Address, Given, of_era
from graph_service.pages.words import KINDS, WORDS
from graph_service.pages.years import say_year, say_years
from graph_service.search.listing import Labels, Listing
from graph_service.search.query import Age, Cell, Count, Page, Query
from graph_service.search.record import Record

FACETS = ("kind", "type", "district", "period", "designation", "linked")
_CATALOGUES = {"unesco-whc": "unesco"}
_SHOWN, _MOST = 7, 40
_FACT = 220
"""Letters of a description that a list shows."""
YEARS_SHOWN = (-6499, -2999, -499, 150, 1330, 1700, 1922)
"""Ways in to the timeline, one an age."""


@dataclass(frozen=True, slots=True)
class Found:
    """What was found: everything that the page is written from."""

    given: Given
    query: Query
    page: Page
    ages: Sequence[Age]
    dots: Sequence[Cell]
    located: int
    routes: Sequence[Record]
    meant: Sequence[Record]
    without_filters: int
    """How many results the words alone have, if there are none with the filters."""


@dataclass(frozen=True, slots=True)
class Result:
    """One result, as it is read."""

    path: str
    kind: str
    label: str
    language: str
    about: str
    other_names: str
    description: str
    described_in: str
    years: str
    sure: str
    """``certain`` or ``possible`` in the year that was asked for, else empty."""
    strip: Markup | None
    point: str
    """``longitude,latitude``, or empty."""


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a facet."""

    value: str
    label: str
    language: str
    number: int
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """What results can be narrowed by; `more` are the values that stand folded."""

    name: str
    first: Sequence[Value]
    more: Sequence[Value]
    unlisted: int


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter that is chosen, and the address without it."""

    facet: str
    label: str
    query: str


class ExplorePage:
    """What the template shows."""

    eras = ERAS

    def __init__(
        self,
        found: Found,
        listing: Listing,
        language: str,
        *,
        base_map: BaseMap,
        scale: Scale,
    ) -> None:
        self._found = found
        self._listing = listing
        self._language = language
        self._base_map = base_map
        self._scale = scale
        self.at = Address(found.given)
        self.query = found.query
        self.total = found.page.total
        self.located = found.located
        self.is_relaxed = found.page.is_relaxed
        self.results = [self._result(hit.record) for hit in found.page.hits]
        self.facets = [each for name in FACETS if (each := self._facet(name))]
        self.chips = [*self._chips()]
        self.next = self.at(after=(found.page.after,)) if found.page.after else None
        self.first = self.at() if "after" in found.given else None
        self.here = self.at(lang=())
        self.routes = [self._result(record) for record in found.routes]
        self.meant = [self._result(record) for record in found.meant]
        self.without_filters = found.without_filters
        self.by_words = self.at.only("q")

    @property
    def is_start(self) -> bool:
        """Nothing is asked for yet: time to show ways in."""
        return not self.here and self.first is None

    @property
    def rest(self) -> str:
        """The query for the other language: all but the language."""
        return f"&{self.here}" if self.here else ""

    @property
    def year(self) -> str:
        """The year that was asked for, in words."""
        year = self.query.year
        return "" if year is None else say_year(year, self._language)

    @property
    def title(self) -> str:
        """``Izmir in 500 BCE``, or what the page is called."""
        year = self.query.year
        if year is None:
            return WORDS["explore"][self._language]
        return _year_title(year, self._language)

    @property
    def by_year(self) -> Iterator[tuple[str, str]]:
        """Years to look at: in words, and the address."""
        for year in YEARS_SHOWN:
            yield say_year(year, self._language), self.at(year=(str(year),))

    @property
    def skyline(self) -> Markup:
        title = WORDS["ages_of_results"][self._language]
        return strip.skyline(self._found.ages, self._scale, self.query.year, self._language, title)

    @property
    def picture(self) -> Markup:
        """The map for print and without scripts."""
        province = self._base_map.province
        frame = (
            Frame(26.0, 37.78, 28.56, 39.44)
            if province.is_empty
            else Frame.around(province, margin=0.05, aspect=1.1, width=560)
        )
        dots = [Dot(cell.lon, cell.lat, cell.certain > 0) for cell in self._found.dots]
        title = WORDS["map_of_results"][self._language]
        return map_svg(self._base_map, frame, dots, title=title, language=self._language)

    @property
    def slider(self) -> Sequence[Sequence[float]]:
        return strip.for_scripts(self._scale)

    def value(self, name: str) -> str:
        """What a field of the form holds."""
        return next(iter(self._found.given.get(name, ())), "")

    def reader_year(self, name: str) -> tuple[str, str]:
        """A year as people write it, and its era."""
        return of_era(self.value(name))

    def _result(self, record: Record) -> Result:
        label, language = _in(record.labels, self._language, record.slug)
        described, described_in = _in(record.descriptions, self._language, "")
        known = set(record.labels.values())
        others = dict.fromkeys(
            name.text
            for name in record.names
            if name.text not in known and name.kind != "identifier"
        )
        year = self.query.year
        sure = None if year is None else record.sure(year)
        return Result(
            path=record.reference,
            kind=record.kind,
            label=label,
            language=language,
            about=self._about(record),
            other_names=", ".join([*others][:4]),
            description=_cut(described),
            described_in=described_in,
            years=say_years(record.earliest, record.latest, self._language),
            sure=sure[0] if sure else "",
            strip=strip.strip(record, self._scale),
            point=f"{record.point.lon:.5f},{record.point.lat:.5f}" if record.point else "",
        )

    def _about(self, record: Record) -> str:
        """What it is and where: its types, its district."""
        types = self._labels("type", record.types[:1]) or [KINDS[record.kind][self._language]]
        return " · ".join([*types, *self._labels("district", record.districts[:1])])

    def _labels(self, facet: str, slugs: Sequence[str]) -> list[str]:
        labels = self._listing.facet_labels(facet, slugs)
        return [_in(labels[slug], self._language, slug)[0] for slug in slugs]

    def _facet(self, name: str) -> Facet | None:
        counts = self._found.page.facets.get(name, ())
        chosen = self._found.given.get(name, ())
        listed = {_CATALOGUES.get(count.value, count.value) for count in counts}
        absent = [Count(value, 0) for value in chosen if value not in listed]
        counted = self._listing.counts(name, [*counts, *absent])
        values = [self._value(each, chosen) for each in counted]
        if not values:
            return None
        values.sort(key=lambda value: not value.is_chosen)
        first = max(_SHOWN, sum(value.is_chosen for value in values))
        return Facet(name, values[:first], values[first:_MOST], max(0, len(values) - _MOST))

    def _value(self, each: Mapping[str, object], chosen: Sequence[str]) -> Value:
        own = str(each["value"])
        value = _CATALOGUES.get(own, own)
        labels, number = each["label"], each["count"]
        assert isinstance(labels, Mapping)
        assert isinstance(number, int)
        label, language = _in(labels, self._language, own)
        return Value(value, label, language, number, value in chosen)

    def _chips(self) -> Iterator[Chip]:
        labels = {
            (facet.name, value.value): value.label
            for facet in self.facets
            for value in (*facet.first, *facet.more)
        }
        for name, value, rest in self.at.chosen("q", *FACETS, "year", "sure", "from", "to", "bbox"):
            if name in FACETS:
                label = labels.get((name, value), value)
                heading = WORDS[f"facet_{name}"][self._language]
            else:
                heading, label = self._plain_chip(name, value)
            yield Chip(heading, label, rest)

    def _plain_chip(self, name: str, value: str) -> tuple[str, str]:
        heading = WORDS[f"chip_{name}"][self._language]
        if name in {"year", "from", "to"}:
            return heading, say_year(int(value), self._language)
        if name == "sure":
            return heading, WORDS[value][self._language]
        return heading, WORDS["chip_area"][self._language] if name == "bbox" else value


def _year_title(year: int, language: str) -> str:
    said = say_year(year, language)
    if language == "en":
        return f"Izmir in {said}"
    return f"{said} yılında İzmir"


def _cut(text: str) -> str:
    if len(text) <= _FACT:
        return text
    return text[:_FACT].rsplit(" ", 1)[0].rstrip(",;:. ") + " …"


def _in(labels: Labels, language: str, default: str) -> tuple[str, str]:
    """The text in a language, else in another; and the language that it is in."""
    if language in labels:
        return labels[language], language
    return next(((text, tag) for tag, text in labels.items()), (default, ""))
