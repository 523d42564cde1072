"""What a request asks for: the verb and its arguments, by the rules of OAI-PMH 2.0, section 4."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from graph_service.feeds.oai.errors import OaiError

Pairs = Iterable[tuple[str, str]]
"""Arguments as they came: names may be repeated."""

_RESUMES = "resumptionToken"
_PREFIX = re.compile(r"[A-Za-z0-9\-_.!~*'()]+")
_SET = re.compile(rf"{_PREFIX.pattern}(?::{_PREFIX.pattern})*")


@dataclass(frozen=True, slots=True)
class _Verb:
    """The arguments of a verb."""

    required: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    resumes: bool = False
    """Whether a token may stand for all of them."""


_SELECTION = ("from", "until", "set")
_VERBS: Mapping[str, _Verb] = MappingProxyType(
    {
        "GetRecord": _Verb(("identifier", "metadataPrefix")),
        "Identify": _Verb(),
        "ListIdentifiers": _Verb(("metadataPrefix",), _SELECTION, resumes=True),
        "ListMetadataFormats": _Verb((), ("identifier",)),
        "ListRecords": _Verb(("metadataPrefix",), _SELECTION, resumes=True),
        "ListSets": _Verb(resumes=True),
    }
)


@dataclass(frozen=True, slots=True)
class Asked:
    """A request that has the form of one. `arguments` are without the verb."""

    verb: str
    arguments: Mapping[str, str]

    def get(self, name: str) -> str | None:
        return self.arguments.get(name)

    @property
    def token(self) -> str | None:
        return self.arguments.get(_RESUMES)


def read(pairs: Pairs) -> Asked:
    """The request that these arguments make. Raises OaiError."""
    pairs = list(pairs)
    verbs = [value for name, value in pairs if name == "verb"]
    if len(verbs) != 1:
        how = "repeated" if verbs else "missing"
        raise OaiError("badVerb", f"The verb is {how}. Allowed are {_listed(_VERBS)}.")
    verb = _VERBS.get(verbs[0])
    if verb is None:
        text = f"There is no verb {verbs[0][:40]!r}. Allowed are {_listed(_VERBS)}."
        raise OaiError("badVerb", text)
    arguments = [(name, value) for name, value in pairs if name != "verb"]
    _check_names(verbs[0], verb, [name for name, _ in arguments])
    found = MappingProxyType(dict(arguments))
    _check_form(found)
    return Asked(verbs[0], found)


def _check_names(name: str, verb: _Verb, given: list[str]) -> None:
    repeated = [each for each, times in Counter(given).items() if times > 1]
    if repeated:
        raise OaiError("badArgument", f"Repeated: {_listed(repeated)}.")
    allowed = {*verb.required, *verb.optional, *([_RESUMES] if verb.resumes else [])}
    unknown = [each for each in given if each not in allowed]
    if unknown:
        text = f"{name} has no argument {_listed(unknown)}. Allowed are: {_listed(allowed)}."
        raise OaiError("badArgument", text)
    if _RESUMES in given:
        if len(given) > 1:
            raise OaiError("badArgument", f"{_RESUMES} excludes all other arguments.")
        return
    missing = [each for each in verb.required if each not in given]
    if missing:
        raise OaiError("badArgument", f"{name} needs {_listed(missing)}.")


def _check_form(arguments: Mapping[str, str]) -> None:
    for name, form in (("metadataPrefix", _PREFIX), ("set", _SET)):
        value = arguments.get(name)
        if value is not None and not form.fullmatch(value):
            raise OaiError("badArgument", f"{name} has not the form of one: {value[:40]!r}.")


def _listed(names: Iterable[str]) -> str:
    return ", ".join(repr(each[:40]) for each in sorted(names)) or "none"
