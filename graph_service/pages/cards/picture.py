"""A card as PNG: words on the left, the map on the right; without a place, our sign there."""

from __future__ import annotations

import math
from functools import cache
from io import BytesIO

from PIL import Image, ImageDraw

from graph_service.pages.cards.card import Card
from graph_service.pages.cards.ground import MARK, PAPER, Ground
from graph_service.pages.cards.letters import Colour, lines, width, write

SIZE = 1200, 630
MAP_SIZE = 600, 630
_INK, _MUTED = (27, 31, 35), (84, 91, 98)
_LEFT, _ROOM = 56, 500
"""Where lines begin, and how wide they may be."""
_TITLES = ((76, 2), (64, 3), (54, 3), (46, 4), (40, 5))
"""Sizes of a title and the lines that it may have: the first that holds it is taken."""
_COLOURS = 128
_FINE = 4
"""How many times larger the sign is drawn, to be smooth when made small."""


def png(card: Card, ground: Ground, name: str) -> bytes:
    """The picture, 1200 by 630; `name` is that of the site, at the foot."""
    picture = Image.new("RGB", SIZE, PAPER)
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 0, SIZE[0], 9), fill=MARK)
    _words(draw, card)
    picture.paste(_sign(44, PAPER), (_LEFT, 536))
    write(draw, (_LEFT + 60, 568), name, 30, _INK)
    at = (SIZE[0] - MAP_SIZE[0], 0)
    if card.marks:
        picture.paste(ground.marked(card.marks), at)
    else:
        draw.rectangle((*at, *SIZE), fill=MARK)
        picture.paste(_sign(300, MARK), (at[0] + 150, 165))
    return _compact(picture)


def _words(draw: ImageDraw.ImageDraw, card: Card) -> None:
    y = 92.0
    for line in lines(card.above, 30, _ROOM, 1):
        write(draw, (_LEFT, y), line, 30, _MUTED)
    size, titles = _title(card.title)
    y += 22
    for line in titles:
        y += size * 1.08
        write(draw, (_LEFT, y), line, size, _INK)
    for line in lines(card.others, 32, _ROOM, 1):
        y += 50
        write(draw, (_LEFT, y), line, 32, _MUTED)
    y += 20
    for line in lines(card.about, 28, _ROOM, max(0, int((510 - y) // 38))) if card.about else ():
        y += 38
        write(draw, (_LEFT, y), line, 28, _INK)


def _title(text: str) -> tuple[int, list[str]]:
    for size, most in _TITLES:
        found = lines(text, size, _ROOM, 99)
        if len(found) <= most and all(width(line, size) <= _ROOM for line in found):
            return size, found
    size, most = _TITLES[-1]
    return size, lines(text, size, _ROOM, most)


@cache
def _sign(size: int, ground: Colour) -> Image.Image:
    """Our sign: a temple above the waves, on a field of 32 by 32."""
    unit = size * _FINE / 32
    large = Image.new("RGB", (size * _FINE, size * _FINE), ground)
    draw = ImageDraw.Draw(large)
    draw.rounded_rectangle((0, 0, 32 * unit, 32 * unit), radius=6 * unit, fill=MARK)
    roof = [(16.0, 5.0), (6.5, 10.5), (25.5, 10.5), (16.0, 5.0), (6.5, 10.5)]
    columns = [[(x, 13.5), (x, 19.5)] for x in (10.5, 16.0, 21.5)]
    steps = [6 + step / 8 for step in range(161)]
    for line in (roof, *columns):
        points = [(x * unit, y * unit) for x, y in line]
        draw.line(points, fill=PAPER, width=round(1.8 * unit), joint="curve")
    for level in (23.5, 27.5):
        wave = [(x * unit, (level - math.sin((x - 6) / 5 * math.pi)) * unit) for x in steps]
        below = [(x, y + 1.8 * unit) for x, y in reversed(wave)]
        draw.polygon([*wave, *below], fill=PAPER)
    return large.resize((size, size), Image.Resampling.LANCZOS)


def _compact(picture: Image.Image) -> bytes:
    """PNG with a palette: a third of the bytes, and no difference to the eye."""
    few = picture.quantize(_COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    written = BytesIO()
    few.save(written, "PNG", optimize=True)
    return written.getvalue()
