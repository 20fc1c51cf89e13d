"""The reader of a workspace: YAML files, tables, or both."""

from __future__ import annotations

import hashlib
from pathlib import Path

from briefing.data.reader import Reader
from briefing.data.table_files import table_files
from briefing.data.yaml_reader import YamlReader


def reader_of(workspace: Path, default: Path, cache: Path | None) -> Reader:
    """Return what reads the data of a workspace; `default` is the folder of the built-in data.

    Where there are tables, what the workspace lacks of units, themes and indicators is taken from there.
    """
    data = workspace / "data"
    base = YamlReader(data, cache)
    if not table_files(data):
        return base
    from briefing.data.config import read_config  # noqa: PLC0415 - start-up time: most workspaces have no tables
    from briefing.data.table_reader import TableReader  # noqa: PLC0415 - the same
    from briefing.data.tables.store import Store  # noqa: PLC0415 - the same

    config, _ = read_config(workspace)
    name = hashlib.sha256(str(data.resolve()).encode()).hexdigest()[:16]
    return TableReader(
        data,
        YamlReader(data, cache, default),
        config.tables,
        whole=(data / "themes.yaml").exists(),
        store=Store(None if cache is None else cache / f"tables-{name}.sqlite3"),
    )
