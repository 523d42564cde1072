"""What each address of the reconciliation service answers.

The root of a service answers both versions: 0.2 by its manifest and by `queries` and `extend`,
1.0-draft by `match` and `extend` below it. Suggestions, previews and proposals are the same in
both. The root `/reconcile/1` differs only in that its manifest is that of 1.0-draft.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from graph_service.http.answer import Answer
from graph_service.http.problem import Problem
from graph_service.http.problem_types import Text
from graph_service.reconcile import extend as extension
from graph_service.reconcile import manifest, suggest, version_0_2, version_1_0
from graph_service.reconcile.asking import types_of
from graph_service.reconcile.call import Call
from graph_service.reconcile.entity import Entity
from graph_service.reconcile.preview import Preview, preview
from graph_service.reconcile.reading import Field, read
from graph_service.reconcile.suggest import Typed
from loaders.iri import KINDS

FORM = "application/x-www-form-urlencoded"
JSON = "application/json"
_HARMLESS = frozenset({"lang", "callback", "_"})
"""Parameters that change nothing of what is asked; `_` is how old clients avoid caches."""
_ASKING = ("queries", "extend")


def root(call: Call, form: Mapping[str, str] | None = None) -> Answer:
    """Version 0.2: the manifest, a batch of queries, or data extension. Raises Problem."""
    sent = call.parameters if form is None else form
    given = {name: value for name, value in sent.items() if name not in _HARMLESS}
    if "queries" in given:
        return _queries(call, given["queries"])
    if "extend" in given:
        return _extended(call, given["extend"])
    if given or form is not None:
        name = next(iter(given), "queries")
        raise Field(given.get(name), name).refused(
            Text("bilinmiyor; queries ya da extend verin", "is not known; give queries or extend")
            if given
            else Text("verilmelidir", "must be given"),
            list(_ASKING),
        )
    found = manifest.version_0_2(call.root, call.here, call.wording, call.version)
    return call.json(found)


def root_1_0(call: Call) -> Answer:
    """Version 1.0-draft: the manifest."""
    return call.json(manifest.version_1_0(call.root, call.wording, call.version))


def match(call: Call, body: bytes) -> Answer:
    """Version 1.0-draft: a batch of queries. Raises Problem."""
    asked = version_1_0.questions(read(body, "body"), call.reconciler)
    found = [call.reconciler.candidates(question) for question in asked]
    return call.json(version_1_0.answer(found, call.wording))


def extend(call: Call, body: bytes) -> Answer:
    """Version 1.0-draft: data extension. Raises Problem."""
    table = extension.table(read(body, "body"), call.reconciler)
    rows = extension.rows_1_0(table, call.reconciler, call.wording)
    return call.json({"meta": extension.meta(table, call.wording), "rows": rows})


def propose(call: Call) -> Answer:
    """The properties that things of a type can be extended by. Raises Problem."""
    (type_,) = types_of(call.reconciler, [Field(call.needed("type"), "type")])
    limit = call.number("limit", least=0, most=suggest.MOST, usual=suggest.MOST)
    return call.json(suggest.proposed(type_, limit or suggest.MOST, call.reconciler, call.wording))


def suggested(call: Call, what: str) -> Answer:
    """Suggestions for what is typed so far. Raises Problem."""
    typed = Typed(
        prefix=call.parameters.get("prefix", "")[:500],
        limit=call.number("limit", least=1, most=suggest.MOST, usual=suggest.USUAL),
        offset=call.number("offset", "cursor", least=0, most=suggest.FARTHEST, usual=0),
    )
    if what == "entity":
        kinds = [kind for kind in (call.parameters.get("type"),) if kind in KINDS]
        return call.json(suggest.entities(typed, call.reconciler, call.wording, kinds))
    answer = suggest.types if what == "type" else suggest.properties
    return call.json(answer(typed, call.reconciler, call.wording))


def shown(call: Call, write: Callable[[Preview, str], bytes]) -> Answer:
    """A small page about a thing. Raises Problem."""
    return call.page(write(preview(_entity(call), call.wording), call.language))


def flyout(call: Call, what: str, write: Callable[[Preview, str], str]) -> Answer:
    """A piece of HTML about a thing, a type or a property. Raises Problem."""
    id_ = call.needed("id")
    if what == "property":
        found = call.reconciler.properties.get(id_)
        if found is None:
            raise _unknown(id_)
        told = Preview(
            id=f"property/{id_}",
            name=found.name[call.language],
            language=call.language,
            description=found.about[call.language],
        )
        return call.json({"id": id_, "html": write(told, call.language)})
    if what == "type" and "/" not in id_ and not call.wording.is_kind(id_):
        raise _unknown(id_)
    if what == "type" and call.wording.is_kind(id_):
        named = Preview(id=id_, name=call.wording.name(id_), language=call.language)
        return call.json({"id": id_, "html": write(named, call.language)})
    return call.json(
        {"id": id_, "html": write(preview(_entity(call), call.wording), call.language)}
    )


def _queries(call: Call, text: str) -> Answer:
    asked = version_0_2.questions(read(text, "queries"), call.reconciler)
    found = {id_: call.reconciler.candidates(question) for id_, question in asked.items()}
    return call.json(version_0_2.answer(found, call.wording))


def _extended(call: Call, text: str) -> Answer:
    table = extension.table(read(text, "extend"), call.reconciler)
    rows = extension.rows_0_2(table, call.reconciler, call.wording)
    return call.json({"meta": extension.meta(table, call.wording), "rows": rows})


def _entity(call: Call) -> Entity:
    """The thing with the id that is asked for, or with an identifier of another catalogue."""
    id_ = call.needed("id")
    found = [call.reconciler.gazetteer.entity(each) for each in call.reconciler.resolve(id_)]
    if not found or found[0] is None:
        raise _unknown(id_)
    return found[0]


def _unknown(id_: str) -> Problem:
    detail = Text(f"`id`: “{id_[:200]}” diye bir kayıt yok.", f"`id`: there is no “{id_[:200]}”.")
    return Problem("not-found", detail, extensions={"parameter": "id", "value": id_[:200]})
