"""Real lists, as they are and as tables damage them: right at rank one, never wrongly sure."""

from __future__ import annotations

import csv
import random
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

import pytest

from graph_service.reconcile.forms import forms_of
from graph_service.reconcile.question import Question
from graph_service.reconcile.reconciler import Reconciler
from graph_service.resources.holdings import Holdings
from tests.projects import ROOT
from tests.reconcile.damage import DAMAGES

SEED = 175
SITES = 200
LEAST_RIGHT = 0.95

Row = Mapping[str, str]
Truth = Mapping[str, frozenset[str]]


@dataclass
class Count:
    """How a list fared."""

    asked: int = 0
    right: int = 0
    matched: int = 0


def table(name: str) -> list[Row]:
    with (ROOT / "data" / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def key(name: str) -> str:
    return forms_of(name)[0].key


@pytest.fixture(scope="module")
def bearers(reconciler: Reconciler, holdings: Holdings) -> Truth:
    """Everything that bears a name, by the name without accents and order."""
    found: dict[str, set[str]] = defaultdict(set)
    for kind, slugs in holdings.slugs.items():
        for slug in slugs:
            entity = reconciler.gazetteer.entity(f"{kind}/{slug}")
            for name in entity.names if entity else ():
                found[key(name.text)].add(f"{kind}/{slug}")
    return {name: frozenset(ids) for name, ids in found.items()}


def titles(bearers: Truth) -> Truth:
    """What Pleiades calls the places that are the same as ours."""
    found: dict[str, frozenset[str]] = {}
    for row in table("links"):
        is_title = row["catalogue"] == "pleiades" and row["relation"] == "same"
        if is_title and row["label"] not in ("", "Untitled"):
            known = found.get(row["label"], bearers.get(key(row["label"]), frozenset()))
            found[row["label"]] = known | {row["of"]}
    return found


def names(bearers: Truth) -> Truth:
    """The ancient and other names that Pleiades gives."""
    rows = (row["name"] for row in table("names") if "pleiades" in row["source"].split("; "))
    return {name: bearers[key(name)] for name in sorted(set(rows))}


def sites(bearers: Truth) -> Truth:
    """The names of some of our sites, in either language."""
    labels = {row[label] for row in table("sites") for label in ("label_tr", "label_en")}
    chosen = random.Random(SEED).sample(sorted(labels), SITES)
    return {name: bearers[key(name)] for name in chosen}


@pytest.mark.parametrize("damage", ["none", *DAMAGES])
@pytest.mark.parametrize("listed", [titles, names, sites])
def test_a_list_is_right_at_rank_one(
    reconciler: Reconciler, bearers: Truth, listed: object, damage: str
) -> None:
    assert callable(listed)
    wanted: Truth = listed(bearers)
    assert len(wanted) >= 175
    chance, count, wrong = random.Random(SEED), Count(), []
    for name, meant in wanted.items():
        written = DAMAGES[damage](name, chance) if damage != "none" else name
        found = reconciler.candidates(Question(names=(written,), limit=3))
        count.asked += 1
        is_right = bool(found) and found[0].entity.id in meant
        count.right += is_right
        count.matched += bool(found) and found[0].match
        if found and found[0].match and not is_right:
            wrong.append((name, written, found[0].entity.id))
    assert not wrong, "a match that is none"
    assert count.right / count.asked >= LEAST_RIGHT, count
    assert count.matched > 0 or damage == "mistyped", count
