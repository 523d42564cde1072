"""What both versions of the protocol read alike: values, properties, types, and sizes."""

from __future__ import annotations

from collections.abc import Iterable

from graph_service.http.problem import Problem
from graph_service.http.problem_types import Text
from graph_service.reconcile.question import BATCH, LONGEST, MOST_VALUES, Condition, Quantifier
from graph_service.reconcile.reading import Field
from graph_service.reconcile.reconciler import Reconciler
from graph_service.reconcile.values import Unfit
from loaders.iri import KINDS

_NEAREST = 20


def check_batch(size: int, name: str, most: int = BATCH) -> None:
    """Raises Problem (413) for more than we answer at once."""
    if size > most:
        detail = Text(
            f"`{name}` en çok {most} öğe alabilir; {size} gönderilmiş.",
            f"`{name}` can have at most {most} items; {size} were sent.",
        )
        extensions = {"parameter": name, "value": size, "limit": most}
        raise Problem("query-too-large", detail, extensions=extensions)


def name_of(field: Field) -> str:
    """A name to look for. Raises Problem if it is empty."""
    text = field.text()
    if not text.strip():
        raise field.refused(
            Text("boş olamaz", "must not be empty"), {"type": "string", "minLength": 1}
        )
    return text[:LONGEST]


def values_of(field: Field) -> tuple[str, ...]:
    """One value or several: texts, numbers, booleans, or things of ours by id. Raises Problem."""
    found = field.one_or_more()
    if not found:
        raise field.refused(Text("en az bir değer ister", "needs a value"), "array")
    check_batch(len(found), field.path, MOST_VALUES)
    return tuple(_value(each) for each in found)


def condition_of(
    reconciler: Reconciler,
    property_: Field,
    values: Field,
    *,
    required: bool = False,
    quantifier: Quantifier = "any",
    qualifier: str | None = None,
) -> Condition:
    """A condition whose property there is, and whose values it can have. Raises Problem."""
    id_ = property_.text()
    found = reconciler.properties.get(id_)
    if found is None or found.test is None:
        asked = [each.id for each in reconciler.properties.values() if each.test is not None]
        names = ", ".join(asked)
        raise property_.refused(
            Text(f"bir koşul değil; koşullar: {names}", f"is no condition; there are {names}"),
            asked,
        )
    texts = values_of(values)
    try:
        for text in texts:
            found.test(text, reconciler.gazetteer)
    except Unfit as error:
        allowed = error.allowed
        raise values.refused(
            Text(f"şu olmalı: {allowed.tr}", f"must be {allowed.en}"),
            {"tr": allowed.tr, "en": allowed.en},
        ) from error
    return Condition(id_, texts, required, quantifier, qualifier)


def types_of(reconciler: Reconciler, fields: Iterable[Field]) -> tuple[str, ...]:
    """Types that there are: kinds such as `site`, concepts such as `type/tumulus`."""
    return tuple(_type(reconciler, field) for field in fields)


def _type(reconciler: Reconciler, field: Field) -> str:
    """Raises Problem for what is no type."""
    text = (field.needed("id") if isinstance(field.value, dict) else field).text()
    plain = text.strip().removeprefix(f"{reconciler.gazetteer.base}id/")
    if plain in KINDS:
        return plain
    for id_ in (plain, f"type/{plain}"):
        if id_.startswith("type/") and reconciler.gazetteer.labels(id_):
            return id_
    named = reconciler.gazetteer.named(plain.replace("-", " "), ("type",), _NEAREST)
    near = [*KINDS, *(each.id for each in named)]
    raise field.refused(
        Text("bir tür değil; türler /reconcile/suggest/type adresinde",
             "is no type; the types are at /reconcile/suggest/type"),
        near,
    )  # fmt: skip


def _value(field: Field) -> str:
    value = field.value
    if isinstance(value, dict):
        return field.needed("id").text()[:LONGEST]
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return f"{value:.12g}" if isinstance(value, float) else str(value)
    if isinstance(value, str):
        return value[:LONGEST]
    raise field.refused(
        Text("metin, sayı, doğruluk değeri ya da kimliği olan bir nesne olmalı",
             "must be a string, a number, a boolean, or an object with an id"),
        ["string", "number", "boolean", "object"],
    )  # fmt: skip
