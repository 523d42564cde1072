"""When a thing existed, and how sure that is."""

from __future__ import annotations

from graph_service.search.existence import Phase, existences, span
from graph_service.search.record import Existence


def sure(found: tuple[Existence, ...], year: int) -> str | None:
    says = {each.sure(year) for each in found}
    return next((word for word in ("certain", "possible") if word in says), None)


def test_a_building_is_certain_up_to_the_last_source_that_shows_it() -> None:
    found = existences(
        [Phase("built", "built", 1600, 1650), Phase("repaired", "repaired", 1800, 1810)]
    )
    says = {year: sure(found, year) for year in (1599, 1600, 1650, 1700, 1800, 1801, 2020)}
    assert says == {
        1599: None, 1600: "possible", 1650: "certain", 1700: "certain", 1800: "certain",
        1801: "possible", 2020: "possible",
    }  # fmt: skip


def test_a_loss_ends_it_until_it_is_built_again() -> None:
    found = existences(
        [
            Phase("built", "built", 1600, 1600),
            Phase("destroyed", "destroyed", 1688, 1688),
            Phase("rebuilt", "rebuilt", 1700, 1705),
        ]
    )
    says = {year: sure(found, year) for year in (1650, 1688, 1690, 1702, 1710)}
    assert says == {
        1650: "certain", 1688: "certain", 1690: None, 1702: "possible", 1710: "possible",
    }  # fmt: skip


def test_what_was_disputed_makes_nothing_certain() -> None:
    found = existences([Phase("built", "built", 1600, 1600, certainty="disputed")])
    assert sure(found, 1600) == "possible"


def test_a_phase_is_certain_between_its_inner_bounds() -> None:
    found = existences([Phase("occupied", "occupied", -799, 1300, -700, 1201)])
    says = {year: sure(found, year) for year in (-800, -750, -700, 1201, 1250, 1301)}
    assert says == {
        -800: None, -750: "possible", -700: "certain", 1201: "certain", 1250: "possible",
        1301: None,
    }  # fmt: skip


def test_a_period_of_a_site_does_not_fill_the_time_between() -> None:
    found = existences([Phase("a", "in-period", -333, -29), Phase("b", "in-period", 1390, 1922)])
    assert sure(found, 500) is None


def test_plans_and_mentions_are_no_existence() -> None:
    assert existences([Phase("p", "planned", 1900, 1900), Phase("m", "mentioned", 17, 18)]) == ()
    assert existences([Phase("d", "destroyed", 1922, 1922)]) == ()


def test_a_span_without_end_stays_open() -> None:
    (found,) = span(Phase("", "project", 2021, None, 2021, None))
    assert (found.earliest, found.latest, found.sure_from) == (2021, None, None)
    assert span(Phase("", "project", None, None)) == ()
