"""SHACL in words: the demands of a shape as sentences in Turkish and English."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType

from graph_service.http.problem_types import Text
from graph_service.resources.shapes import Constraint, Path, Shape, Target

Namer = Callable[[str], str]
"""Says an IRI in the language of the page."""

_TARGETS: Mapping[str, Text] = MappingProxyType(
    {
        "targetClass": Text("“{}” sınıfından her şey", "everything of the class “{}”"),
        "targetSubjectsOf": Text("“{}” özelliği olan her şey", "whatever has “{}”"),
        "targetObjectsOf": Text("“{}” özelliğinin her değeri", "every value of “{}”"),
        "targetNode": Text("“{}”", "“{}”"),
    }
)
_PATHS: Mapping[str, Text] = MappingProxyType(
    {
        "": Text("{}", "{}"),
        "alternativePath": Text("şunlardan biri: {}", "one of: {}"),
        "inversePath": Text("ters yönde: {}", "the other way round: {}"),
    }
)
_DEMANDS: Mapping[str, Text] = MappingProxyType(
    {
        "class": Text("sınıfı: {}", "of the class {}"),
        "datatype": Text("veri türü: {}", "of the datatype {}"),
        "languageIn": Text("dili şunlardan biri: {}", "in one of the languages {}"),
        "pattern": Text("biçimi: {}", "of the form {}"),
        "in": Text("değeri şunlardan biri: {}", "one of {}"),
        "or": Text("şunlardan biri geçerli: {}", "one of these holds: {}"),
        "not": Text("şunlar birlikte geçerli değil: {}", "these do not hold together: {}"),
        "equals": Text("şununla aynı değerler: {}", "the same values as {}"),
        "disjoint": Text("şununla ortak değeri yok: {}", "no value in common with {}"),
        "lessThanOrEquals": Text("şundan büyük değil: {}", "not greater than {}"),
        "minLength": Text("en az {} karakter", "at least {} characters"),
        "minInclusive": Text("en az {}", "at least {}"),
        "minExclusive": Text("{} değerinden büyük", "greater than {}"),
    }
)
_NODE_KINDS: Mapping[str, Text] = MappingProxyType(
    {
        "IRI": Text("adresi olan bir şey", "a thing with an address"),
        "Literal": Text("bir metin ya da sayı", "a text or a number"),
    }
)
_EXACTLY, _NONE = Text("tam {}", "exactly {}"), Text("hiç olmaz", "none")
_FROM_TO, _AT_LEAST = Text("{}–{} arası", "{} to {}"), Text("en az {}", "at least {}")
_AT_MOST = Text("en çok {}", "at most {}")
_UNIQUE = Text("her dilde en çok bir", "at most one in each language")
_LONG = 6
"""Lists of more terms are cut; the shape itself has them all."""


def say_targets(targets: Iterable[Target], name: Namer, language: str) -> str:
    """What a shape is about."""
    said = [_TARGETS[each.kind][language].format(name(each.term)) for each in targets]
    return "; ".join(said)


def say_path(path: Path | None, name: Namer, language: str) -> str:
    """The properties that a shape looks at."""
    if path is None:
        return ""
    return _PATHS[path.kind][language].format(", ".join(name(each) for each in path.terms))


def say_demands(shape: Shape, name: Namer, language: str) -> list[str]:
    """Every constraint of a shape, the number of values first."""
    found = {each.parameter: each for each in shape.constraints}
    said = [_say_count(found, language)]
    for parameter, each in found.items():
        said.append(_say(parameter, each, name, language))
    return [text for text in said if text]


def _say_count(found: Mapping[str, Constraint], language: str) -> str:
    least, most = (
        int(found[name].values[0]) if name in found else None for name in ("minCount", "maxCount")
    )
    if most == 0:
        return _NONE[language]
    if least is not None and most is not None:
        text = _EXACTLY if least == most else _FROM_TO
        return text[language].format(least, most)
    if least is not None:
        return _AT_LEAST[language].format(least)
    return "" if most is None else _AT_MOST[language].format(most)


def _say(parameter: str, each: Constraint, name: Namer, language: str) -> str:
    if parameter == "nodeKind":
        kind = each.values[0].rpartition("#")[2]
        return _NODE_KINDS[kind][language] if kind in _NODE_KINDS else name(each.values[0])
    if parameter == "uniqueLang":
        return _UNIQUE[language] if each.values == ("true",) else ""
    if parameter not in _DEMANDS:
        return ""
    named = [name(value) for value in each.values[:_LONG]]
    more = len(each.values) - len(named)
    listed = ", ".join(named) + (f" … (+{more})" if more else "")
    return _DEMANDS[parameter][language].format(listed)
