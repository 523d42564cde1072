"""Our JSON-LD context: the file that clients read, and the same file as the writer's table."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from pyoxigraph import Literal, NamedNode

from loaders.iri import DEFAULT_BASE

NAME = "izmiras-1.jsonld"
PATH = f"contexts/{NAME}"


@dataclass(frozen=True, slots=True)
class Key:
    """How the values of a property are written under one key."""

    name: str
    container: str | None = None
    type: str | None = None

    @property
    def is_list(self) -> bool:
        return self.container == "@set"

    def fits(self, value: NamedNode | Literal) -> bool:
        """Whether the value can stand under this key, so that it is read back as it was."""
        if isinstance(value, NamedNode):
            return self.container != "@language"
        if self.container == "@language":
            return value.language is not None
        if self.type in (None, "@id"):
            return self.type is None
        return value.datatype.value == self.type


class Context:
    """The terms of the context, by property."""

    def __init__(self, text: str) -> None:
        table = json.loads(text)["@context"]
        self._vocabulary: str = table["@vocab"]
        self._prefixes = {name: iri for name, iri in table.items() if _is_prefix(name, iri)}
        self._keys: dict[str, Key] = {}
        self.reverse: dict[str, str] = {}
        for name, definition in table.items():
            self._define(name, definition)
        self._bare = frozenset(table)
        names = (key.name for key in self._keys.values())
        self._order = {name: place for place, name in enumerate(names)}

    def _define(self, name: str, definition: object) -> None:
        if name.startswith("@") or name in self._prefixes or definition in ("@id", "@type"):
            return
        if isinstance(definition, str):
            self._keys[self._expand(definition)] = Key(name)
        elif isinstance(definition, dict) and "@reverse" in definition:
            self.reverse[self._expand(definition["@reverse"])] = name
        elif isinstance(definition, dict):
            datatype = definition.get("@type")
            expanded = self._expand(datatype) if datatype and datatype != "@id" else datatype
            key = Key(name, definition.get("@container"), expanded)
            self._keys[self._expand(definition["@id"])] = key

    def key(self, predicate: NamedNode, value: NamedNode | Literal) -> Key:
        """The key of a property for this value: a term of the context, else a compact IRI."""
        key = self._keys.get(predicate.value)
        if key is not None and key.fits(value):
            return key
        return Key(self.compact(predicate, as_term=key is None))

    def compact(self, iri: NamedNode, *, as_term: bool = True) -> str:
        """A class or property in short: a bare name of our own vocabulary, else `prefix:name`."""
        name = iri.value.removeprefix(self._vocabulary)
        if as_term and name != iri.value and ":" not in name and name not in self._bare:
            return name
        for prefix, namespace in self._prefixes.items():
            local = iri.value.removeprefix(namespace)
            if local != iri.value and not local.startswith("//"):
                return f"{prefix}:{local}"
        return iri.value

    def position(self, name: str) -> int:
        """The place of a key among the terms; keys that are no terms come last."""
        return self._order.get(name, len(self._order))

    def _expand(self, name: str) -> str:
        prefix, _, local = name.partition(":")
        return self._prefixes[prefix] + local if prefix in self._prefixes else name


def _is_prefix(name: str, definition: object) -> bool:
    return isinstance(definition, str) and definition[-1:] in "#/" and not name.startswith("@")


@lru_cache(maxsize=4)
def text(base: str) -> str:
    """The context document, as it is served."""
    written = files(__package__).joinpath("contexts", NAME).read_text(encoding="utf-8")
    return written.replace(DEFAULT_BASE, base)


@lru_cache(maxsize=4)
def load(base: str) -> Context:
    """The context as a table."""
    return Context(text(base))
