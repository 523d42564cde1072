from __future__ import annotations

import json

import pytest

from graph_service.http.problem import Problem, as_json
from graph_service.http.problem_types import CATALOGUE, Text


@pytest.mark.parametrize("slug", sorted(CATALOGUE))
def test_every_kind_has_words_in_both_languages(slug: str) -> None:
    kind = CATALOGUE[slug]
    texts = (kind.title.tr, kind.title.en, kind.advice.tr, kind.advice.en)
    assert all(texts)
    assert kind.title.tr != kind.title.en
    assert 400 <= kind.status < 600


def test_problem_details_are_those_of_rfc_9457() -> None:
    problem = Problem(
        "syntax-error",
        Text("Satır 4", "Line 4"),
        extensions={"line": 4},
        headers={"Retry-After": "1"},
    )
    answer = as_json(problem, "https://example.org/kg", "tr", "/kg/sparql")
    assert answer.status == 400
    assert answer.field("content-type") == "application/problem+json"
    assert answer.field("vary") == "Accept, Accept-Language"
    assert answer.field("cache-control") == "no-store"
    assert answer.field("retry-after") == "1"
    assert isinstance(answer.body, bytes)
    assert json.loads(answer.body) == {
        "type": "https://example.org/kg/problems/syntax-error",
        "title": "Söz dizimi hatası",
        "status": 400,
        "detail": "Satır 4",
        "instance": "/kg/sparql",
        "advice": "Satır ve sütun, sorgunun okunamayan ilk yerini gösterir.",
        "line": 4,
    }


def test_an_unknown_kind_is_a_mistake_of_the_programmer() -> None:
    with pytest.raises(KeyError):
        Problem("no-such-kind")
