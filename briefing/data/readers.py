"""The reader of a workspace: YAML files, tables, or both."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from briefing.data.reader import Reader
from briefing.data.tables.files.table_files import table_files, unread_forms
from briefing.data.yaml_files.yaml_reader import YamlReader

CONFIG = "briefing.yaml"


def reader_of(
    workspace: Path,
    default: Path,
    cache: Path | None,
    *,
    today: datetime.date | None = None,
    environment: Mapping[str, str] = MappingProxyType({}),
) -> Reader:
    """Return what reads the data of a workspace; `default` is the folder of the built-in data.

    Databases are asked on `today`, None for what they gave last, with passwords from the `environment`.

    Where there are tables, what the workspace lacks of units, themes and indicators is taken from there.
    """
    data = workspace / "data"
    base = YamlReader(data, cache)
    tabled = bool(table_files(data) or unread_forms(data))
    if not tabled and not (workspace / CONFIG).exists():
        return base if (data / "units.yaml").exists() else YamlReader(data, cache, default)
    from briefing.data.config import read_config  # noqa: PLC0415 - start-up time: most workspaces have no tables
    from briefing.data.tables.store import Store  # noqa: PLC0415 - the same
    from briefing.data.tabular.table_reader import Asker, TableReader  # noqa: PLC0415 - the same

    config, _ = read_config(workspace)
    if not tabled and not config.tables:
        return base
    name = hashlib.sha256(str(data.resolve()).encode()).hexdigest()[:16]
    return TableReader(
        data,
        YamlReader(data, cache, default),
        config.tables,
        whole=(data / "themes.yaml").exists(),
        ask=Asker(data, today, environment),
        store=Store(None if cache is None else cache / f"tables-{name}.sqlite3"),
    )
