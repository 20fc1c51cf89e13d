"""A folder of YAML files as the data of a workspace: a file for each city, and files that all cities share."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from pathlib import Path

from briefing.data.units import UnitTable
from briefing.data.yaml_files.index import read_index
from briefing.errors import Location, Problem, Severity
from briefing.model.catalogue import Catalogue
from briefing.model.library import City, CityRecord
from briefing.text.files import fingerprint


class YamlReader:
    """Reads the folder `data`; `cache` is the folder in which the names of its cities are kept, None for none.

    `default` is a folder whose catalogue serves where `data` has none.
    """

    def __init__(self, data: Path, cache: Path | None = None, default: Path | None = None) -> None:
        self.data = data
        self.cache = cache
        self.default = default
        self._units = UnitTable({})  # what it has found once serves the next city, too

    def catalogue(self) -> tuple[Catalogue, list[Problem]]:
        """See `Reader`; which files may be missing, see `read_catalogue`."""
        from briefing.data.yaml_files.catalogue import read_catalogue  # noqa: PLC0415 - start-up time: cities are listed without it

        return read_catalogue(self.data, self.default)

    def cities(self) -> tuple[Sequence[City], list[Problem]]:
        """See `Reader`; in the order of file names, with a warning of files that look like data and are not read."""
        overlooked = (
            Problem("这个文件没有读取。", Location(str(path)), "请把扩展名改为 .yaml。", Severity.WARNING)
            for path in sorted((self.data / "cities").glob("*.yml"))
        )
        return read_index(self.data, self.cache), list(overlooked)

    def city(self, city: City, catalogue: Catalogue) -> tuple[CityRecord | None, list[Problem]]:
        """See `Reader`; the file is that of the city's place."""
        from briefing.data.yaml_files.city_file import read_city  # noqa: PLC0415 - the same

        if self._units.families is not catalogue.units:
            self._units = UnitTable(catalogue.units)
        return read_city(Path(city.location.file or ""), catalogue, self._units)

    def fingerprint(self, cities: Collection[City]) -> str:
        """See `Reader`; where the folder lies makes no difference."""
        from briefing.data.yaml_files.catalogue import catalogue_files  # noqa: PLC0415 - the same

        shared: Iterable[Path] = (path for paths in catalogue_files(self.data, self.default).values() for path in paths)
        files = [*shared, *(Path(city.location.file or "") for city in cities)]
        folders = {path: self.data if path.is_relative_to(self.data) else self.default or self.data for path in files}
        return fingerprint({path.relative_to(folders[path]).as_posix(): path for path in files})
