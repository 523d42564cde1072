"""Bounds of periods in words."""

from __future__ import annotations

import pytest

from graph_service.pages.years import say_bounds


@pytest.mark.parametrize(
    ("start", "end", "tr", "en"),
    [
        ((-132, -29), (284, 324), "MÖ 133/30 – MS 284/324", "133/30 BCE – 284/324 CE"),
        ((-3099, -2999), (-1199, -1049), "MÖ 3100/3000 – 1200/1050", "3100/3000 – 1200/1050 BCE"),
        ((-679, -679), (-546, -545), "MÖ 680 – 547/546", "680 – 547/546 BCE"),
        ((284, 324), (610, 700), "MS 284/324 – 610/700", "284/324 – 610/700 CE"),
        ((641, 843), (1071, 1204), "MS 641/843 – 1071/1204", "641/843 CE – 1071/1204"),
        ((1922, 1923), (None, None), "1922/1923 – bugün", "1922/1923 – today"),
        ((-4, 5), (10, 10), "MÖ 5/MS 5 – MS 10", "5 BCE/5 CE – 10 CE"),
        ((990, 1010), (1300, 1300), "MS 990/1010 – 1300", "990/1010 – 1300"),
    ],
)
def test_bounds(
    start: tuple[int, int], end: tuple[int | None, int | None], tr: str, en: str
) -> None:
    assert say_bounds(start, end, "tr") == tr
    assert say_bounds(start, end, "en") == en
