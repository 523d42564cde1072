"""What can be wrong with an instance: how to make it so, and how the audit has to say it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from tests.audit.proxy import Exchange, Fault


@dataclass(frozen=True)
class Planted:
    """A fault, the part of the audit that is concerned, and what its finding says."""

    name: str
    part: str
    where: str
    """A regular expression."""
    expected: str
    """What the finding says was expected; a regular expression."""
    fault: Fault


PLANTED: list[Planted] = []


def plant(
    part: str, where: str, expected: str, path: str, *, but_head: bool = False
) -> Callable[[Fault], Fault]:
    """Plant a fault in all answers to a path, a regular expression."""
    pattern = re.compile(path)

    def add(alter: Fault) -> Fault:
        def fault(exchange: Exchange) -> None:
            if pattern.search(exchange.path) and not (but_head and exchange.method == "HEAD"):
                alter(exchange)

        PLANTED.append(Planted(alter.__name__, part, where, expected, fault))
        return alter

    return add


DOC = r"^/doc/[^.?]+$"


@plant("entities", r"\.rdf$", "media type", r"\.rdf$")
def wrong_media_type(exchange: Exchange) -> None:
    exchange.headers["content-type"] = "text/turtle"


@plant("entities", "/doc/", "Vary: Accept", DOC)
def missing_vary(exchange: Exchange) -> None:
    exchange.headers["vary"] = "Accept-Encoding"


@plant("entities", "If-None-Match", "status 304", DOC)
def changing_etag(exchange: Exchange) -> None:
    exchange.headers["etag"] = f'"{exchange.number}"'


@plant("entities", r"\.nt$", "status 200", r"\.nt$")
def dead_alternate(exchange: Exchange) -> None:
    exchange.fail(404)


@plant("entities", "/id/", "status 303", "^/id/[a-z]+/")
def found_instead_of_see_other(exchange: Exchange) -> None:
    if exchange.status == 303:
        exchange.status = 302


@plant("entities", "^HEAD .*/doc/", "content-type as with GET", DOC)
def other_head(exchange: Exchange) -> None:
    if exchange.method == "HEAD":
        exchange.headers["content-type"] = "text/html"


@plant("entities", r"\.jsonld$", "same graph", r"^/doc/.*\.jsonld$")
def one_triple_less(exchange: Exchange) -> None:
    exchange.replace('"release":', '"_":')


@plant("entities", "/doc/", "Access-Control-Allow-Origin", DOC)
def missing_cors(exchange: Exchange) -> None:
    del exchange.headers["access-control-allow-origin"]


@plant("entities", "/doc/", "charset", DOC)
def wrong_charset(exchange: Exchange) -> None:
    exchange.headers["content-type"] = "text/turtle; charset=iso-8859-9"


@plant("entities", "_profile=", "profile", "_profile=")
def silent_profile(exchange: Exchange) -> None:
    exchange.headers.pop("content-profile", None)


@plant("entities", "/id/thing", "media type", "/id/thing-")
def page_for_machines(exchange: Exchange) -> None:
    exchange.headers["content-type"] = "text/html; charset=utf-8"


@plant("entities", "/doc/", "cite-as", DOC)
def cites_another(exchange: Exchange) -> None:
    link = exchange.headers.get("link", "")
    exchange.headers["link"] = re.sub(r'<[^>]*>; rel="cite-as"', '<urn:x>; rel="cite-as"', link)


@plant("gone", "/id/site/kadifekale", "status 410", "/id/site/kadifekale")
def withdrawn_is_there(exchange: Exchange) -> None:
    exchange.status = 200


@plant("gone", "/id/site/temple", "Location", "/id/site/temple-of-athena")
def moved_elsewhere(exchange: Exchange) -> None:
    exchange.headers["location"] = "/id/site/nowhere"


@plant("dataset", "/dataset", "triples as counted by the dump", "^/dataset", but_head=True)
def stale_count(exchange: Exchange) -> None:
    exchange.body = re.sub(rb"void:triples \d+ ;", b"void:triples 12 ;", exchange.body)


@plant("dataset", "/dataset", "classPartition", "^/dataset$")
def stale_partition(exchange: Exchange) -> None:
    exchange.body = re.sub(
        rb"(void:class crm:E27_Site ;\s+void:entities) \d+", rb"\1 777", exchange.body
    )


@plant("dataset", "/changes", "a service", "^/changes")
def dead_service(exchange: Exchange) -> None:
    exchange.fail(404)


@plant("dumps", r"\.nq\.gz", "SHA-256", "^/dataset$")
def wrong_checksum(exchange: Exchange) -> None:
    exchange.body = re.sub(
        rb'checksumValue "[0-9a-f]{8}', b'checksumValue "00000000', exchange.body
    )


@plant("dumps", r"\.trig\.gz", "valid application/trig", r"\.trig\.gz$")
def truncated_dump(exchange: Exchange) -> None:
    exchange.body = exchange.body[:-100]


@plant("dumps", "from byte", "status 206", r"\.nq\.zst$")
def no_ranges(exchange: Exchange) -> None:
    if exchange.status == 206:
        exchange.status = 200


@plant("changes", "end of the feed", "the dump", "^/changes/")
def lost_deletion(exchange: Exchange) -> None:
    exchange.replace('"type": "Delete"', '"type": "Update"')


@plant("changes", "/changes", "totalItems", "^/changes$")
def wrong_total(exchange: Exchange) -> None:
    exchange.body = re.sub(rb'"totalItems": \d+', b'"totalItems": 7', exchange.body)


@plant("changes", "/changes/", "endTime from", "^/changes/")
def out_of_order(exchange: Exchange) -> None:
    exchange.replace('"endTime": "2026-11-22T', '"endTime": "2027-11-22T')


@plant("mementos", "/memento/", "status 200", "^/memento/")
def dead_memento(exchange: Exchange) -> None:
    exchange.fail(404)


@plant("mementos", "/memento/", "Memento-Datetime", "^/memento/")
def wrong_memento_time(exchange: Exchange) -> None:
    exchange.headers["memento-datetime"] = "Thu, 01 Jan 1970 00:00:00 GMT"


@plant("mementos", "/doc/", "Vary: Accept-Datetime", DOC)
def gate_without_vary(exchange: Exchange) -> None:
    exchange.headers["vary"] = "Accept"


@plant("mementos", "/memento/.*/sparql", "status 200", "^/memento/.*/sparql")
def dead_memento_of_an_answer(exchange: Exchange) -> None:
    exchange.fail(404)


@plant("mementos", "/memento/.*/sparql", "answer of today", "^/memento/.*/sparql")
def answer_of_another_day(exchange: Exchange) -> None:
    exchange.body = re.sub(rb'"value":\s*"\d+"', b'"value":"7"', exchange.body)


@plant("sitemap", "robots.txt", "media type", "^/robots.txt")
def robots_as_page(exchange: Exchange) -> None:
    exchange.headers["content-type"] = "text/html"


@plant("sitemap", "/doc/site/none", "status of a listed page", r"^/sitemaps/1\.xml")
def sitemap_with_a_dead_page(exchange: Exchange) -> None:
    exchange.replace("/doc/site/old-smyrna</loc>", "/doc/site/none</loc>")


@plant("oai", "/oai", "the entities of the dump", "^/oai.*Prefix=oai_dc", but_head=True)
def record_missing_in_oai(exchange: Exchange) -> None:
    exchange.body = re.sub(rb"<record>.*?</record>", b"", exchange.body, count=1, flags=re.DOTALL)


@plant("oai", "/oai", "a page of the list", "^/oai.*ListRecords")
def broken_resumption_token(exchange: Exchange) -> None:
    exchange.body = exchange.body.replace(b"</resumptionToken>", b"x</resumptionToken>")


@plant("oai", "/oai", "the deleted records", "^/oai.*(Prefix=oai_dc|resumptionToken)")
def deletion_lost_in_oai(exchange: Exchange) -> None:
    exchange.body = re.sub(
        rb'<record><header status="deleted">.*?</record>', b"", exchange.body, flags=re.DOTALL
    )


@plant("oai", "/oai", "baseURL", "verb=Identify")
def other_base_url(exchange: Exchange) -> None:
    exchange.replace("<baseURL>http", "<baseURL>ftp")


def lose_a_header(exchange: Exchange) -> None:
    exchange.body = re.sub(rb"<header.*?</header>", b"", exchange.body, count=1, flags=re.DOTALL)


@plant("oai", "set=", "the selected records", "^/oai.*set=")
def record_missing_in_a_set(exchange: Exchange) -> None:
    lose_a_header(exchange)


@plant("oai", "from=....-..-..T", "the selected records", r"^/oai.*from=\d+-\d\d-\d\dT")
def record_missing_since_a_second(exchange: Exchange) -> None:
    lose_a_header(exchange)


@plant("oai", r"until=....-..-..$", "the selected records", r"^/oai.*until=\d+-\d\d-\d\d$")
def record_missing_until_a_day(exchange: Exchange) -> None:
    lose_a_header(exchange)


@plant("oai", "/oai", "the sets of the headers", "^/oai.*ListSets")
def set_not_listed(exchange: Exchange) -> None:
    exchange.replace("<setSpec>kind:site<", "<setSpec>kind:sight<")


@plant("ldes", "/ldes", "the entities of the dump", r"^/ldes/\d")
def deletion_lost_in_ldes(exchange: Exchange) -> None:
    exchange.body = exchange.body.replace(b" a as:Delete ", b" a as:Update ")


@plant("ldes", "/ldes/1", "Cache-Control immutable", "^/ldes/1$")
def full_page_not_kept(exchange: Exchange) -> None:
    exchange.headers["cache-control"] = "no-store"


@plant("resourcesync", "statements", "hash", "^/resourcesync/.*resource-?list")
def wrong_hash(exchange: Exchange) -> None:
    exchange.body = re.sub(rb"sha-256:[0-9a-f]{8}", b"sha-256:00000000", exchange.body)


@plant("resourcesync", "changelist", "the resource list", "^/resourcesync/.*change-?list")
def change_lost_in_resourcesync(exchange: Exchange) -> None:
    exchange.body = exchange.body.replace(b'change="deleted"', b'change="updated"')
