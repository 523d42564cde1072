"""What happens to names in tables: accents lost, spelled as they once were, turned, mistyped."""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable, Mapping

_OLD_GREEK = {"kh": "ch", "ai": "ae", "oi": "oe", "ei": "i", "ou": "u", "k": "c", "K": "C"}
_OLD_ENDINGS = {"os": "us", "on": "um"}
_OLD_TURKISH = {
    "Ş": "Ch", "ş": "ch", "Ç": "Tch", "ç": "tch", "C": "Dj", "c": "dj", "ğ": "gh", "ı": "i",
    "ü": "u", "ö": "o",
}  # fmt: skip
_GREEK_LETTERS = re.compile("|".join(_OLD_GREEK))
_GREEK_ENDINGS = re.compile(r"(?:os|on)\b")
_TURKISH = (
    ("Ş", "Ch"), ("ş", "ch"), ("Ç", "Tch"), ("ç", "tch"), ("C", "Dj"), ("c", "dj"),
    ("ğ", "gh"), ("û", "ou"), ("â", "a"), ("î", "i"), ("ı", "i"), ("ü", "u"), ("ö", "o"),
)  # fmt: skip
_TURKISH = frozenset("şçğıöüŞÇĞİÖÜâîû")


def bare(name: str, _: random.Random) -> str:
    """As a keyboard without Turkish letters writes it."""
    plain = unicodedata.normalize("NFD", name.replace("ı", "i").replace("İ", "I"))
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def old(name: str, chance: random.Random) -> str:
    """As older maps and books write it: French letters for Turkish names, Latin for Greek ones."""
    if _TURKISH & set(name):
        return bare("".join(_OLD_TURKISH.get(letter, letter) for letter in name), chance)
    words = name.split(" ")
    for at, word in enumerate(words):
        if word[:1].isupper():
            latin = _GREEK_LETTERS.sub(lambda found: _OLD_GREEK[found[0]], word)
            words[at] = _GREEK_ENDINGS.sub(lambda found: _OLD_ENDINGS[found[0]], latin)
    return " ".join(words)


def turned(name: str, _: random.Random) -> str:
    """The last word first, with a comma, as indexes have it."""
    words = name.split(" ")
    return f"{words[-1]}, {' '.join(words[:-1])}" if len(words) > 1 else name.upper()


def mistyped(name: str, chance: random.Random) -> str:
    """One letter lost, doubled, exchanged for another or for its neighbour."""
    places = [at for at, letter in enumerate(name) if letter.isalpha() and at > 0]
    if not places:
        return name
    at = chance.choice(places)
    other = chance.choice("abcdefghiklmnoprstuyz")
    ways = (
        name[:at] + name[at + 1 :],
        name[:at] + name[at] + name[at:],
        name[:at] + other + name[at + 1 :],
        name[: at - 1] + name[at] + name[at - 1] + name[at + 1 :],
    )
    return chance.choice(ways)


DAMAGES: Mapping[str, Callable[[str, random.Random], str]] = {
    "bare": bare, "old": old, "turned": turned, "mistyped": mistyped,
}  # fmt: skip
