"""Maps and timelines as SVG: well-formed, honest about what is uncertain, and escaped."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
import shapely
from lxml import etree
from shapely.geometry import LineString, MultiPolygon, Polygon

from graph_service.pages.atlas.base_map import BaseMap, Outline
from graph_service.pages.charts.frame import Frame
from graph_service.pages.charts.locator_svg import locator_svg
from graph_service.pages.charts.map_svg import Dot, map_svg
from graph_service.pages.charts.scale import Scale, Stretch, all_ages
from graph_service.pages.charts.svg import element
from graph_service.pages.charts.timeline_layout import Bar
from graph_service.pages.charts.timeline_svg import Words, density, timeline_svg
from graph_service.resources.holdings import Reference

NS = {"svg": "http://www.w3.org/2000/svg"}
PROVINCE = Polygon([(26, 38), (28, 38), (28, 39), (26, 39)])
MAP = BaseMap(
    province=PROVINCE,
    neighbours=MultiPolygon(),
    coast=LineString([(26, 38), (26, 39)]),
    districts=[Outline(Reference("place", "x"), {"tr": "Ödemiş <b>"}, PROVINCE)],
    rivers=[],
)
ROMAN = Bar("roman", "Roma & <b>", "roman", -132, -29, 284, 324, "MÖ 133/30 – MS 284/324")
TODAY = Bar("republican", "Cumhuriyet", "republican", 1922, 1923, None, None, "1922/1923 – bugün")
WORDS = Words("Zaman <i>", "Açıklama", str)


def read(markup: str) -> etree._Element:
    assert "style=" not in markup  # the pages' policy would refuse it
    return etree.fromstring(str(markup).replace("<svg", f'<svg xmlns="{NS["svg"]}"', 1))


def test_values_are_escaped() -> None:
    assert element("text", "a < b", title='"&') == '<text title="&#34;&amp;">a &lt; b</text>'


def test_exact_places_vague_places_and_areas_are_drawn_differently() -> None:
    frame = Frame.around(PROVINCE)
    dots = [Dot(27, 38.5), Dot(27.5, 38.5, is_exact=False), Dot(26.5, 38.5, radius=5000)]
    picture = read(map_svg(MAP, frame, dots, title="Harita", language="tr"))
    x, y = frame.place(27, 38.5)
    (exact,) = picture.findall(".//svg:path[@class='map-dot']", NS)
    assert exact.get("d") == f"M{x:.0f} {y:.0f}h0"
    assert len(picture.findall(".//svg:path[@class='map-vague']", NS)) == 1
    (area,) = picture.findall(".//svg:circle", NS)
    assert float(area.get("r", "")) == pytest.approx(5000 / frame.metres, abs=0.1)
    assert picture.findtext(".//svg:text", namespaces=NS) == "Ödemiş <b>"
    assert picture.get("aria-label") == "Harita"


def test_a_small_map_says_where_it_is_and_a_map_of_all_does_not() -> None:
    locator = read(locator_svg(MAP, Frame(26.9, 38.4, 27.1, 38.5)))
    (window,) = locator.findall(".//svg:rect", NS)
    box = {name: float(window.get(name, "")) for name in ("x", "y", "width", "height")}
    assert box["x"] + box["width"] / 2 == pytest.approx(float(locator.get("width", "")) / 2, abs=1)
    assert box["width"] >= 8, "so small a window is seen"
    assert locator_svg(MAP, Frame.around(PROVINCE)) == ""
    assert locator_svg(MAP, Frame(30, 41, 30.1, 41.1)) == "", "outside"
    empty = replace(MAP, province=MultiPolygon())
    assert locator_svg(empty, Frame(26.9, 38.4, 27.1, 38.5)) == ""


def test_the_order_of_stops_is_no_way() -> None:
    order = LineString([(26.5, 38.2), (27.5, 38.8)])
    picture = read(map_svg(MAP, Frame.around(PROVINCE), title="", language="tr", order=order))
    assert len(picture.findall(".//svg:path[@class='map-order']", NS)) == 1
    assert picture.findall(".//svg:path[@class='map-line']", NS) == []


def test_a_map_is_true_to_its_projection() -> None:
    frame = Frame(26, 38, 28, 39, width=1000)
    assert frame.place(26, 39) == pytest.approx((0, 0))
    assert frame.place(28, 38) == pytest.approx((1000, frame.height), abs=0.5)
    # A degree of longitude is as long as cos(latitude) degrees of latitude.
    assert frame.height == pytest.approx(500 / 0.7826, rel=0.01)
    assert frame.metres == pytest.approx(174.3, rel=0.01)


def test_a_frame_has_the_aspect_that_is_asked_for() -> None:
    frame = Frame.around(PROVINCE, width=1000, aspect=2.5)
    assert frame.width / frame.height == pytest.approx(2.5, rel=0.01)
    assert frame.west + frame.east == pytest.approx(54)
    assert frame.height == Frame.around(PROVINCE, width=round(1000 * _share(frame))).height


def _share(frame: Frame) -> float:
    """How much of the width of a frame the plain frame of the province takes."""
    plain = Frame.around(PROVINCE)
    return (plain.east - plain.west) / (frame.east - frame.west)


def test_a_map_of_nothing_is_still_a_map() -> None:
    empty = BaseMap(Polygon(), MultiPolygon(), LineString(), [], [])
    assert read(map_svg(empty, Frame(26, 38, 28, 39), title="", language="en")) is not None


def test_uncertain_ends_fade_between_dashed_limits() -> None:
    picture = read(timeline_svg([ROMAN], [], [], all_ages(2026), WORDS))
    (bar,) = picture.findall(".//svg:g[@data-period='roman']", NS)
    fills = [each.get("fill") or each.get("class") for each in bar.findall("svg:rect", NS)]
    assert fills == ["url(#fade-in-roman)", "url(#fade-out-roman)", "fill-roman"]
    assert len(bar.findall("svg:line[@class='time-limit line-roman']", NS)) == 4
    gradients = {each.get("id") for each in picture.iter(f"{{{NS['svg']}}}linearGradient")}
    assert {"fade-in-roman", "fade-out-roman"} <= gradients
    assert bar.findtext("svg:title", namespaces=NS) == "Roma & <b>: MÖ 133/30 – MS 284/324"


def test_certain_ends_are_hard_and_an_open_end_reaches_today() -> None:
    sure = replace(ROMAN, start_earliest=-29, end_latest=284)
    picture = read(timeline_svg([sure], [TODAY], [], all_ages(2026), WORDS))
    (roman,) = picture.findall(".//svg:g[@data-period='roman']", NS)
    assert [each.get("class") for each in roman.findall("svg:rect", NS)] == ["fill-roman"]
    (today,) = picture.findall(".//svg:g[@data-period='republican']", NS)
    core = today.find("svg:rect[@class='fill-republican']", NS)
    left, width = (float(str(core.get(name)).rstrip("%")) for name in ("x", "width"))
    assert left + width == pytest.approx(100, abs=0.05)


def test_a_bar_over_a_break_is_joined_and_not_drawn_through() -> None:
    long = replace(ROMAN, start_earliest=-3000, start_latest=-3000)
    picture = read(timeline_svg([long], [], [], all_ages(2026), WORDS))
    (bar,) = picture.findall(".//svg:g[@data-period='roman']", NS)
    assert len(bar.findall("svg:rect[@class='fill-roman']", NS)) == 2
    assert len(bar.findall("svg:line[@class='time-join line-roman']", NS)) == 1


def test_bars_of_one_time_lie_in_different_lanes() -> None:
    other = replace(ROMAN, slug="other", name="Öteki")
    picture = read(timeline_svg([], [ROMAN, other], [], all_ages(2026), WORDS))
    tops = {
        each.get("data-period"): each.find("svg:rect", NS).get("y")
        for each in picture.findall(".//svg:g[@class='time-bar']", NS)
    }
    assert len(set(tops.values())) == 2


def test_density_counts_phases_where_they_are() -> None:
    plain = Scale((Stretch(0, 100, 1, 10, 50),))
    counts = density([(0, 49), (20, 20), (200, 300)], plain, bins=10)
    assert counts == [1, 1, 2, 1, 1, 0, 0, 0, 0, 0]


def test_paths_tell_the_shape_again() -> None:
    frame = Frame.around(PROVINCE)
    markup = map_svg(MAP, frame, title="", language="tr")
    path = re.search(r'class="map-province" d="([^"]*)"', markup)
    assert path is not None
    start, steps = re.fullmatch(r"M(\d+ \d+)l(.*)z", path[1]).groups()
    numbers = [int(each) for each in re.findall(r"-?\d+", steps)]
    x, y = map(int, start.split())
    corners = [(x, y)]
    for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
        x, y = x + dx, y + dy
        corners.append((x, y))
    assert shapely.hausdorff_distance(Polygon(corners), frame.drawn(PROVINCE)) < 1
