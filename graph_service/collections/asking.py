"""What the list of places can be asked: the filters of search, where to begin, how many."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from graph_service.collections.selection import KINDS
from graph_service.http.problem_types import Text
from graph_service.library.kinds import Choice, Integer, Unfit
from graph_service.resources.holdings import Reference
from graph_service.search.asking import Given, Parameter, given
from graph_service.search.finding import query_of
from graph_service.search.index import Index
from graph_service.search.parameters import SEARCH
from graph_service.search.query import Query
from loaders.iri import SLUG

MOST = 1000
"""How many places a page holds at most; without `limit` the whole list is one answer."""
FORM = frozenset({"_mediatype", "_profile", "lang"})
"""What every address may carry besides: it decides the form of the answer."""


@dataclass(frozen=True, slots=True)
class Page:
    """What is asked of the list: a search, where to begin, and how many at most."""

    query: Query
    key: str
    """Names the page: the same for every spelling of the same wishes."""
    after: Reference | None = None
    limit: int | None = None

    @property
    def is_open(self) -> bool:
        """Whether it holds every place of its kinds."""
        return self.query == Query(kinds=self.query.kinds, sort=self.query.sort)


@dataclass(frozen=True, slots=True)
class Listed:
    """An entry of the list, as `kind/slug`."""

    name: str = "entry"

    @property
    def allowed(self) -> Text:
        return Text("bir kaydın kısa adı: kind/slug", "the short name of an entry: kind/slug")

    @property
    def schema(self) -> Mapping[str, object]:
        return {"type": "string", "pattern": f"^({'|'.join(KINDS)})/{SLUG.pattern}$"}

    def read(self, value: str) -> str:
        found = Reference.parse(value)
        if found.kind not in KINDS or not SLUG.fullmatch(found.slug):
            raise Unfit
        return value


PLACES = (
    *(
        replace(each, kind=Choice(KINDS), most=len(KINDS)) if each.name == "kind" else each
        for each in SEARCH
        if each.name not in {"sort", "lang", "limit", "after"}
    ),
    Parameter(
        "limit", Integer(1, MOST),
        Text("Sayfa başına kayıt sayısı; verilmezse listenin tümü tek yanıttır.",
             "How many to a page; without it the whole list is one answer."),
        "100",
    ),
    Parameter(
        "after", Listed(),
        Text("Önceki sayfanın son kaydı; `next` bağlantısı bunu içerir.",
             "The last entry of the page before; the link `next` has it."),
        "site/ephesus",
    ),
)  # fmt: skip


def page_of(query_string: bytes, index: Index, redirects: Mapping[str, str]) -> Page:
    """Read the address. Raises Problem that names parameter, value and what is allowed."""
    values = given(PLACES, query_string, FORM)
    filters = {name: found for name, found in values.items() if name not in {"limit", "after"}}
    query = query_of({"kind": KINDS} | filters, index, redirects, "en")
    key = "&".join(f"{name}={sorted(values[name])}" for name in sorted(values))
    after, limit = _one(values, "after"), _one(values, "limit")
    return Page(
        query, key, Reference.parse(after) if after else None, int(limit) if limit else None
    )


def _one(values: Given, name: str) -> str | None:
    return next(iter(values.get(name, ())), None)
