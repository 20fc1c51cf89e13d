"""A library as the YAML files of a workspace."""

from __future__ import annotations

from itertools import groupby

from briefing.data.records import CITY
from briefing.data.yaml_writer import write_yaml
from briefing.data_tools.plain_records import plain, plain_catalogue, plain_parts
from briefing.model.library import Library

FILES = {
    "families": "units.yaml",
    "themes": "themes.yaml",
    "topics": "topics.yaml",
    "indicators": "indicators/indicators.yaml",
    "comparability": "comparability.yaml",
    "sources": "sources.yaml",
}
"""Where each kind of record of the catalogue stands, by the key of the list in its file."""
NEEDED = ("families", "themes")
"""Those that a workspace has even where they are empty."""


def export_yaml(library: Library) -> dict[str, bytes]:
    """Return the files of a workspace by their paths; read, they are the same library."""
    files: dict[str, bytes] = {}
    for key, rows in plain_catalogue(library.catalogue).items():
        if rows or key in NEEDED:
            files[f"data/{FILES[key]}"] = write_yaml({key: rows})
    for name, items in groupby(library.catalogue.frameworks.values(), key=lambda item: item.id.partition(".")[0]):
        held = list(items)
        rows = [{"id": item.id.partition(".")[2], "name": item.name} for item in held]
        files[f"data/frameworks/{name}.yaml"] = write_yaml({"name": held[0].framework, "items": rows})
    for record in library.records.values():
        parts = {key: rows for key, rows in plain_parts(record, library.catalogue).items() if rows}
        files[f"data/cities/{record.city.id}.yaml"] = write_yaml({"city": plain(CITY, record.city), **parts})
    return files
