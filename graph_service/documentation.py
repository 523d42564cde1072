"""`docs/operating.md`: the settings, written from their table, and how to run the service.

Run ``python -m graph_service.documentation`` after a change of `graph_service/settings.py`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import get_origin

from pydantic.fields import FieldInfo

from graph_service.settings import Settings

PAGE = Path(__file__).parents[1] / "docs" / "operating.md"
PREFIX = Settings.model_config.get("env_prefix", "")

_INTRODUCTION = """\
# Operating the service

`izmiras serve` answers from the current release, and follows it: when `izmiras build` has made
another one current, every web process serves it within seconds. No request fails meanwhile, and
none mixes two releases.

## Settings

Environment variables; `izmiras settings` prints them with the values that hold here. This page is
written from the same table by `python -m graph_service.documentation`.
"""

_OPERATION = """\
## Behind a proxy

The service answers under any host and path. `X-Forwarded-Proto`, `X-Forwarded-Host` and
`X-Forwarded-Prefix` are believed from `IZMIRAS_TRUSTED_PROXIES` only; `IZMIRAS_PUBLIC_URL` decides
over them. Answers come compressed (zstd, brotli or gzip, as the client wishes) and say how long a
cache may keep them: a proxy needs to do neither.

## Processes and memory

Each of the `IZMIRAS_WEB_WORKERS` web processes has `IZMIRAS_SPARQL_WORKERS` query workers of its
own and keeps up to `IZMIRAS_CACHE_BYTES` of written documents. At most, queries take
`IZMIRAS_WEB_WORKERS` × `IZMIRAS_SPARQL_WORKERS` × `IZMIRAS_WORKER_MEMORY`.

## Health, metrics and log

- `/health/live`: the process answers. `/health/ready`: a release is open (its id), or 503.
- `/metrics`: for Prometheus, summed over all web processes. With several of them under a process
  manager other than `izmiras serve`, let `PROMETHEUS_MULTIPROC_DIR` name an empty folder.
- The access log is one line of JSON for each request, on the standard output: time, method, class
  of path, status, bytes, seconds, and a fingerprint of the query if there was one; `kept` if the
  answer was in memory, `broken` if it could not be sent to its end. It has no address of a client,
  no path and no text of a query. Everything else is told on the error output.
"""


def render() -> str:
    """The page."""
    return "\n".join([_INTRODUCTION, *_settings(), "", _OPERATION])


def _settings() -> Iterator[str]:
    yield "| variable | default | what it does |"
    yield "|---|---|---|"
    for name, field in Settings.model_fields.items():
        told = f"{field.description}{_form(field)}"
        yield f"| `{PREFIX}{name.upper()}` | {_default(field)} | {told} |"


def _default(field: FieldInfo) -> str:
    default = field.get_default(call_default_factory=True)
    if default in (None, "", ()):
        return "none"
    value = json.dumps(default) if isinstance(default, bool | tuple) else str(default)
    return f"`{value}`"


def _form(field: FieldInfo) -> str:
    return " Written as a JSON list." if get_origin(field.annotation) is tuple else ""


def main() -> None:
    PAGE.write_text(render(), encoding="utf-8")


if __name__ == "__main__":
    main()
