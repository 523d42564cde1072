"""A line about each thing, in Turkish and English, composed from its own facts.

Nothing is said that the tables do not say. Turkish proper names take no suffix in these lines
(“İzmir’in Konak ilçesinde”, “Efes kapsamında”), so no vowel harmony can go wrong.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pyoxigraph import Literal

from loaders.context import Context
from loaders.dates import Span
from loaders.namespaces import DCT
from loaders.statements import DERIVED, Statement
from loaders.tables import Row
from loaders.timespan import stated_span
from loaders.turkish import Language, capitalise
from loaders.wording import LANGUAGES, join, say_span

# Which phase tells most about a thing, and how it is said of it.
_TELLING: dict[str, tuple[str, str]] = {
    "founded": ("founded {}", "kuruluş: {}"),
    "built": ("built {}", "yapım: {}"),
    "opened": ("opened {}", "açılış: {}"),
    "occupied": ("occupied {}", "yerleşim: {}"),
    "inscribed": ("inscription of {}", "kitabe: {}"),
    "existing": ("known to stand {}", "varlığı biliniyor: {}"),
    "attested": ("attested {}", "tanıklık: {}"),
    "used": ("in use {}", "kullanım: {}"),
    "rebuilt": ("rebuilt {}", "yeniden yapım: {}"),
    "dedicated": ("dedicated {}", "adama: {}"),
}
_AFTERWARDS: dict[str, tuple[str, str]] = {
    "rebuilt": ("rebuilt {}", "yeniden yapım: {}"),
    "destroyed": ("destroyed {}", "yıkım: {}"),
}
# What agents did beyond the roles of the vocabulary, and the role that says next to nothing.
_DEEDS: dict[str, tuple[str, str]] = {
    "directed": ("director of research at", "araştırma başkanı"),
    "researched": ("research at", "araştırdığı yer"),
    "leads": ("project lead of", "yürüttüğü proje"),
    "decided": ("decided on", "kararı"),
    "other-role": ("connected with", "ilgili olduğu"),
}
_MANY = 3


@dataclass(frozen=True, slots=True)
class _Dated:
    kind: str
    span: Span
    certain: bool


class Descriptions:
    """Composes `dct:description` of every entity."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._package = context.package
        self._labels = dict(_labels(context))
        self._phases: dict[str, list[_Dated]] = {}
        for row in self._package["phases"]:
            span = stated_span(row)
            if span is not None and not span.is_empty:
                dated = _Dated(row["kind"], span, row["certainty"] == "")
                self._phases.setdefault(row["of"], []).append(dated)
        self._deeds = _deeds(context)

    def statements(self) -> Iterator[Statement]:
        composers = {
            "sites": self._thing,
            "waterways": self._thing,
            "places": self._place,
            "periods": self._period,
            "agents": self._agent,
            "events": self._event,
            "research": self._research,
            "projects": self._project,
            "routes": self._route,
            "publications": self._publication,
            "designations": self._designation,
            "practices": self._practice,
        }
        for table, compose in composers.items():
            for row in self._package[table]:
                iri = self._context.minter.thing(f"{row.table.kind}/{row['id']}")
                for language in LANGUAGES:
                    text = _sentence(compose(row, language), language)
                    line = Literal(text, language=language)
                    yield Statement(iri, DCT.description, line, (DERIVED,), row.cell())

    # --- parts of a line ----------------------------------------------------------------------

    def _label(self, reference: str, language: Language) -> str:
        return self._labels[reference][language]

    def _list(self, references: Sequence[str], language: Language) -> str:
        """Up to three labels; the rest is counted."""
        names = [self._label(reference, language) for reference in references[:_MANY]]
        rest = len(references) - len(names)
        if rest:
            names.append(f"{rest} more" if language == "en" else f"{rest} yer daha")
        return join(names, language)

    def _type(self, row: Row, language: Language) -> str:
        return self._context.vocabularies[row.values("type")[0]].label(language)

    def _where(self, row: Row, language: Language) -> str:
        """``in Konak, Izmir`` / ``İzmir’in Konak ilçesinde``; empty when no district is known."""
        districts = [self._label(each, language) for each in row.references("district")]
        locality = row.reference("locality")
        if not districts:
            return ""
        if language == "en":
            names = join(districts, "en")
            if locality and len(districts) == 1:
                names = f"{self._label(locality, 'en')}, {names}"
            return f"in {names}, Izmir"
        suffix = "ilçesinde" if len(districts) == 1 else "ilçelerinde"
        where = f"İzmir’in {join(districts, 'tr')} {suffix}"
        if locality and len(districts) == 1:
            where += f" ({self._label(locality, 'tr')})"
        return where

    def _dates(self, reference: str, language: Language) -> list[str]:
        """At most two dated clauses: the most telling one, and a rebuilding or the end."""
        phases = self._phases.get(reference, [])
        place = LANGUAGES.index(language) - 1  # ("tr", "en") → the templates' (en, tr)
        said = []
        for kind, templates in _TELLING.items():
            found = [phase for phase in phases if phase.kind == kind]
            if found:
                said.append(_said(templates[place], found, language))
                break
        else:
            return []
        for second, templates in _AFTERWARDS.items():
            found = [phase for phase in phases if phase.kind == second and phase.certain]
            if found and second != kind:
                said.append(templates[place].format(say_span(found[0].span, language)))
                break
        return said

    # --- kinds --------------------------------------------------------------------------------

    def _thing(self, row: Row, language: Language) -> list[str]:
        reference = f"{row.table.kind}/{row['id']}"
        kind, where = self._type(row, language), self._where(row, language)
        whole = row.reference("part_of")
        if language == "en":
            head = f"{kind} {where}".strip()
            if whole:
                head += f", part of {self._label(whole, 'en')}"
        else:
            scope = f"{self._label(whole, 'tr')} kapsamında" if whole else ""
            place = f"{where} yer alan" if where else ""
            parts = [part for part in (scope, place) if part]
            head = f"{', '.join(parts)} {kind}".strip()
        dates = self._dates(reference, language)
        if dates:
            return [head, *dates]
        periods = [self._label(each, language) for each in row.references("periods")]
        if periods:
            one, many = ("period", "periods") if language == "en" else ("dönem", "dönemler")
            head += f"; {one if len(periods) == 1 else many}: {', '.join(periods)}"
        return [head]

    def _place(self, row: Row, language: Language) -> list[str]:
        kind = self._type(row, language)
        if row["id"] == "izmir-province":
            return [
                f"{kind} in western Türkiye"
                if language == "en"
                else f"Türkiye’nin batısında {kind}"
            ]
        within = row.reference("within")
        if within is None:
            return [kind]
        name = self._label(within, language)
        if language == "en":
            return [f"{kind} in {name}" + ("" if "zmir" in name else ", Izmir")]
        if within == "place/izmir-province":
            return [f"İzmir’in bir {kind}si" if kind == "ilçe" else f"İzmir ilinde {kind}"]
        return [f"İzmir’in {name} ilçesinde {kind}"]

    def _period(self, row: Row, language: Language) -> list[str]:
        span = stated_span(row)
        dates = say_span(span, language) if span else ""
        facet = self._context.vocabularies[row["facet"]].label(language)
        if language == "en":
            return [f"{facet} of Izmir", dates]
        return [f"İzmir’de {facet}", dates]

    def _agent(self, row: Row, language: Language) -> list[str]:
        nouns = {
            "person": ("person", "kişi"),
            "group": ("institution or group", "kurum veya topluluk"),
            "people": ("ancient people", "antik topluluk"),
        }
        deeds = self._deeds.get(row["id"])
        if not deeds:
            return [nouns[row["kind"]][0 if language == "en" else 1]]
        said = [
            f"{self._deed(role, language)}: {self._list(list(things), language)}"
            for role, things in deeds.items()
        ]
        return ["; ".join(said)]

    def _deed(self, role: str, language: Language) -> str:
        if role in _DEEDS:
            return _DEEDS[role][0 if language == "en" else 1]
        return self._context.vocabularies[role].label(language)

    def _event(self, row: Row, language: Language) -> list[str]:
        head = self._type(row, language)
        places = self._list(row.references("places"), language)
        if places:
            head += f" in {places}" if language == "en" else f": {places}"
        return [head, *self._span(row, language)]

    def _research(self, row: Row, language: Language) -> list[str]:
        sites = self._list(row.references("sites"), language)
        head = self._type(row, language)
        if sites:
            head += f" at {sites}" if language == "en" else f": {sites}"
        parts = [head, *self._span(row, language)]
        directors = self._list(row.references("directors"), language)
        if directors:
            parts.append(f"directed by {directors}" if language == "en" else f"başkan: {directors}")
        return parts

    def _project(self, row: Row, language: Language) -> list[str]:
        leads = self._list(row.references("leads"), language)
        head = self._type(row, language)
        if leads:
            head += f" by {leads}" if language == "en" else f"; yürüten: {leads}"
        return [head, *self._span(row, language)]

    def _route(self, row: Row, language: Language) -> list[str]:
        parts = [self._type(row, language)]
        stops = sum(stop["route"] == row["id"] for stop in self._package["stops"])
        if stops:
            parts.append(f"{stops} stops" if language == "en" else f"{stops} durak")
        if row["length_km"]:
            length = row["length_km"]
            parts.append(f"{length} km" if language == "en" else f"{length.replace('.', ',')} km")
        return parts

    def _publication(self, row: Row, language: Language) -> list[str]:
        authors = row["authors"].split("; ") if row["authors"] else []
        named = [*authors[:_MANY]]
        if len(authors) > _MANY:
            named.append("others" if language == "en" else "başkaları")
        head = self._type(row, language)
        year = f" ({row['year']})" if row["year"] else ""
        if not named:
            return [f"{head}{year}"]
        names = join(named, language)
        return [f"{head} by {names}{year}" if language == "en" else f"{head}: {names}{year}"]

    def _designation(self, row: Row, language: Language) -> list[str]:
        head = f"{self._type(row, language)}: {self._label(row.references('thing')[0], language)}"
        return [head, row["date"][:4]] if row["date"] else [head]

    def _practice(self, row: Row, language: Language) -> list[str]:
        kind = self._type(row, language)
        districts = [self._label(each, language) for each in row.references("districts")]
        if not districts:
            return [f"{kind} of Izmir" if language == "en" else f"İzmir’e özgü {kind}"]
        if language == "en":
            return [f"{kind} of {join(districts, 'en')}, Izmir"]
        suffix = "ilçesinde" if len(districts) == 1 else "ilçelerinde"
        return [f"İzmir’in {join(districts, 'tr')} {suffix} yaşayan {kind}"]

    def _span(self, row: Row, language: Language) -> list[str]:
        span = stated_span(row)
        return [say_span(span, language)] if span is not None and not span.is_empty else []


def _said(template: str, phases: Sequence[_Dated], language: Language) -> str:
    """Dates of one kind: ``built 1862, 1874``; where sources differ ``1831 or 1845 (disputed)``."""
    in_time = sorted(phases, key=lambda phase: _earliest(phase.span))
    dates = list(dict.fromkeys(say_span(phase.span, language) for phase in in_time))
    if all(phase.certain for phase in phases):
        return template.format(", ".join(dates[:_MANY]))
    if len(dates) == 1:
        return template.format(dates[0]) + (
            " (uncertain)" if language == "en" else " (kesin değil)"
        )
    word = " or " if language == "en" else " veya "
    note = " (disputed)" if language == "en" else " (tartışmalı)"
    return template.format(word.join(dates)) + note


def _earliest(span: Span) -> tuple[int, int, int]:
    first = span.start_earliest or span.end_latest
    assert first is not None  # an empty span is not said
    return first.first_day


def _sentence(parts: Iterable[str], language: Language) -> str:
    text = (", " if language == "en" else "; ").join(part for part in parts if part)
    return capitalise(text, language) + "."


def _deeds(context: Context) -> dict[str, dict[str, dict[str, None]]]:
    """Agent → role or deed → what for, each in the order of the tables and once."""
    deeds: dict[str, dict[str, dict[str, None]]] = {}

    def note(agent: str, deed: str, references: Iterable[str]) -> None:
        things = deeds.setdefault(agent, {}).setdefault(deed, {})
        things.update(dict.fromkeys(references))

    for row in context.package["roles"]:
        note(row["agent"], row["role"], [row["of"]])
    for row in context.package["research"]:
        for column, deed in (("directors", "directed"), ("institutions", "researched")):
            for agent in row.values(column):
                if row["sites"]:
                    note(agent, deed, row.references("sites"))
    for row in context.package["projects"]:
        for agent in row.values("leads"):
            note(agent, "leads", [f"project/{row['id']}"])
    for row in context.package["designations"]:
        for agent in row.values("body"):
            note(agent, "decided", [f"designation/{row['id']}"])
    return deeds


def _labels(context: Context) -> Iterator[tuple[str, dict[Language, str]]]:
    for table in context.package.tables.values():
        if table.kind is None or table.kind == "source":
            continue
        columns = {column.name for column in table.columns}
        for row in table:
            if "label_tr" in columns:
                labels: dict[Language, str] = {"tr": row["label_tr"], "en": row["label_en"]}
            else:
                labels = {"tr": row["title"], "en": row["title"]}
            yield f"{table.kind}/{row['id']}", labels
