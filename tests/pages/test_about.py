"""The pages about the data, piece by piece: hierarchy, diagram, shapes in words, guide."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from graph_service.http.problem_types import Text
from graph_service.pages.charts.class_diagram import ClassRow, Tie, class_diagram
from graph_service.pages.demands import say_demands, say_path, say_targets
from graph_service.pages.guide import APIS, Example, guide
from graph_service.resources.hierarchy import Branch, tree
from graph_service.resources.shapes import Shape, read_shapes
from tests.conftest import ROOT

BASE = "https://example.org/"
SHAPES = """
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix s: <https://w3id.org/izmiras/shapes#> .
@prefix x: <http://x/> .
s:A a sh:NodeShape ; rdfs:label "Things"@en, "Şeyler"@tr ; sh:targetClass x:Thing ;
    sh:not [ sh:class x:One, x:Two ] ; sh:property s:A-name, s:A-kind, s:A-when .
s:A-name a sh:PropertyShape ; sh:name "name"@en, "ad"@tr ; sh:path x:name ; sh:minCount 2 ;
    sh:languageIn ( "tr" "en" ) ; sh:uniqueLang true ; sh:message "Name it."@en, "Adlandırın."@tr .
s:A-kind a sh:PropertyShape ; sh:name "kind"@en ; sh:path [ sh:inversePath x:of ] ;
    sh:minCount 1 ; sh:maxCount 1 ; sh:nodeKind sh:IRI ; sh:severity sh:Warning .
s:A-when a sh:PropertyShape ; sh:path [ sh:alternativePath ( x:from x:to ) ] ; sh:maxCount 0 .
s:Helper a sh:NodeShape ; sh:class x:Thing .
"""


def name(value: str) -> str:
    return value.removeprefix("http://x/")


class TestTree:
    def test_what_merely_stands_between_is_left_out(self) -> None:
        above = {"A": ["M"], "M": ["N"], "N": ["R"], "B": ["K"], "K": ["N"]}
        assert tree(above, ["A", "B"]) == [
            Branch("R", 0, None),
            Branch("N", 1, 0),
            Branch("K", 2, 1),
            Branch("B", 3, 2),
            Branch("M", 2, 1),
            Branch("A", 3, 4),
        ]

    def test_a_circle_is_refused(self) -> None:
        with pytest.raises(ValueError, match="above itself"):
            tree({"A": ["B"], "B": ["A"]}, ["A"])

    @given(st.dictionaries(st.integers(1, 30), st.integers(0, 29), max_size=25), st.data())
    def test_every_wanted_class_stands_once_below_one_that_is_above_it(
        self, given: dict[int, int], data: st.DataObject
    ) -> None:
        above = {str(child): [str(parent)] for child, parent in given.items() if parent < child}
        wanted = data.draw(st.sets(st.sampled_from(sorted(above) or ["1"]), min_size=1))
        rows = tree(above, wanted)
        names = [row.name for row in rows]
        assert len(names) == len(set(names))
        assert set(names) >= wanted
        for row in rows:
            if row.parent is None:
                assert row.depth == 0
                continue
            parent = rows[row.parent]
            assert parent.depth == row.depth - 1
            way = [row.name]
            while way[-1] in above:
                way += above[way[-1]]
            assert parent.name in way[1:]


class TestDiagram:
    ROWS = (
        ClassRow("E1 <Varlık>", "http://crm/E1", 0, None, is_ours=False, count=None),
        ClassRow("alan", "#Site", 1, 0, is_ours=True, count="984"),
        ClassRow("evre", "#Phase", 1, 0, is_ours=True, count="2.129"),
    )

    def drawn(self, *ties: Tie) -> etree._Element:
        return etree.fromstring(class_diagram(self.ROWS, ties, "Sınıflar & bağlar", "Ne?"))

    def test_it_has_a_title_a_description_and_a_link_for_each_class(self) -> None:
        svg = self.drawn()
        assert [each.tag for each in svg[:2]] == ["title", "desc"]
        assert svg.get("aria-label") == "Sınıflar & bağlar. Ne?"
        assert [each.get("href") for each in svg.iter("a")] == [row.url for row in self.ROWS]
        assert "".join(svg.find("a").itertext()) == "E1 <Varlık>"  # type: ignore[union-attr]
        assert not any("style" in each.attrib for each in svg.iter())

    def test_more_links_are_thicker_and_drawn_above(self) -> None:
        svg = self.drawn(Tie(1, 2, 5000, "çok"), Tie(1, 1, 3, "az"))
        widths = [
            float(each.get("stroke-width"))
            for each in svg.iter()
            if each.get("class") == "class-tie"
        ]
        assert all(one < other for one, other in pairwise(widths))
        assert [each.text for each in svg.iterfind("path/title")] == ["az", "çok"]


class TestShapes:
    @pytest.fixture
    def shape(self, tmp_path: Path) -> Shape:
        (tmp_path / "a.ttl").write_text(SHAPES, encoding="utf-8")
        (found,) = read_shapes([tmp_path / "a.ttl"], BASE)
        return found

    def test_it_is_read_with_its_properties(self, shape: Shape) -> None:
        assert shape.iri == f"{BASE}shapes#A"
        assert [each.name for each in shape.properties] == ["A-name", "A-kind", "A-when"]
        assert shape.label == Text("Şeyler", "Things")
        assert say_targets(shape.targets, name, "tr") == "“Thing” sınıfından her şey"
        assert say_demands(shape, name, "en") == ["these do not hold together: One, Two"]

    def test_demands_are_said_in_both_languages(self, shape: Shape) -> None:
        names, kind, when = shape.properties
        assert say_demands(names, name, "en") == [
            "at least 2", "in one of the languages tr, en", "at most one in each language",
        ]  # fmt: skip
        assert say_demands(kind, name, "tr") == ["tam 1", "adresi olan bir şey"]
        assert (kind.severity, names.severity) == ("Warning", "Violation")
        assert say_path(kind.path, name, "en") == "the other way round: of"
        assert say_path(when.path, name, "tr") == "şunlardan biri: from, to"
        assert say_demands(when, name, "en") == ["none"]

    def test_every_shape_of_ours_is_said_in_words(self) -> None:
        shapes = read_shapes(sorted((ROOT / "shapes").glob("*.ttl")), BASE)
        assert len(shapes) > 150
        for shape in shapes:
            for each in (shape, *shape.properties):
                for language in ("tr", "en"):
                    assert each.message[language] or each.properties, each.name
                    demands = say_demands(each, str, language)
                    assert len(demands) >= bool(each.constraints), each.name
                    assert not any(
                        "_:" in text or "{" in text for text in demands if "^" not in text
                    )


class TestGuide:
    def test_an_api_that_is_not_there_is_not_shown(self) -> None:
        entries = guide({"paths": {"/sparql": {"get": {}}}}, "tr")
        assert [each.api.route for each in entries] == ["/sparql", "/openapi.json"]

    def test_parameters_are_said_in_the_language_of_the_page(self) -> None:
        schema = {"type": "array", "items": {"enum": ["site", "place"]}}
        told = {"name": "kind", "in": "query", "description": "Kinds.\n\nTürler.", "schema": schema}
        paths = {"/api/places": {"get": {"parameters": [told]}}}
        for language, text in (("tr", "Türler."), ("en", "Kinds.")):
            (places, _) = guide({"paths": paths}, language)
            (parameter,) = places.parameters
            assert (parameter.about, parameter.allowed) == (text, ("site", "place"))

    def test_a_line_for_the_terminal(self) -> None:
        example = Example(Text("", ""), "/id/x?a=1&b=2", "text/turtle")
        assert (
            example.curl("https://h") == "curl -L -H 'Accept: text/turtle' 'https://h/id/x?a=1&b=2'"
        )

    def test_anchors_are_unique(self) -> None:
        assert len({api.anchor for api in APIS}) == len(APIS)
