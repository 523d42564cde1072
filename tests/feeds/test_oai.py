"""The protocol, rule by rule, over HTTP: OAI-PMH 2.0, sections 3 and 4."""

from __future__ import annotations

import re
import stat
from typing import Any

import httpx
import pytest
from lxml import etree

from graph_service.feeds.oai.identifiers import Identifiers
from graph_service.settings import Settings
from tests.feeds.harvesting import OAI, RECORDS, START, checked
from tests.releases import Published
from tests.servers import Server

SITE = f"{START}site/old-smyrna"
PLACE = f"{START}place/konak"
MOVED = f"{START}site/temple-of-athena"
WITHDRAWN = f"{START}site/kadifekale"
TIME = re.compile("<responseDate>[^<]*<")
LIST = {"verb": "ListIdentifiers", "metadataPrefix": "oai_dc"}
GET = {"verb": "GetRecord", "metadataPrefix": "oai_dc"}


def ask(http: httpx.Client, arguments: Any) -> etree._Element:
    answer = http.get("/oai", params=arguments)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/xml; charset=utf-8"
    return checked(answer.content)


def code_of(root: etree._Element) -> str | None:
    error = root.find(f"{OAI}error")
    return None if error is None else error.get("code")


def texts(root: etree._Element, name: str) -> list[str]:
    return [each.text or "" for each in root.iter(f"{OAI}{name}")]


class TestVerbs:
    def test_identify(self, http: httpx.Client, running: Server) -> None:
        root = ask(http, {"verb": "Identify"})
        assert texts(root, "baseURL") == [f"{running.url}/oai"]
        assert texts(root, "protocolVersion") == ["2.0"]
        assert texts(root, "earliestDatestamp") == ["2026-11-22T00:00:00Z"]
        assert texts(root, "deletedRecord") == ["persistent"]
        assert texts(root, "granularity") == ["YYYY-MM-DDThh:mm:ssZ"]
        assert texts(root, "adminEmail") == ["not-set@izmiras.invalid"]
        (sample,) = root.iter("{*}sampleIdentifier")
        assert code_of(ask(http, {**GET, "identifier": sample.text})) is None

    def test_compression_is_what_is_announced(self, http: httpx.Client) -> None:
        root = ask(http, {"verb": "Identify"})
        for coding in texts(root, "compression"):
            answer = http.get("/oai?verb=Identify", headers={"accept-encoding": coding})
            assert answer.headers["content-encoding"] == coding

    @pytest.mark.parametrize(
        ("identifier", "prefixes"),
        [
            (None, ["oai_dc", "edm", "lido", "rdf"]),
            (SITE, ["oai_dc", "edm", "lido", "rdf"]),
            (PLACE, ["oai_dc", "rdf"]),
            (WITHDRAWN, ["oai_dc", "edm", "lido", "rdf"]),
        ],
    )
    def test_formats(self, http: httpx.Client, identifier: str | None, prefixes: list[str]) -> None:
        more = {"identifier": identifier} if identifier else {}
        root = ask(http, {"verb": "ListMetadataFormats", **more})
        assert texts(root, "metadataPrefix") == prefixes

    def test_our_schema_is_where_we_say(self, http: httpx.Client) -> None:
        root = ask(http, {"verb": "ListMetadataFormats"})
        answer = http.get(texts(root, "schema")[-1])
        assert answer.headers["content-type"] == "application/xml"
        schema = etree.XMLSchema(etree.fromstring(answer.content))
        record = ask(http, {**GET, "metadataPrefix": "rdf", "identifier": SITE})
        (metadata,) = record.iter(f"{OAI}metadata")
        schema.assertValid(etree.fromstring(etree.tostring(metadata[0])))

    def test_sets_have_names_in_both_languages(self, http: httpx.Client) -> None:
        root = ask(http, {"verb": "ListSets"})
        sets = dict(zip(texts(root, "setSpec"), texts(root, "setName"), strict=True))
        assert sets["kind:site"] == "Sites / Alanlar"
        assert sets["district:konak"] == "Konak"
        assert sets["district"] == "By district / İlçeye göre"
        assert sets["source:a-blog"] == "A blog"
        for described in root.iter("{*}dc"):
            RECORDS["oai_dc"].assertValid(etree.fromstring(etree.tostring(described)))
            titles = {each.get("{http://www.w3.org/XML/1998/namespace}lang") for each in described}
            assert titles == {"tr", "en"}

    @pytest.mark.parametrize("prefix", ["oai_dc", "edm", "lido", "rdf"])
    @pytest.mark.parametrize("identifier", [MOVED, WITHDRAWN])
    def test_what_is_gone_stays_as_a_header(
        self, http: httpx.Client, identifier: str, prefix: str
    ) -> None:
        root = ask(http, {**GET, "metadataPrefix": prefix, "identifier": identifier})
        (header,) = root.iter(f"{OAI}header")
        assert header.get("status") == "deleted"
        assert texts(header, "setSpec") != []
        assert not list(root.iter(f"{OAI}metadata"))

    def test_a_record_that_changed_has_its_own_date(self, http: httpx.Client) -> None:
        root = ask(http, {**GET, "metadataPrefix": "edm", "identifier": SITE})
        (date,) = texts(root, "datestamp")
        (modified,) = root.iter("{http://purl.org/dc/terms/}modified")
        assert modified.text == date[:10] != "2026-11-22"

    @pytest.mark.parametrize(
        "arguments",
        [
            {"verb": "Identify"},
            {"verb": "ListSets"},
            {"verb": "ListMetadataFormats", "identifier": PLACE},
            {**GET, "identifier": SITE},
            {**LIST, "set": "district:konak", "from": "2026-11-01"},
            {"verb": "ListRecords", "metadataPrefix": "rdf", "set": "kind:site"},
            {"verb": "Nonsense"},
        ],
    )
    def test_post_is_get(self, http: httpx.Client, arguments: dict[str, str]) -> None:
        get, post = http.get("/oai", params=arguments), http.post("/oai", data=arguments)
        assert post.status_code == 200
        assert TIME.sub("", post.text) == TIME.sub("", get.text)
        checked(post.content)


class TestErrors:
    @pytest.mark.parametrize(
        ("code", "arguments"),
        [
            ("badVerb", ""),
            ("badVerb", "verb="),
            ("badVerb", "verb=identify"),
            ("badVerb", "verb=Identify&verb=Identify"),
            ("badVerb", "verb=%00%ff<"),
            ("badArgument", "verb=Identify&x=y"),
            ("badArgument", "verb=Identify&resumptionToken=x"),
            ("badArgument", "verb=ListSets&set=kind"),
            ("badArgument", "verb=ListMetadataFormats&metadataPrefix=oai_dc"),
            ("badArgument", "verb=GetRecord"),
            ("badArgument", "verb=GetRecord&metadataPrefix=oai_dc"),
            ("badArgument", f"verb=GetRecord&identifier={SITE}"),
            ("badArgument", f"verb=GetRecord&identifier={SITE}&metadataPrefix=a b"),
            ("badArgument", "verb=ListRecords"),
            ("badArgument", "verb=ListRecords&set=kind:site"),
            ("badArgument", "verb=ListRecords&metadataPrefix=oai_dc&metadataPrefix=oai_dc"),
            ("badArgument", "verb=ListRecords&metadataPrefix=oai_dc&resumptionToken=x"),
            ("badArgument", "verb=ListRecords&resumptionToken=x&resumptionToken=x"),
            ("badArgument", "verb=ListRecords&metadataPrefix=oai_dc&set=a:"),
            ("badArgument", "verb=ListRecords&metadataPrefix=oai_dc&set="),
            ("badArgument", "verb=ListRecords&metadataPrefix=oai_dc&from="),
            ("badArgument", "verb=ListRecords&metadataPrefix=oai_dc&from=2026"),
            ("badArgument", "verb=ListRecords&metadataPrefix=oai_dc&from=2026-02-30"),
            ("badArgument", "verb=ListRecords&metadataPrefix=oai_dc&from=2026-02-03T10:00Z"),
            ("badArgument", "verb=ListRecords&metadataPrefix=oai_dc&until=2026-02-03T10:00:00"),
            ("badArgument", "verb=ListRecords&metadataPrefix=oai_dc&until=2026-02-03T25:00:00Z"),
            (
                "badArgument",
                "verb=ListRecords&metadataPrefix=oai_dc&from=2026-02-03&until=2026-02-03T00:00:00Z",
            ),
            ("badArgument", "verb=ListRecords&metadataPrefix=x&from=2026-02-04&until=2026-02-03"),
            ("badResumptionToken", "verb=ListRecords&resumptionToken="),
            ("badResumptionToken", "verb=ListIdentifiers&resumptionToken=junk"),
            ("badResumptionToken", "verb=ListSets&resumptionToken=a.b"),
            ("cannotDisseminateFormat", "verb=ListRecords&metadataPrefix=mods"),
            ("cannotDisseminateFormat", f"verb=GetRecord&identifier={SITE}&metadataPrefix=OAI_DC"),
            ("cannotDisseminateFormat", f"verb=GetRecord&identifier={PLACE}&metadataPrefix=edm"),
            ("idDoesNotExist", "verb=GetRecord&metadataPrefix=oai_dc&identifier=x"),
            ("idDoesNotExist", 'verb=GetRecord&metadataPrefix=oai_dc&identifier=invalid"id'),
            ("idDoesNotExist", f"verb=GetRecord&metadataPrefix=oai_dc&identifier={SITE}x"),
            ("idDoesNotExist", f"verb=GetRecord&metadataPrefix=oai_dc&identifier={START}"),
            ("idDoesNotExist", "verb=ListMetadataFormats&identifier=%01"),
            ("noRecordsMatch", "verb=ListRecords&metadataPrefix=oai_dc&set=kind:nothing"),
            ("noRecordsMatch", "verb=ListRecords&metadataPrefix=edm&set=kind:place"),
            ("noRecordsMatch", "verb=ListRecords&metadataPrefix=oai_dc&until=1999-01-01"),
        ],
    )
    def test_codes(self, http: httpx.Client, code: str, arguments: str) -> None:
        answer = http.get(f"/oai?{arguments}")
        assert answer.status_code == 200
        root = checked(answer.content)
        assert code_of(root) == code
        repeated = root.find(f"{OAI}request").attrib
        assert bool(repeated) == (code not in ("badVerb", "badArgument"))
        assert (root.findtext(f"{OAI}error") or "").strip()

    def test_arguments_are_repeated(self, http: httpx.Client) -> None:
        arguments = {**LIST, "from": "2026-11-22", "set": "kind:site"}
        request = ask(http, arguments).find(f"{OAI}request")
        assert dict(request.attrib) == arguments

    def test_tokens_are_for_their_verb(
        self, http: httpx.Client, running: Server, three_releases: Published
    ) -> None:
        (token,) = texts(ask(http, LIST), "resumptionToken")
        assert code_of(ask(http, {"verb": "ListIdentifiers", "resumptionToken": token})) is None
        other = ask(http, {"verb": "ListRecords", "resumptionToken": token})
        assert code_of(other) == "badResumptionToken"
        # Another process with the same folder knows it too, one with another key does not.
        key = three_releases.settings.var_dir / "oai.key"
        assert stat.S_IMODE(key.stat().st_mode) == 0o600
        for own, code in ((None, None), ("sixteen characters", "badResumptionToken")):
            with Server(three_releases.project.settings(sparql_workers=1, oai_key=own)) as server:
                answer = httpx.get(
                    f"{server.url}/oai",
                    params={"verb": "ListIdentifiers", "resumptionToken": token},
                )
                assert code_of(checked(answer.content)) == code


class TestHttp:
    def test_head_and_options(self, http: httpx.Client) -> None:
        head = http.head("/oai?verb=Identify")
        assert (head.status_code, head.content) == (200, b"")
        assert head.headers["cache-control"] == "no-store"
        assert http.options("/oai").headers["allow"] == "GET, HEAD, POST, OPTIONS"
        refused = http.put("/oai")
        assert refused.status_code == 405
        assert "POST" in refused.headers["allow"]

    def test_a_form_is_wanted(self, http: httpx.Client) -> None:
        answer = http.post("/oai", json={"verb": "Identify"})
        assert answer.status_code == 415
        assert answer.json()["allowed"] == ["application/x-www-form-urlencoded"]

    def test_a_form_is_short(self, http: httpx.Client) -> None:
        answer = http.post("/oai", data={"verb": "x" * 100_000})
        assert answer.status_code == 413

    def test_what_is_in_both_is_repeated(self, http: httpx.Client) -> None:
        answer = http.post("/oai?verb=Identify", data={"verb": "Identify"})
        assert code_of(checked(answer.content)) == "badVerb"
        answer = http.post("/oai?verb=GetRecord", data={k: GET[k] for k in ("metadataPrefix",)})
        assert code_of(checked(answer.content)) == "badArgument"


@pytest.mark.parametrize(
    ("base", "identifier", "is_registrable"),
    [
        ("https://w3id.org/izmiras/", "oai:w3id.org:izmiras/site/x", True),
        ("https://heritage.example.org/", "oai:heritage.example.org:site/x", True),
        ("http://localhost:8000/a/b/", "oai:localhost:a/b/site/x", False),
    ],
)
def test_identifiers(base: str, identifier: str, is_registrable: bool) -> None:
    identifiers = Identifiers(base)
    assert identifiers.write("site/x") == identifier
    assert identifiers.read(identifier) == "site/x"
    assert identifiers.read("oai:example.net:site/x") is None
    assert identifiers.is_registrable == is_registrable


@pytest.mark.parametrize("value", ["nobody", "a@b", "a b@c.d", ""])
def test_an_address_is_wanted(value: str) -> None:
    with pytest.raises(ValueError, match="admin_email"):
        Settings(admin_email=value)
