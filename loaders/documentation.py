"""`data/README.md`, written from the descriptor: columns are described in one place only.

Run ``python -m loaders.documentation`` after a change of `data/datapackage.json`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

DATA = Path(__file__).parents[1] / "data"

_INTRODUCTION = """\
# The curated tables

What the Izmir Heritage Graph states, as tables that a spreadsheet opens: UTF-8, comma-separated,
one header row. They are a [Frictionless](https://specs.frictionlessdata.io/) data package
(`datapackage.json`) that can be used without the rest of the project. This page is written from
that descriptor by `python -m loaders.documentation`.

Licence: [CC BY 4.0](https://creativecommons.org/licenses/by/4.0/). Sources keep their own licences
and attributions: see `sources.csv`.

## Rules that hold for all tables

- Every row names its source. What no source says is left empty.
- Several values in one cell are separated by `; `.
- Years are ISO 8601: 1 BCE is `0000`, 500 BCE is `-0499`. Full dates are `YYYY-MM-DD`.
- Ids are ASCII slugs and never change. A renamed or merged id goes to `redirects.csv`, a withdrawn
  one to `withdrawn.csv`.
- Where columns `start_earliest` … `end_latest` are empty, the date is read from `wording`, if its
  words are certain.
- Text is in Unicode normal form C, without blanks at the ends.
- `make validate` tells every fault with file, row, column, value and what is expected.

## Tables
"""


def render(descriptor: Mapping[str, Any]) -> str:
    """The page, from a parsed descriptor."""
    return "\n".join([_INTRODUCTION, *_tables(descriptor)]) + "\n"


def _tables(descriptor: Mapping[str, Any]) -> Iterator[str]:
    for resource in descriptor["resources"]:
        yield f"### {resource['title']}: `{resource['path']}`\n"
        yield f"{resource['description']}\n"
        yield "| column | what it holds | form |\n|---|---|---|"
        for field in resource["schema"]["fields"]:
            yield f"| `{field['name']}` | {field['description']} | {_form(field)} |"
        key = ", ".join(f"`{name}`" for name in resource["schema"]["primaryKey"])
        yield f"\nKey: {key}\n"


def _form(field: Mapping[str, Any]) -> str:
    rules = field.get("constraints", {})
    parts = ["required" if rules.get("required") else ""]
    if "vocabulary" in field:
        parts.append(f"concept of `{field['vocabulary']}`")
    elif "references" in field:
        parts.append("id of " + " or ".join(field["references"]))
    elif "enum" in rules:
        parts.append(" or ".join(f"`{value}`" for value in rules["enum"]))
    elif field["type"] != "string":
        parts.append(field["type"])
    if field.get("list"):
        parts.append("list")
    return ", ".join(part for part in parts if part)


def main() -> None:
    descriptor = json.loads((DATA / "datapackage.json").read_text(encoding="utf-8"))
    (DATA / "README.md").write_text(render(descriptor), encoding="utf-8")


if __name__ == "__main__":
    main()
