"""The data provider: answers to the six verbs, OAI-PMH 2.0, section 4."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from types import MappingProxyType

from lxml import etree

from graph_service.feeds.described import stated
from graph_service.feeds.oai.arguments import Asked, Pairs, read
from graph_service.feeds.oai.dates import GRANULARITY
from graph_service.feeds.oai.errors import OaiError
from graph_service.feeds.oai.formats import FORMATS, Format, Item
from graph_service.feeds.oai.identifiers import Identifiers
from graph_service.feeds.oai.lists import Lists, Page, format_named
from graph_service.feeds.oai.responses import (
    add_description,
    add_header,
    add_set,
    add_token,
    response,
)
from graph_service.feeds.oai.sets import listed
from graph_service.feeds.oai.tokens import Seal, Token
from graph_service.feeds.oai.xml import add, top
from graph_service.http.answer import Answer
from graph_service.resources.holdings import Holdings
from graph_service.resources.place import Place
from graph_service.store.changes import ChangeLog, Entry

PATH = "/oai"
_NAME = "Izmir Heritage Graph / İzmir Miras Grafı"
_CODINGS = ("gzip", "br", "zstd")


@dataclass(frozen=True, slots=True)
class Terms:
    """What the operator decides."""

    seal: Seal
    page_size: int
    admin_email: str

    def release(self, pairs: Pairs) -> str | None:
        """The release of the list that a request goes on with; None if it goes on with none."""
        try:
            asked = read(pairs)
            return self.seal.read(asked.token, asked.verb).release if asked.token else None
        except OaiError:
            return None


@dataclass(frozen=True, slots=True)
class Provider:
    """Answers from one release, as it is reached at a place."""

    holdings: Holdings
    log: ChangeLog
    terms: Terms
    place: Place

    def answer(self, pairs: Pairs) -> Answer:
        """The answer to a request. Errors of the protocol are answers too."""
        now, url = datetime.now(UTC), f"{self.place.root}{PATH}"
        try:
            asked = read(pairs)
        except OaiError as error:
            return response(url, now, None, error)
        try:
            return response(url, now, asked, _VERBS[asked.verb](self, asked))
        except OaiError as error:
            return response(url, now, None if error.hides_arguments else asked, error)

    def identify(self, _: Asked) -> etree._Element:
        found = top("Identify")
        add(found, "repositoryName", _NAME)
        add(found, "baseURL", f"{self.place.root}{PATH}")
        add(found, "protocolVersion", "2.0")
        add(found, "adminEmail", self.terms.admin_email)
        add(found, "earliestDatestamp", self.log.releases[0].time)
        add(found, "deletedRecord", "persistent")
        add(found, "granularity", GRANULARITY)
        for coding in _CODINGS:
            add(found, "compression", coding)
        identifiers, first = self._identifiers, self.log.first
        if identifiers.is_registrable and first is not None:
            add_description(found, identifiers.repository, identifiers.write(first.reference))
        return found

    def list_metadata_formats(self, asked: Asked) -> etree._Element:
        """All formats, or those of one entity, also of a withdrawn one."""
        identifier = asked.get("identifier")
        kind = self._entry(identifier).latest.kind if identifier is not None else None
        found = top("ListMetadataFormats")
        for each in FORMATS.values():
            if kind is None or each.holds(kind):
                element = add(found, "metadataFormat")
                add(element, "metadataPrefix", each.prefix)
                add(element, "schema", each.location(self.place))
                add(element, "metadataNamespace", each.namespace)
        return found

    def list_sets(self, asked: Asked) -> etree._Element:
        """The sets, page by page; nobody counts them beforehand."""
        seal, length = self.terms.seal, self.terms.page_size
        token = seal.read(asked.token, asked.verb) if asked.token is not None else None
        after = token.within if token else None
        sets = list(islice(listed(self.log, self.holdings, after), length + 1))
        if not sets:
            raise OaiError("badResumptionToken", "Nothing is left of its list; begin it again.")
        found = top("ListSets")
        for each in sets[:length]:
            add_set(found, each)
        start = token.cursor if token else 0
        following = None
        if len(sets) > length:
            release, last = self.log.releases[-1].id, sets[length - 1].spec
            following = Token(asked.verb, "", last, None, None, release, 0, start + length, 0)
        add_token(found, seal.write(following) if following else None, start)
        return found

    def get_record(self, asked: Asked) -> etree._Element:
        form = format_named(asked.arguments["metadataPrefix"])
        entry = self._entry(asked.arguments["identifier"])
        if not form.holds(entry.latest.kind):
            text = f"{form.prefix} holds nothing of the kind {entry.latest.kind!r}."
            raise OaiError("cannotDisseminateFormat", text)
        found = top("GetRecord")
        self._add_records(found, form, [entry])
        return found

    def list_identifiers(self, asked: Asked) -> etree._Element:
        page, found = self._page(asked), top("ListIdentifiers")
        for entry in page.entries:
            add_header(found, entry, self._identifiers)
        add_token(found, page.token, page.start, page.size)
        return found

    def list_records(self, asked: Asked) -> etree._Element:
        page, found = self._page(asked), top("ListRecords")
        self._add_records(found, page.form, page.entries)
        add_token(found, page.token, page.start, page.size)
        return found

    def _page(self, asked: Asked) -> Page:
        lists = Lists(self.log, self.terms.seal, self.terms.page_size)
        return lists.begin(asked) if asked.token is None else lists.resume(asked)

    def _add_records(self, parent: etree._Element, form: Format, entries: Iterable[Entry]) -> None:
        for entry, statements in stated(self.holdings.release, entries):
            record = add(parent, "record")
            add_header(record, entry, self._identifiers)
            if entry.latest.is_live:
                item = Item(entry, statements, self.holdings, self.place)
                add(record, "metadata").append(form.element(item))

    def _entry(self, identifier: str) -> Entry:
        reference = self._identifiers.read(identifier)
        entry = self.log.latest(reference) if reference is not None else None
        if entry is None:
            sample = self._identifiers.write("site/…")
            text = f"There is no record {identifier[:100]!r}. Identifiers are like {sample}."
            raise OaiError("idDoesNotExist", text)
        return entry

    @property
    def _identifiers(self) -> Identifiers:
        return Identifiers(self.holdings.base)


_VERBS: Mapping[str, Callable[[Provider, Asked], etree._Element]] = MappingProxyType(
    {
        "GetRecord": Provider.get_record,
        "Identify": Provider.identify,
        "ListIdentifiers": Provider.list_identifiers,
        "ListMetadataFormats": Provider.list_metadata_formats,
        "ListRecords": Provider.list_records,
        "ListSets": Provider.list_sets,
    }
)
