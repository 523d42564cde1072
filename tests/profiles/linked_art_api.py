"""A strict reader of Linked Art records, written from the pages of API 1.0.

No package ships its JSON Schemas. Each class has the members that its endpoint's page lists, and
no others; where page and schema differ (`part_of` of objects and events is one reference, not a
list), the schema decides. `[…]` is a list, `@` a reference, `|` a choice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

CONTEXT = "https://linked.art/ns/v1/linked-art.json"

_IRI = re.compile(r"https?://[^\s<>\"{}|\\^`]+")
_DATE_TIME = re.compile(r"-?(?:[1-9][0-9]{3,}|0[0-9]{3})-[01][0-9]-[0-3][0-9]T[0-9:]{8}Z")
_WKT = re.compile(r"(?:MULTI)?(?:POINT|LINESTRING|POLYGON) ?\([0-9., ()-]+\)")

_ANY = (
    "HumanMadeObject|Person|Group|VisualItem|LinguisticObject|Set|Place|DigitalObject|Type|Event|"
    "Activity|Period|Language|Material|Currency|MeasurementUnit|PropositionalObject"
)
_ACTOR, _CONCEPT = "Person|Group", "Type|Language|Material|Currency|MeasurementUnit"
_CORE = {
    "_label": "text",
    "identified_by": "[Name|Identifier]",
    "classified_as": "[Concept]",
    "referred_to_by": "[Statement]",
}
_WHEN = {
    "timespan": "TimeSpan",
    "took_place_at": "[@Place]",
    "during": "[@Period]",
    "before": "[@Period|Event|Activity]",
    "after": "[@Period|Event|Activity]",
    "caused_by": "[@Event|Activity]",
}
_DOING = _WHEN | {
    "carried_out_by": f"[@{_ACTOR}]",
    "used_specific_object": "[@HumanMadeObject|Set]",
    "influenced_by": f"[@{_ANY}]",
    "technique": "[Concept]",
    "part_of": "@Event|Activity",
}
_RECORD = _CORE | {
    "id": "iri",
    "representation": "[VisualItem]",
    "subject_of": "[Text]",
    "member_of": "[@Set]",
    "attributed_by": "[AttributeAssignment]",
}
_ACTING = {"carried_out": "[Activity]", "participated_in": "[Activity]", "residence": "[@Place]"}
_CREATED = {
    "created_by": "Creation",
    "about": f"[@{_ANY}]",
    "conceptually_part_of": "[@PropositionalObject]",
}

_EMBEDDED: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "Name": ("Name", _CORE | {"content": "text!", "language": "[@Language]", "part": "[Name]"}),
    "Identifier": ("Identifier", _CORE | {"content": "text!", "part": "[Identifier]"}),
    "Statement": (
        "LinguisticObject",
        _CORE | {"content": "text!", "language": "[@Language]", "format": "text"},
    ),
    "Concept": (
        "Type",
        {
            "id": "iri!",
            "_label": "text",
            "identified_by": "[Name|Identifier]",
            "classified_as": "[Concept]",
            "equivalent": f"[@{_ANY}]",
        },
    ),
    "TimeSpan": (
        "TimeSpan",
        {
            "_label": "text",
            "identified_by": "[Name|Identifier]",
            "classified_as": "[Concept]",
            "begin_of_the_begin": "date",
            "end_of_the_begin": "date",
            "begin_of_the_end": "date",
            "end_of_the_end": "date",
        },
    ),
    "Activity": ("Activity", _CORE | _DOING),
    "Production": ("Production", _CORE | _DOING | {"part": "[Production]"}),
    "Modification": ("Modification", _CORE | _DOING),
    "Destruction": ("Destruction", _CORE | _WHEN | {"part_of": "@Event|Activity"}),
    "Creation": ("Creation", _CORE | _DOING),
    "Text": (
        "LinguisticObject",
        _CORE | {"language": "[@Language]", "digitally_carried_by": "[Digital]"},
    ),
    "Digital": (
        "DigitalObject",
        _CORE | {"access_point": "[@DigitalObject]", "format": "text"},
    ),
}
"""What stands inside of a record: its class, and its members; it has no IRI but for concepts."""

_OF_CONCEPTS = _RECORD | {
    "equivalent": f"[@{_CONCEPT}]",
    "broader": f"[@{_CONCEPT}]",
    "created_by": "Creation",
}
_RECORDS: Mapping[str, Mapping[str, str]] = {
    "Person": _RECORD
    | _ACTING
    | {"equivalent": "[@Person]", "member_of": "[@Group]", "born": "Birth", "died": "Death"},
    "Group": _RECORD | _ACTING | {"equivalent": "[@Group]", "member_of": "[@Group]"},
    "Place": _RECORD | {"equivalent": "[@Place]", "defined_by": "wkt", "part_of": "[@Place]"},
    "HumanMadeObject": _RECORD
    | {
        "equivalent": "[@HumanMadeObject]",
        "part_of": "@HumanMadeObject",
        "current_location": "@Place",
        "produced_by": "Production",
        "modified_by": "[Modification]",
        "destroyed_by": "Destruction",
    },
    "Period": _RECORD | {key: _WHEN[key] for key in _WHEN if key != "caused_by"},
    "Event": _RECORD | _WHEN | {"participant": f"[@{_ACTOR}]", "part_of": "@Event|Activity"},
    "Activity": _RECORD | _DOING | {"participant": f"[@{_ACTOR}]", "equivalent": "[@Activity]"},
    "Type": _OF_CONCEPTS,
    "Language": _OF_CONCEPTS,
    "Set": _RECORD | {"equivalent": "[@Set]", "created_by": "Creation"},
    "LinguisticObject": _RECORD
    | _CREATED
    | {
        "equivalent": "[@LinguisticObject]",
        "language": "[@Language]",
        "used_for": "[Activity]",
        "part_of": "[@LinguisticObject|VisualItem]",
        "content": "text",
        "format": "text",
    },
    "PropositionalObject": _RECORD | _CREATED | {"equivalent": "[@PropositionalObject]"},
}
_REFERENCE = {"id": "iri!", "type": "text!", "_label": "text", "equivalent": f"[@{_ANY}]"}


def faults(record: object) -> list[str]:
    """What is wrong with a record, each with its path; nothing if it is a valid one."""
    if not isinstance(record, dict):
        return ["not an object"]
    rest = {key: value for key, value in record.items() if key not in ("@context", "_links")}
    name = rest.get("type")
    found = [f"$: no member {key}" for key in ("id", "_label") if key not in rest]
    if record.get("@context") != CONTEXT:
        found.append("$: not the context of Linked Art")
    if name not in _RECORDS:
        return [*found, f"$: {name} has no endpoint"]
    return [*found, *_members(rest, _RECORDS[name], "$")]


def _members(value: Mapping[str, object], rules: Mapping[str, str], path: str) -> Iterator[str]:
    for key, rule in rules.items():
        if rule.endswith("!") and key not in value:
            yield f"{path}: no member {key}"
    for key, member in value.items():
        if key == "type":
            continue
        if key not in rules:
            yield f"{path}: there is no {key} here"
        else:
            yield from _value(member, rules[key].removesuffix("!"), f"{path}.{key}")


def _value(value: object, rule: str, path: str) -> Iterator[str]:
    if rule.startswith("["):
        if not isinstance(value, list) or not value:
            yield f"{path}: not a list with something in it"
            return
        for place, item in enumerate(value):
            yield from _value(item, rule[1:-1], f"{path}[{place}]")
    elif rule in _LITERALS:
        if not isinstance(value, str) or not _LITERALS[rule].fullmatch(value):
            yield f"{path}: {value!r} is no {rule}"
    elif not isinstance(value, dict):
        yield f"{path}: not an object"
    elif rule.startswith("@"):
        if value.get("type") not in rule[1:].split("|"):
            yield f"{path}: a reference to a {value.get('type')}"
        yield from _members(value, _REFERENCE, path)
    else:
        yield from _embedded(value, rule, path)


def _embedded(value: Mapping[str, object], rule: str, path: str) -> Iterator[str]:
    fitting = [each for each in rule.split("|") if _EMBEDDED[each][0] == value.get("type")]
    if not fitting:
        yield f"{path}: a {value.get('type')} where {rule} is wanted"
        return
    yield from _members(value, _EMBEDDED[fitting[0]][1], path)


_LITERALS = {
    "text": re.compile(r"(?s).*\S.*"),
    "iri": _IRI,
    "date": _DATE_TIME,
    "wkt": _WKT,
}
