"""Small projects for tests: real ontology, shapes and queries, and tables written for the test."""

from __future__ import annotations

import copy
import csv
import json
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from graph_service.settings import Settings

ROOT = Path(__file__).parents[1]

# One of each kind of row, in the shape of the real tables. The facts are true of the real things.
ROWS: Mapping[str, Sequence[Mapping[str, str]]] = {
    "sources": [
        {
            "id": "city-open-data",
            "kind": "dataset-source",
            "reliability": "authoritative",
            "title": "Open data of the city",
            "publisher": "City",
            "url": "https://data.example.org/",
            "licence": "https://creativecommons.org/licenses/by/4.0/",
        },
        {
            "id": "a-blog",
            "kind": "blog",
            "reliability": "unreviewed",
            "title": "A blog",
        },
    ],
    "places": [
        {
            "id": "izmir-province",
            "type": "province",
            "label_tr": "İzmir ili",
            "label_en": "İzmir Province",
            "source": "city-open-data",
        },
        {
            "id": "konak",
            "type": "district",
            "label_tr": "Konak",
            "label_en": "Konak",
            "within": "izmir-province",
            "lat": "38.42",
            "lon": "27.15",
            "precision": "representative",
            "source": "city-open-data",
        },
    ],
    "periods": [
        {
            "id": "archaic",
            "label_tr": "Arkaik Dönem",
            "label_en": "Archaic",
            "facet": "cultural",
            "start_earliest": "-0724",
            "start_latest": "-0699",
            "end_earliest": "-0493",
            "end_latest": "-0478",
            "source": "city-open-data",
        }
    ],
    "sites": [
        {
            "id": "old-smyrna",
            "type": "ancient-city",
            "label_tr": "Eski Smyrna",
            "label_en": "Old Smyrna",
            "district": "konak",
            "lat": "38.464",
            "lon": "27.170",
            "precision": "exact",
            "point_source": "city-open-data",
            "periods": "archaic",
            "records": "od-1",
            "source": "city-open-data; a-blog",
        },
        {
            "id": "temple-of-athena",
            "type": "temple",
            "label_tr": "Athena Tapınağı",
            "label_en": "Temple of Athena",
            "part_of": "site/old-smyrna",
            "district": "konak",
            "source": "city-open-data",
        },
    ],
    "phases": [
        {
            "of": "site/temple-of-athena",
            "id": "built",
            "kind": "built",
            "wording": "640 BC",
            "source": "city-open-data",
        }
    ],
    "names": [
        {
            "of": "site/old-smyrna",
            "id": "name-grc",
            "name": "Σμύρνα",
            "language": "grc",
            "kind": "name-ancient",
            "from": "-749",
            "to": "640",
            "source": "a-blog",
        }
    ],
    "links": [
        {
            "of": "site/old-smyrna",
            "target": "https://pleiades.stoa.org/places/550771",
            "relation": "same",
            "catalogue": "pleiades",
            "checked": "2026-11-22",
            "source": "a-blog",
        }
    ],
}


class SmallProject:
    """A project folder of its own, whose tables a test may change."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.data = folder / "data"
        self.data.mkdir(parents=True)
        for name in ("ontology", "shapes", "queries"):
            (folder / name).symlink_to(ROOT / name)
        descriptor = (ROOT / "data" / "datapackage.json").read_text(encoding="utf-8")
        (self.data / "datapackage.json").write_text(descriptor, encoding="utf-8")
        self.resources: dict[str, Any] = {
            resource["name"]: resource for resource in json.loads(descriptor)["resources"]
        }
        self.rows = {name: [dict(row) for row in ROWS.get(name, ())] for name in self.resources}
        self.write()

    def copy(self, folder: Path) -> SmallProject:
        """The project with all that was built of it, in another folder."""
        shutil.copytree(self.folder, folder, symlinks=True)
        made = copy.copy(self)
        made.folder, made.data = folder, folder / "data"
        made.rows = copy.deepcopy(self.rows)
        return made

    def write(self) -> None:
        for name, rows in self.rows.items():
            columns = [field["name"] for field in self.resources[name]["schema"]["fields"]]
            with (self.data / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
                writer = csv.DictWriter(file, columns, restval="", lineterminator="\n")
                writer.writeheader()
                writer.writerows(rows)

    def row(self, table: str, **key: str) -> dict[str, str]:
        return next(r for r in self.rows[table] if all(r[k] == v for k, v in key.items()))

    def settings(self, **values: Any) -> Settings:
        paths = {"source_dir": self.folder, "var_dir": self.folder / "var"}
        return Settings(**{**paths, **values})
