"""Three releases in a row: created, changed, merged and withdrawn entities."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from graph_service.release.build import build
from graph_service.settings import Settings
from graph_service.store.release import Manifest
from tests.projects import SmallProject

START = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


class Years:
    """A clock that goes on by a day each time it is asked; tests may turn it."""

    def __init__(self) -> None:
        self.time = START

    def __call__(self) -> datetime:
        self.time += timedelta(days=1)
        return self.time


@dataclass(frozen=True, slots=True)
class Published:
    """A project, and the manifests of the releases that were made of it, oldest first."""

    project: SmallProject
    made: tuple[Manifest, ...]

    @property
    def settings(self) -> Settings:
        return self.project.settings()


def publish_three(folder: Path) -> Published:
    """The second release creates, changes and merges; the third withdraws."""
    project, now = SmallProject(folder), Years()
    made = [build(project.settings(), now=now).manifest]
    for edit in (edit_second, edit_third):
        edit(project)
        now.time -= timedelta(days=400)  # the clock goes back
        made.append(build(project.settings(), now=now).manifest)
    return Published(project, tuple(made))


def edit_second(project: SmallProject) -> None:
    """A new site, a changed one, a merged one; the clock has gone on."""
    project.rows["sites"].append(
        {
            "id": "kadifekale",
            "type": "castle",
            "label_tr": "Kadifekale",
            "label_en": "Kadifekale",
            "district": "konak",
            "source": "city-open-data",
        }
    )
    project.row("sites", id="old-smyrna")["note_en"] = "Excavated since 1948."
    project.rows["sites"] = [r for r in project.rows["sites"] if r["id"] != "temple-of-athena"]
    project.rows["phases"] = []
    project.rows["redirects"].append(
        {
            "from": "site/temple-of-athena",
            "to": "site/old-smyrna",
            "date": "2026-11-24",
            "reason": "merged",
        }
    )
    project.write()


def edit_third(project: SmallProject) -> None:
    """The new site is withdrawn again."""
    project.rows["sites"] = [r for r in project.rows["sites"] if r["id"] != "kadifekale"]
    project.rows["withdrawn"].append(
        {
            "entity": "site/kadifekale",
            "label_tr": "Kadifekale",
            "label_en": "Kadifekale",
            "date": "2026-11-25",
            "reason_tr": "Yanlış kayıt.",
            "reason_en": "Recorded in error.",
        }
    )
    project.write()
