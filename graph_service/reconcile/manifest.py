"""What the service says of itself, in the words of each version."""

from __future__ import annotations

from graph_service.http.problem_types import Text
from graph_service.pages.words import WORDS
from graph_service.reconcile.extend import CONTENT
from graph_service.reconcile.question import BATCH
from graph_service.reconcile.wording import Wording

VERSIONS = ("0.2", "1.0-draft")
KINDS = ("site", "waterway", "place", "period", "agent", "route", "event", "type")
"""The kinds that are proposed first."""
WIDTH, HEIGHT = 420, 220
"""Pixels of a preview."""
_LIMIT = Text("En çok kaç değer", "At most so many values")
_LIMIT_HELP = Text("Satır başına en çok değer; 0: sınırsız.", "Values per row; 0: no limit.")
_CONTENT = Text("İçerik", "Content")
_CONTENT_HELP = Text(
    "Kayıt olan değerler adlarıyla mı, kimlik metni olarak mı verilsin.",
    "Whether values that are things are given with their names or as plain ids.",
)
_CHOICES = (Text("Ad", "Name"), Text("Kimlik", "Id"))


def version_0_2(root: str, here: str, wording: Wording, edition: str) -> dict[str, object]:
    """The manifest of version 0.2. `root` is the service's URL, `here` that of reconciliation."""
    base = wording.gazetteer.base
    return {
        "versions": list(VERSIONS),
        "name": WORDS["site_name"][wording.language],
        "identifierSpace": f"{base}id/",
        "schemaSpace": f"{base}ontology#",
        "documentation": f"{root}/openapi.json",
        "serviceVersion": edition,
        "logo": f"{root}/favicon.svg",
        "defaultTypes": [wording.type(kind) for kind in KINDS],
        "view": {"url": f"{root}/id/{{{{id}}}}"},
        "preview": {"url": f"{here}/preview?id={{{{id}}}}", "width": WIDTH, "height": HEIGHT},
        "suggest": {each: _suggest(here, each) for each in ("entity", "property", "type")},
        "extend": {
            "propose_properties": {"service_url": here, "service_path": "/extend/propose"},
            "property_settings": _settings(wording.language, "name", "label", "help_text"),
        },
        "batchSize": BATCH,
    }


def version_1_0(root: str, wording: Wording, edition: str) -> dict[str, object]:
    """The manifest of version 1.0-draft."""
    return {
        "versions": list(VERSIONS),
        "name": WORDS["site_name"][wording.language],
        "lang": wording.language,
        "dir": "ltr",
        "documentation": f"{root}/openapi.json",
        "serviceVersion": edition,
        "logo": f"{root}/favicon.svg",
        "defaultTypes": [wording.type(kind) for kind in KINDS],
        "view": {"url": f"{root}/id/{{+id}}"},
        "preview": {"width": WIDTH, "height": HEIGHT},
        "suggest": {"entity": True, "property": True, "type": True},
        "extend": {
            "proposeProperties": True,
            "propertySettings": _settings(wording.language, "id", "name", "helpText"),
        },
        "batchSize": BATCH,
        "standardizedScore": True,
    }


def _suggest(here: str, what: str) -> dict[str, str]:
    return {
        "service_url": here,
        "service_path": f"/suggest/{what}",
        "flyout_service_url": here,
        "flyout_service_path": f"/flyout/{what}?id=${{id}}",
    }


def _settings(language: str, id_: str, name: str, help_: str) -> list[dict[str, object]]:
    """The settings of data extension; the versions differ in the names of the fields."""
    return [
        {
            id_: "limit",
            name: _LIMIT[language],
            "type": "number",
            "default": 0,
            help_: _LIMIT_HELP[language],
        },
        {
            id_: "content",
            name: _CONTENT[language],
            "type": "select",
            "default": "name",
            help_: _CONTENT_HELP[language],
            "choices": [
                {"value": value, "name": text[language]}
                for value, text in zip(CONTENT, _CHOICES, strict=True)
            ],
        },
    ]
