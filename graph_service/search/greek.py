"""Greek letters in Latin ones, as scholars romanise them: Σμύρνα → smyrna, Ἁλικαρνασσός → h…."""

from __future__ import annotations

import unicodedata

_ROUGH = "\u0314"
_LETTERS = {
    "α": "a", "β": "b", "γ": "g", "δ": "d", "ε": "e", "ζ": "z", "η": "e", "θ": "th",
    "ι": "i", "κ": "k", "λ": "l", "μ": "m", "ν": "n", "ξ": "x", "ο": "o", "π": "p",
    "ρ": "r", "σ": "s", "ς": "s", "ϲ": "s", "τ": "t", "υ": "y", "φ": "ph", "χ": "ch",
    "ψ": "ps", "ω": "o", "ϝ": "w", "ϛ": "st",
}  # fmt: skip
_VOWELS = frozenset("αεηιουω")
_GUTTURALS = frozenset("γκξχ")


def romanise(text: str) -> str:
    """Lower-case text in which every Greek letter is a Latin one; other letters stay.

    Υ after another vowel is `u`, γ before a guttural is `n`, and a rough breathing is `h`
    (after ρ, before a vowel). Accents of Greek letters are dropped.
    """
    decomposed = unicodedata.normalize("NFD", text.lower())
    if not any(letter in _LETTERS for letter in decomposed):
        return text
    letters = _with_marks(decomposed)
    written: list[str] = []
    for place, (letter, marks) in enumerate(letters):
        before = letters[place - 1][0] if place else ""
        after = letters[place + 1][0] if place + 1 < len(letters) else ""
        written.append(_letter(letter, marks, before, after))
    return unicodedata.normalize("NFC", "".join(_breathings_first(written, letters)))


def _letter(letter: str, marks: str, before: str, after: str) -> str:
    if letter not in _LETTERS:
        return letter + marks
    if letter == "υ" and before in {"α", "ε", "η", "ο"} and "\u0308" not in marks:
        return "u"
    if letter == "γ" and after in _GUTTURALS:
        return "n"
    if letter == "ρ" and _ROUGH in marks:
        return "rh"
    return _LETTERS[letter]


def _breathings_first(written: list[str], letters: list[tuple[str, str]]) -> list[str]:
    """A rough breathing stands on the second letter of a diphthong, but sounds before the first."""
    for place, (letter, marks) in enumerate(letters):
        if letter in _VOWELS and _ROUGH in marks:
            is_diphthong = place > 0 and letters[place - 1][0] in _VOWELS
            start = place - 1 if is_diphthong else place
            written[start] = f"h{written[start]}"
    return written


def _with_marks(decomposed: str) -> list[tuple[str, str]]:
    """Each letter with the marks that stand on it."""
    found: list[tuple[str, str]] = []
    for character in decomposed:
        if unicodedata.combining(character) and found:
            letter, marks = found[-1]
            found[-1] = (letter, marks + character)
        else:
            found.append((character, ""))
    return found
