"""How names are compared: the same folding for what is stored and for what is asked.

`fold` keeps the spelling and drops what keyboards and scripts make differ: capitals (of Turkish:
I, ı, İ and i are one letter here), accents, circumflexes, the Greek script. `sound` goes further
and writes one letter for what the traditions spell in several ways, so that Smirna meets Smyrna
and Klazomenai Clazomenae. Both give the same for NFC and NFD, and folding twice is folding once.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache

from graph_service.search.greek import romanise

# Letters that Unicode does not decompose into an ASCII letter and a mark.
_LETTERS = str.maketrans(
    {"ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th",
     "ł": "l", "ħ": "h", "ŋ": "n", "ə": "e"}
)  # fmt: skip
_APOSTROPHES = re.compile("['’‘ʼʹʻʿʾ´`΄᾽᾿′]")
_BETWEEN_WORDS = re.compile(r"[\W_]+")

_SMALL = frozenset(
    ("a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to",
     "ile", "ve", "veya", "da", "de", "den", "dan")
)  # fmt: skip
"""Words that say nothing of what is meant, in English and Turkish."""

_SPELLINGS = tuple(
    (re.compile(pattern), written)
    for pattern, written in (
        (r"(?:ph|f)+", "f"),
        (r"sch|sh", "s"),
        (r"tch|dj|kh|ch|ck|[cqkj]", "k"),
        (r"th", "t"),
        (r"gh", "g"),
        (r"rh", "r"),
        (r"h", ""),
        (r"x", "ks"),
        (r"w", "v"),
        (r"[ao]e|[ao]i", "e"),
        (r"(?:eia|ea|ya)$", "ia"),
        (r"ei", "i"),
        (r"ou", "u"),
        (r"y", "i"),
        (r"(.)\1+", r"\1"),
        (r"us$", "os"),
        (r"um$", "on"),
        (r"d$", "t"),
        (r"b$", "p"),
    )
)


def fold(text: str) -> str:
    """Lower-case words with single spaces between them, without accents, in Latin letters.

    Scripts other than Greek and Latin stay as they are, without their marks.
    """
    if not text.isascii():
        text = text.translate(_written())
    if text.isascii():  # nearly all names, and ten times quicker
        return _BETWEEN_WORDS.sub(" ", text.lower().replace("'", "").replace("`", "")).strip()
    return fold_any(text)


def fold_any(text: str) -> str:
    """What `fold` gives, of any script, letter by letter."""
    # U+0130 lower-cases to two characters, and a dotless capital to a dotted letter.
    lowered = unicodedata.normalize("NFKC", text).replace("İ", "i").lower()
    plain = unicodedata.normalize("NFKD", _APOSTROPHES.sub("", romanise(lowered)))
    bare = "".join(c for c in plain if not unicodedata.combining(c)).lower().translate(_LETTERS)
    return _BETWEEN_WORDS.sub(" ", _APOSTROPHES.sub("", bare)).strip()


def words(text: str) -> tuple[str, ...]:
    """The folded words of a text, in order."""
    return tuple(fold(text).split())


def telling(asked: tuple[str, ...]) -> tuple[str, ...]:
    """The words without the small ones; all of them, if there are no others."""
    return tuple(word for word in asked if word not in _SMALL) or asked


@cache
def _written() -> Mapping[int, str]:
    """The letters of European alphabets that stand for one or two of ASCII, as `fold` has them.

    Each is folded by itself, which changes nothing: no mark that could join it is in ASCII.
    """
    letters = (letter for letter in map(chr, range(0xC0, 0x180)) if letter.isalpha())
    return {ord(letter): fold_any(letter) for letter in letters} | {0x2019: "", 0x2013: " "}


@lru_cache(maxsize=65536)
def sound(word: str) -> str:
    """The key of a folded word: equal for the ways in which one name is spelled."""
    written = word
    for pattern, replacement in _SPELLINGS:
        written = pattern.sub(replacement, written)
    return written or word


def spelling(text: str) -> str:
    """The key of a whole name: the sounds of its telling words, in alphabetical order.

    Word order does not count: `Agora of Smyrna` and `Smyrna, Agora` have one key.
    """
    return spelled(fold(text))


def spelled(folded: str) -> str:
    """The key of a whole name that is folded already."""
    return " ".join(sorted({sound(word) for word in telling(tuple(folded.split()))}))
