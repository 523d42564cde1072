"""A request to the service, read: where it came, in which language, with which parameters."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl

from graph_service.http.answer import Answer, Headers, vary
from graph_service.http.caching import cache_control, conditional, entity_tag
from graph_service.http.problem import Problem
from graph_service.http.problem_types import Text
from graph_service.reconcile.reading import Field
from graph_service.reconcile.reconciler import Reconciler
from graph_service.reconcile.wording import Wording

_MOST_FIELDS = 100
_CALLBACK = re.compile(r"[A-Za-z_$][\w$]*(?:\.[A-Za-z_$][\w$]*)*", re.ASCII)
_LONGEST_CALLBACK = 200


@dataclass(frozen=True, slots=True)
class Call:
    """A request, as far as it decides the answer."""

    reconciler: Reconciler
    root: str
    """URL of the service, without a slash."""
    path: str
    """Path of the reconciliation service: `/reconcile`, `/reconcile/1`, `/reconcile/tr`."""
    language: str
    is_language_fixed: bool
    """Whether the path fixes the language; else Accept-Language does."""
    parameters: Mapping[str, str]
    edition: str
    """Names the release and the code that answers."""
    version: str
    """The version of the software."""
    what: str
    """The path and query that were asked: with the edition, they name the answer."""
    if_none_match: str | None = None
    is_reading: bool = True
    """Whether it is a GET, whose answer may be kept."""
    has_scripts: bool = False
    """Whether clients may want the answer as a script (JSONP)."""

    @property
    def here(self) -> str:
        """URL of the reconciliation service."""
        return f"{self.root}{self.path}"

    @property
    def wording(self) -> Wording:
        return Wording(self.reconciler.gazetteer, self.language)

    def number(self, *names: str, least: int, most: int, usual: int) -> int:
        """A whole number by one of these names. Raises Problem."""
        for name in names:
            text = self.parameters.get(name)
            if text:
                return Field(text, name).whole(least, most)
        return usual

    def needed(self, name: str) -> str:
        """A parameter that must be there. Raises Problem."""
        text = self.parameters.get(name, "")
        if not text.strip():
            raise Field(text, name).refused(Text("verilmelidir", "must be given"), "required")
        return text

    def json(self, value: object) -> Answer:
        """The answer as JSON; in version 0.2 as a script that calls `callback`, if there is one."""
        body = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
        callback = self.parameters.get("callback") if self.has_scripts else None
        if not callback:
            return self._answer("application/json", body + "\n")
        if len(callback) > _LONGEST_CALLBACK or not _CALLBACK.fullmatch(callback):
            raise Field(callback, "callback").refused(
                Text("bir JavaScript adı olmalı", "must be a JavaScript name"), _CALLBACK.pattern
            )
        # Line separators end a line in old JavaScript, not in JSON.
        script = body.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
        return self._answer("text/javascript; charset=utf-8", f"/**/{callback}({script});\n")

    def page(self, body: bytes) -> Answer:
        """The answer as a page that others may frame."""
        policy = "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors *"
        answer = self._answer("text/html; charset=utf-8", body.decode())
        return answer.with_fields(("Content-Security-Policy", policy))

    def _answer(self, content_type: str, body: str) -> Answer:
        head = (("Content-Type", content_type), *self._caching(content_type))
        return conditional(Answer(200, head, body.encode()), self.if_none_match)

    def _caching(self, content_type: str) -> Headers:
        fields = [("Content-Language", self.language)]
        if not self.is_language_fixed:
            fields.append(vary("Accept-Language"))
        if not self.is_reading:
            return (*fields, cache_control("none"))
        what = f"{self.root} {self.what} {content_type}"
        tag = entity_tag(self.edition, what, self.language)
        return (*fields, ("ETag", tag), cache_control("current"))


def parameters(text: bytes, name: str) -> dict[str, str]:
    """The parameters of a query string or of a form; the first of each name. Raises Problem."""
    try:
        pairs = parse_qsl(
            text.decode("ascii"),
            keep_blank_values=True,
            encoding="utf-8",
            errors="strict",
            max_num_fields=_MOST_FIELDS,
        )
    except ValueError as error:  # too many, or not UTF-8
        detail = Text(
            f"{name} okunamadı: UTF-8 olmalı, en çok {_MOST_FIELDS} parametre.",
            f"The {name} cannot be read: it must be UTF-8, with at most {_MOST_FIELDS} parameters.",
        )
        raise Problem("bad-request", detail, extensions={"parameter": name}) from error
    found: dict[str, str] = {}
    for key, value in pairs:
        found.setdefault(key, value)
    return found
