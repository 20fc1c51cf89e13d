"""A workspace's data folder into a library."""

from __future__ import annotations

import gc
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

from briefing.data.catalogue import catalogue_files, read_catalogue
from briefing.data.city_file import read_city
from briefing.data.index import city_files, read_index
from briefing.data.units import UnitTable
from briefing.errors import Place, Problem, Severity, did_you_mean
from briefing.model.library import CityRecord, Library


def read_library(
    data: Path, only: Collection[str] | None = None, cache: Path | None = None
) -> tuple[Library, list[Problem]]:
    """The library in the folder `data`, and what is wrong with the files that were read.

    `only` are ids of cities: their files alone are read, found by the index that `cache` may hold; None reads all.
    Cities stand in the order of file names. Of two files with the same city, the first one holds.
    """
    with _no_collector():
        catalogue, problems = read_catalogue(data)
        units = UnitTable(catalogue.units)
        records: dict[str, CityRecord] = {}
        for path in _files(data, only, cache, problems):
            record, found = read_city(path, catalogue, units)
            problems += found
            if record is not None:
                _file_under(records, record, problems)
    return Library(catalogue, records), problems


def data_files(data: Path, only: Collection[str] | None = None, cache: Path | None = None) -> dict[str, Path]:
    """Every file that `read_library` reads for the same arguments, by name under `data`."""
    shared = [path for paths in catalogue_files(data).values() for path in paths]
    return {path.relative_to(data).as_posix(): path for path in (*shared, *_files(data, only, cache, []))}


@contextmanager
def _no_collector() -> Iterator[None]:
    """Without the garbage collector, which would walk over all that has been read, again and again."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _files(data: Path, only: Collection[str] | None, cache: Path | None, problems: list[Problem]) -> list[Path]:
    folder = data / "cities"
    if only is None:
        problems += _overlooked(folder)
        return city_files(data)
    entries = read_index(data, cache)
    for name in sorted(set(only) - {entry.id for entry in entries}):
        hint = did_you_mean(name, [entry.id for entry in entries])
        problems.append(Problem(f"没有标识为“{name}”的城市。", Place(str(folder)), hint))
    return [folder / entry.file for entry in entries if entry.id in only]


def _overlooked(folder: Path) -> list[Problem]:
    """Files that look like data and would be passed over in silence."""
    return [
        Problem("这个文件没有读取。", Place(str(path)), "请把扩展名改为 .yaml。", Severity.WARNING)
        for path in sorted(folder.glob("*.yml"))
    ]


def _file_under(records: dict[str, CityRecord], record: CityRecord, problems: list[Problem]) -> None:
    first = records.setdefault(record.city.id, record)
    if first is not record:
        hint = f"第一处在 {first.city.place}；请改其中一个。"
        problems.append(Problem(f"城市标识“{record.city.id}”重复。", record.city.place, hint))
