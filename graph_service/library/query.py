"""The queries of the library, read from their files. All is checked when they are read."""

from __future__ import annotations

import hashlib
import logging
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path
from types import MappingProxyType

from pyoxigraph import QueryBoolean, QuerySolutions, Store

from graph_service.http.problem_types import Text
from graph_service.library.kinds import Term
from graph_service.library.parameter import Parameter, declared
from graph_service.library.text import QueryText
from graph_service.sparql.description import Example
from graph_service.sparql.formats import Form
from loaders.iri import SLUG, rebase
from loaders.namespaces import prefixes

_LOG = logging.getLogger(__name__)

GROUPS: Mapping[str, Text] = MappingProxyType(
    {
        "time": Text("Zaman", "Time"),
        "space": Text("Mekân", "Space"),
        "water": Text("Sular", "Waters"),
        "people": Text("Kişiler ve kurumlar", "People and institutions"),
        "research": Text("Araştırma", "Research"),
        "protection": Text("Koruma", "Protection"),
        "names": Text("Adlar", "Names"),
        "sources": Text("Kaynaklar", "Sources"),
        "links": Text("Bağlantılar ve kimlikler", "Links and identifiers"),
        "overview": Text("Genel bakış", "Overview"),
    }
)
"""What queries are about; lists show them in this order."""

_FIELD = re.compile(r"# (\w+): (.+)")
_REPEATED = "parameter"


class LibraryError(ValueError):
    """A file of the library that is not as it must be; says which, and what is missing."""


@dataclass(frozen=True, slots=True)
class LibraryQuery:
    """A query worth asking again, with what is said about it."""

    name: str
    title: Text
    description: Text
    group: str
    form: Form
    columns: tuple[str, ...]
    """The variables of the results; none unless the form is "select"."""
    parameters: tuple[Parameter, ...]
    text: QueryText

    @classmethod
    def read(cls, path: Path, base: str) -> LibraryQuery:
        """Raises LibraryError."""
        try:
            return cls.parse(path.stem, path.read_text(encoding="utf-8"), base)
        except (ValueError, SyntaxError) as error:
            raise LibraryError(f"{path.name}: {error}") from error

    @classmethod
    def parse(cls, name: str, written: str, base: str) -> LibraryQuery:
        """Raises ValueError or SyntaxError."""
        if not SLUG.fullmatch(name):
            raise ValueError("the name of the file is no slug")
        text = rebase(written, base)
        fields, lines = _header(text)
        try:
            parameters = tuple(declared(line, fields, base) for line in lines)
            title = Text(fields["title_tr"], fields["title_en"])
            description = Text(fields["description_tr"], fields["description_en"])
            group = fields["group"]
        except KeyError as error:
            raise ValueError(f"the header lacks {error.args[0]}") from error
        if group not in GROUPS:
            raise ValueError(f"{group!r} is not a group; there are {', '.join(GROUPS)}")
        form, columns = _form(text, base)
        query = cls(name, title, description, group, form, columns, parameters, QueryText.of(text))
        query.check()
        return query

    def check(self) -> None:
        """The text must have what the header declares. Raises ValueError."""
        wanted = {each.name: each.read(each.default) for each in self.parameters}
        found: set[str] = set()
        for name, terms in self.text.defaults():
            if terms != wanted.get(name):
                raise ValueError(f"VALUES ${name} does not hold the default of the header")
            found.add(name)
        if found != wanted.keys():
            raise ValueError(f"no VALUES block of its own: {', '.join(wanted.keys() - found)}")
        shown = wanted.keys() & set(self.columns)
        if shown:
            raise ValueError(f"a parameter is no result: {', '.join(shown)}")

    def fill(self, values: Mapping[str, Sequence[Term]]) -> str:
        """The query with these values; parameters that are not named keep their defaults."""
        return self.text.fill(values)

    def parameter(self, name: str) -> Parameter | None:
        return next((each for each in self.parameters if each.name == name), None)

    def example(self) -> Example:
        """The query for the description of the SPARQL service."""
        return Example(self.name, self.text.text, self.title.tr, self.title.en, self.form)


class Library:
    """All queries, by name and in the order in which lists show them."""

    def __init__(self, queries: Sequence[LibraryQuery]) -> None:
        groups = list(GROUPS)
        ordered = sorted(queries, key=lambda each: (groups.index(each.group), each.name))
        self._by_name = {each.name: each for each in ordered}

    @classmethod
    def read(cls, folder: Path, base: str) -> Library:
        """Read every query of a folder. Raises LibraryError for the first that is not right."""
        paths = sorted(folder.glob("*.rq"))
        if not paths:
            _LOG.warning("%s holds no queries: the query library is empty", folder)
        return cls([LibraryQuery.read(path, base) for path in paths])

    def __iter__(self) -> Iterator[LibraryQuery]:
        return iter(self._by_name.values())

    def __len__(self) -> int:
        return len(self._by_name)

    def get(self, name: str) -> LibraryQuery | None:
        return self._by_name.get(name)

    def nearest(self, name: str) -> list[str]:
        """The names most like this one."""
        return get_close_matches(name, self._by_name, n=5, cutoff=0.5)

    @cached_property
    def fingerprint(self) -> str:
        """Changes when any of the queries does."""
        digest = hashlib.sha256()
        for each in self:
            digest.update(f"{each.name}\x1f{each.text.text}\x1e".encode())
        return digest.hexdigest()[:12]


def _header(text: str) -> tuple[dict[str, str], list[str]]:
    """The fields of the comment at the top, and the lines that declare parameters."""
    fields: dict[str, str] = {}
    parameters: list[str] = []
    for line in text.splitlines():
        if not line.startswith("#"):
            break
        field = _FIELD.fullmatch(line)
        if field is None or field[1] in fields:
            raise ValueError(f"not a new field of the header: {line}")
        if field[1] == _REPEATED:
            parameters.append(field[2])
        else:
            fields[field[1]] = field[2]
    return fields, parameters


def _form(text: str, base: str) -> tuple[Form, tuple[str, ...]]:
    """What the query gives, and the names of its columns. Raises SyntaxError."""
    answer = Store().query(text, prefixes=prefixes(base))
    if isinstance(answer, QuerySolutions):
        return "select", tuple(variable.value for variable in answer.variables)
    return ("ask", ()) if isinstance(answer, QueryBoolean) else ("graph", ())
