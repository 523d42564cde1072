"""The parameters of the list of places, and the filters that they make."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from pyoxigraph import NamedNode

from graph_service.collections.fields import Field, box, integer, values_of
from graph_service.collections.selection import KINDS, Filters
from graph_service.http.problem_types import Text
from graph_service.library.kinds import Unfit
from graph_service.resources.holdings import Holdings, Missing, Moved, Reference
from loaders.iri import DEFAULT_BASE, SLUG

MOST = 1000
"""How many places a page holds at most; without `limit` the whole list is one answer."""
_YEARS = (-10000, 2100)


@dataclass(frozen=True, slots=True)
class Page:
    """What is asked of the list: filters, where to begin, and how many at most."""

    filters: Filters
    key: str
    """Names the page: the same for every spelling of the same wishes."""
    after: Reference | None = None
    limit: int | None = None


def page_of(query_string: bytes, holdings: Holdings) -> Page:
    """Read the address. Raises Problem that names parameter, value and what is allowed."""
    fields = {each.name: each for each in places_fields(holdings.base)}
    values = values_of(tuple(fields.values()), query_string)

    def there(name: str) -> frozenset[NamedNode]:
        found = (_there(fields[name], reference, holdings) for reference in values.get(name, ()))
        return frozenset(map(holdings.iri, found))

    first, last = _one(values, "from"), _one(values, "to")
    if first is not None and last is not None and first > last:
        why = Text(
            f"`to`, `from` değerinden ({first}) küçük olamaz.",
            f"`to` must not be less than `from` ({first}).",
        )
        raise fields["to"].refused(str(last), why)
    filters = Filters(
        kinds=values.get("kind", KINDS),
        types=there("type"),
        areas=there("district"),
        periods=there("period"),
        box=_one(values, "bbox"),
        first=first,
        last=last,
    )
    key = "&".join(f"{name}={sorted(map(str, values[name]))}" for name in sorted(values))
    return Page(filters, key, _one(values, "after"), _one(values, "limit"))


def places_fields(base: str = DEFAULT_BASE) -> tuple[Field, ...]:
    """The parameters of the list of places."""
    return (
        Field(
            "kind",
            Text("Hangi tür kayıtlar; verilmezse hepsi.", "Kinds of entity; all if not given."),
            Text(f"şunlardan biri: {', '.join(KINDS)}", f"one of: {', '.join(KINDS)}"),
            {"type": "string", "enum": list(KINDS)},
            _kind,
            "site",
            len(KINDS),
        ),
        _thing("type", "type", "mosque", base, Text(
            "Bu türden, ya da daha dar bir türden olanlar.",
            "Of this type, or of a narrower one.",
        )),
        _thing("district", "place", "konak", base, Text(
            "Bu ilçenin, ya da başka bir yerin, her düzeyde içinde olanlar.",
            "In this district, or in any other place, at any depth.",
        )),
        _thing("period", "period", "roman", base, Text(
            "Bu dönemde, ya da bir bölümünde, evresi olanlar.",
            "With a phase in this period, or in a part of it.",
        )),
        Field(
            "bbox",
            Text(
                "Geometrisi bu kutuya değenler; boylamı 180 dereceyi aşan kutu olamaz.",
                "Whose geometry touches this box; it cannot cross longitude 180.",
            ),
            Text(
                "derece olarak batı,güney,doğu,kuzey; önce boylam",
                "west,south,east,north in degrees, longitude first",
            ),
            {"type": "string", "pattern": "^[^,]+,[^,]+,[^,]+,[^,]+$"},
            box,
            "27.0,38.3,27.3,38.5",
        ),
        _year("from", -500, Text(
            "Bu yıldan sonra biten ya da sonu bilinmeyen bir evresi olanlar.",
            "With a dated phase that does not end before this year.",
        )),
        _year("to", 200, Text(
            "Bu yıldan önce başlayan bir evresi olanlar.",
            "With a dated phase that does not begin after this year.",
        )),
        Field(
            "limit",
            Text(
                "Sayfa başına kayıt sayısı; verilmezse listenin tümü tek yanıttır.",
                "How many to a page; without it the whole list is one answer.",
            ),
            Text(f"1 ile {MOST} arasında bir tam sayı", f"a whole number from 1 to {MOST}"),
            {"type": "integer", "minimum": 1, "maximum": MOST},
            integer(1, MOST),
            100,
        ),
        Field(
            "after",
            Text(
                "Önceki sayfanın son kaydı; `next` bağlantısı bunu içerir.",
                "The last entry of the page before; the link `next` has it.",
            ),
            Text("bir kaydın kısa adı: kind/slug", "the short name of an entry: kind/slug"),
            {"type": "string", "pattern": f"^({'|'.join(KINDS)})/{SLUG.pattern}$"},
            _after,
            "site/ephesus",
        ),
    )  # fmt: skip


def _thing(name: str, kind: str, example: str, base: str, description: Text) -> Field:
    return Field(
        name,
        description,
        Text(
            f"bir kaydın kısa adı ya da IRI’si: {example}, {kind}/{example}",
            f"the short name or IRI of a record: {example}, {kind}/{example}",
        ),
        {"type": "string", "pattern": f"^({base}id/)?({kind}/)?{SLUG.pattern}$"},
        partial(_reference, kind, base),
        example,
        20,
    )


def _year(name: str, example: int, description: Text) -> Field:
    counts = Text(
        " Yıllar ISO’ya göredir: MÖ 500 -499 yazılır.",
        " Years are ISO years: 500 BCE is -499.",
    )
    return Field(
        name,
        Text(description.tr + counts.tr, description.en + counts.en),
        Text(
            f"{_YEARS[0]} ile {_YEARS[1]} arasında bir tam sayı",
            f"a whole number from {_YEARS[0]} to {_YEARS[1]}",
        ),
        {"type": "integer", "minimum": _YEARS[0], "maximum": _YEARS[1]},
        integer(*_YEARS),
        example,
    )


def _kind(value: str) -> str:
    if value not in KINDS:
        raise Unfit
    return value


def _reference(kind: str, base: str, value: str) -> Reference:
    slug = value.removeprefix(f"{base}id/").removeprefix(f"{kind}/")
    if not SLUG.fullmatch(slug):
        raise Unfit
    return Reference(kind, slug)


def _after(value: str) -> Reference:
    found = Reference.parse(value)
    if found.kind not in KINDS or not SLUG.fullmatch(found.slug):
        raise Unfit
    return found


def _there(field: Field, wanted: Reference, holdings: Holdings) -> Reference:
    """What a parameter names, if it is there; what was renamed by its new name."""
    found = holdings.find(wanted)
    if isinstance(found, Reference):
        return found
    if isinstance(found, Moved):
        return _there(field, found.to, holdings)
    nearest = [str(each) for each in found.nearest] if isinstance(found, Missing) else []
    hint = f": {', '.join(nearest)}" if nearest else ""
    why = Text(
        f"`{field.name}`: “{wanted}” diye bir kayıt yok{hint and '; benzerleri' + hint}.",
        f"`{field.name}`: there is no record “{wanted}”{hint and '; similar ones' + hint}.",
    )
    raise field.refused(str(wanted), why, nearest=nearest)


def _one(values: Mapping[str, tuple[Any, ...]], name: str) -> Any:
    return next(iter(values.get(name, ())), None)
