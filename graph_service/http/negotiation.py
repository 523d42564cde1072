"""Proactive negotiation: RFC 9110, sections 12.5.1 (Accept) and 12.5.4 (Accept-Language)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType

_TOKEN = r"[!#$%&'*+.^_`|~0-9A-Za-z-]+"  # noqa: S105 - a grammar, not a secret
_TYPE = re.compile(rf"({_TOKEN})/({_TOKEN})")
_PARAMETER = re.compile(rf'({_TOKEN})=(?:({_TOKEN})|"((?:[^"\\]|\\.)*)")')
_LANGUAGE = re.compile(r"\*|[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*")
# The grammar asks for "0.2"; Java's own client has always sent ".2".
_QUALITY = re.compile(r"0?\.[0-9]+|0\.?|1(?:\.0*)?")
# Commas and semicolons separate only outside quotes.
_QUOTED = r'"(?:[^"\\]|\\.)*"?'
_ELEMENTS = re.compile(rf"(?:{_QUOTED}|[^,\"])+")
_PIECES = re.compile(rf"(?:{_QUOTED}|[^;\"])+")
_LONGEST = 8192
_BY_NAME = 2


@dataclass(frozen=True, slots=True)
class Offer:
    """A representation that the server can send."""

    key: str
    media_type: str
    suffix: str | None = None
    accepts: tuple[str, ...] = ()
    """Further media types that mean this offer."""


@dataclass(frozen=True, slots=True)
class MediaType:
    """A media type or a range of them; names in lower case."""

    type: str
    subtype: str
    parameters: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    def includes(self, other: MediaType) -> bool:
        """Whether `other` is in this range: it must have every parameter of the range."""
        if self.type not in ("*", other.type) or self.subtype not in ("*", other.subtype):
            return False
        return all(
            _same(name, value, other.parameters.get(name))
            for name, value in self.parameters.items()
        )

    @property
    def specificity(self) -> tuple[int, int]:
        """``*/*`` < ``type/*`` < ``type/subtype`` < the same with parameters."""
        if self.type == "*":
            return (0, 0)
        return (1 if self.subtype == "*" else _BY_NAME, len(self.parameters))


@dataclass(frozen=True, slots=True)
class Preference:
    """One element of an Accept field: a media range and how much it is wanted."""

    range: MediaType
    quality: float


def parse_media_type(text: str) -> MediaType | None:
    """Read a media type or range; None if it is malformed."""
    parsed = _read(text)
    return parsed[0] if parsed else None


@lru_cache(maxsize=1024)
def parse_accept(accept: str) -> tuple[Preference, ...]:
    """Read an Accept field. Malformed elements are left out."""
    found = (_read(element) for element in _ELEMENTS.findall(accept[:_LONGEST]))
    return tuple(Preference(media_range, quality) for media_range, quality in filter(None, found))


def choose(accept: str | None, offers: Sequence[Offer]) -> Offer | None:
    """The offer that the client wants most; None if it wants none of them.

    For each offer the most specific matching range says how much it is wanted; among equals the
    order of `offers` decides. No Accept field, or an empty one, means ``*/*``.
    """
    if accept is None or not accept.strip():
        return offers[0] if offers else None
    preferences = parse_accept(accept)
    best: Offer | None = None
    best_quality = 0.0
    for offer in offers:
        quality = _quality_of(offer, preferences)
        if quality > best_quality:
            best, best_quality = offer, quality
    return best


def choose_language(accept_language: str | None, languages: Sequence[str]) -> str:
    """The language to speak: of `languages` the one that the client wants most, or the first.

    A page in some language is better than none, so the first language also answers a client who
    wants none of them.
    """
    ranges = _parse_languages(accept_language or "")
    best, best_quality = languages[0], 0.0
    for language in languages:
        quality = _language_quality(language, ranges)
        if quality > best_quality:
            best, best_quality = language, quality
    return best


def _quality_of(offer: Offer, preferences: Sequence[Preference]) -> float:
    own = _closest(_known(offer.media_type), preferences)
    # Its other names count when they are asked for by name: they are not what will be sent.
    named = [_closest(_known(name), preferences) for name in offer.accepts]
    found = [own, *(match for match in named if match and match[0][0] == _BY_NAME)]
    return max((match for match in found if match), default=((0, 0), 0.0))[1]


def _closest(
    media_type: MediaType, preferences: Sequence[Preference]
) -> tuple[tuple[int, int], float] | None:
    """The specificity and weight of the most specific range that has the media type in it."""
    return max(
        (
            (wanted.range.specificity, wanted.quality)
            for wanted in preferences
            if wanted.range.includes(media_type)
        ),
        default=None,
    )


@lru_cache(maxsize=256)
def _known(media_type: str) -> MediaType:
    parsed = parse_media_type(media_type)
    if parsed is None:
        raise ValueError(f"not a media type: {media_type!r}")
    return parsed


def _read(element: str) -> tuple[MediaType, float] | None:
    pieces = [piece.strip() for piece in _PIECES.findall(element)]
    # A lone "*" is not in the grammar, but Java's own client sends it for "*/*".
    name = _TYPE.fullmatch("*/*" if pieces[0] == "*" else pieces[0]) if pieces else None
    if name is None or (name[1] == "*" and name[2] != "*"):
        return None
    parameters: dict[str, str] = {}
    for piece in filter(None, pieces[1:]):
        parameter = _PARAMETER.fullmatch(piece)
        if parameter is None:
            return None
        key = parameter[1].lower()
        value = parameter[2] if parameter[2] is not None else _unquoted(parameter[3])
        if key == "q":  # what follows the weight is an extension of the Accept field
            quality = _quality(value)
            return None if quality is None else (_media_type(name, parameters), quality)
        parameters[key] = value
    return _media_type(name, parameters), 1.0


def _media_type(name: re.Match[str], parameters: dict[str, str]) -> MediaType:
    return MediaType(name[1].lower(), name[2].lower(), MappingProxyType(parameters))


def _unquoted(text: str) -> str:
    return re.sub(r"\\(.)", r"\1", text)


def _quality(text: str) -> float | None:
    return float(text) if _QUALITY.fullmatch(text) else None


def _same(name: str, wanted: str, actual: str | None) -> bool:
    if actual is None:
        # All our text is UTF-8, whether or not the media type says so.
        return name == "charset" and wanted.lower() in ("utf-8", "utf8")
    if name == "charset":
        return wanted.lower() == actual.lower()
    if name == "profile":  # a list of IRIs: asking for some of them is enough
        return set(wanted.split()) <= set(actual.split())
    return wanted == actual


def _parse_languages(text: str) -> tuple[tuple[str, float], ...]:
    return tuple(_languages(text[:_LONGEST]))


def _languages(text: str) -> Iterator[tuple[str, float]]:
    for element in text.split(","):
        language, *parameters = (piece.strip() for piece in element.split(";"))
        if not _LANGUAGE.fullmatch(language):
            continue
        quality: float | None = 1.0
        for parameter in parameters:
            name, _, value = parameter.partition("=")
            quality = _quality(value.strip()) if name.strip().lower() == "q" else None
        if quality is not None:
            yield language.lower(), quality


def _language_quality(language: str, ranges: Sequence[tuple[str, float]]) -> float:
    """By lookup: a range ``tr-CY`` is content with ``tr``, but ``tr`` itself says it better."""
    exact = [quality for wanted, quality in ranges if wanted == language]
    if exact:
        return max(exact)
    regional = [quality for wanted, quality in ranges if wanted.split("-")[0] == language]
    if any(regional):
        return max(regional)
    return max((quality for wanted, quality in ranges if wanted == "*"), default=0.0)
