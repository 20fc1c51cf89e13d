"""The names of all cities, without reading all of their files."""

from __future__ import annotations

import hashlib
import json
import os
from contextlib import suppress
from pathlib import Path

from briefing.data.reading import Page
from briefing.data.yaml_files.city import city_of
from briefing.data.yaml_files.yaml_nodes import parse_yaml, read_yaml
from briefing.data.yaml_values import YamlMapping
from briefing.errors import Location
from briefing.model.library import City
from briefing.text.atomic import put
from briefing.text.files import read_file

FORMAT = 3
"""Of the cache file; another number makes older caches void."""

HEAD_BYTES = 4096


Told = tuple[str, str, str | None, str, str, tuple[str, ...]]
"""What a file tells of its city: id, name, code, level, parent, aliases."""
Stamp = list[int]
"""When a file was changed, in ns, and its size in bytes."""


def read_index(data: Path, cache: Path | None = None) -> tuple[City, ...]:
    """The cities of the folder `data`, in the order of file names; the file of each is its place.

    A file whose head cannot be made out is listed under its own name, so that asking for it tells what is wrong with
    it; it is looked at again each time, as its rights may change and nothing else. `cache` is the folder in which what
    was found is kept for the next time, None for none.
    """
    folder = data / "cities"
    key = hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:16]
    store = None if cache is None else cache / f"index-{key}.json"
    kept = {} if store is None else _load(store)
    stamps = _stamps(folder)
    same = {file: told for file, (stamp, told) in kept.items() if stamp == stamps.get(file)}
    found = {file: same.get(file) or _told(folder / file) for file in stamps}
    now = {file: (stamps[file], told) for file, told in found.items() if told}
    if store is not None and now != kept:
        with suppress(OSError):  # one that cannot be written is no problem
            store.parent.mkdir(parents=True, exist_ok=True)
            put({store: json.dumps({"format": FORMAT, "cities": now}).encode()})
    return tuple(_city(folder / file, told) for file, told in found.items())


def _city(path: Path, told: Told | None) -> City:
    """The city of a file; where the file did not tell, it bears the file's name and nothing else is known of it."""
    id, name, code, level, parent, aliases = told or (path.stem, path.stem, None, "", "", ())
    place = Location(str(path))
    return City(id=id, name=name, code=code, level=level, parent=parent, aliases=aliases, location=place)


def _stamps(folder: Path) -> dict[str, Stamp]:
    """What may have changed of each file; empty if there is no such folder."""
    stamps: dict[str, Stamp] = {}
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.endswith(".yaml") and not entry.name.startswith(".") and not entry.is_dir():
                stamps[entry.name] = [0, 0]
                with suppress(OSError):  # a link that leads nowhere; reading it tells so
                    status = entry.stat()
                    stamps[entry.name] = [status.st_mtime_ns, status.st_size]
        return dict(sorted(stamps.items()))
    return {}


def _told(path: Path) -> Told | None:
    city = city_of(_head(path), path.stem, Page(str(path)))
    return (city.id, city.name, city.code, city.level, city.parent, city.aliases) if city else None


def _head(path: Path) -> YamlMapping | None:
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
    city = value.get("city") if isinstance(value, YamlMapping) else None
    return city if isinstance(city, YamlMapping) else None


def _first_block(start: bytes, whole: bool) -> list[str]:
    """The lines up to the second key of a file, if its first is `city`; [] if not, or the block may go on."""
    lines = start.decode("utf-8-sig", errors="ignore").replace("\r\n", "\n").split("\n")
    keys = [number for number, line in enumerate(lines) if line and line[0] not in " \t#-"]
    if not keys or not lines[keys[0]].startswith("city:"):
        return []
    if len(keys) > 1:
        return lines[: keys[1]]
    return lines if whole else []


def _load(store: Path) -> dict[str, tuple[Stamp, Told]]:
    """What the cache file holds; nothing if there is none, or it is damaged or of another format."""
    with suppress(OSError, ValueError, LookupError, TypeError, AttributeError):
        kept = json.loads(read_file(store))
        if kept["format"] == FORMAT:
            cities = kept["cities"].items()
            return {file: (stamp, (a, b, c, d, e, tuple(f))) for file, (stamp, (a, b, c, d, e, f)) in cities}
    return {}
