"""The names of all cities, without reading all of their files."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from briefing.data.city import city_of
from briefing.data.reading import Page
from briefing.data.yaml_nodes import parse_yaml, read_yaml
from briefing.data.yaml_values import Block
from briefing.text.atomic import put
from briefing.text.files import read_file

FORMAT = 1
"""Of the cache file; another number makes older caches void."""

HEAD_BYTES = 4096


class CityEntry(NamedTuple):
    """What is known of a city before its file is read; as in `City`, and `file`, the name in data/cities/.

    Where the head of the file cannot be made out, id and name are those of the file, and all else is empty.
    """

    id: str
    name: str
    code: str | None
    level: str
    parent: str
    aliases: tuple[str, ...]
    file: str

    @property
    def made_out(self) -> bool:
        """Whether the file told which city it holds."""
        return self.name != Path(self.file).stem or bool(self.code or self.level)


Stamps = dict[str, list[int]]
"""By file name: time of change in ns, and size in bytes."""


def read_index(data: Path, cache: Path | None = None) -> tuple[CityEntry, ...]:
    """The cities of the folder `data`, in the order of file names.

    A file whose head cannot be made out is listed under its own name, so that asking for it tells what is wrong with
    it; it is looked at again each time, as its rights may change and nothing else. `cache` is the folder in which what
    was found is kept for the next time, None for none.
    """
    folder = data / "cities"
    stamps = _stamps(folder)
    store = None if cache is None else _store(folder, cache)
    known, entries = _load(store) if store is not None else ({}, ())
    if known == stamps:
        return entries
    kept = {entry.file: entry for entry in entries if known[entry.file] == stamps.get(entry.file)}
    entries = tuple(kept.get(file) or _entry(folder / file) for file in stamps)
    if store is not None:
        _save(store, stamps, [entry for entry in entries if entry.made_out])
    return entries


def city_files(data: Path) -> list[Path]:
    """The files that hold cities, in the order of names; hidden ones are left to the editors that made them."""
    return [data / "cities" / name for name in _stamps(data / "cities")]


def _stamps(folder: Path) -> Stamps:
    """What may have changed of each file; empty if there is no such folder."""
    stamps: Stamps = {}
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.name.endswith(".yaml") and not entry.name.startswith(".") and not entry.is_dir():
                    stamps[entry.name] = _stamp(entry)
    except OSError:
        return {}
    return dict(sorted(stamps.items()))


def _stamp(entry: os.DirEntry[str]) -> list[int]:
    try:
        status = entry.stat()
    except OSError:  # a link that leads nowhere; reading it tells so
        return [0, 0]
    return [status.st_mtime_ns, status.st_size]


def _entry(path: Path) -> CityEntry:
    page = Page(str(path))
    city = city_of(_head(path), path.stem, page)
    if city is None:
        return CityEntry(path.stem, path.stem, None, "", "", (), path.name)
    return CityEntry(city.id, city.name, city.code, city.level, city.parent, city.aliases, path.name)


def _head(path: Path) -> Block | None:
    """The block `city:`, read from the first lines where it stands there, else from the whole file."""
    try:
        start = read_file(path, most=HEAD_BYTES)
    except OSError:
        return None
    page = Page(str(path))
    lines = _first_block(start, len(start) < HEAD_BYTES)
    value = parse_yaml("\n".join(lines).encode(), page) if lines else None
    if value is None or page.problems:
        value, _ = read_yaml(path)
    city = value.get("city") if isinstance(value, Block) else None
    return city if isinstance(city, Block) else None


def _first_block(start: bytes, whole: bool) -> list[str]:
    """The lines up to the second key of a file, if its first is `city`; [] if not, or the block may go on."""
    lines = start.decode("utf-8-sig", errors="ignore").replace("\r\n", "\n").split("\n")
    keys = [number for number, line in enumerate(lines) if line and line[0] not in " \t#-"]
    if not keys or not lines[keys[0]].startswith("city:"):
        return []
    if len(keys) > 1:
        return lines[: keys[1]]
    return lines if whole else []


def _store(folder: Path, cache: Path) -> Path:
    key = hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:16]
    return cache / f"index-{key}.json"


def _load(store: Path) -> tuple[Stamps, tuple[CityEntry, ...]]:
    """What the cache file holds; nothing if there is none, or it is damaged or of another format."""
    try:
        kept = json.loads(read_file(store))
        stamps: Stamps = kept["stamps"]
        entries = tuple(CityEntry(a, b, c, d, e, tuple(f), g) for a, b, c, d, e, f, g in kept["cities"])
    except (OSError, ValueError, LookupError, TypeError):
        return {}, ()
    sound = kept.get("format") == FORMAT and list(stamps) == [entry.file for entry in entries]
    return (stamps, entries) if sound else ({}, ())


def _save(store: Path, stamps: Stamps, entries: Sequence[CityEntry]) -> None:
    """Write the cache; one that cannot be written is no problem."""
    kept = {entry.file: stamps[entry.file] for entry in entries}
    text = json.dumps({"format": FORMAT, "stamps": kept, "cities": entries})
    with suppress(OSError):
        store.parent.mkdir(parents=True, exist_ok=True)
        put({store: text.encode()})
