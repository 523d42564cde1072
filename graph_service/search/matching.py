"""From the words that were asked to a query of the index.

Each word may be met in several ways, each worth less than the one before: as it is, by its sound,
as the beginning of a word, with a typing error, in the label of a type, period or district, in the
description. Rare words count more. A name
that is all that was asked counts on top.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

import tantivy
from tantivy import Occur, Searcher

from graph_service.search.folding import fold, sound, spelling, telling

_EXACT, _SOUND, _PREFIX, _TYPO, _TWO_TYPOS = 1.0, 0.85, 0.75, 0.5, 0.3
_CONTEXT, _DESCRIBED = 0.8, 0.15
_WHOLE_NAME, _WHOLE_SPELLING, _WHOLE_WITH_TYPO, _BEGINS = 1.5, 1.1, 0.6, 0.4
_IDENTIFIER = 3.0
_NAME_TYPO_FROM = 3
_ONE_TYPO_FROM, _TWO_TYPOS_FROM, _PREFIX_TYPO_FROM = 4, 8, 5
_LONGEST_WITH_TYPO = 40
"""Characters: to look for typing errors in more takes long."""
_LONGEST_TEXT = 40
"""Words of a text that are looked at."""


class Matching:
    """Builds queries for one index."""

    def __init__(self, schema: tantivy.Schema, searcher: Searcher) -> None:
        self._schema = schema
        self._searcher = searcher

    def strict(self, text: str) -> tantivy.Query | None:
        """Results have every telling word; None if there is no word."""
        asked = _asked(text)
        if not asked:
            return None
        words = [(Occur.Must, self._word(word, word is asked[-1])) for word in asked]
        by_name = tantivy.Query.boolean_query([*words, *self._whole(text, asked)])
        identifiers = dict.fromkeys((text.strip().lower(), fold(text).replace(" ", "-")))
        weight = self._rarity(asked) * _IDENTIFIER
        known = [self._term("identifier", each, weight) for each in identifiers]
        return tantivy.Query.disjunction_max_query([by_name, *known])

    def relaxed(self, text: str) -> tantivy.Query | None:
        """Results have most of the words; None if that is no other question."""
        asked = _asked(text)
        if len(asked) < 2:  # noqa: PLR2004 - one word or none
            return None
        return self._most_of(text, asked, prefix=True)

    def names(self, text: str) -> tantivy.Query | None:
        """Results have most of the words in their names; for reconciliation."""
        asked = _asked(text)
        return self._most_of(text, asked, prefix=False) if asked else None

    def _most_of(self, text: str, asked: Sequence[str], *, prefix: bool) -> tantivy.Query:
        words = [
            (Occur.Should, self._word(word, prefix and word is asked[-1], described=prefix))
            for word in asked
        ]
        least = (len(asked) + 1) // 2
        enough = tantivy.Query.boolean_query(words, minimum_number_should_match=least)
        return tantivy.Query.boolean_query([(Occur.Must, enough), *self._whole(text, asked)])

    def _word(self, word: str, is_last: bool, *, described: bool = True) -> tantivy.Query:
        weight = self._rarity([word])
        ways = [
            self._term("words", word, weight * _EXACT),
            self._term("sounds", sound(word), weight * _SOUND),
        ]
        if described:
            ways += self._around(word, weight)
        if is_last:
            ways.append(self._fuzzy(word, 0, weight * _PREFIX, prefix=True))
            heard = weight * _PREFIX * _SOUND
            ways.append(self._fuzzy(sound(word), 0, heard, prefix=True, field="sounds"))
            if len(word) >= _PREFIX_TYPO_FROM:
                ways.append(self._fuzzy(word, 1, weight * _TWO_TYPOS, prefix=True))
        ways += self._mistyped(word, weight, is_name=not described)
        return tantivy.Query.disjunction_max_query(ways)

    def _mistyped(self, word: str, weight: float, *, is_name: bool) -> list[tantivy.Query]:
        """A word of a name that some name has is no error; one that none has may be a short one."""
        if is_name and self._searcher.doc_freq("words", word):
            return []
        ways = []
        if len(word) >= (_NAME_TYPO_FROM if is_name else _ONE_TYPO_FROM):
            ways.append(self._fuzzy(word, 1, weight * _TYPO))
        if len(word) >= _TWO_TYPOS_FROM:
            ways.append(self._fuzzy(word, 2, weight * _TWO_TYPOS))
        return ways

    def _around(self, word: str, weight: float) -> list[tantivy.Query]:
        """In the labels of types, periods and districts, which Turkish inflects, or described."""
        ways = [
            self._term("context", word, weight * _CONTEXT),
            self._term("text", word, weight * _DESCRIBED),
        ]
        if len(word) >= _ONE_TYPO_FROM:
            ways.append(self._fuzzy(word, 1, weight * _CONTEXT, field="context"))
        return ways

    def _whole(self, text: str, asked: Sequence[str]) -> list[tuple[tantivy.Occur, tantivy.Query]]:
        folded = fold(text)
        rarity = self._rarity(asked)
        ways = [
            self._term("name", folded, rarity * _WHOLE_NAME),
            self._term("spelling", spelling(text), rarity * _WHOLE_SPELLING),
        ]
        is_name = self._searcher.doc_freq("name", folded)  # then it is not mistyped
        if not is_name and _ONE_TYPO_FROM <= len(folded) <= _LONGEST_WITH_TYPO:
            distance = 1 if len(folded) < _TWO_TYPOS_FROM else 2
            weight = rarity * _WHOLE_WITH_TYPO / distance
            ways.append(self._fuzzy(folded, distance, weight, field="name"))
        if len(asked) > 1:
            begins = tantivy.Query.phrase_prefix_query(self._schema, "words", [*folded.split()])
            ways.append(tantivy.Query.const_score_query(begins, rarity * _BEGINS))
        labels = [(Occur.Should, self._labelled(word)) for word in asked]
        whole = tantivy.Query.disjunction_max_query(ways)
        return [(Occur.Should, whole), *labels]

    def _labelled(self, word: str) -> tantivy.Query:
        """Shorter labels first: here the length of the field counts."""
        term = tantivy.Query.term_query(self._schema, "labels", word)
        return tantivy.Query.boost_query(term, 0.25)

    def _term(self, field: str, value: str, score: float) -> tantivy.Query:
        term = tantivy.Query.term_query(self._schema, field, value, index_option="basic")
        return tantivy.Query.const_score_query(term, score)

    def _fuzzy(
        self,
        word: str,
        distance: int,
        score: float,
        *,
        prefix: bool = False,
        field: str = "words",
    ) -> tantivy.Query:
        found = tantivy.Query.fuzzy_term_query(
            self._schema, field, word, distance, transposition_cost_one=True, prefix=prefix
        )
        return tantivy.Query.const_score_query(found, score)

    def _rarity(self, asked: Iterable[str]) -> float:
        """The sum of the inverse document frequencies of the words."""
        things = self._searcher.num_docs
        return sum(
            math.log(1 + things / (1 + self._searcher.doc_freq("words", word))) for word in asked
        )


def _asked(text: str) -> tuple[str, ...]:
    return telling(tuple(fold(text).split()[:_LONGEST_TEXT]))
