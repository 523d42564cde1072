"""What a client is told about a query that has no answer: which limit, after how long."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from graph_service.http import Problem, Text
from graph_service.sparql.exchange import Failure
from graph_service.sparql.formats import OFFERS

_MIB = 1024 * 1024
Facts = Mapping[str, Any]


def problem(failure: Failure) -> Problem:
    """The problem that a failure is to the client."""
    return _BY_CODE.get(failure.code, _unavailable)(failure.facts)


def not_acceptable(media_types: list[str]) -> Problem:
    """406, with the list of what there is."""
    listed = ", ".join(media_types)
    detail = Text(f"Bu sorgunun biçimleri: {listed}", f"The formats of this query: {listed}")
    return Problem("not-acceptable", detail, extensions={"available": media_types})


def _syntax(facts: Facts) -> Problem:
    line, column = facts.get("line"), facts.get("column")
    message = facts["message"]
    if line is None:
        return Problem("syntax-error", message)
    detail = Text(
        f"Satır {line}, sütun {column}: {message}", f"Line {line}, column {column}: {message}"
    )
    extensions = {"line": line, "column": column, "text": facts["text"]}
    return Problem("syntax-error", detail, extensions=extensions)


def _too_deep(_: Facts) -> Problem:
    detail = Text(
        "Sorgu çok derin iç içe ya da çok uzun zincirler içeriyor; okunamadı.",
        "The query is too deeply nested, or has too long chains; it could not be read.",
    )
    return Problem("query-too-deep", detail)


def _evaluation(facts: Facts) -> Problem:
    return Problem("bad-request", facts["message"][:500])


def _service(facts: Facts) -> Problem:
    endpoint = str(facts.get("endpoint", ""))[:200]
    detail = _SERVICE[facts.get("reason", "off")]
    return Problem("service-not-allowed", detail, extensions={"endpoint": endpoint})


_SERVICE: Mapping[str, Text] = MappingProxyType(
    {
        "off": Text("SERVICE kapalıdır.", "SERVICE is off."),
        "variable": Text(
            "SERVICE uç noktası değişken olamaz; IRI olarak yazın.",
            "The endpoint of SERVICE cannot be a variable; write it out as an IRI.",
        ),
        "unlisted": Text(
            "Bu uç nokta listede yok. Listedekiler < > içinde, tam IRI olarak yazılır.",
            "This endpoint is not on the list. Those that are, are written in full within < >.",
        ),
        "many": Text("Çok fazla SERVICE var.", "There are too many SERVICE clauses."),
        "per-row": Text(
            "EXISTS ve LATERAL bulunan sorguda SERVICE kullanılamaz: her satır için sorulurdu.",
            "SERVICE cannot be used in a query with EXISTS or LATERAL: it would be asked for "
            "each row.",
        ),
    }
)


def _timeout(facts: Facts) -> Problem:
    limit, elapsed = facts["limit"], facts["elapsed"]
    detail = Text(
        f"Sorgu {elapsed:g} saniye sonra durduruldu; sınır {limit:g} saniyedir.",
        f"The query was ended after {elapsed:g} seconds; the limit is {limit:g} seconds.",
    )
    return Problem("query-timeout", detail, extensions={"limit": limit, "elapsed": elapsed})


def _memory(facts: Facts) -> Problem:
    limit = facts["limit"]
    size = f"{limit / _MIB:g} MiB"
    detail = Text(
        f"Sorgu {size} bellek sınırını aştı.", f"The query exceeded the memory limit of {size}."
    )
    return Problem("out-of-memory", detail, extensions={"limit": limit})


def _result(facts: Facts) -> Problem:
    limit = facts["limit"]
    detail = Text(
        f"Sonuç {limit} bayttan uzun.", f"The result is longer than the limit of {limit} bytes."
    )
    return Problem("result-truncated", detail, extensions={"limit": limit})


def _busy(facts: Facts) -> Problem:
    detail = Text(
        f"Kuyruk dolu: {facts['queue']} sorgu bekliyor.",
        f"The queue is full: {facts['queue']} queries may wait.",
    )
    extensions = {"limit": facts["queue"], "retryAfter": 2}
    return Problem("too-busy", detail, extensions=extensions, headers={"Retry-After": "2"})


def _crashed(_: Facts) -> Problem:
    return Problem("query-crashed", headers={"Retry-After": "1"})


def _unavailable(_: Facts) -> Problem:
    return Problem("store-unavailable", headers={"Retry-After": "5"})


def _remote(facts: Facts) -> Problem:
    """What another endpoint said, without the body of its answer."""
    said = str(facts["message"]).split(" with payload", maxsplit=1)[0][:300]
    detail = Text(
        f"SERVICE ile sorulan uç nokta yanıtlamadı: {said}",
        f"The endpoint asked by SERVICE did not answer: {said}",
    )
    return Problem("service-failed", detail)


def _remote_bytes(facts: Facts) -> Problem:
    limit = facts["limit"]
    detail = Text(
        f"SERVICE ile sorulan uç noktalar {limit} bayttan fazlasını gönderdi.",
        f"The endpoints asked by SERVICE sent more than {limit} bytes.",
    )
    return Problem("service-failed", detail, extensions={"limit": limit})


def _form_not_acceptable(facts: Facts) -> Problem:
    return not_acceptable([offer.media_type.split(";")[0] for offer in OFFERS[facts["form"]]])


_BY_CODE: Mapping[str, Callable[[Facts], Problem]] = MappingProxyType(
    {
        "syntax": _syntax,
        "too-deep": _too_deep,
        "evaluation": _evaluation,
        "service": _service,
        "timeout": _timeout,
        "memory": _memory,
        "result": _result,
        "busy": _busy,
        "remote": _remote,
        "remote-bytes": _remote_bytes,
        "crashed": _crashed,
        "not-acceptable": _form_not_acceptable,
    }
)
