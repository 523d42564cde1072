"""What records are made of: references, concepts, names, statements, time-spans."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode

from graph_service.profiles.linked_art.classes import class_of
from graph_service.profiles.linked_art.reader import Reader
from loaders.namespaces import CRM, DCT, RDFS, SCHEMA, SKOS

Json = dict[str, object]

AAT = "http://vocab.getty.edu/aat/"
PRIMARY_NAME = ("300404670", "Primary Name")
BRIEF_TEXT = ("300418049", "Brief Text")
DESCRIPTION = ("300435416", "Description")
NOTE = ("300027200", "Note")
SOURCE = ("300404764", "Source Statement")
PAGINATION = ("300435440", "Pagination Statement")
PUBLISHING = ("300054686", "Publishing")
WEB_PAGE = ("300264578", "Web Page")
LANGUAGES = {"en": ("300388277", "English"), "tr": ("300389470", "Turkish")}
"""The languages of our own sentences, which not every document mentions."""
_BOUNDS = (
    (CRM.P82a_begin_of_the_begin, "begin_of_the_begin"),
    (CRM.P81a_end_of_the_begin, "end_of_the_begin"),
    (CRM.P81b_begin_of_the_end, "begin_of_the_end"),
    (CRM.P82b_end_of_the_end, "end_of_the_end"),
)


def aat(term: tuple[str, str]) -> Json:
    """A term of the Getty's thesaurus that Linked Art's own patterns need."""
    number, label = term
    return {"id": f"{AAT}{number}", "type": "Type", "_label": label}


def reference(reader: Reader, node: NamedNode, *allowed: str) -> Json | None:
    """A reference to the record of a thing, if it has one, of one of these classes."""
    name = class_of(reader.classes(node))
    if name is None or (allowed and name not in allowed):
        return None
    label = reader.label(node)
    return filled(id=node.value, type=name, _label=label)


def references(reader: Reader, nodes: Iterable[NamedNode], *allowed: str) -> list[Json]:
    """References to those that have a record of one of these classes."""
    found = (reference(reader, node, *allowed) for node in nodes)
    return [each for each in found if each is not None]


def concepts(reader: Reader, nodes: Iterable[NamedNode]) -> list[Json]:
    """Our concepts, and after each the AAT concept that is exactly the same."""
    found: list[Json] = []
    for node in nodes:
        label = reader.label(node)
        named: Json = {"_label": label} if label else {}
        same = [{"id": iri, "type": "Type"} for iri in _in_aat(reader, node)]
        ours: Json = {"id": node.value, "type": "Type", **named}
        found.append(ours | ({"equivalent": same} if same else {}))
        found += [{**each, **named} for each in same]
    return found


def spoken(reader: Reader, nodes: Iterable[NamedNode]) -> list[Json]:
    """Languages: the AAT concept where ours is exactly the same, as clients look for that."""
    found: list[Json] = []
    for node in nodes:
        tag = node.value.rpartition("/lang-")[2]
        number, label = LANGUAGES.get(tag, (None, reader.label(node) or tag))
        known = [f"{AAT}{number}"] if number else _in_aat(reader, node) or [node.value]
        found.append({"id": known[0], "type": "Language", "_label": label})
    return found


def languages(reader: Reader, tag: str | None) -> list[Json]:
    """The language of a text, by its tag."""
    return spoken(reader, [NamedNode(f"{reader.base}id/type/lang-{tag}")] if tag else [])


def names(reader: Reader, thing: NamedNode) -> Iterator[Json]:
    """The names and identifiers that a thing has."""
    for node in reader.nodes(thing, CRM.P1_is_identified_by):
        content = reader.text(node, CRM.P190_has_symbolic_content)
        if content is None:
            continue
        kinds = reader.nodes(node, CRM.P2_has_type)
        is_name = CRM.E33_E41_Linguistic_Appellation in reader.classes(node)
        is_primary = NamedNode(f"{reader.base}id/type/name-label") in kinds
        yield filled(
            type="Name" if is_name else "Identifier",
            content=content,
            classified_as=[*([aat(PRIMARY_NAME)] if is_primary else []), *concepts(reader, kinds)],
            language=spoken(reader, reader.nodes(node, CRM.P72_has_language)) if is_name else [],
            referred_to_by=[*notes(reader, node), *certainty(reader, node)],
        )


def title(reader: Reader, text: Literal) -> Json:
    """A name that is only written as a label."""
    return filled(
        type="Name",
        content=text.value,
        classified_as=[aat(PRIMARY_NAME)],
        language=languages(reader, text.language),
    )


def identifier(content: str) -> Json:
    """An identifier of a kind that its own text tells."""
    return {"type": "Identifier", "content": content}


def statement(
    reader: Reader, content: str, language: str | None, kind: tuple[str, str] = NOTE
) -> Json:
    """Something said in words."""
    return filled(
        type="LinguisticObject",
        content=content,
        classified_as=[{**aat(kind), "classified_as": [aat(BRIEF_TEXT)]}],
        language=languages(reader, language),
    )


def notes(reader: Reader, node: NamedNode) -> Iterator[Json]:
    """The descriptions and notes of a thing or of one of its parts."""
    for text in reader.texts(node, DCT.description):
        yield statement(reader, text.value, text.language, DESCRIPTION)
    for text in reader.texts(node, SKOS.note):
        yield statement(reader, text.value, text.language)


def remarks(reader: Reader, node: NamedNode, *predicates: NamedNode) -> Iterator[Json]:
    """Values that Linked Art has no property for, in words: "present use: museum"."""
    for predicate in predicates:
        by_language: dict[str, list[str]] = {}
        for text in reader.texts(node, predicate):
            for language in [text.language] if text.language else ["en", "tr"]:
                by_language.setdefault(language, []).append(text.value)
        for language, values in by_language.items():
            name = reader.property_label(predicate, language)
            yield statement(reader, f"{name}: {'; '.join(values)}", language)


def certainty(reader: Reader, node: NamedNode) -> Iterator[Json]:
    """How sure something is, where our graph says that it is not certain."""
    predicate = reader.ours.certainty
    for degree in reader.nodes(node, predicate):
        for language in ("en", "tr"):
            name, label = reader.property_label(predicate, language), reader.label(degree, language)
            yield statement(reader, f"{name}: {label}", language)


def sources(reader: Reader, node: NamedNode) -> Iterator[Json]:
    """The titles of the sources that a record is made from."""
    for source in reader.nodes(node, DCT.source):
        label = reader.label(source)
        if label:
            yield statement(reader, label, None, SOURCE)


def web_pages(reader: Reader, node: NamedNode) -> list[Json]:
    """Web pages about a thing."""
    return [
        {
            "type": "LinguisticObject",
            "digitally_carried_by": [
                {
                    "type": "DigitalObject",
                    "classified_as": [aat(WEB_PAGE)],
                    "access_point": [{"id": page.value, "type": "DigitalObject"}],
                }
            ],
        }
        for page in reader.nodes(node, SCHEMA.subjectOf)
    ]


def timespan(reader: Reader, event: NamedNode) -> Json | None:
    """When something was: ISO years, so that 500 BCE is -0499; with the words of the source."""
    span = next(iter(reader.nodes(event, CRM["P4_has_time-span"])), None)
    if span is None:
        return None
    words = [
        {"type": "Name", "content": text.value, "language": languages(reader, text.language)}
        for text in reader.texts(span, RDFS.label)
    ]
    words += [
        {"type": "Name", "content": text.value}
        for text in reader.texts(event, reader.ours.wording)
        if text.value not in {each["content"] for each in words}
    ]
    found = filled(type="TimeSpan", identified_by=words)
    for predicate, key in _BOUNDS:
        bound = reader.text(span, predicate)
        if bound is not None:
            found[key] = bound
    return found


def undated(reader: Reader, event: NamedNode) -> Iterator[Json]:
    """The words of the source for a date that could not be put into years."""
    if not reader.nodes(event, CRM["P4_has_time-span"]):
        yield from remarks(reader, event, reader.ours.wording)


def _in_aat(reader: Reader, node: NamedNode) -> list[str]:
    matches = reader.nodes(node, SKOS.exactMatch)
    return [match.value for match in matches if match.value.startswith(AAT)]


def filled(**members: object) -> Json:
    """An object of those members that have a value."""
    return {key: value for key, value in members.items() if value not in (None, [], "")}
