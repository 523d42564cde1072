"""Letters of EB Garamond for pictures: the same subsets that pages load, one font a script."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from itertools import groupby

from PIL import ImageFont
from PIL.ImageDraw import ImageDraw

from graph_service.pages.assets import asset

_SUBSETS = ("western", "turkish", "greek", "polytonic")
Colour = tuple[int, int, int]


def width(text: str, size: int) -> float:
    """How many units wide a line is."""
    return sum(_font(subset, size).getlength(run) for subset, run in _runs(text))


def write(draw: ImageDraw, at: tuple[float, float], text: str, size: int, colour: Colour) -> None:
    """One line; `at` is where its baseline begins."""
    x, y = at
    for subset, run in _runs(text):
        font = _font(subset, size)
        draw.text((x, y), run, fill=colour, font=font, anchor="ls")
        x += font.getlength(run)


def lines(text: str, size: int, room: int, most: int) -> list[str]:
    """The text in lines of at most so many units; what `most` lines do not hold ends in ``…``."""
    found: list[str] = []
    for word in _words(text, size, room):
        longer = f"{found[-1]} {word}" if found else word
        if found and width(longer, size) <= room:
            found[-1] = longer
        else:
            found.append(word)
    if len(found) <= most:
        return found
    last = found[most - 1]
    while last and width(f"{last} …", size) > room:
        last = last.rpartition(" ")[0]
    return [*found[: most - 1], f"{last.rstrip(',;:. ')} …"]


def _words(text: str, size: int, room: int) -> Iterator[str]:
    """The words; one that is wider than a line, broken."""
    for word in text.split():
        piece = ""
        for letter in word:
            if piece and width(piece + letter, size) > room:
                yield piece
                piece = ""
            piece += letter
        yield piece


def _runs(text: str) -> Iterator[tuple[str, str]]:
    """Pieces of a line, each with the subset that has its letters."""
    known = [(_subset_of(letter), letter) for letter in _known(text)]
    for subset, run in groupby(known, key=lambda pair: pair[0]):
        yield subset, "".join(letter for _, letter in run)


def _known(text: str) -> Iterator[str]:
    """The letters that we have; of others what is left without their accents, if we have that."""
    for letter in unicodedata.normalize("NFC", text):
        if _subset_of(letter):
            yield letter
        else:
            plain = unicodedata.normalize("NFKD", letter)
            yield from (each for each in plain if _subset_of(each))


@cache
def _subset_of(letter: str) -> str:
    """The subset that has a letter; empty if none has."""
    return next((each for each in _SUBSETS if _draws(each, letter)), "")


def _draws(subset: str, letter: str) -> bool:
    """Whether the font has a sign of its own for a letter: not the one for unknown letters."""
    if letter == " ":
        return subset == "western"
    font = _font(subset, 20)
    return bytes(font.getmask(letter)) != bytes(font.getmask("\uffff"))


@cache
def _font(subset: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(BytesIO(asset(f"garamond-{subset}.woff2").body), size)
