"""Data extension: what we know of things that were reconciled, as columns for a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from graph_service.http.problem_types import Text
from graph_service.reconcile.asking import check_batch
from graph_service.reconcile.properties import Extended, Property, Thing, Worded
from graph_service.reconcile.reading import Field
from graph_service.reconcile.reconciler import Reconciler
from graph_service.reconcile.wording import Wording

MOST_IDS = 500
MOST_PROPERTIES = 50
MOST_VALUES = 1000
CONTENT = ("name", "id")


@dataclass(frozen=True, slots=True)
class Column:
    """A property that is wanted: how many values at most, and whether things are ids only."""

    property: Property
    limit: int
    as_text: bool


@dataclass(frozen=True, slots=True)
class Table:
    """What is wanted: these columns for these ids."""

    ids: tuple[str, ...]
    columns: tuple[Column, ...]


def table(asked: Field, reconciler: Reconciler) -> Table:
    """Read a data extension query; both versions write it alike. Raises Problem."""
    ids, properties = asked.needed("ids").items(), asked.needed("properties").items()
    check_batch(len(ids), f"{asked.path}.ids", MOST_IDS)
    check_batch(len(properties), f"{asked.path}.properties", MOST_PROPERTIES)
    return Table(
        tuple(each.text() for each in ids),
        tuple(_column(each, reconciler) for each in properties),
    )


def meta(wanted: Table, wording: Wording) -> list[dict[str, object]]:
    """What the columns are."""
    return [_meta(column, wording) for column in wanted.columns]


def values(
    id_: str, column: Column, reconciler: Reconciler, wording: Wording, *, tagged: bool
) -> list[dict[str, object]]:
    """The cells of one thing; none for an id that is nobody's. `tagged`: texts tell their language.

    A value in our two languages is given in the one that is asked for.
    """
    entity = reconciler.gazetteer.entity(id_)
    if entity is None:
        return []
    found = list(column.property.values(entity, reconciler.gazetteer))
    if column.property.id in ("label", "description"):
        found = _in_language(found, wording.language)
    cells = [_cell(each, column, wording, tagged=tagged) for each in found]
    once = {tuple(cell.items()): cell for cell in cells}  # names differ in age or in language
    return list(once.values())[: column.limit]


def rows_0_2(
    wanted: Table, reconciler: Reconciler, wording: Wording
) -> dict[str, dict[str, list[dict[str, object]]]]:
    """The rows as version 0.2 writes them: objects by id and property."""
    return {
        id_: {
            column.property.id: values(id_, column, reconciler, wording, tagged=False)
            for column in wanted.columns
        }
        for id_ in wanted.ids
    }


def rows_1_0(wanted: Table, reconciler: Reconciler, wording: Wording) -> list[dict[str, object]]:
    """The rows as version 1.0-draft writes them: arrays, in the order that was asked."""
    return [
        {
            "id": id_,
            "properties": [
                {
                    "id": column.property.id,
                    "values": values(id_, column, reconciler, wording, tagged=True),
                }
                for column in wanted.columns
            ],
        }
        for id_ in wanted.ids
    ]


def _column(field: Field, reconciler: Reconciler) -> Column:
    named = field.needed("id")
    found = reconciler.properties.get(named.text())
    if found is None:
        names = ", ".join(reconciler.properties)
        raise named.refused(
            Text(f"bir özellik değil; özellikler: {names}", f"is no property; there are {names}"),
            list(reconciler.properties),
        )
    settings = field.member("settings")
    limit = settings.member("limit") if settings else None
    content = settings.member("content") if settings else None
    most = limit.whole(0, MOST_VALUES) if limit else MOST_VALUES
    return Column(
        found, most or MOST_VALUES, content is not None and content.one_of(CONTENT) == "id"
    )


def _meta(column: Column, wording: Wording) -> dict[str, object]:
    found: dict[str, object] = {
        "id": column.property.id,
        "name": column.property.name[wording.language],
    }
    kind = column.property.value_type
    return found | ({"type": wording.type(kind)} if kind and not column.as_text else {})


def _in_language(found: Sequence[Extended], language: str) -> list[Extended]:
    """The text in this language; if there is none, the others."""
    mine = [each for each in found if isinstance(each, Worded) and each.language == language]
    return list(mine or found)


def _cell(value: Extended, column: Column, wording: Wording, *, tagged: bool) -> dict[str, object]:
    match value:
        case Thing(id_):
            return {"str": id_} if column.as_text else {"id": id_, "name": wording.name(id_)}
        case Worded(text, language):
            cell: dict[str, object] = {"str": text}
            return cell | ({"lang": language} if tagged and language else {})
        case int():
            return {"int": value}
    return {"float": value}
