"""Pictures of records, for those who share a link: drawn, and read again."""

from __future__ import annotations

from io import BytesIO

import pytest
import shapely
from PIL import Image

from graph_service.pages.atlas.base_map import BaseMap
from graph_service.pages.cards import letters
from graph_service.pages.cards.card import Card, Mark
from graph_service.pages.cards.ground import MARK, Ground, closer
from graph_service.pages.cards.picture import MAP_SIZE, SIZE, png

EMPTY = shapely.MultiLineString()
PROVINCE = shapely.box(26, 38, 28, 39.5)
BASE = BaseMap(PROVINCE, shapely.box(28, 37, 30, 41), EMPTY, (), ())
HERE = shapely.Point(27, 38.75)
LEFT = SIZE[0] - MAP_SIZE[0]


@pytest.fixture(scope="module")
def ground() -> Ground:
    return Ground(BASE, PROVINCE, *MAP_SIZE)


def drawn(ground: Ground, *marks: Mark, title: str = "Klazomenai") -> Image.Image:
    card = Card("Antik kent · Urla", title, "Κλαζομεναί", "İzmir’in Urla ilçesinde.", marks)
    picture = Image.open(BytesIO(png(card, ground, "İzmir Miras Grafı")))
    assert picture.format == "PNG"
    assert picture.size == SIZE
    return picture.convert("RGB")


def middle(picture: Image.Image) -> tuple[int, ...]:
    """The colour of the map's middle, where the place is."""
    found = picture.getpixel((LEFT + MAP_SIZE[0] // 2, MAP_SIZE[1] // 2))
    assert isinstance(found, tuple)
    return found


def is_near(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    return all(abs(a - b) < 12 for a, b in zip(one, other, strict=True))


def test_a_place_that_is_known_is_a_dot_and_one_known_roughly_is_not(ground: Ground) -> None:
    assert is_near(middle(drawn(ground, Mark(HERE))), MARK)
    vague = middle(drawn(ground, Mark(HERE, is_vague=True)))
    assert not is_near(vague, MARK)
    away = middle(drawn(ground, Mark(shapely.Point(26.4, 38.2))))
    assert vague != away, "the circle around it is tinted"


def test_a_thing_somewhere_in_an_area_is_hatched_and_the_area_itself_is_not(
    ground: Ground,
) -> None:
    area = HERE.buffer(0.3)
    box = (LEFT + 250, 280, LEFT + 350, 350)
    plain = drawn(ground, Mark(area)).crop(box).getcolors(maxcolors=9999)
    hatched = drawn(ground, Mark(area, is_vague=True)).crop(box).getcolors(maxcolors=9999)
    assert plain is not None
    assert hatched is not None
    assert len(plain) == 1 < len(hatched)


def test_without_a_place_there_is_no_map(ground: Ground) -> None:
    corner = drawn(ground).getpixel((SIZE[0] - 5, SIZE[1] - 5))
    assert isinstance(corner, tuple)
    assert is_near(corner, MARK)


def test_names_of_any_length_stay_inside(ground: Ground) -> None:
    for title in ("Ω", "İ" * 60, "Bergama Çok Katmanlı Kültürel Peyzaj Alanı " * 8):
        picture = drawn(ground, Mark(HERE), title=title)
        edge = picture.crop((LEFT - 6, 20, LEFT, SIZE[1])).getcolors()
        assert edge == [(6 * (SIZE[1] - 20), (255, 255, 255))]


def test_turkish_greek_and_other_letters_are_drawn() -> None:
    for letter in "İıĞğŞşÇçÖöÜüâΚλἜἐῆ’–…":
        assert letters.width(letter, 40) > 0
    assert letters.width("ḫ", 40) == letters.width("h", 40), "without the mark that we lack"
    assert letters.width("漢", 40) == 0
    assert letters.lines("a b c d", 40, 10_000, 1) == ["a b c d"]
    assert letters.lines("bir iki üç dört beş", 40, 90, 2)[-1].endswith("…")


def test_small_things_are_shown_from_nearer() -> None:
    assert closer([Mark(HERE)]) is None
    assert closer([Mark(PROVINCE)]) is None
    assert closer([]) is None
    near = closer([Mark(HERE.buffer(0.02))])
    assert near is not None
    west, _, east, _ = near.bounds
    assert 0.2 < east - west < 0.5
