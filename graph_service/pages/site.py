"""The pages, written from templates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from graph_service.catalog.about import DESCRIPTION, TITLE
from graph_service.catalog.dataset import Dataset
from graph_service.catalog.schema_org import schema_org
from graph_service.catalog.views import VIEWS
from graph_service.http.problem import Problem
from graph_service.http.problem_types import CATALOGUE, ProblemType
from graph_service.library.listing import Group
from graph_service.library.query import Library, LibraryQuery
from graph_service.pages.assets import asset
from graph_service.pages.atlas.atlas import Atlas
from graph_service.pages.dataset import GRAPHS_SHOWN, DatasetPage
from graph_service.pages.entity import Scene, entity
from graph_service.pages.entity.world import World
from graph_service.pages.explore.page import ExplorePage
from graph_service.pages.home import Home
from graph_service.pages.page_schema import page_schema
from graph_service.pages.reading import Reading, Shown
from graph_service.pages.shelf import bare, example_text, first_query, shelf
from graph_service.pages.templating import Kinds, Marked, Numbers, Words, environment
from graph_service.pages.tiles import Tiles
from graph_service.pages.words import MAP_WORDS, QUERY_WORDS
from graph_service.reconcile.preview import Preview
from graph_service.resources.document import LICENCE, Document
from graph_service.resources.place import Place
from graph_service.resources.profiles import Profile
from graph_service.store.release import Manifest
from loaders.namespaces import prefixes


class Site:
    """Writes pages for one visitor: in a language, at a place, for the path that they asked."""

    def __init__(
        self,
        language: str,
        place: Place,
        path: str,
        query: str = "",
        *,
        atlas: Atlas | None = None,
        tiles: Tiles | None = None,
    ) -> None:
        self._common: dict[str, Any] = {
            "language": language,
            "other": "en" if language == "tr" else "tr",
            "place": place,
            "path": path,
            "query": query,
            "t": Words(language),
            "kinds": Kinds(language),
            "number": Numbers(language),
            "asset": lambda name: f"{place.prefix}/{asset(name).path}",
            "atlas_url": lambda name: _atlas_url(place, atlas, name, language),
            "tiles": asdict(tiles) if tiles else None,
            "page_schema": lambda title: page_schema(
                path, title.unescape().partition(" · ")[0], language, place
            ),
            "map_words": {name: text[language] for name, text in MAP_WORDS.items()},
        }
        self._language = language

    def entity(self, document: Document, world: World) -> bytes:
        """The page of a thing."""
        reading = Reading(document, self._language, self._common["place"])
        scene = Scene(reading, world.holdings.mentions(document), world)
        return self._write(
            "entity.html",
            it=entity(scene),
            edition=document.edition,
            licence=LICENCE.value,
            marked=Marked(),
        )

    def home(self, home: Home) -> bytes:
        """The home page."""
        return self._write("front.html", home=home)

    def explore(self, page: ExplorePage) -> bytes:
        """Search and browse: a form, and the results as a list, on a map and in time."""
        return self._write("explore.html", it=page, query=page.rest)

    def problem(self, problem: Problem, asked: str = "") -> bytes:
        """The page of an error; `asked` is the query that it is about, to be mended."""
        more: dict[str, object] = dict.fromkeys(
            ("line", "column", "text", "replacedBy", "nearest", "available")
        )
        more.update(problem.extensions)
        return self._write(
            "problem.html",
            problem=problem,
            type=problem.type,
            more=more,
            asked=asked,
            rows=_rows(asked),
        )

    def problem_type(self, problem_type: ProblemType) -> bytes:
        """The page that explains a kind of problem."""
        return self._write("problem_type.html", type=problem_type)

    def problem_types(self) -> bytes:
        """The page that lists the kinds of problems."""
        return self._write("problem_types.html", types=list(CATALOGUE.values()))

    def about(self, name: str, /, **values: object) -> bytes:
        """A page about the data: the name of its template, and what that shows."""
        return self._write(f"about/{name}.html", **values)

    def dataset(self, dataset: Dataset, labels: Sequence[Mapping[str, str]]) -> bytes:
        """The page of the dataset; `labels` are those of its examples."""
        return self._write(
            "dataset.html",
            title=TITLE[self._language],
            about=DESCRIPTION[self._language],
            it=dataset,
            page=DatasetPage(dataset, labels, self._language),
            views=VIEWS,
            graphs_shown=GRAPHS_SHOWN,
            licence=LICENCE.value,
            json_ld=schema_org(dataset, self._language),
        )

    def queries(self, groups: Sequence[Group]) -> bytes:
        """The query library, group by group."""
        return self._write("queries.html", groups=groups)

    def dumps(self, manifest: Manifest, files: Sequence[Mapping[str, object]]) -> bytes:
        """The list of the dumps of a release."""
        return self._write("dumps.html", manifest=manifest, files=files)

    def profile(self, profile: Profile, base: str) -> bytes:
        """The page of a profile."""
        offers = profile.offers(base)
        return self._write("profile.html", profile=profile, iri=profile.iri(base), offers=offers)

    def preview(self, preview: Preview) -> bytes:
        """A small page that tells a thing from its namesakes, for frames of other sites."""
        return self._write("preview.html", it=preview)

    def flyout(self, preview: Preview) -> str:
        """The same as a piece of HTML."""
        return self._write("flyout.html", it=preview).decode()

    def query(self, library: Library, base: str, example: LibraryQuery | None = None) -> bytes:
        """The form for queries, with one of the library in it, or else a short one."""
        text = (
            example_text(example, self._language) if example else first_query(base, self._language)
        )
        return self._query(library, base, text, example=example)

    def result(
        self,
        *,
        library: Library,
        base: str,
        query: str,
        names: Sequence[str],
        rows: Sequence[Sequence[Shown]],
        boolean: bool | None,
        truncated: bool,
    ) -> bytes:
        """The result of a query as a table, below the query."""
        query = bare(query)
        result = {"names": names, "rows": rows, "boolean": boolean, "truncated": truncated}
        return self._query(library, base, query, result=result)

    def _query(
        self,
        library: Library,
        base: str,
        text: str,
        *,
        example: LibraryQuery | None = None,
        result: Mapping[str, object] | None = None,
    ) -> bytes:
        return self._write(
            "query.html",
            text=text,
            rows=_rows(text),
            result=result,
            example=example,
            shelf=shelf(library, example),
            editor=self._editor(base),
        )

    def _editor(self, base: str) -> dict[str, object]:
        """What the script of the query page must know."""
        atlas_url, asset_url = self._common["atlas_url"], self._common["asset"]
        prefix, words = self._common["place"].prefix, self._common["map_words"]
        return {
            "terms": atlas_url("terms"),
            "map": asset_url("map.js"),
            "mapStyle": asset_url("map.css"),
            "mapSettings": {
                "base": atlas_url("base"),
                "prefix": prefix,
                "tiles": self._common["tiles"],
                "words": words,
            },
            "words": {name: text[self._language] for name, text in QUERY_WORDS.items()},
            "prefix": prefix,
            "base": base,
            "prefixes": prefixes(base),
        }

    def _write(self, template: str, **values: object) -> bytes:
        values = {**self._common, **values}
        return environment().get_template(template).render(values).encode()


def _rows(query: str) -> int:
    """How many lines the field for a query shows."""
    return max(6, min(query.count("\n") + 2, 24))


def _atlas_url(place: Place, atlas: Atlas | None, name: str, language: str) -> str | None:
    """The address of what maps draw: another one for every release, so that it may be kept."""
    return f"{place.prefix}/atlas/{atlas.edition}/{name}.{language}.json" if atlas else None
