"""What every answer to a stranger must have, whatever it is about."""

from __future__ import annotations

from graph_service.audit.finding import Notes
from graph_service.audit.web import Reply, Web

OK, FOUND, SEE_OTHER, UNCHANGED = 200, 302, 303, 304
MOVED = (301, 308)
NOT_FOUND, NOT_ACCEPTABLE, GONE = 404, 406, 410
PROBLEM = "application/problem+json"

HTTP = "RFC 9110"
CORS = "Fetch: CORS protocol"
PROBLEMS = "RFC 9457"
_LIKE_GET = (
    "content-type",
    "content-length",
    "etag",
    "vary",
    "cache-control",
    "content-location",
    "link",
    "last-modified",
)


def check_answer(
    reply: Reply, notes: Notes, status: int = OK, media_type: str | None = None
) -> bool:
    """Status, media type, charset and CORS; whether the answer can be used."""
    where = reply.url
    fits = notes.same(status, reply.status, where, "status", HTTP)
    allowed = reply.headers.get("access-control-allow-origin")
    notes.same("*", allowed, where, "Access-Control-Allow-Origin", CORS)
    notes.expect(reply.charset in (None, "utf-8"), where, "charset utf-8", reply.charset, HTTP)
    if media_type is not None and fits:
        fits = notes.same(media_type, reply.media_type, where, "media type", f"{HTTP}, 8.3")
    return fits


def check_varies(reply: Reply, notes: Notes, *fields: str) -> None:
    """That caches are told which fields of the request decide."""
    told = reply.headers.get("vary")
    wanted = f"Vary: {', '.join(fields)}"
    notes.expect(reply.varies(*fields), reply.url, wanted, told, f"{HTTP}, 12.5.5")


def check_head(web: Web, reply: Reply, accept: str | None, notes: Notes) -> None:
    """HEAD answers as GET does, without a body."""
    head = web.head(reply.url, accept)
    spec = f"{HTTP}, 9.3.2"
    notes.same(reply.status, head.status, f"HEAD {reply.url}", "status", spec)
    notes.expect(not head.body, f"HEAD {reply.url}", "no body", len(head.body), spec)
    for name in _LIKE_GET:
        told = reply.headers.get(name), head.headers.get(name)
        notes.same(*told, f"HEAD {reply.url}", f"{name} as with GET", spec)


def check_validator(web: Web, reply: Reply, accept: str | None, notes: Notes) -> None:
    """The entity tag stays while nothing changes, and saves sending the document again."""
    tag, spec = reply.headers.get("etag"), f"{HTTP}, 13.1.2"
    if not notes.expect(tag, reply.url, "an ETag", tag, f"{HTTP}, 8.8.3"):
        return
    again = web.get(reply.url, accept, if_none_match=tag)
    where = f"{reply.url} with If-None-Match"
    if notes.same(UNCHANGED, again.status, where, "status", spec):
        notes.same(tag, again.headers.get("etag"), where, "ETag", f"{HTTP}, 15.4.5")
        notes.same(reply.headers.get("vary"), again.headers.get("vary"), where, "Vary", spec)


def check_problem(reply: Reply, status: int, notes: Notes) -> None:
    """An error that machines can read, and that caches keep apart."""
    if check_answer(reply, notes, status):
        notes.same(PROBLEM, reply.media_type, reply.url, "media type", PROBLEMS)
        check_varies(reply, notes, "Accept")
